//! The books behind the stand-in. A row is its fields as they are written in JSON: no number is ever a binary fraction.

use crate::{db::Id, money::Money, outside::one_c::Key};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

/// What may go wrong with a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// 503 and a page for people.
    Unavailable,
    /// 200 and a page for people.
    Page,
    /// 500 and a refusal on its own grounds.
    Business,
    /// 401 and no word of rights.
    Login,
    /// 401 and a word of rights, in XML.
    RightsInXml,
    /// 404 and a page for people.
    Unpublished,
    /// JSON that ends in the middle.
    Half,
    /// The connection is lost before the answer.
    Lost,
}

/// Money that came, as it is written down there.
#[derive(Debug, Clone, Copy)]
pub struct Paid<'a> {
    /// From whom.
    pub party: Key,
    /// The day it came.
    pub on: NaiveDate,
    /// The number of the payer's order; empty: nobody has written it down.
    pub order: &'a str,
    /// The day of the payer's order.
    pub ordered_on: Option<NaiveDate>,
    /// How much.
    pub sum: Money,
    /// What the payer says it is for.
    pub purpose: &'a str,
    /// Which invoices the accountant says it pays, and how much of each.
    pub pays: &'a [(Key, Money)],
}

/// A row: fields and their JSON.
pub(super) type Row = BTreeMap<&'static str, String>;

const EMPTY: &str = "\"00000000-0000-0000-0000-000000000000\"";
const PARTY: &str = "\"StandardODATA.Catalog_Контрагенты\"";

/// Everything that is written down.
pub(super) struct Books {
    lists: BTreeMap<&'static str, Vec<Row>>,
    organisation: Key,
    accounts: BTreeMap<&'static str, Key>,
    pub(super) fault: Option<Fault>,
    pub(super) forbidden: BTreeSet<&'static str>,
    pub(super) left_out: BTreeSet<&'static str>,
    pub(super) payers_alone: bool,
    pub(super) asked: Vec<String>,
}

/// A text in JSON.
fn text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn moment(day: NaiveDate) -> String {
    format!("\"{day}T12:00:00\"")
}

/// A sum in JSON.
pub(super) fn sum(sum: Money) -> String {
    Decimal::new(sum.kopecks(), 2).normalize().to_string()
}

fn new() -> Key {
    Id::<Books>::new().to_string().parse().unwrap_or_default()
}

impl Books {
    pub(super) fn new(organisation: &str) -> Self {
        let ours = new();
        let accounts: BTreeMap<&str, Key> = ["62.01", "62.02", "51"].map(|code| (code, new())).into();
        let chart = accounts.iter().map(|(code, key)| {
            Row::from([("Ref_Key", text(&key.to_string())), ("Code", text(code)), ("Description", text("Расчёты"))])
        });
        let own = |key: Key, name: &str, inn: &str| {
            Row::from([("Ref_Key", text(&key.to_string())), ("Description", text(name)), ("ИНН", text(inn))])
        };
        let mut lists: BTreeMap<&'static str, Vec<Row>> =
            [super::super::PARTIES, super::super::INVOICES, super::super::RECEIPTS, super::super::REGISTER]
                .map(|list| (list, Vec::new()))
                .into();
        lists.insert(super::super::ACCOUNTS, chart.collect());
        let others = own(new(), "ООО \"Соседи\"", "7700000017");
        lists.insert(super::super::ORGANISATIONS, vec![own(ours, organisation, "7700000009"), others]);
        Self {
            lists,
            organisation: ours,
            accounts,
            fault: None,
            forbidden: BTreeSet::new(),
            left_out: BTreeSet::new(),
            payers_alone: false,
            asked: Vec::new(),
        }
    }

    /// The rows of a list; `None`: there is no such list.
    pub(super) fn list(&self, name: &str) -> Option<&[Row]> {
        self.lists.get(name).map(Vec::as_slice)
    }

    fn add(&mut self, list: &'static str, row: Row) {
        self.lists.entry(list).or_default().push(row);
    }

    pub(super) fn party(&mut self, name: &str, inn: &str) -> Key {
        let key = new();
        let row = Row::from([
            ("Ref_Key", text(&key.to_string())),
            ("Code", text("00-00000001")),
            ("Description", text(name)),
            ("ИНН", text(inn)),
            ("IsFolder", "false".to_owned()),
            ("DeletionMark", "false".to_owned()),
        ]);
        self.add(super::super::PARTIES, row);
        key
    }

    /// What every document has.
    fn document(&self, key: Key, number: &str, on: NaiveDate, of: Money) -> Row {
        Row::from([
            ("Ref_Key", text(&key.to_string())),
            ("DataVersion", text("AAAAAAABhY4=")),
            ("DeletionMark", "false".to_owned()),
            ("Number", text(number)),
            ("Date", moment(on)),
            ("Posted", "true".to_owned()),
            ("Организация_Key", text(&self.organisation.to_string())),
            ("СуммаДокумента", sum(of)),
        ])
    }

    pub(super) fn invoice(&mut self, number: &str, on: NaiveDate, party: Key, of: Money) -> Key {
        let key = new();
        let mut row = self.document(key, number, on, of);
        row.insert("Контрагент_Key", text(&party.to_string()));
        row.insert("ДоговорКонтрагента_Key", EMPTY.to_owned());
        row.insert("Товары", format!("[{{\"LineNumber\": \"1\", \"Количество\": 1, \"Сумма\": {}}}]", sum(of)));
        self.add(super::super::INVOICES, row);
        key
    }

    pub(super) fn receipt(&mut self, paid: &Paid<'_>) -> Key {
        let key = new();
        let number = format!("00БП-{:06}", self.lists[super::super::RECEIPTS].len() + 1);
        let mut row = self.document(key, &number, paid.on, paid.sum);
        if self.payers_alone {
            row.insert("Контрагент_Key", text(&paid.party.to_string()));
        } else {
            row.insert("Контрагент", text(&paid.party.to_string()));
            row.insert("Контрагент_Type", PARTY.to_owned());
        }
        row.insert("ВидОперации", text("ОплатаПокупателя"));
        row.insert("НазначениеПлатежа", text(paid.purpose));
        row.insert("НомерВходящегоДокумента", text(paid.order));
        let ordered = paid.ordered_on.map_or_else(|| "\"0001-01-01T00:00:00\"".to_owned(), moment);
        row.insert("ДатаВходящегоДокумента", ordered);
        let line = |(at, pays, part): (usize, String, Money)| {
            format!("{{\"LineNumber\": \"{at}\", \"СуммаПлатежа\": {}, \"СчетНаОплату_Key\": {pays}}}", sum(part))
        };
        let mut lines: Vec<String> =
            (1..).zip(paid.pays).map(|(at, (pays, part))| line((at, text(&pays.to_string()), *part))).collect();
        if lines.is_empty() {
            lines.push(line((1, EMPTY.to_owned(), paid.sum)));
        }
        row.insert("РасшифровкаПлатежа", format!("[{}]", lines.join(", ")));
        self.add(super::super::RECEIPTS, row);
        key
    }

    /// A turn of an account: debit above zero, credit below.
    pub(super) fn turn(&mut self, account: &'static str, party: Key, by: Money) {
        let (debit, credit) = if by < Money::ZERO { (Money::ZERO, -by) } else { (by, Money::ZERO) };
        let row = Row::from([
            ("Account_Key", text(&self.accounts[account].to_string())),
            ("Организация_Key", text(&self.organisation.to_string())),
            ("ExtDimension1", text(&party.to_string())),
            ("ExtDimension1_Type", PARTY.to_owned()),
            ("ExtDimension2", EMPTY.to_owned()),
            ("ExtDimension2_Type", text("StandardODATA.Catalog_ДоговорыКонтрагентов")),
            ("СуммаBalance", sum(by)),
            ("СуммаBalanceDr", sum(debit)),
            ("СуммаBalanceCr", sum(credit)),
        ]);
        self.add(super::super::REGISTER, row);
    }

    pub(super) fn set(&mut self, key: Key, field: &'static str, json: &str) {
        let own = text(&key.to_string());
        for row in self.lists.values_mut().flatten().filter(|row| row.get("Ref_Key") == Some(&own)) {
            row.insert(field, json.to_owned());
        }
    }

    pub(super) fn erase(&mut self, key: Key) {
        let own = text(&key.to_string());
        for list in self.lists.values_mut() {
            list.retain(|row| row.get("Ref_Key") != Some(&own));
        }
    }
}

/// A list as it is answered.
pub(super) fn rendered(rows: &[&Row]) -> String {
    let mut out = "{\"odata.metadata\": \"http://host/base/odata/standard.odata/$metadata\", \"value\": [".to_owned();
    for (at, row) in rows.iter().enumerate() {
        let fields: Vec<String> = row.iter().map(|(name, json)| format!("\"{name}\": {json}")).collect();
        let _ = write!(out, "{}{{{}}}", if at == 0 { "" } else { ", " }, fields.join(", "));
    }
    out + "]}"
}
