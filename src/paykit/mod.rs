//! What a client's accountant is sent to pay an invoice without retyping anything: the invoice as PDF, a QR code with our
//! details, a payment order for 1С or the bank's client, and texts to be copied. Pure: no database, no Telegram, no clock.
//!
//! All of them bear one purpose with a [`Reference`], so that the money finds its invoice when the bank's statement is
//! read. Sums are whole kopecks everywhere. Deliberately not here: СБП, whose codes only a bank can issue.

mod order;
mod pdf;
mod plain;
mod purpose;
mod qr;
mod reference;
mod seller;
mod vat;
mod words;

#[cfg(test)]
pub(crate) mod samples;

pub use order::{SENDER, order};
pub use pdf::invoice;
pub use purpose::purpose;
pub use qr::{Matrix, payload};
pub use reference::{Reference, find};
pub use seller::{Seller, Slip, is_account, is_bik, is_corr_account, is_kpp};
pub use vat::Vat;

use crate::{inn, money::Money};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::fmt;

/// Who pays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buyer {
    /// As invoices write it.
    pub name: String,
    /// The tax number.
    pub inn: String,
    /// The code of the reason of registration; an entrepreneur has none.
    pub kpp: Option<String>,
    /// The account it paid from before, if it is known.
    pub account: Option<String>,
}

/// What is to be paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    /// As 1С numbers it.
    pub number: String,
    /// Issued on.
    pub issued_on: NaiveDate,
    /// Paid on this day it is paid on time.
    pub due_on: NaiveDate,
    /// Any day of the month it is for, if it is for one.
    pub period: Option<NaiveDate>,
    /// What is asked for, VAT included.
    pub sum: Money,
    /// What for; if it is not known, none: the invoice then has one line of its own.
    pub lines: Vec<Line>,
}

/// A line of an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What is sold.
    pub name: String,
    /// How much of it.
    pub quantity: Decimal,
    /// In what it is measured: `шт.`, `мес.`
    pub unit: String,
    /// The price of one.
    pub price: Money,
    /// The price of all.
    pub sum: Money,
}

/// Everything that makes paying easy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kit {
    /// The invoice: a PDF file.
    pub pdf: Vec<u8>,
    /// The QR code: a PNG file.
    pub qr_png: Vec<u8>,
    /// The payment order: a `1CClientBankExchange` file in windows-1251.
    pub order: Vec<u8>,
    /// Texts to be copied.
    pub copy: Copied,
}

/// Texts that are copied with a press.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// The purpose of the payment, at most 160 characters.
    pub purpose: String,
    /// The account to pay to.
    pub account: String,
    /// The tax number of whom is paid.
    pub inn: String,
}

/// Why there is no kit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// A detail of the seller is wrong.
    Seller(Slip),
    /// The buyer's tax number is wrong.
    BuyerInn,
    /// There is nothing to pay.
    NothingToPay,
    /// The lines add up to another sum.
    LinesAddUpTo(Money),
    /// The invoice could not be drawn.
    Drawing,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Seller(Slip { field, needed }) => write!(f, "seller.{field}: {needed}"),
            Self::BuyerInn => f.write_str("the buyer's tax number is wrong"),
            Self::NothingToPay => f.write_str("there is nothing to pay"),
            Self::LinesAddUpTo(sum) => write!(f, "the lines add up to {}", vat::with_point(*sum)),
            Self::Drawing => f.write_str("the invoice could not be drawn"),
        }
    }
}

impl std::error::Error for Unfit {}

impl Kit {
    /// Makes it. `today` dates the payment order.
    pub fn new(seller: &Seller, buyer: &Buyer, bill: &Bill, today: NaiveDate) -> Result<Self, Unfit> {
        check(seller, buyer, bill)?;
        let purpose = purpose(bill, seller.vat);
        let code = Matrix::of(&payload(seller, buyer, bill, &purpose)).ok_or(Unfit::Drawing)?;
        Ok(Self {
            pdf: invoice(seller, buyer, bill, &purpose, &code).ok_or(Unfit::Drawing)?,
            qr_png: code.png().ok_or(Unfit::Drawing)?,
            order: order(seller, buyer, bill, &purpose, today),
            copy: Copied { purpose, account: seller.account.clone(), inn: seller.inn.clone() },
        })
    }
}

fn check(seller: &Seller, buyer: &Buyer, bill: &Bill) -> Result<(), Unfit> {
    seller.check().map_err(Unfit::Seller)?;
    if !inn::is_valid(&buyer.inn) {
        return Err(Unfit::BuyerInn);
    }
    if bill.sum <= Money::ZERO {
        return Err(Unfit::NothingToPay);
    }
    let lines = bill.lines.iter().map(|line| line.sum).sum();
    if !bill.lines.is_empty() && lines != bill.sum {
        return Err(Unfit::LinesAddUpTo(lines));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use samples::{bill, buyer, day, seller};

    #[test]
    fn one_kit_has_one_purpose_everywhere() {
        let kit = Kit::new(&seller(), &buyer(), &bill(), day("2026-05-20")).unwrap();
        assert_eq!(find(&kit.copy.purpose), [Reference::of("118", day("2026-05-15"))]);
        assert!(kit.copy.purpose.chars().count() <= 256, "a copy button holds no more");
        assert!(kit.pdf.starts_with(b"%PDF-") && kit.qr_png.starts_with(b"\x89PNG"));
        let order = encoding_rs::WINDOWS_1251.decode(&kit.order).0.into_owned();
        assert!(order.contains(&format!("НазначениеПлатежа={}\r\n", kit.copy.purpose)));
        assert_eq!(
            kit,
            Kit::new(&seller(), &buyer(), &bill(), day("2026-05-20")).unwrap(),
            "the same kit, bit for bit"
        );
    }

    #[test]
    fn what_cannot_be_right_has_no_kit() {
        let unfit = |seller: &Seller, buyer: &Buyer, bill: &Bill| {
            Kit::new(seller, buyer, bill, day("2026-05-20")).unwrap_err().to_string()
        };
        let slip = Seller { bik: "1".to_owned(), ..seller() };
        assert_eq!(unfit(&slip, &buyer(), &bill()), "seller.bik: 9 digits are needed");
        let nobody = Buyer { inn: String::new(), ..buyer() };
        assert_eq!(unfit(&seller(), &nobody, &bill()), "the buyer's tax number is wrong");
        let nothing = Bill { sum: Money::ZERO, ..bill() };
        assert_eq!(unfit(&seller(), &buyer(), &nothing), "there is nothing to pay");
        let other = Bill { sum: Money::from_kopecks(1), ..bill() };
        assert_eq!(unfit(&seller(), &buyer(), &other), "the lines add up to 12345.60");
    }
}
