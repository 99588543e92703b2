//! Schedules of the day: "every working day at the person's hour". The row of `schedule_run` is the lock: whoever
//! inserts it says the thing, in the same transaction, so it is said once per person and day whatever happens.

use super::At;
use crate::{
    calendar::ProductionCalendar,
    db::{Conn, Day, Timestamp},
    error::Result,
    named,
    people::{self, Person, Role},
    telemetry,
};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use futures::future::BoxFuture;
use std::collections::{BTreeMap, HashMap};

/// What was due in the morning is still of use until then, local time (PRODUCT D17).
const CATCH_UP_UNTIL: NaiveTime = NaiveTime::from_hms_opt(11, 0, 0).expect("a time of day");

/// After this many minutes it says that it is late.
const LATE_AFTER: i64 = 15;

/// Days the machine was off are written down for so many days back.
const REMEMBERED_DAYS: u64 = 31;

named! {
    /// What became of a schedule on a day.
    pub enum Outcome {
        /// Said on time.
        Sent = "sent",
        /// Said late, and it says so.
        Late = "late",
        /// It was too late; told the next time.
        Missed = "missed",
        /// Nothing was to be said: a day off.
        Skipped = "skipped",
    }
}

/// A thing said to each person of some roles once on each of their working days.
#[derive(Clone, Copy)]
pub struct Schedule {
    /// Kept with the run: `digest`.
    pub kind: &'static str,
    /// Who gets it.
    pub roles: &'static [Role],
    /// At what local time.
    pub at: fn(&Person) -> NaiveTime,
    /// Says it: writes its rows in the transaction of the run.
    pub put: for<'a> fn(&'a mut Conn, Tick<'a>) -> BoxFuture<'a, Result>,
}

/// One run of a schedule.
#[derive(Clone, Copy)]
pub struct Tick<'a> {
    /// For whom.
    pub person: &'a Person,
    /// The person's civil date.
    pub date: NaiveDate,
    /// The present moment, UTC.
    pub now: DateTime<Utc>,
    /// After downtime: say so.
    pub late: bool,
    /// The last working day that was missed since the last run, to be told.
    pub missed: Option<NaiveDate>,
    /// Working days.
    pub calendar: &'a ProductionCalendar,
}

/// Looks at all schedules.
#[derive(Clone)]
pub struct Scheduler {
    /// What it has at hand.
    pub at: At,
    /// Every room's.
    pub schedules: &'static [Schedule],
}

impl Scheduler {
    /// Says what is due and has not been said today; returns how many runs were written.
    pub async fn step(&self) -> Result<usize> {
        let mut runs = 0;
        for schedule in self.schedules {
            let (people, last) = self.subjects(schedule).await?;
            for person in &people {
                match self.look(schedule, person, last.get(&person.id.to_string()).copied()).await {
                    Ok(written) => runs += written,
                    // The others still get theirs; this one is tried again the next minute.
                    Err(error) => {
                        tracing::error!(kind = schedule.kind, person = %person.id, %error, "a schedule has failed");
                    }
                }
            }
        }
        Ok(runs)
    }

    /// The next moment after now at which something is due for somebody, working day or not.
    pub async fn next_due(&self) -> Result<Option<DateTime<Utc>>> {
        let now = self.at.now();
        let mut next = None;
        for schedule in self.schedules {
            for person in self.subjects(schedule).await?.0 {
                let today = person.today(now);
                let due = [today, today + chrono::Days::new(1)].map(|day| day.and_time((schedule.at)(&person)));
                let due = due.into_iter().filter_map(|at| person.zone.from_local_datetime(&at).earliest());
                next = due.map(|at| at.to_utc()).filter(|at| *at > now).chain(next).min();
            }
        }
        Ok(next)
    }

    /// Who gets it, and each one's last date with a row.
    async fn subjects(&self, schedule: &Schedule) -> Result<(Vec<Person>, HashMap<String, NaiveDate>)> {
        let mut conn = self.at.db.read().await?;
        let mut people = BTreeMap::new();
        for role in schedule.roles {
            for person in people::all_with_role(&mut conn, *role).await? {
                people.insert(person.id, person);
            }
        }
        let last: Vec<(String, Day)> =
            sqlx::query_as("SELECT subject, MAX(local_date) FROM schedule_run WHERE kind = $1 GROUP BY subject")
                .bind(schedule.kind)
                .fetch_all(&mut *conn)
                .await?;
        Ok((people.into_values().collect(), last.into_iter().map(|(who, day)| (who, day.0)).collect()))
    }

    async fn look(&self, schedule: &Schedule, person: &Person, last: Option<NaiveDate>) -> Result<usize> {
        let now = self.at.now();
        let local = now.with_timezone(&person.zone).naive_local();
        let (today, time) = (local.date(), local.time());
        let due_at = (schedule.at)(person);
        if last.is_some_and(|last| last >= today) || time < due_at {
            return Ok(0);
        }
        let joined = person.created_at.0.with_timezone(&person.zone).naive_local();
        let begun = last.unwrap_or(joined.date()).max(today - chrono::Days::new(REMEMBERED_DAYS));
        let mut runs = 0;
        for past in begun.iter_days().skip(usize::from(last.is_some())).take_while(|day| *day < today) {
            if last.is_none() && past.and_time(due_at) < joined {
                continue;
            }
            let (outcome, reason) = if self.at.calendar.is_working(past) {
                (Outcome::Missed, "downtime")
            } else {
                (Outcome::Skipped, "day off")
            };
            runs += self.run(schedule, person, past, outcome, reason).await?;
        }
        let late = (time - due_at).num_minutes() >= LATE_AFTER;
        let (outcome, reason) = match () {
            () if !self.at.calendar.is_working(today) => (Outcome::Skipped, "day off"),
            () if last.is_none() && today.and_time(due_at) < joined => (Outcome::Skipped, "joined later"),
            () if time > CATCH_UP_UNTIL.max(due_at + chrono::TimeDelta::minutes(LATE_AFTER)) => {
                (Outcome::Missed, "too late")
            }
            () if late => (Outcome::Late, "downtime"),
            () => (Outcome::Sent, ""),
        };
        Ok(runs + self.run(schedule, person, today, outcome, reason).await?)
    }

    /// Writes the run and what it says, in one transaction; 0 if somebody else has written it.
    async fn run(
        &self,
        schedule: &Schedule,
        person: &Person,
        date: NaiveDate,
        outcome: Outcome,
        reason: &str,
    ) -> Result<usize> {
        let now = self.at.now();
        let mut tx = self.at.db.begin().await?;
        let missed = last_missed(&mut tx, schedule.kind, person, date).await?;
        let written = sqlx::query(
            "INSERT INTO schedule_run (kind, subject, local_date, outcome, reason, at) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (kind, subject, local_date) DO NOTHING",
        )
        .bind(schedule.kind)
        .bind(person.id)
        .bind(Day(date))
        .bind(outcome)
        .bind(reason)
        .bind(Timestamp::from(now))
        .execute(&mut *tx)
        .await?;
        if written.rows_affected() == 0 {
            tx.rollback().await?;
            return Ok(0);
        }
        match outcome {
            Outcome::Sent | Outcome::Late => {
                let late = outcome == Outcome::Late;
                (schedule.put)(&mut tx, Tick { person, date, now, late, missed, calendar: &self.at.calendar }).await?;
            }
            Outcome::Missed => {
                metrics::counter!(telemetry::MISSED, "kind" => schedule.kind).increment(1);
                tracing::warn!(kind = schedule.kind, person = %person.id, %date, reason, "a schedule was missed");
            }
            Outcome::Skipped => {}
        }
        tx.commit().await?;
        Ok(1)
    }
}

/// What became of the schedule on a day, and when that was written; `None`: nothing yet.
pub async fn outcome_on(
    conn: &mut Conn,
    kind: &str,
    person: &Person,
    date: NaiveDate,
) -> Result<Option<(Outcome, DateTime<Utc>)>> {
    let run: Option<(Outcome, Timestamp)> =
        sqlx::query_as("SELECT outcome, at FROM schedule_run WHERE kind = $1 AND subject = $2 AND local_date = $3")
            .bind(kind)
            .bind(person.id)
            .bind(Day(date))
            .fetch_optional(conn)
            .await?;
    Ok(run.map(|(outcome, at)| (outcome, at.0)))
}

/// The last day that was missed since the schedule was last said to the person.
pub async fn last_missed(conn: &mut Conn, kind: &str, person: &Person, before: NaiveDate) -> Result<Option<NaiveDate>> {
    let row: Option<(Day, Outcome)> = sqlx::query_as(
        "SELECT local_date, outcome FROM schedule_run WHERE kind = $1 AND subject = $2 AND local_date < $3 \
         AND outcome <> 'skipped' ORDER BY local_date DESC LIMIT 1",
    )
    .bind(kind)
    .bind(person.id)
    .bind(Day(before))
    .fetch_optional(conn)
    .await?;
    Ok(row.filter(|(_, outcome)| *outcome == Outcome::Missed).map(|(day, _)| day.0))
}
