//! Cards kept up to date: what is shown to whom, and where. A thing (a delivery, a claim) has one card for each who sees it,
//! and every card shows what is true now.
//!
//! What is on a card, and who may see it, the rooms know. A thing is named by its link: `delivery:<id>`.

use crate::{
    bot::{
        governor::{self, Matter, Why, Writing, Written},
        outbox::{self, Card, Letter},
        screen::Screen,
        turn::Turn,
    },
    calendar::Moment,
    clients::Client,
    db::{Conn, Id, Timestamp},
    error::Result,
    named,
    people::{self, Person},
};
use chrono::{DateTime, Utc};
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

/// What became of a message to a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// It goes out now, or what is there already says it.
    Now,
    /// It goes out then.
    Later(DateTime<Utc>),
    /// Nobody there uses the bot.
    Nobody,
}

impl Told {
    /// What became of two of them.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Now, _) | (_, Self::Now) => Self::Now,
            (Self::Later(at), _) | (_, Self::Later(at)) => Self::Later(at),
            (Self::Nobody, Self::Nobody) => Self::Nobody,
        }
    }
}

/// Writes a thing's card to somebody of a client as a message of its own, within the rules for messages to clients; the one
/// before keeps no buttons. Said once per `word`.
pub async fn write_client(
    conn: &mut Conn,
    link: &str,
    word: &str,
    (company, person): (&Client, &Person),
    screen: &Screen,
    moment: Moment<'_>,
) -> Result<Told> {
    let key = format!("{link}:{word}:{}", person.id);
    let writing = Writing {
        client: company,
        person,
        matter: Matter::Notice,
        key: key.clone(),
        screen,
        objections: Vec::new(),
        wrote_at: None,
    };
    let before = of(conn, link, person.id).await?;
    let written = governor::write(conn, writing, moment).await?;
    // More messages than a day bears are one: what is there already says it (PRODUCT 4.7).
    if let (Written::Later(card, _, Why::Many), Some(before), Some(chat)) = (written, before, person.tg_id) {
        outbox::delete(conn, card, chat, moment.now.into()).await?;
        governor::forget(conn, &key, moment.now).await?;
        outbox::edit(conn, before, Letter::reply(chat, person.reader(moment.now), screen)).await?;
        return Ok(Told::Now);
    }
    if let Some(card) = written.card() {
        instead(conn, link, person, Side::Client, card, moment.now.into()).await?;
    }
    Ok(match written {
        Written::Now(_) => Told::Now,
        Written::Later(_, at, _) => Told::Later(at),
        Written::Held(_) | Written::Nothing => Told::Nobody,
    })
}
