//! How a claim goes on and ends.

use super::{OLGA, People, joins, people, taken};
use crate::{playground::Desk, story};

story!(closing_needs_the_clients_word_or_a_reason, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    olga.says("/complain Шлагбаум не открывается третий день").await;
    olga.presses("Исправить").await;
    anna.presses("Разбираемся").await;
    insta::assert_snapshot!(anna.phone(), @"
    🔎 Разбираемся. Клиент видит это в своей карточке.

    ⚠️ П-1 · ТСН «Ромашка» · разбираемся · 🟢 Осталось 4 ч, ответить до 15:00

    «Шлагбаум не открывается третий день» — Ольга, бухгалтер
    🎯 Хочет: исправить · вид: оборудование

    📌 Следующее касание: 26 нояб., чт
    [💬 Ответить] [☎️ Созвон]
    [💸 Предложить] [✅ Сделано]
    [📅 Шаг] [🔥 Сложная] [⚖️ Юристам]
    [📎 Доказательства] [🏢 Клиент]
    [↩️ Отменить]
    ");
    assert!(olga.phone().contains("Разбираемся"), "the client's card follows: {}", olga.phone());
    anna.presses("Сделано").await;
    insta::assert_snapshot!(olga.phone(), @"
    ⚠️ О вашей претензии № П-1
    Мы сделали, что обещали. Вопрос решён?
    [✅ Вопрос решён] [✖️ Не решён]
    ");
    olga.presses("Не решён").await;
    insta::assert_snapshot!(olga.phone(), @"
    ⚠️ О вашей претензии № П-1
    🔎 Разбираемся. Предложим решение до 26 нояб., чт, 10:00.
    ");
    assert!(anna.has("вопрос не решён. Снова разбираемся"), "{}", anna.phone());
    anna.presses("Сделано").await;
    anna.presses("Закрыть").await;
    anna.says("Заменили привод").await;
    anna.presses("брак").await;
    insta::assert_snapshot!(anna.phone(), @"
    🏁 Закрыть · П-1 · ТСН «Ромашка»

    Заменили привод
    Причина: брак

    Клиент не подтвердил, что вопрос решён. Почему закрываем без его слова?
    [⬅️ Назад] [✖️ Отмена]
    ");
    olga.presses("Вопрос решён").await;
    assert!(anna.has("вопрос решён. Можно закрывать"));
    anna.says("по телефону сказали, что всё хорошо").await;
    anna.presses("Закрыть претензию").await;
    insta::assert_snapshot!(anna.phone(), @"
    П-1: 🏁 Закрыта. Открыть снова можно 30 дней.
    [⚠️ Карточка] [↩️ Отменить]
    ");
    assert!(olga.has("Претензия закрыта. Если вопрос вернётся"), "{}", olga.phone());
    anna.presses("Отменить").await;
    assert!(anna.phone().contains("закрытие претензии"), "{}", anna.phone());
    assert!(!olga.has("Претензия закрыта"), "the client's card is back too");
});

story!(a_closed_claim_opens_again_for_a_month, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    olga.says("/complain Шлагбаум не открывается третий день").await;
    olga.presses("Исправить").await;
    anna.presses("Разбираемся").await;
    anna.presses("Сделано").await;
    olga.presses("Вопрос решён").await;
    anna.presses("Карточка").await;
    anna.presses("Закрыть").await;
    anna.says("Заменили привод").await;
    anna.presses("брак").await;
    anna.presses("Закрыть претензию").await;
    anna.says("/claims").await;
    assert!(anna.phone().contains("Открытых претензий нет"));
    desk.jump_to("2026-12-23T07:00:00Z").await;
    olga.presses("Открыть снова").await;
    assert!(anna.has("открывает претензию снова"));
    anna.says("/claims").await;
    assert!(anna.phone().contains("разбираемся"), "{}", anna.phone());
    anna.presses("П-1").await;
    anna.presses("Сделано").await;
    olga.presses("Вопрос решён").await;
    anna.presses("Карточка").await;
    anna.presses("Закрыть").await;
    anna.says("Заменили ещё раз").await;
    anna.presses("монтаж").await;
    anna.presses("Закрыть претензию").await;
    desk.jump_to("2027-01-25T07:00:00Z").await;
    olga.presses("Открыть снова").await;
    assert!(olga.toast().contains("Уже сделано"), "{}", olga.toast());
    assert!(!olga.offers("Открыть снова"), "{}", olga.phone());
});

story!(a_plan_a_call_and_lawyers, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    anna.says("/claim Ромашка Требуем вернуть деньги за шлагбаум").await;
    anna.presses("Письменная").await;
    anna.says("15/1").await;
    anna.says("01.12").await;
    anna.presses("Сохранить").await;
    anna.presses("Шаг").await;
    anna.says("Запросить акт у монтажников").await;
    anna.presses("завтра").await;
    insta::assert_snapshot!(anna.phone(), @"
    П-1: 📅 Запросить акт у монтажников — до 25 нояб., ср. Задача создана.
    [⚠️ Карточка] [↩️ Отменить]
    ");
    anna.presses("Карточка").await;
    anna.presses("Юристам").await;
    anna.says("ООО «Право»").await;
    anna.says("договор и переписку").await;
    assert!(anna.phone().contains("Напомню проверить ответ 27 нояб., пт"), "{}", anna.phone());
    anna.presses("Карточка").await;
    insta::assert_snapshot!(anna.phone(), @"
    ⚠️ П-1 · ТСН «Ромашка» · 🔥 сложная · новая · 🟢 Осталось 4 ч, ответить до 15:00
    🔥 Почему сложная: письменная

    «Требуем вернуть деньги за шлагбаум» — клиент, по телефону
    🎯 Хочет: вернуть деньги · вид: оборудование
    📄 Письменная, входящий № 15/1, ответить до 1 дек., вт
    ⚖️ У юристов с 24 нояб., вт: ООО «Право». Передано: договор и переписку

    📌 Следующее касание: 25 нояб., ср
    ▫️ 25 нояб., ср: Запросить акт у монтажников (Анна)
    [💬 Ответить] [☎️ Созвон]
    [💸 Предложить]
    [📅 Шаг]
    [📎 Доказательства] [🏢 Клиент]
    ");
    anna.presses("Созвон").await;
    insta::assert_snapshot!(anna.phone(), @"
    ☎️ Перед звонком · П-1 · ТСН «Ромашка». Задача на 24 нояб., вт
    📞 +7 916 111-00-11 Ольга, бухгалтер

    «Требуем вернуть деньги за шлагбаум» — клиент, по телефону
    Решение по претензии, 24 нояб., вт: «Требуем вернуть деньги за шлагбаум» — ждёт ответа
    🔥 П-1, оборудование: новая
    ⚠️ E2 Сложная претензия ждёт решения руководителя, с 10:00
    📋 24 нояб., вт: Позвонить клиенту по претензии П-1
    📋 25 нояб., ср: П-1: Запросить акт у монтажников
    📋 27 нояб., пт: Проверить ответ юристов по П-1: срок 1 дек., вт
    [☎️ Звонок] [⚠️ Карточка]
    [↩️ Отменить]
    ");
    anna.says("/today").await;
    assert!(anna.phone().contains("Позвонить клиенту по претензии П-1"), "{}", anna.phone());
    anna.says("/undo").await;
    anna.presses("передача юристам").await;
    anna.says("/claims").await;
    anna.presses("П-1").await;
    assert!(!anna.phone().contains("У юристов"), "{}", anna.phone());
});

story!(a_claim_written_by_mistake_is_taken_back, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    taken(&anna, "Шлагбаум не открывается третий день").await;
    anna.presses("Отменить").await;
    assert!(anna.phone().contains("новая претензия"), "{}", anna.phone());
    anna.says("/claims").await;
    assert!(anna.phone().contains("Открытых претензий нет"));
});

story!(the_morning_tells_which_claims_burn, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    taken(&anna, "Шлагбаум не открывается третий день").await;
    desk.wait_until("2026-11-25T05:46:00Z").await;
    let digest = anna.sees("Доброе утро");
    assert!(digest.contains("⚠️ Претензии: 1"), "{digest}");
    assert!(digest.contains("🔴 П-1 · ТСН «Ромашка» — ответить, срок был 24 нояб., вт, 15:00"), "{digest}");
    anna.presses("По порядку").await;
    assert!(anna.phone().contains("Шлагбаум не открывается"), "{}", anna.phone());
});
