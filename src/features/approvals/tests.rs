//! Stories of approvals.

use super::*;
use crate::{
    features::Asked,
    people::Role,
    playground::{Desk, Phone},
    story,
};

/// Anna asks for a yes to a sum about her client.
pub(super) async fn asks_for_a_sum(anna: &Phone<'_>) {
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
    [👤 Передать решение]
    [🏢 Клиент]
    ");
    assert_eq!(victor.phone(), olga.phone());
    let yes = olga.data("✅ Да");
    victor.taps("✅ Да");
    victor.taps("✅ Да");
    desk.pump().await;
    assert_eq!(victor.toast(), "Уже сделано 10:00", "a double tap decides once");
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
    Сумма: 50 000 ₽

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
    Сумма: 50 000 ₽

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
    Сумма: 50 000 ₽

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
    [👤 Передать решение]
    [🏢 Клиент]
    ");
    assert!(olga.phone().contains("Решает Мария"), "{}", olga.phone());
    insta::assert_snapshot!(maria.phone(), @"
    💰 Крупная сумма · ТСН «Ромашка»
    Спрашивает Анна, 10:00
    «скидка за простой шлагбаума»
    Сумма: 50 000 ₽

    ➡️ Решаете вы
    [✅ Да] [❌ Нет…]
    [👤 Передать решение]
    ");
    maria.says("/решения").await;
    insta::assert_snapshot!(maria.phone(), @"
    📥 Ждёт вашего решения: 1
    [0 мин · 💰 Крупная сумма · ТСН «Ромашка»: «скидка за простой шла…]
    [❓ Спросить руководителя] [📝 На согласование]
    [☰ Меню]
    ");
    maria.presses("Крупная сумма").await;
    maria.presses("✅ Да").await;
    assert!(victor.phone().contains("Решение: ✅ Да. Мария"), "{}", victor.phone());
    insta::assert_snapshot!(anna.phone(), @"
    💰 Крупная сумма · ТСН «Ромашка»
    «скидка за простой шлагбаума»
    Сумма: 50 000 ₽

    Решение: ✅ Да. Мария, 10:00
    [🏢 Клиент]
    ");
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
    [1 ч · ❓ Вопрос: «Вопрос номер 1»]
    [1 ч · ❓ Вопрос: «Вопрос номер 2»]
    [1 ч · ❓ Вопрос: «Вопрос номер 3»]
    [1 ч · ❓ Вопрос: «Вопрос номер 4»]
    [1 ч · ❓ Вопрос: «Вопрос номер 5»]
    [1 ч · ❓ Вопрос: «Вопрос номер 6»]
    [Ещё ➡️]
    [❓ Спросить руководителя] [📝 На согласование]
    [☰ Меню]
    ");
    victor.presses("Ещё").await;
    insta::assert_snapshot!(victor.phone(), @"
    📥 Ждут вашего решения: 8
    [1 ч · ❓ Вопрос: «Вопрос номер 7»]
    [1 ч · ❓ Вопрос: «Вопрос номер 8»]
    [⬅️ Раньше]
    [❓ Спросить руководителя] [📝 На согласование]
    [☰ Меню]
    ");
    anna.says("/decisions").await;
    insta::assert_snapshot!(anna.phone(), @"
    📥 Вашего решения ничто не ждёт.

    Вы спрашивали:
    [1 ч · ❓ Вопрос: «Вопрос номер 8»]
    [1 ч · ❓ Вопрос: «Вопрос номер 7»]
    [1 ч · ❓ Вопрос: «Вопрос номер 6»]
    [1 ч · ❓ Вопрос: «Вопрос номер 5»]
    [1 ч · ❓ Вопрос: «Вопрос номер 4»]
    [1 ч · ❓ Вопрос: «Вопрос номер 3»]
    [1 ч · ❓ Вопрос: «Вопрос номер 2»]
    [1 ч · ❓ Вопрос: «Вопрос номер 1»]
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
