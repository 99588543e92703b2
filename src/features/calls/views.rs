//! Screens of calls.

use super::{
    answers::days,
    dialogue::{At, LogCall},
    model::{Direction, Next, Outcome, Purpose},
    queries::{self, Made},
    retry,
    save::{self, Logged},
};
use crate::{
    bot::{
        dialogue::Question,
        event::Undo,
        frame::SAVE,
        screen::{Button, Screen},
        turn::Turn,
        widgets::Page,
    },
    capture::Heard,
    clients::{self, Client, Contact},
    db::{Conn, Id},
    error::Result,
    features::{hello, invoices},
    money::Money,
    t,
    text::Text,
};

/// How many questions lead to the review.
const STEPS: i64 = 3;

/// The client of the form, if it is chosen and in sight.
pub async fn client_of(turn: &Turn, state: &LogCall) -> Result<Option<Client>> {
    match state.client {
        Some(id) => clients::by_id(&mut turn.db(), turn.scope(), id).await,
        None => Ok(None),
    }
}

/// The open question.
pub async fn question(turn: &Turn, state: &LogCall, page: &str) -> Result<Question> {
    let at = state.at.open();
    let client = client_of(turn, state).await?;
    let contacts = match &client {
        Some(client) if at != At::Client => clients::contacts(&mut turn.db(), client.id).await?,
        _ => Vec::new(),
    };
    let mut question = Question::new(header(client.as_ref(), at), ask(state));
    question.can_go_back = state.at.can_go_back();
    question.can_review = at != At::Review && state.client.is_some() && state.outcome.is_some();
    match at {
        At::Client => client_choices(turn, state, page, &mut question).await?,
        At::Outcome => question.rows = outcomes(),
        At::Sum => {
            question.rows = sums(turn, client.as_ref()).await?;
            question.number_is_answer = true;
        }
        At::PromiseDay | At::PaidOn | At::CallBackDay | At::Next => {
            days(turn, at).ask(&mut question, page);
            if at == At::PaidOn {
                question.skip = Some(t!("call-skip-paid-on"));
            }
            if at == At::Next {
                question.rows.push(vec![Button::choice(t!("call-next-none"), "none")]);
            }
        }
        At::Contact | At::WrongContact => {
            let label = |contact: &Contact| Button::choice(contact_label(contact), contact.id.short());
            question.rows = contacts.iter().take(8).map(|contact| vec![label(contact)]).collect();
            question.skip = (at == At::Contact).then(|| t!("frame-skip"));
        }
        At::Direction => {
            let label = |direction: &Direction| Button::choice(direction_name(*direction), direction.name());
            question.rows = vec![Direction::ALL.iter().map(label).collect()];
        }
        At::Purpose => {
            let label = |purpose: &Purpose| Button::choice(purpose_name(*purpose), purpose.name());
            let buttons: Vec<Button> = Purpose::ALL.iter().map(label).collect();
            question.rows = buttons.chunks(2).map(<[Button]>::to_vec).collect();
        }
        At::Called => question.number_is_answer = true,
        At::Note => {
            question.number_is_answer = true;
            question.skip = Some(t!("frame-skip"));
        }
        At::Review => {
            let tries = match (state.client, state.outcome) {
                (Some(client), Some(outcome)) if outcome.is_unanswered() => {
                    queries::tries(&mut turn.db(), client).await? + 1
                }
                _ => 0,
            };
            let contact = contacts.iter().find(|contact| Some(contact.id) == state.contact);
            question.filled = fields(turn, state, contact, save::next_step(turn, state, tries));
            question.rows = review_rows(state);
        }
    }
    if at != At::Review {
        question.filled = state.outcome.map(outcome_line).into_iter().collect();
        if matches!(at, At::Outcome) {
            question.filled =
                contacts.iter().filter(|contact| contact.phone.is_some()).take(4).map(clients::contact_line).collect();
        }
    }
    Ok(question)
}

fn header(client: Option<&Client>, at: At) -> Text {
    let step = match at {
        At::Client => 1,
        At::Outcome | At::Sum | At::PromiseDay | At::PaidOn | At::CallBackDay | At::WrongContact => 2,
        _ => STEPS,
    };
    match client {
        Some(client) => t!("call-header-of", client = &client.name, step = step, steps = STEPS),
        None => t!("call-header", step = step, steps = STEPS),
    }
}

fn ask(state: &LogCall) -> Text {
    match state.at.open() {
        At::Client => match &state.query {
            Some(query) => t!("call-ask-which", query = query),
            None => t!("call-ask-client"),
        },
        At::Outcome => t!("call-ask-outcome"),
        At::Sum => t!("call-ask-sum"),
        At::PromiseDay => t!("call-ask-promise-day"),
        At::PaidOn => t!("call-ask-paid-on"),
        At::CallBackDay => t!("call-ask-call-back"),
        At::WrongContact => t!("call-ask-wrong-contact"),
        At::Review => t!("call-ask-review"),
        At::Contact => t!("call-ask-contact"),
        At::Direction => t!("call-ask-direction"),
        At::Purpose => t!("call-ask-purpose"),
        At::Called => t!("call-ask-called"),
        At::Note => t!("call-ask-note"),
        At::Next => t!("call-ask-next"),
    }
}

/// What kind of answer a question wants.
pub fn hint(at: At) -> Text {
    match at {
        At::Client => t!("call-hint-client"),
        At::Outcome => t!("call-hint-outcome"),
        At::Sum => t!("call-hint-sum"),
        At::PromiseDay | At::PaidOn | At::CallBackDay | At::Next => t!("call-hint-day"),
        At::Called => t!("call-hint-called"),
        At::Note => t!("call-hint-note"),
        At::WrongContact | At::Review | At::Contact | At::Direction | At::Purpose => t!("frame-press-a-button"),
    }
}

/// Those found, or the last five.
async fn client_choices(turn: &Turn, state: &LogCall, page: &str, question: &mut Question) -> Result {
    if let Some(query) = &state.query {
        let found = clients::find(&mut turn.db(), turn.scope(), query, turn.today()).await?;
        let shown = Page::of(&found, page.parse().unwrap_or_default());
        let button = |hit: &clients::Hit| vec![Button::choice(clients::label(hit), hit.client.id.short())];
        question.rows = shown.items.iter().map(button).collect();
        let leaves = shown.leaves();
        if !leaves.is_empty() {
            question.rows.push(leaves);
        }
        if found.is_empty() {
            question.ask = t!("client-not-found", query = query);
        }
        return Ok(());
    }
    let recent = clients::recent(&mut turn.db(), turn.scope(), 5).await?;
    let button = |client: &Client| vec![Button::choice(Text::verbatim(&client.name), client.id.short())];
    question.rows = recent.iter().map(button).collect();
    Ok(())
}

fn outcomes() -> Vec<Vec<Button>> {
    let button = |heard: Heard| Button::choice(heard_name(heard), heard.name());
    [
        [Heard::Promised, Heard::Paid],
        [Heard::WantsInvoice, Heard::Disputes],
        [Heard::NoAnswer, Heard::Busy],
        [Heard::CallBack, Heard::Talked],
        [Heard::WrongNumber, Heard::Leaves],
    ]
    .map(|row| row.map(button).to_vec())
    .to_vec()
}

async fn sums(turn: &Turn, client: Option<&Client>) -> Result<Vec<Vec<Button>>> {
    let Some(client) = client else { return Ok(Vec::new()) };
    let open = invoices::open_of(&mut turn.db(), client.id).await?;
    let all: Money = open.iter().map(invoices::Invoice::left).sum();
    let today = turn.today();
    let overdue: Money = open.iter().filter(|invoice| invoice.is_overdue(today)).map(invoices::Invoice::left).sum();
    let mut rows = Vec::new();
    if overdue > Money::ZERO {
        rows.push(vec![Button::choice(t!("call-sum-overdue", sum = overdue), overdue.kopecks().to_string())]);
    }
    if all > overdue {
        rows.push(vec![Button::choice(t!("call-sum-all", sum = all), all.kopecks().to_string())]);
    }
    Ok(rows)
}

fn review_rows(state: &LogCall) -> Vec<Vec<Button>> {
    let edit = |label, choice: &str| Button::choice(label, choice);
    let mut rows = vec![vec![edit(t!("frame-save"), SAVE)], vec![edit(t!("call-edit-outcome"), "outcome")]];
    match state.outcome {
        Some(Outcome::Promised { .. }) => {
            rows[1].push(edit(t!("call-edit-sum"), "sum"));
            rows[1].push(edit(t!("call-edit-day"), "day"));
        }
        Some(Outcome::CallBack { .. }) => rows[1].push(edit(t!("call-edit-day"), "back")),
        Some(Outcome::Paid { .. }) => rows[1].push(edit(t!("call-edit-day"), "paid")),
        _ => {}
    }
    rows.push(vec![edit(t!("call-edit-note"), "note"), edit(t!("call-edit-next"), "next")]);
    rows.push(vec![edit(t!("call-edit-contact"), "contact"), edit(t!("call-edit-purpose"), "purpose")]);
    rows.push(vec![
        edit(t!("call-edit-direction"), "direction"),
        edit(t!("call-edit-called"), "called"),
        edit(t!("call-edit-client"), "client"),
    ]);
    rows
}

/// The call as it will be stored, one line a field.
fn fields(turn: &Turn, state: &LogCall, contact: Option<&Contact>, next: Option<Next>) -> Vec<Text> {
    let at = state.called_at.unwrap_or_else(|| turn.now());
    let mut lines: Vec<Text> = state.outcome.map(outcome_line).into_iter().collect();
    if let Some(contact) = contact {
        lines.push(t!("call-field-contact", contact = contact_label(contact)));
    }
    let direction = direction_name(state.direction);
    lines.push(t!("call-field-about", direction = direction, purpose = purpose_name(state.purpose), at = at));
    if !state.note.is_empty() {
        lines.push(t!("call-field-note", note = &state.note));
    }
    if !state.attached.is_empty() {
        lines.push(t!("call-field-attached", count = state.attached.len()));
    }
    lines.push(next_line(next));
    lines
}

fn next_line(next: Option<Next>) -> Text {
    match next {
        None => t!("call-field-next-none"),
        Some(Next { on, at: None }) => t!("call-field-next", day = on),
        Some(Next { on, at: Some(at) }) => t!("call-field-next-at", day = on, time = at),
    }
}

/// How the call went, with sums and days.
pub fn outcome_line(outcome: Outcome) -> Text {
    let name = heard_name(outcome.name());
    match outcome {
        Outcome::Promised { sum: Some(sum), on: Some(on) } => t!("call-outcome-promised", sum = sum, day = on),
        Outcome::Promised { sum: Some(sum), on: None } => t!("call-outcome-with-sum", outcome = name, sum = sum),
        Outcome::Promised { sum: None, on: Some(on) } | Outcome::Paid { on: Some(on) } => {
            t!("call-outcome-with-day", outcome = name, day = on)
        }
        Outcome::CallBack { on: Some(on), at: Some(at) } => {
            t!("call-outcome-with-time", outcome = name, day = on, time = at)
        }
        Outcome::CallBack { on: Some(on), at: None } => t!("call-outcome-with-day", outcome = name, day = on),
        _ => t!("call-outcome", outcome = name),
    }
}

fn contact_label(contact: &Contact) -> Text {
    match &contact.phone {
        Some(phone) => t!("contact-label", who = contact.who(), phone = phone),
        None => Text::Verbatim(contact.who()),
    }
}

/// The name of an outcome, as its button says it.
pub fn heard_name(heard: Heard) -> Text {
    match heard {
        Heard::Paid => t!("outcome-paid"),
        Heard::Promised => t!("outcome-promised"),
        Heard::WantsInvoice => t!("outcome-invoice"),
        Heard::Disputes => t!("outcome-disputes"),
        Heard::Leaves => t!("outcome-leaves"),
        Heard::NoAnswer => t!("outcome-no-answer"),
        Heard::Busy => t!("outcome-busy"),
        Heard::CallBack => t!("outcome-call-back"),
        Heard::WrongNumber => t!("outcome-wrong-number"),
        Heard::Talked => t!("outcome-talked"),
    }
}

fn direction_name(direction: Direction) -> Text {
    match direction {
        Direction::Out => t!("direction-out"),
        Direction::In => t!("direction-in"),
    }
}

fn purpose_name(purpose: Purpose) -> Text {
    match purpose {
        Purpose::Payment => t!("purpose-payment"),
        Purpose::Installation => t!("purpose-installation"),
        Purpose::Delivery => t!("purpose-delivery"),
        Purpose::Technical => t!("purpose-technical"),
        Purpose::Meeting => t!("purpose-meeting"),
        Purpose::Claim => t!("purpose-claim"),
        Purpose::Upsell => t!("purpose-upsell"),
        Purpose::Other => t!("purpose-other"),
    }
}

/// The call has been logged: what is stored, what happens next, how to take it back.
pub async fn logged(turn: &Turn, call: &LogCall, client: &Client, logged: Logged) -> Result<Screen> {
    let Logged { event, next, tries, unreachable, .. } = logged;
    let mut screen = Screen::new(t!("call-logged", client = &client.name)).about(client.id);
    screen = screen.line(outcome_line(logged.outcome)).line(next_line(next));
    if unreachable {
        screen = screen.line(t!("call-unreachable"));
    } else if tries >= retry::OTHER_CONTACT_AFTER {
        screen = screen.line(t!("call-many-tries", tries = tries));
    }
    let needs_other = tries >= retry::OTHER_CONTACT_AFTER || call.outcome == Some(Outcome::WrongNumber);
    if needs_other {
        let contacts = clients::contacts(&mut turn.db(), client.id).await?;
        let callable = |contact: &&Contact| contact.phone.is_some() && contact.bad_at.is_none();
        let other = contacts.iter().filter(callable).find(|contact| Some(contact.id) != call.contact);
        let line = |contact| t!("call-other-contact", contact = clients::contact_line(contact));
        screen = screen.lines(other.map(line));
    }
    let led = |label, command: &str| Button::command(label, &format!("{command}:{}", client.id.short()));
    let claim = (call.outcome == Some(Outcome::Disputes)).then(|| led(t!("call-to-claim"), "claim"));
    let support = (call.purpose == Purpose::Technical).then(|| led(t!("call-to-support"), "support"));
    let invoice = (call.outcome == Some(Outcome::WantsInvoice)).then(|| led(t!("call-to-invoice"), "invoice"));
    Ok(screen
        .row(claim.into_iter().chain(support).chain(invoice))
        .row([Button::press(t!("undo-button"), &Undo(event)), Button::command(t!("call-another"), "call")])
        .row([clients::card_button(client.id), Button::command(t!("next-button"), "next")])
        .row(hello::menu_row()))
}

/// To the head: a client will not pay or leaves.
pub fn leaves(client: &str, manager: &str, note: &str, id: Id<Client>) -> Screen {
    let mut screen = Screen::new(t!("call-leaves", client = client, manager = manager));
    if !note.is_empty() {
        screen = screen.line(t!("call-field-note", note = note));
    }
    screen.row([clients::card_button(id)])
}

/// The last calls with a client, the newest first: at most `limit` lines.
pub async fn touches(conn: &mut Conn, client: Id<Client>, limit: i64) -> Result<Vec<Text>> {
    let last = queries::last(conn, client, limit).await?;
    Ok(last.iter().map(made_line).collect())
}

fn made_line(made: &Made) -> Text {
    let (at, person) = (made.called_at.0, made.person.as_str());
    let outcome = heard_name(made.outcome);
    let direction = match made.direction {
        Direction::Out => t!("call-sign-out"),
        Direction::In => t!("call-sign-in"),
    };
    let short: String = made.note.chars().take(80).collect();
    match (short.is_empty(), made.purpose) {
        (true, Purpose::Payment) => t!("client-call", sign = direction, at = at, outcome = outcome, person = person),
        (true, purpose) => {
            let purpose = purpose_name(purpose);
            t!("client-call-about", sign = direction, at = at, outcome = outcome, purpose = purpose, person = person)
        }
        (false, _) => {
            t!("client-call-note", sign = direction, at = at, outcome = outcome, note = short, person = person)
        }
    }
}

/// Samples for the gallery.
pub fn samples() -> Vec<Screen> {
    let mut all = Question::new(header(None, At::Outcome), t!("call-ask-outcome"));
    all.rows = outcomes();
    all.can_go_back = true;
    all.can_review = true;
    vec![all.screen(), leaves("ТСН «Ромашка» <b>", "Анна", "долг & спор", Id::new())]
}
