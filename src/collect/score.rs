//! What one call now is worth (PRODUCT M1):
//!
//! `(P(paid by the month's end | call now) − P(paid by then | no call)) × sum ÷ expected minutes of the call`.
//!
//! The chances come from [`Learned`]. For a client of one kind, with `s` the chance that an answered call brings money within
//! [`TOLD_WITHIN`] days and `h` the chance a day that it comes by itself, both held to the days left, an answered call adds
//! `s − (1 − (1 − h)^days)` of the debts that would not have come later anyway; an unanswered one adds nothing. A client's
//! chances are those of the kinds, by the chance that it is of each. Guesses,
//! not learned: how money spreads over the days after a call, the minutes, and how much less a call does after a recent
//! talk, a dispute or a refusal, or on the day of a promise.

use super::{
    bands::{Ahead, HourBand, Standing},
    counters::{Counters, Learned, Segments, TOLD_WITHIN},
    kinds::Kind,
};
use crate::{clients::Client, db::Id, money::Money};
use chrono::NaiveDate;

/// A call that is answered, minutes with the writing down.
const TALK: f64 = 3.2;
/// A call that is not.
const RING: f64 = 0.8;
/// Of the money a call brings, how much comes in its first so many working days, the day of the call being the first.
const COMES: [f64; TOLD_WITHIN as usize + 1] = [0.0, 0.2, 0.45, 0.7, 0.9, 1.0];
/// No call is quite in vain: what it adds at least, so that the larger of two hopeless sums goes first.
const LEAST: f64 = 0.002;
/// Each try in a row without an answer makes the next answer so much rarer, three times at most.
const SILENCE: f64 = 0.9;
/// Calendar days in a working day, for days overdue that are still to come.
const CALENDAR_DAYS: (i64, i64) = (7, 5);
/// A keep rate or an hour is told from so many promises or calls on.
const TELLING: u32 = 2;

/// What came of the last call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Nobody answered, the line was busy or the number was wrong.
    Nothing,
    /// They promised to pay.
    Promised,
    /// They say it is paid.
    Paid,
    /// They asked for the invoice again.
    WantsInvoice,
    /// They dispute the invoices.
    Disputes,
    /// They will not pay, or leave.
    Leaves,
    /// Anything else.
    Talked,
}

/// A promise the bank has not judged yet (PRODUCT D2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenPromise {
    /// How much.
    pub sum: Money,
    /// By which day.
    pub due_on: NaiveDate,
    /// How far ahead it was made.
    pub ahead: Ahead,
}

/// All that is known of a client in debt at the moment of the round.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Who.
    pub client: Id<Client>,
    /// The whole debt.
    pub debt: Money,
    /// What a month usually costs: the segment goes by it.
    pub usual: Money,
    /// Days the oldest invoice is overdue; negative: till it is due.
    pub overdue: i64,
    /// The client's civil day.
    pub today: NaiveDate,
    /// Minutes since the client's midnight.
    pub minute: u32,
    /// The client's people are at work.
    pub open: bool,
    /// Working days in which money still comes by the month's end, today the first.
    pub days_left: u32,
    /// What was counted of them.
    pub counters: Counters,
    /// Calls made to them today.
    pub calls_today: u32,
    /// Tries in a row without an answer.
    pub unanswered: u32,
    /// What came of the last call, and how many working days ago.
    pub last: Option<(Said, u32)>,
    /// Working days since somebody answered.
    pub talked: Option<u32>,
    /// The open promise.
    pub promise: Option<OpenPromise>,
    /// The bank's last file showed a promise broken, and nobody has called since.
    pub broken: bool,
    /// Asked not to be called before this day.
    pub quiet_until: Option<NaiveDate>,
    /// To be called again today at this minute of the client's day or later.
    pub again_at: Option<u32>,
}

impl Facts {
    /// Days from today to a day; negative: it has passed.
    pub(super) fn days_to(&self, day: NaiveDate) -> i64 {
        (day - self.today).num_days()
    }

    fn standing_in(&self, working_days: u32) -> Standing {
        Standing::of(self.overdue + i64::from(working_days) * CALENDAR_DAYS.0 / CALENDAR_DAYS.1)
    }
}

/// The chances of one client, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chances {
    /// Pays by the month's end if nobody calls now.
    pub without: f64,
    /// Pays by then if somebody answers a call now.
    pub talked: f64,
    /// Answers a call now.
    pub answers: f64,
}

impl Chances {
    /// Pays by the month's end if called now.
    pub fn called(self) -> f64 {
        self.after_tries(1)
    }

    /// Pays by then if called so many times, at hours like this one, until somebody answers.
    pub fn after_tries(self, tries: u32) -> f64 {
        let silent = (1.0 - self.answers).powi(i32::try_from(tries).unwrap_or(i32::MAX));
        (1.0 - silent).mul_add(self.talked - self.without, self.without)
    }
}

/// One reason for a place, to be said in a few words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A promise was broken: first on the next working day.
    Broken,
    /// Put here by lot, for learning.
    Lot,
    /// The debt.
    Debt(Money),
    /// Promised so much for today.
    PromisedToday(Money),
    /// Said it is paid, and the bank has not seen it.
    SaidPaid,
    /// Asked for the invoice and has not paid.
    AskedInvoice,
    /// Disputes the invoices.
    Disputes,
    /// Keeps so many promises of so many.
    Keeps {
        /// Kept.
        kept: u32,
        /// Ended.
        of: u32,
    },
    /// Usually answers in these two hours.
    Answers(HourBand),
    /// So many answered calls of so many brought money.
    CallsBring {
        /// Brought money.
        brought: u32,
        /// Were answered.
        of: u32,
    },
    /// Nobody answered so many times in a row.
    Silent(u32),
    /// Overdue for so many days.
    Overdue(i64),
}

/// What a call to one client now is worth.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// Who.
    pub client: Id<Client>,
    /// The chances it comes from.
    pub chances: Chances,
    /// Minutes the call will take on average.
    pub minutes: f64,
    /// Kopecks a minute of calling adds on average.
    pub per_minute: f64,
    /// Why, the most telling first; the debt is always there.
    pub reasons: Vec<Reason>,
}

/// Scores a call made now.
pub fn score(facts: &Facts, segments: &Segments) -> Score {
    let chances = chances(facts, segments.learned(facts.usual, &facts.counters));
    let minutes = TALK.mul_add(chances.answers, RING * (1.0 - chances.answers));
    let per_minute = (chances.called() - chances.without) * kopecks(facts.debt) / minutes;
    Score { client: facts.client, chances, minutes, per_minute, reasons: reasons(facts) }
}

#[expect(clippy::cast_precision_loss, reason = "no sum is over a trillion, whose kopecks a float holds exactly")]
pub(super) const fn kopecks(sum: Money) -> f64 {
    sum.kopecks() as f64
}

fn chances(facts: &Facts, learned: Learned) -> Chances {
    let (mut without, mut talked) = (0.0, 0.0);
    for (share, kind) in learned.kinds() {
        let of_kind = of_kind(facts, learned, kind);
        without += share * of_kind.0;
        talked += share * of_kind.1;
    }
    let without = without.min(1.0);
    let silence = SILENCE.powi(i32::try_from(facts.unanswered.min(3)).unwrap_or(3));
    let answers = learned.answers(HourBand::of(facts.minute)) * silence;
    Chances { without, talked: talked.clamp(without, 1.0), answers }
}

/// The chances of a client of a kind to pay by the month's end: if nobody calls now, and if somebody answers a call now.
fn of_kind(facts: &Facts, learned: Learned, kind: &Kind) -> (f64, f64) {
    let brings = kind.brings(facts.standing_in(0));
    let pays = learned.pays_alone(kind);
    let alone =
        |from: u32, to: u32| 1.0 - (from..to).map(|day| 1.0 - pays[facts.standing_in(day) as usize]).product::<f64>();
    let near = facts.days_left.min(TOLD_WITHIN);
    let (soon, later) = (alone(0, near), alone(near, facts.days_left));
    let after_call = (brings * COMES[near as usize]).max(soon);
    // A talk of the last days still works by itself, and a second one adds the less the fresher it is.
    let fresh = facts.talked.map_or(0.0, |days| 1.0 - f64::from(days.min(TOLD_WITHIN)) / f64::from(TOLD_WITHIN));
    let mut by_itself = fresh.mul_add(after_call - soon, soon);
    let mut adds = (1.0 - fresh) * (after_call - soon);
    if let Some(promise) = facts.promise.filter(|promise| facts.days_to(promise.due_on) <= i64::from(facts.days_left)) {
        let keeps = learned.keeps(promise.ahead);
        by_itself = by_itself.max(keeps);
        adds *= 1.0 - keeps;
    }
    adds *= match facts.last {
        Some((Said::Disputes, _)) => 0.3,
        Some((Said::Leaves, _)) => 0.15,
        _ => 1.0,
    };
    let adds = (adds * (1.0 - later)).max(LEAST).min(1.0 - by_itself);
    let without = 1.0 - (1.0 - by_itself) * (1.0 - later);
    (without, without + adds)
}

fn reasons(facts: &Facts) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if facts.broken {
        reasons.push(Reason::Broken);
    }
    reasons.push(Reason::Debt(facts.debt));
    reasons.extend(
        facts.promise.filter(|promise| promise.due_on == facts.today).map(|promise| Reason::PromisedToday(promise.sum)),
    );
    reasons.extend(facts.last.and_then(|(said, _)| match said {
        Said::Paid => Some(Reason::SaidPaid),
        Said::WantsInvoice => Some(Reason::AskedInvoice),
        Said::Disputes => Some(Reason::Disputes),
        Said::Nothing | Said::Promised | Said::Leaves | Said::Talked => None,
    }));
    let promised = facts.counters.promised();
    if promised.of() >= TELLING {
        reasons.push(Reason::Keeps { kept: promised.kept, of: promised.of() });
    }
    let band = HourBand::of(facts.minute);
    let answered = facts.counters.answered[band as usize];
    if answered.of() >= TELLING && answered.yes > answered.no {
        reasons.push(Reason::Answers(band));
    }
    let brought = facts.counters.calls_brought();
    if brought.of() >= TELLING {
        reasons.push(Reason::CallsBring { brought: brought.yes, of: brought.of() });
    }
    if facts.unanswered > 0 {
        reasons.push(Reason::Silent(facts.unanswered));
    }
    if facts.overdue > 0 {
        reasons.push(Reason::Overdue(facts.overdue));
    }
    reasons
}
