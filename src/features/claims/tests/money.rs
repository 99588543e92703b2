//! Money and the head: limits, decisions, invoices that leave dunning.

use super::{OLGA, People, client, joins, people, taken};
use crate::{
    bot::{governor::Why, screen::Tap},
    calendar::Moment,
    features::{Alarm, Look, claims::FEATURE},
    playground::Desk,
    rules::Values,
    story,
    text::Reader,
};

const INVOICES: &str = "Номер;Дата;Контрагент;Сумма;Срок\n101;02.11.2026;ТСН «Ромашка»;15000,00;16.11.2026\n\
                        102;09.11.2026;ТСН «Ромашка»;20000,00;23.11.2026\n";

pub async fn alarms(desk: &Desk) -> Vec<Alarm> {
    let moment = Moment { now: desk.clock.now(), calendar: &desk.calendar };
    let values = Values::default();
    let look = Look { moment, values: &values, client: None };
    (FEATURE.rules[0].alarms)(&mut desk.db.read().await.unwrap(), look).await.unwrap()
}

/// What the head would read.
pub fn read(desk: &Desk, alarm: &Alarm) -> String {
    let reader = Reader { lang: crate::lang::Lang::Ru, zone: chrono_tz::Europe::Moscow, now: desk.clock.now() };
    let lines = [&alarm.what, &alarm.why].into_iter().chain(&alarm.facts).map(|text| text.plain(&reader));
    let buttons = alarm.options.iter().flatten().map(|button| format!("[{}]", button.label.plain(&reader)));
    lines.chain(buttons).collect::<Vec<_>>().join("\n").replace('\u{a0}', " ")
}

/// The callback data behind one of the head's options.
fn option(desk: &Desk, alarm: &Alarm, words: &str) -> String {
    let reader = Reader { lang: crate::lang::Lang::Ru, zone: chrono_tz::Europe::Moscow, now: desk.clock.now() };
    let button = alarm.options.iter().flatten().find(|button| button.label.plain(&reader).contains(words));
    match &button.unwrap_or_else(|| panic!("no option «{words}»: {}", read(desk, alarm))).tap {
        Tap::Data(data) => data.clone(),
        other => panic!("{other:?}"),
    }
}

story!(within_the_limit_an_offer_goes_straight_to_the_client, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, victor, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    olga.says("/complain Шлагбаум не открывается третий день").await;
    olga.presses("Скидку").await;
    victor.hears();
    anna.presses("Предложить").await;
    anna.says("Скидка на декабрь").await;
    insta::assert_snapshot!(anna.phone(), @"
    💸 Предложение · П-1 · ТСН «Ромашка»

    Скидка на декабрь

    Сколько денег? До 10 000 ₽ сам, больше согласует руководитель.
    [⏭ Без денег]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.says("5000").await;
    anna.says("пт").await;
    insta::assert_snapshot!(anna.phone(), @"
    💸 Предложение · П-1 · ТСН «Ромашка»

    Скидка на декабрь
    💸 5 000 ₽
    🗓 до 27 нояб., пт
    Клиент прочтёт: «Скидка на декабрь: 5 000 ₽. Сделаем до 27 нояб., пт.»

    Так и отправим?
    [💸 Отправить клиенту]
    [✏️ Что делаем] [✏️ Сумма]
    [✏️ Срок] [✏️ Текст клиенту]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Отправить клиенту").await;
    assert!(anna.phone().contains("Предложение ушло клиенту"), "{}", anna.phone());
    assert_eq!(victor.hears(), [""; 0]);
    insta::assert_snapshot!(olga.phone(), @"
    ⚠️ О вашей претензии № П-1
    Мы предлагаем:
    Скидка на декабрь: 5 000 ₽. Сделаем до 27 нояб., пт.
    [✅ Согласен] [✖️ Не согласен]
    ");
    anna.says("/undo").await;
    anna.presses("предложение клиенту").await;
    assert!(anna.toast().contains("Клиент уже видит предложение"), "{}", anna.toast());
    olga.presses("Не согласен").await;
    assert!(anna.has("предложение не подходит"));
    anna.presses("Карточка").await;
    anna.presses("Предложить").await;
    anna.says("Бесплатный месяц").await;
    anna.presses("Без денег").await;
    anna.says("пт").await;
    anna.presses("Отправить клиенту").await;
    olga.presses("Согласен").await;
    insta::assert_snapshot!(olga.phone(), @"
    ⚠️ О вашей претензии № П-1
    ✅ Спасибо, вы согласились. Сделаем до 27 нояб., пт.
    ");
    assert!(anna.has("предложение подходит"));
});

story!(above_the_limit_the_head_agrees_first, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, victor, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    olga.says("/complain Шлагбаум не открывается третий день").await;
    olga.presses("Скидку").await;
    olga.hears();
    anna.presses("Предложить").await;
    anna.says("Скидка на год").await;
    anna.says("10000,01").await;
    anna.says("пт").await;
    assert!(anna.phone().contains("Сначала согласует руководитель"), "{}", anna.phone());
    anna.presses("На согласование").await;
    assert!(anna.phone().contains("Спросили руководителя"), "{}", anna.phone());
    assert_eq!(olga.hears(), [""; 0], "the client sees nothing yet");
    victor.presses("Изменить сумму").await;
    victor.says("8000").await;
    assert!(olga.phone().contains("Скидка на год: 8 000 ₽"), "{}", olga.phone());
    assert!(!olga.has("10\u{a0}000"), "never the sum that was not agreed");
    olga.presses("Согласен").await;
    assert!(anna.has("предложение подходит"));
});

story!(the_head_refuses_an_offer_with_a_word, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, victor, .. } = people(desk).await;
    taken(&anna, "Шлагбаум не открывается третий день").await;
    anna.presses("Предложить").await;
    anna.says("Вернём оплату за месяц").await;
    anna.says("40000").await;
    anna.says("пт").await;
    anna.presses("На согласование").await;
    victor.presses("Отказать").await;
    victor.says("слишком много").await;
    anna.says("/claims").await;
    anna.presses("П-1").await;
    assert!(anna.phone().contains("Руководитель не согласовал: Вернём оплату за месяц, 40 000 ₽"), "{}", anna.phone());
    anna.presses("Предложить").await;
    assert!(anna.phone().contains("Вернём оплату за месяц"), "what was refused is mended: {}", anna.phone());
});

story!(an_offer_nobody_waits_for_is_not_asked_any_more, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, victor, .. } = people(desk).await;
    taken(&anna, "Шлагбаум не открывается третий день").await;
    anna.presses("Разбираемся").await;
    anna.presses("Предложить").await;
    anna.says("Вернём оплату за месяц").await;
    anna.says("40000").await;
    anna.says("пт").await;
    anna.presses("На согласование").await;
    let yes = victor.data("Согласовать");
    anna.presses("Карточка").await;
    assert!(!anna.offers("Предложить"), "one question to the head at a time: {}", anna.phone());
    anna.presses("Сделано").await;
    victor.forges(&yes).await;
    anna.says("/claims").await;
    anna.presses("П-1").await;
    assert!(anna.phone().contains("сделано, ждём слова клиента"), "{}", anna.phone());
    assert!(!anna.phone().contains("Предлож"), "{}", anna.phone());
});

story!(the_head_decides_a_complex_claim, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, victor, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    olga.says("/complain Стрела упала, идём в суд, верните деньги").await;
    olga.presses("Вернуть деньги").await;
    let shown = alarms(desk).await;
    insta::assert_snapshot!(read(desk, &shown[0]), @"
    Сложная претензия П-1 · ТСН «Ромашка»
    слово «суд»
    «Стрела упала, идём в суд, верните деньги» · Клиент хочет: вернуть деньги
    📎 Файлов нет
    Долгов и обещаний нет
    [Возврат денег]
    [✏️ Иначе: напишу…]
    [✖️ Отказать…]
    [☎️ Созвон сегодня]
    [👤 Передать решение]
    ");
    assert!(!anna.offers("Сделано"), "{}", anna.phone());
    victor.forges(&option(desk, &shown[0], "Созвон сегодня")).await;
    assert!(anna.has("просит созвониться сегодня"));
    let shown = alarms(desk).await;
    assert_eq!(shown.len(), 1, "the decision is still the head's");
    victor.forges(&option(desk, &shown[0], "Возврат денег")).await;
    assert!(alarms(desk).await.is_empty());
    assert!(anna.has("Виктор решает по П-1"));
    insta::assert_snapshot!(olga.phone(), @"
    ⚠️ О вашей претензии № П-1
    Мы приняли решение: вернём деньги. Менеджер напишет, когда.
    ");
    anna.says("/claims").await;
    anna.presses("П-1").await;
    insta::assert_snapshot!(anna.phone(), @"
    ⚠️ П-1 · ТСН «Ромашка» · 🔥 сложная · руководитель решил · 🟢 Осталось 4 ч, ответить до 15:00
    🔥 Почему сложная: слово «суд»

    «Стрела упала, идём в суд, верните деньги» — Ольга, бухгалтер
    🎯 Хочет: вернуть деньги · вид: оборудование
    👔 Решение: Возврат денег (Виктор)

    📌 Следующее касание: 1 дек., вт
    [💬 Ответить] [☎️ Созвон]
    [💸 Предложить] [✅ Сделано]
    [📅 Шаг] [⚖️ Юристам]
    [📎 Доказательства] [🏢 Клиент]
    ");
    anna.presses("Сделано").await;
    assert!(anna.phone().contains("сделано, ждём слова клиента"), "{}", anna.phone());
});

story!(what_the_head_says_stays_in_the_house, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, victor, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    olga.says("/complain Шлагбаум не открывается третий день").await;
    olga.presses("Исправить").await;
    anna.presses("🔥 Сложная").await;
    anna.presses("Юристам").await;
    anna.says("адвокату Петрову").await;
    anna.says("всё").await;
    let shown = alarms(desk).await;
    victor.forges(&option(desk, &shown[0], "Отказать")).await;
    victor.says("клиент сам виноват").await;
    assert!(anna.has("клиент сам виноват"), "the manager reads it");
    assert!(olga.has("не сможем сделать то, о чём вы просили"), "{}", olga.phone());
    let told: String = olga.messages().into_iter().map(|message| message.text).collect();
    for word in ["сложн", "руководител", "виноват", "юрист", "Петров", "Виктор", "П-1 ·", "решил менеджер", "осталось"]
    {
        assert!(!told.contains(word), "«{word}» is ours: {told}");
    }
    assert!(told.contains("П-1"), "the negative control reads the right chat");
});

story!(disputed_invoices_leave_dunning_and_come_back, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    desk.imports("invoices", "i.csv", INVOICES.as_bytes(), false).await.unwrap();
    anna.says("/claim Ромашка Не согласны с суммой счёта за ноябрь").await;
    anna.presses("Спорные счета").await;
    insta::assert_snapshot!(anna.phone(), @"
    ⚠️ Претензия · ТСН «Ромашка»

    «Не согласны с суммой счёта за ноябрь»

    Какие счета спорят? По отмеченным не будем напоминать об оплате.
    [☐ 101 · 15 000 ₽]
    [☐ 102 · 20 000 ₽]
    [✅ Готово]
    [⬅️ Назад] [✏️ Всё сразу] [✖️ Отмена]
    ");
    anna.presses("102").await;
    assert!(anna.phone().contains("☑ 102"), "{}", anna.phone());
    anna.presses("Готово").await;
    anna.presses("Сохранить").await;
    anna.says("/overdue").await;
    assert!(anna.phone().contains("15 000 ₽") && !anna.phone().contains("35 000 ₽"), "{}", anna.phone());
    let romashka = client(desk, &anna).await;
    let moment = Moment { now: desk.clock.now(), calendar: &desk.calendar };
    let objects = FEATURE.objects.unwrap();
    let held = objects(&mut desk.db.read().await.unwrap(), &romashka, moment).await.unwrap();
    assert_eq!(held.iter().map(|held| held.why).collect::<Vec<_>>(), [Why::Claim]);
    anna.says("/claims").await;
    anna.presses("П-1").await;
    anna.presses("Разбираемся").await;
    anna.presses("Сделано").await;
    anna.presses("Закрыть").await;
    anna.says("Счёт исправили").await;
    anna.presses("ошибка в счёте").await;
    anna.says("подтвердили по телефону").await;
    anna.presses("Закрыть претензию").await;
    anna.says("/overdue").await;
    assert!(anna.phone().contains("35 000 ₽"), "{}", anna.phone());
    let held = objects(&mut desk.db.read().await.unwrap(), &romashka, moment).await.unwrap();
    assert!(held.is_empty());
});
