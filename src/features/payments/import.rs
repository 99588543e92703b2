//! Importing a bank statement: every operation once, matched if it can be, then promises are judged. The import keeps
//! what it holds, new or known: another one may be taken back.

use super::{
    bank::{self, Operation},
    judging::{self, Judged},
    matching::{self, Known, Match},
    queries, take_back,
};
use crate::{
    db::{Conn, Id},
    error::Result,
    features::invoices::{self, Invoice},
    files::{self, By, File, Report},
    money::Money,
    paykit::{self, Reference},
    t,
};
use std::collections::{BTreeSet, HashMap};

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
    let marks = marks(conn, &told.incoming).await?;
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
        let decided = decide(conn, operation, &marks).await?;
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

/// The marks of unpaid invoices, if any payment bears one.
async fn marks(conn: &mut Conn, incoming: &[Operation]) -> Result<HashMap<Reference, Id<Invoice>>> {
    if incoming.iter().all(|operation| paykit::find(&operation.purpose).is_empty()) {
        return Ok(HashMap::new());
    }
    let unpaid = invoices::all_unpaid(conn).await?;
    let mark = |invoice: &Invoice| (Reference::of(&invoice.number, invoice.issued_on), invoice.id);
    Ok(unpaid.iter().map(mark).collect())
}

async fn decide(conn: &mut Conn, operation: &Operation, marks: &HashMap<Reference, Id<Invoice>>) -> Result<Match> {
    let mut marked = Vec::new();
    for id in paykit::find(&operation.purpose).iter().filter_map(|mark| marks.get(mark)) {
        // What an earlier line has paid is not paid again.
        marked.extend(invoices::by_id(conn, *id).await?.filter(|invoice| invoice.left() > Money::ZERO));
    }
    let named = invoices::open_with_numbers(conn, &matching::numbers(&operation.purpose)).await?;
    let payer = queries::payer(conn, &operation.payer_inn).await?;
    let open = match payer {
        Some(client) => invoices::open_of(conn, client).await?,
        None => Vec::new(),
    };
    let payer = payer.map(|client| (client, open.as_slice()));
    Ok(matching::decide(operation, Known { marked: &marked, named: &named, payer }))
}
