//! The mark of an invoice in a payment's purpose, by which our import of bank statements finds the invoice again.
//!
//! `#M` and eight characters: seven from the invoice's number and day, the eighth checks them. The alphabet has no
//! vowels, so that no word is a mark, nothing that looks like something else (`0O`, `1I`, `5S`, `2Z`, `8B`), and no letter
//! that a Russian one looks like; every mark has two letters and two digits at least, so that no account, date or tax
//! number is one. There are 17 characters: the sum that checks is by a prime, so one changed character always shows.

use crate::hash;
use chrono::NaiveDate;
use std::fmt;

const ALPHABET: &[u8; 17] = b"23456789DFJLNQRVW";
/// Characters after `#M`.
const LENGTH: usize = 8;

/// The mark of one invoice, `#M` and eight characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reference([u8; LENGTH]);

impl Reference {
    /// The mark of the invoice with this number and day: together they are unique.
    pub fn of(number: &str, issued_on: NaiveDate) -> Self {
        let (number, day) = (number.trim().to_uppercase(), issued_on.to_string());
        let mut round = 0_u32;
        loop {
            let hash = hash::of_parts([number.as_str(), &day, &round.to_string()]);
            // 60 bits: far more than seven characters hold.
            let mut rest = u64::from_str_radix(&hash[..15], 16).unwrap_or_default();
            let mut values = [0_u64; LENGTH];
            for value in &mut values[..LENGTH - 1] {
                (*value, rest) = (rest % 17, rest / 17);
            }
            values[LENGTH - 1] = (17 - weighed(&values)) % 17;
            let mark = Self(values.map(|value| usize::try_from(value).map_or(b'2', |value| ALPHABET[value])));
            if mark.is_mixed() {
                return mark;
            }
            round += 1;
        }
    }

    /// Reads eight characters; `None` if they are no mark.
    fn read(chars: &[char]) -> Option<Self> {
        let mut bytes = [0; LENGTH];
        let mut values = [0; LENGTH];
        if chars.len() != LENGTH {
            return None;
        }
        for (at, c) in chars.iter().enumerate() {
            let value = ALPHABET.iter().position(|known| char::from(*known) == c.to_ascii_uppercase())?;
            bytes[at] = ALPHABET[value];
            values[at] = u64::try_from(value).ok()?;
        }
        let mark = Self(bytes);
        (weighed(&values) == 0 && mark.is_mixed()).then_some(mark)
    }

    fn is_mixed(self) -> bool {
        let digits = self.0.iter().filter(|byte| byte.is_ascii_digit()).count();
        (2..=LENGTH - 2).contains(&digits)
    }
}

/// Every place has a weight of its own, the checking one 1: neither a changed character nor two swapped ones leave it 0.
fn weighed(values: &[u64; LENGTH]) -> u64 {
    let weights = [8, 7, 6, 5, 4, 3, 2, 1];
    values.iter().zip(weights).map(|(value, weight)| value * weight).sum::<u64>() % 17
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#M{}", self.0.map(char::from).iter().collect::<String>())
    }
}

/// The marks in a purpose, in their order, each once. The case, `#` and a Russian `М` do not matter, nor does one gap
/// inside a mark, as banks make when they cut a purpose into lines.
pub fn find(purpose: &str) -> Vec<Reference> {
    let chars: Vec<char> = purpose.chars().collect();
    let mut found = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        let goes_on = at > 0 && chars[at - 1].is_ascii_alphanumeric();
        if matches!(c, 'M' | 'm' | 'М' | 'м') && !goes_on {
            found.extend(begins(&chars[at + 1..]).filter(|mark| !found.contains(mark)));
        }
    }
    found
}

/// The mark at the beginning of `chars`, `M` being read; `None` if it goes on into other Latin letters or digits.
fn begins(chars: &[char]) -> Option<Reference> {
    let mut mark = Vec::with_capacity(LENGTH);
    let (mut gaps, mut in_gap) = (0, false);
    for (at, c) in chars.iter().enumerate() {
        if c.is_whitespace() {
            gaps += usize::from(!in_gap);
            in_gap = true;
            continue;
        }
        in_gap = false;
        mark.push(*c);
        if gaps > 1 || !c.is_ascii_alphanumeric() {
            return None;
        }
        if mark.len() == LENGTH {
            let ends = !chars.get(at + 1).is_some_and(char::is_ascii_alphanumeric);
            return Reference::read(&mark).filter(|_| ends);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paykit::samples::day;
    use proptest::prelude::*;
    use std::collections::HashSet;

    fn mark(number: &str) -> Reference {
        Reference::of(number, day("2026-05-15"))
    }

    #[test]
    fn a_mark_never_changes() {
        assert_eq!(mark("118").to_string(), "#M6W4L26V4", "it stands in purposes that are paid by now");
        assert_eq!(mark(" ут-118 "), mark("УТ-118"));
        assert_ne!(mark("118"), Reference::of("118", day("2027-05-15")));
    }

    #[test]
    fn marks_of_many_invoices_differ() {
        let marks: HashSet<Reference> = (0..20_000).map(|number| mark(&number.to_string())).collect();
        assert_eq!(marks.len(), 20_000);
    }

    #[test]
    fn a_mark_is_found_as_banks_pass_it_on() {
        let mark = mark("118");
        let text = mark.to_string();
        for purpose in [
            format!("Оплата по счёту № 118 от 15.05.2026 за июнь 2026, Без НДС, {text}"),
            format!("ОПЛАТА ПО СЧЕТУ № 118, БЕЗ НДС, {}", text.trim_start_matches('#')),
            format!("Оплатапосчету№118БезНДС,{text}"),
            format!("БЕЗНДС{}", text.trim_start_matches('#')),
            text.to_lowercase().replace('m', "м"),
            format!("{text}. Сумма 100-00"),
            format!("{} {}", &text[..5], &text[5..]),
            format!("#\r\nM{}", &text[2..]),
            format!("{text} 2 шт, {text}"),
        ] {
            assert_eq!(find(&purpose), [mark], "{purpose}");
        }
        let other = super::tests::mark("119");
        assert_eq!(find(&format!("счета 118, 119: {mark} {other}")), [mark, other]);
    }

    #[test]
    fn ordinary_purposes_have_no_mark() {
        for purpose in [
            "Оплата по счету № 118 от 15.05.2026 г. за обслуживание СКУД по договору М-25/2024 от 01.02.2024. Без НДС",
            "Абонентская плата за май 2026 г., договор № М 234567892 от 23.04.2025, НДС не облагается",
            "В т.ч. НДС 20% - 2057-60. ИНН 7707083893, КПП 773601001, р/с 40702810900000005024 БИК 044525225",
            "Оплата за модем MR3420 M2 M5 WD40EFRX S/N M4D5F6J7, домофон Metakom MK2012-TM4EV",
            "Перевод средств по договору № 2345678923 от 22.09.2025 (домофон М22, дом 5 корп. 3)",
            "ЕРИП УИН 18810177230523456789 КБК 18210501011011000110 ОКТМО 45381000",
            "Оплата по счету №234 дом М56789 ВД РФ 99 ЛН",
            "MDFJLNQRV M23456789 M 2345 6789 MDF MRRF",
            "UID: 7d2f4c9e-3b52-4d66-9f33-52d3f4a96cb2 sha 9f86d081884c7d659a2feaa0c55ad015",
            "#M #M2 #MD4F7J2Q #MD4F7J2Q99 м",
        ] {
            assert_eq!(find(purpose), [], "{purpose}");
        }
    }

    proptest! {
        #[test]
        fn a_mark_is_found_in_any_noise(
            number in "[0-9]{1,6}", before in "\\PC{0,60}", after in "\\PC{0,40}", sharp in any::<bool>(),
            upper in any::<bool>(), glue in prop::sample::select(vec![" ", ",", ", ", " #"]),
        ) {
            let mark = mark(&number);
            let text = if sharp { mark.to_string() } else { mark.to_string()[1..].to_owned() };
            let text = format!("{before}{glue}{text}, {after}");
            let text = if upper { text.to_uppercase() } else { text };
            let cut: String = text.chars().take(210).collect();
            prop_assert!(find(&cut).contains(&mark), "{}", cut);
        }

        #[test]
        fn one_changed_character_is_never_another_mark(
            number in "[0-9]{1,6}", at in 1_usize..10, to in "[ -~А-Яа-я\n\u{a0}]", words in "([a-zA-Zа-я0-9,. ]| М){0,12}",
        ) {
            let mark = mark(&number);
            let mut text: Vec<char> = format!("Без НДС, {mark} {words}").chars().collect();
            text[9 + at] = to.chars().next().unwrap();
            let text: String = text.into_iter().collect();
            let others: Vec<Reference> = find(&text).into_iter().filter(|found| *found != mark).collect();
            prop_assert_eq!(others, []);
        }

        #[test]
        fn two_swapped_characters_are_never_another_mark(number in "[0-9]{1,6}", at in 0_usize..7) {
            let mark = mark(&number);
            let mut swapped = mark;
            swapped.0.swap(at, at + 1);
            prop_assert_eq!(find(&swapped.to_string()).is_empty(), swapped != mark);
        }

        #[test]
        fn noise_alone_is_no_mark(noise in "[#MМ]?[ №0-9А-Яа-яA-Za-z.,/-]{0,210}") {
            prop_assert_eq!(find(&noise), []);
        }
    }
}
