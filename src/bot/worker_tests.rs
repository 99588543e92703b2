//! A bad update stops nobody else: it is repeated, parked, told; the others go on.

use super::{
    flood::Gate,
    routes::{Args, Routes, command},
    turn::Turn,
    worker::{Rooms, Worker},
};
use crate::{
    calendar::ProductionCalendar,
    error::{Error, Result},
    features,
    people::Role,
    playground::{Desk, Phone},
    story,
};
use serde_json::json;
use std::sync::Arc;

/// A worker whose only room panics at `/panic`, fails at `/fail` and loses its transaction at `/lose`, as a full disk
/// would have it, after it has written something; at `/write` it only writes.
fn clumsy(desk: &Desk) -> Worker {
    async fn panics(turn: Turn, _: Args) -> Result {
        turn.happened("test.written", None, crate::db::Id::<Desk>::new(), &()).await?;
        panic!("on purpose")
    }
    async fn fails(turn: Turn, _: Args) -> Result {
        turn.happened("test.written", None, crate::db::Id::<Desk>::new(), &()).await?;
        Err(Error::other("on purpose"))
    }
    async fn loses(turn: Turn, _: Args) -> Result {
        turn.happened("test.written", None, crate::db::Id::<Desk>::new(), &()).await?;
        sqlx::raw_sql("ROLLBACK").execute(&mut *turn.db()).await?;
        Err(Error::other("on purpose"))
    }
    async fn writes(turn: Turn, _: Args) -> Result {
        turn.happened("test.written", None, crate::db::Id::<Desk>::new(), &()).await.map(drop)
    }
    let tree: Routes = dptree::entry()
        .branch(command("panic").endpoint(panics))
        .branch(command("fail").endpoint(fails))
        .branch(command("lose").endpoint(loses))
        .branch(command("write").endpoint(writes));
    let rooms = Rooms { tree, forms: &[], listeners: &[], commands: &[], presses: &[], alone: &[] };
    let calendar = Arc::new(ProductionCalendar::russian());
    Worker { db: desk.db.clone(), clock: desk.clock.clone(), calendar, rooms, gate: Gate::open() }
}

story!(a_bad_update_is_tried_three_times_then_parked_and_told, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let admin = desk.staff("Админ", Role::Admin).await;
    let anna = desk.manager("Анна").await;
    let maria = desk.manager("Мария").await;
    for word in ["/panic", "/fail"] {
        admin.hears();
        desk.telegram.says(anna.user, word);
        desk.telegram.says(anna.user, "/menu");
        desk.telegram.says(maria.user, "/menu");
        desk.take_in().await;
        let worker = clumsy(desk);
        assert!(worker.step().await.unwrap(), "the first try");
        maria.hears();
        desk.pump().await;
        assert_eq!(maria.hears().len(), 1, "another chat goes on");
        assert_eq!(
            desk.count("SELECT COUNT(*) FROM inbox WHERE state = 'open'").await,
            2,
            "the chat of the bad one waits"
        );
        for seconds in [1, 5] {
            desk.clock.set(desk.clock.now() + chrono::TimeDelta::seconds(seconds));
            assert!(worker.step().await.unwrap());
        }
        desk.pump().await;
        assert_eq!(desk.count("SELECT COUNT(*) FROM inbox WHERE state = 'dead'").await, 1);
        assert_eq!(desk.count("SELECT COUNT(*) FROM event WHERE kind = 'test.written'").await, 0, "nothing half-done");
        assert!(anna.has("Не получилось. Мы уже знаем об этом, номер"), "{}", anna.phone());
        let told = admin.hears().join("\n");
        assert!(told.contains("отложено после трёх попыток") && told.contains("on purpose"), "{told}");
        assert!(admin.phone().contains("[🧯 Сбои бота]"), "{}", admin.phone());
        // The desk ends its day with nothing left undone.
        let mut tx = desk.db.begin().await.unwrap();
        sqlx::query("UPDATE inbox SET state = 'done' WHERE state = 'dead'").execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    }
});

story!(
    turns_of_many_chats_are_committed_together_and_a_bad_one_alone_is_taken_back,
    "2026-11-24T07:00:00Z",
    async |desk: &Desk| {
        let names: Vec<String> = (0..40).map(|n| format!("Менеджер {n}")).collect();
        let mut people = Vec::new();
        for name in &names {
            people.push(desk.manager(name).await);
        }
        let (written, open) = (
            "SELECT COUNT(*) FROM event WHERE kind = 'test.written'",
            "SELECT COUNT(*) FROM inbox WHERE state = 'open'",
        );
        for (bad, together) in [("/fail", 31), ("/panic", 31), ("/lose", 0)] {
            let before = desk.count(written).await;
            for (n, person) in people.iter().enumerate() {
                desk.telegram.says(person.user, if n == 7 { bad } else { "/write" });
            }
            desk.take_in().await;
            let worker = clumsy(desk);
            assert!(worker.step().await.unwrap(), "{bad}");
            assert_eq!(desk.count(written).await - before, if together > 0 { together } else { 1 }, "{bad}: one step");
            while worker.step().await.unwrap() {}
            assert_eq!(desk.count(written).await - before, 39, "{bad}: everybody else's is kept");
            assert_eq!(desk.count(open).await, 1, "{bad} is tried again");
            for seconds in [1, 5] {
                desk.clock.set(desk.clock.now() + chrono::TimeDelta::seconds(seconds));
                assert!(worker.step().await.unwrap());
            }
            assert_eq!(desk.count("SELECT COUNT(*) FROM inbox WHERE state = 'dead'").await, 1, "{bad} is parked");
            let mut tx = desk.db.begin().await.unwrap();
            sqlx::query("UPDATE inbox SET state = 'done' WHERE state = 'dead'").execute(&mut *tx).await.unwrap();
            tx.commit().await.unwrap();
            desk.pump().await;
        }
    }
);

story!(a_flood_of_a_stranger_is_let_pass_and_nobody_known_is_cut_off, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let stranger = Phone::stranger(desk, "Прохожий", "ru", "+79160000099");
    anna.hears();
    for _ in 0..100 {
        desk.telegram.says(stranger.user, "/start");
        desk.telegram.says(anna.user, "/menu");
    }
    desk.take_in().await;
    let worker = Worker { rooms: features::rooms(), gate: Gate::guarded(), ..clumsy(desk) };
    while worker.step().await.unwrap() {}
    desk.pump().await;
    assert_eq!((stranger.hears().len(), anna.hears().len()), (20, 100));
    assert_eq!(desk.count("SELECT COUNT(*) FROM inbox WHERE state <> 'done'").await, 0, "none of it is tried again");
    desk.clock.set(desk.clock.now() + chrono::TimeDelta::seconds(6));
    desk.telegram.says(stranger.user, "/start");
    desk.take_in().await;
    worker.step().await.unwrap();
    desk.pump().await;
    assert_eq!(stranger.hears().len(), 1, "listened to again");
});

story!(what_nobody_knows_is_counted_and_harms_nobody, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let from = json!({ "id": anna.user, "is_bot": false, "first_name": "Анна", "language_code": "ru" });
    let chat = json!({ "id": anna.user, "type": "private", "first_name": "Анна" });
    let message = |extra: serde_json::Value| {
        let mut message = json!({ "message_id": 900, "date": 1_790_000_000, "chat": chat, "from": from });
        message.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        json!({ "message": message })
    };
    let entity = json!([{ "type": "date_time", "offset": 0, "length": 3 }]);
    for update in [
        json!({ "subscription": { "user": from } }),
        message(json!({ "gift_of_tomorrow": {} })),
        message(json!({ "sticker": { "file_id": "x" } })),
        message(json!({ "text": "/menu", "entities": entity })),
    ] {
        desk.telegram.raw(update);
    }
    desk.pump().await;
    assert!(anna.phone().starts_with("☰ Анна"), "the words beside an unknown entity are understood: {}", anna.phone());
    let group = json!({ "id": -5, "type": "group", "title": "x" });
    desk.telegram
        .raw(json!({ "message": { "message_id": 1, "date": 1, "chat": group, "from": from, "text": "/menu" } }));
    anna.hears();
    desk.pump().await;
    assert_eq!(anna.hears(), Vec::<String>::new(), "groups are not for us");
});
