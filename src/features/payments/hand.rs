//! The hand queue: payments that no rule could match, one card at a time.

use super::{
    judging,
    matching::{self, Parts},
    queries::{self, Payment},
    views,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question},
        event::Event,
        said::Said,
        screen::{self, Words},
        turn::Turn,
    },
    clients::{self, Client},
    db::Id,
    error::{Error, Result},
    features::invoices::{self, Invoice},
    hash,
    money::Money,
    t,
    text::Text,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A button of a payment's card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pay {
    pub payment: Id<Payment>,
    pub rev: i64,
    pub deed: Deed,
}

/// What a press does to a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// It pays what is proposed; the number is that of the proposal that was shown.
    Proposed(u32),
    /// It pays this invoice.
    Invoice(Id<Invoice>),
    /// It pays the client's invoices, the oldest first; what is left over is an advance.
    Oldest,
    /// It is not from a client.
    Foreign,
    /// Ask for the client.
    Client,
    /// Show the next payment.
    Skip,
}

impl screen::Press for Pay {
    const ROOM: &'static str = "pay";

    fn pack(&self) -> String {
        let deed = match self.deed {
            Deed::Proposed(number) => format!("p:{number:x}"),
            Deed::Invoice(invoice) => format!("i:{}", invoice.short()),
            Deed::Oldest => "old".to_owned(),
            Deed::Foreign => "no".to_owned(),
            Deed::Client => "who".to_owned(),
            Deed::Skip => "skip".to_owned(),
        };
        format!("{}:{}:{deed}", self.payment.short(), self.rev)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (payment, rev) = (words.id()?, words.parse()?);
        let deed = match words.word()? {
            "p" => Deed::Proposed(u32::from_str_radix(words.word()?, 16).ok()?),
            "i" => Deed::Invoice(words.id()?),
            "old" => Deed::Oldest,
            "no" => Deed::Foreign,
            "who" => Deed::Client,
            "skip" => Deed::Skip,
            _ => return None,
        };
        Some(Self { payment, rev, deed })
    }
}

/// What a hand decided, kept with the event to take it back.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Settled {
    parts: Vec<(Id<Invoice>, Money)>,
    client: Option<Id<Client>>,
}

/// `/payments`: the next payment that waits.
pub async fn next(turn: Turn) -> Result {
    let (payment, count) = queries::queued(&mut turn.db(), None).await?;
    let screen = views::queued(&turn, payment, count).await?;
    turn.reply(screen).await.map(drop)
}

/// A press on a payment's card.
pub async fn press(turn: Turn, press: Pay) -> Result {
    let payment = queries::waiting(&mut turn.db(), press.payment).await?;
    let Some(payment) = payment else {
        turn.toast(t!("payment-settled-already")).await?;
        return show_next(&turn, Some(press.payment)).await;
    };
    if payment.rev != press.rev {
        return show_anew(&turn, payment).await;
    }
    match press.deed {
        Deed::Skip => show_next(&turn, Some(payment.id)).await,
        Deed::Client => turn.open(&Assign { payment: payment.id }).await,
        Deed::Foreign => settle(&turn, &payment, None, Vec::new()).await,
        Deed::Proposed(number) => {
            let open = open_of(&turn, &payment).await?;
            let parts = matching::propose(payment.sum, &payment.purpose, &open);
            if number_of(&parts) != number {
                return show_anew(&turn, payment).await;
            }
            settle(&turn, &payment, payment.client_id, parts).await
        }
        Deed::Invoice(id) => {
            let open = open_of(&turn, &payment).await?;
            let chosen: Vec<&Invoice> = open.iter().filter(|invoice| invoice.id == id).collect();
            if chosen.is_empty() {
                return turn.toast(t!("frame-card-changed")).await;
            }
            let parts = matching::pour(payment.sum, &chosen);
            settle(&turn, &payment, payment.client_id, parts).await
        }
        Deed::Oldest => {
            let open = open_of(&turn, &payment).await?;
            let parts = matching::pour(payment.sum, &open.iter().collect::<Vec<_>>());
            settle(&turn, &payment, payment.client_id, parts).await
        }
    }
}

/// Tells one proposal from another: money that has come meanwhile changes it.
pub fn number_of(parts: &Parts) -> u32 {
    let words: Vec<String> = parts.iter().map(|(invoice, sum)| format!("{invoice}:{}", sum.kopecks())).collect();
    let hash = hash::of_parts(words.iter().map(String::as_str));
    u32::from_str_radix(&hash[..8], 16).unwrap_or_default()
}

async fn open_of(turn: &Turn, payment: &Payment) -> Result<Vec<Invoice>> {
    match payment.client_id {
        Some(client) => invoices::open_of(&mut turn.db(), client).await,
        None => Ok(Vec::new()),
    }
}

async fn settle(
    turn: &Turn,
    payment: &Payment,
    client: Option<Id<Client>>,
    parts: Vec<(Id<Invoice>, Money)>,
) -> Result {
    queries::settle(&mut turn.db(), payment.id, client, &parts).await?;
    judge_anew(turn, [payment.client_id, client], payment.paid_on.0).await?;
    let settled = Settled { parts, client: payment.client_id };
    let event = turn.happened("payment.settled", client, payment.id, &settled).await?;
    let paid: Money = settled.parts.iter().map(|(_, sum)| *sum).sum();
    turn.show(views::settled(payment, client.is_some(), paid, event)).await?;
    let (next, count) = queries::queued(&mut turn.db(), None).await?;
    let screen = views::queued(turn, next, count).await?;
    turn.reply(screen).await.map(drop)
}

/// The card has changed since it was shown.
async fn show_anew(turn: &Turn, payment: Payment) -> Result {
    turn.toast(t!("frame-card-changed")).await?;
    let (_, count) = queries::queued(&mut turn.db(), None).await?;
    let screen = views::queued(turn, Some(payment), count).await?;
    turn.show(screen).await
}

async fn show_next(turn: &Turn, after: Option<Id<Payment>>) -> Result {
    let (next, count) = queries::queued(&mut turn.db(), after).await?;
    let screen = views::queued(turn, next, count).await?;
    turn.show(screen).await
}

/// Takes a decision back: the payment waits again.
pub async fn undo(turn: Turn, event: Event) -> Result<Text> {
    let settled: Settled = event.data()?;
    let (was, day) = queries::unsettle(&mut turn.db(), event.entity()?, settled.client).await?;
    judge_anew(&turn, [was, settled.client], day).await?;
    Ok(t!("payment-deed"))
}

/// Money of a day has changed hands.
async fn judge_anew(turn: &Turn, clients: [Option<Id<Client>>; 2], day: NaiveDate) -> Result {
    let touched = clients.into_iter().flatten().map(|client| (client, day)).collect();
    judging::judge_anew(&mut turn.db(), &touched, None, turn.calendar(), turn.stamp()).await
}

/// Whose money is it?
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assign {
    payment: Id<Payment>,
}

/// The client's name, or a choice of those found.
pub async fn answer(turn: Turn, state: Assign, said: Said) -> Result {
    let client = match &said {
        Said::Choice(choice) => match Id::from_short(choice) {
            Some(id) => clients::by_id(&mut turn.db(), turn.scope(), id).await?,
            None => None,
        },
        Said::Text(query) => {
            let found = clients::find(&mut turn.db(), turn.scope(), query, turn.today()).await?;
            match found.as_slice() {
                [] => return turn.again(t!("client-not-found", query = query)).await,
                [one] => Some(one.client.clone()),
                many => return turn.again_with(t!("client-which"), clients::choices(many)).await,
            }
        }
        _ => None,
    };
    let Some(client) = client else { return turn.again(t!("client-ask-hint")).await };
    let payment = queries::waiting(&mut turn.db(), state.payment).await?;
    let Some(mut payment) = payment else { return Err(Error::User(t!("payment-settled-already"))) };
    queries::guess(&mut turn.db(), payment.id, client.id).await?;
    judge_anew(&turn, [payment.client_id, Some(client.id)], payment.paid_on.0).await?;
    payment.client_id = Some(client.id);
    payment.rev += 1;
    let (_, count) = queries::queued(&mut turn.db(), None).await?;
    let screen = views::queued(&turn, Some(payment), count).await?;
    turn.finish(screen).await
}

impl Dialogue for Assign {
    const NAME: &'static str = "payment";
    const VERSION: i64 = 1;

    async fn title(&self, _: &Turn) -> Result<Text> {
        Ok(t!("payment-assign-title"))
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        let payment = queries::waiting(&mut turn.db(), self.payment).await?;
        let mut question = Question::new(t!("payment-assign-title"), t!("client-ask"));
        question.filled = payment.iter().map(views::told).collect();
        question.number_is_answer = true;
        Ok(question)
    }

    fn filled(&self) -> usize {
        0
    }

    fn back(self) -> Option<Self> {
        None
    }

    fn review(self) -> Option<Self> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_press_survives_64_bytes() {
        for deed in
            [Deed::Proposed(u32::MAX), Deed::Invoice(Id::new()), Deed::Oldest, Deed::Foreign, Deed::Client, Deed::Skip]
        {
            let press = Pay { payment: Id::new(), rev: 9999, deed };
            assert_eq!(Pay::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "pay:".len() <= 64);
        }
    }
}
