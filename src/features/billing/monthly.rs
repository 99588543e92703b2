//! Invoices that go out unasked (`issue`): once to each person as they are, and again only when they have been corrected.

use super::{
    kit::{self, For},
    model::Channel,
    press::{Bill, What},
    rows, send,
};
use crate::{
    bot::{
        event::{self, Happened},
        governor::{self, Matter, Writing},
        screen::Button,
    },
    calendar::Moment,
    clients::Client,
    db::{Conn, Id},
    error::Result,
    features::invoices::{self, Invoice},
    money::Money,
    people::{Person, Scope},
    t,
};
use chrono::{NaiveDate, NaiveTime};
use std::collections::HashMap;

/// What became of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivered {
    /// It goes to somebody.
    Sent,
    /// Everybody there has it as it is.
    Before,
    /// Nobody of the client uses the bot, or there is nothing to pay by.
    Nobody,
}

/// As what each invoice was sent last, if it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sending {
    /// As it is, or nobody knows.
    Same,
    /// With another sum.
    Corrected(Money),
}

/// What was sent to the clients in sight since: for each of these invoices that was, as what.
pub async fn sent(
    conn: &mut Conn,
    scope: Scope,
    since: NaiveDate,
    invoices: impl Iterator<Item = &Invoice>,
) -> Result<HashMap<Id<Invoice>, Sending>> {
    let sent = rows::sent_since(conn, Some(scope), since.and_time(NaiveTime::MIN).and_utc()).await?;
    Ok(invoices.filter_map(|invoice| Some((invoice.id, sending(invoice, &sent)?))).collect())
}

fn sending(invoice: &Invoice, sent: &[rows::Has]) -> Option<Sending> {
    let last = sent.iter().rev().find(|has| has.invoice_id == invoice.id)?;
    let other = last.sum.filter(|sum| *sum != invoice.sum);
    Some(other.map_or(Sending::Same, Sending::Corrected))
}

/// Invoices of all clients that were issued and sent since, and corrected after that: with the sum they were sent with.
pub async fn corrected(conn: &mut Conn, since: NaiveDate, until: NaiveDate) -> Result<Vec<(Invoice, Money)>> {
    let sent = rows::sent_since(conn, None, since.and_time(NaiveTime::MIN).and_utc()).await?;
    if sent.is_empty() {
        return Ok(Vec::new());
    }
    let issued = invoices::issued_between(conn, None, since, until).await?;
    let corrected = issued.into_iter().filter_map(|invoice| match sending(&invoice, &sent) {
        Some(Sending::Corrected(before)) => Some((invoice, before)),
        _ => None,
    });
    Ok(corrected.collect())
}

/// `🧾 Отправить исправленный`: asks where to, as for any duplicate.
pub fn again_button(invoice: Id<Invoice>) -> Button {
    Button::press(t!("billing-corrected-button"), &Bill::Where(What::One(invoice)))
}

/// Sends a client its invoice with what it is paid by, within the rules of writing to clients. Whoever has it as it is does
/// not get it again.
pub async fn deliver(
    conn: &mut Conn,
    client: &Client,
    invoice: &Invoice,
    by: Id<Person>,
    moment: Moment<'_>,
) -> Result<Delivered> {
    let people = send::payers(conn, client.id).await?;
    if people.is_empty() {
        return Ok(Delivered::Nobody);
    }
    let sent = rows::has(conn, invoice.id).await?;
    let to = |person: &Person| sent.iter().filter(|has| has.person_id == person.id).collect::<Vec<_>>();
    let has = |person: &Person| to(person).last().is_some_and(|last| last.sum.is_none_or(|sum| sum == invoice.sum));
    let fresh: Vec<&Person> = people.iter().filter(|person| !has(person)).collect();
    if fresh.is_empty() {
        return Ok(Delivered::Before);
    }
    let made = kit::made(conn, client, std::slice::from_ref(invoice), moment.now).await?;
    let Some(ready) = made.ok().and_then(|mut kits| kits.pop()) else { return Ok(Delivered::Nobody) };
    let mut went = false;
    for person in fresh {
        let whom = (person.id, to(person).len());
        let Some(sent) = rows::put_once(conn, invoice, whom, (by, moment.now.into())).await? else { continue };
        let parts = ready.parts(For::Payer(sent));
        let files = parts.each_ref().map(|part| (&part.screen, part.file()));
        let [(first, _), ..] = &files;
        let writing = Writing {
            client,
            person,
            matter: Matter::Notice,
            key: format!("billing:{sent}"),
            screen: first,
            objections: Vec::new(),
            wrote_at: None,
        };
        governor::write_files(conn, writing, files, moment).await?;
        went = true;
    }
    if !went {
        return Ok(Delivered::Before);
    }
    let happened = Happened {
        at: moment.now.into(),
        actor: Some(by),
        kind: "billing.sent",
        client: Some(client.id),
        entity: invoice.id.to_string(),
        data: &Channel::Telegram,
        undoes: None,
    };
    event::record(conn, happened).await?;
    Ok(Delivered::Sent)
}
