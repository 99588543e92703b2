//! Stories of the picture of the department's money.

use crate::{
    features::payments::{bank, opened},
    people::Role,
    playground::Desk,
    story,
};

story!(the_head_sees_what_came_and_what_did_not, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _) = opened(desk, "120;16.11.2026;7707083893;20000,50;30.11.2026\n").await;
    let head = desk.staff("Виктор", Role::Head).await;
    let statement = bank(
        23,
        &[
            (1, 5, 4_000, "7707083893", "Оплата по счету 118 от 15.10.2026"),
            (2, 20, 2_500, "500100732259", "Оплата по счету 119 от 15.10.2026"),
        ],
    );
    desk.imports("bank", "bank.txt", &statement, false).await.unwrap();
    head.says("/collection").await;
    insta::assert_snapshot!(head.phone(), @"
    [фото] 📊 Деньги отдела на 24 нояб., вт
    Поступило в этом месяце: 6 500 ₽, выставлено: 20 000,50 ₽
    К этому дню прошлого месяца: 0 ₽
    Просрочено 18 500 ₽
    [☰ Меню]
    ");
    let pictures: Vec<_> = head.messages().into_iter().filter_map(|message| message.photo).collect();
    assert_eq!(pictures.len(), 1);
    anna.says("/collection").await;
    assert!(!anna.has("Поступило"), "{}", anna.phone());
    head.says("/team").await;
    head.presses("Сбор").await;
    assert!(head.messages().iter().filter(|message| message.photo.is_some()).count() == 2, "{}", head.phone());
});
