//! The client against the stand-in: every call, everything that may go wrong with it, and callbacks.

use super::{PATIENCE, client, ids, shown, wanted};
use crate::{
    clock::Clock,
    money::Money,
    outside::dostavista::{
        Dostavista, Refusal, Status, Verdict, callback,
        stand_in::{Fault, Shape, StandIn},
    },
};
use chrono::{DateTime, TimeDelta, Utc};
use std::{sync::Arc, time::Duration};

const START: &str = "2026-11-24T07:00:00Z";

/// A stand-in on a standing clock, and a client of it.
async fn begin() -> (StandIn, Dostavista, Clock) {
    let clock = Clock::standing(at(START));
    let now = clock.clone();
    let stand_in = StandIn::start(Arc::new(move || now.now())).await.unwrap();
    let dostavista = client(stand_in.settings(PATIENCE));
    (stand_in, dostavista, clock)
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn minutes(clock: &Clock, minutes: i64) {
    clock.set(clock.now() + TimeDelta::minutes(minutes));
}

#[tokio::test]
async fn an_order_is_calculated_made_followed_and_paid_for() {
    let (stand_in, dostavista, clock) = begin().await;
    let quote = dostavista.calculate(&wanted("mos-1")).await.unwrap();
    assert_eq!(quote.price, Some(Money::from_rubles(390)));
    assert_eq!(quote.addresses[1], "Россия, Москва, Новослободская улица, 3", "as they understand it");
    assert!(quote.warnings.is_empty() && stand_in.orders().is_empty());

    let order = dostavista.create(&wanted("mos-1")).await.unwrap();
    assert_eq!((&order.status, order.price), (&Status::New, quote.price));
    assert!(order.is_ours("mos-1") && !order.is_ours("mos-2"));
    assert_eq!(stand_in.balance(), Money::from_rubles(100_000 - 390));

    let mut seen = Vec::new();
    for _ in 0..20 {
        minutes(&clock, 10);
        let order = dostavista.orders(&[order.id]).await.unwrap().remove(0);
        let been = order.points.iter().filter(|point| point.visited_at.is_some()).count();
        let now = (order.status.clone(), order.courier.is_some(), been);
        if seen.last() != Some(&now) {
            seen.push(now);
        }
    }
    assert_eq!(
        seen,
        [(Status::Active, true, 0), (Status::Active, true, 1), (Status::Completed, true, 2)],
        "a courier, at the shop, at the client's"
    );
    let done = dostavista.orders(&[order.id]).await.unwrap().remove(0);
    let last = done.last().unwrap();
    assert!((at("2026-11-24T09:00:00Z")..at("2026-11-24T11:00:00Z")).contains(&last.visited_at.unwrap()));
    assert!(last.sign_photo_url.is_some() && last.received_by.is_some());
    let receipts = dostavista.receipts(&[order.id, 5]).await.unwrap();
    assert_eq!((receipts.len(), receipts[0].total), (1, Money::from_rubles(390)));
    let (who, _) = dostavista.courier(order.id).await.unwrap();
    assert_eq!(who, done.courier);
    assert_eq!(dostavista.client().await.unwrap().payment_methods, ["balance", "bank_card"]);
}

#[tokio::test]
async fn what_it_does_not_take_is_named() {
    let (stand_in, dostavista, _) = begin().await;
    let mut nowhere = wanted("mos-1");
    nowhere.stops[1].address = "Неизвестная улица, 1".to_owned();
    let quote = dostavista.calculate(&nowhere).await.unwrap();
    assert_eq!(shown(&quote.faults), "points[1].address address_not_found");
    let Err(Refusal::BadAddress(faults)) = dostavista.create(&nowhere).await else { panic!("it was taken") };
    assert_eq!((shown(&faults).as_str(), faults[0].point()), ("points[1].address address_not_found", Some(1)));

    let mut nobody = wanted("mos-1");
    nobody.stops[0].phone = None;
    let quote = dostavista.calculate(&nobody).await.unwrap();
    assert_eq!((quote.warnings.as_slice(), quote.price.is_some()), (&["invalid_parameters".to_owned()][..], true));
    let Err(Refusal::Parameters(faults)) = dostavista.create(&nobody).await else { panic!("it was taken") };
    assert_eq!(shown(&faults), "points[0].contact_person.phone required");

    stand_in.set_balance(Money::from_rubles(389));
    assert_eq!(dostavista.create(&wanted("mos-1")).await, Err(Refusal::InsufficientBalance));
    stand_in.set_balance(Money::from_rubles(1_000));
    dostavista.create(&wanted("mos-1")).await.unwrap();
    assert_eq!(dostavista.create(&wanted("mos-1")).await, Err(Refusal::Duplicate));
    assert_eq!(stand_in.orders().len(), 1);
}

#[tokio::test]
async fn cancelling_late_costs_money_and_too_late_is_refused() {
    let (stand_in, dostavista, clock) = begin().await;
    let early = dostavista.create(&wanted("mos-1")).await.unwrap();
    assert_eq!(
        (early.cancellation_fee, dostavista.cancel(early.id).await.unwrap().status),
        (Money::ZERO, Status::Canceled)
    );
    assert_eq!(stand_in.balance(), Money::from_rubles(100_000));
    assert_eq!(dostavista.cancel(early.id).await, Err(Refusal::NotCancellable));

    let late = dostavista.create(&wanted("mos-2")).await.unwrap();
    minutes(&clock, 15);
    let seen = dostavista.orders(&[late.id]).await.unwrap().remove(0);
    assert_eq!(seen.cancellation_fee, Money::from_rubles(150));
    dostavista.cancel(late.id).await.unwrap();
    assert_eq!(stand_in.balance(), Money::from_rubles(100_000 - 150));
    let receipt = dostavista.receipts(&[late.id]).await.unwrap().remove(0);
    assert_eq!((receipt.total, receipt.cancellation_fee), (Money::from_rubles(150), Money::from_rubles(150)));

    let begun = dostavista.create(&wanted("mos-3")).await.unwrap();
    minutes(&clock, 45);
    assert_eq!(dostavista.cancel(begun.id).await, Err(Refusal::NotCancellable));
}

/// What becomes of a booking and of a question when something goes wrong; how often each was asked; how many orders are
/// there.
async fn troubled(fault: Fault) -> (Result<bool, Refusal>, Result<bool, Refusal>, [usize; 2], usize) {
    let (stand_in, _, _) = begin().await;
    let dostavista = client(stand_in.settings(Duration::from_millis(300)));
    stand_in.set_fault(Some(fault));
    let made = dostavista.create(&wanted("mos-1")).await.map(|_| true);
    let asked = dostavista.client().await.map(|_| true);
    let calls = [stand_in.asked("create-order"), stand_in.asked("client")];
    (made, asked, calls, stand_in.orders().len())
}

#[tokio::test]
async fn a_booking_is_sent_once_whatever_goes_wrong_and_a_question_is_repeated() {
    for (fault, held) in [
        (Fault::Unavailable, 0),
        (Fault::Broken, 0),
        (Fault::BrokenAfter, 1),
        (Fault::Lost, 0),
        (Fault::AnswerLost, 1),
        (Fault::NotJson, 1),
    ] {
        let (made, asked, calls, orders) = troubled(fault).await;
        assert!(made.as_ref().is_err_and(Refusal::is_unknown), "{fault:?}: {made:?}");
        assert!(asked.as_ref().is_err_and(Refusal::is_unknown), "{fault:?}: {asked:?}");
        assert_eq!((calls, orders), ([1, 3], held), "{fault:?}");
    }
    for (fault, held) in [(Fault::Slow, 1), (Fault::Deaf, 0)] {
        let (made, _, _, orders) = troubled(fault).await;
        assert_eq!((made, orders), (Err(Refusal::Unknown("no answer in time".to_owned())), held), "{fault:?}");
    }
    let (made, asked, calls, orders) = troubled(Fault::RateLimit).await;
    assert_eq!((made, asked, calls, orders), (Err(Refusal::RateLimit), Err(Refusal::RateLimit), [1, 3], 0));
    let (made, asked, calls, orders) = troubled(Fault::OldVersion).await;
    assert_eq!((made, asked, calls, orders), (Err(Refusal::Version), Err(Refusal::Version), [1, 1], 0));
}

#[tokio::test]
async fn nobody_at_home_is_told_from_a_lost_answer() {
    let (stand_in, dostavista, _) = begin().await;
    stand_in.set_shut(true).await.unwrap();
    assert!(stand_in.is_shut());
    let refused = dostavista.create(&wanted("mos-1")).await.unwrap_err();
    assert!(matches!(refused, Refusal::Unreachable(_)), "{refused:?}");
    stand_in.set_shut(false).await.unwrap();
    assert_eq!(dostavista.create(&wanted("mos-1")).await.map(|order| order.status), Ok(Status::New));
}

#[tokio::test]
async fn no_error_shows_the_token_or_the_address() {
    let (stand_in, _, _) = begin().await;
    let mut settings = stand_in.settings(PATIENCE);
    settings.token = "hush-hush".to_owned().into();
    let dostavista = client(settings);
    let refused = dostavista.client().await.unwrap_err();
    assert_eq!(refused, Refusal::Token);
    stand_in.set_shut(true).await.unwrap();
    let lost = dostavista.create(&wanted("mos-hush")).await.unwrap_err();
    let said = format!("{refused} {lost} {lost:?} {dostavista:?}");
    assert!(!said.contains("hush"), "{said}");
    assert!(!format!("{lost:?}").contains("business"), "{lost:?}");
}

#[tokio::test]
async fn an_order_whose_answer_was_lost_is_found_by_our_number() {
    let (stand_in, dostavista, clock) = begin().await;
    let since = clock.now() - TimeDelta::minutes(2);
    assert_eq!(dostavista.find("mos-1", since).await, Ok(None));
    stand_in.next("create-order", Fault::AnswerLost);
    assert!(dostavista.create(&wanted("mos-1")).await.unwrap_err().is_unknown());
    // More than two pages of others come after it.
    for n in 0..120 {
        minutes(&clock, 0);
        dostavista.create(&wanted(&format!("other-{n}"))).await.unwrap();
    }
    let found = dostavista.find("mos-1", since).await.unwrap().unwrap();
    assert_eq!(found.id, stand_in.orders()[0].id);
    // Made before the time that is looked through, it is found among what is carried.
    minutes(&clock, 10);
    assert_eq!(dostavista.find("mos-1", clock.now()).await.unwrap().unwrap().id, found.id);
    assert_eq!(dostavista.find("mos", clock.now()).await, Ok(None), "a piece of the number is another number");
    // Not to know is not to know that it is not there.
    stand_in.set_fault(Some(Fault::Unavailable));
    assert!(dostavista.find("mos-9", since).await.unwrap_err().is_unknown());
}

#[tokio::test]
async fn of_two_orders_with_our_number_the_living_one_is_found() {
    let (stand_in, dostavista, clock) = begin().await;
    let first = dostavista.create(&wanted("mos-1")).await.unwrap();
    stand_in.cancels(first.id);
    let second = dostavista.create(&wanted("mos-1")).await.unwrap();
    let found = async || dostavista.find("mos-1", clock.now()).await.unwrap().unwrap().id;
    assert_eq!(found().await, second.id);
    stand_in.cancels(second.id);
    assert_eq!(found().await, second.id, "of two dead ones the last");
}

#[tokio::test]
async fn odd_answers_are_read_like_usual_ones() {
    let (stand_in, dostavista, clock) = begin().await;
    let order = dostavista.create(&wanted("mos-1")).await.unwrap();
    minutes(&clock, 20);
    let usual = dostavista.orders(&[order.id]).await.unwrap();
    stand_in.set_shape(Shape::Odd);
    assert_eq!(dostavista.orders(&[order.id]).await.unwrap(), usual);
    stand_in.set_shape(Shape::Old);
    let old = dostavista.orders(&[order.id]).await.unwrap().remove(0);
    assert_eq!((old.id, &old.status, old.price), (order.id, &usual[0].status, usual[0].price));
    assert!(stand_in.says(order.id, Some("teleported")));
    let told = dostavista.orders(&[order.id]).await.unwrap().remove(0);
    assert_eq!(told.status, Status::Other("teleported".to_owned()));
}

#[tokio::test]
async fn couriers_run_late_do_not_come_cancel_and_come_back_when_told_to() {
    let (stand_in, dostavista, clock) = begin().await;
    let make = async |n: i64| dostavista.create(&wanted(&format!("mos-{n}"))).await.unwrap().id;
    let (late, nobody, cancelled, back) = (make(1).await, make(2).await, make(3).await, make(4).await);
    assert!(stand_in.runs_late(late, TimeDelta::minutes(40)) && stand_in.finds_nobody(nobody));
    assert!(!stand_in.runs_late(7, TimeDelta::minutes(40)));
    minutes(&clock, 30);
    assert!(stand_in.cancels(cancelled));
    clock.set(at("2026-11-24T11:30:00Z"));
    assert!(stand_in.reactivates(back));
    let orders = dostavista.orders(&[late, nobody, cancelled, back]).await.unwrap();
    let status = |id| orders.iter().find(|order| order.id == id).unwrap().status.clone();
    assert_eq!(
        [late, nobody, cancelled, back].map(status),
        [Status::Active, Status::Available, Status::Canceled, Status::Reactivated]
    );
    assert!(stand_in.finds_somebody(nobody));
    clock.set(at("2026-11-24T12:30:00Z"));
    let orders = dostavista.orders(&[late, nobody, back]).await.unwrap();
    assert!(orders.iter().all(|order| order.status == Status::Completed), "{orders:?}");
    assert_eq!(ids(&orders).len(), 3);
}

#[tokio::test]
async fn every_change_is_called_back_with_a_signature() {
    let (stand_in, dostavista, clock) = begin().await;
    let order = dostavista.create(&wanted("mos-1")).await.unwrap();
    clock.set(at("2026-11-24T12:00:00Z"));
    let letters = stand_in.letters();
    let told: Vec<_> = letters.iter().map(|letter| callback(letter.body.as_bytes()).unwrap()).collect();
    assert!(told.iter().all(|told| told.order == order.id));
    let words: Vec<&str> = told.iter().map(|told| told.status.as_str()).collect();
    assert_eq!(words, ["new", "available", "active", "active", "completed"]);
    for letter in &letters {
        assert_eq!(dostavista.proves(Some(&letter.signature), letter.body.as_bytes()), Verdict::Theirs);
        assert_eq!(dostavista.proves(Some(&letter.signature), b"{}"), Verdict::Forged);
    }
    assert_eq!(stand_in.letters(), [], "said once");
}
