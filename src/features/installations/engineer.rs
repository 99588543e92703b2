//! What an engineer sees of an installation and how they answer: which of the days that suit the client they take, and their
//! agreed visit. They see the place, the people on site and what is to be done: nothing of money, claims or calls.

use super::{
    card, cards, ics,
    model::{Installation, State},
    moves,
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
    db::{Conn, Id},
    error::{Error, Result},
    features::equipment,
    people::Person,
    slots::{Party, Slot},
    t,
    text::Text,
};

/// A button of an engineer's: which installation, the round of the talk it answers, and the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Job {
    pub installation: Id<Installation>,
    pub round: i64,
    pub answer: Answer,
}

/// What an engineer answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Takes this day.
    Take(usize),
    /// Can take none of them.
    None,
    /// Can't come on the agreed day.
    Move,
    /// The day as a file for a calendar.
    Calendar,
    /// Shows it.
    Show,
}

const ANSWERS: [(Answer, &str); 4] =
    [(Answer::None, "none"), (Answer::Move, "move"), (Answer::Calendar, "ics"), (Answer::Show, "show")];

impl screen::Press for Job {
    const ROOM: &'static str = "job";

    fn pack(&self) -> String {
        let answer = match self.answer {
            Answer::Take(number) => number.to_string(),
            other => ANSWERS.iter().find(|(answer, _)| *answer == other).map_or("", |(_, name)| name).to_owned(),
        };
        format!("{}:{}:{answer}", self.installation.short(), self.round)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (installation, round) = (words.id()?, words.parse()?);
        let word = words.word()?;
        let answer = match ANSWERS.iter().find(|(_, name)| *name == word) {
            Some((answer, _)) => *answer,
            None => Answer::Take(word.parse().ok()?),
        };
        Some(Self { installation, round, answer })
    }
}

/// A button of an engineer's about an installation as it is shown.
pub fn button(label: Text, installation: &Installation, answer: Answer) -> Button {
    Button::press(label, &Job { installation: installation.id, round: installation.talk.round, answer })
}

/// Whether an engineer has to do with an installation: their half-days were offered last, or they are to come.
fn concerns(installation: &Installation, engineer: Id<Person>) -> bool {
    installation.visit.is_some_and(|visit| visit.with == engineer)
        || installation.talk.offered.iter().any(|slot| slot.engineer == engineer)
}

/// The card; `None` for an engineer it does not concern.
pub async fn screen(
    conn: &mut Conn,
    installation: &Installation,
    reader: &Person,
    moment: Moment<'_>,
) -> Result<Option<Screen>> {
    if !concerns(installation, reader.id) {
        return Ok(None);
    }
    let mut screen = Screen::new(t!("job-head", installation = card::named(installation)))
        .gap()
        .lines(card::facts(conn, installation).await?)
        .gap();
    let own = |label, answer| button(label, installation, answer);
    let said = |slot: &Slot| said::ours(said::of(slot), reader, installation.zone);
    let theirs = installation.visit.filter(|visit| visit.with == reader.id);
    match (installation.state, theirs) {
        (State::ClientOk, _) => {
            let wanted: Vec<(usize, &Slot)> =
                installation.talk.wanted.iter().enumerate().filter(|(_, slot)| slot.engineer == reader.id).collect();
            if wanted.is_empty() {
                screen = screen.line(t!("job-others"));
            } else {
                screen = screen.line(t!("job-ask"));
                for (number, slot) in wanted {
                    screen = screen.row([own(t!("job-take-button", window = said(slot)), Answer::Take(number))]);
                }
                screen = screen.row([own(t!("job-none-button"), Answer::None)]);
            }
        }
        (State::EngineerOk, _) => screen = screen.line(t!("job-waits")),
        (State::Confirmed | State::Reminded, Some(visit)) => {
            screen = screen.line(t!(
                "job-agreed",
                window = said::ours((visit.starts_at, visit.ends_at), reader, installation.zone)
            ));
            let on_the_day = visit::engineer_part(conn, installation, moment).await?;
            screen = screen.lines(on_the_day.lines);
            screen.rows.extend(on_the_day.buttons);
            screen = screen
                .row([own(t!("job-move-button"), Answer::Move), own(t!("visit-calendar-button"), Answer::Calendar)]);
        }
        (State::OnSite | State::Done | State::NoShow, Some(_)) => {
            let on_the_day = visit::engineer_part(conn, installation, moment).await?;
            screen = screen.lines(on_the_day.lines);
            screen.rows.extend(on_the_day.buttons);
        }
        (State::Cancelled, _) => screen = screen.line(t!("visit-cancelled")),
        _ => screen = screen.line(t!("job-over")),
    }
    if theirs.is_some() && installation.state.is_open() {
        screen = screen.row(equipment::engineer_buttons(installation.client));
    }
    Ok(Some(screen))
}

/// An installation that concerns the acting engineer.
pub async fn own(turn: &Turn, id: Id<Installation>) -> Result<Installation> {
    let me = turn.me().id;
    let installation = rows::known(&mut turn.db(), id).await?.filter(|installation| concerns(installation, me));
    installation.ok_or_else(|| Error::User(t!("installation-absent")))
}

/// A press of an engineer's.
pub async fn press(turn: Turn, job: Job) -> Result {
    let installation = own(&turn, job.installation).await?;
    let me = turn.me().id;
    let theirs = installation.visit.is_some_and(|visit| visit.with == me);
    match job.answer {
        Answer::Calendar if theirs => return ics::send(&turn, &installation).await,
        Answer::Show => return cards::show(&turn, installation.id, Side::Engineer).await,
        _ => {}
    }
    let open = match job.answer {
        Answer::Take(_) | Answer::None => installation.state == State::ClientOk,
        Answer::Move => installation.state.is_agreed() && theirs,
        Answer::Calendar | Answer::Show => false,
    };
    let wanted = match job.answer {
        Answer::Take(number) => installation.talk.wanted.get(number).copied().filter(|slot| slot.engineer == me),
        _ => None,
    };
    if job.round != installation.talk.round || !open || (matches!(job.answer, Answer::Take(_)) && wanted.is_none()) {
        let taken = matches!(job.answer, Answer::Take(_)) && theirs;
        let at = installation.changed_at.0;
        turn.toast(if taken { t!("frame-already-done", at = at) } else { t!("frame-card-changed") }).await?;
        return cards::show(&turn, installation.id, Side::Engineer).await;
    }
    match (job.answer, wanted) {
        (Answer::Take(_), Some(slot)) => {
            let moved = moves::pick(&mut turn.db(), &installation, &slot, turn.moment()).await?;
            turn.happened("installation.picked", Some(installation.client), installation.id, &slot).await?;
            tell::moved(&turn, &installation, moved, Side::Engineer).await
        }
        (Answer::None, _) => {
            let moved = moves::refuse(&mut turn.db(), &installation, me, "", turn.moment()).await?;
            turn.happened("installation.refused", Some(installation.client), installation.id, &()).await?;
            tell::moved(&turn, &installation, moved, Side::Engineer).await
        }
        (Answer::Move, _) => turn.open(&SayWhy::begin(&installation, About::Move(Party::Engineer))).await,
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_answer_survives_64_bytes() {
        for answer in ANSWERS.iter().map(|(answer, _)| *answer).chain([Answer::Take(0), Answer::Take(5)]) {
            let job = Job { installation: Id::new(), round: 99_999, answer };
            assert_eq!(Job::unpack(&job.pack()), Some(job));
            assert!(job.pack().len() + "job:".len() <= 64);
        }
        assert_eq!(Job::unpack("of an older release"), None);
    }
}
