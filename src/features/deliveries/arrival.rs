//! What the rooms above ask of a delivery: when it comes, what is in it, how it stands in one line; and that its goods are to
//! be installed.

use super::{
    card, cards, mine,
    model::{Delivery, State},
    receipt, rows,
};
use crate::{
    bot::{
        screen::{self, Words},
        turn::Turn,
    },
    calendar::Moment,
    clients::Client,
    db::{Conn, Id},
    error::{Error, Result},
    t,
    text::Text,
};
use chrono::{DateTime, Utc};

/// A button that begins the installation of what has come. Whoever installs answers it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Install(pub Id<Delivery>);

impl screen::Press for Install {
    const ROOM: &'static str = "deliveryinstall";

    fn pack(&self) -> String {
        self.0.short()
    }

    fn unpack(data: &str) -> Option<Self> {
        Words::of(data).id().map(Self)
    }
}

/// When the goods of a delivery are at the client's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrives {
    /// At this moment: it has come, or this is when it is expected at the latest, UTC.
    On(DateTime<Utc>),
    /// It does not come, or something is wrong with it.
    Never,
}

/// When the goods of a delivery are at the client's.
pub async fn arrives(conn: &mut Conn, id: Id<Delivery>) -> Result<Arrives> {
    let Some(delivery) = rows::known(conn, id).await? else { return Ok(Arrives::Never) };
    Ok(match (delivery.state, delivery.received_at) {
        (State::Cancelled | State::Returned | State::Problem, _) => Arrives::Never,
        (_, Some(at)) => Arrives::On(at),
        _ => Arrives::On(delivery.delivered_at.unwrap_or(delivery.ends_at)),
    })
}

/// A delivery in the acting person's sight.
pub async fn of(turn: &Turn, id: Id<Delivery>) -> Result<Option<Delivery>> {
    match mine(turn, id).await {
        Ok(delivery) => Ok(Some(delivery)),
        Err(Error::User(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What goes to a client or has come there lately, the newest first.
pub async fn of_client(conn: &mut Conn, client: Id<Client>) -> Result<Vec<Delivery>> {
    rows::latest(conn, client, 4).await
}

/// The delivery to a client whose goods may still be to install: the newest that is not installed.
pub async fn latest(conn: &mut Conn, client: Id<Client>) -> Result<Option<Delivery>> {
    for delivery in rows::latest(conn, client, 2).await? {
        let next = receipt::of(conn, delivery.id).await?.and_then(|receipt| receipt.next);
        if next.is_none() {
            return Ok(Some(delivery));
        }
    }
    Ok(None)
}

/// The names of what is in it.
pub async fn goods(conn: &mut Conn, id: Id<Delivery>) -> Result<Vec<String>> {
    Ok(rows::lines(conn, id).await?.into_iter().map(|line| line.name).collect())
}

/// `📦 Доставка Д-318: шлагбаум 1 шт., получена 24 нояб.`
pub async fn line(conn: &mut Conn, id: Id<Delivery>) -> Result<Text> {
    let delivery = rows::read(conn, id).await?;
    let lines = rows::lines(conn, id).await?;
    let (number, goods) = (delivery.number.to_string(), card::goods(&lines));
    Ok(match delivery.received_at {
        Some(at) => t!("delivery-line-received", number = number, goods = goods, at = at),
        None => {
            t!(
                "delivery-line-expected",
                number = number,
                goods = goods,
                state = card::state(delivery.state),
                until = delivery.ends_at
            )
        }
    })
}

/// Its installation is written down.
pub async fn installed(conn: &mut Conn, id: Id<Delivery>, moment: Moment<'_>) -> Result {
    receipt::installed(conn, id).await?;
    cards::refresh(conn, id, None, moment).await
}
