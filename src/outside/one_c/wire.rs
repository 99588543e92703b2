//! Their JSON. Every field may be missing, new or of another type, and spoils nothing but itself; numbers are kept as they
//! are written until they are read as decimals.

use super::model::{Invoice, Key, Party, Receipt};
use crate::money::Money;
use chrono::{Datelike, NaiveDate};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::HashMap;

/// What money from a buyer is called.
const OF_BUYER: &str = "ОплатаПокупателя";

/// A list.
#[derive(Deserialize)]
pub(super) struct Answer {
    pub(super) value: Vec<Row>,
}

/// A row of a list.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct Row(HashMap<String, Box<RawValue>>);

impl Row {
    fn raw(&self, field: &str) -> Option<&str> {
        self.0.get(field).map(|raw| raw.get())
    }

    /// A text, or a number or a yes as it is written.
    pub(super) fn text(&self, field: &str) -> Option<String> {
        let raw = self.raw(field)?;
        match raw.chars().next()? {
            '"' => serde_json::from_str::<String>(raw).ok().map(|text| text.trim().to_owned()),
            '{' | '[' | 'n' => None,
            _ => Some(raw.to_owned()),
        }
    }

    /// A key; the empty one is none.
    pub(super) fn key(&self, field: &str) -> Option<Key> {
        Key::parse_str(&self.text(field)?).ok().filter(|key| !key.is_nil())
    }

    /// A day; the empty one is none.
    fn day(&self, field: &str) -> Option<NaiveDate> {
        let text = self.text(field)?;
        text.get(..10)?.parse().ok().filter(|day: &NaiveDate| day.year() > 1)
    }

    /// A sum of whole kopecks.
    fn money(&self, field: &str) -> Option<Money> {
        let text = self.text(field)?;
        let sum = text.parse::<Decimal>().or_else(|_| Decimal::from_scientific(&text)).ok()?;
        let kopecks = sum.checked_mul(Decimal::ONE_HUNDRED)?;
        kopecks.fract().is_zero().then(|| kopecks.to_i64()).flatten().map(Money::from_kopecks)
    }

    fn flag(&self, field: &str) -> bool {
        self.raw(field) == Some("true")
    }

    fn rows(&self, field: &str) -> Vec<Row> {
        self.raw(field).and_then(|raw| serde_json::from_str(raw).ok()).unwrap_or_default()
    }

    /// Posted and not marked for deletion. A document that is not said to be either is not.
    fn stands(&self) -> bool {
        self.flag("Posted") && !self.flag("DeletionMark")
    }
}

/// A counterparty in a field of one type (`…_Key`) or of several, which then tells its type.
pub(super) fn party_of(row: &Row, field: &str) -> Option<Key> {
    let of_several = || {
        let kind = row.text(&format!("{field}_Type"));
        let is_party = kind.is_none_or(|kind| kind.ends_with("Catalog_Контрагенты"));
        is_party.then(|| row.key(field)).flatten()
    };
    row.key(&format!("{field}_Key")).or_else(of_several)
}

/// An invoice; `None` if it lacks key, number, day or sum.
pub(super) fn invoice(row: &Row) -> Option<Invoice> {
    Some(Invoice {
        key: row.key("Ref_Key")?,
        number: row.text("Number").filter(|number| !number.is_empty())?,
        on: row.day("Date")?,
        sum: row.money("СуммаДокумента")?,
        party: party_of(row, "Контрагент"),
        stands: row.stands(),
    })
}

/// A receipt; `None` if it lacks key, day or sum.
pub(super) fn receipt(row: &Row) -> Option<Receipt> {
    let pays = row.rows("РасшифровкаПлатежа");
    let pays = pays.iter().filter_map(|line| line.key("СчетНаОплату_Key").zip(line.money("СуммаПлатежа")));
    Some(Receipt {
        key: row.key("Ref_Key")?,
        number: row.text("Number").unwrap_or_default(),
        on: row.day("Date")?,
        of_buyer: row.text("ВидОперации").is_none_or(|kind| kind.is_empty() || kind == OF_BUYER),
        order: row.text("НомерВходящегоДокумента").unwrap_or_default(),
        ordered_on: row.day("ДатаВходящегоДокумента"),
        sum: row.money("СуммаДокумента")?,
        party: party_of(row, "Контрагент"),
        purpose: row.text("НазначениеПлатежа").unwrap_or_default(),
        pays: pays.collect(),
        stands: row.stands(),
    })
}

/// A counterparty; `None` if it has no key.
pub(super) fn party(row: &Row) -> Option<Party> {
    Some(Party {
        key: row.key("Ref_Key")?,
        name: row.text("Description").unwrap_or_default(),
        inn: row.text("ИНН").unwrap_or_default(),
    })
}

/// What is owed by a row of a balance: its debit without its credit.
pub(super) fn debt(row: &Row) -> Option<Money> {
    match (row.money("СуммаBalanceDr"), row.money("СуммаBalanceCr")) {
        (Some(debit), Some(credit)) => Some(debit - credit),
        _ => row.money("СуммаBalance"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(json: &str) -> Row {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_sum_is_read_to_the_kopeck_whatever_it_is_written_as() {
        for (written, kopecks) in [
            ("14990", Some(1_499_000)),
            ("14990.10", Some(1_499_010)),
            ("0.29", Some(29)),
            ("1.499e4", Some(1_499_000)),
            ("\"612.35\"", Some(61_235)),
            ("-0.01", Some(-1)),
            ("90071992547409.93", Some(9_007_199_254_740_993)),
            ("1.005", None),
            ("null", None),
            ("{}", None),
            ("\"много\"", None),
        ] {
            let read = row(&format!("{{\"Сумма\": {written}}}")).money("Сумма");
            assert_eq!(read.map(Money::kopecks), kopecks, "{written}");
        }
    }

    #[test]
    fn what_is_empty_there_is_nothing_here() {
        let row =
            row(r#"{"Ref_Key": "00000000-0000-0000-0000-000000000000", "Date": "0001-01-01T00:00:00", "Posted": "yes",
            "LineNumber": "1", "Товары": null}"#);
        assert_eq!((row.key("Ref_Key"), row.day("Date"), row.stands()), (None, None, false));
        assert_eq!((row.text("LineNumber").as_deref(), row.rows("Товары").len()), (Some("1"), 0));
    }

    #[test]
    fn the_payer_is_read_from_either_form_and_only_if_it_is_a_counterparty() {
        let key = "11111111-0000-4000-8000-000000000020";
        let party = |json: String| party_of(&row(&json), "Контрагент").map(|key| key.to_string());
        let of = |kind: &str| party(format!(r#"{{"Контрагент": "{key}", "Контрагент_Type": "StandardODATA.{kind}"}}"#));
        assert_eq!(of("Catalog_Контрагенты").as_deref(), Some(key));
        assert_eq!(party(format!(r#"{{"Контрагент_Key": "{key}"}}"#)).as_deref(), Some(key));
        assert_eq!(of("Catalog_ФизическиеЛица"), None);
    }
}
