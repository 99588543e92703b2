//! How fast we may send (TELEGRAM 5): one message a second to a chat with a burst of three, 30 a second overall, evenly.

use crate::config::Broadcast;
use governor::{
    DefaultKeyedRateLimiter, Quota,
    clock::{Clock, DefaultClock},
};
use std::{
    num::NonZeroU32,
    time::{Duration, Instant},
};

const PER_CHAT: NonZeroU32 = NonZeroU32::new(1).expect("not zero");
const BURST: NonZeroU32 = NonZeroU32::new(3).expect("not zero");

/// Between two messages: with a hair more than a thirtieth of a second no second has more than thirty of them.
const OVERALL: Duration = Duration::from_micros(33_850);
/// The same if Telegram is paid.
const PAID: Duration = Duration::from_millis(1);
/// Whoever comes so late for a turn does not put off the turns after it: thirty of them would still take over a second.
const LATE: Duration = Duration::from_millis(5);

/// What goes out to one chat, and what goes out at all.
pub struct Limits(Option<Rates>);

struct Rates {
    per_chat: DefaultKeyedRateLimiter<i64>,
    overall: Turns,
    broadcast: Broadcast,
}

/// Messages one after another, a period apart.
struct Turns {
    period: Duration,
    next: Option<Instant>,
}

impl Turns {
    const fn every(period: Duration) -> Self {
        Self { period, next: None }
    }

    /// How long until the next.
    fn wait(&self, now: Instant) -> Duration {
        self.next.map_or(Duration::ZERO, |next| next.saturating_duration_since(now))
    }

    /// The next is taken.
    fn take(&mut self, now: Instant) {
        let on_time = self.next.filter(|next| now.saturating_duration_since(*next) <= LATE);
        self.next = Some(on_time.unwrap_or(now) + self.period);
    }
}

impl Limits {
    /// What Telegram tolerates.
    pub fn of_telegram(broadcast: Broadcast) -> Self {
        let period = match broadcast {
            Broadcast::Free => OVERALL,
            Broadcast::Paid => PAID,
        };
        Self(Some(Rates {
            per_chat: DefaultKeyedRateLimiter::keyed(Quota::per_second(PER_CHAT).allow_burst(BURST)),
            overall: Turns::every(period),
            broadcast,
        }))
    }

    /// None: where the clock stands still and no wait would ever end.
    pub const fn none() -> Self {
        Self(None)
    }

    /// Whether Telegram is paid.
    pub fn is_paid(&self) -> bool {
        self.0.as_ref().is_some_and(|rates| rates.broadcast == Broadcast::Paid)
    }

    /// Takes the turn of a message to `chat`; or tells how long to wait for it.
    pub fn allow(&mut self, chat: i64) -> Result<(), Duration> {
        let Some(Rates { per_chat, overall, .. }) = &mut self.0 else { return Ok(()) };
        let now = Instant::now();
        let wait = overall.wait(now);
        if !wait.is_zero() {
            return Err(wait);
        }
        per_chat.check_key(&chat).map_err(|not| not.wait_time_from(DefaultClock::default().now()))?;
        overall.take(now);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_to_one_chat_leaves_the_others_alone() {
        let mut limits = Limits::of_telegram(Broadcast::Free);
        let Some(Rates { overall, .. }) = &mut limits.0 else { panic!("there are limits") };
        *overall = Turns::every(Duration::ZERO);
        assert_eq!((0..10).filter(|_| limits.allow(1).is_ok()).count(), 3);
        assert!(limits.allow(2).is_ok());
        assert!((0..10).all(|_| Limits::none().allow(1).is_ok()));
    }

    #[test]
    fn all_chats_together_send_one_at_a_time() {
        let (mut limits, begun) = (Limits::of_telegram(Broadcast::Free), Instant::now());
        let sent = (0..100).filter(|chat| limits.allow(*chat).is_ok()).count();
        let most = 1 + begun.elapsed().as_micros() / OVERALL.as_micros();
        assert!(sent as u128 <= most, "{sent} of {most}");
    }

    #[test]
    fn a_turn_taken_late_does_not_put_off_the_next_and_no_second_has_more_than_thirty() {
        let begun = Instant::now();
        for late in [0, 2, 5, 6, 50] {
            let (mut turns, mut sent, mut now) = (Turns::every(OVERALL), Vec::new(), begun);
            for n in 0..300_u64 {
                now += turns.wait(now);
                now += if n % 3 == 1 { Duration::from_millis(late) } else { Duration::ZERO };
                turns.take(now);
                sent.push(now);
            }
            assert!(sent.windows(31).all(|few| few[30] - few[0] > Duration::from_secs(1)), "{late} ms late");
            let even = OVERALL * 299;
            let slower = now - begun > even + LATE;
            assert_eq!(
                slower,
                Duration::from_millis(late) > LATE,
                "{late} ms late: {:?} and not {even:?}",
                now - begun
            );
        }
    }

    #[test]
    fn a_chat_that_may_not_send_takes_nothing_from_the_others() {
        let mut limits = Limits::of_telegram(Broadcast::Free);
        let Some(Rates { per_chat, .. }) = &limits.0 else { panic!("there are limits") };
        while per_chat.check_key(&1).is_ok() {}
        assert!(limits.allow(1).is_err_and(|wait| wait > OVERALL));
        assert_eq!(limits.allow(2), Ok(()));
    }

    #[test]
    fn whoever_pays_sends_more() {
        let allowed = |mut limits: Limits| {
            let begun = Instant::now();
            let allowed = (0..).take_while(|_| begun.elapsed() < Duration::from_millis(50));
            allowed.filter(|chat| limits.allow(*chat).is_ok()).count()
        };
        assert!(allowed(Limits::of_telegram(Broadcast::Free)) < allowed(Limits::of_telegram(Broadcast::Paid)));
    }
}
