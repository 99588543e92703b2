//! Screens of the issue: the beginning, the card of a case, the end, the head's picture.

use super::{
    book::{Book, Entry, Whose},
    cases::Change,
    check, cycle,
    cycle::Cycle,
    model::{Case, Deed, Kind, Reason, State},
    press::{On, Press},
    runs::{Counts, Run},
};
use crate::{
    bot::{
        event::{Event, Undo},
        screen::{Button, Screen},
    },
    clients,
    db::{Conn, Id},
    error::Result,
    features::{hello, invoices::Invoice},
    people, t,
    text::Text,
};

/// `🧾 Выставление за июнь: 271 из 300`.
pub fn progress(cycle: Cycle, counts: Counts) -> Text {
    let (ready, all) = (counts.ready.to_string(), counts.expected.to_string());
    t!("issue-progress", month = cycle::month(cycle.service()), ready = ready, all = all)
}

/// What is left, if anything is.
fn left(counts: Counts) -> Option<Text> {
    let open = (counts.open > 0).then(|| t!("issue-open", count = counts.open));
    let books = (counts.books > 0).then(|| t!("issue-books", count = counts.books));
    let parts: Vec<Text> = open.into_iter().chain(books).collect();
    (!parts.is_empty()).then_some(Text::Join(parts, " · "))
}

/// How far somebody is who is not finished, or that nothing has been begun.
pub fn stands(cycle: Cycle, run: &Run) -> Text {
    let month = cycle::month(cycle.service());
    if run.begun_at.is_none() {
        return t!("issue-stands-not-begun", month = month, count = run.counts.expected);
    }
    let (ready, all) = (run.counts.ready.to_string(), run.counts.expected.to_string());
    if run.counts.open == 0 {
        return t!("issue-stands-unsent", month = month, ready = ready, all = all);
    }
    t!("issue-stands", month = month, ready = ready, all = all, count = run.counts.open)
}

/// Nothing has been begun.
pub fn beginning(book: &Book, counts: Counts) -> Screen {
    let service = book.cycle.service();
    let screen = Screen::new(t!("issue-begin", month = cycle::month(service)))
        .line(t!("issue-begin-expected", count = counts.expected))
        .line(t!("issue-begin-issued", count = counts.issued));
    let start = Button::press(t!("issue-start"), &Press::Start);
    screen.row([start]).row([check_button()]).row(hello::menu_row())
}

fn check_button() -> Button {
    Button::press(t!("issue-check-button"), &Press::Check)
}

/// Accounting has loaded nothing yet.
pub fn not_loaded(cycle: Cycle, counts: Counts) -> Screen {
    let again = Button::press(t!("issue-again"), &Press::Start);
    Screen::new(progress(cycle, counts))
        .line(t!("issue-not-loaded"))
        .row([again, check_button()])
        .row(hello::menu_row())
}

/// What kind of case.
pub fn kind(kind: Kind) -> Text {
    match kind {
        Kind::Missing => t!("issue-kind-missing"),
        Kind::Extra => t!("issue-kind-extra"),
        Kind::Sum => t!("issue-kind-sum"),
        Kind::Details => t!("issue-kind-details"),
    }
}

/// What is wrong, in the words accounting reads too.
pub fn wrong(entry: &Entry, case: &Case) -> Text {
    let invoice = case.invoice_id.and_then(|id| entry.invoice(id));
    let number = invoice.map_or("?", |invoice| invoice.number.as_str());
    let (expected, issued) = (case.expected.unwrap_or_default(), case.issued.unwrap_or_default());
    let month = cycle::month(case.service.0);
    match case.kind {
        Kind::Missing => t!("issue-wrong-missing", month = month, sum = expected),
        Kind::Extra => t!("issue-wrong-extra", number = number, sum = issued),
        Kind::Sum => t!("issue-wrong-sum", number = number, issued = issued, expected = expected),
        Kind::Details => {
            let inn = entry.client.inn.as_deref().map_or_else(|| t!("issue-no-inn"), Text::verbatim);
            t!("issue-wrong-details", number = number, inn = inn)
        }
    }
}

/// What the client's month should look like and does.
fn facts(entry: &Entry, case: &Case) -> Vec<Text> {
    let fee = match entry.fee {
        Some(fee) if fee.kopecks() > 0 => t!("issue-fee", sum = fee),
        Some(_) => t!("issue-fee-nothing"),
        None => t!("issue-fee-unknown"),
    };
    let state = match entry.client.state {
        clients::State::Active => None,
        clients::State::Suspended => Some(t!("issue-client-suspended")),
        clients::State::Left => Some(t!("issue-client-left")),
    };
    let about = |invoice: &Invoice| {
        let number = invoice.number.as_str();
        t!("issue-invoice", number = number, day = invoice.issued_on, sum = invoice.sum)
    };
    let invoice = case.invoice_id.and_then(|id| entry.invoice(id)).map(about);
    let back = case.back_at.map(|at| t!("issue-back", at = at.0));
    [Some(fee), state, invoice, back].into_iter().flatten().collect()
}

/// The card of a case; `top`: what was done just before.
pub fn card(book: &Book, (entry, case): (&Entry, &Case), top: Vec<Text>, undo: Option<Id<Event>>) -> Screen {
    let counts = book.counts();
    let on = On::now(case);
    let screen = head(book, (entry, case), top, counts);
    screen
        .row([
            Button::press(t!("issue-ok"), &Press::Ask(on, Deed::Ok)),
            Button::press(t!("issue-to-books"), &Press::Books(on)),
        ])
        .row([
            Button::press(t!("issue-not"), &Press::Ask(on, Deed::Not)),
            Button::press(t!("issue-later"), &Press::Later(on)),
        ])
        .row(undo.map(|event| Button::press(t!("undo-button"), &Undo(event))))
        .row([clients::card_button(entry.client.id), hello::menu_row()[0].clone()])
}

fn head(book: &Book, (entry, case): (&Entry, &Case), top: Vec<Text>, counts: Counts) -> Screen {
    let mut screen = Screen::default().lines(top);
    if !screen.lines.is_empty() {
        screen = screen.gap();
    }
    screen
        .line(progress(book.cycle, counts))
        .lines(left(counts))
        .gap()
        .line(t!("issue-case", kind = kind(case.kind), client = entry.client.named()))
        .line(wrong(entry, case))
        .lines(facts(entry, case))
        .about(entry.client.id)
}

/// Why?
pub fn reasons(book: &Book, (entry, case): (&Entry, &Case), deed: Deed) -> Screen {
    let on = On::now(case);
    let choice = |why: &Reason| Button::press(reason(*why), &Press::Because(on, deed, *why));
    let asked = match deed {
        Deed::Ok => t!("issue-why-ok"),
        Deed::Not => t!("issue-why-not"),
    };
    head(book, (entry, case), Vec::new(), book.counts())
        .gap()
        .line(asked)
        .grid(deed.reasons(case.kind).iter().map(choice), 1)
        .row([
            Button::press(t!("issue-words"), &Press::Words(on, deed)),
            Button::press(t!("frame-back"), &Press::Card(on)),
        ])
}

/// A reason at hand.
pub fn reason(reason: Reason) -> Text {
    match reason {
        Reason::Later => t!("issue-reason-later"),
        Reason::Apart => t!("issue-reason-apart"),
        Reason::Discount => t!("issue-reason-discount"),
        Reason::Recount => t!("issue-reason-recount"),
        Reason::OneOff => t!("issue-reason-oneoff"),
        Reason::Checked => t!("issue-reason-checked"),
        Reason::Abroad => t!("issue-reason-abroad"),
        Reason::Paused => t!("issue-reason-paused"),
        Reason::Leaves => t!("issue-reason-leaves"),
        Reason::Free => t!("issue-reason-free"),
    }
}

/// What was decided: `✅ Лотос: перерасчёт`.
pub fn decided(entry: &Entry, case: &Case) -> Text {
    let why = case.reason.parse::<Reason>().map_or_else(|_| Text::verbatim(&case.reason), reason);
    match case.state {
        State::Not => t!("issue-decided-not", client = &entry.client.name, why = why),
        _ => t!("issue-decided-ok", client = &entry.client.name, why = why),
    }
}

/// What has changed about a case that was decided.
pub fn change(book: &Book, change: &Change) -> Text {
    let client = book.entry(change.case.client_id).map(|entry| entry.client.name.as_str()).unwrap_or_default();
    let kind = kind(change.case.kind);
    match (change.case.state, change.was_in_books) {
        (State::Settled, _) => t!("issue-change-settled", client = client, kind = kind),
        (_, true) => t!("issue-change-back", client = client, kind = kind),
        (_, false) => t!("issue-change-anew", client = client, kind = kind),
    }
}

/// Nothing is left to decide.
pub fn nothing_left(book: &Book, run: &Run, top: Vec<Text>, undo: Option<Id<Event>>) -> Screen {
    let counts = book.counts();
    let mut screen = Screen::default().lines(top);
    if !screen.lines.is_empty() {
        screen = screen.gap();
    }
    screen = screen.line(progress(book.cycle, counts)).lines(left(counts));
    screen = match run.closed_at {
        Some(at) => screen.line(t!("issue-closed", at = at.0)),
        None => screen.line(t!("issue-decided-all")),
    };
    screen
        .row([Button::press(t!("issue-to-sending"), &Press::Preview), Button::press(t!("issue-again"), &Press::Start)])
        .row(undo.map(|event| Button::press(t!("undo-button"), &Undo(event))))
        .row(hello::menu_row())
}

/// How far everybody is, for the head.
pub async fn of_head(conn: &mut Conn, cycle: Cycle) -> Result<Screen> {
    let lines = everybody(conn, cycle).await?;
    let screen = Screen::new(t!("issue-team", month = cycle::month(cycle.service()), day = cycle.issue_on));
    let screen = if lines.is_empty() { screen.line(t!("issue-team-none")) } else { screen.lines(lines) };
    let own = Button::press(t!("issue-pool-button"), &Press::Start);
    Ok(screen.row([check_button(), own]).row(hello::menu_row()))
}

/// A line for each person whose clients pay a fee.
pub async fn everybody(conn: &mut Conn, cycle: Cycle) -> Result<Vec<Text>> {
    let owners = super::fees::owners(conn).await?;
    let runs = super::runs::of_service(conn, cycle.service()).await?;
    let names = people::names(conn).await?;
    let mut lines: Vec<(String, Text)> = Vec::new();
    for owner in owners {
        let Whose::Of(person) = owner else { continue };
        let Some(name) = names.get(&person) else { continue };
        let run = runs.iter().find(|run| run.person_id == person);
        lines.push((name.clone(), of_person(name, run)));
    }
    lines.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

/// `Анна: 271 из 300 · исключений 12`.
pub fn of_person(name: &str, run: Option<&Run>) -> Text {
    let Some(run) = run.filter(|run| run.begun_at.is_some()) else { return t!("issue-team-not-begun", name = name) };
    let (ready, all) = (run.counts.ready.to_string(), run.counts.expected.to_string());
    let line = if run.is_finished() {
        t!("issue-team-done", name = name, ready = ready, all = all)
    } else {
        t!("issue-team-line", name = name, ready = ready, all = all)
    };
    Text::Join([line].into_iter().chain(left(run.counts)).collect(), " · ")
}

/// The check of a department, for the head.
pub fn check_of_head(book: &Book, ways: &check::Ways) -> Screen {
    check::screen(book, ways).with_warning(t!("issue-check-department"))
}
