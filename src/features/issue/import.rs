//! Reading fees from a table (CSV or XLSX): client (INN or name), fee, from which month on, whether the contract is signed.
//! The fee of a month that is known with another sum is said anew; what the file leaves empty stays as it is. A whole table
//! is taken back: what was said before it counts again.

use super::{
    cycle::{self, Cycle},
    fees::{self, Contract, Fee, Source},
    months,
};
use crate::{
    clients::{self, Client},
    db::{Conn, Day, Id},
    error::Result,
    features::{Weight, invoices},
    files::{self, By, Done, File, Import, Problem, Report, Row, Table},
    fold::{digits, fold},
    money::Money,
    t,
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

const INN: &[&str] = &["инн", "инн клиента", "инн контрагента", "inn"];
const NAME: &[&str] = &["клиент", "контрагент", "название", "client", "name"];
const FEE: &[&str] = &["тариф", "ап", "абонентская плата", "тариф в месяц", "fee", "tariff"];
const SINCE: &[&str] = &["с месяца", "месяц", "действует с", "since", "from"];
const CONTRACT: &[&str] = &["договор", "договор подписан", "contract"];

/// Samples of differences shown.
const SAMPLES: usize = 5;

/// A table with a fee and somebody who pays it.
pub fn recognises(file: &File) -> bool {
    Table::read(file).is_ok_and(|table| table.has(FEE) && (table.has(INN) || table.has(NAME)))
}

/// What one line says.
struct Line {
    client: Id<Client>,
    sum: Money,
    since: NaiveDate,
    contract: Option<Contract>,
}

/// Reads it all; problems are named by line and column.
pub async fn read(conn: &mut Conn, file: &File, by: By<'_>) -> Result<Report> {
    let table = match Table::read(file) {
        Ok(table) => table,
        Err(why) => return Ok(Report::refused(why)),
    };
    if !table.has(FEE) {
        return Ok(Report::refused(t!("file-no-column", column = "тариф")));
    }
    let import = files::record(conn, "fees", file, by).await?;
    let mut report = Report::default();
    let (mut seen, mut words, mut total) = (BTreeSet::new(), Vec::new(), Money::ZERO);
    for row in table.rows() {
        match line(conn, &row, by).await? {
            Err(problem) => report.problems.push(problem),
            Ok(line) if !seen.insert((line.client, line.since)) => {
                report.problems.push(row.problem(SINCE, t!("fee-twice", month = cycle::short(line.since))));
            }
            Ok(line) => {
                total += line.sum;
                weigh_line(conn, &mut report, &line).await?;
                words.push(line);
            }
        }
    }
    report.notes.push(t!("fee-import-total", count = words.len(), sum = total));
    if report.is_news() {
        let source = Source { import: Some(import), by: by.person, at: by.now.into() };
        for Line { client, sum, since, contract } in words {
            let fee = Fee { id: Id::new(), client_id: client, sum, since: Day(since), contract };
            fees::put(conn, &fee, source).await?;
        }
    }
    files::close(conn, import, &report).await?;
    Ok(report)
}

/// Counts whether a line is new, different or known.
async fn weigh_line(conn: &mut Conn, report: &mut Report, line: &Line) -> Result {
    let known = fees::of_client(conn, line.client).await?;
    let word = known.word(line.client, line.since);
    let contract = line.contract.is_none() || known.contract(line.client) == line.contract;
    match word {
        None => report.added += 1,
        Some(word) if word.sum == line.sum && contract => report.same += 1,
        Some(word) => {
            report.changed += 1;
            if report.changed <= SAMPLES && word.sum != line.sum {
                let month = cycle::short(line.since);
                let name = clients::known(conn, line.client).await?.map(|client| client.name).unwrap_or_default();
                report.notes.push(t!("fee-changes", client = name, before = word.sum, after = line.sum, month = month));
            }
        }
    }
    Ok(())
}

async fn line(conn: &mut Conn, row: &Row<'_>, by: By<'_>) -> Result<Result<Line, Problem>> {
    let (inn, name) = (digits(row.get(INN)), row.get(NAME));
    let Some(client) = invoices::client_of(conn, &inn, &fold(name)).await? else {
        let names = if inn.is_empty() { NAME } else { INN };
        let who = if name.is_empty() { inn } else { name.to_owned() };
        return Ok(Err(row.problem(names, t!("cell-no-such-client", client = who))));
    };
    let Some(sum) = fees::parse(row.get(FEE)) else {
        return Ok(Err(row.problem(FEE, t!("cell-not-a-sum", value = row.get(FEE)))));
    };
    let since = match row.get(SINCE) {
        "" => Some(Cycle::on(by.today, by.calendar).service()),
        words => months::parse(words, by.today),
    };
    let Some(since) = since else {
        return Ok(Err(row.problem(SINCE, t!("cell-not-a-month", value = row.get(SINCE)))));
    };
    let contract = match contract(row.get(CONTRACT)) {
        Ok(contract) => contract,
        Err(words) => return Ok(Err(row.problem(CONTRACT, t!("cell-not-a-contract", value = words)))),
    };
    Ok(Ok(Line { client, sum, since, contract }))
}

/// `подписан`, `нет`; nothing is said by an empty cell. `Err`: words that can't be understood.
fn contract(words: &str) -> Result<Option<Contract>, &str> {
    match fold(words).as_str() {
        "" => Ok(None),
        "да" | "есть" | "подписан" | "yes" | "signed" => Ok(Some(Contract::Signed)),
        "нет" | "не подписан" | "no" | "unsigned" => Ok(Some(Contract::Unsigned)),
        _ => Err(words),
    }
}

/// What taking the table back would do.
pub async fn weigh(conn: &mut Conn, done: &Done) -> Result<Weight> {
    let words = fees::of_import(conn, done.id).await?;
    let mut weight = Weight::default();
    let counts = words.iter().filter(|(_, counts)| *counts).count();
    if counts > 0 {
        weight.goes.push(t!("unload-fees-goes", count = counts));
    }
    if words.len() > counts {
        weight.stays.push(t!("unload-fees-stays", count = words.len() - counts));
    }
    Ok(weight)
}

/// Takes the table back.
pub async fn undo(conn: &mut Conn, import: Id<Import>) -> Result {
    fees::forget_import(conn, import).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_about_a_contract_is_read_as_people_write_it() {
        assert_eq!(contract(""), Ok(None));
        assert_eq!([contract("Да"), contract("подписан")], [Ok(Some(Contract::Signed)); 2]);
        assert_eq!([contract("нет"), contract("Не подписан")], [Ok(Some(Contract::Unsigned)); 2]);
        assert_eq!(contract("в работе"), Err("в работе"));
    }
}
