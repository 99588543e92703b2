//! What the client goes on writing about a claim: files prove something, words may make it complex.

use super::{
    OLGA, People, joins,
    money::{alarms, read},
    people, taken,
};
use crate::{
    playground::{Desk, Phone},
    story,
};

/// A simple claim of the client's own.
async fn complains(olga: &Phone<'_>) {
    olga.says("/complain Шлагбаум не открывается третий день").await;
    olga.presses("Исправить").await;
}

story!(files_of_the_conversation_stand_among_the_evidence_once, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    complains(&olga).await;
    assert!(!anna.sees("П-1 ·").contains("📎 1"), "{}", anna.sees("П-1 ·"));
    olga.replies_with_photo("П-1", b"a broken boom", "Стрела погнута").await;
    assert!(anna.sees("П-1 ·").contains("📎 1 файл"), "{}", anna.sees("П-1 ·"));
    olga.replies("П-1", "Ждём вас").await;
    anna.replies_with_photo("П-1 ·", b"a new boom", "Вот новая стрела").await;
    anna.presses("Доказательства").await;
    insta::assert_snapshot!(anna.sees("Доказательства П-1"), @"
    📎 Доказательства П-1
    1. Фото · 10:00 · Ольга, бухгалтер · 1 КБ · SHA-256 6eed31220186b320…
    2. Фото · 10:00 · Анна · 1 КБ · SHA-256 6e4982efe9ebd69e…
    [📤 Показать файлы] [➕ Добавить файл]
    [⬅️ Назад]
    ");
    assert_eq!(desk.count("SELECT COUNT(*) FROM claim_evidence").await, 2, "each is held once");
});

story!(a_word_of_law_in_the_conversation_makes_it_complex_at_once, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, victor, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    complains(&olga).await;
    anna.presses("Разбираемся").await;
    victor.hears();
    olga.replies("П-1", "Обсудим завтра").await;
    assert!(alarms(desk).await.is_empty(), "«обсудим» is no threat");
    assert_eq!(victor.hears(), [""; 0]);
    olga.replies("П-1", "Если не почините, пойдём в суд").await;
    insta::assert_snapshot!(victor.phone(), @"
    ⚠️ E2 · Сложная претензия П-1 · ТСН «Ромашка»
    слово «суд»
    «Шлагбаум не открывается третий день» · Клиент хочет: исправить
    📎 Файлов нет
    Долгов и обещаний нет

    Ответ до 11:00, иначе повтор
    [Исправить] [✏️ Иначе: напишу…]
    [✖️ Отказать…] [☎️ Созвон сегодня]
    [👤 Передать решение]
    [🏢 Клиент]
    [👌 Принято] [⏰ Отложить] [➡️ Передать]
    ");
    insta::assert_snapshot!(anna.sees("П-1 ·"), @"
    ⚠️ П-1 · ТСН «Ромашка» · 🔥 сложная · ждёт руководителя · 🟢 Осталось 4 ч, ответить до 15:00
    🔥 Почему сложная: слово «суд»

    «Шлагбаум не открывается третий день» — Ольга, бухгалтер
    🎯 Хочет: исправить · вид: оборудование

    📌 Следующее касание: 25 нояб., ср
    [💬 Ответить] [☎️ Созвон]
    [💸 Предложить]
    [📅 Шаг] [⚖️ Юристам]
    [📎 Доказательства] [🏢 Клиент]
    ");
    insta::assert_snapshot!(olga.phone(), @"
    ⚠️ Ваша претензия № П-1
    «Шлагбаум не открывается третий день»

    🔎 Разбираемся. Предложим решение до 26 нояб., чт, 10:00.
    ");
    let told: String = olga.messages().into_iter().map(|message| message.text).collect();
    assert!(!told.contains("сложн") && !told.contains("уководител"), "{told}");
    olga.replies("П-1", "Точно пойдём в суд").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM event WHERE kind = 'claim.raised'").await, 1, "once");
    assert_eq!(desk.count("SELECT COUNT(*) FROM approval").await, 1, "the head is asked once");
    victor.presses("Отказать").await;
    victor.says("мы правы").await;
    olga.replies("П-1", "Там же дети ходят").await;
    let card = anna.sees("Почему сложная");
    assert!(card.contains("слово «суд», речь о безопасности: «дети»"), "{card}");
    assert!(alarms(desk).await.is_empty(), "the head has decided");
});

story!(words_are_weighed_anew_when_the_client_changes_them, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    complains(&olga).await;
    let message = olga.says("Ждём").await;
    assert!(alarms(desk).await.is_empty());
    olga.edits(message, "Ждём, потом прокуратура").await;
    let shown = alarms(desk).await;
    insta::assert_snapshot!(read(desk, &shown[0]), @"
    Сложная претензия П-1 · ТСН «Ромашка»
    слово «прокуратура»
    «Шлагбаум не открывается третий день» · Клиент хочет: исправить
    📎 Файлов нет
    Долгов и обещаний нет
    [Исправить]
    [✏️ Иначе: напишу…]
    [✖️ Отказать…]
    [☎️ Созвон сегодня]
    [👤 Передать решение]
    ");
});

story!(what_was_taken_for_done_is_not_after_a_word_of_law, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    complains(&olga).await;
    anna.presses("Разбираемся").await;
    anna.presses("Сделано").await;
    let solved = olga.data("Вопрос решён");
    olga.replies("П-1", "Ничего не сделано, пишем в Роспотребнадзор").await;
    assert!(anna.sees("П-1 ·").contains("ждёт руководителя"), "{}", anna.sees("П-1 ·"));
    assert_eq!(alarms(desk).await.len(), 1);
    olga.forges(&solved).await;
    assert_eq!(olga.toast(), "Карточка обновилась");
    assert_eq!(alarms(desk).await.len(), 1, "an old button closes nothing");
});

story!(what_the_manager_called_complex_stays_so_after_a_word_of_law, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    complains(&olga).await;
    anna.presses("🔥 Сложная").await;
    let undo = anna.data("Отменить");
    olga.replies("П-1", "Пойдём в суд").await;
    anna.forges(&undo).await;
    assert!(anna.toast().contains("Дело уже пошло дальше"), "{}", anna.toast());
    assert_eq!(alarms(desk).await.len(), 1);
    assert!(anna.sees("П-1 ·").contains("так решил менеджер, слово «суд»"), "{}", anna.sees("П-1 ·"));
});

story!(a_call_that_reached_the_client_stops_the_clock_on_the_card, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    taken(&anna, "Шлагбаум не открывается третий день").await;
    assert!(anna.phone().contains("Осталось 4 ч"), "{}", anna.phone());
    anna.says("/call Ромашка").await;
    anna.presses("Поговорили").await;
    anna.presses("Сохранить").await;
    let card = anna.sees("П-1 ·");
    assert!(card.contains("ответили, не разобрались") && !card.contains("Осталось"), "{card}");
});

story!(one_word_means_to_everybody_what_they_may_do, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    for word in ["претензия", "Жалоба", "/претензия"] {
        olga.says(word).await;
        assert!(olga.phone().contains("Что случилось? Напишите, пришлите фото"), "{word}: {}", olga.phone());
        olga.presses("Отмена").await;
    }
    anna.says("претензия").await;
    assert!(anna.phone().contains("Чья претензия?"), "{}", anna.phone());
    anna.presses("Отмена").await;
    for command in ["claim", "claims"] {
        olga.forges(&format!("c:{command}:Ромашка")).await;
        assert!(olga.toast().contains("не для вашей роли"), "{}", olga.toast());
    }
    anna.forges("c:complain").await;
    assert!(anna.toast().contains("не для вашей роли"), "{}", anna.toast());
});
