//! What the books say, as far as we care.

use super::wire::Row;
use crate::money::Money;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// 1С's own number of a thing; never its empty one.
pub type Key = uuid::Uuid;

/// An invoice to a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    /// Its key.
    pub key: Key,
    /// As 1С numbers it.
    pub number: String,
    /// Its day.
    pub on: NaiveDate,
    /// What it asks for.
    pub sum: Money,
    /// To whom; `None`: to nobody.
    pub party: Option<Key>,
    /// Posted and not marked for deletion.
    pub stands: bool,
}

/// Money that came to an account of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Its key.
    pub key: Key,
    /// As 1С numbers it.
    pub number: String,
    /// The day it came.
    pub on: NaiveDate,
    /// It is said to come from a buyer, or nothing is said.
    pub of_buyer: bool,
    /// The number of the payer's order; empty: nobody has written it down.
    pub order: String,
    /// The day of the payer's order.
    pub ordered_on: Option<NaiveDate>,
    /// How much.
    pub sum: Money,
    /// From whom; `None`: from nobody among the counterparties.
    pub party: Option<Key>,
    /// What the payer says it is for.
    pub purpose: String,
    /// Which invoices the accountant says it pays, and how much of each.
    pub pays: Vec<(Key, Money)>,
    /// Posted and not marked for deletion.
    pub stands: bool,
}

/// A counterparty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its key.
    pub key: Key,
    /// How it is called.
    pub name: String,
    /// Its tax number; empty: nobody has written it down.
    pub inn: String,
}

/// What was read of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read<T> {
    /// Each once, in the order of the list.
    pub rows: Vec<T>,
    /// Numbers of what lacks something it can't be without: its day, its sum.
    pub unread: Vec<String>,
    /// Keys of it.
    pub unread_keys: BTreeSet<Key>,
}

/// What has a key.
pub(super) trait Keyed {
    fn key(&self) -> Key;
}

impl<T> Read<T> {
    /// Reads rows; of one met twice, the later.
    pub(super) fn of(rows: &[Row], read: fn(&Row) -> Option<T>) -> Self
    where
        T: Keyed,
    {
        let mut places: BTreeMap<Key, usize> = BTreeMap::new();
        let mut all = Self { rows: Vec::new(), unread: Vec::new(), unread_keys: BTreeSet::new() };
        for row in rows {
            let Some(one) = read(row) else {
                all.unread.push(row.text("Number").or_else(|| row.text("Ref_Key")).unwrap_or_default());
                all.unread_keys.extend(row.key("Ref_Key"));
                continue;
            };
            if let Some(place) = places.get(&one.key()) {
                all.rows[*place] = one;
            } else {
                places.insert(one.key(), all.rows.len());
                all.rows.push(one);
            }
        }
        all.unread.sort();
        all.unread.dedup();
        all
    }
}

impl Keyed for Invoice {
    fn key(&self) -> Key {
        self.key
    }
}

impl Keyed for Receipt {
    fn key(&self) -> Key {
        self.key
    }
}

impl Keyed for Party {
    fn key(&self) -> Key {
        self.key
    }
}
