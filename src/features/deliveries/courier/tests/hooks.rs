//! What they call back is proved, kept once, and only a hint to ask.

use super::{begin, minutes, state};
use crate::{
    features::deliveries::model::State,
    outside::{dostavista::stand_in::Manner, http},
    playground::Desk,
    story,
};
use std::time::Duration;

async fn posts(address: &str, signature: Option<&str>, body: Vec<u8>) -> u16 {
    let request = http::caller(Duration::from_secs(20)).unwrap().post(address).body(body);
    let request = match signature {
        Some(signature) => request.header("X-DV-Signature", signature),
        None => request,
    };
    request.send().await.unwrap().status().as_u16()
}

story!(a_callback_is_proved_kept_once_and_only_a_hint, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, id) = begin(desk).await;
    anna.presses("Вызвать курьера").await;
    let hooks = desk.hooks().await.unwrap();
    let address = format!("{}/dostavista", hooks.address);
    desk.clock.set("2026-11-24T07:12:00Z".parse().unwrap());
    let asked = desk.dostavista.asked("orders");
    let letters = desk.dostavista.letters();
    let last = letters.last().unwrap();

    // Forged, unsigned, changed by one blank: nothing is read and nothing kept.
    assert_eq!(posts(&address, Some("00"), last.body.clone().into()).await, 403);
    assert_eq!(posts(&address, None, last.body.clone().into()).await, 403);
    assert_eq!(posts(&address, Some(&last.signature), format!("{} ", last.body).into()).await, 403);
    assert_eq!(posts(&address, Some(&last.signature), vec![b' '; (1 << 20) + 1]).await, 413);
    assert_eq!(posts(&format!("{}/nobody", hooks.address), Some(&last.signature), last.body.clone().into()).await, 404);
    desk.pump().await;
    assert_eq!((desk.count("SELECT COUNT(*) FROM courier_event").await, desk.dostavista.asked("orders")), (0, asked));
    assert_eq!(state(desk, id).await, State::Ordered);

    // A valid one, three times: asked after once.
    for _ in 0..3 {
        assert_eq!(posts(&address, Some(&last.signature), last.body.clone().into()).await, 200);
    }
    desk.pump().await;
    assert_eq!(
        (desk.count("SELECT COUNT(*) FROM courier_event").await, desk.dostavista.asked("orders")),
        (1, asked + 1)
    );
    assert_eq!(state(desk, id).await, State::Assigned);
});

story!(callbacks_in_disorder_and_of_yesterday_change_nothing, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (anna, id) = begin(desk).await;
    anna.presses("Вызвать курьера").await;
    let hooks = desk.hooks().await.unwrap();
    let address = format!("{}/dostavista", hooks.address);
    desk.jump_to("2026-11-24T11:00:00Z").await;
    assert_eq!(state(desk, id).await, State::Delivered);
    let steps = desk.count("SELECT COUNT(*) FROM delivery_step").await;
    let answers = desk.dostavista.call_back(&address, Manner::Backwards).await.unwrap();
    assert!(answers.len() >= 4 && answers.iter().all(|answer| *answer == 200), "{answers:?}");
    desk.pump().await;
    assert_eq!(
        (state(desk, id).await, desk.count("SELECT COUNT(*) FROM delivery_step").await),
        (State::Delivered, steps)
    );

    let second = desk.dostavista.call_back(&address, Manner::Once).await.unwrap();
    assert_eq!(second, [0_u16; 0], "said once");
    minutes(desk, 1).await;
});

story!(an_order_of_somebody_else_is_nobodys, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (_, id) = begin(desk).await;
    let hooks = desk.hooks().await.unwrap();
    let body = r#"{"event_datetime":"2026-11-24T10:00:00+03:00","order":{"order_id":7,"status":"completed"}}"#;
    let settings = desk.dostavista.settings(Duration::from_secs(1));
    let secret = settings.callback_secret.unwrap();
    let signature = crate::outside::dostavista::sign(secrecy::ExposeSecret::expose_secret(&secret), body.as_bytes());
    let address = format!("{}/dostavista", hooks.address);
    assert_eq!(posts(&address, Some(&signature), body.into()).await, 200);
    let nothing = crate::outside::dostavista::sign(secrecy::ExposeSecret::expose_secret(&secret), b"{}");
    assert_eq!(posts(&address, Some(&nothing), b"{}".to_vec()).await, 200, "of no use, and not to be repeated");
    desk.pump().await;
    assert_eq!(state(desk, id).await, State::Quoted);
});

story!(without_access_nobody_is_heard, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    desk.restart_with(None).await.unwrap();
    let hooks = desk.hooks().await.unwrap();
    assert_eq!(posts(&format!("{}/dostavista", hooks.address), Some("00"), b"{}".to_vec()).await, 404);
});
