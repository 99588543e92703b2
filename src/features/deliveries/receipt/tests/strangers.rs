//! Who has nothing to do with a delivery finds none, whatever they press, write or send.

use super::*;

/// What a press on a delivery that never was is answered with.
async fn absent(phone: &Phone<'_>) -> String {
    phone.says("/menu").await;
    phone.forges(&format!("got:{}:0:yes", Id::<Delivery>::new().short())).await;
    phone.toast()
}

story!(a_button_of_another_client_is_a_button_of_nothing, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    let nina = joins(desk, &all.anna, "Ромашка", "Нина").await;
    let igor = joins(desk, &all.maria, "Лотос", "Игорь").await;
    let delivery = delivered(desk, &all, "пульты×4").await;
    let buttons = ["Всё получил", "Есть проблема", "Ещё нет", "Принял другой"].map(|words| olga.data(words));
    for phone in [&igor, &nina] {
        let nothing = absent(phone).await;
        for button in &buttons {
            phone.forges(button).await;
            assert_eq!(phone.toast(), nothing, "{button}");
        }
    }
    let parcel = format!("parcel:{}", delivery.id.short());
    igor.forges(&format!("parcel:{}", Id::<Delivery>::new().short())).await;
    let nothing = igor.toast();
    igor.forges(&parcel).await;
    assert_eq!(igor.toast(), nothing);
    assert!(!igor.has("пульты"), "{}", igor.phone());
    assert_eq!((now(desk, delivery.id).await.state, receipt(desk, delivery.id).await.rev), (State::Delivered, 0));
    // The one it is for can.
    olga.presses("Всё получил").await;
    assert_eq!(grade(desk, delivery.id).await, Some(Grade::A));
});

story!(who_lost_the_client_sees_nothing_more, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    let pavel = joins(desk, &all.anna, "Ромашка", "Павел").await;
    let delivery = delivered(desk, &all, "пульты×4").await;
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::query("UPDATE contact SET person_id = NULL WHERE name = 'Павел'").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    let old = pavel.data("Всё получил");
    let nothing = absent(&pavel).await;
    pavel.forges(&old).await;
    assert_eq!(pavel.toast(), nothing);
    pavel.replies_with_photo("Привезли доставку", b"\xff\xd8\xff", "").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM receipt_file").await, 0);
    let before = pavel.sees("Привезли доставку");
    olga.presses("Всё получил").await;
    assert_eq!(pavel.sees("Привезли доставку"), before, "he is told nothing more");
    assert_eq!(grade(desk, delivery.id).await, Some(Grade::A));
});

story!(a_picture_belongs_only_to_a_delivery_of_ones_own, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    let igor = joins(desk, &all.maria, "Лотос", "Игорь").await;
    let delivery = delivered(desk, &all, "пульты×4").await;
    igor.sends_photo(b"\xff\xd8\xff", "получил").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM receipt_file").await, 0);
    olga.replies_with_photo("Привезли доставку", b"\xff\xd8\xff", "").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM receipt_file").await, 1);
    // A later picture, when something else has been said since, is a question like any other.
    olga.presses("Всё получил").await;
    olga.says("/menu").await;
    olga.sends_photo(b"\xff\xd8\xff", "а это что?").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM receipt_file").await, 1);
    assert_eq!(grade(desk, delivery.id).await, Some(Grade::A));
});

story!(an_old_button_after_the_end_changes_nothing, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    let delivery = delivered(desk, &all, "пульты×4").await;
    let (yes, later) = (olga.data("Всё получил"), olga.data("Ещё нет"));
    olga.presses("Всё получил").await;
    desk.jump_to("2026-11-25T10:00:00Z").await;
    assert_eq!(now(desk, delivery.id).await.state, State::Closed);
    olga.forges(&yes).await;
    assert!(olga.toast().contains("Уже сделано"), "{}", olga.toast());
    olga.forges(&later).await;
    assert!(olga.toast().contains("Карточка обновилась"), "{}", olga.toast());
    assert_eq!(now(desk, delivery.id).await.state, State::Closed);
    assert_eq!(desk.count("SELECT COUNT(*) FROM event WHERE kind LIKE 'receipt.%'").await, 1);
});

story!(a_draft_can_be_neither_seen_nor_confirmed, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    let delivery = delivered(desk, &all, "пульты×4").await;
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::query("UPDATE delivery SET state = 'draft', agreed_how = NULL, agreed_at = NULL")
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let yes = olga.data("Всё получил");
    let nothing = absent(&olga).await;
    olga.forges(&yes).await;
    assert_eq!(olga.toast(), nothing);
    olga.says("/parcels").await;
    assert!(olga.phone().contains("Доставок пока нет"), "{}", olga.phone());
    assert_eq!(grade(desk, delivery.id).await, None);
});
