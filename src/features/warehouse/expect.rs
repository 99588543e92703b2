//! Goods we wait for: how many, on which day, from whom. And another day for goods on their way, with the reason.

use super::{
    arrivals::{self, New},
    board, deeds, late,
    model::{Arrival, Item, Place},
    queries, words,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, SKIP, Trail},
        event::Event,
        frame::SAVE,
        said::Said,
        screen::{Button, Screen},
        turn::Turn,
        widgets::DayChoice,
    },
    db::{Day, Id, Timestamp},
    error::{Error, Result},
    t,
    text::Text,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Nothing is waited for longer, days.
const HORIZON: u64 = 365;
/// The longest name of a supplier, the longest reason, characters.
const LONGEST: usize = 200;

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// To where?
    Place,
    /// How many?
    Qty,
    /// On which day?
    Day,
    /// From whom?
    Supplier,
    /// Why on another day?
    Reason,
    /// Is everything right?
    Review,
}

/// Goods that are to be expected, or moved to another day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expect {
    pub at: Trail<At>,
    pub item: Id<Item>,
    /// What is on its way already and gets another day.
    pub arrival: Option<Id<Arrival>>,
    pub place: Option<Id<Place>>,
    pub qty: Option<i64>,
    pub day: Option<NaiveDate>,
    pub supplier: Option<String>,
    pub reason: Option<String>,
}

/// What the person answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Place(Id<Place>),
    Qty(i64),
    Day(NaiveDate),
    Words(String),
    Skip,
    Edit(At),
    Save,
    Wrong(Text),
}

/// What follows from an answer.
#[derive(Debug, Clone)]
pub enum Step {
    Ask(Expect),
    Again(Text),
    Save(Expect),
}

impl Expect {
    /// Begins to wait for an item.
    pub fn begin(item: &Item, places: &[Place]) -> Self {
        let place = match places {
            [place] => Some(place.id),
            _ => None,
        };
        let (arrival, qty, day, supplier, reason) = (None, None, None, None, None);
        let state = Self { at: Trail::at(At::Place), item: item.id, arrival, place, qty, day, supplier, reason };
        Self { at: Trail::at(state.next()), ..state }
    }

    /// Begins to move goods on their way to another day.
    pub fn another_day(arrival: &Arrival) -> Self {
        Self {
            at: Trail::at(At::Day),
            item: arrival.item_id,
            arrival: Some(arrival.id),
            place: Some(arrival.place_id),
            qty: Some(arrival.qty),
            day: None,
            supplier: Some(arrival.supplier.clone()),
            reason: None,
        }
    }

    fn next(&self) -> At {
        match () {
            () if self.place.is_none() => At::Place,
            () if self.qty.is_none() => At::Qty,
            () if self.day.is_none() => At::Day,
            () if self.arrival.is_some() && self.reason.is_none() => At::Reason,
            () if self.supplier.is_none() => At::Supplier,
            () => At::Review,
        }
    }

    /// Pure: no database, no clock, no Telegram.
    pub fn step(mut self, answer: Answer) -> Step {
        match (self.at.open(), answer) {
            (_, Answer::Wrong(why)) => return Step::Again(why),
            (At::Review, Answer::Save) if self.next() == At::Review => return Step::Save(self),
            (At::Review, Answer::Edit(question)) => {
                self.at.go(question);
                return Step::Ask(self);
            }
            (At::Place, Answer::Place(place)) => self.place = Some(place),
            (At::Qty, Answer::Qty(qty)) => self.qty = Some(qty),
            (At::Day, Answer::Day(day)) => self.day = Some(day),
            (At::Supplier, Answer::Words(words)) => self.supplier = Some(words),
            (At::Supplier, Answer::Skip) => self.supplier = Some(String::new()),
            (At::Reason, Answer::Words(words)) => self.reason = Some(words),
            (At::Place | At::Qty | At::Day | At::Supplier | At::Reason | At::Review, _) => {
                return Step::Again(hint(self.at.open()));
            }
        }
        let next = self.next();
        self.at.go(next);
        Step::Ask(self)
    }
}

fn hint(at: At) -> Text {
    match at {
        At::Place | At::Review => t!("frame-press-a-button"),
        At::Qty => t!("qty-hint"),
        At::Day => t!("expect-hint-day"),
        At::Supplier => t!("expect-hint-supplier"),
        At::Reason => t!("expect-hint-reason"),
    }
}

/// Reads what was said as an answer to the open question.
async fn understand(turn: &Turn, at: At, said: &Said) -> Result<Answer> {
    Ok(match (at, said) {
        (At::Review, Said::Choice(choice)) => match choice.as_str() {
            SAVE => Answer::Save,
            "place" => Answer::Edit(At::Place),
            "qty" => Answer::Edit(At::Qty),
            "day" => Answer::Edit(At::Day),
            "supplier" => Answer::Edit(At::Supplier),
            "reason" => Answer::Edit(At::Reason),
            _ => Answer::Wrong(hint(at)),
        },
        (At::Place, Said::Choice(choice)) => {
            let place = match Id::from_short(choice) {
                Some(id) => queries::place(&mut turn.db(), id).await?,
                None => None,
            };
            place.map_or_else(|| Answer::Wrong(hint(at)), |place| Answer::Place(place.id))
        }
        (At::Qty, Said::Text(words)) => {
            let qty = words::parse_qty(words);
            qty.map_or_else(|| Answer::Wrong(t!("qty-not-understood", words = words)), Answer::Qty)
        }
        (At::Day, Said::Choice(words) | Said::Text(words)) => {
            DayChoice::ahead(turn, HORIZON).read(words).map_or_else(Answer::Wrong, Answer::Day)
        }
        (At::Supplier, Said::Choice(choice)) if choice == SKIP => Answer::Skip,
        (At::Supplier | At::Reason, Said::Text(words)) if !words.trim().is_empty() => {
            Answer::Words(words.trim().chars().take(LONGEST).collect())
        }
        _ => Answer::Wrong(hint(at)),
    })
}

/// Read what the step needs, take the step, write what it says.
pub async fn answer(turn: Turn, state: Expect, said: Said) -> Result {
    let answer = understand(&turn, state.at.open(), &said).await?;
    match state.step(answer) {
        Step::Ask(next) => turn.ask(&next).await,
        Step::Again(why) => turn.again(why).await,
        Step::Save(state) => save(&turn, state).await,
    }
}

async fn save(turn: &Turn, state: Expect) -> Result {
    let item = deeds::known(turn, state.item).await?;
    let (Some(place), Some(qty), Some(day)) = (state.place, state.qty, state.day) else {
        return Err(Error::other("goods without place, number or day passed the review"));
    };
    if let Some(id) = state.arrival {
        return put_off(turn, &item, id, (day, &state.reason.unwrap_or_default())).await;
    }
    let supplier = state.supplier.unwrap_or_default();
    let new = New { item: item.id, place, qty, due_on: day, supplier, by: turn.me().id };
    let id = arrivals::add(&mut turn.db(), &new, turn.stamp()).await?;
    let event = turn.happened("arrival.expected", None, id, &()).await?;
    let qty = words::amount(qty, &item.unit);
    let screen = Screen::new(t!("expect-done", item = board::named(&item), qty = qty, day = day));
    turn.finish(screen.row(board::after(event, &item))).await
}

/// Goods on their way get another day; whoever waits for them hears of it.
async fn put_off(turn: &Turn, item: &Item, id: Id<Arrival>, (day, reason): (NaiveDate, &str)) -> Result {
    let before = arrivals::by_id(&mut turn.db(), id).await?.filter(Arrival::is_open);
    let before = before.ok_or_else(|| Error::User(t!("arrival-closed")))?;
    let now = turn.stamp();
    arrivals::move_to(&mut turn.db(), id, (day, reason), (Some(now), now)).await?;
    let data = (before.due_on, before.reason, before.moved_at, before.confirmed_at);
    let event = turn.happened("arrival.moved", None, id, &data).await?;
    let moved = arrivals::by_id(&mut turn.db(), id).await?;
    if let Some(moved) = moved {
        late::tell(&mut turn.db(), &moved, Some(turn.me().id), turn.moment()).await?;
    }
    let named = board::named(item);
    let screen = Screen::new(t!("expect-moved", item = named, before = before.due_on.0, day = day));
    turn.finish(screen.row(board::after(event, item))).await
}

/// Goods are not expected after all.
pub async fn undo_expected(turn: Turn, event: Event) -> Result<Text> {
    let id: Id<Arrival> = event.entity()?;
    let arrival = arrivals::by_id(&mut turn.db(), id).await?.filter(Arrival::is_open);
    let arrival = arrival.ok_or_else(|| Error::User(t!("arrival-changed")))?;
    arrivals::close(&mut turn.db(), arrival.id, super::model::Coming::Cancelled, turn.stamp()).await?;
    Ok(t!("arrival-deed-expected"))
}

/// Goods come on the day they were to come before.
pub async fn undo_moved(turn: Turn, event: Event) -> Result<Text> {
    let id: Id<Arrival> = event.entity()?;
    let arrival = arrivals::by_id(&mut turn.db(), id).await?.filter(Arrival::is_open);
    let arrival = arrival.ok_or_else(|| Error::User(t!("arrival-changed")))?;
    let (day, reason, moved, confirmed): (Day, String, Option<Timestamp>, Timestamp) = event.data()?;
    arrivals::move_to(&mut turn.db(), arrival.id, (day.0, &reason), (moved, confirmed)).await?;
    Ok(t!("arrival-deed-moved"))
}

impl Dialogue for Expect {
    const NAME: &'static str = "expect";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        let item = queries::item(&mut turn.db(), self.item).await?;
        let item = item.map_or_else(|| Text::verbatim(""), |item| board::named(&item));
        Ok(title(self, item))
    }

    async fn show(&self, turn: &Turn, page: &str) -> Result<Question> {
        question(turn, self, page).await
    }

    fn filled(&self) -> usize {
        let mine = self.arrival.is_none();
        usize::from(self.qty.is_some() && mine) + usize::from(self.day.is_some()) + usize::from(self.reason.is_some())
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(mut self) -> Option<Self> {
        let ready = self.next() == At::Review;
        ready.then(|| {
            self.at.go(At::Review);
            self
        })
    }
}

fn title(state: &Expect, item: Text) -> Text {
    if state.arrival.is_some() { t!("expect-title-move", item = item) } else { t!("expect-title", item = item) }
}

/// The open question.
async fn question(turn: &Turn, state: &Expect, page: &str) -> Result<Question> {
    let at = state.at.open();
    let places = queries::places(&mut turn.db()).await?;
    let item = queries::item(&mut turn.db(), state.item).await?;
    let (unit, named) = item
        .as_ref()
        .map_or_else(|| (String::new(), Text::verbatim("")), |item| (item.unit.clone(), board::named(item)));
    let ask = match at {
        At::Place => t!("move-ask-place"),
        At::Qty => t!("move-ask-qty", unit = &unit),
        At::Day => t!("expect-ask-day"),
        At::Supplier => t!("expect-ask-supplier"),
        At::Reason => t!("expect-ask-reason"),
        At::Review => t!("move-ask-review"),
    };
    let mut question = Question::new(title(state, named), ask);
    let place = places.iter().find(|place| Some(place.id) == state.place);
    let place = place.map(|place| t!("move-field-place", place = &place.name));
    let qty = state.qty.map(|qty| t!("move-field-qty", qty = words::amount(qty, &unit)));
    let day = state.day.map(|day| t!("expect-field-day", day = day));
    let supplier = state.supplier.as_ref().filter(|supplier| !supplier.is_empty());
    let supplier = supplier.map(|supplier| t!("expect-field-supplier", supplier = supplier));
    let reason = state.reason.as_ref().map(|reason| t!("move-field-reason", reason = reason));
    question.filled = [place, qty, day, supplier, reason].into_iter().flatten().collect();
    question.can_go_back = state.at.can_go_back();
    question.can_review = at != At::Review && state.next() == At::Review;
    question.number_is_answer = matches!(at, At::Qty | At::Day | At::Supplier | At::Reason);
    match at {
        At::Place => {
            question.rows = places.iter().map(|place| vec![choice(Text::verbatim(&place.name), place.id)]).collect();
        }
        At::Day => DayChoice::ahead(turn, HORIZON).ask(&mut question, page),
        At::Supplier => question.skip = Some(t!("frame-skip")),
        At::Qty | At::Reason => {}
        At::Review => {
            let edit = |label, key: &str| Button::choice(label, key);
            let edits = if state.arrival.is_some() {
                vec![edit(t!("expect-edit-day"), "day"), edit(t!("move-edit-reason"), "reason")]
            } else {
                vec![edit(t!("move-edit-qty"), "qty"), edit(t!("expect-edit-day"), "day")]
            };
            question.rows = vec![vec![Button::choice(t!("frame-save"), SAVE)], edits];
            if state.arrival.is_none() {
                let more = [(t!("move-edit-place"), "place"), (t!("expect-edit-supplier"), "supplier")];
                question.rows.push(more.into_iter().map(|(label, key)| edit(label, key)).collect());
            }
        }
    }
    Ok(question)
}

fn choice(label: Text, place: Id<Place>) -> Button {
    Button::choice(label, place.short())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_day_wants_a_reason_and_nothing_else() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        let now = Timestamp("2026-11-24T07:00:00Z".parse().unwrap());
        let arrival = Arrival {
            id: Id::new(),
            item_id: Id::new(),
            place_id: Id::new(),
            qty: 4,
            due_on: Day(day),
            supplier: String::new(),
            state: super::super::model::Coming::Expected,
            reason: String::new(),
            moved_at: None,
            confirmed_at: now,
            rev: 0,
        };
        let state = Expect::another_day(&arrival);
        assert_eq!(state.at.open(), At::Day);
        let Step::Ask(state) = state.step(Answer::Day(day)) else { panic!("not asked") };
        assert_eq!(state.at.open(), At::Reason);
        assert!(matches!(state.clone().step(Answer::Save), Step::Again(_)), "not before the reason");
        let Step::Ask(state) = state.step(Answer::Words("завод".to_owned())) else { panic!("not asked") };
        assert!(matches!(state.step(Answer::Save), Step::Save(_)));
    }
}
