//! The day itself: both are reminded and say that it stays so; the engineer arrives, does it or can't, leaves pictures and an
//! act; the client accepts it or has remarks (PRODUCT D6).

mod forms;
mod press;
mod remind;
mod rows;

pub use forms::{Failed, Remarks};
pub use remind::look;
pub use rows::Act;

use super::{
    card::Part,
    model::{Installation, State},
};
use crate::{
    bot::{
        routes::{Routes, in_dialogue, pressed},
        said::Said,
        turn::Turn,
    },
    calendar::Moment,
    db::Conn,
    error::Result,
    people::Role,
    t,
};
use chrono::TimeDelta;
use press::{Accept, Deed, OnSite, Word, accept, onsite};
use rows::Verdict;

/// So long before it begins the engineer may say that they are there.
const EARLY: TimeDelta = TimeDelta::hours(3);

/// What works at any time.
pub fn doors() -> Vec<Routes> {
    vec![pressed::<OnSite>().endpoint(press::engineer), pressed::<Accept>().endpoint(press::client)]
}

/// Answers to its open forms.
pub fn answers() -> Vec<Routes> {
    vec![in_dialogue::<Failed>().endpoint(forms::failed), in_dialogue::<Remarks>().endpoint(forms::remarks)]
}

/// A picture that an engineer sends from the site, while no form is open.
pub fn free() -> Vec<Routes> {
    vec![
        dptree::filter_map_async(|turn: Turn, said: Said| async move {
            if turn.draft().is_some() || !turn.me().is_any(&[Role::Engineer]) {
                return None;
            }
            let attached = said.attached(turn.update())?;
            let me = turn.me().id;
            let at = rows::at_now(&mut turn.db(), me).await.ok().flatten()?;
            Some((at, attached))
        })
        .endpoint(press::picture),
    ]
}

/// What it adds to our card.
pub async fn part(conn: &mut Conn, installation: &Installation) -> Result<Part> {
    let mut part = Part::default();
    let day = rows::of(conn, installation).await?;
    if installation.state.is_agreed() && day.reminded >= 2 {
        part.lines.push(t!(
            "visit-sure",
            client = if day.sure_client.is_some() { t!("visit-sure-yes") } else { t!("visit-sure-no") },
            engineer = if day.sure_engineer.is_some() { t!("visit-sure-yes") } else { t!("visit-sure-no") }
        ));
    }
    part.lines.extend(day.arrived_at.map(|at| t!("visit-arrived", at = at.0)));
    part.lines.extend(day.done_at.map(|at| t!("visit-done-at", at = at.0)));
    part.lines.extend(day.act.map(act));
    let files = rows::files(conn, installation.id).await?.len();
    if files > 0 {
        part.lines.push(t!("visit-files", count = files));
    }
    part.lines.extend(match day.verdict {
        Some(Verdict::Ok) => Some(t!("visit-accepted")),
        Some(Verdict::Remarks) => Some(t!("visit-remarks", words = &day.remarks)),
        None if installation.state == State::Done => Some(t!("visit-not-accepted")),
        None => None,
    });
    Ok(part)
}

fn act(act: Act) -> crate::text::Text {
    match act {
        Act::Signed => t!("visit-act-signed"),
        Act::Later => t!("visit-act-later"),
        Act::None => t!("visit-act-none"),
    }
}

/// What it adds to the engineer's card.
pub async fn engineer_part(conn: &mut Conn, installation: &Installation, moment: Moment<'_>) -> Result<Part> {
    let mut part = Part::default();
    let day = rows::of(conn, installation).await?;
    let own = |label, deed| onsite(label, installation, deed);
    match installation.state {
        State::Confirmed | State::Reminded => {
            if day.reminded >= 2 && day.sure_engineer.is_none() {
                part.lines.push(t!("visit-ask-sure"));
                part.buttons.push(vec![own(t!("visit-sure-button"), Deed::Sure)]);
            }
            part.lines.extend(day.sure_engineer.map(|_| t!("visit-you-are-sure")));
            if installation.visit.is_some_and(|visit| moment.now >= visit.starts_at - EARLY) {
                part.buttons.push(vec![own(t!("visit-arrived-button"), Deed::Arrived)]);
            }
        }
        State::OnSite => {
            part.lines.extend(day.arrived_at.map(|at| t!("visit-arrived", at = at.0)));
            part.lines.push(t!("visit-ask-photos"));
            part.buttons.push(vec![own(t!("visit-done-button"), Deed::Done)]);
            part.buttons.push(vec![own(t!("visit-failed-button"), Deed::Failed)]);
        }
        State::Done => {
            part.lines.extend(day.done_at.map(|at| t!("visit-done-at", at = at.0)));
            if let Some(known) = day.act {
                part.lines.push(act(known));
            } else {
                part.lines.push(t!("visit-ask-act"));
                part.buttons.push(vec![
                    own(t!("visit-act-signed-button"), Deed::Act(Act::Signed)),
                    own(t!("visit-act-later-button"), Deed::Act(Act::Later)),
                ]);
                part.buttons.push(vec![own(t!("visit-act-none-button"), Deed::Act(Act::None))]);
            }
        }
        State::NoShow => part.lines.push(t!("visit-failed")),
        _ => {}
    }
    let files = rows::files(conn, installation.id).await?.len();
    if files > 0 {
        part.lines.push(t!("visit-files", count = files));
    }
    Ok(part)
}

/// What it adds to the client's card.
pub async fn client_part(conn: &mut Conn, installation: &Installation) -> Result<Part> {
    let mut part = Part::default();
    let day = rows::of(conn, installation).await?;
    let own = |label, word| accept(label, installation, word);
    match installation.state {
        State::Confirmed | State::Reminded => {
            if day.reminded >= 1 {
                part.lines.push(t!("visit-prepare"));
            }
            if day.reminded >= 2 && day.sure_client.is_none() {
                part.lines.push(t!("visit-ask-sure"));
                part.buttons.push(vec![own(t!("visit-sure-button"), Word::Sure)]);
            }
            part.lines.extend(day.sure_client.map(|_| t!("visit-you-are-sure")));
        }
        State::Done => match day.verdict {
            None => {
                part.lines.push(t!("visit-ask-accept"));
                part.buttons.push(vec![
                    own(t!("visit-accept-button"), Word::Ok),
                    own(t!("visit-remarks-button"), Word::Remarks),
                ]);
            }
            Some(Verdict::Ok) => part.lines.push(t!("visit-thanks")),
            Some(Verdict::Remarks) => part.lines.push(t!("visit-remarks-taken")),
        },
        _ => {}
    }
    Ok(part)
}
