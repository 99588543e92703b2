//! Stories of readiness.

use crate::{people::Role, playground::Desk, story};

story!(a_line_is_enough_to_write_down_when_a_site_is_ready, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.client("ТСН «Ромашка»", Some(&anna)).await;
    anna.says("площадка ромашка готова 15.12, 220 есть, интернета пока нет").await;
    insta::assert_snapshot!(anna.phone(), @"");
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"");
    anna.says("ромашка").await;
    insta::assert_snapshot!(anna.phone(), @"");
});

story!(a_site_is_written_down_from_the_clients_card_in_two_taps, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.client("ТСН «Ромашка»", Some(&anna)).await;
    anna.says("ромашка").await;
    anna.presses("🏗 Площадка").await;
    insta::assert_snapshot!(anna.phone(), @"");
    anna.says("когда-нибудь").await;
    assert!(anna.phone().starts_with("Не понял день"), "{}", anna.phone());
    anna.says("25.12").await;
    anna.presses("Сохранить").await;
    anna.presses("Другая дата").await;
    anna.says("28.12").await;
    anna.presses("▫️ 220 В").await;
    anna.presses("Почему сдвинулась").await;
    anna.says("не готов проезд").await;
    insta::assert_snapshot!(anna.phone(), @"");
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"");
    anna.presses("Отменить").await;
    anna.says("ромашка").await;
    anna.presses("🏗 Площадка").await;
    insta::assert_snapshot!(anna.phone(), @"");
});

story!(of_several_sites_each_has_its_own_day, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let lines = "Название;Менеджер;Адрес объекта\nРомашка;Анна;Лесная, 5\nРомашка;Анна;Садовая, 1\n";
    desk.imports("clients", "clients.csv", lines.as_bytes(), false).await.unwrap();
    anna.says("/ready ромашка").await;
    insta::assert_snapshot!(anna.phone(), @"");
    anna.presses("➕ Лесная").await;
    anna.says("15.12").await;
    anna.presses("Сохранить").await;
    anna.says("готовность ромашка будет готова 20.12").await;
    insta::assert_snapshot!(anna.phone(), @"");
    anna.presses("Клиент целиком").await;
    anna.presses("Сохранить").await;
    anna.presses("Все площадки").await;
    insta::assert_snapshot!(anna.phone(), @"");
});

story!(the_client_is_asked_once_and_says_yes_by_one_tap, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let client = desk.client("Ромашка", Some(&anna)).await;
    let olga = desk.contact(&anna, &client, "Ольга").await;
    anna.says("площадка ромашка готова 15.12").await;
    anna.presses("Сохранить").await;
    olga.hears();
    desk.wait_until("2026-12-07T20:00:00Z").await;
    assert_eq!(olga.hears(), [""; 0]);
    desk.wait_until("2026-12-08T08:00:00Z").await;
    insta::assert_snapshot!(olga.phone(), @"");
    assert_eq!(olga.hears().len(), 1);
    olga.presses("▫️ 220 В").await;
    let yes = olga.data("Да, всё в силе");
    insta::assert_snapshot!(olga.phone(), @"");
    anna.hears();
    olga.presses("Да, всё в силе").await;
    insta::assert_snapshot!(olga.phone(), @"");
    insta::assert_snapshot!(anna.phone(), @"");
    olga.forges(&yes).await;
    assert!(olga.toast().starts_with("Уже сделано"), "{}", olga.toast());
    assert_eq!(anna.hears().len(), 1);
    desk.wait_until("2026-12-14T20:00:00Z").await;
    assert!(!anna.has("Задача позвонить") && !olga.has("Когда площадка"));
});

story!(
    the_client_moves_the_day_in_own_words_and_an_old_button_counts_no_more,
    "2026-11-24T07:00:00Z",
    async |desk: &Desk| {
        let anna = desk.manager("Анна").await;
        let client = desk.client("Ромашка", Some(&anna)).await;
        let olga = desk.contact(&anna, &client, "Ольга").await;
        anna.says("площадка ромашка готова 15.12").await;
        anna.presses("Сохранить").await;
        desk.wait_until("2026-12-08T08:00:00Z").await;
        let yes = olga.data("Да, всё в силе");
        olga.presses("Сдвигается").await;
        insta::assert_snapshot!(olga.phone(), @"");
        olga.says("не раньше 28.12, не готов проезд").await;
        insta::assert_snapshot!(olga.phone(), @"");
        insta::assert_snapshot!(anna.phone(), @"");
        olga.forges(&yes).await;
        assert!(olga.toast().starts_with("Срок уже обновили"), "{}", olga.toast());
        anna.presses("🏗 Площадка").await;
        insta::assert_snapshot!(anna.phone(), @"");
    }
);

story!(who_does_not_answer_is_called_after_a_working_day, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let client = desk.client("Ромашка", Some(&anna)).await;
    let olga = desk.contact(&anna, &client, "Ольга").await;
    anna.says("площадка ромашка готова 14.12").await;
    anna.presses("Сохранить").await;
    desk.wait_until("2026-12-08T06:30:00Z").await;
    assert!(!anna.has("Задача позвонить"));
    desk.wait_until("2026-12-08T16:00:00Z").await;
    insta::assert_snapshot!(anna.sees("Задача позвонить"), @"");
    let asked = olga.hears().iter().filter(|said| said.contains("Всё в силе")).count();
    assert_eq!(asked, 1, "asked once");
    olga.presses("Да, всё в силе").await;
    anna.says("/today").await;
    assert!(!anna.phone().contains("Уточнить"), "the call needs nobody any more: {}", anna.phone());
});

story!(a_client_without_the_bot_is_called_at_once, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.client("Ромашка", Some(&anna)).await;
    anna.says("площадка ромашка готова 15.12").await;
    anna.presses("Сохранить").await;
    desk.wait_until("2026-12-08T07:00:00Z").await;
    insta::assert_snapshot!(anna.sees("спросить некого"), @"");
    anna.presses("🏗 Площадка").await;
    anna.presses("Всё в силе").await;
    insta::assert_snapshot!(anna.phone(), @"");
    anna.says("/today").await;
    assert!(!anna.phone().contains("Уточнить"), "{}", anna.phone());
});

story!(
    in_omsk_the_question_comes_in_the_morning_of_omsk_and_not_on_a_day_off,
    "2026-11-24T07:00:00Z",
    async |desk: &Desk| {
        let anna = desk.manager("Анна").await;
        let lines = "Название;Менеджер;Город;Часовой пояс\nСибирь;Анна;Омск;МСК+3\n";
        desk.imports("clients", "clients.csv", lines.as_bytes(), false).await.unwrap();
        anna.says("/clients").await;
        anna.says("площадка сибирь готова 19.12").await;
        anna.presses("Сохранить").await;
        anna.hears();
        // Five working days before Saturday is Monday the 14th; in Omsk it begins at 18:00 UTC of Sunday.
        desk.wait_until("2026-12-13T17:30:00Z").await;
        assert!(!anna.has("спросить некого"));
        desk.wait_until("2026-12-13T18:30:00Z").await;
        assert!(anna.has("спросить некого"));
        insta::assert_snapshot!(anna.sees("спросить некого"), @"");
    }
);

story!(a_foreign_site_is_as_absent_as_none, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, boris) = (desk.manager("Анна").await, desk.manager("Борис").await);
    let client = desk.client("Ромашка", Some(&anna)).await;
    let other = desk.client("Лотос", Some(&boris)).await;
    let olga = desk.contact(&anna, &client, "Ольга").await;
    let vera = desk.contact(&boris, &other, "Вера").await;
    anna.says("площадка ромашка готова 15.12").await;
    anna.presses("Сохранить").await;
    let show = anna.data("Другая дата");
    let absent = |data: &str| {
        let mut words: Vec<&str> = data.split(':').collect();
        words[1] = "AZoAAAAAcACAAAAAAAAAAA";
        words.join(":")
    };
    for data in [show.clone(), absent(&show)] {
        boris.forges(&data).await;
        assert_eq!(boris.toast(), "Такой площадки нет среди ваших клиентов.");
    }
    desk.wait_until("2026-12-08T08:00:00Z").await;
    let yes = olga.data("Да, всё в силе");
    for data in [yes.clone(), absent(&yes)] {
        vera.forges(&data).await;
        assert_eq!(vera.toast(), "Такой площадки нет.");
    }
});

story!(
    a_great_shift_is_told_to_the_head_and_what_has_passed_to_the_manager,
    "2026-11-24T07:00:00Z",
    async |desk: &Desk| {
        let victor = desk.staff("Виктор", Role::Head).await;
        let anna = desk.manager("Анна").await;
        desk.client("Ромашка", Some(&anna)).await;
        anna.says("площадка ромашка готова 01.12").await;
        anna.presses("Сохранить").await;
        anna.says("площадка ромашка готова 18.12").await;
        anna.presses("Сохранить").await;
        desk.wait_until("2026-11-25T07:00:00Z").await;
        insta::assert_snapshot!(victor.sees("сдвинулась"), @"");
        desk.wait_until("2026-12-17T07:00:00Z").await;
        insta::assert_snapshot!(anna.sees("скоро готова"), @"");
        desk.wait_until("2026-12-21T07:00:00Z").await;
        insta::assert_snapshot!(anna.sees("не подтверждена"), @"");
    }
);
