//! Stories of alerts, told with the rule of approvals that nobody answers.

use crate::{
    people::Role,
    playground::{Desk, Phone},
    story,
};

/// Anna asks the head something about her client, 10:00 in Moscow.
pub(super) async fn asks(anna: &Phone<'_>, words: &str) {
    anna.says(&format!("/ask {words}")).await;
    anna.presses("Отправить").await;
}

/// Somebody comes after the head.
pub(super) async fn names_substitute(head: &Phone<'_>, name: &str) {
    head.says("/rules").await;
    head.presses("Кто после меня").await;
    head.presses(name).await;
}

/// The digests of the morning come: the alarm about those that do not has nothing to say.
pub(super) async fn digests_come(desk: &Desk) {
    desk.tick().await;
}

async fn done(desk: &Desk, sql: &'static str) {
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::query(sql).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// A message that was tried and does not leave, since now.
async fn sticks(desk: &Desk) {
    let mut tx = desk.db.begin().await.unwrap();
    let row = "INSERT INTO outbox (id, chat, class, method, payload, attempts, not_before, created_at) \
               VALUES ('019a0000000070008000000000009999', 0, 'notice', 'setMyCommands', '{}', 1, \
                       '2099-01-01T00:00:00.000Z', $1)";
    sqlx::query(row).bind(crate::db::Timestamp::from(desk.clock.now())).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// It leaves at last.
async fn flows(desk: &Desk) {
    done(desk, "UPDATE outbox SET state = 'sent' WHERE id = '019a0000000070008000000000009999'").await;
}

story!(
    an_unanswered_question_is_said_after_four_hours_and_not_after_taking_note,
    "2026-11-24T06:00:00Z",
    async |desk: &Desk| {
        let anna = desk.manager("Анна").await;
        let (victor, olga) = (desk.staff("Виктор", Role::Head).await, desk.staff("Ольга", Role::Head).await);
        digests_come(desk).await;
        asks(&anna, "Можно отдать пульт в долг?").await;
        desk.jump_to("2026-11-24T09:59:00Z").await;
        assert!(!victor.has("E8"), "{}", victor.phone());
        desk.jump_to("2026-11-24T10:00:00Z").await;
        assert!(!victor.has("E8"), "four hours end as lunch begins: {}", victor.phone());
        desk.jump_to("2026-11-24T11:00:00Z").await;
        insta::assert_snapshot!(victor.phone(), @"
        ⚠️ E8 · ❓ Вопрос: «Можно отдать пульт в долг?»
        Ответа нет дольше срока. Спрашивает Анна, 09:00

        Ответ до 15:00, иначе повтор
        [💬 Ответить…]
        [👤 Передать решение]
        [👌 Принято] [⏰ Отложить] [➡️ Передать]
        ");
        assert_eq!(victor.phone(), olga.phone());
        anna.says("/тревоги").await;
        assert_eq!(anna.phone(), "✅ Открытых тревог нет.\n[☰ Меню]", "it is none of hers");
        let seen = victor.messages().len();
        victor.presses("Принято").await;
        insta::assert_snapshot!(victor.toast(), @"👌 Принято, повторов не будет");
        insta::assert_snapshot!(victor.phone(), @"
        ⚠️ E8 · ❓ Вопрос: «Можно отдать пульт в долг?»
        Ответа нет дольше срока. Спрашивает Анна, 09:00

        👌 принял Виктор 14:00
        [💬 Ответить…]
        [👤 Передать решение]
        [➡️ Передать]
        ");
        assert!(olga.phone().contains("принял Виктор"), "{}", olga.phone());
        let late = olga.data("➡️ Передать");
        desk.wait_until("2026-11-24T14:59:00Z").await;
        assert_eq!(victor.messages().len(), seen, "nothing is said after an acknowledgement");
        assert_eq!(desk.count("SELECT COUNT(*) FROM alert").await, 1);
        victor.presses("💬 Ответить").await;
        victor.says("Да, до пятницы").await;
        insta::assert_snapshot!(olga.phone(), @"
        ✅ E8 · ❓ Вопрос: «Можно отдать пульт в долг?»
        снято 17:59, 💬 Ответ дан — Виктор
        ");
        assert_eq!(desk.count("SELECT COUNT(*) FROM alert WHERE state = 'resolved'").await, 1);
        olga.forges(&late).await;
        assert_eq!(olga.toast(), "Уже сделано 17:59");
    }
);

story!(an_alert_put_off_needs_a_reason_and_is_said_again, "2026-11-24T06:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let victor = desk.staff("Виктор", Role::Head).await;
    digests_come(desk).await;
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
    ⚠️ E8 · ❓ Вопрос: «Можно отдать пульт в долг?»
    Ответа нет дольше срока. Спрашивает Анна, 09:00

    ⏰ отложено до 15:00: жду юриста (Виктор)
    [💬 Ответить…]
    [👤 Передать решение]
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

story!(a_reason_typed_too_late_puts_nothing_off, "2026-11-24T06:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let (victor, olga) = (desk.staff("Виктор", Role::Head).await, desk.staff("Ольга", Role::Head).await);
    digests_come(desk).await;
    asks(&anna, "Можно отдать пульт в долг?").await;
    desk.jump_to("2026-11-24T11:00:00Z").await;
    victor.presses("Отложить").await;
    victor.presses("На час").await;
    victor.presses("Своя причина").await;
    olga.presses("👌 Принято").await;
    victor.says("жду юриста").await;
    assert!(victor.phone().starts_with("С тревогой уже что-то сделали"), "{}", victor.phone());
    assert_eq!(desk.count("SELECT COUNT(*) FROM alert WHERE state = 'acked'").await, 1);
});

story!(what_came_in_free_hours_is_one_message_in_the_morning, "2026-11-24T06:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let victor = desk.staff("Виктор", Role::Head).await;
    digests_come(desk).await;
    done(desk, "UPDATE person SET hours = '09:00-10:00' WHERE name = 'Виктор'").await;
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
    assert!(!victor.has("Ответ до") && !victor.has("🌙"), "nobody is rung in free hours: {}", victor.phone());
    desk.jump_to("2026-11-25T06:00:00Z").await;
    insta::assert_snapshot!(victor.sees("Пока вас не было"), @"
    🌙 Пока вас не было: 3
    [E8 · Согласование без ответа]
    [E8 · Согласование без ответа · ТСН «Ромашка»]
    [E8 · Согласование без ответа · ТСН «Лотос»]
    ");
    assert_eq!(victor.messages().iter().filter(|message| message.text.contains("Ответ до")).count(), 0);
    victor.presses("Лотос").await;
    insta::assert_snapshot!(victor.phone(), @"
    ⚠️ E8 · ❓ Вопрос · ТСН «Лотос»: «Можно отдать пульт в долг?»
    Ответа нет дольше срока. Спрашивает Анна, 24 нояб., вт, 09:00

    Ответ до 10:00, иначе повтор
    [💬 Ответить…]
    [👤 Передать решение]
    [🏢 Клиент]
    [👌 Принято] [⏰ Отложить] [➡️ Передать]
    ");
    victor.presses("Принято").await;
    assert!(victor.phone().contains("принял Виктор"), "{}", victor.phone());
    victor.presses("💬 Ответить").await;
    victor.says("Да, можно").await;
    insta::assert_snapshot!(victor.sees("Пока вас не было"), @"
    🌙 Пока вас не было: 3
    ✅ E8 · Согласование без ответа · ТСН «Лотос»
    [E8 · Согласование без ответа]
    [E8 · Согласование без ответа · ТСН «Ромашка»]
    ");
});

story!(an_alert_handed_on_bothers_only_who_has_it, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, maria) = (desk.manager("Анна").await, desk.manager("Мария").await);
    let (victor, adam) = (desk.staff("Виктор", Role::Head).await, desk.staff("Адам", Role::Admin).await);
    sticks(desk).await;
    desk.jump_to("2026-11-24T07:11:00Z").await;
    let ack = victor.data("Принято");
    maria.forges(&ack).await;
    assert_eq!(maria.toast(), "Такой тревоги нет.");
    let rings = adam.messages().len();
    victor.presses("👌 Принято").await;
    victor.says("/undo").await;
    victor.presses("«Принято»").await;
    assert!(victor.sees("Ответ до").contains("👌 Принято"), "taken back: {}", victor.sees("Ответ до"));
    victor.says("/тревоги").await;
    insta::assert_snapshot!(victor.phone(), @"
    ⚠️ Открытые тревоги: 1
    [⚠️ E11.outbox · Сообщения не уходят в Telegram]
    ");
    victor.presses("E11").await;
    victor.presses("➡️ Передать").await;
    insta::assert_snapshot!(victor.phone(), @"
    ➡️ Кому передать тревогу? Дальше напоминания будут только этому коллеге.
    [Адам] [Анна]
    [Мария]
    ");
    victor.presses("Мария").await;
    insta::assert_snapshot!(victor.phone(), @"
    ➡️ Тревогой занимается Мария.
    [☰ Меню]
    ");
    insta::assert_snapshot!(maria.phone(), @"
    ⚠️ E11.outbox · Сообщения не уходят в Telegram
    Самое старое ждёт с 10:00
    Проверьте связь с Telegram и токен: mosbot check

    Ответ до 11:11, иначе повтор
    [👌 Принято] [⏰ Отложить] [➡️ Передать]
    ");
    insta::assert_snapshot!(adam.phone(), @"
    ⚠️ E11.outbox · Сообщения не уходят в Telegram
    Самое старое ждёт с 10:00
    Проверьте связь с Telegram и токен: mosbot check

    Ответ до 11:11, иначе повтор
    ➡️ Этим занимается Мария
    [➡️ Передать]
    ");
    desk.jump_to("2026-11-24T08:11:00Z").await;
    insta::assert_snapshot!(maria.phone(), @"
    ⚠️ E11.outbox · Сообщения не уходят в Telegram
    🔁 Повтор: дело всё ещё ждёт.
    Самое старое ждёт с 10:00
    Проверьте связь с Telegram и токен: mosbot check

    Ответ до 12:11, иначе повтор
    [👌 Принято] [⏰ Отложить] [➡️ Передать]
    ");
    assert_eq!(adam.messages().len(), rings, "the others are left in peace");
    maria.says("/тревоги").await;
    assert!(maria.phone().contains("E11"), "{}", maria.phone());
    anna.says("/тревоги").await;
    assert_eq!(anna.phone(), "✅ Открытых тревог нет.\n[☰ Меню]");
    victor.says("/тревоги").await;
    victor.presses("E11").await;
    victor.presses("➡️ Передать").await;
    victor.presses("Анна").await;
    maria.forges(&ack).await;
    assert_eq!(maria.toast(), "Такой тревоги нет.", "not hers any more");
    anna.presses("👌 Принято").await;
    assert!(adam.phone().contains("принял Анна"), "{}", adam.phone());
    flows(desk).await;
});

story!(whoever_gets_the_alert_of_a_question_gets_the_question, "2026-11-24T06:00:00Z", async |desk: &Desk| {
    let (anna, maria) = (desk.manager("Анна").await, desk.manager("Мария").await);
    let victor = desk.staff("Виктор", Role::Head).await;
    digests_come(desk).await;
    asks(&anna, "Можно отдать пульт в долг?").await;
    desk.jump_to("2026-11-24T11:00:00Z").await;
    victor.presses("➡️ Передать").await;
    victor.presses("Мария").await;
    insta::assert_snapshot!(victor.sees("✅ E8"), @"
    ✅ E8 · ❓ Вопрос: «Можно отдать пульт в долг?»
    снято 14:00, решение передано: Мария
    ");
    insta::assert_snapshot!(maria.phone(), @"
    ❓ Вопрос
    Спрашивает Анна, 09:00
    «Можно отдать пульт в долг?»

    ➡️ Решаете вы
    [💬 Ответить…]
    [👤 Передать решение]
    ");
    maria.presses("💬 Ответить").await;
    maria.says("Да, можно").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM approval WHERE state = 'decided'").await, 1);
});

story!(
    the_outbox_that_stands_still_is_told_to_those_who_keep_the_machine,
    "2026-11-24T07:00:00Z",
    async |desk: &Desk| {
        let (anna, adam) = (desk.manager("Анна").await, desk.staff("Адам", Role::Admin).await);
        let planned = "INSERT INTO outbox (id, chat, class, method, payload, not_before, created_at) \
                       SELECT '019a0000000070008000000000009998', tg_id, 'notice', 'sendMessage', '{\"text\":\"x\"}', \
                              '2026-11-24T07:30:00.000Z', '2026-11-24T07:00:00.000Z' FROM person WHERE name = 'Анна'";
        done(desk, planned).await;
        desk.jump_to("2026-11-24T07:30:00Z").await;
        assert_eq!(desk.count("SELECT COUNT(*) FROM alert").await, 0, "what was planned for now is not late");
        sticks(desk).await;
        desk.jump_to("2026-11-24T07:40:00Z").await;
        assert_eq!(desk.count("SELECT COUNT(*) FROM alert").await, 0, "ten minutes are not more than ten");
        desk.jump_to("2026-11-24T07:41:00Z").await;
        insta::assert_snapshot!(adam.phone(), @"
        ⚠️ E11.outbox · Сообщения не уходят в Telegram
        Самое старое ждёт с 10:30
        Проверьте связь с Telegram и токен: mosbot check

        Ответ до 11:41, иначе повтор
        [👌 Принято] [⏰ Отложить] [➡️ Передать]
        ");
        flows(desk).await;
        desk.jump_to("2026-11-24T07:42:00Z").await;
        insta::assert_snapshot!(adam.phone(), @"
        ✅ E11.outbox · Сообщения не уходят в Telegram
        снято 10:42, сообщения снова уходят
        ");
        assert!(!anna.has("E11"));
    }
);
