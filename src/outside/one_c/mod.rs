//! 1С:Бухгалтерия over its standard OData interface: counterparties, invoices, receipts, what account 62 says.
//!
//! Its law: nothing is ever written there. It is asked one thing at a time: small bases choke on more. It has no pages of
//! its own, so lists are asked in pages of ours, in an order that does not change, until a page is empty; a document met
//! twice is read once. Sums never pass through floating point.
//!
//! One struct over HTTP and no trait: what stands in for it (`stand_in`) is an HTTP server with books behind it, so that
//! what the tests prove is what runs. Not here: print forms, which it does not give, and attached files.

mod http;
mod model;
mod refusal;
pub mod stand_in;
mod wire;

#[cfg(test)]
mod tests;

pub use model::{Invoice, Key, Party, Read, Receipt};
pub use refusal::Refusal;

use crate::{error::Result, money::Money};
use chrono::{NaiveDate, NaiveDateTime};
use http::{Caller, key, text};
use secrecy::SecretString;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
    time::Duration,
};
use wire::Row;

const ORGANISATIONS: &str = "Catalog_Организации";
const PARTIES: &str = "Catalog_Контрагенты";
const INVOICES: &str = "Document_СчетНаОплатуПокупателю";
const RECEIPTS: &str = "Document_ПоступлениеНаРасчетныйСчет";
const ACCOUNTS: &str = "ChartOfAccounts_Хозрасчетный";
const REGISTER: &str = "AccountingRegister_Хозрасчетный";

/// A call that takes longer is given up.
pub const PATIENCE: Duration = Duration::from_mins(1);
/// Calls that ask again wait so long at first.
pub const PAUSE: Duration = Duration::from_secs(1);
/// So many rows are asked for at once.
pub const PAGE: usize = 200;
/// So many things are asked for by their keys at once.
const BATCH: usize = 20;
/// No list is longer, in pages.
const PAGES: usize = 1000;

/// How 1С is reached, and what of it is ours.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The published base: `https://1c.example.ru/buh`.
    pub url: String,
    /// Who we are there.
    pub user: String,
    /// Its password.
    pub password: SecretString,
    /// The organisation whose documents are read, by its name or tax number; none: all of the base.
    pub organisation: Option<String>,
    /// How often it is read.
    pub every: Duration,
    /// A call that takes longer is given up: [`PATIENCE`].
    pub patience: Duration,
    /// Calls that ask again wait so long at first: [`PAUSE`].
    pub pause: Duration,
    /// So many rows are asked for at once: [`PAGE`].
    pub page: usize,
}

/// A client of the interface. Cheap to clone.
#[derive(Clone)]
pub struct OneC(Arc<Caller>);

impl std::fmt::Debug for OneC {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OneC").field("settings", self.0.settings()).finish()
    }
}

/// The books of our organisation.
pub struct Books<'a> {
    caller: &'a Caller,
    organisation: Option<Key>,
}

impl OneC {
    /// A client with these settings.
    pub fn new(settings: Settings) -> Result<Self> {
        Ok(Self(Arc::new(Caller::new(settings)?)))
    }

    /// How often it is read.
    pub fn every(&self) -> Duration {
        self.0.settings().every
    }

    /// Opens the books: looks our organisation up, if one is set.
    pub async fn open(&self) -> Result<Books<'_>, Refusal> {
        let organisation = match self.0.settings().organisation.as_deref() {
            Some(named) => Some(self.organisation(named).await?),
            None => None,
        };
        Ok(Books { caller: &self.0, organisation })
    }

    async fn organisation(&self, named: &str) -> Result<Key, Refusal> {
        let field = if named.bytes().all(|byte| byte.is_ascii_digit()) { "ИНН" } else { "Description" };
        let filter = format!("{field} eq {}", text(named));
        let rows = self.0.ask(ORGANISATIONS, ORGANISATIONS, &[("$filter", filter), ("$top", "2".to_owned())]).await?;
        match rows.as_slice() {
            [one] => one.key("Ref_Key").ok_or_else(|| Refusal::Unread(format!("{ORGANISATIONS} without Ref_Key"))),
            _ => Err(Refusal::Organisation(named.to_owned(), rows.len())),
        }
    }

    /// What of all that is needed it does not let us at; `Err`: it lets us at nothing.
    pub async fn prove(&self) -> Result<Vec<Refusal>, Refusal> {
        let balance = balance_path(NaiveDate::default().into());
        let needed = [
            (ORGANISATIONS, ORGANISATIONS),
            (PARTIES, PARTIES),
            (INVOICES, INVOICES),
            (RECEIPTS, RECEIPTS),
            (ACCOUNTS, ACCOUNTS),
            (REGISTER, balance.as_str()),
        ];
        let mut missing = Vec::new();
        let whole = self.0.settings().organisation.is_none();
        for (entity, path) in needed.into_iter().filter(|(entity, _)| !(whole && *entity == ORGANISATIONS)) {
            match self.0.ask(entity, path, &[("$top", "1".to_owned())]).await {
                Ok(_) => {}
                Err(refusal) if refusal.is_of_entity() => missing.push(refusal),
                Err(refusal) => return Err(refusal),
            }
        }
        if missing.is_empty() {
            self.open().await?;
        }
        Ok(missing)
    }
}

impl Books<'_> {
    /// Invoices of `since` and later, deleted ones too.
    pub async fn invoices(&self, since: NaiveDate) -> Result<Read<Invoice>, Refusal> {
        Ok(Read::of(&self.documents(INVOICES, since).await?, wire::invoice))
    }

    /// These invoices, as far as they are there.
    pub async fn invoices_by_key(&self, keys: &[Key]) -> Result<Read<Invoice>, Refusal> {
        Ok(Read::of(&self.by_key(INVOICES, keys).await?, wire::invoice))
    }

    /// Money that came to our accounts on `since` and later, deleted documents too.
    pub async fn receipts(&self, since: NaiveDate) -> Result<Read<Receipt>, Refusal> {
        Ok(Read::of(&self.documents(RECEIPTS, since).await?, wire::receipt))
    }

    /// These counterparties, as far as they are there.
    pub async fn parties(&self, keys: &BTreeSet<Key>) -> Result<BTreeMap<Key, Party>, Refusal> {
        let keys: Vec<Key> = keys.iter().copied().collect();
        let read = Read::of(&self.by_key(PARTIES, &keys).await?, wire::party);
        Ok(read.rows.into_iter().map(|party| (party.key, party)).collect())
    }

    /// What each counterparty owes by account 62 at a moment of its clock; below zero: an advance.
    pub async fn debts(&self, at: NaiveDateTime) -> Result<BTreeMap<Key, Money>, Refusal> {
        let filter = ("$filter", "startswith(Code,'62')".to_owned());
        let accounts = self.caller.ask(ACCOUNTS, ACCOUNTS, &[filter]).await?;
        let accounts: Vec<Key> = accounts.iter().filter_map(|row| row.key("Ref_Key")).collect();
        if accounts.is_empty() {
            return Err(Refusal::Unread(format!("{ACCOUNTS} without an account 62")));
        }
        let any = any_of("Account_Key", &accounts);
        let filter = match self.organisation {
            Some(ours) => format!("({any}) and {}", of_organisation(ours)),
            None => any,
        };
        let rows = self.caller.ask(REGISTER, &balance_path(at), &[("$filter", filter)]).await?;
        let mut debts = BTreeMap::new();
        for row in &rows {
            let Some(party) = wire::party_of(row, "ExtDimension1") else { continue };
            let debt =
                wire::debt(row).ok_or_else(|| Refusal::Unread(format!("{REGISTER}: a balance without a sum")))?;
            let known: &mut Money = debts.entry(party).or_default();
            *known += debt;
        }
        Ok(debts)
    }

    async fn documents(&self, entity: &'static str, since: NaiveDate) -> Result<Vec<Row>, Refusal> {
        let since = format!("Date ge {}", http::moment(since.into()));
        let filter = match self.organisation {
            Some(ours) => format!("{since} and {}", of_organisation(ours)),
            None => since,
        };
        let mut rows = Vec::new();
        for _ in 0..PAGES {
            let query = [
                ("$filter", filter.clone()),
                ("$orderby", "Date,Ref_Key".to_owned()),
                ("$top", self.caller.settings().page.to_string()),
                ("$skip", rows.len().to_string()),
            ];
            let page = self.caller.ask(entity, entity, &query).await?;
            if page.is_empty() {
                return Ok(rows);
            }
            rows.extend(page);
        }
        Err(Refusal::Unread(format!("{entity}: more than {PAGES} pages")))
    }

    async fn by_key(&self, entity: &'static str, keys: &[Key]) -> Result<Vec<Row>, Refusal> {
        let mut rows = Vec::new();
        for batch in keys.chunks(BATCH) {
            rows.extend(self.caller.ask(entity, entity, &[("$filter", any_of("Ref_Key", batch))]).await?);
        }
        Ok(rows)
    }
}

fn of_organisation(ours: Key) -> String {
    format!("Организация_Key eq {}", key(ours))
}

fn any_of(field: &str, keys: &[Key]) -> String {
    keys.iter().map(|one| format!("{field} eq {}", key(*one))).collect::<Vec<_>>().join(" or ")
}

fn balance_path(at: NaiveDateTime) -> String {
    format!("{REGISTER}/Balance(Period={})", http::moment(at))
}
