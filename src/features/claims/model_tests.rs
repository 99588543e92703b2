//! Every edge of a claim's way, legal and illegal.

use super::*;
use State::{Accepted, Acknowledged, Closed, Decision, Disputed, Done, Escalated, Investigating, New, Offer, Void};

const STATES: [State; 11] =
    [New, Acknowledged, Investigating, Offer, Accepted, Disputed, Escalated, Decision, Done, Closed, Void];

fn now() -> DateTime<Utc> {
    "2026-11-24T07:00:00Z".parse().unwrap()
}

fn stage(level: Level, decided: bool, state: State) -> Stage {
    let closed_at = (state == Closed).then(now);
    Stage { state, decided, closed_at, ..Stage::begin(level) }
}

type Move = fn(Stage) -> Result<Stage, Wrong>;

/// Where a move leads from each state; what is not named is refused.
fn assert_leads(name: &str, level: Level, decided: bool, deed: Move, edges: &[(State, State)]) {
    for state in STATES {
        let led = deed(stage(level, decided, state)).map(|next| next.state);
        match edges.iter().find(|(from, _)| *from == state) {
            Some((_, to)) => assert_eq!(led, Ok(*to), "{name} from {state}"),
            None => assert!(led.is_err(), "{name} from {state} leads to {led:?}"),
        }
    }
}

#[test]
fn a_simple_claim_goes_only_where_it_may() {
    let leads = |name, deed: Move, edges: &[(State, State)]| assert_leads(name, Level::Simple, false, deed, edges);
    leads("acknowledge", Stage::acknowledge, &[(New, Acknowledged)]);
    leads(
        "investigate",
        Stage::investigate,
        &[(New, Investigating), (Acknowledged, Investigating), (Disputed, Investigating)],
    );
    leads(
        "raise",
        Stage::raise,
        &[
            (New, New),
            (Acknowledged, Escalated),
            (Investigating, Escalated),
            (Offer, Escalated),
            (Accepted, Escalated),
            (Disputed, Escalated),
        ],
    );
    leads(
        "raise_by_words",
        Stage::raise_by_words,
        &[
            (New, New),
            (Acknowledged, Escalated),
            (Investigating, Escalated),
            (Offer, Escalated),
            (Accepted, Escalated),
            (Disputed, Escalated),
            (Done, Escalated),
        ],
    );
    leads(
        "offer",
        Stage::offer,
        &[New, Acknowledged, Investigating, Offer, Disputed, Escalated, Decision].map(|from| (from, Offer)),
    );
    leads("accept", Stage::accept, &[(Offer, Accepted)]);
    leads("dispute", Stage::dispute, &[(Offer, Disputed)]);
    leads("decide", Stage::decide, &[]);
    leads("done", Stage::done, &[(Acknowledged, Done), (Investigating, Done), (Accepted, Done), (Decision, Done)]);
    leads("solved", Stage::solved, &[(Done, Done)]);
    leads("unsolved", Stage::unsolved, &[(Done, Investigating)]);
    leads("close", |stage| stage.close(true, now()), &[(Done, Closed)]);
    leads("reopen", |stage| stage.reopen(now()), &[(Closed, Investigating)]);
}

#[test]
fn a_complex_claim_waits_for_the_head() {
    let leads = |name, deed: Move, edges: &[(State, State)]| assert_leads(name, Level::Complex, false, deed, edges);
    leads("acknowledge", Stage::acknowledge, &[(New, Escalated)]);
    leads("investigate", Stage::investigate, &[]);
    leads("raise", Stage::raise, &[]);
    leads("raise_by_words", Stage::raise_by_words, &[]);
    leads("decide", Stage::decide, &[(New, Decision), (Escalated, Decision)]);
    leads("done", Stage::done, &[]);
    leads("close", |stage| stage.close(true, now()), &[]);
    assert_eq!(stage(Level::Complex, false, Done).close(true, now()), Err(Wrong::Undecided));
    assert_eq!(stage(Level::Complex, false, Investigating).done(), Err(Wrong::Undecided));
}

#[test]
fn a_decided_one_goes_on_like_a_simple_one() {
    let leads = |name, deed: Move, edges: &[(State, State)]| assert_leads(name, Level::Complex, true, deed, edges);
    leads("decide", Stage::decide, &[]);
    leads("raise", Stage::raise, &[]);
    leads(
        "investigate",
        Stage::investigate,
        &[(New, Investigating), (Acknowledged, Investigating), (Disputed, Investigating)],
    );
    leads("done", Stage::done, &[(Acknowledged, Done), (Investigating, Done), (Accepted, Done), (Decision, Done)]);
    leads("close", |stage| stage.close(true, now()), &[(Done, Closed)]);
    let agreed = stage(Level::Complex, false, Escalated).decide_offer().unwrap();
    assert!(agreed.decided && agreed.state == Offer && !agreed.awaits_head());
}

#[test]
fn closing_needs_the_clients_word_or_a_reason() {
    let done = stage(Level::Simple, false, Done);
    assert_eq!(done.close(false, now()), Err(Wrong::Unconfirmed));
    assert!(done.close(true, now()).is_ok());
    let solved = done.solved().unwrap();
    assert!(solved.close(false, now()).is_ok());
    assert_eq!(solved.solved(), Err(Wrong::NotNow), "said once");
}

#[test]
fn a_closed_one_opens_again_for_thirty_days() {
    let closed = stage(Level::Simple, false, Closed);
    let again = closed.reopen(now() + REOPENS).unwrap();
    assert_eq!((again.state, again.reopened, again.closed_at, again.solved), (Investigating, 1, None, false));
    assert_eq!(closed.reopen(now() + REOPENS + TimeDelta::seconds(1)), Err(Wrong::TooLate));
}
