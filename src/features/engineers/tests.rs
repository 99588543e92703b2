//! A half-day is never two people's: who holds and takes it, in which order, on both databases, and at once.

use super::*;
use crate::{
    db::{Conn, Db, Id},
    people::Person,
    playground::Desk,
    slots::{Half, HalfDay, Slot},
    story,
};
use chrono::{DateTime, TimeDelta, Utc};
use std::process::{Command, Stdio};

/// So many times two want the same half-day at once.
const TRIES: u64 = 100;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn now() -> DateTime<Utc> {
    at("2026-11-24T07:00:00Z")
}

fn other_half(half: HalfDay) -> HalfDay {
    let half_of = if half.half == Half::Morning { Half::Afternoon } else { Half::Morning };
    HalfDay { half: half_of, ..half }
}

fn half(text: &str) -> HalfDay {
    text.parse().unwrap()
}

fn slot(engineer: Id<Person>, first: &str) -> Slot {
    Slot { engineer, first: half(first), from: at("2026-11-25T06:00:00Z"), to: at("2026-11-25T10:00:00Z") }
}

const fn claim(link: &str) -> Claim<'_> {
    Claim { link, label: "Монтаж · «Ромашка»", town: "Тверь" }
}

async fn egor(desk: &Desk) -> Id<Person> {
    desk.staff("Егор", Role::Engineer).await.person().await.id
}

/// What an engineer has in two weeks, in words.
async fn stands(conn: &mut Conn, engineer: Id<Person>, now: DateTime<Utc>) -> Vec<String> {
    let today = now.date_naive();
    let stands = of(conn, engineer, (today, today + chrono::Days::new(14)), now.into()).await.unwrap();
    stands.iter().map(|stand| format!("{} {} {}", stand.half, stand.kind, stand.link)).collect()
}

story!(
    what_is_held_for_one_is_refused_to_another_until_the_hold_lapses,
    "2026-11-24T07:00:00Z",
    async |desk: &Desk| {
        let egor = egor(desk).await;
        let mut tx = desk.db.begin().await.unwrap();
        let (morning, until) = (slot(egor, "2026-11-25am"), now() + TimeDelta::hours(8));
        let halves = [morning.first];
        assert!(hold(&mut tx, &morning, &halves, &claim("one"), until, now().into()).await.unwrap());
        assert!(!hold(&mut tx, &morning, &halves, &claim("two"), until, now().into()).await.unwrap());
        assert!(!take(&mut tx, &morning, &halves, &claim("two"), now().into()).await.unwrap());
        assert_eq!(stands(&mut tx, egor, now()).await, ["2026-11-25am held one"]);
        assert_eq!(stands(&mut tx, egor, until).await, [""; 0], "a hold that has lapsed is nothing");
        assert!(take(&mut tx, &morning, &halves, &claim("two"), until.into()).await.unwrap());
        assert!(
            !take(&mut tx, &morning, &halves, &claim("one"), until.into()).await.unwrap(),
            "it has let the time pass"
        );
        assert_eq!(stands(&mut tx, egor, until).await, ["2026-11-25am taken two"]);
        tx.commit().await.unwrap();
    }
);

story!(what_is_held_becomes_taken_and_stays_so, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let egor = egor(desk).await;
    let mut tx = desk.db.begin().await.unwrap();
    let (morning, until) = (slot(egor, "2026-11-25am"), now() + TimeDelta::hours(8));
    let halves = [morning.first];
    assert!(hold(&mut tx, &morning, &halves, &claim("one"), until, now().into()).await.unwrap());
    assert!(take(&mut tx, &morning, &halves, &claim("one"), now().into()).await.unwrap());
    assert!(hold(&mut tx, &morning, &halves, &claim("one"), until, now().into()).await.unwrap());
    assert_eq!(of_link(&mut tx, "one").await.unwrap(), [(egor, morning.first, Kind::Taken)]);
    release_held(&mut tx, "one", &[]).await.unwrap();
    assert_eq!(of_link(&mut tx, "one").await.unwrap().len(), 1, "what is taken is not let go with what is held");
    release(&mut tx, "one").await.unwrap();
    assert_eq!(of_link(&mut tx, "one").await.unwrap(), []);
    tx.commit().await.unwrap();
});

story!(several_half_days_are_taken_all_or_none, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let egor = egor(desk).await;
    let mut tx = desk.db.begin().await.unwrap();
    let until = now() + TimeDelta::hours(8);
    let (morning, afternoon) = (half("2026-11-25am"), half("2026-11-25pm"));
    assert!(hold(&mut tx, &slot(egor, "2026-11-25am"), &[morning], &claim("one"), until, now().into()).await.unwrap());
    assert!(take(&mut tx, &slot(egor, "2026-11-25pm"), &[afternoon], &claim("two"), now().into()).await.unwrap());
    assert!(
        !take(&mut tx, &slot(egor, "2026-11-25am"), &[morning, afternoon], &claim("one"), now().into()).await.unwrap()
    );
    assert_eq!(stands(&mut tx, egor, now()).await, ["2026-11-25am held one", "2026-11-25pm taken two"]);
    release(&mut tx, "two").await.unwrap();
    assert!(
        take(&mut tx, &slot(egor, "2026-11-25am"), &[morning, afternoon], &claim("one"), now().into()).await.unwrap()
    );
    assert_eq!(stands(&mut tx, egor, now()).await, ["2026-11-25am taken one", "2026-11-25pm taken one"]);
    tx.commit().await.unwrap();
});

story!(what_is_no_longer_offered_is_let_go, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let egor = egor(desk).await;
    let mut tx = desk.db.begin().await.unwrap();
    let until = now() + TimeDelta::hours(8);
    let all = ["2026-11-25am", "2026-11-25pm", "2026-11-26am"];
    for first in all {
        assert!(hold(&mut tx, &slot(egor, first), &[half(first)], &claim("one"), until, now().into()).await.unwrap());
    }
    release_held(&mut tx, "one", &[(egor, half("2026-11-25pm"))]).await.unwrap();
    assert_eq!(stands(&mut tx, egor, now()).await, ["2026-11-25pm held one"]);
    release(&mut tx, "").await.unwrap();
    tx.commit().await.unwrap();
});

/// One try of one process: takes the half-day, or sees that it has gone. The transaction stays open while the other one
/// tries.
async fn try_to_take(db: Db, engineer: Id<Person>, first: HalfDay, link: String) -> bool {
    let mut tx = db.begin().await.unwrap();
    let wanted = Slot { first, ..slot(engineer, "2026-11-25am") };
    let won = take(&mut tx, &wanted, &[first, other_half(first)], &claim(&link), now().into()).await.unwrap();
    tokio::task::yield_now().await;
    tx.commit().await.unwrap();
    won
}

async fn race(desk: &Desk) {
    let egor = egor(desk).await;
    let other = Db::open(desk.url()).await.unwrap();
    for number in 0..TRIES {
        let day = now().date_naive() + chrono::Days::new(number);
        let first = if number % 2 == 0 { Half::Morning } else { Half::Afternoon };
        // One begins with the morning, the other with the afternoon: they must not lock each other out.
        let halves = [HalfDay { day, half: first }, other_half(HalfDay { day, half: first })];
        let (one, two) = tokio::join!(
            try_to_take(desk.db.clone(), egor, halves[0], format!("one{number}")),
            try_to_take(other.clone(), egor, halves[1], format!("two{number}")),
        );
        assert!(one != two, "try {number}: {one} and {two}");
        let mut conn = desk.db.read().await.unwrap();
        let winner = format!("{}{number}", if one { "one" } else { "two" });
        assert_eq!(of_link(&mut conn, &winner).await.unwrap().len(), 2);
    }
    assert_eq!(desk.count("SELECT COUNT(*) FROM engineer_half").await, 2 * i64::try_from(TRIES).unwrap());
    other.close().await;
}

story!(of_two_who_take_one_half_day_at_once_exactly_one_has_it, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    race(desk).await;
});

/// On PostgreSQL a row that another transaction is writing is waited for, and then refused.
#[tokio::test]
async fn whoever_comes_second_waits_for_the_first_and_is_refused() {
    let server = crate::playground::desk::test_server();
    let desk = Desk::on_postgres(&server, now()).await.unwrap();
    let (egor, other) = (egor(&desk).await, Db::open(desk.url()).await.unwrap());
    for commits in [true, false] {
        let first = half(if commits { "2026-11-25am" } else { "2026-11-26am" });
        let mut tx = desk.db.begin().await.unwrap();
        let wanted = Slot { first, ..slot(egor, "2026-11-25am") };
        assert!(take(&mut tx, &wanted, &[first], &claim("one"), now().into()).await.unwrap());
        let second = try_to_take(other.clone(), egor, first, "two".to_owned());
        let mut second = std::pin::pin!(second);
        // It goes on only when the first transaction has ended: until then the poll is never ready.
        let mut watcher = desk.db.read().await.unwrap();
        let waits = async |conn: &mut Conn| -> i64 {
            let waiting =
                "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
            sqlx::query_scalar(waiting).fetch_one(conn).await.unwrap()
        };
        let waiting = async {
            while waits(&mut watcher).await == 0 {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            won = &mut second => panic!("it did not wait: {won}"),
            () = waiting => {}
        }
        if commits {
            tx.commit().await.unwrap();
        } else {
            tx.rollback().await.unwrap();
        }
        assert_eq!(second.await, !commits, "the first one has committed: {commits}");
    }
    other.close().await;
    desk.close().await;
}

/// Where another process of the race finds the database, the engineer and its own name.
const RACE: [&str; 3] = ["MOSBOT_TEST_RACE", "MOSBOT_TEST_ENGINEER", "MOSBOT_TEST_NAME"];

/// Two processes, each with its own connections, take the same half-days in the same order: each half-day has one owner.
/// The test starts itself twice; told where the race is, it runs in it.
#[tokio::test]
async fn of_two_processes_that_take_one_half_day_exactly_one_has_it() {
    if let [Some(url), Some(egor), Some(name)] = RACE.map(setting) {
        return runs(&url, egor.parse().unwrap(), &name).await;
    }
    let desk = Desk::on_postgres(&crate::playground::desk::test_server(), now()).await.unwrap();
    let egor = egor(&desk).await;
    let process = |name: &str| {
        let mut process = Command::new(std::env::current_exe().unwrap());
        process.args([
            "--exact",
            "features::engineers::tests::of_two_processes_that_take_one_half_day_exactly_one_has_it",
        ]);
        process.envs(RACE.into_iter().zip([desk.url(), &egor.to_string(), name]));
        process.stdout(Stdio::piped()).spawn().unwrap()
    };
    for running in [process("one"), process("two")] {
        let output = running.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
    let tries = i64::try_from(TRIES).unwrap();
    assert_eq!(desk.count("SELECT COUNT(*) FROM engineer_half").await, 2 * tries, "one owner for each, and no more");
    let won = "SELECT CAST(SUM(CAST(value AS BIGINT)) AS BIGINT) FROM fact WHERE name LIKE 'won:%'";
    assert_eq!(desk.count(won).await, tries);
    assert_eq!(desk.count("SELECT COUNT(*) FROM fact WHERE name LIKE 'won:%'").await, 2, "both have run");
    desk.close().await;
}

/// One process of the race: takes what it can get, and says how much that was.
async fn runs(url: &str, egor: Id<Person>, name: &str) {
    let db = Db::open(url).await.unwrap();
    let mut won = 0;
    for number in 0..TRIES {
        let wanted = HalfDay { day: now().date_naive() + chrono::Days::new(number), half: Half::Morning };
        won += i64::from(try_to_take(db.clone(), egor, wanted, format!("{name}{number}")).await);
    }
    let mut tx = db.begin().await.unwrap();
    sqlx::query("INSERT INTO fact (name, value) VALUES ($1, $2)")
        .bind(format!("won:{name}"))
        .bind(won.to_string())
        .execute(&mut *tx)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[expect(clippy::disallowed_methods, reason = "the tests' own setting, not the product's")]
fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
