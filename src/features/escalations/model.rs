//! An alert, and what one look makes of it: pure, so that every clock of it can be tried without one.

use crate::{
    bot::outbox::Card,
    clients::Client,
    db::{Id, Timestamp},
    named,
    people::Person,
};
use chrono::{DateTime, Utc};

/// The highest level: who comes after.
pub const TOP: i64 = 3;

named! {
    /// Where an alert stands.
    pub enum State {
        /// Said, not acknowledged.
        Open = "open",
        /// Somebody has taken note.
        Acked = "acked",
        /// Silent until a time.
        Snoozed = "snoozed",
        /// Nothing of it is left.
        Resolved = "resolved",
    }
}

/// What asks for attention: everything one rule has about one client, or about the department.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Alert {
    pub id: Id<Alert>,
    pub rule: String,
    pub subject: String,
    pub client_id: Option<Id<Client>>,
    pub state: State,
    pub level: i64,
    pub round: i64,
    pub called_at: Timestamp,
    pub due_at: Option<Timestamp>,
    pub ack_minutes: i64,
    pub assigned_to: Option<Id<Person>>,
    pub acked_by: Option<Id<Person>>,
    pub acked_at: Option<Timestamp>,
    pub snoozed_until: Option<Timestamp>,
    pub snoozed_by: Option<Id<Person>>,
    pub snoozes: i64,
    pub reason: String,
    pub opened_at: Timestamp,
    pub resolved_at: Option<Timestamp>,
    pub rev: i64,
}

/// Where an alert was said.
#[derive(Debug, Clone, Copy, sqlx::FromRow)]
pub struct Said {
    pub card_id: Id<Card>,
    pub person_id: Id<Person>,
    pub round: i64,
    pub listed: i64,
}

/// What a look has to do about an alert whose alarm is still there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Nothing but to say the round to whoever has not got it.
    Keep,
    /// Begin a round of this level.
    Say(i64),
}

impl Alert {
    /// What is to be done now. `until` is when the matter is to be decided; `later` adds the working minutes in which an
    /// alert is to be acknowledged. After downtime the highest level that has come due is said, and that once.
    pub fn next(
        &self,
        until: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
        later: impl Fn(DateTime<Utc>) -> DateTime<Utc>,
    ) -> Move {
        match self.state {
            State::Open => match self.due_at {
                Some(due) if due.0 <= now => {
                    let skips = self.level + 1 < TOP && later(due.0) <= now;
                    Move::Say(if skips { TOP } else { (self.level + 1).min(TOP) })
                }
                _ => Move::Keep,
            },
            State::Acked => {
                let ignored = until.zip(self.acked_at).is_some_and(|(until, acked)| acked.0 < until && until <= now);
                if ignored { Move::Say((self.level + 1).min(TOP)) } else { Move::Keep }
            }
            State::Snoozed if self.snoozed_until.is_some_and(|until| until.0 <= now) => Move::Say(self.level),
            State::Snoozed | State::Resolved => Move::Keep,
        }
    }

    /// Still asks for attention.
    pub const fn is_live(&self) -> bool {
        !matches!(self.state, State::Resolved)
    }
}

/// Whether a person is told at this moment. Only what is critical breaks into free time, and only into that of whoever is on
/// duty.
pub const fn may_ring(works: bool, critical: bool, on_duty: bool) -> bool {
    works || (critical && on_duty)
}

/// What one person is to hear: which alert, and whether it was held back until they work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pending {
    pub alert: usize,
    pub held: bool,
}

/// What one person hears in one look: several things held back are one message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    One(usize),
    List(Vec<usize>),
}

/// Puts together what was held back.
pub fn gather(pending: &[Pending]) -> Vec<Heard> {
    let held: Vec<usize> = pending.iter().filter(|one| one.held).map(|one| one.alert).collect();
    let alone = pending.iter().filter(|one| !one.held || held.len() < 2).map(|one| Heard::One(one.alert));
    let list = (held.len() > 1).then(|| Heard::List(held.clone()));
    list.into_iter().chain(alone).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    fn at(time: &str) -> DateTime<Utc> {
        format!("2026-11-24T{time}:00Z").parse().unwrap()
    }

    fn alert(state: State, level: i64, due: &str) -> Alert {
        Alert {
            id: Id::new(),
            rule: "E8".to_owned(),
            subject: String::new(),
            client_id: None,
            state,
            level,
            round: level,
            called_at: at("07:00").into(),
            due_at: Some(at(due).into()),
            ack_minutes: 30,
            assigned_to: None,
            acked_by: None,
            acked_at: None,
            snoozed_until: None,
            snoozed_by: None,
            snoozes: 0,
            reason: String::new(),
            opened_at: at("07:00").into(),
            resolved_at: None,
            rev: 0,
        }
    }

    /// What a look at `now` makes of it, half an hour between the levels.
    fn looked(alert: &Alert, until: Option<&str>, now: &str) -> Move {
        alert.next(until.map(at), at(now), |from| from + TimeDelta::minutes(30))
    }

    #[test]
    fn a_level_comes_at_its_minute_and_never_before() {
        let first = alert(State::Open, 1, "07:30");
        assert_eq!(looked(&first, None, "07:29"), Move::Keep);
        assert_eq!(looked(&first, None, "07:30"), Move::Say(2));
        assert_eq!(looked(&alert(State::Open, 2, "08:00"), None, "07:59"), Move::Keep);
        assert_eq!(looked(&alert(State::Open, 2, "08:00"), None, "08:00"), Move::Say(3));
        assert_eq!(looked(&alert(State::Open, 3, "16:00"), None, "15:59"), Move::Keep);
        assert_eq!(looked(&alert(State::Open, 3, "16:00"), None, "16:00"), Move::Say(3), "once a working day");
    }

    #[test]
    fn after_downtime_only_the_highest_level_is_said() {
        let first = alert(State::Open, 1, "07:30");
        assert_eq!(looked(&first, None, "07:59"), Move::Say(2));
        assert_eq!(looked(&first, None, "08:00"), Move::Say(3));
        assert_eq!(looked(&first, None, "23:00"), Move::Say(3));
    }

    #[test]
    fn nobody_who_has_not_got_it_yet_is_late() {
        let unsaid = Alert { due_at: None, ..alert(State::Open, 1, "07:30") };
        assert_eq!(looked(&unsaid, None, "23:00"), Move::Keep);
    }

    #[test]
    fn an_acknowledgement_at_the_deadline_stops_the_repeat() {
        let acked = Alert { acked_at: Some(at("07:30").into()), ..alert(State::Acked, 1, "07:30") };
        for now in ["07:30", "08:00", "23:00"] {
            assert_eq!(looked(&acked, None, now), Move::Keep, "{now}");
        }
        assert_eq!(looked(&alert(State::Resolved, 1, "07:30"), None, "23:00"), Move::Keep);
    }

    #[test]
    fn what_was_acknowledged_and_not_decided_in_time_is_said_one_level_up_once() {
        let acked = Alert { acked_at: Some(at("07:30").into()), ..alert(State::Acked, 1, "07:30") };
        assert_eq!(looked(&acked, Some("10:00"), "09:59"), Move::Keep);
        assert_eq!(looked(&acked, Some("10:00"), "10:00"), Move::Say(2));
        let again = Alert { acked_at: Some(at("10:05").into()), ..alert(State::Acked, 2, "10:30") };
        assert_eq!(looked(&again, Some("10:00"), "23:00"), Move::Keep, "acknowledged after the deadline");
        let top = Alert { acked_at: Some(at("07:30").into()), ..alert(State::Acked, 3, "07:30") };
        assert_eq!(looked(&top, Some("10:00"), "10:00"), Move::Say(3));
    }

    #[test]
    fn what_is_snoozed_is_silent_until_then() {
        let snoozed = Alert { snoozed_until: Some(at("09:00").into()), ..alert(State::Snoozed, 1, "07:30") };
        assert_eq!(looked(&snoozed, Some("08:00"), "08:59"), Move::Keep);
        assert_eq!(looked(&snoozed, None, "09:00"), Move::Say(1));
    }

    #[test]
    fn only_what_is_critical_wakes_whoever_is_on_duty() {
        let rings = [(true, false, false), (true, true, false), (false, true, true)];
        let waits = [(false, false, false), (false, true, false), (false, false, true)];
        assert!(rings.iter().all(|(works, critical, duty)| may_ring(*works, *critical, *duty)));
        assert!(!waits.iter().any(|(works, critical, duty)| may_ring(*works, *critical, *duty)));
    }

    #[test]
    fn what_was_held_back_is_one_message() {
        let pending = |held: &[bool]| -> Vec<Pending> {
            held.iter().enumerate().map(|(alert, held)| Pending { alert, held: *held }).collect()
        };
        assert_eq!(gather(&pending(&[true, false, true])), [Heard::List(vec![0, 2]), Heard::One(1)]);
        assert_eq!(gather(&pending(&[true, false])), [Heard::One(0), Heard::One(1)], "one alone is no list");
        assert_eq!(gather(&pending(&[false, false])), [Heard::One(0), Heard::One(1)]);
        assert_eq!(gather(&[]), []);
    }
}
