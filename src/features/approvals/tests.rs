//! Stories of approvals.

use super::*;
use crate::{
    features::Asked,
    people::Role,
    playground::{Desk, Phone},
    story,
};

/// Anna asks for a yes to a sum about her client.
async fn asks_for_a_sum(anna: &Phone<'_>) {
    anna.says("/approve").await;
    anna.presses("Крупная сумма").await;
    anna.says("скидка за простой шлагбаума").await;
    anna.says("50 000").await;
    anna.presses("✏️ Клиент").await;
    anna.says("Ромашка").await;
    anna.presses("Отправить").await;
}

story!(one_tap_on_one_phone_decides_and_every_card_shows_it, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let (victor, olga) = (desk.staff("Виктор", Role::Head).await, desk.staff("Ольга", Role::Head).await);
    desk.client("ТСН «Ромашка»", Some(&anna)).await;
    anna.says("/approve").await;
    insta::assert_snapshot!(anna.phone(), @"
    📝 На согласование

    Что нужно согласовать?
    [📄 Договор]
    [💰 Крупная сумма]
    [🧰 Доступ или ресурс]
    [📝 Другое согласование]
    [✖️ Отмена]
    ");
    anna.presses("Крупная сумма").await;
    anna.says("скидка за простой шлагбаума").await;
    anna.says("много").await;
    insta::assert_snapshot!(anna.phone(), @"
    Не понял сумму «много». Например: 15000, 15к или 12 345,60

    💰 Крупная сумма

    «скидка за простой шлагбаума»

    Какая сумма?
    [⬅️ Назад] [✖️ Отмена]
    [📋 Скопировать написанное]
    ");
    anna.says("50 000").await;
    anna.presses("✏️ Клиент").await;
    anna.says("Ромашка").await;
    insta::assert_snapshot!(anna.phone(), @"
    💰 Крупная сумма

    🏢 ТСН «Ромашка»
    «скидка за простой шлагбаума»
    Сумма: 50 000 ₽

    Так это увидит руководитель. Отправляем?
    [📨 Отправить]
    [✏️ Текст]
    [✏️ Клиент] [📎 Файл] [✏️ Сумма]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Отправить").await;
    insta::assert_snapshot!(anna.phone(), @"
    💰 Крупная сумма · ТСН «Ромашка»
    Спрашивает Анна, 10:00
    «скидка за простой шлагбаума»
    Сумма: 50 000 ₽

    ⏳ Отправлено. Ответ придёт сюда.
    [✖️ Отозвать]
    [🏢 Клиент]
    [☰ Меню]
    ");
    insta::assert_snapshot!(victor.phone(), @"
    💰 Крупная сумма · ТСН «Ромашка»
    Спрашивает Анна, 10:00
    «скидка за простой шлагбаума»
    Сумма: 50 000 ₽
    [✅ Да] [❌ Нет…]
    [➡️ Передать]
    [🏢 Клиент]
    ");
    assert_eq!(victor.phone(), olga.phone());
    let yes = olga.data("✅ Да");
    victor.presses("✅ Да").await;
    insta::assert_snapshot!(victor.phone(), @"
    💰 Крупная сумма · ТСН «Ромашка»
    Спрашивает Анна, 10:00
    «скидка за простой шлагбаума»
    Сумма: 50 000 ₽

    Решение: ✅ Да. Виктор, 10:00
    ↪️ Ответ передан: Анна.
    [📝 Добавить слово]
    [🏢 Клиент]
    ");
    insta::assert_snapshot!(olga.phone(), @"
    💰 Крупная сумма · ТСН «Ромашка»
    Спрашивает Анна, 10:00
    «скидка за простой шлагбаума»
    Сумма: 50 000 ₽

    Решение: ✅ Да. Виктор, 10:00
    [🏢 Клиент]
    ");
    insta::assert_snapshot!(anna.phone(), @"
    💰 Крупная сумма · ТСН «Ромашка»
    «скидка за простой шлагбаума»

    Решение: ✅ Да. Виктор, 10:00
    [🏢 Клиент]
    ");
    olga.forges(&yes).await;
    assert_eq!(olga.toast(), "Уже сделано 10:00");
    assert_eq!(desk.count("SELECT COUNT(*) FROM event WHERE kind = 'approval.decided'").await, 1);
    victor.presses("Добавить слово").await;
    victor.says("только в этот раз").await;
    insta::assert_snapshot!(victor.phone(), @"
    💰 Крупная сумма · ТСН «Ромашка»
    Спрашивает Анна, 10:00
    «скидка за простой шлагбаума»
    Сумма: 50 000 ₽

    Решение: ✅ Да. Виктор, 10:00
    💬 «только в этот раз»
    [✏️ Изменить слова]
    [🏢 Клиент]
    ");
    assert!(olga.phone().contains("только в этот раз"), "{}", olga.phone());
    insta::assert_snapshot!(anna.phone(), @"
    💰 Крупная сумма · ТСН «Ромашка»
    «скидка за простой шлагбаума»

    Решение: ✅ Да. Виктор, 10:00
    💬 «только в этот раз»
    [🏢 Клиент]
    ");
    anna.says("Ромашка").await;
    assert!(anna.phone().contains("«только в этот раз» (Виктор)"), "{}", anna.phone());
});

story!(a_no_needs_words_and_a_late_answer_finds_the_verdict, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let (victor, olga) = (desk.staff("Виктор", Role::Head).await, desk.staff("Ольга", Role::Head).await);
    desk.client("ТСН «Ромашка»", Some(&anna)).await;
    asks_for_a_sum(&anna).await;
    victor.presses("❌ Нет").await;
    insta::assert_snapshot!(victor.phone(), @"
    💰 Крупная сумма · ТСН «Ромашка»

    «скидка за простой шлагбаума»

    ❌ Нет. Напишите, что ответить: это увидит тот, кто спрашивал.
    [✖️ Отмена]
    ");
    olga.presses("❌ Нет").await;
    victor.says("-").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM approval WHERE state = 'decided'").await, 0);
    insta::assert_snapshot!(victor.phone(), @"
    Напишите хотя бы пару слов. Например: дорого, предложите замену

    💰 Крупная сумма · ТСН «Ромашка»

    «скидка за простой шлагбаума»

    ❌ Нет. Напишите, что ответить: это увидит тот, кто спрашивал.
    [✖️ Отмена]
    [📋 Скопировать написанное]
    ");
    victor.says("дорого, предложите 20 000").await;
    insta::assert_snapshot!(victor.phone(), @"
    💰 Крупная сумма · ТСН «Ромашка»
    Спрашивает Анна, 10:00
    «скидка за простой шлагбаума»
    Сумма: 50 000 ₽

    Решение: ❌ Нет. Виктор, 10:00
    💬 «дорого, предложите 20 000»
    ↪️ Ответ передан: Анна.
    [✏️ Изменить слова]
    [🏢 Клиент]
    ");
    insta::assert_snapshot!(anna.phone(), @"
    💰 Крупная сумма · ТСН «Ромашка»
    «скидка за простой шлагбаума»

    Решение: ❌ Нет. Виктор, 10:00
    💬 «дорого, предложите 20 000»
    [🏢 Клиент]
    ");
    olga.says("я тоже против").await;
    assert!(olga.phone().contains("Решение: ❌ Нет. Виктор"), "{}", olga.phone());
    assert_eq!(desk.count("SELECT COUNT(*) FROM event WHERE kind = 'approval.decided'").await, 1);
});

story!(whoever_it_is_handed_to_gets_the_card_and_decides, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, maria) = (desk.manager("Анна").await, desk.manager("Мария").await);
    let (victor, olga) = (desk.staff("Виктор", Role::Head).await, desk.staff("Ольга", Role::Head).await);
    desk.client("ТСН «Ромашка»", Some(&anna)).await;
    asks_for_a_sum(&anna).await;
    let yes = victor.data("✅ Да");
    maria.forges(&yes).await;
    assert_eq!(maria.toast(), "Такого согласования нет.", "not hers yet");
    anna.forges(&yes).await;
    assert_eq!(anna.toast(), "Такого согласования нет.", "nobody decides own affairs");
    victor.presses("Передать").await;
    insta::assert_snapshot!(victor.phone(), @"
    Кому передать решение? 💰 Крупная сумма · ТСН «Ромашка»
    [Мария] [Ольга]
    [⬅️ Назад]
    ");
    victor.presses("Мария").await;
    insta::assert_snapshot!(victor.toast(), @"➡️ Теперь решает Мария");
    insta::assert_snapshot!(victor.phone(), @"
    💰 Крупная сумма · ТСН «Ромашка»
    Спрашивает Анна, 10:00
    «скидка за простой шлагбаума»
    Сумма: 50 000 ₽

    ➡️ Решает Мария
    [✅ Да] [❌ Нет…]
    [➡️ Передать]
    [🏢 Клиент]
    ");
    assert!(olga.phone().contains("Решает Мария"), "{}", olga.phone());
    insta::assert_snapshot!(maria.phone(), @"
    💰 Крупная сумма · ТСН «Ромашка»
    Спрашивает Анна, 10:00
    «скидка за простой шлагбаума»
    Сумма: 50 000 ₽

    ➡️ Решает Мария
    [✅ Да] [❌ Нет…]
    [➡️ Передать]
    ");
    maria.says("/решения").await;
    insta::assert_snapshot!(maria.phone(), @"
    📥 Ждёт вашего решения: 1
    [0 мин · 💰 Крупная сумма · ТСН «Ромашка»]
    [❓ Спросить руководителя] [📝 На согласование]
    [☰ Меню]
    ");
    maria.presses("Крупная сумма").await;
    maria.presses("✅ Да").await;
    assert!(victor.phone().contains("Решение: ✅ Да. Мария"), "{}", victor.phone());
    insta::assert_snapshot!(anna.phone(), @"
    💰 Крупная сумма · ТСН «Ромашка»
    «скидка за простой шлагбаума»

    Решение: ✅ Да. Мария, 10:00
    [🏢 Клиент]
    ");
});

story!(
    a_plain_reply_answers_a_question_and_the_answer_stays_with_the_client,
    "2026-11-24T07:00:00Z",
    async |desk: &Desk| {
        let anna = desk.manager("Анна").await;
        let victor = desk.staff("Виктор", Role::Head).await;
        desk.client("ТСН «Ромашка»", Some(&anna)).await;
        anna.says("Ромашка").await;
        anna.presses("Спросить руководителя").await;
        insta::assert_snapshot!(anna.phone(), @"
    ❓ Вопрос руководителю

    🏢 ТСН «Ромашка»

    Что спросить? Можно приложить фото, файл или голосовое.
    [✖️ Отмена]
    ");
        anna.says("ну?").await;
        insta::assert_snapshot!(anna.phone(), @"
    Слишком коротко: по такому вопросу не решить. Напишите подробнее.

    ❓ Вопрос руководителю

    🏢 ТСН «Ромашка»

    Что спросить? Можно приложить фото, файл или голосовое.
    [✖️ Отмена]
    [📋 Скопировать написанное]
    ");
        anna.says("Можно отдать пульт в долг?").await;
        desk.telegram.sends_photo(anna.user, b"\xff\xd8\xff", "");
        desk.pump().await;
        insta::assert_snapshot!(anna.phone(), @"
    ❓ Вопрос руководителю

    🏢 ТСН «Ромашка»
    «Можно отдать пульт в долг?»
    📎 1 файл

    Так это увидит руководитель. Отправляем?
    [📨 Отправить]
    [✏️ Текст]
    [✏️ Клиент] [📎 Файл]
    [⬅️ Назад] [✖️ Отмена]
    ");
        anna.presses("Отправить").await;
        insta::assert_snapshot!(victor.sees("Спрашивает"), @"
    ❓ Вопрос руководителю · ТСН «Ромашка»
    Спрашивает Анна, 10:00
    «Можно отдать пульт в долг?»
    📎 1 файл — ниже
    [💬 Ответить…]
    [➡️ Передать]
    [🏢 Клиент]
    ");
        assert!(victor.messages().iter().any(|message| message.text.starts_with("📎")), "{:?}", victor.messages());
        victor.says("/task отчёт").await;
        victor.replies("Спрашивает", "Да, до пятницы").await;
        insta::assert_snapshot!(victor.phone(), @"
    ↪️ Ответ передан: Анна.
    [☰ Меню]
    ");
        insta::assert_snapshot!(anna.phone(), @"
    ❓ Вопрос руководителю · ТСН «Ромашка»
    «Можно отдать пульт в долг?»

    Решение: 💬 Ответить. Виктор, 10:00
    💬 «Да, до пятницы»
    [🏢 Клиент]
    ");
        anna.says("Ромашка").await;
        insta::assert_snapshot!(anna.phone(), @"
    🏢 ТСН «Ромашка»
    Сейчас там 10:00

    ❓ Вопрос руководителю, 24 нояб., вт: «Можно отдать пульт в долг?» → «Да, до пятницы» (Виктор)
    [❓ Спросить руководителя] [📝 На согласование]
    [☎️ Звонок] [📋 Задача]
    [☰ Меню]
    ");
    }
);

story!(the_asker_takes_it_back_and_nobody_can_decide_any_more, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let victor = desk.staff("Виктор", Role::Head).await;
    desk.client("ТСН «Ромашка»", Some(&anna)).await;
    asks_for_a_sum(&anna).await;
    let (yes, back) = (victor.data("✅ Да"), anna.data("Отозвать"));
    victor.forges(&back).await;
    assert_eq!(victor.toast(), "Такого согласования нет.");
    anna.presses("Отозвать").await;
    insta::assert_snapshot!(anna.phone(), @"
    💰 Крупная сумма · ТСН «Ромашка»
    Спрашивает Анна, 10:00
    «скидка за простой шлагбаума»
    Сумма: 50 000 ₽

    ✖️ Отозвано, решать ничего не нужно.
    [🏢 Клиент]
    ");
    assert!(victor.phone().contains("Отозвано"), "{}", victor.phone());
    victor.forges(&yes).await;
    assert_eq!(victor.toast(), "Уже сделано 10:00");
    assert_eq!(desk.count("SELECT COUNT(*) FROM approval WHERE state = 'withdrawn'").await, 1);
    asks_for_a_sum(&anna).await;
    anna.says("/undo").await;
    anna.presses("запрос на согласование").await;
    insta::assert_snapshot!(anna.phone(), @"
    ↩️ Взято назад: запрос на согласование
    [☰ Меню]
    ");
    assert_eq!(desk.count("SELECT COUNT(*) FROM approval WHERE state = 'withdrawn'").await, 2);
});

story!(a_contract_needs_its_file_and_rework_becomes_a_task, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let victor = desk.staff("Виктор", Role::Head).await;
    anna.says("/согласовать").await;
    anna.presses("Договор").await;
    anna.says("договор с монтажниками на год").await;
    insta::assert_snapshot!(anna.phone(), @"
    📄 Договор

    «договор с монтажниками на год»

    Пришлите файл или фото.
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.sends_file("договор.pdf", b"%PDF").await;
    anna.presses("Отправить").await;
    victor.presses("Доработать").await;
    victor.says("срок оплаты 10 дней").await;
    insta::assert_snapshot!(victor.phone(), @"
    📄 Договор
    Спрашивает Анна, 10:00
    «договор с монтажниками на год»
    📎 1 файл — ниже

    Решение: ✏️ Доработать. Виктор, 10:00
    💬 «срок оплаты 10 дней»
    ↪️ Ответ передан. Задача на завтра: доработать, Анна.
    [✏️ Изменить слова]
    ");
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE text LIKE '%срок оплаты%'").await, 1);
});

story!(a_thing_agreed_to_is_a_task_of_the_admin, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let (victor, adam) = (desk.staff("Виктор", Role::Head).await, desk.staff("Адам", Role::Admin).await);
    anna.says("/approve").await;
    anna.presses("Доступ").await;
    anna.says("доступ в 1С, чтобы видеть оплаты").await;
    anna.presses("Отправить").await;
    assert!(!adam.has("1С"), "only the heads are asked");
    victor.presses("✅ Да").await;
    insta::assert_snapshot!(victor.phone(), @"
    🧰 Доступ или ресурс
    Спрашивает Анна, 10:00
    «доступ в 1С, чтобы видеть оплаты»

    Решение: ✅ Да. Виктор, 10:00
    ↪️ Ответ передан. Выдаёт Адам: задача на завтра.
    [📝 Добавить слово]
    ");
    insta::assert_snapshot!(adam.phone(), @"🧰 Согласовано, нужно выдать. Анна ждёт: доступ в 1С, чтобы видеть оплаты");
    adam.says("/today").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE due_on = '2026-11-25'").await, 1);
});

story!(the_inbox_has_pages_and_ages, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let victor = desk.staff("Виктор", Role::Head).await;
    for n in 1..=8 {
        anna.says(&format!("/ask Вопрос номер {n}")).await;
        anna.presses("Отправить").await;
    }
    desk.jump_to("2026-11-24T08:30:00Z").await;
    victor.says("/решения").await;
    insta::assert_snapshot!(victor.phone(), @"
    📥 Ждут вашего решения: 8
    [1 ч · ❓ Вопрос руководителю]
    [1 ч · ❓ Вопрос руководителю]
    [1 ч · ❓ Вопрос руководителю]
    [1 ч · ❓ Вопрос руководителю]
    [1 ч · ❓ Вопрос руководителю]
    [1 ч · ❓ Вопрос руководителю]
    [Ещё ➡️]
    [❓ Спросить руководителя] [📝 На согласование]
    [☰ Меню]
    ");
    victor.presses("Ещё").await;
    insta::assert_snapshot!(victor.phone(), @"
    📥 Ждут вашего решения: 8
    [1 ч · ❓ Вопрос руководителю]
    [1 ч · ❓ Вопрос руководителю]
    [⬅️ Раньше]
    [❓ Спросить руководителя] [📝 На согласование]
    [☰ Меню]
    ");
    anna.says("/decisions").await;
    insta::assert_snapshot!(anna.phone(), @"
    📥 Вашего решения ничто не ждёт.

    Вы спрашивали:
    [1 ч · ❓ Вопрос руководителю]
    [1 ч · ❓ Вопрос руководителю]
    [1 ч · ❓ Вопрос руководителю]
    [1 ч · ❓ Вопрос руководителю]
    [1 ч · ❓ Вопрос руководителю]
    [1 ч · ❓ Вопрос руководителю]
    [1 ч · ❓ Вопрос руководителю]
    [1 ч · ❓ Вопрос руководителю]
    [❓ Спросить руководителя] [📝 На согласование]
    [☰ Меню]
    ");
});

story!(
    a_quiet_approval_has_buttons_but_no_card_and_goes_with_its_entity,
    "2026-11-24T07:00:00Z",
    async |desk: &Desk| {
        let anna = desk.manager("Анна").await;
        let victor = desk.staff("Виктор", Role::Head).await;
        let seen = victor.messages().len();
        let moment = Moment { now: desk.clock.now(), calendar: &desk.calendar };
        let entity = Id::<()>::new().to_string();
        let asked = Asked {
            kind: "other".to_owned(),
            client: None,
            entity: entity.clone(),
            asker: Some(anna.person().await.id),
            question: "Взять клиента?".to_owned(),
            sum: None,
            attached: Vec::new(),
        };
        let mut tx = desk.db.begin().await.unwrap();
        let id = ask(&mut tx, New { asked, quiet: true }, moment).await.unwrap();
        assert_eq!(open_about(&mut tx, "other", &entity).await.unwrap(), Some(id));
        assert_eq!(open_about(&mut tx, "contract", &entity).await.unwrap(), None);
        assert_eq!(buttons(&mut tx, id).await.unwrap().iter().flatten().count(), 3);
        tx.commit().await.unwrap();
        desk.pump().await;
        assert_eq!(victor.messages().len(), seen, "no card of its own");
        victor.says("/решения").await;
        assert!(victor.phone().contains("Другое согласование"), "{}", victor.phone());
        let mut tx = desk.db.begin().await.unwrap();
        withdraw(&mut tx, &entity, moment).await.unwrap();
        assert_eq!(open_about(&mut tx, "other", &entity).await.unwrap(), None);
        assert!(buttons(&mut tx, id).await.unwrap().is_empty());
        tx.commit().await.unwrap();
    }
);
