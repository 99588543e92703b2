//! Reading what people type about carriers: an offer, a car with its driver, a track number, a weight. Pure.

use crate::{money::Money, phone::Phone, when};
use chrono::{NaiveDate, NaiveTime};

/// An offer as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed {
    /// Whose.
    pub name: String,
    /// For how much.
    pub price: Money,
    /// With what; may be empty.
    pub car: String,
    /// When the car comes.
    pub comes_at: Option<NaiveTime>,
    /// Until when it stands.
    pub until: Option<Until>,
}

/// A day and a time of day: today if no day was named, the end of the day if no time was.
pub type Until = (Option<NaiveDate>, Option<NaiveTime>);

/// What was not understood of an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// Who offers.
    Name,
    /// For how much.
    Price,
    /// These words.
    Words(String),
}

/// Words of money that stand behind the number.
const UNITS: [&str; 12] = ["₽", "р", "р.", "руб", "руб.", "рублей", "рубля", "к", "тыс", "тыс.", "rub", "r"];
/// A smaller number is no price of a car, roubles.
const LEAST: i64 = 100;

/// Reads `Иван 8500 10:00` or `Иван 8 500 ₽ газель до 18:00`: the name, the sum, then in any order the car, when it comes,
/// and until when the offer stands.
pub fn offer(words: &str, today: NaiveDate) -> Result<Typed, Unread> {
    let tokens = tokens(words);
    let at = tokens.iter().position(|token| token.starts_with(|c: char| c.is_ascii_digit() || c == '₽'));
    let at = at.ok_or(Unread::Price)?;
    let name = tokens[..at].join(" ");
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && !"»)".contains(c)).to_owned();
    if name.is_empty() {
        return Err(Unread::Name);
    }
    let (price, used) = price(&tokens[at..]).ok_or(Unread::Price)?;
    let mut offer = Typed { name, price, car: String::new(), comes_at: None, until: None };
    let mut car: Vec<&str> = Vec::new();
    let mut rest = &tokens[at + used..];
    while let Some((first, more)) = rest.split_first() {
        let word = first.to_lowercase();
        if ["до", "till", "until"].contains(&word.as_str()) {
            let (until, used) = until(more, today).ok_or_else(|| Unread::Words(rest.join(" ")))?;
            offer.until = Some(until);
            rest = &more[used..];
        } else if ["в", "к", "at"].contains(&word.as_str()) {
            let time = more.first().and_then(|word| when::parse_time(word));
            offer.comes_at = Some(time.ok_or_else(|| Unread::Words(rest.join(" ")))?);
            rest = &more[1..];
        } else if let Some(time) = clock(first) {
            offer.comes_at = Some(time);
            rest = more;
        } else if word.starts_with(|c: char| c.is_ascii_digit()) && !names_a_car(&word) {
            return Err(Unread::Words((*first).to_owned()));
        } else {
            car.push(first);
            rest = more;
        }
    }
    offer.car = car.join(" ");
    Ok(offer)
}

/// The words one by one, without what stands between them.
fn tokens(words: &str) -> Vec<&str> {
    words.split_whitespace().map(|token| token.trim_end_matches([',', ';'])).filter(|token| !token.is_empty()).collect()
}

/// The longest beginning of the words that is a sum, and how many words it takes.
fn price(tokens: &[&str]) -> Option<(Money, usize)> {
    let fits = |count: usize| {
        let words = tokens.get(..count)?;
        // A price has no colon, and no second number but thousands: `8 500`, not `8500 10`.
        let whole = words.iter().enumerate().all(|(at, word)| at == 0 || is_thousands(word) || is_unit(word));
        let sum = Money::parse(&words.join(" ")).filter(|_| whole)?;
        (sum >= Money::from_rubles(LEAST)).then_some((sum, count))
    };
    (1..=4).rev().find_map(fits)
}

fn is_thousands(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    digits.len() == 3 && digits.chars().all(|c| c.is_ascii_digit()) && (digits == word || is_unit(&word[3..]))
}

fn is_unit(word: &str) -> bool {
    UNITS.contains(&word.to_lowercase().as_str())
}

/// `10:00` or `10.30`, and nothing that could be a number of something else.
fn clock(word: &str) -> Option<NaiveTime> {
    when::parse_time(word).filter(|_| word.contains(':') || word.contains('.'))
}

/// `5т`, `3м`, `20-ка`: a number that says how large the car is.
fn names_a_car(word: &str) -> bool {
    word.chars().any(char::is_alphabetic)
}

/// A moment behind `до`: a time, a day, or a day and a time.
fn until(tokens: &[&str], today: NaiveDate) -> Option<(Until, usize)> {
    let first = tokens.first()?;
    if let Some(time) = clock(first) {
        return Some(((None, Some(time)), 1));
    }
    let day = |count: usize| {
        let day = when::parse_day(&tokens.get(..count)?.join(" "), today)?;
        Some((day, count)).filter(|(day, _)| *day >= today)
    };
    // A bare number is an hour, not a day of the month.
    if let (true, Some(time)) = (first.chars().all(|c| c.is_ascii_digit()), when::parse_time(first)) {
        return match day(2) {
            Some((found, used)) => Some(((Some(found), None), used)),
            None => Some(((None, Some(time)), 1)),
        };
    }
    let (found, used) = day(2).or_else(|| day(1))?;
    match tokens.get(used).and_then(|word| clock(word)) {
        Some(time) => Some(((Some(found), Some(time)), used + 1)),
        None => Some(((Some(found), None), used)),
    }
}

/// Reads a car on its way: `Пётр +7 916 123-45-67 А123ВС`. The driver before the number, the car behind it.
pub fn car(words: &str) -> Option<(String, Phone, String)> {
    let tokens = tokens(words);
    let numeric = |token: &str| token.chars().all(|c| c.is_ascii_digit() || "+-()".contains(c));
    let from = tokens.iter().position(|token| numeric(token))?;
    let many = tokens[from..].iter().take_while(|token| numeric(token)).count();
    let (phone, used) = (1..=many).find_map(|count| {
        let digits = tokens[from..from + count].join("");
        Phone::parse(&digits).map(|phone| (phone, count))
    })?;
    let driver = tokens[..from].join(" ");
    (!driver.is_empty()).then(|| (driver, phone, tokens[from + used..].join(" ")))
}

/// Reads a track number: letters, digits, dashes; at least four digits of them.
pub fn track(words: &str) -> Option<String> {
    let number: String = words.trim().trim_start_matches(['№', '#']).split_whitespace().collect();
    let known = number.chars().all(|c| c.is_alphanumeric() || "-/".contains(c));
    let digits = number.chars().filter(char::is_ascii_digit).count();
    (known && digits >= 4 && number.chars().count() <= 30).then_some(number)
}

/// Reads a weight in kilograms: `40`, `12,5 кг`. Grams.
pub fn weight(words: &str) -> Option<i64> {
    let text = words.trim().to_lowercase();
    let text = text.trim_end_matches("kg").trim_end_matches("кг").trim().replace(',', ".");
    let (whole, rest) = text.split_once('.').unwrap_or((&text, "0"));
    if whole.is_empty() || whole.len() > 5 || rest.is_empty() || rest.len() > 3 {
        return None;
    }
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let grams: i64 = (digits(whole) && digits(rest)).then(|| format!("{whole}{rest:0<3}"))?.parse().ok()?;
    (grams > 0).then_some(grams)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn read(words: &str) -> Result<Typed, Unread> {
        offer(words, day("2026-11-24"))
    }

    fn time(hour: u32, minute: u32) -> Option<NaiveTime> {
        NaiveTime::from_hms_opt(hour, minute, 0)
    }

    fn typed(name: &str, rubles: i64) -> Typed {
        let price = Money::from_rubles(rubles);
        Typed { name: name.to_owned(), price, car: String::new(), comes_at: None, until: None }
    }

    #[test]
    fn an_offer_is_read_however_it_is_typed() {
        assert_eq!(read("Иван 8500 10:00"), Ok(Typed { comes_at: time(10, 0), ..typed("Иван", 8500) }));
        let full =
            Typed { car: "газель".to_owned(), until: Some((None, time(18, 0))), ..typed("Иван", 8500) };
        assert_eq!(read("Иван 8 500 ₽ газель до 18:00"), Ok(full.clone()));
        assert_eq!(read("Иван, 8500р, газель, до 18"), Ok(full));
        assert_eq!(read("Иван Петрович 8,5к в 9"), Ok(Typed { comes_at: time(9, 0), ..typed("Иван Петрович", 8500) }));
        assert_eq!(read("ООО «Тягач» 12 000"), Ok(typed("ООО «Тягач»", 12_000)));
        assert_eq!(read("Иван: 8500"), Ok(typed("Иван", 8500)));
        let until = |day, time| Some((Some(day), time));
        let tomorrow = Typed { until: until(day("2026-11-25"), time(12, 0)), ..typed("Пётр", 9000) };
        assert_eq!(read("Пётр 9000 до завтра 12:00"), Ok(tomorrow));
        let on = Typed { until: until(day("2026-11-26"), None), ..typed("Пётр", 9000) };
        assert_eq!((read("Пётр 9000 до 26.11"), read("Пётр 9000 до 26 ноября")), (Ok(on.clone()), Ok(on)));
        let large = Typed { car: "манипулятор 5т".to_owned(), ..typed("Пётр", 9000) };
        assert_eq!(read("Пётр 9000 манипулятор 5т"), Ok(large));
    }

    #[test]
    fn what_is_missing_or_odd_in_an_offer_is_told() {
        assert_eq!(read("8500 10:00"), Err(Unread::Name));
        assert_eq!(read("Иван"), Err(Unread::Price));
        assert_eq!(read("Иван 10:00"), Err(Unread::Price));
        assert_eq!(read("Иван 8500 9000"), Err(Unread::Words("9000".to_owned())));
        assert_eq!(read("Иван 8500 до обеда"), Err(Unread::Words("до обеда".to_owned())));
        assert_eq!(read("Иван 8500 в обед"), Err(Unread::Words("в обед".to_owned())));
        assert_eq!(read("Иван 8500 до"), Err(Unread::Words("до".to_owned())));
        assert_eq!(read(""), Err(Unread::Price));
    }

    #[test]
    fn a_car_has_a_driver_a_number_and_a_plate() {
        let phone = Phone::parse("+79161234567").unwrap();
        let read = |words: &str| car(words).map(|(driver, phone, car)| format!("{driver}|{phone}|{car}"));
        assert_eq!(read("Пётр +7 916 123-45-67 А123ВС").as_deref(), Some("Пётр|+79161234567|А123ВС"));
        let long = read("Пётр Иванов, 8(916)1234567, белая газель А123ВС 77");
        assert_eq!(long.as_deref(), Some("Пётр Иванов|+79161234567|белая газель А123ВС 77"));
        assert_eq!(car("Пётр 89161234567"), Some(("Пётр".to_owned(), phone, String::new())));
        assert_eq!([car("Пётр А123ВС"), car("+79161234567 А123ВС"), car("")], [None, None, None]);
    }

    #[test]
    fn a_track_number_has_digits_and_no_words() {
        assert_eq!(track(" 1234 567890 ").as_deref(), Some("1234567890"));
        assert_eq!(track("№МВАЕ-1/2104").as_deref(), Some("МВАЕ-1/2104"));
        assert_eq!([track("скоро будет"), track("12"), track("1234?"), track("")], [None, None, None, None]);
    }

    #[test]
    fn a_weight_is_read_in_kilograms() {
        assert_eq!([weight("40"), weight("12,5 кг"), weight("0.25")], [Some(40_000), Some(12_500), Some(250)]);
        assert_eq!([weight("много"), weight("0"), weight("-5"), weight("1,2345"), weight("")], [None; 5]);
    }

    proptest! {
        #[test]
        fn no_words_break_the_readers(words in ".*") {
            let _ = (read(&words), car(&words), track(&words), weight(&words));
        }
    }
}
