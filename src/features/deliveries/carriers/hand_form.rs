//! The form of handing over to a carrier, as it is shown, read and saved.

use super::{
    hand::{Answer, At, HandOver, Ready, Step},
    leg::{self, Carriage, Reach},
    offers, press, read,
};
use crate::{
    bot::{
        dialogue::{Question, SKIP},
        frame::SAVE,
        said::Said,
        screen::Button,
        turn::Turn,
        widgets::DayChoice,
    },
    db::Day,
    error::{Error, Result},
    features::deliveries::{KEEPERS, card, cards, mine, model::Delivery},
    t,
    text::Text,
};

/// Nothing is on its way for longer.
pub const HORIZON: u64 = 90;
/// The longest words, characters.
const LONGEST: usize = 200;
/// The choice behind `✏️ Другая`.
const OTHER: &str = "other";
/// More pieces are no delivery of ours.
const MOST: i64 = 500;

const EDITS: [(At, &str); 7] = [
    (At::Carrier, "carrier"),
    (At::Reach, "reach"),
    (At::Terminal, "terminal"),
    (At::Places, "places"),
    (At::Weight, "weight"),
    (At::Track, "track"),
    (At::Planned, "planned"),
];

/// Read what the step needs, take the step, write what it says.
pub async fn answer(turn: Turn, state: HandOver, said: Said) -> Result {
    let names = super::book::names(&mut turn.db()).await?;
    let answer = understand(&turn, &state, &names, &said);
    match state.step(answer) {
        Step::Ask(next) => turn.ask(&next).await,
        Step::Again(why) => turn.again(why).await,
        Step::Save(ready) => save(&turn, *ready).await,
    }
}

fn understand(turn: &Turn, state: &HandOver, names: &[(String, String)], said: &Said) -> Answer {
    let at = state.at.open();
    let wrong = || Answer::Wrong(hint(at));
    let typed = |text: &str| text.trim().chars().take(LONGEST).collect::<String>();
    match (at, said) {
        (At::Carrier, Said::Choice(choice)) if choice == OTHER => Answer::Other,
        (At::Carrier, Said::Choice(choice)) => {
            let named = names.iter().find(|(key, _)| key == choice);
            named.map_or_else(wrong, |(_, name)| Answer::Carrier(name.clone()))
        }
        (At::Carrier | At::Other, Said::Text(text)) if !text.trim().is_empty() => Answer::Carrier(typed(text)),
        (At::Reach, Said::Choice(choice)) => choice.parse().map_or_else(|_| wrong(), Answer::Reach),
        (At::Terminal, Said::Text(text)) if !text.trim().is_empty() => Answer::Terminal(typed(text)),
        (At::Track, Said::Choice(choice)) if choice == SKIP => Answer::Track(String::new()),
        (At::Track, Said::Text(text)) => match read::track(text) {
            Some(number) => Answer::Track(number),
            None => Answer::Wrong(t!("carrier-track-wrong", words = text)),
        },
        (At::Planned, Said::Choice(words) | Said::Text(words)) => {
            DayChoice::ahead(turn, HORIZON).read(words).map_or_else(Answer::Wrong, Answer::Day)
        }
        (At::Places, Said::Text(text)) => match text.trim().parse() {
            Ok(count) if (1..=MOST).contains(&count) => Answer::Places(count),
            _ => wrong(),
        },
        (At::Weight, Said::Text(text)) => read::weight(text).map_or_else(wrong, Answer::Weight),
        (At::Review, Said::Choice(choice)) if choice == SAVE => Answer::Save,
        (At::Review, Said::Choice(choice)) => {
            EDITS.iter().find(|(_, name)| name == choice).map_or_else(wrong, |(at, _)| Answer::Edit(*at))
        }
        _ => wrong(),
    }
}

/// What kind of answer the open question wants.
pub fn hint(at: At) -> Text {
    match at {
        At::Carrier | At::Other => t!("carrier-hint-name"),
        At::Terminal => t!("carrier-hint-terminal"),
        At::Track => t!("carrier-hint-track"),
        At::Places => t!("carrier-hint-places"),
        At::Weight => t!("carrier-hint-weight"),
        At::Planned => t!("task-hint-day"),
        At::Reach | At::Review => t!("frame-press-a-button"),
    }
}

/// How far they bring it, in words.
pub fn reach(reach: Reach) -> Text {
    match reach {
        Reach::Terminal => t!("carrier-to-terminal"),
        Reach::Door => t!("carrier-to-door"),
    }
}

/// The open question.
pub fn question(
    turn: &Turn,
    state: &HandOver,
    delivery: &Delivery,
    names: &[(String, String)],
    page: &str,
) -> Question {
    let at = state.at.open();
    let ask = match at {
        At::Carrier => t!("carrier-hand-carrier"),
        At::Other => t!("carrier-hand-other"),
        At::Reach => t!("carrier-hand-reach"),
        At::Terminal => t!("carrier-hand-terminal"),
        At::Track => t!("carrier-hand-track"),
        At::Planned => t!("carrier-hand-planned"),
        At::Places => t!("carrier-hand-places"),
        At::Weight => t!("carrier-hand-weight"),
        At::Review => t!("carrier-hand-review"),
    };
    let mut question = Question::new(t!("carrier-hand-title", delivery = card::named(delivery)), ask);
    question.can_go_back = state.at.can_go_back();
    question.number_is_answer = matches!(at, At::Terminal | At::Track | At::Places | At::Weight | At::Other);
    question.filled = filled(state);
    match at {
        At::Carrier => {
            let names: Vec<Button> =
                names.iter().map(|(key, name)| Button::choice(Text::verbatim(name), key)).collect();
            question.rows = names.chunks(2).map(<[Button]>::to_vec).collect();
            question.rows.push(vec![Button::choice(t!("carrier-other-button"), OTHER)]);
        }
        At::Reach => {
            let choice = |to: Reach| Button::choice(reach(to), to.name());
            question.rows = vec![vec![choice(Reach::Terminal), choice(Reach::Door)]];
        }
        At::Track => question.skip = Some(t!("carrier-skip-track")),
        At::Planned => DayChoice::ahead(turn, HORIZON).ask(&mut question, page),
        At::Review => {
            let save =
                if delivery.state.is_before_order() { t!("carrier-hand-order") } else { t!("carrier-hand-save") };
            let edits = EDITS.iter().filter(|(at, _)| *at != At::Terminal || state.reach == Some(Reach::Terminal));
            let edits: Vec<Button> = edits.map(|(at, name)| Button::choice(edit_label(*at), *name)).collect();
            question.rows = vec![vec![Button::choice(save, SAVE)]];
            question.rows.extend(edits.chunks(2).map(<[Button]>::to_vec));
        }
        At::Other | At::Terminal | At::Places | At::Weight => {}
    }
    question
}

fn edit_label(at: At) -> Text {
    match at {
        At::Carrier | At::Other => t!("carrier-edit-carrier"),
        At::Reach => t!("carrier-edit-reach"),
        At::Terminal => t!("carrier-edit-terminal"),
        At::Places => t!("carrier-edit-places"),
        At::Weight => t!("carrier-edit-weight"),
        At::Track => t!("carrier-edit-track"),
        At::Planned | At::Review => t!("carrier-edit-planned"),
    }
}

fn filled(state: &HandOver) -> Vec<Text> {
    let to = state.reach.map(|to| match (to, state.terminal.as_deref()) {
        (Reach::Terminal, Some(address)) if !address.is_empty() => t!("carrier-terminal", address = address),
        _ => reach(to),
    });
    let track = state.track.as_deref().map(|number| match number {
        "" => t!("carrier-no-track"),
        number => t!("carrier-track", number = number),
    });
    let size = t!("carrier-size", count = state.places, weight = card::kilograms(state.weight));
    let lines = [
        state.carrier.as_ref().map(|name| t!("carrier-by", name = name)),
        to,
        Some(size),
        track,
        state.planned.map(|day| t!("carrier-planned", day = day)),
    ];
    lines.into_iter().flatten().collect()
}

async fn save(turn: &Turn, ready: Ready) -> Result {
    let delivery = mine(turn, ready.delivery).await?;
    if !turn.me().is_any(KEEPERS) {
        return Err(Error::User(t!("delivery-absent")));
    }
    if !delivery.state.is_before_leaving() {
        return Err(press::not_now());
    }
    let known = leg::of(&mut turn.db(), delivery.id).await?;
    let leg = Carriage {
        carrier: ready.carrier,
        reach: ready.reach,
        terminal: ready.terminal,
        places: ready.places,
        weight: ready.weight,
        track: ready.track,
        planned: Some(Day(ready.planned)),
        ..known.unwrap_or_else(|| Carriage::large("", &delivery))
    };
    leg::put(&mut turn.db(), delivery.id, &leg, turn.stamp()).await?;
    if delivery.state.is_before_order() {
        let event = match offers::ordered(turn, &delivery).await? {
            Ok(event) => event,
            Err(objections) => {
                turn.finish(objections).await?;
                return cards::refresh(&mut turn.db(), delivery.id, None, turn.moment()).await;
            }
        };
        let said = t!("carrier-said-handing", carrier = &leg.carrier, day = ready.planned);
        let screen = press::card(turn, delivery.id, Some((said, Some(event)))).await?;
        return press::finish(turn, delivery.id, screen).await;
    }
    turn.happened("carrier.changed", Some(delivery.client), delivery.id, &()).await?;
    let screen = press::card(turn, delivery.id, Some((t!("carrier-said-changed"), None))).await?;
    press::finish(turn, delivery.id, screen).await
}
