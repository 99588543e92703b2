//! Buttons about carriers on a delivery's card, and what a press does. Every press is authorised anew and counts only for
//! what was shown.

use super::{
    asking::AskCarriers,
    detail::{Detail, What},
    hand::HandOver,
    offer::{self, Offer},
    offers, steps,
};
use crate::{
    bot::{
        event::{Event, Undo},
        screen::{self, Button, Screen, Words},
        shown::{self, Side},
        turn::Turn,
    },
    db::Id,
    error::{Error, Result},
    features::deliveries::{
        card, cards, mine,
        model::{Delivery, State, Way, link},
        rows,
    },
    t,
    text::Text,
};

/// A button: of which delivery, as it was shown, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Press {
    pub delivery: Id<Delivery>,
    pub rev: i64,
    pub deed: Deed,
}

/// What a press does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Asks carriers.
    Ask,
    /// Compares what they offered, the cheapest first.
    Compare,
    /// The same, the most praised first.
    Best,
    /// Notes, writes down, moves: one or two questions.
    Tell(What),
    /// Takes an offer.
    Choose(Id<Offer>),
    /// Takes an offer that has run out.
    Anyway(Id<Offer>),
    /// It is ordered.
    Order,
    /// A carrier to another town gets it.
    Hand,
    /// It has come so far.
    Step(State),
}

impl screen::Press for Press {
    const ROOM: &'static str = "haul";

    fn pack(&self) -> String {
        let deed = match self.deed {
            Deed::Ask => "ask".to_owned(),
            Deed::Compare => "cmp".to_owned(),
            Deed::Best => "best".to_owned(),
            Deed::Tell(what) => format!("tell:{what}"),
            Deed::Choose(offer) => format!("y:{}", offer.short()),
            Deed::Anyway(offer) => format!("z:{}", offer.short()),
            Deed::Order => "order".to_owned(),
            Deed::Hand => "hand".to_owned(),
            Deed::Step(state) => format!("go:{state}"),
        };
        format!("{}:{}:{deed}", self.delivery.short(), self.rev)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (delivery, rev) = (words.id()?, words.parse()?);
        let deed = match words.word()? {
            "ask" => Deed::Ask,
            "cmp" => Deed::Compare,
            "best" => Deed::Best,
            "tell" => Deed::Tell(words.parse()?),
            "y" => Deed::Choose(words.id()?),
            "z" => Deed::Anyway(words.id()?),
            "order" => Deed::Order,
            "hand" => Deed::Hand,
            "go" => Deed::Step(words.parse().filter(|state| steps::BY_HAND.contains(state))?),
            _ => return None,
        };
        Some(Self { delivery, rev, deed })
    }
}

/// A button about a delivery.
pub fn button(label: Text, delivery: &Delivery, deed: Deed) -> Button {
    Button::press(label, &Press { delivery: delivery.id, rev: delivery.rev, deed })
}

/// Why something can't be done now.
pub fn not_now() -> Error {
    Error::User(t!("carrier-not-now"))
}

/// A delivery of this way in the acting person's sight, not ordered yet.
pub async fn unordered(turn: &Turn, id: Id<Delivery>, way: Way) -> Result<Delivery> {
    let delivery = mine(turn, id).await?;
    if delivery.way == way && delivery.state.is_before_order() { Ok(delivery) } else { Err(not_now()) }
}

/// A press.
pub async fn press(turn: Turn, press: Press) -> Result {
    let delivery = mine(&turn, press.delivery).await?;
    let looks = matches!(press.deed, Deed::Compare | Deed::Best);
    if press.rev != delivery.rev && !looks {
        let done = is_done(&turn, &delivery, press.deed).await?;
        let at = delivery.changed_at.0;
        turn.toast(if done { t!("frame-already-done", at = at) } else { t!("frame-card-changed") }).await?;
        return show(&turn, delivery.id, None).await;
    }
    match press.deed {
        Deed::Ask => {
            unordered(&turn, delivery.id, Way::Large).await?;
            let form = AskCarriers::begin(&turn, &delivery).await?;
            turn.open(&form).await
        }
        Deed::Compare | Deed::Best => {
            let best = press.deed == Deed::Best;
            let screen = offers::comparison(&mut turn.db(), &delivery, best, turn.moment()).await?;
            turn.show(screen).await
        }
        Deed::Tell(what) => {
            what.allowed(&delivery)?;
            turn.open(&Detail::begin(delivery.id, what)).await
        }
        Deed::Choose(id) => offers::choose(&turn, &delivery, id, false).await,
        Deed::Anyway(id) => offers::choose(&turn, &delivery, id, true).await,
        Deed::Order => offers::order(&turn, &delivery).await,
        Deed::Hand => {
            let form = HandOver::begin(&turn, &delivery).await?;
            turn.open(&form).await
        }
        Deed::Step(state) => steps::step(&turn, &delivery, state).await,
    }
}

/// Whether what an old button asks for is done already.
async fn is_done(turn: &Turn, delivery: &Delivery, deed: Deed) -> Result<bool> {
    Ok(match deed {
        Deed::Choose(id) | Deed::Anyway(id) => {
            let offer = offer::by_id(&mut turn.db(), id).await?;
            offer.is_some_and(|offer| offer.delivery == delivery.id && offer.is_taken())
        }
        Deed::Order => !delivery.state.is_before_order(),
        Deed::Step(state) => delivery.state == state || steps::is_past(delivery.state, state),
        Deed::Ask | Deed::Compare | Deed::Best | Deed::Tell(_) | Deed::Hand => false,
    })
}

/// What was done, and the event that takes it back.
pub type Done = (Text, Option<Id<Event>>);

/// The card as it is now, with what was done on top.
pub async fn card(turn: &Turn, id: Id<Delivery>, said: Option<Done>) -> Result<Screen> {
    let delivery = rows::read(&mut turn.db(), id).await?;
    let me = turn.me().clone();
    let screen = card::screen(&mut turn.db(), &delivery, &me, turn.moment()).await?;
    Ok(match said {
        None => screen,
        Some((said, event)) => {
            screen.with_warning(said).row(event.map(|event| Button::press(t!("undo-button"), &Undo(event))))
        }
    })
}

/// Shows the card where the pressed button is, and brings everybody else's up to date.
pub async fn show(turn: &Turn, id: Id<Delivery>, said: Option<Done>) -> Result {
    let screen = card(turn, id, said).await?;
    shown::show(turn, &link(id), Side::Us, screen).await?;
    cards::refresh(&mut turn.db(), id, Some(turn.me().id), turn.moment()).await
}

/// The open form becomes the card, which lives there from now on.
pub async fn finish(turn: &Turn, id: Id<Delivery>, screen: Screen) -> Result {
    let shown = turn.finish_card(screen).await?;
    shown::remember(&mut turn.db(), &link(id), turn.me().id, Side::Us, shown).await?;
    cards::refresh(&mut turn.db(), id, Some(turn.me().id), turn.moment()).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_press_survives_64_bytes() {
        let mut deeds =
            vec![Deed::Ask, Deed::Compare, Deed::Best, Deed::Choose(Id::new()), Deed::Anyway(Id::new()), Deed::Order];
        deeds.push(Deed::Hand);
        deeds.extend(What::ALL.map(Deed::Tell));
        deeds.extend(steps::BY_HAND.map(Deed::Step));
        for deed in deeds {
            let press = Press { delivery: Id::new(), rev: 99_999, deed };
            assert_eq!(Press::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "haul:".len() <= 64, "{press:?}");
        }
        let known = Press { delivery: Id::new(), rev: 1, deed: Deed::Order }.pack();
        assert_eq!(Press::unpack(&known.replace("order", "go:received")), None, "nobody but the client receives");
        assert_eq!(Press::unpack("of an older release"), None);
    }
}
