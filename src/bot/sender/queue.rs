//! SQL of the sender: what is due, and what became of it.

use super::verdict::Verdict;
use crate::{
    bot::{
        document,
        outbox::{self, Card, Class, Letter, Outgoing},
        screen::Screen,
    },
    db::{Conn, Id, Timestamp},
    error::Result,
    lang::Lang,
    people::{self, Person, Role},
    t,
};
use chrono::TimeDelta;
use serde_json::{Value, json};
use sqlx::FromRow;

/// The longest pause between two tries, seconds.
const LONGEST_PAUSE: i64 = 300;

/// A row of the outbox about to be called.
#[derive(Clone)]
pub(super) struct Call {
    pub(super) id: Id<Outgoing>,
    pub(super) chat: i64,
    pub(super) class: Class,
    pub(super) method: String,
    payload: Value,
    card: Option<Id<Card>>,
    message_id: Option<i64>,
    attempts: i64,
    repeats: i64,
}

#[derive(FromRow)]
struct Row {
    id: Id<Outgoing>,
    chat: i64,
    class: Class,
    method: String,
    payload: String,
    card_id: Option<Id<Card>>,
    message_id: Option<i64>,
    attempts: i64,
    repeats: i64,
}

impl TryFrom<Row> for Call {
    type Error = crate::error::Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: row.id,
            chat: row.chat,
            class: row.class,
            method: row.method,
            payload: serde_json::from_str(&row.payload)?,
            card: row.card_id,
            message_id: row.message_id,
            attempts: row.attempts,
            repeats: row.repeats,
        })
    }
}

impl Call {
    /// A new message, not a change of an old one.
    pub(super) fn is_message(&self) -> bool {
        self.method.starts_with("send") || self.method == "copyMessage"
    }

    /// Sent before with an uncertain end.
    pub(super) const fn is_repeat(&self) -> bool {
        self.repeats > 0
    }

    /// Without markup.
    pub(super) fn is_plain(&self) -> bool {
        self.payload.get("parse_mode").is_none()
    }

    /// An edit of a message that was never sent.
    pub(super) fn is_orphan(&self) -> bool {
        (self.method.starts_with("edit") || self.method == "deleteMessage") && self.message_id.is_none()
    }

    /// The parameters of the method; `paid`: what nobody waits for may cost.
    pub(super) fn body(&self, paid: bool) -> Value {
        let mut body = self.payload.clone();
        if paid && self.is_message() && matches!(self.class, Class::Notice | Class::Digest) {
            body["allow_paid_broadcast"] = json!(true);
        }
        if self.chat != 0 && self.class != Class::Answer {
            body["chat_id"] = json!(self.chat);
        }
        if let Some(message_id) = self.message_id.filter(|_| !self.is_message()) {
            body["message_id"] = json!(message_id);
        }
        body
    }

    #[cfg(test)]
    pub(super) fn sample(method: &str, class: Class, payload: Value) -> Self {
        let (id, method) = (Id::new(), method.to_owned());
        Self { id, chat: 1, class, method, payload, card: None, message_id: Some(1), attempts: 0, repeats: 0 }
    }

    #[cfg(test)]
    pub(super) fn repeated(self) -> Self {
        Self { repeats: 1, ..self }
    }
}

/// What may go out now: due, and the first of its chat. Answers to presses wait for nobody. A row that was never tried
/// and is for later holds nobody up; one that was tried keeps the order of its chat.
pub(super) async fn due(conn: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<Call>> {
    sqlx::query_as::<_, Row>(
        "WITH head AS (SELECT MIN(id) AS id FROM outbox WHERE state IN ('due', 'sending') AND class <> 'answer' \
                         AND (not_before <= $1 OR attempts > 0) AND (expires_at IS NULL OR expires_at >= $1) \
                       GROUP BY chat \
                       UNION ALL SELECT id FROM outbox WHERE state IN ('due', 'sending') AND class = 'answer'), \
              next AS (SELECT x.id, CASE x.class WHEN 'answer' THEN 0 WHEN 'reply' THEN 1 WHEN 'alert' THEN 2 \
                              WHEN 'notice' THEN 3 ELSE 4 END AS lane \
                       FROM outbox x JOIN head ON head.id = x.id \
                       WHERE x.state = 'due' AND x.not_before <= $1 AND (x.expires_at IS NULL OR x.expires_at >= $1) \
                       ORDER BY lane, x.id LIMIT $2) \
         SELECT o.id, o.chat, o.class, o.method, o.payload, o.card_id, c.message_id, o.attempts, o.repeats \
         FROM next JOIN outbox o ON o.id = next.id LEFT JOIN card c ON c.id = o.card_id ORDER BY next.lane, o.id",
    )
    .bind(now)
    .bind(limit)
    .fetch_all(conn)
    .await?
    .into_iter()
    .map(Call::try_from)
    .collect()
}

/// Writes off what is of no use any more: answers to presses that Telegram has forgotten. Asked for in the words of the
/// index of what is open, or SQLite would read all that was ever sent.
pub(super) async fn write_off(conn: &mut Conn, now: Timestamp) -> Result {
    sqlx::query(
        "UPDATE outbox SET state = 'dropped', error = 'expired' \
         WHERE state IN ('due', 'sending') AND state = 'due' AND expires_at < $1",
    )
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// The call is about to be made.
pub(super) async fn mark_sending(conn: &mut Conn, id: Id<Outgoing>) -> Result {
    sqlx::query("UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE id = $1")
        .bind(id)
        .execute(conn)
        .await?;
    Ok(())
}

/// Calls that were under way when a process died.
pub(super) async fn abandoned(conn: &mut Conn) -> Result<Vec<Call>> {
    sqlx::query_as::<_, Row>(
        "SELECT o.id, o.chat, o.class, o.method, o.payload, o.card_id, c.message_id, o.attempts, o.repeats \
         FROM outbox o LEFT JOIN card c ON c.id = o.card_id WHERE o.state = 'sending' ORDER BY o.id",
    )
    .fetch_all(conn)
    .await?
    .into_iter()
    .map(Call::try_from)
    .collect()
}

/// Records what became of a call.
pub(super) async fn settle(conn: &mut Conn, call: &Call, verdict: &Verdict, now: Timestamp) -> Result {
    match verdict {
        Verdict::Sent(message_id) => {
            if let (Some(card), Some(message_id), true) = (call.card, message_id, call.is_message()) {
                sqlx::query("UPDATE card SET message_id = $2 WHERE id = $1")
                    .bind(card)
                    .bind(message_id)
                    .execute(&mut *conn)
                    .await?;
            }
            sqlx::query("UPDATE outbox SET state = 'sent', sent_at = $2, message_id = $3, error = NULL WHERE id = $1")
                .bind(call.id)
                .bind(now)
                .bind(*message_id)
                .execute(&mut *conn)
                .await?;
            // Telegram keeps the file from now on.
            if let Some(left) = document::without_bytes(&call.payload) {
                rewrite(conn, call, &left).await?;
            }
        }
        Verdict::Moot(why) => close(conn, call, "sent", why).await?,
        Verdict::Dead(why) => close(conn, call, "failed", why).await?,
        Verdict::Later(seconds) => again(conn, call, *seconds, now, "flood").await?,
        Verdict::Retry(why) => again(conn, call, pause(call.attempts), now, why).await?,
        Verdict::Lost(why) => {
            if call.repeats == 0 {
                mark_as_repeat(conn, call).await?;
            }
            again(conn, call, pause(call.attempts), now, why).await?;
        }
        Verdict::Plain(why) => {
            let mut payload = call.payload.clone();
            let field = words_of(&payload);
            let text = payload[field].as_str().map(strip_tags).unwrap_or_default();
            payload[field] = json!(text);
            payload.as_object_mut().map(|payload| payload.remove("parse_mode"));
            rewrite(conn, call, &payload).await?;
            again(conn, call, 0, now, why).await?;
        }
        Verdict::Moved(chat) => {
            sqlx::query("UPDATE outbox SET chat = $2 WHERE chat = $1")
                .bind(call.chat)
                .bind(*chat)
                .execute(&mut *conn)
                .await?;
            sqlx::query("UPDATE card SET chat = $2 WHERE chat = $1")
                .bind(call.chat)
                .bind(*chat)
                .execute(&mut *conn)
                .await?;
            again(conn, call, 0, now, "the chat has moved").await?;
        }
        Verdict::Blocked(why) => blocked(conn, call, why, now).await?,
    }
    Ok(())
}

async fn close(conn: &mut Conn, call: &Call, state: &str, why: &str) -> Result {
    sqlx::query("UPDATE outbox SET state = $2, error = $3 WHERE id = $1")
        .bind(call.id)
        .bind(state)
        .bind(why)
        .execute(conn)
        .await?;
    Ok(())
}

async fn again(conn: &mut Conn, call: &Call, seconds: i64, now: Timestamp, why: &str) -> Result {
    sqlx::query("UPDATE outbox SET state = 'due', not_before = $2, error = $3 WHERE id = $1")
        .bind(call.id)
        .bind(Timestamp::from(now.0 + TimeDelta::seconds(seconds)))
        .bind(why)
        .execute(conn)
        .await?;
    Ok(())
}

async fn rewrite(conn: &mut Conn, call: &Call, payload: &Value) -> Result {
    sqlx::query("UPDATE outbox SET payload = $2 WHERE id = $1")
        .bind(call.id)
        .bind(payload.to_string())
        .execute(conn)
        .await?;
    Ok(())
}

/// Where a call has its words: a file has them beside it.
fn words_of(payload: &Value) -> &'static str {
    if payload.get("caption").is_some() { "caption" } else { "text" }
}

/// What the person may get twice says so.
async fn mark_as_repeat(conn: &mut Conn, call: &Call) -> Result {
    let lang: Option<String> = sqlx::query_scalar("SELECT lang FROM person WHERE tg_id = $1")
        .bind(call.chat)
        .fetch_optional(&mut *conn)
        .await?;
    let mark = match lang.as_deref().and_then(Lang::parse).unwrap_or_default() {
        Lang::Ru => "(повтор)",
        Lang::En => "(again)",
    };
    let mut payload = call.payload.clone();
    let field = words_of(&payload);
    let text = payload[field].as_str().unwrap_or_default();
    payload[field] = json!(format!("{mark} {text}"));
    rewrite(conn, call, &payload).await?;
    sqlx::query("UPDATE outbox SET repeats = repeats + 1 WHERE id = $1").bind(call.id).execute(conn).await?;
    Ok(())
}

/// Nothing more goes to the chat until the person comes back; whoever looks after them is told once a day.
async fn blocked(conn: &mut Conn, call: &Call, why: &str, now: Timestamp) -> Result {
    sqlx::query("UPDATE outbox SET state = 'dropped', error = $2 WHERE chat = $1 AND state IN ('due', 'sending')")
        .bind(call.chat)
        .bind(why)
        .execute(&mut *conn)
        .await?;
    let Some(person) = people::by_tg_id(conn, call.chat).await? else { return Ok(()) };
    people::set_unreachable(conn, person.id, Some(now)).await?;
    for keeper in keepers(conn, &person).await? {
        let (Some(chat), false) = (keeper.tg_id, keeper.id == person.id) else { continue };
        let screen = Screen::new(t!("people-unreachable", name = &person.name));
        let key = format!("unreachable:{}:{}:{}", person.id, keeper.id, now.0.date_naive());
        let reader = keeper.reader(now.0);
        let letter = Letter { class: Class::Notice, key: Some(key), ..Letter::reply(chat, reader, &screen) };
        outbox::send(conn, letter).await?;
    }
    Ok(())
}

/// Who looks after a person: the managers of a client's contact, the heads of a colleague.
async fn keepers(conn: &mut Conn, person: &Person) -> Result<Vec<Person>> {
    let owners: Vec<Id<Person>> = sqlx::query_scalar(
        "SELECT DISTINCT c.owner_id FROM client c JOIN contact t ON t.client_id = c.id \
         WHERE t.person_id = $1 AND c.owner_id IS NOT NULL",
    )
    .bind(person.id)
    .fetch_all(&mut *conn)
    .await?;
    let mut keepers = Vec::new();
    for owner in owners {
        keepers.extend(people::present(conn, owner).await?);
    }
    if keepers.is_empty() {
        keepers = people::all_with_role(conn, Role::Head).await?;
    }
    Ok(keepers)
}

/// How many rows are due, and since when the oldest could have gone out: one planned for later is not late before. A row
/// that was tried and waits for its next try is as due as before.
pub async fn backlog(conn: &mut Conn, now: Timestamp) -> Result<(i64, Option<Timestamp>)> {
    let row = sqlx::query_as(
        "SELECT COUNT(*), MIN(CASE WHEN attempts = 0 AND not_before > created_at THEN not_before ELSE created_at END) \
         FROM outbox WHERE state IN ('due', 'sending') AND (not_before <= $1 OR attempts > 0)",
    );
    Ok(row.bind(now).fetch_one(conn).await?)
}

fn pause(attempts: i64) -> i64 {
    2_i64.pow(u32::try_from(attempts).unwrap_or(0).min(9)).min(LONGEST_PAUSE)
}

/// The words of an HTML text.
fn strip_tags(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plain_twin_of_a_text_keeps_its_words() {
        assert_eq!(strip_tags("<b>5 &lt; 6</b> &amp;amp; <i>x"), "5 < 6 &amp; x");
    }

    #[test]
    fn pauses_grow_and_end() {
        assert_eq!([pause(0), pause(1), pause(3), pause(20)], [1, 2, 8, 300]);
    }
}
