//! Reading issued invoices from a table (CSV or XLSX): number, date, client (INN or name), sum, and the due day if the
//! table has it.

use super::take::{Refused, Taken, Told, take};
use crate::{
    db::Conn,
    error::Result,
    files::{By, File, Problem, Report, Row, Table},
    fold::digits,
    money::Money,
    t, when,
};
use chrono::NaiveDate;

const NUMBER: &[&str] = &["номер", "номер счета", "счет", "number", "invoice"];
const DATE: &[&str] = &["дата", "дата счета", "date", "issued"];
const INN: &[&str] = &["инн", "инн клиента", "инн контрагента", "inn"];
const NAME: &[&str] = &["клиент", "контрагент", "название", "client", "name"];
const SUM: &[&str] = &["сумма", "сумма с ндс", "итого", "sum", "amount", "total"];
const DUE: &[&str] = &["срок", "срок оплаты", "оплатить до", "due"];

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
    let (mut told, mut rows) = (Vec::new(), Vec::new());
    let mut problems = Vec::new();
    for row in table.rows() {
        match invoice(&row, by) {
            Ok(one) => {
                told.push(one);
                rows.push(row);
            }
            Err(problem) => problems.push(problem),
        }
    }
    let Taken { mut report, invoices } = take(conn, &told, file, by).await?;
    for ((one, row), taken) in told.iter().zip(&rows).zip(invoices) {
        let Err(refused) = taken else { continue };
        let column = match refused {
            Refused::NoClient(_) if inn_given(row) => INN,
            Refused::NoClient(_) => NAME,
            Refused::OfAnother | Refused::Twice => NUMBER,
            Refused::BelowPaid(_) => SUM,
        };
        problems.push(row.problem(column, refused.text(&one.number)));
    }
    problems.sort_by_key(|problem| problem.line);
    report.problems = problems;
    Ok(report)
}

fn invoice(row: &Row<'_>, by: By<'_>) -> Result<Told, Problem> {
    let number = row.get(NUMBER);
    if number.is_empty() {
        return Err(row.problem(NUMBER, t!("cell-empty", example = "118")));
    }
    let Some(issued_on) = day(row.get(DATE), by.today) else {
        return Err(row.problem(DATE, t!("cell-not-a-day", value = row.get(DATE))));
    };
    let Some(sum) = Money::parse(row.get(SUM)) else {
        return Err(row.problem(SUM, t!("cell-not-a-sum", value = row.get(SUM))));
    };
    let due_on = match row.get(DUE) {
        "" => by.calendar.last_working_day_of_month(issued_on),
        text => match day(text, by.today) {
            Some(due) if due >= issued_on => due,
            _ => return Err(row.problem(DUE, t!("cell-not-a-day", value = text))),
        },
    };
    Ok(Told {
        number: number.to_owned(),
        issued_on,
        due_on: Some(due_on),
        sum,
        inn: digits(row.get(INN)),
        name: row.get(NAME).to_owned(),
    })
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
