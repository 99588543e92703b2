//! The engine with a rule whose alarms are set by hand, beside one that fails: hours, duty, what is critical, many looks in
//! a row.

use super::{
    super::{Alarm, Look, Rule, Whom},
    engine, queries,
};
use crate::{
    calendar::Moment,
    db::Conn,
    error::Result,
    people::Role,
    playground::{Desk, Phone},
    rules::{self, Duty, Threshold, Unit},
    story, t,
};

const ACK: Threshold =
    Threshold { rule: "E8", name: "ack", about: "threshold-ack", unit: Unit::Minutes, usual: 30, least: 5, most: 480 };

/// Every fact that begins with `alarm:` is an alarm; one whose value is `critical` is. A value may be whom it is about.
const BY_HAND: Rule = Rule {
    code: "E8",
    about: "rule-e8",
    thresholds: &[ACK],
    ack: ACK,
    alarms: |conn, look| Box::pin(alarms(conn, look)),
    settled: |_, _, _| Box::pin(async { Ok((t!("rule-e8"), t!("approval-settled-gone"))) }),
};

static HAND: Rule = BY_HAND;

/// A rule of a room that has gone wrong: the others go on.
static BROKEN: Rule = Rule {
    code: "E9",
    alarms: |conn, _| {
        Box::pin(async move {
            sqlx::query("INSERT INTO fact (name) VALUES ('no value')").execute(conn).await?;
            Ok(Vec::new())
        })
    },
    ..BY_HAND
};

async fn alarms(conn: &mut Conn, look: Look<'_>) -> Result<Vec<Alarm>> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT name, value FROM fact WHERE name LIKE 'alarm:%' ORDER BY name").fetch_all(conn).await?;
    let alarm = |(name, value): (String, String)| Alarm {
        client: value.parse().ok(),
        entity: name.clone(),
        since: look.moment.now,
        whom: Whom::Heads,
        critical: value == "critical",
        what: name.into(),
        why: t!("approval-settled-later"),
        facts: Vec::new(),
        options: Vec::new(),
        until: None,
    };
    Ok(rows.into_iter().map(alarm).collect())
}

async fn set(desk: &Desk, name: &str, value: &str) {
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::query(
        "INSERT INTO fact (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .bind(name)
    .bind(value)
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
}

/// One look by hand at a moment, and everything it says is sent.
async fn look(desk: &Desk, at: &str) {
    desk.clock.set(at.parse().unwrap());
    let moment = Moment { now: desk.clock.now(), calendar: &desk.calendar };
    let mut tx = desk.db.begin().await.unwrap();
    engine::look_with(&mut tx, &[&BROKEN, &HAND], None, moment).await.unwrap();
    tx.commit().await.unwrap();
    desk.pump().await;
}

fn alerts(phone: &Phone<'_>) -> usize {
    phone.messages().iter().filter(|message| message.text.contains("alarm:")).count()
}

story!(
    at_night_only_what_is_critical_rings_and_only_whoever_is_on_duty,
    "2026-11-24T07:00:00Z",
    async |desk: &Desk| {
        let victor = desk.staff("Виктор", Role::Head).await;
        let maria = desk.manager("Мария").await;
        let mut tx = desk.db.begin().await.unwrap();
        rules::name_for(&mut tx, Duty::Substitute, maria.person().await.id, true).await.unwrap();
        tx.commit().await.unwrap();
        set(desk, "alarm:door", "plain").await;
        look(desk, "2026-11-24T20:00:00Z").await;
        assert_eq!((alerts(&victor), alerts(&maria)), (0, 0), "it is eleven at night");
        set(desk, "alarm:door", "critical").await;
        look(desk, "2026-11-24T20:01:00Z").await;
        assert_eq!((alerts(&victor), alerts(&maria)), (0, 1), "whoever is on duty is rung");
        look(desk, "2026-11-24T20:30:00Z").await;
        assert_eq!(alerts(&maria), 1, "not before the minutes have passed");
        look(desk, "2026-11-24T20:31:00Z").await;
        assert_eq!((alerts(&victor), alerts(&maria)), (0, 2), "they pass at night as well");
        look(desk, "2026-11-25T06:00:00Z").await;
        assert!(alerts(&maria) >= 3, "nobody took note all night");
    }
);

story!(a_level_is_said_once_however_often_it_is_looked_at, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let victor = desk.staff("Виктор", Role::Head).await;
    set(desk, "alarm:door", "plain").await;
    for minute in 0..=59 {
        look(desk, &format!("2026-11-24T07:{minute:02}:00Z")).await;
        look(desk, &format!("2026-11-24T07:{minute:02}:20Z")).await;
        let expected = 1 + usize::from(minute >= 30);
        assert_eq!(alerts(&victor), expected, "at minute {minute}");
    }
    look(desk, "2026-11-24T08:00:00Z").await;
    assert_eq!(alerts(&victor), 3, "nobody comes after: the head again");
    look(desk, "2026-11-25T07:59:00Z").await;
    assert_eq!(alerts(&victor), 3, "at the top once a working day");
    look(desk, "2026-11-25T08:00:00Z").await;
    assert_eq!(alerts(&victor), 4);
    assert_eq!(desk.count("SELECT COUNT(*) FROM alert").await, 1, "the next day it is the same alert");
});

story!(whoever_took_note_in_the_minute_of_a_repeat_is_not_repeated_to, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let victor = desk.staff("Виктор", Role::Head).await;
    set(desk, "alarm:door", "plain").await;
    look(desk, "2026-11-24T07:00:00Z").await;
    let now = "2026-11-24T07:30:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    let mut tx = desk.db.begin().await.unwrap();
    let alert = queries::open_of(&mut tx, "E8", None).await.unwrap().remove(0);
    let by = victor.person().await.id;
    assert!(queries::ack(&mut tx, &alert, by, now.into()).await.unwrap());
    assert!(!queries::set_due(&mut tx, &alert, now.into()).await.unwrap(), "a look that read it before says nothing");
    assert!(!queries::call(&mut tx, &alert, 2, now.into()).await.unwrap());
    assert!(!queries::ack(&mut tx, &alert, by, now.into()).await.unwrap(), "and nobody takes note twice");
    tx.commit().await.unwrap();
    look(desk, "2026-11-24T07:30:00Z").await;
    assert_eq!(alerts(&victor), 1);
});

story!(a_day_s_alert_and_the_next_day_s_are_two, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let victor = desk.staff("Виктор", Role::Head).await;
    set(desk, "alarm:door", "plain").await;
    look(desk, "2026-11-24T07:00:00Z").await;
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::query("DELETE FROM fact WHERE name = 'alarm:door'").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    look(desk, "2026-11-24T07:10:00Z").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM alert WHERE state = 'resolved'").await, 1);
    set(desk, "alarm:door", "plain").await;
    look(desk, "2026-11-24T08:00:00Z").await;
    assert_eq!((alerts(&victor), desk.count("SELECT COUNT(*) FROM alert").await), (1, 1), "the same day: an edit");
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::query("DELETE FROM fact WHERE name = 'alarm:door'").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    look(desk, "2026-11-24T08:10:00Z").await;
    set(desk, "alarm:door", "plain").await;
    look(desk, "2026-11-25T07:00:00Z").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM alert").await, 2);
    assert_eq!(alerts(&victor), 1, "the first is over and shows what it was about; the second is new");
});

story!(many_alerts_of_a_night_are_one_message_a_phone_can_hold, "2026-11-24T20:00:00Z", async |desk: &Desk| {
    let victor = desk.staff("Виктор", Role::Head).await;
    for n in 0..130 {
        let client = desk.client(&format!("ТСН № {n}"), None).await;
        set(desk, &format!("alarm:{n}"), &client.id.to_string()).await;
    }
    look(desk, "2026-11-24T20:30:00Z").await;
    look(desk, "2026-11-25T06:30:00Z").await;
    let list = victor.messages().pop().unwrap();
    assert!(list.text.contains("130"), "{}", list.text);
    assert_eq!(list.buttons.len(), 21, "twenty by name and the way to the rest");
    assert!(victor.offers("📋 Все тревоги: ещё 110"), "{}", victor.phone());
});
