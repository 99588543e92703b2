//! Reading issued invoices from a table (CSV or XLSX): number, date, client (INN or name), sum, and the due day if the
//! table has it. An invoice is known by number and date; what differs is corrected, what is paid stays paid.

use super::{model::Invoice, queries, take_back};
use crate::{
    db::{Conn, Id},
    error::Result,
    files::{self, By, File, Problem, Report, Row, Table},
    fold::{digits, fold},
    money::Money,
    t,
    text::Text,
    when,
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

const NUMBER: &[&str] = &["номер", "номер счета", "счет", "number", "invoice"];
const DATE: &[&str] = &["дата", "дата счета", "date", "issued"];
const INN: &[&str] = &["инн", "инн клиента", "инн контрагента", "inn"];
const NAME: &[&str] = &["клиент", "контрагент", "название", "client", "name"];
const SUM: &[&str] = &["сумма", "сумма с ндс", "итого", "sum", "amount", "total"];
const DUE: &[&str] = &["срок", "срок оплаты", "оплатить до", "due"];

/// Samples of differences shown.
const SAMPLES: usize = 5;

/// A table with a number, a sum and somebody to pay.
pub fn recognises(file: &File) -> bool {
    Table::read(file).is_ok_and(|table| table.has(NUMBER) && table.has(SUM) && (table.has(INN) || table.has(NAME)))
}

/// Reads it all; problems are named by line and column.
pub async fn read(conn: &mut Conn, file: &File, by: By<'_>) -> Result<Report> {
    let table = match Table::read(file) {
        Ok(table) => table,
        Err(why) => return Ok(Report::refused(why)),
    };
    for (names, example) in [(NUMBER, "номер"), (DATE, "дата"), (SUM, "сумма")] {
        if !table.has(names) {
            return Ok(Report::refused(t!("file-no-column", column = example)));
        }
    }
    let import = files::record(conn, "invoices", file, by).await?;
    let mut report = Report::default();
    let mut seen = BTreeSet::new();
    let mut held = Vec::new();
    let mut total = Money::ZERO;
    for row in table.rows() {
        match invoice(conn, &row, by).await? {
            Err(problem) => report.problems.push(problem),
            Ok(new) if !seen.insert((new.number.clone(), new.issued_on)) => {
                report.problems.push(row.problem(NUMBER, t!("invoice-twice", number = &new.number)));
            }
            Ok(new) => {
                total += new.sum;
                match keep(conn, &mut report, &new, import, by).await? {
                    Ok(id) => held.push(Invoice { id, ..new }),
                    Err((names, why)) => report.problems.push(row.problem(names, why)),
                }
            }
        }
    }
    report.notes.push(t!("invoice-import-total", sum = total));
    if report.is_news() {
        take_back::hold(conn, import, &held).await?;
    }
    files::close(conn, import, &report).await?;
    Ok(report)
}

/// Why an invoice can't be stored, and in which column.
type Refused = (&'static [&'static str], Text);

/// Stores what is new or different; which invoice it is.
async fn keep(
    conn: &mut Conn,
    report: &mut Report,
    new: &Invoice,
    import: Id<files::Import>,
    by: By<'_>,
) -> Result<Result<Id<Invoice>, Refused>> {
    let Some(old) = queries::by_number(conn, &new.number, new.issued_on).await? else {
        report.added += 1;
        queries::add(conn, new, import, by.now.into()).await?;
        return Ok(Ok(new.id));
    };
    if old.client != new.client {
        return Ok(Err((NUMBER, t!("invoice-of-another", number = &new.number))));
    }
    if new.sum < old.paid {
        return Ok(Err((SUM, t!("invoice-below-paid", number = &new.number, paid = old.paid))));
    }
    if old.sum == new.sum && old.due_on == new.due_on {
        report.same += 1;
        return Ok(Ok(old.id));
    }
    report.changed += 1;
    if report.changed <= SAMPLES {
        let note = t!("invoice-changes", number = &new.number, before = old.sum, after = new.sum, due = new.due_on);
        report.notes.push(note);
    }
    queries::correct(conn, old.id, new.sum, new.due_on).await?;
    Ok(Ok(old.id))
}

async fn invoice(conn: &mut Conn, row: &Row<'_>, by: By<'_>) -> Result<Result<Invoice, Problem>> {
    let number = row.get(NUMBER);
    if number.is_empty() {
        return Ok(Err(row.problem(NUMBER, t!("cell-empty", example = "118"))));
    }
    let Some(issued_on) = day(row.get(DATE), by.today) else {
        return Ok(Err(row.problem(DATE, t!("cell-not-a-day", value = row.get(DATE)))));
    };
    let Some(sum) = Money::parse(row.get(SUM)) else {
        return Ok(Err(row.problem(SUM, t!("cell-not-a-sum", value = row.get(SUM)))));
    };
    let due_on = match row.get(DUE) {
        "" => by.calendar.last_working_day_of_month(issued_on),
        text => match day(text, by.today) {
            Some(due) if due >= issued_on => due,
            _ => return Ok(Err(row.problem(DUE, t!("cell-not-a-day", value = text)))),
        },
    };
    let (inn, name) = (digits(row.get(INN)), row.get(NAME));
    let Some(client) = queries::client_of(conn, &inn, &fold(name)).await? else {
        let who = if name.is_empty() { inn } else { name.to_owned() };
        return Ok(Err(row.problem(if inn_given(row) { INN } else { NAME }, t!("cell-no-such-client", client = who))));
    };
    Ok(Ok(Invoice {
        id: Id::new(),
        client,
        number: number.to_owned(),
        issued_on,
        due_on,
        sum,
        paid: Money::ZERO,
        disputed: false,
        awaited_until: None,
    }))
}

fn inn_given(row: &Row<'_>) -> bool {
    !row.get(INN).is_empty()
}

/// A day of a table always has its year.
fn day(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let date = text.split(' ').next().unwrap_or(text);
    let has_year = date.matches(['.', '/', '-']).count() == 2;
    has_year.then(|| when::parse_day(date, today)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_a_table_has_its_year() {
        let today = "2026-11-24".parse().unwrap();
        assert_eq!(day("15.05.2026 0:00:00", today), Some("2026-05-15".parse().unwrap()));
        assert_eq!(day("15.05", today), None);
    }
}
