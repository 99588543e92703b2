//! The client is warned that it comes later, in words the manager sees before they go; by when, if that is known. And the
//! courier's number, to be tapped.

use super::{
    press::{Deed, Follow},
    rows as warnings,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question},
        frame::SAVE,
        governor::{self, Matter, Writing, Written},
        said::Said,
        screen::{Button, Screen},
        turn::Turn,
    },
    clients,
    db::Id,
    error::{Error, Result},
    features::deliveries::{
        KEEPERS, card, cards, carriers, courier, mine,
        model::{Delivery, State},
        receipt, rows,
    },
    t,
    text::Text,
    when,
};
use chrono::{DateTime, NaiveTime, TimeZone, Utc};
use serde::{Deserialize, Serialize};

/// A warning being written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarnClient {
    delivery: Id<Delivery>,
    /// By when it comes, as the person who warns counts hours.
    until: Option<NaiveTime>,
}

/// What was answered, read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Answer {
    Until(NaiveTime),
    NoTime,
    Send,
    Wrong,
}

/// What follows.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Ask(WarnClient),
    Send(WarnClient),
    Again,
}

impl WarnClient {
    /// Pure: no database, no clock, no Telegram.
    fn step(mut self, answer: Answer) -> Step {
        match answer {
            Answer::Until(time) => self.until = Some(time),
            Answer::NoTime => self.until = None,
            Answer::Send => return Step::Send(self),
            Answer::Wrong => return Step::Again,
        }
        Step::Ask(self)
    }
}

/// A press on an alert or a card.
pub async fn press(turn: Turn, Follow { delivery, deed }: Follow) -> Result {
    let delivery = mine(&turn, delivery).await?;
    match deed {
        Deed::Call => call(&turn, &delivery).await,
        Deed::Warn if delivery.state.is_moving() => turn.open(&WarnClient { delivery: delivery.id, until: None }).await,
        Deed::Warn => turn.toast(t!("follow-nothing-to-warn", state = card::state(delivery.state))).await,
    }
}

/// `📞 Позвонить курьеру`: name and number, as text a phone can tap.
async fn call(turn: &Turn, delivery: &Delivery) -> Result {
    let seen = courier::seen(&mut turn.db(), delivery.id).await?;
    let leg = carriers::seen(&mut turn.db(), delivery.id).await?;
    let of_courier = seen.and_then(|seen| seen.phone.map(|phone| (seen.name, seen.car, phone)));
    let of_driver = leg.and_then(|leg| leg.phone.map(|phone| (leg.driver, leg.car, phone)));
    let screen = match of_courier.or(of_driver) {
        Some((name, car, phone)) => {
            let who: Vec<String> = [name, car].into_iter().filter(|part| !part.is_empty()).collect();
            Screen::new(t!("follow-call", delivery = card::named(delivery), who = who.join(", "), phone = &phone))
        }
        None => Screen::new(t!("follow-call-unknown", delivery = card::named(delivery))),
    };
    turn.reply(screen.about(delivery.client).row([card::button(delivery)])).await.map(drop)
}

/// What the client will read.
fn text(delivery: &Delivery, until: Option<DateTime<Utc>>) -> Text {
    let number = delivery.number.to_string();
    match until {
        Some(at) => t!("parcel-warning-until", number = number, at = at),
        None => t!("parcel-warning", number = number),
    }
}

/// The typed time as a moment of today.
fn moment(turn: &Turn, state: &WarnClient) -> Option<DateTime<Utc>> {
    let zone = turn.me().zone;
    let local = turn.today().and_time(state.until?);
    zone.from_local_datetime(&local).earliest().map(|at| at.to_utc())
}

fn understand(turn: &Turn, state: &WarnClient, said: &Said) -> Answer {
    match said {
        Said::Choice(choice) if choice == SAVE => Answer::Send,
        Said::Choice(choice) if choice == "none" => Answer::NoTime,
        Said::Text(words) => {
            let words = words.trim().trim_start_matches("до ").trim_start_matches("к ");
            let time = when::parse_time(words);
            let ahead = |time: &NaiveTime| {
                moment(turn, &WarnClient { until: Some(*time), ..state.clone() }).is_some_and(|at| at > turn.now())
            };
            time.filter(ahead).map_or(Answer::Wrong, Answer::Until)
        }
        _ => Answer::Wrong,
    }
}

/// Read, step, write.
pub async fn answer(turn: Turn, state: WarnClient, said: Said) -> Result {
    let answer = understand(&turn, &state, &said);
    match state.step(answer) {
        Step::Ask(next) => turn.ask(&next).await,
        Step::Again => turn.again(t!("follow-warn-hint")).await,
        Step::Send(state) => send(&turn, &state).await,
    }
}

async fn send(turn: &Turn, state: &WarnClient) -> Result {
    if !turn.me().is_any(KEEPERS) {
        return Err(Error::User(t!("delivery-absent")));
    }
    let delivery = mine(turn, state.delivery).await?;
    if !delivery.state.is_moving() {
        let gone = t!("follow-nothing-to-warn", state = card::state(delivery.state));
        return turn.finish(Screen::new(gone).row([card::button(&delivery)])).await;
    }
    let until = moment(turn, state);
    let company =
        clients::known(&mut turn.db(), delivery.client).await?.ok_or_else(|| Error::other("a client is gone"))?;
    let me = turn.me().id;
    let warning = warnings::put_warning(&mut turn.db(), delivery.id, until, me, turn.stamp()).await?;
    let people = receipt::receivers(&mut turn.db(), company.id).await?;
    let (mut now, mut later) = (0_usize, None);
    for person in &people {
        let screen = Screen::new(text(&delivery, until));
        let writing = Writing {
            client: &company,
            person,
            matter: Matter::Notice,
            key: format!("parcel-warning:{warning}:{}", person.id),
            screen: &screen,
            objections: Vec::new(),
            wrote_at: None,
        };
        match governor::write(&mut turn.db(), writing, turn.moment()).await? {
            Written::Now(_) => now += 1,
            Written::Later(_, at, _) => later = Some(at),
            Written::Held(_) | Written::Nothing => {}
        }
    }
    turn.happened("delivery.warned", Some(delivery.client), delivery.id, &until).await?;
    cards::refresh(&mut turn.db(), delivery.id, None, turn.moment()).await?;
    turn.publish(crate::news::News::Changed { rule: super::E4, client: Some(delivery.client) }).await?;
    let said = match (now, later) {
        (0, None) => t!("follow-warned-nobody", name = &delivery.contact_name, phone = delivery.contact_phone.human()),
        (0, Some(at)) => t!("follow-warned-later", at = at),
        _ => t!("follow-warned"),
    };
    turn.finish(Screen::new(said).about(delivery.client).row([card::button(&delivery)])).await
}

impl Dialogue for WarnClient {
    const NAME: &'static str = "delivery-warn";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        let delivery = rows::by_id(&mut turn.db(), turn.scope(), self.delivery).await?;
        Ok(delivery.map_or_else(
            || t!("follow-warn-button"),
            |delivery| t!("follow-warn-title", delivery = card::named(&delivery)),
        ))
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        let delivery = mine(turn, self.delivery).await?;
        let header = t!("follow-warn-title", delivery = card::named(&delivery));
        let mut question = Question::new(header, t!("follow-warn-ask"));
        question.filled = vec![t!("follow-warn-text", text = text(&delivery, moment(turn, self)))];
        question.rows = vec![vec![Button::choice(t!("follow-warn-send"), SAVE)]];
        if self.until.is_some() {
            question.rows.push(vec![Button::choice(t!("follow-warn-no-time"), "none")]);
        }
        question.number_is_answer = true;
        Ok(question)
    }

    fn filled(&self) -> usize {
        usize::from(self.until.is_some())
    }

    fn back(self) -> Option<Self> {
        None
    }

    fn review(self) -> Option<Self> {
        None
    }
}

/// Whether the client can still be warned.
pub fn may_warn(delivery: &Delivery) -> bool {
    delivery.state.is_moving() && delivery.state != State::ReadyForPickup
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_typed_taken_back_and_the_rest_is_sent() {
        let state = WarnClient { delivery: Id::new(), until: None };
        let four = NaiveTime::from_hms_opt(16, 30, 0).unwrap();
        let Step::Ask(with) = state.clone().step(Answer::Until(four)) else { panic!() };
        assert_eq!(with.until, Some(four));
        assert_eq!(with.clone().step(Answer::Send), Step::Send(with.clone()));
        assert_eq!(with.step(Answer::NoTime), Step::Ask(state.clone()));
        assert_eq!(state.step(Answer::Wrong), Step::Again);
    }
}
