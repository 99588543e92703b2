//! Importing a bank statement: every operation once, matched if it can be, then promises are judged.

use super::{
    bank,
    matching::{self, Match},
    promise, queries,
};
use crate::{
    db::Conn,
    error::Result,
    features::invoices,
    files::{self, By, File, Report},
    money::Money,
    t,
};

/// Reads it all.
pub async fn read(conn: &mut Conn, file: &File, by: By<'_>) -> Result<Report> {
    let told = match bank::read(&file.bytes, by.accounts) {
        Ok(told) => told,
        Err(why) => return Ok(Report::refused(why)),
    };
    let import = files::record(conn, "bank", file, by).await?;
    let mut report = Report::default();
    let (mut matched, mut queued) = (Money::ZERO, 0_usize);
    for operation in &told.incoming {
        if queries::is_known(conn, &operation.hash).await? {
            report.same += 1;
            continue;
        }
        let named = invoices::open_with_numbers(conn, &matching::numbers(&operation.purpose)).await?;
        let payer = queries::payer(conn, &operation.payer_inn).await?;
        let open = match payer {
            Some(client) => invoices::open_of(conn, client).await?,
            None => Vec::new(),
        };
        let decided = matching::decide(operation, &named, payer.map(|client| (client, open.as_slice())));
        let owner = payer.or(named.first().map(|invoice| invoice.client));
        if queries::add(conn, operation, &decided, owner, import).await? {
            report.added += 1;
            match decided {
                Match::Pays(_) => matched += operation.sum,
                Match::Hand(_) => queued += 1,
            }
        }
    }
    let total: Money = told.incoming.iter().map(|operation| operation.sum).sum();
    report.notes.push(t!("bank-total", count = told.incoming.len(), sum = total, outgoing = told.outgoing));
    report.notes.push(t!("bank-matched", sum = matched, queued = queued));
    if let Some(covered) = told.covered.map(|covered| covered.min(by.today)) {
        let further = files::told_until(conn, "bank").await?.is_none_or(|known| known < covered);
        files::cover(conn, import, covered).await?;
        report.notes.push(t!("bank-covered", day = covered));
        // The day itself is not over: its promises are judged by the next statement (PRODUCT D2).
        let over = covered.min(by.today.pred_opt().unwrap_or(covered));
        let judged = promise::judge(conn, over, by.calendar, by.now.into()).await?;
        report.more = further || judged != promise::Judged::default();
        if judged != promise::Judged::default() {
            report.notes.push(t!("bank-promises", kept = judged.kept, partly = judged.partly, broken = judged.broken));
        }
    }
    files::close(conn, import, &report).await?;
    Ok(report)
}
