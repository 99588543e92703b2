//! The client is asked: up to four windows are ticked, and the very words are read before they go out.

use super::{
    super::{
        booking, card, client as parcel, mine,
        model::Delivery,
        rows as deliveries,
        window::{self, Sides, Window},
    },
    ask, client,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, Trail},
        frame::SAVE,
        said::Said,
        screen::Button,
        shown::Told,
        turn::Turn,
    },
    clients,
    db::Id,
    error::{Error, Result},
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// So many windows can be offered (PRODUCT D4 c), so many are ticked at first, so many are suggested.
const MOST: usize = 4;
const TICKED: usize = 3;
const SUGGESTED: usize = 6;
/// The choice behind `Дальше`.
const READY: &str = "ready";

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// Which windows?
    Windows,
    /// Shall it go out like this?
    Review,
}

/// Windows being offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferWindows {
    pub at: Trail<At>,
    pub delivery: Id<Delivery>,
    pub rev: i64,
    pub offered: Vec<Window>,
}

/// What the person answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// In or out.
    Window(Window),
    Ready,
    Send,
    /// What was typed can't be an answer, and why.
    Wrong(Text),
}

/// What follows from an answer.
#[derive(Debug, Clone)]
pub enum Step {
    Ask(OfferWindows),
    Again(Text),
    Send(OfferWindows),
}

impl OfferWindows {
    /// Begins with the window it stands in, if that can still be, and the next ones.
    pub async fn begin(turn: &Turn, delivery: &Delivery) -> Result<Self> {
        let sides = sides(turn, delivery).await?;
        let own = (delivery.starts_at, delivery.ends_at);
        let mut offered: Vec<Window> =
            Some(own).into_iter().filter(|own| sides.check(*own, true, turn.moment()).is_ok()).collect();
        for window in sides.suggest(SUGGESTED, turn.moment()) {
            if offered.len() < TICKED && !offered.contains(&window) {
                offered.push(window);
            }
        }
        offered.sort_unstable();
        Ok(Self { at: Trail::at(At::Windows), delivery: delivery.id, rev: delivery.rev, offered })
    }

    /// Pure: no database, no clock, no Telegram.
    pub fn step(mut self, answer: Answer) -> Step {
        match (self.at.open(), answer) {
            (_, Answer::Wrong(why)) => Step::Again(why),
            (At::Windows, Answer::Window(window)) => {
                match self.offered.iter().position(|known| *known == window) {
                    Some(at) => drop(self.offered.remove(at)),
                    None if self.offered.len() >= MOST => return Step::Again(t!("offer-too-many")),
                    None => self.offered.push(window),
                }
                self.offered.sort_unstable();
                Step::Ask(self)
            }
            (At::Windows, Answer::Ready) if self.offered.is_empty() => Step::Again(t!("offer-none")),
            (At::Windows, Answer::Ready) => {
                self.at.go(At::Review);
                Step::Ask(self)
            }
            (At::Review, Answer::Send) => Step::Send(self),
            (At::Windows, Answer::Send) | (At::Review, Answer::Window(_) | Answer::Ready) => {
                Step::Again(t!("frame-press-a-button"))
            }
        }
    }
}

/// When both sides of a delivery are there.
pub async fn sides(turn: &Turn, delivery: &Delivery) -> Result<Sides> {
    let company = clients::known(&mut turn.db(), delivery.client).await?;
    let company = company.ok_or_else(|| Error::other("a client is gone"))?;
    booking::sides(&mut turn.db(), &company, delivery.place).await
}

impl Dialogue for OfferWindows {
    const NAME: &'static str = "delivery-dates";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        Ok(t!("offer-title", delivery = booking::named(turn, self.delivery).await?))
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        let delivery = mine(turn, self.delivery).await?;
        let header = t!("offer-header", delivery = card::named(&delivery));
        let zone = turn.me().zone;
        let mut question = match self.at.open() {
            At::Windows => {
                let mut shown = sides(turn, &delivery).await?.suggest(SUGGESTED, turn.moment());
                shown.extend(self.offered.iter().copied().filter(|own| !shown.contains(own)).collect::<Vec<_>>());
                shown.sort_unstable();
                let button = |own: &Window| {
                    let said = window::said(*own, zone);
                    let ticked = self.offered.contains(own);
                    let label = if ticked { t!("offer-in", window = said) } else { t!("offer-out", window = said) };
                    vec![Button::choice(label, window::pack(*own))]
                };
                let mut question = Question::new(header, t!("offer-ask"));
                question.rows = shown.iter().map(button).collect();
                question.rows.push(vec![Button::choice(t!("offer-ready-button"), READY)]);
                question.number_is_answer = true;
                question
            }
            At::Review => {
                let people = clients::who_agrees(&mut turn.db(), delivery.client).await?;
                let zone = people.first().map_or(zone, |person| person.zone);
                let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
                let mut question = Question::new(header, t!("offer-sure"));
                let goods = deliveries::lines(&mut turn.db(), delivery.id).await?;
                question.filled = vec![t!("offer-will-read", who = names.join(", "))];
                question.filled.extend(parcel::head(&delivery, &goods));
                question.filled.push(client::question(&delivery));
                question
                    .filled
                    .extend(self.offered.iter().map(|own| t!("offer-shown", window = window::said(*own, zone))));
                question.filled.push(t!("offer-shown", window = t!("slot-other-button")));
                question.rows = vec![vec![Button::choice(t!("offer-send-button"), SAVE)]];
                question
            }
        };
        question.can_go_back = self.at.can_go_back();
        Ok(question)
    }

    fn filled(&self) -> usize {
        0
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(self) -> Option<Self> {
        None
    }
}

async fn understand(turn: &Turn, state: &OfferWindows, said: &Said) -> Result<Answer> {
    let wrong = || Answer::Wrong(t!("booking-hint-window"));
    Ok(match (state.at.open(), said) {
        (_, Said::Choice(choice)) if choice == SAVE => Answer::Send,
        (_, Said::Choice(choice)) if choice == READY => Answer::Ready,
        (At::Windows, Said::Choice(choice)) => window::unpack(choice).map_or_else(wrong, Answer::Window),
        (At::Windows, Said::Text(text)) => {
            let read = window::read(text, turn.today());
            let (Some(day), Some(hours), true) = (read.day, read.hours, read.rest.is_empty()) else {
                return Ok(wrong());
            };
            let delivery = mine(turn, state.delivery).await?;
            let (sides, zone) = (sides(turn, &delivery).await?, turn.me().zone);
            let own = window::of(day, hours, zone);
            match sides.check(own, false, turn.moment()) {
                Ok(()) => Answer::Window(own),
                Err(why) => Answer::Wrong(sides.told(why, zone, turn.moment())),
            }
        }
        _ => Answer::Wrong(t!("frame-press-a-button")),
    })
}

/// Read what the step needs, take the step, write what it says.
pub async fn answer(turn: Turn, state: OfferWindows, said: Said) -> Result {
    let answer = understand(&turn, &state, &said).await?;
    match state.step(answer) {
        Step::Ask(next) => turn.ask(&next).await,
        Step::Again(why) => turn.again(why).await,
        Step::Send(state) => send(&turn, state).await,
    }
}

async fn send(turn: &Turn, state: OfferWindows) -> Result {
    let delivery = mine(turn, state.delivery).await?;
    if delivery.rev != state.rev || !delivery.state.is_before_order() {
        return booking::finish(turn, delivery.id, Some(t!("frame-card-changed")), None).await;
    }
    // Time has passed while they were chosen.
    let open: Vec<Window> = state.offered.iter().copied().filter(|(from, _)| *from > turn.now()).collect();
    if open.is_empty() {
        return turn.again(t!("offer-past")).await;
    }
    let me = turn.me().id;
    let told = ask::ask(&mut turn.db(), &delivery, &open, me, turn.moment()).await?;
    turn.happened("delivery.asked", Some(delivery.client), delivery.id, &open).await?;
    let said = match told {
        Told::Now => t!("offer-said"),
        Told::Later(at) => t!("offer-said-later", at = at),
        Told::Nobody => return Err(Error::User(t!("dates-nobody", client = &delivery.client_name))),
    };
    booking::finish(turn, delivery.id, Some(said), None).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, TimeDelta, Utc};

    fn form(count: i64) -> (OfferWindows, Vec<Window>) {
        let at = |hours| DateTime::<Utc>::UNIX_EPOCH + TimeDelta::hours(hours);
        let windows: Vec<Window> = (0..6).map(|day| (at(day * 24), at(day * 24 + 4))).collect();
        let offered = windows[..usize::try_from(count).unwrap()].to_vec();
        (OfferWindows { at: Trail::at(At::Windows), delivery: Id::new(), rev: 0, offered }, windows)
    }

    #[test]
    fn four_windows_at_most_are_offered_and_one_at_least() {
        let (full, windows) = form(4);
        assert!(matches!(full.clone().step(Answer::Window(windows[5])), Step::Again(_)));
        let Step::Ask(less) = full.step(Answer::Window(windows[0])) else { panic!("it can be taken out") };
        assert_eq!(less.offered, windows[1..4]);
        assert!(matches!(form(0).0.step(Answer::Ready), Step::Again(_)));
        let Step::Ask(review) = less.step(Answer::Ready) else { panic!("it can be read before") };
        assert!(matches!(review.step(Answer::Send), Step::Send(_)));
    }
}
