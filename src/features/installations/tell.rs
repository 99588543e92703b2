//! Who hears of a step of the talk, and how: whoever has something to do gets a message, everybody else's card changes in
//! place.

use super::{
    card, cards,
    model::{Installation, State},
    moves::{self, Moved},
    press::Deed,
    rows::{self, Said},
    said,
};
use crate::{
    bot::{
        screen::Button,
        shown::{Side, Told},
        turn::Turn,
    },
    calendar::Moment,
    clients,
    db::Conn,
    error::Result,
    features::{equipment, tasks},
    people,
    slots::{Party, Stage},
    t,
    text::Text,
};
use chrono::TimeDelta;

/// An engineer may look at what stands at the client so long after the visit.
const LOOKS: TimeDelta = TimeDelta::days(2);

/// The client is asked which of the offered days suit.
pub async fn asked(conn: &mut Conn, installation: &Installation, moment: Moment<'_>) -> Result<Told> {
    cards::tell_client(conn, installation, &format!("ask:{}", installation.talk.round), moment).await
}

/// A step by the acting person: everybody concerned hears of it, and the actor sees their card.
pub async fn moved(turn: &Turn, before: &Installation, moved: Moved, side: Side) -> Result {
    match moved {
        Moved::Late => turn.toast(t!("frame-card-changed")).await?,
        Moved::Lost(next) => {
            turn.toast(t!("visit-just-taken")).await?;
            if next.state == State::Proposed && side != Side::Client {
                asked(&mut turn.db(), &next, turn.moment()).await?;
            }
            if next.state == State::Need {
                let said = t!("installation-told-nothing", installation = card::named(&next));
                let word = format!("nothing:{}", next.rev);
                cards::tell_keepers(&mut turn.db(), &next, (&word, said), Vec::new(), turn.moment()).await?;
            }
        }
        Moved::Done(next) => done(turn, &next, side).await?,
    }
    cards::show(turn, before.id, side).await
}

async fn done(turn: &Turn, next: &Installation, side: Side) -> Result {
    let round = next.talk.round;
    let me = turn.me().name.clone();
    match next.state {
        State::ClientOk => cards::tell_engineers(&mut turn.db(), next, &format!("pick:{round}"), turn.moment()).await,
        State::EngineerOk => {
            let said = t!("installation-told-picked", name = me, installation = card::named(next));
            let confirm = vec![card::press(t!("installation-confirm-button"), next, Deed::Confirm)];
            cards::tell_keepers(&mut turn.db(), next, (&format!("picked:{round}"), said), confirm, turn.moment()).await
        }
        State::Confirmed => agreed(turn, next, side).await,
        State::Need => {
            let said = match next.talk.stage() {
                Stage::Stuck => {
                    let called = call(&mut turn.db(), next, turn.moment()).await?;
                    return cards::tell_keepers(
                        &mut turn.db(),
                        &called,
                        (&format!("stuck:{round}"), t!("installation-told-stuck", installation = card::named(next))),
                        vec![clients::call_button(next.client)],
                        turn.moment(),
                    )
                    .await;
                }
                _ => t!("installation-told-empty", name = me, installation = card::named(next)),
            };
            let word = format!("empty:{round}");
            let offer = offer_button(&mut turn.db(), next).await?;
            cards::tell_keepers(&mut turn.db(), next, (&word, said), offer, turn.moment()).await
        }
        _ => Ok(()),
    }
}

/// One tap that offers what is put together, if there is anything and anybody to offer it to.
pub async fn offer_button(conn: &mut Conn, installation: &Installation) -> Result<Vec<Button>> {
    let count = installation.shortlist.len();
    if count == 0 || clients::who_agrees(conn, installation.client).await?.is_empty() {
        return Ok(Vec::new());
    }
    Ok(vec![card::press(t!("installation-offer-button", count = count), installation, Deed::Offer)])
}

/// Three people have agreed: the two who did not tap hear it.
async fn agreed(turn: &Turn, next: &Installation, side: Side) -> Result {
    let word = format!("agreed:{}", next.talk.round);
    let Some(visit) = next.visit else { return Ok(()) };
    // Whoever comes sees what stands there already, and says whether it is so.
    let until = visit.ends_at + LOOKS;
    equipment::open_for(&mut turn.db(), visit.with, next.client, until.into()).await?;
    if side != Side::Client {
        cards::tell_client(&mut turn.db(), next, &word, turn.moment()).await?;
    }
    if side != Side::Engineer {
        cards::tell_engineers(&mut turn.db(), next, &word, turn.moment()).await?;
    }
    if side != Side::Us {
        let keepers = cards::keepers(&mut turn.db(), next).await?;
        let zone = keepers.first().map_or(chrono_tz::Europe::Moscow, |keeper| keeper.zone);
        let window = said::window((visit.starts_at, visit.ends_at), zone);
        let said = t!("installation-told-agreed", installation = card::named(next), window = window);
        cards::tell_keepers(&mut turn.db(), next, (&word, said), Vec::new(), turn.moment()).await?;
    }
    drop_call(turn, next).await
}

/// The call that was put for it needs nobody any more.
pub async fn drop_call(turn: &Turn, installation: &Installation) -> Result {
    let Some(task) = installation.task else { return Ok(()) };
    let open = tasks::closed_at(&mut turn.db(), task).await?.is_none();
    if open {
        tasks::cancel(&mut turn.db(), task, turn.stamp()).await?;
    }
    Ok(())
}

/// The call that is left when no day suits for the second time.
pub async fn call(conn: &mut Conn, installation: &Installation, moment: Moment<'_>) -> Result<Installation> {
    let keepers = cards::keepers(conn, installation).await?;
    let (Some(keeper), None) = (keepers.first(), installation.task) else { return Ok(installation.clone()) };
    let text = t!("installation-task-call", number = installation.number.to_string());
    let new = tasks::New::next(tasks::Kind::Call, &text, installation.client, keeper, moment);
    let task = tasks::put(conn, new, moment.now.into()).await?;
    moves::note(conn, Installation { task: Some(task.id), ..installation.clone() }, moment).await
}

/// What both sides have said so far, for whoever has to bring them together.
pub async fn both(conn: &mut Conn, installation: &Installation) -> Result<Vec<Text>> {
    let mut lines = Vec::new();
    for answer in rows::answers(conn, installation.id).await?.into_iter().rev().take(6).rev() {
        let days = said::list(&answer.slots, installation.zone);
        lines.extend(match (answer.party, answer.said) {
            (Party::Client, Said::Want) => Some(t!("installation-said-want", days = days)),
            (Party::Client, Said::None) => Some(t!("installation-said-none")),
            (Party::Client, Said::Wish) => Some(t!("installation-said-wish", what = &answer.why)),
            (Party::Engineer, Said::Refuse) => {
                let name = match answer.person {
                    Some(person) => people::by_id(conn, person).await?.map_or_else(String::new, |person| person.name),
                    None => String::new(),
                };
                Some(t!("installation-said-refuse", name = name, days = days))
            }
            _ => None,
        });
    }
    Ok(lines)
}
