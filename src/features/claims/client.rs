//! What the client sees of a claim: one card, edited in place, and a word when something is asked of them. Nothing here
//! reads what is ours alone: level, reasons, deadlines of ours, what the head said, who the lawyers are.

use super::{
    cards, evidence,
    model::{Claim, Offer, OfferState, REOPENS, State, Verdict, Wish},
};
use crate::{
    bot::{
        governor::Written,
        screen::{self, Button, Screen, Words},
        shown::Side,
    },
    calendar::Moment,
    db::{Conn, Id},
    error::Result,
    features::requests,
    t,
    text::Text,
};
use chrono::{DateTime, Utc};

/// A button of the client's: which claim, the question it answers, and the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plea {
    pub claim: Id<Claim>,
    pub asks: i64,
    pub answer: Answer,
}

/// What the client answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Agree,
    Disagree,
    Solved,
    Unsolved,
    Reopen,
}

impl screen::Press for Plea {
    const ROOM: &'static str = "plea";

    fn pack(&self) -> String {
        let answer = match self.answer {
            Answer::Agree => "yes",
            Answer::Disagree => "no",
            Answer::Solved => "solved",
            Answer::Unsolved => "unsolved",
            Answer::Reopen => "again",
        };
        format!("{}:{}:{answer}", self.claim.short(), self.asks)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (claim, asks) = (words.id()?, words.parse()?);
        let answer = match words.word()? {
            "yes" => Answer::Agree,
            "no" => Answer::Disagree,
            "solved" => Answer::Solved,
            "unsolved" => Answer::Unsolved,
            "again" => Answer::Reopen,
            _ => return None,
        };
        Some(Self { claim, asks, answer })
    }
}

/// What the client is offered, in the words they will read.
pub fn offer_text(offer: &Offer) -> Text {
    match (offer.text.as_str(), offer.sum) {
        ("", None) => t!("plea-offer-usual", what = &offer.what, day = offer.on),
        ("", Some(sum)) => t!("plea-offer-usual-sum", what = &offer.what, sum = sum, day = offer.on),
        (own, _) => Text::verbatim(own),
    }
}

/// What the head decided, as the client is told. The head's own words stay with us.
fn decision(claim: &Claim) -> Text {
    match claim.decision.as_ref().map(|decision| decision.verdict) {
        Some(Verdict::As) => match (claim.wish, claim.sum) {
            (Wish::Fix, _) => t!("plea-decided-fix"),
            (Wish::Replace, _) => t!("plea-decided-replace"),
            (Wish::Refund, Some(sum)) => t!("plea-decided-refund-sum", sum = sum),
            (Wish::Refund, None) => t!("plea-decided-refund"),
            (Wish::Discount, Some(sum)) => t!("plea-decided-discount-sum", sum = sum),
            (Wish::Discount, None) => t!("plea-decided-discount"),
            (Wish::Apology, _) => t!("plea-decided-apology"),
            (Wish::Other, _) => t!("plea-decided-other"),
        },
        Some(Verdict::Refuse) => t!("plea-decided-refuse"),
        Some(Verdict::Otherwise | Verdict::Offer) | None => t!("plea-decided-otherwise"),
    }
}

/// Where it stands, as the client is told.
fn stands(claim: &Claim) -> Vec<Text> {
    let offer = claim.offer.as_ref().filter(|offer| offer.state == OfferState::Sent);
    match claim.stage.state {
        State::New => vec![t!("plea-new", until = claim.answer_by)],
        State::Acknowledged | State::Investigating | State::Escalated => {
            vec![t!("plea-looking", until = claim.offer_by)]
        }
        State::Offer => offer.map(|offer| vec![t!("plea-offer"), offer_text(offer)]).unwrap_or_default(),
        State::Accepted => vec![offer.map_or_else(|| t!("plea-agreed"), |offer| t!("plea-agreed-by", day = offer.on))],
        State::Disputed => vec![t!("plea-disputed")],
        State::Decision => vec![decision(claim)],
        State::Done if claim.stage.solved => vec![t!("plea-solved")],
        State::Done => vec![t!("plea-done")],
        State::Closed => {
            let until = claim.stage.closed_at.map(|at| t!("plea-closed", until = at + REOPENS));
            until.into_iter().collect()
        }
        State::Void => vec![t!("plea-void")],
    }
}

/// What the client may answer now.
fn answers(claim: &Claim, now: DateTime<Utc>) -> Vec<Button> {
    let button = |label, answer| Button::press(label, &Plea { claim: claim.id, asks: claim.asks, answer });
    match (claim.stage.state, claim.stage.closed_at) {
        (State::Offer, _) => {
            vec![button(t!("plea-yes-button"), Answer::Agree), button(t!("plea-no-button"), Answer::Disagree)]
        }
        (State::Done, _) if !claim.stage.solved => {
            vec![button(t!("plea-solved-button"), Answer::Solved), button(t!("plea-unsolved-button"), Answer::Unsolved)]
        }
        (State::Closed, Some(at)) if now - at <= REOPENS => vec![button(t!("plea-again-button"), Answer::Reopen)],
        _ => Vec::new(),
    }
}

/// The client's card of a claim.
pub async fn card(conn: &mut Conn, claim: &Claim, now: DateTime<Utc>) -> Result<Screen> {
    let files = evidence::count(conn, claim.id).await?;
    Ok(shown(claim, files, now))
}

/// The same, pure.
pub fn shown(claim: &Claim, files: i64, now: DateTime<Utc>) -> Screen {
    let mut screen = Screen::new(t!("plea-title", number = claim.number.to_string()));
    if !claim.essence.is_empty() {
        screen = screen.line(t!("plea-essence", essence = &claim.essence));
    }
    if files > 0 {
        screen = screen.line(t!("claim-files", count = files));
    }
    screen.gap().lines(stands(claim)).row(answers(claim, now))
}

/// Where it stands and what can be answered, without what the client knows already.
pub fn word(claim: &Claim, now: DateTime<Utc>) -> Screen {
    Screen::new(t!("plea-about", number = claim.number.to_string())).lines(stands(claim)).row(answers(claim, now))
}

/// Tells the client a change that asks something of them or that they wait for.
pub async fn tell(conn: &mut Conn, claim: &Claim, moment: Moment<'_>) -> Result<Written> {
    let screen = word(claim, moment.now);
    let key = format!("claim:{}:{}:{}", claim.id, claim.stage.state, claim.asks);
    requests::notice(conn, claim.request, &screen, &key, moment).await
}

/// Shows a claim that one of us wrote down to the contact person it came from.
pub async fn begin(conn: &mut Conn, claim: &Claim, moment: Moment<'_>) -> Result {
    let Some(person) = claim.person else { return Ok(()) };
    let screen = card(conn, claim, moment.now).await?;
    let written = requests::notice(conn, claim.request, &screen, &format!("claim:{}", claim.id), moment).await?;
    match written.card() {
        Some(card) => cards::remember(conn, claim, person, Side::Client, card).await,
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_answer_survives_64_bytes() {
        for answer in [Answer::Agree, Answer::Disagree, Answer::Solved, Answer::Unsolved, Answer::Reopen] {
            let plea = Plea { claim: Id::new(), asks: 9999, answer };
            assert_eq!(Plea::unpack(&plea.pack()), Some(plea));
            assert!(plea.pack().len() + "plea:".len() <= 64);
        }
        assert_eq!(Plea::unpack("of an older release"), None);
    }
}
