//! Stories of the call round: it opens, a card after a card, an old card, a pause, a client of nobody, the month's share.

use crate::{
    money::Money,
    people::Role,
    playground::{
        Desk, Phone,
        ledger::{self, Order},
    },
    story,
};
use std::fmt::Write;

/// Ten clients of Anna who owe 10 000 to 19 000 for November.
async fn opened(desk: &Desk) -> Phone<'_> {
    let anna = desk.manager("Анна").await;
    let mut clients = String::from("Название;ИНН;Менеджер;Контакт;Должность;Телефон;Город\n");
    let mut invoices = String::from("Номер;Дата;ИНН;Сумма;Срок\n");
    for at in 0..10 {
        let inn = ledger::inn(&format!("77000{:04}", at + 1));
        writeln!(clients, "Посёлок {at};{inn};Анна;Ольга;бухгалтер;+7916111000{at};Москва").unwrap();
        writeln!(invoices, "{at};16.11.2026;{inn};{};30.11.2026", 10_000 + at * 1000).unwrap();
    }
    import(desk, "clients", &clients).await;
    import(desk, "invoices", &invoices).await;
    anna
}

async fn import(desk: &Desk, kind: &str, table: &str) {
    let report = desk.imports(kind, "table.csv", table.as_bytes(), false).await.unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
}

/// The bank tells that invoice number `at` was paid today.
async fn paid(desk: &Desk, at: usize) {
    let on = desk.clock.now().date_naive();
    let sum = i64::try_from(10_000 + at * 1000).unwrap();
    let payer = ledger::inn(&format!("77000{:04}", at + 1));
    let order = Order {
        number: at + 1,
        on,
        sum: Money::from_rubles(sum),
        inn: &payer,
        name: "Посёлок",
        purpose: format!("Оплата по счету {at} от 16.11.2026"),
    };
    let statement = ledger::statement(on, on, [order]);
    desk.imports("bank", "bank.txt", &statement, false).await.unwrap();
    assert_eq!(
        desk.count("SELECT COUNT(*) FROM payment WHERE state = 'queued'").await,
        0,
        "the money found its invoice"
    );
}

async fn calls(desk: &Desk) -> i64 {
    desk.count("SELECT COUNT(*) FROM call WHERE undone_at IS NULL").await
}

/// The client of the card.
fn client(phone: &Phone<'_>) -> String {
    let card = phone.phone();
    let line = card.lines().find(|line| line.contains("у клиента"));
    line.unwrap_or_else(|| panic!("no card:\n{card}")).split(" · ").next().unwrap_or_default().to_owned()
}

story!(the_round_opens_on_the_20th_and_not_before, "2026-11-19T07:00:00Z", async |desk: &Desk| {
    let anna = opened(desk).await;
    anna.says("обзвон").await;
    assert!(anna.has("Следующий обзвон начнётся 20 нояб., пт"), "{}", anna.phone());
    anna.says("/digest").await;
    assert!(!anna.has("Обзвон (10)"), "{}", anna.phone());
    desk.jump_to("2026-11-20T07:00:00Z").await;
    anna.says("/digest").await;
    assert!(anna.has("Обзвон (10) · 145\u{a0}000\u{a0}₽"), "{}", anna.phone());
    assert!(anna.offers("☎️ Обзвон"));
    anna.says("/round").await;
    insta::assert_snapshot!(anna.phone(), @"
    ☎️ 10 клиентов, 145 000 ₽
    За час реально ≈ 63 000 ₽
    🎯 Оплата в срок 0,0 % → 95 %: нужны ещё 10 клиентов
    [▶️ Начать]
    [🎯 К 95 %]
    [✓ Все · 10] [Без контакта · 10]
    [Обещали сегодня · 0] [Больше месяца · 0]
    [Крупные · 0]
    [☰ Меню]
    ");
    anna.presses("Крупные").await;
    assert!(anna.has("0 клиентов"), "{}", anna.phone());
    assert!(!anna.offers("Начать"));
    anna.presses("Без контакта").await;
    anna.presses("Начать").await;
    assert!(anna.has("1 из 10 · осталось 145\u{a0}000\u{a0}₽"), "{}", anna.phone());
});

story!(ten_calls_are_ten_taps_and_the_dearest_go_first, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = opened(desk).await;
    anna.says("/round").await;
    anna.presses("Начать").await;
    let mut waiting: Vec<String> = (0..10).map(|at| format!("Посёлок {at}")).collect();
    for outcome in
        ["Не взял", "Оплатил", "Просит счёт", "Спорит", "Не взял", "Не взял", "Не взял", "Спорит", "Обещал", "Не взял"]
    {
        assert!(anna.has(&format!("{} из 10", 11 - waiting.len())), "{}", anna.phone());
        let called = client(&anna);
        anna.presses("Почему первый").await;
        assert!(anna.has("❔"), "{}", anna.phone());
        if !anna.has("по жребию") {
            assert_eq!(waiting.last(), Some(&called), "the dearest of those left");
        }
        waiting.retain(|other| *other != called);
        anna.presses(outcome).await;
        if outcome == "Обещал" {
            anna.presses("27 нояб., пт").await;
        }
    }
    assert!(waiting.is_empty(), "{waiting:?}");
    let promises = desk.count("SELECT COUNT(*) FROM promise WHERE state = 'open'").await;
    assert_eq!((calls(desk).await, promises), (10, 1));
    assert!(anna.has("10 звонков, поговорили: 5"), "{}", anna.phone());
    assert!(anna.has("1 обещание"), "{}", anna.phone());
    assert!(anna.has("Осталось: 5 клиентов"), "those who did not answer: {}", anna.phone());
    assert!(anna.offers("Перенести остаток"));
    assert!(!anna.offers("Звонить дальше"), "two hours have not passed");
    desk.jump_to("2026-11-24T09:05:00Z").await;
    anna.says("/round").await;
    assert!(anna.has("11 из 15"), "{}", anna.phone());
});

story!(a_card_shows_what_is_known, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let clients = "Название;ИНН;Менеджер;Контакт;Должность;Телефон;Город\n\
        ТСН «Ромашка»;7707083893;Анна;Анна;бухгалтер;+79131234567;Омск\n\
        ТСН «Ромашка»;7707083893;Анна;Пётр;председатель;+79137654321;Омск\n";
    import(desk, "clients", clients).await;
    import(desk, "invoices", "Номер;Дата;ИНН;Сумма;Срок\n118;15.10.2026;7707083893;42000;19.11.2026\n").await;
    for words in ["не взял", "поговорили", "поговорили"] {
        anna.says(&format!("/call Ромашка {words}")).await;
        anna.presses("Сохранить").await;
        desk.jump_to("2026-11-25T06:00:00Z").await;
    }
    desk.jump_to("2026-11-26T06:00:00Z").await;
    anna.says("/round").await;
    insta::assert_snapshot!(anna.phone(), @"
    ☎️ 1 клиент, 42 000 ₽
    За час реально ≈ 8 000 ₽
    [▶️ Начать]
    [✓ Все · 1] [Без контакта · 0]
    [Обещали сегодня · 0] [Больше месяца · 0]
    [Крупные · 1]
    [☰ Меню]
    ");
    anna.presses("Начать").await;
    insta::assert_snapshot!(anna.phone(), @"
    ☎️ Обзвон · 1 из 1 · осталось 42 000 ₽
    ТСН «Ромашка» · Омск, у клиента 09:00
    Долг 42 000 ₽: счёт 118 от 15 окт., чт · просрочка 7 дней
    ↗️ 25 нояб., ср, 09:00 · ✅ Поговорили · Анна
    ↗️ 25 нояб., ср, 09:00 · ✅ Поговорили · Анна
    обычно берут 9–11
    📞 +7 913 123-45-67 Анна, бухгалтер
    📞 +7 913 765-43-21 Пётр, председатель
    [📵 Не взял] [🤝 Обещал] [💰 Оплатил]
    [🧾 Просит счёт] [⚖️ Спорит] [⏭ Позже сегодня]
    [🙈 Не звонить] [❔ Почему первый] [⏸ Пауза]
    ");
    anna.presses("Обещал").await;
    insta::assert_snapshot!(anna.phone(), @"
    ☎️ ТСН «Ромашка» · 42 000 ₽
    К какому дню обещают оплатить весь долг?
    [сегодня] [завтра] [25 дек., пт]
    [📅 Другой день]
    [⬅️ К карточке]
    ");
    anna.presses("Другой день").await;
    assert!(anna.offers("ноябрь 2026") && anna.offers("декабрь"), "{}", anna.phone());
    anna.presses("К карточке").await;
    anna.presses("Не звонить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ☎️ ТСН «Ромашка» · 42 000 ₽
    Почему не звонить?
    [Просили не звонить] [Договорились в переписке]
    [Решает руководитель] [Некому звонить]
    [⬅️ К карточке]
    ");
});

story!(a_tap_is_taken_back_and_its_client_comes_again, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = opened(desk).await;
    anna.says("/round").await;
    anna.presses("Начать").await;
    let first = client(&anna);
    anna.presses("Спорит").await;
    assert_ne!(client(&anna), first);
    assert_eq!(desk.count("SELECT COUNT(*) FROM invoice WHERE disputed_at IS NOT NULL").await, 1);
    anna.presses("Отменить").await;
    assert_eq!(client(&anna), first);
    assert_eq!(calls(desk).await, 0);
    assert_eq!(desk.count("SELECT COUNT(*) FROM invoice WHERE disputed_at IS NOT NULL").await, 0);
    anna.presses("Не звонить").await;
    anna.presses("Просили не звонить").await;
    assert!(anna.has("Не звоним до 1 дек., вт"), "{}", anna.phone());
    assert_ne!(client(&anna), first);
    anna.presses("Отменить").await;
    assert_eq!(client(&anna), first);
    anna.presses("Позже сегодня").await;
    assert!(anna.has("вернёмся"), "{}", anna.phone());
    assert_ne!(client(&anna), first);
});

story!(two_taps_on_one_card_log_one_call, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = opened(desk).await;
    anna.says("/round").await;
    anna.presses("Начать").await;
    anna.taps("Не взял");
    anna.taps("Не взял");
    desk.pump().await;
    assert_eq!(calls(desk).await, 1);
    assert!(anna.has("уже записано"), "{}", anna.phone());
    assert!(anna.has("2 из 10"), "{}", anna.phone());
    anna.presses("Не взял").await;
    assert_eq!(calls(desk).await, 2, "the next card is another client's");
});

story!(a_round_goes_on_with_the_same_card_after_a_pause_and_a_restart, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = opened(desk).await;
    anna.says("/round").await;
    anna.presses("Начать").await;
    anna.presses("Не взял").await;
    let second = client(&anna);
    anna.presses("Пауза").await;
    assert!(anna.has("1 звонок, поговорили: 0") && anna.has("Осталось: 10 клиентов, 145\u{a0}000"), "{}", anna.phone());
    desk.restart().await.unwrap();
    anna.presses("Продолжить").await;
    assert_eq!(client(&anna), second);
    desk.restart().await.unwrap();
    anna.says("/round").await;
    assert_eq!(client(&anna), second, "without a pause too");
    anna.presses("Пауза").await;
    anna.presses("Итог").await;
    assert!(anna.has("Итог обзвона · 24 нояб., вт") && anna.has("До конца месяца придёт"), "{}", anna.phone());
    assert!(anna.offers("Звонить дальше"));
    anna.presses("Перенести").await;
    anna.presses("Меню").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE text LIKE 'Продолжить обзвон%'").await, 1);
    anna.says("/digest").await;
    assert!(!anna.phone().contains("Обзвон ("), "{}", anna.phone());
});

story!(whoever_has_paid_meanwhile_is_not_called, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = opened(desk).await;
    anna.says("/round").await;
    anna.presses("Начать").await;
    let first = client(&anna);
    let at: usize = first.trim_start_matches("Посёлок ").parse().unwrap();
    paid(desk, at).await;
    anna.presses("Не взял").await;
    assert!(anna.has(&format!("✅ {first}: оплачен")), "{}", anna.phone());
    assert!(anna.has("1 из 9"), "{}", anna.phone());
    assert_eq!(calls(desk).await, 0);
});

story!(a_client_of_nobody_is_in_one_manager_s_hands, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, maria) = (desk.manager("Анна").await, desk.manager("Мария").await);
    let tables = [
        ("clients", "Название;ИНН;Контакт;Телефон\nНичей;7707083893;Ольга;+79161110001\n"),
        ("invoices", "Номер;Дата;ИНН;Сумма;Срок\n1;16.11.2026;7707083893;10000;30.11.2026\n"),
    ];
    for (kind, table) in tables {
        import(desk, kind, table).await;
    }
    anna.says("/round").await;
    maria.says("/round").await;
    anna.presses("Начать").await;
    assert_eq!(client(&anna), "Ничей");
    maria.presses("Начать").await;
    assert!(!maria.has("у клиента"), "{}", maria.phone());
    desk.jump_to("2026-11-24T07:11:00Z").await;
    maria.says("/round").await;
    assert_eq!(client(&maria), "Ничей", "ten minutes have passed");
    anna.presses("Не взял").await;
    assert!(anna.has("сейчас звонит другой менеджер"), "{}", anna.phone());
    assert_eq!(calls(desk).await, 0);
    maria.presses("Спорит").await;
    assert_eq!(calls(desk).await, 1);
});

story!(a_foreign_client_s_card_does_nothing, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = opened(desk).await;
    let maria = desk.manager("Мария").await;
    anna.says("/round").await;
    anna.presses("Начать").await;
    maria.says("/menu").await;
    for words in ["Не взял", "Обещал", "Позже", "Не звонить"] {
        maria.forges(&anna.data(words)).await;
    }
    assert_eq!(calls(desk).await, 0);
    assert!(!maria.has("Посёлок"), "{}", maria.phone());
    anna.presses("Не взял").await;
    assert_eq!(calls(desk).await, 1, "her own does");
});

story!(the_way_to_the_month_s_share_is_one_tap, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = opened(desk).await;
    for at in 0..8 {
        paid(desk, at).await;
    }
    anna.says("/digest").await;
    assert!(anna.has("Оплата в срок 80,0 % → 95 %: нужны ещё 2 клиента"), "{}", anna.phone());
    anna.presses("К 95 %").await;
    assert!(anna.has("Вот 2 клиента с лучшими шансами"), "{}", anna.phone());
    assert!(anna.has("1 из 2 · осталось 37\u{a0}000\u{a0}₽"), "{}", anna.phone());
    paid(desk, 8).await;
    paid(desk, 9).await;
    anna.says("/digest").await;
    assert!(!anna.phone().contains("Оплата в срок"), "{}", anna.phone());
});

story!(clients_of_one_clock_are_called_apart, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = opened(desk).await;
    let far = "Название;ИНН;Менеджер;Телефон;Часовой пояс\nСибирь;7707083893;Анна;+79161112233;МСК+4\n";
    import(desk, "clients", far).await;
    import(desk, "invoices", "Номер;Дата;ИНН;Сумма;Срок\n77;16.11.2026;7707083893;5000;30.11.2026\n").await;
    anna.says("/round").await;
    assert!(anna.has("11 клиентов"), "{}", anna.phone());
    anna.presses("У них 14:00 · 1").await;
    assert!(anna.has("1 клиент, 5\u{a0}000\u{a0}₽") && anna.offers("✓ 🕓 У них 14:00"), "{}", anna.phone());
    anna.presses("Начать").await;
    assert_eq!(client(&anna), "Сибирь");
    desk.restart().await.unwrap();
    anna.presses("Не взял").await;
    assert!(!anna.phone().contains("Посёлок"), "nobody else is of this clock: {}", anna.phone());
    anna.presses("Звонить дальше").await;
    assert!(anna.has("из 11"), "{}", anna.phone());
});

story!(a_round_that_hardly_moves_is_told_at_four, "2026-11-24T12:00:00Z", async |desk: &Desk| {
    let anna = opened(desk).await;
    let head = desk.staff("Виктор", Role::Head).await;
    anna.says("/round").await;
    anna.presses("Начать").await;
    for _ in 0..6 {
        anna.presses("Не взял").await;
    }
    desk.pass_until("2026-11-24T13:00:30Z".parse().unwrap()).await;
    assert!(!anna.has("К 16:00"), "six of ten are enough: {}", anna.phone());
    for day in ["2026-11-25", "2026-11-26", "2026-11-27"] {
        desk.jump_to(&format!("{day}T12:30:00Z")).await;
        desk.pass_until(format!("{day}T13:00:30Z").parse().unwrap()).await;
    }
    assert!(anna.has("К 16:00 обзвонено 0 из 10"), "{}", anna.phone());
    head.says("/team").await;
    assert!(head.has("обзвон отставал 3 дня"), "{}", head.phone());
    anna.presses("Перенести остаток").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE text LIKE 'Продолжить обзвон%'").await, 1);
});

story!(a_deputy_calls_and_an_engineer_does_not, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (deputy, engineer) = (desk.staff("Денис", Role::Deputy).await, desk.staff("Егор", Role::Engineer).await);
    deputy.says("/round").await;
    assert!(deputy.has("Следующий обзвон начнётся 21 дек., пн"), "{}", deputy.phone());
    engineer.says("/round").await;
    assert!(!engineer.has("Следующий обзвон"), "{}", engineer.phone());
});
