//! Stories of papers that nobody signs: reminders, the alert, the digest, the week of accounting.

use super::tests::{LINK, ships};
use crate::{people::Role, playground::Desk, story};

story!(
    an_unsigned_paper_is_reminded_of_twice_and_then_goes_to_the_head,
    "2026-11-24T07:00:00Z",
    async |desk: &Desk| {
        let (anna, viktor) = (desk.manager("Анна").await, desk.staff("Виктор", Role::Head).await);
        let client = desk.client("ТСН «Ромашка»", Some(&anna)).await;
        ships(desk, &client, LINK, "Доставка Д-318", true).await;
        desk.jump_to("2026-11-27T06:59:00Z").await;
        assert!(!anna.has("Нет подписи"), "{}", anna.phone());
        desk.jump_to("2026-11-27T07:00:00Z").await;
        insta::assert_snapshot!(anna.sees("Нет подписи"), @"
        📄 Нет подписи · ТСН «Ромашка»
        УПД: нужен · Доставка Д-318 · ⚠️ 3 дня без подписи
        акт: нужен · Доставка Д-318 · ⚠️ 3 дня без подписи
        [📄 УПД · Доставка Д-318]
        [📄 акт · Доставка Д-318]
        [☎️ Звонок] [🏢 Клиент]
        ");
        anna.hears();
        desk.tick().await;
        assert!(!anna.hears().iter().any(|said| said.contains("Нет подписи")), "once");
        anna.says("/digest").await;
        insta::assert_snapshot!(anna.phone(), @"
        🌅 27 нояб., пт. Доброе утро, Анна!

        📄 Открыто 2 документа, без подписи дольше срока: 2
        [▶️ По порядку]
        [💸 Просрочка] [🗓 Неделя]
        ");
        anna.presses("По порядку").await;
        insta::assert_snapshot!(anna.phone(), @"
        📄 УПД: нужен · Доставка Д-318
        🏢 ТСН «Ромашка»
        🚚 Товар уехал 24 нояб., вт, 10:00
        Подписать до 10:00
        ⚠️ 3 дня без подписи
        [📎 Приложить] [✉️ Отправлен]
        [✍️ Подписан] [🚫 Не нужен]
        [🔗 Ссылка ЭДО]
        [📄 Все документы] [🏢 Клиент]
        [⏭ Дальше (1 из 2)]
        ");

        // The seventh day ends at ten in the morning; before that nobody hears anything.
        desk.jump_to("2026-12-01T06:59:00Z").await;
        anna.hears();
        desk.jump_to("2026-12-01T07:00:00Z").await;
        assert_eq!(anna.hears().iter().filter(|said| said.contains("Нет подписи")).count(), 1);
        desk.jump_to("2026-12-08T06:59:00Z").await;
        assert!(!viktor.has("E7"), "{}", viktor.phone());
        desk.jump_to("2026-12-08T07:00:00Z").await;
        insta::assert_snapshot!(viktor.sees("E7"), @"
        ⚠️ E7 · 📄 УПД · Доставка Д-318 · ТСН «Ромашка»
        Товар уехал 24 нояб., вт, 10:00, документ до сих пор не подписан.
        Сейчас УПД: нужен
        Менеджер: Анна

        Ещё здесь: 1
        • 📄 акт · Доставка Д-318 · ТСН «Ромашка»

        Ответ до 9 дек., ср, 10:00, иначе повтор
        [📄 Открыть документ]
        [🏢 Клиент]
        [👌 Принято] [⏰ Отложить] [➡️ Передать]
        ");
        assert_eq!(desk.count("SELECT COUNT(*) FROM alert WHERE rule = 'E7'").await, 1, "one for both papers");
        viktor.says("/team").await;
        insta::assert_snapshot!(viktor.phone(), @"
        👥 Команда сейчас

        ⚠️ E7 Документы отгрузки не подписаны: 1

        💸 Просрочка отдела: 0 ₽

        Анна: 2 документа без подписи
        [💸 Просрочка] [📊 Сбор] [☰ Меню]
        ");
        viktor.says("/docs").await;
        insta::assert_snapshot!(viktor.phone(), @"
        📄 Документы: открыто 2
        ✅ Подписано в срок: 0 из 2 за 30 дней

        🏢 ТСН «Ромашка»
        УПД: нужен · Доставка Д-318 · ⚠️ 14 дней без подписи
        акт: нужен · Доставка Д-318 · ⚠️ 14 дней без подписи
        [📄 УПД · Доставка Д-318]
        [📄 акт · Доставка Д-318]
        [⚠️ Дольше срока: 2]
        [☰ Меню]
        ");

        for paper in ["УПД", "акт"] {
            anna.says("/docs Ромашка").await;
            anna.presses(paper).await;
            anna.presses("Подписан").await;
            anna.says("Ольга").await;
            anna.presses("Сохранить").await;
        }
        insta::assert_snapshot!(viktor.sees("снято"), @"
        ✅ E7 · 📄 УПД · Доставка Д-318 · ТСН «Ромашка»
        ✅ 📄 УПД · Доставка Д-318 · ТСН «Ромашка»: снято 10:00, УПД: подписан 8 дек., вт, Ольга
        ✅ 📄 акт · Доставка Д-318 · ТСН «Ромашка»: снято 10:00, акт: подписан 8 дек., вт, Ольга
        ");
        assert_eq!(desk.count("SELECT COUNT(*) FROM alert WHERE rule = 'E7' AND state <> 'resolved'").await, 0);
    }
);

story!(a_paper_signed_in_time_is_no_alarm_and_counts, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, viktor) = (desk.manager("Анна").await, desk.staff("Виктор", Role::Head).await);
    let client = desk.client("ТСН «Ромашка»", Some(&anna)).await;
    ships(desk, &client, LINK, "Доставка Д-318", true).await;
    anna.says("/docs").await;
    anna.presses("УПД").await;
    anna.presses("Подписан").await;
    anna.says("Ольга").await;
    anna.presses("Сохранить").await;
    desk.jump_to("2026-11-27T07:00:00Z").await;
    let reminder = anna.sees("Нет подписи");
    assert!(reminder.contains("акт") && !reminder.contains("УПД"), "{reminder}");
    viktor.says("/docs").await;
    assert!(viktor.phone().contains("Подписано в срок: 1 из 2 за 30 дней"), "{}", viktor.phone());
    anna.says("/docs").await;
    assert!(!anna.phone().contains("в срок"), "the head alone: {}", anna.phone());
});

story!(at_night_nobody_is_reminded, "2026-11-24T20:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let client = desk.client("ТСН «Ромашка»", Some(&anna)).await;
    ships(desk, &client, LINK, "Доставка Д-318", true).await;
    desk.jump_to("2026-11-27T20:00:00Z").await;
    desk.jump_to("2026-11-29T09:00:00Z").await;
    assert!(!anna.has("Нет подписи"), "a Friday night and a Sunday: {}", anna.phone());
    desk.jump_to("2026-11-30T06:30:00Z").await;
    assert!(anna.has("Нет подписи"), "{}", anna.phone());
});

story!(a_client_of_nobody_is_the_business_of_whoever_is_on_duty, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let viktor = desk.staff("Виктор", Role::Head).await;
    let client = desk.client("Ничья", None).await;
    ships(desk, &client, LINK, "Доставка Д-318", true).await;
    desk.jump_to("2026-11-27T07:00:00Z").await;
    assert!(viktor.has("Нет подписи"), "{}", viktor.phone());
    viktor.says("/team").await;
    assert!(viktor.phone().contains("У ничьих клиентов 2 документа"), "{}", viktor.phone());
});

story!(accounting_gets_what_is_unsigned_on_monday, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, irina) = (desk.manager("Анна").await, desk.staff("Ирина", Role::Accounting).await);
    for (name, link) in [("ТСН «Ромашка»", "delivery:1"), ("ТСН «Лотос»", "delivery:2")] {
        let client = desk.client(name, Some(&anna)).await;
        ships(desk, &client, link, "Доставка Д-318", true).await;
    }
    irina.hears();
    desk.wait_until("2026-11-27T10:00:00Z").await;
    assert!(!irina.hears().iter().any(|said| said.contains("Не подписан")), "not on other days");
    desk.wait_until("2026-11-30T07:00:00Z").await;
    insta::assert_snapshot!(irina.phone(), @"
    📄 Не подписано 4 документа

    🏢 ТСН «Лотос» · Анна
    УПД: нужен · Доставка Д-318 · ⚠️ 6 дней без подписи
    акт: нужен · Доставка Д-318 · ⚠️ 6 дней без подписи

    🏢 ТСН «Ромашка» · Анна
    УПД: нужен · Доставка Д-318 · ⚠️ 6 дней без подписи
    акт: нужен · Доставка Д-318 · ⚠️ 6 дней без подписи
    [📄 Все документы]
    ");
    irina.hears();
    desk.tick().await;
    desk.wait_until("2026-11-30T12:00:00Z").await;
    assert!(!irina.hears().iter().any(|said| said.contains("Не подписан")), "once");
});

story!(a_monday_of_downtime_is_made_up_for_on_tuesday, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, irina) = (desk.manager("Анна").await, desk.staff("Ирина", Role::Accounting).await);
    let client = desk.client("ТСН «Ромашка»", Some(&anna)).await;
    ships(desk, &client, LINK, "Доставка Д-318", true).await;
    desk.wait_until("2026-11-27T10:00:00Z").await;
    irina.hears();
    desk.jump_to("2026-11-30T15:00:00Z").await;
    assert!(!irina.hears().iter().any(|said| said.contains("Не подписан")), "an afternoon is too late");
    desk.wait_until("2026-12-01T07:00:00Z").await;
    assert_eq!(irina.hears().iter().filter(|said| said.contains("Не подписан")).count(), 1);
    desk.wait_until("2026-12-02T07:00:00Z").await;
    assert_eq!(irina.hears().len(), 0);
});
