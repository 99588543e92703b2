//! The contact governor (PRODUCT 4.7): whatever we write to a client without being asked goes through here. It keeps to
//! the client's hours, to so many messages a day, and remembers what it put off or held back and why.
//! A direct reaction to what the client has just said or pressed is exempt: it goes out with the turn itself.
//!
//! What Telegram has not taken while the client's window was open does not come at night instead: it expires with the
//! window, and [`plan_anew`] puts it off to the next one. A reminder of money is not put off but looked at anew.

use crate::{
    bot::{
        document::Document,
        outbox::{self, Card, Class, Letter},
        screen::Screen,
    },
    calendar::{Moment, WorkingTime},
    clients::{self, Client},
    db::{Conn, Day, Id, Timestamp},
    error::Result,
    named,
    people::Person,
    t,
    text::Text,
};
use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};

/// So many notices a person gets on a day.
const NOTICES_A_DAY: i64 = 4;
/// So many reminders of money a client gets on a day, and in a week from Monday.
const REMINDERS_A_DAY: i64 = 1;
const REMINDERS_A_WEEK: i64 = 3;
/// Whoever has written so lately is answered at any hour.
const CONVERSATION: TimeDelta = TimeDelta::hours(1);
/// What was held back stays on the client's card for so many days.
const SHOWN_DAYS: u64 = 7;
/// What has expired is found for so many days.
const LOOKED_BACK: i64 = 14;
/// In the key of a file that goes out together with the one before it.
const FOLLOWS: &str = ":+";
/// No plan goes further, days.
const HORIZON: usize = 60;

named! {
    /// What is written, and so what it has to keep to.
    pub enum Matter {
        /// News of what we do for the client.
        Notice = "notice",
        /// A reminder of money.
        Reminder = "reminder",
        /// The answer of one of us to what the client asked.
        Answer = "answer",
    }
}

named! {
    /// What stands against writing.
    pub enum Why {
        /// It is night or a day off where the client is.
        Night = "night",
        /// Enough was written today.
        Many = "many",
        /// Enough reminders this week.
        Often = "often",
        /// They have promised a later day.
        Promise = "promise",
        /// The invoice is disputed.
        Disputed = "disputed",
        /// Nothing is owed.
        Paid = "paid",
        /// They asked not to be disturbed.
        Quiet = "quiet",
        /// We do not know the latest payments.
        Stale = "stale",
        /// We talked today.
        Talked = "talked",
        /// A claim of theirs is open.
        Claim = "claim",
    }
}

/// What a room has against a reminder of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Objection {
    /// Why.
    pub why: Why,
    /// The day it ends, if it does by itself.
    pub until: Option<NaiveDate>,
}

/// Something to be written to a contact person of a client.
#[derive(Debug, Clone)]
pub struct Writing<'a> {
    /// Whose contact person.
    pub client: &'a Client,
    /// To whom.
    pub person: &'a Person,
    /// What it is.
    pub matter: Matter,
    /// Said once per key.
    pub key: String,
    /// What they see.
    pub screen: &'a Screen,
    /// What rooms have against a reminder.
    pub objections: Vec<Objection>,
    /// When the person wrote last: an answer within the hour is a conversation.
    pub wrote_at: Option<DateTime<Utc>>,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It goes out now.
    Now(Id<Card>),
    /// It goes out then.
    Later(Id<Card>, DateTime<Utc>, Why),
    /// It does not go out.
    Held(Objection),
    /// It was said before, or the person is not here.
    Nothing,
}

impl Written {
    /// The card it became.
    pub const fn card(self) -> Option<Id<Card>> {
        match self {
            Self::Now(card) | Self::Later(card, ..) => Some(card),
            Self::Held(_) | Self::Nothing => None,
        }
    }
}

/// Writes to a client within the rules. A reminder that can't go out now does not go out: whoever reminds looks again.
pub async fn write(conn: &mut Conn, writing: Writing<'_>, moment: Moment<'_>) -> Result<Written> {
    put(conn, writing, None, None, moment).await
}

/// The same with a file of our own making: the screen is the words beside it. Files written one after another go out in
/// that order, whenever they do.
pub async fn write_document(
    conn: &mut Conn,
    writing: Writing<'_>,
    file: Document<'_>,
    moment: Moment<'_>,
) -> Result<Written> {
    put(conn, writing, Some(file), None, moment).await
}

/// The same with several files, each with its words, that belong together: they go out at one time and are one notice.
pub async fn write_files<const N: usize>(
    conn: &mut Conn,
    writing: Writing<'_>,
    files: [(&Screen, Document<'_>); N],
    moment: Moment<'_>,
) -> Result<Written> {
    let (mut written, mut plan) = (Written::Nothing, None);
    for (at, (screen, file)) in files.into_iter().enumerate() {
        // The first counts as a notice, and says when the others follow it.
        let key = if at == 0 { writing.key.clone() } else { format!("{}{FOLLOWS}{at}", writing.key) };
        let part = Writing { key, screen, ..writing.clone() };
        let went = put(conn, part, Some(file), plan, moment).await?;
        match went {
            Written::Now(_) => plan = Some((moment.now, None)),
            Written::Later(_, planned, why) => plan = Some((planned, Some(Objection { why, until: None }))),
            Written::Held(_) | Written::Nothing => return Ok(went),
        }
        if at == 0 {
            written = went;
        }
    }
    Ok(written)
}

/// When something goes out, and what has put it off.
type Plan = (DateTime<Utc>, Option<Objection>);

async fn put(
    conn: &mut Conn,
    writing: Writing<'_>,
    file: Option<Document<'_>>,
    plan: Option<Plan>,
    moment: Moment<'_>,
) -> Result<Written> {
    let Some(chat) = writing.person.tg_id else { return Ok(Written::Nothing) };
    if was_said(conn, &writing.key).await? {
        return Ok(Written::Nothing);
    }
    let manners = clients::manners(conn, writing.client.id).await?;
    let window = WorkingTime { calendar: moment.calendar, hours: &manners.hours, zone: writing.client.zone };
    let now = moment.now;
    let talking = writing.matter == Matter::Answer && writing.wrote_at.is_some_and(|wrote| now - wrote <= CONVERSATION);
    let (planned, held) = match (plan, writing.matter) {
        (Some(plan), _) => plan,
        (None, Matter::Answer) if talking => (now, None),
        (None, Matter::Answer) => put_off(window.next_open(now), now, Why::Night),
        (None, Matter::Notice) => notice(conn, writing.person.id, window, now).await?,
        (None, Matter::Reminder) => {
            let today = now.with_timezone(&writing.client.zone).date_naive();
            let quiet = manners.quiet_until.filter(|until| today < *until);
            let quiet = quiet.map(|until| Objection { why: Why::Quiet, until: Some(until) });
            let objections = quiet.into_iter().chain(writing.objections.iter().copied()).collect();
            (now, may_remind(conn, writing.client.id, window, now, objections).await?)
        }
    };
    // What was held back is told once a day: tomorrow the same reminder may be due again.
    let day = planned.with_timezone(&writing.client.zone).date_naive();
    let held_key = format!("{}:held:{day}", writing.key);
    if let (Matter::Reminder, Some(objection)) = (writing.matter, held) {
        remember(conn, &writing, &held_key, ("held", held), (planned, day), now).await?;
        return Ok(Written::Held(objection));
    }
    let state = if held.is_some() { "later" } else { "sent" };
    remember(conn, &writing, &writing.key, (state, held), (planned, day), now).await?;
    if writing.matter == Matter::Reminder {
        // It only waited for its hour.
        sqlx::query("DELETE FROM contacted WHERE dedupe_key = $1").bind(&held_key).execute(&mut *conn).await?;
    }
    let class = if writing.matter == Matter::Answer { Class::Reply } else { Class::Notice };
    let letter = Letter {
        class,
        key: Some(writing.key),
        not_before: (planned > now).then(|| planned.into()),
        expires: expires(window, planned).filter(|_| !talking),
        ..Letter::reply(chat, writing.person.reader(now), writing.screen)
    };
    let card = match file {
        Some(file) => outbox::document(conn, letter, file).await?,
        None => outbox::send(conn, letter).await?,
    };
    Ok(match (card, held) {
        (None, _) => Written::Nothing,
        (Some(card), None) => Written::Now(card),
        (Some(card), Some(objection)) => Written::Later(card, planned, objection.why),
    })
}

/// The last moment of the window a message is planned in.
fn expires(window: WorkingTime<'_>, planned: DateTime<Utc>) -> Option<Timestamp> {
    window.open_until(planned).map(|close| Timestamp(close - TimeDelta::seconds(1)))
}

/// Something planned that has expired: its key, to whom of which client, what, and for when.
type Expired = (String, Id<Client>, Id<Person>, Matter, Timestamp);

/// Puts off what has expired with the window it was planned in. A reminder of money counts as held back, and whoever
/// reminds looks again.
pub async fn plan_anew(conn: &mut Conn, moment: Moment<'_>) -> Result {
    let rows: Vec<Expired> = sqlx::query_as(
        "SELECT c.dedupe_key, c.client_id, c.person_id, c.matter, c.planned_at FROM contacted c \
         JOIN outbox o ON o.dedupe_key = c.dedupe_key \
         WHERE c.planned_at >= $1 AND c.state <> 'held' AND o.state = 'dropped' AND o.error = 'expired' \
         ORDER BY c.planned_at, c.id",
    )
    .bind(Timestamp::from(moment.now - TimeDelta::days(LOOKED_BACK)))
    .fetch_all(&mut *conn)
    .await?;
    for (key, client, person, matter, was) in rows {
        let Some(client) = clients::known(conn, client).await? else { continue };
        let hours = clients::manners(conn, client.id).await?.hours;
        let window = WorkingTime { calendar: moment.calendar, hours: &hours, zone: client.zone };
        let day = |at: DateTime<Utc>| at.with_timezone(&client.zone).date_naive();
        let (planned, state, new_key) = match matter {
            Matter::Reminder => (was.0, "held", format!("{key}:held:{}", day(was.0))),
            Matter::Notice => (notice(conn, person, window, moment.now).await?.0, "later", key.clone()),
            Matter::Answer => (window.next_open(moment.now), "later", key.clone()),
        };
        if matter == Matter::Reminder {
            outbox::release(conn, &key).await?;
        } else {
            outbox::put_off(conn, &key, planned.into(), expires(window, planned)).await?;
        }
        sqlx::query(
            "UPDATE contacted SET dedupe_key = $2, state = $3, reason = 'night', local_date = $4, planned_at = $5 \
             WHERE dedupe_key = $1",
        )
        .bind(&key)
        .bind(new_key)
        .bind(state)
        .bind(Day(day(planned)))
        .bind(Timestamp::from(planned))
        .execute(&mut *conn)
        .await?;
    }
    Ok(())
}

async fn was_said(conn: &mut Conn, key: &str) -> Result<bool> {
    let said: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM contacted WHERE dedupe_key = $1").bind(key).fetch_one(conn).await?;
    Ok(said > 0)
}

/// When a notice goes out: in the client's hours, on the first day that is not full.
async fn notice(conn: &mut Conn, person: Id<Person>, window: WorkingTime<'_>, now: DateTime<Utc>) -> Result<Plan> {
    let mut planned = window.next_open(now);
    let mut why = Why::Night;
    for _ in 0..HORIZON {
        let day = planned.with_timezone(&window.zone).date_naive();
        let told: i64 = sqlx::query_scalar(
            "SELECT COUNT(*) FROM contacted WHERE person_id = $1 AND local_date = $2 \
             AND matter = 'notice' AND state IN ('sent', 'later') AND dedupe_key NOT LIKE $3",
        )
        .bind(person)
        .bind(Day(day))
        .bind(format!("%{FOLLOWS}%"))
        .fetch_one(&mut *conn)
        .await?;
        if told < NOTICES_A_DAY {
            break;
        }
        why = Why::Many;
        planned = window.next_open(midnight(day + Days::new(1), window.zone));
    }
    Ok(put_off(planned, now, why))
}

fn put_off(planned: DateTime<Utc>, now: DateTime<Utc>, why: Why) -> Plan {
    (planned.max(now), (planned > now).then_some(Objection { why, until: None }))
}

/// What stands against reminding a client of money now, the weightiest first.
async fn may_remind(
    conn: &mut Conn,
    client: Id<Client>,
    window: WorkingTime<'_>,
    now: DateTime<Utc>,
    objections: Vec<Objection>,
) -> Result<Option<Objection>> {
    if let Some(objection) = objections.into_iter().next() {
        return Ok(Some(objection));
    }
    if !window.is_open(now) {
        return Ok(Some(Objection { why: Why::Night, until: None }));
    }
    let today = now.with_timezone(&window.zone).date_naive();
    let monday = today - Days::new(u64::from(today.weekday().num_days_from_monday()));
    let days: Vec<Day> = sqlx::query_scalar(
        "SELECT local_date FROM contacted WHERE client_id = $1 AND local_date >= $2 AND matter = 'reminder' AND state = 'sent'",
    )
    .bind(client)
    .bind(Day(monday))
    .fetch_all(conn)
    .await?;
    let count = |days: usize| i64::try_from(days).unwrap_or(i64::MAX);
    if count(days.iter().filter(|day| day.0 == today).count()) >= REMINDERS_A_DAY {
        return Ok(Some(Objection { why: Why::Many, until: None }));
    }
    if count(days.len()) >= REMINDERS_A_WEEK {
        return Ok(Some(Objection { why: Why::Often, until: Some(monday + Days::new(7)) }));
    }
    Ok(None)
}

/// Writes it down; what is held back again keeps its latest reason.
async fn remember(
    conn: &mut Conn,
    writing: &Writing<'_>,
    key: &str,
    (state, held): (&str, Option<Objection>),
    (planned, day): (DateTime<Utc>, NaiveDate),
    now: DateTime<Utc>,
) -> Result {
    sqlx::query(
        "INSERT INTO contacted (id, dedupe_key, client_id, person_id, matter, state, reason, until, local_date, \
                                planned_at, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (dedupe_key) DO UPDATE \
         SET reason = excluded.reason, until = excluded.until, planned_at = excluded.planned_at, at = excluded.at",
    )
    .bind(Id::<Written>::new())
    .bind(key)
    .bind(writing.client.id)
    .bind(writing.person.id)
    .bind(writing.matter)
    .bind(state)
    .bind(held.map(|objection| objection.why))
    .bind(held.and_then(|objection| objection.until).map(Day))
    .bind(Day(day))
    .bind(Timestamp::from(planned))
    .bind(Timestamp::from(now))
    .execute(conn)
    .await?;
    Ok(())
}

/// What was to go out later and is taken back does not stand on the card as if it would.
pub async fn forget(conn: &mut Conn, key: &str, now: DateTime<Utc>) -> Result {
    sqlx::query("DELETE FROM contacted WHERE dedupe_key = $1 AND planned_at > $2")
        .bind(key)
        .bind(Timestamp::from(now))
        .execute(conn)
        .await?;
    Ok(())
}

/// What was held back or put off lately, newest first: for the client's card. Files that go out together are told once.
pub async fn lines(conn: &mut Conn, client: &Client, now: DateTime<Utc>) -> Result<Vec<Text>> {
    let since = now.with_timezone(&client.zone).date_naive() - Days::new(SHOWN_DAYS);
    let rows: Vec<(String, Why, Option<Day>, Timestamp)> = sqlx::query_as(
        "SELECT state, reason, until, planned_at FROM contacted \
         WHERE client_id = $1 AND local_date >= $2 AND (state = 'held' OR (state = 'later' AND planned_at > $3)) \
         GROUP BY person_id, matter, state, reason, until, planned_at, at ORDER BY at DESC, MAX(id) DESC LIMIT 3",
    )
    .bind(client.id)
    .bind(Day(since))
    .bind(Timestamp::from(now))
    .fetch_all(conn)
    .await?;
    let line = |(state, why, until, planned): (String, Why, Option<Day>, Timestamp)| {
        let why = reason(why, until.map(|day| day.0));
        if state == "held" {
            t!("governor-held", why = why, at = planned.0)
        } else {
            t!("governor-later", why = why, at = planned.0)
        }
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Why, in words.
pub fn reason(why: Why, until: Option<NaiveDate>) -> Text {
    let word = match why {
        Why::Night => t!("governor-night"),
        Why::Many => t!("governor-many"),
        Why::Often => t!("governor-often"),
        Why::Promise => t!("governor-promise"),
        Why::Disputed => t!("governor-disputed"),
        Why::Paid => t!("governor-paid"),
        Why::Quiet => t!("governor-quiet"),
        Why::Stale => t!("governor-stale"),
        Why::Talked => t!("governor-talked"),
        Why::Claim => t!("governor-claim"),
    };
    match until {
        Some(day) => t!("governor-until", why = word, day = day),
        None => word,
    }
}

fn midnight(day: NaiveDate, zone: chrono_tz::Tz) -> DateTime<Utc> {
    let local = day.and_time(NaiveTime::MIN);
    zone.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |at| at.to_utc())
}
