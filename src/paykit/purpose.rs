//! The purpose of a payment: what the payer's accountant copies and our bank statement brings back.

use super::{
    Bill,
    plain::{legible, one_line, shortened},
    reference::Reference,
    vat::Vat,
};
use crate::{lang::Lang, when::month_name};
use chrono::Datelike;

/// As long as it may be, in characters: QR codes of some banks have no room for the 210 that payment orders have.
pub const LONGEST: usize = 160;

/// `Оплата по счёту № 118 от 15.05.2026 за июнь 2026, Без НДС, #M…`, at most 160 characters of windows-1251.
///
/// If it is too long, first the month goes, then the end of the number. The day, VAT and the mark stay whole.
pub fn purpose(bill: &Bill, vat: Vat) -> String {
    let mark = Reference::of(&bill.number, bill.issued_on);
    let number = legible(&one_line(&bill.number));
    let from = bill.issued_on.format("%d.%m.%Y");
    let end = format!(", {}, {mark}", vat.words_of(bill.sum));
    // A bank keeps one space where there are several: a number of nothing legible would leave two.
    let told = |number: &str, month: &str| one_line(&format!("Оплата по счёту № {number} от {from}{month}{end}"));
    let full = told(
        &number,
        &bill.period.map(|day| format!(" за {} {}", month_name(day, Lang::Ru), day.year())).unwrap_or_default(),
    );
    let length = |text: &str| text.chars().count();
    if length(&full) <= LONGEST {
        return full;
    }
    let room = LONGEST + 1 - length(&told("0", ""));
    told(&shortened(&number, room), "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        features::payments::numbers_in,
        money::Money,
        paykit::{
            plain::legible,
            reference::find,
            samples::{bill, day},
        },
    };
    use proptest::prelude::*;

    #[test]
    fn the_purpose_tells_what_a_bank_wants() {
        let mark = Reference::of("118", day("2026-05-15"));
        let said = purpose(&bill(), Vat::Without);
        assert_eq!(said, format!("Оплата по счёту № 118 от 15.05.2026 за июнь 2026, Без НДС, {mark}"));
        assert_eq!(find(&said), [mark]);
        let said = purpose(&Bill { period: None, ..bill() }, Vat::Included(20));
        assert_eq!(said, format!("Оплата по счёту № 118 от 15.05.2026, в т.ч. НДС 20 % 2057.60 руб., {mark}"));
    }

    #[test]
    fn a_number_of_nothing_legible_leaves_one_space() {
        let said = purpose(&Bill { number: " ".to_owned(), period: None, ..bill() }, Vat::Without);
        assert!(said.starts_with("Оплата по счёту № от 15.05.2026"), "{said}");
    }

    #[test]
    fn the_number_is_read_as_that_of_the_invoice() {
        for vat in [Vat::Without, Vat::Included(20)] {
            for period in [None, bill().period] {
                let said = purpose(&Bill { period, ..bill() }, vat);
                assert_eq!(numbers_in(&said), ["118"], "{said}");
                assert_eq!(numbers_in(&said.to_uppercase().replace('#', "")), ["118"], "{said}");
            }
        }
    }

    #[test]
    fn a_long_number_loses_its_end() {
        let said = purpose(&Bill { number: "1".repeat(300), ..bill() }, Vat::Included(20));
        assert_eq!(said.chars().count(), LONGEST);
        assert!(said.contains("1 от 15.05.2026, в т.ч. НДС 20 % 2057.60 руб., #M"), "{said}");
    }

    proptest! {
        #[test]
        fn it_is_short_and_keeps_its_mark(number in any::<String>(), kopecks in 1_i64..100_000_000_000_000) {
            let bill = Bill { number: number.clone(), sum: Money::from_kopecks(kopecks), ..bill() };
            let said = purpose(&bill, Vat::Included(20));
            prop_assert!(said.chars().count() <= LONGEST && legible(&said) == said && !said.contains('\n'));
            prop_assert!(find(&said).contains(&Reference::of(&number, bill.issued_on)), "{}", said);
        }
    }
}
