//! What we do with a delivery nobody has ordered yet by one tap on its card. Every tap is authorised anew and counts only
//! for what was shown.

use super::{
    after,
    dialogue::BookDelivery,
    excuse::{self, Excuse},
    hand::{self, ByHand},
    leave::{self, About, Verdict},
    save,
};
use crate::{
    bot::{
        screen::{self, Button, Screen, Words},
        turn::Turn,
    },
    db::Id,
    error::Result,
    features::{
        deliveries::{
            card::{self, Show},
            mine,
            model::{Delivery, State},
            rows,
        },
        papers,
    },
    t,
    text::Text,
};

/// A button of ours: which delivery, as it was shown, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Press {
    pub delivery: Id<Delivery>,
    pub rev: i64,
    pub deed: Deed,
}

/// What a press does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Opens the form to change it.
    Edit,
    /// Asks why it is cancelled.
    Cancel,
    /// The client does not want it any more.
    Unwanted,
    /// There are no goods.
    NoGoods,
    /// It was a mistake.
    Mistake,
    /// Cancelled for a reason in words.
    Otherwise,
    /// Ships without an agreed window, for a reason.
    Override,
    /// Asks a head whether it may go unpaid.
    AskHead,
    /// Two on one day are meant.
    Twice,
    /// Ordered by hand.
    ByHand,
    /// The courier is known.
    Assigned,
    /// The courier has it.
    PickedUp,
    /// The courier has brought it.
    Delivered,
}

const DEEDS: [(Deed, &str); 13] = [
    (Deed::Edit, "edit"),
    (Deed::Cancel, "cancel"),
    (Deed::Unwanted, "unwanted"),
    (Deed::NoGoods, "goods"),
    (Deed::Mistake, "mistake"),
    (Deed::Otherwise, "words"),
    (Deed::Override, "override"),
    (Deed::AskHead, "head"),
    (Deed::Twice, "twice"),
    (Deed::ByHand, "hand"),
    (Deed::Assigned, "who"),
    (Deed::PickedUp, "took"),
    (Deed::Delivered, "brought"),
];

impl screen::Press for Press {
    const ROOM: &'static str = "booking";

    fn pack(&self) -> String {
        let deed = DEEDS.iter().find(|(deed, _)| *deed == self.deed).map_or("", |(_, name)| name);
        format!("{}:{}:{deed}", self.delivery.short(), self.rev)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (delivery, rev) = (words.id()?, words.parse()?);
        let deed = words.word()?;
        let (deed, _) = DEEDS.iter().find(|(_, name)| *name == deed)?;
        Some(Self { delivery, rev, deed: *deed })
    }
}

/// A button about a delivery as it is shown.
pub fn button(label: Text, delivery: &Delivery, deed: Deed) -> Button {
    Button::press(label, &Press { delivery: delivery.id, rev: delivery.rev, deed })
}

/// A press on our card.
pub async fn press(turn: Turn, press: Press) -> Result {
    let delivery = mine(&turn, press.delivery).await?;
    if press.rev != delivery.rev {
        let done = match press.deed {
            Deed::Unwanted | Deed::NoGoods | Deed::Mistake => delivery.state == State::Cancelled,
            Deed::PickedUp => delivery.state.has_left(),
            Deed::Delivered => delivery.delivered_at.is_some(),
            _ => false,
        };
        let at = delivery.changed_at.0;
        turn.toast(if done { t!("frame-already-done", at = at) } else { t!("frame-card-changed") }).await?;
        return after::show(&turn, delivery.id, None, None).await;
    }
    let before_order = delivery.state.is_before_order();
    match press.deed {
        Deed::Edit if before_order => {
            let lines = rows::lines(&mut turn.db(), delivery.id).await?;
            let papers = papers::of(&mut turn.db(), &delivery.link()).await?;
            turn.open(&BookDelivery::of(&delivery, lines, &papers)).await
        }
        Deed::Override if before_order => turn.open(&Excuse::begin(&delivery, excuse::About::Override)).await,
        Deed::AskHead if before_order => {
            let asked = leave::ask(&turn, &delivery).await?;
            after::show(&turn, delivery.id, asked.then(|| t!("booking-said-asked")), None).await
        }
        Deed::Twice if before_order => {
            let (me, now) = (turn.me().id, turn.stamp());
            leave::put(&mut turn.db(), (delivery.id, About::Twice), (Verdict::Yes, ""), (me, now)).await?;
            after::show(&turn, delivery.id, None, None).await
        }
        Deed::Cancel if super::may_cancel(&turn, &delivery).await? => turn.show(why(&delivery)).await,
        Deed::Unwanted => cancel(&turn, &delivery, t!("booking-why-unwanted")).await,
        Deed::NoGoods => cancel(&turn, &delivery, t!("booking-why-goods")).await,
        Deed::Mistake => cancel(&turn, &delivery, t!("booking-why-mistake")).await,
        Deed::Otherwise if super::may_cancel(&turn, &delivery).await? => {
            turn.open(&Excuse::begin(&delivery, excuse::About::Cancel)).await
        }
        Deed::ByHand if before_order => {
            if let Some(why) = hand::against(&turn, &delivery).await? {
                return turn.toast(why).await;
            }
            turn.open(&ByHand::order(&delivery)).await
        }
        Deed::Assigned if delivery.state == State::Ordered => turn.open(&ByHand::assign(&delivery)).await,
        Deed::PickedUp => hand::moved(&turn, &delivery, State::PickedUp).await,
        Deed::Delivered => hand::moved(&turn, &delivery, State::Delivered).await,
        Deed::Edit
        | Deed::Override
        | Deed::AskHead
        | Deed::Twice
        | Deed::Cancel
        | Deed::Otherwise
        | Deed::ByHand
        | Deed::Assigned => {
            turn.toast(t!("booking-too-late")).await?;
            after::show(&turn, delivery.id, None, None).await
        }
    }
}

/// Why is it cancelled?
fn why(delivery: &Delivery) -> Screen {
    let deed = |label, deed| button(label, delivery, deed);
    let mut screen = Screen::new(t!("booking-ask-cancel", delivery = card::named(delivery))).about(delivery.client);
    if !delivery.state.is_before_order() {
        screen = screen.line(t!("hand-cancel-too"));
    }
    screen
        .row([deed(t!("booking-unwanted-button"), Deed::Unwanted), deed(t!("booking-goods-button"), Deed::NoGoods)])
        .row([deed(t!("booking-mistake-button"), Deed::Mistake), deed(t!("booking-words-button"), Deed::Otherwise)])
        .row([Button::press(t!("booking-keep-button"), &Show(delivery.id))])
}

async fn cancel(turn: &Turn, delivery: &Delivery, why: Text) -> Result {
    if !super::may_cancel(turn, delivery).await? {
        turn.toast(t!("booking-too-late")).await?;
        return after::show(turn, delivery.id, None, None).await;
    }
    let why = why.plain(&turn.reader());
    save::cancel(turn, delivery, &why).await?;
    turn.happened("delivery.cancelled", Some(delivery.client), delivery.id, &why).await?;
    after::show(turn, delivery.id, Some(t!("booking-said-cancelled")), None).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_press_survives_64_bytes() {
        for (deed, _) in DEEDS {
            let press = Press { delivery: Id::new(), rev: 99_999, deed };
            assert_eq!(Press::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "booking:".len() <= 64);
        }
        assert_eq!(Press::unpack("of an older release"), None);
    }
}
