//! The one thing a client hears of it: their invoice is ready.

use super::model::Bill;
use crate::{
    bot::{
        governor::{self, Matter, Writing},
        outbox,
        screen::Screen,
        shown::{self, Side},
    },
    calendar::Moment,
    clients,
    db::Conn,
    error::Result,
    features::billing,
    people, t,
};

fn link(bill: &Bill) -> String {
    format!("bill-ready:{}:{}", bill.id, bill.rev)
}

/// What the client reads.
pub fn ready(bill: &Bill) -> Screen {
    let screen = Screen::new(t!("bill-ready", number = bill.invoice.as_str(), sum = bill.sum));
    bill.client.into_iter().fold(screen, Screen::about)
}

/// Tells whoever gets the client's invoices, within the rules for messages to clients.
pub async fn tell_ready(conn: &mut Conn, bill: &Bill, moment: Moment<'_>) -> Result {
    let Some(id) = bill.client else { return Ok(()) };
    let Some(company) = clients::known(conn, id).await? else { return Ok(()) };
    let screen = ready(bill);
    for person in billing::payers(conn, company.id).await? {
        let writing = Writing {
            client: &company,
            person: &person,
            matter: Matter::Notice,
            key: format!("{}:{}", link(bill), person.id),
            screen: &screen,
            objections: Vec::new(),
            wrote_at: None,
        };
        if let Some(card) = governor::write(conn, writing, moment).await?.card() {
            shown::remember(conn, &link(bill), person.id, Side::Client, card).await?;
        }
    }
    Ok(())
}

/// It is not ready after all: the message goes.
pub async fn take_back(conn: &mut Conn, bill: &Bill, moment: Moment<'_>) -> Result {
    for shown in shown::all(conn, &link(bill)).await? {
        let person = people::by_id(conn, shown.person).await?;
        if let Some(chat) = person.and_then(|person| person.tg_id) {
            outbox::delete(conn, shown.card, chat, moment.now.into()).await?;
        }
        governor::forget(conn, &format!("{}:{}", link(bill), shown.person), moment.now).await?;
        shown::forget(conn, &link(bill), shown.person).await?;
    }
    Ok(())
}
