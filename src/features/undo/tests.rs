//! Stories of taking things back.

use crate::{playground::Desk, story};
use chrono::TimeDelta;

story!(a_deed_is_taken_back_within_ten_minutes, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.client("ТСН «Ромашка»", Some(&anna)).await;
    anna.says("Ромашка не взял").await;
    anna.presses("Сохранить").await;
    anna.says("/task отчёт завтра").await;
    anna.presses("Сохранить").await;
    anna.says("/undo").await;
    insta::assert_snapshot!(anna.phone(), @"
    ↩️ Что взять назад? Можно то, что сделано за последние 10 минут.
    [↩️ 10:00 · новая задача]
    [↩️ 10:00 · звонок]
    ");
    anna.presses("звонок").await;
    insta::assert_snapshot!(anna.phone(), @"
    ↩️ Взято назад: звонок
    [☰ Меню]
    ");
    assert_eq!(desk.count("SELECT COUNT(*) FROM call WHERE undone_at IS NULL").await, 0);
    assert_eq!(
        desk.count("SELECT COUNT(*) FROM task WHERE state = 'open'").await,
        1,
        "the next try went with the call"
    );
    anna.says("/undo").await;
    insta::assert_snapshot!(anna.phone(), @"
    ↩️ Что взять назад? Можно то, что сделано за последние 10 минут.
    [↩️ 10:00 · новая задача]
    ");
});

story!(after_ten_minutes_it_is_too_late, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    anna.says("/task отчёт завтра").await;
    anna.presses("Сохранить").await;
    desk.clock.set(desk.clock.now() + TimeDelta::minutes(10) + TimeDelta::seconds(1));
    anna.presses("Отменить").await;
    insta::assert_snapshot!(anna.toast(), @"Прошло больше 10 минут: исправить может руководитель");
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE state = 'open'").await, 1);
    anna.says("/undo").await;
    insta::assert_snapshot!(anna.phone(), @"
    За последние 10 минут брать назад нечего.
    [☰ Меню]
    ");
});

story!(a_deed_is_taken_back_once, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    anna.says("/task отчёт завтра").await;
    anna.presses("Сохранить").await;
    anna.taps("Отменить");
    anna.taps("Отменить");
    desk.pump().await;
    insta::assert_snapshot!(anna.toast(), @"Уже взято назад 10:00");
    assert_eq!(desk.count("SELECT COUNT(*) FROM event WHERE undoes IS NOT NULL").await, 1);
});

story!(what_another_has_done_can_not_be_taken_back, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, boris) = (desk.manager("Анна").await, desk.manager("Борис").await);
    anna.says("/task отчёт завтра").await;
    anna.presses("Сохранить").await;
    boris.forges(&anna.data("Отменить")).await;
    insta::assert_snapshot!(boris.toast(), @"Эта кнопка устарела. Откройте /menu");
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE state = 'open'").await, 1);
});

story!(each_deed_of_a_task_is_taken_back, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    anna.says("/task отчёт сегодня").await;
    anna.presses("Сохранить").await;
    for deed in ["Завтра", "Сделано"] {
        anna.says("/today").await;
        anna.presses("отчёт").await;
        anna.presses(deed).await;
        anna.presses("Отменить").await;
        assert_eq!(
            desk.count("SELECT COUNT(*) FROM task WHERE state = 'open' AND due_on = '2026-11-24'").await,
            1,
            "{deed}"
        );
    }
});

story!(a_task_that_is_done_or_handed_over_meanwhile_stays_as_it_is, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _boris) = (desk.manager("Анна").await, desk.manager("Борис").await);
    anna.says("/task отчёт сегодня").await;
    anna.presses("Сохранить").await;
    let added = anna.data("Отменить");
    anna.says("/today").await;
    anna.presses("отчёт").await;
    anna.presses("Сделано").await;
    anna.forges(&added).await;
    assert_eq!(anna.toast(), "✅ Уже сделано.");
    anna.presses("Отменить").await;
    anna.says("/today").await;
    anna.presses("отчёт").await;
    anna.presses("Передать").await;
    anna.presses("Борис").await;
    anna.forges(&added).await;
    assert_eq!(anna.toast(), "Такой задачи нет: возможно, её передали.");
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE state = 'open'").await, 1, "it is Boris's");
});
