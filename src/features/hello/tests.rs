//! Stories of the door: who comes in, how, and what they set for themselves.

use super::{add_staff, invite};
use crate::{
    clients,
    lang::Lang,
    people::Role,
    phone::Phone as Number,
    playground::{Desk, Phone},
    story,
};

/// What a stranger is told, whatever they do.
const NEUTRAL: &str = "Здравствуйте! Этот бот — для сотрудников и клиентов PASS24.online. Чтобы войти, попросите ссылку у \
    своего менеджера.";
const OLGA: &str = "+79001112233";

/// A link for a colleague who is not written down yet.
async fn link(desk: &Desk, name: &str, role: Role, phone: Option<&str>) -> String {
    let mut tx = desk.db.begin().await.unwrap();
    let phone = phone.and_then(Number::parse);
    let person = add_staff(&mut tx, name, phone.as_ref(), desk.clock.now()).await.unwrap();
    let link = invite(&mut tx, person, role, None, desk.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    link.code
}

/// The manager makes a link for the client's contact person Olga.
async fn link_for_olga(desk: &Desk, by: &Phone<'_>) -> String {
    let table = format!("Название;ИНН;Менеджер;Контакт;Телефон\nЯсень;7707083893;Анна;Ольга;{OLGA}\n");
    desk.imports("clients", "clients.csv", table.as_bytes(), false).await.unwrap();
    by.says("/find Ясень").await;
    by.presses("Пригласить").await;
    by.presses("Ольга").await;
    let link = by.phone();
    link.split("start=").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap().to_owned()
}

fn nobody<'a>(desk: &'a Desk, name: &str) -> Phone<'a> {
    Phone::stranger(desk, name, "ru", "+79005556677")
}

/// Names of the commands the phone offers.
fn commands(desk: &Desk, phone: &Phone<'_>) -> Vec<String> {
    desk.telegram.commands(phone.user, "ru").into_iter().map(|(name, _)| name).collect()
}

story!(a_colleague_comes_in_by_a_link_once, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let code = link(desk, "Егор", Role::Engineer, None).await;
    let egor = nobody(desk, "Егор");
    egor.starts(Some(&code)).await;
    insta::assert_snapshot!(egor.hears().join("\n"), @"
    Здравствуйте, Егор! Вы в системе.
    ☰ Егор, что делаем?
    Можно просто написать имя клиента или «Ромашка обещали до пятницы 15к».
    ");
    insta::assert_snapshot!(commands(desk, &egor).join(" "), @"menu jobs today week busy alerts task stock when drafts undo settings privacy help cancel");
    assert!(egor.person().await.is_any(&[Role::Engineer]));
    let other = nobody(desk, "Чужой");
    other.starts(Some(&code)).await;
    assert_eq!(other.hears(), [NEUTRAL]);
    assert_eq!(commands(desk, &other), ["start"]);
    egor.starts(Some(&code)).await;
    assert_eq!(egor.hears(), ["Эта ссылка уже не действует. Попросите новую."]);
    egor.starts(None).await;
    assert!(egor.phone().contains("Егор, что делаем?"));
});

story!(a_link_for_a_colleague_lives_a_day, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let [late, timely] = ["Егор", "Света"].map(|name| nobody(desk, name));
    let for_timely = link(desk, "Света", Role::Support, None).await;
    let for_late = link(desk, "Егор", Role::Engineer, None).await;
    desk.jump_to("2026-11-25T06:59:59Z").await;
    timely.starts(Some(&for_timely)).await;
    assert!(timely.has("Вы в системе"));
    desk.jump_to("2026-11-25T07:00:00Z").await;
    late.starts(Some(&for_late)).await;
    assert_eq!(late.hears(), [NEUTRAL]);
});

story!(a_link_opened_by_one_is_nobody_elses, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let code = link(desk, "Егор", Role::Engineer, Some("+79005556677")).await;
    let [egor, thief] = ["Егор", "Чужой"].map(|name| nobody(desk, name));
    egor.starts(Some(&code)).await;
    assert_eq!(egor.phone(), "Подтвердите номер телефона кнопкой внизу: так мы узнаем, что это вы.");
    thief.starts(Some(&code)).await;
    thief.shares_contact(thief.user).await;
    assert_eq!(thief.hears(), [NEUTRAL, NEUTRAL]);
    egor.shares_contact(egor.user).await;
    assert!(egor.has("Вы в системе"));
});

story!(a_new_link_makes_the_old_one_void, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let first = link_for_olga(desk, &anna).await;
    let second = link_for_olga(desk, &anna).await;
    let olga = Phone::stranger(desk, "Ольга", "ru", OLGA);
    olga.starts(Some(&first)).await;
    assert_eq!(olga.hears(), [NEUTRAL]);
    olga.starts(Some(&second)).await;
    assert!(olga.phone().contains("Согласен"));
});

story!(a_client_comes_in_with_consent_and_their_own_number, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let code = link_for_olga(desk, &anna).await;
    let olga = Phone::stranger(desk, "Ольга", "ru", OLGA);
    olga.starts(Some(&code)).await;
    insta::assert_snapshot!(olga.phone(), @"
    Чтобы подтверждать доставки, согласовывать даты и получать счета здесь, нам нужно ваше согласие на обработку имени и номера телефона. Мы используем их только для связи по вашему договору с PASS24.online. Согласие можно отозвать, написав менеджеру.
    [✅ Согласен]
    ");
    olga.shares_contact(olga.user).await;
    assert!(olga.phone().contains("нам нужно ваше согласие"), "no number before the consent");
    olga.says("а что это?").await;
    assert!(olga.phone().contains("нам нужно ваше согласие"), "who is at the door hears the step again");
    olga.hears();
    olga.taps("Согласен");
    olga.taps("Согласен");
    desk.pump().await;
    assert_eq!(olga.hears().iter().filter(|text| text.contains("номер")).count(), 1, "asked for once");
    assert!(olga.has("Согласие записано"));
    olga.says(OLGA).await;
    assert!(olga.phone().contains("номер"), "{}", olga.phone());
    assert!(desk.telegram.keyboard(olga.user).is_some_and(|keyboard| keyboard.rows[0][0].request_contact));
    olga.shares_contact(olga.user).await;
    assert!(olga.has("Здравствуйте, Ольга! Вы в системе."));
    insta::assert_snapshot!(olga.phone(), @"
    ☰ Что нужно?
    [✉️ Написать менеджеру] [💳 Оплата и счета]
    [🚚 Мои доставки] [💬 Заявки]
    [⚠️ Претензия] [⚙️ Настройки]
    [🔒 Мои данные] [❓ Помощь]
    ");
    assert!(desk.telegram.keyboard(olga.user).is_none());
    assert!(anna.has("Ольга теперь в боте"));
    let person = olga.person().await;
    assert!(person.is_any(&[Role::Client]) && person.consent_at.is_some());
    let mut conn = desk.db.read().await.unwrap();
    let ash = clients::mine(&mut conn, anna.person().await.id).await.unwrap();
    let contacts = clients::contacts(&mut conn, ash[0].id).await.unwrap();
    assert_eq!(contacts[0].person, Some(person.id));
});

story!(the_manager_says_yes_to_another_number, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let code = link_for_olga(desk, &anna).await;
    let olga = nobody(desk, "Ольга");
    olga.starts(Some(&code)).await;
    olga.presses("Согласен").await;
    olga.shares_contact(olga.user).await;
    assert_eq!(olga.phone(), "Номер отличается от записанного у нас. Ваш менеджер проверит и подтвердит.");
    insta::assert_snapshot!(anna.phone(), @"
    Номер не совпал: у контакта «Ольга» — +7 900 555-66-77. Принять?
    [✅ Да, принять] [✖️ Нет]
    ");
    olga.shares_contact(olga.user).await;
    assert_eq!(anna.hears().iter().filter(|text| text.contains("Номер не совпал")).count(), 1, "asked once");
    let verdict = anna.data("Да, принять");
    anna.presses("Да, принять").await;
    assert!(olga.has("Вы в системе"));
    assert!(olga.person().await.is_any(&[Role::Client]));
    anna.forges(&verdict).await;
    assert_eq!(anna.toast(), "Эта кнопка устарела. Откройте /menu");
});

story!(the_manager_says_no_to_another_number, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, maria) = (desk.manager("Анна").await, desk.manager("Мария").await);
    let code = link_for_olga(desk, &anna).await;
    let olga = nobody(desk, "Ольга");
    olga.starts(Some(&code)).await;
    olga.presses("Согласен").await;
    olga.shares_contact(olga.user).await;
    maria.forges(&anna.data("Да, принять")).await;
    assert_eq!(maria.toast(), "Эта кнопка устарела. Откройте /menu", "whose guest it is decides");
    anna.presses("Нет").await;
    assert_eq!(anna.phone(), "✖️ Не принято.");
    assert!(olga.phone().starts_with("Менеджер не смог подтвердить ваш номер."), "{}", olga.phone());
    assert!(desk.person(olga.user).await.is_none());
    olga.starts(Some(&code)).await;
    assert_eq!(olga.phone(), NEUTRAL, "the link is void");
    olga.says("/menu").await;
    assert_eq!(olga.phone(), NEUTRAL);
});

story!(a_deputy_decides_on_the_guests_they_invited, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    desk.manager("Анна").await;
    let dina = desk.staff("Дина", Role::Deputy).await;
    desk.staff("Виктор", Role::Head).await;
    let table = format!("Название;Контакт;Телефон\nЛиман;Ольга;{OLGA}\n");
    desk.imports("clients", "clients.csv", table.as_bytes(), false).await.unwrap();
    dina.says("/find Лиман").await;
    dina.presses("Пригласить").await;
    dina.presses("Ольга").await;
    let link = dina.phone();
    let code = link.split("start=").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap();
    let olga = nobody(desk, "Ольга");
    olga.starts(Some(code)).await;
    olga.presses("Согласен").await;
    olga.shares_contact(olga.user).await;
    dina.presses("Да, принять").await;
    assert!(olga.has("Вы в системе"));
});

story!(somebody_elses_number_opens_nothing, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let code = link_for_olga(desk, &anna).await;
    let [thief, olga] = [nobody(desk, "Чужой"), Phone::stranger(desk, "Ольга", "ru", OLGA)];
    thief.starts(Some(&code)).await;
    thief.presses("Согласен").await;
    thief.shares_contact(olga.user).await;
    assert_eq!(thief.phone(), "Нужен именно ваш номер. Нажмите кнопку «📱 Подтвердить номер» внизу.");
    assert!(desk.person(thief.user).await.is_none());
    assert!(!anna.has("Номер не совпал"));
});

story!(somebody_known_shows_their_number_too, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, viktor) = (desk.manager("Анна").await, desk.staff("Виктор", Role::Head).await);
    let code = link_for_olga(desk, &anna).await;
    viktor.starts(Some(&code)).await;
    assert!(viktor.phone().contains("нам нужно ваше согласие"));
    viktor.presses("Согласен").await;
    viktor.shares_contact(viktor.user).await;
    assert!(viktor.phone().contains("Номер отличается"));
    assert!(!viktor.person().await.is_any(&[Role::Client]), "a forwarded link is not enough");
    anna.presses("Нет").await;
    assert_eq!(viktor.person().await.roles.len(), 1);
});

story!(a_clients_link_never_gives_a_colleagues_record_away, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, viktor) = (desk.manager("Анна").await, desk.staff("Виктор", Role::Head).await);
    let code = link_for_olga(desk, &anna).await;
    viktor.starts(Some(&code)).await;
    viktor.presses("Согласен").await;
    viktor.shares_contact(viktor.user).await;
    anna.presses("Да, принять").await;
    assert_eq!(viktor.person().await.roles.len(), 2, "the contact person is the head himself");
    let again = link_for_olga(desk, &anna).await;
    let thief = nobody(desk, "Чужой");
    thief.starts(Some(&again)).await;
    thief.presses("Согласен").await;
    thief.shares_contact(thief.user).await;
    anna.presses("Да, принять").await;
    assert!(desk.person(thief.user).await.is_none());
    assert!(viktor.person().await.is_any(&[Role::Head]));
});

story!(who_comes_back_has_only_the_role_of_the_new_link, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let viktor = desk.staff("Виктор", Role::Head).await;
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::query("UPDATE person SET revoked_at = '2026-11-24T07:00:00.000Z'").execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    viktor.says("/menu").await;
    assert_eq!(viktor.phone(), NEUTRAL);
    let code = link(desk, "Виктор", Role::Engineer, None).await;
    viktor.starts(Some(&code)).await;
    assert_eq!(viktor.person().await.roles.into_iter().collect::<Vec<_>>(), [Role::Engineer]);
});

story!(another_language_changes_screens_and_commands, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    anna.says("/settings").await;
    insta::assert_snapshot!(anna.phone(), @"
    ⚙️ Настройки
    [🌐 Язык: русский]
    [🕓 Часовой пояс: Москва]
    [🌅 Утренняя сводка: 08:45]
    [☰ Меню]
    ");
    anna.presses("Язык").await;
    anna.presses("English").await;
    insta::assert_snapshot!(anna.phone(), @"
    ⚙️ Settings
    [🌐 Language: English]
    [🕓 Time zone: Moscow]
    [🌅 Morning digest: 08:45]
    [☰ Menu]
    ");
    let menu = desk.telegram.commands(anna.user, "ru");
    assert!(menu.contains(&("help".to_owned(), "❓ Help".to_owned())), "{menu:?}");
    anna.says("/cancel").await;
    assert_eq!(anna.phone(), "There is nothing to cancel.");
    assert_eq!(anna.person().await.lang, Lang::En);
    anna.says("/настройки").await;
    anna.presses("Language").await;
    anna.presses("Русский").await;
    assert!(anna.phone().contains("⚙️ Настройки"));
    assert!(desk.telegram.commands(anna.user, "en").contains(&("help".to_owned(), "❓ Помощь".to_owned())));
});

story!(the_digest_comes_at_the_hour_and_in_the_zone_that_were_set, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    anna.says("/settings").await;
    anna.presses("Часовой пояс").await;
    anna.presses("Екатеринбург").await;
    assert_eq!(anna.toast(), "Сохранено");
    anna.presses("Утренняя сводка").await;
    anna.presses("09:30").await;
    insta::assert_snapshot!(anna.phone(), @"
    ⚙️ Настройки
    [🌐 Язык: русский]
    [🕓 Часовой пояс: Екатеринбург, МСК+2]
    [🌅 Утренняя сводка: 09:30]
    [☰ Меню]
    ");
    anna.hears();
    desk.wait_until("2026-11-25T04:29:00Z").await;
    assert_eq!(anna.hears().len(), 0, "09:29 in Yekaterinburg");
    desk.wait_until("2026-11-25T04:30:00Z").await;
    let digest = anna.hears();
    assert_eq!(digest.len(), 1);
    assert!(digest[0].starts_with("🌅 25 нояб., ср. Доброе утро, Анна!"), "{digest:?}");
    desk.wait_until("2026-11-25T09:00:00Z").await;
    assert_eq!(anna.hears().len(), 0, "once a day");
});

story!(cancel_works_everywhere, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, stranger) = (desk.manager("Анна").await, nobody(desk, "Чужой"));
    desk.client("Ясень", Some(&anna)).await;
    anna.says("/cancel").await;
    assert_eq!(anna.phone(), "Отменять нечего.");
    for (open, cancel) in
        [("/call", "/cancel"), ("/call Ясень", "/отмена"), ("/task", "отмена"), ("Ясень занято", "/cancel")]
    {
        anna.says(open).await;
        anna.says(cancel).await;
        assert!(anna.phone().starts_with("✖️ Отменено"), "{open}: {}", anna.phone());
        assert_eq!(desk.count("SELECT COUNT(*) FROM draft WHERE status = 'active'").await, 0);
    }
    anna.says("отмена").await;
    assert_eq!(anna.phone(), "Отменять нечего.");
    assert_eq!(desk.count("SELECT COUNT(*) FROM call").await, 0);
    stranger.says("/cancel").await;
    assert_eq!(stranger.phone(), NEUTRAL);
});

story!(whoever_looks_after_a_blocked_person_is_told_once_a_day, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let viktor = desk.staff("Виктор", Role::Head).await;
    let (anna, maria) = (desk.manager("Анна").await, desk.manager("Мария").await);
    let hand_over = async |text: &str| {
        anna.says(&format!("/task {text} сегодня")).await;
        anna.presses("Сохранить").await;
        anna.says("/today").await;
        anna.presses(text).await;
        anna.presses("Передать").await;
        anna.presses("Мария").await;
    };
    let alarms = async || viktor.hears().iter().filter(|text| text.contains("🚫 Мария не получает")).count();
    desk.telegram.blocks(maria.user);
    desk.pump().await;
    assert!(maria.person().await.unreachable_at.is_some());
    for text in ["Отвезти", "Забрать"] {
        hand_over(text).await;
    }
    assert_eq!(alarms().await, 1, "once");
    desk.jump_to("2026-11-25T07:00:00Z").await;
    hand_over("Вернуть").await;
    assert_eq!(alarms().await, 1, "and once the next day");
    maria.says("/menu").await;
    assert!(maria.person().await.unreachable_at.is_none(), "who writes has unblocked the bot");
    hand_over("Подписать").await;
    assert!(maria.has("Анна передаёт вам: 📋 Подписать"));
    assert_eq!(alarms().await, 0);
});

story!(the_manager_of_a_client_who_blocked_the_bot_is_told_to_call, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let code = link_for_olga(desk, &anna).await;
    let olga = nobody(desk, "Ольга");
    olga.starts(Some(&code)).await;
    olga.presses("Согласен").await;
    olga.shares_contact(olga.user).await;
    desk.telegram.blocks(olga.user);
    anna.presses("Да, принять").await;
    assert!(anna.has("🚫 Ольга не получает сообщения: бот заблокирован. Позвоните."), "{:?}", anna.hears());
    desk.telegram.unblocks(olga.user);
    desk.pump().await;
    assert!(olga.person().await.unreachable_at.is_none());
    olga.says("/menu").await;
    assert!(olga.phone().contains("Что нужно?"), "{}", olga.phone());
});
