//! KPI 8: deliveries in the agreed window. Pure: rows in, a share out, and which of them were outside.

use crate::{
    db::{Conn, Id, Timestamp},
    error::Result,
    features::deliveries::{
        dates,
        model::{Agreed, Delivery, State},
        receipt::Grade,
    },
    people::Scope,
};
use chrono::{DateTime, TimeDelta, Utc};
use sqlx::FromRow;

/// It is counted over so many days.
pub const PERIOD: TimeDelta = TimeDelta::days(30);

/// The client's word is waited for so long before it is missed.
const PATIENCE: TimeDelta = TimeDelta::hours(24);

/// A delivery whose window has passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    pub delivery: Id<Delivery>,
    pub number: i64,
    pub client: String,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    /// The client had agreed to the window.
    pub agreed: bool,
    /// When the client had it, and how we know.
    pub received: Option<(DateTime<Utc>, Option<Grade>)>,
    /// The client has it moved themselves before it left: how often.
    pub moved: i64,
    /// Handed over in its window, as we were told, and the client's word may still come.
    pub pending: bool,
}

/// Why a delivery does not count as in its window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It came before or after.
    Outside,
    /// Only our word says that it came.
    Unproved,
    /// Nobody says that it came.
    Nobody,
}

/// The share.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Share {
    /// In the window, with proof.
    pub good: usize,
    /// With an agreed window.
    pub all: usize,
    /// Of them: the client had moved the window before it left.
    pub moved: usize,
    /// Which were not, and why.
    pub faults: Vec<(Passed, Fault)>,
}

impl Share {
    /// Per mille; `None`: there is nothing to count.
    pub fn per_mille(&self) -> Option<usize> {
        (self.all > 0).then(|| self.good * 1000 / self.all)
    }
}

/// What proves that the client had it: what they say, or what the courier has left; our own word is no proof.
fn fault(passed: &Passed) -> Option<Fault> {
    match passed.received {
        None => Some(Fault::Nobody),
        Some((_, None | Some(Grade::D))) => Some(Fault::Unproved),
        Some((at, Some(_))) if at < passed.starts_at || at > passed.ends_at => Some(Fault::Outside),
        Some(_) => None,
    }
}

/// Counts them. A window the client moved before it left was agreed anew: it counts as it stands. What waits for the
/// client's word counts when it is there, or a day later.
pub fn share(rows: &[Passed]) -> Share {
    let mut share = Share::default();
    for passed in rows.iter().filter(|passed| passed.agreed && !passed.pending) {
        share.all += 1;
        share.moved += usize::from(passed.moved > 0);
        match fault(passed) {
            None => share.good += 1,
            Some(fault) => share.faults.push((passed.clone(), fault)),
        }
    }
    share
}

#[derive(FromRow)]
struct Row {
    id: Id<Delivery>,
    number: i64,
    client_name: String,
    starts_at: Timestamp,
    ends_at: Timestamp,
    agreed_how: Option<Agreed>,
    state: State,
    delivered_at: Option<Timestamp>,
    received_at: Option<Timestamp>,
    grade: Option<Grade>,
}

impl From<Row> for Passed {
    fn from(row: Row) -> Self {
        let by_courier = row.delivered_at.filter(|_| row.grade == Some(Grade::B));
        let in_window = row.delivered_at.is_some_and(|at| at.0 >= row.starts_at.0 && at.0 <= row.ends_at.0);
        Self {
            delivery: row.id,
            number: row.number,
            client: row.client_name,
            starts_at: row.starts_at.0,
            ends_at: row.ends_at.0,
            agreed: matches!(row.agreed_how, Some(Agreed::Client | Agreed::Phone)) && row.state != State::Cancelled,
            received: row.received_at.or(by_courier).map(|at| (at.0, row.grade)),
            moved: 0,
            pending: in_window && row.grade.is_none() && row.state == State::Delivered,
        }
    }
}

/// Deliveries whose window passed in the period, in somebody's sight.
pub async fn passed(conn: &mut Conn, scope: Scope, now: DateTime<Utc>) -> Result<Vec<Passed>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT d.id, d.number, c.name AS client_name, d.starts_at, d.ends_at, d.agreed_how, d.state, d.delivered_at, \
                d.received_at, r.grade FROM delivery d JOIN client c ON c.id = d.client_id LEFT JOIN receipt r ON r.delivery_id = d.id \
         WHERE d.ends_at > $1 AND d.ends_at <= $2 AND d.state NOT IN ('draft', 'quoted', 'approved', 'cancelled') \
         AND ($3 = 1 OR c.owner_id = $4 OR c.owner_id IS NULL) ORDER BY d.ends_at DESC, d.number",
    )
    .bind(Timestamp::from(now - PERIOD))
    .bind(Timestamp::from(now))
    .bind(scope.everything())
    .bind(scope.person())
    .fetch_all(&mut *conn)
    .await?;
    let mut passed: Vec<Passed> = rows.into_iter().map(Passed::from).collect();
    for one in &mut passed {
        one.pending &= now - one.ends_at < PATIENCE;
        one.moved = dates::moved_by_client(conn, one.delivery).await?;
    }
    Ok(passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        format!("2026-11-24T{text}:00Z").parse().unwrap()
    }

    fn passed(number: i64, received: Option<(&str, Option<Grade>)>) -> Passed {
        Passed {
            delivery: Id::new(),
            number,
            client: "Ромашка".to_owned(),
            starts_at: at("07:00"),
            ends_at: at("11:00"),
            agreed: true,
            received: received.map(|(time, grade)| (at(time), grade)),
            moved: 0,
            pending: false,
        }
    }

    #[test]
    fn the_share_is_what_a_hand_counts() {
        use Grade::*;
        let rows = [
            passed(1, Some(("10:00", Some(A)))),
            passed(2, Some(("11:00", Some(B)))),
            passed(3, Some(("07:00", Some(C)))),
            Passed { moved: 2, ..passed(4, Some(("09:00", Some(A)))) },
            passed(5, Some(("11:01", Some(A)))),
            passed(6, Some(("06:59", Some(C)))),
            passed(7, Some(("10:00", Some(D)))),
            passed(8, Some(("10:00", None))),
            passed(9, None),
            Passed { agreed: false, ..passed(10, Some(("10:00", Some(A)))) },
            Passed { pending: true, ..passed(11, None) },
        ];
        let share = share(&rows);
        assert_eq!((share.good, share.all, share.moved), (4, 9, 1));
        assert_eq!(share.per_mille(), Some(444));
        let faults: Vec<(i64, Fault)> = share.faults.iter().map(|(passed, fault)| (passed.number, *fault)).collect();
        let expected =
            [(5, Fault::Outside), (6, Fault::Outside), (7, Fault::Unproved), (8, Fault::Unproved), (9, Fault::Nobody)];
        assert_eq!(faults, expected);
    }

    #[test]
    fn of_nothing_there_is_no_share() {
        let none = [Passed { agreed: false, ..passed(1, None) }];
        assert_eq!((share(&[]).per_mille(), share(&none).per_mille()), (None, None));
    }
}
