//! The card of one client, and the questions asked on it.

use super::{
    gather::{Gathered, Known, clock},
    press::{Deed, Filter, On, Press, Quiet},
    rows::Stand,
};
use crate::{
    bot::{
        screen::{Button, Screen},
        turn::Turn,
        widgets::Month,
    },
    clients,
    collect::{Counters, HourBand, Reason, Verdicts},
    error::Result,
    features::{
        calls::{self, Logged, Next},
        invoices::Invoice,
    },
    money::Money,
    t,
    text::Text,
};
use chrono::{NaiveDate, NaiveTime, TimeDelta};

/// What was done can be taken back for so long.
const UNDO: TimeDelta = TimeDelta::minutes(10);
/// So many of the last touches are shown.
const TOUCHES: i64 = 2;
/// An hour is told from so many calls on.
const TELLING: u32 = 2;
/// So many invoices are named.
const NAMED: usize = 4;

/// The card of a client: words on top, then what is known, then what can be done.
pub async fn card(
    turn: &Turn,
    round: &Gathered,
    (known, stand): (&Known, &Stand),
    top: Vec<Text>,
    below: Vec<Text>,
) -> Result<Screen> {
    let client = known.client();
    let touches = calls::touches(&mut turn.db(), client.id, TOUCHES).await?;
    let phones = clients::whom_to_call(&mut turn.db(), client.id).await?;
    let left = round.places(stand.pick(), &stand.picked()?);
    let done = round.called(stand.begun_at);
    let sum: Money = left.iter().map(|(_, known)| known.facts.debt).sum();
    let place = t!("round-place", at = done + 1, of = done + left.len(), sum = sum);
    let mut screen = Screen::default().about(client.id);
    if !top.is_empty() {
        screen = screen.lines(top).gap();
    }
    screen = screen.line(place).line(name_line(known, clock(known, round.now))).line(debt_line(known));
    let habits = habits(&known.facts.counters);
    screen = screen.lines(touches).lines((!habits.is_empty()).then_some(Text::Join(habits, " · ")));
    if phones.is_empty() {
        screen = screen.line(t!("round-no-phone"));
    }
    screen = screen.lines(phones).lines(below);
    let on = On::now(client.id, round.now);
    Ok(undo_row(buttons(screen, on), stand, round))
}

fn buttons(screen: Screen, on: On) -> Screen {
    let deed = |label, deed| Button::press(label, &Press::Deed(deed, on));
    screen
        .row([
            deed(t!("round-no-answer"), Deed::NoAnswer),
            deed(t!("round-promised"), Deed::Promised),
            deed(t!("round-paid"), Deed::Paid),
        ])
        .row([
            deed(t!("round-invoice"), Deed::Invoice),
            deed(t!("round-disputes"), Deed::Disputes),
            deed(t!("round-later"), Deed::Later),
        ])
        .row([
            deed(t!("round-quiet"), Deed::Quiet),
            deed(t!("round-why"), Deed::Why),
            Button::press(t!("round-pause"), &Press::Pause),
        ])
}

fn undo_row(screen: Screen, stand: &Stand, round: &Gathered) -> Screen {
    let fresh = stand.done_at.is_some_and(|at| round.now - at.0 <= UNDO);
    let undo = stand.event_id.filter(|_| fresh).map(|event| Button::press(t!("undo-button"), &Press::Undo(event)));
    screen.row(undo)
}

pub fn name_line(known: &Known, at: NaiveTime) -> Text {
    let client = known.client();
    if client.city.is_empty() {
        return t!("round-client", client = &client.name, at = at);
    }
    t!("round-client-in", client = &client.name, city = &client.city, at = at)
}

fn debt_line(known: &Known) -> Text {
    let one = |invoice: &Invoice| t!("round-of", number = &invoice.number, day = invoice.issued_on);
    let mut named: Vec<Text> = known.owed.iter().take(NAMED).map(one).collect();
    if known.owed.len() > NAMED {
        named.push(t!("round-of-more", count = known.owed.len() - NAMED));
    }
    let named = Text::Join(named, ", ");
    let (debt, due) = (known.facts.debt, known.owed.iter().map(|invoice| invoice.due_on).min().unwrap_or_default());
    match known.facts.overdue {
        days if days > 0 => t!("round-debt-late", sum = debt, invoices = named, days = days),
        _ => t!("round-debt", sum = debt, invoices = named, due = due),
    }
}

/// How it keeps its word, and when it answers, as far as that is known.
fn habits(counters: &Counters) -> Vec<Text> {
    let word = Some(counters.promised()).filter(|word| word.of() > 0).map(word);
    word.into_iter().chain(best_hour(counters).map(hour)).collect()
}

fn word(word: Verdicts) -> Text {
    t!("round-keeps", kept = i64::from(word.kept), of = i64::from(word.of()))
}

/// The two hours in which they answer oftenest.
fn best_hour(counters: &Counters) -> Option<HourBand> {
    let told = HourBand::ALL.into_iter().filter(|band| {
        let calls = counters.answered[*band as usize];
        calls.of() >= TELLING && calls.yes > calls.no
    });
    told.max_by_key(|band| counters.answered[*band as usize].yes)
}

fn hour(band: HourBand) -> Text {
    let (from, to) = band.hours();
    t!("round-answers", from = i64::from(from), to = i64::from(to))
}

/// Why a client stands where it stands, in one line.
pub fn why(reasons: &[Reason]) -> Text {
    let one = |reason: &Reason| match *reason {
        Reason::Broken => t!("round-why-broken"),
        Reason::Lot => t!("round-why-lot"),
        Reason::Debt(sum) => t!("round-why-debt", sum = sum),
        Reason::PromisedToday(sum) => t!("round-why-today", sum = sum),
        Reason::SaidPaid => t!("round-why-paid"),
        Reason::AskedInvoice => t!("round-why-invoice"),
        Reason::Disputes => t!("round-why-disputes"),
        Reason::Keeps { kept, of } => t!("round-why-keeps", kept = i64::from(kept), of = i64::from(of)),
        Reason::Answers(band) => hour(band),
        Reason::CallsBring { brought, of } => {
            t!("round-why-brings", brought = i64::from(brought), of = i64::from(of))
        }
        Reason::Silent(tries) => t!("round-why-silent", tries = i64::from(tries)),
        Reason::Overdue(days) => t!("round-why-late", days = days),
    };
    t!("round-why-line", reasons = Text::Join(reasons.iter().map(one).collect(), ", "))
}

/// What was saved.
pub fn saved(client: &str, logged: &Logged) -> Text {
    let outcome = calls::outcome_line(logged.outcome);
    let unanswered = logged.outcome.is_unanswered();
    match logged.next {
        Some(Next { on, at: Some(at) }) if unanswered => {
            t!("round-saved-again", outcome = outcome, client = client, tries = logged.tries, day = on, time = at)
        }
        Some(Next { on, .. }) => t!("round-saved-next", outcome = outcome, client = client, day = on),
        None => t!("round-saved", outcome = outcome, client = client),
    }
}

fn asked(known: &Known, question: Text) -> Screen {
    let client = known.client();
    Screen::new(t!("round-about", client = &client.name, sum = known.facts.debt)).line(question).about(client.id)
}

fn back(on: On) -> [Button; 1] {
    [Button::press(t!("round-back"), &Press::Deed(Deed::Card, on))]
}

/// By which day do they promise to pay?
pub fn days(turn: &Turn, known: &Known, on: On, month: Option<NaiveDate>) -> Screen {
    let pick = |label, day| Button::press(label, &Press::Day(on, day));
    let leaf = |label, month| Button::press(label, &Press::Month(on, month));
    let choice = calls::promise_days(turn);
    let mut screen = asked(known, t!("round-ask-day"));
    let rows = match month {
        Some(first) => {
            let Month { rows, legend } = choice.month(first, &pick, &leaf);
            screen = screen.line(legend);
            rows
        }
        None => choice.quick(&pick, &leaf),
    };
    rows.into_iter().fold(screen, Screen::row).row(back(on))
}

/// Why is it not to be called?
pub fn reasons(known: &Known, on: On) -> Screen {
    let button = |why: Quiet| Button::press(quiet(why), &Press::Leave(on, why));
    asked(known, t!("round-ask-quiet")).grid(Quiet::ALL.map(button), 2).row(back(on))
}

/// The name of a reason.
pub fn quiet(why: Quiet) -> Text {
    match why {
        Quiet::Asked => t!("round-quiet-asked"),
        Quiet::Agreed => t!("round-quiet-agreed"),
        Quiet::Head => t!("round-quiet-head"),
        Quiet::Number => t!("round-quiet-number"),
    }
}

/// The name of a filter.
pub fn filter(filter: Filter) -> Text {
    match filter {
        Filter::All => t!("round-filter-all"),
        Filter::Fresh => t!("round-filter-fresh"),
        Filter::Promised => t!("round-filter-promised"),
        Filter::Old => t!("round-filter-old"),
        Filter::Large => t!("round-filter-large"),
        Filter::Aim => t!("round-filter-aim"),
    }
}
