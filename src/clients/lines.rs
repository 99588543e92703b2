//! What every screen about a client shares: whom to call, and the ways to the call and to the card.

use super::{Client, Contact, contacts};
use crate::{
    bot::screen::Button,
    db::{Conn, Id},
    error::Result,
    t,
    text::Text,
};

/// A contact person with the number, marked if it is wrong.
pub fn contact_line(contact: &Contact) -> Text {
    match (&contact.phone, contact.bad_at) {
        (Some(phone), None) => t!("contact-line", phone = phone, who = contact.who()),
        (Some(phone), Some(_)) => t!("contact-line-bad", phone = phone, who = contact.who()),
        (None, _) => t!("contact-line-no-phone", who = contact.who(), email = &contact.email),
    }
}

/// Whom to call at a client already checked with [`super::by_id`]: three numbers at most, good ones first.
pub async fn whom_to_call(conn: &mut Conn, client: Id<Client>) -> Result<Vec<Text>> {
    let contacts = contacts(conn, client).await?;
    Ok(contacts.iter().filter(|contact| contact.phone.is_some()).take(3).map(contact_line).collect())
}

/// `☎️ Звонок`: logs a call to the client.
pub fn call_button(client: Id<Client>) -> Button {
    Button::command(t!("call-button"), &format!("call:{}", client.short()))
}

/// `🏢 Клиент`: opens the client's card.
pub fn card_button(client: Id<Client>) -> Button {
    open_button(t!("client-button"), client)
}

/// Opens the client's card; the label says which.
pub fn open_button(label: Text, client: Id<Client>) -> Button {
    Button::command(label, &format!("find:{}", client.short()))
}
