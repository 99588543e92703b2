//! What people do about an alert: take note, put off, hand on. First it is done, then the rule is looked at anew: whoever
//! takes note in the very minute of a repeat is not repeated to.

use super::{
    engine,
    model::Alert,
    queries, say,
    snooze::{Snooze, put_off},
    views::{self, Deed, Press},
};
use crate::{
    bot::{event::Event, turn::Turn},
    db::Id,
    error::{Error, Result},
    features::{Look, approvals, hello},
    people::{self, Person, Role},
    rules, t,
    text::Text,
};
use std::collections::HashMap;

/// Who sees every alert.
const ALL_OF_THEM: &[Role] = &[Role::Head, Role::Admin];

/// Who may be handed an alert.
const DELEGATES: &[Role] = &[Role::Head, Role::Manager, Role::Deputy, Role::Support, Role::Engineer, Role::Admin];

/// What an alert was before a deed, to take it back.
#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct Before {
    assigned: Option<Id<Person>>,
}

/// Whether a person may see and act: heads and admins, whoever has it, and whoever was told as long as nobody has it.
pub async fn may_see(turn: &Turn, alert: &Alert) -> Result<bool> {
    let me = turn.me();
    if me.is_any(ALL_OF_THEM) || alert.assigned_to == Some(me.id) {
        return Ok(true);
    }
    Ok(alert.assigned_to.is_none() && queries::was_told(&mut turn.db(), alert.id, me.id).await?)
}

/// An alert that the acting person may see; any other is as absent as one that never was.
pub async fn found(turn: &Turn, id: Id<Alert>) -> Result<Alert> {
    let alert = queries::by_id(&mut turn.db(), id).await?;
    match alert {
        Some(alert) if may_see(turn, &alert).await? => Ok(alert),
        _ => Err(Error::User(t!("alert-absent"))),
    }
}

/// Remembers a deed.
pub async fn happened(turn: &Turn, kind: &str, before: &Alert) -> Result {
    let data = Before { assigned: before.assigned_to };
    turn.happened(kind, before.client_id, before.id, &data).await.map(drop)
}

/// Looks at the alert's rule anew: every card of it shows what is true now.
pub async fn look_again(turn: &Turn, alert: &Alert) -> Result {
    engine::look(&mut turn.db(), Some(&alert.rule), alert.client_id, turn.moment()).await.map(drop)
}

/// A press on a button of an alert.
pub async fn press(turn: Turn, press: Press) -> Result {
    let alert = found(&turn, press.alert).await?;
    if matches!(press.deed, Deed::Open) {
        return open(&turn, &alert).await;
    }
    if let Some(at) = alert.resolved_at {
        turn.toast(t!("frame-already-done", at = at.0)).await?;
        return look_again(&turn, &alert).await;
    }
    if press.rev != alert.rev {
        turn.toast(t!("frame-card-changed")).await?;
        return look_again(&turn, &alert).await;
    }
    match press.deed {
        Deed::Open => Ok(()),
        Deed::Ack => {
            let me = turn.me().id;
            if !queries::ack(&mut turn.db(), &alert, me, turn.stamp()).await? {
                return Err(Error::User(t!("frame-card-changed")));
            }
            happened(&turn, "alert.acked", &alert).await?;
            turn.toast(t!("alert-ack-toast")).await?;
            look_again(&turn, &alert).await
        }
        Deed::Later => {
            let enough = alert.snoozes >= super::snooze::TIMES;
            if enough {
                return Err(Error::User(t!("snooze-enough", count = super::snooze::TIMES)));
            }
            turn.reply(views::how_long(&alert)).await.map(drop)
        }
        Deed::Why(span) => turn.show(views::why(&alert, span)).await,
        Deed::Words(span) => turn.open(&Snooze { alert: alert.id, span }).await,
        Deed::Snooze(span, reason) => {
            let until = put_off(&turn, &alert, span, reason.name()).await?;
            turn.show(hello::word(t!("snooze-done", until = until))).await
        }
        Deed::Colleagues => {
            let names = colleagues(&turn, &alert).await?;
            turn.reply(views::colleagues(&alert, names)).await.map(drop)
        }
        Deed::HandOver(to) => hand_over(&turn, &alert, to).await,
    }
}

/// The card as a new message below, kept up to date from now on.
async fn open(turn: &Turn, alert: &Alert) -> Result {
    let me = turn.me().clone();
    let live = engine::look(&mut turn.db(), Some(&alert.rule), alert.client_id, turn.moment()).await?;
    let one = live.into_iter().find(|one| one.alert.id == alert.id);
    let Some(one) = one else { return Err(Error::User(t!("alert-over"))) };
    let screen = views::card(&mut turn.db(), &one, &me).await?;
    let card = turn.reply(screen).await?;
    queries::keep_card(&mut turn.db(), card, &one.alert, me.id, false, turn.stamp()).await?;
    say::refresh(&mut turn.db(), &[one], turn.moment()).await
}

/// To whom it can be handed, by name: a head may take back what is with another.
async fn colleagues(turn: &Turn, alert: &Alert) -> Result<Vec<(Id<Person>, String)>> {
    let mut found = HashMap::new();
    for role in DELEGATES {
        for person in people::all_with_role(&mut turn.db(), *role).await? {
            found.insert(person.id, person.name);
        }
    }
    let mine = alert.assigned_to.is_none();
    found.retain(|id, _| Some(*id) != alert.assigned_to && (!mine || *id != turn.me().id));
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(found)
}

/// Hands the alert on, and with it what its buttons decide.
async fn hand_over(turn: &Turn, alert: &Alert, to: Id<Person>) -> Result {
    let offered = colleagues(turn, alert).await?;
    let Some((_, name)) = offered.into_iter().find(|(id, _)| *id == to) else {
        return Err(Error::User(t!("alert-absent")));
    };
    if !queries::hand(&mut turn.db(), alert, Some(to), turn.stamp()).await? {
        return Err(Error::User(t!("frame-card-changed")));
    }
    happened(turn, "alert.handed", alert).await?;
    let values = rules::values(&mut turn.db()).await?;
    let look = Look { moment: turn.moment(), values: &values, client: alert.client_id };
    let alarms = (engine::rule(&alert.rule)?.alarms)(&mut turn.db(), look).await?;
    for alarm in alarms.iter().filter(|alarm| alarm.client == alert.client_id) {
        approvals::hand_with(turn, &alarm.options, to).await?;
    }
    look_again(turn, alert).await?;
    turn.show(hello::word(t!("alert-handed", name = name))).await
}

/// Takes back what was done about an alert: it is open again, with whoever it was before.
pub async fn undo(turn: Turn, event: Event) -> Result<Text> {
    let alert = found(&turn, event.entity()?).await?;
    let before: Before = event.data()?;
    if !alert.is_live() {
        return Err(Error::User(t!("alert-over")));
    }
    let me = turn.me().id;
    let mine = match event.kind.as_str() {
        "alert.acked" => alert.acked_by == Some(me) && alert.snoozed_until.is_none(),
        "alert.snoozed" => alert.snoozed_by == Some(me) && alert.snoozed_until.is_some(),
        _ => true,
    };
    // What a colleague has done since is not taken back with one's own deed.
    if !mine {
        return Err(Error::User(t!("frame-card-changed")));
    }
    let done = if before.assigned == alert.assigned_to {
        let me = [turn.me().clone()];
        let due = engine::later(&alert, &[], &me, turn.now(), turn.moment());
        queries::reopen(&mut turn.db(), &alert, Some(due.into())).await?
    } else {
        queries::hand(&mut turn.db(), &alert, before.assigned, turn.stamp()).await?
    };
    if !done {
        return Err(Error::User(t!("frame-card-changed")));
    }
    look_again(&turn, &alert).await?;
    Ok(name(&event))
}

/// What a deed was, for the list of `/undo`.
pub fn name(event: &Event) -> Text {
    match event.kind.as_str() {
        "alert.acked" => t!("alert-deed-acked"),
        "alert.snoozed" => t!("alert-deed-snoozed"),
        _ => t!("alert-deed-handed"),
    }
}
