//! Moving goods: in, out, from one place of ours to another. How many, where, why, and the serial numbers of what has
//! them. Goods on their way that have come are moved in by the same form.

use super::{
    arrivals, board, deeds,
    model::{Arrival, Item, Kind, Place},
    queries, words,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, SKIP, Trail},
        frame::SAVE,
        said::Said,
        screen::Button,
        turn::Turn,
    },
    db::Id,
    error::Result,
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// The longest reason, characters.
const LONGEST: usize = 200;

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// Where?
    Place,
    /// Whereto?
    To,
    /// How many?
    Qty,
    /// With which serial numbers?
    Serials,
    /// Why?
    Reason,
    /// Is everything right?
    Review,
}

/// Goods being moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveGoods {
    pub at: Trail<At>,
    pub kind: Kind,
    pub item: Id<Item>,
    /// Each piece has a serial number that is asked for.
    pub serial: bool,
    /// What has come, if it was on its way.
    pub arrival: Option<Id<Arrival>>,
    pub place: Option<Id<Place>>,
    pub to: Option<Id<Place>>,
    pub qty: Option<i64>,
    pub serials: Vec<String>,
    pub reason: Option<String>,
}

/// What the person answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Place(Id<Place>),
    Qty(i64),
    Serials(Vec<String>),
    Reason(String),
    Edit(At),
    Save,
    Wrong(Text),
}

/// What follows from an answer.
#[derive(Debug, Clone)]
pub enum Step {
    Ask(MoveGoods),
    Again(Text),
    Save(MoveGoods),
}

impl MoveGoods {
    /// Begins to move an item; where there is one place, nobody is asked which.
    pub fn begin(kind: Kind, item: &Item, places: &[Place]) -> Self {
        let only = match places {
            [place] => Some(place.id),
            _ => None,
        };
        Self {
            at: Trail::at(At::Place),
            kind,
            item: item.id,
            serial: item.serial && kind != Kind::Transfer,
            arrival: None,
            place: only,
            to: None,
            qty: None,
            serials: Vec::new(),
            reason: None,
        }
        .begun()
    }

    /// Goods that were on their way have come.
    pub fn came(arrival: &Arrival, item: &Item, reason: String) -> Self {
        Self {
            at: Trail::at(At::Qty),
            kind: Kind::Receipt,
            item: item.id,
            serial: item.serial,
            arrival: Some(arrival.id),
            place: Some(arrival.place_id),
            to: None,
            qty: None,
            serials: Vec::new(),
            reason: Some(reason),
        }
    }

    fn begun(mut self) -> Self {
        self.at = Trail::at(self.next());
        self
    }

    /// The first question without an answer.
    fn next(&self) -> At {
        let count = i64::try_from(self.serials.len()).ok();
        match () {
            () if self.place.is_none() => At::Place,
            () if self.kind == Kind::Transfer && self.to.is_none() => At::To,
            () if self.qty.is_none() => At::Qty,
            () if self.serial && count != self.qty => At::Serials,
            () if self.reason.is_none() => At::Reason,
            () => At::Review,
        }
    }

    fn onward(mut self) -> Self {
        self.at.go(self.next());
        self
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
            (At::Place, Answer::Place(place)) => {
                self.place = Some(place);
                self.to = self.to.filter(|to| *to != place);
            }
            (At::To, Answer::Place(place)) if Some(place) != self.place => self.to = Some(place),
            (At::Qty, Answer::Qty(qty)) => self.qty = Some(qty),
            (At::Serials, Answer::Serials(serials)) => {
                if i64::try_from(serials.len()).ok() != self.qty {
                    let count = self.qty.unwrap_or(0);
                    return Step::Again(t!("stock-serials-count", count = count, given = serials.len()));
                }
                self.serials = serials;
            }
            (At::Reason, Answer::Reason(reason)) => self.reason = Some(reason),
            (At::Place | At::To | At::Qty | At::Serials | At::Reason | At::Review, _) => {
                return Step::Again(hint(self.at.open()));
            }
        }
        Step::Ask(self.onward())
    }

    /// What goods that are taken from a place are taken of.
    pub const fn takes(&self) -> bool {
        matches!(self.kind, Kind::Issue | Kind::Transfer)
    }
}

/// Reads what was said as an answer to the open question.
async fn understand(turn: &Turn, state: &MoveGoods, said: &Said) -> Result<Answer> {
    let at = state.at.open();
    Ok(match (at, said) {
        (At::Review, Said::Choice(choice)) => match choice.as_str() {
            SAVE => Answer::Save,
            "place" => Answer::Edit(At::Place),
            "to" => Answer::Edit(At::To),
            "qty" => Answer::Edit(At::Qty),
            "serials" => Answer::Edit(At::Serials),
            "reason" => Answer::Edit(At::Reason),
            _ => Answer::Wrong(hint(at)),
        },
        (At::Place | At::To, Said::Choice(choice)) => {
            let place = match Id::from_short(choice) {
                Some(id) => queries::place(&mut turn.db(), id).await?,
                None => None,
            };
            place.map_or_else(|| Answer::Wrong(hint(at)), |place| Answer::Place(place.id))
        }
        (At::Qty, Said::Choice(words) | Said::Text(words)) => match words::parse_qty(words) {
            None => Answer::Wrong(t!("qty-not-understood", words = words)),
            Some(qty) => match lacks(turn, state, qty).await? {
                Some(why) => Answer::Wrong(why),
                None => Answer::Qty(qty),
            },
        },
        (At::Serials, Said::Text(words)) => Answer::Serials(words::parse_serials(words)),
        (At::Reason, Said::Choice(choice)) if choice == SKIP => Answer::Reason(String::new()),
        (At::Reason, Said::Choice(choice)) => {
            let ready = reasons(state.kind).into_iter().find(|(key, _)| key == choice);
            let reason = ready.map(|(_, reason)| reason.plain(&turn.reader()));
            reason.map_or_else(|| Answer::Wrong(hint(at)), Answer::Reason)
        }
        (At::Reason, Said::Text(words)) if !words.trim().is_empty() => {
            Answer::Reason(words.trim().chars().take(LONGEST).collect())
        }
        _ => Answer::Wrong(hint(at)),
    })
}

/// Why so many can't be taken; `None`: they can.
pub async fn lacks(turn: &Turn, state: &MoveGoods, qty: i64) -> Result<Option<Text>> {
    let Some(place) = state.place.filter(|_| state.takes()) else { return Ok(None) };
    let free = queries::available(&mut turn.db(), state.item, place).await?;
    if free >= qty {
        return Ok(None);
    }
    let place = queries::place(&mut turn.db(), place).await?.map_or_else(String::new, |place| place.name);
    Ok(Some(t!("stock-not-enough", place = place, free = free)))
}

/// Ready reasons by key.
fn reasons(kind: Kind) -> Vec<(&'static str, Text)> {
    match kind {
        Kind::Receipt => vec![
            ("supplier", t!("reason-supplier")),
            ("client", t!("reason-from-client")),
            ("found", t!("reason-found")),
        ],
        Kind::Issue => vec![("work", t!("reason-work")), ("broken", t!("reason-broken")), ("lost", t!("reason-lost"))],
        Kind::Transfer | Kind::Reserve | Kind::Release => Vec::new(),
    }
}

/// What kind of answer a question wants.
fn hint(at: At) -> Text {
    match at {
        At::Place | At::To | At::Review => t!("frame-press-a-button"),
        At::Qty => t!("qty-hint"),
        At::Serials => t!("serials-hint"),
        At::Reason => t!("reason-hint"),
    }
}

/// Read what the step needs, take the step, write what it says.
pub async fn answer(turn: Turn, state: MoveGoods, said: Said) -> Result {
    let answer = understand(&turn, &state, &said).await?;
    match state.step(answer) {
        Step::Ask(next) => turn.ask(&next).await,
        Step::Again(why) => turn.again(why).await,
        Step::Save(state) => deeds::move_goods(&turn, state).await,
    }
}

impl Dialogue for MoveGoods {
    const NAME: &'static str = "goods";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        let item = queries::item(&mut turn.db(), self.item).await?;
        let item = item.map_or_else(|| Text::verbatim(""), |item| board::named(&item));
        Ok(title(self.kind, item))
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        question(turn, self).await
    }

    fn filled(&self) -> usize {
        let mine = self.arrival.is_none();
        usize::from(self.place.is_some() && mine)
            + usize::from(self.qty.is_some())
            + usize::from(self.reason.is_some() && mine)
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(self) -> Option<Self> {
        (self.next() == At::Review).then(|| self.onward())
    }
}

fn title(kind: Kind, item: Text) -> Text {
    match kind {
        Kind::Receipt => t!("move-receipt", item = item),
        Kind::Issue => t!("move-issue", item = item),
        Kind::Transfer | Kind::Reserve | Kind::Release => t!("move-transfer", item = item),
    }
}

/// The open question.
async fn question(turn: &Turn, state: &MoveGoods) -> Result<Question> {
    let at = state.at.open();
    let places = queries::places(&mut turn.db()).await?;
    let item = queries::item(&mut turn.db(), state.item).await?;
    let (unit, named) = item
        .as_ref()
        .map_or_else(|| (String::new(), Text::verbatim("")), |item| (item.unit.clone(), board::named(item)));
    let name = |id: Id<Place>| places.iter().find(|place| place.id == id).map_or("", |place| place.name.as_str());
    let ask = match at {
        At::Place if state.takes() => t!("move-ask-from"),
        At::Place => t!("move-ask-place"),
        At::To => t!("move-ask-to"),
        At::Qty => t!("move-ask-qty", unit = &unit),
        At::Serials => t!("move-ask-serials", count = state.qty.unwrap_or(0)),
        At::Reason => t!("move-ask-reason"),
        At::Review => t!("move-ask-review"),
    };
    let mut question = Question::new(title(state.kind, named), ask);
    let places_line = match (state.place, state.to) {
        (Some(from), Some(to)) => Some(t!("move-field-way", from = name(from), to = name(to))),
        (Some(place), None) => Some(t!("move-field-place", place = name(place))),
        (None, _) => None,
    };
    let qty = state.qty.map(|qty| t!("move-field-qty", qty = words::amount(qty, &unit)));
    let serials = (!state.serials.is_empty()).then(|| t!("move-field-serials", serials = state.serials.join(", ")));
    let reason = state.reason.as_ref().filter(|reason| !reason.is_empty());
    let reason = reason.map(|reason| t!("move-field-reason", reason = reason));
    question.filled = [places_line, qty, serials, reason].into_iter().flatten().collect();
    question.can_go_back = state.at.can_go_back();
    question.can_review = at != At::Review && state.next() == At::Review;
    question.number_is_answer = matches!(at, At::Qty | At::Serials | At::Reason);
    match at {
        At::Place | At::To => {
            for place in places.iter().filter(|place| at == At::Place || Some(place.id) != state.place) {
                let label = if state.takes() && at == At::Place {
                    let free = queries::available(&mut turn.db(), state.item, place.id).await?;
                    t!("move-place-free", place = &place.name, free = free)
                } else {
                    Text::verbatim(&place.name)
                };
                question.rows.push(vec![Button::choice(label, place.id.short())]);
            }
        }
        At::Qty => {
            let expected = match state.arrival {
                Some(arrival) => arrivals::by_id(&mut turn.db(), arrival).await?,
                None => None,
            };
            if let Some(arrival) = expected {
                let label = t!("move-all-came", qty = words::amount(arrival.qty, &unit));
                question.rows.push(vec![Button::choice(label, arrival.qty.to_string())]);
            }
        }
        At::Serials => {}
        At::Reason => {
            let ready = reasons(state.kind).into_iter().map(|(key, reason)| vec![Button::choice(reason, key)]);
            question.rows = ready.collect();
            question.skip = (state.kind == Kind::Transfer).then(|| t!("move-no-reason"));
        }
        At::Review => {
            let mut edits = vec![Button::choice(t!("move-edit-place"), "place")];
            if state.kind == Kind::Transfer {
                edits.push(Button::choice(t!("move-edit-to"), "to"));
            }
            let mut more = vec![Button::choice(t!("move-edit-qty"), "qty")];
            if state.serial {
                more.push(Button::choice(t!("move-edit-serials"), "serials"));
            }
            more.push(Button::choice(t!("move-edit-reason"), "reason"));
            question.rows = vec![vec![Button::choice(t!("frame-save"), SAVE)], edits, more];
        }
    }
    Ok(question)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(serial: bool) -> Item {
        Item {
            id: Id::new(),
            name: "Стрела".to_owned(),
            sku: String::new(),
            unit: "шт".to_owned(),
            least: 0,
            weight: None,
            length: None,
            serial,
            rev: 0,
        }
    }

    fn asked(step: Step) -> MoveGoods {
        match step {
            Step::Ask(state) => state,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn as_many_serial_numbers_as_pieces() {
        let state = MoveGoods::begin(Kind::Receipt, &item(true), &[]);
        let state = asked(asked(state.step(Answer::Place(Id::new()))).step(Answer::Qty(2)));
        assert_eq!(state.at.open(), At::Serials);
        let one = vec!["A-1".to_owned()];
        assert!(matches!(state.clone().step(Answer::Serials(one)), Step::Again(_)));
        let state = asked(state.step(Answer::Serials(vec!["A-1".to_owned(), "A-2".to_owned()])));
        assert_eq!(state.at.open(), At::Reason);
        let state = asked(state.step(Answer::Reason("x".to_owned())));
        // Another number of pieces wants other serial numbers.
        let state = asked(asked(state.step(Answer::Edit(At::Qty))).step(Answer::Qty(3)));
        assert_eq!(state.at.open(), At::Serials);
    }

    #[test]
    fn goods_do_not_move_to_where_they_are() {
        let state = MoveGoods::begin(Kind::Transfer, &item(true), &[]);
        let place = Id::new();
        let state = asked(state.step(Answer::Place(place)));
        assert_eq!(state.at.open(), At::To);
        assert!(matches!(state.clone().step(Answer::Place(place)), Step::Again(_)));
        assert_eq!(asked(state.step(Answer::Place(Id::new()))).at.open(), At::Qty);
    }

    #[test]
    fn nothing_is_saved_half_filled() {
        let state = MoveGoods::begin(Kind::Issue, &item(false), &[]);
        let at_review = MoveGoods { at: Trail::at(At::Review), ..state };
        assert!(matches!(at_review.step(Answer::Save), Step::Again(_)));
    }
}
