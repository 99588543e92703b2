//! Sending a client its invoice again, with everything it is paid by (PRODUCT D3a, M3, row 2.2): a manager's duplicate in
//! two taps, in Telegram or by mail, and the client's own `/pay`.
//!
//! Its law: the same invoice does not go to the same person twice within a day unasked (twice at all, if nobody has asked:
//! `monthly`), one that was corrected is another one; where no kit can be made, accounting sends the invoice within four
//! working hours, is reminded after three, and whoever waits is told until when; what the client says to it is kept.
//!
//! Deliberately not here: what the files are made of (`paykit`), reminders (`dunning`), how a letter reaches its reader
//! (`outside::mail`).

mod accounting;
mod client;
mod kit;
mod mail;
mod model;
mod monthly;
mod press;
mod rows;
mod samples;
mod send;
#[cfg(test)]
mod tests;
mod views;

pub use client::{Sent, send_kit};
pub use mail::{Letter, Mailed, mail_kit, readers};
pub use monthly::{Delivered, Sending, again_button, corrected, deliver, sent};
pub use rows::is_sent;
pub use send::payers;

use super::{
    CardPart, Feature,
    invoices::{self, Invoice},
};
use crate::{
    bot::{
        dialogue::Form,
        routes::{Command, Routes, command, in_dialogue, pressed},
        turn::Turn,
    },
    clients::Client,
    db::Id,
    error::{Error, Result},
    people::Role,
    t,
};
use press::{Bill, Mail, Own, What};

/// The room.
pub const FEATURE: Feature = Feature {
    name: "billing",
    doors,
    commands: &[
        Command { name: "invoice", word: "счёт", about: "command-invoice", rank: 42, roles: SENDERS },
        Command { name: "pay", word: "оплата", about: "command-pay", rank: 15, roles: &[Role::Client] },
    ],
    alone: &["счёт", "оплата"],
    answers,
    forms: &[Form::of::<mail::NewAddress>()],
    presses: &[("billing", SENDERS), ("kit", &[Role::Client]), ("mail", SENDERS)],
    jobs: mail::JOBS,
    watch: Some(|conn, at| Box::pin(accounting::look(conn, at))),
    undo: &[mail::UNDO],
    card: Some(CardPart {
        lines: |conn, client, today| Box::pin(views::card_lines(conn, client, today)),
        buttons: |client| vec![views::of_client(t!("billing-button"), client)],
        proves: true,
    }),
    card_rank: 52,
    holds: Some(|conn, invoice| Box::pin(rows::holds(conn, invoice))),
    screens: samples::samples,
    ..Feature::EMPTY
};

/// Who sends invoices; of which clients is asked with every press.
const SENDERS: &[Role] = &[Role::Manager, Role::Head, Role::Deputy, Role::Accounting];

fn doors() -> Vec<Routes> {
    vec![
        command("invoice").endpoint(send::start),
        command("pay").endpoint(client::pay),
        pressed::<Bill>().endpoint(send::press),
        pressed::<Own>().endpoint(client::press),
        pressed::<Mail>().endpoint(mail::press),
    ]
}

fn answers() -> Vec<Routes> {
    vec![in_dialogue::<mail::NewAddress>().endpoint(mail::answer)]
}

/// What is foreign is as absent as what never was.
fn absent() -> Error {
    Error::User(t!("billing-absent"))
}

/// Whose invoices are meant, and which, if it is one. Whether the acting person may see them is still to be asked.
async fn named(turn: &Turn, what: What) -> Result<(Id<Client>, Option<Id<Invoice>>)> {
    Ok(match what {
        What::All(client) => (client, None),
        What::One(invoice) => {
            let invoice = invoices::by_id(&mut turn.db(), invoice).await?.ok_or_else(absent)?;
            (invoice.client, Some(invoice.id))
        }
    })
}

/// The open invoices of a client: this one, or all but the disputed.
async fn open_of(turn: &Turn, client: Id<Client>, one: Option<Id<Invoice>>) -> Result<Vec<Invoice>> {
    let mut open = invoices::open_of(&mut turn.db(), client).await?;
    open.retain(|invoice| one.map_or(!invoice.disputed, |one| one == invoice.id));
    Ok(open)
}
