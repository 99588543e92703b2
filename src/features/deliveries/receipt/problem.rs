//! Something is wrong with what has come: what, which lines, a picture or words, and it is a claim. The delivery stands as a
//! problem until it is settled; manager and head know at once.

use super::{
    answer::{self, wait_for},
    chats,
    client_views::{Seen, trouble},
    hand::Hand,
    model::{self, CORRECTED, Receipt, Trouble, Waits},
    rows,
};
use crate::{
    bot::{outbox::Class, screen::Screen, turn::Turn},
    db::Id,
    error::Result,
    features::{
        claims::{self, Claim},
        deliveries::{
            card::{self, goods},
            model::{Line, State},
            moves,
        },
    },
    people::{self, Person, Role},
    rules, t,
    text::Text,
};

/// So much is written about a problem at most, characters.
pub const LONGEST: usize = 1500;

/// What is wrong is known; pictures or words are asked for.
pub async fn begin(turn: &Turn, hand: &Hand, seen: &Seen<'_>, kind: Trouble, mask: u64) -> Result {
    if let Some(at) = seen.receipt.confirmed_at().filter(|at| turn.now() - *at > CORRECTED) {
        turn.toast(t!("got-too-late", at = at + CORRECTED)).await?;
        return answer::show(turn, hand).await;
    }
    hand.show(turn, &seen.tell("")).await?;
    wait_for(turn, hand, Some(Waits::Trouble), Some((kind, mask))).await
}

/// The claim's words: `Доставка Д-318. Не хватает: пульты 4 шт. Коробка вскрыта`.
fn essence(turn: &Turn, number: i64, kind: Trouble, lines: &[Line], words: &str) -> String {
    let what = match (kind, lines.is_empty()) {
        (Trouble::Papers, _) | (_, true) => t!("got-what", what = trouble(kind)),
        _ => t!("got-what-lines", what = trouble(kind), goods = goods(lines)),
    };
    let text = t!("got-essence", number = number.to_string(), what = what).plain(&turn.reader());
    if words.is_empty() { text } else { format!("{text} {words}") }
}

/// That is all about it: the claim is opened.
pub async fn send(turn: &Turn, hand: Hand, receipt: &Receipt, lines: &[Line]) -> Result {
    let id = hand.delivery.id;
    let chat = chats::one(&mut turn.db(), id, hand.chat).await?;
    let told = chat.filter(|chat| chat.waits == Some(Waits::Trouble)).and_then(|chat| Some((chat.trouble?, chat)));
    let Some((kind, chat)) = told else { return answer::show(turn, &hand).await };
    let moved = moves::advance(&mut turn.db(), id, State::Problem, turn.now(), "", turn.moment()).await?;
    if moved.is_none() && hand.delivery.state != State::Problem {
        turn.toast(t!("frame-card-changed")).await?;
        wait_for(turn, &hand, None, None).await?;
        return answer::show(turn, &hand).await;
    }
    let wrong: Vec<Line> =
        lines.iter().enumerate().filter(|(at, _)| model::has(chat.lines, *at)).map(|(_, line)| line.clone()).collect();
    let essence = essence(turn, hand.delivery.number, kind, &wrong, &chat.words);
    let attached = chats::trouble_files(&mut turn.db(), id, hand.chat).await?;
    // A guest has no conversation with us: the manager writes the claim down.
    let claim = match &hand.person {
        Some(person) => Some(open(turn, &hand, person, &essence, attached).await?),
        None => None,
    };
    rows::set_trouble(&mut turn.db(), id, kind, claim.or(receipt.claim), turn.stamp()).await?;
    hand.happened(turn, "receipt.problem", &(kind, &essence)).await?;
    wait_for(turn, &hand, None, None).await?;
    answer::show(turn, &hand).await?;
    if let Some(claim) = claim {
        claims::show_to_client(turn, claim).await?;
    }
    notify(turn, &hand, &essence).await?;
    answer::tell(turn, &hand.delivery, Some(hand.chat)).await
}

async fn open(
    turn: &Turn,
    hand: &Hand,
    person: &Person,
    essence: &str,
    attached: Vec<crate::bot::said::Attached>,
) -> Result<Id<Claim>> {
    let who = if hand.post.is_empty() { hand.name.clone() } else { format!("{}, {}", hand.name, hand.post) };
    let new = claims::New {
        client: hand.client.clone(),
        person: Some(person.id),
        who,
        kind: Some(claims::Kind::Delivery),
        essence: essence.to_owned(),
        attached,
        wish: None,
        sum: None,
        disputed: Vec::new(),
        written: None,
        answer_due: None,
        complex: false,
    };
    claims::open(turn, new).await
}

/// Manager and head hear of it at once, however simple it is.
async fn notify(turn: &Turn, hand: &Hand, essence: &str) -> Result {
    let delivery = &hand.delivery;
    let who = if hand.person.is_some() { Text::verbatim(&hand.name) } else { t!("receipt-guest", name = &hand.name) };
    let mut screen = Screen::new(t!("receipt-problem", delivery = card::named(delivery)))
        .about(delivery.client)
        .line(t!("receipt-problem-said", words = essence, who = who))
        .row([card::button(delivery)]);
    if hand.person.is_none() {
        screen = screen.row([claims::claim_button(delivery.client)]);
    }
    let mut told = rules::keepers(&mut turn.db(), delivery.owner).await?;
    told.extend(people::all_with_role(&mut turn.db(), Role::Head).await?);
    for person in told {
        let key = format!("receipt:{}:problem:{}:{}", delivery.id, turn.now(), person.id);
        turn.tell(&person, Class::Notice, &key, &screen).await?;
    }
    Ok(())
}
