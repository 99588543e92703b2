//! Three people agree on a day.

use crate::{
    features::deliveries::{OLGA, People, joins, people},
    people::Role,
    playground::{Desk, Phone},
    story,
};

/// Who takes part: a manager, her client, an engineer.
pub struct Three<'a> {
    pub anna: Phone<'a>,
    pub olga: Phone<'a>,
    pub sergey: Phone<'a>,
}

pub async fn three(desk: &Desk) -> Three<'_> {
    let People { anna, .. } = people(desk).await;
    let sergey = desk.staff("Сергей", Role::Engineer).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    Three { anna, olga, sergey }
}

/// An installation is written down; everything it stands on is known.
pub async fn needed(anna: &Phone<'_>) {
    anna.says("/install Ромашка шлагбаум").await;
    anna.presses("🏗 Площадка").await;
    anna.says("25.11").await;
    anna.presses("📦 Товар").await;
    anna.presses("Товар уже на объекте").await;
    anna.presses("⏱ Длительность").await;
    anna.presses("4 часа").await;
    anna.presses("Сохранить").await;
}

/// Three taps, and a day is agreed.
pub async fn agreed(anna: &Phone<'_>, olga: &Phone<'_>, sergey: &Phone<'_>, day: &str) {
    if !anna.offers(day) {
        anna.presses("Другие дни").await;
    }
    anna.presses("Предложить клиенту").await;
    olga.presses("Подходит").await;
    sergey.presses(day).await;
}

story!(three_people_agree_in_three_taps, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let Three { anna, olga, sergey } = three(desk).await;
    needed(&anna).await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Монтаж М-1 записан. Осталось согласовать дату.

    🔧 М-1 · ТСН «Ромашка» · нужна дата

    🛠 Шлагбаум: установить стойку, закрепить стрелу, подключить питание и сеть, настроить проезд, показать охране
    ⏱ 4 часа · инженер любой
    📍 Москва, Лесная, 5
    👤 Ольга, +7 916 111-00-11
    🏗 Площадка готова с 25 нояб., ср
    📦 Товар уже на объекте

    📅 Отметьте дни, которые предложить клиенту:
    [☑️ 25 нояб., ср, 09:00–13:00 · Сергей]
    [☑️ 25 нояб., ср, 14:00–18:00 · Сергей]
    [☑️ 26 нояб., чт, 09:00–13:00 · Сергей]
    [☑️ 26 нояб., чт, 14:00–18:00 · Сергей]
    [☑️ 27 нояб., пт, 09:00–13:00 · Сергей]
    [☑️ 27 нояб., пт, 14:00–18:00 · Сергей]
    [📨 Предложить клиенту 6 дней]
    [☎️ По телефону: подходят 6 дней]
    [➡️ Другие дни]
    [⚙️ Автоподтверждение: да]
    [✏️ Изменить] [✖️ Монтаж не нужен]
    [↩️ Отменить]
    ");
    anna.presses("Предложить клиенту").await;
    insta::assert_snapshot!(anna.phone(), @"
    🔧 М-1 · ТСН «Ромашка» · спросили клиента

    🛠 Шлагбаум: установить стойку, закрепить стрелу, подключить питание и сеть, настроить проезд, показать охране
    ⏱ 4 часа · инженер любой
    📍 Москва, Лесная, 5
    👤 Ольга, +7 916 111-00-11
    🏗 Площадка готова с 25 нояб., ср
    📦 Товар уже на объекте

    📨 Клиента спросили: 25 нояб., ср, 09:00–13:00, 14:00–18:00; 26 нояб., чт, 09:00–13:00, 14:00–18:00; 27 нояб., пт, 09:00–13:00, 14:00–18:00. Ждём ответа.
    ⏳ Эти часы держим за клиентом до 25 нояб., ср, 10:00
    [☎️ По телефону: подходят все]
    [📅 Предложить другие дни]
    [⚙️ Автоподтверждение: да]
    [✏️ Изменить] [✖️ Монтаж не нужен]
    ");
    insta::assert_snapshot!(olga.phone(), @"
    🔧 Монтаж №М-1, Москва, Лесная, 5, 4 часа
    🛠 установить стойку, закрепить стрелу, подключить питание и сеть, настроить проезд, показать охране

    Когда удобно? Отметьте все подходящие дни.
    [▫️ 25 нояб., ср, 09:00–13:00]
    [▫️ 25 нояб., ср, 14:00–18:00]
    [▫️ 26 нояб., чт, 09:00–13:00]
    [▫️ 26 нояб., чт, 14:00–18:00]
    [▫️ 27 нояб., пт, 09:00–13:00]
    [▫️ 27 нояб., пт, 14:00–18:00]
    [✅ Подходит любой]
    [🕓 Другое время] [⏳ Пока не готовы]
    ");
    olga.presses("Подходит любой").await;
    insta::assert_snapshot!(olga.phone(), @"
    🔧 Монтаж №М-1, Москва, Лесная, 5, 4 часа
    🛠 установить стойку, закрепить стрелу, подключить питание и сеть, настроить проезд, показать охране

    ✅ Вам подходит: 25 нояб., ср, 09:00–13:00, 14:00–18:00; 26 нояб., чт, 09:00–13:00, 14:00–18:00; 27 нояб., пт, 09:00–13:00, 14:00–18:00. Инженер выбирает, ответим здесь.
    [🕓 Другое время]
    ");
    insta::assert_snapshot!(sergey.phone(), @"
    🔧 М-1 · ТСН «Ромашка»

    🛠 Шлагбаум: установить стойку, закрепить стрелу, подключить питание и сеть, настроить проезд, показать охране
    ⏱ 4 часа · инженер любой
    📍 Москва, Лесная, 5
    👤 Ольга, +7 916 111-00-11
    🏗 Площадка готова с 25 нояб., ср
    📦 Товар уже на объекте

    Клиенту подходит. Возьмите день:
    [🙋 25 нояб., ср, 09:00–13:00]
    [🙋 25 нояб., ср, 14:00–18:00]
    [🙋 26 нояб., чт, 09:00–13:00]
    [🙋 26 нояб., чт, 14:00–18:00]
    [🙋 27 нояб., пт, 09:00–13:00]
    [🙋 27 нояб., пт, 14:00–18:00]
    [🚫 Ни один не подходит]
    ");
    sergey.presses("25 нояб.").await;
    insta::assert_snapshot!(sergey.phone(), @"
    🔧 М-1 · ТСН «Ромашка»

    🛠 Шлагбаум: установить стойку, закрепить стрелу, подключить питание и сеть, настроить проезд, показать охране
    ⏱ 4 часа · инженер любой
    📍 Москва, Лесная, 5
    👤 Ольга, +7 916 111-00-11
    🏗 Площадка готова с 25 нояб., ср
    📦 Товар уже на объекте

    🤝 Ваш выезд: 25 нояб., ср, 09:00–13:00
    [🔁 Не смогу] [📅 В календарь]
    [🔩 Оборудование]
    ");
    insta::assert_snapshot!(olga.phone(), @"
    🔧 Монтаж №М-1, Москва, Лесная, 5, 4 часа
    🛠 установить стойку, закрепить стрелу, подключить питание и сеть, настроить проезд, показать охране

    🤝 Договорились: 25 нояб., ср, 09:00–13:00. Приедет Сергей.
    [🔁 Перенести] [📅 В календарь]
    ");
    insta::assert_snapshot!(anna.phone(), @"
    🤝 Дата согласована. М-1 · ТСН «Ромашка»: 25 нояб., ср, 09:00–13:00
    [🔧 М-1 · ТСН «Ромашка»]
    ");
});

story!(the_client_ticks_and_moves_and_everybody_sees_it, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let Three { anna, olga, sergey } = three(desk).await;
    needed(&anna).await;
    anna.presses("27 нояб., пт, 14:00").await;
    assert!(anna.offers("Предложить клиенту 5 дней"), "{}", anna.phone());
    anna.presses("Предложить клиенту").await;
    assert!(!olga.offers("27 нояб., пт, 14:00"), "{}", olga.phone());
    let first = olga.data("25 нояб., ср, 09:00");
    olga.presses("26 нояб., чт, 09:00").await;
    olga.presses("26 нояб., чт, 14:00").await;
    assert!(olga.offers("✅ Готово (2)"), "{}", olga.phone());
    olga.presses("Готово (2)").await;
    assert!(!sergey.offers("25 нояб."), "{}", sergey.phone());
    let tapped = sergey.data("26 нояб., чт, 14:00");
    anna.hears();
    sergey.presses("26 нояб., чт, 14:00").await;
    assert_eq!(anna.hears().len(), 1, "{}", anna.phone());
    sergey.forges(&tapped).await;
    assert!(sergey.toast().starts_with("Уже сделано"), "{}", sergey.toast());
    olga.forges(&first).await;
    assert_eq!(olga.toast(), "Уже обновили: посмотрите карточку монтажа.");
    assert_eq!(desk.count("SELECT COUNT(*) FROM engineer_half").await, 1, "what was not taken is free");

    sergey.hears();
    olga.presses("Перенести").await;
    insta::assert_snapshot!(olga.phone(), @"
    🔧 Монтаж №М-1, Москва, Лесная, 5, 4 часа

    Почему переносим? Выберите или напишите.
    [Площадка не готова]
    [Неудобно в этот день]
    [Некому встретить]
    [✖️ Отмена]
    ");
    olga.presses("Некому встретить").await;
    insta::assert_snapshot!(olga.phone(), @"
    🔁 Дата отменена, выбираем новую.

    🔧 Монтаж №М-1, Москва, Лесная, 5, 4 часа
    🛠 установить стойку, закрепить стрелу, подключить питание и сеть, настроить проезд, показать охране

    🔁 Прежняя дата отменена.
    Когда удобно? Отметьте все подходящие дни.
    [▫️ 25 нояб., ср, 09:00–13:00]
    [▫️ 25 нояб., ср, 14:00–18:00]
    [▫️ 26 нояб., чт, 09:00–13:00]
    [▫️ 26 нояб., чт, 14:00–18:00]
    [▫️ 27 нояб., пт, 09:00–13:00]
    [▫️ 27 нояб., пт, 14:00–18:00]
    [✅ Подходит любой]
    [🕓 Другое время] [⏳ Пока не готовы]
    ");
    insta::assert_snapshot!(sergey.hears().join("\n---\n"), @"🔁 М-1 · ТСН «Ромашка»: 26 нояб., чт, 14:00–18:00 отменяется.");
    insta::assert_snapshot!(anna.phone(), @"
    🔁 Ольга переносит монтаж. М-1 · ТСН «Ромашка»: «Некому встретить»
    [🔧 М-1 · ТСН «Ромашка»]
    ");
    olga.presses("Подходит любой").await;
    sergey.presses("25 нояб., ср, 09:00").await;
    assert!(olga.phone().contains("Договорились: 25 нояб., ср, 09:00–13:00"), "{}", olga.phone());
});

story!(nothing_suits_twice_and_somebody_calls, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let Three { anna, olga, sergey } = three(desk).await;
    needed(&anna).await;
    anna.presses("Предложить клиенту").await;
    olga.presses("Подходит любой").await;
    sergey.presses("Ни один не подходит").await;
    insta::assert_snapshot!(anna.phone(), @"
    🔁 Сергей: дни не подошли. М-1 · ТСН «Ромашка»: предложите следующие одним касанием.
    [📨 Предложить клиенту 6 дней]
    [🔧 М-1 · ТСН «Ромашка»]
    ");
    assert!(olga.phone().contains("Подбираем другие дни"), "{}", olga.phone());
    anna.presses("Предложить клиенту").await;
    assert!(olga.offers("1 дек., вт"), "the next six: {}", olga.phone());
    olga.presses("1 дек., вт, 09:00").await;
    olga.presses("Готово (1)").await;
    sergey.presses("Ни один не подходит").await;
    insta::assert_snapshot!(anna.phone(), @"
    ☎️ М-1 · ТСН «Ромашка»: дни не совпали второй раз. Задача позвонить поставлена; что сказали обе стороны — в карточке.
    [☎️ Звонок]
    [🔧 М-1 · ТСН «Ромашка»]
    ");
    assert_eq!(desk.count("SELECT COUNT(*) FROM task WHERE state = 'open' AND kind = 'call'").await, 1);
    assert_eq!(desk.count("SELECT COUNT(*) FROM engineer_half").await, 0, "nothing is held any more");
});

story!(the_client_names_a_day_of_their_own, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let Three { anna, olga, sergey } = three(desk).await;
    needed(&anna).await;
    anna.presses("Предложить клиенту").await;
    olga.presses("Другое время").await;
    olga.says("в субботу").await;
    insta::assert_snapshot!(olga.phone(), @"
    28 нояб., сб не получится: это выходной

    🔧 Монтаж №М-1, Москва, Лесная, 5, 4 часа

    Ближайшее возможное:
    [30 нояб., пн, 09:00–13:00]
    [30 нояб., пн, 14:00–18:00]
    [1 дек., вт, 09:00–13:00]
    [1 дек., вт, 14:00–18:00]
    [завтра] [27 нояб., пт]
    [📅 Другой день]
    [✖️ Отмена]
    ");
    olga.says("3.12 после обеда").await;
    insta::assert_snapshot!(olga.phone(), @"
    🔧 Монтаж №М-1, Москва, Лесная, 5, 4 часа
    🛠 установить стойку, закрепить стрелу, подключить питание и сеть, настроить проезд, показать охране

    🕓 Вы предложили: 3 дек., чт, 14:00–18:00. Проверим с инженером и ответим.
    ");
    insta::assert_snapshot!(anna.phone(), @"
    🕓 Ольга предлагает свой день. М-1 · ТСН «Ромашка»: 3 дек., чт, 14:00–18:00
    [🙋 Спросить инженера]
    [🔧 М-1 · ТСН «Ромашка»]
    ");
    anna.presses("По телефону").await;
    assert!(sergey.offers("3 дек., чт, 14:00–18:00"), "{}", sergey.phone());
    sergey.presses("3 дек., чт").await;
    assert!(olga.phone().contains("Договорились: 3 дек., чт, 14:00–18:00"), "{}", olga.phone());
});

story!(a_manager_who_keeps_the_last_word_gives_it, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let Three { anna, olga, sergey } = three(desk).await;
    needed(&anna).await;
    anna.presses("Автоподтверждение").await;
    anna.presses("Предложить клиенту").await;
    olga.presses("Подходит любой").await;
    sergey.presses("25 нояб., ср, 09:00").await;
    assert!(sergey.phone().contains("Ждём подтверждения менеджера"), "{}", sergey.phone());
    assert!(!olga.phone().contains("Договорились"), "{}", olga.phone());
    anna.presses("Подтвердить дату").await;
    assert!(olga.phone().contains("Договорились"), "{}", olga.phone());
    assert!(sergey.phone().contains("Ваш выезд"), "{}", sergey.phone());
});

story!(the_site_is_not_ready_and_days_are_offered_after_it, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let Three { anna, olga, .. } = three(desk).await;
    needed(&anna).await;
    anna.presses("Предложить клиенту").await;
    olga.presses("Пока не готовы").await;
    olga.says("через неделю").await;
    insta::assert_snapshot!(olga.phone(), @"
    🏗 Записали: площадка будет готова 1 дек., вт. Предложим дни после этого.

    🔧 Монтаж №М-1, Москва, Лесная, 5, 4 часа
    🛠 установить стойку, закрепить стрелу, подключить питание и сеть, настроить проезд, показать охране

    Скоро предложим дни.
    ");
    insta::assert_snapshot!(anna.phone(), @"
    🏗 Ольга: площадка будет готова 1 дек., вт. М-1 · ТСН «Ромашка»
    [📨 Предложить клиенту 6 дней]
    [🔧 М-1 · ТСН «Ромашка»]
    ");
    anna.presses("Предложить клиенту").await;
    assert!(olga.offers("1 дек., вт, 09:00") && !olga.offers("30 нояб."), "{}", olga.phone());
});

story!(without_a_site_or_goods_no_day_is_offered, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let Three { anna, .. } = three(desk).await;
    anna.says("/install Ромашка турникет").await;
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Монтаж М-1 записан. Осталось согласовать дату.

    🔧 М-1 · ТСН «Ромашка» · нужна дата

    🛠 Турникет: установить турникет, подключить питание и сеть, настроить проход, показать охране
    ⏱ 4 часа · инженер любой
    📍 Москва, Лесная, 5
    👤 Ольга, +7 916 111-00-11
    🏗 Когда готова площадка, неизвестно
    📦 Где товар, неизвестно

    ⛔ Дату не предложить: неизвестно, когда готова площадка.
    ⛔ Дату не предложить: неизвестно, где товар и когда он будет.
    [🏗 Площадка]
    [📦 Указать товар]
    [⚙️ Автоподтверждение: да]
    [✏️ Изменить] [✖️ Монтаж не нужен]
    [↩️ Отменить]
    ");
});
