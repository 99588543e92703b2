//! Papers: which documents belong to a shipment or a work, and how far each has got: needed, attached, sent, signed.
//!
//! The law: a paper goes forward and a signed one stays signed unless that is taken back; from the moment the goods have
//! left, what is not signed ages, the manager hears of it, and at last the head (E7). Other rooms say which papers a link
//! of theirs (`delivery:<id>`) needs, and a label in words; this room knows none of them.
//!
//! Deliberately not here: making documents, and asking an operator of electronic exchange for their state: somebody of
//! us says so by a tap.

mod board;
mod deeds;
mod digest;
mod model;
mod note;
mod queries;
mod rule;
mod samples;
mod sign;
mod views;

#[cfg(test)]
mod rule_tests;
#[cfg(test)]
mod tests;

pub use model::{Kind, Paper, State};
pub use queries::{drop_of, of};
pub use views::{buttons, lines};

use super::{CardPart, Feature, Inverse, Section, Team};
use crate::{
    bot::{
        dialogue::Form,
        routes::{Args, Command, Routes, command, in_dialogue, pressed},
        turn::Turn,
    },
    calendar::Moment,
    clients::Client,
    db::{Conn, Id},
    error::Result,
    jobs::Schedule,
    people::Role,
    rules,
};
use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use note::Note;
use sign::SignPaper;
use views::{Board, Press};

/// The room.
pub const FEATURE: Feature = Feature {
    name: "papers",
    doors,
    answers,
    forms: &[Form::of::<Note>(), Form::of::<SignPaper>()],
    commands: &[Command { name: "docs", word: "документы", about: "command-docs", rank: 66, roles: READERS }],
    alone: &["документы"],
    presses: &[("docs", READERS), ("paper", READERS)],
    every: &[WEEK],
    watch: Some(|conn, at| Box::pin(rule::remind(conn, at))),
    digest: Some(Section {
        rank: 55,
        lines: |conn, morning| Box::pin(digest::lines(conn, morning)),
        week: |_, _| Box::pin(async { Ok(Vec::new()) }),
        items: |conn, morning| Box::pin(digest::items(conn, morning)),
        card: |turn, id| Box::pin(digest::card(turn, id)),
    }),
    card: Some(CardPart {
        lines: |conn, client, _| Box::pin(digest::on_card(conn, client)),
        buttons: |_| Vec::new(),
        proves: false,
    }),
    card_rank: 60,
    card_more: |client| vec![digest::card_button(client)],
    rules: &[rule::E7],
    team: Some(Team {
        rank: 45,
        lines: |conn, morning| Box::pin(digest::team(conn, morning)),
        loads: |conn, morning| Box::pin(digest::loads(conn, morning)),
    }),
    undo: &[Inverse {
        kind: "paper.changed",
        name: |event| Ok(deeds::name_of(event)),
        undo: |turn, event| Box::pin(deeds::undo(turn, event)),
    }],
    screens: samples::samples,
    ..Feature::EMPTY
};

/// When accounting gets its week, local time.
const WEEK_AT: NaiveTime = NaiveTime::from_hms_opt(10, 0, 0).expect("a time of day");

const WEEK: Schedule = Schedule {
    kind: "papers-week",
    roles: &[Role::Accounting],
    at: |_| WEEK_AT,
    put: |conn, tick| Box::pin(digest::weekly(conn, tick)),
};

/// Who sees papers: of own clients, of all for the head and accounting.
const READERS: &[Role] = &[Role::Manager, Role::Deputy, Role::Head, Role::Accounting];

fn doors() -> Vec<Routes> {
    vec![command("docs").endpoint(docs), pressed::<Board>().endpoint(page), pressed::<Press>().endpoint(deeds::press)]
}

fn answers() -> Vec<Routes> {
    vec![in_dialogue::<Note>().endpoint(note::answer), in_dialogue::<SignPaper>().endpoint(sign::answer)]
}

async fn docs(turn: Turn, Args(words): Args) -> Result {
    let screen = board::open(&turn, &words).await?;
    turn.reply(screen).await.map(drop)
}

async fn page(turn: Turn, board: Board) -> Result {
    let screen = board::list(&turn, board).await?;
    turn.show(screen).await
}

/// Which papers a link needs. Those there already keep their place if they have got further.
pub async fn need(
    conn: &mut Conn,
    client: Id<Client>,
    link: &str,
    label: &str,
    kinds: &[(Kind, State)],
    moment: Moment<'_>,
) -> Result {
    let today = moment.now.with_timezone(&chrono_tz::Europe::Moscow).date_naive();
    for (kind, state) in kinds {
        let signed = (*state == State::Signed).then_some(today);
        queries::put(conn, (client, link, label), (*kind, *state), (signed, moment.now.into())).await?;
    }
    Ok(())
}

/// The goods of a link have left: from now on what is not signed ages.
pub async fn started(conn: &mut Conn, link: &str, at: DateTime<Utc>, _: Moment<'_>) -> Result {
    let days = rules::values(conn).await?.get(&rule::FIRST);
    queries::start(conn, link, at.into(), (at + TimeDelta::days(days)).into()).await
}
