//! Stories of alerts, told with the rule of approvals that nobody answers.

use crate::{
    people::Role,
    playground::{Desk, Phone},
    story,
};

/// Anna asks the head something about her client, 10:00 in Moscow.
async fn asks(anna: &Phone<'_>, words: &str) {
    anna.says(&format!("/ask {words}")).await;
    anna.presses("Отправить").await;
}

/// Somebody comes after the head.
async fn names_substitute(head: &Phone<'_>, name: &str) {
    head.says("/rules").await;
    head.presses("Кто после меня").await;
    head.presses(name).await;
}

story!(
    an_unanswered_question_is_said_after_four_hours_and_not_after_taking_note,
    "2026-11-24T06:00:00Z",
    async |desk: &Desk| {
        let anna = desk.manager("Анна").await;
        let (victor, olga) = (desk.staff("Виктор", Role::Head).await, desk.staff("Ольга", Role::Head).await);
        asks(&anna, "Можно отдать пульт в долг?").await;
        desk.jump_to("2026-11-24T09:59:00Z").await;
        assert!(!victor.has("E8"), "{}", victor.phone());
        desk.jump_to("2026-11-24T10:00:00Z").await;
        assert!(!victor.has("E8"), "four hours end as lunch begins: {}", victor.phone());
        desk.jump_to("2026-11-24T11:00:00Z").await;
        insta::assert_snapshot!(victor.phone(), @"
        ⚠️ E8 · ❓ Вопрос руководителю
        Ответа нет дольше срока. Спрашивает Анна, 09:00
        «Можно отдать пульт в долг?»

        Ответ до 15:00, иначе повтор
        [💬 Ответить…]
        [➡️ Передать]
        [👌 Принято] [⏰ Отложить] [➡️ Передать]
        ");
        assert_eq!(victor.phone(), olga.phone());
        let seen = victor.messages().len();
        victor.presses("Принято").await;
        insta::assert_snapshot!(victor.toast(), @"👌 Принято, повторов не будет");
        insta::assert_snapshot!(victor.phone(), @"
        ⚠️ E8 · ❓ Вопрос руководителю
        Ответа нет дольше срока. Спрашивает Анна, 09:00
        «Можно отдать пульт в долг?»

        👌 принял Виктор 14:00
        [💬 Ответить…]
        [➡️ Передать]
        [➡️ Передать]
        ");
        assert!(olga.phone().contains("принял Виктор"), "{}", olga.phone());
        let late = olga.data("Передать");
        desk.wait_until("2026-11-24T14:59:00Z").await;
        assert_eq!(victor.messages().len(), seen, "nothing is said after an acknowledgement");
        assert_eq!(desk.count("SELECT COUNT(*) FROM alert").await, 1);
        victor.presses("💬 Ответить").await;
        victor.says("Да, до пятницы").await;
        insta::assert_snapshot!(olga.phone(), @"
        ✅ E8 · ❓ Вопрос руководителю
        снято 17:59, 💬 Ответ дан — Виктор
        ");
        assert_eq!(desk.count("SELECT COUNT(*) FROM alert WHERE state = 'resolved'").await, 1);
        olga.forges(&late).await;
        assert_eq!(olga.toast(), "Уже сделано 17:59");
    }
);

story!(
    what_nobody_takes_note_of_is_repeated_and_goes_to_who_comes_after,
    "2026-11-24T06:00:00Z",
    async |desk: &Desk| {
        let (anna, maria) = (desk.manager("Анна").await, desk.manager("Мария").await);
        let victor = desk.staff("Виктор", Role::Head).await;
        names_substitute(&victor, "Мария").await;
        asks(&anna, "Можно отдать пульт в долг?").await;
        desk.jump_to("2026-11-24T11:00:00Z").await;
        let first = victor.data("Принято");
        assert!(!maria.has("E8"));
        desk.jump_to("2026-11-24T11:59:00Z").await;
        let seen = victor.messages().len();
        desk.jump_to("2026-11-24T12:00:00Z").await;
        assert_eq!(victor.messages().len(), seen + 1);
        insta::assert_snapshot!(victor.phone(), @"
        ⚠️ E8 · ❓ Вопрос руководителю
        🔁 Повтор: никто не нажал «Принято».
        Ответа нет дольше срока. Спрашивает Анна, 09:00
        «Можно отдать пульт в долг?»

        Ответ до 16:00, иначе повтор
        [💬 Ответить…]
        [➡️ Передать]
        [👌 Принято] [⏰ Отложить] [➡️ Передать]
        ");
        insta::assert_snapshot!(victor.sees("карточка ниже"), @"
        ⚠️ E8 · ❓ Вопрос руководителю
        🔁 Сказано ещё раз, карточка ниже.
        ");
        victor.forges(&first).await;
        assert_eq!(victor.toast(), "Карточка обновилась");
        assert!(!maria.has("E8"));
        desk.jump_to("2026-11-24T13:00:00Z").await;
        insta::assert_snapshot!(maria.phone(), @"
        ⚠️ E8 · ❓ Вопрос руководителю
        🔺 Следующему по цепочке: первые получатели не ответили.
        Ответа нет дольше срока. Спрашивает Анна, 09:00
        «Можно отдать пульт в долг?»

        Ответ до 25 нояб., ср, 16:00, иначе повтор
        [💬 Ответить…]
        [➡️ Передать]
        [👌 Принято] [⏰ Отложить] [➡️ Передать]
        ");
        assert_eq!(victor.messages().len(), seen + 1, "the head is not rung a third time");
        let told = maria.messages().len();
        desk.wait_until("2026-11-25T12:59:00Z").await;
        assert_eq!(maria.messages().iter().filter(|message| message.text.contains("E8")).count(), 1);
        assert!(maria.messages().len() >= told);
        maria.presses("Принято").await;
        assert!(victor.sees("принял").contains("Мария"), "{}", victor.phone());
    }
);

story!(an_alert_put_off_needs_a_reason_and_is_said_again, "2026-11-24T06:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let victor = desk.staff("Виктор", Role::Head).await;
    asks(&anna, "Можно отдать пульт в долг?").await;
    desk.jump_to("2026-11-24T11:00:00Z").await;
    victor.presses("Отложить").await;
    insta::assert_snapshot!(victor.phone(), @"
    ⏰ На сколько отложить?
    [⏰ На час] [🌅 До завтрашнего утра]
    ");
    victor.presses("На час").await;
    insta::assert_snapshot!(victor.phone(), @"
    Почему? Причину увидят все, кому показана тревога.
    [Ждём клиента]
    [Ждём коллегу или поставщика]
    [Занят более срочным]
    [✏️ Своя причина]
    ");
    victor.presses("Своя причина").await;
    victor.says("-").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM alert WHERE state = 'snoozed'").await, 0, "no reason, no rest");
    insta::assert_snapshot!(victor.phone(), @"
    Напишите причину парой слов. Например: жду акт от клиента

    ⏰ Отложить тревогу

    ⏰ На час

    Почему откладываем?
    [✖️ Отмена]
    [📋 Скопировать написанное]
    ");
    victor.says("жду юриста").await;
    insta::assert_snapshot!(victor.phone(), @"
    ⏰ Отложено до 15:00. Тогда напомним снова.
    [☰ Меню]
    ");
    insta::assert_snapshot!(victor.sees("отложено до"), @"
    ⚠️ E8 · ❓ Вопрос руководителю
    Ответа нет дольше срока. Спрашивает Анна, 09:00
    «Можно отдать пульт в долг?»

    ⏰ отложено до 15:00: жду юриста (Виктор)
    [💬 Ответить…]
    [➡️ Передать]
    [👌 Принято] [➡️ Передать]
    ");
    desk.jump_to("2026-11-24T11:59:00Z").await;
    let seen = victor.messages().len();
    desk.jump_to("2026-11-24T12:00:00Z").await;
    assert_eq!(victor.messages().len(), seen + 1, "an hour later it is said again");
    victor.presses("Отложить").await;
    victor.presses("До завтрашнего утра").await;
    victor.presses("Ждём клиента").await;
    insta::assert_snapshot!(victor.phone(), @"
    ⏰ Отложено до 25 нояб., ср, 09:00. Тогда напомним снова.
    [☰ Меню]
    ");
    desk.wait_until("2026-11-25T05:59:00Z").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM alert WHERE state = 'snoozed'").await, 1);
    desk.jump_to("2026-11-25T06:00:00Z").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM alert WHERE state = 'open'").await, 1);
    victor.presses("Отложить").await;
    insta::assert_snapshot!(victor.toast(), @"Откладывать можно не больше 2 раз. Примите или передайте.");
});

story!(what_came_in_free_hours_is_one_message_in_the_morning, "2026-11-24T06:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let victor = desk.staff("Виктор", Role::Head).await;
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::query("UPDATE person SET hours = '09:00-10:00' WHERE name = 'Виктор'").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    victor.says("/rules").await;
    victor.presses("E8").await;
    victor.presses("Напомнить через").await;
    victor.says("60").await;
    victor.presses("Сохранить").await;
    for name in ["ТСН «Ромашка»", "ТСН «Лотос»"] {
        desk.client(name, Some(&anna)).await;
        anna.says(name).await;
        anna.presses("Спросить руководителя").await;
        anna.says("Можно отдать пульт в долг?").await;
        anna.presses("Отправить").await;
    }
    asks(&anna, "Можно уйти пораньше?").await;
    desk.jump_to("2026-11-24T07:00:00Z").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM alert").await, 3);
    desk.wait_until("2026-11-25T05:30:00Z").await;
    assert!(!victor.has("⚠️") && !victor.has("🌙"), "nobody is rung in free hours: {}", victor.phone());
    desk.jump_to("2026-11-25T06:00:00Z").await;
    insta::assert_snapshot!(victor.sees("Пока вас не было"), @"");
    assert_eq!(victor.messages().iter().filter(|message| message.text.contains("Ответ до")).count(), 0);
    victor.presses("Лотос").await;
    insta::assert_snapshot!(victor.phone(), @"");
    victor.presses("Принято").await;
    assert!(victor.phone().contains("принял Виктор"), "{}", victor.phone());
    victor.presses("💬 Ответить").await;
    victor.says("Да, можно").await;
    insta::assert_snapshot!(victor.sees("Пока вас не было"), @"");
});

story!(an_alert_handed_on_bothers_only_who_has_it, "2026-11-24T06:00:00Z", async |desk: &Desk| {
    let (anna, maria) = (desk.manager("Анна").await, desk.manager("Мария").await);
    let (victor, olga) = (desk.staff("Виктор", Role::Head).await, desk.staff("Ольга", Role::Head).await);
    asks(&anna, "Можно отдать пульт в долг?").await;
    desk.jump_to("2026-11-24T11:00:00Z").await;
    let ack = victor.data("Принято");
    maria.forges(&ack).await;
    assert_eq!(maria.toast(), "Такой тревоги нет.");
    let rings = olga.messages().len();
    victor.presses("👌 Принято").await;
    victor.says("/undo").await;
    victor.presses("«Принято»").await;
    assert!(victor.sees("Ответ до").contains("👌 Принято"), "taken back: {}", victor.sees("Ответ до"));
    victor.says("/тревоги").await;
    insta::assert_snapshot!(victor.phone(), @"");
    victor.presses("E8").await;
    victor.presses("➡️ Передать").await;
    insta::assert_snapshot!(victor.phone(), @"");
    victor.presses("Мария").await;
    insta::assert_snapshot!(victor.phone(), @"");
    insta::assert_snapshot!(maria.phone(), @"");
    insta::assert_snapshot!(olga.sees("Этим занимается"), @"");
    desk.jump_to("2026-11-24T12:00:00Z").await;
    assert!(maria.phone().contains("Повтор"), "{}", maria.phone());
    assert_eq!(olga.messages().len(), rings, "the others are left in peace");
    maria.says("/тревоги").await;
    assert!(maria.phone().contains("E8"), "{}", maria.phone());
    anna.says("/тревоги").await;
    assert_eq!(anna.phone(), "✅ Открытых тревог нет.\n[☰ Меню]");
});

story!(
    the_outbox_that_stands_still_is_told_to_those_who_keep_the_machine,
    "2026-11-24T07:00:00Z",
    async |desk: &Desk| {
        let (anna, adam) = (desk.manager("Анна").await, desk.staff("Адам", Role::Admin).await);
        desk.telegram.set_down(true);
        let mut tx = desk.db.begin().await.unwrap();
        let due = "INSERT INTO outbox (id, chat, class, method, payload, not_before, created_at) \
               SELECT '019a0000000070008000000000009999', tg_id, 'notice', 'sendMessage', '{\"text\":\"x\"}', \
                      '2026-11-24T07:00:00.000Z', '2026-11-24T07:00:00.000Z' FROM person WHERE name = 'Анна'";
        sqlx::query(due).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        desk.jump_to("2026-11-24T07:10:00Z").await;
        assert_eq!(desk.count("SELECT COUNT(*) FROM alert").await, 0, "ten minutes are not more than ten");
        desk.jump_to("2026-11-24T07:11:00Z").await;
        assert_eq!(desk.count("SELECT COUNT(*) FROM alert").await, 1);
        desk.telegram.set_down(false);
        desk.pass_until("2026-11-24T07:20:00Z".parse().unwrap()).await;
        desk.jump_to("2026-11-24T07:21:00Z").await;
        insta::assert_snapshot!(adam.phone(), @"
        ✅ E11.outbox · Сообщения не уходят в Telegram
        снято 10:21, сообщения снова уходят
        ");
        assert!(!anna.has("E11"));
    }
);
