//! Stories of the morning digest.

use crate::{
    people::Role,
    playground::{Desk, Phone},
    story,
};

const CLIENTS: &str = "Название;Менеджер\nТСН «Ромашка»;Анна\nООО «Лотос»;Анна\nТСЖ «Берёзка»;Борис\n";
const INVOICES: &str = "Номер;Дата;Контрагент;Сумма;Срок\n101;02.11.2026;ТСН «Ромашка»;15000,00;16.11.2026\n\
                        102;09.11.2026;ООО «Лотос»;20000,50;23.11.2026\n103;02.11.2026;ТСЖ «Берёзка»;7000,00;16.11.2026\n";

/// Monday 08:00 in Moscow: clients and invoices are read; at 08:45 the first digest comes.
async fn monday(desk: &Desk) -> (Phone<'_>, Phone<'_>) {
    let (anna, boris) = (desk.manager("Анна").await, desk.manager("Борис").await);
    for (kind, table) in [("clients", CLIENTS), ("invoices", INVOICES)] {
        let report = desk.imports(kind, "table.csv", table.as_bytes(), false).await.unwrap();
        assert_eq!((report.added, report.problems.len()), (3, 0));
    }
    desk.wait_until("2026-11-23T05:45:00Z").await;
    (anna, boris)
}

/// How many digests are on the phone.
fn digests(phone: &Phone<'_>) -> usize {
    phone.messages().iter().filter(|message| message.text.contains("Доброе утро")).count()
}

story!(the_morning_tells_what_burns_and_what_has_changed, "2026-11-23T05:00:00Z", async |desk: &Desk| {
    let (anna, _) = monday(desk).await;
    insta::assert_snapshot!(anna.phone(), @"
    🌅 23 нояб., пн. Доброе утро, Анна!

    💸 Просрочка: 1 клиент, 15 000 ₽
    1. ТСН «Ромашка» — 15 000 ₽, 7 дней

    ☎️ Обзвон (2) · 35 000,50 ₽
    🎯 Оплата в срок 0,0 % → 95 %: не хватает 2, успеть могут 1
    [▶️ По порядку]
    [☎️ Обзвон] [🎯 К 95 %]
    [💸 Просрочка] [🗓 Неделя]
    ");
    anna.says("Ромашка обещали до 24.11 15к").await;
    anna.presses("Сохранить").await;
    anna.says("/task отчёт завтра в 11:00").await;
    anna.presses("Сохранить").await;
    anna.says("/call Лотос").await;
    desk.wait_until("2026-11-24T05:45:00Z").await;
    insta::assert_snapshot!(anna.phone(), @"
    🌅 24 нояб., вт. Доброе утро, Анна!

    💸 Просрочка: 2 клиента, 35 000,50 ₽ (+20 000,50 ₽ с прошлой сводки)
    1. ООО «Лотос» — 20 000,50 ₽, 1 день
    2. ТСН «Ромашка» — 15 000 ₽, 8 дней

    ☎️ Обзвон (2) · 35 000,50 ₽

    🤝 Ждём по обещаниям: 1 клиент, 15 000 ₽
    ТСН «Ромашка» — 15 000 ₽ до 24 нояб., вт

    📋 Задачи: 2
    11:00 · 📋 отчёт
    днём · ☎️ Позвонить об оплате 20 000,50 ₽: счёт 102 от 9 нояб., пн · ООО «Лотос»

    📌 1 черновик ждёт (/drafts)
    [▶️ По порядку]
    [☎️ Обзвон]
    [💸 Просрочка] [🗓 Неделя]
    ");
    assert_eq!(digests(&anna), 2);
});

story!(through_the_day_the_digest_changes_in_place, "2026-11-23T05:00:00Z", async |desk: &Desk| {
    let (anna, _) = monday(desk).await;
    anna.says("/task отчёт сегодня").await;
    anna.presses("Сохранить").await;
    desk.tick().await;
    insta::assert_snapshot!(anna.sees("Доброе утро"), @"
    🌅 23 нояб., пн. Доброе утро, Анна!

    💸 Просрочка: 1 клиент, 15 000 ₽
    1. ТСН «Ромашка» — 15 000 ₽, 7 дней

    ☎️ Обзвон (2) · 35 000,50 ₽
    🎯 Оплата в срок 0,0 % → 95 %: не хватает 2, успеть могут 1

    📋 Задачи: 2
    днём · ☎️ Позвонить об оплате 15 000 ₽, найти другой контакт: счёт 101 от 2 нояб., пн · ТСН «Ромашка»
    днём · 📋 отчёт
    [▶️ По порядку]
    [☎️ Обзвон] [🎯 К 95 %]
    [💸 Просрочка] [🗓 Неделя]
    ");
    anna.says("/today").await;
    anna.presses("отчёт").await;
    anna.presses("Сделано").await;
    desk.tick().await;
    insta::assert_snapshot!(anna.sees("Доброе утро"), @"
    🌅 23 нояб., пн. Доброе утро, Анна!

    💸 Просрочка: 1 клиент, 15 000 ₽
    1. ТСН «Ромашка» — 15 000 ₽, 7 дней

    ☎️ Обзвон (2) · 35 000,50 ₽
    🎯 Оплата в срок 0,0 % → 95 %: не хватает 2, успеть могут 1

    📋 Задачи: 1, сделана 1
    днём · ☎️ Позвонить об оплате 15 000 ₽, найти другой контакт: счёт 101 от 2 нояб., пн · ТСН «Ромашка»
    [▶️ По порядку]
    [☎️ Обзвон] [🎯 К 95 %]
    [💸 Просрочка] [🗓 Неделя]
    ");
    let edits = desk.telegram.count("editMessageText");
    desk.tick().await;
    assert_eq!(desk.telegram.count("editMessageText"), edits, "what has not changed is not edited");
    assert_eq!(digests(&anna), 1);
});

story!(
    of_very_many_digests_some_are_looked_at_each_minute_and_all_in_turn,
    "2026-11-23T05:00:00Z",
    async |desk: &Desk| {
        let names: Vec<String> = (0..70).map(|n| format!("Менеджер {n}")).collect();
        let mut managers = Vec::new();
        for name in &names {
            managers.push(desk.manager(name).await);
        }
        desk.wait_until("2026-11-23T05:45:00Z").await;
        assert!(managers.iter().all(|manager| digests(manager) == 1));
        for manager in &managers {
            desk.telegram.says(manager.user, "/task отчёт сегодня");
        }
        desk.pump().await;
        for manager in &managers {
            manager.presses("Сохранить").await;
        }
        let told = || managers.iter().filter(|manager| manager.sees("Доброе утро").contains("отчёт")).count();
        assert_eq!(told(), 0);
        for (minute, most) in [("05:46", 30), ("05:47", 60), ("05:48", 70)] {
            desk.wait_until(&format!("2026-11-23T{minute}:00Z")).await;
            assert!((most - 10..=most).contains(&told()), "{minute}: {}", told());
        }
        desk.wait_until("2026-11-23T05:49:00Z").await;
        assert_eq!(told(), managers.len());
    }
);

story!(a_walk_leads_through_everything_that_is_due, "2026-11-23T05:00:00Z", async |desk: &Desk| {
    let (anna, _) = monday(desk).await;
    anna.says("Лотос обещали до 23.11 20к").await;
    anna.presses("Сохранить").await;
    for task in ["отчёт", "акт"] {
        anna.says(&format!("/task {task} сегодня")).await;
        anna.presses("Сохранить").await;
    }
    anna.presses("По порядку").await;
    insta::assert_snapshot!(anna.phone(), @"
    💸 ТСН «Ромашка»
    💸 Просрочено 15 000 ₽
    Счёт 101: 15 000 ₽, срок 16 нояб., пн
    [☎️ Звонок] [🏢 Клиент]
    [⏭ Дальше (1 из 5)]
    ");
    anna.presses("Дальше").await;
    insta::assert_snapshot!(anna.phone(), @"
    🤝 Обещание
    ООО «Лотос» — 20 000 ₽ до 23 нояб., пн
    [☎️ Звонок] [🏢 Клиент]
    [⏭ Дальше (2 из 5)]
    ");
    anna.presses("Дальше").await;
    insta::assert_snapshot!(anna.phone(), @"
    ☎️ Позвонить об оплате 15 000 ₽, найти другой контакт: счёт 101 от 2 нояб., пн · ТСН «Ромашка»
    23 нояб., пн
    [✅ Сделано] [➡️ Завтра]
    [📅 На дату] [👥 Передать]
    [☎️ Звонок] [🏢 Клиент]
    [🗓 Сегодня]
    [⏭ Дальше (3 из 5)]
    ");
    anna.presses("Сделано").await;
    anna.presses("Дальше").await;
    insta::assert_snapshot!(anna.phone(), @"
    📋 отчёт
    23 нояб., пн
    [✅ Сделано] [➡️ Завтра]
    [📅 На дату] [👥 Передать]
    [🗓 Сегодня]
    [⏭ Дальше (3 из 4)]
    ");
    anna.presses("По порядку").await;
    anna.says("Ромашка не взял").await;
    anna.presses("Сохранить").await;
    anna.presses("Дальше").await;
    assert!(anna.phone().starts_with("🤝 Обещание"), "after a call the walk goes on: {}", anna.phone());
    for _ in 0..4 {
        anna.presses("Дальше").await;
    }
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Всё на сегодня просмотрено.
    [☰ Меню]
    ");
});

story!(the_week_is_told_by_day, "2026-11-23T05:00:00Z", async |desk: &Desk| {
    let (anna, _) = monday(desk).await;
    anna.presses("Неделя").await;
    insta::assert_snapshot!(anna.phone(), @"
    🗓 На неделю ничего не намечено.
    [☰ Меню]
    ");
    anna.says("Ромашка обещали до 26.11 15к").await;
    anna.presses("Сохранить").await;
    for task in ["отчёт завтра в 11:00", "акт 26.11", "отпуск 15.12"] {
        anna.says(&format!("/task {task}")).await;
        anna.presses("Сохранить").await;
    }
    anna.presses("Неделя").await;
    insta::assert_snapshot!(anna.phone(), @"
    🗓 Неделя

    24 нояб., вт
    11:00 · 📋 отчёт

    26 нояб., чт
    🤝 ТСН «Ромашка» — 15 000 ₽
    днём · 📋 акт
    [☰ Меню]
    ");
});

story!(the_head_is_told_by_manager, "2026-11-23T05:00:00Z", async |desk: &Desk| {
    let viktor = desk.staff("Виктор", Role::Head).await;
    let (_, boris) = monday(desk).await;
    boris.says("/task акт завтра").await;
    boris.presses("Сохранить").await;
    desk.wait_until("2026-11-23T06:00:00Z").await;
    insta::assert_snapshot!(viktor.phone(), @"
    🌅 23 нояб., пн. Доброе утро, Виктор!

    💸 Просрочка отдела: 22 000 ₽

    Анна: просрочка 15 000 ₽, 1 клиент
    Борис: просрочка 7 000 ₽, 1 клиент
    [💸 Просрочка] [📊 Сбор] [☰ Меню]
    ");
    desk.wait_until("2026-11-25T06:00:00Z").await;
    insta::assert_snapshot!(viktor.phone(), @"
    🌅 25 нояб., ср. Доброе утро, Виктор!

    💸 Просрочка отдела: 42 000,50 ₽

    Анна: просрочка 35 000,50 ₽, 2 клиента · опаздывают 2 задачи
    Борис: просрочка 7 000 ₽, 1 клиент · опаздывают 2 задачи
    [💸 Просрочка] [📊 Сбор] [☰ Меню]
    ");
});

story!(an_empty_portfolio_has_a_quiet_morning_and_no_evening, "2026-11-23T05:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    anna.hears();
    desk.wait_until("2026-11-23T05:45:00Z").await;
    insta::assert_snapshot!(anna.phone(), @"
    🌅 23 нояб., пн. Доброе утро, Анна!

    На сегодня ничего не горит.
    [▶️ По порядку]
    [💸 Просрочка] [🗓 Неделя]
    ");
    anna.presses("По порядку").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Всё на сегодня просмотрено.
    [☰ Меню]
    ");
    anna.hears();
    desk.wait_until("2026-11-24T05:44:00Z").await;
    assert_eq!(anna.hears(), [""; 0], "nothing in the evening");
});

story!(a_late_digest_says_so_and_a_missed_one_is_told_the_next_time, "2026-11-23T05:00:00Z", async |desk: &Desk| {
    let (anna, _) = monday(desk).await;
    desk.jump_to("2026-11-24T07:30:00Z").await;
    insta::assert_snapshot!(anna.phone().lines().take(3).collect::<Vec<_>>().join("\n"), @"
    🌅 24 нояб., вт. Доброе утро, Анна!
    (с опозданием)
    ");
    desk.jump_to("2026-11-25T08:01:00Z").await;
    assert_eq!(digests(&anna), 2, "after 11:00 it is too late");
    desk.wait_until("2026-11-26T05:45:00Z").await;
    insta::assert_snapshot!(anna.phone().lines().take(3).collect::<Vec<_>>().join("\n"), @"
    🌅 26 нояб., чт. Доброе утро, Анна!
    ⚠️ Сводка за 25 нояб., ср не дошла: не было связи или бот не работал.
    ");
});

story!(
    while_telegram_is_down_the_digest_waits_but_never_into_the_night,
    "2026-11-23T05:00:00Z",
    async |desk: &Desk| {
        let (anna, _) = monday(desk).await;
        desk.wait_until("2026-11-24T05:00:00Z").await;
        desk.telegram.set_down(true);
        desk.wait_until("2026-11-24T09:00:00Z").await;
        desk.telegram.set_down(false);
        desk.wait_until("2026-11-24T09:10:00Z").await;
        assert_eq!(digests(&anna), 2, "by day it is still of use");
        desk.wait_until("2026-11-25T05:00:00Z").await;
        desk.telegram.set_down(true);
        desk.wait_until("2026-11-25T18:01:00Z").await;
        desk.telegram.set_down(false);
        desk.wait_until("2026-11-25T18:10:00Z").await;
        assert_eq!(digests(&anna), 2, "nobody is woken by yesterday's");
        assert_eq!(desk.count("SELECT COUNT(*) FROM outbox WHERE class = 'digest' AND state = 'dropped'").await, 2);
        desk.wait_until("2026-11-26T05:45:00Z").await;
        assert_eq!(digests(&anna), 3);
        assert!(anna.phone().contains("Сводка за 25 нояб., ср не дошла"), "{}", anna.phone());
    }
);

story!(the_team_is_seen_at_any_time_with_who_has_too_much, "2026-11-23T05:00:00Z", async |desk: &Desk| {
    let viktor = desk.staff("Виктор", Role::Head).await;
    let (anna, boris) = monday(desk).await;
    let client = desk.client("Сирень", Some(&anna)).await;
    desk.contact(&anna, &client, "Ольга").await.says("Где инженер?").await;
    for n in 0..7 {
        boris.says(&format!("/task дело {n} сегодня")).await;
        boris.presses("Сохранить").await;
    }
    desk.wait_until("2026-11-24T12:00:00Z").await;
    viktor.says("/team").await;
    insta::assert_snapshot!(viktor.phone(), @"
    👥 Команда сейчас

    ⚠️ E1 Клиент ждёт ответа слишком долго: 1

    💬 Ждёт ответа 1 клиент
    · 🔴 Анна: просрочено 1
    За семь дней просрочено ответов: 1

    💸 Просрочка отдела: 42 000,50 ₽

    ⚠️ Борис, перегрузка: просрочка 7 000 ₽, 1 клиент · опаздывают 8 задач
    Анна: 1 ждёт ответа, просрочено 1 · просрочка 35 000,50 ₽, 2 клиента · опаздывает 1 задача
    [💸 Просрочка] [📊 Сбор] [☰ Меню]
    ");
    anna.says("/team").await;
    assert!(anna.phone().contains("не для вашей роли"));
});
