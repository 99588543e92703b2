//! What the stand-in answers: how it reads an order, what it says against it, how it tells of it.

use super::world::{Made, Shape};
use crate::{money::Money, outside::dostavista::wire};
use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

/// What is wrong with an order that is asked for, in the shape of the order.
pub(super) fn against(body: &Value, now: DateTime<Utc>) -> Option<Value> {
    let mut wrong = Map::new();
    if body["matter"].as_str().is_none_or(|matter| matter.trim().is_empty()) {
        wrong.insert("matter".to_owned(), json!(["required"]));
    }
    if price(body, 100).is_none() {
        wrong.insert("vehicle_type_id".to_owned(), json!(["invalid_vehicle_type"]));
    }
    let points = body["points"].as_array().cloned().unwrap_or_default();
    if points.len() < 2 {
        wrong.insert("points".to_owned(), json!(["min_size"]));
    } else {
        let each: Vec<Value> = points.iter().map(|point| against_point(point, now)).collect();
        if each.iter().any(|point| !point.is_null()) {
            wrong.insert("points".to_owned(), each.into());
        }
    }
    (!wrong.is_empty()).then(|| wrong.into())
}

fn against_point(point: &Value, now: DateTime<Utc>) -> Value {
    let mut wrong = Map::new();
    let mut say = |field: &str, code: &str| drop(wrong.insert(field.to_owned(), json!([code])));
    let address = point["address"].as_str().unwrap_or_default().trim();
    if address.chars().count() < 5 {
        say("address", "min_length");
    } else if address.to_lowercase().contains("неизвестн") {
        say("address", "address_not_found");
    }
    let moment =
        |field: &str| point[field].as_str().and_then(|at| DateTime::parse_from_rfc3339(at).ok()).map(|at| at.to_utc());
    let (from, until) = (moment("required_start_datetime"), moment("required_finish_datetime"));
    if until.is_some_and(|until| until <= now) {
        say("required_finish_datetime", "cannot_be_past");
    } else if from.zip(until).is_some_and(|(from, until)| from >= until) {
        say("required_start_datetime", "start_after_end");
    }
    if point["client_order_id"].as_str().is_some_and(|reference| reference.len() > 32) {
        say("client_order_id", "max_length");
    }
    let phone = match point["contact_person"]["phone"].as_str() {
        None | Some("") => Some("required"),
        Some(phone) if (10..=15).contains(&phone.len()) && phone.bytes().all(|byte| byte.is_ascii_digit()) => None,
        Some(_) => Some("invalid_phone"),
    };
    if let Some(code) = phone {
        wrong.insert("contact_person".to_owned(), json!({ "phone": [code] }));
    }
    if wrong.is_empty() { Value::Null } else { wrong.into() }
}

/// What an order costs: so much for the vehicle, for what is over 15 kg, for loaders and for insurance.
pub(super) fn price(body: &Value, rate: i64) -> Option<Money> {
    let vehicle = match wire::number(&body["vehicle_type_id"]).unwrap_or(6) {
        6 => 390,
        7 => 650,
        1 => 900,
        2 => 1_200,
        3 => 1_800,
        4 => 2_500,
        5 => 6_000,
        _ => return None,
    };
    let weight = wire::number(&body["total_weight_kg"]).unwrap_or(0);
    let loaders = wire::number(&body["loaders_count"]).unwrap_or(0);
    let insured = wire::money(&body["insurance_amount"]).unwrap_or_default().kopecks() / 100;
    let sum = (vehicle + 7 * (weight - 15).max(0) + 400 * loaders) * 100 + insured;
    Some(Money::from_kopecks(sum * rate / 100))
}

/// An address as they understand it: not the words that were sent.
fn understood(address: &str) -> String {
    let address = address.trim().replace("ул. ", "улица ").replace("пр-т ", "проспект ");
    format!("Россия, {address}")
}

/// An order that is only calculated.
pub(super) fn calculated(body: &Value, rate: i64, shape: Shape) -> Value {
    let points = body["points"].as_array().into_iter().flatten();
    let points: Vec<Value> =
        points.map(|point| json!({ "address": understood(point["address"].as_str().unwrap_or_default()) })).collect();
    let sum = price(body, rate).map(|price| sum(price, shape));
    json!({ "order_id": null, "status": null, "payment_amount": sum, "delivery_fee_amount": sum, "points": points })
}

fn sum(sum: Money, shape: Shape) -> Value {
    let text = wire::amount(sum);
    match shape {
        Shape::Odd => text.parse::<serde_json::Number>().map_or(Value::Null, Value::Number),
        Shape::Usual | Shape::Old => json!(text),
    }
}

fn coordinate(degrees: &str, shape: Shape) -> Value {
    match shape {
        Shape::Odd => degrees.parse::<serde_json::Number>().map_or(Value::Null, Value::Number),
        Shape::Usual | Shape::Old => json!(degrees),
    }
}

/// An order as it is told.
pub(super) fn order(made: &Made, now: DateTime<Utc>, shape: Shape) -> Value {
    let times = made.times();
    let status = made.status(now);
    let assigned = made.is_assigned(now);
    let finished = made.canceled_at.filter(|at| *at <= now).or((status == "completed").then_some(times.done));
    let points = (0..=made.last()).map(|at| point(made, at, now, shape)).collect::<Vec<_>>();
    let mut order = json!({
        "order_id": made.id,
        "order_name": made.id.to_string(),
        "type": "standard",
        "vehicle_type_id": made.body["vehicle_type_id"],
        "created_datetime": wire::moment(made.created_at),
        "finish_datetime": finished.map(wire::moment),
        "status": status,
        "matter": made.body["matter"],
        "total_weight_kg": made.body["total_weight_kg"],
        "payment_method": made.body["payment_method"],
        "points": points,
        "payment_amount": sum(made.price, shape),
        "delivery_fee_amount": sum(made.price, shape),
        "insurance_amount": made.body["insurance_amount"],
        "courier": if assigned { courier(made, shape) } else { Value::Null },
        "itinerary_document_url": null,
        "waybill_document_url": format!("https://dostavista.invalid/waybill/{}", made.id),
    });
    let more = match shape {
        Shape::Usual => json!({
            "status_description": description(status),
            "courier_vehicle": if assigned { car(made) } else { Value::Null },
            "late_cancellation_fee_amount": sum(made.late_fee(now), shape),
            "late_cancellation_penalty_amount": "0.00",
        }),
        Shape::Odd => json!({
            "courier_vehicle": if assigned { car(made) } else { Value::Null },
            "late_cancellation_fee_amount": sum(made.late_fee(now), shape),
            "something_new": { "nobody": ["knows", 1, null] },
        }),
        Shape::Old => json!({ "discount_amount": "0.00", "suburban_delivery_fee_amount": "0.00" }),
    };
    if let (Some(order), Value::Object(more)) = (order.as_object_mut(), more) {
        order.extend(more);
    }
    order
}

fn point(made: &Made, at: usize, now: DateTime<Utc>, shape: Shape) -> Value {
    let asked = &made.body["points"][at];
    let times = made.times();
    let is_last = at == made.last();
    let comes = if is_last { times.done } else { times.picked_up };
    let assigned = made.is_assigned(now);
    let off = made.canceled_at.is_some_and(|canceled| canceled <= now && canceled < comes);
    let open = is_last && made.status(now) == "reactivated";
    let been = assigned && comes <= now && !off && !open;
    let photo = |kind: &str| (been && is_last).then(|| format!("https://dostavista.invalid/{kind}/{}.jpg", made.id));
    let mut point = json!({
        "point_type": "plain",
        "point_id": made.id * 10 + i64::try_from(at).unwrap_or_default(),
        "client_order_id": asked["client_order_id"],
        "address": understood(asked["address"].as_str().unwrap_or_default()),
        "latitude": coordinate("55.7558", shape),
        "longitude": coordinate("37.6173", shape),
        "required_start_datetime": asked["required_start_datetime"],
        "required_finish_datetime": asked["required_finish_datetime"],
        "arrival_start_datetime": assigned.then(|| wire::moment(comes)),
        "arrival_finish_datetime": assigned.then(|| wire::moment(comes)),
        "courier_visit_datetime": been.then(|| wire::moment(comes)),
        "contact_person": asked["contact_person"],
        "note": asked["note"],
        "packages": [],
    });
    if shape != Shape::Old {
        let more = json!({
            "estimated_arrival_datetime": assigned.then(|| wire::moment(comes)),
            "delivery_id": if is_last { Some(made.id + 8_000_000) } else { None },
            "sign_photo_url": photo("sign"),
            "place_photo_url": photo("place"),
            "checkin": (been && is_last).then(|| json!({
                "recipient_full_name": asked["contact_person"]["name"], "recipient_position": "получатель",
            })),
            "is_return_point": false,
            "tracking_url": if is_last { Some(format!("https://dostavista.invalid/track/{}", made.id)) } else { None },
        });
        if let (Some(point), Value::Object(more)) = (point.as_object_mut(), more) {
            point.extend(more);
        }
    }
    point
}

/// One of three people, by the number of the order.
fn courier(made: &Made, shape: Shape) -> Value {
    let people = [("Ветров", "Илья"), ("Соколова", "Дарья"), ("Юсупов", "Тимур")];
    let (surname, name) = people[usize::try_from(made.id % 3).unwrap_or_default()];
    json!({
        "courier_id": made.id % 1000, "surname": surname, "name": name, "middlename": null,
        "phone": format!("7900000{:04}", made.id % 10_000), "photo_url": null,
        "latitude": coordinate("55.75", shape), "longitude": coordinate("37.61", shape),
    })
}

fn car(made: &Made) -> Value {
    match made.body["vehicle_type_id"].as_i64() {
        Some(6) | None => Value::Null,
        Some(_) => json!({ "number": "А123ВС", "region": "77", "color": "серая", "name": "Лада Ларгус" }),
    }
}

fn description(status: &str) -> &'static str {
    match status {
        "new" => "Заказ создан",
        "available" => "Ищем курьера",
        "active" => "Заказ выполняется",
        "completed" => "Заказ выполнен",
        "canceled" => "Заказ отменён",
        "reactivated" => "Заказ возобновлён",
        "delayed" => "Заказ отложен",
        _ => "",
    }
}

/// The answer to `courier`.
pub(super) fn who(made: &Made, now: DateTime<Utc>, shape: Shape) -> Value {
    let assigned = made.is_assigned(now);
    json!({
        "is_successful": true,
        "courier": if assigned { courier(made, shape) } else { Value::Null },
        "courier_vehicle": if assigned { car(made) } else { Value::Null },
    })
}

/// A receipt, when the order is over.
pub(super) fn receipt(made: &Made, now: DateTime<Utc>, shape: Shape) -> Option<Value> {
    let total = made.cost(now)?;
    let delivered = if made.canceled_at.is_none() { total } else { Money::ZERO };
    Some(json!({
        "order_id": made.id,
        "total_payment_amount": sum(total, shape),
        "delivery_fee_amount": sum(delivered, shape),
        "waiting_fee_amount": "0.00",
        "late_cancellation_fee_amount": sum(made.fee, shape),
    }))
}

/// A delivery: the last place of an order, as `deliveries` tells it.
pub(super) fn delivery(made: &Made, now: DateTime<Utc>) -> Value {
    let last = &made.body["points"][made.last()];
    let status = match made.status(now) {
        "canceled" => "canceled",
        "completed" => "finished",
        "active" if made.is_begun(now) => "parcel_picked_up",
        "active" => "courier_assigned",
        _ => "planned",
    };
    json!({
        "delivery_id": made.id + 8_000_000, "order_id": made.id, "client_order_id": last["client_order_id"],
        "address": understood(last["address"].as_str().unwrap_or_default()), "status": status,
    })
}
