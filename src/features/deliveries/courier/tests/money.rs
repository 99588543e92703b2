//! Booking is money: many bookings while answers are lost, calls hang until the process is killed, servers break and nobody is
//! at home. In the end they hold exactly one order for each delivery somebody still wants carried and none for the others,
//! and what the bot believes to have spent is what was taken from the account. A share of it in the suite; a thousand with
//! `MOSBOT_TEST_ROUNDS=10`.

use super::{courier::balance, delivery};
use crate::{
    db::Id,
    features::deliveries::{
        model::{Delivery, State},
        rows,
    },
    money::Money,
    outside::dostavista::{
        Dostavista, PATIENCE, Status, Stop, Wanted,
        stand_in::{Fault, Held},
    },
    phone::Phone as Number,
    playground::{Desk, Phone, desk::test_server},
};
use chrono::TimeDelta;
use std::collections::BTreeMap;

/// So many deliveries are under way at a time.
const WAVE: usize = 20;

/// A small generator, so that every run plays the same.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    /// What goes wrong with a booking: nothing, half of the time.
    fn fault(&mut self) -> Option<Fault> {
        const ALL: [Fault; 10] = [
            Fault::AnswerLost,
            Fault::NotJson,
            Fault::BrokenAfter,
            Fault::Slow,
            Fault::Slow,
            Fault::Lost,
            Fault::Broken,
            Fault::Unavailable,
            Fault::RateLimit,
            Fault::Deaf,
        ];
        let side = usize::try_from(self.roll(20)).unwrap();
        ALL.get(side).copied()
    }
}

#[expect(clippy::disallowed_methods, reason = "the tests' own setting, not the product's")]
fn rounds() -> usize {
    std::env::var("MOSBOT_TEST_ROUNDS").map_or(1, |rounds| rounds.parse().expect("MOSBOT_TEST_ROUNDS is a number"))
}

#[tokio::test]
async fn no_booking_is_lost_doubled_or_paid_for_unseen_on_sqlite() {
    play(&Desk::on_sqlite("2026-11-24T07:00:00Z".parse().unwrap()).await.unwrap(), 5 * rounds(), 7).await;
}

#[tokio::test]
async fn no_booking_is_lost_doubled_or_paid_for_unseen_on_postgres() {
    let desk = Desk::on_postgres(&test_server(), "2026-11-24T07:00:00Z".parse().unwrap()).await.unwrap();
    play(&desk, rounds(), 11).await;
}

async fn play(desk: &Desk, waves: usize, seed: u64) {
    let mut dice = Dice(seed);
    let anna = desk.manager("Анна").await;
    desk.dostavista.set_balance(Money::from_rubles(9_000_000));
    anna.says("/balance 9000000").await;
    let mut kills = 0;
    for _ in 0..waves {
        // At night nobody ships.
        let next = desk.clock.now() + TimeDelta::hours(24);
        desk.clock.set(next);
        kills += wave(desk, &anna, &mut dice).await;
    }
    assert!(kills > 0, "nothing was ever killed half-way");
    assert_eq!(wrong(&desk.dostavista.orders(), &standing(desk).await), [""; 0]);
    let spent = desk.count("SELECT CAST(SUM(cost) AS BIGINT) FROM courier WHERE order_no IS NOT NULL").await;
    let taken: Money = desk.dostavista.orders().into_iter().filter_map(|order| order.cost).sum();
    assert_eq!(Money::from_kopecks(spent), taken, "receipts");
    let known = balance::known(&mut desk.db.read().await.unwrap()).await.unwrap().unwrap();
    assert_eq!(known.sum, desk.dostavista.balance(), "the account");
}

/// Some deliveries, from the price to the client's door; how often the process was killed while it asked.
async fn wave(desk: &Desk, anna: &Phone<'_>, dice: &mut Dice) -> usize {
    let dostavista = &desk.dostavista;
    let mut all = Vec::new();
    let mut kills = 0;
    for n in 0..WAVE {
        let client = desk.client(&format!("ТСН № {n}"), Some(anna)).await;
        all.push(delivery(desk, anna, &client, &format!("Москва, Тверская улица, {n}")).await);
    }
    for id in &all {
        let shut = dice.roll(12) == 0;
        if shut {
            dostavista.set_shut(true).await.unwrap();
        } else if let Some(fault) = dice.fault() {
            dostavista.next("create-order", fault);
            // It can't be looked up at once either: so often is it asked.
            for _ in 0..3 * dice.roll(2) {
                dostavista.next("orders", Fault::Unavailable);
            }
        }
        kills += press(desk, anna, *id, "call").await;
        if shut {
            kills += minutes(desk, 1).await;
            dostavista.set_shut(false).await.unwrap();
        }
        if dice.roll(3) == 0 {
            desk.restart().await.unwrap();
        }
    }
    kills += minutes(desk, 8).await;
    // What they do not have is tried again, or left alone; some that they have are cancelled, which may go wrong too.
    for id in &all {
        match (stage(desk, *id).await.as_str(), dice.roll(4)) {
            ("missing", 0) => kills += press(desk, anna, *id, "drop").await,
            ("missing", _) => kills += press(desk, anna, *id, "again").await,
            ("booked", 0) => {
                kills += press(desk, anna, *id, "fee").await;
                if let Some(fault) = dice.fault() {
                    dostavista.next("cancel-order", fault);
                }
                let mut conn = desk.db.read().await.unwrap();
                let fee: Option<i64> =
                    sqlx::query_scalar("SELECT fee FROM courier WHERE delivery_id = $1 AND stage = 'booked'")
                        .bind(*id)
                        .fetch_one(&mut *conn)
                        .await
                        .unwrap();
                drop(conn);
                kills += press(desk, anna, *id, &format!("cancel:{}", fee.unwrap_or(0))).await;
            }
            _ => {}
        }
    }
    kills += minutes(desk, 8).await;
    assert_eq!(wrong(&dostavista.orders(), &standing(desk).await), [""; 0]);
    // The rest of the day, with what has been paid for.
    for _ in 0..12 {
        desk.clock.set(desk.clock.now() + TimeDelta::minutes(61));
        kills += tick(desk).await;
    }
    // The client has told somebody that it has come.
    for id in &all {
        if state(desk, *id).await == State::Delivered {
            kills += press_of(desk, anna, *id, "receipt", "word").await;
            assert_eq!(state(desk, *id).await, State::Received);
        }
    }
    kills
}

async fn state(desk: &Desk, id: Id<Delivery>) -> State {
    rows::read(&mut desk.db.read().await.unwrap(), id).await.unwrap().state
}

async fn stage(desk: &Desk, id: Id<Delivery>) -> String {
    let mut conn = desk.db.read().await.unwrap();
    let last = sqlx::query_scalar("SELECT stage FROM courier WHERE delivery_id = $1 ORDER BY id DESC LIMIT 1");
    last.bind(id).fetch_optional(&mut *conn).await.unwrap().unwrap_or_default()
}

/// A button of a delivery's courier is pressed, and whatever follows happens.
async fn press(desk: &Desk, anna: &Phone<'_>, id: Id<Delivery>, deed: &str) -> usize {
    press_of(desk, anna, id, "courier", deed).await
}

async fn press_of(desk: &Desk, anna: &Phone<'_>, id: Id<Delivery>, room: &str, deed: &str) -> usize {
    let rev = rows::read(&mut desk.db.read().await.unwrap(), id).await.unwrap().rev;
    let message = anna.messages().last().map_or(1, |message| message.id);
    desk.telegram.presses_data(anna.user, message, &format!("{room}:{}:{rev}:{deed}", id.short()));
    pump(desk).await
}

async fn minutes(desk: &Desk, minutes: i64) -> usize {
    let mut kills = 0;
    for _ in 0..minutes {
        desk.clock.set(desk.clock.now() + TimeDelta::minutes(1));
        kills += tick(desk).await;
    }
    kills
}

async fn tick(desk: &Desk) -> usize {
    desk.look().await;
    pump(desk).await
}

/// Everything that is due happens; a process that hangs in a call is killed there and started again.
async fn pump(desk: &Desk) -> usize {
    let mut kills = 0;
    loop {
        tokio::select! {
            () = desk.pump() => return kills,
            () = desk.dostavista.hangs() => {}
        }
        kills += 1;
        desk.restart().await.unwrap();
    }
}

/// What the bot knows of a delivery.
struct Standing {
    /// Somebody wants it carried, as far as the bot knows.
    wanted: bool,
    /// Our numbers of every try.
    references: Vec<String>,
    /// Their numbers, as far as the bot knows them.
    orders: Vec<i64>,
}

async fn standing(desk: &Desk) -> BTreeMap<Id<Delivery>, Standing> {
    let mut conn = desk.db.read().await.unwrap();
    let tries: Vec<(Id<Delivery>, State, String, Option<i64>)> = sqlx::query_as(
        "SELECT d.id, d.state, c.id, c.order_no FROM courier c JOIN delivery d ON d.id = c.delivery_id ORDER BY c.id",
    )
    .fetch_all(&mut *conn)
    .await
    .unwrap();
    let mut all = BTreeMap::new();
    for (id, state, reference, order) in tries {
        let wanted = state.is_moving() || matches!(state, State::Delivered | State::Received | State::Closed);
        let known = all.entry(id).or_insert(Standing { wanted, references: Vec::new(), orders: Vec::new() });
        known.references.push(reference);
        known.orders.extend(order);
    }
    all
}

/// Deliveries that they hold another number of orders for than they should, and orders that the bot does not know.
fn wrong(held: &[Held], standing: &BTreeMap<Id<Delivery>, Standing>) -> Vec<String> {
    let mut wrong = Vec::new();
    for (id, known) in standing {
        let ours = held.iter().filter(|order| known.references.contains(&order.reference));
        let living = ours.filter(|order| order.status != Status::Canceled).count();
        if living != usize::from(known.wanted) {
            wrong.push(format!("{living} orders for {id}, wanted: {}", known.wanted));
        }
    }
    let known = |order: &&Held| !standing.values().any(|known| known.orders.contains(&order.id));
    wrong.extend(held.iter().filter(known).map(|order| format!("nobody knows of order {}", order.id)));
    wrong
}

/// The negative control: a booking that repeats its call when it hears nothing.
#[tokio::test]
async fn a_booking_that_is_repeated_blindly_is_found_out() {
    let desk = Desk::on_sqlite("2026-11-24T07:00:00Z".parse().unwrap()).await.unwrap();
    let anna = desk.manager("Анна").await;
    let client = desk.client("ТСН «Ромашка»", Some(&anna)).await;
    let id = delivery(&desk, &anna, &client, "Москва, Тверская улица, 1").await;
    press(&desk, &anna, id, "call").await;
    assert_eq!(wrong(&desk.dostavista.orders(), &standing(&desk).await), [""; 0]);
    let reference = desk.dostavista.orders()[0].reference.clone();
    let stop = |address: &str| Stop {
        address: address.to_owned(),
        phone: Number::parse("+7 900 000-00-12"),
        ..Stop::default()
    };
    let to = Stop { reference: Some(reference), ..stop("Москва, Тверская улица, 1") };
    let wanted = Wanted {
        matter: "Пульт".to_owned(),
        vehicle: 6,
        weight_kg: 1,
        insurance: Money::ZERO,
        loaders: 0,
        stops: vec![stop("Москва, Лесная улица, 5"), to],
    };
    Dostavista::new(desk.dostavista.settings(PATIENCE)).unwrap().create(&wanted).await.unwrap();
    let found = wrong(&desk.dostavista.orders(), &standing(&desk).await);
    assert_eq!(found.len(), 2, "twice for one delivery, and one that nobody knows: {found:?}");
}
