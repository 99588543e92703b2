//! Stories of asking: questions, contracts, things needed for work, and taking it back.

use super::tests::asks_for_a_sum;
use crate::{people::Role, playground::Desk, story};

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
        ❓ Вопрос · ТСН «Ромашка»
        Спрашивает Анна, 10:00
        «Можно отдать пульт в долг?»
        📎 1 файл — ниже
        [💬 Ответить…]
        [👤 Передать решение]
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
        ❓ Вопрос · ТСН «Ромашка»
        «Можно отдать пульт в долг?»

        Отвечает Виктор, 10:00
        💬 «Да, до пятницы»
        [🏢 Клиент]
        ");
        anna.says("Ромашка").await;
        insta::assert_snapshot!(anna.phone(), @"
        🏢 ТСН «Ромашка»
        Сейчас там 10:00

        ❓ Вопрос, 24 нояб., вт: «Можно отдать пульт в долг?» → «Да, до пятницы» (Виктор)
        [☎️ Звонок] [⚠️ Претензия]
        [🚚 Доставка] [📋 Доставки клиента]
        [🔧 Монтаж] [🛠 В техподдержку]
        [📋 Задача] [🧾 Дубль счёта]
        [💳 Тариф] [🏗 Площадка]
        [🔩 Оборудование] [❓ Спросить руководителя]
        [📝 На согласование] [🔕 Не беспокоить]
        [🕘 Часы связи]
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
