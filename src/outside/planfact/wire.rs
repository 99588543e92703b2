//! Their JSON, read field by field: one that is missing, new or of another type spoils nothing but itself.

use super::{Operation, Planned};
use crate::money::Money;
use chrono::NaiveDate;
use serde_json::{Map, Value, json};

/// An operation as they want to be asked for it.
pub(super) fn planned(planned: &Planned, account: i64, category: i64, project: Option<i64>) -> Value {
    json!({
        "accountId": account,
        "operationDate": planned.on.to_string(),
        "comment": format!("{} [{}]", planned.comment, planned.marker),
        "isCommitted": planned.committed,
        "externalId": planned.marker,
        "items": [{
            "value": value(planned.sum),
            "calculationDate": planned.on.to_string(),
            "isCalculationCommitted": planned.committed,
            "operationCategoryId": category,
            "contrAgentId": null,
            "projectId": project,
        }],
    })
}

/// A sum as they write it: a number of roubles. Kopecks of less than a hundred billion roubles are exact in it.
#[expect(clippy::cast_precision_loss, reason = "their sums are numbers; ours are far below where one loses a kopeck")]
fn value(sum: Money) -> f64 {
    sum.kopecks() as f64 / 100.0
}

/// The body that replaces an operation by itself, but for whether it is paid and when.
pub(super) fn changed(told: &Value, account: i64, committed: bool, on: NaiveDate) -> Value {
    let parts = told["operationParts"].as_array().into_iter().flatten().map(|part| {
        json!({
            "operationPartId": part["operationPartId"],
            "value": part["value"],
            "calculationDate": part["calculationDate"],
            "isCalculationCommitted": committed,
            "operationCategoryId": named(&part["operationCategory"], "operationCategoryId"),
            "contrAgentId": named(&part["contrAgent"], "contrAgentId"),
            "projectId": named(&part["project"], "projectId"),
        })
    });
    let items: Vec<Value> = parts.collect();
    let mut body = Map::new();
    body.insert("accountId".to_owned(), named(&told["account"], "accountId").unwrap_or(account).into());
    body.insert("operationDate".to_owned(), on.to_string().into());
    for field in ["comment", "externalId"] {
        body.insert(field.to_owned(), told[field].clone());
    }
    body.insert("isCommitted".to_owned(), committed.into());
    body.insert("items".to_owned(), items.into());
    body.into()
}

/// The number of a thing of a directory; their 0 is none.
fn named(thing: &Value, id: &str) -> Option<i64> {
    number(&thing[id]).filter(|id| *id != 0)
}

/// A whole number, written as one or as a string.
pub(super) fn number(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

/// What a list holds.
pub(super) fn items(answer: &Value, name: &str) -> Vec<Value> {
    answer[name].as_array().cloned().unwrap_or_default()
}

/// Whether an operation carries our marker: they search by parts of words.
pub(super) fn is_marked(operation: &Value, marker: &str) -> bool {
    operation["comment"].as_str().is_some_and(|comment| comment.contains(&format!("[{marker}]")))
}

/// An operation; `None` if it has no number: then it is none.
pub(super) fn operation(told: &Value) -> Option<Operation> {
    Some(Operation {
        id: number(&told["operationId"])?,
        committed: told["isCommitted"].as_bool().unwrap_or_default(),
        told: told.clone(),
    })
}

/// What a thing of a directory is called; may be empty.
pub(super) fn title(thing: &Value) -> String {
    thing["title"].as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outside::planfact::Way;

    #[test]
    fn an_operation_is_asked_for_as_they_write_it() {
        let bill = Planned {
            way: Way::Outcome,
            sum: Money::from_kopecks(1_560_029),
            on: "2026-05-20".parse().unwrap(),
            comment: "С-7 · ООО «Поставка»".to_owned(),
            marker: "mos-7".to_owned(),
            committed: false,
        };
        assert_eq!(
            planned(&bill, 1234, 10, None),
            json!({
                "accountId": 1234, "operationDate": "2026-05-20", "comment": "С-7 · ООО «Поставка» [mos-7]",
                "isCommitted": false, "externalId": "mos-7",
                "items": [{
                    "value": 15600.29, "calculationDate": "2026-05-20", "isCalculationCommitted": false,
                    "operationCategoryId": 10, "contrAgentId": null, "projectId": null,
                }],
            })
        );
    }

    #[test]
    fn a_payment_changes_nothing_that_people_made_of_it() {
        let told = json!({
            "operationId": 1, "comment": "С-7, дополнено [mos-7]", "externalId": "mos-7", "isCommitted": false,
            "account": { "accountId": 99 }, "operationDate": "2026-05-20",
            "operationParts": [
                { "operationPartId": 10, "calculationDate": "2026-05-01", "value": 100.5, "project": null,
                  "contrAgent": { "contrAgentId": 20 }, "operationCategory": { "operationCategoryId": 11 } },
                { "operationPartId": 11, "calculationDate": "2026-05-02", "value": 1, "project": { "projectId": 5 },
                  "contrAgent": { "contrAgentId": 0, "title": "Не выбран" }, "operationCategory": null },
            ],
        });
        let body = changed(&told, 1234, true, "2026-05-21".parse().unwrap());
        assert_eq!((&body["accountId"], &body["isCommitted"]), (&json!(99), &json!(true)));
        assert_eq!((&body["comment"], &body["operationDate"]), (&told["comment"], &json!("2026-05-21")));
        assert_eq!(
            body["items"],
            json!([
                { "operationPartId": 10, "value": 100.5, "calculationDate": "2026-05-01", "isCalculationCommitted": true,
                  "operationCategoryId": 11, "contrAgentId": 20, "projectId": null },
                { "operationPartId": 11, "value": 1, "calculationDate": "2026-05-02", "isCalculationCommitted": true,
                  "operationCategoryId": null, "contrAgentId": null, "projectId": 5 },
            ])
        );
    }

    #[test]
    fn a_marker_is_known_as_a_whole() {
        let told = |comment: &str| json!({ "comment": comment });
        assert!(is_marked(&told("С-7 [mos-7]"), "mos-7"));
        assert!(!is_marked(&told("С-77 [mos-77]"), "mos-7"));
        assert!(!is_marked(&json!({ "comment": null }), "mos-7"));
    }
}
