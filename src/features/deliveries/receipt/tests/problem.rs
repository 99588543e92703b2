//! Something is wrong: it becomes a claim, manager and head know at once, and it may end well.

use super::*;

story!(what_is_missing_becomes_a_claim, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    let pavel = joins(desk, &all.anna, "Ромашка", "Павел").await;
    let delivery = delivered(desk, &all, "шлагбаум×1, пульты×4").await;
    all.victor.hears();
    olga.presses("Всё получил").await;
    olga.presses("☑ пульты").await;
    insta::assert_snapshot!(olga.phone(), @"
    📦 Доставка №Д-1. Что привезли? Если чего-то нет, снимите отметку.
    [☑ шлагбаум 1 шт.]
    [☐ пульты 4 шт.]
    [⚠️ Не хватает того, что без отметки]
    [⬅️ Назад]
    ");
    olga.presses("Не хватает того").await;
    insta::assert_snapshot!(olga.phone(), @"
    ✍️ Пришлите фото или напишите, что не так. Можно и то и другое.
    [⏭ Пропустить и отправить]
    [⬅️ Назад]
    ");
    olga.sends_photo(b"\xff\xd8\xff", "Коробка вскрыта").await;
    olga.sends_photo(b"\xff\xd8\xff", "").await;
    insta::assert_snapshot!(olga.phone(), @"
    ✍️ Пришлите фото или напишите, что не так. Можно и то и другое.
    «Коробка вскрыта»
    📎 2 фото
    [✅ Отправить]
    [⬅️ Назад]
    ");
    olga.presses("✅ Отправить").await;
    insta::assert_snapshot!(olga.sees("Доставка №Д-1 · Не хватает"), @"
    ⚠️ Доставка №Д-1 · Не хватает. Менеджер уже знает и разбирается.
    Пожалуйста, не подписывайте документы на груз, пока мы всё не исправим.
    [✅ Теперь всё получил]
    ");
    insta::assert_snapshot!(olga.phone(), @"
    ⚠️ Ваша претензия № П-1
    «Доставка Д-1. Не хватает: пульты 4 шт. Коробка вскрыта»
    📎 2 файла

    ✅ Приняли. Ответим до 17:00. Дописать можно ответом на это сообщение.
    ");
    assert_eq!(now(desk, delivery.id).await.state, State::Problem);
    assert!(receipt(desk, delivery.id).await.claim.is_some());
    insta::assert_snapshot!(all.victor.sees("Проблема с доставкой"), @"
    ⚠️ Проблема с доставкой Д-1 · ТСН «Ромашка»
    «Доставка Д-1. Не хватает: пульты 4 шт. Коробка вскрыта» — Ольга
    [🚚 Д-1 · ТСН «Ромашка»]
    ");
    assert!(all.anna.has("Проблема с доставкой"));
    insta::assert_snapshot!(all.anna.sees("⚠️ П-1 ·"), @"
    ⚠️ П-1 · ТСН «Ромашка» · новая · 🟢 Осталось 4 ч, ответить до 17:00

    «Доставка Д-1. Не хватает: пульты 4 шт. Коробка вскрыта» — Ольга, на объекте
    📎 2 файла
    🎯 Хочет: исправить · вид: доставка

    📌 Следующее касание: 24 нояб., вт
    [💬 Ответить] [☎️ Созвон]
    [🔎 Разбираемся] [💸 Предложить]
    [📅 Шаг] [🔥 Сложная] [⚖️ Юристам]
    [📎 Доказательства] [🏢 Клиент]
    ");
    assert!(pavel.has("Доставка №Д-1 · Не хватает"), "{}", pavel.phone());
    all.anna.presses("Доказательства").await;
    assert!(all.anna.has("Д-1: проблема"), "{}", all.anna.phone());

    // It ends well: the client says so where it was said to be wrong.
    pavel.presses("Теперь всё получил").await;
    pavel.presses("Подтвердить").await;
    assert_eq!((now(desk, delivery.id).await.state, grade(desk, delivery.id).await), (State::Received, Some(Grade::A)));
});

story!(a_problem_is_told_in_a_word_and_three_taps, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    let delivery = delivered(desk, &all, "шлагбаум×1, пульты×4").await;
    olga.says("проблема").await;
    insta::assert_snapshot!(olga.phone(), @"
    ⚠️ Доставка №Д-1. Что не так?
    [Не хватает] [Повреждено]
    [Не то] [Документы]
    [⬅️ Назад]
    ");
    olga.presses("Повреждено").await;
    insta::assert_snapshot!(olga.phone(), @"
    ⚠️ Повреждено. Что именно? Отметьте.
    [▫️ шлагбаум 1 шт.]
    [▫️ пульты 4 шт.]
    [⬅️ Назад]
    ");
    olga.presses("шлагбаум").await;
    olga.presses("Дальше").await;
    olga.says("Погнута тумба").await;
    olga.presses("Отправить").await;
    let essence = "SELECT COUNT(*) FROM claim WHERE kind = 'delivery' \
                   AND essence = 'Доставка Д-1. Повреждено: шлагбаум 1 шт. Погнута тумба'";
    assert_eq!(desk.count(essence).await, 1);
    assert!(all.anna.offers("Д-1") || all.anna.has("Проблема с доставкой"));
    all.anna.presses("🚚 Д-1").await;
    all.anna.presses("Проблема решена").await;
    assert_eq!((now(desk, delivery.id).await.state, grade(desk, delivery.id).await), (State::Received, Some(Grade::D)));
});

story!(papers_are_told_by_two_taps, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    delivered(desk, &all, "шлагбаум×1, пульты×4").await;
    olga.presses("Есть проблема").await;
    olga.presses("Документы").await;
    olga.presses("Пропустить").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM claim WHERE essence = 'Доставка Д-1. Документы.'").await, 1);
});

story!(within_a_day_a_confirmed_delivery_is_complained_of, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    let delivery = delivered(desk, &all, "пульты×4").await;
    olga.presses("Всё получил").await;
    desk.jump_to("2026-11-25T08:50:00Z").await;
    olga.presses("Сообщить о проблеме").await;
    olga.presses("Не то").await;
    olga.presses("Пропустить").await;
    assert_eq!(now(desk, delivery.id).await.state, State::Problem);
    assert_eq!(desk.count("SELECT COUNT(*) FROM claim").await, 1);
});

story!(after_a_day_it_is_too_late_for_one_tap, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    let delivery = delivered(desk, &all, "пульты×4").await;
    olga.presses("Всё получил").await;
    let old = olga.data("Сообщить о проблеме");
    desk.jump_to("2026-11-25T09:30:00Z").await;
    olga.forges(&old).await;
    olga.presses("Не то").await;
    assert!(olga.toast().contains("Напишите, пожалуйста, менеджеру"), "{}", olga.toast());
    assert_eq!(now(desk, delivery.id).await.state, State::Closed);
});
