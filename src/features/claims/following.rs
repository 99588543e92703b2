//! The form of what goes on with a claim, as it is shown, read and saved.

use super::{
    KEEPERS, card, cards, client, evidence,
    follow::{self, Answer, At, Deed, FollowUp, Step},
    model::{Cause, Claim, Legal, Offer, OfferState},
    offer::{self, Made},
    plan,
    press::{self, mine},
    rows, rule,
};
use crate::{
    bot::{
        dialogue::{Question, SKIP},
        event::{Event, Undo},
        frame::SAVE,
        governor::Written,
        said::{Attached, Said},
        screen::{Button, Screen},
        turn::Turn,
        widgets::DayChoice,
    },
    db::Id,
    error::{Error, Result},
    features::{
        invoices::{self, Invoice},
        requests,
        tasks::{self, Task},
    },
    money::Money,
    t,
    text::Text,
};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// A day may be so far ahead.
const HORIZON: u64 = 180;
/// Working days before the contract's deadline on which the lawyers' answer is looked for.
const BEFORE: u32 = 2;

const CAUSES: [Cause; 8] = [
    Cause::Defect,
    Cause::Installation,
    Cause::Delivery,
    Cause::Bill,
    Cause::Misunderstanding,
    Cause::Terms,
    Cause::Staff,
    Cause::Other,
];

const EDITS: [(At, &str); 5] =
    [(At::What, "what"), (At::Sum, "sum"), (At::Day, "day"), (At::More, "more"), (At::Cause, "cause")];

/// What is needed to take an end back.
#[derive(Debug, Serialize, Deserialize)]
pub struct Ended {
    /// The move.
    pub moved: press::Moved,
    /// Invoices that went back to dunning.
    pub freed: Vec<Id<Invoice>>,
}

/// What is needed to take a step back.
#[derive(Debug, Serialize, Deserialize)]
pub struct Planned {
    /// The step.
    pub step: Id<plan::Row>,
    /// Its task.
    pub task: Id<Task>,
}

/// What the form is about.
pub async fn title(turn: &Turn, state: &FollowUp) -> Result<Text> {
    let claim = rows::by_id(&mut turn.db(), turn.scope(), state.claim).await?;
    let what = follow::named(state.deed);
    Ok(match claim {
        Some(claim) => t!("claim-next-title-of", what = what, claim = card::named(&claim)),
        None => what,
    })
}

/// Read what the step needs, take the step, write what it says.
pub async fn answer(turn: Turn, state: FollowUp, said: Said) -> Result {
    let answer = understand(&turn, &state, &said);
    match state.step(answer) {
        Step::Ask(next) => turn.ask(&next).await,
        Step::Again(why) => turn.again(why).await,
        Step::Save(state, file) => {
            if !turn.me().is_any(KEEPERS) {
                return Err(Error::User(t!("claim-absent")));
            }
            let claim = mine(&turn, state.claim).await?;
            save(&turn, &claim, *state, file).await
        }
    }
}

fn understand(turn: &Turn, state: &FollowUp, said: &Said) -> Answer {
    let at = state.at.open();
    let wrong = || Answer::Wrong(hint(state));
    match (at, said) {
        (At::File, said) => said.attached(turn.update()).map_or_else(wrong, Answer::File),
        (At::Sum, Said::Choice(choice)) if choice == SKIP => Answer::Skip,
        (At::Sum, Said::Text(text)) => {
            Money::parse(text).map_or_else(|| Answer::Wrong(t!("sum-not-understood", words = text)), Answer::Sum)
        }
        (At::Day, Said::Choice(words) | Said::Text(words)) => {
            DayChoice::ahead(turn, HORIZON).read(words).map_or_else(Answer::Wrong, Answer::Day)
        }
        (At::Cause, Said::Choice(choice)) => choice.parse().map_or_else(|_| wrong(), Answer::Cause),
        (At::Review, Said::Choice(choice)) if choice == SAVE => Answer::Save,
        (At::Review, Said::Choice(choice)) => {
            EDITS.iter().find(|(_, name)| name == choice).map_or_else(wrong, |(at, _)| Answer::Edit(*at))
        }
        (At::What | At::More, Said::Text(text)) if !text.trim().is_empty() => Answer::Words(text.trim().to_owned()),
        _ => wrong(),
    }
}

/// The offer as it would be made.
fn offer_of(state: &FollowUp) -> Option<Offer> {
    Some(Offer {
        id: Id::new(),
        what: state.what.clone()?,
        sum: state.sum,
        on: state.day?,
        text: state.more.clone().unwrap_or_default(),
        state: OfferState::Asked,
        sent_at: None,
    })
}

/// The open question.
pub async fn question(turn: &Turn, state: &FollowUp, page: &str) -> Result<Question> {
    let claim = mine(turn, state.claim).await?;
    let at = state.at.open();
    let header = t!("claim-next-header", what = follow::named(state.deed), claim = card::named(&claim));
    let limit = offer::limit(turn, &claim).await?;
    let mut question = Question::new(header, ask(state, limit));
    question.can_go_back = state.at.can_go_back();
    question.number_is_answer = matches!(at, At::What | At::Sum | At::Day | At::More);
    question.filled = filled(state);
    match at {
        At::Sum => question.skip = Some(t!("claim-skip-money")),
        At::Day => DayChoice::ahead(turn, HORIZON).ask(&mut question, page),
        At::Cause => {
            let causes = CAUSES.map(|cause| Button::choice(card::cause(cause), cause.name()));
            question.rows = causes.chunks(2).map(<[Button]>::to_vec).collect();
        }
        At::Review => {
            if let (Deed::Offer, Some(offer)) = (state.deed, offer_of(state)) {
                question.filled.push(t!("claim-will-read", text = client::offer_text(&offer)));
                if offer::needs_head(turn, &claim, state.sum).await? {
                    question.filled.push(t!("claim-needs-head"));
                }
            }
            let save = match state.deed {
                Deed::Offer if offer::needs_head(turn, &claim, state.sum).await? => t!("claim-ask-head-button"),
                Deed::Offer => t!("claim-send-button"),
                _ => t!("claim-close-button"),
            };
            question.rows = vec![vec![Button::choice(save, SAVE)]];
            let edits: Vec<Button> = edits(state).into_iter().collect();
            question.rows.extend(edits.chunks(2).map(<[Button]>::to_vec));
        }
        At::What | At::More | At::File => {}
    }
    Ok(question)
}

fn edits(state: &FollowUp) -> Vec<Button> {
    let shown: &[(At, Text)] = &match state.deed {
        Deed::Offer => vec![
            (At::What, t!("claim-edit-what")),
            (At::Sum, t!("claim-edit-sum")),
            (At::Day, t!("claim-edit-day")),
            (At::More, t!("claim-edit-text")),
        ],
        _ => vec![(At::What, t!("claim-edit-result")), (At::Cause, t!("claim-edit-cause"))],
    };
    let button = |(at, label): &(At, Text)| {
        EDITS.iter().find(|(known, _)| known == at).map(|(_, name)| Button::choice(label.clone(), *name))
    };
    shown.iter().filter_map(button).collect()
}

fn filled(state: &FollowUp) -> Vec<Text> {
    let what = state.what.as_ref().map(|what| t!("claim-field", words = what));
    let sum = state.sum.map(|sum| t!("claim-field-sum", sum = sum));
    let day = state.day.map(|day| t!("claim-field-day", day = day));
    let cause = state.cause.map(|cause| t!("claim-field-cause", cause = card::cause(cause)));
    let more = state.more.as_ref().filter(|_| state.deed != Deed::Offer).map(|more| t!("claim-field", words = more));
    [what, sum, day, cause, more].into_iter().flatten().collect()
}

fn ask(state: &FollowUp, limit: Option<Money>) -> Text {
    match (state.deed, state.at.open()) {
        (Deed::Offer, At::What) => t!("claim-ask-offer"),
        (Deed::Offer, At::Sum) => match limit.filter(|limit| *limit > Money::ZERO) {
            Some(limit) => t!("claim-ask-offer-sum", limit = limit),
            None => t!("claim-ask-offer-sum-free"),
        },
        (Deed::Offer, At::Day) => t!("claim-ask-offer-day"),
        (Deed::Offer, At::More) => t!("claim-ask-offer-text"),
        (Deed::Offer, _) => t!("claim-ask-offer-review"),
        (Deed::Step, At::What) => t!("claim-ask-step"),
        (Deed::Step, _) => t!("claim-ask-step-day"),
        (Deed::Legal, At::What) => t!("claim-ask-lawyers"),
        (Deed::Legal, _) => t!("claim-ask-passed"),
        (Deed::End, At::What) => t!("claim-ask-result"),
        (Deed::End, At::Cause) => t!("claim-ask-cause"),
        (Deed::End, At::More) => t!("claim-ask-excuse"),
        (Deed::End, _) => t!("claim-ask-end-review"),
        (Deed::Proof, _) => t!("claim-ask-file"),
    }
}

/// What kind of answer the open question wants.
pub fn hint(state: &FollowUp) -> Text {
    match state.at.open() {
        At::What | At::More => t!("claim-hint-words"),
        At::Sum => t!("claim-hint-sum"),
        At::Day => t!("task-hint-day"),
        At::File => t!("claim-ask-file"),
        At::Cause | At::Review => t!("frame-press-a-button"),
    }
}

async fn save(turn: &Turn, claim: &Claim, state: FollowUp, file: Option<Attached>) -> Result {
    let (said, event) = match state.deed {
        Deed::Offer => {
            let offer = offer_of(&state).ok_or_else(|| Error::other("an offer passed the review unfinished"))?;
            let said = match offer::make(turn, claim, offer).await? {
                Made::Asked => t!("claim-said-asked"),
                Made::Sent(Written::Now(_)) => t!("claim-said-offered"),
                Made::Sent(Written::Later(_, at, _)) => t!("claim-said-offered-later", at = at),
                Made::Sent(Written::Held(_) | Written::Nothing) => t!("claim-said-offered-phone"),
            };
            (said, None)
        }
        Deed::Step => step(turn, claim, &state).await?,
        Deed::Legal => lawyers(turn, claim, &state).await?,
        Deed::End => end(turn, claim, &state).await?,
        Deed::Proof => {
            requests::attach(turn, claim.request, file.as_slice()).await?;
            evidence::gather(&mut turn.db(), claim).await?;
            rows::touch(&mut turn.db(), claim.id).await?;
            (t!("claim-said-proof"), None)
        }
    };
    cards::refresh(&mut turn.db(), claim.id, None, turn.moment()).await?;
    let claim = press::reread(turn, claim.id).await?;
    let mut buttons = vec![card::button(t!("claim-open-button"), &claim, card::Deed::Show)];
    buttons.extend(event.map(|event| Button::press(t!("undo-button"), &Undo(event))));
    let number = claim.number.to_string();
    turn.finish(Screen::new(t!("claim-said", number = number, said = said)).about(claim.client).row(buttons)).await
}

async fn put_task(turn: &Turn, claim: &Claim, text: String, due_on: NaiveDate) -> Result<Task> {
    let me = turn.me().id;
    let new = tasks::New {
        kind: tasks::Kind::Own,
        text,
        client: Some(claim.client),
        owner: claim.owner.unwrap_or(me),
        author: Some(me),
        due_on,
        due_time: None,
    };
    tasks::put(&mut turn.db(), new, turn.stamp()).await
}

async fn step(turn: &Turn, claim: &Claim, state: &FollowUp) -> Result<(Text, Option<Id<Event>>)> {
    let (Some(text), Some(day)) = (&state.what, state.day) else {
        return Err(Error::other("a step without words or a day passed"));
    };
    let number = claim.number.to_string();
    let words = t!("claim-task-step", number = number, text = text).plain(&turn.reader());
    let task = put_task(turn, claim, words, day).await?;
    let now = turn.stamp();
    let step = plan::put(&mut turn.db(), claim.id, task.owner, (text, day), task.id, now).await?;
    rows::touch(&mut turn.db(), claim.id).await?;
    let planned = Planned { step, task: task.id };
    let event = turn.happened("claim.planned", Some(claim.client), claim.id, &planned).await?;
    Ok((t!("claim-said-step", text = text, day = day), Some(event)))
}

async fn lawyers(turn: &Turn, claim: &Claim, state: &FollowUp) -> Result<(Text, Option<Id<Event>>)> {
    let (Some(to), Some(passed)) = (state.what.clone(), state.more.clone()) else {
        return Err(Error::other("lawyers without words passed"));
    };
    let legal = Legal { to, passed, on: turn.today() };
    rows::set_legal(&mut turn.db(), claim.id, Some(&legal)).await?;
    let mut task = None;
    if let Some(due) = claim.answer_due {
        let calendar = turn.calendar();
        let day = (0..BEFORE).fold(due, |day, _| calendar.working_day_on_or_before(day - Days::new(1)));
        let words = t!("claim-task-lawyers", number = claim.number.to_string(), day = due).plain(&turn.reader());
        task = Some(put_task(turn, claim, words, day.max(turn.today())).await?);
    }
    let task_id = task.as_ref().map(|task| task.id);
    let event = turn.happened("claim.legal", Some(claim.client), claim.id, &task_id).await?;
    let said = match task {
        Some(task) => t!("claim-said-legal-task", day = task.due_on),
        None => t!("claim-said-legal"),
    };
    Ok((said, Some(event)))
}

/// The claim is closed: its conversation ends and its invoices go back, unless another open claim holds them.
async fn end(turn: &Turn, claim: &Claim, state: &FollowUp) -> Result<(Text, Option<Id<Event>>)> {
    let (Some(result), Some(cause)) = (&state.what, state.cause) else {
        return Err(Error::other("an end without a result or a cause passed the review"));
    };
    let excuse = state.more.as_deref().unwrap_or_default();
    let stage = claim.stage.close(!excuse.is_empty(), turn.now()).map_err(super::wrong)?;
    rows::set_end(&mut turn.db(), claim.id, result, cause, excuse).await?;
    rows::ask_anew(&mut turn.db(), claim.id).await?;
    press::place(turn, claim, stage).await?;
    let others = rows::open_of(&mut turn.db(), claim.client).await?;
    let held = |bill: &Id<Invoice>| others.iter().any(|other| other.disputed.contains(bill));
    let freed: Vec<Id<Invoice>> = claim.disputed.iter().copied().filter(|bill| !held(bill)).collect();
    invoices::net_of_dispute(&mut turn.db(), &freed).await?;
    let me = turn.me().id;
    requests::close(&mut turn.db(), claim.request, me, turn.moment()).await?;
    let data = Ended { moved: press::Moved { before: claim.stage, after: stage.state }, freed };
    let event = turn.happened("claim.closed", Some(claim.client), claim.id, &data).await?;
    rule::changed(turn, claim).await?;
    Ok((t!("claim-said-closed"), Some(event)))
}
