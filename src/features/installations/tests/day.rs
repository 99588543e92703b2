//! The day itself, and what slips before it.

use super::agree::{Three, agreed, needed, three};
use crate::{features::deliveries::booked, people::Role, playground::Desk, story};

story!(both_are_reminded_and_say_that_it_stays_so, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let Three { anna, olga, sergey } = three(desk).await;
    needed(&anna).await;
    agreed(&anna, &olga, &sergey, "30 нояб., пн, 09:00").await;
    olga.hears();
    desk.wait_until("2026-11-26T06:59:00Z").await;
    assert_eq!(olga.hears(), [""; 0]);
    desk.jump_to("2026-11-26T07:01:00Z").await;
    insta::assert_snapshot!(olga.hears().join("\n---\n"), @"
    🔧 Монтаж №М-1, Москва, Лесная, 5, 4 часа
    🛠 установить стойку, закрепить стрелу, подключить питание и сеть, настроить проезд, показать охране

    🤝 Договорились: 30 нояб., пн, 09:00–13:00. Приедет Сергей.
    🏗 К приезду нужны 220 В, интернет и доступ на место.
    ");
    desk.jump_to("2026-11-27T09:01:00Z").await;
    insta::assert_snapshot!(olga.phone(), @"
    🔧 Монтаж №М-1, Москва, Лесная, 5, 4 часа
    🛠 установить стойку, закрепить стрелу, подключить питание и сеть, настроить проезд, показать охране

    🤝 Договорились: 30 нояб., пн, 09:00–13:00. Приедет Сергей.
    🏗 К приезду нужны 220 В, интернет и доступ на место.
    Всё в силе?
    [✅ Подтверждаю]
    [🔁 Перенести] [📅 В календарь]
    ");
    olga.presses("Подтверждаю").await;
    assert!(olga.phone().contains("Вы подтвердили"), "{}", olga.phone());
    sergey.presses("Подтверждаю").await;
    assert!(anna.sees("Накануне").contains("клиент подтвердил, инженер подтвердил"), "{}", anna.sees("Накануне"));
    desk.jump_to("2026-11-27T14:05:00Z").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE state = 'open' AND kind = 'call'").await, 0);
    sergey.hears();
    desk.wait_until("2026-11-30T05:31:00Z").await;
    insta::assert_snapshot!(sergey.phone(), @"
    🔧 М-1 · ТСН «Ромашка»

    🛠 Шлагбаум: установить стойку, закрепить стрелу, подключить питание и сеть, настроить проезд, показать охране
    ⏱ 4 часа · инженер любой
    📍 Москва, Лесная, 5
    👤 Ольга, +7 916 111-00-11
    🏗 Площадка готова с 25 нояб., ср
    📦 Товар уже на объекте

    🤝 Ваш выезд: 30 нояб., пн, 09:00–13:00
    ☑️ Вы подтвердили.
    [📍 Приехал]
    [🔁 Не смогу] [📅 В календарь]
    [🔩 Оборудование]
    ");
    assert_eq!(sergey.hears().len(), 1, "once, in the morning");
});

story!(who_is_silent_the_day_before_is_called, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let Three { anna, olga, sergey } = three(desk).await;
    needed(&anna).await;
    agreed(&anna, &olga, &sergey, "27 нояб., пт, 09:00").await;
    desk.wait_until("2026-11-26T09:05:00Z").await;
    sergey.presses("Подтверждаю").await;
    anna.hears();
    desk.wait_until("2026-11-26T14:05:00Z").await;
    assert_eq!(
        anna.hears(),
        ["📞 М-1 · ТСН «Ромашка»: не все подтвердили завтрашний монтаж. Задача позвонить поставлена."]
    );
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE state = 'open' AND kind = 'call'").await, 1);
    desk.wait_until("2026-11-26T15:05:00Z").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE state = 'open' AND kind = 'call'").await, 1, "once");
});

story!(the_engineer_comes_does_it_and_the_client_accepts, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let Three { anna, olga, sergey } = three(desk).await;
    needed(&anna).await;
    agreed(&anna, &olga, &sergey, "25 нояб., ср, 09:00").await;
    desk.wait_until("2026-11-25T06:05:00Z").await;
    sergey.presses("Приехал").await;
    insta::assert_snapshot!(sergey.phone(), @"
    🔧 М-1 · ТСН «Ромашка»

    🛠 Шлагбаум: установить стойку, закрепить стрелу, подключить питание и сеть, настроить проезд, показать охране
    ⏱ 4 часа · инженер любой
    📍 Москва, Лесная, 5
    👤 Ольга, +7 916 111-00-11
    🏗 Площадка готова с 25 нояб., ср
    📦 Товар уже на объекте

    📍 Инженер на месте с 09:05
    📷 Снимки присылайте сюда.
    [✅ Готово]
    [🚫 Не смог]
    [🔩 Оборудование]
    ");
    assert!(olga.phone().contains("Инженер на объекте"), "{}", olga.phone());
    sergey.sends_photo(b"\xff\xd8\xff", "Стойка на месте").await;
    assert!(sergey.phone().contains("Снимок сохранён"), "{}", sergey.phone());
    let done = sergey.data("Готово");
    sergey.presses("Готово").await;
    sergey.forges(&done).await;
    assert!(sergey.toast().starts_with("Уже сделано"), "{}", sergey.toast());
    sergey.presses("Подписан").await;
    insta::assert_snapshot!(sergey.phone(), @"
    🔧 М-1 · ТСН «Ромашка»

    🛠 Шлагбаум: установить стойку, закрепить стрелу, подключить питание и сеть, настроить проезд, показать охране
    ⏱ 4 часа · инженер любой
    📍 Москва, Лесная, 5
    👤 Ольга, +7 916 111-00-11
    🏗 Площадка готова с 25 нояб., ср
    📦 Товар уже на объекте

    ✅ Сделано 09:05
    📄 Акт подписан
    📷 1 снимок
    ");
    insta::assert_snapshot!(olga.phone(), @"
    🔧 Монтаж №М-1, Москва, Лесная, 5, 4 часа
    🛠 установить стойку, закрепить стрелу, подключить питание и сеть, настроить проезд, показать охране

    ✅ Монтаж сделан.
    Принимаете работу?
    [👍 Принимаю] [✋ Есть замечания]
    ");
    olga.presses("Принимаю").await;
    insta::assert_snapshot!(olga.phone(), @"
    🔧 Монтаж №М-1, Москва, Лесная, 5, 4 часа
    🛠 установить стойку, закрепить стрелу, подключить питание и сеть, настроить проезд, показать охране

    ✅ Монтаж сделан.
    👍 Спасибо, приняли.
    ");
    insta::assert_snapshot!(anna.sees("сделан"), @"
    ✅ Сергей: монтаж сделан. М-1 · ТСН «Ромашка»
    [🔧 М-1 · ТСН «Ромашка»]
    ");
    anna.says("/installs").await;
    assert!(anna.phone().contains("Согласованные даты выдержаны: 1 из 1 (100,0 %)"), "{}", anna.phone());
    assert_eq!(desk.count("SELECT COUNT(*) FROM paper WHERE state = 'signed'").await, 1);
});

story!(remarks_of_the_client_are_a_claim, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let Three { anna, olga, sergey } = three(desk).await;
    needed(&anna).await;
    agreed(&anna, &olga, &sergey, "25 нояб., ср, 09:00").await;
    desk.wait_until("2026-11-25T06:05:00Z").await;
    sergey.presses("Приехал").await;
    sergey.presses("Готово").await;
    anna.hears();
    olga.presses("Есть замечания").await;
    olga.says("Стрела задевает козырёк").await;
    insta::assert_snapshot!(olga.phone(), @"
    🔧 Монтаж №М-1, Москва, Лесная, 5, 4 часа

    ✋ «Стрела задевает козырёк»

    Можно добавить слова и снимки. Отправляем?
    [📨 Отправить]
    [✖️ Отмена]
    ");
    olga.presses("Отправить").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM claim WHERE kind = 'installation'").await, 1);
    assert!(anna.has("Стрела задевает козырёк"), "{}", anna.phone());
});

story!(a_visit_that_fails_is_known_at_once_and_agreed_anew, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let Three { anna, olga, sergey } = three(desk).await;
    let victor = desk.staff("Глава", Role::Head).await;
    needed(&anna).await;
    agreed(&anna, &olga, &sergey, "25 нояб., ср, 09:00").await;
    desk.wait_until("2026-11-25T06:05:00Z").await;
    sergey.presses("Приехал").await;
    sergey.presses("Не смог").await;
    sergey.presses("Не пустили на объект").await;
    assert!(victor.has("выезд не состоялся"), "{}", sergey.phone());
    insta::assert_snapshot!(anna.sees("не состоялся"), @"
    🚫 Сергей: выезд не состоялся. М-1 · ТСН «Ромашка»: «Не пустили на объект»
    [🔧 М-1 · ТСН «Ромашка»]
    ");
    assert_eq!(desk.count("SELECT COUNT(*) FROM engineer_half").await, 0);
    anna.says("/installs").await;
    assert!(anna.phone().contains("0 из 1 (0,0 %)"), "{}", anna.phone());
    anna.presses("Без даты").await;
    anna.presses("М-1").await;
    anna.presses("Предложить клиенту").await;
    assert!(olga.offers("Подходит любой"), "{}", olga.phone());
});

story!(
    a_day_given_up_within_a_day_is_told_to_the_head_and_the_second_move_alarms,
    "2026-11-24T07:00:00Z",
    async |desk: &Desk| {
        let Three { anna, olga, sergey } = three(desk).await;
        let victor = desk.staff("Глава", Role::Head).await;
        needed(&anna).await;
        agreed(&anna, &olga, &sergey, "25 нояб., ср, 09:00").await;
        desk.jump_to("2026-11-24T12:00:00Z").await;
        sergey.presses("Не смогу").await;
        sergey.presses("Срочный выезд").await;
        assert!(victor.has("Перенос меньше чем за сутки: Сергей, М-1"), "{}", victor.phone());
        assert!(olga.offers("Подходит любой"), "others are proposed at once: {}", olga.phone());
        olga.presses("Подходит любой").await;
        sergey.presses("27 нояб., пт, 09:00").await;
        anna.hears();
        olga.presses("Перенести").await;
        olga.presses("Неудобно в этот день").await;
        desk.wait_until("2026-11-24T12:10:00Z").await;
        assert!(anna.has("перенесена 2 раза"), "{}", anna.phone());
    }
);

story!(a_site_that_slips_is_found_in_every_day_that_stands_on_it, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let Three { anna, olga, sergey } = three(desk).await;
    needed(&anna).await;
    agreed(&anna, &olga, &sergey, "27 нояб., пт, 09:00").await;
    needed(&anna).await;
    anna.presses("Предложить клиенту").await;
    olga.hears();
    anna.hears();
    sergey.hears();
    anna.says("площадка ромашка готова 4.12").await;
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.hears().join("\n---\n"), @"
    ✅ Записал новую дату.

    🏗 Готовность площадки · ТСН «Ромашка»
    📍 Москва, Лесная, 5

    Площадка будет готова 4 дек., пт
    🔌 про 220 В и интернет не знаем
    Узнали 24 нояб., вт по телефону · Анна
    Клиента спросим 27 нояб., пт: всё ли в силе.

    История:
    24 нояб., вт: 25 нояб., ср → 4 дек., пт · по телефону · Анна
    24 нояб., вт: 25 нояб., ср в силе · по телефону · Анна
    24 нояб., вт: 25 нояб., ср · по телефону · Анна
    ---
    ⚠️ М-1 · ТСН «Ромашка»: 27 нояб., пт, 09:00–13:00 больше не выходит — раньше 4 дек., пт не успеем. Предложите новые дни одним касанием.
    ---
    ⚠️ М-2 · ТСН «Ромашка»: предложенные дни больше не выходят. Предложите новые.
    ");
    insta::assert_snapshot!(sergey.hears().join("\n---\n"), @"🔁 М-1 · ТСН «Ромашка»: 27 нояб., пт, 09:00–13:00 отменяется.");
    assert_eq!(desk.count("SELECT COUNT(*) FROM engineer_half").await, 0);
    assert_eq!(desk.count("SELECT COUNT(*) FROM installation WHERE state = 'need'").await, 2);
    desk.wait_until("2026-11-24T08:00:00Z").await;
    assert_eq!(anna.hears(), [""; 0], "said once");
    anna.presses("Предложить клиенту").await;
    let messages = olga.messages();
    let mut buttons = messages.iter().flat_map(|message| message.buttons.iter().flatten());
    assert!(buttons.any(|button| button.text.contains("4 дек., пт, 09:00")), "{}", olga.phone());
});

story!(goods_that_slip_are_found_too, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let Three { anna, olga, sergey } = three(desk).await;
    anna.says("/install Ромашка шлагбаум").await;
    anna.presses("🏗 Площадка").await;
    anna.says("25.11").await;
    anna.presses("📦 Товар").await;
    anna.presses("Ждём к дате").await;
    anna.says("26.11").await;
    anna.presses("⏱ Длительность").await;
    anna.presses("4 часа").await;
    anna.presses("Сохранить").await;
    agreed(&anna, &olga, &sergey, "27 нояб., пт, 09:00").await;
    anna.hears();
    anna.presses("Изменить").await;
    anna.presses("📦 Товар").await;
    anna.presses("Ждём к дате").await;
    anna.says("30.11").await;
    anna.presses("Сохранить").await;
    desk.wait_until("2026-11-24T07:10:00Z").await;
    assert!(anna.has("27 нояб., пт, 09:00–13:00 больше не выходит — раньше 1 дек., вт не успеем"), "{}", anna.phone());
    assert!(!olga.phone().contains("Договорились"), "{}", olga.phone());
});

story!(a_delivery_that_slips_is_found_too, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let Three { anna, olga, sergey } = three(desk).await;
    booked(&anna, "Ромашка 2 пульт большой завтра 10-14").await;
    anna.says("/install Ромашка шлагбаум").await;
    anna.presses("🏗 Площадка").await;
    anna.says("25.11").await;
    anna.presses("📦 Товар").await;
    anna.presses("Д-1").await;
    anna.presses("⏱ Длительность").await;
    anna.presses("4 часа").await;
    anna.presses("Сохранить").await;
    agreed(&anna, &olga, &sergey, "27 нояб., пт, 09:00").await;
    let slips = async |to: &str| {
        let mut tx = desk.db.begin().await.unwrap();
        sqlx::query("UPDATE delivery SET ends_at = $1").bind(to).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
    };
    slips("2026-11-26T11:00:00.000Z").await;
    desk.wait_until("2026-11-24T07:10:00Z").await;
    assert!(!anna.has("больше не выходит"), "the day before is early enough: {}", anna.phone());
    slips("2026-11-30T11:00:00.000Z").await;
    desk.wait_until("2026-11-24T07:20:00Z").await;
    assert!(anna.has("27 нояб., пт, 09:00–13:00 больше не выходит — раньше 1 дек., вт не успеем"), "{}", anna.phone());
    assert_eq!(desk.count("SELECT COUNT(*) FROM engineer_half").await, 0);
});

story!(the_day_goes_into_a_phones_calendar, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let Three { anna, olga, sergey } = three(desk).await;
    needed(&anna).await;
    agreed(&anna, &olga, &sergey, "25 нояб., ср, 09:00").await;
    olga.presses("В календарь").await;
    let message = olga.messages().pop().unwrap();
    let file = message.document.expect("a file");
    assert_eq!(file.name, "montazh-1.ics");
    let bytes = desk.telegram.file(&file.path).unwrap();
    let text = String::from_utf8(bytes.1.to_vec()).unwrap();
    assert!(text.contains("DTSTART:20261125T060000Z") && text.contains("STATUS:CONFIRMED"), "{text}");
    assert!(message.text.contains("Монтаж PASS24 №М-1: 25 нояб., ср, 09:00–13:00"), "{}", message.text);
});
