//! Screens of billing.

use super::{
    mail::{self, State},
    model::{Channel, Sent},
    press::{Bill, Mail, Own, What},
    rows,
};
use crate::{
    bot::screen::{Button, Screen},
    clients::{self, Client},
    db::{Conn, Id},
    error::Result,
    features::{
        hello,
        invoices::{self, Invoice},
    },
    money::Money,
    people::Person,
    t,
    text::Text,
    when,
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

/// A list names so many invoices.
pub const MOST: usize = 20;
/// What was sent stands on the client's card for so many days, so many of them at most.
const SHOWN_DAYS: u64 = 31;
const SHOWN: i64 = 3;

/// `118, 120`.
pub fn numbers(invoices: &[Invoice]) -> String {
    invoices.iter().map(|invoice| invoice.number.as_str()).collect::<Vec<_>>().join(", ")
}

/// Names of people: `Ольга, Пётр`.
pub fn names(people: &[Person]) -> String {
    people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// `Счёт 118 от 16 нояб., пн: 15 000 ₽, срок 30 нояб., пн`.
pub fn line(invoice: &Invoice) -> Text {
    let number = invoice.number.as_str();
    let line = t!("billing-line", number = number, day = invoice.issued_on, sum = invoice.left(), due = invoice.due_on);
    let mark = invoice.disputed.then(|| t!("client-invoice-disputed"));
    Text::Join([line].into_iter().chain(mark).collect(), " ")
}

fn label(invoice: &Invoice) -> Text {
    t!("billing-one-button", number = invoice.number.as_str(), sum = invoice.left())
}

/// Whose invoices?
pub fn ask(recent: &[Client]) -> Screen {
    Screen::new(t!("billing-ask"))
        .grid(recent.iter().map(|client| of_client(Text::Verbatim(client.named()), client.id)), 1)
}

/// Opens the invoices of a client; the label says which.
pub fn of_client(label: Text, client: Id<Client>) -> Button {
    Button::command(label, &format!("invoice:{}", client.short()))
}

/// Which of them?
pub fn which(client: &Client, open: &[Invoice]) -> Screen {
    let one = |invoice: &Invoice| Button::press(label(invoice), &Bill::Where(What::One(invoice.id)));
    let all = Button::press(t!("billing-all-button"), &Bill::Where(What::All(client.id)));
    let screen = Screen::new(t!("billing-which", client = &client.name)).about(client.id);
    let screen = screen.lines(open.iter().take(MOST).map(line)).grid(open.iter().take(MOST).map(one), 1);
    screen.row([all])
}

/// Nothing is open.
pub fn nothing(client: &Client) -> Screen {
    let screen = Screen::new(t!("billing-nothing", client = &client.name)).about(client.id);
    screen.row([clients::card_button(client.id)]).row(hello::menu_row())
}

/// Where to? With who gets it in Telegram, and whether the bot itself can send a letter.
pub fn channels(client: &Client, invoices: &[Invoice], people: &[Person], (what, can_send): (What, bool)) -> Screen {
    let send = |label, channel| Button::press(label, &Bill::Send { what, channel, seen: None });
    let screen = Screen::new(t!("billing-where", client = &client.name)).about(client.id);
    let screen = screen.lines(invoices.iter().take(MOST).map(line)).line(if people.is_empty() {
        t!("billing-gets-nobody")
    } else {
        t!("billing-gets", names = names(people))
    });
    let mail = if can_send { t!("billing-mail-button") } else { t!("billing-draft-button") };
    screen
        .row([send(t!("billing-telegram-button"), Channel::Telegram), send(t!("billing-file-button"), Channel::File)])
        .row([Button::press(mail, &Mail::Where(what))])
}

/// It was sent today: once more?
pub fn again(client: &Client, invoices: &[Invoice], at: DateTime<Utc>, once_more: Bill) -> Screen {
    let asked = t!("billing-again", count = invoices.len(), numbers = numbers(invoices), at = at);
    Screen::new(asked)
        .about(client.id)
        .row([Button::press(t!("billing-again-button"), &once_more), clients::card_button(client.id)])
}

/// The same for the client.
pub fn own_again(invoices: &[Invoice], at: DateTime<Utc>, once_more: Own) -> Screen {
    let asked = t!("billing-own-again", count = invoices.len(), numbers = numbers(invoices), at = at);
    Screen::new(asked).row([Button::press(t!("billing-again-button"), &once_more)])
}

/// When it goes out, by the clock of the client: `в 09:00 по Омску`.
pub fn goes_out(at: DateTime<Utc>, zone: Tz, now: DateTime<Utc>) -> Text {
    let (local, today) = (at.with_timezone(&zone), now.with_timezone(&zone).date_naive());
    let (time, place) = (when::human_time(local.time()), place(zone));
    if local.date_naive() == today {
        t!("billing-goes-today", time = time, place = place)
    } else {
        t!("billing-goes", day = local.date_naive(), time = time, place = place)
    }
}

/// By whose clock.
fn place(zone: Tz) -> Text {
    match zone {
        Tz::Europe__Kaliningrad => t!("clock-kaliningrad"),
        Tz::Europe__Moscow => t!("clock-moscow"),
        Tz::Europe__Samara => t!("clock-samara"),
        Tz::Asia__Yekaterinburg => t!("clock-yekaterinburg"),
        Tz::Asia__Omsk => t!("clock-omsk"),
        Tz::Asia__Novosibirsk => t!("clock-novosibirsk"),
        Tz::Asia__Krasnoyarsk => t!("clock-krasnoyarsk"),
        Tz::Asia__Irkutsk => t!("clock-irkutsk"),
        Tz::Asia__Vladivostok => t!("clock-vladivostok"),
        Tz::Asia__Kamchatka => t!("clock-kamchatka"),
        _ => t!("clock-client"),
    }
}

/// What a client has open, with a button for each.
pub fn open(companies: &[(Client, Vec<Invoice>)]) -> Screen {
    if companies.is_empty() {
        return hello::word(t!("billing-own-nothing"));
    }
    let mut screen = Screen::new(t!("billing-own"));
    for (client, invoices) in companies {
        if companies.len() > 1 {
            screen = screen.line(t!("billing-own-company", client = &client.name));
        }
        screen = screen.lines(invoices.iter().take(MOST).map(line));
    }
    let all = companies.iter().flat_map(|(_, invoices)| invoices).take(MOST);
    let one = |invoice: &Invoice| Button::press(label(invoice), &Own::Get { what: What::One(invoice.id), seen: None });
    screen.grid(all.map(one), 1).row(hello::menu_row())
}

/// The lines of a client's card: what was sent lately and what became of it.
pub async fn card_lines(conn: &mut Conn, client: &Client, today: NaiveDate) -> Result<Vec<Text>> {
    let since = (today - Days::new(SHOWN_DAYS)).and_time(NaiveTime::MIN).and_utc();
    let (mut lines, mut told) = (Vec::new(), Vec::new());
    for sent in rows::of_client(conn, client.id, since, SHOWN).await? {
        if let Some(invoice) = invoices::by_id(conn, sent.invoice).await? {
            lines.push(sent_line(&sent, &invoice));
            // What was sent last says whether they have it as it is.
            let before = sent.sum.filter(|sum| *sum != invoice.sum && !told.contains(&invoice.id));
            lines.extend(before.map(|before| corrected_line(&invoice, before)));
            told.push(invoice.id);
        }
    }
    Ok(lines)
}

/// An invoice was corrected after it was sent.
fn corrected_line(invoice: &Invoice, before: Money) -> Text {
    t!("billing-card-corrected", number = invoice.number.as_str(), before = before, after = invoice.sum)
}

fn sent_line(sent: &Sent, invoice: &Invoice) -> Text {
    let (number, name, at) = (invoice.number.as_str(), sent.name.as_str(), sent.at.0);
    let email = mail::human(&sent.email);
    let line = match (sent.channel, sent.letter) {
        (Channel::File, _) => t!("billing-card-file", number = number, name = name, at = at),
        (Channel::Draft, _) => t!("billing-card-draft", number = number, name = name, email = email, at = at),
        (Channel::Mail, Some(State::Sent)) => t!("billing-card-mail", number = number, email = email, at = at),
        (Channel::Mail, Some(State::Refused)) => t!("billing-card-refused", number = number, email = email, at = at),
        (Channel::Mail, Some(State::Doubtful)) => t!("billing-card-doubtful", number = number, email = email, at = at),
        (Channel::Mail, _) => t!("billing-card-goes", number = number, email = email, at = at),
        (Channel::Telegram | Channel::Task, _) => t!("billing-card", number = number, name = name, at = at),
    };
    let got = sent.confirmed_at.map(|at| t!("billing-card-got", at = at.0));
    let wrong = sent.wrong_at.map(|_| t!("billing-card-wrong"));
    Text::Join([line].into_iter().chain(got).chain(wrong).collect(), " ")
}
