//! A new item, or what is known of one: a name is enough, the rest stands at the review with its usual value.

use super::{board, deeds, model::Item, queries, words};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, SKIP, Trail},
        event::Event,
        frame::SAVE,
        said::Said,
        screen::{Button, Screen},
        turn::Turn,
    },
    db::Id,
    error::{Error, Result},
    fold::fold,
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// The longest name, characters.
const LONGEST: usize = 120;
/// The longest unit, characters.
const LONGEST_UNIT: usize = 12;

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// What is it called?
    Name,
    /// Its article number?
    Sku,
    /// In what is it counted?
    Unit,
    /// How few are too few?
    Least,
    /// How heavy is one?
    Weight,
    /// How long is one?
    Length,
    /// Is everything right?
    Review,
}

/// An item being written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditItem {
    pub at: Trail<At>,
    /// Which one, and as it was shown; none: a new one.
    pub item: Option<(Id<Item>, i64)>,
    pub name: Option<String>,
    pub sku: String,
    pub unit: Option<String>,
    pub least: i64,
    pub weight: Option<i64>,
    pub length: Option<i64>,
    pub serial: bool,
}

/// What the person answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Words(String),
    Number(i64),
    Skip,
    /// Each piece has a serial number, or has none after all.
    Serial,
    Edit(At),
    Save,
    Wrong(Text),
}

/// What follows from an answer.
#[derive(Debug, Clone)]
pub enum Step {
    Ask(EditItem),
    Again(Text),
    Save(EditItem),
}

impl EditItem {
    /// A new item, with the name that was typed.
    pub fn begin(name: &str) -> Self {
        let name = name.trim();
        let name: Option<String> = (!name.is_empty()).then(|| name.chars().take(LONGEST).collect());
        let at = if name.is_some() { At::Review } else { At::Name };
        let (sku, unit, weight, length) = (String::new(), None, None, None);
        Self { at: Trail::at(at), item: None, name, sku, unit, least: 0, weight, length, serial: false }
    }

    /// A known one.
    pub fn of(item: Item) -> Self {
        Self {
            at: Trail::at(At::Review),
            item: Some((item.id, item.rev)),
            name: Some(item.name),
            sku: item.sku,
            unit: Some(item.unit),
            least: item.least,
            weight: item.weight,
            length: item.length,
            serial: item.serial,
        }
    }

    /// Pure: no database, no clock, no Telegram.
    pub fn step(mut self, answer: Answer) -> Step {
        match (self.at.open(), answer) {
            (_, Answer::Wrong(why)) => return Step::Again(why),
            (At::Review, Answer::Save) if self.name.is_some() => return Step::Save(self),
            (At::Review, Answer::Edit(question)) => {
                self.at.go(question);
                return Step::Ask(self);
            }
            (At::Review, Answer::Serial) => {
                self.serial = !self.serial;
                return Step::Ask(self);
            }
            (At::Name, Answer::Words(name)) => self.name = Some(name),
            (At::Sku, Answer::Words(sku)) => self.sku = sku,
            (At::Sku, Answer::Skip) => self.sku = String::new(),
            (At::Unit, Answer::Words(unit)) => self.unit = Some(unit),
            (At::Least, Answer::Number(least)) => self.least = least,
            (At::Weight, Answer::Number(weight)) => self.weight = Some(weight),
            (At::Weight, Answer::Skip) => self.weight = None,
            (At::Length, Answer::Number(length)) => self.length = Some(length),
            (At::Length, Answer::Skip) => self.length = None,
            (At::Name | At::Sku | At::Unit | At::Least | At::Weight | At::Length | At::Review, _) => {
                return Step::Again(hint(self.at.open()));
            }
        }
        self.at.go(At::Review);
        Step::Ask(self)
    }

    fn as_item(&self, unit: String) -> Option<Item> {
        let (id, rev) = self.item.unwrap_or_else(|| (Id::new(), 0));
        let (name, sku) = (self.name.clone()?, self.sku.clone());
        let Self { least, weight, length, serial, .. } = *self;
        Some(Item { id, name, sku, unit, least, weight, length, serial, rev })
    }
}

fn hint(at: At) -> Text {
    match at {
        At::Name => t!("item-hint-name"),
        At::Sku => t!("item-hint-sku"),
        At::Unit => t!("item-hint-unit"),
        At::Least => t!("item-hint-least"),
        At::Weight => t!("item-hint-weight"),
        At::Length => t!("item-hint-length"),
        At::Review => t!("frame-press-a-button"),
    }
}

/// Reads what was said as an answer to the open question.
fn understand(at: At, said: &Said) -> Answer {
    let number = |number: Option<i64>| number.map_or_else(|| Answer::Wrong(hint(at)), Answer::Number);
    match (at, said) {
        (At::Review, Said::Choice(choice)) => match choice.as_str() {
            SAVE => Answer::Save,
            "name" => Answer::Edit(At::Name),
            "sku" => Answer::Edit(At::Sku),
            "unit" => Answer::Edit(At::Unit),
            "least" => Answer::Edit(At::Least),
            "weight" => Answer::Edit(At::Weight),
            "length" => Answer::Edit(At::Length),
            "serial" => Answer::Serial,
            _ => Answer::Wrong(hint(at)),
        },
        (At::Sku | At::Weight | At::Length, Said::Choice(choice)) if choice == SKIP => Answer::Skip,
        (At::Name | At::Sku, Said::Text(words)) if !fold(words).is_empty() => {
            Answer::Words(words.trim().chars().take(LONGEST).collect())
        }
        (At::Unit, Said::Text(words) | Said::Choice(words)) if !fold(words).is_empty() => {
            Answer::Words(words.trim().chars().take(LONGEST_UNIT).collect())
        }
        (At::Least, Said::Text(words)) => number(words::parse_least(words)),
        (At::Weight, Said::Text(words)) => number(words::parse_weight(words)),
        (At::Length, Said::Text(words)) => number(words::parse_length(words)),
        _ => Answer::Wrong(hint(at)),
    }
}

/// Read what the step needs, take the step, write what it says.
pub async fn answer(turn: Turn, state: EditItem, said: Said) -> Result {
    let answer = understand(state.at.open(), &said);
    match state.step(answer) {
        Step::Ask(next) => turn.ask(&next).await,
        Step::Again(why) => turn.again(why).await,
        Step::Save(state) => save(&turn, state).await,
    }
}

async fn save(turn: &Turn, mut state: EditItem) -> Result {
    let unit = state.unit.clone().unwrap_or_else(|| t!("unit-piece").plain(&turn.reader()));
    let item = state.as_item(unit).ok_or_else(|| Error::other("an item without a name passed the review"))?;
    let (name, sku) = (fold(&item.name), fold(&item.sku));
    let same = queries::same_item(&mut turn.db(), &name, &sku).await?;
    if let Some(same) = same.filter(|same| same.id != item.id) {
        state.at.go(if fold(&same.name) == name { At::Name } else { At::Sku });
        return turn.ask_saying(&state, Some(t!("item-known", item = board::named(&same)))).await;
    }
    let Some((id, rev)) = state.item else {
        queries::add_item(&mut turn.db(), &item, turn.stamp()).await?;
        let event = turn.happened("item.added", None, item.id, &()).await?;
        let screen = Screen::new(t!("item-added", item = board::named(&item))).line(board::measures(&item));
        return turn.finish(screen.row(board::after(event, &item))).await;
    };
    let before = deeds::known(turn, id).await?;
    if before.rev != rev {
        let warning = t!("item-changed-meanwhile", item = board::named(&before), measures = board::measures(&before));
        state.item = Some((id, before.rev));
        return turn.ask_saying(&state, Some(warning)).await;
    }
    queries::set_item(&mut turn.db(), &item).await?;
    let event = turn.happened("item.changed", None, id, &Before::of(&before)).await?;
    let item = deeds::known(turn, id).await?;
    let screen = Screen::new(t!("item-changed", item = board::named(&item))).line(board::measures(&item));
    turn.finish(screen.row(board::after(event, &item))).await
}

/// What an item was before.
#[derive(Debug, Serialize, Deserialize)]
struct Before {
    name: String,
    sku: String,
    unit: String,
    least: i64,
    weight: Option<i64>,
    length: Option<i64>,
    serial: bool,
    rev: i64,
}

impl Before {
    fn of(item: &Item) -> Self {
        let Item { name, sku, unit, least, weight, length, serial, rev, .. } = item.clone();
        Self { name, sku, unit, least, weight, length, serial, rev }
    }
}

/// Takes a new item out again, unless something has been done with it.
pub async fn undo_added(turn: Turn, event: Event) -> Result<Text> {
    if queries::in_use(&mut turn.db(), &event.entity).await? {
        return Err(Error::User(t!("item-in-use")));
    }
    queries::forget_item(&mut turn.db(), event.entity()?).await?;
    Ok(t!("item-deed-added"))
}

/// An item is again what it was, unless somebody has changed it since.
pub async fn undo_changed(turn: Turn, event: Event) -> Result<Text> {
    let before: Before = event.data()?;
    let item = deeds::known(&turn, event.entity()?).await?;
    if item.rev != before.rev + 1 {
        return Err(Error::User(t!("item-undo-changed")));
    }
    let Before { name, sku, unit, least, weight, length, serial, rev } = before;
    let item = Item { id: item.id, name, sku, unit, least, weight, length, serial, rev };
    queries::set_item(&mut turn.db(), &item).await?;
    Ok(t!("item-deed-changed"))
}

impl Dialogue for EditItem {
    const NAME: &'static str = "item";
    const VERSION: i64 = 1;

    async fn title(&self, _: &Turn) -> Result<Text> {
        Ok(match (&self.name, self.item) {
            (Some(name), Some(_)) => t!("item-title-edit", name = name),
            (Some(name), None) => t!("item-title-of", name = name),
            (None, _) => t!("item-title"),
        })
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        let at = self.at.open();
        let ask = match at {
            At::Name => t!("item-ask-name"),
            At::Sku => t!("item-ask-sku"),
            At::Unit => t!("item-ask-unit"),
            At::Least => t!("item-ask-least"),
            At::Weight => t!("item-ask-weight"),
            At::Length => t!("item-ask-length"),
            At::Review => t!("item-ask-review"),
        };
        let mut question = Question::new(self.title(turn).await?, ask);
        let unit = self.unit.clone().unwrap_or_else(|| t!("unit-piece").plain(&turn.reader()));
        let item = self.as_item(unit.clone());
        question.filled = item
            .map(|item| vec![board::named(&item), t!("item-field-unit", unit = unit), board::measures(&item)])
            .unwrap_or_default();
        question.can_go_back = self.at.can_go_back();
        question.can_review = at != At::Review && self.name.is_some();
        question.number_is_answer = at != At::Review;
        question.skip = matches!(at, At::Sku | At::Weight | At::Length).then(|| t!("item-without"));
        if at == At::Unit {
            let units = [t!("unit-piece"), t!("unit-metre"), t!("unit-set")];
            let units = units.map(|unit| Button::choice(unit.clone(), unit.plain(&turn.reader())));
            question.rows = vec![units.to_vec()];
        }
        if at == At::Review {
            let edit = |label, key: &str| Button::choice(label, key);
            let serial = if self.serial { t!("item-edit-no-serial") } else { t!("item-edit-serial") };
            question.rows = vec![
                vec![Button::choice(t!("frame-save"), SAVE)],
                vec![edit(t!("item-edit-name"), "name"), edit(t!("item-edit-sku"), "sku")],
                vec![edit(t!("item-edit-unit"), "unit"), edit(t!("item-edit-least"), "least")],
                vec![edit(t!("item-edit-weight"), "weight"), edit(t!("item-edit-length"), "length")],
                vec![edit(serial, "serial")],
            ];
        }
        Ok(question)
    }

    fn filled(&self) -> usize {
        let set = [self.name.is_some(), !self.sku.is_empty(), self.unit.is_some(), self.weight.is_some()];
        if self.item.is_some() { 1 } else { set.into_iter().filter(|set| *set).count() }
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(mut self) -> Option<Self> {
        let ready = self.name.is_some();
        ready.then(|| {
            self.at.go(At::Review);
            self
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_enough_and_everything_can_be_changed_at_the_review() {
        let state = EditItem::begin("");
        assert!(matches!(state.clone().step(Answer::Save), Step::Again(_)));
        let Step::Ask(state) = state.step(Answer::Words("Турникет".to_owned())) else { panic!("not asked") };
        assert_eq!(state.at.open(), At::Review);
        let Step::Ask(state) = state.step(Answer::Serial) else { panic!("not asked") };
        let Step::Ask(state) = state.step(Answer::Edit(At::Weight)) else { panic!("not asked") };
        let Step::Ask(state) = state.step(Answer::Number(60_000)) else { panic!("not asked") };
        assert_eq!((state.serial, state.weight, state.at.open()), (true, Some(60_000), At::Review));
        assert!(matches!(state.step(Answer::Save), Step::Save(_)));
    }
}
