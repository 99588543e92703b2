//! What invoices have against reminding a client of money (PRODUCT 4.7): nothing is owed, or all of it is disputed.

use super::{model::Invoice, queries};
use crate::{
    bot::governor::{Objection, Why},
    calendar::Moment,
    clients::Client,
    db::Conn,
    error::Result,
};
use chrono::NaiveDate;

/// What stands against a reminder to the client now.
pub async fn objections(conn: &mut Conn, client: &Client, moment: Moment<'_>) -> Result<Vec<Objection>> {
    let open = queries::open_of(conn, client.id).await?;
    let today = moment.now.with_timezone(&client.zone).date_naive();
    Ok(against(&open, today).map(|why| Objection { why, until: None }).into_iter().collect())
}

/// Whoever says they have paid is believed until the day the money is awaited.
fn against(open: &[Invoice], today: NaiveDate) -> Option<Why> {
    let awaited = |invoice: &Invoice| invoice.awaited_until.is_some_and(|until| until >= today);
    match open {
        [] => Some(Why::Paid),
        open if open.iter().all(|invoice| invoice.disputed) => Some(Why::Disputed),
        open if open.iter().all(|invoice| invoice.disputed || awaited(invoice)) => Some(Why::Paid),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{db::Id, money::Money};

    #[test]
    fn one_invoice_that_is_simply_owed_is_enough_to_remind() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let today = day("2026-11-24");
        let owed = Invoice {
            id: Id::new(),
            client: Id::new(),
            number: "118".to_owned(),
            issued_on: day("2026-10-15"),
            due_on: day("2026-10-30"),
            sum: Money::from_rubles(100),
            paid: Money::from_rubles(40),
            disputed: false,
            awaited_until: None,
        };
        let disputed = Invoice { disputed: true, ..owed.clone() };
        let awaited = |until| Invoice { awaited_until: Some(day(until)), ..owed.clone() };
        assert_eq!(against(&[], today), Some(Why::Paid));
        assert_eq!(against(std::slice::from_ref(&disputed), today), Some(Why::Disputed));
        assert_eq!(against(&[disputed.clone(), awaited("2026-11-24")], today), Some(Why::Paid));
        assert_eq!(against(&[awaited("2026-11-23")], today), None, "three days have passed, and no money");
        assert_eq!(against(&[disputed, owed], today), None);
    }
}
