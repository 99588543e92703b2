//! What the client sees of the question and how they answer: a window by one tap, or another time. Nothing here reads what
//! is ours alone.

use super::{
    super::{
        card::Part,
        cards, client,
        model::{Agreed, Delivery, link},
        rows as deliveries,
        window::{self, Window},
    },
    other::OtherTime,
    rows::{self, State},
    told,
};
use crate::{
    bot::{
        screen::{self, Button, Words},
        shown::{self, Side},
        turn::Turn,
    },
    clients,
    db::{Conn, Id},
    error::{Error, Result},
    people::Person,
    t,
    text::Text,
};
use chrono::{DateTime, Utc};

/// A button of the client's: which delivery, the question it answers, and the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    pub delivery: Id<Delivery>,
    pub round: i64,
    pub pick: Pick,
}

/// What the client answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// One of the windows.
    Window(usize),
    /// Another time.
    Other,
}

impl screen::Press for Slot {
    const ROOM: &'static str = "slot";

    fn pack(&self) -> String {
        let pick = match self.pick {
            Pick::Window(number) => number.to_string(),
            Pick::Other => "other".to_owned(),
        };
        format!("{}:{}:{pick}", self.delivery.short(), self.round)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (delivery, round) = (words.id()?, words.parse()?);
        let pick = match words.word()? {
            "other" => Pick::Other,
            number => Pick::Window(number.parse().ok()?),
        };
        Some(Self { delivery, round, pick })
    }
}

/// What the client's card says about the window, while anything about it can still be said.
pub async fn for_client(conn: &mut Conn, delivery: &Delivery, reader: &Person, now: DateTime<Utc>) -> Result<Part> {
    let Some(asked) = rows::of(conn, delivery.id).await? else { return Ok(Part::default()) };
    if !delivery.state.is_before_leaving() {
        return Ok(Part::default());
    }
    let may = clients::who_agrees(conn, delivery.client).await?.iter().any(|person| person.id == reader.id);
    let slot = |label, pick| Button::press(label, &Slot { delivery: delivery.id, round: asked.round, pick });
    let other = |label| vec![slot(label, Pick::Other)];
    let before_order = delivery.state.is_before_order();
    let own = (delivery.starts_at, delivery.ends_at);
    let mut part = Part::default();
    match asked.state {
        State::Asked if before_order => {
            part.lines.push(question(delivery));
            let windows = (0_usize..).zip(&asked.windows).filter(|(_, (from, _))| *from > now);
            part.buttons
                .extend(windows.map(|(number, own)| vec![slot(window::said(*own, reader.zone), Pick::Window(number))]));
            part.buttons.push(other(t!("slot-other-button")));
        }
        State::Wished => {
            part.lines.push(match asked.wished {
                Some(wished) => t!("slot-wished-window", window = window::said(wished, reader.zone)),
                None => t!("slot-wished", words = &asked.wish),
            });
            part.buttons.push(other(t!("slot-other-button")));
        }
        State::Agreed if matches!(delivery.agreed, Some((Agreed::Client | Agreed::Phone, _))) => {
            part.lines.push(t!("slot-agreed", window = window::said(own, reader.zone)));
            part.lines.push(t!("slot-changed-mind"));
            part.buttons.push(other(t!("slot-other-button")));
        }
        State::Asked | State::Agreed | State::Ended => {}
    }
    if !may {
        part.buttons.clear();
    }
    Ok(part)
}

/// The words of the question.
pub fn question(delivery: &Delivery) -> Text {
    t!("slot-question", number = delivery.number.to_string())
}

/// A delivery the acting person may agree the window of: of their own company, and asked about.
pub async fn theirs(turn: &Turn, id: Id<Delivery>) -> Result<Delivery> {
    let me = turn.me().id;
    let delivery = deliveries::known(&mut turn.db(), id).await?;
    let companies = clients::of_person(&mut turn.db(), me).await?;
    let delivery = delivery.filter(|delivery| companies.iter().any(|company| company.id == delivery.client));
    let absent = || Error::User(t!("slot-absent"));
    let delivery = delivery.ok_or_else(absent)?;
    let whom = clients::who_agrees(&mut turn.db(), delivery.client).await?;
    let asked = rows::of(&mut turn.db(), id).await?.is_some();
    if asked && whom.iter().any(|person| person.id == me) { Ok(delivery) } else { Err(absent()) }
}

/// Shows the client their card where the pressed button is, and brings all others up to date.
async fn show(turn: &Turn, id: Id<Delivery>) -> Result {
    let delivery = deliveries::read(&mut turn.db(), id).await?;
    let me = turn.me().clone();
    let screen = client::card(&mut turn.db(), &delivery, &me, turn.moment()).await?;
    shown::show(turn, &link(id), Side::Client, screen).await?;
    cards::refresh(&mut turn.db(), id, Some(me.id), turn.moment()).await
}

/// A press of the client's.
pub async fn press(turn: Turn, slot: Slot) -> Result {
    let delivery = theirs(&turn, slot.delivery).await?;
    let asked = rows::of(&mut turn.db(), delivery.id).await?.ok_or_else(|| Error::User(t!("slot-absent")))?;
    let can = delivery.state.is_before_leaving();
    let why = match (slot.pick, asked.state) {
        _ if !can => Some(t!("slot-too-late")),
        _ if slot.round != asked.round || asked.state == State::Ended => Some(t!("slot-old")),
        (Pick::Window(_), State::Agreed) => Some(t!("frame-already-done", at = delivery.changed_at.0)),
        (Pick::Window(_), _) if !delivery.state.is_before_order() => Some(t!("slot-too-late")),
        (Pick::Window(number), _) => match asked.windows.get(number) {
            Some((from, _)) if *from > turn.now() => None,
            Some(_) => Some(t!("slot-past")),
            None => Some(t!("slot-old")),
        },
        (Pick::Other, _) => None,
    };
    if let Some(why) = why {
        turn.toast(why).await?;
        return show(&turn, delivery.id).await;
    }
    match slot.pick {
        Pick::Other => turn.open(&OtherTime { delivery: delivery.id, round: asked.round }).await,
        Pick::Window(number) => choose(&turn, &delivery, asked.windows[number]).await,
    }
}

/// The client has chosen: it is agreed at once.
async fn choose(turn: &Turn, delivery: &Delivery, own: Window) -> Result {
    let (id, me) = (delivery.id, turn.me().clone());
    super::agree(&mut turn.db(), delivery, own, (Agreed::Client, &me.name), turn.moment()).await?;
    rows::agreed(&mut turn.db(), id, me.id).await?;
    turn.happened("delivery.agreed", Some(delivery.client), id, &own).await?;
    told::tell_keepers(turn, id, None).await?;
    show(turn, id).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_answer_survives_64_bytes() {
        for pick in [Pick::Window(0), Pick::Window(3), Pick::Other] {
            let slot = Slot { delivery: Id::new(), round: 99_999, pick };
            assert_eq!(Slot::unpack(&slot.pack()), Some(slot));
            assert!(slot.pack().len() + "slot:".len() <= 64);
        }
        assert_eq!(Slot::unpack("of an older release"), None);
    }
}
