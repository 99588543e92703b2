//! The pay kit of an invoice as messages: the invoice, the code, the payment order with everything to be copied. Three
//! files in this order, the buttons on the last.

use super::{model::Sent, press::Own};
use crate::{
    bot::{
        document::{Document, LARGEST},
        screen::{Button, Screen},
        seller,
        turn::Turn,
    },
    clients::Client,
    db::{Conn, Id},
    error::Result,
    features::invoices::Invoice,
    money::Money,
    paykit::{Bill, Buyer, Copied, Kit, Unfit},
    t,
    text::Text,
};
use chrono::{DateTime, Utc};

/// Longer numbers are cut in names of files.
const LONGEST_NUMBER: usize = 40;

/// An invoice with what it is paid by.
#[derive(Debug)]
pub struct Ready {
    pub invoice: Invoice,
    pub kit: Kit,
}

/// Why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoKit {
    /// The settings do not say who is paid.
    Seller,
    /// The client's tax number is not known, or is none.
    Inn,
    /// It could not be made.
    Broken,
}

/// For whom the words beside the files are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// Whoever pays: they can say that it has come.
    Payer(Id<Sent>),
    /// Whoever hands it on: buttons do not go along, so what is to be copied stands in the words.
    Messenger,
}

/// A file and the words beside it.
pub struct Part<'a> {
    pub screen: Screen,
    name: String,
    mime: &'static str,
    bytes: &'a [u8],
}

impl Part<'_> {
    pub fn file(&self) -> Document<'_> {
        Document { name: &self.name, mime: self.mime, bytes: self.bytes }
    }
}

/// Makes the kits of a client's invoices: all of them or none.
pub async fn ready(turn: &Turn, client: &Client, invoices: &[Invoice]) -> Result<Result<Vec<Ready>, NoKit>> {
    made(&mut turn.db(), client, invoices, turn.now()).await
}

/// The same outside a turn.
pub async fn made(
    conn: &mut Conn,
    client: &Client,
    invoices: &[Invoice],
    now: DateTime<Utc>,
) -> Result<Result<Vec<Ready>, NoKit>> {
    let Some(seller) = seller::known(conn).await? else { return Ok(Err(NoKit::Seller)) };
    let buyer =
        Buyer { name: client.name.clone(), inn: client.inn.clone().unwrap_or_default(), kpp: None, account: None };
    let today = now.with_timezone(&client.zone).date_naive();
    let mut all = Vec::new();
    for invoice in invoices {
        match Kit::new(&seller, &buyer, &bill(invoice), today) {
            Ok(kit) if kit.pdf.len() > LARGEST => {
                tracing::error!(invoice = %invoice.id, bytes = kit.pdf.len(), "an invoice is too large to be sent");
                return Ok(Err(NoKit::Broken));
            }
            Ok(kit) => all.push(Ready { invoice: invoice.clone(), kit }),
            Err(Unfit::BuyerInn) => return Ok(Err(NoKit::Inn)),
            Err(unfit) => {
                tracing::error!(invoice = %invoice.id, %unfit, "an invoice has no pay kit");
                return Ok(Err(NoKit::Broken));
            }
        }
    }
    Ok(Ok(all))
}

/// What is still to be paid of an invoice.
fn bill(invoice: &Invoice) -> Bill {
    Bill {
        number: invoice.number.clone(),
        issued_on: invoice.issued_on,
        due_on: invoice.due_on,
        period: None,
        sum: invoice.left(),
        lines: Vec::new(),
    }
}

impl Ready {
    /// The messages, in order.
    pub fn parts(&self, whom: For) -> [Part<'_>; 3] {
        let number = stem(&self.invoice.number);
        [
            Part {
                screen: invoice(&self.invoice),
                name: format!("Счёт {number}.pdf"),
                mime: "application/pdf",
                bytes: &self.kit.pdf,
            },
            Part {
                screen: Screen::new(t!("billing-code")).about(self.invoice.client),
                name: format!("QR {number}.png"),
                mime: "image/png",
                bytes: &self.kit.qr_png,
            },
            Part {
                screen: order(&self.invoice, &self.kit.copy, whom),
                name: format!("{number}.txt"),
                mime: "text/plain",
                bytes: &self.kit.order,
            },
        ]
    }
}

/// The words beside the invoice.
fn invoice(invoice: &Invoice) -> Screen {
    let (number, sum) = (invoice.number.as_str(), invoice.left());
    let screen = Screen::new(t!("billing-invoice", number = number, day = invoice.issued_on)).about(invoice.client);
    let screen = screen.line(t!("billing-pay", sum = sum, due = invoice.due_on));
    if invoice.paid > Money::ZERO {
        screen.line(t!("billing-partly", paid = invoice.paid, all = invoice.sum))
    } else {
        screen
    }
}

/// The words beside the payment order.
fn order(invoice: &Invoice, copy: &Copied, whom: For) -> Screen {
    match whom {
        For::Messenger => {
            Screen::new(t!("billing-order")).about(invoice.client).line(t!("billing-purpose", purpose = &copy.purpose))
        }
        For::Payer(sent) => copying(Screen::new(t!("billing-order")).about(invoice.client), copy).row([
            Button::press(t!("billing-got-button"), &Own::Got(sent)),
            Button::press(t!("billing-wrong-button"), &Own::Wrong(sent)),
        ]),
    }
}

/// What is left of it when the payer has answered: what is to be copied, if it is still to be paid.
pub fn answered(invoice: &Invoice, copy: Option<&Copied>, said: Text) -> Screen {
    let screen = Screen::new(t!("billing-order")).about(invoice.client).line(said);
    match copy {
        Some(copy) => copying(screen, copy),
        None => screen,
    }
}

fn copying(screen: Screen, copy: &Copied) -> Screen {
    screen
        .row([Button::copy(t!("billing-copy-purpose"), &copy.purpose)])
        .row([Button::copy(t!("billing-copy-account"), &copy.account), Button::copy(t!("billing-copy-inn"), &copy.inn)])
}

/// A number as a file may be called.
fn stem(number: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' };
    let stem: String = number.trim().chars().map(plain).take(LONGEST_NUMBER).collect();
    if stem.is_empty() { "-".to_owned() } else { stem }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_after_its_invoice() {
        assert_eq!(["118", " УТ-118/2 ", "Б/Н", ""].map(stem), ["118", "УТ-118-2", "Б-Н", "-"]);
        assert_eq!(stem(&"7".repeat(90)).len(), LONGEST_NUMBER);
    }
}
