//! What the client sees of an installation and how they answer: one card, edited in place, by the clock of the place. Nothing
//! here reads what is ours alone: notes, reasons of ours, who was refused by whom.

use super::{
    card, cards, ics,
    model::{Installation, State},
    moves::{self, Moved},
    not_ready::NotReady,
    other::OtherDay,
    reason::{About, SayWhy},
    rows, said, tell, visit,
};
use crate::{
    bot::{
        screen::{self, Button, Screen, Words},
        shown::Side,
        turn::Turn,
    },
    calendar::Moment,
    clients,
    db::{Conn, Id},
    error::{Error, Result},
    people::{self, Person},
    slots::{Party, Slot},
    t,
    text::Text,
};

/// A button of the client's: which installation, the round of the talk it answers, and the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fits {
    pub installation: Id<Installation>,
    pub round: i64,
    pub pick: Pick,
}

/// What the client answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick {
    /// This day suits, or does not after all.
    Tick(usize),
    /// Every offered day suits.
    All,
    /// The ticked days suit.
    Ready,
    /// None of them.
    Other,
    /// The site is not ready.
    NotReady,
    /// The agreed day does not suit any more.
    Move,
    /// The day as a file for a calendar.
    Calendar,
}

const PICKS: [(Pick, &str); 6] = [
    (Pick::All, "all"),
    (Pick::Ready, "ready"),
    (Pick::Other, "other"),
    (Pick::NotReady, "later"),
    (Pick::Move, "move"),
    (Pick::Calendar, "ics"),
];

impl screen::Press for Fits {
    const ROOM: &'static str = "fits";

    fn pack(&self) -> String {
        let pick = match self.pick {
            Pick::Tick(number) => number.to_string(),
            other => PICKS.iter().find(|(pick, _)| *pick == other).map_or("", |(_, name)| name).to_owned(),
        };
        format!("{}:{}:{pick}", self.installation.short(), self.round)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (installation, round) = (words.id()?, words.parse()?);
        let word = words.word()?;
        let pick = match PICKS.iter().find(|(_, name)| *name == word) {
            Some((pick, _)) => *pick,
            None => Pick::Tick(word.parse().ok()?),
        };
        Some(Self { installation, round, pick })
    }
}

/// A button of the client's about an installation as it is shown.
pub fn button(label: Text, installation: &Installation, pick: Pick) -> Button {
    Button::press(label, &Fits { installation: installation.id, round: installation.talk.round, pick })
}

/// What it is: `Монтаж №М-12, Тверь, Лесная, 5, 4 часа`.
pub fn head(installation: &Installation) -> [Text; 2] {
    [
        t!(
            "visit-head",
            number = installation.number.to_string(),
            address = &installation.address,
            lasts = said::lasts(installation.lasts)
        ),
        t!("visit-scope", scope = installation.scope.join(", ")),
    ]
}

/// The card.
pub async fn screen(
    conn: &mut Conn,
    installation: &Installation,
    reader: &Person,
    moment: Moment<'_>,
) -> Result<Screen> {
    let may = clients::who_agrees(conn, installation.client).await?.iter().any(|person| person.id == reader.id);
    let said = |slot: &Slot| said::theirs(said::of(slot), installation);
    let mut screen = Screen::default().lines(head(installation)).gap();
    let mut rows: Vec<Vec<Button>> = Vec::new();
    let own = |label, pick| button(label, installation, pick);
    match installation.state {
        State::Need | State::NoShow | State::Proposed if installation.talk.offered.is_empty() => {
            screen = screen.line(match card::wish(conn, installation).await? {
                Some(days) => t!("visit-said-wish", days = days),
                None => t!("visit-soon-asked"),
            });
        }
        State::Need | State::NoShow => screen = screen.line(t!("visit-looking")),
        State::Proposed => {
            if installation.talk.moves > 0 {
                screen = screen.line(t!("visit-moved"));
            }
            screen = screen.line(t!("visit-ask"));
            let open: Vec<(usize, &Slot)> =
                installation.talk.offered.iter().enumerate().filter(|(_, slot)| slot.from > moment.now).collect();
            let ticked = |number: usize| installation.talk.ticked.contains(&number);
            rows.extend(open.iter().map(|(number, slot)| {
                let what = said(slot);
                let label = if ticked(*number) { t!("tick-in", what = what) } else { t!("tick-out", what = what) };
                vec![own(label, Pick::Tick(*number))]
            }));
            let count = open.iter().filter(|(number, _)| ticked(*number)).count();
            rows.push(vec![match (count, open.len()) {
                (0, 1) => own(t!("visit-one-button"), Pick::All),
                (0, _) => own(t!("visit-all-button"), Pick::All),
                (count, _) => own(t!("tick-ready", count = count), Pick::Ready),
            }]);
            rows.push(vec![
                own(t!("visit-other-button"), Pick::Other),
                own(t!("visit-not-ready-button"), Pick::NotReady),
            ]);
        }
        State::ClientOk | State::EngineerOk => {
            let days = said::list(&installation.talk.wanted, installation.zone);
            screen = screen.line(t!("visit-wanted", days = days));
            rows.push(vec![own(t!("visit-other-button"), Pick::Other)]);
        }
        State::Confirmed | State::Reminded => {
            if let Some(visit) = installation.visit {
                let with = people::by_id(conn, visit.with).await?.map_or_else(String::new, |person| person.name);
                let window = said::theirs((visit.starts_at, visit.ends_at), installation);
                screen = screen.line(t!("visit-agreed", window = window, engineer = with));
                rows.push(vec![
                    own(t!("visit-move-button"), Pick::Move),
                    own(t!("visit-calendar-button"), Pick::Calendar),
                ]);
            }
        }
        State::OnSite => screen = screen.line(t!("visit-on-site")),
        State::Done => screen = screen.line(t!("visit-done")),
        State::Cancelled => screen = screen.line(t!("visit-cancelled")),
    }
    let on_the_day = visit::client_part(conn, installation).await?;
    screen = screen.lines(on_the_day.lines);
    if may {
        screen.rows.extend(on_the_day.buttons);
        screen.rows.extend(rows);
    }
    Ok(screen)
}

/// An installation the acting person may agree the day of: at their own company.
pub async fn own(turn: &Turn, id: Id<Installation>) -> Result<Installation> {
    let me = turn.me().id;
    let absent = || Error::User(t!("installation-absent"));
    let installation = rows::known(&mut turn.db(), id).await?.ok_or_else(absent)?;
    let companies = clients::of_person(&mut turn.db(), me).await?;
    if !companies.iter().any(|company| company.id == installation.client) {
        return Err(absent());
    }
    let whom = clients::who_agrees(&mut turn.db(), installation.client).await?;
    if whom.iter().any(|person| person.id == me) { Ok(installation) } else { Err(absent()) }
}

/// A press of the client's.
pub async fn press(turn: Turn, fits: Fits) -> Result {
    let installation = own(&turn, fits.installation).await?;
    if fits.pick == Pick::Calendar {
        return ics::send(&turn, &installation).await;
    }
    let asked = installation.state == State::Proposed;
    let open = match fits.pick {
        Pick::Tick(_) | Pick::All | Pick::Ready | Pick::NotReady => asked,
        Pick::Other => matches!(installation.state, State::Proposed | State::ClientOk | State::EngineerOk),
        Pick::Move => installation.state.is_agreed(),
        Pick::Calendar => true,
    };
    if fits.round != installation.talk.round || !open {
        let done = matches!(fits.pick, Pick::All | Pick::Ready) && !asked;
        let at = installation.changed_at.0;
        turn.toast(if done { t!("frame-already-done", at = at) } else { t!("visit-old") }).await?;
        return cards::show(&turn, installation.id, Side::Client).await;
    }
    match fits.pick {
        Pick::Tick(number) => {
            if installation.talk.offered.get(number).is_some_and(|slot| slot.from > turn.now()) {
                moves::tick(&mut turn.db(), &installation, number, turn.moment()).await?;
            }
            cards::show(&turn, installation.id, Side::Client).await
        }
        Pick::All => {
            let days = installation.talk.offered.clone();
            want(&turn, &installation, &days).await
        }
        Pick::Ready => {
            let ticked = installation.talk.ticked.iter().filter_map(|number| installation.talk.offered.get(*number));
            let days: Vec<Slot> = ticked.copied().collect();
            want(&turn, &installation, &days).await
        }
        Pick::Other => turn.open(&OtherDay::begin(&installation)).await,
        Pick::NotReady => turn.open(&NotReady::begin(&installation)).await,
        Pick::Move => turn.open(&SayWhy::begin(&installation, About::Move(Party::Client))).await,
        Pick::Calendar => Ok(()),
    }
}

/// These days suit.
async fn want(turn: &Turn, installation: &Installation, days: &[Slot]) -> Result {
    let days: Vec<Slot> = days.iter().filter(|slot| slot.from > turn.now()).copied().collect();
    if days.is_empty() {
        turn.toast(t!("visit-past")).await?;
        return cards::show(turn, installation.id, Side::Client).await;
    }
    let me = turn.me().id;
    let moved = moves::want(&mut turn.db(), installation, &days, me, turn.moment()).await?;
    if let Moved::Done(next) = &moved {
        turn.happened("installation.wanted", Some(next.client), next.id, &next.talk.wanted).await?;
    }
    tell::moved(turn, installation, moved, Side::Client).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_answer_survives_64_bytes() {
        for pick in PICKS.iter().map(|(pick, _)| *pick).chain([Pick::Tick(0), Pick::Tick(5)]) {
            let fits = Fits { installation: Id::new(), round: 99_999, pick };
            assert_eq!(Fits::unpack(&fits.pack()), Some(fits));
            assert!(fits.pack().len() + "fits:".len() <= 64);
        }
        assert_eq!(Fits::unpack("of an older release"), None);
    }
}
