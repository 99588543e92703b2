//! Whether a payment that one source tells of is one that another has told of before: pure. The bank knows accounts, which
//! 1С does not tell; 1С has its own keys. Both know the payer's INN, the sum, and number and day of the payment order; where
//! nobody has written those down, the bank's day must do.

use super::{queries::Payment, told::Operation};
use crate::{
    db::{Day, Id},
    features::invoices::bare_number,
};
use chrono::NaiveDate;
use sqlx::FromRow;

/// Between an order and its money lie so many days at most.
pub const APART: i64 = 10;

/// A payment of the same sum that another source has told of, and this one not yet.
#[derive(Debug, Clone, FromRow)]
pub struct Candidate {
    pub id: Id<Payment>,
    pub paid_on: Day,
    pub ordered_on: Option<Day>,
    pub number: String,
    pub payer_inn: String,
    pub purpose: String,
}

/// Which of them the operation is: of several the one with its purpose, then the nearest in time.
pub fn twin<'a>(operation: &Operation, candidates: &'a [Candidate]) -> Option<&'a Candidate> {
    let same = candidates.iter().filter(|candidate| is_same(operation, candidate));
    same.min_by_key(|candidate| {
        (!is_said(&candidate.purpose, &operation.purpose), apart(candidate.paid_on.0, operation.paid_on))
    })
}

fn is_same(operation: &Operation, known: &Candidate) -> bool {
    let payer = match (known.payer_inn.as_str(), operation.payer_inn.as_str()) {
        ("", _) | (_, "") => is_said(&known.purpose, &operation.purpose),
        (known, told) => known == told,
    };
    let near = apart(known.paid_on.0, operation.paid_on) <= APART;
    let order = match (known.number.is_empty() || operation.number.is_empty(), known.ordered_on, operation.ordered_on) {
        (true, _, _) => known.paid_on.0 == operation.paid_on,
        (false, Some(known_on), Some(told_on)) => {
            known_on.0 == told_on && bare_number(&known.number) == bare_number(&operation.number)
        }
        (false, _, _) => bare_number(&known.number) == bare_number(&operation.number),
    };
    payer && near && order
}

/// Whether two purposes say the same, however they are broken into lines.
fn is_said(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

fn apart(one: NaiveDate, other: NaiveDate) -> i64 {
    (one - other).num_days().abs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Money;

    fn day(of_may: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 5, of_may).unwrap()
    }

    fn operation(number: &str, ordered_on: Option<u32>) -> Operation {
        Operation {
            hash: String::new(),
            paid_on: day(22),
            number: number.to_owned(),
            ordered_on: ordered_on.map(day),
            sum: Money::from_rubles(1),
            payer_inn: "7707083893".to_owned(),
            payer_name: String::new(),
            payer_account: String::new(),
            purpose: "По счёту\n118".to_owned(),
            pays: None,
        }
    }

    fn candidate(number: &str, ordered_on: Option<u32>, paid_on: u32) -> Candidate {
        Candidate {
            id: Id::new(),
            paid_on: Day(day(paid_on)),
            ordered_on: ordered_on.map(|on| Day(day(on))),
            number: number.to_owned(),
            payer_inn: "7707083893".to_owned(),
            purpose: "Иное".to_owned(),
        }
    }

    #[test]
    fn number_day_and_payer_of_the_order_tell_payments_apart() {
        let same = |told: &Operation, known: &Candidate| twin(told, std::slice::from_ref(known)).is_some();
        let told = operation("415", Some(21));
        assert!(same(&told, &candidate("000415", Some(21), 22)));
        assert!(same(&told, &candidate("415", Some(21), 25)), "1С has it on another day than the bank");
        assert!(!same(&told, &candidate("415", Some(20), 22)), "banks repeat numbers");
        assert!(!same(&told, &candidate("416", Some(21), 22)));
        assert!(same(&told, &candidate("415", None, 22)), "from before days of orders were kept");
        assert!(!same(&told, &candidate("415", None, 5)));
        assert!(!same(&told, &Candidate { payer_inn: "500100732259".to_owned(), ..candidate("415", Some(21), 22) }));
        let nameless = Candidate { payer_inn: String::new(), ..candidate("415", Some(21), 22) };
        assert!(!same(&told, &nameless), "without an INN the purposes must agree");
        assert!(same(&told, &Candidate { purpose: "По счёту 118".to_owned(), ..nameless }));
        let by_hand = operation("", None);
        assert!(same(&by_hand, &candidate("415", Some(21), 22)), "nobody has written the order down");
        assert!(!same(&by_hand, &candidate("415", Some(21), 21)));
    }

    #[test]
    fn of_several_the_one_with_the_same_purpose_is_meant_then_the_nearest() {
        let told = operation("", None);
        let mut all = vec![candidate("1", None, 22), candidate("2", None, 22)];
        all[1].purpose = "По счёту 118".to_owned();
        assert_eq!(twin(&told, &all).unwrap().id, all[1].id);
        let told = operation("1", None);
        let all = [candidate("1", None, 19), candidate("1", None, 21)];
        assert_eq!(twin(&told, &all).unwrap().id, all[1].id);
    }
}
