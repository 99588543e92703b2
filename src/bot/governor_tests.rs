//! The edges of the contact governor: where a window begins and ends, which message is one too many, what is said once.

use super::{
    governor::{self, Matter, Objection, Why, Writing, Written},
    screen::Screen,
};
use crate::{
    calendar::Moment,
    clients::{self, Client},
    db::{Id, Timestamp},
    people::{self, Person},
    playground::{Desk, Phone},
    story,
    text::Text,
};
use chrono::{DateTime, TimeDelta, Utc};

/// A client in Moscow and its contact person with a phone.
async fn opened(desk: &Desk) -> (Client, Person, Phone<'_>) {
    let client = desk.client("Ясень", None).await;
    let phone = Phone::stranger(desk, "Ольга", "ru", "+79001112233");
    let id = Id::<Person>::new();
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::query("INSERT INTO person (id, name, tg_id, created_at) VALUES ($1, 'Ольга', $2, $3)")
        .bind(id)
        .bind(phone.user)
        .bind(Timestamp(desk.clock.now()))
        .execute(&mut *tx)
        .await
        .unwrap();
    let person = people::by_id(&mut tx, id).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    phone.starts(None).await;
    phone.hears();
    (client, person, phone)
}

async fn write(desk: &Desk, (client, person): (&Client, &Person), matter: Matter, key: &str) -> Written {
    say(desk, (client, person), matter, key, (Vec::new(), None)).await
}

async fn say(
    desk: &Desk,
    (client, person): (&Client, &Person),
    matter: Matter,
    key: &str,
    (objections, wrote_at): (Vec<Objection>, Option<DateTime<Utc>>),
) -> Written {
    let screen = Screen::new(Text::verbatim(key));
    let writing = Writing { client, person, matter, key: key.to_owned(), screen: &screen, objections, wrote_at };
    let moment = Moment { now: desk.clock.now(), calendar: &desk.calendar };
    let mut tx = desk.db.begin().await.unwrap();
    let written = governor::write(&mut tx, writing, moment).await.unwrap();
    tx.commit().await.unwrap();
    written
}

fn at(moment: &str) -> DateTime<Utc> {
    moment.parse().unwrap()
}

/// When it goes out and why not now.
fn later(written: Written) -> Option<(DateTime<Utc>, Why)> {
    match written {
        Written::Later(_, at, why) => Some((at, why)),
        _ => None,
    }
}

async fn lines(desk: &Desk, client: &Client) -> String {
    let reader =
        crate::text::Reader { lang: crate::lang::Lang::Ru, zone: chrono_tz::Europe::Moscow, now: desk.clock.now() };
    let mut conn = desk.db.read().await.unwrap();
    let all = governor::lines(&mut conn, client, desk.clock.now()).await.unwrap();
    all.iter().map(|line| line.plain(&reader)).collect::<Vec<_>>().join("\n").replace('\u{a0}', " ")
}

story!(a_window_begins_with_its_first_minute_and_has_no_lunch, "2026-11-24T05:59:59Z", async |desk: &Desk| {
    let (client, olga, _) = opened(desk).await;
    let to = (&client, &olga);
    let early = write(desk, to, Matter::Notice, "early").await;
    assert_eq!(later(early), Some((at("2026-11-24T06:00:00Z"), Why::Night)));
    assert_eq!(write(desk, to, Matter::Reminder, "money").await, held(Why::Night));
    for (moment, key) in
        [("2026-11-24T06:00:00Z", "first"), ("2026-11-24T10:30:00Z", "lunch"), ("2026-11-24T14:59:59Z", "last")]
    {
        desk.clock.set(at(moment));
        assert!(matches!(write(desk, to, Matter::Notice, key).await, Written::Now(_)), "{key}");
    }
    desk.clock.set(at("2026-11-24T15:00:00Z"));
    let over = write(desk, to, Matter::Answer, "over").await;
    assert_eq!(later(over), Some((at("2026-11-25T06:00:00Z"), Why::Night)));
    desk.clock.set(at("2026-11-27T15:00:00Z"));
    let friday = write(desk, to, Matter::Notice, "friday").await;
    assert_eq!(later(friday), Some((at("2026-11-30T06:00:00Z"), Why::Night)), "not on the weekend");
});

fn held(why: Why) -> Written {
    Written::Held(Objection { why, until: None })
}

story!(the_fifth_notice_of_a_day_comes_on_the_next, "2026-11-27T07:00:00Z", async |desk: &Desk| {
    let (client, olga, phone) = opened(desk).await;
    let other = desk.client("Гранит", None).await;
    for key in ["1", "2", "3"] {
        assert!(matches!(write(desk, (&client, &olga), Matter::Notice, key).await, Written::Now(_)));
    }
    // She looks after another client too: a person's patience is one.
    assert!(matches!(write(desk, (&other, &olga), Matter::Notice, "4").await, Written::Now(_)));
    let monday = at("2026-11-30T06:00:00Z");
    assert_eq!(later(write(desk, (&client, &olga), Matter::Notice, "5").await), Some((monday, Why::Many)));
    assert_eq!(lines(desk, &client).await, "🕓 клиенту уйдёт 30 нояб., пн, 09:00: на сегодня сообщений достаточно");
    assert!(
        matches!(write(desk, (&client, &olga), Matter::Answer, "answer").await, Written::Now(_)),
        "answers are not counted"
    );
    desk.pump().await;
    assert_eq!(phone.hears(), ["1", "2", "3", "4", "answer"]);
    desk.wait_until("2026-11-30T06:00:00Z").await;
    assert_eq!(phone.hears(), ["5"]);
    assert_eq!(lines(desk, &client).await, "");
});

story!(the_same_thing_is_said_once, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (client, olga, phone) = opened(desk).await;
    for matter in [Matter::Notice, Matter::Reminder, Matter::Answer] {
        let key = format!("{matter}");
        assert!(matches!(write(desk, (&client, &olga), matter, &key).await, Written::Now(_)), "{matter}");
        assert_eq!(write(desk, (&client, &olga), matter, &key).await, Written::Nothing, "{matter}");
    }
    desk.pump().await;
    assert_eq!(phone.hears(), ["notice", "reminder", "answer"]);
    assert_eq!(lines(desk, &client).await, "", "nothing was held back");
});

story!(a_reminder_held_back_is_tried_again, "2026-11-24T05:00:00Z", async |desk: &Desk| {
    let (client, olga, phone) = opened(desk).await;
    let to = (&client, &olga);
    let promise = Objection { why: Why::Promise, until: Some("2026-11-24".parse().unwrap()) };
    assert_eq!(write(desk, to, Matter::Reminder, "money").await, held(Why::Night));
    let objected = say(desk, to, Matter::Reminder, "money", (vec![promise], None)).await;
    assert_eq!(objected, Written::Held(promise));
    let again = say(desk, to, Matter::Reminder, "money", (vec![promise], None)).await;
    assert_eq!(again, Written::Held(promise), "it is still held back");
    assert_eq!(lines(desk, &client).await, "🔇 не отправлено 08:00: обещание до 24 нояб., вт");

    desk.clock.set(at("2026-11-25T06:00:00Z"));
    assert!(matches!(write(desk, to, Matter::Reminder, "money").await, Written::Now(_)), "yesterday does not count");
    assert_eq!(write(desk, to, Matter::Reminder, "more").await, held(Why::Many));
    desk.pump().await;
    for (moment, key) in [("2026-11-26T06:00:00Z", "third"), ("2026-11-27T06:00:00Z", "fourth")] {
        desk.clock.set(at(moment));
        assert!(matches!(write(desk, to, Matter::Reminder, key).await, Written::Now(_)), "{key}");
        desk.pump().await;
    }
    desk.clock.set(at("2026-11-24T07:00:00Z"));
    let monday = Objection { why: Why::Often, until: Some("2026-11-30".parse().unwrap()) };
    assert_eq!(write(desk, to, Matter::Reminder, "fifth").await, Written::Held(monday));
    desk.clock.set(at("2026-11-30T06:00:00Z"));
    assert!(matches!(write(desk, to, Matter::Reminder, "fifth").await, Written::Now(_)), "another week");
    desk.pump().await;
    assert_eq!(phone.hears(), ["money", "third", "fourth", "fifth"]);
});

story!(a_reminder_that_only_waited_for_its_hour_was_not_held_back, "2026-11-24T05:00:00Z", async |desk: &Desk| {
    let (client, olga, _) = opened(desk).await;
    assert_eq!(write(desk, (&client, &olga), Matter::Reminder, "money").await, held(Why::Night));
    assert_ne!(lines(desk, &client).await, "");
    desk.clock.set(at("2026-11-24T06:00:00Z"));
    assert!(matches!(write(desk, (&client, &olga), Matter::Reminder, "money").await, Written::Now(_)));
    assert_eq!(lines(desk, &client).await, "");
});

story!(a_client_who_wants_quiet_is_not_reminded_but_told, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (client, olga, _) = opened(desk).await;
    let day = "2026-11-25".parse().unwrap();
    let mut tx = desk.db.begin().await.unwrap();
    clients::set_quiet(&mut tx, client.id, Some(day)).await.unwrap();
    tx.commit().await.unwrap();
    let quiet = Written::Held(Objection { why: Why::Quiet, until: Some(day) });
    assert_eq!(write(desk, (&client, &olga), Matter::Reminder, "money").await, quiet);
    assert!(matches!(write(desk, (&client, &olga), Matter::Notice, "news").await, Written::Now(_)));
    desk.clock.set(at("2026-11-25T07:00:00Z"));
    assert!(matches!(write(desk, (&client, &olga), Matter::Reminder, "money").await, Written::Now(_)));
});

story!(whoever_writes_by_night_is_answered_by_night_for_an_hour, "2026-11-24T20:00:00Z", async |desk: &Desk| {
    let (client, olga, phone) = opened(desk).await;
    let wrote = |minutes| Some(desk.clock.now() - TimeDelta::minutes(minutes));
    let answer = say(desk, (&client, &olga), Matter::Answer, "soon", (Vec::new(), wrote(60))).await;
    assert!(matches!(answer, Written::Now(_)));
    let late = say(desk, (&client, &olga), Matter::Answer, "late", (Vec::new(), wrote(61))).await;
    assert_eq!(later(late), Some((at("2026-11-25T06:00:00Z"), Why::Night)));
    desk.pump().await;
    assert_eq!(phone.hears(), ["soon"]);
    desk.wait_until("2026-11-25T06:00:00Z").await;
    assert_eq!(phone.hears(), ["late"]);
});

story!(what_telegram_takes_too_late_comes_the_next_morning, "2026-11-24T14:30:00Z", async |desk: &Desk| {
    let (client, olga, phone) = opened(desk).await;
    desk.telegram.set_down(true);
    for (matter, key) in [(Matter::Notice, "notice"), (Matter::Answer, "answer"), (Matter::Reminder, "money")] {
        assert!(matches!(write(desk, (&client, &olga), matter, key).await, Written::Now(_)), "{key}");
    }
    desk.pump().await;
    desk.jump_to("2026-11-24T19:00:00Z").await;
    desk.telegram.set_down(false);
    desk.wait_until("2026-11-25T05:59:00Z").await;
    assert_eq!(phone.hears(), [""; 0], "not at night");
    assert_eq!(
        lines(desk, &client).await,
        "🔇 не отправлено 24 нояб., вт, 17:30: у клиента нерабочее время\n\
         🕓 клиенту уйдёт 09:00: у клиента нерабочее время\n\
         🕓 клиенту уйдёт 09:00: у клиента нерабочее время"
    );
    desk.wait_until("2026-11-25T06:00:00Z").await;
    assert_eq!(phone.hears(), ["notice", "answer"], "a reminder is looked at anew");
    assert!(matches!(write(desk, (&client, &olga), Matter::Reminder, "money").await, Written::Now(_)));
    desk.pump().await;
    assert_eq!(phone.hears(), ["money"]);
});
