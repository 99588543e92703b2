//! What was heard, and how it is read from the tables.

use chrono::{DateTime, Utc};
use mosbot::db::{Conn, Db, Id, Timestamp};

/// An alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    pub id: String,
    /// Since when it asks for attention.
    pub since: DateTime<Utc>,
    /// Working minutes in which it is to be acknowledged.
    pub minutes: u32,
    /// When its alarm was gone.
    pub ended: Option<DateTime<Utc>>,
}

/// A level said to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub alert: String,
    pub person: String,
    pub level: i64,
    pub at: DateTime<Utc>,
    /// Sorts by commit.
    pub order: String,
}

/// Somebody knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ack {
    pub alert: String,
    pub at: DateTime<Utc>,
    /// Sorts by commit, together with what was said.
    pub order: String,
    /// Within fifty milliseconds of a deadline.
    pub raced: bool,
}

/// Everything.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Trace {
    pub alerts: Vec<Alert>,
    pub said: Vec<Said>,
    pub acks: Vec<Ack>,
}

/// Reads it from `alert`, the outbox and the log of events. A message of an alert has the key
/// `alert:<alert>:<level>[.<round>]:<person>`; ids of rows sort by the time of writing.
pub async fn read(conn: &mut Conn) -> Trace {
    let alerts: Vec<(String, Timestamp, i64, Option<Timestamp>)> =
        sqlx::query_as("SELECT id, opened_at, ack_minutes, resolved_at FROM alert ORDER BY id")
            .fetch_all(&mut *conn)
            .await
            .unwrap();
    let rows: Vec<(String, String, Timestamp)> = sqlx::query_as(
        "SELECT id, dedupe_key, created_at FROM outbox WHERE dedupe_key LIKE 'alert:%' AND method = 'sendMessage' \
         AND state <> 'dropped' ORDER BY id",
    )
    .fetch_all(&mut *conn)
    .await
    .unwrap();
    let acks: Vec<(String, String, Timestamp)> =
        sqlx::query_as("SELECT id, entity, at FROM event WHERE kind = 'alert.acked' ORDER BY id")
            .fetch_all(conn)
            .await
            .unwrap();
    let said = rows.into_iter().map(|(order, key, at)| {
        let words: Vec<&str> = key.split(':').collect();
        let [_, alert, level, person] = words[..] else { panic!("the key of an alert: {key}") };
        let level = level.split('.').next().and_then(|level| level.parse().ok());
        let level = level.unwrap_or_else(|| panic!("the level of an alert: {key}"));
        Said { alert: alert.to_owned(), person: person.to_owned(), level, at: at.0, order }
    });
    let ack = |(order, alert, at): (String, String, Timestamp)| Ack { alert, at: at.0, order, raced: false };
    Trace {
        alerts: alerts
            .into_iter()
            .map(|(id, since, minutes, ended)| Alert {
                id,
                since: since.0,
                minutes: u32::try_from(minutes).unwrap(),
                ended: ended.map(|at| at.0),
            })
            .collect(),
        said: said.collect(),
        acks: acks.into_iter().map(ack).collect(),
    }
}

/// Levels that were said and when, when it was acknowledged, and what is wrong with that.
type Case<'a> = (&'a [(i64, &'a str)], Option<&'a str>, &'a [super::checks::Kind]);

/// Rows written by hand are read as what they mean, and judged: good ones first, then each kind of bad one.
pub async fn by_hand(db: &Db) {
    use super::{
        checks::{Kind, complaints},
        drive::Plan,
    };
    use crate::governor::oracle::Almanac;
    let almanac = Almanac::printed();
    let plan = Plan::of_days("2026-11-24T06:00:00Z".parse().unwrap(), 1);
    let at = |time: &str| -> DateTime<Utc> { format!("2026-11-24T{time}Z").parse().unwrap() };
    let good = [(1, "07:00:00"), (2, "07:30:20"), (3, "08:00:00")];
    let cases: [Case<'_>; 7] = [
        (&good, None, &[]),
        (&good[..2], Some("07:59:59.960"), &[]),
        (&[(1, "07:00:00"), (2, "07:30:00"), (2, "07:30:30"), (3, "08:00:10")], None, &[Kind::Double]),
        (&[(1, "07:00:00"), (2, "07:29:59"), (3, "08:00:00")], None, &[Kind::Early]),
        (&[(1, "07:00:00"), (2, "07:31:01"), (3, "08:01:30")], None, &[Kind::Late]),
        (&good, Some("07:59:59.960"), &[Kind::AfterAck]),
        (&good[..1], None, &[Kind::Missing]),
    ];
    for (said, ack, expected) in cases {
        let mut tx = db.begin().await.unwrap();
        let alert = Id::<Alert>::new();
        hand_made(&mut tx, alert, said.iter().map(|(level, time)| (*level, at(time))), ack.map(at)).await;
        let trace = read(&mut tx).await;
        tx.rollback().await.unwrap();
        assert_eq!(
            (trace.alerts.len(), trace.said.len(), trace.acks.len()),
            (1, said.len(), usize::from(ack.is_some()))
        );
        assert_eq!((trace.alerts[0].since, trace.alerts[0].minutes), (at("07:00:00"), 30));
        let kinds: Vec<Kind> = complaints(&trace, &plan, &almanac).into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(kinds, expected, "{said:?}, acknowledged {ack:?}");
    }
}

/// An alert of half an hour with what was said of it, and its acknowledgement just before the last of it.
async fn hand_made(
    conn: &mut Conn,
    alert: Id<Alert>,
    said: impl Iterator<Item = (i64, DateTime<Utc>)>,
    ack: Option<DateTime<Utc>>,
) {
    let row = "INSERT INTO alert (id, rule, subject, local_date, state, called_at, due_at, ack_minutes, opened_at) \
               VALUES ($1, 'E1', '', '2026-11-24', 'open', $2, $2, 30, $2)";
    let since = Timestamp("2026-11-24T07:00:00Z".parse().unwrap());
    sqlx::query(row).bind(alert).bind(since).execute(&mut *conn).await.unwrap();
    let mut acknowledge = ack;
    for (level, at) in said {
        if let Some(ack) = acknowledge.filter(|ack| *ack < at) {
            acked(conn, alert, ack).await;
            acknowledge = None;
        }
        let row = "INSERT INTO outbox (id, dedupe_key, chat, class, method, payload, not_before, created_at) \
                   VALUES ($1, $2, 1, 'alert', 'sendMessage', '{}', $3, $3)";
        let (id, second) = (Id::<Said>::new(), at.timestamp() % 60);
        let key = format!("alert:{alert}:{level}.{second}:head");
        sqlx::query(row).bind(id).bind(key).bind(Timestamp(at)).execute(&mut *conn).await.unwrap();
    }
    if let Some(ack) = acknowledge {
        acked(conn, alert, ack).await;
    }
}

async fn acked(conn: &mut Conn, alert: Id<Alert>, at: DateTime<Utc>) {
    let row = "INSERT INTO event (id, at, kind, entity, data, prev_hash, hash) \
               VALUES ($1, $2, 'alert.acked', $3, '{}', '', $1)";
    let query = sqlx::query(row).bind(Id::<Ack>::new()).bind(Timestamp(at)).bind(alert);
    query.execute(conn).await.unwrap();
}
