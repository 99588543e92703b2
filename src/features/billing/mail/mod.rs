//! Invoices by mail: one letter an invoice, with its pay kit beside it (PRODUCT D3a, section 3).
//!
//! Its law: a letter goes only to an address that stands in the client's contacts; the same invoice does not go to the same
//! address twice within a day unasked. A letter is written down with the turn that wished for it and handed over by a job.
//! A try whose answer was lost is repeated once, under the same Message-ID: mail programs show such doubles once, and where
//! one does not, two are better than none. After that nobody tries: whoever sent it is told that it went and that nothing is
//! known. That our server took a letter is not that it arrived, and is never called so.
//!
//! Without `[mail]` a letter is a draft: its words and files for whoever sends it by hand.

mod address;
mod jobs;
mod letter;
mod rows;
#[cfg(test)]
mod tests;
mod views;

pub use address::{NewAddress, answer};
pub use letter::{Letter, State, human};
pub use views::samples;

use super::{
    absent,
    kit::{self, For, NoKit, Ready},
    model::{AGAIN, Channel},
    press::{Mail, What},
    rows::{self as sent, To},
    send, views as room,
};
use crate::{
    bot::{
        mail as settings,
        screen::Screen,
        seller,
        shown::{self, Side},
        turn::Turn,
    },
    calendar::Moment,
    clients::{self, Client, Contact, Right},
    db::{Conn, Id},
    email::Email,
    error::Result,
    features::{Inverse, invoices::Invoice},
    jobs::{self as machine, Kind},
    people::Person,
    t,
};
use chrono::{DateTime, Utc};
use letter::Batch;

const HAND_OVER: &str = "billing.letter";

/// How an address that was written down is taken back.
pub const UNDO: Inverse = Inverse {
    kind: "billing.email",
    name: |_| Ok(t!("billing-mail-deed")),
    undo: |turn, event| Box::pin(address::undo(turn, event)),
};

/// The room's jobs.
pub const JOBS: &[Kind] = &[Kind { name: HAND_OVER, run: |at, payload| Box::pin(jobs::hand_over(at, payload)) }];

/// What became of a wish to mail an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mailed {
    /// The letter is on its way: what becomes of it stands on the client's card, and a refusal is told to whoever sent it.
    Queued(Id<Letter>),
    /// The same invoice went to this address less than a day ago.
    Before(DateTime<Utc>),
    /// The contact has no address, or none that is one.
    NoAddress,
    /// There is nothing to pay by.
    NoKit,
    /// The settings name no mail server.
    NoServer,
}

/// Mails an invoice with its pay kit to a contact of the client, in the open transaction; not twice within a day. `by` is who
/// hears of a refusal. Whether `by` may see the client is the caller's to ask, and the deed the caller's to remember.
pub async fn mail_kit(
    conn: &mut Conn,
    client: &Client,
    invoice: &Invoice,
    contact: &Contact,
    by: &Person,
    moment: Moment<'_>,
) -> Result<Mailed> {
    let Ok(email) = Email::parse(&contact.email) else { return Ok(Mailed::NoAddress) };
    if !settings::can_send(conn).await? {
        return Ok(Mailed::NoServer);
    }
    if let Some(at) = sent::latest_to(conn, invoice.id, &email, Channel::Mail, moment.now - AGAIN).await? {
        return Ok(Mailed::Before(at.0));
    }
    let kits = kit::made(conn, client, std::slice::from_ref(invoice), moment.now).await?;
    let Some(ready) = kits.ok().and_then(|mut kits| kits.pop()) else { return Ok(Mailed::NoKit) };
    let to = Addressee { email: &email, name: &contact.name };
    match put(conn, client, &ready, to, (Id::new(), by), moment).await? {
        Some(letter) => Ok(Mailed::Queued(letter)),
        None => Ok(Mailed::Before(moment.now)),
    }
}

/// Those a letter about invoices can go to: contacts with an address who get invoices; without any such, all with one.
pub async fn readers(conn: &mut Conn, client: Id<Client>) -> Result<Vec<Contact>> {
    let mut all = clients::contacts(conn, client).await?;
    all.retain(|contact| Email::parse(&contact.email).is_ok());
    if all.iter().any(|contact| contact.rights.contains(&Right::Invoices)) {
        all.retain(|contact| contact.rights.contains(&Right::Invoices));
    }
    Ok(all)
}

/// To whom.
#[derive(Clone, Copy)]
struct Addressee<'a> {
    email: &'a Email,
    name: &'a str,
}

/// Writes a letter down, and the job that hands it over; `None`: somebody has just wished for the same.
async fn put(
    conn: &mut Conn,
    client: &Client,
    ready: &Ready,
    to: Addressee<'_>,
    (batch, by): (Id<Batch>, &Person),
    moment: Moment<'_>,
) -> Result<Option<Id<Letter>>> {
    let seller = seller::known(conn).await?.map(|seller| seller.name).unwrap_or_default();
    let new = letter::New {
        batch,
        client: client.id,
        invoice: ready.invoice.id,
        email: to.email,
        name: to.name,
        words: letter::words(ready, client, (&seller, &by.name), moment.now),
        files: ready.parts(For::Messenger).iter().map(|part| letter::File::of(part.file())).collect(),
        by: by.id,
    };
    let now = moment.now.into();
    let Some(id) = rows::put(conn, &new, now).await? else { return Ok(None) };
    sent::put(conn, &ready.invoice, To::Mail { email: to.email, letter: id }, (by.id, now)).await?;
    machine::put(conn, HAND_OVER, Some(&format!("letter:{id}")), &id, now).await?;
    Ok(Some(id))
}

/// A tap.
pub async fn press(turn: Turn, press: Mail) -> Result {
    match press {
        Mail::Where(what) => place(&turn, what, None).await,
        Mail::Send { what, contact, seen } => send_to(&turn, what, contact, seen).await,
        Mail::Other(what) => {
            let (client, _) = send::meant(&turn, what).await?;
            let contacts = clients::contacts(&mut turn.db(), client.id).await?;
            if contacts.is_empty() {
                return turn.toast(t!("billing-mail-no-contacts")).await;
            }
            turn.open(&NewAddress::begin(what, &contacts)).await
        }
    }
}

/// To which address? Of one contact alone, if it has just got one.
async fn place(turn: &Turn, what: What, only: Option<Id<Contact>>) -> Result {
    let (client, invoices) = send::meant(turn, what).await?;
    if invoices.is_empty() {
        return turn.show(room::nothing(&client)).await;
    }
    let screen = addresses(turn, &client, &invoices, (what, only)).await?;
    turn.show(screen).await
}

async fn addresses(
    turn: &Turn,
    client: &Client,
    invoices: &[Invoice],
    (what, only): (What, Option<Id<Contact>>),
) -> Result<Screen> {
    let contacts = match only {
        Some(only) => clients::contact(&mut turn.db(), client.id, only).await?.into_iter().collect(),
        None => readers(&mut turn.db(), client.id).await?,
    };
    let mut readers = Vec::new();
    for contact in contacts {
        let Ok(email) = Email::parse(&contact.email) else { continue };
        let refusal = rows::last_refusal(&mut turn.db(), client.id, &email).await?;
        let is_bad = refusal.is_some_and(|refusal| jobs::is_address(&refusal));
        readers.push(views::Reader { contact, email, is_bad });
    }
    let can_send = settings::can_send(&mut turn.db()).await?;
    Ok(views::addresses(client, invoices, &readers, (what, can_send)))
}

async fn send_to(turn: &Turn, what: What, contact: Id<Contact>, seen: Option<i64>) -> Result {
    let (client, invoices) = send::meant(turn, what).await?;
    if invoices.is_empty() {
        return turn.show(room::nothing(&client)).await;
    }
    let contact = clients::contact(&mut turn.db(), client.id, contact).await?.ok_or_else(absent)?;
    let Ok(email) = Email::parse(&contact.email) else { return place(turn, what, None).await };
    let can_send = settings::can_send(&mut turn.db()).await?;
    let channel = if can_send { Channel::Mail } else { Channel::Draft };
    let times = sent::times(&mut turn.db(), &invoices).await?;
    let (mut new, mut before) = (Vec::new(), None);
    for invoice in &invoices {
        let last = sent::latest_to(&mut turn.db(), invoice.id, &email, channel, turn.now() - AGAIN).await?;
        if last.is_none() {
            new.push(invoice.clone());
        }
        before = before.max(last.map(|at| at.0));
    }
    let chosen = if seen == Some(times) { invoices.clone() } else { new };
    if let (true, Some(before)) = (chosen.is_empty(), before) {
        let once_more = Mail::Send { what, contact: contact.id, seen: Some(times) };
        return turn.show(views::again(&client, &invoices, (&email, before), once_more)).await;
    }
    let kits = match kit::ready(turn, &client, &chosen).await? {
        Ok(kits) => kits,
        Err(why) => return by_accounting(turn, &client, &chosen, why).await,
    };
    let to = Addressee { email: &email, name: &contact.name };
    if can_send { letters(turn, &client, &kits, to).await } else { drafts(turn, &client, &kits, to).await }
}

async fn by_accounting(turn: &Turn, client: &Client, invoices: &[Invoice], why: NoKit) -> Result {
    let me = turn.me().clone();
    let said = send::by_accounting(turn, client, (invoices, why), (&[me], Channel::Mail)).await?;
    let screen = send::done(turn, client, said).await?;
    turn.show(screen).await
}

/// Letters are on their way; the card tells what becomes of them.
async fn letters(turn: &Turn, client: &Client, kits: &[Ready], to: Addressee<'_>) -> Result {
    let (batch, me) = (Id::<Batch>::new(), turn.me().clone());
    let mut invoices = Vec::new();
    for ready in kits {
        if put(&mut turn.db(), client, ready, to, (batch, &me), turn.moment()).await?.is_some() {
            invoices.push(ready.invoice.clone());
        }
    }
    if invoices.is_empty() {
        return turn.toast(t!("frame-already-done", at = turn.now())).await;
    }
    send::record(turn, client, &invoices, Channel::Mail).await?;
    let screen = views::batch(&mut turn.db(), client, batch, turn.now()).await?;
    shown::show(turn, &views::link(batch), Side::Us, screen).await.map(drop)
}

/// The words and the files, for whoever sends them by hand.
async fn drafts(turn: &Turn, client: &Client, kits: &[Ready], to: Addressee<'_>) -> Result {
    let me = turn.me().clone();
    let seller = seller::known(&mut turn.db()).await?.map(|seller| seller.name).unwrap_or_default();
    for ready in kits {
        sent::put(&mut turn.db(), &ready.invoice, To::Draft { by: me.id, email: to.email }, (me.id, turn.stamp()))
            .await?;
        for part in ready.parts(For::Messenger) {
            turn.reply_document(part.screen.clone(), part.file()).await?;
        }
        let words = letter::words(ready, client, (&seller, &me.name), turn.now());
        turn.reply(views::draft(client, to.email, &words)).await?;
    }
    let invoices: Vec<Invoice> = kits.iter().map(|ready| ready.invoice.clone()).collect();
    send::record(turn, client, &invoices, Channel::Draft).await?;
    let screen = send::done(turn, client, views::drafted(&invoices, to.email)).await?;
    turn.show(screen).await
}
