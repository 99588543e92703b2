//! VAT: what an invoice and the purpose of a payment say of it.

use crate::money::Money;
use serde::{Deserialize, Serialize};
use std::fmt;

/// VAT of what is sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Vat {
    /// The seller is free of it.
    Without,
    /// It is a part of the sum, at so many per cent.
    Included(u8),
}

/// Rates of the tax code (article 164, and 5 and 7 % for the simplified system), past ones too.
const RATES: [u8; 6] = [5, 7, 10, 18, 20, 22];

impl Vat {
    /// Reads `Без НДС`, `НДС 20 %`, `в т.ч. НДС 20%`, `22`.
    pub fn parse(text: &str) -> Option<Self> {
        let lower = text.trim().to_lowercase();
        if lower == "без ндс" {
            return Some(Self::Without);
        }
        let rest =
            lower.strip_prefix("в т.ч.").or_else(|| lower.strip_prefix("в том числе")).unwrap_or(&lower).trim_start();
        let rest = rest.strip_prefix("ндс").unwrap_or(rest).trim();
        let rate = rest.strip_suffix('%').unwrap_or(rest).trim_end().parse().ok()?;
        RATES.contains(&rate).then_some(Self::Included(rate))
    }

    /// The part of `sum` that is VAT, rounded to a kopeck, half up.
    pub fn part(self, sum: Money) -> Money {
        match self {
            Self::Without => Money::ZERO,
            Self::Included(rate) => {
                let rate = i128::from(rate);
                let twice = 2 * i128::from(sum.kopecks()) * rate;
                let whole = (twice + 100 + rate).div_euclid(2 * (100 + rate));
                // A part of an `i64` is one.
                Money::from_kopecks(i64::try_from(whole).unwrap_or(sum.kopecks()))
            }
        }
    }

    /// The words of a payment's purpose: `Без НДС`, `в т.ч. НДС 20 % 2057.60 руб.`
    pub fn words_of(self, sum: Money) -> String {
        match self {
            Self::Without => self.to_string(),
            Self::Included(_) => format!("{self} {} руб.", with_point(self.part(sum))),
        }
    }
}

impl fmt::Display for Vat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Without => f.write_str("Без НДС"),
            Self::Included(rate) => write!(f, "в т.ч. НДС {rate} %"),
        }
    }
}

/// Roubles with a point and two digits of kopecks, as machines read them: `12345.60`.
pub(super) fn with_point(sum: Money) -> String {
    let (sign, kopecks) = (if sum < Money::ZERO { "-" } else { "" }, sum.kopecks().unsigned_abs());
    format!("{sign}{}.{:02}", kopecks / 100, kopecks % 100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn vat_is_read_and_written() {
        for (text, vat) in [
            ("Без НДС", Some(Vat::Without)),
            (" без ндс ", Some(Vat::Without)),
            ("НДС 20 %", Some(Vat::Included(20))),
            ("в т.ч. НДС 20%", Some(Vat::Included(20))),
            ("В том числе НДС 5 %", Some(Vat::Included(5))),
            ("22", Some(Vat::Included(22))),
            ("21 %", None),
            ("", None),
            ("НДС", None),
        ] {
            assert_eq!(Vat::parse(text), vat, "{text}");
            if let Some(vat) = vat {
                assert_eq!(Vat::parse(&vat.to_string()), Some(vat));
            }
        }
        let sum = Money::from_kopecks(1_234_560);
        assert_eq!(Vat::Included(20).words_of(sum), "в т.ч. НДС 20 % 2057.60 руб.");
        assert_eq!(Vat::Without.words_of(sum), "Без НДС");
        assert_eq!(Vat::Included(20).part(Money::from_kopecks(3)), Money::from_kopecks(1), "half a kopeck is one");
    }

    proptest! {
        #[test]
        fn vat_and_the_rest_are_the_sum(kopecks in 0_i64..100_000_000_000_000, rate in prop::sample::select(&RATES)) {
            let vat = Vat::Included(rate).part(Money::from_kopecks(kopecks)).kopecks();
            let error = 100 * vat - i64::from(rate) * (kopecks - vat);
            prop_assert!(2 * error.abs() <= 100 + i64::from(rate), "within half a kopeck");
        }
    }
}
