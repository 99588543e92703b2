//! Our side of a receipt: what the client has said, our word where there is none, what comes after.

use super::{
    answer::{self, Confirmed},
    ask, chats,
    client_views::{accepted, trouble},
    code::TypeCode,
    link,
    model::{Accepted, Grade, Next, Receipt},
    press::{Deed, Ours, ours},
    rows,
};
use crate::{
    bot::{
        screen::Button,
        shown::{self, Side},
        turn::Turn,
    },
    calendar::Moment,
    db::{Conn, Id},
    error::Result,
    features::deliveries::{
        arrival::Install,
        card::{self, Part},
        cards, courier, follow, mine,
        model::{Delivery, State, link},
        moves, rows as deliveries,
    },
    people::{self, Person},
    t,
    text::Text,
};

/// What it adds to our card.
pub async fn part(conn: &mut Conn, delivery: &Delivery, _: &Person, moment: Moment<'_>) -> Result<Part> {
    let receipt = rows::of(conn, delivery.id).await?;
    let mut part = Part::default();
    if let Some(receipt) = &receipt {
        part.lines = lines(conn, delivery, receipt, moment).await?;
    }
    if let Some(left) = courier::evidence(conn, delivery.id).await? {
        part.lines.push(t!("receipt-evidence", what = left));
    }
    let files = chats::files(conn, delivery.id).await?.len();
    if files > 0 {
        part.lines.push(t!("receipt-files", count = files));
    }
    let button = |label, deed| ours(label, delivery, deed);
    if delivery.state.may_become(State::Received) && delivery.state != State::Problem {
        part.buttons
            .push(vec![button(t!("receipt-code-button"), Deed::Code), button(t!("receipt-word-button"), Deed::Word)]);
    }
    let unsure = receipt.as_ref().is_none_or(|receipt| receipt.grade.is_none_or(|(grade, _)| grade != Grade::A));
    if delivery.state.is_open() && !delivery.state.is_before_order() && delivery.state != State::Approved && unsure {
        part.buttons.push(vec![button(t!("receipt-link-button"), Deed::Link)]);
    }
    if delivery.state == State::Problem {
        part.buttons.push(vec![button(t!("receipt-solved-button"), Deed::Solved)]);
    }
    if matches!(delivery.state, State::Received | State::Closed) {
        if receipt.as_ref().is_some_and(|receipt| receipt.next.is_none()) {
            part.buttons.push(vec![
                Button::press(t!("receipt-install-button"), &Install(delivery.id)),
                button(t!("receipt-nothing-button"), Deed::Nothing),
            ]);
        }
        if !follow::is_rated(conn, delivery.id, Side::Us).await? {
            part.buttons.push(vec![
                button(t!("receipt-good-button"), Deed::Rate(true)),
                button(t!("receipt-poor-button"), Deed::Rate(false)),
            ]);
        }
    }
    Ok(part)
}

/// Where it stands with the client.
async fn lines(conn: &mut Conn, delivery: &Delivery, receipt: &Receipt, moment: Moment<'_>) -> Result<Vec<Text>> {
    let mut lines = Vec::new();
    match receipt.grade {
        Some((Grade::A, at)) => lines.push(t!("receipt-grade-a", at = at, who = accepted(&receipt.who))),
        Some((grade @ (Grade::C | Grade::D), at)) => {
            let by = match receipt.by_us {
                Some(by) => people::by_id(conn, by).await?.map(|person| person.name).unwrap_or_default(),
                None => String::new(),
            };
            lines.push(match grade {
                Grade::C => t!("receipt-grade-c", at = at, by = by),
                _ => t!("receipt-grade-d", at = at, by = by),
            });
        }
        Some((Grade::B, at)) => lines.push(t!("receipt-grade-b", at = at)),
        None => {}
    }
    if let (Some((kind, at)), State::Problem) = (receipt.trouble, delivery.state) {
        lines.push(t!("receipt-trouble", what = trouble(kind), at = at));
    }
    if receipt.is_open() && delivery.state.may_become(State::Received) {
        lines.push(match receipt.again_at {
            Some(again) => t!("receipt-not-yet", at = again),
            None if receipt.asked_at > moment.now => t!("receipt-asks-at", at = receipt.asked_at),
            None => t!("receipt-asked", at = receipt.asked_at),
        });
    }
    if receipt.next == Some(Next::Put) {
        lines.push(t!("receipt-next-put"));
    }
    Ok(lines)
}

/// Shows our card where the pressed button is.
pub async fn show(turn: &Turn, id: Id<Delivery>) -> Result {
    let delivery = deliveries::read(&mut turn.db(), id).await?;
    let me = turn.me().clone();
    let screen = card::screen(&mut turn.db(), &delivery, &me, turn.moment()).await?;
    shown::show(turn, &link(id), Side::Us, screen).await?;
    cards::refresh(&mut turn.db(), id, Some(me.id), turn.moment()).await
}

/// A press on our card.
pub async fn press(turn: Turn, press: Ours) -> Result {
    let delivery = mine(&turn, press.delivery).await?;
    let looks = matches!(press.deed, Deed::Link | Deed::Rate(_) | Deed::Why(_));
    if press.rev != delivery.rev && !looks {
        let done = match press.deed {
            Deed::Code | Deed::Word | Deed::Solved => delivery.received_at,
            _ => None,
        };
        turn.toast(done.map_or_else(|| t!("frame-card-changed"), |at| t!("frame-already-done", at = at))).await?;
        return show(&turn, delivery.id).await;
    }
    match press.deed {
        Deed::Code if delivery.state.may_become(State::Received) => turn.open(&TypeCode::begin(&delivery)).await,
        Deed::Word if delivery.state.may_become(State::Received) => {
            confirm(&turn, &delivery, Grade::D).await?;
            show(&turn, delivery.id).await
        }
        Deed::Solved if delivery.state == State::Problem => {
            confirm(&turn, &delivery, Grade::D).await?;
            show(&turn, delivery.id).await
        }
        Deed::Link if delivery.state.is_open() && !delivery.state.is_before_order() => {
            link::make(&turn, &delivery).await
        }
        Deed::Nothing => {
            rows::set_next(&mut turn.db(), delivery.id, Some(Next::None)).await?;
            turn.happened("receipt.nothing-next", Some(delivery.client), delivery.id, &()).await?;
            turn.toast(t!("receipt-said-nothing")).await?;
            show(&turn, delivery.id).await
        }
        Deed::Rate(false) if !follow::is_rated(&mut turn.db(), delivery.id, Side::Us).await? => {
            let button = |why| ours(follow::complaint(why), &delivery, Deed::Why(why));
            let mut screen = crate::bot::screen::Screen::new(t!("receipt-why", delivery = card::named(&delivery)))
                .about(delivery.client)
                .grid(follow::Complaint::ALL.map(button), 2);
            screen = screen.row([Button::press(t!("frame-back"), &card::Show(delivery.id))]);
            turn.show(screen).await
        }
        Deed::Rate(good) => rate(&turn, &delivery, good, None).await,
        Deed::Why(why) => rate(&turn, &delivery, false, Some(why)).await,
        Deed::Code | Deed::Word | Deed::Solved | Deed::Link => {
            turn.toast(t!("frame-card-changed")).await?;
            show(&turn, delivery.id).await
        }
    }
}

/// Our word that the client has it, or theirs by the code.
pub async fn confirm(turn: &Turn, delivery: &Delivery, grade: Grade) -> Result {
    let receipt = ask::receipt(&mut turn.db(), delivery.id, turn.moment()).await?;
    if grade.beats(receipt.grade.map(|(known, _)| known)) || delivery.state == State::Problem {
        let me = turn.me().id;
        rows::set_grade(&mut turn.db(), delivery.id, grade, Some(me), &receipt.who, turn.stamp()).await?;
    }
    let at = delivery.delivered_at.unwrap_or(turn.now());
    moves::advance(&mut turn.db(), delivery.id, State::Received, at, "", turn.moment()).await?;
    let lines = deliveries::lines(&mut turn.db(), delivery.id).await?;
    let who: &Accepted = &receipt.who;
    let data = Confirmed::of(grade, who, &lines);
    turn.happened("receipt.confirmed", Some(delivery.client), delivery.id, &data).await?;
    answer::tell(turn, delivery, None).await
}

/// Its installation is written down: nobody is asked about it any more.
pub async fn installed(conn: &mut Conn, id: Id<Delivery>) -> Result {
    match rows::of(conn, id).await? {
        Some(_) => rows::set_next(conn, id, Some(Next::Put)).await,
        None => Ok(()),
    }
}

/// How the courier was; what was said once stays.
async fn rate(turn: &Turn, delivery: &Delivery, good: bool, why: Option<follow::Complaint>) -> Result {
    let received = matches!(delivery.state, State::Received | State::Closed);
    if received && follow::rate(&mut turn.db(), delivery, Side::Us, good, why, turn.stamp()).await? {
        turn.happened("receipt.rated", Some(delivery.client), delivery.id, &(good, why)).await?;
        turn.toast(t!("got-rated")).await?;
    }
    show(turn, delivery.id).await
}
