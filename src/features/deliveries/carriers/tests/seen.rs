//! What others of the room learn of a carrier.

use super::{People, people, towns::handed, written};
use crate::{
    features::deliveries::{carriers, model::Way},
    playground::Desk,
    story,
};

story!(the_leg_is_known_once_there_is_one, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let People { anna, romashka, .. } = people(desk).await;
    let id = written(desk, &anna, &romashka, Way::Carrier).await;
    let seen = async || carriers::seen(&mut desk.db.read().await.unwrap(), id).await.unwrap();
    assert!(seen().await.is_none());
    handed(&anna, "пт").await;
    let leg = seen().await.unwrap();
    assert_eq!(
        (leg.carrier.as_str(), leg.track.as_str(), leg.planned.map(|day| day.to_string()).as_deref(), leg.to_door),
        ("СДЭК", "1234567890", Some("2026-11-27"), false)
    );
    assert_eq!(
        (leg.terminal.as_str(), leg.driver.as_str(), leg.phone, leg.car.as_str()),
        ("Тверь, Паши Савельевой, 30", "", None, "")
    );
});
