//! SQL of cases, and how they follow the invoices: a case opens with what is found, comes back when that changes, and is
//! settled when it is gone. It looks at rows: how often makes no difference.

use super::{
    book::Entry,
    cycle::Cycle,
    judge::Finding,
    model::{Case, Kind, State},
};
use crate::{
    db::{Conn, Day, Id, Timestamp},
    error::Result,
    features::tasks::{self, Task},
    people::{Person, Scope},
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The columns of [`Case`], then the rest of the query.
macro_rules! case {
    ($rest:literal) => {
        sqlx::query_as::<_, Case>(concat!(
            "SELECT k.id, k.service, k.client_id, k.key, k.kind, k.invoice_id, k.expected, k.issued, k.state, k.reason, \
             k.task_id, k.decided_by, k.decided_at, k.later_at, k.back_at, k.rev FROM issue_case k ",
            $rest
        ))
    };
}

/// The cases of a month, of the clients in sight.
pub async fn of_service(conn: &mut Conn, scope: Scope, service: NaiveDate) -> Result<Vec<Case>> {
    Ok(case!(
        "JOIN client c ON c.id = k.client_id \
         WHERE k.service = $1 AND ($2 = 1 OR c.owner_id = $3 OR c.owner_id IS NULL) ORDER BY k.id"
    )
    .bind(Day(service))
    .bind(scope.everything())
    .bind(scope.person())
    .fetch_all(conn)
    .await?)
}

/// A case; whose it is, the caller looks at.
pub async fn by_id(conn: &mut Conn, id: Id<Case>) -> Result<Option<Case>> {
    Ok(case!("WHERE k.id = $1").bind(id).fetch_optional(conn).await?)
}

/// What has changed with a case that somebody had decided.
#[derive(Debug, Clone)]
pub struct Change {
    pub case: Case,
    /// Accounting had it.
    pub was_in_books: bool,
}

/// Brings the cases of a client to what is found. As long as nobody has loaded anything, nothing is missing.
pub async fn settle(
    conn: &mut Conn,
    entry: &mut Entry,
    cycle: Cycle,
    loaded: bool,
    now: Timestamp,
) -> Result<Vec<Change>> {
    let mut changes = Vec::new();
    let mut gone: BTreeMap<String, usize> =
        entry.cases.iter().enumerate().map(|(at, case)| (case.key.clone(), at)).collect();
    for finding in &entry.judged.findings {
        if !loaded && finding.kind == Kind::Missing {
            gone.remove(&finding.key());
            continue;
        }
        let Some(at) = gone.remove(&finding.key()) else {
            entry.cases.push(open(conn, entry.client.id, cycle.service(), finding, now).await?);
            continue;
        };
        let case = &mut entry.cases[at];
        let same = (case.expected, case.issued, case.invoice_id) == (finding.expected, finding.issued, finding.invoice);
        if same && case.state != State::Settled {
            continue;
        }
        let was = case.state;
        if was != State::Open {
            case.back_at = Some(now);
        }
        (case.expected, case.issued, case.invoice_id) = (finding.expected, finding.issued, finding.invoice);
        case.state = State::Open;
        keep(conn, case).await?;
        if matches!(was, State::Ok | State::Books | State::Not) {
            changes.push(Change { case: case.clone(), was_in_books: was == State::Books });
        }
    }
    for at in gone.into_values() {
        let case = &mut entry.cases[at];
        // That nothing is to be issued holds until somebody says otherwise.
        let waived = case.kind == Kind::Missing && case.state == State::Not;
        if case.state == State::Settled || waived {
            continue;
        }
        let was_in_books = case.state == State::Books;
        case.state = State::Settled;
        keep(conn, case).await?;
        if let Some(task) = case.task_id {
            tasks::cancel(conn, task, now).await?;
        }
        if was_in_books {
            changes.push(Change { case: case.clone(), was_in_books });
        }
    }
    Ok(changes)
}

async fn open(
    conn: &mut Conn,
    client: Id<crate::clients::Client>,
    service: NaiveDate,
    finding: &Finding,
    now: Timestamp,
) -> Result<Case> {
    let case = Case {
        id: Id::new(),
        service: Day(service),
        client_id: client,
        key: finding.key(),
        kind: finding.kind,
        invoice_id: finding.invoice,
        expected: finding.expected,
        issued: finding.issued,
        state: State::Open,
        reason: String::new(),
        task_id: None,
        decided_by: None,
        decided_at: None,
        later_at: None,
        back_at: None,
        rev: 0,
    };
    sqlx::query(
        "INSERT INTO issue_case (id, service, client_id, key, kind, invoice_id, expected, issued, state, opened_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(case.id)
    .bind(case.service)
    .bind(case.client_id)
    .bind(&case.key)
    .bind(case.kind)
    .bind(case.invoice_id)
    .bind(case.expected)
    .bind(case.issued)
    .bind(case.state)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(case)
}

/// Keeps what has changed about a case; its revision rises. What somebody else has changed meanwhile is read anew.
pub async fn keep(conn: &mut Conn, case: &mut Case) -> Result {
    let kept = sqlx::query(
        "UPDATE issue_case SET invoice_id = $2, expected = $3, issued = $4, state = $5, reason = $6, task_id = $7, \
         decided_by = $8, decided_at = $9, later_at = $10, back_at = $11, rev = rev + 1 WHERE id = $1 AND rev = $12",
    )
    .bind(case.id)
    .bind(case.invoice_id)
    .bind(case.expected)
    .bind(case.issued)
    .bind(case.state)
    .bind(&case.reason)
    .bind(case.task_id)
    .bind(case.decided_by)
    .bind(case.decided_at)
    .bind(case.later_at)
    .bind(case.back_at)
    .bind(case.rev)
    .execute(conn)
    .await?;
    case.rev += 1;
    if kept.rows_affected() == 0 { Err(sqlx::Error::RowNotFound.into()) } else { Ok(()) }
}

/// Decides a case.
pub async fn decide(
    conn: &mut Conn,
    case: &mut Case,
    (state, reason, task): (State, String, Option<Id<Task>>),
    (by, at): (Id<Person>, Timestamp),
) -> Result {
    (case.state, case.reason) = (state, reason);
    case.task_id = task;
    (case.decided_by, case.decided_at) = (Some(by), Some(at));
    (case.later_at, case.back_at) = (None, None);
    keep(conn, case).await
}

/// So many cases of each kind in a month that somebody had to decide, or still has to.
pub async fn causes(conn: &mut Conn, service: NaiveDate) -> Result<Vec<(Kind, i64)>> {
    Ok(sqlx::query_as(
        "SELECT kind, COUNT(*) FROM issue_case WHERE service = $1 AND (decided_by IS NOT NULL OR state <> 'settled') \
         GROUP BY kind ORDER BY kind",
    )
    .bind(Day(service))
    .fetch_all(conn)
    .await?)
}
