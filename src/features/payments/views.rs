//! Screens of payments and promises.

use super::{
    hand::{Deed, Pay, number_of},
    matching::{self, Parts},
    promise::{self, Promise},
    queries::{self, Payment},
};
use crate::{
    bot::{
        event::{Event, Undo},
        screen::{Button, Screen},
        turn::Turn,
    },
    clients::{self, Client},
    db::{Conn, Id, Timestamp},
    error::Result,
    features::{
        Morning, hello,
        invoices::{self, Invoice},
    },
    files,
    money::Money,
    t,
    text::Text,
};
use chrono::{NaiveDate, TimeDelta};

/// Broken promises stay in the digest for so long, unless a new one is made.
const BROKEN_SHOWN: TimeDelta = TimeDelta::days(7);

/// The next payment that waits for a hand, or the word that none does.
pub async fn queued(turn: &Turn, payment: Option<Payment>, count: i64) -> Result<Screen> {
    let Some(payment) = payment else { return Ok(hello::word(t!("payments-none"))) };
    let mut screen = Screen::new(t!("payments-title", count = count)).gap().line(told(&payment));
    let button = |label, deed| Button::press(label, &Pay { payment: payment.id, rev: payment.rev, deed });
    let client = match payment.client_id {
        Some(id) => clients::by_id(&mut turn.db(), turn.scope(), id).await?,
        None => None,
    };
    if let Some(client) = client {
        screen = screen.line(t!("payment-client", client = &client.name));
        let open = invoices::open_of(&mut turn.db(), client.id).await?;
        let proposed = matching::propose(payment.sum, &payment.purpose, &open);
        if let Some(label) = proposal(&payment, &proposed, &open) {
            screen = screen.row([button(label, Deed::Proposed(number_of(&proposed)))]);
        }
        for invoice in open.iter().take(6) {
            let number = invoice.number.as_str();
            let label = t!("payment-to-invoice", number = number, sum = invoice.left(), due = invoice.due_on);
            screen = screen.row([button(label, Deed::Invoice(invoice.id))]);
        }
        screen = screen.row([button(t!("payment-oldest"), Deed::Oldest)]);
    }
    screen = screen.row([button(t!("payment-who"), Deed::Client), button(t!("payment-foreign"), Deed::Foreign)]);
    Ok(screen.row([button(t!("payment-skip"), Deed::Skip), Button::command(t!("menu-button"), "menu")]))
}

/// What is proposed, in words; `None`: nothing is owed.
fn proposal(payment: &Payment, parts: &Parts, open: &[Invoice]) -> Option<Text> {
    let number = |id| open.iter().find(|invoice| invoice.id == id).map_or("", |invoice| invoice.number.as_str());
    let numbers: Vec<&str> = parts.iter().map(|(id, _)| number(*id)).collect();
    let paid: Money = parts.iter().map(|(_, sum)| *sum).sum();
    let over = payment.sum - paid;
    let count = parts.len();
    (count > 0).then(|| {
        if over > Money::ZERO {
            t!("payment-proposed-over", count = count, numbers = numbers.join(", "), sum = paid, over = over)
        } else {
            t!("payment-proposed", count = count, numbers = numbers.join(", "), sum = paid)
        }
    })
}

/// What the bank tells of a payment.
pub fn told(payment: &Payment) -> Text {
    t!(
        "payment-told",
        sum = payment.sum,
        day = payment.paid_on.0,
        number = &payment.number,
        payer = &payment.payer_name,
        inn = &payment.payer_inn,
        purpose = &payment.purpose
    )
}

/// A hand has decided.
pub fn settled(payment: &Payment, ours: bool, paid: Money, event: Id<Event>) -> Screen {
    let over = payment.sum - paid;
    let mut screen = if ours {
        Screen::new(t!("payment-settled", sum = paid))
    } else {
        Screen::new(t!("payment-settled-foreign", sum = payment.sum))
    };
    if ours && over > Money::ZERO {
        screen = screen.line(t!("payment-advance", sum = over));
    }
    screen.row([Button::press(t!("undo-button"), &Undo(event))])
}

/// `/promises`: what is promised, the nearest first.
pub async fn promises(turn: &Turn) -> Result<Screen> {
    let since = since(turn.now().into());
    let (open, broken) = promise::open_and_broken(&mut turn.db(), turn.me().id, since).await?;
    if open.is_empty() && broken.is_empty() {
        return Ok(hello::word(t!("promises-none")));
    }
    let until = files::told_until(&mut turn.db(), "bank").await?;
    let total: Money = open.iter().map(|promise| promise.sum).sum();
    let mut screen = Screen::default();
    if !broken.is_empty() {
        screen = screen.line(t!("promises-broken-title", count = broken.len()));
        screen = screen.lines(broken.iter().take(10).map(broken_line));
    }
    if !open.is_empty() {
        screen = screen.line(t!("promises-title", count = open.len(), sum = total));
    }
    screen = screen.lines(open.iter().take(20).map(|promise| open_line(promise, turn.today(), until)));
    let buttons = broken.iter().chain(&open).take(10);
    let open =
        |promise: &Promise| clients::open_button(t!("overdue-open", client = &promise.client_name), promise.client);
    Ok(screen.grid(buttons.map(open), 1).row(hello::menu_row()))
}

fn since(now: Timestamp) -> Timestamp {
    Timestamp(now.0 - BROKEN_SHOWN)
}

fn open_line(promise: &Promise, today: NaiveDate, until: Option<NaiveDate>) -> Text {
    let (client, sum, day) = (promise.client_name.as_str(), promise.sum, promise.due_on);
    if promise.due_on >= today {
        t!("promise-line", client = client, sum = sum, day = day)
    } else if until.is_none_or(|until| until < promise.due_on) {
        t!("promise-line-unknown", client = client, sum = sum, day = day)
    } else {
        t!("promise-line-late", client = client, sum = sum, day = day)
    }
}

fn broken_line(promise: &Promise) -> Text {
    t!("promise-line-broken", client = &promise.client_name, sum = promise.sum, day = promise.due_on)
}

/// Promises due today and those found broken.
pub async fn digest_lines(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Text>> {
    let (due, broken) = of_morning(conn, morning).await?;
    let mut lines = Vec::new();
    if !due.is_empty() {
        let sum: Money = due.iter().map(|promise| promise.sum).sum();
        lines.push(t!("digest-promises", count = due.len(), sum = sum));
        let until = files::told_until(conn, "bank").await?;
        lines.extend(due.iter().take(5).map(|promise| open_line(promise, morning.today, until)));
    }
    if !broken.is_empty() {
        lines.push(t!("digest-promises-broken", count = broken.len()));
        lines.extend(broken.iter().take(5).map(broken_line));
    }
    Ok(lines)
}

async fn of_morning(conn: &mut Conn, morning: Morning<'_>) -> Result<(Vec<Promise>, Vec<Promise>)> {
    let (open, broken) = promise::open_and_broken(conn, morning.person.id, since(morning.now.into())).await?;
    let due = open.into_iter().filter(|promise| promise.due_on <= morning.today).collect();
    Ok((due, broken))
}

/// Broken promises first, then those due today.
pub async fn digest_items(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<String>> {
    let (due, broken) = of_morning(conn, morning).await?;
    Ok(broken.iter().chain(&due).map(|promise| promise.id.short()).collect())
}

/// The promises of the next seven days.
pub async fn week(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<(NaiveDate, Text)>> {
    let until = morning.today + chrono::Days::new(7);
    let open = promise::open_to(conn, morning.person.id).await?;
    let coming = open.iter().filter(|promise| promise.due_on > morning.today && promise.due_on <= until);
    let line = |promise: &Promise| t!("week-promise", client = &promise.client_name, sum = promise.sum);
    Ok(coming.map(|promise| (promise.due_on, line(promise))).collect())
}

/// A promise while walking through the digest.
pub async fn promise_card(turn: Turn, id: String) -> Result<Option<Screen>> {
    let me = turn.me().id;
    let promise = match Id::from_short(&id) {
        Some(id) => promise::by_id(&mut turn.db(), me, id).await?,
        None => None,
    };
    let Some(promise) = promise else { return Ok(None) };
    let line = match promise.state {
        promise::State::Broken => broken_line(&promise),
        promise::State::Open => {
            let until = files::told_until(&mut turn.db(), "bank").await?;
            open_line(&promise, turn.today(), until)
        }
        _ => return Ok(None),
    };
    let whom = clients::whom_to_call(&mut turn.db(), promise.client).await?;
    let screen = Screen::new(t!("promise-card")).line(line).lines(whom).about(promise.client);
    Ok(Some(screen.row([clients::call_button(promise.client), clients::card_button(promise.client)])))
}

/// A client's promise, how it keeps its word, and its last payment.
pub async fn card_lines(conn: &mut Conn, client: &Client) -> Result<Vec<Text>> {
    let stands = queries::standing(conn, client.id).await?;
    let promise = stands.promised.zip(stands.due_on).map(|(sum, day)| t!("client-promise", sum = sum, day = day.0));
    let (kept, judged) = (stands.kept, stands.judged);
    let word = (judged > 0).then(|| t!("client-promises-kept", kept = kept, all = judged));
    let paid = stands.paid.zip(stands.paid_on).map(|(sum, day)| t!("client-paid", sum = sum, day = day.0));
    Ok([promise, word, paid].into_iter().flatten().collect())
}

/// Samples for the gallery.
pub fn samples() -> Vec<Screen> {
    let day = NaiveDate::from_ymd_opt(2026, 5, 29).unwrap_or_default();
    let payment = Payment {
        id: Id::new(),
        paid_on: crate::db::Day(day),
        number: "77".to_owned(),
        sum: Money::from_kopecks(1_500_050),
        payer_inn: "7707083893".to_owned(),
        payer_name: "ООО <Ромашка>".to_owned(),
        purpose: "Оплата по счету № 118 & 119".to_owned(),
        client_id: None,
        rev: 1,
    };
    vec![
        Screen::new(t!("payments-title", count = 3_i64)).line(told(&payment)),
        settled(&payment, true, Money::from_rubles(100), Id::new()),
        settled(&payment, false, Money::ZERO, Id::new()),
    ]
}
