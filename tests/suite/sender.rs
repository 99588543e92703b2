//! P5 in small: answers that are lost, floods, blocked people, text that Telegram can't read. Whatever happens, a message
//! arrives, in the order of its chat, and comes twice only if an answer was lost.

use crate::{crash::checks, dice::Dice};
use chrono::TimeDelta;
use mosbot::{
    bot::api::Api,
    clients,
    features::portfolio,
    people::Role,
    playground::{Desk, Phone},
    story,
};
use serde_json::json;

const AT: &str = "2026-11-24T07:00:00Z";

/// So many seconds pass, and what is due happens.
async fn later(desk: &Desk, seconds: i64) {
    desk.clock.set(desk.clock.now() + TimeDelta::seconds(seconds));
    desk.pump().await;
}

/// Time passes until nothing is due any more.
async fn quiet(desk: &Desk) {
    while desk.count("SELECT COUNT(*) FROM outbox WHERE state = 'due'").await > 0 {
        later(desk, 1).await;
    }
}

/// How many messages with these words are on the phone.
fn seen(phone: &Phone<'_>, words: &str) -> usize {
    phone.messages().iter().filter(|message| message.text.contains(words)).count()
}

/// How many messages came twice; 0 unless an answer was lost.
async fn keeps_within(desk: &Desk, lost_answers: usize) {
    assert_eq!(checks::repeated(&desk.telegram, &desk.db, lost_answers).await, [""; 0]);
    assert_eq!(checks::misplaced(&desk.telegram, &desk.db).await, [""; 0]);
}

story!(a_message_whose_answer_is_lost_comes_again_and_says_so, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.telegram.lose_answers(1);
    anna.says("Лотос").await;
    assert_eq!(seen(&anna, "Лотос"), 1);
    quiet(desk).await;
    assert_eq!((seen(&anna, "Лотос"), seen(&anna, "(повтор) По запросу «Лотос»")), (2, 1));
    keeps_within(desk, 1).await;
});

story!(a_message_lost_again_and_again_is_marked_once, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.telegram.lose_answers(3);
    anna.says("Лотос").await;
    quiet(desk).await;
    assert_eq!((seen(&anna, "(повтор) По"), seen(&anna, "(повтор) (повтор)")), (3, 0));
    keeps_within(desk, 3).await;
});

story!(a_change_whose_answer_is_lost_is_made_again_unseen, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.client("ТСН «Ромашка»", Some(&anna)).await;
    anna.says("Ромашка поговорили").await;
    desk.telegram.lose_answers(2);
    anna.presses("Сохранить").await;
    let edits = desk.telegram.count("editMessageText");
    quiet(desk).await;
    assert_eq!(desk.telegram.count("editMessageText"), edits + 1, "made again");
    assert_eq!((seen(&anna, "Звонок записан"), seen(&anna, "(повтор)")), (1, 0));
    keeps_within(desk, 0).await;
});

story!(
    nothing_is_sent_to_a_chat_before_retry_after_and_others_do_not_wait,
    "2026-11-24T07:00:00Z",
    async |desk: &Desk| {
        let (anna, boris) = (desk.manager("Анна").await, desk.manager("Борис").await);
        desk.telegram.too_many(anna.user, 7);
        anna.says("Лотос").await;
        boris.says("Астра").await;
        assert_eq!((seen(&anna, "Лотос"), seen(&boris, "Астра")), (0, 1));
        for _ in 0..6 {
            later(desk, 1).await;
            assert_eq!(seen(&anna, "Лотос"), 0);
        }
        later(desk, 1).await;
        assert_eq!(seen(&anna, "Лотос"), 1);
        keeps_within(desk, 0).await;
    }
);

story!(who_has_blocked_the_bot_is_left_alone_and_their_manager_is_told, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let olga = contact(desk, &anna).await;
    desk.telegram.says(olga.user, "/menu");
    desk.telegram.says(olga.user, "/help");
    desk.telegram.blocks(olga.user);
    desk.pump().await;
    let refused = desk.telegram.requests().iter().filter(|request| request.status == 403).count();
    assert_eq!(refused, 1, "the second message is not even tried");
    let dropped = desk.count("SELECT COUNT(*) FROM outbox WHERE state = 'dropped' AND method = 'sendMessage'").await;
    assert_eq!(dropped, 2);
    insta::assert_snapshot!(anna.phone(), @"🚫 Ольга не получает сообщения: бот заблокирован. Позвоните.");
    desk.telegram.unblocks(olga.user);
    olga.says("/menu").await;
    assert_eq!(seen(&olga, "☰ Что нужно?"), 2, "on coming in, and now");
});

/// A contact person of a client of Anna's comes in.
async fn contact<'a>(desk: &'a Desk, anna: &Phone<'a>) -> Phone<'a> {
    let file = "Название;Менеджер;Контакт;Телефон\nТСН «Ромашка»;Анна;Ольга;+79160000077\n";
    desk.imports("clients", "clients.csv", file.as_bytes(), false).await.unwrap();
    let keeper = anna.person().await;
    let mut tx = desk.db.begin().await.unwrap();
    let client = clients::mine(&mut tx, keeper.id).await.unwrap().remove(0);
    let olga = clients::contacts(&mut tx, client.id).await.unwrap().remove(0);
    let now = desk.clock.now();
    let link = portfolio::invite_contact(&mut tx, &client, &olga, keeper.id, now).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    let phone = Phone::stranger(desk, "Ольга", "ru", "+79160000077");
    phone.starts(Some(&link.code)).await;
    phone.presses("Согласен").await;
    phone.shares_contact(phone.user).await;
    phone
}

story!(text_that_telegram_can_not_read_comes_as_plain_words, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    desk.telegram.fail_once(400, "Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 3");
    anna.says("/menu").await;
    assert!(anna.phone().starts_with("☰ Анна, что делаем?"), "{}", anna.phone());
    let sent = desk.telegram.requests().into_iter().rev().find(|request| request.method == "sendMessage").unwrap();
    assert!(sent.fields.get("parse_mode").is_none(), "{sent:?}");
    keeps_within(desk, 0).await;
});

story!(a_storm_of_faults_loses_nothing_and_keeps_the_order, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let phones = [desk.manager("Анна").await, desk.manager("Борис").await, desk.staff("Виктор", Role::Head).await];
    let (mut dice, mut lost) = (Dice(5), 0);
    for word in 0..30 {
        for phone in &phones {
            desk.telegram.says(phone.user, &format!("Слово{word}"));
        }
        match dice.roll(0..5) {
            0 => {
                desk.telegram.lose_answers(1);
                lost += 1;
            }
            1 => desk.telegram.too_many(phones[usize::try_from(dice.roll(0..3)).unwrap()].user, dice.roll(1..9)),
            2 => desk.telegram.fail_once(502, "Bad Gateway"),
            3 => desk.restart().await.unwrap(),
            _ => {}
        }
        later(desk, 1).await;
    }
    desk.telegram.lose_answers(0);
    quiet(desk).await;
    assert!(lost > 0);
    for phone in &phones {
        assert!((0..30).all(|word| phone.has(&format!("«Слово{word}»"))), "{}", phone.phone());
    }
    keeps_within(desk, lost).await;
});

/// The digest goes out once, and once more if nobody knows whether it came; never a third time.
#[tokio::test]
async fn a_digest_that_may_have_come_is_repeated_once() {
    let desk = Desk::on_sqlite(AT.parse().unwrap()).await.unwrap();
    let anna = desk.manager("Анна").await;
    desk.telegram.lose_answers(9);
    desk.wait_until("2026-11-25T12:00:00Z").await;
    assert_eq!((seen(&anna, "Доброе утро"), seen(&anna, "(повтор)")), (2, 1));
    assert_eq!(desk.count("SELECT COUNT(*) FROM outbox WHERE class = 'digest' AND state = 'failed'").await, 1);
}

/// The negative control of `retry_after`: whoever does not wait is found out.
#[tokio::test]
async fn a_message_within_retry_after_is_found_out() {
    let desk = Desk::on_sqlite(AT.parse().unwrap()).await.unwrap();
    let anna = desk.manager("Анна").await;
    desk.telegram.too_many(anna.user, 7);
    let api = Api::new(&desk.telegram.url(), desk.telegram.token().into(), None).unwrap();
    let hello = json!({ "chat_id": anna.user, "text": "Ну же" });
    api.call("sendMessage", &hello).await.unwrap_err();
    assert_eq!(desk.telegram.violations().len(), 0);
    api.call("sendMessage", &hello).await.unwrap_err();
    assert_eq!(desk.telegram.violations().len(), 1);
}

/// The negative control of the order.
#[tokio::test]
async fn messages_out_of_order_are_found_out() {
    let desk = Desk::on_sqlite(AT.parse().unwrap()).await.unwrap();
    let anna = desk.manager("Анна").await;
    anna.says("Лотос").await;
    let api = Api::new(&desk.telegram.url(), desk.telegram.token().into(), None).unwrap();
    api.call("sendMessage", &json!({ "chat_id": anna.user, "text": "Раньше" })).await.unwrap();
    anna.says("Астра").await;
    assert_eq!(checks::misplaced(&desk.telegram, &desk.db).await.len(), 1);
}
