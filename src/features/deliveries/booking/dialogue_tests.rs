//! The steps of the booking form.

use super::dialogue::{Answer, At, BookDelivery, Step, after};
use crate::{
    db::Id,
    features::{
        deliveries::model::{Line, Transport},
        papers,
    },
};

fn asks(step: Step) -> BookDelivery {
    match step {
        Step::Ask(next) => *next,
        other => panic!("{other:?}"),
    }
}

fn line(name: &str, qty: i64) -> Line {
    Line { item: None, name: name.to_owned(), qty, serials: String::new() }
}

#[test]
fn client_and_goods_are_enough_for_the_review() {
    let state = BookDelivery::begin(None);
    assert_eq!(state.at.open(), At::Client);
    let state = asks(state.step(Answer::Client(Id::new())));
    assert_eq!(state.at.open(), At::Goods);
    let state = asks(state.step(Answer::Item(Id::new(), "Пульт".to_owned())));
    assert_eq!(state.at.open(), At::Count);
    let state = asks(state.step(Answer::Count(4)));
    assert_eq!((state.at.open(), state.goods[0].qty), (At::Review, 4));
    assert!(matches!(state.step(Answer::Save), Step::Save(_)));
}

#[test]
fn the_same_thing_twice_is_one_line() {
    let mut state = BookDelivery::begin(Some(Id::new()));
    state.add(vec![line("Пульт", 2), line("Пульт", 3), line("Стойка", 1)]);
    assert_eq!(state.goods, [line("Пульт", 5), line("Стойка", 1)]);
    let state = asks(asks(state.onward().step(Answer::Edit(At::Goods))).step(Answer::Drop(0)));
    assert_eq!((state.at.open(), state.goods.len()), (At::Goods, 1));
}

#[test]
fn another_transport_needs_a_reason_and_the_one_that_fits_does_not() {
    let mut state = BookDelivery::begin(Some(Id::new()));
    state.add(vec![line("Пульт", 2)]);
    let state = asks(state.onward().step(Answer::Edit(At::Transport)));
    let state = asks(state.step(Answer::Transport(Transport::Car, false)));
    assert_eq!((state.at.open(), state.transport), (At::TransportWhy, None));
    let state = asks(state.step(Answer::Words("хрупкое".to_owned())));
    assert_eq!((state.at.open(), state.transport), (At::Review, Some(Transport::Car)));
    let state = asks(asks(state.step(Answer::Edit(At::Transport))).step(Answer::Transport(Transport::Foot, true)));
    assert_eq!((state.transport, state.transport_why.as_str()), (None, ""));
}

#[test]
fn a_paper_goes_round_by_taps() {
    let mut state = papers::State::Needed;
    let seen = [(); 4].map(|()| {
        state = after(state);
        state
    });
    assert_eq!(seen.map(papers::State::name), ["attached", "signed", "not_needed", "needed"]);
}
