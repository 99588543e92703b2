//! Importing a bank statement: what it tells is taken in, and what else stands in it is said.

use super::{
    bank, queries,
    take::take,
    told::{Covered, Source, Told},
};
use crate::{
    db::Conn,
    error::Result,
    files::{By, File, Report},
    money::Money,
    paykit, t,
};

/// Reads it all.
pub async fn read(conn: &mut Conn, file: &File, by: By<'_>) -> Result<Report> {
    let told = match bank::read(&file.bytes, by.accounts) {
        Ok(told) => told,
        Err(why) => return Ok(Report::refused(why)),
    };
    // An order for a client to pay by is no word of the bank.
    if told.sender == paykit::SENDER {
        return Ok(Report::refused(t!("bank-own-order")));
    }
    let total: Money = told.incoming.iter().map(|operation| operation.sum).sum();
    let total = t!("bank-total", count = told.incoming.len(), sum = total, outgoing = told.outgoing);
    let mut refunds = Vec::new();
    for refund in &told.refunds {
        if queries::payer(conn, &refund.inn).await?.is_some() {
            let (name, number) = (refund.name.as_str(), refund.number.as_str());
            refunds.push(t!("bank-refund", name = name, sum = refund.sum, number = number));
        }
    }
    let covered = told.covered.map(|covered| {
        let day = covered.min(by.today);
        // The day itself is not over: its promises are judged by the next statement (PRODUCT D2).
        Covered { day, over: day.min(by.today.pred_opt().unwrap_or(day)) }
    });
    let mut report = take(conn, &Told { source: Source::Bank, incoming: told.incoming, covered }, file, by).await?;
    // Behind what was matched, before how far it tells.
    report.notes.splice(1..1, refunds);
    report.notes.insert(0, total);
    Ok(report)
}
