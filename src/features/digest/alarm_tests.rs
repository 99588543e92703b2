//! The alarm that a digest has not come: for each way it can be lacking, and never where it is not.

use super::alarm::RULE;
use crate::{
    calendar::Moment,
    features::{Alarm, Look, Whom},
    lang::Lang,
    people::Role,
    playground::Desk,
    rules::Values,
    story,
    text::Reader,
};

async fn alarms(desk: &Desk) -> Vec<Alarm> {
    let mut conn = desk.db.read().await.unwrap();
    let moment = Moment { now: desk.clock.now(), calendar: &desk.calendar };
    (RULE.alarms)(&mut conn, Look { moment, values: &Values::default(), client: None }).await.unwrap()
}

fn reader(desk: &Desk) -> Reader {
    Reader { lang: Lang::Ru, zone: chrono_tz::Europe::Moscow, now: desk.clock.now() }
}

/// What the alarms say, one a line.
async fn told(desk: &Desk) -> String {
    let reader = reader(desk);
    let line = |alarm: &Alarm| format!("{} {}", alarm.what.plain(&reader), alarm.why.plain(&reader));
    alarms(desk).await.iter().map(line).collect::<Vec<_>>().join("\n").replace('\u{a0}', " ")
}

async fn how_it_ended(desk: &Desk, entity: &str) -> String {
    let mut conn = desk.db.read().await.unwrap();
    let moment = Moment { now: desk.clock.now(), calendar: &desk.calendar };
    let (what, how) = (RULE.settled)(&mut conn, entity, moment).await.unwrap();
    let reader = reader(desk);
    format!("{}: {}", what.plain(&reader), how.plain(&reader))
}

story!(a_digest_that_has_come_alarms_nobody, "2026-11-23T05:00:00Z", async |desk: &Desk| {
    desk.manager("Анна").await;
    desk.staff("Виктор", Role::Head).await;
    desk.staff("Егор", Role::Engineer).await;
    desk.wait_until("2026-11-24T12:00:00Z").await;
    assert_eq!(told(desk).await, "");
    desk.wait_until("2026-11-28T12:00:00Z").await;
    assert_eq!(told(desk).await, "", "on Saturday there is none to come");
});

story!(a_digest_that_the_machine_slept_through_alarms_once_a_person, "2026-11-23T05:00:00Z", async |desk: &Desk| {
    desk.manager("Анна").await;
    desk.staff("Виктор", Role::Head).await;
    desk.wait_until("2026-11-23T08:00:00Z").await;
    desk.clock.set("2026-11-24T06:14:00Z".parse().unwrap());
    assert_eq!(told(desk).await, "", "half an hour has not passed");
    desk.clock.set("2026-11-24T06:30:00Z".parse().unwrap());
    insta::assert_snapshot!(told(desk).await, @"
    🌅 Сводка не дошла: Анна Ждали 08:45: она не написана.
    🌅 Сводка не дошла: Виктор Ждали 09:00: она не написана.
    ");
    desk.jump_to("2026-11-24T06:40:00Z").await;
    assert_eq!(told(desk).await, "", "they came late");

    desk.jump_to("2026-11-25T12:00:00Z").await;
    insta::assert_snapshot!(told(desk).await, @"
    🌅 Сводка не дошла: Анна Ждали 08:45: бот тогда не работал.
    🌅 Сводка не дошла: Виктор Ждали 09:00: бот тогда не работал.
    ");
    let found = alarms(desk).await;
    assert!(found.iter().all(|alarm| alarm.whom == Whom::Admins && alarm.client.is_none()));
    assert_eq!(found[0].since.to_rfc3339(), "2026-11-25T06:15:00+00:00");
    insta::assert_snapshot!(how_it_ended(desk, &found[0].entity).await, @"🌅 Сводка не дошла: Анна: день прошёл");
    desk.wait_until("2026-11-26T12:00:00Z").await;
    assert_eq!(told(desk).await, "", "yesterday's is yesterday's");
});

story!(a_digest_that_telegram_does_not_take_alarms, "2026-11-23T05:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.wait_until("2026-11-23T08:00:00Z").await;
    desk.telegram.set_down(true);
    desk.wait_until("2026-11-24T06:14:00Z").await;
    assert_eq!(told(desk).await, "");
    desk.wait_until("2026-11-24T06:15:00Z").await;
    insta::assert_snapshot!(told(desk).await, @"🌅 Сводка не дошла: Анна Ждали 08:45: Telegram её пока не принял.");
    let entity = alarms(desk).await[0].entity.clone();
    desk.telegram.set_down(false);
    desk.wait_until("2026-11-24T08:00:00Z").await;
    assert_eq!(told(desk).await, "");
    insta::assert_snapshot!(how_it_ended(desk, &entity).await, @"🌅 Сводка не дошла: Анна: дошла");
    anna.hears();

    desk.telegram.blocks(anna.user);
    desk.wait_until("2026-11-25T06:15:00Z").await;
    insta::assert_snapshot!(told(desk).await, @"🌅 Сводка не дошла: Анна Ждали 08:45: бот заблокирован.");
    desk.telegram.unblocks(anna.user);
    desk.wait_until("2026-11-26T06:15:00Z").await;
    assert_eq!(told(desk).await, "");
});
