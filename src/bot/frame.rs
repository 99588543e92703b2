//! The common frame of every dialogue (PRODUCT 4.2): back, cancel, all at once, leafing, numbers and words in place of
//! buttons, old buttons, drafts of an earlier release, parked drafts. What is left reaches the room as an answer.

use crate::{
    bot::{
        dialogue::{BACK, CANCEL, CANCEL_SURELY, Form, GO_ON, PAGE, REVIEW, SKIP},
        drafts::{self, Draft, Status},
        said::Said,
        screen::{Button, Press, Screen, Words},
        turn::Turn,
        widgets::within,
    },
    db::{Id, Timestamp},
    error::Result,
    fold::fold,
    t,
    text::Text,
};
use chrono::{NaiveDate, TimeDelta};
use serde_json::Value;

/// Words that stand for a choice whatever its label says.
const WORDS: [(&str, &str); 10] = [
    ("назад", BACK),
    ("back", BACK),
    ("отмена", CANCEL),
    ("cancel", CANCEL),
    ("пропустить", SKIP),
    ("skip", SKIP),
    ("готово", SAVE),
    ("сохранить", SAVE),
    ("done", SAVE),
    ("save", SAVE),
];

/// The choice behind `✅ Сохранить`, the same in every form.
pub const SAVE: &str = "save";

/// Above so many filled fields, leaving asks first.
const WORTH_ASKING: usize = 2;

/// So many drafts are listed, the newest.
const LISTED: usize = 10;

/// A cancelled draft can be taken back for so long, a parked one for [`ARCHIVED`] (PRODUCT 4.2).
const KEPT: TimeDelta = TimeDelta::hours(24);
const ARCHIVED: TimeDelta = TimeDelta::days(30);

/// Until when a draft can be taken up again.
fn ends(draft: &Draft) -> chrono::DateTime<chrono::Utc> {
    draft.touched_at.0 + if draft.status == Status::Cancelled { KEPT } else { ARCHIVED }
}

/// `📌` takes a draft up again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resume(Id<Draft>);

impl Press for Resume {
    const ROOM: &'static str = "draft";

    fn pack(&self) -> String {
        self.0.short()
    }

    fn unpack(data: &str) -> Option<Self> {
        Id::from_short(data).map(Self)
    }
}

/// The button that takes a draft up again.
pub fn resume_button(draft: Id<Draft>) -> Button {
    Button::press(t!("frame-resume"), &Resume(draft))
}

/// A cell of a calendar that answers nothing: a tap on it says why, and the form stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inert {
    /// A name of a month or a day of the week, an empty cell.
    Caption,
    /// A day outside those that can be chosen.
    Shut {
        /// The day of the cell.
        day: NaiveDate,
        /// The first day that can be chosen.
        from: NaiveDate,
        /// The last day that can be chosen.
        to: NaiveDate,
    },
}

impl Inert {
    fn why(self) -> Text {
        let shut = match self {
            Self::Caption => Ok(()),
            Self::Shut { day, from, to } => within(day, from, to),
        };
        shut.err().unwrap_or_else(|| t!("day-press-a-number"))
    }
}

impl Press for Inert {
    const ROOM: &'static str = "inert";

    fn pack(&self) -> String {
        match self {
            Self::Caption => "caption".to_owned(),
            Self::Shut { day, from, to } => format!("{day}:{from}:{to}"),
        }
    }

    fn unpack(data: &str) -> Option<Self> {
        if data == Self::Caption.pack() {
            return Some(Self::Caption);
        }
        let mut days = Words::of(data);
        Some(Self::Shut { day: days.parse()?, from: days.parse()?, to: days.parse()? })
    }
}

/// Handles what belongs to the frame; returns what is left for the rooms.
pub async fn intercept(turn: &Turn, said: Said) -> Result<Option<Said>> {
    match said {
        Said::Press(data) => match data.split_once(':') {
            Some(("f", rest)) => pressed(turn, rest).await,
            Some((Inert::ROOM, rest)) => {
                let why = Inert::unpack(rest).map_or_else(|| t!("frame-old-button"), Inert::why);
                turn.toast(why).await.map(|()| None)
            }
            Some((Resume::ROOM, rest)) => {
                let draft = Resume::unpack(rest).map(|resume| resume.0);
                take_up(turn, draft).await.map(|()| None)
            }
            _ => Ok(Some(Said::Press(data))),
        },
        Said::Text(text) => match turn.draft() {
            Some(draft) if is_aside(turn, &draft).await? => Ok(Some(Said::Text(text))),
            Some(draft) => typed(turn, draft, text).await,
            None => Ok(Some(Said::Text(text))),
        },
        other => match (turn.draft(), &other) {
            (Some(draft), Said::Photo(_) | Said::Voice { .. } | Said::Document(_) | Said::Contact { .. }) => {
                Ok(is_current(turn, &draft).await?.then_some(other))
            }
            _ => Ok(Some(other)),
        },
    }
}

/// A reply to another card than that of the open form is about that card: no word of it stands for a button.
async fn is_aside(turn: &Turn, draft: &Draft) -> Result<bool> {
    let replied = turn.replied_card().await?;
    Ok(replied.is_some() && replied != draft.card)
}

/// A press on a form's button: `<draft>:<rev>:<choice>`.
async fn pressed(turn: &Turn, data: &str) -> Result<Option<Said>> {
    let mut parts = data.splitn(3, ':');
    let id = parts.next().and_then(Id::from_short);
    let rev = parts.next().and_then(|rev| rev.parse::<i64>().ok());
    let (Some(id), Some(rev), Some(choice)) = (id, rev, parts.next()) else {
        turn.toast(t!("frame-old-button")).await?;
        return Ok(None);
    };
    let draft = drafts::by_id(&mut turn.db(), turn.me().id, id).await?;
    match draft {
        None => turn.toast(t!("frame-old-button")).await?,
        Some(draft) if draft.status == Status::Done => {
            turn.toast(t!("frame-already-done", at = draft.touched_at.0)).await?;
        }
        Some(draft) if draft.status == Status::Cancelled => turn.toast(t!("frame-already-cancelled")).await?,
        Some(draft) if draft.status == Status::Parked => take_up(turn, Some(draft.id)).await?,
        Some(draft) if draft.rev != rev => {
            turn.toast(t!("frame-card-changed")).await?;
            if is_current(turn, &draft).await? {
                show(turn, draft, None).await?;
            }
        }
        Some(draft) => {
            if is_current(turn, &draft).await? {
                return choose(turn, draft, choice.to_owned()).await;
            }
        }
    }
    Ok(None)
}

/// Typed words while a form is open: a number or the words of a button stand for the button.
async fn typed(turn: &Turn, draft: Draft, text: String) -> Result<Option<Said>> {
    if !is_current(turn, &draft).await? {
        return Ok(None);
    }
    match chosen(&draft, &text) {
        Some(choice) => choose(turn, draft, choice).await,
        // A word of the frame never becomes data, even where its button is not on the screen.
        None if WORDS.iter().any(|(word, _)| *word == fold(&text)) => {
            show(turn, draft, Some(t!("frame-word-not-here", word = text))).await.map(|()| None)
        }
        None => Ok(Some(Said::Text(text))),
    }
}

/// Which button typed words stand for.
fn chosen(draft: &Draft, text: &str) -> Option<String> {
    let words = fold(text);
    let offered = |choice: &str| draft.choices.iter().any(|(offered, _)| offered == choice);
    if let Some((_, choice)) = WORDS.iter().find(|(word, choice)| *word == words && offered(choice)) {
        return Some((*choice).to_owned());
    }
    if draft.numbers_pick
        && let Ok(number) = text.trim().parse::<usize>()
    {
        let own = |choice: &str| !choice.starts_with(PAGE) && ![BACK, CANCEL, REVIEW, SKIP].contains(&choice);
        let mut own = draft.choices.iter().filter(|(choice, _)| own(choice));
        return own.nth(number.checked_sub(1)?).map(|(choice, _)| choice.clone());
    }
    let mut same = draft.choices.iter().filter(|(_, label)| !label.is_empty() && *label == words);
    match (same.next(), same.next()) {
        (Some((choice, _)), None) => Some(choice.clone()),
        _ => None,
    }
}

/// A choice of the frame is done here; any other is the room's.
async fn choose(turn: &Turn, mut draft: Draft, choice: String) -> Result<Option<Said>> {
    let form = form(turn, &draft);
    let state = draft.state.clone();
    match choice.as_str() {
        BACK => {
            let Some(state) = form.map(|form| (form.back)(state)).transpose()?.flatten() else {
                return Ok(Some(Said::Choice(choice)));
            };
            step(turn, draft, state).await?;
        }
        REVIEW => match form.map(|form| (form.review)(state)).transpose()?.flatten() {
            Some(state) => step(turn, draft, state).await?,
            None => show(turn, draft, Some(t!("frame-not-yet"))).await?,
        },
        CANCEL if form.is_some_and(|form| (form.filled)(state.clone()) >= WORTH_ASKING) => {
            let title = title(turn, &draft).await?;
            let sure = Screen::new(t!("frame-cancel-sure", title = title)).row([
                Button::choice(t!("frame-cancel-yes"), CANCEL_SURELY),
                Button::choice(t!("frame-cancel-no"), GO_ON),
            ]);
            turn.place(draft, sure).await?;
        }
        CANCEL | CANCEL_SURELY => cancel(turn, draft).await?,
        GO_ON => show(turn, draft, None).await?,
        page if page.starts_with(PAGE) => {
            page.trim_start_matches(PAGE).clone_into(&mut draft.page);
            show(turn, draft, None).await?;
        }
        _ => return Ok(Some(Said::Choice(choice))),
    }
    Ok(None)
}

async fn step(turn: &Turn, mut draft: Draft, state: Value) -> Result {
    draft.state = state;
    draft.page = String::new();
    show(turn, draft, None).await
}

/// Leaves the open form; it can be taken back for a day.
pub async fn cancel(turn: &Turn, mut draft: Draft) -> Result {
    draft.status = Status::Cancelled;
    let title = title(turn, &draft).await?;
    let left = Screen::new(t!("frame-cancelled", title = title)).row([resume_button(draft.id)]);
    turn.place(draft, left).await
}

/// Shows the open question again with `why` on top, the typed words ready to be copied for editing.
pub async fn again(turn: &Turn, draft: Draft, why: Text) -> Result {
    show(turn, draft, Some(why)).await
}

/// The same with buttons above those of the question.
pub async fn again_with(turn: &Turn, draft: Draft, why: Text, choices: Vec<Button>) -> Result {
    let Some(form) = form(turn, &draft) else { return unreadable(turn, &draft).await };
    let question = (form.show)(turn.clone(), draft.state.clone(), draft.page.clone()).await?;
    let mut screen = question.screen().with_warning(why);
    screen.rows.splice(0..0, choices.into_iter().map(|choice| vec![choice]));
    screen.rows.extend(copy(turn).map(|button| vec![button]));
    turn.place(draft, screen).await
}

async fn show(turn: &Turn, draft: Draft, why: Option<Text>) -> Result {
    let Some(form) = form(turn, &draft) else { return unreadable(turn, &draft).await };
    let question = (form.show)(turn.clone(), draft.state.clone(), draft.page.clone()).await?;
    let mut screen = question.screen();
    if let Some(why) = why {
        screen = screen.with_warning(why);
        screen.rows.extend(copy(turn).map(|button| vec![button]));
    }
    turn.place(draft, screen).await
}

/// Typed words that could not be taken, to be copied and mended (PRODUCT 4.10).
fn copy(turn: &Turn) -> Option<Button> {
    let typed = turn.update().typed.as_deref()?;
    Some(Button::copy(t!("frame-copy"), typed))
}

/// Whether this release can read the draft. One of an earlier release is shown at its review, with a word about it.
async fn is_current(turn: &Turn, draft: &Draft) -> Result<bool> {
    let Some(form) = form(turn, draft) else {
        unreadable(turn, draft).await?;
        return Ok(false);
    };
    if draft.version == form.version {
        return Ok(true);
    }
    let mut draft = draft.clone();
    match (form.review)(draft.state.clone()) {
        Ok(state) => {
            draft.version = form.version;
            draft.state = state.unwrap_or(draft.state);
            draft.page = String::new();
            show(turn, draft, Some(t!("frame-updated"))).await?;
        }
        Err(_) => unreadable(turn, &draft).await?,
    }
    Ok(false)
}

/// Nothing typed is dropped without a word: what the draft held is shown, and the draft stays in the database.
async fn unreadable(turn: &Turn, draft: &Draft) -> Result {
    let mut left = draft.clone();
    left.status = Status::Cancelled;
    let held = draft.state.as_object().into_iter().flatten().filter_map(|(_, value)| value.as_str());
    let held = held.map(Text::verbatim).collect::<Vec<_>>();
    turn.place(left, Screen::new(t!("frame-unreadable")).lines(held)).await
}

/// Takes a parked or cancelled draft up again where it was; the one open now is parked.
async fn take_up(turn: &Turn, id: Option<Id<Draft>>) -> Result {
    let draft = match id {
        Some(id) => drafts::by_id(&mut turn.db(), turn.me().id, id).await?,
        None => None,
    };
    match draft {
        None => turn.toast(t!("frame-old-button")).await,
        Some(draft) if draft.status == Status::Done => {
            turn.toast(t!("frame-already-done", at = draft.touched_at.0)).await
        }
        Some(draft) if draft.status != Status::Active && ends(&draft) < turn.now() => {
            turn.toast(t!("frame-draft-gone")).await
        }
        Some(mut draft) => {
            if draft.status != Status::Active {
                turn.park().await?;
                drafts::set_status(&mut turn.db(), draft.id, Status::Active, turn.stamp()).await?;
                draft.status = Status::Active;
            }
            if is_current(turn, &draft).await? {
                show(turn, draft, None).await?;
            }
            Ok(())
        }
    }
}

/// The drafts put aside or left today, with buttons to take them up (`/drafts`).
pub async fn list(turn: &Turn) -> Result<Screen> {
    let since = Timestamp::from(turn.now() - ARCHIVED);
    let mut drafts = drafts::put_aside(&mut turn.db(), turn.me().id, since).await?;
    drafts.retain(|draft| ends(draft) >= turn.now() && is_worth(turn, draft));
    if drafts.is_empty() {
        return Ok(Screen::new(t!("drafts-none")).row([Button::command(t!("menu-button"), "menu")]));
    }
    let mut screen = Screen::new(t!("drafts-title", count = drafts.len()));
    for draft in drafts.into_iter().take(LISTED) {
        let title = title(turn, &draft).await?;
        let label = match draft.status {
            Status::Cancelled => t!("drafts-cancelled", title = title, at = draft.touched_at.0),
            _ => t!("drafts-parked", title = title, at = draft.touched_at.0),
        };
        screen = screen.row([Button::press(label, &Resume(draft.id))]);
    }
    Ok(screen)
}

/// A form left before anything was said in it is no loss.
fn is_worth(turn: &Turn, draft: &Draft) -> bool {
    let filled = form(turn, draft).map_or(1, |form| (form.filled)(draft.state.clone()));
    draft.status != Status::Cancelled || filled > 0
}

/// What the draft is about, as far as this release can tell.
pub async fn title(turn: &Turn, draft: &Draft) -> Result<Text> {
    let Some(form) = form(turn, draft).filter(|form| form.version == draft.version) else {
        return Ok(t!("frame-old-draft"));
    };
    (form.title)(turn.clone(), draft.state.clone()).await
}

fn form(turn: &Turn, draft: &Draft) -> Option<&'static Form> {
    turn.forms().iter().find(|form| form.name == draft.form)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(choices: &[(&str, &str)]) -> Draft {
        Draft {
            id: Id::new(),
            person: Id::new(),
            form: "call".to_owned(),
            version: 1,
            state: Value::Null,
            page: String::new(),
            choices: choices.iter().map(|(choice, label)| ((*choice).to_owned(), (*label).to_owned())).collect(),
            numbers_pick: true,
            rev: 1,
            card: None,
            status: Status::Active,
            touched_at: Timestamp(chrono::DateTime::UNIX_EPOCH),
        }
    }

    #[test]
    fn a_number_or_the_words_of_a_button_stand_for_it() {
        let draft = draft(&[("promised", "обещал"), ("busy", "занято"), ("back", "назад"), ("cancel", "отмена")]);
        assert_eq!(chosen(&draft, "2").as_deref(), Some("busy"));
        assert_eq!(chosen(&draft, "Обещал!").as_deref(), Some("promised"));
        assert_eq!(chosen(&draft, "ОТМЕНА").as_deref(), Some("cancel"));
        assert_eq!(chosen(&draft, "3"), None, "the frame's own buttons have no numbers");
        assert_eq!(chosen(&draft, "пропустить"), None, "what is not offered can't be chosen");
        assert_eq!(chosen(&draft, "0"), None);
    }

    #[test]
    fn where_a_number_is_the_answer_it_picks_nothing() {
        let draft = Draft { numbers_pick: false, ..draft(&[("a", "первый")]) };
        assert_eq!(chosen(&draft, "1"), None);
        assert_eq!(chosen(&draft, "первый").as_deref(), Some("a"));
    }
}
