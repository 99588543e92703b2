//! How fast we may send (TELEGRAM 5): one message a second to a chat with a burst of three, 25 a second overall.

use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota};
use std::num::NonZeroU32;

const PER_CHAT: NonZeroU32 = NonZeroU32::new(1).expect("not zero");
const BURST: NonZeroU32 = NonZeroU32::new(3).expect("not zero");
const OVERALL: NonZeroU32 = NonZeroU32::new(25).expect("not zero");

/// Token buckets, one per chat and one for all.
pub struct Limits(Option<(DefaultKeyedRateLimiter<i64>, DefaultDirectRateLimiter)>);

impl Limits {
    /// What Telegram tolerates.
    pub fn of_telegram() -> Self {
        let per_chat = DefaultKeyedRateLimiter::keyed(Quota::per_second(PER_CHAT).allow_burst(BURST));
        Self(Some((per_chat, DefaultDirectRateLimiter::direct(Quota::per_second(OVERALL)))))
    }

    /// None: where the clock stands still and no bucket would ever fill.
    pub const fn none() -> Self {
        Self(None)
    }

    /// Whether a message may go to `chat` now; takes its token if so.
    pub fn allow(&self, chat: i64) -> bool {
        let Some((per_chat, overall)) = &self.0 else { return true };
        per_chat.check_key(&chat).is_ok() && overall.check().is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_to_one_chat_leaves_the_others_alone() {
        let limits = Limits::of_telegram();
        let sent = (0..10).filter(|_| limits.allow(1)).count();
        assert_eq!(sent, 3);
        assert!(limits.allow(2));
        assert!((0..10).all(|_| Limits::none().allow(1)));
    }

    #[test]
    fn all_chats_together_stay_below_thirty_a_second() {
        let limits = Limits::of_telegram();
        assert!((0..100).filter(|chat| limits.allow(*chat)).count() < 30);
    }
}
