//! What the client answers: by a button, by a word, by a picture. At most two taps and no typing say that everything has
//! come; the answer of one counts for all who were asked.

use super::{
    ask, chats, client_views,
    client_views::Seen,
    hand::{self, Hand},
    model::{self, AGAIN, Accepted, Chat, Grade, Receipt, Trouble, Waits, Word},
    press::{Answer, Got},
    problem, rows,
};
use crate::{
    bot::{outbox, said::Said, screen::Screen, shown::Side, turn::Turn},
    db::Id,
    error::{Error, Result},
    features::deliveries::{
        cards,
        follow::{self, E4},
        model::{Delivery, Line, State},
        moves, rows as deliveries,
    },
    fold::fold,
    news::News,
    rules::{self, Threshold, Unit},
    t,
};
use serde::{Deserialize, Serialize};

/// From this declared value on every line is ticked.
pub const DEAR: Threshold = Threshold {
    rule: E4,
    name: "ticks",
    about: "rule-e4-ticks",
    unit: Unit::Money,
    usual: 5_000_000,
    least: 0,
    most: 10_000_000_000,
};

/// What was confirmed, as it stays in the client's chain.
#[derive(Debug, Serialize, Deserialize)]
pub struct Confirmed {
    /// How good a proof.
    pub grade: Grade,
    /// Who accepted it.
    pub name: String,
    /// What they are there.
    pub post: String,
    /// Their number.
    pub phone: String,
    /// What they were shown, line by line.
    pub goods: Vec<String>,
}

impl Confirmed {
    /// What was confirmed.
    pub fn of(grade: Grade, who: &Accepted, lines: &[Line]) -> Self {
        let goods = lines.iter().map(|line| format!("{} × {} {}", line.name, line.qty, line.serials).trim().to_owned());
        Self {
            grade,
            name: who.name.clone(),
            post: who.post.clone(),
            phone: who.phone.as_ref().map(ToString::to_string).unwrap_or_default(),
            goods: goods.collect(),
        }
    }
}

/// A press on the client's message.
pub async fn press(turn: Turn, got: Got) -> Result {
    let hand = Hand::must(&turn, got.delivery).await?;
    if hand.delivery.state.is_before_order() || hand.delivery.state == State::Approved {
        return Err(Error::User(t!("parcel-absent")));
    }
    let receipt = ask::receipt(&mut turn.db(), hand.delivery.id, turn.moment()).await?;
    let looks = matches!(got.answer, Answer::Show | Answer::Back | Answer::Rate(_) | Answer::Why(_));
    if got.rev != receipt.rev && !looks {
        let done = match got.answer {
            Answer::Yes | Answer::Confirm(_) => receipt.confirmed_at(),
            Answer::Send => receipt.trouble.map(|(_, at)| at),
            _ => None,
        };
        turn.toast(done.map_or_else(|| t!("frame-card-changed"), |at| t!("frame-already-done", at = at))).await?;
        return show(&turn, &hand).await;
    }
    act(&turn, hand, receipt, got.answer).await
}

/// Whatever was answered, to a delivery that is this hand's.
async fn act(turn: &Turn, hand: Hand, receipt: Receipt, answer: Answer) -> Result {
    let lines = deliveries::lines(&mut turn.db(), hand.delivery.id).await?;
    let rated = follow::is_rated(&mut turn.db(), hand.delivery.id, Side::Client).await?;
    let (now, zone) = (turn.now(), hand.client.zone);
    let seen = Seen { delivery: &hand.delivery, lines: &lines, receipt: &receipt, rated, files: 0, now, zone };
    let all = model::all(lines.len());
    let stands =
        hand.delivery.state.may_become(State::Received) || receipt.grade.is_some_and(|(grade, _)| grade != Grade::A);
    match answer {
        Answer::Show | Answer::Back => {
            wait_for(turn, &hand, None, None).await?;
            show(turn, &hand).await
        }
        Answer::Yes => {
            let values = rules::values(&mut turn.db()).await?;
            let dear = crate::money::Money::from_kopecks(values.get(&DEAR));
            if stands && !model::is_simple(lines.len(), hand.delivery.value, dear) {
                return hand.show(turn, &seen.ticks(all)).await;
            }
            confirm(turn, &hand, &receipt, &lines).await
        }
        Answer::Ticks(mask) => hand.show(turn, &seen.ticks(mask & all)).await,
        Answer::Confirm(mask) if mask & all == all => confirm(turn, &hand, &receipt, &lines).await,
        Answer::Confirm(mask) => problem::begin(turn, &hand, &seen, Trouble::Missing, all & !mask).await,
        Answer::Trouble => hand.show(turn, &seen.kinds()).await,
        Answer::Lines(kind, mask) => hand.show(turn, &seen.which(kind, mask & all)).await,
        Answer::Words(kind, mask) => problem::begin(turn, &hand, &seen, kind, mask & all).await,
        Answer::Send => problem::send(turn, hand, &receipt, &lines).await,
        Answer::NotYet => not_yet(turn, &hand, &receipt).await,
        Answer::Other => {
            hand.show(turn, &seen.who()).await?;
            wait_for(turn, &hand, Some(Waits::Other), None).await
        }
        Answer::Rate(true) => rate(turn, &hand, true, None).await,
        Answer::Rate(false) if !rated => hand.show(turn, &seen.why()).await,
        Answer::Rate(false) => rate(turn, &hand, false, None).await,
        Answer::Why(why) => rate(turn, &hand, false, Some(why)).await,
    }
}

/// What the chat is about to write.
pub async fn wait_for(turn: &Turn, hand: &Hand, waits: Option<Waits>, trouble: Option<(Trouble, u64)>) -> Result {
    chats::set_waits(&mut turn.db(), hand.delivery.id, hand.chat, waits, trouble).await
}

/// Shows what is true now, there where they pressed.
pub async fn show(turn: &Turn, hand: &Hand) -> Result {
    let screen = now(turn, hand).await?;
    hand.show(turn, &screen).await
}

/// What the chat is shown now.
async fn now(turn: &Turn, hand: &Hand) -> Result<Screen> {
    let id = hand.delivery.id;
    let delivery = deliveries::read(&mut turn.db(), id).await?;
    let receipt = rows::read(&mut turn.db(), id).await?;
    ask::screen(&mut turn.db(), &delivery, &receipt, hand.chat, turn.moment()).await
}

/// Everybody else who sees the delivery sees the change, and the alarms about it are looked at anew.
pub async fn tell(turn: &Turn, delivery: &Delivery, except: Option<i64>) -> Result {
    cards::refresh(&mut turn.db(), delivery.id, None, turn.moment()).await?;
    ask::refresh(&mut turn.db(), delivery.id, except, turn.moment()).await?;
    turn.publish(News::Changed { rule: E4, client: Some(delivery.client) }).await
}

/// Everything has come: the client says so.
async fn confirm(turn: &Turn, hand: &Hand, receipt: &Receipt, lines: &[Line]) -> Result {
    let delivery = &hand.delivery;
    let known = receipt.grade.map(|(grade, _)| grade);
    let moves = delivery.state.may_become(State::Received);
    if !moves && !matches!(delivery.state, State::Received | State::Closed) {
        turn.toast(t!("frame-card-changed")).await?;
        return show(turn, hand).await;
    }
    if known == Some(Grade::A) && !moves {
        let at = receipt.confirmed_at().unwrap_or(turn.now());
        turn.toast(t!("frame-already-done", at = at)).await?;
        return show(turn, hand).await;
    }
    let own = Accepted { name: hand.name.clone(), phone: None, post: hand.post.clone() };
    let who = if receipt.who.name.is_empty() { own } else { receipt.who.clone() };
    let at = model::came_at(delivery, receipt, turn.now());
    rows::set_grade(&mut turn.db(), delivery.id, Grade::A, None, &who, turn.stamp()).await?;
    moves::advance(&mut turn.db(), delivery.id, State::Received, at, "", turn.moment()).await?;
    hand.happened(turn, "receipt.confirmed", &Confirmed::of(Grade::A, &who, lines)).await?;
    show(turn, hand).await?;
    wait_for(turn, hand, Some(Waits::Photo), None).await?;
    tell(turn, delivery, Some(hand.chat)).await
}

/// It has not come yet: asked again in an hour.
async fn not_yet(turn: &Turn, hand: &Hand, receipt: &Receipt) -> Result {
    if !receipt.is_open() || !hand.delivery.state.may_become(State::Received) {
        turn.toast(t!("frame-card-changed")).await?;
        return show(turn, hand).await;
    }
    rows::set_again(&mut turn.db(), hand.delivery.id, turn.now() + AGAIN).await?;
    hand.happened(turn, "receipt.not-yet", &()).await?;
    show(turn, hand).await?;
    tell(turn, &hand.delivery, Some(hand.chat)).await
}

/// How the courier was; what was said once stays.
async fn rate(turn: &Turn, hand: &Hand, good: bool, why: Option<follow::Complaint>) -> Result {
    let received = matches!(hand.delivery.state, State::Received | State::Closed);
    if received && follow::rate(&mut turn.db(), &hand.delivery, Side::Client, good, why, turn.stamp()).await? {
        hand.happened(turn, "receipt.rated", &(good, why)).await?;
        cards::refresh(&mut turn.db(), hand.delivery.id, None, turn.moment()).await?;
        turn.toast(t!("got-rated")).await?;
    }
    show(turn, hand).await
}

/// Something written or sent by somebody who is asked about a delivery.
#[derive(Clone)]
pub enum Heard {
    /// It belongs to what this chat is about to write.
    Writing(Chat),
    /// A word that answers the question of these.
    Plain(Word, Vec<Id<Delivery>>),
}

/// Whether what was said answers a question about a delivery: a reply to its message, what the chat was asked to write, a
/// plain word while something is asked, a picture while the thanks are the last that was said.
pub async fn heard(turn: &Turn, said: &Said) -> Result<Option<Heard>> {
    let attached = said.attached(turn.update());
    let text = match said {
        Said::Text(text) => Some(text.as_str()),
        _ if attached.is_some() => None,
        _ => return Ok(None),
    };
    if !hand::may_be(turn) {
        return Ok(None);
    }
    let chat = turn.update().chat;
    let replied = turn.replied_card().await?;
    let chats = match replied {
        Some(card) => chats::by_card(&mut turn.db(), chat, card).await?.into_iter().collect(),
        None => chats::of_chat(&mut turn.db(), chat).await?,
    };
    for at in &chats {
        let takes = match at.waits {
            Some(Waits::Other) => text.is_some(),
            Some(Waits::Trouble) => true,
            Some(Waits::Photo) if replied.is_none() => {
                attached.is_some() && outbox::is_last(&mut turn.db(), chat, at.card).await?
            }
            Some(Waits::Photo) | None => attached.is_some() && replied.is_some(),
        };
        if takes && Hand::of(turn, at.delivery).await?.is_some() {
            return Ok(Some(Heard::Writing(at.clone())));
        }
    }
    let Some(word) = text.and_then(|text| model::word(&fold(text))) else { return Ok(None) };
    let mut waiting = Vec::new();
    for at in &chats {
        let Some(hand) = Hand::of(turn, at.delivery).await? else { continue };
        let receipt = rows::read(&mut turn.db(), at.delivery).await?;
        if receipt.is_open() && hand.delivery.state.may_become(State::Received) {
            waiting.push(at.delivery);
        }
    }
    Ok((!waiting.is_empty()).then_some(Heard::Plain(word, waiting)))
}

/// Takes it.
pub async fn take(turn: &Turn, heard: Heard, said: &Said) -> Result {
    match heard {
        Heard::Writing(chat) => write(turn, chat, said).await,
        Heard::Plain(word, waiting) => plain(turn, word, &waiting).await,
    }
}

/// A plain word: to the one delivery that waits for it, or which of them?
async fn plain(turn: &Turn, word: Word, waiting: &[Id<Delivery>]) -> Result {
    let answer = match word {
        Word::Got => Answer::Yes,
        Word::Trouble => Answer::Trouble,
        Word::NotYet => Answer::NotYet,
    };
    if let [only] = waiting {
        let hand = Hand::must(turn, *only).await?;
        let receipt = rows::read(&mut turn.db(), *only).await?;
        return act(turn, hand, receipt, answer).await;
    }
    let mut known = Vec::new();
    for id in waiting {
        let hand = Hand::must(turn, *id).await?;
        known.push((hand.delivery, rows::read(&mut turn.db(), *id).await?));
    }
    turn.reply(client_views::which_delivery(&known, answer)).await.map(drop)
}

/// What the chat was asked to write, or a picture.
async fn write(turn: &Turn, chat: Chat, said: &Said) -> Result {
    let hand = Hand::must(turn, chat.delivery).await?;
    let receipt = rows::read(&mut turn.db(), chat.delivery).await?;
    let attached = said.attached(turn.update());
    let (id, now) = (chat.delivery, turn.stamp());
    match (chat.waits, attached) {
        (Some(Waits::Trouble), attached) => {
            if let Some(file) = &attached {
                chats::put_file(&mut turn.db(), id, chat.tg, Waits::Trouble, file, now).await?;
            }
            let new = said.words().map(str::trim).unwrap_or_default();
            let words = [chat.words.as_str(), new].into_iter().filter(|words| !words.is_empty());
            let words: String = words.collect::<Vec<_>>().join(". ").chars().take(problem::LONGEST).collect();
            chats::set_words(&mut turn.db(), id, chat.tg, &words).await?;
        }
        (Some(Waits::Other), None) => {
            let known = if receipt.who.phone.is_some() { Accepted::default() } else { receipt.who };
            let who = known.read(said.words().unwrap_or_default());
            rows::set_who(&mut turn.db(), id, &who).await?;
            hand.happened(turn, "receipt.accepted-by", &(&who.name, &who.post)).await?;
        }
        (_, Some(file)) => {
            chats::put_file(&mut turn.db(), id, chat.tg, Waits::Photo, &file, now).await?;
            hand.happened(turn, "receipt.photo", &file.file.id).await?;
            cards::refresh(&mut turn.db(), id, None, turn.moment()).await?;
        }
        (Some(Waits::Photo) | None, None) => {}
    }
    let screen = self::now(turn, &hand).await?;
    if chat.waits == Some(Waits::Other) {
        // What was typed stands below the question: the answer to it comes below, too.
        return hand.show(turn, &screen).await;
    }
    hand.update(turn, &screen).await
}
