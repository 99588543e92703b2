//! What we do about the window by one tap: ask the client, write down what was said on the phone, take what they wish.

use super::{
    super::{
        booking, mine,
        model::{Agreed, Delivery},
    },
    agree, ask,
    offer::OfferWindows,
    phone::PhoneAgreed,
    rows::{self, State},
};
use crate::{
    bot::{
        screen::{self, Button, Words},
        shown::Told,
        turn::Turn,
    },
    clients,
    db::Id,
    error::{Error, Result},
    people, t,
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
    /// Opens the form that asks the client.
    Offer,
    /// Opens the form for what was said on the phone.
    Phone,
    /// The window the client wishes is agreed.
    Take,
}

const DEEDS: [(Deed, &str); 3] = [(Deed::Offer, "offer"), (Deed::Phone, "phone"), (Deed::Take, "take")];

impl screen::Press for Press {
    const ROOM: &'static str = "dates";

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

/// A button about the window of a delivery as it is shown.
pub fn button(label: Text, delivery: &Delivery, deed: Deed) -> Button {
    Button::press(label, &Press { delivery: delivery.id, rev: delivery.rev, deed })
}

/// A press of ours.
pub async fn press(turn: Turn, press: Press) -> Result {
    let delivery = mine(&turn, press.delivery).await?;
    if press.rev != delivery.rev {
        let done = press.deed == Deed::Take && delivery.agreed.is_some();
        let at = delivery.changed_at.0;
        turn.toast(if done { t!("frame-already-done", at = at) } else { t!("frame-card-changed") }).await?;
        return booking::show(&turn, delivery.id, None, None).await;
    }
    if !delivery.state.is_before_order() {
        turn.toast(t!("booking-too-late")).await?;
        return booking::show(&turn, delivery.id, None, None).await;
    }
    match press.deed {
        Deed::Offer => {
            if clients::who_agrees(&mut turn.db(), delivery.client).await?.is_empty() {
                return Err(Error::User(t!("dates-nobody", client = &delivery.client_name)));
            }
            let form = OfferWindows::begin(&turn, &delivery).await?;
            turn.open(&form).await
        }
        Deed::Phone => turn.open(&PhoneAgreed::begin(&delivery)).await,
        Deed::Take => take(&turn, &delivery).await,
    }
}

/// What the client wishes is agreed, and they are told.
async fn take(turn: &Turn, delivery: &Delivery) -> Result {
    let id = delivery.id;
    let asked = rows::of(&mut turn.db(), id).await?.filter(|asked| asked.state == State::Wished);
    let Some((asked, wished)) = asked.and_then(|asked| asked.wished.map(|wished| (asked, wished))) else {
        turn.toast(t!("frame-card-changed")).await?;
        return booking::show(turn, id, None, None).await;
    };
    let company = clients::known(&mut turn.db(), delivery.client).await?;
    let company = company.ok_or_else(|| Error::other("a client is gone"))?;
    let sides = booking::sides(&mut turn.db(), &company, delivery.place).await?.by_the_clients_word();
    if let Err(wrong) = sides.check(wished, true, turn.moment()) {
        let zone = turn.me().zone;
        return turn.toast(sides.told(wrong, zone, turn.moment())).await;
    }
    let wisher = match asked.answered_by {
        Some(person) => people::by_id(&mut turn.db(), person).await?,
        None => None,
    };
    let who = wisher.map_or_else(String::new, |person| person.name);
    agree(&mut turn.db(), delivery, wished, (Agreed::Client, &who), turn.moment()).await?;
    let me = turn.me().id;
    rows::settle(&mut turn.db(), id, me, turn.stamp()).await?;
    let event = turn.happened("delivery.agreed", Some(delivery.client), id, &wished).await?;
    let told = ask::say(&mut turn.db(), id, &format!("agreed:{event}"), turn.moment()).await?;
    let said = match told {
        Told::Now => t!("dates-said-taken"),
        Told::Later(at) => t!("dates-said-taken-later", at = at),
        Told::Nobody => t!("dates-said-taken-phone"),
    };
    booking::show(turn, id, Some(said), None).await
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
            assert!(press.pack().len() + "dates:".len() <= 64);
        }
        assert_eq!(Press::unpack("of an older release"), None);
    }
}
