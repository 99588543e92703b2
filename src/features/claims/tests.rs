//! Stories of claims: how they come, who hears of them, how they end.

use crate::{
    clients::{self, Client},
    db::Id,
    people::Role,
    playground::{Desk, Phone},
    story,
};

mod ends;
mod house;
mod money;
mod wrote;

const OLGA: &str = "+79161110011";
const IGOR: &str = "+79161110022";
const CLIENTS: &str = "Название;ИНН;Менеджер;Контакт;Должность;Телефон\n\
    ТСН «Ромашка»;7707083893;Анна;Ольга;бухгалтер;+79161110011\n\
    ООО «Лотос»;7736050003;Мария;Игорь;;+79161110022\n";

/// Who takes part.
struct People<'a> {
    anna: Phone<'a>,
    maria: Phone<'a>,
    victor: Phone<'a>,
}

/// Two managers with a client each, and their head.
async fn people(desk: &Desk) -> People<'_> {
    let (anna, maria) = (desk.manager("Анна").await, desk.manager("Мария").await);
    let victor = desk.staff("Виктор", Role::Head).await;
    let report = desk.imports("clients", "clients.csv", CLIENTS.as_bytes(), false).await.unwrap();
    assert!(report.problems.is_empty(), "{:?}", report.problems);
    People { anna, maria, victor }
}

/// A contact person comes in by the manager's link.
async fn joins<'a>(desk: &'a Desk, manager: &Phone<'a>, client: &str, name: &str, phone: &str) -> Phone<'a> {
    manager.says(client).await;
    manager.presses("Пригласить").await;
    manager.presses(name).await;
    let link = manager.phone();
    let code = link.split("start=").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap().to_owned();
    let guest = Phone::stranger(desk, name, "ru", phone);
    guest.starts(Some(&code)).await;
    guest.presses("Согласен").await;
    guest.shares_contact(guest.user).await;
    assert!(guest.has("Вы в системе"), "{}", guest.phone());
    guest.hears();
    guest
}

async fn client(desk: &Desk, owner: &Phone<'_>) -> Client {
    let owner = owner.person().await.id;
    clients::mine(&mut desk.db.read().await.unwrap(), owner).await.unwrap().remove(0)
}

/// The manager writes a simple claim down.
async fn taken(anna: &Phone<'_>, words: &str) {
    anna.says(&format!("/claim Ромашка {words}")).await;
    anna.presses("Сохранить").await;
}

story!(a_client_complains_with_a_photo_and_is_answered, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, victor, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    anna.hears();
    victor.hears();
    olga.says("/complain").await;
    insta::assert_snapshot!(olga.phone(), @"
    ⚠️ Претензия

    Что случилось? Напишите, пришлите фото или голосовое.
    [✖️ Отмена]
    ");
    desk.telegram.sends_photo(olga.user, b"a broken boom", "Стрела погнута");
    desk.pump().await;
    insta::assert_snapshot!(olga.phone(), @"
    ⚠️ Претензия

    «Стрела погнута»
    📎 1 файл

    Что нам сделать, чтобы всё исправить? Можно дописать или прислать ещё фото.
    [🔧 Исправить] [🔁 Заменить]
    [💸 Вернуть деньги] [🏷 Скидку]
    [🙏 Извиниться] [💬 Другое]
    [⏭ Решайте сами]
    [⬅️ Назад] [✖️ Отмена]
    ");
    olga.presses("Заменить").await;
    insta::assert_snapshot!(olga.phone(), @"
    ⚠️ Ваша претензия № П-1
    «Стрела погнута»
    📎 1 файл

    ✅ Приняли. Ответим до 15:00. Дописать можно ответом на это сообщение.
    ");
    insta::assert_snapshot!(anna.sees("П-1"), @"
    ⚠️ П-1 · ТСН «Ромашка» · новая · 🟢 Осталось 4 ч, ответить до 15:00

    «Стрела погнута» — Ольга, бухгалтер
    📎 1 файл
    🎯 Хочет: заменить · вид: оборудование

    📌 Следующее касание: 24 нояб., вт
    [💬 Ответить] [☎️ Созвон]
    [🔎 Разбираемся] [💸 Предложить]
    [📅 Шаг] [🔥 Сложная] [⚖️ Юристам]
    [📎 Доказательства] [🏢 Клиент]
    ");
    let copied = anna.messages().pop().unwrap();
    assert!(copied.photo.is_some(), "the photo is on the manager's phone: {copied:?}");
    assert_eq!(victor.hears(), [""; 0], "a simple claim is none of the head's business");

    anna.replies("П-1", "Завтра приедем и заменим").await;
    assert!(olga.has("Завтра приедем и заменим"));
    assert!(anna.sees("П-1 ·").contains("ответили, не разобрались"), "{}", anna.sees("П-1 ·"));
    assert!(olga.sees("П-1").contains("Предложим решение до"), "{}", olga.sees("П-1"));
});

story!(a_manager_writes_a_claim_down_in_one_line, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, victor, .. } = people(desk).await;
    victor.hears();
    anna.says("/claim Ромашка сломан шлагбаум").await;
    insta::assert_snapshot!(anna.phone(), @"
    ⚠️ Претензия · ТСН «Ромашка»

    «сломан шлагбаум»

    Расскажите подробнее: я добавлю к уже написанному.
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.says("на въезде с самого утра").await;
    insta::assert_snapshot!(anna.phone(), @"
    ⚠️ Претензия · ТСН «Ромашка»

    «сломан шлагбаум. на въезде с самого утра»
    🎯 Хочет: исправить · вид: оборудование
    👤 клиент, по телефону
    Уровень: простая

    Проверьте, что я понял. Записываем?
    [✅ Сохранить] [🔥 Сложная]
    [✏️ Суть] [✏️ Вид]
    [✏️ Чего хочет] [✏️ Сумма]
    [✏️ Спорные счета] [✏️ Письменная]
    [✏️ Кто жалуется] [✏️ Клиент]
    [⬅️ Назад] [✖️ Отмена]
    ");
    anna.presses("Сумма").await;
    anna.says("много").await;
    assert!(anna.phone().contains("Не понял сумму «много»"), "{}", anna.phone());
    anna.says("12к").await;
    anna.presses("Чего хочет").await;
    anna.presses("скидка").await;
    anna.presses("Кто жалуется").await;
    anna.presses("Ольга").await;
    anna.presses("Сохранить").await;
    insta::assert_snapshot!(anna.phone(), @"
    ✅ Претензия П-1 записана.

    ⚠️ П-1 · ТСН «Ромашка» · новая · 🟢 Осталось 4 ч, ответить до 15:00

    «сломан шлагбаум. на въезде с самого утра» — Ольга, бухгалтер
    🎯 Хочет: скидка, 12 000 ₽ · вид: оборудование

    📌 Следующее касание: 24 нояб., вт
    [💬 Ответить] [☎️ Созвон]
    [🔎 Разбираемся] [💸 Предложить]
    [📅 Шаг] [🔥 Сложная] [⚖️ Юристам]
    [📎 Доказательства] [🏢 Клиент]
    [↩️ Отменить]
    ");
    anna.says("/claims").await;
    insta::assert_snapshot!(anna.phone(), @"
    ⚠️ 1 открытая претензия
    [П-1 · ТСН «Ромашка» · новая · 🟢 Осталось 4 ч, ответить до 15:00]
    [☰ Меню]
    ");
    anna.says("Ромашка").await;
    assert!(anna.phone().contains("⚠️ П-1, оборудование: новая"), "{}", anna.phone());
    anna.presses("Претензия").await;
    assert!(anna.phone().contains("уже есть открытые претензии"), "{}", anna.phone());
    anna.presses("Новая претензия").await;
    assert!(anna.phone().contains("Что случилось?"), "{}", anna.phone());
});

story!(a_word_of_law_makes_it_complex_and_says_why, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    anna.says("/claim Ромашка Если не почините въезд, пойдём в суд").await;
    assert!(anna.phone().contains("🔥 Будет сложной: слово «суд»"), "{}", anna.phone());
    anna.presses("Сохранить").await;
    assert!(anna.phone().contains("🔥 Почему сложная: слово «суд»"), "{}", anna.phone());
    taken(&anna, "Стойка шатается, обсудим завтра").await;
    assert!(anna.phone().contains("Почему сложная: вторая за 90 дней"), "{}", anna.phone());
    assert!(!anna.phone().contains("слово"), "«обсудим» is no threat: {}", anna.phone());
});

story!(nobody_elses_claim_is_there, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, maria, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    let igor = joins(desk, &maria, "Лотос", "Игорь", IGOR).await;
    olga.says("/complain Шлагбаум не открывается третий день").await;
    olga.presses("Исправить").await;
    let data = anna.data("Разбираемся");
    let id = data.split(':').nth(1).unwrap().to_owned();
    let absent = data.replace(&id, &Id::<()>::new().short());
    for data in [&data, &absent] {
        maria.forges(data).await;
        assert_eq!(maria.toast(), "Такой претензии нет.", "{data}");
    }
    maria.says("/claims").await;
    assert!(maria.phone().contains("Открытых претензий нет"), "{}", maria.phone());
    let romashka = client(desk, &anna).await;
    maria.says(&format!("/claim {}", romashka.id.short())).await;
    assert!(maria.phone().contains("Такого клиента нет"), "{}", maria.phone());

    anna.presses("Разбираемся").await;
    anna.presses("Сделано").await;
    let plea = olga.data("Вопрос решён");
    let absent = plea.replace(&id, &Id::<()>::new().short());
    for data in [&plea, &absent] {
        igor.forges(data).await;
        assert_eq!(igor.toast(), "Такой претензии нет.", "{data}");
    }
    assert!(anna.sees("третий день").contains("сделано, ждём слова клиента"), "nothing has changed");
    olga.forges(&data).await;
    assert!(olga.toast().contains("не для вашей роли"), "{}", olga.toast());
    igor.says("/claims").await;
    assert!(!igor.phone().contains("Ромашка"), "{}", igor.phone());
});

story!(a_second_tap_does_nothing_twice, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    olga.says("/complain Шлагбаум не открывается третий день").await;
    olga.taps("Исправить");
    olga.taps("Исправить");
    desk.pump().await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM claim").await, 1);
    let data = anna.data("Разбираемся");
    anna.taps("Разбираемся");
    anna.taps("Разбираемся");
    desk.pump().await;
    assert!(anna.toast().contains("Уже сделано"), "{}", anna.toast());
    assert_eq!(desk.count("SELECT COUNT(*) FROM event WHERE kind = 'claim.moved'").await, 1);
    anna.presses("Сделано").await;
    anna.forges(&data).await;
    assert_eq!(anna.toast(), "Карточка обновилась");
    olga.taps("Вопрос решён");
    olga.taps("Вопрос решён");
    desk.pump().await;
    assert!(olga.toast().contains("Уже сделано"), "{}", olga.toast());
    assert_eq!(desk.count("SELECT COUNT(*) FROM event WHERE kind = 'claim.answered'").await, 1);
});

story!(a_client_of_two_companies_says_which, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    desk.client("Василёк", Some(&anna)).await;
    let olga_id = olga.person().await.id;
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::query(
        "INSERT INTO contact (id, client_id, name, person_id) SELECT $1, id, 'Ольга', $2 FROM client WHERE name = 'Василёк'",
    )
    .bind(Id::<()>::new())
    .bind(olga_id)
    .execute(&mut *tx)
    .await
    .unwrap();
    tx.commit().await.unwrap();
    olga.says("/complain Шлагбаум не открывается третий день").await;
    insta::assert_snapshot!(olga.phone(), @"
    ⚠️ Претензия

    «Шлагбаум не открывается третий день»

    От какой компании?
    [Василёк]
    [ТСН «Ромашка»]
    [✖️ Отмена]
    ");
    olga.presses("Василёк").await;
    olga.presses("Решайте сами").await;
    assert!(olga.phone().contains("Приняли"), "{}", olga.phone());
    assert!(anna.has("П-1 · Василёк"));
});

story!(files_are_read_once_and_shown_with_their_hash, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    olga.says("/complain").await;
    desk.telegram.sends_photo(olga.user, b"a broken boom", "Стрела погнута");
    desk.pump().await;
    olga.presses("Заменить").await;
    anna.presses("Доказательства").await;
    insta::assert_snapshot!(anna.sees("Доказательства П-1"), @"
    📎 Доказательства П-1
    1. Фото · 10:00 · Ольга, бухгалтер · 1 КБ · SHA-256 6eed31220186b320…
    [📤 Показать файлы] [➕ Добавить файл]
    [⬅️ Назад]
    ");
    anna.presses("Добавить файл").await;
    anna.sends_file("act.pdf", b"an act").await;
    anna.presses("Карточка").await;
    anna.presses("Доказательства").await;
    let hash = &crate::hash::of(b"an act")[..16];
    assert!(
        anna.phone().contains(&format!("Файл «act.pdf» · 10:00 · Анна · 1 КБ · SHA-256 {hash}…")),
        "{}",
        anna.phone()
    );
    let before = anna.messages().len();
    anna.presses("Показать файлы").await;
    assert_eq!(anna.messages().len(), before + 2, "both files are copied, the manager's own too");
});
