//! Stories of tasks.

use crate::{people::Role, playground::Desk, story};
use chrono::TimeDelta;

story!(a_task_is_written_down_in_one_line, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    anna.says("/task отправить акт завтра в 11:30").await;
    insta::assert_snapshot!(anna.phone(), @"
    📋 Задача

    отправить акт
    🗓 25 нояб., ср, 11:30

    Всё верно?
    [✅ Сохранить]
    [✏️ Что] [✏️ Когда]
    [✏️ Клиент]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Записано: 📋 отправить акт
    25 нояб., ср, 11:30
    [↩️ Отменить] [🗓 Сегодня] [▶️ Дальше]
    ");
    anna.presses("Сегодня").await;
    insta::assert_snapshot!(anna.phone(), @"
    🗓 24 нояб., вт
    На сегодня задач нет.

    Дальше:
    25 нояб., ср, 11:30 · 📋 отправить акт
    [📋 Задача] [☰ Меню]
    ");
});

story!(a_task_is_written_down_step_by_step_about_a_client, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.client("ТСН «Ромашка»", Some(&anna)).await;
    anna.says("Ромашка").await;
    anna.presses("Задача").await;
    insta::assert_snapshot!(anna.phone(), @"
    📋 Задача

    🏢 ТСН «Ромашка»

    Что нужно сделать?
    [✖️ Отмена]
    ");
    anna.says("заказать пульты").await;
    anna.says("позавчера").await;
    insta::assert_snapshot!(anna.phone(), @"
    Не понял день «позавчера». Например: завтра, пт, 25 нояб., ср

    📋 Задача

    заказать пульты
    🏢 ТСН «Ромашка»

    Когда? Можно со временем: «завтра в 15».
    [сегодня] [завтра] [27 нояб., пт]
    [📅 Другой день]
    [⬅️ Назад] [✖️ Отмена]
    [📋 Скопировать написанное]
    ");
    anna.presses("завтра").await;
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Записано: 📋 заказать пульты · ТСН «Ромашка»
    25 нояб., ср
    [↩️ Отменить] [🗓 Сегодня] [▶️ Дальше]
    ");
    anna.says("Ромашка").await;
    assert!(anna.phone().contains("заказать пульты"), "{}", anna.phone());
});

story!(a_task_is_done_moved_and_dated_from_its_card, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    for task in ["первое сегодня", "второе сегодня", "третье сегодня"] {
        anna.says(&format!("/task {task}")).await;
        anna.presses("Сохранить").await;
    }
    anna.says("/today").await;
    anna.presses("первое").await;
    insta::assert_snapshot!(anna.phone(), @"
    📋 первое
    24 нояб., вт
    [✅ Сделано] [➡️ Завтра]
    [📅 На дату] [👥 Передать]
    [🗓 Сегодня]
    ");
    anna.presses("Сделано").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Сделано: 📋 первое
    [↩️ Отменить] [🗓 Сегодня] [▶️ Дальше]
    ");
    anna.says("/today").await;
    anna.presses("второе").await;
    anna.presses("Завтра").await;
    insta::assert_snapshot!(anna.phone(), @"
    ➡️ 📋 второе — перенесено на 25 нояб., ср
    [↩️ Отменить] [🗓 Сегодня] [▶️ Дальше]
    ");
    anna.says("/today").await;
    anna.presses("третье").await;
    anna.presses("На дату").await;
    insta::assert_snapshot!(anna.phone(), @"
    На какой день? 📋 третье
    ▸ сегодня, · выходной, – нельзя выбрать
    [ноябрь 2026]
    [Пн] [Вт] [Ср] [Чт] [Пт] [Сб] [Вс]
    [⠀] [⠀] [⠀] [⠀] [⠀] [⠀] [–]
    [–] [–] [–] [–] [–] [–] [–]
    [–] [–] [–] [–] [–] [–] [–]
    [–] [–] [–] [–] [–] [–] [–]
    [–] [▸24] [25] [26] [27] [·28] [·29]
    [30] [⠀] [⠀] [⠀] [⠀] [⠀] [⠀]
    [декабрь ▶️]
    [⬅️ Назад]
    ");
    anna.presses("30").await;
    insta::assert_snapshot!(anna.phone(), @"
    ➡️ 📋 третье — перенесено на 30 нояб., пн
    [↩️ Отменить] [🗓 Сегодня] [▶️ Дальше]
    ");
    anna.says("/today").await;
    insta::assert_snapshot!(anna.phone(), @"
    🗓 24 нояб., вт
    На сегодня задач нет.
    ✅ сделана 1 задача

    Дальше:
    25 нояб., ср · 📋 второе
    30 нояб., пн · 📋 третье
    [📋 Задача] [☰ Меню]
    ");
});

story!(a_cell_that_answers_nothing_says_why_and_changes_nothing, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    anna.says("/task").await;
    anna.says("заказать пульты").await;
    anna.presses("Другой день").await;
    let (month, rev) = (anna.phone(), anna.data("30"));
    for (cell, why) in [
        ("ноябрь", "Нажмите на число"),
        ("Пн", "Нажмите на число"),
        ("\u{2800}", "Нажмите на число"),
        ("–", "1 нояб., вс — слишком рано. Можно с 24 нояб., вт"),
    ] {
        anna.presses(cell).await;
        assert_eq!((anna.toast().as_str(), anna.phone()), (why, month.clone()), "{cell}");
    }
    anna.forges("inert:of an older release").await;
    assert_eq!(anna.toast(), "Эта кнопка устарела. Откройте /menu");
    assert_eq!(anna.data("30"), rev, "the form is where it was");
    anna.presses("декабрь").await;
    anna.presses("·12").await;
    assert!(anna.phone().contains("🗓 12 дек., сб"), "a day off can be chosen: {}", anna.phone());
    assert_eq!(anna.toast(), "Эта кнопка устарела. Откройте /menu", "a day answers without a word");
});

story!(a_day_is_typed_over_a_month, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    for (words, day) in [
        ("завтра", "25 нояб., ср"),
        ("пт", "27 нояб., пт"),
        ("25.12", "25 дек., пт"),
        ("через 3 дня", "27 нояб., пт"),
        ("25.12 после обеда", "25 дек., пт"),
        ("12", "12 дек., сб"),
    ] {
        anna.says("/task").await;
        anna.says("заказать пульты").await;
        anna.presses("Другой день").await;
        anna.presses("декабрь").await;
        anna.says(words).await;
        assert!(anna.phone().contains(&format!("🗓 {day}")), "{words}: {}", anna.phone());
    }
    anna.says("/task").await;
    anna.says("заказать пульты").await;
    anna.says("12").await;
    assert!(anna.phone().contains("🗓 12 дек., сб"), "without a month the next 12th: {}", anna.phone());
});

story!(a_task_is_handed_over_and_is_gone_from_the_first, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, boris) = (desk.manager("Анна").await, desk.manager("Борис").await);
    anna.says("/task отчёт сегодня").await;
    anna.presses("Сохранить").await;
    anna.says("/today").await;
    anna.presses("отчёт").await;
    let done = anna.data("Сделано");
    anna.presses("Передать").await;
    anna.presses("Борис").await;
    insta::assert_snapshot!(anna.phone(), @"
    👥 «отчёт»: теперь это делает Борис
    [↩️ Отменить] [🗓 Сегодня] [▶️ Дальше]
    ");
    insta::assert_snapshot!(boris.phone(), @"
    👥 Анна передаёт вам: 📋 отчёт
    24 нояб., вт
    [📋 Открыть]
    ");
    boris.presses("Открыть").await;
    insta::assert_snapshot!(boris.phone(), @"
    📋 отчёт
    24 нояб., вт
    [✅ Сделано] [➡️ Завтра]
    [📅 На дату] [👥 Передать]
    [🗓 Сегодня]
    ");
    anna.forges(&done).await;
    assert_eq!(anna.toast(), "Такой задачи нет: возможно, её передали.");
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE state = 'open'").await, 1);
});

story!(a_task_handed_over_by_mistake_is_taken_back_once, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, boris) = (desk.manager("Анна").await, desk.manager("Борис").await);
    anna.says("/task отчёт сегодня").await;
    anna.presses("Сохранить").await;
    anna.says("/today").await;
    anna.presses("отчёт").await;
    anna.presses("Передать").await;
    anna.presses("Борис").await;
    let undo = anna.data("Отменить");
    anna.presses("Отменить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ↩️ Взято назад: передача задачи
    [☰ Меню]
    ");
    insta::assert_snapshot!(boris.phone(), @"👥 Анна забирает задачу назад: отчёт");
    anna.forges(&undo).await;
    insta::assert_snapshot!(anna.toast(), @"Уже взято назад 10:00");
    boris.says("/today").await;
    assert!(!boris.phone().contains("отчёт"), "{}", boris.phone());
    anna.says("/today").await;
    assert!(anna.phone().contains("отчёт"), "{}", anna.phone());
});

story!(today_has_pages, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    for n in 1..=12 {
        anna.says(&format!("/task дело №{n} сегодня")).await;
        anna.presses("Сохранить").await;
    }
    anna.says("/today").await;
    insta::assert_snapshot!(anna.phone(), @"
    🗓 24 нояб., вт
    [днём · 📋 дело №1]
    [днём · 📋 дело №2]
    [днём · 📋 дело №3]
    [днём · 📋 дело №4]
    [днём · 📋 дело №5]
    [днём · 📋 дело №6]
    [Ещё ➡️]
    [📋 Задача] [☰ Меню]
    ");
    anna.presses("Ещё").await;
    insta::assert_snapshot!(anna.phone(), @"
    🗓 24 нояб., вт
    [днём · 📋 дело №7]
    [днём · 📋 дело №8]
    [днём · 📋 дело №9]
    [днём · 📋 дело №10]
    [днём · 📋 дело №11]
    [днём · 📋 дело №12]
    [⬅️ Раньше]
    [📋 Задача] [☰ Меню]
    ");
    anna.presses("Раньше").await;
    assert!(anna.phone().contains("дело №1]"), "{}", anna.phone());
});

story!(a_button_pressed_twice_at_once_does_its_deed_once, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    anna.says("/task отчёт сегодня").await;
    anna.taps("Сохранить");
    anna.taps("Сохранить");
    desk.pump().await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM task").await, 1);
    assert_eq!(anna.toast(), "Уже сделано 10:00");
    anna.says("/today").await;
    anna.presses("отчёт").await;
    anna.taps("Завтра");
    anna.taps("Завтра");
    desk.pump().await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM event WHERE kind = 'task.moved'").await, 1);
    assert_eq!(anna.toast(), "Карточка обновилась");
});

story!(a_year_old_button_answers_politely, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    anna.says("/task отчёт сегодня").await;
    let save = anna.data("Сохранить");
    anna.presses("Сохранить").await;
    let undo = anna.data("Отменить");
    anna.says("/today").await;
    anna.presses("отчёт").await;
    let done = anna.data("Сделано");
    desk.clock.set(desk.clock.now() + TimeDelta::days(365));
    anna.forges(&save).await;
    insta::assert_snapshot!(anna.toast(), @"Уже сделано 24 нояб. 2026 г., вт, 10:00");
    anna.forges(&undo).await;
    insta::assert_snapshot!(anna.toast(), @"Прошло больше 10 минут: исправить может руководитель");
    anna.forges(&done).await;
    assert!(anna.phone().starts_with("✅ Сделано: 📋 отчёт"), "a task is a task: {}", anna.phone());
    anna.forges("of:an:older:release").await;
    assert_eq!(anna.toast(), "Эта кнопка устарела. Откройте /menu");
});

story!(a_form_goes_on_after_a_restart, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    anna.says("/task отчёт").await;
    let asked = anna.phone();
    desk.restart().await.unwrap();
    desk.pump().await;
    assert_eq!(anna.phone(), asked, "nothing is said anew");
    anna.says("завтра").await;
    desk.restart().await.unwrap();
    anna.presses("Сохранить").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE due_on = '2026-11-25'").await, 1);
});

story!(a_form_put_aside_waits_among_the_drafts, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.client("ТСН «Ромашка»", Some(&anna)).await;
    anna.says("/task отчёт").await;
    anna.says("/call Ромашка").await;
    insta::assert_snapshot!(anna.sees("Черновик отложен"), @"
    📌 Черновик отложен: 📋 Задача · отчёт
    [📌 Вернуться к черновику]
    ");
    anna.says("/drafts").await;
    insta::assert_snapshot!(anna.phone(), @"
    📌 1 черновик
    [📌 📋 Задача · отчёт · 10:00]
    ");
    anna.presses("отчёт").await;
    insta::assert_snapshot!(anna.phone(), @"
    📋 Задача

    отчёт

    Когда? Можно со временем: «завтра в 15».
    [сегодня] [завтра] [27 нояб., пт]
    [📅 Другой день]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.says("завтра").await;
    anna.presses("Сохранить").await;
    anna.says("/drafts").await;
    insta::assert_snapshot!(anna.phone(), @"
    📌 1 черновик
    [📌 ☎️ Звонок · ТСН «Ромашка» · 10:00]
    ");
    assert_eq!(desk.count("SELECT COUNT(*) FROM task").await, 1);
});

story!(a_draft_of_an_earlier_release_is_shown_at_its_review, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    anna.says("/task отчёт завтра").await;
    anna.presses("Когда").await;
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::query("UPDATE draft SET version = 0").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    anna.says("пятница").await;
    insta::assert_snapshot!(anna.phone(), @"
    ⚠️ Мы обновились, проверьте поля.

    📋 Задача

    отчёт
    🗓 25 нояб., ср

    Всё верно?
    [✅ Сохранить]
    [✏️ Что] [✏️ Когда]
    [✏️ Клиент]
    [⬅️ Назад] [✖️ Отмена]
    [📋 Скопировать написанное]
    ");
    anna.presses("Сохранить").await;
    assert_eq!(
        desk.count("SELECT COUNT(*) FROM task WHERE due_on = '2026-11-25'").await,
        1,
        "the answer was not taken"
    );
});

story!(a_draft_that_can_not_be_read_any_more_gives_its_words_back, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    anna.says("/task отчёт").await;
    let mut tx = desk.db.begin().await.unwrap();
    let doctored = r#"UPDATE draft SET version = 0, state = '{"what":"отчёт за ноябрь","day":null}'"#;
    sqlx::query(doctored).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    anna.says("завтра").await;
    insta::assert_snapshot!(anna.phone(), @"
    ⚠️ Мы обновились, и этот черновик открыть не получилось. Вот что в нём было:
    отчёт за ноябрь
    ");
});

story!(words_as_long_as_a_message_leave_the_question_in_sight, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    anna.says("/task отчёт").await;
    anna.says(&"ы".repeat(4096)).await;
    let phone = anna.phone();
    let (words, question) = phone.split_once('…').unwrap();
    assert!(words.ends_with("ыыы") && words.chars().count() > 500, "{phone}");
    insta::assert_snapshot!(question, @"


    📋 Задача

    отчёт

    Когда? Можно со временем: «завтра в 15».
    [сегодня] [завтра] [27 нояб., пт]
    [📅 Другой день]
    [⬅️ Назад] [✖️ Отмена]
    [📋 Скопировать написанное]
    ");
});

story!(only_staff_have_tasks, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let irina = desk.staff("Ирина", Role::Accounting).await;
    irina.says("/task отчёт сегодня").await;
    irina.presses("Сохранить").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM task").await, 1);
});
