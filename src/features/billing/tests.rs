//! Stories of invoices sent again: what the manager taps, what the client gets, and that it can be paid by.

use crate::{
    bot::{document, seller},
    clients::Client,
    db::Id,
    features::{
        deliveries::{OLGA, joins},
        invoices::Invoice,
    },
    money::Money,
    paykit::{
        Reference, find,
        samples::{banked, day, scanned, sheets},
    },
    people::Role,
    playground::{Desk, Phone, ledger},
    story,
};
use encoding_rs::WINDOWS_1251;

const CLIENTS: &str = "Название;ИНН;Менеджер;Контакт;Должность;Телефон;Город;Часовой пояс;Почта\n\
    ТСН «Ромашка»;7707083893;Анна;Ольга;бухгалтер;+79161110011;Омск;Asia/Omsk;buh@example.ru\n\
    БЦ «Берёзка»;500100732259;Анна;Игорь;;+79161110022;Москва;;\n\
    ООО «Лотос»;7736050003;Мария;Вера;;+79161110033;Москва;;vera@example.ru\n";
const INVOICES: &str = "Номер;Дата;ИНН;Сумма;Срок\n118;16.11.2026;7707083893;12345,60;30.11.2026\n\
    119;16.11.2026;500100732259;15000;30.11.2026\n120;16.11.2026;7736050003;9000;30.11.2026\n";

/// Of the seller of the demo.
const ACCOUNT: &str = "40702810700000000118";

/// Anna keeps two clients and Maria one; Ольга of «Ромашка» in Omsk uses the bot; each owes by one invoice.
pub async fn opened(desk: &Desk) -> (Phone<'_>, Phone<'_>) {
    let anna = desk.manager("Анна").await;
    desk.manager("Мария").await;
    desk.imports("clients", "clients.csv", CLIENTS.as_bytes(), false).await.unwrap();
    let olga = joins(desk, &anna, "ТСН «Ромашка»", "Ольга", OLGA).await;
    invoices(desk, INVOICES).await;
    (anna, olga)
}

async fn invoices(desk: &Desk, table: &str) {
    let report = desk.imports("invoices", "invoices.csv", table.as_bytes(), false).await.unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
}

pub async fn without_seller(desk: &Desk) {
    let mut tx = desk.db.begin().await.unwrap();
    seller::keep(&mut tx, None).await.unwrap();
    tx.commit().await.unwrap();
}

pub async fn invoice(desk: &Desk, number: &str) -> (Id<Invoice>, Id<Client>) {
    let mut conn = desk.db.read().await.unwrap();
    let select = "SELECT id, client_id FROM invoice WHERE number = $1";
    sqlx::query_as(select).bind(number).fetch_one(&mut *conn).await.unwrap()
}

pub async fn sent(desk: &Desk) -> i64 {
    desk.count("SELECT COUNT(*) FROM invoice_sent").await
}

fn names(phone: &Phone<'_>) -> Vec<String> {
    phone.documents().into_iter().map(|(name, _)| name).collect()
}

/// What is in the three files, as a bank and an accountant's program read them: 12 345 roubles 60 kopecks by invoice 118.
pub fn can_be_paid_by(files: &[(String, Vec<u8>)]) {
    let [(pdf_name, pdf), (code_name, code), (order_name, order)] = files else { panic!("{} files", files.len()) };
    assert_eq!([pdf_name, code_name, order_name], ["Счёт 118.pdf", "QR 118.png", "118.txt"]);
    assert!(pdf.len() < document::LARGEST / 2, "{} bytes", pdf.len());
    let told = sheets(pdf).join(" ");
    for words in ["Счёт на оплату № 118", "12 345,60", "ООО «Пример»", "7700000009"] {
        assert!(told.contains(words), "no {words} in {told}");
    }
    let code = String::from_utf8(scanned(code)).unwrap();
    for field in ["Sum=1234560", "PersonalAcc=40702810700000000118", "PayeeINN=7700000009", "PayerINN=7707083893"] {
        assert!(code.contains(field), "no {field} in {code}");
    }
    let text = WINDOWS_1251.decode(order).0.into_owned();
    assert!(text.contains("Сумма=12345.60\r\n"), "{text}");
    let operations = banked(order, ACCOUNT);
    let [(sum, purpose)] = &operations[..] else { panic!("{operations:?}") };
    assert_eq!(*sum, Money::from_kopecks(1_234_560));
    assert_eq!(find(purpose), [Reference::of("118", day("2026-11-16"))]);
    assert!(code.contains(&format!("Purpose={purpose}")), "{code}");
}

story!(a_duplicate_goes_out_in_two_taps_and_can_be_paid_by, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, olga) = opened(desk).await;
    anna.says("/find Ромашка").await;
    anna.presses("Дубль счёта").await;
    insta::assert_snapshot!(anna.phone(), @"
    🧾 ТСН «Ромашка»: куда отправить?
    Счёт 118 от 16 нояб., пн: 12 345,60 ₽, срок 30 нояб., пн
    👤 Получит: Ольга
    [💬 Клиенту в Telegram] [📄 Файл мне]
    [✉️ Почтой]
    ");
    anna.presses("Клиенту в Telegram").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Счёт 118 отправлен: Ольга. Вместе с ним QR-код и платёжное поручение.
    [🏢 Клиент]
    [☰ Меню]
    ");
    can_be_paid_by(&olga.documents());
    insta::assert_snapshot!(olga.sees("К оплате"), @"
    [файл Счёт 118.pdf] 🧾 Счёт 118 от 16 нояб., пн
    К оплате 12 345,60 ₽, срок 30 нояб., пн
    ");
    insta::assert_snapshot!(olga.phone(), @"
    [файл 118.txt] 📥 Платёжное поручение: загрузите файл в 1С или в клиент-банк, вводить ничего не нужно
    [📋 Скопировать назначение]
    [📋 Скопировать счёт] [📋 ИНН]
    [✅ Получил] [⚠️ Не тот счёт]
    ");
    assert_eq!(olga.hears().len(), 3, "as few as can be");
    anna.says("/find Ромашка").await;
    assert!(anna.has("Счёт 118 отправлен 10:00 · Ольга"), "{}", anna.phone());
});

story!(a_double_tap_sends_once_and_the_second_time_is_asked_for, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, olga) = opened(desk).await;
    anna.says("/invoice ромашка").await;
    anna.taps("Клиенту в Telegram");
    anna.taps("Клиенту в Telegram");
    desk.pump().await;
    assert_eq!((sent(desk).await, olga.documents().len()), (1, 3));
    assert!(anna.phone().contains("уже отправлен 10:00. Отправить ещё раз?"), "{}", anna.phone());
    anna.taps("Отправить ещё раз");
    anna.taps("Отправить ещё раз");
    desk.pump().await;
    assert_eq!((sent(desk).await, olga.documents().len()), (2, 6), "once more is once more");
    assert!(anna.phone().contains("Отправить ещё раз?"), "{}", anna.phone());
    desk.clock.set("2026-11-25T07:00:01Z".parse().unwrap());
    anna.says("/invoice ромашка").await;
    anna.presses("Клиенту в Telegram").await;
    assert_eq!(sent(desk).await, 3, "a day later nobody is asked");
});

story!(what_the_client_says_to_it_is_kept_once_and_told, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, olga) = opened(desk).await;
    anna.says("/invoice ромашка").await;
    anna.presses("Клиенту в Telegram").await;
    let (got, wrong) = (olga.data("Получил"), olga.data("Не тот счёт"));
    desk.clock.set("2026-11-24T07:20:00Z".parse().unwrap());
    olga.presses("Получил").await;
    insta::assert_snapshot!(olga.phone(), @"
    [файл 118.txt] 📥 Платёжное поручение: загрузите файл в 1С или в клиент-банк, вводить ничего не нужно
    ✅ Получено 13:20. Спасибо!
    [📋 Скопировать назначение]
    [📋 Скопировать счёт] [📋 ИНН]
    ");
    desk.clock.set("2026-11-24T08:00:00Z".parse().unwrap());
    olga.forges(&got).await;
    let first = "SELECT COUNT(*) FROM invoice_sent WHERE confirmed_at LIKE '2026-11-24T07:20%'";
    assert_eq!(desk.count(first).await, 1);
    anna.says("/find Ромашка").await;
    assert!(anna.phone().contains("получен 10:20"), "{}", anna.phone());
    assert!(!anna.has("счёт 118 не тот"));
    olga.forges(&wrong).await;
    olga.forges(&wrong).await;
    let told =
        anna.messages().iter().filter(|message| message.text.contains("Ольга пишет, что счёт 118 не тот")).count();
    assert_eq!(told, 1, "{}", anna.phone());
    assert!(anna.offers("Звонок"), "{}", anna.phone());
});

story!(a_client_takes_what_is_open_by_one_tap, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (_, olga) = opened(desk).await;
    olga.says("/pay").await;
    insta::assert_snapshot!(olga.phone(), @"
    💳 Открытые счета. Нажмите на счёт: пришлём PDF, QR-код и платёжное поручение.
    Счёт 118 от 16 нояб., пн: 12 345,60 ₽, срок 30 нояб., пн
    [🧾 Счёт 118 · 12 345,60 ₽]
    [☰ Меню]
    ");
    olga.taps("Счёт 118");
    olga.taps("Счёт 118");
    desk.pump().await;
    can_be_paid_by(&olga.documents());
    assert!(olga.phone().contains("уже отправлен 13:00: он выше в этом чате"), "{}", olga.phone());
    olga.presses("Отправить ещё раз").await;
    assert_eq!((sent(desk).await, olga.documents().len()), (2, 6));
    let statement = ledger::statement(
        day("2026-11-20"),
        day("2026-11-23"),
        [ledger::Order {
            number: 1,
            on: day("2026-11-23"),
            sum: Money::from_kopecks(1_234_560),
            inn: "7707083893",
            name: "ТСН «Ромашка»",
            purpose: "Оплата по счёту 118".to_owned(),
        }],
    );
    desk.imports("bank", "bank.txt", &statement, false).await.unwrap();
    olga.presses("Счёт 118").await;
    assert!(olga.has("уже оплачен"), "{}", olga.phone());
    olga.says("оплата").await;
    assert!(olga.has("Открытых счетов нет"), "{}", olga.phone());
});

story!(a_night_in_omsk_is_waited_out_but_not_by_who_asks, "2026-11-24T14:30:00Z", async |desk: &Desk| {
    let (anna, olga) = opened(desk).await;
    desk.clock.set("2026-11-24T21:30:00Z".parse().unwrap());
    anna.says("/invoice ромашка").await;
    anna.presses("Клиенту в Telegram").await;
    assert!(anna.phone().contains("уйдёт в 09:00 по Омску: Ольга"), "{}", anna.phone());
    assert_eq!(olga.documents().len(), 0);
    anna.says("/find Ромашка").await;
    assert_eq!(anna.phone().matches("клиенту уйдёт").count(), 1, "three files are one: {}", anna.phone());
    desk.wait_until("2026-11-25T03:00:30Z").await;
    can_be_paid_by(&olga.documents());
    desk.clock.set("2026-11-25T21:30:00Z".parse().unwrap());
    olga.says("/pay").await;
    olga.presses("Счёт 118").await;
    assert_eq!(olga.documents().len(), 6, "whoever asks is answered at any hour");
});

story!(where_nobody_uses_the_bot_the_manager_hands_the_files_on, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, olga) = opened(desk).await;
    anna.says("/invoice берёзка").await;
    assert!(anna.phone().contains("Никто из клиента не пользуется ботом"), "{}", anna.phone());
    anna.presses("Клиенту в Telegram").await;
    assert!(anna.has("Никто из БЦ «Берёзка» не пользуется ботом. Счёт 119 в этом чате"), "{}", anna.phone());
    assert_eq!(names(&anna), ["Счёт 119.pdf", "QR 119.png", "119.txt"]);
    assert!(anna.phone().contains("Назначение платежа: Оплата по счёту № 119"), "{}", anna.phone());
    anna.says("/invoice ромашка").await;
    anna.presses("Файл мне").await;
    assert!(anna.has("Счёт 118 для ТСН «Ромашка» в этом чате"), "{}", anna.phone());
    assert_eq!((anna.documents().len(), olga.documents().len()), (6, 0));
});

story!(all_that_is_open_goes_out_together, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, olga) = opened(desk).await;
    invoices(desk, "Номер;Дата;ИНН;Сумма;Срок\n121/2;20.11.2026;7707083893;100;04.12.2026\n").await;
    anna.says("/invoice ромашка").await;
    insta::assert_snapshot!(anna.phone(), @"
    🧾 ТСН «Ромашка»: какой счёт отправить?
    Счёт 118 от 16 нояб., пн: 12 345,60 ₽, срок 30 нояб., пн
    Счёт 121/2 от 20 нояб., пт: 100 ₽, срок 4 дек., пт
    [🧾 Счёт 118 · 12 345,60 ₽]
    [🧾 Счёт 121/2 · 100 ₽]
    [🧾 Все открытые]
    ");
    anna.presses("Счёт 121/2").await;
    anna.presses("Клиенту в Telegram").await;
    assert_eq!(names(&olga), ["Счёт 121-2.pdf", "QR 121-2.png", "121-2.txt"]);
    anna.says("/invoice ромашка").await;
    anna.presses("Все открытые").await;
    anna.presses("Клиенту в Telegram").await;
    assert!(anna.phone().contains("Счёт 118 отправлен: Ольга"), "the other has been there: {}", anna.phone());
    assert_eq!(olga.documents().len(), 6);
});

story!(without_our_details_accounting_sends_it_in_four_hours, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, olga) = opened(desk).await;
    let irina = desk.staff("Ирина", Role::Accounting).await;
    without_seller(desk).await;
    let tasks = "SELECT COUNT(*) FROM task WHERE kind = 'paper' AND state = 'open' AND text = 'Отправить счёт 118'";
    olga.says("/pay").await;
    olga.presses("Счёт 118").await;
    assert!(olga.has("Готовим счёт 118: пришлём до 18:00"), "four hours, in Omsk: {}", olga.phone());
    assert!(irina.has("Отправьте ТСН «Ромашка» счёт 118 до 15:00. Просит Ольга"), "{}", irina.phone());
    assert!(anna.has("Ольга просит счёт 118. Ирина отправит до 15:00"), "{}", anna.phone());
    olga.presses("🧾 Счёт 118").await;
    assert!(olga.has("Счёт уже готовим: вы просили 13:00"), "{}", olga.phone());
    assert_eq!(desk.count(tasks).await, 1);
    anna.says("/invoice ромашка").await;
    anna.presses("Клиенту в Telegram").await;
    assert!(anna.phone().contains("Задача отправить счёт уже поставлена 10:00"), "{}", anna.phone());
    assert_eq!(desk.count(tasks).await, 1);
    desk.clock.set("2026-11-26T07:00:00Z".parse().unwrap());
    anna.says("/invoice ромашка").await;
    anna.presses("Клиенту в Telegram").await;
    insta::assert_snapshot!(anna.phone(), @"
    🧾 Ирина отправит счёт 118 до 15:00: задача поставлена.
    Комплекта для оплаты нет: в настройках бота не указаны наши реквизиты.
    [🏢 Клиент]
    [☰ Меню]
    ");
    assert_eq!((desk.count(tasks).await, olga.documents().len()), (2, 0));
});

story!(accounting_is_reminded_after_three_hours_and_late_after_four, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, olga) = opened(desk).await;
    let irina = desk.staff("Ирина", Role::Accounting).await;
    without_seller(desk).await;
    olga.says("/pay").await;
    olga.presses("Счёт 118").await;
    let told = |phone: &Phone<'_>, words: &str| phone.messages().iter().filter(|one| one.text.contains(words)).count();
    let (reminder, late) =
        ("Отправить счёт 118 нужно до 15:00", "Ирина не успевает: Отправить счёт 118 нужно было до 15:00");
    desk.jump_to("2026-11-24T09:59:00Z").await;
    assert_eq!(told(&irina, reminder), 0, "{}", irina.phone());
    for moment in ["2026-11-24T11:00:30Z", "2026-11-24T11:30:00Z", "2026-11-24T11:59:00Z"] {
        desk.jump_to(moment).await;
        assert_eq!((told(&irina, reminder), told(&anna, late)), (1, 0), "{moment}: {}", irina.phone());
    }
    for moment in ["2026-11-24T12:01:00Z", "2026-11-24T13:00:00Z", "2026-11-25T07:00:00Z"] {
        desk.jump_to(moment).await;
        assert_eq!((told(&irina, reminder), told(&anna, late)), (1, 1), "{moment}: {}", anna.phone());
    }
});

story!(a_task_that_is_done_reminds_nobody, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, olga) = opened(desk).await;
    let irina = desk.staff("Ирина", Role::Accounting).await;
    without_seller(desk).await;
    olga.says("/pay").await;
    olga.presses("Счёт 118").await;
    irina.says("/today").await;
    irina.presses("Отправить счёт 118").await;
    irina.presses("Сделано").await;
    desk.wait_until("2026-11-25T07:00:00Z").await;
    assert!(!irina.has("нужно до 15:00") && !anna.has("не успевает"), "{} {}", irina.phone(), anna.phone());
});

story!(without_accounting_whoever_keeps_the_client_sends_it, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, olga) = opened(desk).await;
    without_seller(desk).await;
    olga.says("/pay").await;
    olga.presses("Счёт 118").await;
    assert!(anna.has("Отправьте ТСН «Ромашка» счёт 118 до 15:00"), "{}", anna.phone());
    assert!(!anna.has("просит счёт 118."), "once is enough: {}", anna.phone());
});

story!(whoever_asks_three_months_running_is_to_get_invoices_otherwise, "2026-09-15T07:00:00Z", async |desk: &Desk| {
    let (anna, _) = opened(desk).await;
    for moment in ["2026-09-15T07:00:00Z", "2026-10-15T07:00:00Z", "2026-11-16T07:00:00Z"] {
        assert!(!anna.has("третий месяц подряд"), "{}", anna.phone());
        desk.clock.set(moment.parse().unwrap());
        anna.says("/invoice ромашка").await;
        anna.presses("Клиенту в Telegram").await;
    }
    assert!(anna.phone().contains("третий месяц подряд"), "{}", anna.phone());
    let mend = anna.data("Исправить канал");
    anna.presses("Исправить канал").await;
    anna.forges(&mend).await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE text LIKE 'Исправить канал%'").await, 1);
});

story!(what_is_foreign_is_as_absent_as_what_never_was, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, olga) = opened(desk).await;
    let (foreign, lotos) = invoice(desk, "120").await;
    let (mine, _) = invoice(desk, "118").await;
    let nobody = Id::<Invoice>::new();
    for id in [foreign.short(), nobody.short()] {
        for data in [format!("kit:get:one:{id}"), format!("kit:get:all:{id}"), format!("kit:got:{id}")] {
            olga.forges(&data).await;
            assert_eq!(olga.toast(), "Такого счёта нет.", "{data}");
        }
        for data in [format!("billing:where:one:{id}"), format!("billing:send:one:{id}:telegram:0")] {
            anna.forges(&data).await;
            assert_eq!(anna.toast(), "Такого счёта нет.", "{data}");
        }
    }
    for press in ["kit:get:all", "kit:wrong"] {
        olga.forges(&format!("{press}:{}", lotos.short())).await;
        assert_eq!(olga.toast(), "Такого счёта нет.", "{press}");
    }
    olga.forges(&format!("billing:send:one:{}:telegram:0", mine.short())).await;
    assert_eq!((sent(desk).await, olga.documents().len()), (0, 0));
    olga.forges(&format!("kit:get:one:{}", mine.short())).await;
    assert_eq!((sent(desk).await, olga.documents().len()), (1, 3), "the own one comes");
});
