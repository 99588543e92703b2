//! How often strangers are listened to (PROMISES 2.2): whoever asks for more is not answered, so that nobody makes the bot
//! write to them instead of to those it works for. Whoever is known is never cut off: nothing of theirs may be lost, and as
//! each chat has its turn after the others, their haste harms only themselves.

use chrono::{DateTime, TimeDelta, Utc};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// One stranger: so many at once, more than it takes to come in by a link with all its questions.
const OWN: Rate = Rate { at_once: 20, one_in: TimeDelta::seconds(6) };
/// All strangers together: a department's clients may come in on one morning.
const ALL: Rate = Rate { at_once: 600, one_in: TimeDelta::milliseconds(100) };
/// So many strangers are remembered; whoever has been quiet for long is forgotten first.
const REMEMBERED: usize = 10_000;

/// What is allowed: some at once, then one at a time.
#[derive(Debug, Clone, Copy)]
struct Rate {
    at_once: i32,
    one_in: TimeDelta,
}

impl Rate {
    /// How long after the last of so many at once everything is allowed again.
    fn whole(self) -> TimeDelta {
        self.one_in * self.at_once
    }
}

/// What has been used of a rate: the moment at which all of it will be free again.
#[derive(Debug, Clone, Copy, Default)]
struct Used(DateTime<Utc>);

impl Used {
    /// What was used is free again after the rate's whole time at the latest, even if the clock was put back.
    fn settle(&mut self, rate: Rate, now: DateTime<Utc>) {
        self.0 = self.0.clamp(now, now + rate.whole());
    }

    /// Takes one, if there is one.
    fn take(&mut self, rate: Rate, now: DateTime<Utc>) -> bool {
        self.settle(rate, now);
        let may = self.0 + rate.one_in <= now + rate.whole();
        if may {
            self.0 += rate.one_in;
        }
        may
    }
}

/// Who of the strangers is listened to. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Gate(Option<Arc<Mutex<Strangers>>>);

#[derive(Debug, Default)]
struct Strangers {
    each: HashMap<i64, Used>,
    all: Used,
}

impl Gate {
    /// Nobody gets in too often.
    pub fn guarded() -> Self {
        Self(Some(Arc::default()))
    }

    /// Everybody gets in: where the clock stands still nobody would ever again.
    pub const fn open() -> Self {
        Self(None)
    }

    /// Whether a stranger is listened to now.
    pub fn lets_in(&self, stranger: i64, now: DateTime<Utc>) -> bool {
        let Some(strangers) = &self.0 else { return true };
        let mut strangers = strangers.lock().unwrap_or_else(PoisonError::into_inner);
        if strangers.each.len() >= REMEMBERED {
            strangers.each.retain(|_, used| used.0 > now);
        }
        if strangers.each.len() >= REMEMBERED && !strangers.each.contains_key(&stranger) {
            return false;
        }
        strangers.all.settle(ALL, now);
        strangers.each.entry(stranger).or_default().take(OWN, now) && strangers.all.take(ALL, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        "2026-11-24T07:00:00Z".parse::<DateTime<Utc>>().unwrap() + TimeDelta::seconds(seconds)
    }

    fn let_in(gate: &Gate, stranger: i64, times: usize, seconds: i64) -> usize {
        (0..times).filter(|_| gate.lets_in(stranger, at(seconds))).count()
    }

    #[test]
    fn a_stranger_may_say_some_things_at_once_then_one_at_a_time() {
        let gate = Gate::guarded();
        assert_eq!(let_in(&gate, 1, 100, 0), 20);
        assert_eq!(let_in(&gate, 2, 1, 0), 1, "another is not held up");
        assert_eq!(let_in(&gate, 1, 100, 5), 0);
        assert_eq!(let_in(&gate, 1, 100, 6), 1);
        assert_eq!(let_in(&gate, 1, 100, 36), 5);
        assert_eq!(let_in(&gate, 1, 100, 10_000), 20, "and no more, however long it was quiet");
        assert_eq!(let_in(&Gate::open(), 1, 100, 0), 100);
    }

    #[test]
    fn many_strangers_are_not_louder_than_the_bot_can_bear() {
        let gate = Gate::guarded();
        let loud = (0..1_000).filter(|stranger| gate.lets_in(*stranger, at(0))).count();
        assert_eq!(loud, 600);
        assert_eq!((0..1_000).filter(|stranger| gate.lets_in(*stranger, at(1))).count(), 10);
    }

    #[test]
    fn a_clock_that_is_put_back_silences_nobody_for_long() {
        let gate = Gate::guarded();
        assert_eq!(let_in(&gate, 1, 100, 7_200), 20);
        assert_eq!(let_in(&gate, 1, 100, 0), 0);
        assert_eq!(let_in(&gate, 1, 100, 120), 20);
    }

    #[test]
    fn only_so_many_strangers_are_remembered_and_the_quiet_ones_are_forgotten() {
        let gate = Gate::guarded();
        let each = |gate: &Gate| gate.0.as_ref().unwrap().lock().unwrap().each.len();
        for stranger in 0..20_000 {
            gate.lets_in(stranger, at(0));
        }
        assert_eq!(each(&gate), REMEMBERED);
        assert!(gate.lets_in(20_000, at(3_600)));
        assert_eq!(each(&gate), 1);
    }
}
