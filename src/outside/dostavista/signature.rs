//! Callbacks: whose they are, and which order they are about.

use crate::hash;
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use sha2::Sha256;
use subtle::ConstantTimeEq;

use super::{OrderId, wire};

/// Whose a callback is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Theirs.
    Theirs,
    /// Somebody else's.
    Forged,
    /// We have no secret with them, so nobody can prove anything.
    NoSecret,
}

/// What a callback claims.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callback {
    /// About which order.
    pub order: OrderId,
    /// How it is said to be.
    pub status: String,
    /// When that was.
    pub at: Option<DateTime<Utc>>,
}

/// The signature of a body: HMAC-SHA256 in lower-case hex.
pub fn sign(secret: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key of any length");
    mac.update(body);
    hash::hex(mac.finalize().into_bytes())
}

/// Compares in constant time, over the bytes as they came: before anything is read.
pub(super) fn prove(secret: Option<&SecretString>, signature: Option<&str>, body: &[u8]) -> Verdict {
    let Some(secret) = secret else { return Verdict::NoSecret };
    let ours = sign(secret.expose_secret(), body);
    let same = ours.as_bytes().ct_eq(signature.unwrap_or_default().as_bytes());
    if bool::from(same) { Verdict::Theirs } else { Verdict::Forged }
}

/// Reads what a callback claims; `None` if it is about no order.
pub fn callback(body: &[u8]) -> Option<Callback> {
    let told: Value = serde_json::from_slice(body).ok()?;
    let about = ["order", "delivery"].iter().map(|name| &told[*name]).find(|about| about.is_object())?;
    let at = told["event_datetime"].as_str().and_then(|at| DateTime::parse_from_rfc3339(at).ok());
    Some(Callback {
        order: wire::number(&about["order_id"])?,
        status: about["status"].as_str().unwrap_or_default().to_owned(),
        at: at.map(|at| at.to_utc()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const VECTOR: &str = "493a37601cd455597799bbe5c42fad4ed89f73549ee5c4adbad05ff9ab695e0d";
    const EMPTY: &str = "1d58fc10daa5f1872ef42a40409ca1adbc5ff69895ce03ae828f0f421b75325c";
    const BODY: &str = r#"{"event_datetime":"2026-11-24T11:40:00+03:00","event_type":"order_changed","order":{"order_id":41,"status":"active"}}"#;

    /// Computed with `openssl dgst -sha256 -hmac`.
    #[test]
    fn a_signature_is_what_others_compute() {
        let vectors = [
            (
                "key",
                "The quick brown fox jumps over the lazy dog",
                "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8",
            ),
            ("our-own-secret", BODY, VECTOR),
            ("ключ", "", EMPTY),
        ];
        for (key, body, expected) in vectors {
            assert_eq!(sign(key, body.as_bytes()), expected, "{key}");
        }
    }

    #[test]
    fn only_the_signature_of_these_very_bytes_is_theirs() {
        let secret: SecretString = "our-own-secret".to_owned().into();
        let proves = |signature: Option<&str>, body: &str| prove(Some(&secret), signature, body.as_bytes());
        assert_eq!(proves(Some(VECTOR), BODY), Verdict::Theirs);
        assert_eq!(proves(Some(&VECTOR.to_uppercase()), BODY), Verdict::Forged);
        assert_eq!(proves(Some(VECTOR), &BODY.replace(':', ": ")), Verdict::Forged, "the same JSON in other bytes");
        assert_eq!(proves(Some(&sign("another", BODY.as_bytes())), BODY), Verdict::Forged);
        assert_eq!(proves(Some(""), BODY), Verdict::Forged);
        assert_eq!(proves(None, BODY), Verdict::Forged);
        assert_eq!(prove(None, Some(VECTOR), BODY.as_bytes()), Verdict::NoSecret);
    }

    #[test]
    fn a_callback_tells_which_order_it_is_about() {
        let told = callback(BODY.as_bytes()).unwrap();
        assert_eq!((told.order, told.status.as_str()), (41, "active"));
        assert_eq!(told.at.unwrap().to_rfc3339(), "2026-11-24T08:40:00+00:00");
        let delivery = br#"{"event_type":"delivery_changed","delivery":{"order_id":"42","status":"finished"}}"#;
        assert_eq!(callback(delivery).unwrap().order, 42);
        for nothing in ["", "{}", "[]", r#"{"order":{}}"#, r#"{"order":{"order_id":null}}"#] {
            assert_eq!(callback(nothing.as_bytes()), None, "{nothing}");
        }
    }
}
