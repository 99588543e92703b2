//! Stories of bills in ПланФакт: whatever is lost on the way, there is one operation.

use super::tests::{asks, hands_in, opened};
use crate::{
    money::Money,
    outside::planfact::{
        PATIENCE, Planfact, Planned, Way,
        stand_in::{Fault, Held},
    },
    playground::{Desk, Phone},
    story,
};
use chrono::TimeDelta;
use std::time::Duration;

/// A path of theirs where a supplier's bill is planned.
const MAKE: &str = "operations/outcome";

/// People with a key to ПланФакт.
async fn begin(desk: &Desk) -> (Phone<'_>, Phone<'_>) {
    desk.plans(Some(PATIENCE)).await.unwrap();
    let (anna, _, irina) = opened(desk).await;
    (anna, irina)
}

/// Minutes pass, one look at a time.
async fn minutes(desk: &Desk, minutes: i64) {
    for _ in 0..minutes {
        desk.clock.set(desk.clock.now() + TimeDelta::minutes(1));
        desk.tick().await;
    }
}

/// What stands there: `Outcome 2026-11-27 false`.
fn stands(desk: &Desk) -> Vec<String> {
    let told = |held: &Held| {
        let day = held.body["operationDate"].as_str().unwrap_or_default();
        format!("{} {day} {}", held.way, held.body["isCommitted"])
    };
    desk.planfact.operations().iter().map(told).collect()
}

async fn with_state(desk: &Desk, query: &'static str) -> i64 {
    desk.count(query).await
}

const ENTERED: &str = "SELECT COUNT(*) FROM bill WHERE state = 'entered' AND pf = 'done' AND pf_operation IS NOT NULL";

story!(the_bot_enters_a_bill_and_says_when_it_is_paid, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, irina) = begin(desk).await;
    hands_in(&anna, "ООО «Поставка»").await;
    assert_eq!(stands(desk), ["Outcome 2026-11-27 false"]);
    let held = desk.planfact.operations().remove(0);
    assert!(
        held.body["comment"]
            .as_str()
            .unwrap()
            .starts_with("С-1 · ООО «Поставка» · ИНН 7736050003 · Стрелы 4 шт. [mos-")
    );
    assert_eq!((&held.body["items"][0]["value"], &held.body["accountId"]), (&42_000.0.into(), &1234.into()));
    insta::assert_snapshot!(irina.phone(), @"
    🔔 Счёт поставщика в ПФ: оплатите к сроку, задача стоит.

    💳 С-1 · счёт поставщика · в ПФ, оплатить до 27 нояб., пт

    👤 Поставщик: ООО «Поставка», ИНН 7736050003
    📝 Стрелы 4 шт.
    💰 42 000 ₽, нужен до 27 нояб., пт
    🙋 Запросил Анна, 10:00
    ⏳ Следующий шаг: бухгалтерия, до 27 нояб., пт, 18:00
    [💸 Оплачен] [🚫 Отказать]
    [🧾 Все заявки]
    ");
    irina.presses("💸 Оплачен").await;
    assert_eq!(stands(desk), ["Outcome 2026-11-24 true"]);
    irina.presses("Отменить").await;
    assert_eq!(stands(desk), ["Outcome 2026-11-27 false"], "it is not paid after all");

    asks(&anna, "Пульты").await;
    assert_eq!(stands(desk)[1], "Income 2026-11-27 false");
    anna.presses("Отозвать").await;
    anna.says("передумали").await;
    assert_eq!(stands(desk).len(), 1, "what will not be is not planned");
    assert_eq!(desk.count("SELECT COUNT(*) FROM bill WHERE pf = 'done'").await, 2);
});

story!(whatever_is_lost_there_is_one_operation, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _) = begin(desk).await;
    let faults =
        [Fault::Lost, Fault::AnswerLost, Fault::BrokenAfter, Fault::Empty, Fault::RateLimit, Fault::Unavailable];
    for (at, fault) in faults.into_iter().enumerate() {
        desk.planfact.next(MAKE, fault);
        hands_in(&anna, &format!("ООО «{at}»")).await;
        if at % 2 == 1 {
            desk.restart().await.unwrap();
        }
        minutes(desk, 13).await;
        assert_eq!(desk.planfact.operations().len(), at + 1, "{fault:?}");
    }
    assert_eq!(with_state(desk, ENTERED).await, 6);
    // All but those that were never done were asked for once.
    assert_eq!(desk.planfact.asked(MAKE), 6 + 3);
});

story!(a_death_between_the_question_and_the_answer_makes_no_second_one, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, _) = begin(desk).await;
    desk.planfact.next(MAKE, Fault::Slow);
    anna.says("/pf ООО «Поставка»").await;
    for words in ["7736050003", "Стрелы", "42000", "27.11"] {
        anna.says(words).await;
    }
    anna.taps("Запросить");
    // The process dies while it waits for the answer.
    tokio::select! {
        () = desk.pump() => panic!("it did not wait"),
        () = desk.planfact.hangs() => {}
    }
    desk.restart().await.unwrap();
    assert_eq!(desk.planfact.operations().len(), 1);
    minutes(desk, 2).await;
    assert_eq!((desk.planfact.operations().len(), desk.planfact.asked(MAKE)), (1, 1));
    assert_eq!(with_state(desk, ENTERED).await, 1, "what was made is found and taken");
});

story!(while_it_cannot_be_looked_up_nothing_is_made, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, irina) = begin(desk).await;
    desk.plans(Some(Duration::from_millis(300))).await.unwrap();
    desk.planfact.next(MAKE, Fault::Slow);
    let troubles = async {
        desk.planfact.hangs().await;
        desk.planfact.set_fault(Some(Fault::Unavailable));
    };
    tokio::join!(hands_in(&anna, "ООО «Поставка»"), troubles);
    assert!(!irina.has("С-1"), "it may be there: people do not enter it a second time");
    minutes(desk, 30).await;
    assert_eq!((desk.planfact.operations().len(), desk.planfact.asked(MAKE)), (1, 1));
    anna.says("/bills").await;
    anna.presses("С-1").await;
    assert!(anna.phone().contains("ПланФакт не ответил как следует"), "{}", anna.phone());
    desk.planfact.set_fault(None);
    minutes(desk, 11).await;
    assert_eq!((desk.planfact.operations().len(), desk.planfact.asked(MAKE)), (1, 1));
    assert_eq!(with_state(desk, ENTERED).await, 1);
});

/// The negative control: whoever asks again without looking has two.
#[tokio::test]
async fn a_creator_that_does_not_look_doubles() {
    let stand_in = crate::outside::planfact::stand_in::StandIn::start().await.unwrap();
    let planfact = Planfact::new(stand_in.settings(PATIENCE)).unwrap();
    let planned = Planned {
        way: Way::Outcome,
        sum: Money::from_rubles(42_000),
        on: "2026-11-27".parse().unwrap(),
        comment: "С-1".to_owned(),
        marker: "mos-1".to_owned(),
        committed: false,
    };
    stand_in.next(MAKE, Fault::AnswerLost);
    while planfact.create(&planned).await.is_err() {}
    assert_eq!(stand_in.operations().len(), 2);
}

story!(what_they_do_not_take_people_enter, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, irina) = begin(desk).await;
    desk.planfact.next(MAKE, Fault::Refused);
    hands_in(&anna, "ООО «Поставка»").await;
    insta::assert_snapshot!(irina.phone(), @"
    🔔 Бот не смог сделать запись в ПФ: сделайте её вручную.

    💳 С-1 · счёт поставщика · ждёт внесения в ПФ

    👤 Поставщик: ООО «Поставка», ИНН 7736050003
    📝 Стрелы 4 шт.
    💰 42 000 ₽, нужен до 27 нояб., пт
    🙋 Запросил Анна, 10:00
    ⏳ Следующий шаг: бухгалтерия, до 15:00
    ⚠️ В ПФ внесите вручную: ПланФакт ответил: Счёт не найден, AccountNotFound.
    [✅ Внесено в ПФ] [🚫 Отказать]
    [📋 ИНН] [📋 Предмет]
    [🧾 Все заявки]
    ");
    irina.presses("Внесено в ПФ").await;
    irina.presses("💸 Оплачен").await;
    minutes(desk, 15).await;
    assert_eq!((stands(desk).len(), desk.planfact.asked(MAKE)), (0, 1), "what people began they end");
});

story!(while_nobody_answers_people_may_enter_it, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, irina) = begin(desk).await;
    desk.planfact.set_fault(Some(Fault::Unavailable));
    hands_in(&anna, "ООО «Поставка»").await;
    insta::assert_snapshot!(irina.phone(), @"
    🔔 ПланФакт не отвечает. Внесём, как только ответит, или внесите сами.

    💳 С-1 · счёт поставщика · вносим в ПФ

    👤 Поставщик: ООО «Поставка», ИНН 7736050003
    📝 Стрелы 4 шт.
    💰 42 000 ₽, нужен до 27 нояб., пт
    🙋 Запросил Анна, 10:00
    ⏳ Следующий шаг: бухгалтерия, до 15:00
    ⏳ В ПФ пока не получилось: ПланФакт не ответил как следует. Попробуем ещё раз.
    [✅ Внесено в ПФ] [🚫 Отказать]
    [📋 ИНН] [📋 Предмет]
    [🧾 Все заявки]
    ");
    irina.hears();
    minutes(desk, 3).await;
    assert_eq!(irina.hears(), [""; 0], "once");
    irina.presses("Внесено в ПФ").await;
    desk.planfact.set_fault(None);
    minutes(desk, 15).await;
    assert_eq!(desk.planfact.asked(MAKE), 0);
    // Without it, the next one waits for the bot.
    hands_in(&anna, "ООО «Вторая»").await;
    assert_eq!(desk.planfact.operations().len(), 1);
});

story!(what_somebody_deleted_there_is_not_made_anew, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, irina) = begin(desk).await;
    hands_in(&anna, "ООО «Поставка»").await;
    desk.planfact.loses(desk.planfact.operations()[0].id);
    irina.presses("💸 Оплачен").await;
    assert!(irina.has("запись в ПланФакте удалили"), "{}", irina.phone());
    minutes(desk, 15).await;
    assert_eq!((stands(desk).len(), desk.planfact.asked(MAKE)), (0, 1));
});

story!(without_a_key_what_waits_is_peoples, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, irina) = begin(desk).await;
    desk.planfact.set_fault(Some(Fault::Unavailable));
    hands_in(&anna, "ООО «Поставка»").await;
    desk.plans(None).await.unwrap();
    minutes(desk, 2).await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM bill WHERE pf = 'hand'").await, 1);
    irina.presses("Внесено в ПФ").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM bill WHERE state = 'entered'").await, 1);
});
