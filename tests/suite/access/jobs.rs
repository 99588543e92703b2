//! What is mounted at clients: each manager has an installation whose day is agreed with the engineer and the client, knows
//! what stands there already, and has another site of the client's about which the client is asked in the morning.

use super::world::Kept;
use mosbot::playground::Phone;

/// Both managers agree a day with a client of theirs; the engineer has a half-day for each.
pub async fn begin(phones: &[(&str, Phone<'_>)], contacts: &[(&str, Phone<'_>)], clients: &[Kept]) {
    let of = |all: &[(&str, Phone<'_>)], name: &str| {
        all.iter().position(|(known, _)| *known == name).expect("one of the cast")
    };
    let engineer = &phones[of(phones, "Егор")].1;
    // In two towns, so on two days.
    let pairs = [("Анна", "Ольга", "25 нояб., ср"), ("Мария", "Игорь", "26 нояб., чт")];
    for ((manager, contact, day), kept) in pairs.into_iter().zip(clients) {
        let manager = &phones[of(phones, manager)].1;
        let contact = &contacts[of(contacts, contact)].1;
        stands(manager, kept).await;
        agreed((manager, contact, engineer), kept, day).await;
        ready(manager, kept).await;
        manager.says("/installs").await;
        manager.says("/week").await;
    }
    engineer.says("/jobs").await;
    engineer.says("/week").await;
    engineer.presses("Отметить занятость").await;
}

/// Three people agree: a tap each.
async fn agreed((manager, contact, engineer): (&Phone<'_>, &Phone<'_>, &Phone<'_>), kept: &Kept, day: &str) {
    manager.says(&format!("/install {} турникет", kept.word)).await;
    manager.presses("🏗 Площадка").await;
    manager.says("24.11").await;
    manager.presses("📦 Товар").await;
    manager.presses("Товар не нужен").await;
    manager.presses("📍 Адрес").await;
    manager.says(&format!("Лесная, 5, {}", kept.word)).await;
    manager.presses("Сохранить").await;
    manager.presses("Предложить клиенту").await;
    contact.presses("Подходит любой").await;
    engineer.presses(day).await;
    assert!(manager.has("Дата согласована") && manager.has(&kept.word), "not about {}: {}", kept.word, manager.phone());
}

/// Something stands there already.
async fn stands(manager: &Phone<'_>, kept: &Kept) {
    manager.says(&format!("/find {}", kept.query)).await;
    manager.presses("🔩 Оборудование").await;
    manager.presses("Добавить").await;
    manager.presses("Клиент целиком").await;
    manager.presses("Шлагбаум").await;
    manager.says(&format!("CAME {}", kept.word)).await;
    manager.presses("2").await;
    manager.presses("2021").await;
    manager.presses("Сохранить").await;
    assert!(manager.phone().contains(&kept.word), "not about {}: {}", kept.word, manager.phone());
}

/// One of the sites has a day.
async fn ready(manager: &Phone<'_>, kept: &Kept) {
    manager.says(&format!("/ready {}", kept.query)).await;
    manager.presses(&format!("➕ ул. {} 1", kept.word)).await;
    manager.says("2.12").await;
    manager.presses("Сохранить").await;
    manager.says(&format!("/ready {}", kept.query)).await;
}
