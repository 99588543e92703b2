//! The form of a pause (PRODUCT 4.6): for whom we wait, why and until which day.

use super::{
    audience::Hand,
    clock::{Pause, PausedFor},
    model::Request,
    queries, support, thread, waits,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, Trail},
        frame::SAVE,
        said::Said,
        screen::{Button, Screen},
        turn::Turn,
        widgets::DayChoice,
    },
    calendar::WorkingTime,
    clients,
    db::Id,
    error::{Error, Result},
    features::hello,
    t,
    text::Text,
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use serde::{Deserialize, Serialize};

/// Nobody waits longer than so many days.
const HORIZON: u64 = 30;
/// The longest reason, characters.
const LONGEST: usize = 200;

/// The questions of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// For whom do we wait?
    Whom,
    /// Why?
    Reason,
    /// Until which day?
    Until,
    /// Is everything right?
    Review,
}

/// A pause being written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PauseClock {
    at: Trail<At>,
    request: Id<Request>,
    whom: Option<PausedFor>,
    reason: String,
    until: Option<NaiveDate>,
}

impl PauseClock {
    /// Begins.
    pub fn begin(request: Id<Request>) -> Self {
        Self { at: Trail::at(At::Whom), request, whom: None, reason: String::new(), until: None }
    }
}

/// From the next working day on.
fn days(turn: &Turn) -> DayChoice<'_> {
    let today = turn.today();
    DayChoice::of(turn, turn.calendar().next_working_day(today)..=today + Days::new(HORIZON))
}

/// An answer to the form.
pub async fn answer(turn: Turn, mut state: PauseClock, said: Said) -> Result {
    match (state.at.open(), said) {
        (At::Whom, Said::Choice(choice)) => {
            let Ok(whom) = choice.parse() else { return turn.again(t!("frame-press-a-button")).await };
            state.whom = Some(whom);
            state.at.go(if state.reason.is_empty() { At::Reason } else { At::Review });
        }
        (At::Reason, Said::Text(text)) if (1..=LONGEST).contains(&text.trim().chars().count()) => {
            text.trim().clone_into(&mut state.reason);
            state.at.go(if state.until.is_none() { At::Until } else { At::Review });
        }
        (At::Until, Said::Text(words) | Said::Choice(words)) => {
            match days(&turn).read(&words) {
                Ok(day) if !turn.calendar().is_working(day) => {
                    let other = turn.calendar().next_working_day(day);
                    return turn.again(t!("day-off", day = day, other = other)).await;
                }
                Ok(day) => state.until = Some(day),
                Err(why) => return turn.again(why).await,
            }
            state.at.go(At::Review);
        }
        (At::Review, Said::Choice(choice)) => match choice.as_str() {
            SAVE => return save(&turn, &state).await,
            "whom" => state.at.go(At::Whom),
            "reason" => state.at.go(At::Reason),
            "until" => state.at.go(At::Until),
            _ => return turn.again(t!("frame-press-a-button")).await,
        },
        (At::Reason, _) => return turn.again(t!("pause-hint-reason")).await,
        (At::Whom | At::Until | At::Review, _) => return turn.again(t!("frame-press-a-button")).await,
    }
    turn.ask(&state).await
}

async fn save(turn: &Turn, state: &PauseClock) -> Result {
    let request = support::writable(turn, state.request).await?.ok_or_else(|| Error::User(t!("request-absent")))?;
    let (Some(whom), Some(day)) = (state.whom, state.until) else {
        return Err(Error::other("a pause without a day passed the review"));
    };
    let wait = waits::open_of(&mut turn.db(), request.id).await?;
    let Some(mut wait) = wait else { return Err(Error::User(t!("pause-nobody-waits"))) };
    let hand = Hand::of(&mut turn.db(), request.owner).await?;
    let time = hand.time(turn.moment());
    let until = morning(time, day);
    let pause = Pause { whom, reason: state.reason.clone(), until };
    let paused = wait.clock.clone().pause(turn.now(), pause, time);
    wait.clock = paused.map_err(|_| Error::User(t!("pause-not-running")))?;
    waits::store(&mut turn.db(), &wait).await?;
    let event = turn.happened("request.paused", Some(request.client), request.id, &()).await?;
    thread::refresh(&mut turn.db(), request.id, turn.moment()).await?;
    turn.publish(crate::news::News::Changed { rule: super::E1, client: Some(request.client) }).await?;
    let screen = Screen::new(t!("pause-saved", number = request.shown(), until = until))
        .row([super::undo_button(event)])
        .row(hello::menu_row());
    turn.finish(screen).await
}

/// When work begins on a day.
fn morning(time: WorkingTime<'_>, day: NaiveDate) -> DateTime<Utc> {
    let local = day.and_time(NaiveTime::MIN);
    let midnight = time.zone.from_local_datetime(&local).earliest();
    time.next_open(midnight.map_or_else(|| local.and_utc(), |at| at.to_utc()))
}

impl Dialogue for PauseClock {
    const NAME: &'static str = "request-pause";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        let request = queries::known(&mut turn.db(), self.request).await?;
        let client = match &request {
            Some(request) => clients::known(&mut turn.db(), request.client).await?,
            None => None,
        };
        let number = request.map_or_else(|| Text::verbatim(""), |request| request.shown());
        let client = client.map_or_else(String::new, |client| client.name);
        Ok(t!("pause-header", number = number, client = client))
    }

    async fn show(&self, turn: &Turn, page: &str) -> Result<Question> {
        let ask = match self.at.open() {
            At::Whom => t!("pause-ask-whom"),
            At::Reason => t!("pause-ask-reason"),
            At::Until => t!("pause-ask-until"),
            At::Review => t!("pause-ask-review"),
        };
        let mut question = Question::new(self.title(turn).await?, ask);
        let whom = self.whom.map(|whom| match whom {
            PausedFor::Client => t!("pause-client"),
            PausedFor::ThirdParty => t!("pause-other"),
        });
        let reason = (!self.reason.is_empty()).then(|| t!("pause-field-reason", reason = &self.reason));
        let until = self.until.map(|day| t!("pause-field-until", day = day));
        question.filled = whom.into_iter().chain(reason).chain(until).collect();
        question.can_go_back = self.at.can_go_back();
        match self.at.open() {
            At::Whom => {
                question.rows = vec![vec![
                    Button::choice(t!("pause-client"), PausedFor::Client.name()),
                    Button::choice(t!("pause-other"), PausedFor::ThirdParty.name()),
                ]];
            }
            At::Reason => question.number_is_answer = true,
            At::Until => {
                days(turn).ask(&mut question, page);
            }
            At::Review => {
                question.rows = vec![
                    vec![Button::choice(t!("frame-save"), SAVE)],
                    vec![
                        Button::choice(t!("pause-edit-whom"), "whom"),
                        Button::choice(t!("pause-edit-reason"), "reason"),
                        Button::choice(t!("pause-edit-until"), "until"),
                    ],
                ];
            }
        }
        Ok(question)
    }

    fn filled(&self) -> usize {
        usize::from(self.whom.is_some()) + usize::from(!self.reason.is_empty()) + usize::from(self.until.is_some())
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(mut self) -> Option<Self> {
        if self.whom.is_none() || self.reason.is_empty() || self.until.is_none() {
            return None;
        }
        self.at.go(At::Review);
        Some(self)
    }
}
