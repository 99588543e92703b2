//! The world of a trial: an emulator of Telegram with people who talk to the bot, and a database that is read behind the
//! bot's back.

use crate::{
    databases::Fresh,
    process::{self, Bot},
};
use mosbot::{
    bot::api::Api,
    clients::{self, Client, State},
    clock::Clock,
    db::{Dialect, Id},
    features::hello,
    pace,
    people::Role,
    playground::telegram::{Telegram, UserId},
};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, FromRow, any::AnyRow};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// Whatever takes longer never comes: longer than the longest pause of the sender between two tries.
const PATIENCE: Duration = Duration::from_mins(20);

/// The name of the n-th client.
pub fn client(n: usize) -> String {
    format!("Клиент К{n}")
}

/// Where the make-believe Internet finds the bot.
const HOST: &str = "bot.example";
/// What Telegram proves itself with to the webhook.
pub const SECRET: &str = "proof";

/// Everything around the bot.
pub struct World {
    /// Telegram.
    pub telegram: Telegram,
    /// Where everything is.
    pub fresh: Fresh,
    /// Who talks to the bot.
    pub people: Vec<UserId>,
}

impl World {
    /// So many managers come in, and so many clients of the pool are written down.
    pub async fn gather(fresh: Fresh, people: usize, clients: usize) -> Self {
        let telegram = Telegram::start(Arc::new(|| Clock::System.now())).await.expect("the emulator starts");
        fresh.db.migrate().await.expect("a schema");
        let mut world = Self { telegram, fresh, people: Vec::new() };
        let now = Clock::System.now();
        let mut tx = world.fresh.db.begin().await.expect("a transaction");
        for n in 1..=clients {
            let client = Client {
                id: Id::new(),
                name: client(n),
                inn: None,
                city: String::new(),
                zone: chrono_tz::Europe::Moscow,
                owner: None,
                state: State::Active,
            };
            clients::add(&mut tx, &client, now.into()).await.expect("added");
        }
        tx.commit().await.expect("committed");
        for n in 0..people {
            let user = world.invites(&format!("Менеджер {n}"), Role::Manager).await;
            world.people.push(user);
        }
        let bot = world.start();
        world.comes(people).await;
        stop(bot).await;
        world
    }

    /// Somebody of the staff gets a link and opens it.
    pub async fn invites(&self, name: &str, role: Role) -> UserId {
        let now = Clock::System.now();
        let user = self.telegram.user(name, "ru", &format!("+7916{:07}", 1_000_001 + self.telegram.people().len()));
        let mut tx = self.fresh.db.begin().await.expect("a transaction");
        let person = hello::add_staff(&mut tx, name, None, now).await.expect("written down");
        let link = hello::invite(&mut tx, person, role, None, now).await.expect("invited");
        tx.commit().await.expect("committed");
        self.telegram.starts(user, Some(&link.code));
        user
    }

    /// Waits until so many people have come in.
    pub async fn comes(&self, people: usize) {
        let come = async || self.count("SELECT COUNT(*) FROM person WHERE tg_id IS NOT NULL").await;
        until("people", async || usize::try_from(come().await) == Ok(people)).await;
    }

    /// Starts the bot.
    pub fn start(&self) -> Bot {
        Bot::start(&self.telegram, &self.fresh.url)
    }

    /// Starts the bot and waits for its first call: from then on it is at work.
    pub async fn at_work(&self) -> Bot {
        let calls = self.telegram.count("getMe");
        let bot = self.start();
        process::until(&self.telegram, "the first call", async || self.telegram.count("getMe") > calls).await;
        bot
    }

    /// Starts the bot with a webhook and waits until it is open; where it is.
    pub async fn pushed(&self) -> (Bot, String) {
        let url = format!("https://{HOST}");
        let mut bot =
            self.start_with(&[("MOSBOT_TELEGRAM_WEBHOOK_URL", &url), ("MOSBOT_TELEGRAM_WEBHOOK_SECRET", SECRET)]);
        let address = format!("http://{}", bot.address().await);
        self.telegram.leads(HOST, &address);
        process::until(&self.telegram, "the webhook", async || self.telegram.webhook().is_some()).await;
        let hook = self.telegram.webhook().expect("set").replace(&url, &address);
        (bot, hook)
    }

    /// Starts the bot with more settings.
    pub fn start_with(&self, more: &[(&str, &str)]) -> Bot {
        let (api, token) = (self.telegram.url(), self.telegram.token());
        let mut settings = vec![
            ("MOSBOT_TELEGRAM_API_URL", api.as_str()),
            ("MOSBOT_TELEGRAM_TOKEN", &token),
            ("MOSBOT_DATABASE_URL", &self.fresh.url),
            ("MOSBOT_HTTP_ADDR", "127.0.0.1:0"),
        ];
        settings.extend(more);
        Bot::start_with(&settings)
    }

    /// Kills a bot at once. What it held of PostgreSQL is free at once too: nobody waits here for the end of a term.
    pub async fn kill(&self, bot: Bot) {
        bot.kill();
        if self.fresh.db.dialect() == Dialect::Postgres {
            self.change("DELETE FROM lease").await;
        }
    }

    /// Waits until every update is confirmed and handled.
    pub async fn handled(&self) {
        let open = async || self.count("SELECT COUNT(*) FROM inbox WHERE state = 'open'").await;
        until("the last update", async || self.telegram.pending_updates() == 0 && open().await == 0).await;
    }

    /// Waits until every update is handled and every message is on its way or given up.
    pub async fn quiet(&self) {
        self.handled().await;
        let due = "SELECT COUNT(*) FROM outbox WHERE state IN ('due', 'sending')";
        until("the last message", async || self.count(due).await == 0).await;
    }

    /// The one number a query gives.
    pub async fn count(&self, query: &'static str) -> i64 {
        self.rows::<(i64,)>(query).await[0].0
    }

    /// The rows a query gives.
    pub async fn rows<T: for<'r> FromRow<'r, AnyRow> + Send + Unpin>(&self, query: &'static str) -> Vec<T> {
        let mut conn = self.fresh.db.read().await.expect("a connection");
        sqlx::query_as(query).fetch_all(&mut *conn).await.expect("rows")
    }

    /// Changes the database behind the bot's back.
    pub async fn change(&self, statement: &str) {
        let mut tx = self.fresh.db.begin().await.expect("a transaction");
        sqlx::raw_sql(AssertSqlSafe(statement)).execute(&mut *tx).await.expect("a change");
        tx.commit().await.expect("committed");
    }

    /// The Bot API as the bot calls it.
    pub fn api(&self) -> Api {
        Api::new(&self.telegram.url(), self.telegram.token().into(), None).expect("a client")
    }

    /// An intake that breaks P1: it confirms what waits and dies before anything is stored.
    pub async fn confirms_unstored(&self) {
        let api = self.api();
        let updates = api.call("getUpdates", &json!({})).await.expect("updates");
        let updates: Value = serde_json::from_str(updates.get()).expect("JSON");
        let ids = updates.as_array().into_iter().flatten().filter_map(|update| update["update_id"].as_i64());
        let next = ids.max().expect("something waits") + 1;
        api.call("getUpdates", &json!({ "offset": next })).await.expect("confirmed");
    }
}

/// Asks a bot to stop, and waits until it has; its log.
pub async fn stop(bot: Bot) -> String {
    bot.signal("TERM");
    let (status, log) = bot.end().await;
    assert!(status.success(), "{log}");
    log
}

/// Waits until something is so.
pub async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let begun = Instant::now();
    while !is_so().await {
        assert!(begun.elapsed() < PATIENCE, "it never came: {what}");
        pace::wait(Duration::from_millis(20)).await;
    }
}
