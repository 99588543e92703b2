//! The client's word about a delivery: how good it is as proof, what can be wrong, when it is asked for again. Pure.

use crate::{
    calendar::ProductionCalendar,
    db::Id,
    features::{claims::Claim, deliveries::model::Delivery},
    lang::Lang,
    money::Money,
    named,
    people::Person,
    phone::Phone,
};
use chrono::{DateTime, Days, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// Asked so long after the window has ended, if nobody has told that it was handed over.
pub const AFTER_WINDOW: TimeDelta = TimeDelta::minutes(10);
/// Asked again so long after "not yet".
pub const AGAIN: TimeDelta = TimeDelta::hours(1);
/// The first reminder, and from the second one to the call.
const PATIENCE: TimeDelta = TimeDelta::hours(2);
/// The second reminder comes on the next working day at this hour of the client's.
const MORNING: NaiveTime = NaiveTime::from_hms_opt(10, 0, 0).expect("a time of day");
/// A confirmed delivery can be complained of for so long by one tap.
pub const CORRECTED: TimeDelta = TimeDelta::hours(24);
/// So many wrong codes are taken.
pub const TRIES: i64 = 5;
/// So many lines can be ticked.
pub const MOST_LINES: usize = 50;

named! {
    /// How good a proof is (PRODUCT D5).
    pub enum Grade {
        /// The client in the bot.
        A = "a",
        /// What the courier has left.
        B = "b",
        /// The client on the phone, by the code.
        C = "c",
        /// Our word.
        D = "d",
    }
}

impl Grade {
    /// Whether it takes the place of what is known: only what is better does.
    pub fn beats(self, known: Option<Self>) -> bool {
        known.is_none_or(|known| self < known)
    }
}

named! {
    /// What is wrong.
    pub enum Trouble {
        /// Something did not come.
        Missing = "missing",
        /// Something is broken.
        Damaged = "damaged",
        /// Something else came.
        Wrong = "wrong",
        /// The papers.
        Papers = "papers",
    }
}

impl Trouble {
    /// All of them, as they stand on the buttons.
    pub const ALL: [Self; 4] = [Self::Missing, Self::Damaged, Self::Wrong, Self::Papers];

    /// One letter of callback data.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Missing => "m",
            Self::Damaged => "d",
            Self::Wrong => "w",
            Self::Papers => "p",
        }
    }

    /// Reads [`Trouble::letter`].
    pub fn of_letter(letter: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|trouble| trouble.letter() == letter)
    }
}

named! {
    /// What a chat is about to write.
    pub enum Waits {
        /// A picture, if they like.
        Photo = "photo",
        /// What is wrong.
        Trouble = "trouble",
        /// Who accepted it.
        Other = "other",
    }
}

named! {
    /// What comes after a receipt.
    pub enum Next {
        /// A task to agree the installation is put.
        Put = "put",
        /// Nothing is needed.
        None = "none",
    }
}

/// Who accepted it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accepted {
    /// Their name; may be empty.
    pub name: String,
    /// Their number.
    pub phone: Option<Phone>,
    /// What they are there; may be empty.
    pub post: String,
}

impl Accepted {
    /// Reads `Пётр, +7 916 123-45-67, охранник`, in any order but that the name comes before the post; adds to what is
    /// known.
    pub fn read(mut self, words: &str) -> Self {
        for part in words.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
            let digits = part.chars().filter(char::is_ascii_digit).count();
            match Phone::parse(part).filter(|_| digits >= 10 && !part.contains(char::is_alphabetic)) {
                Some(phone) => self.phone = Some(phone),
                None if self.name.is_empty() => self.take_name(part),
                None => part.clone_into(&mut self.post),
            }
        }
        self
    }

    /// A name that a number may stand behind without a comma: `Пётр 89161234567`.
    fn take_name(&mut self, part: &str) {
        let number = part.find(|c: char| c == '+' || c.is_ascii_digit());
        match number.and_then(|at| Phone::parse(&part[at..]).map(|phone| (at, phone))) {
            Some((at, phone)) if at > 0 => {
                part[..at].trim().clone_into(&mut self.name);
                self.phone = Some(phone);
            }
            _ => part.clone_into(&mut self.name),
        }
    }
}

/// What is known of a delivery from its client.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// Which delivery.
    pub delivery: Id<Delivery>,
    /// Four digits the client may say on the phone.
    pub code: String,
    /// Wrong codes typed.
    pub tries: i64,
    /// When this round was asked.
    pub asked_at: DateTime<Utc>,
    /// Raised when it is asked again.
    pub round: i64,
    /// How far the reminders of this round have come.
    pub reminded: i64,
    /// "Not yet": asked again then.
    pub again_at: Option<DateTime<Utc>>,
    /// How often that was said.
    pub not_yet: i64,
    /// The best proof there is, and since when.
    pub grade: Option<(Grade, DateTime<Utc>)>,
    /// Whose word it is, if it is ours.
    pub by_us: Option<Id<Person>>,
    /// Who accepted it.
    pub who: Accepted,
    /// What was wrong, and when that was said.
    pub trouble: Option<(Trouble, DateTime<Utc>)>,
    /// The claim it became.
    pub claim: Option<Id<Claim>>,
    /// What comes after.
    pub next: Option<Next>,
    /// Raised with every change of it.
    pub rev: i64,
}

impl Receipt {
    /// The client has not answered: what the courier has left is no answer.
    pub fn is_open(&self) -> bool {
        self.trouble.is_none() && self.grade.is_none_or(|(grade, _)| grade == Grade::B)
    }

    /// Whether it is confirmed, by whatever proof but the courier's.
    pub fn confirmed_at(&self) -> Option<DateTime<Utc>> {
        self.grade.filter(|(grade, _)| *grade != Grade::B).map(|(_, at)| at)
    }
}

/// Where it is asked.
#[derive(Debug, Clone)]
pub struct Chat {
    /// Which delivery.
    pub delivery: Id<Delivery>,
    /// Telegram's number of it.
    pub tg: i64,
    /// The message.
    pub card: Id<crate::bot::outbox::Card>,
    /// In which language.
    pub lang: Lang,
    /// What it is about to write.
    pub waits: Option<Waits>,
    /// What is wrong, as far as said.
    pub trouble: Option<Trouble>,
    /// Which lines are wrong.
    pub lines: u64,
    /// What was written about it.
    pub words: String,
}

/// When the client had it: when it was handed over, if anybody told. Who confirms the first question after the window
/// without ever having said "not yet" had it in the window.
pub fn came_at(delivery: &Delivery, receipt: &Receipt, now: DateTime<Utc>) -> DateTime<Utc> {
    let in_window = receipt.not_yet == 0 && delivery.ends_at <= receipt.asked_at;
    delivery.delivered_at.unwrap_or(if in_window { delivery.ends_at.min(now) } else { now })
}

/// How far the reminders of a question have come by now: 1 and 2 are said to the client, with 3 somebody calls.
pub fn reminders(asked_at: DateTime<Utc>, now: DateTime<Utc>, zone: Tz, calendar: &ProductionCalendar) -> i64 {
    let day = asked_at.with_timezone(&zone).date_naive();
    let morning = calendar.working_day_on_or_after(day + Days::new(1)).and_time(MORNING);
    let morning = zone.from_local_datetime(&morning).earliest().map_or_else(|| morning.and_utc(), |at| at.to_utc());
    let due = [asked_at + PATIENCE, morning, morning + PATIENCE];
    i64::try_from(due.iter().filter(|due| **due <= now).count()).unwrap_or(i64::MAX)
}

/// Whether one tap is all: one line, and not worth much.
pub fn is_simple(lines: usize, value: Money, dear: Money) -> bool {
    lines <= 1 && value < dear
}

/// All of so many lines.
pub const fn all(lines: usize) -> u64 {
    if lines == 0 { 0 } else { u64::MAX >> (64 - if lines > MOST_LINES { MOST_LINES } else { lines }) }
}

/// Whether a line is among them.
pub const fn has(mask: u64, line: usize) -> bool {
    mask >> line & 1 == 1
}

/// What a client's plain words mean here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// It has come.
    Got,
    /// Something is wrong.
    Trouble,
    /// It has not come.
    NotYet,
}

/// Reads a client's plain words: only words that mean nothing else are taken.
pub fn word(folded: &str) -> Option<Word> {
    Some(match folded {
        "получил"
        | "получила"
        | "получили"
        | "все получил"
        | "все получила"
        | "все получили"
        | "получено"
        | "received"
        | "got it"
        | "all received" => Word::Got,
        "проблема" | "есть проблема" | "problem" => Word::Trouble,
        "нет" | "еще нет" | "пока нет" | "not yet" | "no" => Word::NotYet,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_better_proof_takes_the_place_of_a_weaker_one_and_never_the_other_way() {
        use Grade::*;
        assert!(D.beats(None) && A.beats(Some(D)) && C.beats(Some(D)) && B.beats(Some(C)) && A.beats(Some(B)));
        assert!(!D.beats(Some(D)) && !D.beats(Some(A)) && !C.beats(Some(A)));
    }

    #[test]
    fn who_accepted_is_read_from_one_line_or_several() {
        let phone = Phone::parse("+7 916 123-45-67");
        let read = |words: &str| Accepted::default().read(words);
        let full = Accepted { name: "Пётр".to_owned(), phone: phone.clone(), post: "охранник".to_owned() };
        assert_eq!(read("Пётр, +7 916 123-45-67, охранник"), full);
        assert_eq!(read("Пётр 89161234567, охранник"), full);
        assert_eq!(read("Пётр").read("8 916 123-45-67").read("охранник"), full);
        assert_eq!(read("Пётр, охранник, 8 916 123-45-67"), full);
        assert_eq!(read("Пётр, пост 2").post, "пост 2", "a short number is no phone");
    }

    #[test]
    fn reminders_come_after_two_hours_and_on_the_next_working_morning() {
        let calendar = ProductionCalendar::russian();
        let zone = chrono_tz::Europe::Moscow;
        let friday = at("2026-11-27T11:00:00Z");
        let far = |now: &str| reminders(friday, at(now), zone, &calendar);
        assert_eq!(far("2026-11-27T12:59:00Z"), 0);
        assert_eq!(far("2026-11-27T13:00:00Z"), 1);
        assert_eq!(far("2026-11-30T06:59:00Z"), 1, "a weekend is left out");
        assert_eq!(far("2026-11-30T07:00:00Z"), 2);
        assert_eq!(far("2026-11-30T09:00:00Z"), 3);
    }

    #[test]
    fn only_one_cheap_line_is_one_tap() {
        let dear = Money::from_rubles(50_000);
        assert!(is_simple(1, Money::from_rubles(49_999), dear));
        assert!(!is_simple(1, dear, dear) && !is_simple(2, Money::ZERO, dear));
    }

    #[test]
    fn a_mask_has_its_lines_and_no_others() {
        assert_eq!((all(0), all(1), all(3)), (0, 1, 0b111));
        assert!(has(0b101, 2) && !has(0b101, 1));
        assert_eq!(all(64).count_ones() as usize, MOST_LINES);
    }

    #[test]
    fn plain_words_of_both_languages_are_understood_and_others_are_left_alone() {
        assert_eq!(word(&fold("Всё получил!")), Some(Word::Got));
        assert_eq!(word(&fold("Ещё нет")), Some(Word::NotYet));
        assert_eq!(word(&fold("problem")), Some(Word::Trouble));
        assert_eq!(word(&fold("получил счёт")), None);
        assert_eq!(word(&fold("нет, спасибо")), None);
    }
}
