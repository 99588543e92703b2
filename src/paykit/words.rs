//! Russian words of an invoice: a sum of money and a day.

use crate::money::Money;
use chrono::{Datelike, NaiveDate};

/// Months as they stand in a date.
const OF_MONTHS: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

const ONES: [&str; 20] = [
    "",
    "один",
    "два",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
];
const TENS: [&str; 10] =
    ["", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"];
const HUNDREDS: [&str; 10] =
    ["", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"];

/// What is counted, as it stands after 1, 2 and 5.
type Counted = [&'static str; 3];

const ROUBLES: Counted = ["рубль", "рубля", "рублей"];
const KOPECKS: Counted = ["копейка", "копейки", "копеек"];
/// Groups of three digits, the largest first: what is counted, whether it is feminine, its size.
const GROUPS: [(Counted, bool, u64); 4] = [
    (["триллион", "триллиона", "триллионов"], false, 1_000_000_000_000),
    (["миллиард", "миллиарда", "миллиардов"], false, 1_000_000_000),
    (["миллион", "миллиона", "миллионов"], false, 1_000_000),
    (["тысяча", "тысячи", "тысяч"], true, 1_000),
];

/// `15 мая 2026 г.`
pub fn day(day: NaiveDate) -> String {
    format!("{} {} {} г.", day.day(), OF_MONTHS[day.month0() as usize], day.year())
}

/// `Двенадцать тысяч триста сорок пять рублей 60 копеек`; a debt below zero is told as `минус`.
pub fn sum(sum: Money) -> String {
    let total = sum.kopecks().unsigned_abs();
    let (roubles, kopecks) = (total / 100, total % 100);
    let mut words = Vec::new();
    if sum < Money::ZERO {
        words.push("минус");
    }
    let mut rest = roubles;
    for (counted, feminine, size) in GROUPS {
        let group = rest / size;
        rest %= size;
        if group > 0 {
            below_thousand(group, feminine, &mut words);
            words.push(form(group, counted));
        }
    }
    below_thousand(rest, false, &mut words);
    if roubles == 0 {
        words.push("ноль");
    }
    let words = words.join(" ");
    format!("{} {} {kopecks:02} {}", capitalised(&words), form(roubles, ROUBLES), form(kopecks, KOPECKS))
}

/// The words of a number from 0 to 999; nothing for 0. Larger ones never come: their thousands are split off.
fn below_thousand(number: u64, feminine: bool, words: &mut Vec<&'static str>) {
    let digit = |number: u64| usize::try_from(number).unwrap_or_default();
    let (hundreds, below) = (digit(number / 100 % 10), digit(number % 100));
    let (tens, ones) = if below < 20 { (0, below) } else { (below / 10, below % 10) };
    let ones = match (ones, feminine) {
        (1, true) => "одна",
        (2, true) => "две",
        _ => ONES[ones],
    };
    words.extend([HUNDREDS[hundreds], TENS[tens], ones].into_iter().filter(|word| !word.is_empty()));
}

/// What is counted, as it stands after `number`.
fn form(number: u64, counted: Counted) -> &'static str {
    match (number % 10, number % 100) {
        (_, 11..=14) => counted[2],
        (1, _) => counted[0],
        (2..=4, _) => counted[1],
        _ => counted[2],
    }
}

/// The first letter large.
fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads the words back: `None` if a word is unknown, has a wrong gender or form, or stands in a wrong place.
    fn read(text: &str) -> Option<i64> {
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower.split(' ').collect();
        let (roubles, tail) = words.split_at(words.len().checked_sub(3)?);
        let [rouble, digits, kopeck] = tail else { return None };
        let (mut total, mut group, mut last) = (0_i64, 0_i64, "");
        for word in roubles {
            let thousands = ["тысяча", "тысячи", "тысяч"].contains(word);
            let place = [
                (1_000_000_000_000, "триллион"),
                (1_000_000_000, "миллиард"),
                (1_000_000, "миллион"),
                (1_000, "тысяч"),
            ]
            .into_iter()
            .find(|(_, stem)| word.starts_with(stem));
            if let Some((size, _)) = place {
                let expected = match (last, thousands) {
                    ("одна", true) => "тысяча",
                    ("две" | "три" | "четыре", true) => "тысячи",
                    ("один" | "два", true) | ("одна" | "две", false) => return None,
                    (_, true) => "тысяч",
                    ("один", false) => word.trim_end_matches(['а', 'о', 'в']),
                    ("два" | "три" | "четыре", false) => word.strip_suffix('а').map(|_| *word)?,
                    (_, false) => word.strip_suffix("ов").map(|_| *word)?,
                };
                if *word != expected {
                    return None;
                }
                total += group * size;
                group = 0;
            } else {
                let value = match *word {
                    "ноль" => 0,
                    "одна" => 1,
                    "две" => 2,
                    _ => {
                        let at =
                            |list: &[&str], by: usize| list.iter().position(|known| known == word).map(|at| at * by);
                        at(&ONES, 1).or_else(|| at(&TENS, 10)).or_else(|| at(&HUNDREDS, 100))?
                    }
                };
                group += i64::try_from(value).ok()?;
            }
            last = word;
        }
        total += group;
        let rouble_expected = match last {
            "один" => "рубль",
            "два" | "три" | "четыре" => "рубля",
            "одна" | "две" => return None,
            _ => "рублей",
        };
        let kopecks: i64 = digits.parse().ok()?;
        let kopeck_expected = match kopecks {
            11..=14 => "копеек",
            _ if kopecks % 10 == 1 => "копейка",
            _ if (2..=4).contains(&(kopecks % 10)) => "копейки",
            _ => "копеек",
        };
        (*rouble == rouble_expected && *kopeck == kopeck_expected && digits.len() == 2).then_some(total * 100 + kopecks)
    }

    #[test]
    fn sums_are_told_as_accountants_write_them() {
        for (kopecks, words) in [
            (1_234_560, "Двенадцать тысяч триста сорок пять рублей 60 копеек"),
            (0, "Ноль рублей 00 копеек"),
            (1, "Ноль рублей 01 копейка"),
            (100, "Один рубль 00 копеек"),
            (2_102, "Двадцать один рубль 02 копейки"),
            (1_111, "Одиннадцать рублей 11 копеек"),
            (100_000, "Одна тысяча рублей 00 копеек"),
            (220_200, "Две тысячи двести два рубля 00 копеек"),
            (2_100_000, "Двадцать одна тысяча рублей 00 копеек"),
            (101_200_100_000, "Один миллиард двенадцать миллионов одна тысяча рублей 00 копеек"),
            (100_000_000_000_000, "Один триллион рублей 00 копеек"),
            (-500, "Минус пять рублей 00 копеек"),
        ] {
            assert_eq!(sum(Money::from_kopecks(kopecks)), words);
        }
    }

    #[test]
    fn the_reader_of_this_test_sees_wrong_grammar() {
        for wrong in [
            "Один тысяча рублей 00 копеек",
            "Две рубля 00 копеек",
            "Две тысяч рублей 00 копеек",
            "Пять рубля 00 копеек",
            "Два миллионов рублей 00 копеек",
            "Один рубль 02 копеек",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_day_is_told() {
        assert_eq!(day(NaiveDate::from_ymd_opt(2026, 5, 15).unwrap()), "15 мая 2026 г.");
    }

    proptest! {
        #[test]
        fn words_are_the_sum(kopecks in prop_oneof![0_i64..10_000_000, 0_i64..=100_000_000_000_000]) {
            let words = sum(Money::from_kopecks(kopecks));
            prop_assert_eq!(read(&words), Some(kopecks), "{}", words);
        }
    }
}
