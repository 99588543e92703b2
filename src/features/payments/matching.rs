//! Which invoices a payment pays: pure. What the accountant has written down comes before everything; then the steps of
//! PRODUCT D23 in their order, each surer than the next: our own marks and the numbers in the purpose, INN and the exact sum, INN and the nearest sum where only one reading is left. Anything else is for a
//! hand, with a proposal. More money than is owed is never spread by a rule.

use super::told::Operation;
use crate::{
    clients::Client,
    db::Id,
    features::invoices::{Invoice, bare_number},
    money::Money,
};

/// Invoices and what each of them gets.
pub type Parts = Vec<(Id<Invoice>, Money)>;

/// Bank charges and typing errors leave so much of an invoice unpaid at most, percent: it is still the one that is meant.
const NEAR_PERCENT: i64 = 5;

/// Sums of several invoices are sought among so many, the oldest.
const JOINT: usize = 12;

/// What a payment pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// These invoices of this client, with these sums, and nothing is left over.
    Pays(Id<Client>, Parts),
    /// A hand must look; this client, if it is known.
    Hand(Option<Id<Client>>),
}

/// What is known of a payment before it is matched.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// What the accountant says it pays, as far as we know those invoices; `None`: nothing is said.
    pub linked: Option<&'a [(Invoice, Money)]>,
    /// Unpaid invoices whose marks stand in the purpose: it was made with one of our pay kits.
    pub marked: &'a [Invoice],
    /// Unpaid invoices with the numbers in the purpose, of whomever.
    pub named: &'a [Invoice],
    /// The client with the payer's INN and its unpaid invoices, the oldest first.
    pub payer: Option<(Id<Client>, &'a [Invoice])>,
}

impl Known<'_> {
    fn client(&self) -> Option<Id<Client>> {
        self.payer.map(|(client, _)| client)
    }

    /// The named invoices that may be meant: those of the payer, if it is known.
    fn mine(&self) -> Vec<&Invoice> {
        let client = self.client();
        self.named.iter().filter(|invoice| client.is_none_or(|client| invoice.client == client)).collect()
    }
}

/// A way to match; `None`: it knows nothing, the next one is asked.
type Step = fn(&Operation, Known<'_>) -> Option<Match>;

/// The accountant's word, then the order of PRODUCT D23.
const STEPS: [Step; 5] = [by_link, by_mark, by_number, by_exact_sum, by_nearest_sum];

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

/// Decides: the first step that knows.
pub fn decide(operation: &Operation, known: Known<'_>) -> Match {
    STEPS.iter().find_map(|step| step(operation, known)).unwrap_or_else(|| Match::Hand(known.client()))
}

/// Decides by the accountant's word alone.
pub fn by_link_alone(operation: &Operation, known: Known<'_>) -> Match {
    by_link(operation, known).unwrap_or_else(|| Match::Hand(known.client()))
}

/// The accountant has written down which invoices it pays. A word that does not fit what is owed is for a hand to look at,
/// not for a rule to pass over.
fn by_link(operation: &Operation, known: Known<'_>) -> Option<Match> {
    let linked = known.linked?;
    let client = linked.first().map(|(invoice, _)| invoice.client).or_else(|| known.client());
    let fits = |(invoice, part): &(Invoice, Money)| Some(invoice.client) == client && *part <= invoice.left();
    let told: Money = linked.iter().map(|(_, part)| *part).sum();
    let parts = || linked.iter().map(|(invoice, part)| (invoice.id, *part)).collect();
    Some(match client.filter(|_| linked.iter().all(fits) && told == operation.sum) {
        Some(client) => Match::Pays(client, parts()),
        None => Match::Hand(client),
    })
}

/// The purpose bears our marks of one client's invoices: theirs it is, whoever pays for them.
fn by_mark(operation: &Operation, known: Known<'_>) -> Option<Match> {
    let marked: Vec<&Invoice> = known.marked.iter().collect();
    let client = marked.first()?.client;
    let owed: Money = marked.iter().map(|invoice| invoice.left()).sum();
    let sure = marked.iter().all(|invoice| invoice.client == client) && operation.sum <= owed;
    Some(if sure { Match::Pays(client, pour(operation.sum, &marked)) } else { Match::Hand(Some(client)) })
}

/// The purpose names unpaid invoices of one client. With an unknown payer number and sum must agree.
fn by_number(operation: &Operation, known: Known<'_>) -> Option<Match> {
    let mine = known.mine();
    let client = mine.first()?.client;
    if mine.iter().any(|invoice| invoice.client != client) {
        return None;
    }
    let owed: Money = mine.iter().map(|invoice| invoice.left()).sum();
    let sure = known.payer.is_some() || owed == operation.sum;
    Some(if sure && operation.sum <= owed {
        Match::Pays(client, pour(operation.sum, &mine))
    } else {
        Match::Hand(Some(client))
    })
}

/// An invoice, or several together, for which the payer owes just this. Of invoices alike the oldest is paid.
fn by_exact_sum(operation: &Operation, known: Known<'_>) -> Option<Match> {
    let (client, open) = known.payer?;
    if let Some(exact) = open.iter().find(|invoice| invoice.left() == operation.sum) {
        return Some(Match::Pays(client, vec![(exact.id, operation.sum)]));
    }
    Some(Match::Pays(client, pour(operation.sum, &together(operation.sum, open)?)))
}

/// Several invoices that make up the sum, if there is but one way to read it.
fn together(sum: Money, open: &[Invoice]) -> Option<Vec<&Invoice>> {
    let all: Vec<&Invoice> = open.iter().collect();
    if all.len() > JOINT {
        return (all.iter().map(|invoice| invoice.left()).sum::<Money>() == sum).then_some(all);
    }
    let chosen =
        |mask: u32| all.iter().enumerate().filter(move |(at, _)| mask >> at & 1 == 1).map(|(_, invoice)| *invoice);
    let fits = |mask: &u32| chosen(*mask).map(Invoice::left).sum::<Money>() == sum;
    let masks: Vec<u32> = (1..1_u32 << all.len()).filter(fits).collect();
    let sums = |mask: u32| {
        let mut sums: Vec<Money> = chosen(mask).map(Invoice::left).collect();
        sums.sort();
        sums
    };
    let one_reading = masks.windows(2).all(|pair| sums(pair[0]) == sums(pair[1]));
    // Of ways alike that of the oldest invoices: its highest bit is the lowest.
    masks.first().filter(|_| one_reading).map(|mask| chosen(*mask).collect())
}

/// A part of the only invoice, or of the only one that lacks but little. A purpose that names some other invoice means
/// that one.
fn by_nearest_sum(operation: &Operation, known: Known<'_>) -> Option<Match> {
    let (client, open) = known.payer?;
    if !numbers(&operation.purpose).is_empty() {
        return None;
    }
    let sum = operation.sum;
    let larger = |invoice: &&Invoice| sum < invoice.left();
    let near =
        |invoice: &&Invoice| larger(invoice) && invoice.left().kopecks() * 100 <= sum.kopecks() * (100 + NEAR_PERCENT);
    let meant: Vec<&Invoice> = match open {
        [one] => Some(one).into_iter().filter(larger).collect(),
        many => many.iter().filter(near).collect(),
    };
    let [meant] = meant.as_slice() else { return None };
    Some(Match::Pays(client, vec![(meant.id, sum)]))
}

/// What a hand will most likely decide: the invoices named, else the one whose sum is the nearest, then the rest, the
/// oldest first. `open`: unpaid invoices of the client. What is over stays an advance.
pub fn propose(sum: Money, purpose: &str, open: &[Invoice]) -> Parts {
    let named = numbers(purpose);
    let is_named = |invoice: &&Invoice| named.contains(&bare_number(&invoice.number));
    let mut likely: Vec<&Invoice> = open.iter().filter(is_named).collect();
    if likely.is_empty() {
        let far = |invoice: &&Invoice| (invoice.left() - sum).kopecks().abs();
        let nearest = open.iter().min_by_key(far);
        likely.extend(nearest);
        likely.extend(open.iter().filter(|invoice| nearest.is_none_or(|nearest| nearest.id != invoice.id)));
    }
    pour(sum, &likely)
}

/// Pays invoices one after another until the money is gone.
pub fn pour(mut sum: Money, invoices: &[&Invoice]) -> Parts {
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
