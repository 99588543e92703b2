//! Reading what was said as an answer to the open question of the form.

use super::{
    dialogue::{Answer, At, LogCall},
    model::{Direction, Outcome, Purpose, Wanted},
};
use crate::{
    bot::{dialogue::SKIP, frame::SAVE, said::Said, turn::Turn, widgets::DayChoice},
    capture::{self, Heard},
    clients,
    db::Id,
    error::Result,
    features::invoices,
    money::Money,
    people::Role,
    t,
    text::Text,
    when,
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};

/// A promise may be so far ahead without the head, days (PRODUCT D2).
pub const PROMISE_DAYS: u64 = 30;
/// A next step may be so far ahead, days.
pub const NEXT_DAYS: u64 = 180;
/// A call may be logged so long after it, days; the head any time.
const LOG_DAYS: u64 = 7;
/// The longest spoken note, seconds.
const LONGEST_VOICE: i64 = 300;

/// Reads an answer; [`Answer::Wrong`] says what was wrong with an example.
pub async fn understand(turn: &Turn, state: &LogCall, said: &Said) -> Result<Answer> {
    let at = state.at.open();
    if let Said::Voice { seconds, .. } = said
        && *seconds > LONGEST_VOICE
    {
        return Ok(Answer::Wrong(t!("call-voice-too-long", minutes = LONGEST_VOICE / 60)));
    }
    if let Said::Photo(file) | Said::Document(file) | Said::Voice { file, .. } = said {
        return Ok(Answer::Attached(file.clone()));
    }
    Ok(match said {
        Said::Choice(choice) if choice == SKIP => Answer::Skip,
        Said::Choice(choice) => chosen(turn, state, at, choice).await?,
        Said::Text(text) => typed(turn, state, at, text).await?,
        Said::Contact { phone: Some(phone), .. } if at == At::Client => client(turn, phone.as_str()).await?,
        _ => Answer::Wrong(super::views::hint(at)),
    })
}

/// What can't be stored as it stands, and why: words understood at once, or a draft that has waited, may name a day off,
/// a day gone by or more money than is owed.
pub async fn objection(turn: &Turn, state: &LogCall) -> Result<Option<(At, Text)>> {
    let refused = |at, answer| match answer {
        Answer::Wrong(why) => Some((at, why)),
        _ => None,
    };
    let on = |at, on: NaiveDate, time: Option<NaiveTime>| match legal(turn, at, on) {
        Ok(()) => refused(at, at_work(turn, on, time)),
        Err(why) => Some((at, why)),
    };
    if let Some(Outcome::Promised { sum: Some(promised), .. }) = state.outcome
        && let Some(objection) = refused(At::Sum, sum(turn, state, promised).await?)
    {
        return Ok(Some(objection));
    }
    Ok(match (state.outcome, state.next) {
        (Some(Outcome::Promised { on: Some(day), .. }), _) => on(At::PromiseDay, day, None),
        (Some(Outcome::CallBack { on: Some(day), at }), _) => on(At::CallBackDay, day, at),
        (_, Wanted::Step(next)) => on(At::Next, next.on, next.at),
        _ => None,
    })
}

async fn chosen(turn: &Turn, state: &LogCall, at: At, choice: &str) -> Result<Answer> {
    let wrong = Answer::Wrong(super::views::hint(at));
    Ok(match at {
        At::Client => match Id::from_short(choice) {
            Some(id) => {
                let found = clients::by_id(&mut turn.db(), turn.scope(), id).await?;
                found.map_or_else(|| Answer::Wrong(t!("client-absent")), |client| Answer::Client(client.id))
            }
            None => wrong,
        },
        At::Outcome => choice.parse::<Heard>().map_or(wrong, |heard| Answer::Outcome(Outcome::of(heard))),
        At::Sum => match choice.parse::<i64>() {
            Ok(kopecks) => sum(turn, state, Money::from_kopecks(kopecks)).await?,
            Err(_) => wrong,
        },
        At::Direction => choice.parse::<Direction>().map_or(wrong, Answer::Direction),
        At::Purpose => choice.parse::<Purpose>().map_or(wrong, Answer::Purpose),
        At::Contact | At::WrongContact => match (Id::from_short(choice), state.client) {
            (Some(id), Some(client)) => {
                let found = clients::contact(&mut turn.db(), client, id).await?;
                found.map_or(wrong, |contact| Answer::Contact(contact.id))
            }
            _ => wrong,
        },
        At::Next if choice == "none" => Answer::Nothing,
        At::PromiseDay | At::PaidOn | At::CallBackDay | At::Next => day(turn, at, choice),
        At::Called => called(turn, choice),
        At::Note => wrong,
        At::Review => match choice {
            SAVE => Answer::Save,
            "outcome" => Answer::Edit(At::Outcome),
            "sum" => Answer::Edit(At::Sum),
            "day" => Answer::Edit(At::PromiseDay),
            "back" => Answer::Edit(At::CallBackDay),
            "paid" => Answer::Edit(At::PaidOn),
            "client" => Answer::Edit(At::Client),
            "contact" => Answer::Edit(At::Contact),
            "direction" => Answer::Edit(At::Direction),
            "purpose" => Answer::Edit(At::Purpose),
            "called" => Answer::Edit(At::Called),
            "note" => Answer::Edit(At::Note),
            "next" => Answer::Edit(At::Next),
            _ => wrong,
        },
    })
}

async fn typed(turn: &Turn, state: &LogCall, at: At, text: &str) -> Result<Answer> {
    Ok(match at {
        At::Client => client(turn, text).await?,
        At::Outcome => {
            let heard = capture::understand(text, turn.today());
            match (LogCall { outcome: None, ..state.clone() }).hear(&heard, turn.today()).outcome {
                Some(Outcome::Promised { sum: Some(promised), on }) => match sum(turn, state, promised).await? {
                    Answer::Sum(sum) => Answer::Outcome(Outcome::Promised { sum: Some(sum), on }),
                    wrong => wrong,
                },
                Some(outcome) => Answer::Outcome(outcome),
                None => Answer::Wrong(super::views::hint(at)),
            }
        }
        At::Sum => match Money::parse(text) {
            Some(money) => sum(turn, state, money).await?,
            None => Answer::Wrong(t!("sum-not-understood", words = text)),
        },
        At::PromiseDay | At::PaidOn | At::CallBackDay | At::Next => day(turn, at, text),
        At::Called => called(turn, text),
        At::Note | At::Review => Answer::Note(text.trim().to_owned(), turn.update().message_id),
        At::Direction | At::Purpose | At::Contact | At::WrongContact => Answer::Wrong(super::views::hint(at)),
    })
}

async fn client(turn: &Turn, query: &str) -> Result<Answer> {
    let found = clients::find(&mut turn.db(), turn.scope(), query, turn.today()).await?;
    Ok(match found.as_slice() {
        [] => Answer::Wrong(t!("client-not-found", query = query)),
        [one] if one.exact => Answer::Client(one.client.id),
        many => match many.iter().find(|hit| hit.exact) {
            Some(hit) => Answer::Client(hit.client.id),
            None => Answer::Unsure(query.to_owned()),
        },
    })
}

/// A promised sum is more than nothing and at most what is owed, if anything is.
async fn sum(turn: &Turn, state: &LogCall, sum: Money) -> Result<Answer> {
    let Some(client) = super::views::client_of(turn, state).await? else { return Ok(Answer::Sum(sum)) };
    let open = invoices::open_of(&mut turn.db(), client.id).await?;
    let owed: Money = open.iter().map(invoices::Invoice::left).sum();
    Ok(match owed {
        Money::ZERO => Answer::Sum(sum),
        owed if sum > owed => Answer::Wrong(t!("promise-too-much", sum = sum, owed = owed)),
        _ => Answer::Sum(sum),
    })
}

/// A day, with a time behind it where that makes sense: `завтра в 15`.
fn day(turn: &Turn, at: At, words: &str) -> Answer {
    if at == At::PaidOn {
        return days(turn, at).read(words).map_or_else(Answer::Wrong, |day| Answer::Day(day, None));
    }
    let heard = capture::understand(words, turn.today());
    let (words, time) = match (heard.day, heard.time) {
        (Some(day), time) => (day.to_string(), time),
        (None, Some(time)) if heard.rest.is_empty() => (turn.today().to_string(), Some(time)),
        (None, _) => (words.to_owned(), None),
    };
    match days(turn, at).read(&words) {
        Err(why) => Answer::Wrong(why),
        Ok(day) => at_work(turn, day, time),
    }
}

/// The days that can answer a question.
pub(super) fn days(turn: &Turn, at: At) -> DayChoice<'_> {
    let today = turn.today();
    match at {
        At::PaidOn => DayChoice::of(turn, today - Days::new(60)..=today),
        At::PromiseDay if !turn.me().is_any(&[Role::Head]) => DayChoice::ahead(turn, PROMISE_DAYS),
        _ => DayChoice::ahead(turn, NEXT_DAYS),
    }
}

fn legal(turn: &Turn, at: At, day: NaiveDate) -> Result<(), Text> {
    days(turn, at).within(day)
}

/// A day off is no day to pay or to call; the working day before or after is offered.
fn at_work(turn: &Turn, day: NaiveDate, time: Option<NaiveTime>) -> Answer {
    let calendar = turn.calendar();
    if !calendar.is_working(day) {
        let before = calendar.working_day_on_or_before(day);
        let other = if before >= turn.today() { before } else { calendar.next_working_day(day) };
        return Answer::Wrong(t!("day-off", day = day, other = other));
    }
    let passed = time.and_then(|time| moment(turn, day, time)).is_some_and(|at| at <= turn.now());
    if passed {
        return Answer::Wrong(t!("time-passed", time = time.map(when::human_time).unwrap_or_default()));
    }
    Answer::Day(day, time)
}

/// When the call was: `вчера 15:30`, `14:20`.
fn called(turn: &Turn, words: &str) -> Answer {
    let heard = capture::understand(words, turn.today());
    let day = heard.day.unwrap_or_else(|| turn.today());
    let time = heard.time.or_else(|| when::parse_time(&heard.rest));
    let at = match time {
        Some(time) => moment(turn, day, time),
        None if heard.day.is_some() => moment(turn, day, NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default()),
        None => None,
    };
    let oldest = turn.now() - Days::new(LOG_DAYS);
    match at {
        None => Answer::Wrong(t!("call-when-not-understood", words = words)),
        Some(at) if at > turn.now() => Answer::Wrong(t!("call-in-future")),
        Some(at) if at < oldest && !turn.me().is_any(&[Role::Head]) => {
            Answer::Wrong(t!("call-too-old", days = i64::try_from(LOG_DAYS).unwrap_or_default()))
        }
        Some(at) => Answer::Called(at),
    }
}

fn moment(turn: &Turn, day: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
    turn.me().zone.from_local_datetime(&day.and_time(time)).earliest().map(|at| at.to_utc())
}
