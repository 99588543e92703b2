//! The talk, step by step, and that nothing else can become of it.

use super::{Half, HalfDay, Late, Slot, Stage, Talk, TalkEvent};
use crate::db::Id;
use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

fn slots(count: i64) -> Vec<Slot> {
    let engineer = Id::new();
    let slot = |day: i64| {
        let from: DateTime<Utc> = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::days(day);
        let first = HalfDay { day: from.date_naive(), half: Half::Morning };
        Slot { engineer, first, from, to: from + TimeDelta::hours(4) }
    };
    (0..count).map(slot).collect()
}

fn step(talk: Talk, event: TalkEvent) -> Talk {
    talk.step(event, DateTime::UNIX_EPOCH).expect("it fits")
}

fn late(talk: &Talk, event: TalkEvent) {
    assert_eq!(talk.clone().step(event, DateTime::UNIX_EPOCH), Err(Late));
}

#[test]
fn three_people_agree_in_three_steps() {
    let six = slots(6);
    let asked = step(Talk::default(), TalkEvent::Offer(six.clone()));
    assert_eq!(asked.stage(), Stage::Proposed);
    let wanted = step(asked, TalkEvent::Want(six[1..3].to_vec()));
    assert_eq!(wanted.stage(), Stage::ClientOk);
    late(&wanted, TalkEvent::Pick(six[0], true));
    let agreed = step(wanted, TalkEvent::Pick(six[2], true));
    assert_eq!((agreed.stage(), agreed.agreed), (Stage::Agreed, Some(six[2])));
    for event in [TalkEvent::Offer(six.clone()), TalkEvent::Want(six.clone()), TalkEvent::Withdraw, TalkEvent::Confirm]
    {
        late(&agreed, event);
    }
    let moved = step(agreed, TalkEvent::Move);
    assert_eq!((moved.stage(), moved.moves, moved.round), (Stage::Idle, 1, 2));
}

#[test]
fn a_manager_may_keep_the_last_word() {
    let six = slots(6);
    let wanted = step(step(Talk::default(), TalkEvent::Offer(six.clone())), TalkEvent::Want(six.clone()));
    let picked = step(wanted, TalkEvent::Pick(six[4], false));
    assert_eq!((picked.stage(), picked.agreed), (Stage::Picked, None));
    assert_eq!(step(picked, TalkEvent::Confirm).agreed, Some(six[4]));
}

#[test]
fn nothing_in_common_means_the_next_and_then_a_call() {
    let six = slots(6);
    let none = step(step(Talk::default(), TalkEvent::Offer(six.clone())), TalkEvent::Want(Vec::new()));
    assert_eq!(none.stage(), Stage::Empty);
    let again = step(none, TalkEvent::Offer(six.clone()));
    let wanted = step(again, TalkEvent::Want(six[..1].to_vec()));
    let refused = step(wanted, TalkEvent::Refuse(six[..1].to_vec()));
    assert_eq!(refused.stage(), Stage::Stuck);
}

#[test]
fn a_day_that_is_lost_leaves_the_others() {
    let six = slots(6);
    let wanted = step(step(Talk::default(), TalkEvent::Offer(six.clone())), TalkEvent::Want(six[..2].to_vec()));
    let lost = step(wanted, TalkEvent::Lost(six[0]));
    assert_eq!((lost.stage(), lost.wanted.as_slice()), (Stage::ClientOk, &six[1..2]));
    late(&lost, TalkEvent::Pick(six[0], true));
}

fn any_event(six: Vec<Slot>) -> impl Strategy<Value = TalkEvent> {
    let some = |six: Vec<Slot>| proptest::sample::subsequence(six, 0..=6);
    let one = |six: Vec<Slot>| proptest::sample::select(six);
    prop_oneof![
        some(six.clone()).prop_map(TalkEvent::Offer),
        some(six.clone()).prop_map(TalkEvent::Want),
        (one(six.clone()), any::<bool>()).prop_map(|(slot, settles)| TalkEvent::Pick(slot, settles)),
        some(six.clone()).prop_map(TalkEvent::Refuse),
        one(six).prop_map(TalkEvent::Lost),
        Just(TalkEvent::Confirm),
        Just(TalkEvent::Move),
        Just(TalkEvent::Withdraw),
    ]
}

proptest! {
    /// Whatever is said in whatever order: an agreed day was offered, wanted and taken in the same round.
    #[test]
    fn a_day_is_agreed_only_by_all_three(events in Just(slots(6)).prop_flat_map(|six| prop::collection::vec(any_event(six), 0..40))) {
        let mut talk = Talk::default();
        let (mut offered, mut wanted, mut picked) = (Vec::new(), Vec::new(), None);
        for event in events {
            let Ok(next) = talk.clone().step(event.clone(), DateTime::UNIX_EPOCH) else { continue };
            match event {
                TalkEvent::Offer(slots) => { offered = slots; wanted = Vec::new(); picked = None; }
                TalkEvent::Want(slots) => wanted = slots,
                TalkEvent::Pick(slot, _) => picked = Some(slot),
                TalkEvent::Move | TalkEvent::Withdraw => { offered.clear(); wanted.clear(); picked = None; }
                _ => {}
            }
            talk = next;
            if let Some(agreed) = talk.agreed {
                prop_assert!(offered.contains(&agreed) && wanted.contains(&agreed) && picked == Some(agreed));
            }
        }
    }
}
