//! What the company ships: each manager has a delivery whose time is being agreed, with a price of a courier, and a large
//! one that has come and can be installed.

use super::world::Kept;
use mosbot::playground::{Desk, Phone};

/// Both managers ship to a client of theirs.
pub async fn begin(desk: &Desk, phones: &[(&str, Phone<'_>)], clients: &[Kept]) {
    let of =
        |name: &str| phones.iter().find(|(known, _)| *known == name).map(|(_, phone)| phone).expect("one of the cast");
    for (manager, kept) in [of("Анна"), of("Мария")].into_iter().zip(clients) {
        by_courier(manager, kept).await;
        by_car(desk, manager, kept).await;
        manager.says("/carriers").await;
        manager.says("/deliveries").await;
    }
}

/// A delivery is written down.
async fn written(manager: &Phone<'_>, kept: &Kept, what: &str, weight: &str) {
    manager.says(&format!("/courier {} {what}", kept.word)).await;
    manager.presses("✏️ Вес").await;
    manager.says(weight).await;
    manager.says("1").await;
    manager.presses("✏️ Адрес").await;
    manager.says(&format!("Лесная, 5, {}", kept.word)).await;
    manager.presses("✏️ Документы").await;
    manager.presses("УПД").await;
    manager.presses("Готово").await;
    // The client lives in another town, where a carrier would be asked.
    manager.presses("🚚 Курьером").await;
}

/// The client is asked when it suits them.
async fn by_courier(manager: &Phone<'_>, kept: &Kept) {
    written(manager, kept, "тумба", "5").await;
    manager.presses("Сохранить").await;
    manager.presses("Согласовать время").await;
    manager.presses("Дальше").await;
    manager.presses("📨 Отправить").await;
    assert!(manager.phone().contains("Клиента спросили"), "not about {}: {}", kept.word, manager.phone());
}

/// A car is found by asking, brings it, and the client is asked whether it has come.
async fn by_car(desk: &Desk, manager: &Phone<'_>, kept: &Kept) {
    written(manager, kept, "станина", "2000").await;
    manager.presses("Всё равно сохранить").await;
    manager.presses("Без согласования").await;
    manager.says("клиент ждёт весь день").await;
    manager.presses("Записать предложение").await;
    manager.says("Тягач 8500").await;
    manager.presses("Сравнить").await;
    manager.presses("Выбрать Тягач").await;
    for deed in ["Заказан", "Машина выехала", "Не знаю, но выехала", "Забрал", "Привёз"]
    {
        manager.presses(deed).await;
    }
    desk.tick().await;
    manager.presses("Подтвердил на словах").await;
    assert!(manager.phone().contains(&kept.word), "not about {}: {}", kept.word, manager.phone());
}
