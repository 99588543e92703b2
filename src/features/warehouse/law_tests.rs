//! The law of the warehouse, and what other rooms do with goods: put by, release, issue, take back, for two at once too.

use super::{Hold, Item, Place, Reserve, Supply, arrivals, movements, queries, stock};
use crate::{
    calendar::{Moment, ProductionCalendar},
    clock::Clock,
    db::{Conn, Id, Timestamp},
    people::{Person, Role},
    playground::{Desk, Phone},
    story,
};
use chrono::NaiveDate;

const LINK: &str = "delivery:019a0000000070008000000000000150";
const OTHER: &str = "delivery:019a0000000070008000000000000151";

fn moment<'a>(clock: &Clock, calendar: &'a ProductionCalendar) -> Moment<'a> {
    Moment { now: clock.now(), calendar }
}

fn want(at: (Id<Item>, Id<Place>), qty: i64, link: &'static str, label: &'static str) -> Reserve<'static> {
    Reserve { item: at.0, place: at.1, qty, link, label, by: None }
}

/// One place with five booms.
async fn five(desk: &Desk) -> (Id<Item>, Id<Place>) {
    let anna = desk.manager("Анна").await;
    desk.place(&anna, "Склад", "ул. Складская, 1").await;
    desk.counted("Стрела 6 м;ST-6;Склад;5").await;
    let mut conn = desk.db.read().await.unwrap();
    let item = queries::items(&mut conn, "стрела", 1).await.unwrap().remove(0);
    let place = queries::places(&mut conn).await.unwrap().remove(0);
    (item.id, place.id)
}

async fn at(conn: &mut Conn, item: Id<Item>) -> (i64, i64) {
    let stock = queries::stock_of(conn, item).await.unwrap().remove(0);
    (stock.on_hand, stock.reserved)
}

async fn states(conn: &mut Conn, link: &str) -> Vec<(i64, Hold)> {
    queries::of_link(conn, link).await.unwrap().into_iter().map(|held| (held.qty, held.state)).collect()
}

story!(goods_are_put_by_wanted_issued_and_taken_back, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let place = five(desk).await;
    let now = moment(&desk.clock, &desk.calendar);
    let mut tx = desk.db.begin().await.unwrap();
    assert!(stock::reserve(&mut tx, want(place, 4, LINK, "Д-318"), now).await.unwrap());
    assert!(!stock::reserve(&mut tx, want(place, 3, OTHER, "Д-319"), now).await.unwrap(), "one is left");
    assert_eq!(at(&mut tx, place.0).await, (5, 4));
    assert_eq!(queries::available(&mut tx, place.0, place.1).await.unwrap(), 1);
    assert_eq!(arrivals::supply(&mut tx, place.0, place.1, 1).await.unwrap(), Supply::Now);
    assert_eq!(arrivals::supply_of(&mut tx, LINK).await.unwrap(), Supply::Now);
    assert_eq!(arrivals::supply_of(&mut tx, OTHER).await.unwrap(), Supply::Never);
    assert!(!stock::take(&mut tx, place, 2, stock::Cause::default(), now).await.unwrap(), "promised goods stay");

    stock::issue(&mut tx, LINK, &[], now).await.unwrap();
    stock::issue(&mut tx, LINK, &[], now).await.unwrap();
    assert_eq!(at(&mut tx, place.0).await, (1, 0), "twice is once");
    assert_eq!(states(&mut tx, OTHER).await, [(3, Hold::Wanted)]);

    // What came back goes to whoever waits.
    stock::take_back(&mut tx, LINK, now).await.unwrap();
    stock::take_back(&mut tx, LINK, now).await.unwrap();
    assert_eq!(at(&mut tx, place.0).await, (5, 3));
    assert_eq!(states(&mut tx, OTHER).await, [(3, Hold::Reserved)]);
    assert_eq!(states(&mut tx, LINK).await, []);

    stock::release(&mut tx, OTHER, now).await.unwrap();
    stock::release(&mut tx, OTHER, now).await.unwrap();
    assert_eq!(at(&mut tx, place.0).await, (5, 0));
    let told = movements::last(&mut tx, place.0, 20).await.unwrap();
    let kinds: Vec<String> = told.iter().rev().map(|one| format!("{} {}", one.kind, one.qty)).collect();
    assert_eq!(kinds, ["receipt 5", "reserve 4", "issue 4", "receipt 4", "reserve 3", "release 3"]);
    tx.commit().await.unwrap();
});

story!(who_has_waited_longest_gets_what_comes_in, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let place = five(desk).await;
    let now = moment(&desk.clock, &desk.calendar);
    let mut tx = desk.db.begin().await.unwrap();
    for (qty, link) in [(7, LINK), (6, OTHER), (8, "visit:1")] {
        assert!(!stock::reserve(&mut tx, want(place, qty, link, "…"), now).await.unwrap());
    }
    stock::receive(&mut tx, place, 3, stock::Cause::default(), now).await.unwrap();
    assert_eq!(states(&mut tx, LINK).await, [(7, Hold::Reserved)], "of eight, the oldest takes seven");
    assert_eq!(states(&mut tx, OTHER).await, [(6, Hold::Wanted)]);
    // The next is too large for what comes, and does not keep it from nobody else.
    stock::receive(&mut tx, place, 5, stock::Cause::default(), now).await.unwrap();
    assert_eq!(states(&mut tx, OTHER).await, [(6, Hold::Reserved)]);
    assert_eq!(at(&mut tx, place.0).await, (13, 13));
    stock::release(&mut tx, LINK, now).await.unwrap();
    assert_eq!(states(&mut tx, "visit:1").await, [(8, Hold::Wanted)], "seven are free, eight are wanted");
    tx.commit().await.unwrap();
});

story!(what_comes_decides_when_goods_can_be_had, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let place = five(desk).await;
    let now = moment(&desk.clock, &desk.calendar);
    let day = |day: u32| NaiveDate::from_ymd_opt(2026, 12, day).unwrap();
    let mut tx = desk.db.begin().await.unwrap();
    let by: Vec<Person> = crate::people::all_with_role(&mut tx, Role::Manager).await.unwrap();
    for (qty, due_on) in [(2, day(1)), (10, day(8))] {
        let new = arrivals::New { item: place.0, place: place.1, qty, due_on, supplier: String::new(), by: by[0].id };
        arrivals::add(&mut tx, &new, Timestamp::from(now.now)).await.unwrap();
    }
    assert!(!stock::reserve(&mut tx, want(place, 6, LINK, "Д-318"), now).await.unwrap());
    let supply = async |conn: &mut Conn, qty| arrivals::supply(conn, place.0, place.1, qty).await.unwrap();
    assert_eq!(arrivals::supply_of(&mut tx, LINK).await.unwrap(), Supply::On(day(1)));
    assert_eq!(supply(&mut tx, 5).await, Supply::Now);
    assert_eq!(supply(&mut tx, 6).await, Supply::On(day(8)), "behind whoever waits already");
    assert_eq!(supply(&mut tx, 12).await, Supply::Never);
    tx.commit().await.unwrap();
});

story!(a_wrong_number_of_serials_is_refused, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let place = five(desk).await;
    let now = moment(&desk.clock, &desk.calendar);
    let mut tx = desk.db.begin().await.unwrap();
    assert!(stock::reserve(&mut tx, want(place, 2, LINK, "Д-318"), now).await.unwrap());
    let one = [(place.0, vec!["A-1".to_owned()])];
    assert!(stock::issue(&mut tx, LINK, &one, now).await.is_err());
    tx.rollback().await.unwrap();
    let mut tx = desk.db.begin().await.unwrap();
    assert!(stock::reserve(&mut tx, want(place, 2, LINK, "Д-318"), now).await.unwrap());
    let two = [(place.0, vec!["A-1".to_owned(), "A-2".to_owned()])];
    stock::issue(&mut tx, LINK, &two, now).await.unwrap();
    let told = movements::last(&mut tx, place.0, 1).await.unwrap();
    assert_eq!(told[0].serials(), ["A-1", "A-2"]);
    stock::take_back(&mut tx, LINK, now).await.unwrap();
    let told = movements::last(&mut tx, place.0, 1).await.unwrap();
    assert_eq!(told[0].serials(), ["A-1", "A-2"], "they came back");
    tx.commit().await.unwrap();
});

story!(two_writers_at_once_promise_nothing_twice, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let place = five(desk).await;
    let now = moment(&desk.clock, &desk.calendar);
    let grab = async |link: &'static str| {
        let mut tx = desk.db.begin().await.unwrap();
        let held = stock::reserve(&mut tx, want(place, 3, link, "…"), now).await.unwrap();
        tx.commit().await.unwrap();
        held
    };
    let take = async || {
        let mut tx = desk.db.begin().await.unwrap();
        let took = stock::take(&mut tx, place, 2, stock::Cause::default(), now).await.unwrap();
        tx.commit().await.unwrap();
        took
    };
    let (one, two, three) = futures::join!(grab(LINK), grab(OTHER), take());
    assert_eq!(usize::from(one) + usize::from(two), 1, "five do not make two times three");
    let mut conn = desk.db.read().await.unwrap();
    let (on_hand, reserved) = at(&mut conn, place.0).await;
    assert_eq!((on_hand, reserved), (if three { 3 } else { 5 }, 3));
    drop(conn);
    // The tables hold the law themselves.
    for law in [
        "UPDATE stock SET on_hand = -1, reserved = 0",
        "UPDATE stock SET reserved = on_hand + 1",
        "UPDATE stock SET reserved = -1",
    ] {
        let mut tx = desk.db.begin().await.unwrap();
        assert!(sqlx::query(law).execute(&mut *tx).await.is_err(), "{law}");
        tx.rollback().await.unwrap();
    }
});

story!(a_want_overlooked_while_goods_came_in_is_met_by_the_watch, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let place = five(desk).await;
    let now = moment(&desk.clock, &desk.calendar);
    let mut tx = desk.db.begin().await.unwrap();
    queries::add_reservation(&mut tx, want(place, 2, LINK, "Д-318"), Hold::Wanted, now.now.into()).await.unwrap();
    tx.commit().await.unwrap();
    desk.tick().await;
    let mut conn = desk.db.read().await.unwrap();
    assert_eq!(states(&mut conn, LINK).await, [(2, Hold::Reserved)]);
});

/// Somebody of the staff wants more than there is.
async fn wants(desk: &Desk, who: &Phone<'_>, place: (Id<Item>, Id<Place>), link: &'static str, label: &'static str) {
    let by = who.person().await.id;
    let now = moment(&desk.clock, &desk.calendar);
    let mut tx = desk.db.begin().await.unwrap();
    let want = Reserve { by: Some(by), ..want(place, 9, link, label) };
    assert!(!stock::reserve(&mut tx, want, now).await.unwrap());
    tx.commit().await.unwrap();
}

story!(goods_that_come_later_are_told_to_whoever_waits, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let place = five(desk).await;
    let (boris, maria) = (desk.manager("Борис").await, desk.manager("Мария").await);
    wants(desk, &boris, place, LINK, "Доставка Д-318").await;
    wants(desk, &boris, place, OTHER, "Доставка Д-319").await;
    boris.says("/stock стрела").await;
    boris.presses("📦 Стрела 6 м").await;
    boris.presses("Ждём поставку").await;
    boris.says("10").await;
    insta::assert_snapshot!(boris.phone(), @"
    🚚 Ждём поставку · Стрела 6 м · ST-6

    📍 Склад
    Количество: 10 шт

    В какой день придёт?
    [сегодня] [завтра] [27 нояб., пт]
    [📅 Другой день]
    [⬅️ Назад] [✖️ Отмена]
    ");
    boris.says("27.11").await;
    boris.says("Завод «Стрела»").await;
    boris.presses("Сохранить").await;
    insta::assert_snapshot!(boris.phone(), @"
    🚚 Ждём: Стрела 6 м · ST-6, 10 шт, 27 нояб., пт
    [↩️ Отменить] [📦 Карточка товара]
    ");
    boris.presses("Карточка товара").await;
    insta::assert_snapshot!(boris.phone(), @"
    📦 Стрела 6 м · ST-6
    минимум, вес и длина не указаны

    Склад: 5

    ⏳ Доставка Д-318: ждёт 9 шт, Склад
    ⏳ Доставка Д-319: ждёт 9 шт, Склад

    🚚 10 шт, Склад: 27 нояб., пт · Завод «Стрела» · срок подтверждён 10:00

    Последние движения:
    10:00 · ➕ 5 шт, Склад · пересчёт по таблице · stock.csv
    [🚚 10 шт · 27 нояб., пт]
    [➕ Приход] [➖ Расход]
    [🔁 Переместить] [🚚 Ждём поставку]
    [✏️ Изменить] [📦 Весь склад]
    ");

    maria.says("/when стрела").await;
    insta::assert_snapshot!(maria.phone(), @"
    📦 Стрела 6 м · ST-6
    На складе 5 шт, в резерве 0, свободно 5 шт
    🚚 10 шт, Склад: 27 нояб., пт · Завод «Стрела» · срок подтверждён 10:00
    [📦 Стрела 6 м]
    ");
    maria.says("/stock стрела").await;
    maria.presses("📦 Стрела 6 м").await;
    maria.presses("🚚 10 шт").await;
    insta::assert_snapshot!(maria.phone(), @"
    📦 Стрела 6 м · ST-6
    🚚 10 шт, Склад: 27 нояб., пт · Завод «Стрела» · срок подтверждён 10:00
    ⏳ Ждёт: Доставка Д-318, 9 шт
    ⏳ Ждёт: Доставка Д-319, 9 шт
    [✅ Пришло] [👍 Срок в силе]
    [📅 Перенесли] [🚫 Не придёт]
    [📦 Карточка товара]
    ");
    let stale = maria.data("Перенесли");
    maria.presses("Срок в силе").await;
    maria.forges(&stale).await;
    assert_eq!(maria.toast(), "Карточка обновилась");
    maria.presses("Перенесли").await;
    maria.says("30.11").await;
    boris.hears();
    maria.says("завод задержал отгрузку").await;
    maria.presses("Сохранить").await;
    insta::assert_snapshot!(maria.phone(), @"
    📅 Стрела 6 м · ST-6: ждали 27 нояб., пт, теперь 30 нояб., пн. Кто ждёт этот товар, узнает от бота.
    [↩️ Отменить] [📦 Карточка товара]
    ");
    insta::assert_snapshot!(boris.phone(), @"
    📅 Поставку перенесли: Стрела 6 м · ST-6, 10 шт. Новый срок 30 нояб., пн. Причина: завод задержал отгрузку
    ⏳ Ждёт: Доставка Д-318, 9 шт
    ⏳ Ждёт: Доставка Д-319, 9 шт
    [📦 Карточка товара]
    ");
    assert_eq!(boris.hears().len(), 1, "both deliveries in one message");
    desk.tick().await;
    assert_eq!(boris.hears().len(), 0, "once per move");

    // The day passes in the night; it is told when he works.
    desk.wait_until("2026-11-30T22:00:00Z").await;
    boris.hears();
    desk.wait_until("2026-12-01T05:59:00Z").await;
    assert!(!boris.hears().iter().any(|said| said.contains("не пришла")));
    desk.wait_until("2026-12-01T06:10:00Z").await;
    desk.tick().await;
    let heard = boris.hears();
    assert_eq!(heard.iter().filter(|said| said.contains("Поставка не пришла")).count(), 1, "{heard:#?}");
    insta::assert_snapshot!(boris.sees("не пришла"), @"
    ⚠️ Поставка не пришла: Стрела 6 м · ST-6, 10 шт. Ждали 30 нояб., пн.
    ⏳ Ждёт: Доставка Д-318, 9 шт
    ⏳ Ждёт: Доставка Д-319, 9 шт
    [📦 Карточка товара]
    ");
    boris.says("/digest").await;
    insta::assert_snapshot!(boris.phone(), @"
    🌅 1 дек., вт. Доброе утро, Борис!

    ⚠️ Не пришло: Стрела 6 м, 10 шт, ждали 30 нояб., пн
    [▶️ По порядку]
    [💸 Просрочка] [🗓 Неделя]
    ");

    // Fewer come: the rest is still waited for.
    boris.says("/stock стрела").await;
    boris.presses("📦 Стрела 6 м").await;
    boris.presses("🚚 10 шт").await;
    boris.presses("Срок в силе").await;
    assert!(boris.toast().contains("уже прошёл"), "{}", boris.toast());
    boris.presses("✅ Пришло").await;
    insta::assert_snapshot!(boris.phone(), @"
    ➕ Приход · Стрела 6 м · ST-6

    📍 Склад
    Причина: Завод «Стрела»

    Сколько (шт)?
    [Всё: 10 шт]
    [✖️ Отмена]
    ");
    boris.says("4").await;
    boris.presses("Сохранить").await;
    insta::assert_snapshot!(boris.phone(), @"
    ➕ Принято: Стрела 6 м · ST-6, 4 шт, Склад
    Теперь Склад: 9, свободно 0
    Остальное (6 шт) ждём дальше.
    [↩️ Отменить] [📦 Карточка товара]
    ");
    let mut conn = desk.db.read().await.unwrap();
    assert_eq!(states(&mut conn, LINK).await, [(9, Hold::Reserved)], "five and four make nine");
    drop(conn);
    boris.presses("Карточка товара").await;
    boris.presses("🚚 6 шт").await;
    boris.presses("Не придёт").await;
    insta::assert_snapshot!(boris.phone(), @"
    🚫 Стрела 6 м · ST-6, 6 шт: больше не ждём.
    [↩️ Отменить] [📦 Карточка товара]
    ");
    boris.presses("Отменить").await;
    boris.says("/when стрела").await;
    assert!(boris.phone().contains("6 шт"), "{}", boris.phone());
    maria.says("/stock стрела").await;
    maria.presses("📦 Стрела 6 м").await;
    maria.presses("🚚 6 шт").await;
    maria.presses("Не придёт").await;
    insta::assert_snapshot!(boris.phone(), @"
    🚫 Поставки не будет: Стрела 6 м · ST-6, 6 шт.
    ⏳ Ждёт: Доставка Д-319, 9 шт
    [📦 Карточка товара]
    ");
    maria.presses("Отменить").await;
    insta::assert_snapshot!(boris.phone(), @"
    🚚 Поставку снова ждём: Стрела 6 м · ST-6, 6 шт, 30 нояб., пн.
    ⏳ Ждёт: Доставка Д-319, 9 шт
    [📦 Карточка товара]
    ");
});

story!(two_late_deliveries_of_a_thing_are_told_once_each, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let place = five(desk).await;
    let boris = desk.manager("Борис").await;
    wants(desk, &boris, place, LINK, "Доставка Д-318").await;
    let by = boris.person().await.id;
    let mut tx = desk.db.begin().await.unwrap();
    for qty in [1, 2] {
        let due_on = "2026-11-24".parse().unwrap();
        let new = arrivals::New { item: place.0, place: place.1, qty, due_on, supplier: String::new(), by };
        arrivals::add(&mut tx, &new, desk.clock.now().into()).await.unwrap();
    }
    tx.commit().await.unwrap();
    desk.jump_to("2026-11-25T06:10:00Z").await;
    let heard = boris.hears();
    assert_eq!(heard.iter().filter(|said| said.contains("не пришла")).count(), 2, "{heard:#?}");
    let told = "SELECT SUM(LENGTH(told)) FROM reservation";
    let before = desk.count(told).await;
    desk.tick().await;
    desk.tick().await;
    assert_eq!(desk.count(told).await, before, "nothing is written anew every minute");
    assert!(!boris.hears().iter().any(|said| said.contains("не пришла")));
    boris.says("/digest").await;
    insta::assert_snapshot!(boris.phone(), @"
    🌅 25 нояб., ср. Доброе утро, Борис!

    ⚠️ Не пришло: Стрела 6 м, 1 шт, ждали 24 нояб., вт
    ⚠️ Не пришло: Стрела 6 м, 2 шт, ждали 24 нояб., вт
    [▶️ По порядку]
    [💸 Просрочка] [🗓 Неделя]
    ");
});

story!(what_runs_low_and_what_comes_stands_in_the_digest, "2026-11-24T05:00:00Z", async |desk: &Desk| {
    let place = five(desk).await;
    let maria = desk.manager("Мария").await;
    let mut tx = desk.db.begin().await.unwrap();
    let item = queries::item(&mut tx, place.0).await.unwrap().unwrap();
    queries::set_item(&mut tx, &Item { least: 6, ..item }).await.unwrap();
    let by = crate::people::all_with_role(&mut tx, Role::Manager).await.unwrap().remove(0).id;
    for due_on in ["2026-11-24", "2026-11-26"] {
        let due_on = due_on.parse().unwrap();
        let new = arrivals::New { item: place.0, place: place.1, qty: 3, due_on, supplier: String::new(), by };
        arrivals::add(&mut tx, &new, desk.clock.now().into()).await.unwrap();
    }
    tx.commit().await.unwrap();
    desk.wait_until("2026-11-24T06:00:00Z").await;
    insta::assert_snapshot!(maria.sees("Мало на складе"), @"
    🌅 24 нояб., вт. Доброе утро, Мария!

    📦 Мало на складе: Стрела 6 м (5 из 6)
    🚚 Сегодня должно прийти: Стрела 6 м, 3 шт
    [▶️ По порядку]
    [💸 Просрочка] [🗓 Неделя]
    ");
    maria.presses("Неделя").await;
    insta::assert_snapshot!(maria.phone(), @"
    🗓 Неделя

    26 нояб., чт
    🚚 Стрела 6 м, 3 шт
    [☰ Меню]
    ");
});
