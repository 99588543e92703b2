//! Understanding a few typed words about a call: `Ромашка обещали до пятницы 15к`. Local, pure, in two languages.
//! What is not understood is kept in order: it is the client's name, or the note.

use crate::{fold::fold, money::Money, named, phone::Phone, when};
use chrono::{NaiveDate, NaiveTime};

named! {
    /// How a call went (PRODUCT D1).
    pub enum Heard {
        /// `💰 Уже оплатил`.
        Paid = "paid",
        /// `🤝 Обещал`.
        Promised = "promised",
        /// `🧾 Просит счёт`.
        WantsInvoice = "invoice",
        /// `⚖️ Спорит`.
        Disputes = "disputes",
        /// `🚫 Откажется или расторгает`.
        Leaves = "leaves",
        /// `📵 Не взял`.
        NoAnswer = "no_answer",
        /// `⏳ Занято`.
        Busy = "busy",
        /// `🔁 Перезвонить`.
        CallBack = "call_back",
        /// `❌ Неверный номер`.
        WrongNumber = "wrong_number",
        /// `✅ Поговорили`.
        Talked = "talked",
    }
}

/// What was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Understood {
    /// How the call went.
    pub outcome: Option<Heard>,
    /// A sum of money.
    pub sum: Option<Money>,
    /// A day.
    pub day: Option<NaiveDate>,
    /// A time of day.
    pub time: Option<NaiveTime>,
    /// A phone number.
    pub phone: Option<Phone>,
    /// Everything else, in order.
    pub rest: String,
}

/// Phrases of folded words; `*` stands for any ending. Longer phrases stand before shorter ones they contain.
const PHRASES: [(&str, Heard); 59] = [
    ("не взял*", Heard::NoAnswer),
    ("не беру*", Heard::NoAnswer),
    ("не бере*", Heard::NoAnswer),
    ("не отвеч*", Heard::NoAnswer),
    ("не ответ*", Heard::NoAnswer),
    ("не дозвон*", Heard::NoAnswer),
    ("недозвон*", Heard::NoAnswer),
    ("нет ответа", Heard::NoAnswer),
    ("no answer", Heard::NoAnswer),
    ("didn* answer", Heard::NoAnswer),
    ("занято", Heard::Busy),
    ("занят", Heard::Busy),
    ("занята", Heard::Busy),
    ("busy", Heard::Busy),
    ("неверный номер", Heard::WrongNumber),
    ("неправильный номер", Heard::WrongNumber),
    ("не тот номер", Heard::WrongNumber),
    ("ошиблись номером", Heard::WrongNumber),
    ("wrong number", Heard::WrongNumber),
    ("просит дубль счета", Heard::WantsInvoice),
    ("просят дубль счета", Heard::WantsInvoice),
    ("просит счет", Heard::WantsInvoice),
    ("просят счет", Heard::WantsInvoice),
    ("нужен счет", Heard::WantsInvoice),
    ("дубль счета", Heard::WantsInvoice),
    ("нет счета", Heard::WantsInvoice),
    ("wants invoice", Heard::WantsInvoice),
    ("wants the invoice", Heard::WantsInvoice),
    ("needs invoice", Heard::WantsInvoice),
    ("обещал* оплатить", Heard::Promised),
    ("обещал* заплатить", Heard::Promised),
    ("обещает оплатить", Heard::Promised),
    ("обеща*", Heard::Promised),
    ("пообеща*", Heard::Promised),
    ("оплатят", Heard::Promised),
    ("оплатит", Heard::Promised),
    ("заплатят", Heard::Promised),
    ("заплатит", Heard::Promised),
    ("promised to pay", Heard::Promised),
    ("promis*", Heard::Promised),
    ("will pay", Heard::Promised),
    ("уже оплат*", Heard::Paid),
    ("уже заплат*", Heard::Paid),
    ("оплатил*", Heard::Paid),
    ("заплатил*", Heard::Paid),
    ("оплачено", Heard::Paid),
    ("already paid", Heard::Paid),
    ("paid", Heard::Paid),
    ("спорит", Heard::Disputes),
    ("спорят", Heard::Disputes),
    ("оспарива*", Heard::Disputes),
    ("не соглас*", Heard::Disputes),
    ("disput*", Heard::Disputes),
    ("расторг*", Heard::Leaves),
    ("отказ*", Heard::Leaves),
    ("terminat*", Heard::Leaves),
    ("перезвон*", Heard::CallBack),
    ("call back", Heard::CallBack),
    ("поговорил*", Heard::Talked),
];

/// Below this a number without a unit is part of a name, roubles.
const LEAST_BARE_SUM: Money = Money::from_rubles(100);

/// Reads what was typed.
pub fn understand(text: &str, today: NaiveDate) -> Understood {
    let mut text = text.to_owned();
    let phone = take_phone(&mut text);
    let outcome = take_outcome(&mut text);
    let day = when::find_day(&text, today).map(|(day, place)| {
        text.replace_range(place, " ");
        day
    });
    let time = take_time(&mut text);
    // A bare number is money only where money is spoken of: elsewhere it is part of a name.
    let of_money = outcome.map_or(day.is_some(), |heard| matches!(heard, Heard::Promised | Heard::Paid));
    let sum = take_sum(&mut text, of_money);
    let rest = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let rest = rest.trim_matches([',', '.', ';', ' ', '-']).to_owned();
    Understood { outcome, sum, day, time, phone, rest }
}

/// Words with their places.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_whitespace(), start) {
            (false, None) => start = Some(at),
            (true, Some(from)) => {
                words.push((from, at));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// A run of words that is a phone number: at least ten digits.
fn take_phone(text: &mut String) -> Option<Phone> {
    let words = words(text);
    for from in 0..words.len() {
        for to in (from..words.len().min(from + 5)).rev() {
            let place = words[from].0..words[to].1;
            let piece = &text[place.clone()];
            let plain = piece.chars().all(|c| c.is_ascii_digit() || " ()+-".contains(c));
            if plain
                && piece.chars().filter(char::is_ascii_digit).count() >= 10
                && let Some(phone) = Phone::parse(piece)
            {
                text.replace_range(place, " ");
                return Some(phone);
            }
        }
    }
    None
}

fn take_outcome(text: &mut String) -> Option<Heard> {
    let words = words(text);
    let folded: Vec<String> = words.iter().map(|(from, to)| fold(&text[*from..*to])).collect();
    for (phrase, heard) in PHRASES {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        let found =
            folded.windows(phrase.len()).position(|words| words.iter().zip(&phrase).all(|(word, part)| is(word, part)));
        if let Some(at) = found {
            text.replace_range(words[at].0..words[at + phrase.len() - 1].1, " ");
            return Some(heard);
        }
    }
    None
}

fn is(word: &str, part: &str) -> bool {
    part.strip_suffix('*').map_or(word == part, |start| word.starts_with(start))
}

/// `14:30`, `в 15`, `в 9 утра`.
fn take_time(text: &mut String) -> Option<NaiveTime> {
    let words = words(text);
    for (n, (from, to)) in words.iter().enumerate() {
        let word = text[*from..*to].trim_end_matches([',', '.']);
        if word.contains(':')
            && let Some(time) = when::parse_time(word)
        {
            let at = n
                .checked_sub(1)
                .map(|before| words[before])
                .filter(|(from, to)| ["в", "at"].contains(&&text[*from..*to]));
            text.replace_range(at.map_or(*from, |(from, _)| from)..*to, " ");
            return Some(time);
        }
        if !["в", "at"].contains(&word) {
            continue;
        }
        for ahead in [2, 1] {
            let Some((_, end)) = words.get(n + ahead) else { continue };
            if let Some(time) = when::parse_time(&text[words[n + 1].0..*end]) {
                text.replace_range(*from..*end, " ");
                return Some(time);
            }
        }
    }
    None
}

/// A number with a unit or, where money is spoken of, a bare one large enough.
fn take_sum(text: &mut String, of_money: bool) -> Option<Money> {
    let words = words(text);
    let mut bare = None;
    let mut from = 0;
    while from < words.len() {
        let longest_first = (from..words.len().min(from + 4)).rev();
        let found = longest_first.map(|to| (to, words[from].0..words[to].1)).find_map(|(to, place)| {
            let piece = text[place.clone()].trim_end_matches([',', '.', ';']);
            let begins = piece.starts_with(|c: char| c.is_ascii_digit() || c == '₽');
            let sum = Money::parse(piece).filter(|_| begins)?;
            let has_unit = piece.chars().any(|c| c.is_alphabetic() || c == '₽');
            Some((to, place, sum, has_unit))
        });
        match found {
            Some((_, place, sum, true)) => {
                text.replace_range(place, " ");
                return Some(sum);
            }
            Some((to, place, sum, false)) => {
                // The last one: a name with a number stands before the money.
                if of_money && sum >= LEAST_BARE_SUM {
                    bare = Some((sum, place));
                }
                from = to + 1;
            }
            None => from += 1,
        }
    }
    let (sum, place) = bare?;
    text.replace_range(place, " ");
    Some(sum)
}

#[cfg(test)]
mod tests;
