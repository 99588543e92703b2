//! The client against answers written down and against the stand-in, in all its troubles.

use super::{
    Found, PATIENCE, Planfact, Planned, Refusal, Settings, Way,
    stand_in::{Fault, StandIn},
};
use crate::money::Money;
use axum::{Router, http::StatusCode};
use chrono::NaiveDate;
use serde_json::Value;
use std::{fs, path::Path, time::Duration};
use tokio::net::TcpListener;

const DAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 27).unwrap();

fn planned(marker: &str) -> Planned {
    Planned {
        way: Way::Outcome,
        sum: Money::from_rubles(15_600),
        on: DAY,
        comment: "С-7 · ООО «Поставка»".to_owned(),
        marker: marker.to_owned(),
        committed: false,
    }
}

async fn begin() -> (StandIn, Planfact) {
    let stand_in = StandIn::start().await.unwrap();
    let planfact = Planfact::new(stand_in.settings(PATIENCE)).unwrap();
    (stand_in, planfact)
}

async fn found(planfact: &Planfact, marker: &str) -> Found {
    planfact.find(Way::Outcome, marker, DAY).await.unwrap()
}

/// An answer of `tests/fixtures/planfact`, given whatever is asked.
#[expect(clippy::disallowed_methods, reason = "a server of the test")]
async fn played(name: &str) -> Planfact {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/planfact/{name}.json"));
    let kept: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    let status = StatusCode::from_u16(u16::try_from(kept["status"].as_u64().unwrap()).unwrap()).unwrap();
    let body = kept["body"].as_str().map_or_else(|| kept["body"].to_string(), str::to_owned);
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let api_url = format!("http://{}/api/v1", listener.local_addr().unwrap());
    let router = Router::new().fallback(async move || (status, body.clone()));
    tokio::spawn(async move { axum::serve(listener, router).await });
    Planfact::new(Settings {
        api_url,
        api_key: "key".to_owned().into(),
        account: 1234,
        outcome_category: 10,
        income_category: None,
        project: None,
        patience: PATIENCE,
        pause: Duration::ZERO,
    })
    .unwrap()
}

#[tokio::test]
async fn every_answer_written_down_is_read() {
    let mut all = Vec::new();
    for name in
        ["created", "created_without_a_word", "refused_with_200", "too_often", "page_instead_of_json", "wrong_key"]
    {
        let made = played(name).await.create(&planned("mos-7")).await;
        all.push(format!("{name}: {}", made.map_or_else(|refusal| refusal.to_string(), |made| format!("{made:?}"))));
    }
    let listed = played("listed").await;
    for marker in ["mos-7", "mos-8", "mos-9"] {
        let found = match found(&listed, marker).await {
            Found::There(there) => format!("{} {}", there.id, there.committed),
            found => format!("{found:?}"),
        };
        all.push(format!("listed {marker}: {found}"));
    }
    all.push(format!("accounts: {:?}", played("accounts").await.account().await));
    insta::assert_snapshot!(all.join("\n"), @r#"
    created: Some(501)
    created_without_a_word: None
    refused_with_200: it said: Счёт не найден, AccountNotFound
    too_often: it is asked too often: try again in a minute
    page_instead_of_json: the outcome is unknown: 200 and no JSON
    wrong_key: it refuses the key: see planfact.api_key
    listed mos-7: 1 false
    listed mos-8: Deleted
    listed mos-9: Nothing
    accounts: Ok(Some("Расчётный счёт"))
    "#);
    assert!(!listed.takes(Way::Income), "without a category of income it is entered by hand");
}

#[tokio::test]
async fn a_bill_is_planned_found_paid_and_deleted() {
    let (stand_in, planfact) = begin().await;
    assert_eq!(found(&planfact, "mos-7").await, Found::Nothing);
    let id = planfact.create(&planned("mos-7")).await.unwrap().unwrap();
    planfact.create(&planned("mos-77")).await.unwrap();
    let Found::There(there) = found(&planfact, "mos-7").await else { panic!("it is not there") };
    assert_eq!((there.id, there.committed), (id, false));
    planfact.set_committed(Way::Outcome, &there, true, DAY).await.unwrap();
    let Found::There(there) = found(&planfact, "mos-7").await else { panic!("it is not there") };
    assert!(there.committed);
    assert_eq!(stand_in.operations()[0].body["items"][0]["value"], 15_600.0);
    planfact.delete(id).await.unwrap();
    assert_eq!(found(&planfact, "mos-7").await, Found::Deleted);
    assert!(matches!(planfact.delete(id).await, Err(Refusal::Refused(_))));
    assert_eq!(planfact.find(Way::Income, "mos-77", DAY).await.unwrap(), Found::Nothing, "it is an outcome");
}

#[tokio::test]
async fn making_is_never_repeated_and_asking_is() {
    let (stand_in, planfact) = begin().await;
    let made = |fault| {
        stand_in.next("operations/outcome", fault);
        let planfact = planfact.clone();
        async move { planfact.create(&planned("mos-7")).await }
    };
    for fault in [Fault::Lost, Fault::AnswerLost, Fault::BrokenAfter, Fault::Unavailable] {
        assert!(matches!(made(fault).await, Err(Refusal::Unknown(_))), "{fault:?}");
    }
    assert_eq!(made(Fault::RateLimit).await, Err(Refusal::RateLimit));
    assert_eq!(made(Fault::Empty).await, Ok(None));
    assert_eq!((stand_in.asked("operations/outcome"), stand_in.operations().len()), (6, 3), "done thrice, never by us");
    stand_in.next("operations/list", Fault::AnswerLost);
    stand_in.next("operations/list", Fault::RateLimit);
    assert!(matches!(found(&planfact, "mos-7").await, Found::There(_)));
    assert_eq!(stand_in.asked("operations/list"), 3);
}

#[tokio::test]
async fn what_lies_on_a_later_page_is_found() {
    let (stand_in, planfact) = begin().await;
    for at in 0..super::BATCH + 5 {
        planfact.create(&planned(&format!("mos-{at}"))).await.unwrap();
    }
    // «mos-1» is a part of many of them; none is it.
    let last = format!("mos-{}", super::BATCH + 4);
    assert!(matches!(found(&planfact, &last).await, Found::There(_)));
    stand_in.loses(502);
    assert_eq!(found(&planfact, "mos-1").await, Found::Deleted);
    assert_eq!(found(&planfact, "mos-").await, Found::Nothing, "every page was looked through");
    assert_eq!(stand_in.asked("operations/list"), 1 + 1 + 2);
}
