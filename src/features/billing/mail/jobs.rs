//! Handing letters over. A letter is taken in the table before a try, so a death is a try whose end is not known; the answer
//! is written down with all that follows from it, in one transaction.

use super::{
    letter::{Came, DOUBTS, Letter, PATIENCE, State},
    rows, views,
};
use crate::{
    bot::{
        outbox::{self, Class, Letter as Message},
        shown,
    },
    calendar::Moment,
    clients,
    db::{Conn, Id},
    email::Email,
    error::Result,
    jobs::{At, Failure, Payload},
    outside::mail::{self, Refusal},
    people,
    text::Text,
};
use chrono::TimeDelta;
use serde_json::Value;

/// What the server said, in words.
pub fn words(kept: &str) -> Option<Text> {
    serde_json::from_str::<Refusal>(kept).ok().map(|refusal| refusal.text())
}

/// Whether the server does not take letters to the address.
pub fn is_address(kept: &str) -> bool {
    serde_json::from_str::<Refusal>(kept).is_ok_and(|refusal| refusal.is_address())
}

/// What follows from the answer to a try of a letter.
fn came(letter: &Letter, answer: &Result<(), Refusal>, is_late: bool) -> Result<Came> {
    let refusal = match answer {
        Ok(()) => String::new(),
        Err(refusal) => serde_json::to_string(refusal)?,
    };
    let doubts = letter.doubts + i64::from(matches!(answer, Err(Refusal::Unknown(_))));
    // A no to the second try is none to the first.
    let no = if doubts > 0 { State::Doubtful } else { State::Refused };
    let (state, is_over) = match answer {
        Ok(()) => (State::Sent, true),
        Err(Refusal::Unknown(_)) => (State::Doubtful, doubts >= DOUBTS || is_late),
        Err(refusal) if refusal.may_pass() && !is_late => {
            (if doubts > 0 { State::Doubtful } else { State::Queued }, false)
        }
        Err(_) => (no, true),
    };
    Ok(Came { state, refusal, doubts, is_over })
}

/// Hands a letter over, once.
pub async fn hand_over(at: At, payload: Value) -> Result<(), Failure> {
    let payload: Payload<Id<Letter>> =
        serde_json::from_value(payload).map_err(|error| Failure::Never(error.to_string()))?;
    let id = payload.inner;
    let lease = at
        .post
        .as_ref()
        .map_or(TimeDelta::zero(), |post| TimeDelta::from_std(post.longest()).unwrap_or(TimeDelta::MAX));
    let claimed = {
        let mut tx = at.db.begin().await?;
        let claimed = rows::claim(&mut tx, id, at.now() - lease, at.stamp()).await?;
        tx.commit().await?;
        claimed
    };
    let Some(letter) = claimed else {
        let mut conn = at.db.read().await?;
        let is_over = rows::by_id(&mut conn, id).await?.is_none_or(|letter| letter.is_over());
        return if is_over { Ok(()) } else { Err(Failure::Later("it is being handed over".to_owned())) };
    };
    let answer =
        if letter.doubts >= DOUBTS { Err(Refusal::Unknown(String::new())) } else { attempt(&at, &letter).await? };
    let is_late = at.now() - letter.created_at.0 >= PATIENCE;
    let came = came(&letter, &answer, is_late)?;
    let mut tx = at.db.begin().await?;
    rows::tried(&mut tx, id, &came, came.is_over.then(|| at.stamp())).await?;
    tell(&mut tx, id, at.moment()).await?;
    tx.commit().await?;
    match answer {
        Err(refusal) if !came.is_over => Err(Failure::Later(refusal.kind().to_owned())),
        _ => Ok(()),
    }
}

async fn attempt(at: &At, letter: &Letter) -> Result<Result<(), Refusal>> {
    let Some(post) = &at.post else { return Ok(Err(Refusal::OutOfReach("the settings name none".to_owned()))) };
    let Ok(to) = Email::parse(&letter.email) else { return Ok(Err(Refusal::Unfit("no address".to_owned()))) };
    let files = rows::files(&mut *at.db.read().await?, letter.id).await?;
    let files = files.into_iter().map(|file| mail::File { bytes: file.bytes(), name: file.name, mime: file.mime });
    Ok(post
        .send(&mail::Letter {
            id: letter.id.to_string(),
            to,
            name: letter.name.clone(),
            subject: letter.subject.clone(),
            text: letter.body.clone(),
            files: files.collect(),
            at: letter.created_at.0,
        })
        .await)
}

/// Where it is shown it shows what is true; whoever sent it hears if it did not go, or nobody knows.
async fn tell(conn: &mut Conn, id: Id<Letter>, moment: Moment<'_>) -> Result {
    let Some(letter) = rows::by_id(conn, id).await? else { return Ok(()) };
    let link = views::link(letter.batch);
    shown::refresh(conn, &link, None, moment, &letter, |conn, letter, person, _, moment| {
        Box::pin(async move {
            match clients::by_id(conn, person.scope(), letter.client).await? {
                Some(client) => views::batch(conn, &client, letter.batch, moment.now).await.map(Some),
                None => Ok(None),
            }
        })
    })
    .await?;
    if !letter.is_over() || letter.state == State::Sent {
        return Ok(());
    }
    let Some(person) = people::present(conn, letter.by).await? else { return Ok(()) };
    let client = clients::by_id(conn, person.scope(), letter.client).await?;
    let (Some(client), Some(chat)) = (client, person.tg_id) else { return Ok(()) };
    let screen = views::failed(conn, &client, &letter).await?;
    let message = Message {
        class: Class::Notice,
        key: Some(format!("letter:{id}")),
        ..Message::reply(chat, person.reader(moment.now), &screen)
    };
    outbox::send(conn, message).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(doubts: i64) -> Letter {
        Letter {
            id: Id::new(),
            batch: Id::new(),
            client: Id::new(),
            invoice: Id::new(),
            email: String::new(),
            name: String::new(),
            subject: String::new(),
            body: String::new(),
            state: State::Trying,
            doubts,
            refusal: String::new(),
            by: Id::new(),
            created_at: chrono::DateTime::UNIX_EPOCH.into(),
            ended_at: None,
        }
    }

    #[test]
    fn what_follows_from_an_answer() {
        let word = String::new;
        let came = |doubts, answer, is_late| {
            let came = came(&letter(doubts), &answer, is_late).unwrap();
            (came.state, came.doubts, came.is_over)
        };
        assert_eq!(came(0, Ok(()), false), (State::Sent, 0, true));
        assert_eq!(came(1, Ok(()), false), (State::Sent, 1, true));
        assert_eq!(came(0, Err(Refusal::Busy(word())), false), (State::Queued, 0, false));
        assert_eq!(came(0, Err(Refusal::Busy(word())), true), (State::Refused, 0, true), "given up");
        assert_eq!(
            came(1, Err(Refusal::OutOfReach(word())), false),
            (State::Doubtful, 1, false),
            "the first may have gone"
        );
        assert_eq!(came(1, Err(Refusal::OutOfReach(word())), true), (State::Doubtful, 1, true));
        assert_eq!(came(0, Err(Refusal::Unknown(word())), false), (State::Doubtful, 1, false));
        assert_eq!(came(1, Err(Refusal::Unknown(word())), false), (State::Doubtful, 2, true), "twice and no more");
        assert_eq!(came(0, Err(Refusal::Address(word())), false), (State::Refused, 0, true));
        assert_eq!(came(1, Err(Refusal::Refused(word())), false), (State::Doubtful, 1, true), "a no to the second");
    }
}
