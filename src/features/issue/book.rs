//! Everything that is known of a month's invoices of a person's clients: a handful of statements, however many clients
//! there are.

use super::{
    cases,
    cycle::Cycle,
    fees::{self, Contract, Fees},
    judge::{Judged, judge},
    model::{Case, Kind, State},
    runs::{self, Counts},
};
use crate::{
    clients::{self, Client},
    db::{Conn, Id},
    error::Result,
    features::invoices::{self, Invoice},
    money::Money,
    people::{Person, Role, Scope},
    rules::{self, Duty},
};
use std::collections::HashMap;

/// Whose clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// A manager's.
    Of(Id<Person>),
    /// Of nobody.
    Nobodys,
    /// Somebody's, and those of nobody.
    Both(Id<Person>),
    /// Everybody's.
    All,
}

impl Whose {
    /// The clients whose invoices a person sees to: the own ones; whoever is on duty for clients of nobody has those too.
    pub async fn of(conn: &mut Conn, person: &Person) -> Result<Self> {
        let on_duty = rules::on_duty(conn, Duty::Pool).await?;
        Ok(if on_duty.iter().any(|other| other.id == person.id) { Self::Both(person.id) } else { Self::Of(person.id) })
    }

    fn has(self, owner: Option<Id<Person>>) -> bool {
        match self {
            Self::Of(person) => owner == Some(person),
            Self::Nobodys => owner.is_none(),
            Self::Both(person) => owner.is_none_or(|owner| owner == person),
            Self::All => true,
        }
    }
}

/// Who issues invoices.
pub const ISSUERS: &[Role] = &[Role::Manager, Role::Head, Role::Deputy];

/// What is known of one client.
#[derive(Debug, Clone)]
pub struct Entry {
    pub client: Client,
    /// What is paid for the month.
    pub fee: Option<Money>,
    /// What was paid for the month before.
    pub before: Option<Money>,
    pub contract: Option<Contract>,
    /// The invoices issued in the month.
    pub invoices: Vec<Invoice>,
    pub judged: Judged,
    pub cases: Vec<Case>,
}

impl Entry {
    /// An invoice of the month.
    pub fn invoice(&self, id: Id<Invoice>) -> Option<&Invoice> {
        self.invoices.iter().find(|invoice| invoice.id == id)
    }

    /// Has to pay for the month, or has something to be decided about it.
    fn counts(&self) -> bool {
        self.judged.expected.is_some() || self.cases.iter().any(|case| case.state != State::Settled)
    }

    fn has(&self, state: State) -> bool {
        self.cases.iter().any(|case| case.state == state)
    }
}

/// What is known of a month.
pub struct Book {
    pub cycle: Cycle,
    /// By name.
    pub entries: Vec<Entry>,
    /// Whether accounting has loaded any of the invoices.
    pub loaded: bool,
}

impl Book {
    /// How far it is.
    pub fn counts(&self) -> Counts {
        let count = |which: &dyn Fn(&Entry) -> bool| {
            let found = self.entries.iter().filter(|entry| entry.counts() && which(entry)).count();
            i64::try_from(found).unwrap_or(i64::MAX)
        };
        let open = count(&|entry| entry.has(State::Open));
        let books = count(&|entry| entry.has(State::Books) && !entry.has(State::Open));
        let nothing = |entry: &Entry| !entry.has(State::Open) && !entry.has(State::Books);
        Counts {
            expected: count(&|_| true),
            issued: count(&|entry| entry.judged.invoice.is_some()),
            ready: if self.loaded { count(&nothing) } else { 0 },
            open,
            books,
        }
    }

    /// Of whom a case is.
    pub fn entry(&self, client: Id<Client>) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.client.id == client)
    }

    /// What is to be decided, in the order of the cards: what was put off comes last.
    pub fn open(&self) -> Vec<(&Entry, &Case)> {
        let cases = self.entries.iter().flat_map(|entry| entry.cases.iter().map(move |case| (entry, case)));
        let mut open: Vec<_> = cases.filter(|(_, case)| case.state == State::Open).collect();
        // The order of clients stays among equals.
        open.sort_by_key(|(_, case)| (case.later_at, case.kind));
        open
    }
}

/// Reads a month.
pub async fn read(conn: &mut Conn, scope: Scope, whose: Whose, cycle: Cycle) -> Result<Book> {
    let clients = clients::in_scope(conn, scope).await?;
    let fees = fees::of_all(conn, Some(scope)).await?;
    let (from, to) = (*cycle.month().start(), *cycle.month().end());
    let mut invoices = by_client(invoices::issued_between(conn, Some(scope), from, to).await?, |one| one.client);
    let mut cases = by_client(cases::of_service(conn, scope, cycle.service()).await?, |one| one.client_id);
    let mut entries = Vec::new();
    for client in clients.into_iter().filter(|client| whose.has(client.owner)) {
        let (invoices, cases) =
            (invoices.remove(&client.id).unwrap_or_default(), cases.remove(&client.id).unwrap_or_default());
        entries.push(entry(client, &fees, invoices, cases, cycle));
    }
    let window = cycle.window();
    let came = |entry: &Entry| {
        entry.judged.invoice.is_some() || entry.invoices.iter().any(|invoice| window.contains(&invoice.issued_on))
    };
    let loaded = entries.iter().any(came);
    Ok(Book { cycle, entries, loaded })
}

fn entry(client: Client, fees: &Fees, invoices: Vec<Invoice>, cases: Vec<Case>, cycle: Cycle) -> Entry {
    let fee = fees.at(client.id, cycle.service());
    let waived = cases.iter().any(|case| case.kind == Kind::Missing && case.state == State::Not);
    let judged = judge(&client, fee, waived, &invoices, cycle);
    let before = fees.at(client.id, fees::before(cycle.service()));
    Entry { fee, before, contract: fees.contract(client.id), judged, invoices, cases, client }
}

fn by_client<T>(rows: Vec<T>, client: impl Fn(&T) -> Id<Client>) -> HashMap<Id<Client>, Vec<T>> {
    let mut grouped: HashMap<Id<Client>, Vec<T>> = HashMap::new();
    for row in rows {
        grouped.entry(client(&row)).or_default().push(row);
    }
    grouped
}

/// The same, with what is not as expected written down and what has become as expected settled; the person's numbers
/// follow. What accounting had and what has changed since is returned, to be told.
pub async fn settle(
    conn: &mut Conn,
    person: &Person,
    cycle: Cycle,
    now: crate::db::Timestamp,
) -> Result<(Book, Vec<cases::Change>)> {
    let whose = Whose::of(conn, person).await?;
    let mut book = read(conn, person.scope(), whose, cycle).await?;
    let mut changes = Vec::new();
    let loaded = book.loaded;
    for entry in &mut book.entries {
        changes.extend(cases::settle(conn, entry, cycle, loaded, now).await?);
    }
    runs::count(conn, person.id, cycle.service(), book.counts()).await?;
    Ok((book, changes))
}
