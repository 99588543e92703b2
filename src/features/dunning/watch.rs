//! What is due on the ladders of unpaid invoices, and promises of tomorrow. It looks at rows: a missed look changes nothing.

use super::{
    client as theirs,
    ladder::{self, Step},
    rows::{self, Stand},
};
use crate::{
    bot::{
        governor::{self, Matter, Objection, Why, Writing, Written},
        screen::Screen,
    },
    calendar::{Moment, WorkingTime},
    clients::{self, Client},
    db::{Conn, Id, Timestamp},
    error::Result,
    features::{
        self, billing,
        invoices::{self, Invoice},
        payments::{self, Promise},
        tasks,
    },
    jobs::At,
    money::Money,
    people::Person,
    rules::{self, Values},
    t,
    text::Text,
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use std::collections::BTreeMap;

/// When the bank's word is old, it is looked again so soon.
const SOON: TimeDelta = TimeDelta::hours(1);
/// No promise is reminded of earlier in the client's day.
const ELEVEN: NaiveTime = NaiveTime::from_hms_opt(11, 0, 0).expect("a time of day");
/// So many open tasks of a client are looked through for a call.
const KNOWN: i64 = 50;
/// Nobody's day before is further than this from ours: long holidays.
const AHEAD: Days = Days::new(14);

/// One look.
pub async fn look(conn: &mut Conn, at: &At) -> Result {
    let moment = at.moment();
    if !rows::begin_look(conn, moment.now).await? {
        return Ok(());
    }
    let values = rules::values(conn).await?;
    // Nobody's day has begun more than a day before ours.
    let latest = moment.now.date_naive() + Days::new(1);
    ladders(conn, &values, latest, moment).await?;
    for promise in payments::open_until(conn, latest + AHEAD).await? {
        remind(conn, &promise, moment).await?;
    }
    Ok(())
}

/// Every client with something due on its ladders.
async fn ladders(conn: &mut Conn, values: &Values, latest: NaiveDate, moment: Moment<'_>) -> Result {
    let before = Days::new(u64::from(values.small(&super::rule::BEFORE)));
    let open = invoices::unpaid_until(conn, latest + before).await?;
    let mut stands = rows::stands(conn).await?;
    let mut by_client: BTreeMap<Id<Client>, Vec<(Invoice, Option<Step>)>> = BTreeMap::new();
    for invoice in open {
        let stand = stands.remove(&invoice.id);
        let waits = stand.and_then(|stand| stand.look_at).is_some_and(|at| at.0 > moment.now);
        let done = stand.and_then(|stand| stand.step);
        let reached = ladder::reached(invoice.due_on, latest, values, moment.calendar);
        if !waits && ladder::next(done, reached).is_some() {
            by_client.entry(invoice.client).or_default().push((invoice, done));
        }
    }
    // What is left is paid, disputed or due later than it was.
    let mut paid: BTreeMap<Id<Client>, Vec<Invoice>> = BTreeMap::new();
    for stand in stands.into_values() {
        rows::forget(conn, stand.invoice_id).await?;
        let invoice = invoices::by_id(conn, stand.invoice_id).await?;
        if let Some(invoice) = invoice.filter(|invoice| stand.step.is_some() && invoice.left() == Money::ZERO) {
            paid.entry(invoice.client).or_default().push(invoice);
        }
    }
    for (client, invoices) in paid {
        thank(conn, client, &invoices, moment).await?;
    }
    for (client, invoices) in by_client {
        let Some(client) = clients::known(conn, client).await? else { continue };
        climb(conn, &client, invoices, values, moment).await?;
    }
    Ok(())
}

/// One client's ladders: one note about all that is to be written about, one call about all that is to be talked about.
async fn climb(
    conn: &mut Conn,
    client: &Client,
    invoices: Vec<(Invoice, Option<Step>)>,
    values: &Values,
    moment: Moment<'_>,
) -> Result {
    let today = moment.now.with_timezone(&client.zone).date_naive();
    let due = |(invoice, done): (Invoice, Option<Step>)| {
        let believed = invoice.awaited_until.is_some_and(|until| until >= today);
        let reached = ladder::reached(invoice.due_on, today, values, moment.calendar);
        let next = ladder::next(done, reached).filter(|_| !believed)?;
        Some((invoice, done, next))
    };
    let due: Vec<_> = invoices.into_iter().filter_map(due).collect();
    if due.is_empty() {
        return Ok(());
    }
    let objections = match client.state {
        clients::State::Active => features::objections(conn, client, moment).await?,
        // A contract that pauses is nobody's debt to chase.
        clients::State::Suspended | clients::State::Left => vec![Objection { why: Why::Quiet, until: None }],
    };
    let (notes, calls): (Vec<_>, Vec<_>) = due.into_iter().partition(|(.., next)| next.is_note());
    for due in [notes, calls] {
        let Some(step) = due.iter().map(|(.., next)| *next).max() else { continue };
        let owed: Vec<&Invoice> = due.iter().map(|(invoice, ..)| invoice).collect();
        let held = if step.is_note() {
            note(conn, client, (step, &owed), &objections, moment).await?
        } else {
            call(conn, client, (step, &owed), &objections, moment).await?
        };
        for (invoice, done, next) in &due {
            let stand = match held {
                Some(until) => Stand { invoice_id: invoice.id, step: *done, look_at: Some(until.into()) },
                None => Stand { invoice_id: invoice.id, step: Some(*next), look_at: None },
            };
            rows::stand(conn, stand).await?;
        }
    }
    Ok(())
}

/// Whoever was reminded and has paid is thanked, once.
async fn thank(conn: &mut Conn, client: Id<Client>, paid: &[Invoice], moment: Moment<'_>) -> Result {
    let (Some(client), Some(first)) = (clients::known(conn, client).await?, paid.first()) else { return Ok(()) };
    let Some(person) = payer(conn, client.id).await? else { return Ok(()) };
    let screen = theirs::received(client.id, &paid.iter().collect::<Vec<_>>());
    let writing = Writing {
        client: &client,
        person: &person,
        matter: Matter::Notice,
        key: format!("paid:{}:{}", first.id, person.id),
        screen: &screen,
        objections: Vec::new(),
        wrote_at: None,
    };
    governor::write(conn, writing, moment).await.map(drop)
}

/// When to look again at what can't be said now.
fn again(client: &Client, why: Why, moment: Moment<'_>) -> DateTime<Utc> {
    if why == Why::Stale {
        return moment.now + SOON;
    }
    let tomorrow = moment.now.with_timezone(&client.zone).date_naive() + Days::new(1);
    let local = tomorrow.and_time(NaiveTime::MIN);
    client.zone.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |at| at.to_utc())
}

/// Who is reminded of money: the first who gets invoices, else who gets notices; one person, not all of them.
async fn payer(conn: &mut Conn, client: Id<Client>) -> Result<Option<Person>> {
    Ok(billing::payers(conn, client).await?.into_iter().next())
}

/// Writes to whoever pays; `Some`: not now, and when to look again. With nobody to write to, the step is a call's.
async fn note(
    conn: &mut Conn,
    client: &Client,
    (step, invoices): (Step, &[&Invoice]),
    objections: &[Objection],
    moment: Moment<'_>,
) -> Result<Option<DateTime<Utc>>> {
    let (Some(person), Some(first)) = (payer(conn, client.id).await?, invoices.first()) else { return Ok(None) };
    let screen = theirs::note(client.id, step, invoices);
    let key = format!("dunning:{}:{step}:{}", first.id, person.id);
    write(conn, client, &person, (key, &screen), objections.to_vec(), moment).await
}

/// Reminds of money; `Some`: not now, and when to look again: at night and at lunch as soon as the client is there.
async fn write(
    conn: &mut Conn,
    client: &Client,
    person: &Person,
    (key, screen): (String, &Screen),
    objections: Vec<Objection>,
    moment: Moment<'_>,
) -> Result<Option<DateTime<Utc>>> {
    let hours = clients::manners(conn, client.id).await?.hours;
    let window = WorkingTime { calendar: moment.calendar, hours: &hours, zone: client.zone };
    if !window.is_open(moment.now) {
        return Ok(Some(window.next_open(moment.now)));
    }
    let writing = Writing { client, person, matter: Matter::Reminder, key, screen, objections, wrote_at: None };
    Ok(match governor::write(conn, writing, moment).await? {
        Written::Held(objection) => Some(again(client, objection.why, moment)),
        Written::Now(_) | Written::Later(..) | Written::Nothing => None,
    })
}

/// Whoever looks after the client is to call; `Some`: not now. A call that is to be made anyway is enough.
async fn call(
    conn: &mut Conn,
    client: &Client,
    (step, invoices): (Step, &[&Invoice]),
    objections: &[Objection],
    moment: Moment<'_>,
) -> Result<Option<DateTime<Utc>>> {
    // The bank's word may be old and somebody may have talked today: a call is a person's own judgement.
    let ends = |objection: &&Objection| {
        matches!(objection.why, Why::Paid | Why::Disputed | Why::Promise | Why::Quiet | Why::Claim)
    };
    let quiet = clients::manners(conn, client.id).await?.quiet_until;
    let today = moment.now.with_timezone(&client.zone).date_naive();
    if let Some(why) = objections.iter().find(ends).map(|objection| objection.why) {
        return Ok(Some(again(client, why, moment)));
    }
    if quiet.is_some_and(|until| today < until) {
        return Ok(Some(again(client, Why::Quiet, moment)));
    }
    let Some(keeper) = rules::keepers(conn, client.owner).await?.into_iter().next() else { return Ok(None) };
    let text = task(conn, client, step, invoices).await?;
    let new = tasks::New::next(tasks::Kind::Call, &text, client.id, &keeper, moment);
    let known = tasks::of_client(conn, client.id, KNOWN).await?;
    if step != Step::Other && known.iter().any(|task| task.kind == tasks::Kind::Call && task.due_on <= new.due_on) {
        return Ok(None);
    }
    tasks::put(conn, new, moment.now.into()).await?;
    Ok(None)
}

async fn task(conn: &mut Conn, client: &Client, step: Step, invoices: &[&Invoice]) -> Result<Text> {
    let (sum, list) = (invoices.iter().map(|invoice| invoice.left()).sum::<Money>(), theirs::list(invoices));
    if step != Step::Other {
        return Ok(t!("dunning-task", sum = sum, invoices = list));
    }
    let contacts = clients::contacts(conn, client.id).await?;
    let other = contacts.iter().filter(|contact| contact.bad_at.is_none() && contact.phone.is_some()).nth(1);
    Ok(match other.map(clients::contact_line) {
        Some(other) => t!("dunning-task-other", sum = sum, invoices = list, contact = other),
        None => t!("dunning-task-last", sum = sum, invoices = list),
    })
}

/// The day before a promise, at eleven, the client is reminded of it (PRODUCT D2). Its being in the future is no reason
/// against: it is what the word is about.
async fn remind(conn: &mut Conn, promise: &Promise, moment: Moment<'_>) -> Result {
    let client = clients::known(conn, promise.client).await?;
    let Some(client) = client.filter(|client| client.state == clients::State::Active) else { return Ok(()) };
    let today = moment.now.with_timezone(&client.zone).date_naive();
    let day = moment.calendar.working_day_on_or_before(promise.due_on - Days::new(1));
    if day != today || moment.now.with_timezone(&client.zone).time() < ELEVEN {
        return Ok(());
    }
    let known = rows::reminded(conn, promise.id).await?;
    if known.reminded_on.is_some() || known.look_at.is_some_and(|at| at.0 > moment.now) {
        return Ok(());
    }
    let Some(person) = payer(conn, client.id).await? else { return Ok(()) };
    let open = invoices::open_of(conn, client.id).await?;
    let screen = theirs::promised(promise, &open.iter().filter(|invoice| !invoice.disputed).collect::<Vec<_>>());
    let mut objections = features::objections(conn, &client, moment).await?;
    objections.retain(|objection| objection.why != Why::Promise);
    let key = format!("promise:{}:{}", promise.id, person.id);
    let held = write(conn, &client, &person, (key, &screen), objections, moment).await?;
    let done = held.is_none().then_some(today);
    rows::remind(conn, promise.id, done, held.map(Timestamp::from)).await
}
