//! A bill goes on: by somebody's tap or by the bot's own knowledge. Its row, its history, its task, the cards of everybody
//! and the word to whoever has the next step are one.

use super::{
    card, client, jobs,
    model::{Act, Bill, Pf, Side, State, Turns},
    rows, rule,
};
use crate::{
    bot::{
        event::{self, Event, Happened},
        outbox::{self, Class, Letter},
        planfact, shown,
    },
    calendar::Moment,
    db::{Conn, Id, Timestamp},
    error::{Error, Result},
    features::tasks,
    people::{self, Person, Role},
    rules, t,
    text::Text,
};
use chrono::{DateTime, NaiveTime, TimeZone, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is to be paid on a day is to be paid by then, local time of whoever pays.
const CLOSE: NaiveTime = NaiveTime::from_hms_opt(18, 0, 0).expect("a time of day");

/// What a deed did, and how the bill stood before.
#[derive(Debug, Serialize, Deserialize)]
pub struct Moved {
    pub act: Act,
    pub state: State,
    pub state_at: Timestamp,
    pub due_at: Option<Timestamp>,
    pub invoice: String,
    pub task: Option<Id<tasks::Task>>,
    /// How the row stands after it.
    pub rev: i64,
}

/// Who has the next step; where there is no accounting, the heads; where the asker is gone, whoever keeps the client.
pub async fn whose(conn: &mut Conn, bill: &Bill) -> Result<Vec<Person>> {
    match bill.turns() {
        Turns::Nobody => Ok(Vec::new()),
        Turns::Accounting => accounting(conn).await,
        Turns::Asker => match people::present(conn, bill.asked_by).await? {
            Some(asker) => Ok(vec![asker]),
            None => rules::keepers(conn, bill.owner).await,
        },
    }
}

async fn accounting(conn: &mut Conn) -> Result<Vec<Person>> {
    let accounting = people::all_with_role(conn, Role::Accounting).await?;
    if accounting.is_empty() { people::all_with_role(conn, Role::Head).await } else { Ok(accounting) }
}

/// Until when the next step is to be done.
pub async fn due(conn: &mut Conn, bill: &Bill, moment: Moment<'_>) -> Result<Option<DateTime<Utc>>> {
    let Some(person) = whose(conn, bill).await?.into_iter().next() else { return Ok(None) };
    let threshold = match (bill.side, bill.state) {
        (Side::Supplier, State::Entered) => {
            let local = bill.needed_on.and_time(CLOSE);
            return Ok(person.zone.from_local_datetime(&local).earliest().map(|at| at.to_utc()));
        }
        (_, State::Requested) => &rule::ENTER,
        (_, State::Entered) => &rule::ISSUE,
        (_, State::Issued) => &rule::SEND,
        (_, State::Sent | State::Paid | State::Checked | State::Refused) => &rule::CHECK,
    };
    let minutes = rules::values(conn).await?.small(threshold);
    Ok(Some(person.working_time(moment.calendar).add_working(moment.now, minutes)))
}

/// One is asked for.
pub async fn ask(conn: &mut Conn, bill: Bill, moment: Moment<'_>) -> Result<Bill> {
    let planning = planfact::known(conn).await?;
    let plans = match bill.side {
        Side::Client => planning.income,
        Side::Supplier => planning.outcome,
    };
    let bill = Bill {
        number: rows::next_number(conn).await?,
        pf: if plans { Pf::Wanted } else { Pf::Hand },
        due_at: due(conn, &bill, moment).await?,
        ..bill
    };
    rows::insert(conn, &bill).await?;
    if plans {
        jobs::put(conn, bill.id, 0, moment.now).await?;
    }
    let bill = read(conn, bill.id).await?;
    tell(conn, &bill, Some(bill.asked_by), moment).await?;
    Ok(bill)
}

/// A bill that is known to be there.
pub async fn read(conn: &mut Conn, id: Id<Bill>) -> Result<Bill> {
    rows::known(conn, id).await?.ok_or_else(|| Error::other(format!("no bill {id}")))
}

/// It goes on; `words` are the number of the invoice, or the reason. `by`: who did it; nobody: the bot.
pub async fn advance(
    conn: &mut Conn,
    bill: &Bill,
    (act, words): (Act, &str),
    by: Option<&Person>,
    moment: Moment<'_>,
) -> Result<(Bill, Id<Event>)> {
    let mut next = Bill { state: bill.after(act)?, state_at: moment.now, ..bill.clone() };
    match act {
        Act::Issue => words.clone_into(&mut next.invoice),
        Act::Refuse => words.clone_into(&mut next.reason),
        Act::Enter | Act::Send | Act::Pay | Act::Check => {}
    }
    next.due_at = due(conn, &next, moment).await?;
    if act == Act::Enter && next.side == Side::Supplier {
        next.task = put_task(conn, &next, by, moment).await?;
    }
    if let (Some(task), Act::Pay | Act::Refuse) = (bill.task, act) {
        tasks::cancel(conn, task, moment.now.into()).await?;
    }
    let next = put(conn, bill, next, moment).await?;
    let moved = Moved {
        act,
        state: bill.state,
        state_at: bill.state_at.into(),
        due_at: bill.due_at.map(Timestamp::from),
        invoice: bill.invoice.clone(),
        task: bill.task,
        rev: next.rev,
    };
    let happened = Happened {
        at: moment.now.into(),
        actor: by.map(|person| person.id),
        kind: "bill.moved",
        client: bill.client,
        entity: bill.id.to_string(),
        data: &moved,
        undoes: None,
    };
    let event = event::record(conn, happened).await?;
    if act == Act::Issue {
        client::tell_ready(conn, &next, moment).await?;
    }
    card::refresh(conn, &next, by.map(|person| person.id), moment).await?;
    tell(conn, &next, by.map(|person| person.id), moment).await?;
    Ok((next, event))
}

/// Stores how a bill stands now, and has it brought into ПФ if something else is to stand there.
pub async fn put(conn: &mut Conn, before: &Bill, next: Bill, moment: Moment<'_>) -> Result<Bill> {
    let never_there = next.operation.is_none() && next.called_at.is_none();
    let pf = match next.pf {
        Pf::Wanted if next.state == State::Refused && never_there => Pf::Hand,
        Pf::Wanted => Pf::Wanted,
        Pf::Done if before.goal() != next.goal() => Pf::Wanted,
        pf => pf,
    };
    let next = Bill { pf, ..next };
    rows::set(conn, &next, moment.now.into()).await?;
    let next = read(conn, next.id).await?;
    if next.pf == Pf::Wanted {
        jobs::put(conn, next.id, next.tries, moment.now).await?;
    }
    Ok(next)
}

/// A task to pay, for accounting.
async fn put_task(
    conn: &mut Conn,
    bill: &Bill,
    by: Option<&Person>,
    moment: Moment<'_>,
) -> Result<Option<Id<tasks::Task>>> {
    let accounting = accounting(conn).await?;
    let own = by.and_then(|by| accounting.iter().find(|person| person.id == by.id));
    let Some(owner) = own.or(accounting.first()) else { return Ok(None) };
    let text = t!("bill-task", number = bill.number.to_string(), party = &bill.party, sum = bill.sum);
    let new = tasks::New {
        kind: tasks::Kind::Paper,
        text: text.plain(&owner.reader(moment.now)),
        client: bill.client,
        owner: owner.id,
        author: Some(bill.asked_by),
        due_on: bill.needed_on.max(owner.today(moment.now)),
        due_time: None,
    };
    Ok(Some(tasks::put(conn, new, moment.now.into()).await?.id))
}

/// Whoever has the next step gets the card; so does whoever waits for how it ended. Nobody is told of their own deed.
async fn tell(conn: &mut Conn, bill: &Bill, by: Option<Id<Person>>, moment: Moment<'_>) -> Result {
    let mut told: BTreeMap<Id<Person>, (Person, Text)> = BTreeMap::new();
    // The bot enters it at once: accounting hears of the step that is theirs.
    let entering = bill.state == State::Requested && bill.pf == Pf::Wanted;
    let whose = if entering { Vec::new() } else { whose(conn, bill).await? };
    for person in whose {
        let why = match (bill.side, bill.state) {
            (_, State::Requested) => t!("bill-told-requested", name = &bill.asker),
            (Side::Client, State::Entered) => t!("bill-told-issue"),
            (Side::Supplier, State::Entered) => t!("bill-told-pay"),
            (_, State::Issued) => t!("bill-told-send"),
            (_, State::Sent | State::Paid | State::Checked | State::Refused) => t!("bill-told-check"),
        };
        told.insert(person.id, (person, why));
    }
    let over = match (bill.side, bill.state) {
        (Side::Client, State::Paid) => Some(t!("bill-told-paid")),
        (_, State::Refused) => Some(t!("bill-told-refused")),
        _ => None,
    };
    if let Some(over) = over {
        let asker = people::present(conn, bill.asked_by).await?;
        let waiting = if bill.state == State::Refused { accounting(conn).await? } else { Vec::new() };
        for person in asker.into_iter().chain(waiting) {
            told.entry(person.id).or_insert((person, over.clone()));
        }
    }
    for (person, why) in told.into_values().filter(|(person, _)| Some(person.id) != by) {
        send(conn, bill, &person, why, moment).await?;
    }
    Ok(())
}

/// Tells accounting of what the bot could not do in ПФ.
pub async fn tell_accounting(conn: &mut Conn, bill: &Bill, why: Text, moment: Moment<'_>) -> Result {
    for person in accounting(conn).await? {
        send(conn, bill, &person, why.clone(), moment).await?;
    }
    Ok(())
}

/// Reminds somebody of their step.
pub async fn remind(conn: &mut Conn, bill: &Bill, person: &Person, why: Text, moment: Moment<'_>) -> Result {
    write(conn, bill, ("remind", person), why, moment).await
}

async fn send(conn: &mut Conn, bill: &Bill, person: &Person, why: Text, moment: Moment<'_>) -> Result {
    write(conn, bill, (bill.pf.name(), person), why, moment).await
}

/// The card of a bill as a message of its own, with a word on top; once for each way it stands and each word.
async fn write(conn: &mut Conn, bill: &Bill, (word, person): (&str, &Person), why: Text, moment: Moment<'_>) -> Result {
    let Some(chat) = person.tg_id else { return Ok(()) };
    let screen = card::screen(bill, person, moment.now).with_warning(why);
    let letter = Letter {
        class: Class::Notice,
        key: Some(format!("{}:{}:{word}:{}", bill.link(), bill.rev, person.id)),
        ..Letter::reply(chat, person.reader(moment.now), &screen)
    };
    if let Some(sent) = outbox::send(conn, letter).await? {
        shown::instead(conn, &bill.link(), person, shown::Side::Us, sent, moment.now.into()).await?;
    }
    Ok(())
}
