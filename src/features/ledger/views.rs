//! Screens of the ledger.

use super::{
    Ledger,
    compare::{self, Compared, Difference},
    jobs,
    model::{State, Trouble},
    rows,
};
use crate::{
    bot::{
        screen::{Button, Screen},
        turn::Turn,
        widgets::{PER_PAGE, Page},
    },
    clients,
    db::{Id, Timestamp},
    error::Result,
    features::{hello, invoices::Refused},
    money::Money,
    t,
    text::Text,
};
use chrono::{DateTime, NaiveDate};

/// So many troubles are named.
const SHOWN: usize = 10;

/// What differs, and how reading goes.
pub async fn ledger(turn: &Turn, page: usize) -> Result<Screen> {
    let state = rows::state(&mut turn.db()).await?;
    let Some(state) = state else { return Ok(hello::word(t!("ledger-none"))) };
    let troubles: Vec<Trouble> =
        rows::troubles(&mut turn.db()).await?.into_iter().map(|(_, trouble)| trouble).collect();
    let compared = compare::compared(&mut turn.db()).await?;
    Ok(shown(&state, &troubles, &compared, page))
}

fn shown(state: &State, troubles: &[Trouble], compared: &Compared, page: usize) -> Screen {
    let mut screen = Screen::new(t!("ledger-title")).line(match state.read_at {
        Some(at) => t!("ledger-read", at = at.0),
        None => t!("ledger-never"),
    });
    if let Some(why) = &state.refusal {
        screen = screen.line(t!("ledger-failed", why = jobs::words(why), at = state.next_at.0));
    }
    // Why it can't be read is said already.
    let documents = |trouble: &&Trouble| state.refusal.is_none() || !matches!(trouble, Trouble::Source { .. });
    let troubles: Vec<&Trouble> = troubles.iter().filter(documents).collect();
    if !troubles.is_empty() {
        screen = screen.gap().line(t!("ledger-troubles")).lines(named(&troubles));
    }
    if let Some(at) = state.debts_at {
        screen = debts(screen.gap(), at, compared, page);
    }
    screen.row([Button::press(t!("ledger-now"), &Ledger::Now)]).row(hello::menu_row())
}

fn debts(mut screen: Screen, at: Timestamp, compared: &Compared, page: usize) -> Screen {
    screen = screen.line(t!("ledger-debts", at = at.0, ours = compared.ours, theirs = compared.theirs));
    if compared.strangers.0 > 0 {
        screen = screen.line(t!("ledger-strangers", count = compared.strangers.0, sum = compared.strangers.1));
    }
    let differences = &compared.differences;
    if differences.is_empty() {
        return screen.line(t!("ledger-same"));
    }
    screen = screen.gap().line(t!("ledger-differences", count = differences.len()));
    let shown = Page::of(differences, page);
    let first = page.min(differences.len().saturating_sub(1) / PER_PAGE) * PER_PAGE;
    for (at, one) in shown.items.iter().enumerate() {
        let by = one.ours - one.theirs;
        let (number, name) = (first + at + 1, one.name.as_str());
        screen = screen.line(t!(
            "ledger-difference",
            number = number,
            client = name,
            ours = one.ours,
            theirs = one.theirs,
            by = by
        ));
    }
    let open = |one: &Difference| clients::open_button(t!("overdue-open", client = &one.name), one.client);
    screen = screen.grid(shown.items.iter().map(open), 1);
    let leaf = |label, page: Option<usize>| page.map(|page| Button::press(label, &Ledger::Page(page)));
    let leaves = leaf(t!("list-before"), shown.before).into_iter().chain(leaf(t!("list-after"), shown.after));
    screen.row(leaves)
}

fn named(troubles: &[&Trouble]) -> Vec<Text> {
    let mut lines: Vec<Text> =
        troubles.iter().take(SHOWN).map(|trouble| Text::Join(vec![Text::verbatim("•"), trouble.text()], " ")).collect();
    if troubles.len() > SHOWN {
        lines.push(t!("ledger-more", count = troubles.len() - SHOWN));
    }
    lines
}

/// News of what is not as it should be.
pub fn told(troubles: &[Trouble]) -> Screen {
    let troubles: Vec<&Trouble> = troubles.iter().collect();
    Screen::new(t!("ledger-told")).lines(named(&troubles)).row([Button::press(t!("ledger-open"), &Ledger::Page(0))])
}

/// Samples for the gallery.
pub fn samples() -> Vec<Screen> {
    let at = Timestamp(DateTime::UNIX_EPOCH);
    let on = NaiveDate::from_ymd_opt(2026, 11, 16).unwrap_or_default();
    let words = |text: &str| text.to_owned();
    let invoice = |refused| Trouble::Invoice { number: words("00БП-000118"), on, refused };
    let troubles = [
        Trouble::Stranger { name: words("ООО <Ромашка> & Ко"), inn: words("7707083893"), on },
        Trouble::Stranger { name: words("Частное лицо"), inn: String::new(), on },
        invoice(Refused::NoClient(words("ООО"))),
        invoice(Refused::OfAnother),
        invoice(Refused::BelowPaid(Money::from_rubles(14_990))),
        invoice(Refused::Twice),
        Trouble::Dropped { number: words("00БП-000119"), on },
        Trouble::Renumbered { was: words("00БП-000120"), number: words("00БП-000121"), on },
        Trouble::Unpaid { number: words("415"), on, sum: Money::from_rubles(1) },
        Trouble::Unread { number: words("00БП-000122") },
        Trouble::Source { why: words("?"), silence: false },
    ];
    let difference = |kopecks| Difference {
        client: Id::new(),
        name: words("ТСН <Ромашка>"),
        ours: Money::from_rubles(15_000),
        theirs: Money::from_kopecks(kopecks),
    };
    let compared = Compared {
        differences: (0..8).map(|at| difference(1_499_010 - at)).collect(),
        ours: Money::from_rubles(120_000),
        theirs: Money::from_rubles(119_000),
        strangers: (3, Money::from_rubles(12_000)),
    };
    let read = State { read_at: Some(at), debts_at: Some(at), next_at: at, failures: 0, refusal: None };
    let never = State { read_at: None, debts_at: None, failures: 1, refusal: Some(words("?")), ..read.clone() };
    vec![
        hello::word(t!("ledger-none")),
        shown(&read, &troubles, &compared, 0),
        shown(&read, &[], &Compared::default(), 0),
        shown(&never, &troubles[10..], &Compared::default(), 0),
        told(&troubles),
        told(&troubles[..1]),
    ]
}
