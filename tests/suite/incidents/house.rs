//! The product itself as the engine of the drive: clients who have waited too long (rule E1) at a desk, the head's phone on
//! which their alerts are acknowledged, and whoever comes after the head.
//!
//! A person presses what they see, or what they saw before the last look: the finger was on its way. A death falls between
//! any two steps: before a look is sent, before a press that came in is handled, after it and before its answer leaves.

use super::{
    drive::{Engine, Incident},
    trace::{self, Trace},
};
use crate::dice::Dice;
use chrono::{DateTime, TimeDelta, Utc};
use mosbot::{
    clients::Client,
    db::{Id, Timestamp},
    people::Role,
    playground::{
        Desk, Phone,
        telegram::{Button, Message, MessageId, Tap, UserId},
    },
};
use std::collections::BTreeMap;

/// The button.
const TAKE_NOTE: &str = "Принято";
/// One step in so many ends in a death.
const DEATHS: u64 = 12;

/// A client who waits, and where the head sees it.
struct Waiting {
    client: Client,
    clock: Id<Waiting>,
    alert: Option<String>,
    /// Messages about it: when each came, and what its button sent then.
    seen: Vec<(DateTime<Utc>, MessageId, String)>,
}

impl Waiting {
    /// What is pressed now: the button of the newest message as it is by now, or of the one on which the finger was just
    /// before another came.
    fn pressed(
        &self,
        at: DateTime<Utc>,
        quick: bool,
        now: impl Fn(MessageId) -> Option<String>,
    ) -> Option<(MessageId, String)> {
        let (came, message, _) = self.seen.last()?;
        let before = self.seen.iter().rev().nth(1).filter(|_| at - *came < TimeDelta::milliseconds(100) && !quick);
        match before {
            Some((_, message, data)) => Some((*message, data.clone())),
            None => now(*message).map(|data| (*message, data)),
        }
    }
}

/// What was just said: when it was written, the alert, its client, level, whose phone, the message.
type Heard = (String, String, String, i64, i64, Option<i64>);

pub struct House<'a> {
    desk: &'a Desk,
    head: UserId,
    dice: Dice,
    waiting: BTreeMap<usize, Waiting>,
    by_client: BTreeMap<String, usize>,
    /// The last row of the outbox that was heard.
    heard: String,
    pub deaths: usize,
    /// Several alerts held back that came as one message.
    pub lists: usize,
    /// Presses that came too late for what they showed.
    pub refused: usize,
}

impl<'a> House<'a> {
    /// A head, and a manager who comes after.
    pub async fn open(desk: &'a Desk, seed: u64) -> Self {
        let head = desk.staff("Виктор", Role::Head).await;
        desk.manager("Мария").await;
        names_next(&head, "Мария").await;
        let (waiting, by_client) = (BTreeMap::new(), BTreeMap::new());
        let dice = Dice(seed);
        Self { desk, head: head.user, dice, waiting, by_client, heard: String::new(), deaths: 0, lists: 0, refused: 0 }
    }

    /// Now and then the process dies here.
    async fn may_die(&mut self) {
        if self.dice.roll(0..DEATHS) == 0 {
            self.desk.restart().await.unwrap();
            self.deaths += 1;
        }
    }

    /// What was said since this was asked last, and where it stands on the head's phone.
    async fn hears(&mut self) -> Vec<(usize, String, i64)> {
        let mut conn = self.desk.db.read().await.unwrap();
        let rows: Vec<Heard> = sqlx::query_as(
            "SELECT o.id, a.id, a.subject, c.level, o.chat, k.message_id FROM outbox o \
             JOIN alert_card c ON c.card_id = o.card_id JOIN alert a ON a.id = c.alert_id JOIN card k ON k.id = o.card_id \
             WHERE a.rule = 'E1' AND o.id > $1 AND o.method = 'sendMessage' AND o.class = 'alert' ORDER BY o.id",
        )
        .bind(&self.heard)
        .fetch_all(&mut *conn)
        .await
        .unwrap();
        let mut said = Vec::new();
        for (order, alert, client, level, chat, message) in rows {
            self.lists += usize::from(order == self.heard);
            self.heard = order;
            let incident = self.by_client[&client];
            let waiting = self.waiting.get_mut(&incident).unwrap();
            waiting.alert = Some(alert);
            if chat == self.head {
                let message = message.expect("it has come");
                let shown = self.desk.telegram.message(chat, message).expect("it is there");
                let data = button(&shown, TAKE_NOTE).or_else(|| button(&shown, &waiting.client.name));
                waiting.seen.push((self.desk.clock.now(), message, data.expect("it can be acknowledged")));
            }
            said.push((incident, chat.to_string(), level));
        }
        said
    }

    /// Every alert on the head's phone is acknowledged in the very moment of a look: press and look run side by side.
    pub async fn collides(&mut self, at: DateTime<Utc>) {
        self.desk.clock.set(at);
        for waiting in self.waiting.values() {
            let (_, message, data) = waiting.seen.last().expect("it is on the phone");
            self.desk.telegram.presses_data(self.head, *message, data);
        }
        self.desk.take_in().await;
        futures::join!(self.desk.look(), self.desk.work());
        self.desk.pump().await;
    }

    /// Everything that was said and acknowledged, by incident.
    pub async fn trace(&self, drive: Trace) -> Trace {
        let mut conn = self.desk.db.read().await.unwrap();
        let alerts: Vec<(String, String)> =
            sqlx::query_as("SELECT id, subject FROM alert WHERE rule = 'E1'").fetch_all(&mut *conn).await.unwrap();
        let incidents: BTreeMap<String, String> =
            alerts.into_iter().map(|(alert, client)| (alert, self.by_client[&client].to_string())).collect();
        let mut stored = trace::read(&mut conn).await;
        // Other rules have things to say as well: of banks and digests, when the process was away.
        stored.said.retain(|said| incidents.contains_key(&said.alert));
        stored.acks.retain(|ack| incidents.contains_key(&ack.alert));
        assert_eq!((stored.said.len(), stored.acks.len()), (drive.said.len(), drive.acks.len()), "not all was seen");
        let raced = |incident: &String| drive.acks.iter().any(|ack| ack.alert == *incident && ack.raced);
        let said = stored.said.into_iter().map(|said| trace::Said { alert: incidents[&said.alert].clone(), ..said });
        let acks = stored.acks.into_iter().map(|ack| {
            let alert = incidents[&ack.alert].clone();
            trace::Ack { raced: raced(&alert), alert, ..ack }
        });
        Trace { said: said.collect(), acks: acks.collect(), alerts: drive.alerts }
    }
}

impl Engine for House<'_> {
    async fn begins(&mut self, incident: usize, at: DateTime<Utc>) {
        self.desk.clock.set(at);
        let client = self.desk.client(&format!("Клиент {incident:05}"), None).await;
        let (request, clock, now) = (Id::<Incident>::new(), Id::new(), Timestamp(at));
        let mut tx = self.desk.db.begin().await.unwrap();
        let row = "INSERT INTO request (id, number, client_id, who, channel, about, essence, opened_at) \
                   VALUES ($1, $2, $3, 'Ольга', 'phone', 'question', 'Не открывается', $4)";
        let query = sqlx::query(row).bind(request).bind(i64::try_from(incident).unwrap() + 1).bind(client.id).bind(now);
        query.execute(&mut *tx).await.unwrap();
        // Its four hours are over just now, and whoever answers has been told.
        let row = "INSERT INTO reply_clock (id, request_id, client_id, started_at, state, spent, leg_from, stage, breached_at) \
                   VALUES ($1, $2, $3, $4, 'breached', 240, $5, 2400, $5)";
        let query = sqlx::query(row).bind(clock).bind(request).bind(client.id);
        let query = query.bind(Timestamp(at - TimeDelta::hours(4))).bind(now);
        query.execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        self.by_client.insert(client.id.to_string(), incident);
        self.waiting.insert(incident, Waiting { client, clock, alert: None, seen: Vec::new() });
    }

    async fn looks(&mut self, at: DateTime<Utc>) -> Vec<(usize, String, i64)> {
        self.desk.clock.set(at);
        self.desk.look().await;
        self.may_die().await;
        self.desk.pump().await;
        self.hears().await
    }

    async fn acknowledged(&mut self, incident: usize, at: DateTime<Utc>) -> bool {
        self.desk.clock.set(at);
        let quick = self.dice.roll(0..2) == 0;
        let (telegram, waiting) = (&self.desk.telegram, &self.waiting[&incident]);
        let shown = |message| telegram.message(self.head, message);
        let now = |message| button(&shown(message)?, TAKE_NOTE);
        let line = waiting.seen.last().and_then(|(_, message, _)| button(&shown(*message)?, &waiting.client.name));
        let pressed = match line {
            // One line among others: it is opened first.
            Some(line) => {
                telegram.presses_data(self.head, waiting.seen[waiting.seen.len() - 1].1, &line);
                self.desk.pump().await;
                let opened = telegram.last(self.head).expect("it is opened");
                button(&opened, TAKE_NOTE).map(|data| (opened.id, data))
            }
            None => waiting.pressed(at, quick, now),
        };
        let Some((message, data)) = pressed else { return false };
        telegram.presses_data(self.head, message, &data);
        self.desk.take_in().await;
        self.may_die().await;
        self.desk.work().await;
        self.may_die().await;
        self.desk.pump().await;
        let mut conn = self.desk.db.read().await.unwrap();
        let alert = self.waiting[&incident].alert.as_ref();
        let acked: Option<Timestamp> = sqlx::query_scalar("SELECT acked_at FROM alert WHERE id = $1")
            .bind(alert)
            .fetch_one(&mut *conn)
            .await
            .unwrap();
        let done = acked == Some(Timestamp(at));
        self.refused += usize::from(!done);
        done
    }

    async fn ends(&mut self, incident: usize, at: DateTime<Utc>) {
        self.desk.clock.set(at);
        let mut tx = self.desk.db.begin().await.unwrap();
        let answered = "UPDATE reply_clock SET stopped_at = $2, stopped_how = 'answer', worked = 300 WHERE id = $1";
        let query = sqlx::query(answered).bind(self.waiting[&incident].clock).bind(Timestamp(at));
        query.execute(&mut *tx).await.unwrap();
        let closed = "UPDATE request SET state = 'closed', closed_at = $2 WHERE client_id = $1";
        let query = sqlx::query(closed).bind(self.waiting[&incident].client.id).bind(Timestamp(at));
        query.execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn dies(&mut self, at: DateTime<Utc>) {
        self.desk.clock.set(at);
        self.desk.restart().await.unwrap();
        self.deaths += 1;
    }
}

/// The head names who comes after.
async fn names_next(head: &Phone<'_>, name: &str) {
    head.says("/rules").await;
    head.presses("Кто после меня").await;
    head.presses(name).await;
}

/// What the button with these words sends.
fn button(message: &Message, words: &str) -> Option<String> {
    let buttons = message.buttons.iter().flatten();
    buttons.filter(|button| button.text.contains(words)).find_map(|Button { tap, .. }| match tap {
        Tap::Press(data) => Some(data.clone()),
        Tap::Copy(_) | Tap::Url(_) | Tap::Other(_) => None,
    })
}
