//! A client's monthly fee, set by a hand: how much, from which month on, and whether the contract is signed. After the sum
//! the person stands at the review.

use super::{
    cycle::{self, Cycle},
    fees::{self, Contract, Fee, Fees, Source},
    months,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, Trail},
        event::{Event, Undo},
        frame::SAVE,
        said::Said,
        screen::{self, Button, Screen},
        turn::Turn,
    },
    clients::{self, Client},
    db::{Conn, Day, Id},
    error::{Error, Result},
    features::hello,
    money::Money,
    t,
    text::Text,
};
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// So many months are offered.
const OFFERED: u32 = 4;
/// No fee is set for a month further off, months.
const FURTHEST: Months = Months::new(24);

/// `💳 Тариф` on a client's card and wherever it is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeeOf(pub Id<Client>);

impl screen::Press for FeeOf {
    const ROOM: &'static str = "fee";

    fn pack(&self) -> String {
        self.0.short()
    }

    fn unpack(data: &str) -> Option<Self> {
        Id::from_short(data).map(Self)
    }
}

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// How much a month?
    Sum,
    /// From which month on?
    Since,
    /// Is the contract signed?
    Contract,
    /// Is everything right?
    Review,
}

/// A fee being set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetFee {
    pub at: Trail<At>,
    pub client: Id<Client>,
    pub sum: Option<Money>,
    pub since: NaiveDate,
    pub contract: Contract,
}

/// What the person answered, read.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Answer {
    Sum(Money),
    Since(NaiveDate),
    Contract(Contract),
    Edit(At),
    Save,
    Wrong(Text),
}

/// What follows from an answer.
enum Step {
    Ask(SetFee),
    Again(Text),
    Save(SetFee),
}

impl SetFee {
    fn onward(mut self) -> Self {
        self.at.go(if self.sum.is_some() { At::Review } else { At::Sum });
        self
    }

    /// Pure: no database, no clock, no Telegram.
    fn step(mut self, answer: Answer) -> Step {
        match (self.at.open(), answer) {
            (_, Answer::Wrong(why)) => return Step::Again(why),
            (At::Review, Answer::Save) if self.sum.is_some() => return Step::Save(self),
            (At::Review, Answer::Edit(question)) => {
                self.at.go(question);
                return Step::Ask(self);
            }
            (At::Sum, Answer::Sum(sum)) => self.sum = Some(sum),
            (At::Since, Answer::Since(month)) => self.since = month,
            (At::Contract, Answer::Contract(contract)) => self.contract = contract,
            (At::Sum | At::Since | At::Contract | At::Review, _) => return Step::Again(hint(self.at.open())),
        }
        Step::Ask(self.onward())
    }
}

/// The month a new fee begins with, if nobody says otherwise: the next for which invoices are issued.
fn usual(turn: &Turn) -> NaiveDate {
    Cycle::on(turn.today(), turn.calendar()).service()
}

/// Reads an answer to the open question.
fn understand(turn: &Turn, at: At, said: &Said) -> Answer {
    match (at, said) {
        (At::Review, Said::Choice(choice)) => match choice.as_str() {
            SAVE => Answer::Save,
            "sum" => Answer::Edit(At::Sum),
            "since" => Answer::Edit(At::Since),
            "contract" => Answer::Edit(At::Contract),
            _ => Answer::Wrong(hint(at)),
        },
        (At::Sum, Said::Choice(words)) if words == "none" => Answer::Sum(Money::ZERO),
        (At::Sum, Said::Text(words)) => match fees::parse(words) {
            Some(sum) => Answer::Sum(sum),
            None => Answer::Wrong(t!("sum-not-understood", words = words)),
        },
        (At::Since, Said::Choice(words) | Said::Text(words)) => {
            let month = months::parse(words, turn.today());
            match month.filter(|month| *month <= turn.today() + FURTHEST) {
                Some(month) => Answer::Since(month),
                None => Answer::Wrong(hint(at)),
            }
        }
        (At::Contract, Said::Choice(words)) => words.parse().map_or_else(|_| Answer::Wrong(hint(at)), Answer::Contract),
        _ => Answer::Wrong(hint(at)),
    }
}

/// What kind of answer a question wants.
fn hint(at: At) -> Text {
    match at {
        At::Sum => t!("fee-hint-sum"),
        At::Since => t!("fee-hint-since"),
        At::Contract | At::Review => t!("frame-press-a-button"),
    }
}

async fn seen(turn: &Turn, client: Id<Client>) -> Result<Client> {
    let client = clients::by_id(&mut turn.db(), turn.scope(), client).await?;
    client.ok_or_else(|| Error::User(t!("client-absent")))
}

/// The button has been pressed: the form opens; what is known stands at the review.
pub async fn open(turn: Turn, FeeOf(client): FeeOf) -> Result {
    let client = seen(&turn, client).await?;
    let fees = fees::of_client(&mut turn.db(), client.id).await?;
    let since = usual(&turn);
    let contract = fees.contract(client.id).unwrap_or(Contract::Signed);
    let sum = fees.at(client.id, since);
    let state = SetFee { at: Trail::at(At::Sum), client: client.id, sum: None, since, contract };
    match sum {
        // What is known already is changed at the review.
        Some(sum) => turn.open(&SetFee { at: Trail::at(At::Review), sum: Some(sum), ..state }).await,
        None => turn.open(&state).await,
    }
}

/// Read the answer, take the step, write what it says.
pub async fn answer(turn: Turn, state: SetFee, said: Said) -> Result {
    let answer = understand(&turn, state.at.open(), &said);
    match state.step(answer) {
        Step::Ask(next) => turn.ask(&next).await,
        Step::Again(why) => turn.again(why).await,
        Step::Save(fee) => save(&turn, fee).await,
    }
}

async fn save(turn: &Turn, set: SetFee) -> Result {
    let client = seen(turn, set.client).await?;
    let sum = set.sum.ok_or_else(|| Error::other("a fee without a sum passed the review"))?;
    let known = fees::of_client(&mut turn.db(), client.id).await?;
    let same = known.at(client.id, set.since) == Some(sum) && known.contract(client.id) == Some(set.contract);
    if same {
        return turn.finish(saved(&client, sum, set.since, None)).await;
    }
    let (id, since, contract) = (Id::new(), Day(set.since), Some(set.contract));
    let fee = Fee { id, client_id: client.id, sum, since, contract };
    let source = Source { import: None, by: Some(turn.me().id), at: turn.stamp() };
    fees::put(&mut turn.db(), &fee, source).await?;
    let event = turn.happened("fee.set", Some(client.id), id, &(sum, set.since)).await?;
    turn.finish(saved(&client, sum, set.since, Some(event))).await
}

fn saved(client: &Client, sum: Money, since: NaiveDate, undo: Option<Id<Event>>) -> Screen {
    let done = t!("fee-saved", client = &client.name, sum = sum, month = cycle::short(since));
    Screen::new(done)
        .about(client.id)
        .row(undo.map(|event| Button::press(t!("undo-button"), &Undo(event))))
        .row([clients::card_button(client.id), hello::menu_row()[0].clone()])
}

/// Takes the word back; what was said before counts again.
pub async fn undo(turn: Turn, event: Event) -> Result<Text> {
    if let Some(client) = event.client_id {
        seen(&turn, client).await?;
    }
    fees::forget(&mut turn.db(), event.entity()?).await?;
    Ok(t!("fee-deed"))
}

impl Dialogue for SetFee {
    const NAME: &'static str = "fee";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        let client = clients::by_id(&mut turn.db(), turn.scope(), self.client).await?;
        Ok(client.map_or_else(|| t!("fee-title"), |client| t!("fee-title-of", client = &client.name)))
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        Ok(question(self, self.title(turn).await?, usual(turn)))
    }

    fn filled(&self) -> usize {
        usize::from(self.sum.is_some())
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(self) -> Option<Self> {
        self.sum.is_some().then(|| self.onward())
    }
}

/// The open question.
pub fn question(state: &SetFee, title: Text, usual: NaiveDate) -> Question {
    let at = state.at.open();
    let ask = match at {
        At::Sum => t!("fee-ask-sum"),
        At::Since => t!("fee-ask-since"),
        At::Contract => t!("fee-ask-contract"),
        At::Review => t!("fee-ask-review"),
    };
    let mut question = Question::new(title, ask);
    if let Some(sum) = state.sum {
        let since = t!("fee-field-since", month = cycle::short(state.since));
        question.filled = vec![sum_line(sum), since, contract_line(state.contract)];
    }
    question.can_go_back = state.at.can_go_back();
    question.can_review = at != At::Review && state.sum.is_some();
    question.number_is_answer = at == At::Sum;
    question.rows = match at {
        At::Sum => vec![vec![Button::choice(t!("fee-none"), "none")]],
        At::Since => {
            let month = |months| usual - Months::new(1) + Months::new(months);
            let months: Vec<NaiveDate> = (0..OFFERED).map(month).collect();
            let button = |month: &NaiveDate| Button::choice(Text::Verbatim(cycle::short(*month)), cycle::short(*month));
            months.chunks(2).map(|pair| pair.iter().map(button).collect()).collect()
        }
        At::Contract => {
            let button = |contract: Contract| Button::choice(contract_line(contract), contract.to_string());
            vec![vec![button(Contract::Signed), button(Contract::Unsigned)]]
        }
        At::Review => vec![
            vec![Button::choice(t!("frame-save"), SAVE)],
            vec![Button::choice(t!("fee-edit-sum"), "sum"), Button::choice(t!("fee-edit-since"), "since")],
            vec![Button::choice(t!("fee-edit-contract"), "contract")],
        ],
    };
    question
}

fn sum_line(sum: Money) -> Text {
    if sum > Money::ZERO { t!("fee-field-sum", sum = sum) } else { t!("fee-field-nothing") }
}

/// How far the contract is.
pub fn contract_line(contract: Contract) -> Text {
    match contract {
        Contract::Signed => t!("fee-signed"),
        Contract::Unsigned => t!("fee-unsigned"),
    }
}

/// `💳 Тариф`.
pub fn button(client: Id<Client>) -> Button {
    Button::press(t!("fee-button"), &FeeOf(client))
}

/// The lines of a client's card.
pub async fn card_lines(conn: &mut Conn, client: &Client, today: NaiveDate) -> Result<Vec<Text>> {
    let fees = fees::of_client(conn, client.id).await?;
    Ok(lines(&fees, client.id, today))
}

/// What is paid now, what will be, and a contract that is not signed.
pub fn lines(fees: &Fees, client: Id<Client>, today: NaiveDate) -> Vec<Text> {
    let month = cycle::begins(today);
    let now = fees.at(client, month).map(|sum| match sum {
        Money::ZERO => t!("fee-card-nothing"),
        sum => t!("fee-card", sum = sum),
    });
    let next = fees.next(client, month);
    let next = next.map(|next| t!("fee-card-next", sum = next.sum, month = cycle::short(next.since.0)));
    let contract = fees.contract(client).filter(|contract| *contract == Contract::Unsigned).map(contract_line);
    let parts: Vec<Text> = now.into_iter().chain(next).chain(contract).collect();
    if parts.is_empty() { parts } else { vec![Text::Join(parts, " · ")] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    fn state() -> SetFee {
        let since = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap();
        SetFee { at: Trail::at(At::Sum), client: Id::new(), sum: None, since, contract: Contract::Signed }
    }

    #[test]
    fn after_the_sum_comes_the_review_and_nothing_is_saved_before() {
        assert!(matches!(state().step(Answer::Save), Step::Again(_)));
        let Step::Ask(review) = state().step(Answer::Sum(Money::from_rubles(100))) else { panic!("asked") };
        assert_eq!(review.at.open(), At::Review);
        let Step::Ask(edits) = review.clone().step(Answer::Edit(At::Contract)) else { panic!("asked") };
        let Step::Ask(again) = edits.step(Answer::Contract(Contract::Unsigned)) else { panic!("asked") };
        assert_eq!((again.at.open(), again.contract), (At::Review, Contract::Unsigned));
        assert!(matches!(again.step(Answer::Save), Step::Save(_)));
        assert!(matches!(review.step(Answer::Wrong(t!("fee-hint-sum"))), Step::Again(_)));
    }

    #[test]
    fn the_button_survives_64_bytes() {
        let press = FeeOf(Id::new());
        assert_eq!(FeeOf::unpack(&press.pack()), Some(press));
        assert_eq!(FeeOf::unpack("of an older release"), None);
    }
}
