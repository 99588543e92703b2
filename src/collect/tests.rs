//! Counters, places, forecasts and plans on small tables; the year of a department is in `simulator`.

use super::*;
use crate::money::Money;
use chrono::NaiveDate;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Somebody who owes 42 000 ₽ on the morning of the 20th.
fn debtor(number: u64) -> Facts {
    Facts {
        client: format!("{number:032x}").parse().expect("an id"),
        debt: Money::from_rubles(42_000),
        usual: Money::from_rubles(42_000),
        overdue: -10,
        today: day("2026-11-20"),
        minute: 10 * 60,
        open: true,
        days_left: 7,
        counters: Counters::default(),
        calls_today: 0,
        unanswered: 0,
        last: None,
        talked: None,
        promise: None,
        broken: false,
        quiet_until: None,
        again_at: None,
    }
}

fn promised(on: &str) -> OpenPromise {
    OpenPromise { sum: Money::from_rubles(42_000), due_on: day(on), ahead: Ahead::Soon }
}

fn places(facts: &[Facts], seed: u64) -> Vec<String> {
    let queue = order(facts, &Segments::default(), seed);
    queue.places.iter().map(|place| place.score.client.to_string().trim_start_matches('0').to_owned()).collect()
}

/// A seed whose first places are not drawn.
const NO_LOT: u64 = 3;

#[test]
fn an_hour_a_client_answers_at_is_learned_and_the_others_with_it() {
    let mut own = Counters::default();
    for _ in 0..6 {
        own.called(HourBand::of(10 * 60 + 59), true);
        own.called(HourBand::of(15 * 60), false);
    }
    let segments = Segments::default();
    let learned = segments.learned(Money::from_rubles(10_000), &own);
    assert!(learned.answers(HourBand::Early) > 0.7 && learned.answers(HourBand::Afternoon) < 0.3);
    assert!((learned.answers(HourBand::Late) - 0.5).abs() < 0.05, "nothing is known of this hour but the day");
    let of = |hour: u32| HourBand::of(hour * 60).hours();
    assert_eq!(
        [of(7), of(9), of(11), of(13), of(14), of(16), of(20)].map(|(from, _)| from),
        [9, 9, 11, 14, 14, 16, 16]
    );
}

#[test]
fn a_client_nobody_knows_is_what_is_usual_for_such_sums() {
    let (mut keeper, mut breaker) = (Counters::default(), Counters::default());
    for _ in 0..200 {
        keeper.promise_ended(Ahead::Soon, Verdict::Kept);
        breaker.promise_ended(Ahead::Soon, Verdict::Broken);
    }
    let [small, large] = [5_000, 50_000].map(Money::from_rubles);
    let segments = Segments::of([(small, &keeper), (large, &breaker)]);
    let nobody = Counters::default();
    let keeps = |sum: Money, own: &Counters| segments.learned(sum, own).keeps(Ahead::Soon);
    assert!(keeps(small, &nobody) > 0.95 && keeps(large, &nobody) < 0.05);
    assert!(keeps(large, &keeper) > 0.95, "much counted outweighs what is usual");
    let mut half = Counters::default();
    for _ in 0..200 {
        half.promise_ended(Ahead::Far, Verdict::Partly);
    }
    assert!((keeps(small, &half) - 0.5).abs() < 0.05, "a promise kept partly is half a promise");
}

#[test]
fn counters_survive_being_stored() {
    let mut counters = Counters::default();
    counters.called(HourBand::Late, true);
    counters.call_brought(Standing::Near, true);
    counters.day_alone(Standing::Old, false);
    counters.day_before(Standing::Ahead, true);
    counters.promise_ended(Ahead::Far, Verdict::Broken);
    let stored = serde_json::to_string(&counters).expect("written");
    assert_eq!(serde_json::from_str::<Counters>(&stored).expect("read"), counters);
    assert_eq!(serde_json::from_str::<Counters>("{}").expect("read"), Counters::default(), "counters of an older time");
}

#[test]
fn who_pays_anyway_waits_and_who_pays_after_calls_goes_first() {
    let (mut anyway, mut after_calls) = (debtor(1), debtor(2));
    for _ in 0..6 {
        anyway.counters.day_alone(Standing::Ahead, true);
        for _ in 0..8 {
            after_calls.counters.day_alone(Standing::Ahead, false);
        }
        for one in [&mut anyway, &mut after_calls] {
            one.counters.call_brought(Standing::Ahead, true);
        }
    }
    assert_eq!(places(&[anyway.clone(), after_calls.clone()], NO_LOT), ["2", "1"]);
    let [anyway, after_calls] = [anyway, after_calls].map(|one| score(&one, &Segments::default()));
    assert!(anyway.chances.without > 0.9, "{anyway:?}");
    assert!(after_calls.chances.talked - after_calls.chances.without > 0.5, "{after_calls:?}");
}

#[test]
fn books_tell_who_pays_anyway_and_calls_to_one_tell_of_others_like_it() {
    // Since the bot is here, only the early ones have paid with no call.
    let of_books = |standing, paid_of_ten: u32, alone_of_ten: u32| {
        let mut counters = Counters::default();
        (0..60).for_each(|day| counters.day_before(standing, day % 10 < paid_of_ten));
        (0..10).for_each(|day| counters.day_alone(Standing::Ahead, day < alone_of_ten));
        counters
    };
    let (early, late, never) =
        (of_books(Standing::Ahead, 4, 4), of_books(Standing::Overdue, 2, 0), of_books(Standing::Old, 0, 0));
    let called = |of: Counters, brought: bool| {
        let mut counters = of;
        (0..3).for_each(|_| counters.call_brought(Standing::Ahead, brought));
        counters
    };
    // Half of each have been called: late ones paid then, the others did so by themselves or not at all.
    let all = [early, late, never, called(early, true), called(late, true), called(never, false)].repeat(10);
    let segments = Segments::of(all.iter().map(|counters| (Money::from_rubles(42_000), counters)));
    let adds = |counters: Counters, segments: &Segments| {
        let chances = score(&Facts { counters, ..debtor(1) }, segments).chances;
        chances.talked - chances.without
    };
    let [of_early, of_late, of_never] = [early, late, never].map(|counters| adds(counters, &segments));
    assert!(of_late > 1.5 * of_early && of_late > 1.5 * of_never, "{of_early} {of_late} {of_never}");
    let strangers = Segments::default();
    let [of_late, of_never] = [late, never].map(|counters| adds(counters, &strangers));
    assert!(of_late < 1.5 * of_never, "books alone, with nobody called, do not tell so: {of_late} {of_never}");
}

#[test]
fn a_score_says_why_in_one_line() {
    let mut one = debtor(1);
    one.promise = Some(promised("2026-11-20"));
    for kept in [true, true, true, true, false] {
        one.counters.promise_ended(Ahead::Soon, if kept { Verdict::Kept } else { Verdict::Broken });
        one.counters.called(HourBand::Early, kept);
    }
    let sum = Money::from_rubles(42_000);
    let why = |one: &Facts| score(one, &Segments::default()).reasons;
    let usual = [Reason::Keeps { kept: 4, of: 5 }, Reason::Answers(HourBand::Early)];
    assert_eq!(why(&one), [&[Reason::Debt(sum), Reason::PromisedToday(sum)][..], &usual].concat());
    (one.promise, one.last, one.overdue, one.unanswered) = (None, Some((Said::WantsInvoice, 4)), 12, 2);
    let now = [Reason::Silent(2), Reason::Overdue(12)];
    assert_eq!(why(&one), [&[Reason::Debt(sum), Reason::AskedInvoice][..], &usual, &now].concat());
}

#[test]
fn who_is_not_called_now_stays_out_with_the_reason() {
    let with = |change: fn(&mut Facts)| {
        let mut one = debtor(1);
        change(&mut one);
        let queue = order(&[one], &Segments::default(), NO_LOT);
        (queue.places.len(), queue.left.first().map(|left| left.why))
    };
    assert_eq!(with(|_| ()), (1, None));
    assert_eq!(with(|one| one.debt = Money::ZERO), (0, Some(NotNow::Paid)));
    assert_eq!(with(|one| one.open = false), (0, Some(NotNow::Closed)));
    assert_eq!(with(|one| one.quiet_until = Some(day("2026-11-23"))), (0, Some(NotNow::Quiet(day("2026-11-23")))));
    assert_eq!(with(|one| one.quiet_until = Some(day("2026-11-20"))), (1, None), "the day has come");
    assert_eq!(with(|one| one.promise = Some(promised("2026-11-23"))), (0, Some(NotNow::Promised(day("2026-11-23")))));
    assert_eq!(with(|one| one.promise = Some(promised("2026-11-20"))), (1, None), "promised for today");
    assert_eq!(
        with(|one| one.promise = Some(promised("2026-11-19"))),
        (0, Some(NotNow::BankSilent(day("2026-11-19"))))
    );
    assert_eq!(with(|one| one.last = Some((Said::Paid, 2))), (0, Some(NotNow::SaysPaid)));
    assert_eq!(with(|one| one.last = Some((Said::Paid, 3))), (1, None), "the bank has had its days");
    assert_eq!(with(|one| one.again_at = Some(12 * 60)), (0, Some(NotNow::Again(12 * 60))));
    assert_eq!(with(|one| one.again_at = Some(10 * 60)), (1, None));
}

#[test]
fn a_broken_promise_stands_first_and_equal_ones_by_id() {
    let (mut large, mut broken) = (debtor(3), debtor(4));
    large.debt = Money::from_rubles(900_000);
    (broken.broken, broken.debt) = (true, Money::from_rubles(900));
    assert_eq!(places(&[debtor(2), large, broken, debtor(1)], NO_LOT), ["4", "3", "1", "2"]);
}

#[test]
fn lots_stay_where_they_fell() {
    let mut facts: Vec<Facts> = (1..=400).map(debtor).collect();
    for (one, roubles) in facts.iter_mut().zip(1_000..) {
        one.debt = Money::from_rubles(roubles);
    }
    let segments = Segments::default();
    let drawn =
        |facts: &[Facts], seed| order(facts, &segments, seed).places.iter().filter(|place| place.by_lot).count();
    let drawn: usize = (0..20).map(|seed| drawn(&facts, seed)).sum();
    assert!((300..500).contains(&drawn), "one place in twenty of 8000: {drawn}");
    let morning = places(&facts, 7);
    assert_ne!(morning, places(&facts, 8));
    // Ten are called and wait; the queue of the rest is the morning's.
    for called in &morning[..10] {
        let at = usize::from_str_radix(called, 16).expect("a number") - 1;
        (facts[at].calls_today, facts[at].again_at) = (1, Some(12 * 60));
    }
    assert_eq!(places(&facts, 7), morning[10..]);
}

#[test]
fn a_forecast_is_exact_for_sure_money_and_learns_from_months_that_came_out_lower() {
    let rubles = Money::from_rubles;
    let sure: Vec<Expected> = (0..50).map(|_| Expected { sum: rubles(1_000), chance: 1.0 }).collect();
    let told = forecast(&sure, &[]);
    assert_eq!((told.point, told.high), (rubles(50_000), rubles(50_000)), "no more than all can come");
    let coins: Vec<Expected> = (0..400).map(|_| Expected { sum: rubles(1_000), chance: 0.5 }).collect();
    let told = forecast(&coins, &[]);
    assert_eq!(told.point, rubles(200_000));
    assert!((told.variance.sqrt() - 10_000.0 * 100.0).abs() < 1.0, "the root of 400 × 1000² ÷ 4, kopecks");
    let month = |came| Past { expected: told.expected, variance: told.variance, came: rubles(came) };
    let after = forecast(&coins, &[month(160_000); 12]);
    assert!((rubles(160_000)..rubles(175_000)).contains(&after.point), "{after:?}");
    assert!(
        forecast(&coins, &[month(140_000), month(260_000)].repeat(6)).low < told.low,
        "months that differ widen it"
    );
    assert_eq!(forecast(&[], &[]).high, Money::ZERO);
}

#[test]
fn missing_clients_are_counted_in_whole_clients() {
    let table =
        [(274, 300, 95, 11), (285, 300, 95, 0), (284, 299, 95, 1), (0, 0, 95, 0), (300, 300, 95, 0), (0, 1, 95, 1)];
    for (paid, invoiced, percent, expected) in table {
        assert_eq!(missing(paid, invoiced, percent), expected, "{paid} of {invoiced}");
    }
}

fn candidate(number: u64, without: f64, called: f64, minutes: f64) -> Candidate {
    Candidate { client: debtor(number).client, without, called, minutes }
}

#[test]
fn the_shortest_way_takes_no_more_calls_than_it_needs() {
    let candidates = [candidate(1, 0.1, 0.6, 2.0), candidate(2, 0.4, 0.5, 2.0), candidate(3, 0.0, 0.9, 2.0)];
    let way = toward(1, &candidates);
    assert_eq!(way.calls.clients, [candidates[2].client], "half a client pays alone, nine tenths come of one call");
    assert!(way.enough && (way.alone - 0.5).abs() < 1e-9 && (way.calls.minutes - 2.0).abs() < 1e-9);
    let far = toward(3, &candidates);
    assert!(!far.enough && far.calls.clients.len() == 3);
    assert_eq!(toward(0, &candidates).calls, Plan::default());
}

proptest! {
    #[test]
    fn a_plan_fits_its_minutes_and_is_near_the_best(
        drawn in proptest::collection::vec((0.0..0.5_f64, 0.0..0.5_f64, 8..32_u32), 0..60), minutes in 0..60_u32
    ) {
        let candidates: Vec<Candidate> = drawn.iter().zip(1..).map(|((without, adds, tenths), number)| {
            candidate(number, *without, without + adds, f64::from(*tenths) / 10.0)
        }).collect();
        let plan = within(minutes, &candidates);
        prop_assert!(plan.minutes <= f64::from(minutes) + 1e-9);
        let all: f64 = candidates.iter().map(|one| one.minutes).sum();
        prop_assert!(plan.minutes >= f64::from(minutes).min(all) - 3.2, "no room for one more call is left");
        // The knapsack in tenths of a minute.
        let mut best = vec![0.0_f64; usize::try_from(minutes).expect("few") * 10 + 1];
        for (_, adds, tenths) in &drawn {
            let weight = usize::try_from(*tenths).expect("few");
            for room in (weight..best.len()).rev() {
                best[room] = best[room].max(best[room - weight] + adds);
            }
        }
        prop_assert!(best[best.len() - 1] - plan.adds <= 0.5, "at most one call worse than the best choice");
    }

    #[test]
    fn chances_are_chances_and_a_call_never_harms(
        counted in proptest::collection::vec((0..60_u32, 0..60_u32), 16), ended in proptest::collection::vec(0..20_u32, 6),
        overdue in -20..200_i64, days_left in 0..25_u32, talked in proptest::option::of(0..9_u32), minute in 0..1440_u32,
        unanswered in 0..9_u32, debt in 1..100_000_000_i64, due in proptest::option::of(0..40_u64),
    ) {
        let mut facts = debtor(1);
        let mut counted = counted.into_iter().map(|(yes, no)| Tally { yes, no });
        let counters = &mut facts.counters;
        for tallies in
            [&mut counters.answered, &mut counters.brought, &mut counters.alone, &mut counters.before]
        {
            tallies.fill_with(|| counted.next().expect("sixteen"));
        }
        for (verdicts, three) in counters.promises.iter_mut().zip(ended.chunks(3)) {
            *verdicts = Verdicts { kept: three[0], partly: three[1], broken: three[2] };
        }
        (facts.overdue, facts.days_left, facts.talked, facts.minute) = (overdue, days_left, talked, minute);
        (facts.unanswered, facts.debt) = (unanswered, Money::from_kopecks(debt));
        facts.promise = due.map(|days| OpenPromise {
            sum: facts.debt, due_on: facts.today + chrono::Days::new(days), ahead: Ahead::Far,
        });
        let score = score(&facts, &Segments::default());
        let Chances { without, talked, answers } = score.chances;
        for chance in [without, talked, answers, score.chances.called()] {
            prop_assert!((0.0..=1.0).contains(&chance), "{score:?}");
        }
        prop_assert!(talked >= without && score.per_minute >= 0.0 && score.minutes > 0.0, "{score:?}");
        prop_assert!(score.reasons.contains(&Reason::Debt(facts.debt)));
    }
}
