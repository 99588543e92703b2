//! Rights that end while something is open, and colleagues who are none.

use mosbot::{
    clients,
    playground::{Desk, Phone},
    story,
};

/// A client of hers with a phone and a debt.
pub async fn ash(desk: &Desk) {
    let clients = "Название;ИНН;Менеджер;Контакт;Телефон\nЯсень;7707083893;Анна;Ольга;+79001112233\n";
    desk.imports("clients", "clients.csv", clients.as_bytes(), false).await.unwrap();
    let bills = "Номер;Дата;ИНН;Сумма;Срок\n118;15.10.2026;7707083893;15000,00;30.10.2026\n";
    desk.imports("invoices", "invoices.csv", bills.as_bytes(), false).await.unwrap();
}

/// The head gives her client to another.
async fn give_away(desk: &Desk, from: &Phone<'_>, to: &Phone<'_>) {
    let mut tx = desk.db.begin().await.unwrap();
    let all = clients::mine(&mut tx, from.person().await.id).await.unwrap();
    clients::reassign(&mut tx, all[0].id, Some(to.person().await.id)).await.unwrap();
    tx.commit().await.unwrap();
}

/// The client's contact person comes in by her link.
pub async fn contact_person<'a>(desk: &'a Desk, anna: &Phone<'_>) -> Phone<'a> {
    anna.says("/find Ясень").await;
    anna.presses("Пригласить").await;
    anna.presses("Ольга").await;
    let link = anna.phone();
    let code = link.split("start=").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap();
    let olga = Phone::stranger(desk, "Ольга", "ru", "+79001112233");
    olga.starts(Some(code)).await;
    olga.presses("Согласен").await;
    olga.shares_contact(olga.user).await;
    olga
}

fn tells_of_ash(screen: &str) -> bool {
    ["233", "15 000", "Ольга", "118"].iter().any(|word| screen.contains(word))
}

story!(an_open_form_shows_nothing_of_a_client_given_away, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, maria) = (desk.manager("Анна").await, desk.manager("Мария").await);
    ash(desk).await;
    anna.says("/call Ясень").await;
    assert!(tells_of_ash(&anna.phone()), "while it is hers: {}", anna.phone());
    give_away(desk, &anna, &maria).await;
    anna.says("что?").await;
    assert!(!tells_of_ash(&anna.phone()), "{}", anna.phone());
    anna.presses("Обещал").await;
    assert!(!tells_of_ash(&anna.phone()), "{}", anna.phone());
    anna.says("20000").await;
    assert!(!tells_of_ash(&anna.phone()), "{}", anna.phone());
    anna.says("завтра").await;
    anna.presses("С кем").await;
    assert!(!tells_of_ash(&anna.phone()), "{}", anna.phone());
    anna.presses("Назад").await;
    anna.presses("Сохранить").await;
    assert_eq!(anna.toast(), "Такого клиента нет.");
    assert_eq!(desk.count("SELECT COUNT(*) FROM call").await, 0);
});

story!(a_task_outlives_the_right_to_its_client_without_its_phones, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, maria) = (desk.manager("Анна").await, desk.manager("Мария").await);
    ash(desk).await;
    anna.says("/task Отвезти акт сегодня").await;
    anna.presses("✏️ Клиент").await;
    anna.says("Ясень").await;
    anna.presses("Сохранить").await;
    anna.says("/today").await;
    anna.presses("Отвезти").await;
    assert!(tells_of_ash(&anna.phone()), "while it is hers: {}", anna.phone());
    give_away(desk, &anna, &maria).await;
    anna.says("/today").await;
    anna.presses("Отвезти").await;
    assert!(!tells_of_ash(&anna.phone()), "{}", anna.phone());
    anna.presses("Сделано").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE state = 'done'").await, 1);
});

story!(a_task_about_a_client_given_away_is_not_saved, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, maria) = (desk.manager("Анна").await, desk.manager("Мария").await);
    ash(desk).await;
    anna.says("/task Отвезти акт завтра").await;
    anna.presses("✏️ Клиент").await;
    anna.says("Ясень").await;
    give_away(desk, &anna, &maria).await;
    anna.presses("Сохранить").await;
    assert_eq!(anna.toast(), "Такого клиента нет.");
    assert_eq!(desk.count("SELECT COUNT(*) FROM task").await, 0);
});

story!(a_task_handed_over_is_the_colleagues_business_alone, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, maria) = (desk.manager("Анна").await, desk.manager("Мария").await);
    anna.says("/task Отвезти акт завтра").await;
    anna.presses("Сохранить").await;
    let added = anna.data("Отменить");
    anna.says("/today").await;
    let mut conn = desk.db.read().await.unwrap();
    let task: mosbot::db::Id<()> = sqlx::query_scalar("SELECT id FROM task").fetch_one(&mut *conn).await.unwrap();
    drop(conn);
    let card = format!("task:{}:0:", task.short());
    anna.forges(&format!("{card}next")).await;
    let moved = anna.data("Отменить");
    anna.forges(&format!("task:{}:1:to:{}", task.short(), maria.person().await.id.short())).await;
    assert!(maria.has("Анна передаёт вам: 📋 Отвезти акт"), "{}", maria.phone());
    for undo in [&added, &moved] {
        anna.forges(undo).await;
        assert_eq!(anna.toast(), "Такой задачи нет: возможно, её передали.");
    }
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE state = 'open' AND rev = 2").await, 1);
});

story!(a_task_is_handed_to_a_colleague_or_to_nobody, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    ash(desk).await;
    let olga = contact_person(desk, &anna).await;
    anna.says("/task Отвезти акт завтра").await;
    anna.presses("Сохранить").await;
    let mut conn = desk.db.read().await.unwrap();
    let task: mosbot::db::Id<()> = sqlx::query_scalar("SELECT id FROM task").fetch_one(&mut *conn).await.unwrap();
    drop(conn);
    let heard = olga.messages().len();
    for nobody in [olga.person().await.id.short(), mosbot::db::Id::<()>::new().short()] {
        anna.forges(&format!("task:{}:0:to:{nobody}", task.short())).await;
        assert_eq!(anna.toast(), "Такой задачи нет: возможно, её передали.");
    }
    assert_eq!(olga.messages().len(), heard);
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE rev = 0").await, 1);
});
