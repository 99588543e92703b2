//! Why Dostavista has not done what it was asked: the answers we act on, each by its name.

use crate::{outside::http::Silence, t, text::Text};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Why a call has no result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// It does not know an address; with everything it says against the order.
    BadAddress(Vec<Fault>),
    /// It does not take some fields of the order.
    Parameters(Vec<Fault>),
    /// The money on the account is not enough.
    InsufficientBalance,
    /// It takes the order for a copy of a recent one.
    Duplicate,
    /// It is too late to cancel.
    NotCancellable,
    /// It does not take our token.
    Token,
    /// It no longer, or not yet, speaks the version we do.
    Version,
    /// We ask too often.
    RateLimit,
    /// It was never reached: the call has not happened, and may be made later.
    Unreachable(String),
    /// The call was sent and its outcome is unknown: it may have happened.
    Unknown(String),
    /// It said no in another word.
    Refused(String),
}

/// What is wrong with a field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// Where: `points[1].contact_person.phone`, positions as in what was sent.
    pub path: String,
    /// What: `invalid_phone`.
    pub code: String,
}

impl From<Silence> for Refusal {
    fn from(silence: Silence) -> Self {
        match silence {
            Silence::Unreachable(why) => Self::Unreachable(why),
            Silence::Unknown(why) => Self::Unknown(why),
        }
    }
}

impl Refusal {
    /// What an answer that is not a success means.
    pub(super) fn of(status: u16, answer: &Value) -> Self {
        let codes: Vec<&str> = answer["errors"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let faults = faults(&answer["parameter_errors"]);
        let has = |known: &[&str]| codes.iter().any(|code| known.contains(code));
        match () {
            () if has(&["invalid_auth_token", "required_auth_token"]) => Self::Token,
            () if has(&["invalid_api_version", "required_api_upgrade"]) => Self::Version,
            () if has(&["requests_limit_exceeded", "request_limit_exceeded"]) => Self::RateLimit,
            () if has(&["order_is_duplicate"]) => Self::Duplicate,
            () if has(&["insufficient_balance", "insufficient_balance_for_buyout"]) => Self::InsufficientBalance,
            () if has(&["order_cannot_be_canceled"]) => Self::NotCancellable,
            // Their own fault: whether it came before or after the deed nobody knows.
            () if status >= 500 || has(&["unexpected_error", "service_unavailable"]) => {
                Self::Unknown(format!("{status} {}", codes.join(", ")))
            }
            () if faults.iter().any(Fault::is_address) => Self::BadAddress(faults),
            () if !faults.is_empty() => Self::Parameters(faults),
            () if codes.is_empty() && matches!(status, 401 | 403) => Self::Token,
            () if codes.is_empty() => Self::Unknown(format!("{status} without a word of why")),
            () => Self::Refused(codes.join(", ")),
        }
    }

    /// Whether the call may have happened all the same.
    pub const fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown(_))
    }

    /// Whether asking again later may help.
    pub const fn may_pass(&self) -> bool {
        matches!(self, Self::RateLimit | Self::Unreachable(_) | Self::Unknown(_))
    }

    /// In words for the person who waits for it.
    pub fn text(&self) -> Text {
        match self {
            Self::BadAddress(faults) | Self::Parameters(faults) => {
                let words = faults.iter().map(Fault::text).collect();
                t!("dostavista-parameters", faults = Text::Join(words, "; "))
            }
            Self::InsufficientBalance => t!("dostavista-balance"),
            Self::Duplicate => t!("dostavista-duplicate"),
            Self::NotCancellable => t!("dostavista-not-cancellable"),
            Self::Token => t!("dostavista-token"),
            Self::Version => t!("dostavista-version"),
            Self::RateLimit => t!("dostavista-rate"),
            Self::Unreachable(_) => t!("dostavista-unreachable"),
            Self::Unknown(_) => t!("dostavista-unknown"),
            Self::Refused(code) => t!("dostavista-refused", code = code),
        }
    }
}

/// In words for the operator, for the log and for `mosbot check`.
impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::BadAddress(faults) | Self::Parameters(faults) => {
                let all = faults.iter().map(|fault| format!("{}: {}", fault.path, fault.code));
                write!(f, "it does not take {}", all.collect::<Vec<_>>().join(", "))
            }
            Self::InsufficientBalance => f.write_str("the balance is too low"),
            Self::Duplicate => f.write_str("it takes the order for a copy of a recent one"),
            Self::NotCancellable => f.write_str("the order can't be cancelled any more"),
            Self::Token => f.write_str("it refuses the token: see dostavista.token"),
            Self::Version => f.write_str("it does not speak this version of its API: see dostavista.version"),
            Self::RateLimit => f.write_str("it is asked too often: try again in a minute"),
            Self::Unreachable(why) => write!(f, "it is out of reach: {why}"),
            Self::Unknown(why) => write!(f, "the outcome is unknown: {why}"),
            Self::Refused(code) => write!(f, "it said {code}"),
        }
    }
}

impl std::error::Error for Refusal {}

impl Fault {
    /// Whether an address is not known to it.
    pub fn is_address(&self) -> bool {
        self.path.ends_with(".address")
    }

    /// Which point of the order it is about, counted from 0.
    pub fn point(&self) -> Option<usize> {
        self.path.strip_prefix("points[")?.split(']').next()?.parse().ok()
    }

    /// In words for the person who filled the field.
    pub fn text(&self) -> Text {
        let field = self.path.rsplit('.').next().unwrap_or_default();
        let what = match field {
            "address" => t!("dostavista-field-address"),
            "phone" => t!("dostavista-field-phone"),
            "name" => t!("dostavista-field-name"),
            "matter" => t!("dostavista-field-matter"),
            "total_weight_kg" | "vehicle_type_id" | "loaders_count" => t!("dostavista-field-vehicle"),
            "insurance_amount" => t!("dostavista-field-insurance"),
            "required_start_datetime" | "required_finish_datetime" => t!("dostavista-field-window"),
            "payment_method" => t!("dostavista-field-payment"),
            _ => Text::verbatim(&self.path),
        };
        let why = match self.code.as_str() {
            "address_not_found" => t!("dostavista-code-not-found"),
            "required" | "not_nullable" | "min_length" | "min_size" => t!("dostavista-code-required"),
            "max_length" | "max_size" | "max_value" => t!("dostavista-code-too-much"),
            "invalid_phone" => t!("dostavista-code-phone"),
            "cannot_be_past" | "min_date" | "earlier_than_previous_point" | "start_after_end" => {
                t!("dostavista-code-time")
            }
            "different_regions" | "invalid_region" | "coordinates_out_of_bounds" => t!("dostavista-code-region"),
            other => Text::verbatim(other),
        };
        match self.point() {
            Some(0) => t!("dostavista-fault-from", what = what, why = why),
            Some(_) => t!("dostavista-fault-to", what = what, why = why),
            None => t!("dostavista-fault", what = what, why = why),
        }
    }
}

/// What `parameter_errors` or `parameter_warnings` say: they mirror what was sent, `null` where nothing is wrong.
pub(super) fn faults(errors: &Value) -> Vec<Fault> {
    fn walk(at: &Value, path: &str, found: &mut Vec<Fault>) {
        match at {
            Value::String(code) => found.push(Fault { path: path.to_owned(), code: code.clone() }),
            Value::Array(items) if items.iter().any(Value::is_string) => {
                for code in items {
                    walk(code, path, found);
                }
            }
            Value::Array(items) => {
                for (n, item) in items.iter().enumerate() {
                    walk(item, &format!("{path}[{n}]"), found);
                }
            }
            Value::Object(fields) => {
                for (name, inner) in fields {
                    let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                    walk(inner, &path, found);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    let mut found = Vec::new();
    walk(errors, "", &mut found);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_fault_is_named_by_its_place_and_its_code() {
        let errors = json!({
            "matter": ["not_nullable"],
            "points": [{"address": ["min_length"], "contact_person": {"phone": ["invalid_phone"]}}, null, {"address": ["address_not_found"]}],
        });
        let found = faults(&errors);
        let shown: Vec<String> = found.iter().map(|fault| format!("{} {}", fault.path, fault.code)).collect();
        assert_eq!(
            shown,
            [
                "matter not_nullable",
                "points[0].address min_length",
                "points[0].contact_person.phone invalid_phone",
                "points[2].address address_not_found",
            ]
        );
        assert_eq!(found.iter().map(Fault::point).collect::<Vec<_>>(), [None, Some(0), Some(0), Some(2)]);
        assert_eq!(faults(&Value::Null), []);
    }

    #[test]
    fn every_word_of_theirs_that_we_act_on_has_its_name() {
        let said = |status, errors: &[&str]| Refusal::of(status, &json!({ "is_successful": false, "errors": errors }));
        for (code, meant) in [
            ("insufficient_balance", Refusal::InsufficientBalance),
            ("insufficient_balance_for_buyout", Refusal::InsufficientBalance),
            ("order_is_duplicate", Refusal::Duplicate),
            ("order_cannot_be_canceled", Refusal::NotCancellable),
            ("invalid_auth_token", Refusal::Token),
            ("required_auth_token", Refusal::Token),
            ("invalid_api_version", Refusal::Version),
            ("required_api_upgrade", Refusal::Version),
            ("requests_limit_exceeded", Refusal::RateLimit),
            ("request_limit_exceeded", Refusal::RateLimit),
            ("route_not_found", Refusal::Refused("route_not_found".to_owned())),
            ("something_new", Refusal::Refused("something_new".to_owned())),
        ] {
            assert_eq!(said(400, &[code]), meant, "{code}");
        }
        for unsure in [said(400, &["unexpected_error"]), said(503, &["service_unavailable"]), said(500, &["x"])] {
            assert!(unsure.is_unknown() && unsure.may_pass(), "{unsure:?}");
        }
        assert!(said(400, &[]).is_unknown());
        assert_eq!(said(401, &[]), Refusal::Token);
    }
}
