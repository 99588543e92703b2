//! Samples for the gallery: a claim with everything in it, as we and the client see it.

use super::{
    card::{self, Seen},
    client,
    level::Reason,
    model::{Claim, Decided, Kind, Legal, Level, Offer, OfferState, Stage, State, Verdict, Wish},
    plan::Step,
};
use crate::{bot::screen::Screen, db::Id, money::Money, t};
use chrono::{DateTime, Days, TimeDelta, Utc};

fn now() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + Days::new(20_781)
}

fn claim(state: State, offer: OfferState) -> Claim {
    let (now, sum) = (now(), Money::from_rubles(120_000));
    let closed_at = (state == State::Closed).then_some(now);
    Claim {
        id: Id::new(),
        number: 17,
        client: Id::new(),
        client_name: "ТСН «Ромашка» & Ко".to_owned(),
        owner: None,
        request: Id::new(),
        person: None,
        who: "Ольга <b>, бухгалтер".to_owned(),
        kind: Kind::Equipment,
        essence: "Стрела <упала> & разбила машину".to_owned(),
        wish: Wish::Refund,
        sum: Some(sum),
        written: Some("15/<3>".to_owned()),
        answer_due: Some(now.date_naive()),
        disputed: vec![Id::new()],
        reasons: vec![
            Reason::Sum { sum, limit: Money::from_rubles(50_000) },
            Reason::Written,
            Reason::Legal("судом".to_owned()),
            Reason::Safety("травма".to_owned()),
            Reason::Repeat { times: 2, days: 90 },
            Reason::Said,
        ],
        complex_at: Some(now),
        stage: Stage { state, decided: true, closed_at, reopened: 1, ..Stage::begin(Level::Complex) },
        offer: Some(Offer {
            id: Id::new(),
            what: "Вернём <деньги>".to_owned(),
            sum: Some(sum),
            on: now.date_naive(),
            text: String::new(),
            state: offer,
            sent_at: Some(now),
        }),
        allowed: Some(sum),
        decision: Some(Decided { verdict: Verdict::As, word: "да <b>".to_owned(), by: Id::new(), at: now.into() }),
        result: "Вернули & извинились".to_owned(),
        legal: Some(Legal {
            to: "ООО «Право»".to_owned(), passed: "<договор>".to_owned(), on: now.date_naive()
        }),
        answer_by: now,
        offer_by: now + TimeDelta::days(2),
        decide_by: Some(now + TimeDelta::days(1)),
        close_by: now + TimeDelta::days(7),
        asks: 9999,
        rev: 9999,
        opened_at: now.into(),
        changed_at: now.into(),
    }
}

/// Every state, from both sides.
pub fn all() -> Vec<Screen> {
    let states = [
        (State::New, OfferState::Asked),
        (State::Investigating, OfferState::Refused),
        (State::Offer, OfferState::Sent),
        (State::Accepted, OfferState::Sent),
        (State::Disputed, OfferState::Sent),
        (State::Decision, OfferState::Sent),
        (State::Done, OfferState::Sent),
        (State::Closed, OfferState::Sent),
    ];
    let both = states.into_iter().flat_map(|(state, offer)| {
        let claim = claim(state, offer);
        let seen = Seen {
            badge: None,
            files: 3,
            steps: [false, true]
                .map(|done| Step {
                    text: "Позвонить <b>".to_owned(),
                    owner: "Анна & Мария".to_owned(),
                    due_on: now().date_naive(),
                    done,
                })
                .to_vec(),
            by: "Виктор".to_owned(),
            today: now().date_naive(),
            zone: chrono_tz::Europe::Moscow,
        };
        let ours = card::after(card::shown(&claim, seen, now()), t!("claim-said-looking"), Some(Id::new()));
        [ours, client::shown(&claim, 3, now()), client::word(&claim, now())]
    });
    both.collect()
}
