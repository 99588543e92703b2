//! What the house sees and takes back: the head's view, clients of nobody, deeds undone.

use super::{OLGA, People, joins, money::alarms, people, taken};
use crate::{
    calendar::Moment,
    features::{Morning, claims::FEATURE},
    lang::Lang,
    playground::Desk,
    story,
    text::{Reader, Text},
};

fn plain(desk: &Desk, texts: &[Text]) -> String {
    let reader = Reader { lang: Lang::Ru, zone: chrono_tz::Europe::Moscow, now: desk.clock.now() };
    texts.iter().map(|text| text.plain(&reader)).collect::<Vec<_>>().join("\n").replace('\u{a0}', " ")
}

story!(the_head_sees_causes_and_repeats, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, victor, .. } = people(desk).await;
    let head = victor.person().await;
    let team = FEATURE.team.unwrap();
    let told = async || {
        let morning = Morning {
            person: &head,
            today: head.today(desk.clock.now()),
            now: desk.clock.now(),
            calendar: &desk.calendar,
        };
        let mut conn = desk.db.read().await.unwrap();
        let mut texts = (team.lines)(&mut conn, morning).await.unwrap();
        texts.extend((team.loads)(&mut conn, morning).await.unwrap().into_iter().map(|load| load.text));
        plain(desk, &texts)
    };
    assert_eq!(told().await, "");
    taken(&anna, "Шлагбаум не открывается третий день").await;
    anna.presses("Разбираемся").await;
    anna.presses("Сделано").await;
    anna.presses("Закрыть").await;
    anna.says("Заменили привод").await;
    anna.presses("брак").await;
    anna.says("сказали по телефону").await;
    anna.presses("Закрыть претензию").await;
    taken(&anna, "Курьер привёз не то оборудование").await;
    insta::assert_snapshot!(told().await, @"
    ⚠️ 1 открытая претензия: доставка 1
    🔥 1 сложная ждёт решения
    🏁 Причины закрытых за 30 дней: брак 1
    🔁 ТСН «Ромашка»: 2 претензии за 90 дн.
    1 претензия
    ");
    victor.says("/claims").await;
    assert!(victor.phone().contains("1 открытая претензия отдела"), "{}", victor.phone());
});

story!(a_claim_of_nobodys_client_comes_to_the_head, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, victor, .. } = people(desk).await;
    desk.client("Ничья", None).await;
    anna.says("/claim Ничья Шлагбаум не открывается третий день").await;
    anna.presses("Сохранить").await;
    assert!(victor.has("П-1 · Ничья"), "{}", victor.phone());
    victor.presses("Разбираемся").await;
    assert!(anna.sees("П-1 · Ничья").contains("разбираемся"), "one card for each, kept up to date");
});

story!(a_claim_made_complex_waits_for_the_head_until_taken_back, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    taken(&anna, "Шлагбаум не открывается третий день").await;
    anna.presses("Разбираемся").await;
    assert!(alarms(desk).await.is_empty());
    anna.presses("🔥 Сложная").await;
    assert!(anna.phone().contains("ждёт руководителя"), "{}", anna.phone());
    assert!(!anna.offers("Сделано"), "{}", anna.phone());
    assert_eq!(alarms(desk).await.len(), 1);
    anna.presses("Отменить").await;
    assert!(alarms(desk).await.is_empty());
    anna.says("/claims").await;
    anna.presses("П-1").await;
    assert!(anna.offers("Сделано") && !anna.phone().contains("сложная"), "{}", anna.phone());
});

story!(an_offer_made_at_night_can_be_taken_back_until_morning, "2026-11-24T16:30:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    let olga = joins(desk, &anna, "Ромашка", "Ольга", OLGA).await;
    olga.says("/complain Шлагбаум не открывается третий день").await;
    olga.presses("Скидку").await;
    olga.hears();
    // Within the hour it would be a conversation and go out at once.
    desk.jump_to("2026-11-24T18:30:00Z").await;
    anna.presses("Предложить").await;
    anna.says("Скидка на декабрь").await;
    anna.says("5000").await;
    anna.says("пт").await;
    anna.presses("Отправить клиенту").await;
    assert!(anna.phone().contains("Предложение уйдёт клиенту 25 нояб., ср, 09:00"), "{}", anna.phone());
    anna.says("/undo").await;
    anna.presses("предложение клиенту").await;
    assert!(anna.phone().contains("предложение клиенту"), "{}", anna.phone());
    desk.wait_until("2026-11-25T07:00:00Z").await;
    assert!(olga.hears().iter().all(|text| !text.contains("Скидка")), "never sent");
    anna.says("/claims").await;
    anna.presses("П-1").await;
    assert!(anna.phone().contains("новая"), "{}", anna.phone());
});

story!(a_file_telegram_does_not_give_says_so, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, .. } = people(desk).await;
    anna.says("/claim Ромашка").await;
    desk.telegram.sends_photo(anna.user, b"a broken boom", "Стрела погнута");
    desk.pump().await;
    desk.telegram.fail_once(400, "Bad Request: wrong file_id or the file is temporarily unavailable");
    anna.presses("Сохранить").await;
    anna.presses("Доказательства").await;
    assert!(anna.phone().contains("Telegram его больше не отдаёт"), "{}", anna.phone());
});

story!(what_ended_an_alarm_is_told, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, victor, .. } = people(desk).await;
    anna.says("/claim Ромашка Если не почините въезд, пойдём в суд").await;
    anna.presses("Сохранить").await;
    let shown = alarms(desk).await;
    victor.says("/claims").await;
    victor.presses("П-1").await;
    victor.presses("Предложить").await;
    victor.says("Починим за наш счёт").await;
    victor.presses("Без денег").await;
    victor.says("пт").await;
    victor.presses("Отправить клиенту").await;
    assert!(alarms(desk).await.is_empty(), "the head's own offer is the decision");
    let moment = Moment { now: desk.clock.now(), calendar: &desk.calendar };
    let mut conn = desk.db.read().await.unwrap();
    let (what, how) = (FEATURE.rules[0].settled)(&mut conn, &shown[0].entity, moment).await.unwrap();
    assert_eq!(
        plain(desk, &[what, how]),
        "Сложная претензия П-1 · ТСН «Ромашка»\n👔 Решение: согласовано предложение менеджера (Виктор)"
    );
});
