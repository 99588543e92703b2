//! Taking in what a source tells of money: every payment once, whoever tells of it, matched if it can be, then promises are
//! judged. The import keeps what it holds, new or known: another one may be taken back.

use super::{
    judging::{self, Judged},
    matching::{self, Known, Match},
    queries::{self, Payment},
    same, take_back,
    told::{Operation, Source, Told},
};
use crate::{
    clients::Client,
    db::{Conn, Id},
    error::Result,
    features::invoices::{self, Invoice},
    files::{self, By, File, Report},
    money::Money,
    paykit::{self, Reference},
    t,
};
use chrono::NaiveDate;
use std::collections::{BTreeSet, HashMap};

/// Whose money came, went or changed its day, and on which days.
type Touched = BTreeSet<(Id<Client>, NaiveDate)>;

/// Takes it all in; `file` is what the import is called after.
pub async fn take(conn: &mut Conn, told: &Told, file: &File, by: By<'_>) -> Result<Report> {
    let marks = marks(conn, &told.incoming).await?;
    let import = files::record(conn, "bank", file, by).await?;
    let mut report = Report::default();
    let mut held = Vec::new();
    let mut touched = Touched::new();
    let (mut matched, mut queued) = (Money::ZERO, 0_usize);
    // Whoever has a number is known by it: what has none must not take its place.
    let (numbered, nameless): (Vec<_>, Vec<_>) =
        told.incoming.iter().partition(|operation| !operation.number.is_empty());
    for operation in numbered.into_iter().chain(nameless) {
        if let Some(known) = known(conn, operation, told.source).await? {
            if again(conn, known, operation, told.source, &mut touched).await? {
                report.changed += 1;
            } else {
                report.same += 1;
            }
            held.push(known);
            continue;
        }
        let decided = decide(conn, operation, &marks).await?;
        held.push(queries::add(conn, operation, told.source, &decided, import).await?);
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
    report.notes.push(t!("bank-matched", sum = matched, queued = queued));
    if let Some(covered) = told.covered {
        let further = files::told_until(conn, "bank").await?.is_none_or(|known| known < covered.day);
        files::cover(conn, import, covered.day, covered.over).await?;
        report.notes.push(t!("bank-covered", day = covered.day));
        let judged = judging::judge(conn, covered.over, by.calendar, by.now.into()).await?;
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

/// The payment of an operation that is stored already, whoever has told of it.
async fn known(conn: &mut Conn, operation: &Operation, source: Source) -> Result<Option<Id<Payment>>> {
    if let Some(known) = queries::known(conn, &operation.hash).await? {
        return Ok(Some(known));
    }
    let candidates = queries::untold(conn, operation, source).await?;
    let Some(twin) = same::twin(operation, &candidates) else { return Ok(None) };
    queries::tell(conn, twin.id, &operation.hash, source).await?;
    Ok(Some(twin.id))
}

/// What a source says more of a known payment: the bank, its day; the accountant, what it pays while nobody has decided
/// that. Whether anything has changed by it.
async fn again(
    conn: &mut Conn,
    id: Id<Payment>,
    operation: &Operation,
    source: Source,
    touched: &mut Touched,
) -> Result<bool> {
    let payment = queries::stored(conn, id).await?;
    let mut changed = false;
    if source == Source::Bank && payment.paid_on.0 != operation.paid_on {
        queries::set_day(conn, id, operation.paid_on).await?;
        touched.extend(
            payment
                .client_id
                .iter()
                .flat_map(|client| [payment.paid_on.0, operation.paid_on].map(|day| (*client, day))),
        );
        changed = true;
    }
    if payment.waits > 0 && operation.pays.is_some() {
        let linked = linked(conn, operation).await?;
        let known = Known { linked: linked.as_deref(), marked: &[], named: &[], payer: None };
        if let Match::Pays(client, parts) = matching::by_link_alone(operation, known) {
            queries::link(conn, id, client, &parts).await?;
            touched.extend([payment.paid_on.0, operation.paid_on].map(|day| (client, day)));
            changed = true;
        }
    }
    Ok(changed)
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

/// The invoices the accountant says it pays, and how much of each.
async fn linked(conn: &mut Conn, operation: &Operation) -> Result<Option<Vec<(Invoice, Money)>>> {
    let Some(pays) = &operation.pays else { return Ok(None) };
    let mut linked = Vec::new();
    for (id, part) in pays {
        linked.extend(invoices::by_id(conn, *id).await?.map(|invoice| (invoice, *part)));
    }
    Ok(Some(linked))
}

async fn decide(conn: &mut Conn, operation: &Operation, marks: &HashMap<Reference, Id<Invoice>>) -> Result<Match> {
    let linked = linked(conn, operation).await?;
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
    Ok(matching::decide(operation, Known { linked: linked.as_deref(), marked: &marked, named: &named, payer }))
}
