//! What may go although something stands against it: a head lets goods go before they are paid, or somebody says that two
//! deliveries on one day are meant.

use super::super::{
    card, cards,
    model::{Delivery, State},
    rows, window,
};
use crate::{
    bot::turn::Turn,
    calendar::Moment,
    db::{Conn, Id, Timestamp},
    error::{Error, Result},
    features::{
        Ask, Asked, Choice, Decision,
        approvals::{self, New},
        invoices::{self, Invoice},
    },
    named,
    people::Person,
    t,
    text::Text,
};

/// The approval of goods that leave before they are paid.
const KIND: &str = "ship_unpaid";

named! {
    /// What is let go.
    pub enum About {
        /// The invoice for it is not paid.
        Unpaid = "unpaid",
        /// There is another delivery to the same client on the same day.
        Twice = "twice",
    }
}

named! {
    /// What was said about it.
    pub enum Verdict {
        /// It may go.
        Yes = "yes",
        /// It may not.
        No = "no",
    }
}

/// What this part asks a head for.
pub const ASKS: &[Ask] = &[Ask {
    kind: KIND,
    name: "ask-ship-unpaid",
    facts: |conn, asked, moment| Box::pin(facts(conn, asked, moment)),
    choices: |_| {
        let choice = |key, label, needs_word| Choice { key, label, needs_word };
        vec![choice("yes", t!("leave-yes-button"), false), choice("no", t!("leave-no-button"), true)]
    },
    decided: |turn, asked, decision| Box::pin(decided(turn, asked, decision)),
}];

/// What was said about a delivery, with the words; `None`: nothing.
pub async fn of(conn: &mut Conn, delivery: Id<Delivery>, about: About) -> Result<Option<(Verdict, String)>> {
    Ok(sqlx::query_as("SELECT verdict, word FROM delivery_leave WHERE delivery_id = $1 AND about = $2")
        .bind(delivery)
        .bind(about)
        .fetch_optional(conn)
        .await?)
}

/// Writes down what was said; the last word counts.
pub async fn put(
    conn: &mut Conn,
    (delivery, about): (Id<Delivery>, About),
    (verdict, word): (Verdict, &str),
    (by, now): (Id<Person>, Timestamp),
) -> Result {
    sqlx::query(
        "INSERT INTO delivery_leave (delivery_id, about, verdict, word, by_id, at) VALUES ($1, $2, $3, $4, $5, $6) \
         ON CONFLICT (delivery_id, about) DO UPDATE \
         SET verdict = excluded.verdict, word = excluded.word, by_id = excluded.by_id, at = excluded.at",
    )
    .bind(delivery)
    .bind(about)
    .bind(verdict)
    .bind(word)
    .bind(by)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// What was said does not count any more: it was about something else.
pub async fn forget(conn: &mut Conn, delivery: Id<Delivery>, about: About) -> Result {
    sqlx::query("DELETE FROM delivery_leave WHERE delivery_id = $1 AND about = $2")
        .bind(delivery)
        .bind(about)
        .execute(conn)
        .await?;
    Ok(())
}

/// The invoice of a delivery, if something is left to pay of it.
pub async fn unpaid(conn: &mut Conn, delivery: &Delivery) -> Result<Option<Invoice>> {
    let Some(invoice) = delivery.invoice else { return Ok(None) };
    let open = invoices::open_of(conn, delivery.client).await?;
    Ok(open.into_iter().find(|bill| bill.id == invoice))
}

/// Whether a head has been asked and has not answered yet.
pub async fn is_asked(conn: &mut Conn, delivery: Id<Delivery>) -> Result<bool> {
    Ok(approvals::open_about(conn, KIND, &delivery.to_string()).await?.is_some())
}

/// Asks a head whether it may go before it is paid; `false`: they are asked already, or it is paid.
pub async fn ask(turn: &Turn, delivery: &Delivery) -> Result<bool> {
    let bill = unpaid(&mut turn.db(), delivery).await?;
    let asked = is_asked(&mut turn.db(), delivery.id).await?;
    let Some(bill) = bill.filter(|_| !asked) else { return Ok(false) };
    let asked = Asked {
        kind: KIND.to_owned(),
        client: Some(delivery.client),
        entity: delivery.id.to_string(),
        asker: Some(turn.me().id),
        question: t!("leave-question", number = delivery.number.to_string(), bill = &bill.number).plain(&turn.reader()),
        sum: Some(bill.left()),
        attached: Vec::new(),
    };
    forget(&mut turn.db(), delivery.id, About::Unpaid).await?;
    approvals::ask(&mut turn.db(), New { asked, quiet: false }, turn.moment()).await?;
    Ok(true)
}

/// Nobody needs to answer any more.
pub async fn withdraw(conn: &mut Conn, delivery: Id<Delivery>, moment: Moment<'_>) -> Result {
    approvals::withdraw(conn, &delivery.to_string(), moment).await
}

/// The delivery of a question.
async fn asked_about(conn: &mut Conn, asked: &Asked) -> Result<Option<Delivery>> {
    match asked.entity.parse() {
        Ok(id) => rows::known(conn, id).await,
        Err(_) => Err(Error::other(format!("approval about «{}»: no delivery", asked.entity))),
    }
}

/// What goes where and when, and what is not paid.
async fn facts(conn: &mut Conn, asked: &Asked, _: Moment<'_>) -> Result<Vec<Text>> {
    let Some(delivery) = asked_about(conn, asked).await? else { return Ok(Vec::new()) };
    let lines = rows::lines(conn, delivery.id).await?;
    let own = (delivery.starts_at, delivery.ends_at);
    let mut facts = vec![
        t!("delivery-goods", goods = card::goods(&lines)),
        t!("delivery-window", window = window::said(own, chrono_tz::Europe::Moscow)),
    ];
    let bill = unpaid(conn, &delivery).await?;
    facts.extend(bill.map(|bill| t!("leave-bill", number = &bill.number, left = bill.left(), sum = bill.sum)));
    Ok(facts)
}

async fn decided(turn: Turn, asked: Asked, decision: Decision) -> Result<Text> {
    let delivery = asked_about(&mut turn.db(), &asked).await?;
    let Some(delivery) = delivery.filter(|delivery| delivery.state != State::Cancelled) else {
        return Ok(t!("leave-gone"));
    };
    let (me, now) = (turn.me().id, turn.stamp());
    let verdict = if decision.verdict == "yes" { Verdict::Yes } else { Verdict::No };
    put(&mut turn.db(), (delivery.id, About::Unpaid), (verdict, &decision.word), (me, now)).await?;
    cards::refresh(&mut turn.db(), delivery.id, None, turn.moment()).await?;
    let number = delivery.number.to_string();
    Ok(match verdict {
        Verdict::Yes => t!("leave-said-yes", number = number),
        Verdict::No => t!("leave-said-no", number = number),
    })
}
