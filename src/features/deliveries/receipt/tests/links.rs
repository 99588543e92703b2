//! A link for whoever is on site: one delivery, one person.

use super::*;

/// The link one of us makes.
async fn link(anna: &Phone<'_>) -> String {
    anna.presses("Ссылка на приём").await;
    let shown = anna.phone();
    let code = shown.split("start=").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap();
    assert!(code.starts_with("d_") && code.len() == 24, "{code}");
    code.to_owned()
}

story!(a_stranger_with_the_link_confirms_that_one_delivery, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let olga = joins(desk, &all.anna, "Ромашка", "Ольга").await;
    let delivery = delivered(desk, &all, "шлагбаум×1, пульты×4").await;
    let code = link(&all.anna).await;
    let guard = Phone::stranger(desk, "Степан", "ru", "+79169990011");
    guard.starts(Some(&code)).await;
    insta::assert_snapshot!(without_code(&guard.phone()), @"
    📦 Привезли доставку №Д-1: шлагбаум 1 шт., пульты 4 шт. Сегодня в 12:00?
    Можно ответить словом: «получил», «проблема», «нет».
    Удобнее по телефону? Назовите менеджеру код ####.
    [✅ Всё получил] [⚠️ Есть проблема]
    [🕓 Ещё нет] [👤 Принял другой]
    ");
    guard.presses("Принял другой").await;
    guard.says("Степан, охранник").await;
    guard.presses("Всё получил").await;
    guard.presses("Подтвердить").await;
    insta::assert_snapshot!(guard.phone(), @"
    ✅ Спасибо! Доставка №Д-1 получена: 12:00. Кто принял: Степан, охранник.
    📷 Фото груза можно просто прислать сюда.
    Как вам курьер?
    [👍 Хорошо] [👎 Плохо]
    [⚠️ Сообщить о проблеме]
    ");
    assert_eq!(grade(desk, delivery.id).await, Some(Grade::A));
    assert!(olga.phone().contains("Степан, охранник"), "{}", olga.phone());
    guard.sends_photo(b"\xff\xd8\xff", "").await;
    assert!(guard.phone().contains("📎 1 фото"), "{}", guard.phone());
    // Anything else is still a stranger's.
    guard.says("/menu").await;
    let neutral = Phone::stranger(desk, "Кто-то", "ru", "+79169990022");
    neutral.says("/menu").await;
    assert_eq!(guard.phone(), neutral.phone());
});

story!(a_stranger_tells_of_a_problem_and_the_manager_writes_the_claim, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let delivery = delivered(desk, &all, "пульты×4").await;
    let code = link(&all.anna).await;
    let guard = Phone::stranger(desk, "Степан", "ru", "+79169990011");
    guard.starts(Some(&code)).await;
    guard.presses("Есть проблема").await;
    guard.presses("Повреждено").await;
    guard.says("Разбит корпус").await;
    guard.presses("Отправить").await;
    insta::assert_snapshot!(guard.phone(), @"
    ⚠️ Доставка №Д-1 · Повреждено. Менеджер уже знает и разбирается.
    Пожалуйста, не подписывайте документы на груз, пока мы всё не исправим.
    [✅ Теперь всё получил]
    ");
    assert_eq!(now(desk, delivery.id).await.state, State::Problem);
    insta::assert_snapshot!(all.anna.sees("Проблема с доставкой"), @"
    ⚠️ Проблема с доставкой Д-1 · ТСН «Ромашка»
    «Доставка Д-1. Повреждено: пульты 4 шт. Разбит корпус» — Степан, по ссылке. Претензию запишите сами
    [🚚 Д-1 · ТСН «Ромашка»]
    [⚠️ Претензия]
    ");
});

story!(used_foreign_and_absent_links_are_answered_alike, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let all = people(desk).await;
    let igor = joins(desk, &all.maria, "Лотос", "Игорь").await;
    let delivery = delivered(desk, &all, "пульты×4").await;
    let code = link(&all.anna).await;
    let guard = Phone::stranger(desk, "Степан", "ru", "+79169990011");
    guard.starts(Some(&code)).await;
    assert!(guard.has("Привезли доставку"));
    let absent = format!("d_{}", "A".repeat(22));
    let second = Phone::stranger(desk, "Второй", "ru", "+79169990022");
    let nobody = Phone::stranger(desk, "Никто", "ru", "+79169990033");
    second.starts(Some(&code)).await;
    nobody.starts(Some(&absent)).await;
    assert_eq!(second.phone(), nobody.phone(), "used by somebody else");
    igor.starts(Some(&absent)).await;
    let none = igor.phone();
    igor.starts(Some(&code)).await;
    assert_eq!(igor.phone(), none, "a contact person of another client");
    all.maria.starts(Some(&absent)).await;
    let none = all.maria.phone();
    all.maria.starts(Some(&code)).await;
    assert_eq!(all.maria.phone(), none, "one of us");

    // The second can't press what they never saw, and the first is the only one who can.
    let yes = guard.data("Всё получил");
    second.forges(&yes).await;
    assert_eq!(grade(desk, delivery.id).await, None);

    // A new link takes the old one back.
    let new = link(&all.anna).await;
    guard.presses("Всё получил").await;
    assert_eq!(grade(desk, delivery.id).await, None, "the old one counts no more");
    second.starts(Some(&new)).await;
    second.presses("Всё получил").await;
    assert_eq!(grade(desk, delivery.id).await, Some(Grade::A));
});
