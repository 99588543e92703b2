//! Stories of the levels: repeats, who comes after, what joins, downtime.

use super::tests::{asks, digests_come, names_substitute};
use crate::{people::Role, playground::Desk, story};

story!(
    what_nobody_takes_note_of_is_repeated_and_goes_to_who_comes_after,
    "2026-11-24T06:00:00Z",
    async |desk: &Desk| {
        let (anna, maria) = (desk.manager("Анна").await, desk.manager("Мария").await);
        let victor = desk.staff("Виктор", Role::Head).await;
        digests_come(desk).await;
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
        ⚠️ E8 · ❓ Вопрос: «Можно отдать пульт в долг?»
        🔁 Повтор: дело всё ещё ждёт.
        Ответа нет дольше срока. Спрашивает Анна, 09:00

        Ответ до 16:00, иначе повтор
        [💬 Ответить…]
        [👤 Передать решение]
        [👌 Принято] [⏰ Отложить] [➡️ Передать]
        ");
        insta::assert_snapshot!(victor.sees("карточка ниже"), @"
        ⚠️ E8 · ❓ Вопрос: «Можно отдать пульт в долг?»
        🔁 Сказано ещё раз, карточка ниже.
        ");
        victor.forges(&first).await;
        assert_eq!(victor.toast(), "Карточка обновилась");
        assert!(!maria.has("E8"));
        desk.jump_to("2026-11-24T13:00:00Z").await;
        insta::assert_snapshot!(maria.phone(), @"
        ⚠️ E8 · ❓ Вопрос: «Можно отдать пульт в долг?»
        🔺 Следующему по цепочке: первые получатели не ответили.
        Ответа нет дольше срока. Спрашивает Анна, 09:00

        Ответ до 25 нояб., ср, 16:00, иначе повтор
        [💬 Ответить…]
        [👤 Передать решение]
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

story!(what_joins_or_comes_back_is_no_second_message, "2026-11-24T06:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let victor = desk.staff("Виктор", Role::Head).await;
    digests_come(desk).await;
    desk.client("ТСН «Ромашка»", Some(&anna)).await;
    for (at, words) in [("2026-11-24T06:00:00Z", "Можно отдать пульт?"), ("2026-11-24T06:30:00Z", "Можно скидку им?")]
    {
        desk.jump_to(at).await;
        anna.says("Ромашка").await;
        anna.presses("Спросить руководителя").await;
        anna.says(words).await;
        anna.presses("Отправить").await;
    }
    desk.jump_to("2026-11-24T11:00:00Z").await;
    victor.presses("👌 Принято").await;
    let seen = victor.messages().len();
    desk.jump_to("2026-11-24T11:30:00Z").await;
    assert_eq!(victor.messages().len(), seen, "the second joins by an edit");
    insta::assert_snapshot!(victor.phone(), @"
    ⚠️ E8 · ❓ Вопрос · ТСН «Ромашка»: «Можно отдать пульт?»
    Ответа нет дольше срока. Спрашивает Анна, 09:00

    Ещё здесь: 1
    • ❓ Вопрос · ТСН «Ромашка»: «Можно скидку им?»

    Ответ до 15:30, иначе повтор
    [💬 Ответить…]
    [👤 Передать решение]
    [🏢 Клиент]
    [👌 Принято] [⏰ Отложить] [➡️ Передать]
    ");
    desk.jump_to("2026-11-24T12:29:00Z").await;
    assert_eq!(victor.messages().len(), seen);
    desk.jump_to("2026-11-24T12:30:00Z").await;
    assert_eq!(victor.messages().len(), seen + 1, "and waits to be taken note of");
    victor.replies("»\nСпрашивает Анна, 09:00", "Да, можно").await;
    insta::assert_snapshot!(victor.sees("Повтор"), @"
    ⚠️ E8 · ❓ Вопрос · ТСН «Ромашка»: «Можно скидку им?»
    🔁 Повтор: дело всё ещё ждёт.
    Ответа нет дольше срока. Спрашивает Анна, 09:30
    Прошлое решение по клиенту: ❓ Вопрос — 💬 Ответ дан, 15:30
    ✅ ❓ Вопрос · ТСН «Ромашка»: «Можно отдать пульт?»: снято 15:30, 💬 Ответ дан — Виктор

    Ответ до 16:30, иначе повтор
    [💬 Ответить…]
    [👤 Передать решение]
    [🏢 Клиент]
    [👌 Принято] [⏰ Отложить] [➡️ Передать]
    ");
    victor.replies("»\nСпрашивает Анна, 09:30", "Нет, нельзя").await;
    insta::assert_snapshot!(victor.sees("✅ E8"), @"
    ✅ E8 · ❓ Вопрос · ТСН «Ромашка»: «Можно отдать пульт?»
    ✅ ❓ Вопрос · ТСН «Ромашка»: «Можно отдать пульт?»: снято 15:30, 💬 Ответ дан — Виктор
    ✅ ❓ Вопрос · ТСН «Ромашка»: «Можно скидку им?»: снято 15:30, 💬 Ответ дан — Виктор
    ");
    assert_eq!(desk.count("SELECT COUNT(*) FROM alert").await, 1);
});

story!(what_was_taken_note_of_and_not_decided_goes_to_who_comes_after, "2026-11-24T06:00:00Z", async |desk: &Desk| {
    let (anna, maria) = (desk.manager("Анна").await, desk.manager("Мария").await);
    let victor = desk.staff("Виктор", Role::Head).await;
    digests_come(desk).await;
    names_substitute(&victor, "Мария").await;
    asks(&anna, "Можно отдать пульт в долг?").await;
    desk.jump_to("2026-11-24T11:00:00Z").await;
    victor.presses("👌 Принято").await;
    desk.jump_to("2026-11-24T14:59:00Z").await;
    assert!(!maria.has("E8"));
    desk.jump_to("2026-11-24T15:00:00Z").await;
    assert!(!maria.has("E8"), "her day is over as well");
    desk.jump_to("2026-11-25T06:00:00Z").await;
    insta::assert_snapshot!(maria.sees("E8"), @"
    ⚠️ E8 · ❓ Вопрос: «Можно отдать пульт в долг?»
    🔁 Повтор: дело всё ещё ждёт.
    Ответа нет дольше срока. Спрашивает Анна, 24 нояб., вт, 09:00

    Ответ до 10:00, иначе повтор
    [💬 Ответить…]
    [👤 Передать решение]
    [👌 Принято] [⏰ Отложить] [➡️ Передать]
    ");
    maria.presses("💬 Ответить").await;
    maria.says("Да, до пятницы").await;
    assert!(victor.sees("✅ E8").contains("Мария"), "{}", victor.phone());
});

story!(after_downtime_only_the_highest_level_is_said, "2026-11-24T06:00:00Z", async |desk: &Desk| {
    let (anna, maria) = (desk.manager("Анна").await, desk.manager("Мария").await);
    let victor = desk.staff("Виктор", Role::Head).await;
    digests_come(desk).await;
    names_substitute(&victor, "Мария").await;
    asks(&anna, "Можно отдать пульт в долг?").await;
    desk.jump_to("2026-11-24T11:00:00Z").await;
    let seen = victor.messages().len();
    desk.jump_to("2026-11-24T13:30:00Z").await;
    assert_eq!(victor.messages().len(), seen, "the repeat that nobody was there to say is not said");
    assert!(maria.phone().contains("Следующему по цепочке"), "{}", maria.phone());
    desk.jump_to("2026-11-24T13:31:00Z").await;
    assert_eq!(maria.messages().iter().filter(|message| message.text.contains("E8")).count(), 1);
});
