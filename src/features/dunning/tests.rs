//! Stories of reminders of money: what the client gets and answers, what becomes a call, what a head decides.

use crate::{
    features::deliveries::{OLGA, joins},
    people::Role,
    playground::{
        Desk, Phone,
        ledger::{self, Order},
    },
    story,
};

const CLIENTS: &str = "Название;ИНН;Менеджер;Контакт;Должность;Телефон;Город;Зона\n\
    ТСН «Ромашка»;7707083893;Анна;Ольга;бухгалтер;+79161110011;Омск;Asia/Omsk\n\
    БЦ «Берёзка»;500100732259;Анна;Игорь;;+79161110022;Москва;Europe/Moscow\n";

/// Anna with two clients; the contact person of «Ромашка» uses the bot; both owe 15 000 by 30 November.
async fn opened(desk: &Desk) -> (Phone<'_>, Phone<'_>, Phone<'_>) {
    let anna = desk.manager("Анна").await;
    let victor = desk.staff("Виктор", Role::Head).await;
    desk.imports("clients", "clients.csv", CLIENTS.as_bytes(), false).await.unwrap();
    let olga = joins(desk, &anna, "ТСН «Ромашка»", "Ольга", OLGA).await;
    invoices(desk, "118;16.11.2026;7707083893;15000;30.11.2026\n119;16.11.2026;500100732259;15000;30.11.2026\n").await;
    bank(desk).await;
    (anna, olga, victor)
}

async fn invoices(desk: &Desk, rows: &str) {
    let table = format!("Номер;Дата;ИНН;Сумма;Срок\n{rows}");
    let report = desk.imports("invoices", "invoices.csv", table.as_bytes(), false).await.unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
}

/// The bank has told everything up to yesterday: nothing has come.
async fn bank(desk: &Desk) {
    let to = desk.clock.now().date_naive() - chrono::Days::new(1);
    let statement = ledger::statement(to - chrono::Days::new(20), to, []);
    desk.imports("bank", "bank.txt", &statement, false).await.unwrap();
}

/// The clock goes on to a moment at which the bank has told everything, and everything due happens.
async fn at(desk: &Desk, moment: &str) {
    desk.clock.set(moment.parse().unwrap());
    bank(desk).await;
    desk.look().await;
    desk.pump().await;
}

async fn calls(desk: &Desk) -> i64 {
    desk.count("SELECT COUNT(*) FROM task WHERE kind = 'call' AND state = 'open'").await
}

story!(
    a_client_is_reminded_before_the_day_and_on_it_once_in_its_own_hours,
    "2026-11-26T07:00:00Z",
    async |desk: &Desk| {
        let (_, olga, _) = opened(desk).await;
        at(desk, "2026-11-26T08:00:00Z").await;
        assert!(!olga.has("Напоминаем"), "four days before");
        at(desk, "2026-11-27T02:00:00Z").await;
        assert!(!olga.has("Напоминаем"), "it is eight in the morning in Omsk");
        at(desk, "2026-11-27T04:00:00Z").await;
        insta::assert_snapshot!(olga.phone(), @"
        💳 Напоминаем: до 30 нояб., пн ждём оплату 15 000 ₽ (счёт 118 от 16 нояб., пн).
        [✅ Оплачено] [🧾 Нужен счёт]
        [🗓 Оплатим позже]
        ");
        for moment in ["2026-11-27T04:15:00Z", "2026-11-27T08:00:00Z"] {
            at(desk, moment).await;
        }
        let said = |words: &str| olga.messages().iter().filter(|message| message.text.contains(words)).count();
        assert_eq!(said("Напоминаем"), 1, "once");
        at(desk, "2026-11-30T04:00:00Z").await;
        assert_eq!((said("Напоминаем"), said("Срок оплаты")), (1, 1));
        assert_eq!(calls(desk).await, 0);
    }
);

story!(whoever_says_it_is_paid_is_believed_and_the_manager_knows, "2026-11-27T04:00:00Z", async |desk: &Desk| {
    let (anna, olga, _) = opened(desk).await;
    at(desk, "2026-11-27T05:00:00Z").await;
    olga.presses("Оплачено").await;
    assert!(olga.has("Спасибо!"), "{}", olga.phone());
    assert!(anna.has("Ольга пишет, что оплачено"), "{}", anna.phone());
    at(desk, "2026-11-30T07:00:00Z").await;
    assert!(!olga.has("Срок оплаты"), "awaited until 2 December");
    at(desk, "2026-12-03T07:00:00Z").await;
    assert_eq!(calls(desk).await, 2, "nothing has come: both are called");
});

story!(whoever_needs_the_invoice_has_it_at_once_and_pays_by_it, "2026-11-27T04:00:00Z", async |desk: &Desk| {
    let (_, olga, _) = opened(desk).await;
    at(desk, "2026-11-27T07:00:00Z").await;
    olga.taps("Нужен счёт");
    olga.taps("Нужен счёт");
    desk.pump().await;
    let files: Vec<String> = olga.documents().into_iter().map(|(name, _)| name).collect();
    assert_eq!(files, ["Счёт 118.pdf", "QR 118.png", "118.txt"], "once");
    assert!(olga.has("уже отправлен"), "{}", olga.phone());
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE kind = 'paper'").await, 0, "nobody has anything to do");
    assert_eq!(desk.count("SELECT COUNT(*) FROM dunning_word WHERE word = 'invoice'").await, 1);
});

story!(without_our_details_the_manager_sends_the_invoice, "2026-11-27T04:00:00Z", async |desk: &Desk| {
    let (anna, olga, _) = opened(desk).await;
    let mut tx = desk.db.begin().await.unwrap();
    crate::bot::seller::keep(&mut tx, None).await.unwrap();
    tx.commit().await.unwrap();
    at(desk, "2026-11-27T07:00:00Z").await;
    olga.presses("Нужен счёт").await;
    assert!(olga.has("пришлём счёт ещё раз") && olga.documents().is_empty(), "{}", olga.phone());
    assert!(anna.has("Ольга просит счёт ещё раз"), "{}", anna.phone());
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE kind = 'paper' AND state = 'open'").await, 1);
});

story!(a_client_names_a_day_once_is_reminded_of_it_and_then_called, "2026-11-27T04:00:00Z", async |desk: &Desk| {
    let (anna, olga, _) = opened(desk).await;
    at(desk, "2026-11-27T05:00:00Z").await;
    olga.presses("Оплатим позже").await;
    insta::assert_snapshot!(olga.phone(), @"
    🗓 Когда оплатите?
    [30 нояб., пн] [1 дек., вт]
    [2 дек., ср] [3 дек., чт]
    [4 дек., пт]
    [📞 Другой срок, позвоните мне]
    ");
    olga.presses("3 дек., чт").await;
    assert!(olga.has("🤝 Договорились: 15\u{a0}000\u{a0}₽"), "{}", olga.phone());
    assert!(anna.has("Ольга обещает 15\u{a0}000\u{a0}₽"), "{}", anna.phone());
    at(desk, "2026-12-02T04:00:00Z").await;
    assert!(!olga.has("как договорились"), "it is ten there");
    at(desk, "2026-12-02T05:15:00Z").await;
    insta::assert_snapshot!(olga.phone(), @"
    🤝 3 дек., чт ждём оплату 15 000 ₽, как договорились (счёт 118 от 16 нояб., пн).
    [✅ Оплачено] [🧾 Нужен счёт]
    [🗓 Перенести]
    ");
    olga.presses("Перенести").await;
    assert!(olga.has("вам позвонят"), "once is enough: {}", olga.phone());
    assert!(anna.has("Ольга просит другой срок"), "{}", anna.phone());
    assert_eq!(desk.count("SELECT COUNT(*) FROM promise").await, 1);
});

story!(
    whoever_does_not_pay_is_called_then_again_then_somebody_else_there,
    "2026-11-30T07:00:00Z",
    async |desk: &Desk| {
        let (anna, ..) = opened(desk).await;
        at(desk, "2026-12-01T07:00:00Z").await;
        assert_eq!(calls(desk).await, 2, "the day after");
        at(desk, "2026-12-01T09:00:00Z").await;
        assert_eq!(calls(desk).await, 2, "once");
        anna.says("/call Берёзка не взял").await;
        anna.presses("Сохранить").await;
        let statement = "SELECT COUNT(*) FROM task WHERE state = 'open' AND text LIKE '%другой контакт%'";
        assert_eq!(desk.count(statement).await, 0);
        at(desk, "2026-12-07T07:00:00Z").await;
        assert_eq!(desk.count(statement).await, 2, "five working days");
    }
);

story!(nobody_is_reminded_while_the_bank_s_word_is_old, "2026-11-26T07:00:00Z", async |desk: &Desk| {
    let (_, olga, _) = opened(desk).await;
    desk.clock.set("2026-11-30T06:00:00Z".parse().unwrap());
    desk.look().await;
    desk.pump().await;
    assert!(!olga.has("Срок оплаты") && !olga.has("Напоминаем"), "{}", olga.phone());
    at(desk, "2026-11-30T08:00:00Z").await;
    assert!(olga.has("Срок оплаты"), "as soon as it is known that nothing came: {}", olga.phone());
});

story!(a_debt_of_ten_working_days_is_a_head_s_who_decides_by_one_tap, "2026-11-30T07:00:00Z", async |desk: &Desk| {
    let (anna, _, victor) = opened(desk).await;
    anna.says("/call Берёзка спорит").await;
    anna.presses("Сохранить").await;
    at(desk, "2026-12-11T07:00:00Z").await;
    assert!(!victor.has("E3"), "{}", victor.phone());
    at(desk, "2026-12-14T07:00:00Z").await;
    insta::assert_snapshot!(victor.sees("ТСН «Ромашка»"), @"
    ⚠️ E3 · Долг 15 000 ₽ · ТСН «Ромашка»
    не оплачено, срок был 30 нояб., пн
    15 000 ₽ по 1 счёту, срок с 30 нояб., пн

    Ответ до 15 дек., вт, 10:00, иначе повтор
    [🧮 Рассрочка] [✉️ Досудебное письмо]
    [⛔ Приостановить] [☎️ Продолжать звонить]
    [🏢 Клиент]
    [👌 Принято] [⏰ Отложить] [➡️ Передать]
    ");
    victor.presses("Досудебное письмо").await;
    assert!(anna.has("Решение по долгу ТСН «Ромашка»: ✉️ Досудебное письмо · Виктор"), "{}", anna.phone());
    assert!(!victor.has("Берёзка"), "what is disputed is nobody's debt to decide: {}", victor.phone());
    let asked = || {
        victor
            .messages()
            .iter()
            .filter(|message| message.text.contains("E3") && message.text.contains("Ромашка"))
            .count()
    };
    let before = asked();
    at(desk, "2026-12-15T07:00:00Z").await;
    assert_eq!(asked(), before, "decided: {}", victor.sees("ТСН «Ромашка»"));
    assert_eq!(desk.count("SELECT COUNT(*) FROM dunning_decision").await, 1);
});

story!(a_foreign_client_s_buttons_do_nothing, "2026-11-27T04:00:00Z", async |desk: &Desk| {
    let (_, olga, _) = opened(desk).await;
    at(desk, "2026-11-27T05:00:00Z").await;
    let mut conn = desk.db.read().await.unwrap();
    let foreign: crate::db::Id<crate::clients::Client> =
        sqlx::query_scalar("SELECT id FROM client WHERE inn = '500100732259'").fetch_one(&mut *conn).await.unwrap();
    drop(conn);
    for answer in ["paid", "invoice", "later", "on:2026-12-01", "call"] {
        olga.forges(&format!("debt:{}:{answer}", foreign.short())).await;
    }
    assert_eq!(desk.count("SELECT COUNT(*) FROM dunning_word").await, 0);
    assert_eq!(desk.count("SELECT COUNT(*) FROM promise").await, 0);
    olga.presses("Оплачено").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM dunning_word").await, 1, "the own one counts");
});

story!(whoever_was_reminded_and_has_paid_is_thanked_once, "2026-11-27T04:00:00Z", async |desk: &Desk| {
    let (_, olga, _) = opened(desk).await;
    at(desk, "2026-11-27T05:00:00Z").await;
    desk.clock.set("2026-11-30T05:00:00Z".parse().unwrap());
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    let order = Order {
        number: 1,
        on: day("2026-11-29"),
        sum: crate::money::Money::from_rubles(15_000),
        inn: "7707083893",
        name: "ТСН Ромашка",
        purpose: "Оплата по счету 118 от 16.11.2026".to_owned(),
    };
    let statement = ledger::statement(day("2026-11-10"), day("2026-11-29"), [order]);
    desk.imports("bank", "bank.txt", &statement, false).await.unwrap();
    for _ in 0..2 {
        desk.look().await;
        desk.pump().await;
        desk.clock.set(desk.clock.now() + chrono::TimeDelta::minutes(15));
    }
    let said = |words: &str| olga.messages().iter().filter(|message| message.text.contains(words)).count();
    assert_eq!((said("оплата получена"), said("Срок оплаты")), (1, 0), "{}", olga.phone());
    olga.presses("Нужен счёт").await;
    assert!(olga.has("Всё оплачено"), "an old button: {}", olga.phone());
});

story!(a_promise_whose_hour_falls_into_lunch_is_reminded_of_after_it, "2026-11-27T04:00:00Z", async |desk: &Desk| {
    let (anna, olga, _) = opened(desk).await;
    anna.says("Ромашка обещали до 3.12 15к").await;
    anna.presses("Сохранить").await;
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::query("UPDATE client SET hours = '09:00-13:00,14:00-18:00'").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    desk.clock.set("2026-12-02T05:15:00Z".parse().unwrap());
    desk.look().await;
    desk.pump().await;
    assert!(!olga.has("как договорились"), "the bank's word is old at eleven");
    at(desk, "2026-12-02T07:15:00Z").await;
    assert!(!olga.has("как договорились"), "they are at lunch: {}", olga.phone());
    at(desk, "2026-12-02T08:15:00Z").await;
    assert!(olga.has("как договорились"), "{}", olga.phone());
});
