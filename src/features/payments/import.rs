//! Importing a bank statement: every operation once, matched if it can be, then promises are judged. The import keeps
//! what it holds, new or known: another one may be taken back.

use super::{
    bank::{self, Operation},
    judging::{self, Judged},
    matching::{self, Known, Match},
    queries, take_back,
};
use crate::{
    db::Conn,
    error::Result,
    features::invoices,
    files::{self, By, File, Report},
    money::Money,
    t,
};
use std::collections::BTreeSet;

/// Reads it all.
pub async fn read(conn: &mut Conn, file: &File, by: By<'_>) -> Result<Report> {
    let told = match bank::read(&file.bytes, by.accounts) {
        Ok(told) => told,
        Err(why) => return Ok(Report::refused(why)),
    };
    let import = files::record(conn, "bank", file, by).await?;
    let mut report = Report::default();
    let mut held = Vec::new();
    let mut touched = BTreeSet::new();
    let (mut matched, mut queued) = (Money::ZERO, 0_usize);
    for operation in &told.incoming {
        if let Some(known) = queries::known(conn, &operation.hash).await? {
            report.same += 1;
            held.push(known);
            continue;
        }
        let decided = decide(conn, operation).await?;
        held.push(queries::add(conn, operation, &decided, import).await?);
        report.added += 1;
        let client = match decided {
            Match::Pays(client, _) => {
                matched += operation.sum;
                Some(client)
            }
            Match::Hand(guess) => {
                queued += 1;
                guess
            }
        };
        touched.extend(client.map(|client| (client, operation.paid_on)));
    }
    let total: Money = told.incoming.iter().map(|operation| operation.sum).sum();
    report.notes.push(t!("bank-total", count = told.incoming.len(), sum = total, outgoing = told.outgoing));
    report.notes.push(t!("bank-matched", sum = matched, queued = queued));
    for refund in &told.refunds {
        if queries::payer(conn, &refund.inn).await?.is_some() {
            let (name, number) = (refund.name.as_str(), refund.number.as_str());
            report.notes.push(t!("bank-refund", name = name, sum = refund.sum, number = number));
        }
    }
    if let Some(covered) = told.covered.map(|covered| covered.min(by.today)) {
        let further = files::told_until(conn, "bank").await?.is_none_or(|known| known < covered);
        // The day itself is not over: its promises are judged by the next statement (PRODUCT D2).
        let over = covered.min(by.today.pred_opt().unwrap_or(covered));
        files::cover(conn, import, covered, over).await?;
        report.notes.push(t!("bank-covered", day = covered));
        let judged = judging::judge(conn, over, by.calendar, by.now.into()).await?;
        report.more = further || judged != Judged::default();
        if judged != Judged::default() {
            report.notes.push(t!("bank-promises", kept = judged.kept, partly = judged.partly, broken = judged.broken));
        }
    }
    // Money may come late to a promise that was judged without it.
    judging::judge_anew(conn, &touched, None, by.calendar, by.now.into()).await?;
    if report.is_news() {
        take_back::hold(conn, import, &held).await?;
    }
    files::close(conn, import, &report).await?;
    Ok(report)
}

async fn decide(conn: &mut Conn, operation: &Operation) -> Result<Match> {
    let named = invoices::open_with_numbers(conn, &matching::numbers(&operation.purpose)).await?;
    let payer = queries::payer(conn, &operation.payer_inn).await?;
    let open = match payer {
        Some(client) => invoices::open_of(conn, client).await?,
        None => Vec::new(),
    };
    let payer = payer.map(|client| (client, open.as_slice()));
    Ok(matching::decide(operation, Known { named: &named, payer }))
}
