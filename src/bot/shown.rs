//! Cards kept up to date: what is shown to whom, and where. A thing (a delivery, a claim) has one card for each who sees it,
//! and every card shows what is true now.
//!
//! What is on a card, and who may see it, the rooms know. A thing is named by its link: `delivery:<id>`.

use crate::{
    bot::{
        outbox::{self, Card, Letter},
        screen::Screen,
        turn::Turn,
    },
    calendar::Moment,
    db::{Conn, Id, Timestamp},
    error::Result,
    named,
    people::{self, Person},
};
use futures::future::BoxFuture;
use sqlx::FromRow;

named! {
    /// Whose eyes a card is for.
    pub enum Side {
        /// Ours.
        Us = "us",
        /// The client's.
        Client = "client",
        /// The engineer's who goes there.
        Engineer = "engineer",
    }
}

/// A card that shows a thing to somebody.
#[derive(Debug, Clone, Copy, FromRow)]
pub struct Shown {
    /// To whom.
    #[sqlx(rename = "person_id")]
    pub person: Id<Person>,
    /// As what.
    pub side: Side,
    /// Where.
    #[sqlx(rename = "card_id")]
    pub card: Id<Card>,
}

/// Remembers where a thing is shown to somebody, in place of where it was shown before.
pub async fn remember(conn: &mut Conn, link: &str, person: Id<Person>, side: Side, card: Id<Card>) -> Result {
    sqlx::query(
        "INSERT INTO shown (link, person_id, side, card_id) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (link, person_id) DO UPDATE SET card_id = excluded.card_id, side = excluded.side",
    )
    .bind(link)
    .bind(person)
    .bind(side)
    .bind(card)
    .execute(conn)
    .await?;
    Ok(())
}

/// The same; where it was shown before, nothing can be pressed any more.
pub async fn instead(
    conn: &mut Conn,
    link: &str,
    person: &Person,
    side: Side,
    card: Id<Card>,
    now: Timestamp,
) -> Result {
    let before = of(conn, link, person.id).await?.filter(|before| *before != card);
    if let (Some(before), Some(chat)) = (before, person.tg_id) {
        outbox::strip(conn, before, chat, now).await?;
    }
    remember(conn, link, person.id, side, card).await
}

/// Where a thing is shown to somebody.
pub async fn of(conn: &mut Conn, link: &str, person: Id<Person>) -> Result<Option<Id<Card>>> {
    Ok(sqlx::query_scalar("SELECT card_id FROM shown WHERE link = $1 AND person_id = $2")
        .bind(link)
        .bind(person)
        .fetch_optional(conn)
        .await?)
}

/// What a card shows to somebody: its link.
pub async fn by_card(conn: &mut Conn, card: Id<Card>, person: Id<Person>) -> Result<Option<String>> {
    Ok(sqlx::query_scalar("SELECT link FROM shown WHERE card_id = $1 AND person_id = $2 ORDER BY link")
        .bind(card)
        .bind(person)
        .fetch_optional(conn)
        .await?)
}

/// Everywhere a thing is shown.
pub async fn all(conn: &mut Conn, link: &str) -> Result<Vec<Shown>> {
    Ok(sqlx::query_as("SELECT person_id, side, card_id FROM shown WHERE link = $1 ORDER BY person_id")
        .bind(link)
        .fetch_all(conn)
        .await?)
}

/// It is not shown to somebody any more.
pub async fn forget(conn: &mut Conn, link: &str, person: Id<Person>) -> Result {
    sqlx::query("DELETE FROM shown WHERE link = $1 AND person_id = $2").bind(link).bind(person).execute(conn).await?;
    Ok(())
}

/// Shows a thing where the pressed button is, as a new message if nothing was pressed, and remembers it as the card of who
/// acts.
pub async fn show(turn: &Turn, link: &str, side: Side, screen: Screen) -> Result<Id<Card>> {
    let card = turn.show_card(screen).await?;
    remember(&mut turn.db(), link, turn.me().id, side, card).await?;
    Ok(card)
}

/// What a person sees of a thing; `None`: they may not see it any more.
pub type Render<T> =
    for<'a> fn(&'a mut Conn, &'a T, &'a Person, Side, Moment<'a>) -> BoxFuture<'a, Result<Option<Screen>>>;

/// Every card shows what is true now, but that of `except`, who is shown it in the turn. Whoever may not see it any more is
/// shown nothing more: a press says that it is not theirs.
pub async fn refresh<T: Sync>(
    conn: &mut Conn,
    link: &str,
    except: Option<Id<Person>>,
    moment: Moment<'_>,
    thing: &T,
    render: Render<T>,
) -> Result {
    for shown in all(conn, link).await?.into_iter().filter(|shown| except != Some(shown.person)) {
        let person = people::present(conn, shown.person).await?;
        let Some((person, chat)) = person.and_then(|person| person.tg_id.map(|chat| (person, chat))) else { continue };
        match render(conn, thing, &person, shown.side, moment).await? {
            Some(screen) => {
                outbox::edit(conn, shown.card, Letter::reply(chat, person.reader(moment.now), &screen)).await?;
            }
            None => forget(conn, link, person.id).await?,
        }
    }
    Ok(())
}
