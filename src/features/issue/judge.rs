//! What of a client's invoices is not as expected. Pure: a fee, the invoices of a month, the days of that month.
//!
//! Invoices say nothing of what they are for. One of the fee's sum is the monthly one; another sum is, if it was issued on
//! the days on which nothing but monthly invoices are; what was issued on other days was something else that was sold.

use super::{cycle::Cycle, model::Kind};
use crate::{
    clients::{Client, State},
    db::Id,
    features::invoices::Invoice,
    inn,
    money::Money,
};

/// Something that is not as expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub kind: Kind,
    pub invoice: Option<Id<Invoice>>,
    pub expected: Option<Money>,
    pub issued: Option<Money>,
}

impl Finding {
    /// One of its kind in a month; of invoices too many there may be several.
    pub fn key(&self) -> String {
        match (self.kind, self.invoice) {
            (Kind::Extra, Some(invoice)) => format!("{}:{invoice}", self.kind),
            _ => self.kind.to_string(),
        }
    }
}

/// How a client's month stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Judged {
    /// What is to be paid for it; `None`: nothing is.
    pub expected: Option<Money>,
    /// The month's invoice.
    pub invoice: Option<Invoice>,
    /// What is not as expected.
    pub findings: Vec<Finding>,
}

/// Whether the tax number is there and right.
pub fn has_inn(client: &Client) -> bool {
    client.inn.as_deref().is_some_and(inn::is_valid)
}

/// Looks at a client's invoices; `waived`: somebody has decided that none is to be issued.
pub fn judge(client: &Client, fee: Option<Money>, waived: bool, invoices: &[Invoice], cycle: Cycle) -> Judged {
    let expected = fee.filter(|fee| client.state == State::Active && !waived && *fee > Money::ZERO);
    let of_month: Vec<&Invoice> =
        invoices.iter().filter(|invoice| cycle.month().contains(&invoice.issued_on)).collect();
    let in_window = |invoice: &&&Invoice| cycle.window().contains(&invoice.issued_on);
    let own = expected.and_then(|fee| {
        let late_or_not = of_month.iter().filter(|invoice| invoice.issued_on >= *cycle.window().start());
        let exact = late_or_not.filter(|invoice| invoice.sum == fee).min_by_key(|invoice| invoice.issued_on);
        let near = || of_month.iter().filter(in_window).min_by_key(|invoice| (invoice.sum - fee).kopecks().abs());
        exact.or_else(near).copied()
    });
    let finding = |kind, invoice: Option<&Invoice>| Finding {
        kind,
        invoice: invoice.map(|invoice| invoice.id),
        expected,
        issued: invoice.map(|invoice| invoice.sum),
    };
    let mut findings = Vec::new();
    match (expected, own) {
        (Some(_), None) => findings.push(finding(Kind::Missing, None)),
        (Some(fee), Some(invoice)) if invoice.sum != fee => findings.push(finding(Kind::Sum, Some(invoice))),
        _ => {}
    }
    let others = of_month.iter().filter(|invoice| own.is_none_or(|own| own.id != invoice.id));
    let twice = |invoice: &Invoice| expected == Some(invoice.sum) && invoice.issued_on > cycle.until;
    let extra = others.filter(|invoice| in_window(invoice) || twice(invoice));
    findings.extend(extra.map(|invoice| finding(Kind::Extra, Some(invoice))));
    if let Some(invoice) = own.filter(|_| !has_inn(client)) {
        findings.push(finding(Kind::Details, Some(invoice)));
    }
    Judged { expected, invoice: own.cloned(), findings }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::ProductionCalendar;
    use chrono::NaiveDate;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn client(state: State, inn: &str) -> Client {
        Client {
            id: Id::new(),
            name: String::new(),
            inn: Some(inn.to_owned()),
            city: String::new(),
            zone: chrono_tz::UTC,
            owner: None,
            state,
        }
    }

    fn invoice(rubles: i64, issued_on: &str) -> Invoice {
        Invoice {
            id: Id::new(),
            client: Id::new(),
            number: String::new(),
            issued_on: day(issued_on),
            due_on: day("2026-05-29"),
            sum: Money::from_rubles(rubles),
            paid: Money::ZERO,
            disputed: false,
            awaited_until: None,
        }
    }

    /// The kinds of what is found, with the day of the invoice.
    fn found(client: &Client, fee: Option<i64>, invoices: &[Invoice]) -> Vec<(Kind, Option<i64>)> {
        let cycle = Cycle::of_month(day("2026-05-01"), &ProductionCalendar::russian());
        let judged = judge(client, fee.map(Money::from_rubles), false, invoices, cycle);
        judged.findings.iter().map(|found| (found.kind, found.issued.map(|sum| sum.kopecks() / 100))).collect()
    }

    #[test]
    fn an_invoice_of_the_fee_is_right_whenever_it_is_issued() {
        let ours = client(State::Active, "7707083893");
        for on in ["2026-05-13", "2026-05-15", "2026-05-27"] {
            assert_eq!(found(&ours, Some(100), &[invoice(100, on)]), [], "{on}");
        }
        assert_eq!(found(&ours, Some(100), &[]), [(Kind::Missing, None)]);
        assert_eq!(found(&ours, Some(100), &[invoice(100, "2026-04-15")]), [(Kind::Missing, None)]);
        assert_eq!(
            found(&ours, Some(100), &[invoice(100, "2026-05-04")]),
            [(Kind::Missing, None)],
            "of the month before"
        );
    }

    #[test]
    fn another_sum_is_a_wrong_one_on_the_days_of_the_issue_alone() {
        let ours = client(State::Active, "7707083893");
        assert_eq!(found(&ours, Some(100), &[invoice(90, "2026-05-15")]), [(Kind::Sum, Some(90))]);
        let sold = invoice(7_000, "2026-05-22");
        assert_eq!(found(&ours, Some(100), &[invoice(100, "2026-05-15"), sold.clone()]), []);
        assert_eq!(found(&ours, Some(100), &[sold]), [(Kind::Missing, None)], "something else was sold");
        let two = [invoice(500, "2026-05-15"), invoice(90, "2026-05-15")];
        assert_eq!(found(&ours, Some(100), &two), [(Kind::Sum, Some(90)), (Kind::Extra, Some(500))], "the nearest");
    }

    #[test]
    fn what_nobody_expects_is_too_much() {
        let ours = client(State::Active, "7707083893");
        let twice = [invoice(100, "2026-05-15"), invoice(100, "2026-05-21")];
        assert_eq!(found(&ours, Some(100), &twice), [(Kind::Extra, Some(100))]);
        let one = [invoice(100, "2026-05-15")];
        assert_eq!(found(&ours, None, &one), [(Kind::Extra, Some(100))]);
        assert_eq!(found(&ours, Some(0), &one), [(Kind::Extra, Some(100))]);
        assert_eq!(found(&client(State::Suspended, "7707083893"), Some(100), &one), [(Kind::Extra, Some(100))]);
        assert_eq!(found(&client(State::Left, ""), None, &[]), []);
    }

    #[test]
    fn a_wrong_tax_number_is_found_with_the_invoice_that_has_it() {
        let wrong = client(State::Active, "7707083894");
        assert_eq!(found(&wrong, Some(100), &[invoice(100, "2026-05-15")]), [(Kind::Details, Some(100))]);
        assert_eq!(found(&wrong, Some(100), &[]), [(Kind::Missing, None)]);
    }
}
