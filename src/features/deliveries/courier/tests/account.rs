//! What is on the account, what is needed, and who hears that it will not do.

use super::{begin, delivery, minutes, opens};
use crate::{people::Role, playground::Desk, story};

story!(a_balance_is_written_down_and_what_is_ordered_is_taken_off, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, id) = begin(desk).await;
    anna.says("/balance").await;
    insta::assert_snapshot!(anna.phone(), @"
    💳 Баланс Достависты

    Остаток ещё не внесён. Посмотрите его в кабинете Достависты и напишите, например: /balance 12500
    Нужно на сегодня и завтра: 390 ₽
    [💳 Пополнить]
    ");
    anna.says("/баланс 12500").await;
    insta::assert_snapshot!(anna.phone(), @"
    💳 Баланс Достависты

    Осталось по расчёту: 12 500 ₽
    Внесено 10:00: 12 500 ₽, Анна
    Нужно на сегодня и завтра: 390 ₽
    [💳 Пополнить]
    [↩️ Отменить]
    ");
    minutes(desk, 1).await;
    opens(&anna, id).await;
    anna.presses("Вызвать курьера").await;
    anna.says("баланс").await;
    insta::assert_snapshot!(anna.phone(), @"
    💳 Баланс Достависты

    Осталось по расчёту: 12 110 ₽
    Внесено 10:00: 12 500 ₽, Анна
    Заказано с тех пор: 390 ₽
    Нужно на сегодня и завтра: 0 ₽
    [💳 Пополнить]
    ");
    anna.says("/balance много").await;
    insta::assert_snapshot!(anna.phone(), @"«много» — не сумма. Пример: /balance 12500");
});

story!(a_balance_is_taken_back, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    anna.says("/balance 500").await;
    anna.says("/balance 5000").await;
    anna.presses("Отменить").await;
    anna.says("/balance").await;
    assert!(anna.phone().contains("Осталось по расчёту: 500"), "{}", anna.phone());
});

story!(a_balance_that_will_not_do_stops_the_call, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, id) = begin(desk).await;
    anna.says("/balance 428").await;
    opens(&anna, id).await;
    anna.presses("Вызвать курьера").await;
    insta::assert_snapshot!(anna.toast(), @"На балансе Достависты 428 ₽ (на 10:00), а нужно 390 ₽ и ещё десятая часть. Пополните: /balance");
    assert_eq!(desk.dostavista.orders().len(), 0);
    anna.says("/balance 429").await;
    opens(&anna, id).await;
    anna.presses("Вызвать курьера").await;
    assert_eq!(desk.dostavista.orders().len(), 1);
});

story!(
    a_little_short_is_the_managers_too_little_the_heads_and_accountings,
    "2026-11-24T07:00:00Z",
    async |desk: &Desk| {
        let viktor = desk.staff("Виктор", Role::Head).await;
        let irina = desk.staff("Ирина", Role::Accounting).await;
        let (anna, _) = begin(desk).await;
        anna.says("/balance 450").await;
        minutes(desk, 2).await;
        insta::assert_snapshot!(anna.phone(), @"
    ⚠️ E6 · Баланс Достависты
    По расчёту 450 ₽, а на сегодня и завтра нужно 390 ₽
    Внесено 10:00: 450 ₽, Анна

    Ответ до 12:01, иначе повтор
    [💳 Пополнить]
    [👌 Принято] [⏰ Отложить] [➡️ Передать]
    ");
        assert!(!viktor.phone().contains("E6") && !irina.phone().contains("E6"));
        anna.says("/balance 300").await;
        minutes(desk, 2).await;
        insta::assert_snapshot!(viktor.phone(), @"
        ⚠️ E6 · Баланс Достависты
        По расчёту 300 ₽, а на сегодня и завтра нужно 390 ₽
        Внесено 10:02: 300 ₽, Анна

        Ещё здесь: 1
        • Баланс Достависты
        ✅ Баланс Достависты: снято 10:03, осталось 300 ₽, нужно 390 ₽

        Ответ до 12:01, иначе повтор
        [💳 Пополнить]
        [👌 Принято] [⏰ Отложить] [➡️ Передать]
        ");
        assert!(irina.phone().contains("E6 · Баланс Достависты"), "{}", irina.phone());
        anna.says("/balance 5000").await;
        minutes(desk, 2).await;
        assert!(viktor.phone().contains("снято"), "{}", viktor.phone());
    }
);

story!(accounting_is_asked_once_a_day, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let irina = desk.staff("Ирина", Role::Accounting).await;
    let anna = desk.manager("Анна").await;
    let client = desk.client("ТСН «Ромашка»", Some(&anna)).await;
    delivery(desk, &anna, &client, "Москва, ул. Тверская, 1").await;
    anna.says("/balance 100").await;
    anna.presses("Пополнить").await;
    insta::assert_snapshot!(anna.phone(), @"
    💳 Куда пополнять
    ООО «Примерные курьеры»
    ИНН 7700000000
    Счёт 40702810000000000001
    Договор 15-Д
    [📋 ООО «Примерные курьеры»]
    [📋 ИНН 7700000000]
    [📋 Счёт 40702810000000000001]
    [📋 Договор 15-Д]
    [🙋 Попросить бухгалтерию]
    [⬅️ К балансу]
    ");
    let ask = anna.data("Попросить бухгалтерию");
    anna.presses("Попросить бухгалтерию").await;
    insta::assert_snapshot!(anna.phone(), @"
    💳 Куда пополнять
    ООО «Примерные курьеры»
    ИНН 7700000000
    Счёт 40702810000000000001
    Договор 15-Д

    🙋 Бухгалтерию уже попросили: Анна, 10:00
    [📋 ООО «Примерные курьеры»]
    [📋 ИНН 7700000000]
    [📋 Счёт 40702810000000000001]
    [📋 Договор 15-Д]
    [⬅️ К балансу]
    ");
    insta::assert_snapshot!(irina.phone(), @"
    💳 Анна просит пополнить баланс Достависты

    Осталось по расчёту: 100 ₽
    Внесено 10:00: 100 ₽, Анна
    Нужно на сегодня и завтра: 390 ₽
    [💳 Пополнить]
    ");
    anna.forges(&ask).await;
    insta::assert_snapshot!(anna.toast(), @"Уже сделано 10:00");
    assert_eq!(desk.count("SELECT COUNT(*) FROM task").await, 1);
    irina.says("/today").await;
    assert!(irina.phone().contains("Пополнить баланс Достависты"), "{}", irina.phone());
});

story!(an_order_refused_for_want_of_money_alarms_the_heads, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let viktor = desk.staff("Виктор", Role::Head).await;
    let (anna, _) = begin(desk).await;
    desk.dostavista.set_balance(crate::money::Money::from_rubles(100));
    anna.presses("Вызвать курьера").await;
    minutes(desk, 1).await;
    insta::assert_snapshot!(viktor.phone(), @"
    ⚠️ E6 · Баланс Достависты
    Достависте не хватило денег на заказ Д-1 · ТСН «Ромашка»

    Ответ до 12:01, иначе повтор
    [💳 Пополнить] [🚚 Д-1 · ТСН «Ромашка»]
    [👌 Принято] [⏰ Отложить] [➡️ Передать]
    ");
    minutes(desk, 1).await;
    anna.says("/balance 5000").await;
    minutes(desk, 1).await;
    assert!(viktor.phone().contains("снято"), "{}", viktor.phone());
});
