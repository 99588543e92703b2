//! Reading a bank statement `1CClientBankExchange` (the reader is `odin_palace`): money that came to our own accounts.
//!
//! Direction is decided by the receiver's account alone: real files leave out the dates or swap them. A file that 1С
//! made *for* the bank is no statement; a document the reader had to drop is a problem, never a silence.

use super::told::Operation;
use crate::{
    files::{self, File},
    hash,
    money::Money,
    t,
    text::Text,
};
use chrono::NaiveDate;
use odin_palace::parser::{Document, Error, Parser, ParserErrorKind, Statement};
use std::{collections::BTreeSet, panic::catch_unwind};

/// The first line of every such file.
const MARK: &[u8] = b"1CClientBankExchange";

/// Money that went back to whoever had paid it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    /// Of the payment order.
    pub number: String,
    pub sum: Money,
    pub inn: String,
    pub name: String,
}

/// What a statement tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Money that came to us.
    pub incoming: Vec<Operation>,
    /// How many operations went out.
    pub outgoing: usize,
    /// Those of them that say they are refunds.
    pub refunds: Vec<Refund>,
    /// Which program made the file; may be empty.
    pub sender: String,
    /// The last day the statement tells about.
    pub covered: Option<NaiveDate>,
}

/// Whether the file begins as a statement does.
pub fn recognises(file: &File) -> bool {
    let bytes = file.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&file.bytes);
    bytes.trim_ascii_start().starts_with(MARK)
}

/// Reads a statement; `Err` says in words why it can't be read. `ours`: our own accounts; if empty, those it is about.
pub fn read(bytes: &[u8], ours: &[String]) -> Result<Told, Text> {
    if let Some(why) = files::spoilt(bytes) {
        return Err(why);
    }
    let copy = bytes.to_vec();
    let parsed = catch_unwind(move || Parser::default().parse(&copy)).map_err(|_| t!("bank-unreadable"))?;
    let statement = parsed.map_err(|error| refusal(&error))?;
    if let Some((line, why)) = statement.warnings.first() {
        return Err(t!("bank-dropped", count = statement.warnings.len(), line = line.to_string(), why = why));
    }
    let about: BTreeSet<&str> = statement.accounts.keys().map(String::as_str).collect();
    let ours: BTreeSet<&str> = if ours.is_empty() { about.clone() } else { ours.iter().map(String::as_str).collect() };
    if !about.is_empty() && about.is_disjoint(&ours) {
        let account = about.first().copied().unwrap_or_default();
        return Err(t!("bank-foreign-account", account = account));
    }
    let incoming: Result<Vec<_>, Text> =
        statement.documents.iter().filter(|document| is_incoming(document, &ours)).map(operation).collect();
    let mut incoming = incoming?;
    let outgoing = statement.documents.len() - incoming.len();
    incoming.retain(|operation| operation.sum > Money::ZERO);
    let back = |document: &&Document| !is_incoming(document, &ours) && is_refund(&document.purpose);
    let refunds: Result<Vec<_>, Text> = statement.documents.iter().filter(back).map(refund).collect();
    let sender = statement.header.get("Отправитель").cloned().unwrap_or_default();
    Ok(Told { incoming, outgoing, refunds: refunds?, sender, covered: covered(&statement) })
}

fn is_incoming(document: &Document, ours: &BTreeSet<&str>) -> bool {
    let to_us = |account: &str| ours.contains(account);
    let receiver = document.payee_ras_account.as_deref().filter(|account| !account.is_empty());
    let payer = document.counterparty_ras_account.as_deref().filter(|account| !account.is_empty());
    let from_us = to_us(&document.counterparty_account) || payer.is_some_and(to_us);
    (to_us(&document.payee_account) || receiver.is_some_and(to_us)) && !from_us
}

/// `Возврат ошибочно перечисленных…`, `возвращаем аванс…`; not `безвозвратно`.
fn is_refund(purpose: &str) -> bool {
    let purpose = purpose.to_lowercase();
    let mut words = purpose.split(|c: char| !c.is_alphabetic());
    words.any(|word| word.starts_with("возврат") || word.starts_with("возвращ"))
}

fn refund(document: &Document) -> Result<Refund, Text> {
    Ok(Refund {
        number: document.doc_number.clone(),
        sum: sum(document)?,
        inn: document.payee_inn.trim().to_owned(),
        name: named([&document.payee_1, &document.payee]),
    })
}

fn sum(document: &Document) -> Result<Money, Text> {
    Money::from_decimal(document.amount).ok_or_else(|| t!("bank-bad-sum", number = document.doc_number.as_str()))
}

/// The first name that is one.
fn named(names: [&Option<String>; 2]) -> String {
    let name = names.into_iter().flatten().find(|name| !name.trim().is_empty());
    name.map_or_else(String::new, |name| name.trim().to_owned())
}

fn operation(document: &Document) -> Result<Operation, Text> {
    let (number, sum) = (document.doc_number.as_str(), sum(document)?);
    let paid_on = document.income_date.or(document.outcome_date).unwrap_or(document.doc_date);
    let (day, kopecks) = (document.doc_date.to_string(), sum.kopecks().to_string());
    let (payee, payer) = (document.payee_account.as_str(), document.counterparty_account.as_str());
    let hash = hash::of_parts([payee, payer, number, &day, &kopecks, "in", document.purpose.trim()]);
    Ok(Operation {
        hash,
        paid_on,
        number: number.to_owned(),
        ordered_on: Some(document.doc_date),
        sum,
        payer_inn: document.counterparty_inn.trim().to_owned(),
        payer_name: named([&document.counterparty_1, &document.counterparty]),
        payer_account: document.counterparty_account.clone(),
        purpose: document.purpose.trim().to_owned(),
        pays: None,
    })
}

/// The last day told about: the end of an account's interval, or the last document.
fn covered(statement: &Statement) -> Option<NaiveDate> {
    let ends = statement.header.get("ДатаКонца").and_then(|day| NaiveDate::parse_from_str(day, "%d.%m.%Y").ok());
    let days = statement.documents.iter().filter_map(|document| document.income_date.or(document.outcome_date));
    days.chain(ends).max()
}

fn refusal(error: &Error) -> Text {
    match error {
        Error::Empty => t!("file-empty"),
        Error::Not1CStatement => t!("bank-not-a-statement"),
        Error::Unfinished => t!("bank-unfinished"),
        Error::InvalidDocument => t!("bank-unreadable"),
        Error::Syntax(error) => {
            let line = error.lineno.to_string();
            match &error.kind {
                ParserErrorKind::MissingField { field, .. } => t!("bank-no-field", line = line, field = field),
                _ => t!("bank-syntax", line = line),
            }
        }
    }
}
