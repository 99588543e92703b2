//! Their JSON. What they tell is read field by field: one that is missing, new or of another type spoils nothing but
//! itself, for an order that exists must be seen whatever else they say about it.

use super::{
    model::{Courier, Order, Point, Profile, Quote, Receipt, Status, Stop, Wanted},
    refusal::faults,
};
use crate::{money::Money, phone::Phone};
use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::Europe::Moscow;
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde_json::{Map, Value, json};

/// An order as they want to be asked for it.
pub(super) fn wanted(wanted: &Wanted, payment_method: &str) -> Value {
    json!({
        "type": "standard",
        "matter": wanted.matter,
        "vehicle_type_id": wanted.vehicle,
        "total_weight_kg": wanted.weight_kg,
        "insurance_amount": amount(wanted.insurance),
        "loaders_count": wanted.loaders,
        "is_client_notification_enabled": false,
        "is_contact_person_notification_enabled": true,
        "payment_method": payment_method,
        "points": wanted.stops.iter().map(stop).collect::<Vec<_>>(),
    })
}

fn stop(stop: &Stop) -> Value {
    let mut point = Map::new();
    point.insert("address".to_owned(), json!(stop.address));
    let mut person = Map::new();
    if !stop.name.is_empty() {
        person.insert("name".to_owned(), json!(stop.name));
    }
    if let Some(phone) = &stop.phone {
        person.insert("phone".to_owned(), json!(phone.as_str().trim_start_matches('+')));
    }
    if !person.is_empty() {
        point.insert("contact_person".to_owned(), person.into());
    }
    let moments = [("required_start_datetime", stop.from), ("required_finish_datetime", stop.until)];
    for (name, at) in moments {
        if let Some(at) = at {
            point.insert(name.to_owned(), json!(moment(at)));
        }
    }
    if !stop.note.is_empty() {
        point.insert("note".to_owned(), json!(stop.note));
    }
    if let Some(reference) = &stop.reference {
        point.insert("client_order_id".to_owned(), json!(reference));
    }
    point.into()
}

/// A moment as they write it, with the offset of Moscow.
pub(super) fn moment(at: DateTime<Utc>) -> String {
    at.with_timezone(&Moscow).to_rfc3339_opts(SecondsFormat::Secs, false)
}

/// A sum as they write it: `170.00`.
pub(super) fn amount(sum: Money) -> String {
    Decimal::new(sum.kopecks(), 2).to_string()
}

/// A sum as they tell it: a string with two decimal places, or a number.
pub(super) fn money(value: &Value) -> Option<Money> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let kopecks = text.parse::<Decimal>().ok()?.checked_mul(Decimal::ONE_HUNDRED)?;
    kopecks.fract().is_zero().then(|| kopecks.to_i64()).flatten().map(Money::from_kopecks)
}

fn at(value: &Value) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(value.as_str()?).ok().map(|at| at.to_utc())
}

fn words(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// A whole number, written as one or as a string.
pub(super) fn number(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

fn joined(of: &Value, fields: &[&str], between: &str) -> Option<String> {
    let parts: Vec<String> = fields.iter().filter_map(|field| words(&of[*field])).collect();
    (!parts.is_empty()).then(|| parts.join(between))
}

/// An order; `None` if it has no number: then it is none.
pub(super) fn order(value: &Value) -> Option<Order> {
    let sum = |field: &str| money(&value[field]);
    let fee = [sum("late_cancellation_fee_amount"), sum("late_cancellation_penalty_amount")];
    Some(Order {
        id: number(&value["order_id"])?,
        name: words(&value["order_name"]),
        status: Status::read(value["status"].as_str().unwrap_or_default()),
        price: sum("payment_amount").or_else(|| sum("delivery_fee_amount")),
        cancellation_fee: fee.into_iter().flatten().sum(),
        payment_method: words(&value["payment_method"]),
        created_at: at(&value["created_datetime"]),
        finished_at: at(&value["finish_datetime"]),
        points: value["points"].as_array().into_iter().flatten().map(point).collect(),
        courier: courier(&value["courier"]),
        car: car(&value["courier_vehicle"]),
        waybill_url: words(&value["waybill_document_url"]),
    })
}

fn point(value: &Value) -> Point {
    let expected = ["estimated_arrival_datetime", "arrival_start_datetime"];
    Point {
        reference: words(&value["client_order_id"]),
        address: words(&value["address"]).unwrap_or_default(),
        expected_at: expected.iter().find_map(|field| at(&value[*field])),
        visited_at: at(&value["courier_visit_datetime"]),
        sign_photo_url: words(&value["sign_photo_url"]),
        place_photo_url: words(&value["place_photo_url"]),
        received_by: joined(&value["checkin"], &["recipient_full_name", "recipient_position"], ", "),
        tracking_url: words(&value["tracking_url"]),
        is_return: value["is_return_point"].as_bool().unwrap_or_default(),
    }
}

/// Who is on the way, if anybody is.
pub(super) fn courier(value: &Value) -> Option<Courier> {
    let name = joined(value, &["surname", "name", "middlename"], " ");
    let phone = words(&value["phone"]).and_then(|phone| Phone::parse(&phone));
    (name.is_some() || phone.is_some()).then(|| Courier { name: name.unwrap_or_default(), phone })
}

/// In what somebody is on the way.
pub(super) fn car(value: &Value) -> Option<String> {
    let number = joined(value, &["number", "region"], "");
    let parts: Vec<String> = [words(&value["color"]), words(&value["name"]), number].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The answer to `calculate-order`.
pub(super) fn quote(answer: &Value) -> Quote {
    let order = &answer["order"];
    let points = order["points"].as_array().into_iter().flatten();
    Quote {
        price: money(&order["payment_amount"]).or_else(|| money(&order["delivery_fee_amount"])),
        addresses: points.map(|point| words(&point["address"]).unwrap_or_default()).collect(),
        warnings: list(&answer["warnings"]),
        faults: faults(&answer["parameter_warnings"]),
    }
}

/// A receipt; `None` if it does not say of which order or how much.
pub(super) fn receipt(value: &Value) -> Option<Receipt> {
    let fee = ["late_cancellation_fee_amount", "late_cancellation_penalty_amount"];
    Some(Receipt {
        order: number(&value["order_id"])?,
        total: money(&value["total_payment_amount"])?,
        cancellation_fee: fee.iter().filter_map(|field| money(&value[*field])).sum(),
    })
}

/// The answer to `client`.
pub(super) fn profile(answer: &Value) -> Profile {
    let client = &answer["client"];
    Profile { name: words(&client["name"]), payment_methods: list(&client["allowed_payment_methods"]) }
}

fn list(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(words).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_read_to_the_kopeck_whatever_it_is_written_as() {
        for (value, kopecks) in [
            (json!("170.00"), Some(17_000)),
            (json!("-0.01"), Some(-1)),
            (json!("0.1"), Some(10)),
            (json!(612), Some(61_200)),
            (json!(612.35), Some(61_235)),
            (json!(0.29), Some(29)),
            (json!("1.005"), None),
            (json!("free"), None),
            (json!(null), None),
        ] {
            assert_eq!(money(&value).map(Money::kopecks), kopecks, "{value}");
        }
        assert_eq!(amount(Money::from_kopecks(17_000)), "170.00");
        assert_eq!(amount(Money::from_kopecks(5)), "0.05");
    }

    #[test]
    fn a_phone_is_sent_as_digits_and_a_moment_with_its_offset() {
        let stop = Stop {
            address: "Москва, Тверская улица, 1".to_owned(),
            name: "Пётр".to_owned(),
            phone: Phone::parse("8 916 000-00-02"),
            from: Some("2026-11-24T09:00:00Z".parse().unwrap()),
            until: None,
            note: String::new(),
            reference: Some("bot-1".to_owned()),
        };
        let sent = super::stop(&stop);
        assert_eq!(
            sent,
            json!({
                "address": "Москва, Тверская улица, 1",
                "contact_person": { "name": "Пётр", "phone": "79160000002" },
                "required_start_datetime": "2026-11-24T12:00:00+03:00",
                "client_order_id": "bot-1",
            })
        );
    }

    #[test]
    fn one_odd_field_spoils_nothing_else() {
        let told = json!({
            "order_id": "77802", "status": "teleported", "payment_amount": 170, "points": [{"address": 5, "latitude": 1.5}],
            "courier": {"name": "Пётр", "phone": "none"}, "courier_vehicle": [], "created_datetime": "yesterday", "new": {},
        });
        let order = order(&told).unwrap();
        assert_eq!((order.id, order.status), (77802, Status::Other("teleported".to_owned())));
        assert_eq!(order.price, Some(Money::from_rubles(170)));
        assert_eq!(order.courier, Some(Courier { name: "Пётр".to_owned(), phone: None }));
        assert_eq!((order.created_at, order.car), (None, None));
        assert_eq!(super::order(&json!({ "order_id": null, "status": null })), None);
    }
}
