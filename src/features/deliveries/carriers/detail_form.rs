//! The form of one more thing about a carrier's delivery, as it is shown, read and saved.

use super::{
    detail::{Answer, At, Detail, Step, Told, What},
    hand_form::HORIZON,
    leg::{self, Carriage},
    offers, press,
    press::Done,
    read, steps,
};
use crate::{
    bot::{
        dialogue::{Question, SKIP},
        said::Said,
        screen::Button,
        shown::{self, Side},
        turn::Turn,
        widgets::DayChoice,
    },
    db::{Day, Id},
    error::{Error, Result},
    features::{
        deliveries::{
            KEEPERS, card, mine,
            model::{Delivery, State},
            rows,
        },
        tasks::{self, Task},
    },
    money::Money,
    people::{self, Role},
    t,
    text::Text,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The longest reason, characters.
const LONGEST: usize = 300;

/// Why it comes on another day, ready to be chosen.
const REASONS: [&str; 3] = ["late", "car", "client"];

/// What is needed to take a bill back.
#[derive(Debug, Serialize, Deserialize)]
pub struct Billed {
    /// What it was to cost.
    pub price: Option<Money>,
    /// The bill before.
    pub bill: Option<Money>,
    /// Who pays it is told so.
    pub task: Id<Task>,
}

/// What is needed to take another day back.
#[derive(Debug, Serialize, Deserialize)]
pub struct Moved {
    /// The day before.
    pub from: Option<NaiveDate>,
    /// The day then.
    pub to: NaiveDate,
}

/// What it is called.
pub fn name(what: What) -> Text {
    match what {
        What::Offer => t!("carrier-what-offer"),
        What::Car => t!("carrier-what-car"),
        What::Track => t!("carrier-what-track"),
        What::Move => t!("carrier-what-move"),
        What::Free => t!("carrier-what-free"),
        What::Bill => t!("carrier-what-bill"),
    }
}

fn reason(key: &str) -> Text {
    match key {
        "late" => t!("carrier-why-late"),
        "car" => t!("carrier-why-car"),
        _ => t!("carrier-why-client"),
    }
}

/// What kind of answer the open question wants.
pub fn hint(state: &Detail) -> Text {
    match (state.what, state.at.open()) {
        (What::Offer, _) => t!("carrier-tell-offer"),
        (What::Car, _) => t!("carrier-hint-car"),
        (What::Track, _) => t!("carrier-hint-track"),
        (What::Move, At::Why) => t!("carrier-hint-why"),
        (What::Move | What::Free, _) => t!("task-hint-day"),
        (What::Bill, _) => t!("carrier-hint-bill"),
    }
}

/// The open question.
pub fn question(turn: &Turn, state: &Detail, delivery: &Delivery, page: &str) -> Question {
    let ask = match (state.what, state.at.open()) {
        (What::Offer, _) => t!("carrier-tell-offer"),
        (What::Car, _) => t!("carrier-tell-car"),
        (What::Track, _) => t!("carrier-hand-track"),
        (What::Move, At::What) => t!("carrier-tell-move"),
        (What::Move, At::Why) => t!("carrier-tell-why"),
        (What::Free, _) => t!("carrier-tell-free"),
        (What::Bill, _) => t!("carrier-tell-bill"),
    };
    let header = t!("carrier-detail-title", what = name(state.what), delivery = card::named(delivery));
    let mut question = Question::new(header, ask);
    question.can_go_back = state.at.can_go_back();
    let asks_day = state.at.open() == At::What && matches!(state.what, What::Move | What::Free);
    question.number_is_answer = state.at.open() == At::What;
    if asks_day {
        DayChoice::ahead(turn, HORIZON).ask(&mut question, page);
    }
    if state.at.open() == At::Why {
        question.filled = state.day.map(|day| t!("carrier-planned", day = day)).into_iter().collect();
        question.rows = REASONS.map(|key| vec![Button::choice(reason(key), key)]).to_vec();
    }
    if state.what == What::Car {
        question.skip = Some(t!("carrier-skip-car"));
    }
    question
}

/// Read what the step needs, take the step, write what it says.
pub async fn answer(turn: Turn, state: Detail, said: Said) -> Result {
    let answer = understand(&turn, &state, &said);
    match state.step(answer) {
        Step::Ask(next) => turn.ask(&next).await,
        Step::Again(why) => turn.again(why).await,
        Step::Save(id, told) => {
            if !turn.me().is_any(KEEPERS) {
                return Err(Error::User(t!("delivery-absent")));
            }
            let delivery = mine(&turn, id).await?;
            match save(&turn, &delivery, told).await {
                // What was typed is kept for editing.
                Err(Error::User(why)) => turn.again(why).await,
                Err(other) => Err(other),
                Ok(said) => {
                    let screen = press::card(&turn, id, Some(said)).await?;
                    press::finish(&turn, id, screen).await
                }
            }
        }
    }
}

fn understand(turn: &Turn, state: &Detail, said: &Said) -> Answer {
    let wrong = || Answer::Wrong(hint(state));
    match (state.what, state.at.open(), said) {
        (What::Car, _, Said::Choice(choice)) if choice == SKIP => Answer::Skip,
        (What::Car, _, Said::Text(text)) => {
            read::car(text).map_or_else(wrong, |(driver, phone, car)| Answer::Car(driver, phone, car))
        }
        (What::Track, _, Said::Text(text)) => match read::track(text) {
            Some(number) => Answer::Track(number),
            None => Answer::Wrong(t!("carrier-track-wrong", words = text)),
        },
        (What::Bill, _, Said::Text(text)) => match Money::parse(text) {
            Some(sum) => Answer::Sum(sum),
            None => Answer::Wrong(t!("sum-not-understood", words = text)),
        },
        (What::Move, At::Why, Said::Choice(choice)) if REASONS.contains(&choice.as_str()) => {
            Answer::Words(reason(choice).plain(&turn.reader()))
        }
        (What::Move | What::Free, At::What, Said::Choice(words) | Said::Text(words)) => {
            DayChoice::ahead(turn, HORIZON).read(words).map_or_else(Answer::Wrong, Answer::Day)
        }
        (What::Offer, _, Said::Text(text)) | (What::Move, At::Why, Said::Text(text)) if !text.trim().is_empty() => {
            Answer::Words(text.trim().chars().take(LONGEST).collect())
        }
        _ => wrong(),
    }
}

async fn save(turn: &Turn, delivery: &Delivery, told: Told) -> Result<Done> {
    if let Told::Offers(words) = told {
        What::Offer.allowed(delivery)?;
        return offers::note(turn, delivery, &words).await;
    }
    let leg = leg::of(&mut turn.db(), delivery.id).await?.ok_or_else(press::not_now)?;
    match told {
        Told::Offers(_) => Err(press::not_now()),
        Told::Car(car) => set_out(turn, delivery, leg, car).await,
        Told::Track(track) => {
            What::Track.allowed(delivery)?;
            let said = t!("carrier-said-track", number = &track);
            leg::put(&mut turn.db(), delivery.id, &Carriage { track, ..leg }, turn.stamp()).await?;
            Ok((said, None))
        }
        Told::Moved(to, why) => moved(turn, delivery, leg, to, &why).await,
        Told::Free(day) => {
            What::Free.allowed(delivery)?;
            leg::put(&mut turn.db(), delivery.id, &Carriage { free: Some(Day(day)), ..leg }, turn.stamp()).await?;
            Ok((t!("carrier-said-free", day = day), None))
        }
        Told::Bill(sum) => billed(turn, delivery, leg, sum).await,
    }
}

async fn set_out(
    turn: &Turn,
    delivery: &Delivery,
    leg: Carriage,
    car: Option<(String, crate::phone::Phone, String)>,
) -> Result<Done> {
    What::Car.allowed(delivery)?;
    if let Some((driver, phone, car)) = car {
        let leg = Carriage { driver, phone: Some(phone), car, ..leg };
        leg::put(&mut turn.db(), delivery.id, &leg, turn.stamp()).await?;
    }
    if delivery.state != State::Ordered {
        return Ok((t!("carrier-said-changed"), None));
    }
    let event = steps::taken(turn, delivery, State::Assigned).await?;
    Ok((t!("carrier-said-set-out"), event))
}

async fn moved(turn: &Turn, delivery: &Delivery, leg: Carriage, to: NaiveDate, why: &str) -> Result<Done> {
    What::Move.allowed(delivery)?;
    let from = leg.planned.map(|day| day.0);
    let (me, now) = (turn.me().id, turn.stamp());
    leg::moved(&mut turn.db(), delivery.id, (from, to), why, me, now).await?;
    leg::put(&mut turn.db(), delivery.id, &Carriage { planned: Some(Day(to)), ..leg }, now).await?;
    let event = turn.happened("carrier.moved", Some(delivery.client), delivery.id, &Moved { from, to }).await?;
    let shown = shown::all(&mut turn.db(), &delivery.link()).await?;
    let sees = shown.iter().any(|shown| shown.side == Side::Client);
    let said = if sees { t!("carrier-said-moved-seen", day = to) } else { t!("carrier-said-moved-unseen", day = to) };
    Ok((said, Some(event)))
}

/// The bill is what it costs; whoever pays gets a task.
async fn billed(turn: &Turn, delivery: &Delivery, leg: Carriage, sum: Money) -> Result<Done> {
    What::Bill.allowed(delivery)?;
    let accounting = people::all_with_role(&mut turn.db(), Role::Accounting).await?.into_iter().next();
    let payer = accounting.unwrap_or_else(|| turn.me().clone());
    let text = t!(
        "carrier-task-pay",
        carrier = &leg.carrier,
        sum = sum,
        number = delivery.number.to_string(),
        client = &delivery.client_name
    );
    let today = payer.today(turn.now());
    let new = tasks::New {
        kind: tasks::Kind::Own,
        text: text.plain(&payer.reader(turn.now())),
        client: Some(delivery.client),
        owner: payer.id,
        author: Some(turn.me().id),
        due_on: turn.calendar().next_working_day(today),
        due_time: None,
    };
    let task = tasks::put(&mut turn.db(), new, turn.stamp()).await?;
    let data = Billed { price: delivery.price, bill: leg.bill, task: task.id };
    rows::set_price(&mut turn.db(), delivery.id, Some(sum), turn.stamp()).await?;
    leg::put(&mut turn.db(), delivery.id, &Carriage { bill: Some(sum), ..leg }, turn.stamp()).await?;
    let event = turn.happened("carrier.billed", Some(delivery.client), delivery.id, &data).await?;
    Ok((t!("carrier-said-bill", sum = sum, name = &payer.name, day = task.due_on), Some(event)))
}
