//! Lets people act at once and watches what is said to whom and what changes.

use super::{
    objects::ID,
    world::{Actor, Sent, World},
};
use mosbot::{
    bot::inbox,
    db::Id,
    lang::Lang,
    people::Role,
    t,
    text::{Reader, Text},
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, fmt::Write};

/// What somebody does.
#[derive(Debug, Clone)]
pub enum Deed {
    /// Presses a button with this data, whether they were ever shown it or not.
    Press(String),
    /// Types this.
    Say(String),
}

/// What was said to each chat, with ids and what was asked for blotted out.
pub type Answers = BTreeMap<i64, Vec<String>>;

/// What has been seen so far.
pub struct Watch {
    last: String,
    cases: usize,
    wrong: Vec<String>,
}

impl Watch {
    /// From now on.
    pub async fn begin(world: &World<'_>) -> Self {
        let last = world.sent_after("").await.0;
        Self { last, cases: 0, wrong: Vec::new() }
    }

    /// The watch itself is no better than what it finds: a leak, a stranger told too much, an answer unlike another.
    pub async fn sees_what_is_wrong(&mut self, world: &World<'_>) {
        let [anna, maria, stranger] = ["Анна", "Мария", "Чужой"].map(|name| world.actor(name));
        let told = |actor: &Actor, text: &str| {
            let payload = serde_json::json!({ "text": text }).to_string();
            leaks(world, &Sent { chat: actor.user, method: "sendMessage".to_owned(), payload }).len()
        };
        assert_eq!((told(anna, "тут zqanna"), told(maria, "тут zqanna"), told(maria, "тут zqpool")), (0, 1, 0));
        assert_eq!((told(maria, "+7 900 111-22-01"), told(maria, "+7 900 112-22-01")), (1, 0));
        assert_eq!(
            (told(maria, "zqbank"), told(stranger, "Привет"), told(stranger, &said(&t!("stranger")))),
            (1, 1, 0)
        );
        let shown =
            serde_json::json!({ "reply_markup": { "inline_keyboard": [[{ "text": "<b>Задача</b>" }]] } }).to_string();
        assert!(marked(&Sent { chat: 0, method: "sendMessage".to_owned(), payload: shown }).is_some());
        let open = |id: String| Deed::Press(format!("c:find:{id}"));
        let own = self.all_do(world, &[maria], &open(world.clients[1].client.id.short())).await;
        let absent = self.all_do(world, &[maria], &open(nobody())).await;
        assert_ne!(own, absent);
        assert!(own[&maria.user].iter().any(|sent| sent.contains("zqmaria")), "she sees her own client: {own:?}");
    }

    /// Something that must not be.
    pub fn complain(&mut self, what: String) {
        self.wrong.push(what);
    }

    /// Each of them does this, and the machine answers. Updates are laid into the inbox as Telegram would have brought
    /// them, and the answers are taken out of the outbox: fifty thousand of them would be long on the wire.
    pub async fn all_do(&mut self, world: &World<'_>, actors: &[&Actor], deed: &Deed) -> Answers {
        if actors.is_empty() {
            return Answers::new();
        }
        let mut tx = world.desk.db.begin().await.unwrap();
        // A card that shows just that already is not edited: each answer is to be heard as if it were the first.
        sqlx::query("UPDATE card SET shown = CASE WHEN shown LIKE 'file:%' THEN 'file:' ELSE '' END")
            .execute(&mut *tx)
            .await
            .unwrap();
        for actor in actors {
            self.cases += 1;
            let update = update(actor, deed, FIRST + i64::try_from(self.cases).unwrap());
            inbox::put(&mut tx, &update, world.desk.clock.now().into()).await.unwrap();
        }
        tx.commit().await.unwrap();
        world.desk.work().await;
        let sent = world.take_after(&self.last).await;
        let mut answers = Answers::new();
        for sent in &sent {
            self.wrong.extend(marked(sent));
            self.wrong.extend(leaks(world, sent).into_iter().map(|leak| format!("{deed:?}: {leak}")));
            answers.entry(sent.chat).or_default().push(blotted(sent));
        }
        answers
    }

    /// All is over: something was tried, and nothing was wrong.
    pub fn end(mut self, world: &World<'_>, at_least: usize) {
        for request in world.desk.telegram.requests() {
            let chat = request.fields["chat_id"].as_i64().unwrap_or_default();
            let sent = Sent { chat, method: request.method.to_owned(), payload: request.fields.to_string() };
            self.wrong.extend(leaks(world, &sent));
        }
        println!("{} cases", self.cases);
        assert!(self.cases >= at_least, "only {} cases", self.cases);
        let mut told = String::new();
        self.wrong.iter().take(12).for_each(|wrong| writeln!(told, "{wrong}\n").unwrap());
        assert!(self.wrong.is_empty(), "{} of {} cases:\n{told}", self.wrong.len(), self.cases);
    }
}

/// Updates of the watch are numbered from here: far above those of the emulator, and still 32 bits.
const FIRST: i64 = 3_000_000_000;

/// An update as Telegram would bring it.
fn update(actor: &Actor, deed: &Deed, number: i64) -> String {
    let from = json!({ "id": actor.user, "is_bot": false, "first_name": actor.name, "language_code": "ru" });
    let chat = json!({ "id": actor.user, "type": "private", "first_name": actor.name });
    let date = 1_795_000_000;
    match deed {
        Deed::Press(data) => json!({
            "update_id": number,
            "callback_query": {
                "id": number.to_string(),
                "from": from,
                "chat_instance": "1",
                "data": data,
                "message": { "message_id": actor.message, "date": date, "chat": chat, "text": "…" },
            },
        }),
        Deed::Say(text) => json!({
            "update_id": number,
            "message": { "message_id": number % (1 << 30), "date": date, "chat": chat, "from": from, "text": text },
        }),
    }
    .to_string()
}

/// Words of clients that the reader of the message may not see; anything but the neutral word to a stranger.
pub fn leaks(world: &World<'_>, sent: &Sent) -> Vec<String> {
    let Some(reader) = world.actors.iter().find(|actor| actor.user == sent.chat) else { return Vec::new() };
    let payload = format!("{}{}", sent.payload, copied(world, sent));
    let of_clients = world.clients.iter().filter(|kept| !world.may_hear(reader, kept) && kept.is_in(&payload));
    let mut leaks: Vec<String> =
        of_clients.map(|kept| format!("{} hears of {}: {}", reader.name, kept.word, sent.payload)).collect();
    if sent.payload.contains("zqbank") && !reader.is_any(&[Role::Accounting, Role::Head, Role::Admin]) {
        leaks.push(format!("{} hears of the bank: {}", reader.name, sent.payload));
    }
    let neutral = said(&t!("stranger"));
    let told: Value = serde_json::from_str(&sent.payload).unwrap();
    let bare = told["reply_markup"].is_null() && told["text"].as_str() == Some(neutral.as_str());
    if reader.person.is_none() && !bare {
        leaks.push(format!("a stranger is told: {}", sent.payload));
    }
    leaks
}

/// What a copied message holds: its words, and the bytes of its file; of a file of our own, all that the chat has got.
fn copied(world: &World<'_>, sent: &Sent) -> String {
    if sent.method == "sendDocument" {
        let chat = world.desk.telegram.chat(sent.chat);
        let ours = chat.into_iter().filter(|message| message.from_bot).filter_map(|message| message.document);
        let bytes = ours.filter_map(|file| world.desk.telegram.file(&file.path));
        return bytes.map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned()).collect();
    }
    if sent.method != "copyMessage" {
        return String::new();
    }
    let told: Value = serde_json::from_str(&sent.payload).unwrap();
    let (from, id) = (told["from_chat_id"].as_i64(), told["message_id"].as_i64());
    let chat = from.map(|from| world.desk.telegram.chat(from)).unwrap_or_default();
    let Some(message) = chat.into_iter().find(|message| Some(message.id) == id) else { return String::new() };
    let file = message.photo.as_ref().or(message.document.as_ref());
    let bytes = file.and_then(|file| world.desk.telegram.file(&file.path)).map(|(_, bytes)| bytes.to_vec());
    format!("{}{}", message.text, String::from_utf8_lossy(&bytes.unwrap_or_default()))
}

/// Words on buttons and toasts, which know no tags, that show some.
fn marked(sent: &Sent) -> Option<String> {
    let payload: Value = serde_json::from_str(&sent.payload).unwrap();
    let toast = (sent.method == "answerCallbackQuery").then(|| payload["text"].clone());
    let rows = payload["reply_markup"]["inline_keyboard"].as_array().cloned().unwrap_or_default();
    let buttons = rows.iter().flat_map(|row| row.as_array().cloned().unwrap_or_default());
    let mut words = buttons.map(|button| button["text"].clone()).chain(toast);
    let marked = words.find(|words| words.as_str().is_some_and(|words| words.contains("</")));
    marked.map(|words| format!("a tag is shown as it is written: {words}"))
}

/// A text as it is said in Russian.
pub fn said(text: &Text) -> String {
    let now = super::world::BEGIN.parse().unwrap();
    text.plain(&Reader { lang: Lang::Ru, zone: chrono_tz::Europe::Moscow, now })
}

/// An id of nothing.
pub fn nobody() -> String {
    Id::<()>::new().short()
}

fn blotted(sent: &Sent) -> String {
    let mut payload: Value = serde_json::from_str(&sent.payload).unwrap();
    payload.as_object_mut().and_then(|payload| payload.remove("callback_query_id"));
    format!("{} {}", sent.method, ID.replace_all(&payload.to_string(), "•"))
}
