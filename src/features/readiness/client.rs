//! What the client sees of the question whether the day holds, and how they answer: by one tap, or with another day.
//! Nothing here reads what is ours alone.

use super::{model::Ready, rows, save, shift::ShiftReady, views};
use crate::{
    bot::{
        outbox::{self, Card, Letter},
        screen::{self, Button, Screen, Words},
        turn::Turn,
    },
    calendar::Moment,
    clients,
    db::{Conn, Id},
    error::{Error, Result},
    people::{self, Person},
    t,
    text::Text,
};

/// A button of the client's: which site, the question it answers, and the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Press {
    pub ready: Id<Ready>,
    pub round: i64,
    pub answer: Answer,
}

/// What the client answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The day holds.
    Yes,
    /// It will be another day.
    Moves,
    /// There is 220 V, or not.
    Power(bool),
    /// There is internet, or not.
    Net(bool),
}

const ANSWERS: [(Answer, &str); 6] = [
    (Answer::Yes, "yes"),
    (Answer::Moves, "moves"),
    (Answer::Power(true), "v1"),
    (Answer::Power(false), "v0"),
    (Answer::Net(true), "n1"),
    (Answer::Net(false), "n0"),
];

impl screen::Press for Press {
    const ROOM: &'static str = "onsite";

    fn pack(&self) -> String {
        let answer = ANSWERS.iter().find(|(answer, _)| *answer == self.answer).map_or("", |(_, name)| name);
        format!("{}:{}:{answer}", self.ready.short(), self.round)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (ready, round) = (words.id()?, words.parse()?);
        let answer = words.word()?;
        let (answer, _) = ANSWERS.iter().find(|(_, name)| *name == answer)?;
        Some(Self { ready, round, answer: *answer })
    }
}

/// Which site, for the client.
pub fn place(address: Option<&String>) -> Text {
    address.map_or_else(|| t!("onsite-place-own"), |address| t!("onsite-place", address = address))
}

/// The client's card: the question while an answer is waited for, then what is agreed.
pub async fn card(conn: &mut Conn, ready: &Ready) -> Result<Screen> {
    let address = views::address_of(conn, ready).await?;
    Ok(drawn(ready, address.as_ref()))
}

/// The card from what was read for it.
pub fn drawn(ready: &Ready, address: Option<&String>) -> Screen {
    let button = |label, answer| Button::press(label, &Press { ready: ready.id, round: ready.round, answer });
    let (place, day) = (place(address), ready.ready_on);
    let moves = button(t!("onsite-moves-button"), Answer::Moves);
    if ready.sure.is_some() {
        return Screen::new(t!("onsite-sure", place = place, day = day)).row([moves]);
    }
    if !ready.waits() {
        return Screen::new(t!("onsite-told", place = place, day = day)).row([moves]);
    }
    let tick = |there: bool, set: Text, unset: Text| if there { set } else { unset };
    let (power, net) = (ready.power == Some(true), ready.net == Some(true));
    Screen::new(t!("onsite-question", place = place, day = day))
        .line(t!("onsite-ask-ticks"))
        .row([
            button(tick(power, t!("onsite-power"), t!("onsite-no-power")), Answer::Power(!power)),
            button(tick(net, t!("onsite-net"), t!("onsite-no-net")), Answer::Net(!net)),
        ])
        .row([button(t!("onsite-yes-button"), Answer::Yes), moves])
}

/// Every card of the client's shows what is true now; not the one of `except`, who is shown it in the turn.
pub async fn refresh(conn: &mut Conn, ready: &Ready, except: Option<Id<Person>>, moment: Moment<'_>) -> Result {
    let screen = card(conn, ready).await?;
    edit(conn, ready, &screen, except, moment).await
}

/// Nothing was ever said: the question is taken back.
pub async fn close(conn: &mut Conn, ready: &Ready, moment: Moment<'_>) -> Result {
    let screen = Screen::new(t!("onsite-closed"));
    edit(conn, ready, &screen, None, moment).await
}

async fn edit(
    conn: &mut Conn,
    ready: &Ready,
    screen: &Screen,
    except: Option<Id<Person>>,
    moment: Moment<'_>,
) -> Result {
    for (person, card) in rows::cards(conn, ready.id).await? {
        let sees = clients::of_person(conn, person).await?.iter().any(|company| company.id == ready.client);
        let person = people::present(conn, person).await?.filter(|person| sees && except != Some(person.id));
        if let Some((person, chat)) = person.and_then(|person| person.tg_id.map(|chat| (person, chat))) {
            outbox::edit(conn, card, Letter::reply(chat, person.reader(moment.now), screen)).await?;
        }
    }
    Ok(())
}

/// A site of the acting person's own company about which they may agree a day.
pub async fn theirs(turn: &Turn, id: Id<Ready>) -> Result<Ready> {
    let me = turn.me().id;
    let absent = || Error::User(t!("onsite-absent"));
    let ready = rows::known(&mut turn.db(), id).await?.ok_or_else(absent)?;
    let companies = clients::of_person(&mut turn.db(), me).await?;
    let may = clients::who_agrees(&mut turn.db(), ready.client).await?;
    let own = companies.iter().any(|company| company.id == ready.client);
    if own && may.iter().any(|person| person.id == me) { Ok(ready) } else { Err(absent()) }
}

/// The card that was pressed is the one that will be kept true.
async fn shown(turn: &Turn, ready: &Ready) -> Result {
    let me = turn.me().id;
    let screen = card(&mut turn.db(), ready).await?;
    let pressed = pressed(turn).await?;
    if let Some(card) = pressed {
        rows::remember(&mut turn.db(), ready.id, me, card).await?;
    }
    turn.show(screen).await
}

async fn pressed(turn: &Turn) -> Result<Option<Id<Card>>> {
    match (turn.update().callback.as_ref(), turn.update().message_id) {
        (Some(_), Some(message)) => outbox::card_of(&mut turn.db(), turn.update().chat, message).await,
        _ => Ok(None),
    }
}

/// A press of the client's.
pub async fn press(turn: Turn, press: Press) -> Result {
    let ready = theirs(&turn, press.ready).await?;
    let (me, now) = (turn.me().id, turn.stamp());
    if press.round != ready.round {
        turn.toast(t!("onsite-old")).await?;
        return shown(&turn, &ready).await;
    }
    let after = match press.answer {
        Answer::Moves => return turn.open(&ShiftReady { ready: ready.id, round: ready.round }).await,
        Answer::Yes => match ready.sure {
            Some((at, _)) => {
                turn.toast(t!("frame-already-done", at = at.0)).await?;
                return shown(&turn, &ready).await;
            }
            None => ready.clone().confirmed(me, now),
        },
        Answer::Power(there) => Ready { power: Some(there), ..ready.clone() },
        Answer::Net(there) => Ready { net: Some(there), ..ready.clone() },
    };
    if after == ready {
        return shown(&turn, &ready).await;
    }
    let sure = after.sure.is_some() && ready.sure.is_none();
    let (after, _) = save::keep(&turn, Some(&ready), after, "").await?;
    if sure {
        let (name, day) = (turn.me().name.clone(), after.ready_on);
        save::tell_keepers(&turn, &after, |place| t!("ready-client-sure", name = &name, place = place, day = day))
            .await?;
    }
    shown(&turn, &after).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_answer_survives_64_bytes() {
        for (answer, _) in ANSWERS {
            let press = Press { ready: Id::new(), round: 99_999, answer };
            assert_eq!(Press::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "onsite:".len() <= 64);
        }
        assert_eq!(Press::unpack("of an older release"), None);
    }
}
