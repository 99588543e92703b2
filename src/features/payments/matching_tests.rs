//! Purposes as accountants write them, and what the money pays for.

use super::{
    matching::{Known, Match, decide, numbers, pour, propose},
    told::Operation,
};
use crate::{
    clients::Client,
    db::Id,
    features::invoices::{Invoice, bare_number},
    money::Money,
    paykit::{self, Reference},
};
use chrono::NaiveDate;

fn operation(sum: i64, purpose: &str) -> Operation {
    Operation {
        hash: String::new(),
        paid_on: NaiveDate::default(),
        number: "1".to_owned(),
        ordered_on: None,
        sum: Money::from_rubles(sum),
        payer_inn: String::new(),
        payer_name: String::new(),
        payer_account: String::new(),
        purpose: purpose.to_owned(),
        pays: None,
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

/// Which of `open` the purpose names, as the database would find them.
fn named(purpose: &str, open: &[Invoice]) -> Vec<Invoice> {
    let numbers = numbers(purpose);
    open.iter().filter(|invoice| numbers.contains(&bare_number(&invoice.number))).cloned().collect()
}

/// Which of `open` the purpose marks.
fn marked(purpose: &str, open: &[Invoice]) -> Vec<Invoice> {
    let marks = paykit::find(purpose);
    let of = |invoice: &&Invoice| marks.contains(&Reference::of(&invoice.number, invoice.issued_on));
    open.iter().filter(of).cloned().collect()
}

/// `118: 100, 119: 50` if it pays, `hand` if a hand must look.
fn decided(sum: i64, purpose: &str, open: &[Invoice], payer: Option<Id<Client>>) -> String {
    let named = named(purpose, open);
    let mine: Vec<Invoice> = open.iter().filter(|invoice| Some(invoice.client) == payer).cloned().collect();
    let marked = marked(purpose, open);
    let known =
        Known { linked: None, marked: &marked, named: &named, payer: payer.map(|payer| (payer, mine.as_slice())) };
    match decide(&operation(sum, purpose), known) {
        Match::Hand(_) => "hand".to_owned(),
        Match::Pays(client, parts) => {
            let of = |id| open.iter().find(|invoice| invoice.id == id).unwrap();
            assert!(parts.iter().all(|(id, sum)| of(*id).client == client && *sum <= of(*id).left()));
            assert_eq!(parts.iter().map(|(_, sum)| *sum).sum::<Money>(), Money::from_rubles(sum), "nothing is over");
            written(&parts, open)
        }
    }
}

fn written(parts: &[(Id<Invoice>, Money)], open: &[Invoice]) -> String {
    let number = |id| open.iter().find(|invoice| invoice.id == id).map_or("?", |invoice| invoice.number.as_str());
    let part = |(id, sum): &(Id<Invoice>, Money)| format!("{}: {}", number(*id), sum.kopecks() / 100);
    parts.iter().map(part).collect::<Vec<_>>().join(", ")
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
fn money_of_a_known_payer_finds_its_invoices_in_the_order_of_signs() {
    let client = Id::new();
    let of = |sums: &[i64]| -> Vec<Invoice> {
        sums.iter().enumerate().map(|(at, sum)| invoice(client, &(118 + at).to_string(), *sum)).collect()
    };
    for (sums, sum, purpose, expected) in [
        // The number wins over the sum, and its part is a part of it.
        (&[100, 100][..], 100, "Оплата по счету № 119 от 15.10.2026. Без НДС", "119: 100"),
        (&[100, 250], 60, "Частичная оплата по сч. 119, НДС не облагается", "119: 60"),
        (&[100, 250], 350, "по счетам 118, 119 за доступ", "118: 100, 119: 250"),
        (&[100, 250], 120, "по счетам 118 и 119", "118: 100, 119: 20"),
        // More than the named invoice asks for is for a hand.
        (&[100, 250], 150, "Оплата по счету 118", "hand"),
        // Exact sums: one invoice, the older of two alike, several together.
        (&[100, 250], 250, "Абонентская плата за 11.2026 по договору 25 от 01.02.2024", "119: 250"),
        (&[150, 150, 150], 150, "за обслуживание шлагбаума", "118: 150"),
        (&[150, 150, 150], 300, "за сентябрь и октябрь", "118: 150, 119: 150"),
        (&[100, 250, 70], 320, "Абонплата", "119: 250, 120: 70"),
        (&[100, 250], 350, "Погашение задолженности по акту сверки", "118: 100, 119: 250"),
        // The sum can be read in two ways.
        (&[100, 200, 170, 130], 300, "Абонплата", "hand"),
        // The nearest sum: the only invoice, or the only one that lacks but little.
        (&[100], 40, "Частичная оплата", "118: 40"),
        (&[100, 1500], 1490, "Абонплата за вычетом комиссии банка", "119: 1490"),
        (&[1500, 1510], 1490, "Абонплата", "hand"),
        (&[100, 250], 60, "Оплата", "hand"),
        // Another invoice is named, one we do not know: no guess by the nearest sum.
        (&[100], 40, "Оплата по счету № 7", "hand"),
        (&[100], 100, "Оплата по счету № 7", "118: 100"),
        // More than everything, and nothing at all.
        (&[100, 250], 400, "Аванс", "hand"),
        (&[], 400, "Оплата по счету 118", "hand"),
    ] {
        assert_eq!(decided(sum, purpose, &of(sums), Some(client)), expected, "{sums:?} {sum} {purpose}");
    }
}

#[test]
fn another_client_or_an_unknown_payer_is_for_a_hand() {
    let (client, other) = (Id::new(), Id::new());
    let open = [invoice(client, "118", 100)];
    assert_eq!(decided(50, "счет 118", &open, Some(other)), "hand", "somebody else's invoice");
    assert_eq!(decided(50, "счет 118", &open, None), "hand", "nobody knows who pays");
    assert_eq!(decided(100, "счет 118", &open, None), "118: 100", "number and sum agree");
    assert_eq!(decided(100, "", &open, None), "hand");
    let both = [invoice(client, "118", 100), invoice(other, "118", 100)];
    assert_eq!(decided(200, "счет 118", &both, None), "hand", "two clients have such a number");
    assert_eq!(decided(100, "счет 118", &both, Some(other)), "118: 100", "the payer tells which");
}

#[test]
fn a_hand_is_shown_what_is_likely() {
    let client = Id::new();
    let open: Vec<Invoice> =
        [("118", 100), ("119", 250), ("120", 70)].map(|(number, sum)| invoice(client, number, sum)).to_vec();
    for (sum, purpose, expected) in [
        (150, "Оплата по счету 118", "118: 100"),
        (60, "Оплата", "120: 60"),
        (240, "Оплата", "119: 240"),
        (260, "Оплата", "119: 250, 118: 10"),
        (500, "Аванс", "119: 250, 118: 100, 120: 70"),
    ] {
        assert_eq!(written(&propose(Money::from_rubles(sum), purpose, &open), &open), expected, "{sum} {purpose}");
    }
    assert_eq!(propose(Money::from_rubles(10), "Оплата", &[]), []);
}

#[test]
fn many_invoices_are_paid_together_only_if_all_are() {
    let client = Id::new();
    let open: Vec<Invoice> = (0..20).map(|at| invoice(client, &at.to_string(), 100 + at)).collect();
    let total = open.iter().map(|invoice| invoice.sum.kopecks() / 100).sum();
    assert!(decided(total, "За год", &open, Some(client)).starts_with("0: 100, 1: 101"));
    assert_eq!(decided(total - 1, "За год", &open, Some(client)), "hand");
}

#[test]
fn money_is_poured_and_never_multiplied() {
    let client = Id::new();
    let open = [invoice(client, "1", 100), invoice(client, "2", 100)];
    let parts = pour(Money::from_rubles(150), &open.iter().collect::<Vec<_>>());
    assert_eq!(parts.iter().map(|(_, sum)| *sum).sum::<Money>(), Money::from_rubles(150));
    assert_eq!(parts[1].1, Money::from_rubles(50));
}

#[test]
fn our_own_mark_is_surer_than_number_and_payer() {
    let (client, other) = (Id::new(), Id::new());
    let open = [invoice(client, "118", 100), invoice(client, "119", 100), invoice(other, "77", 100)];
    let mark = Reference::of("118", NaiveDate::default());
    for purpose in [format!("Оплата {mark}"), format!("ОПЛАТА ПО СЧЕТУ 119, {}", mark.to_string().to_uppercase())]
    {
        assert_eq!(decided(100, &purpose, &open, Some(client)), "118: 100", "{purpose}");
        assert_eq!(decided(100, &purpose, &open, Some(other)), "118: 100", "a friend pays: {purpose}");
        assert_eq!(decided(60, &purpose, &open, None), "118: 60", "{purpose}");
        assert_eq!(decided(150, &purpose, &open, Some(client)), "hand", "too much: {purpose}");
    }
    let two = format!("{mark} {}", Reference::of("77", NaiveDate::default()));
    assert_eq!(decided(100, &two, &open, Some(client)), "hand", "of two clients");
    let broken = mark.to_string().replace(|c: char| c.is_ascii_digit(), "2");
    assert_eq!(decided(100, &format!("Оплата {broken}"), &open, None), "hand", "a mark that was mistyped is none");
}

#[test]
fn the_accountants_word_comes_before_everything_and_what_does_not_fit_is_for_a_hand() {
    let (mine, other) = (Id::new(), Id::new());
    let open = [invoice(mine, "118", 100), invoice(mine, "119", 50), invoice(other, "120", 100)];
    let decided = |sum: i64, pays: &[(usize, i64)]| {
        let linked: Vec<(Invoice, Money)> =
            pays.iter().map(|(at, part)| (open[*at].clone(), Money::from_rubles(*part))).collect();
        let payer = (mine, &open[..2]);
        let known = Known { linked: Some(&linked), marked: &[], named: &open[..1], payer: Some(payer) };
        match decide(&operation(sum, "по счету 118"), known) {
            Match::Pays(_, parts) => written(&parts, &open),
            Match::Hand(client) => format!("hand {}", client == Some(mine)),
        }
    };
    assert_eq!(decided(50, &[(1, 50)]), "119: 50", "whatever the purpose says");
    assert_eq!(decided(100, &[(2, 100)]), "120: 100", "whoever pays");
    assert_eq!(decided(120, &[(0, 80), (1, 40)]), "118: 80, 119: 40");
    assert_eq!(decided(60, &[(1, 60)]), "hand true", "more than is owed");
    assert_eq!(decided(60, &[(1, 50)]), "hand true", "not all of it");
    assert_eq!(decided(150, &[(0, 50), (2, 100)]), "hand true", "of two clients");
    assert_eq!(decided(100, &[]), "hand true", "an invoice that we do not know");
}
