//! Escalations: what asks for attention is said to whoever is to act, and said again until somebody takes note (PRODUCT
//! 4.8). Rooms bring the rules; this room looks at all of them every minute and at once when a room says that something has
//! changed. There is one message per client, rule and day; it edits itself when anything of it changes and when it is over.
//!
//! Its law: a level is said once and never early; nothing is said after somebody has taken note; whoever is off hears it when
//! they work, several things as one message, but for what is critical.
//! Deliberately not here: what the rules look at (the rooms that bring them), the digests.

mod act;
mod engine;
mod limits;
mod model;
mod queries;
mod say;
mod settings;
mod snooze;
mod stuck;
mod views;

#[cfg(test)]
mod engine_tests;
#[cfg(test)]
mod levels_tests;
#[cfg(test)]
mod rules_tests;
#[cfg(test)]
mod tests;

use super::{CardPart, Feature, Inverse, Team, hello};
use crate::{
    bot::{
        dialogue::Form,
        routes::{Command, Routes, command, in_dialogue, pressed},
        turn::Turn,
    },
    calendar::Moment,
    clients::Client,
    db::{Conn, Id},
    error::Result,
    news::News,
    people::Role,
    t,
};
use limits::Limit;
use settings::Go;
use snooze::Snooze;
use views::{List, Press};

/// The room.
pub const FEATURE: Feature = Feature {
    name: "escalations",
    doors,
    answers,
    forms: &[Form::of::<Snooze>(), Form::of::<Limit>()],
    commands: &[
        Command { name: "alerts", word: "тревоги", about: "command-alerts", rank: 56, roles: hello::STAFF },
        Command { name: "rules", word: "правила", about: "command-rules", rank: 118, roles: RULERS },
    ],
    presses: &[("alert", hello::STAFF), ("alerts", hello::STAFF), ("rules", RULERS)],
    watch: Some(|conn, at| Box::pin(async move { engine::look(conn, None, None, at.moment()).await.map(drop) })),
    hears: Some(|conn, news, moment| Box::pin(hear(conn, news, moment))),
    rules: &[stuck::OUTBOX],
    card: Some(CardPart {
        lines: |conn, client, _| Box::pin(views::card_lines(conn, client)),
        buttons: |_| Vec::new(),
        proves: false,
    }),
    card_rank: 10,
    team: Some(Team {
        rank: 10,
        lines: |conn, _| Box::pin(views::team_lines(conn)),
        loads: |_, _| Box::pin(async { Ok(Vec::new()) }),
    }),
    undo: &[
        inverse("alert.acked"),
        inverse("alert.snoozed"),
        inverse("alert.handed"),
        Inverse {
            kind: "rule.changed",
            name: |_| Ok(t!("limit-deed")),
            undo: |turn, event| Box::pin(limits::undo(turn, event)),
        },
        Inverse {
            kind: "duty.changed",
            name: |_| Ok(t!("duty-deed")),
            undo: |turn, event| Box::pin(settings::undo(turn, event)),
        },
    ],
    screens: views::samples,
    ..Feature::EMPTY
};

/// Who sets the rules.
const RULERS: &[Role] = &[Role::Head, Role::Admin];

const fn inverse(kind: &'static str) -> Inverse {
    Inverse { kind, name: |event| Ok(act::name(event)), undo: |turn, event| Box::pin(act::undo(turn, event)) }
}

fn doors() -> Vec<Routes> {
    vec![
        command("alerts").endpoint(list),
        command("rules").endpoint(settings::open),
        pressed::<List>().endpoint(page),
        pressed::<Press>().endpoint(act::press),
        pressed::<Go>().endpoint(settings::go),
    ]
}

fn answers() -> Vec<Routes> {
    vec![in_dialogue::<Snooze>().endpoint(snooze::answer), in_dialogue::<Limit>().endpoint(limits::answer)]
}

/// A room says that what a rule looks at has changed.
async fn hear(conn: &mut Conn, news: &News, moment: Moment<'_>) -> Result {
    match news {
        News::Changed { rule, client } => engine::look(conn, Some(rule), *client, moment).await.map(drop),
        News::CallReached { .. }
        | News::CallMissed { .. }
        | News::CallTakenBack { .. }
        | News::Answered { .. }
        | News::ClientWrote { .. }
        | News::SiteMoved { .. } => Ok(()),
    }
}

/// A rule looks at a client's affairs anew, now: for a room that hears news and so has no turn to tell any.
pub async fn look(conn: &mut Conn, rule: &str, client: Id<Client>, moment: Moment<'_>) -> Result {
    engine::look(conn, Some(rule), Some(client), moment).await.map(drop)
}

async fn list(turn: Turn) -> Result {
    let screen = mine(&turn, 0).await?;
    turn.reply(screen).await.map(drop)
}

async fn page(turn: Turn, List(page): List) -> Result {
    let screen = mine(&turn, page).await?;
    turn.show(screen).await
}

/// What is open and the acting person's business, the newest first.
async fn mine(turn: &Turn, page: usize) -> Result<crate::bot::screen::Screen> {
    let live = engine::look(&mut turn.db(), None, None, turn.moment()).await?;
    let mut seen = Vec::new();
    for one in live {
        if one.alert.is_live() && act::may_see(turn, &one.alert).await? {
            seen.push(one);
        }
    }
    seen.sort_by_key(|one| std::cmp::Reverse((one.alert.opened_at, one.alert.id)));
    Ok(views::list(&seen, page))
}
