//! Storing a call and everything that follows from it, and taking it all back.

use super::{
    Call,
    dialogue::LogCall,
    model::{Direction, Next, Outcome, Wanted},
    queries::{self, Led},
    retry, views,
};
use crate::{
    bot::{event::Event, outbox::Class, turn::Turn},
    clients::{self, Client, Contact},
    db::{Id, Timestamp},
    error::{Error, Result},
    features::{
        invoices::{self, Invoice},
        payments::{self, NewPromise, Promise},
        tasks::{self, Kind, Task},
    },
    news::News,
    people::{self, Role},
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// Money that is said to be paid is awaited for so many working days.
const AWAITED_DAYS: u32 = 3;

/// What a call led to, kept with its event to take it back.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Followed {
    promise: Option<Id<Promise>>,
    task: Option<Id<Task>>,
    settled: Vec<Id<Task>>,
    disputed: Vec<Id<Invoice>>,
    awaited: Option<Id<Client>>,
    bad: Option<Id<Contact>>,
}

/// A call that has been stored, and what follows from it.
#[derive(Debug, Clone, Copy)]
pub struct Logged {
    /// What takes it back.
    pub event: Id<Event>,
    /// How it went.
    pub outcome: Outcome,
    /// What is to be done next.
    pub next: Option<Next>,
    /// How many calls in a row nobody has answered, this one included.
    pub tries: i64,
    /// The client can't be reached.
    pub unreachable: bool,
}

/// Stores the call of the open form, and ends the form.
pub async fn log(turn: &Turn, call: &LogCall) -> Result {
    let (Some(client), Some(outcome)) = (call.client, call.outcome) else {
        return Err(Error::other("a call without a client or an outcome passed the review"));
    };
    let client = clients::by_id(&mut turn.db(), turn.scope(), client).await?;
    let Some(client) = client else { return Err(Error::User(t!("client-absent"))) };
    let logged = store(turn, call, &client, outcome).await?;
    let screen = views::logged(turn, call, &client, logged).await?;
    turn.finish(screen).await
}

/// Stores a call to a client in the person's sight, with everything that follows from it.
pub async fn store(turn: &Turn, call: &LogCall, client: &Client, outcome: Outcome) -> Result<Logged> {
    let id = Id::<Call>::new();
    let tries = if outcome.is_unanswered() { queries::tries(&mut turn.db(), client.id).await? + 1 } else { 0 };
    let mut followed = Followed::default();
    match outcome {
        Outcome::Promised { sum: Some(sum), on: Some(due_on) } => {
            let (contact, made_by) = (call.contact, turn.me().id);
            let counts_from = turn.today();
            let new = NewPromise { client: client.id, contact, sum, due_on, counts_from, made_by };
            followed.promise = Some(payments::promise(&mut turn.db(), new, turn.stamp()).await?);
        }
        Outcome::Disputes => followed.disputed = invoices::dispute(&mut turn.db(), client.id, turn.stamp()).await?,
        Outcome::Paid { .. } => {
            let until = turn.calendar().add_working_days(turn.today(), AWAITED_DAYS);
            invoices::await_payment(&mut turn.db(), client.id, Some(until)).await?;
            followed.awaited = Some(client.id);
        }
        Outcome::WrongNumber => {
            followed.bad = call.contact;
            if let Some(contact) = call.contact {
                clients::mark_bad(&mut turn.db(), contact, Some(turn.stamp())).await?;
            }
        }
        _ => {}
    }
    let next = next_step(turn, call, tries);
    // A new next step takes the place of every older one; without it only what was due is done.
    let until = next.is_none().then(|| turn.today());
    let (me, now) = (turn.me().id, turn.stamp());
    followed.settled = tasks::settle_calls(&mut turn.db(), me, client.id, until, now).await?;
    if let Some(next) = next {
        let task = task(turn, client, outcome, next);
        followed.task = Some(tasks::put(&mut turn.db(), task, turn.stamp()).await?.id);
    }
    let led = Led { promise: followed.promise, task: followed.task, tries };
    queries::insert(&mut turn.db(), id, call, (client.id, outcome), me, led, now).await?;
    if outcome == Outcome::Leaves {
        tell_heads(turn, client, &call.note, id).await?;
    }
    let event = turn.happened("call.logged", Some(client.id), id, &followed).await?;
    let at = call.called_at.unwrap_or_else(|| turn.now());
    if outcome.has_reached() {
        turn.publish(News::CallReached { client: client.id, by: me, call: id.cast(), at }).await?;
    }
    if outcome.is_unanswered() && call.direction == Direction::In {
        turn.publish(News::CallMissed { client: client.id, call: id.cast(), at }).await?;
    }
    let unreachable = tries > 0 && is_unreachable(turn, client).await?;
    Ok(Logged { event, outcome, next, tries, unreachable })
}

/// What is to be done next: what the person said, or what the outcome suggests.
pub fn next_step(turn: &Turn, call: &LogCall, tries: i64) -> Option<Next> {
    match call.next {
        Wanted::Usual => usual_next(turn, call, tries),
        Wanted::Nothing => None,
        Wanted::Step(next) => Some(next),
    }
}

fn usual_next(turn: &Turn, call: &LogCall, tries: i64) -> Option<Next> {
    let tomorrow = turn.calendar().next_working_day(turn.today());
    match call.outcome? {
        Outcome::NoAnswer | Outcome::Busy => {
            Some(retry::next_try(turn.me(), turn.calendar(), tries.max(1), turn.now()))
        }
        Outcome::CallBack { on: Some(on), at } => Some(Next { on, at }),
        Outcome::WantsInvoice | Outcome::Disputes | Outcome::Leaves | Outcome::WrongNumber => {
            Some(Next { on: tomorrow, at: None })
        }
        Outcome::CallBack { on: None, .. } | Outcome::Paid { .. } | Outcome::Promised { .. } | Outcome::Talked => None,
    }
}

fn task(turn: &Turn, client: &Client, outcome: Outcome, next: Next) -> tasks::New {
    let reader = turn.reader();
    let (kind, text) = match outcome {
        Outcome::NoAnswer | Outcome::Busy | Outcome::CallBack { .. } => (Kind::Call, t!("call-task-again")),
        Outcome::WantsInvoice => (Kind::Paper, t!("call-task-invoice")),
        Outcome::Disputes => (Kind::Own, t!("call-task-dispute")),
        Outcome::Leaves => (Kind::Own, t!("call-task-leaves")),
        Outcome::WrongNumber => (Kind::Contact, t!("call-task-contact")),
        Outcome::Paid { .. } | Outcome::Promised { .. } | Outcome::Talked => (Kind::Call, t!("call-task-next")),
    };
    tasks::New {
        kind,
        text: text.plain(&reader),
        client: Some(client.id),
        owner: turn.me().id,
        author: Some(turn.me().id),
        due_on: next.on,
        due_time: next.at,
    }
}

/// A client that leaves is news for the heads at once.
async fn tell_heads(turn: &Turn, client: &Client, note: &str, call: Id<Call>) -> Result {
    let heads = people::all_with_role(&mut turn.db(), Role::Head).await?;
    for head in heads.iter().filter(|head| head.id != turn.me().id) {
        let screen = views::leaves(&client.name, &turn.me().name, note, client.id);
        turn.tell(head, Class::Alert, &format!("leaves:{call}:{}", head.id), &screen).await?;
    }
    Ok(())
}

async fn is_unreachable(turn: &Turn, client: &Client) -> Result<bool> {
    let calendar = turn.calendar();
    let mut since = turn.today();
    for _ in 1..retry::FAILED_DAYS {
        since = calendar.working_day_on_or_before(since - chrono::Days::new(1));
    }
    let midnight = since.and_time(chrono::NaiveTime::MIN).and_local_timezone(turn.me().zone).earliest();
    let since = Timestamp::from(midnight.map_or_else(|| turn.now(), |at| at.to_utc()));
    Ok(queries::unanswered_since(&mut turn.db(), client.id, since).await? >= retry::FAILED_AFTER)
}

/// Takes a call back with everything that followed from it.
pub async fn undo(turn: Turn, event: Event) -> Result<Text> {
    let followed: Followed = event.data()?;
    queries::undo(&mut turn.db(), event.entity()?, turn.stamp()).await?;
    if let Some(promise) = followed.promise {
        payments::withdraw(&mut turn.db(), promise, turn.stamp()).await?;
    }
    if let Some(task) = followed.task {
        tasks::cancel(&mut turn.db(), task, turn.stamp()).await?;
    }
    for task in followed.settled {
        tasks::reopen(&mut turn.db(), task).await?;
    }
    invoices::net_of_dispute(&mut turn.db(), &followed.disputed).await?;
    if let Some(client) = followed.awaited {
        invoices::await_payment(&mut turn.db(), client, None).await?;
    }
    if let Some(contact) = followed.bad {
        clients::mark_bad(&mut turn.db(), contact, None).await?;
    }
    if let Some(client) = event.client_id {
        turn.publish(News::CallTakenBack { client, call: event.entity()? }).await?;
    }
    Ok(t!("call-deed"))
}
