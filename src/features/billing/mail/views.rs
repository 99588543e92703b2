//! Screens of invoices by mail.

use super::{
    super::{
        press::{Mail, What},
        send, views as room,
    },
    jobs,
    letter::{Batch, Letter, State, Words},
    rows,
};
use crate::{
    bot::screen::{Button, Screen},
    clients::{self, Client, Contact},
    db::{Conn, Id},
    email::Email,
    error::Result,
    features::{
        hello,
        invoices::{self, Invoice},
    },
    t,
    text::Text,
};
use chrono::{DateTime, Utc};

/// So many addresses are offered.
const OFFERED: usize = 8;
/// A button copies so many characters.
const COPIED: usize = 256;

/// Somebody a letter can go to.
#[derive(Debug, Clone)]
pub struct Reader {
    pub contact: Contact,
    pub email: Email,
    /// The last letter to the address was refused because of it.
    pub is_bad: bool,
}

/// Where letters of one tap are shown.
pub fn link(batch: Id<Batch>) -> String {
    format!("mail:{batch}")
}

/// To which address?
pub fn addresses(client: &Client, invoices: &[Invoice], readers: &[Reader], (what, can_send): (What, bool)) -> Screen {
    let ask = if can_send {
        t!("billing-mail-where", client = &client.name)
    } else {
        t!("billing-draft-where", client = &client.name)
    };
    let line = |reader: &Reader| {
        let known = t!("billing-mail-reader", who = reader.contact.who(), email = reader.email.human());
        let bad = reader.is_bad.then(|| t!("billing-mail-bad"));
        Text::Join([known].into_iter().chain(bad).collect(), " ")
    };
    let send = |reader: &Reader| {
        let press = Mail::Send { what, contact: reader.contact.id, seen: None };
        Button::press(t!("billing-mail-to-button", email = reader.email.human()), &press)
    };
    let screen = Screen::new(ask).about(client.id).lines(invoices.iter().take(room::MOST).map(room::line));
    let screen = if readers.is_empty() {
        screen.line(t!("billing-mail-nobody"))
    } else {
        let readers = readers.iter().take(OFFERED);
        screen.lines(readers.clone().map(line)).grid(readers.map(send), 1)
    };
    screen.row([Button::press(t!("billing-mail-other-button"), &Mail::Other(what))])
}

/// It went there today: once more?
pub fn again(client: &Client, invoices: &[Invoice], (email, at): (&Email, DateTime<Utc>), once_more: Mail) -> Screen {
    let numbers = room::numbers(invoices);
    let asked = t!("billing-mail-again", count = invoices.len(), numbers = numbers, email = email.human(), at = at);
    Screen::new(asked)
        .about(client.id)
        .row([Button::press(t!("billing-again-button"), &once_more), clients::card_button(client.id)])
}

/// What becomes of letters of one tap.
pub async fn batch(conn: &mut Conn, client: &Client, batch: Id<Batch>, now: DateTime<Utc>) -> Result<Screen> {
    let letters = rows::of_batch(conn, batch).await?;
    let mut lines = Vec::new();
    for letter in &letters {
        let number = number(conn, letter).await?;
        lines.push(stands(letter, &number));
    }
    let mut screen = Screen::default().about(client.id).lines(lines);
    let refused = letters.iter().find(|letter| letter.state == State::Refused);
    screen = screen.row(refused.map(|letter| other(letter.invoice)));
    send::habit(conn, client, screen, now).await
}

fn other(invoice: Id<Invoice>) -> Button {
    Button::press(t!("billing-mail-other-button"), &Mail::Other(What::One(invoice)))
}

async fn number(conn: &mut Conn, letter: &Letter) -> Result<String> {
    Ok(invoices::by_id(conn, letter.invoice).await?.map(|invoice| invoice.number).unwrap_or_default())
}

/// Where a letter stands, for whoever sent it.
fn stands(letter: &Letter, number: &str) -> Text {
    let (email, why) = (letter.human(), jobs::words(&letter.refusal));
    let ended = letter.ended_at.map(|at| at.0);
    match (letter.state, ended, why) {
        (State::Sent, Some(at), _) => t!("billing-mail-sent", number = number, email = email, at = at),
        (State::Doubtful, Some(_), _) => t!("billing-mail-unknown", number = number, email = email),
        (State::Doubtful, None, _) => t!("billing-mail-doubtful", number = number, email = email),
        (State::Refused, _, Some(why)) => t!("billing-mail-refused", number = number, email = email, why = why),
        (State::Queued, None, Some(why)) => t!("billing-mail-waits", number = number, email = email, why = why),
        _ => t!("billing-mail-goes", number = number, email = email),
    }
}

/// A letter did not go, or nobody knows: what happened and what can be done.
pub async fn failed(conn: &mut Conn, client: &Client, letter: &Letter) -> Result<Screen> {
    let number = number(conn, letter).await?;
    Ok(Screen::new(t!("billing-mail-news", client = &client.name))
        .about(client.id)
        .line(stands(letter, &number))
        .row([other(letter.invoice)])
        .row([clients::call_button(client.id), clients::card_button(client.id)]))
}

/// A letter for whoever sends it by hand.
pub fn draft(client: &Client, email: &Email, words: &Words) -> Screen {
    let copied = |words: &str| words.chars().take(COPIED).collect::<String>();
    Screen::new(t!("billing-draft", email = email.human()))
        .about(client.id)
        .line(t!("billing-draft-subject", subject = &words.subject))
        .gap()
        .line(t!("billing-draft-body", body = &words.body))
        .row([
            Button::copy(t!("billing-copy-email"), email.as_str()),
            Button::copy(t!("billing-copy-subject"), &copied(&words.subject)),
        ])
}

/// What became of drafts.
pub fn drafted(invoices: &[Invoice], email: &Email) -> Text {
    t!("billing-drafted", count = invoices.len(), numbers = room::numbers(invoices), email = email.human())
}

/// Sample screens.
pub fn samples(client: &Client, invoice: &Invoice) -> Vec<Screen> {
    let Ok(email) = Email::parse("buh@пример.рф") else { return Vec::new() };
    let contact = Contact {
        id: Id::new(),
        client: client.id,
        name: "Ольга <b>".to_owned(),
        post: "бухгалтер & кассир".to_owned(),
        phone: None,
        email: email.human(),
        rights: Vec::new(),
        person: None,
        bad_at: None,
    };
    let reader = |is_bad| Reader { contact: contact.clone(), email: email.clone(), is_bad };
    let (what, one) = (What::One(invoice.id), std::slice::from_ref(invoice));
    let at = DateTime::UNIX_EPOCH;
    let words = Words {
        subject: "Счёт № 118 <b>".to_owned(), body: "Здравствуйте!\n\nСчёт <b> & всё.".to_owned()
    };
    let letter = |state, is_over: bool, refusal: &str| Letter {
        id: Id::new(),
        batch: Id::new(),
        client: client.id,
        invoice: invoice.id,
        email: email.as_str().to_owned(),
        name: String::new(),
        subject: String::new(),
        body: String::new(),
        state,
        doubts: 0,
        refusal: refusal.to_owned(),
        by: Id::new(),
        created_at: at.into(),
        ended_at: is_over.then(|| at.into()),
    };
    let said = |name: &str| format!("{{\"{name}\":\"550 <b> & no\"}}");
    let mut letters = vec![
        letter(State::Trying, false, ""),
        letter(State::Sent, true, ""),
        letter(State::Doubtful, false, ""),
        letter(State::Doubtful, true, ""),
    ];
    let refusals = ["OutOfReach", "Insecure", "Login", "Busy", "Address", "Refused", "Unfit", "Unknown"];
    letters.extend(refusals.map(|name| letter(State::Refused, true, &said(name))));
    letters.push(letter(State::Queued, false, &said("Busy")));
    let stands = letters.iter().map(|letter| stands(letter, &invoice.number));
    let once_more = Mail::Send { what, contact: contact.id, seen: Some(1) };
    vec![
        addresses(client, one, &[reader(false), reader(true)], (what, true)),
        addresses(client, one, &[], (what, false)),
        again(client, one, (&email, at), once_more),
        Screen::new(t!("billing-mail-news", client = &client.name)).lines(stands),
        draft(client, &email, &words),
        Screen::new(drafted(&[invoice.clone(), invoice.clone()], &email)).row(hello::menu_row()),
        Screen::new(t!("billing-mail-kept", who = contact.who(), email = email.human())),
    ]
}
