//! Exchanges of `tests/fixtures/dostavista`: the answer is given as it stands there, and read.

use super::{PATIENCE, client, shown, wanted};
use crate::outside::dostavista::{Order, Point, Settings};
use axum::{Router, http::StatusCode};
use serde_json::Value;
use std::{fs, path::Path, time::Duration};
use tokio::net::TcpListener;

/// One exchange.
struct Exchange {
    name: String,
    call: String,
    status: u16,
    body: String,
}

fn exchanges() -> Vec<Exchange> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/dostavista");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |file: &std::path::PathBuf| {
        let kept: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        Exchange {
            name: file.file_stem().unwrap().to_string_lossy().into_owned(),
            call: kept["call"].as_str().unwrap().to_owned(),
            status: u16::try_from(kept["status"].as_u64().unwrap()).unwrap(),
            body: kept["body"].as_str().map_or_else(|| kept["body"].to_string(), str::to_owned),
        }
    };
    files.iter().map(read).collect()
}

/// Somebody who gives this answer whatever is asked.
#[expect(clippy::disallowed_methods, reason = "a server of the test")]
async fn played(exchange: &Exchange) -> Settings {
    let (status, body) = (StatusCode::from_u16(exchange.status).unwrap(), exchange.body.clone());
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let api_url = format!("http://{}/api/business", listener.local_addr().unwrap());
    let router = Router::new().fallback(async move || (status, body.clone()));
    tokio::spawn(async move { axum::serve(listener, router).await });
    Settings {
        api_url,
        version: "1.5".to_owned(),
        token: "token".to_owned().into(),
        payment_method: "balance".to_owned(),
        callback_secret: None,
        patience: PATIENCE,
        pause: Duration::ZERO,
    }
}

fn point(point: &Point) -> String {
    let at = [("eta", point.expected_at), ("been", point.visited_at)];
    let at = at.into_iter().filter_map(|(name, at)| Some(format!("{name} {}", at?.format("%H:%M"))));
    let words =
        [&point.reference, &point.sign_photo_url, &point.place_photo_url, &point.received_by, &point.tracking_url];
    let words = words.into_iter().flatten().cloned();
    [point.address.clone()].into_iter().chain(at).chain(words).collect::<Vec<_>>().join(" | ")
}

fn order(order: &Order) -> String {
    let kopecks = order.price.map(crate::money::Money::kopecks);
    let mut lines = vec![format!(
        "{} {:?} {kopecks:?} fee {} {:?} {:?} {:?} {:?}",
        order.id,
        order.status,
        order.cancellation_fee.kopecks(),
        order.payment_method,
        order.finished_at.map(|at| at.to_rfc3339()),
        order.courier.as_ref().map(|courier| (&courier.name, &courier.phone)),
        order.car
    )];
    lines.extend(order.points.iter().map(|at| format!("  {}", point(at))));
    lines.join("\n")
}

/// What the client makes of the answer.
async fn read(exchange: &Exchange) -> String {
    let dostavista = client(played(exchange).await);
    let all = |orders: Vec<Order>| orders.iter().map(order).collect::<Vec<_>>().join("\n");
    let made = match exchange.call.as_str() {
        "client" => dostavista.client().await.map(|profile| format!("{profile:?}")),
        "calculate" => dostavista.calculate(&wanted("x")).await.map(|quote| {
            let kopecks = quote.price.map(crate::money::Money::kopecks);
            format!("{kopecks:?} {:?} {:?} [{}]", quote.addresses, quote.warnings, shown(&quote.faults))
        }),
        "create" => dostavista.create(&wanted("x")).await.map(|made| order(&made)),
        "cancel" => dostavista.cancel(1_300_401).await.map(|made| order(&made)),
        "orders" => dostavista.orders(&[1_300_401]).await.map(all),
        "receipts" => dostavista.receipts(&[1_300_401, 1_300_402]).await.map(|all| format!("{all:?}")),
        "courier" => dostavista.courier(1_300_401).await.map(|who| format!("{who:?}")),
        other => panic!("no such call: {other}"),
    };
    made.unwrap_or_else(|refusal| format!("{refusal:?}: {refusal}"))
}

#[tokio::test]
async fn every_answer_written_down_is_read() {
    let mut all = Vec::new();
    for exchange in exchanges() {
        all.push(format!("{}: {}", exchange.name, read(&exchange).await));
    }
    insta::assert_snapshot!(all.join("\n"), @r#"
    bad_gateway: Unknown("502 and no JSON"): the outcome is unknown: 502 and no JSON
    calculate_1_5: Some(41250) ["Россия, Москва, Лесная улица, 5", "Россия, Москва, Новослободская улица, 3"] [] []
    calculate_address_not_found: Some(39000) [] ["invalid_parameters"] [points[1].address address_not_found]
    cancel_1_5: 1300401 Canceled Some(41250) fee 17050 Some("balance") Some("2026-11-24T07:40:00+00:00") None None
      Россия, Москва, Лесная улица, 5
      Россия, Москва, Новослободская улица, 3 | mos-000000000000000000000001 | https://track.invalid/a1
    cancel_too_late: NotCancellable: the order can't be cancelled any more
    client_1_5: Profile { name: Some("ООО «Пример»"), payment_methods: ["balance", "bank_card"] }
    courier_1_5: (Some(Courier { name: "Ветров Илья Олегович", phone: Some(Phone("+79000000021")) }), Some("серая Лада Ларгус А123ВС77"))
    courier_none: (None, None)
    create_1_1: 77951 New Some(17000) fee 0 None None None None
      Лесная улица, 5
      Новослободская улица, 3 | mos-000000000000000000000001
    create_1_5: 1300401 New Some(41250) fee 0 Some("balance") None None None
      Россия, Москва, Лесная улица, 5
      Россия, Москва, Новослободская улица, 3 | mos-000000000000000000000001 | https://track.invalid/a1
    create_address_not_found: BadAddress([Fault { path: "points[1].address", code: "address_not_found" }]): it does not take points[1].address: address_not_found
    create_duplicate: Duplicate: it takes the order for a copy of a recent one
    create_insufficient_balance: InsufficientBalance: the balance is too low
    create_invalid_parameters: Parameters([Fault { path: "matter", code: "not_nullable" }, Fault { path: "points[0].contact_person.phone", code: "invalid_phone" }]): it does not take matter: not_nullable, points[0].contact_person.phone: invalid_phone
    create_new_word: Refused("route_not_found"): it said route_not_found
    create_unexpected_error: Unknown("500 unexpected_error"): the outcome is unknown: 500 unexpected_error
    create_without_order: Unknown("a success without an order"): the outcome is unknown: a success without an order
    half_an_answer: Unknown("200 and no JSON"): the outcome is unknown: 200 and no JSON
    orders_active_1_5: 1300401 Active Some(41250) fee 15000 Some("balance") None Some(("Ветров Илья Олегович", Some(Phone("+79000000021")))) Some("серая Лада Ларгус А123ВС77")
      Россия, Москва, Лесная улица, 5 | been 09:05
      Россия, Москва, Новослободская улица, 3 | eta 10:10 | mos-000000000000000000000001 | https://track.invalid/a1
    orders_completed_1_5: 1300401 Completed Some(41250) fee 0 Some("balance") Some("2026-11-24T10:12:00+00:00") Some(("Ветров Илья Олегович", Some(Phone("+79000000021")))) None
      Россия, Москва, Лесная улица, 5
      Россия, Москва, Новослободская улица, 3 | been 10:11 | mos-000000000000000000000001 | https://photo.invalid/sign.jpg | https://photo.invalid/place.jpg | Ольга Примерова, управляющая | https://track.invalid/a1
    orders_none_1_1: 
    orders_odd: 1300401 Other("teleported") Some(41250) fee 0 Some("balance") None Some(("Илья", None)) None
      Россия, Москва, Лесная улица, 5
      Россия, Москва, Новослободская улица, 3 | mos-000000000000000000000001 | https://track.invalid/a1
    page_instead_of_json: Unknown("200 and no JSON"): the outcome is unknown: 200 and no JSON
    receipts_1_5: [Receipt { order: 1300401, total: Money(41250), cancellation_fee: Money(0) }, Receipt { order: 1300402, total: Money(15000), cancellation_fee: Money(15000) }]
    too_often: RateLimit: it is asked too often: try again in a minute
    too_often_429: RateLimit: it is asked too often: try again in a minute
    wrong_token: Token: it refuses the token: see dostavista.token
    wrong_token_401: Token: it refuses the token: see dostavista.token
    wrong_version: Version: it does not speak this version of its API: see dostavista.version
    "#);
}
