//! Which invoices a payment pays: pure. First the numbers in its purpose, then INN and sum; anything else is for a hand.

use super::bank::Operation;
use crate::{
    clients::Client,
    db::Id,
    features::invoices::{Invoice, bare_number},
    money::Money,
};

/// What a payment pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// These invoices, with these sums, and nothing is left over.
    Pays(Vec<(Id<Invoice>, Money)>),
    /// A hand must look; this client, if it is known.
    Hand(Option<Id<Client>>),
}

/// Words before the number of an invoice.
const MARKS: [&str; 6] = ["счет", "счету", "счета", "счетам", "сч", "счетов"];

/// The numbers named in a purpose as those of invoices: `по счету № 118 от 15.05.2026`, `сч. 118, 119`.
pub fn numbers(purpose: &str) -> Vec<String> {
    let words = purpose.to_lowercase().replace('ё', "е");
    let tokens: Vec<&str> =
        words.split([' ', ',', ';', '№', '.', '(', ')', ':']).filter(|token| !token.is_empty()).collect();
    let mut numbers = Vec::new();
    let mut expecting = false;
    let mut after_from = false;
    for token in tokens {
        let starts_with_digit = token.starts_with(|c: char| c.is_ascii_digit());
        let has_digit = token.contains(|c: char| c.is_ascii_digit());
        if MARKS.contains(&token) {
            expecting = true;
            after_from = false;
        } else if token == "от" {
            after_from = true;
        } else if expecting && has_digit && !after_from {
            let number = bare_number(token);
            if !numbers.contains(&number) {
                numbers.push(number);
            }
        } else if expecting && !starts_with_digit && !["и", "на", "оплату", "n", "no", "г", "года"].contains(&token)
        {
            expecting = false;
        }
    }
    numbers
}

/// Decides. `named`: unpaid invoices with the numbers in the purpose. `payer`: the client with the payer's INN and its
/// unpaid invoices, the oldest first.
pub fn decide(operation: &Operation, named: &[Invoice], payer: Option<(Id<Client>, &[Invoice])>) -> Match {
    let client = payer.map(|(client, _)| client);
    let mine: Vec<&Invoice> =
        named.iter().filter(|invoice| client.is_none_or(|client| invoice.client == client)).collect();
    let one_client = mine.windows(2).all(|pair| pair[0].client == pair[1].client);
    if !mine.is_empty() && one_client {
        let owed: Money = mine.iter().map(|invoice| invoice.left()).sum();
        let sure = client.is_some() || owed == operation.sum;
        if sure && operation.sum <= owed {
            return Match::Pays(pour(operation.sum, &mine));
        }
        return Match::Hand(client.or(mine.first().map(|invoice| invoice.client)));
    }
    let Some((client, open)) = payer else { return Match::Hand(None) };
    if let Some(exact) = open.iter().find(|invoice| invoice.left() == operation.sum) {
        return Match::Pays(vec![(exact.id, operation.sum)]);
    }
    if open.len() > 1 && open.iter().map(Invoice::left).sum::<Money>() == operation.sum {
        return Match::Pays(pour(operation.sum, &open.iter().collect::<Vec<_>>()));
    }
    Match::Hand(Some(client))
}

/// Pays invoices one after another until the money is gone.
pub fn pour(mut sum: Money, invoices: &[&Invoice]) -> Vec<(Id<Invoice>, Money)> {
    let mut parts = Vec::new();
    for invoice in invoices {
        let part = sum.min(invoice.left());
        if part > Money::ZERO {
            parts.push((invoice.id, part));
            sum = sum - part;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn operation(sum: i64, purpose: &str) -> Operation {
        Operation {
            hash: String::new(),
            paid_on: NaiveDate::default(),
            number: "1".to_owned(),
            sum: Money::from_rubles(sum),
            payer_inn: String::new(),
            payer_name: String::new(),
            payer_account: String::new(),
            purpose: purpose.to_owned(),
        }
    }

    fn invoice(client: Id<Client>, number: &str, sum: i64) -> Invoice {
        Invoice {
            id: Id::new(),
            client,
            number: number.to_owned(),
            issued_on: NaiveDate::default(),
            due_on: NaiveDate::default(),
            sum: Money::from_rubles(sum),
            paid: Money::ZERO,
            disputed: false,
            awaited_until: None,
        }
    }

    #[test]
    fn numbers_are_found_as_accountants_write_them() {
        for (purpose, expected) in [
            ("Оплата по счету № 118 от 15.05.2026 г. Без НДС", vec!["118"]),
            ("по счёту №0000-000118 от 15.05.2026", vec!["118"]),
            ("Оплата по сч. 118, 119 от 15.05.2026, НДС нет", vec!["118", "119"]),
            ("Оплата счета УТ-118 за июнь 2026", vec!["118"]),
            ("Абонентская плата за 06.2026 по договору 25 от 01.02.2024", vec![]),
            ("Счет на оплату № 118 и 120", vec!["118", "120"]),
            ("по счетам 118, 119 и 118", vec!["118", "119"]),
        ] {
            assert_eq!(numbers(purpose), expected, "{purpose}");
        }
    }

    #[test]
    fn the_number_wins_over_the_sum() {
        let client = Id::new();
        let open = [invoice(client, "117", 100), invoice(client, "118", 100)];
        let payment = operation(100, "счет 118");
        let decided = decide(&payment, &open[1..], Some((client, &open)));
        assert_eq!(decided, Match::Pays(vec![(open[1].id, Money::from_rubles(100))]));
    }

    #[test]
    fn without_a_number_inn_and_exact_sum_decide() {
        let client = Id::new();
        let open = [invoice(client, "117", 100), invoice(client, "118", 250)];
        let decide = |sum| decide(&operation(sum, "за июнь"), &[], Some((client, &open)));
        assert_eq!(decide(250), Match::Pays(vec![(open[1].id, Money::from_rubles(250))]));
        assert!(matches!(decide(350), Match::Pays(parts) if parts.len() == 2));
        assert_eq!(decide(300), Match::Hand(Some(client)));
    }

    #[test]
    fn too_much_money_another_client_or_an_unknown_payer_is_for_a_hand() {
        let (client, other) = (Id::new(), Id::new());
        let open = [invoice(client, "118", 100)];
        assert_eq!(decide(&operation(150, "счет 118"), &open, Some((client, &open))), Match::Hand(Some(client)));
        assert_eq!(decide(&operation(50, "счет 118"), &open, Some((other, &[]))), Match::Hand(Some(other)));
        assert_eq!(decide(&operation(50, "счет 118"), &open, None), Match::Hand(Some(client)));
        assert!(matches!(decide(&operation(100, "счет 118"), &open, None), Match::Pays(_)), "number and sum agree");
        assert_eq!(decide(&operation(100, ""), &[], None), Match::Hand(None));
    }

    #[test]
    fn money_is_poured_and_never_multiplied() {
        let client = Id::new();
        let open = [invoice(client, "1", 100), invoice(client, "2", 100)];
        let parts = pour(Money::from_rubles(150), &open.iter().collect::<Vec<_>>());
        assert_eq!(parts.iter().map(|(_, sum)| *sum).sum::<Money>(), Money::from_rubles(150));
        assert_eq!(parts[1].1, Money::from_rubles(50));
    }
}
