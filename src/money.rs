//! Money: whole kopecks, read as people write it and written as people read it.

use crate::lang::Lang;
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};
use std::{
    iter::Sum,
    ops::{Add, AddAssign, Neg, Sub},
};

/// No single sum of ours is larger: a trillion roubles, in kopecks.
const LARGEST: i64 = 100_000_000_000_000;

/// A sum in kopecks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(i64);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// So many kopecks.
    pub const fn from_kopecks(kopecks: i64) -> Self {
        Self(kopecks)
    }

    /// So many roubles.
    pub const fn from_rubles(rubles: i64) -> Self {
        Self(rubles * 100)
    }

    /// A sum with at most two decimal places; `None` if it has more, is negative or too large.
    pub fn from_decimal(sum: Decimal) -> Option<Self> {
        let kopecks = sum.checked_mul(Decimal::ONE_HUNDRED)?;
        let whole = kopecks.to_i64().filter(|_| kopecks.fract().is_zero())?;
        (0..=LARGEST).contains(&whole).then_some(Self(whole))
    }

    /// The number of kopecks.
    pub const fn kopecks(self) -> i64 {
        self.0
    }

    /// Reads a sum as people write it: `15000`, `15 000,50 ₽`, `15к`, `1,5 млн`, `12'345.60`.
    /// `None` if it is not a sum, is zero, negative or over a trillion.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let text = text.trim_start_matches(['₽', '$']).trim_start();
        let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
        let (number, unit) = text.split_at(end);
        let factor = match unit.trim().trim_end_matches('.') {
            "" | "р" | "р.-" | "руб" | "рублей" | "рубля" | "рубль" | "₽" | "rub" | "r" => {
                Decimal::ONE
            }
            "к" | "k" | "т" | "тыс" | "тысяч" | "тысячи" | "тысяча" | "тр" | "т.р" | "тыс. руб" | "к ₽" | "тыс. ₽" => {
                Decimal::ONE_THOUSAND
            }
            "м" | "m" | "млн" | "миллион" | "миллиона" | "миллионов" | "млн руб" | "млн ₽" => {
                Decimal::from(1_000_000)
            }
            _ => return None,
        };
        let sum = decimal(number)?.checked_mul(factor)?;
        Self::from_decimal(sum).filter(|sum| *sum > Self::ZERO)
    }

    /// As people read it: `12 345,60 ₽` with no-break spaces, `₽12,345.60`; kopecks only if there are any.
    pub fn human(self, lang: Lang) -> String {
        let (group, point) = match lang {
            Lang::Ru => ('\u{a0}', ','),
            Lang::En => (',', '.'),
        };
        let sign = if self.0 < 0 { "−" } else { "" };
        let mut number = grouped(self.0.unsigned_abs() / 100, group);
        let kopecks = self.0.unsigned_abs() % 100;
        if kopecks > 0 {
            number = format!("{number}{point}{kopecks:02}");
        }
        match lang {
            Lang::Ru => format!("{sign}{number}\u{a0}₽"),
            Lang::En => format!("{sign}₽{number}"),
        }
    }
}

/// A number with a decimal comma or point and any grouping; the last mark followed by one or two digits is the point.
fn decimal(number: &str) -> Option<Decimal> {
    let mut clean = String::with_capacity(number.len());
    let point = number.rfind([',', '.']).filter(|at| (1..=2).contains(&(number.len() - at - 1)));
    for (at, c) in number.char_indices() {
        match c {
            '0'..='9' => clean.push(c),
            ',' | '.' if Some(at) == point => clean.push('.'),
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | ',' | '.' if is_group(&number[at + c.len_utf8()..]) => {}
            _ => return None,
        }
    }
    clean.parse().ok()
}

/// Whether exactly three digits follow: what stands before them separates thousands.
fn is_group(rest: &str) -> bool {
    rest.chars().take_while(char::is_ascii_digit).count() == 3
}

/// `1234567` in groups of three.
pub fn grouped(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}
impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}
impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}
impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}
impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(sums: I) -> Self {
        sums.fold(Self::ZERO, Add::add)
    }
}

impl sqlx::Type<sqlx::Any> for Money {
    fn type_info() -> sqlx::any::AnyTypeInfo {
        <i64 as sqlx::Type<sqlx::Any>>::type_info()
    }
}
impl sqlx::Encode<'_, sqlx::Any> for Money {
    fn encode_by_ref(
        &self,
        buf: &mut <sqlx::Any as sqlx::Database>::ArgumentBuffer,
    ) -> Result<sqlx::encode::IsNull, sqlx::error::BoxDynError> {
        <i64 as sqlx::Encode<'_, sqlx::Any>>::encode_by_ref(&self.0, buf)
    }
}
impl sqlx::Decode<'_, sqlx::Any> for Money {
    fn decode(value: sqlx::any::AnyValueRef<'_>) -> Result<Self, sqlx::error::BoxDynError> {
        <i64 as sqlx::Decode<'_, sqlx::Any>>::decode(value).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_sum_is_read_as_people_write_it() {
        for (text, kopecks) in [
            ("15000", 1_500_000),
            ("15 000", 1_500_000),
            ("15\u{a0}000,50 ₽", 1_500_050),
            ("15к", 1_500_000),
            ("15 К", 1_500_000),
            ("1,5 млн", 150_000_000),
            ("15 тыс.", 1_500_000),
            ("15000.5р", 1_500_050),
            ("12'345.60 руб.", 1_234_560),
            ("12.345,60", 1_234_560),
            ("12,345", 1_234_500),
            ("₽12,345.60", 1_234_560),
            ("0,01", 1),
        ] {
            assert_eq!(Money::parse(text), Some(Money(kopecks)), "{text}");
        }
    }

    #[test]
    fn what_is_not_a_sum_is_refused() {
        for text in
            ["", "0", "-5", "пятница", "15.12.2026", "15:30", "1 2 3", "5 яблок", "9999999999999999", "1,234,5.6"]
        {
            assert_eq!(Money::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_sum_is_written_as_people_read_it() {
        assert_eq!(Money(1_234_560).human(Lang::Ru), "12\u{a0}345,60\u{a0}₽");
        assert_eq!(Money(100_000_000).human(Lang::Ru), "1\u{a0}000\u{a0}000\u{a0}₽");
        assert_eq!(Money(-5_001).human(Lang::En), "−₽50.01");
    }

    proptest! {
        #[test]
        fn what_is_written_can_be_read(kopecks in 1..LARGEST) {
            prop_assert_eq!(Money::parse(&Money(kopecks).human(Lang::Ru)), Some(Money(kopecks)));
        }

        #[test]
        fn no_words_break_the_reader(words in ".*") {
            let _ = Money::parse(&words);
        }
    }
}
