//! The form becomes an installation, or changes one; and how that is undone.

use super::{
    super::{
        cards, mine,
        model::{Installation, State},
        moves, rows, tell,
    },
    dialogue::{NeedInstallation, Step},
    finish, reading,
};
use crate::{
    bot::{event::Event, said::Said, turn::Turn},
    clients,
    db::Id,
    error::{Error, Result},
    features::{deliveries, readiness},
    slots::Talk,
    t,
    text::Text,
};

/// Read what the step needs, take the step, write what it says.
pub async fn answer(turn: Turn, state: NeedInstallation, said: Said) -> Result {
    let answer = reading::understand(&turn, &state, &said).await?;
    match state.step(answer) {
        Step::Ask(next) => turn.ask(next.as_ref()).await,
        Step::Again(why) => turn.again(why).await,
        Step::Save(state) => match state.changes {
            None => open(&turn, *state).await,
            Some((id, rev)) => change(&turn, *state, (id, rev)).await,
        },
    }
}

/// What a complete form comes to; what only the talk knows is as in `before`.
fn record(
    turn: &Turn,
    state: &NeedInstallation,
    company: &clients::Client,
    before: Option<&Installation>,
) -> Result<Installation> {
    let missing = || Error::other("an incomplete form passed the review");
    let (contact_name, contact_phone) = state.contact.clone().ok_or_else(missing)?;
    let fresh = Installation {
        id: Id::new(),
        number: 0,
        client: company.id,
        client_name: company.name.clone(),
        town: company.city.clone(),
        zone: company.zone,
        owner: company.owner,
        site: state.site,
        address: state.address.clone().ok_or_else(missing)?,
        entry: state.entry.clone(),
        contact_name,
        contact_phone,
        work: state.work.ok_or_else(missing)?,
        scope: state.scope.iter().filter(|(_, ticked)| *ticked).map(|(line, _)| line.clone()).collect(),
        note: state.note.clone(),
        lasts: state.lasts,
        engineer: state.engineer.as_ref().map(|(id, _)| *id),
        saturdays: state.saturdays,
        auto: true,
        goods: state.goods,
        goods_on: state.goods_on,
        delivery: state.delivery,
        state: State::Need,
        state_at: turn.now(),
        talk: Talk::default(),
        shortlist: Vec::new(),
        held_until: None,
        first_asked: None,
        visit: None,
        task: None,
        why: String::new(),
        rev: 0,
        opened_by: turn.me().id,
        opened_at: turn.stamp(),
        changed_at: turn.stamp(),
    };
    Ok(match before {
        None => fresh,
        Some(before) => Installation {
            id: before.id,
            number: before.number,
            auto: before.auto,
            state: before.state,
            state_at: before.state_at,
            talk: before.talk.clone(),
            held_until: before.held_until,
            first_asked: before.first_asked,
            visit: before.visit,
            task: before.task,
            why: before.why.clone(),
            rev: before.rev,
            opened_by: before.opened_by,
            opened_at: before.opened_at,
            ..fresh
        },
    })
}

async fn company(turn: &Turn, state: &NeedInstallation) -> Result<clients::Client> {
    let absent = || Error::User(t!("client-absent"));
    let client = state.client.ok_or_else(absent)?;
    clients::by_id(&mut turn.db(), turn.scope(), client).await?.ok_or_else(absent)
}

/// When the site is ready was said here.
async fn keep_ready(turn: &Turn, state: &NeedInstallation, installation: &Installation) -> Result {
    match state.ready {
        Some((day, true)) => readiness::said_by_us(turn, (installation.client, installation.site), day).await,
        _ => Ok(()),
    }
}

async fn open(turn: &Turn, state: NeedInstallation) -> Result {
    let company = company(turn, &state).await?;
    let mut new = record(turn, &state, &company, None)?;
    new.number = rows::next_number(&mut turn.db()).await?;
    rows::insert(&mut turn.db(), &new).await?;
    let me = turn.me().id;
    rows::step(&mut turn.db(), &new, Some(me), turn.stamp()).await?;
    keep_ready(turn, &state, &new).await?;
    if let Some(delivery) = new.delivery {
        deliveries::installed(&mut turn.db(), delivery, turn.moment()).await?;
    }
    let event = turn.happened("installation.opened", Some(new.client), new.id, &()).await?;
    cards::finish_with_undo(turn, new.id, t!("need-said-saved", number = new.number.to_string()), event).await
}

async fn change(turn: &Turn, state: NeedInstallation, (id, rev): (Id<Installation>, i64)) -> Result {
    let before = mine(turn, id).await?;
    if before.rev != rev || !before.state.may_talk() {
        return finish(turn, id, t!("frame-card-changed")).await;
    }
    let company = company(turn, &state).await?;
    let changed = record(turn, &state, &company, Some(&before))?;
    rows::change(&mut turn.db(), &changed, turn.stamp()).await?;
    keep_ready(turn, &state, &changed).await?;
    turn.happened("installation.changed", Some(changed.client), id, &()).await?;
    // Days that were asked about were days for something else.
    let other = before.lasts != changed.lasts || before.engineer.is_some_and(|known| changed.engineer != Some(known));
    let stands = rows::expect(&mut turn.db(), id).await?;
    if other && stands.state.is_talk() && stands.state != State::Need {
        moves::begin_again(&mut turn.db(), &stands, turn.moment()).await?;
    }
    finish(turn, id, t!("need-said-changed")).await
}

/// It was not needed: as long as nobody was asked.
pub async fn undo(turn: Turn, event: Event) -> Result<Text> {
    let installation = mine(&turn, event.entity()?).await?;
    if installation.first_asked.is_some() || installation.state != State::Need {
        return Err(Error::User(t!("need-went-on")));
    }
    let me = turn.me().id;
    moves::advance(&mut turn.db(), &installation, State::Cancelled, (Some(me), ""), turn.moment()).await?;
    tell::drop_call(&turn, &installation).await?;
    cards::refresh(&mut turn.db(), installation.id, None, turn.moment()).await?;
    Ok(t!("need-deed"))
}

/// It is needed after all: the talk begins anew.
pub async fn undo_cancelled(turn: Turn, event: Event) -> Result<Text> {
    let installation = mine(&turn, event.entity()?).await?;
    if installation.state != State::Cancelled {
        return Err(Error::User(t!("need-went-on")));
    }
    moves::begin_again(&mut turn.db(), &installation, turn.moment()).await?;
    cards::refresh(&mut turn.db(), installation.id, None, turn.moment()).await?;
    Ok(t!("need-deed-cancelled"))
}
