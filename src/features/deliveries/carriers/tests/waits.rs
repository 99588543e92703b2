//! What is said at its time, once.

use super::{People, adds, people, towns::handed, written};
use crate::{
    calendar::Moment,
    features::{
        Look,
        deliveries::{FEATURE, model::Way},
    },
    playground::{Desk, Phone},
    rules::Values,
    story,
};

/// What of the messages is about the matter.
fn heard(phone: &Phone<'_>, words: &str) -> Vec<String> {
    phone.hears().into_iter().filter(|said| said.contains(words)).collect()
}

story!(nobody_offers_anything_and_the_manager_hears_once, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, victor, romashka, .. } = people(desk).await;
    adds(&anna, "Крупный груз", "Иван", "+79161112233").await;
    written(desk, &anna, &romashka, Way::Large).await;
    anna.presses("Спросить перевозчиков").await;
    anna.says("8 916 000-11-22").await;
    anna.presses("📣 Спросить").await;
    anna.hears();
    desk.wait_until("2026-11-24T08:59:00Z").await;
    assert_eq!(heard(&anna, "предложений"), [""; 0]);
    desk.wait_until("2026-11-24T12:00:00Z").await;
    insta::assert_snapshot!(heard(&anna, "предложений").join("\n---\n"), @"⏳ Д-1 · ТСН «Ромашка»: перевозчиков спросили 10:00, а предложений нет. Позвоните им.");
    assert!(anna.sees("📣 Спросили").contains("Предложений всё нет"), "{}", anna.sees("📣 Спросили"));
    assert_eq!(heard(&victor, "Нет машины"), [""; 0]);
    desk.wait_until("2026-11-25T08:00:00Z").await;
    assert_eq!(heard(&anna, "предложений"), [""; 0], "it is said once");
    insta::assert_snapshot!(heard(&victor, "Нет машины").join("\n---\n"), @"
    ⚠️ E4.large · Нет машины: Д-1 · ТСН «Ромашка»
    перевозчиков спросили 24 нояб., вт, 10:00, предложений нет
    📦 Стрела 6 м 1 шт. → Тверь, Лесная, 5
    📣 Спрашивали: Иван · ведёт Анна

    Ответ до 12:00, иначе повтор
    ");
    assert_eq!(alarms(desk).await, 1);
    anna.replies("🚚 Д-1 · ТСН", "Иван 8500").await;
    assert_eq!(alarms(desk).await, 0);
    assert!(victor.phone().contains("есть 1 предложение"), "{}", victor.phone());
});

/// How many alarms the rule sees.
async fn alarms(desk: &Desk) -> usize {
    let moment = Moment { now: desk.clock.now(), calendar: &desk.calendar };
    let values = Values::default();
    let look = Look { moment, values: &values, client: None };
    let rule = FEATURE.rules.iter().find(|rule| rule.code == "E4.large").unwrap();
    (rule.alarms)(&mut desk.db.read().await.unwrap(), look).await.unwrap().len()
}

story!(on_the_planned_day_the_manager_is_asked_once, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, romashka, .. } = people(desk).await;
    written(desk, &anna, &romashka, Way::Carrier).await;
    handed(&anna, "завтра").await;
    anna.hears();
    desk.wait_until("2026-11-25T06:59:00Z").await;
    assert_eq!(heard(&anna, "Пришло?"), [""; 0]);
    desk.wait_until("2026-11-25T07:05:00Z").await;
    insta::assert_snapshot!(heard(&anna, "Пришло?").join("\n---\n"), @"🗓 Д-1 · ТСН «Ромашка»: по плану груз приходит 25 нояб., ср (СДЭК). Пришло?");
    desk.wait_until("2026-11-25T14:00:00Z").await;
    assert_eq!(heard(&anna, "Пришло?"), [""; 0], "it is asked once");
    anna.presses("Перенести").await;
    anna.says("27.11").await;
    anna.presses("Задержка в пути").await;
    insta::assert_snapshot!(anna.phone(), @"
    🗓 Ждём 27 нояб., пт. Карточки у клиента нет: предупредите его сами.

    🚚 Д-1 · ТСН «Ромашка» · в пути

    📦 Шлагбаум 1 шт.
    Транспортная компания · легковая · 40 кг, 2,5 м
    📍 Тверь, Лесная, 5
    👤 Ольга, +7 916 123-45-67
    🕓 10:00–14:00
    🤝 Время согласовано по телефону: Ольга

    🚛 СДЭК
    🏢 Терминал: Тверь, Паши Савельевой, 30
    📦 1 место, 40 кг
    🔢 Трек-номер: 1234567890
    🗓 Ждём 27 нояб., пт
    🔁 Перенесли с 25 нояб., ср на 27 нояб., пт: Задержка в пути
    🔴 Опаздывает: должна была приехать к 14:15
    🕓 Ждём слова клиента с 16:00
    [🏢 На терминале] [📬 Можно забирать]
    [✅ Вручено]
    [🗓 Перенести]
    [💰 Счёт перевозчика]
    [📞 Позвонить курьеру] [📣 Предупредить клиента]
    [📞 Клиент подтвердил: код] [☑️ Подтвердил на словах]
    [🔗 Ссылка на приём]
    [↩️ Отменить]
    ");
    assert!(anna.sees("🚚 Д-1 · ТСН").contains("Перенесли с 25 нояб., ср на 27 нояб., пт: Задержка в пути"));
    desk.wait_until("2026-11-27T07:05:00Z").await;
    assert_eq!(heard(&anna, "Пришло?").len(), 1, "the new day is asked about as well");
    anna.presses("На терминале").await;
    assert!(anna.phone().contains("на терминале"), "{}", anna.phone());
});

story!(three_days_at_the_terminal_are_told_to_both_once, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, romashka, .. } = people(desk).await;
    let olga = desk.contact(&anna, &romashka, "Ольга").await;
    written(desk, &anna, &romashka, Way::Carrier).await;
    handed(&anna, "завтра").await;
    anna.presses("На терминале").await;
    anna.presses("Хранят до").await;
    anna.says("04.12").await;
    desk.wait_until("2026-11-26T07:00:00Z").await;
    anna.presses("Можно забирать").await;
    olga.hears();
    anna.hears();
    desk.wait_until("2026-11-27T06:59:00Z").await;
    assert_eq!(heard(&olga, "терминал"), [""; 0]);
    desk.wait_until("2026-11-27T14:00:00Z").await;
    insta::assert_snapshot!(heard(&olga, "терминал").join("\n---\n"), @"
    📦 Ваш груз по доставке №Д-1 ждёт вас на терминале.
    🚛 СДЭК
    📍 Тверь, Паши Савельевой, 30
    🔢 Трек-номер: 1234567890
    🗓 Бесплатно хранят до 4 дек., пт
    Возьмите с собой паспорт и доверенность, если получаете на организацию.
    ");
    insta::assert_snapshot!(heard(&anna, "три дня").join("\n---\n"), @"
    🏢 Д-1 · ТСН «Ромашка»: груз три дня лежит на терминале (СДЭК).
    Клиенту написали, где забрать.
    ");
    desk.wait_until("2026-11-30T14:00:00Z").await;
    assert_eq!((heard(&olga, "ждёт вас на терминале").len(), heard(&anna, "три дня").len()), (0, 0), "it is said once");
});
