//! A booking becomes a delivery, or changes one; goods are put by, papers wanted, a price asked for. And how it is undone.

use super::{
    after,
    dialogue::{BookDelivery, Step},
    leave::{self, About, Verdict},
    plan::{Facts, Plan, facts, plan},
    reading::{self, Heard},
};
use crate::{
    bot::{
        event::Event,
        outbox::Class,
        said::Said,
        screen::Button,
        shown::{self, Side},
        turn::Turn,
    },
    calendar::Moment,
    db::{Conn, Id},
    error::{Error, Result},
    features::{
        deliveries::{
            card, cards, courier, dates, mine,
            model::{Delivery, Line, State, Way},
            moves, rows,
        },
        papers,
        warehouse::{self, Reserve},
    },
    people::Person,
    rules, t,
    text::Text,
};

/// Read what the step needs, take the step, write what it says.
pub async fn answer(turn: Turn, state: BookDelivery, said: Said) -> Result {
    let answer = match reading::understand(&turn, &state, &said).await? {
        Heard::Answer(answer) => answer,
        Heard::DayOff(why, window) => {
            let insist = Button::choice(t!("booking-day-off-button"), reading::insisted(window));
            return turn.again_with(why, vec![insist]).await;
        }
    };
    match state.step(answer) {
        Step::Ask(next) => turn.ask(next.as_ref()).await,
        Step::Again(why) => turn.again(why).await,
        Step::Save(state) => save(&turn, *state).await,
    }
}

async fn save(turn: &Turn, state: BookDelivery) -> Result {
    let facts = facts(turn, &state).await?;
    let facts = facts.ok_or_else(|| Error::User(t!("client-absent")))?;
    let plan = plan(&state, &facts, turn.moment());
    match state.changes {
        None => book(turn, &state, &facts, &plan).await,
        Some((id, rev)) => change(turn, &state, (&facts, &plan), (id, rev)).await,
    }
}

/// The delivery a complete booking comes to.
fn record(turn: &Turn, state: &BookDelivery, facts: &Facts, plan: &Plan, number: i64) -> Result<Delivery> {
    let missing = || Error::other("an incomplete booking passed the review");
    let (contact_name, contact_phone) = plan.contact.clone().ok_or_else(missing)?;
    let (starts_at, ends_at) = plan.window.ok_or_else(missing)?;
    Ok(Delivery {
        id: Id::new(),
        number,
        client: facts.client.id,
        client_name: facts.client.name.clone(),
        owner: facts.client.owner,
        way: plan.way,
        place: plan.place.as_ref().map(|place| place.id),
        address: plan.address.clone().ok_or_else(missing)?,
        entry: state.entry.clone(),
        contact_name,
        contact_phone,
        starts_at,
        ends_at,
        weight: plan.weight.ok_or_else(missing)?,
        longest: plan.longest.ok_or_else(missing)?,
        transport: plan.transport.ok_or_else(missing)?,
        transport_why: plan.why.clone(),
        value: state.value,
        insured: state.insured,
        loaders: state.loaders,
        invoice: state.invoice,
        note: state.note.clone(),
        agreed: None,
        state: State::Draft,
        state_at: turn.now(),
        moved_at: turn.now(),
        price: None,
        priced_at: None,
        approved_by: None,
        approved_at: None,
        left_at: None,
        delivered_at: None,
        received_at: None,
        why: String::new(),
        rev: 0,
        opened_by: turn.me().id,
        opened_at: turn.stamp(),
        changed_at: turn.stamp(),
    })
}

/// `Доставка Д-318`: what goods and papers are marked with.
fn label(turn: &Turn, delivery: &Delivery) -> String {
    t!("booking-label", number = delivery.number.to_string()).plain(&turn.reader())
}

/// Puts goods of the stock by.
async fn reserve(turn: &Turn, delivery: &Delivery, lines: &[Line]) -> Result {
    let Some(place) = delivery.place else { return Ok(()) };
    let (link, label, me) = (delivery.link(), label(turn, delivery), turn.me().id);
    for line in lines {
        let Some(item) = line.item else { continue };
        let want = Reserve { item, place, qty: line.qty, link: &link, label: &label, by: Some(me) };
        warehouse::reserve(&mut turn.db(), want, turn.moment()).await?;
    }
    Ok(())
}

/// The price is asked for where a courier takes it.
async fn price(conn: &mut Conn, id: Id<Delivery>, moment: Moment<'_>) -> Result {
    let delivery = rows::read(conn, id).await?;
    if delivery.way == Way::Courier { courier::wants_price(conn, &delivery, moment).await } else { Ok(()) }
}

/// What it would cost is not known any more: something has changed.
pub async fn reprice(conn: &mut Conn, before: &Delivery, moment: Moment<'_>) -> Result {
    if !before.state.is_before_order() {
        return Ok(());
    }
    if before.price.is_some() {
        rows::set_price(conn, before.id, None, moment.now.into()).await?;
    }
    if before.state == State::Quoted {
        moves::fall_back(conn, before.id, State::Draft, "", moment).await?;
    }
    price(conn, before.id, moment).await
}

async fn book(turn: &Turn, state: &BookDelivery, facts: &Facts, plan: &Plan) -> Result {
    let number = rows::next_number(&mut turn.db()).await?;
    let delivery = record(turn, state, facts, plan, number)?;
    rows::insert(&mut turn.db(), &delivery, &state.goods).await?;
    reserve(turn, &delivery, &state.goods).await?;
    let (link, label) = (delivery.link(), label(turn, &delivery));
    papers::need(&mut turn.db(), delivery.client, &link, &label, &state.papers, turn.moment()).await?;
    if plan.twin.is_some() {
        let (me, now) = (turn.me().id, turn.stamp());
        leave::put(&mut turn.db(), (delivery.id, About::Twice), (Verdict::Yes, ""), (me, now)).await?;
    }
    price(&mut turn.db(), delivery.id, turn.moment()).await?;
    let event = turn.happened("delivery.booked", Some(delivery.client), delivery.id, &()).await?;
    tell_keepers(turn, &delivery).await?;
    after::finish(turn, delivery.id, Some(t!("booking-said", number = number.to_string())), Some(event)).await
}

/// Those who look after the client get the card, if somebody else wrote it down.
async fn tell_keepers(turn: &Turn, delivery: &Delivery) -> Result {
    let me = turn.me().id;
    let keepers: Vec<Person> = rules::keepers(&mut turn.db(), delivery.owner).await?;
    for keeper in keepers.iter().filter(|keeper| keeper.id != me) {
        let screen = card::screen(&mut turn.db(), delivery, keeper, turn.moment()).await?;
        let key = format!("delivery:{}:{}", delivery.id, keeper.id);
        let card = turn.tell(keeper, Class::Notice, &key, &screen).await?;
        if let Some(card) = card {
            shown::remember(&mut turn.db(), &delivery.link(), keeper.id, Side::Us, card).await?;
        }
    }
    Ok(())
}

async fn change(
    turn: &Turn,
    state: &BookDelivery,
    (facts, plan): (&Facts, &Plan),
    (id, rev): (Id<Delivery>, i64),
) -> Result {
    let before = mine(turn, id).await?;
    if before.rev != rev || !before.state.is_before_order() {
        turn.toast(t!("frame-card-changed")).await?;
        return after::finish(turn, id, Some(t!("booking-conflict")), None).await;
    }
    let (opened_by, opened_at) = (before.opened_by, before.opened_at);
    let after =
        Delivery { id, opened_by, opened_at, state: before.state, ..record(turn, state, facts, plan, before.number)? };
    let now = turn.stamp();
    let lines = rows::lines(&mut turn.db(), id).await?;
    rows::change(&mut turn.db(), &after, now).await?;
    if lines != state.goods || before.place != after.place {
        rows::put_lines(&mut turn.db(), id, &state.goods).await?;
        warehouse::release(&mut turn.db(), &before.link(), turn.moment()).await?;
        reserve(turn, &after, &state.goods).await?;
    }
    let own = (after.starts_at, after.ends_at);
    if own != (before.starts_at, before.ends_at) {
        rows::agree(&mut turn.db(), id, own, None, now).await?;
        dates::end(&mut turn.db(), id, turn.moment()).await?;
    }
    if before.invoice != after.invoice {
        leave::withdraw(&mut turn.db(), id, turn.moment()).await?;
        leave::forget(&mut turn.db(), id, About::Unpaid).await?;
    }
    if plan.twin.is_some() {
        let me = turn.me().id;
        leave::put(&mut turn.db(), (id, About::Twice), (Verdict::Yes, ""), (me, now)).await?;
    }
    let label = label(turn, &after);
    papers::need(&mut turn.db(), after.client, &after.link(), &label, &state.papers, turn.moment()).await?;
    reprice(&mut turn.db(), &before, turn.moment()).await?;
    turn.happened("delivery.changed", Some(after.client), id, &()).await?;
    after::finish(turn, id, Some(t!("booking-said-changed")), None).await
}

/// It does not go: goods and papers are free, nobody is asked any more. Cards are refreshed by the caller.
pub async fn cancel(turn: &Turn, delivery: &Delivery, why: &str) -> Result {
    let (id, now) = (delivery.id, turn.now());
    let gone = moves::advance(&mut turn.db(), id, State::Cancelled, now, why, turn.moment()).await?;
    if gone.is_none() {
        return Err(Error::User(t!("booking-too-late")));
    }
    leave::withdraw(&mut turn.db(), id, turn.moment()).await?;
    dates::end(&mut turn.db(), id, turn.moment()).await
}

/// What was written down by mistake goes, as long as nobody has ordered it.
pub async fn undo(turn: Turn, event: Event) -> Result<Text> {
    let delivery = mine(&turn, event.entity()?).await?;
    if !delivery.state.is_before_order() {
        return Err(Error::User(t!("booking-went-on")));
    }
    cancel(&turn, &delivery, "").await?;
    cards::refresh(&mut turn.db(), delivery.id, None, turn.moment()).await?;
    Ok(t!("booking-deed"))
}
