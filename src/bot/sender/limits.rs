//! How fast we may send (TELEGRAM 5): one message a second to a chat with a burst of three, 30 a second overall, evenly.

use crate::config::Broadcast;
use governor::{
    DefaultDirectRateLimiter, DefaultKeyedRateLimiter, NotUntil, Quota,
    clock::{Clock, DefaultClock},
};
use std::{
    num::NonZeroU32,
    time::{Duration, Instant},
};

const PER_CHAT: NonZeroU32 = NonZeroU32::new(1).expect("not zero");
const BURST: NonZeroU32 = NonZeroU32::new(3).expect("not zero");

/// Between two messages: with a hair more than a thirtieth of a second no second has more than thirty of them.
const OVERALL: Duration = Duration::from_micros(33_700);
/// The same if Telegram is paid.
const PAID: Duration = Duration::from_millis(1);

/// Token buckets, one per chat and one for all.
pub struct Limits(Option<Buckets>);

struct Buckets {
    per_chat: DefaultKeyedRateLimiter<i64>,
    overall: DefaultDirectRateLimiter,
    /// When a token of all was taken for a chat that then might not send: the next one has it, if it comes at once.
    spare: Option<Instant>,
    broadcast: Broadcast,
}

impl Limits {
    /// What Telegram tolerates.
    pub fn of_telegram(broadcast: Broadcast) -> Self {
        let period = match broadcast {
            Broadcast::Free => OVERALL,
            Broadcast::Paid => PAID,
        };
        Self(Some(Buckets {
            per_chat: DefaultKeyedRateLimiter::keyed(Quota::per_second(PER_CHAT).allow_burst(BURST)),
            overall: DefaultDirectRateLimiter::direct(Quota::with_period(period).expect("not zero")),
            spare: None,
            broadcast,
        }))
    }

    /// None: where the clock stands still and no bucket would ever fill.
    pub const fn none() -> Self {
        Self(None)
    }

    /// Whether Telegram is paid.
    pub fn is_paid(&self) -> bool {
        self.0.as_ref().is_some_and(|buckets| buckets.broadcast == Broadcast::Paid)
    }

    /// Takes the tokens of a message to `chat`; or tells how long to wait for them.
    pub fn allow(&mut self, chat: i64) -> Result<(), Duration> {
        let Some(Buckets { per_chat, overall, spare, .. }) = &mut self.0 else { return Ok(()) };
        let wait = |not: NotUntil<_>| not.wait_time_from(DefaultClock::default().now());
        let taken = match spare.take().filter(|taken| taken.elapsed() < OVERALL) {
            Some(taken) => taken,
            None => overall.check().map(|()| Instant::now()).map_err(wait)?,
        };
        per_chat.check_key(&chat).map_err(|not| {
            *spare = Some(taken);
            wait(not)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_to_one_chat_leaves_the_others_alone() {
        let mut limits = Limits::of_telegram(Broadcast::Free);
        let Some(Buckets { overall, .. }) = &mut limits.0 else { panic!("there are limits") };
        *overall = DefaultDirectRateLimiter::direct(Quota::per_second(NonZeroU32::MAX));
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
    fn a_chat_that_may_not_send_takes_nothing_from_the_others() {
        let mut limits = Limits::of_telegram(Broadcast::Free);
        let Some(Buckets { per_chat, .. }) = &limits.0 else { panic!("there are limits") };
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
