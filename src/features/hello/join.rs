//! Invitations (PRODUCT 4.1, PROMISES 2.1): one-time links with 128 random bits of which only the hash is kept.

use super::{commands, queries, queries::Invitation, views};
use crate::{
    bot::{
        outbox::{self, Class, Letter},
        screen::{Keyboard, Press, Screen, Words},
        turn::{Turn, Who},
    },
    db::{Conn, Id},
    error::{Error, Result},
    hash,
    lang::Lang,
    people::{self, Person, Role},
    phone::Phone,
    t,
    text::Reader,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};

/// How long a link lives: a colleague is at hand, a client is not.
const STAFF_LINK: TimeDelta = TimeDelta::hours(24);
const CLIENT_LINK: TimeDelta = TimeDelta::days(14);

/// A link just made.
#[derive(Debug, Clone)]
pub struct Invited {
    /// What stands behind `?start=`.
    pub code: String,
    /// Until when it works.
    pub expires: DateTime<Utc>,
}

/// The manager's word on a number that did not match.
#[derive(Debug, Clone, Copy)]
pub struct Verdict {
    invitation: Id<Invitation>,
    yes: bool,
}

impl Verdict {
    pub(super) const fn of(invitation: Id<Invitation>, yes: bool) -> Self {
        Self { invitation, yes }
    }
}

impl Press for Verdict {
    const ROOM: &'static str = "join";

    fn pack(&self) -> String {
        format!("{}:{}", self.invitation.short(), u8::from(self.yes))
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        Some(Self { invitation: words.id()?, yes: words.parse::<u8>()? == 1 })
    }
}

/// Makes a one-time link for a person who has been written down.
pub async fn invite(
    conn: &mut Conn,
    person: Id<Person>,
    role: Role,
    issued_by: Option<Id<Person>>,
    now: DateTime<Utc>,
) -> Result<Invited> {
    let mut bits = [0; 16];
    getrandom::fill(&mut bits).map_err(|error| Error::other(error.to_string()))?;
    let (prefix, life) = if role == Role::Client { ("c", CLIENT_LINK) } else { ("s", STAFF_LINK) };
    let code = format!("{prefix}_{}", URL_SAFE_NO_PAD.encode(bits));
    let expires = now + life;
    queries::invite(conn, person, role, &hash::of(&code), issued_by, now.into(), expires.into()).await?;
    Ok(Invited { code, expires })
}

/// Somebody to be invited who is not written down yet.
pub async fn add_staff(conn: &mut Conn, name: &str, phone: Option<&Phone>, now: DateTime<Utc>) -> Result<Id<Person>> {
    queries::add_person(conn, name, phone, chrono_tz::Europe::Moscow, now.into()).await
}

/// The one neutral answer.
pub async fn stranger(turn: Turn) -> Result {
    turn.toast(t!("stranger")).await
}

/// Words of somebody at the door: the step they stand at is asked again. To any other stranger the one neutral answer.
pub async fn words(turn: Turn) -> Result {
    let found = queries::opened_by(&mut turn.db(), turn.update().chat, turn.stamp()).await?;
    match found {
        Some(invitation) if invitation.role == Role::Client && invitation.consent_at.is_none() => {
            turn.reply(views::consent()).await.map(drop)
        }
        Some(_) => turn.reply(views::share_phone()).await.map(drop),
        None => stranger(turn).await,
    }
}

/// A stranger has opened a link.
pub async fn open(turn: Turn, code: &str) -> Result {
    let tg_id = turn.update().chat;
    let found = queries::by_code(&mut turn.db(), &hash::of(code), tg_id, turn.stamp()).await?;
    match found {
        Some(invitation) => begin(turn, invitation).await,
        None => stranger(turn).await,
    }
}

/// Somebody known has opened a link: another role. Whom the link is for is checked as with a stranger.
pub async fn again(turn: Turn, code: &str) -> Result {
    let tg_id = turn.update().chat;
    let found = queries::by_code(&mut turn.db(), &hash::of(code), tg_id, turn.stamp()).await?;
    match found {
        Some(invitation) => begin(turn, invitation).await,
        None => turn.reply(super::word(t!("invitation-void"))).await.map(drop),
    }
}

/// The link is this person's from now on: a client consents and shows the number, a colleague shows it if it is known.
async fn begin(turn: Turn, invitation: Invitation) -> Result {
    queries::bind(&mut turn.db(), invitation.id, turn.update().chat).await?;
    if invitation.role == Role::Client {
        return turn.reply(views::consent()).await.map(drop);
    }
    if invitation.phone.is_some() {
        return turn.reply(views::share_phone()).await.map(drop);
    }
    come_in(&turn, &invitation).await
}

/// Whether the person has opened a link and not come in by it yet.
pub async fn is_at_the_door(turn: &Turn) -> bool {
    let found = queries::opened_by(&mut turn.db(), turn.update().chat, turn.stamp()).await;
    found.is_ok_and(|found| found.is_some())
}

/// There is no invitation to go on with.
async fn nothing(turn: Turn) -> Result {
    match turn.who() {
        Who::Known(_) => turn.toast(t!("frame-old-button")).await,
        Who::Stranger { .. } => stranger(turn).await,
    }
}

/// The person agrees to the processing of personal data.
pub async fn consent(turn: Turn) -> Result {
    let found = queries::opened_by(&mut turn.db(), turn.update().chat, turn.stamp()).await?;
    let Some(invitation) = found else { return nothing(turn).await };
    if invitation.consent_at.is_some() {
        // A second tap: the number has been asked for.
        return Ok(());
    }
    queries::consent(&mut turn.db(), invitation.id, turn.stamp()).await?;
    turn.show(Screen::new(t!("consent-given"))).await?;
    turn.reply(views::share_phone()).await.map(drop)
}

/// The person shares a number: their own, and the one on the card, or the manager decides.
pub async fn phone(turn: Turn, phone: Option<Phone>, own: bool) -> Result {
    let found = queries::opened_by(&mut turn.db(), turn.update().chat, turn.stamp()).await?;
    let Some(invitation) = found else { return nothing(turn).await };
    if invitation.role == Role::Client && invitation.consent_at.is_none() {
        return turn.reply(views::consent()).await.map(drop);
    }
    let Some(phone) = phone.filter(|_| own) else {
        return turn.reply(Screen { lines: vec![t!("phone-not-own")], ..views::share_phone() }).await.map(drop);
    };
    if invitation.phone.as_ref() == Some(&phone) {
        return come_in(&turn, &invitation).await;
    }
    let person = people::by_id(&mut turn.db(), invitation.person_id).await?;
    let issuer = match invitation.issued_by {
        Some(issuer) => people::present(&mut turn.db(), issuer).await?,
        None => None,
    };
    if let (Some(issuer), Some(person)) = (issuer, person) {
        let key = format!("phone:{}:{phone}", invitation.id);
        let screen = views::phone_differs(&person.name, &phone, invitation.id);
        turn.tell(&issuer, Class::Alert, &key, &screen).await?;
    }
    turn.reply(Screen::new(t!("phone-differs-wait")).keyboard(Keyboard::Remove)).await.map(drop)
}

/// The manager's word on a number that did not match.
pub async fn decide(turn: Turn, verdict: Verdict) -> Result {
    let waiting = queries::waiting(&mut turn.db(), verdict.invitation, turn.stamp()).await?;
    let mine = |(invitation, _): &(Invitation, i64)| invitation.issued_by == Some(turn.me().id);
    let Some((invitation, tg_id)) = waiting.filter(mine) else { return turn.toast(t!("frame-old-button")).await };
    if !verdict.yes {
        queries::expire(&mut turn.db(), invitation.id, turn.stamp()).await?;
        refuse(&turn, &invitation, tg_id).await?;
        return turn.show(Screen::new(t!("phone-refused"))).await;
    }
    let Some(id) = queries::redeem(&mut turn.db(), &invitation, tg_id, Lang::default(), turn.stamp()).await? else {
        return turn.toast(t!("frame-old-button")).await;
    };
    let person = people::by_id(&mut turn.db(), id).await?.ok_or_else(|| Error::other("joined and gone"))?;
    welcome(&mut turn.db(), &person, turn.now()).await?;
    turn.show(Screen::new(t!("joined-issuer", name = &person.name))).await
}

/// Whoever waits for the manager's word learns it.
async fn refuse(turn: &Turn, invitation: &Invitation, tg_id: i64) -> Result {
    let reader = Reader { lang: Lang::default(), zone: turn.me().zone, now: turn.now() };
    let key = Some(format!("refused:{}", invitation.id));
    let screen = Screen::new(t!("phone-refused-guest"));
    let letter = Letter { class: Class::Notice, key, ..Letter::reply(tg_id, reader, &screen) };
    outbox::send(&mut turn.db(), letter).await.map(drop)
}

async fn come_in(turn: &Turn, invitation: &Invitation) -> Result {
    let lang = match turn.who() {
        Who::Known(person) => person.lang,
        Who::Stranger { lang } => *lang,
    };
    let used = queries::redeem(&mut turn.db(), invitation, turn.update().chat, lang, turn.stamp()).await?;
    let Some(id) = used else { return nothing(turn.clone()).await };
    let person = people::by_id(&mut turn.db(), id).await?.ok_or_else(|| Error::other("joined and gone"))?;
    welcome(&mut turn.db(), &person, turn.now()).await?;
    if let Some(issuer) = invitation.issued_by {
        let issuer = people::present(&mut turn.db(), issuer).await?;
        if let Some(issuer) = issuer {
            let screen = Screen::new(t!("joined-issuer", name = &person.name));
            turn.tell(&issuer, Class::Notice, &format!("joined:{}", invitation.id), &screen).await?;
        }
    }
    Ok(())
}

/// The first words to somebody who has come in, and their command menu.
async fn welcome(conn: &mut Conn, person: &Person, now: DateTime<Utc>) -> Result {
    let Some(chat) = person.tg_id else { return Ok(()) };
    let reader = person.reader(now);
    let hello = Screen::new(t!("welcome", name = &person.name)).keyboard(Keyboard::Remove);
    outbox::send(conn, Letter::reply(chat, reader, &hello)).await?;
    let menu = views::menu(person, &super::COMMANDS);
    outbox::send(conn, Letter::reply(chat, reader, &menu)).await?;
    commands::announce(conn, person, now).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_survives_callback_data() {
        let verdict = Verdict::of(Id::new(), true);
        let read = Verdict::unpack(&verdict.pack()).unwrap();
        assert_eq!((read.invitation, read.yes), (verdict.invitation, true));
        assert!(Verdict::unpack("x").is_none());
    }
}
