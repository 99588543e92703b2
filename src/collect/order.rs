//! The queue of the call round: who is next, and who is not called now and why (PRODUCT D1b, M1).
//!
//! The laws, in this order:
//! - who must not be called now is not in the queue, with the reason;
//! - a promise found broken stands first on the next working day until somebody calls about it (D2), the dearer before the other;
//! - one place in twenty goes by lot, so that the counters also learn of those the score would never try; never a place
//!   of a broken promise. Places are counted from the day's first call, so a restart gives the same queue;
//! - the rest stand by score, equal ones by id.

use super::{
    counters::Segments,
    score::{Facts, Reason, Said, Score, score},
};
use crate::{clients::Client, db::Id};
use chrono::NaiveDate;
use std::{cmp::Ordering, collections::VecDeque};

/// One place of so many goes by lot.
const LOT_OF: u64 = 20;
/// Money they say they have paid is awaited for so many working days (PRODUCT D1).
const BANK_DAYS: u32 = 3;

/// Why somebody is not called now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotNow {
    /// Owes nothing.
    Paid,
    /// Asked not to be called before this day.
    Quiet(NaiveDate),
    /// Promised to pay by this day, which is to come.
    Promised(NaiveDate),
    /// The promised day has passed, and the bank has not told of it.
    BankSilent(NaiveDate),
    /// Says it is paid: the bank has not had its days yet.
    SaysPaid,
    /// To be called again today at this minute of the client's day.
    Again(u32),
    /// The client's people are not at work.
    Closed,
}

/// A place in the queue.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// What a call is worth, and why.
    pub score: Score,
    /// It came here by lot.
    pub by_lot: bool,
}

/// Somebody who is not in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Who.
    pub client: Id<Client>,
    /// Why.
    pub why: NotNow,
}

/// The round as it stands now.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Queue {
    /// The first is called next.
    pub places: Vec<Place>,
    /// The others.
    pub left: Vec<Left>,
}

/// Orders the round. `facts` are of all clients of the round, those called today too; `seed` is the person's and the
/// day's, so that the lots stay where they fell.
pub fn order(facts: &[Facts], segments: &Segments, seed: u64) -> Queue {
    let mut queue = Queue::default();
    let (mut broken, mut rest) = (Vec::new(), Vec::new());
    for one in facts {
        match not_now(one) {
            Some(why) => queue.left.push(Left { client: one.client, why }),
            None if one.broken => broken.push(score(one, segments)),
            None => rest.push(score(one, segments)),
        }
    }
    broken.sort_by(dearer);
    rest.sort_by(dearer);
    let made: u64 = facts.iter().map(|one| u64::from(one.calls_today)).sum();
    let first = made + broken.len() as u64;
    queue.places.extend(broken.into_iter().map(|score| Place { score, by_lot: false }));
    queue.places.extend(with_lots(rest, first, seed));
    queue
}

fn dearer(one: &Score, other: &Score) -> Ordering {
    other.per_minute.total_cmp(&one.per_minute).then(one.client.cmp(&other.client))
}

/// Why a client is not called now; `None`: may be.
pub(super) fn not_now(facts: &Facts) -> Option<NotNow> {
    if facts.debt.kopecks() <= 0 {
        return Some(NotNow::Paid);
    }
    if let Some(day) = facts.quiet_until.filter(|day| *day > facts.today) {
        return Some(NotNow::Quiet(day));
    }
    if let Some(promise) = facts.promise {
        match promise.due_on.cmp(&facts.today) {
            Ordering::Greater => return Some(NotNow::Promised(promise.due_on)),
            Ordering::Less => return Some(NotNow::BankSilent(promise.due_on)),
            Ordering::Equal => {}
        }
    }
    if matches!(facts.last, Some((Said::Paid, days)) if days < BANK_DAYS) {
        return Some(NotNow::SaysPaid);
    }
    if let Some(minute) = facts.again_at.filter(|minute| *minute > facts.minute) {
        return Some(NotNow::Again(minute));
    }
    (!facts.open).then_some(NotNow::Closed)
}

/// The scores in their order, but for the places that go by lot: to one of those who would stand there or later, so that
/// nobody is put off by more than the places drawn. `first` is the number of the first place.
fn with_lots(sorted: Vec<Score>, first: u64, seed: u64) -> Vec<Place> {
    let mut waiting = VecDeque::from(sorted);
    let mut places = Vec::with_capacity(waiting.len());
    for place in first.. {
        let by_lot = mix(seed, place).is_multiple_of(LOT_OF);
        // The one with the smallest number of this place's own.
        let number = |score: &Score| mix(mix(seed, place), fold(score.client));
        let drawn = if by_lot { (0..waiting.len()).min_by_key(|at| number(&waiting[*at])) } else { Some(0) };
        let Some(mut score) = drawn.and_then(|at| waiting.remove(at)) else { break };
        if by_lot {
            score.reasons.insert(0, Reason::Lot);
        }
        places.push(Place { score, by_lot });
    }
    places
}

fn fold(client: Id<Client>) -> u64 {
    client.short().bytes().fold(0, |hash, byte| mix(hash, u64::from(byte)))
}

/// Two numbers mixed into one that looks random (`SplitMix64`).
const fn mix(a: u64, b: u64) -> u64 {
    let mut z = a.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(b).wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
