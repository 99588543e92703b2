//! 1С on this machine: its OData interface over HTTP with books behind it. Counterparties, invoices, receipts and what
//! account 62 says are kept and can be changed behind our back, rights can be taken away, and whatever may go wrong with a
//! stranger's system can be made to.
//!
//! Not here: writing, for we never write; fields and lists we do not ask for.

mod books;
mod condition;
mod http;

pub use books::{Fault, Paid};

use super::{Key, Settings};
use crate::{money::Money, outside::door::Door};
use books::Books;
use chrono::NaiveDate;
use std::{
    io,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// Who we are to the stand-in.
const USER: &str = "Бот";
const PASSWORD: &str = "standing-in";
/// Whose books these are.
const ORGANISATION: &str = "ООО \"Пример\"";

/// A running stand-in; clones show the same books, the last one dropped stops it.
#[derive(Clone)]
pub struct StandIn {
    books: Arc<Mutex<Books>>,
    door: Arc<Door>,
}

impl StandIn {
    /// Starts on a free port of 127.0.0.1, with empty books.
    pub async fn start() -> io::Result<Self> {
        let books = Arc::new(Mutex::new(Books::new(ORGANISATION)));
        let served = Arc::clone(&books);
        let door = Door::open(Box::new(move |listener| open(listener, &served))).await?;
        Ok(Self { books, door: Arc::new(door) })
    }

    /// How it is reached. Calls wait for `patience`.
    pub fn settings(&self, patience: Duration) -> Settings {
        Settings {
            url: format!("http://{}/base", self.door.address()),
            user: USER.to_owned(),
            password: PASSWORD.to_owned().into(),
            organisation: Some(ORGANISATION.to_owned()),
            every: Duration::from_hours(1),
            patience,
            pause: Duration::ZERO,
            page: super::PAGE,
        }
    }

    /// Whether nobody gets in: connections are refused.
    pub fn is_shut(&self) -> bool {
        self.door.is_shut()
    }

    /// From now on connections are refused, or not any more.
    pub async fn set_shut(&self, shut: bool) -> io::Result<()> {
        self.door.set_shut(shut).await
    }

    /// What goes wrong with every call.
    pub fn set_fault(&self, fault: Option<Fault>) {
        self.lock().fault = fault;
    }

    /// The user may no longer read this: `Catalog_Контрагенты`.
    pub fn forbid(&self, entity: &'static str) {
        self.lock().forbidden.insert(entity);
    }

    /// This is taken out of the composition of the interface.
    pub fn leave_out(&self, entity: &'static str) {
        self.lock().left_out.insert(entity);
    }

    /// Everything may be read again.
    pub fn allow_all(&self) {
        let mut books = self.lock();
        books.forbidden.clear();
        books.left_out.clear();
    }

    /// Payers are kept in a field of one type, not of several.
    pub fn keep_payers_alone(&self) {
        self.lock().payers_alone = true;
    }

    /// A counterparty.
    pub fn party(&self, name: &str, inn: &str) -> Key {
        self.lock().party(name, inn)
    }

    /// An invoice to a counterparty.
    pub fn invoice(&self, number: &str, on: NaiveDate, party: Key, sum: Money) -> Key {
        self.lock().invoice(number, on, party, sum)
    }

    /// Money that came.
    pub fn receipt(&self, paid: &Paid<'_>) -> Key {
        self.lock().receipt(paid)
    }

    /// A counterparty owes so much more (below zero: less) by account 62.01.
    pub fn owes(&self, party: Key, sum: Money) {
        self.lock().turn("62.01", party, sum);
    }

    /// A counterparty has so much more of an advance on account 62.02.
    pub fn advance(&self, party: Key, sum: Money) {
        self.lock().turn("62.02", party, -sum);
    }

    /// A document is marked for deletion.
    pub fn delete(&self, key: Key) {
        self.lock().set(key, "DeletionMark", "true");
    }

    /// A document is no longer posted.
    pub fn unpost(&self, key: Key) {
        self.lock().set(key, "Posted", "false");
    }

    /// A document is no longer there at all.
    pub fn erase(&self, key: Key) {
        self.lock().erase(key);
    }

    /// A document asks for another sum.
    pub fn correct(&self, key: Key, sum: Money) {
        self.lock().set(key, "СуммаДокумента", &books::sum(sum));
    }

    /// A field of a document is another, as it is written in JSON.
    pub fn rewrite(&self, key: Key, field: &'static str, json: &str) {
        self.lock().set(key, field, json);
    }

    /// How often a list was asked for.
    pub fn asked(&self, entity: &str) -> usize {
        self.lock().asked.iter().filter(|asked| *asked == entity).count()
    }

    fn lock(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[expect(clippy::disallowed_methods, reason = "the stand-in's server lives and dies with the stand-in")]
fn open(listener: tokio::net::TcpListener, books: &Arc<Mutex<Books>>) -> tokio::task::JoinHandle<()> {
    tokio::spawn(http::serve(listener, Arc::clone(books)))
}
