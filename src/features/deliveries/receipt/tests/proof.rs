//! How good a proof is: the code said on the phone, our own word, and the better one that takes its place.

use super::*;

story!(the_code_said_on_the_phone_is_a_proof, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    let delivery = delivered(desk, &all, "пульты×4").await;
    let code = receipt(desk, delivery.id).await.code;
    assert!(olga.phone().contains(&format!("код {code}")), "{}", olga.phone());
    assert!(!card(&all.anna).contains(&code), "the manager does not know it");
    all.anna.presses("Клиент подтвердил: код").await;
    insta::assert_snapshot!(all.anna.phone(), @"
    📞 Код приёма · Д-1 · ТСН «Ромашка»

    Какой код назвал клиент? Четыре цифры из сообщения бота о доставке.
    [✖️ Отмена]
    ");
    all.anna.says("не знаю").await;
    assert!(all.anna.phone().contains("Код — четыре цифры"), "{}", all.anna.phone());
    let wrong = if code == "0000" { "1111" } else { "0000" };
    all.anna.says(wrong).await;
    assert!(all.anna.phone().contains("Осталось 4 попытки"), "{}", all.anna.phone());
    all.anna.says(&code).await;
    insta::assert_snapshot!(all.anna.phone(), @"
    ✅ Код верный: Д-1 · ТСН «Ромашка» получена.
    [🚚 Д-1 · ТСН «Ромашка»]
    ");
    assert_eq!((now(desk, delivery.id).await.state, grade(desk, delivery.id).await), (State::Received, Some(Grade::C)));
    // The client may still say so themselves, and that is better.
    insta::assert_snapshot!(olga.phone(), @"
    📦 Доставка №Д-1: пульты 4 шт. По нашим данным, она у вас. Всё в порядке?
    [✅ Всё получил] [⚠️ Есть проблема]
    [👤 Принял другой]
    ");
    olga.presses("Всё получил").await;
    assert_eq!(grade(desk, delivery.id).await, Some(Grade::A));
});

story!(guesses_are_counted_and_end, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    joins(desk, &all.anna, "Ромашка", "Ольга").await;
    let delivery = delivered(desk, &all, "пульты×4").await;
    let code = receipt(desk, delivery.id).await.code;
    let wrong = if code == "0000" { "1111" } else { "0000" };
    for _ in 0..5 {
        all.anna.presses("Клиент подтвердил: код").await;
        all.anna.says(wrong).await;
    }
    insta::assert_snapshot!(all.anna.phone(), @"
    Код не подошёл несколько раз, попытки кончились. Попросите клиента ответить в боте или отметьте, что он подтвердил на словах.
    [🚚 Д-1 · ТСН «Ромашка»]
    ");
    all.anna.presses("🚚 Д-1").await;
    all.anna.presses("Клиент подтвердил: код").await;
    all.anna.says(&code).await;
    assert_eq!(grade(desk, delivery.id).await, None, "even the right one comes too late");
    assert_eq!(receipt(desk, delivery.id).await.tries, 5);
});

story!(our_word_is_the_weakest_proof, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    let delivery = delivered(desk, &all, "пульты×4").await;
    all.anna.taps("Подтвердил на словах");
    all.anna.presses("Подтвердил на словах").await;
    assert!(all.anna.toast().contains("Уже сделано"), "{}", all.anna.toast());
    insta::assert_snapshot!(card(&all.anna), @"
    🚚 Д-1 · ТСН «Ромашка» · клиент получил

    📦 пульты 4 шт.
    Курьер · пешком · 12,5 кг, 1,2 м
    📍 Лесная, 5
    👤 Ольга, +7 916 111-00-11
    🕓 11:00–14:00
    🤝 Время согласовано в боте: Ольга

    ☑️ Клиент подтвердил на словах: 12:00, Анна
    [🔗 Ссылка на приём]
    [🔧 Назначить дату монтажа] [Монтаж не нужен]
    [👍 Курьер: хорошо] [👎 Курьер: плохо]
    ");
    assert_eq!((now(desk, delivery.id).await.state, grade(desk, delivery.id).await), (State::Received, Some(Grade::D)));
    insta::assert_snapshot!(olga.phone(), @"
    📦 Доставка №Д-1: пульты 4 шт. По нашим данным, она у вас. Всё в порядке?
    [✅ Всё получил] [⚠️ Есть проблема]
    [👤 Принял другой]
    ");

    // What comes next begins with what is known of the delivery.
    all.anna.presses("Назначить дату монтажа").await;
    all.anna.presses("Другое").await;
    assert!(all.anna.phone().contains("📦 Д-1: пульты 4 шт., получена"), "{}", all.anna.phone());
    all.anna.presses("Сохранить").await;
    assert!(all.anna.phone().contains("М-1 · ТСН «Ромашка»"), "{}", all.anna.phone());
    assert!(card(&all.anna).contains("🔧 Монтаж записан"), "{}", card(&all.anna));
    assert!(!card(&all.anna).contains("Назначить дату монтажа"), "{}", card(&all.anna));
});

story!(another_manager_has_no_such_delivery, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let delivery = delivered(desk, &all, "пульты×4").await;
    all.maria.says("/menu").await;
    let absent = {
        all.maria.forges(&format!("receipt:{}:0:word", Id::<Delivery>::new().short())).await;
        all.maria.toast()
    };
    for button in ["Подтвердил на словах", "Клиент подтвердил: код", "Ссылка на приём"]
    {
        all.maria.forges(&all.anna.data(button)).await;
        assert_eq!(all.maria.toast(), absent, "{button}");
    }
    assert_eq!(now(desk, delivery.id).await.state, State::Delivered);
    assert_eq!(desk.count("SELECT COUNT(*) FROM receipt_link").await, 0);
});
