//! What is not theirs, what another has taken, what a restart leaves: the talk holds.

use super::agree::{Three, needed, three};
use crate::{
    features::deliveries::{IGOR, OLGA, People, joins, people},
    people::Role,
    playground::Desk,
    story,
};

story!(agreed_on_the_phone_when_nobody_is_in_the_bot, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    let sergey = desk.staff("Сергей", Role::Engineer).await;
    needed(&anna).await;
    assert!(!anna.offers("Предложить клиенту"), "{}", anna.phone());
    anna.presses("По телефону").await;
    sergey.presses("26 нояб., чт, 14:00").await;
    assert!(anna.has("🤝 26 нояб., чт, 14:00–18:00, приедет Сергей"), "{}", anna.phone());
});

story!(a_foreign_installation_is_as_absent_as_none, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, maria, .. } = people(desk).await;
    let sergey = desk.staff("Сергей", Role::Engineer).await;
    let egor = desk.staff("Егор", Role::Engineer).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    let igor = joins(desk, &maria, "Лотос", "Игорь", IGOR).await;
    anna.says("/install Ромашка шлагбаум").await;
    anna.presses("🏗 Площадка").await;
    anna.says("25.11").await;
    anna.presses("📦 Товар").await;
    anna.presses("Товар не нужен").await;
    anna.presses("👷 Инженер").await;
    anna.presses("Сергей").await;
    anna.presses("Сохранить").await;
    let (offer, edit) = (anna.data("Предложить клиенту"), anna.data("Изменить"));
    anna.presses("Предложить клиенту").await;
    let all = olga.data("Подходит любой");
    olga.presses("Подходит любой").await;
    let take = sergey.data("25 нояб., ср, 09:00");
    let absent = |data: &str, word: &str| data.replace(&data[word.len()..word.len() + 22], "AAAAAAAAAAAAAAAAAAAAAA");
    for (stranger, data, word) in
        [(&maria, &offer, "install:"), (&maria, &edit, "install:"), (&igor, &all, "fits:"), (&egor, &take, "job:")]
    {
        stranger.forges(data).await;
        let refused = stranger.toast();
        stranger.forges(&absent(data, word)).await;
        assert_eq!(refused, stranger.toast(), "{data}");
        assert_eq!(refused, "Такого монтажа нет.");
    }
    assert_eq!(desk.count("SELECT COUNT(*) FROM installation WHERE starts_at IS NULL").await, 1);
    sergey.presses("25 нояб., ср, 09:00").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM installation WHERE starts_at IS NULL").await, 0);
});

story!(two_clients_want_the_same_half_day_and_one_has_it, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, maria, .. } = people(desk).await;
    let sergey = desk.staff("Сергей", Role::Engineer).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    let igor = joins(desk, &maria, "Лотос", "Игорь", IGOR).await;
    needed(&anna).await;
    anna.presses("Предложить клиенту").await;
    // What is offered to one is held for eight working hours, and offered to nobody else.
    maria.says("/install Лотос шлагбаум").await;
    maria.presses("🏗 Площадка").await;
    maria.says("25.11").await;
    maria.presses("📦 Товар").await;
    maria.presses("Товар не нужен").await;
    maria.presses("⏱ Длительность").await;
    maria.presses("4 часа").await;
    maria.presses("Сохранить").await;
    assert!(!maria.offers("25 нояб.") && maria.offers("30 нояб., пн, 09:00"), "{}", maria.phone());
    desk.jump_to("2026-11-25T08:00:00Z").await;
    maria.says("/installs").await;
    maria.presses("Без даты").await;
    maria.presses("М-2").await;
    assert!(maria.offers("26 нояб., чт, 09:00"), "the hold has lapsed: {}", maria.phone());
    maria.presses("Предложить клиенту").await;
    igor.presses("26 нояб., чт, 09:00").await;
    igor.presses("Готово (1)").await;
    olga.presses("26 нояб., чт, 09:00").await;
    olga.presses("Готово (1)").await;
    assert_eq!(olga.toast(), "Этот день только что заняли. Вот свободные.");
    insta::assert_snapshot!(olga.phone(), @"
    🔧 Монтаж №М-1, Москва, Лесная, 5, 4 часа
    🛠 установить стойку, закрепить стрелу, подключить питание и сеть, настроить проезд, показать охране

    Когда удобно? Отметьте все подходящие дни.
    [▫️ 26 нояб., чт, 14:00–18:00]
    [▫️ 27 нояб., пт, 09:00–13:00]
    [▫️ 27 нояб., пт, 14:00–18:00]
    [▫️ 30 нояб., пн, 09:00–13:00]
    [▫️ 30 нояб., пн, 14:00–18:00]
    [▫️ 1 дек., вт, 09:00–13:00]
    [✅ Подходит любой]
    [🕓 Другое время] [⏳ Пока не готовы]
    ");
    sergey.presses("26 нояб., чт, 09:00").await;
    assert!(igor.phone().contains("Договорились: 26 нояб., чт, 09:00–13:00"), "{}", igor.phone());
    assert_eq!(desk.count("SELECT COUNT(*) FROM engineer_half WHERE kind = 'taken'").await, 1);
});

story!(each_side_reads_its_own_clock, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let Three { anna, olga, sergey } = three(desk).await;
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::query("UPDATE client SET zone = 'Asia/Omsk', city = 'Омск' WHERE name = 'ТСН «Ромашка»'")
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    needed(&anna).await;
    anna.presses("Предложить клиенту").await;
    insta::assert_snapshot!(olga.phone(), @"
    🔧 Монтаж №М-1, Москва, Лесная, 5, 4 часа
    🛠 установить стойку, закрепить стрелу, подключить питание и сеть, настроить проезд, показать охране

    Когда удобно? Отметьте все подходящие дни.
    [▫️ 25 нояб., ср, 12:00–16:00 (мск+3)]
    [▫️ 26 нояб., чт, 12:00–16:00 (мск+3)]
    [▫️ 27 нояб., пт, 12:00–16:00 (мск+3)]
    [▫️ 30 нояб., пн, 12:00–16:00 (мск+3)]
    [▫️ 1 дек., вт, 12:00–16:00 (мск+3)]
    [▫️ 2 дек., ср, 12:00–16:00 (мск+3)]
    [✅ Подходит любой]
    [🕓 Другое время] [⏳ Пока не готовы]
    ");
    olga.presses("Подходит любой").await;
    sergey.presses("25 нояб., ср").await;
    insta::assert_snapshot!(sergey.phone(), @"
    🔧 М-1 · ТСН «Ромашка»

    🛠 Шлагбаум: установить стойку, закрепить стрелу, подключить питание и сеть, настроить проезд, показать охране
    ⏱ 4 часа · инженер любой
    📍 Москва, Лесная, 5
    👤 Ольга, +7 916 111-00-11
    🏗 Площадка готова с 25 нояб., ср
    📦 Товар уже на объекте

    🤝 Ваш выезд: 25 нояб., ср, 09:00–13:00 мск, у клиента 12:00–16:00 (мск+3)
    [🔁 Не смогу] [📅 В календарь]
    [🔩 Оборудование]
    ");
    assert!(olga.phone().contains("Договорились: 25 нояб., ср, 12:00–16:00 (мск+3)"), "{}", olga.phone());
});

story!(a_restart_between_any_two_steps_changes_nothing, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let Three { anna, olga, sergey } = three(desk).await;
    needed(&anna).await;
    desk.restart().await.unwrap();
    anna.presses("Предложить клиенту").await;
    desk.restart().await.unwrap();
    olga.presses("25 нояб., ср, 09:00").await;
    desk.restart().await.unwrap();
    olga.presses("Готово (1)").await;
    desk.restart().await.unwrap();
    sergey.presses("25 нояб., ср, 09:00").await;
    desk.restart().await.unwrap();
    assert!(olga.phone().contains("Договорились"), "{}", olga.phone());
    for phone in [&anna, &olga, &sergey] {
        let live = |message: &&crate::playground::telegram::Message| {
            !message.buttons.is_empty() && message.text.contains("М-1") && message.text.contains("стойку")
        };
        let messages = phone.messages();
        assert_eq!(messages.iter().filter(live).count(), 1, "one card with buttons: {}", phone.phone());
    }
});
