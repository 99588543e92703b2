//! Deciding, handing on and taking back, and the form that asks for the words that belong to a verdict.

use super::{RULE, model::Approval, queries, views, whom};
use crate::{
    bot::{
        dialogue::{Dialogue, Question},
        outbox::{self, Class, Letter},
        said::Said,
        screen::Screen,
        turn::Turn,
    },
    calendar::Moment,
    db::{Conn, Id},
    error::{Error, Result},
    features::Decision,
    news::News,
    people::{self, Person},
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// The shortest word that explains anything, characters.
const SHORTEST: usize = 3;
/// The longest, characters.
const LONGEST: usize = 1000;

/// The words of a verdict being asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    pub approval: Id<Approval>,
    /// The choice they belong to; `None`: the verdict is given, words are added to it.
    pub choice: Option<String>,
}

/// What follows from an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Again(Text),
    Decide(String, String),
    Add(String),
}

impl Verdict {
    /// Pure: no database, no clock, no Telegram.
    pub fn step(self, words: Option<&str>) -> Step {
        let Some(words) = words.map(str::trim).filter(|words| words.chars().count() >= SHORTEST) else {
            return Step::Again(t!("verdict-hint"));
        };
        let words = words.chars().take(LONGEST).collect();
        match self.choice {
            Some(choice) => Step::Decide(choice, words),
            None => Step::Add(words),
        }
    }
}

impl Dialogue for Verdict {
    const NAME: &'static str = "verdict";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        let approval = queries::by_id(&mut turn.db(), self.approval).await?;
        let Some(approval) = approval else { return Ok(t!("verdict-title")) };
        let title = views::title(&mut turn.db(), &approval).await?;
        Ok(t!("verdict-title-of", title = title))
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        let approval = found(turn, self.approval).await?;
        let title = views::title(&mut turn.db(), &approval).await?;
        let choice = self.choice.as_deref().map(|key| approval.choice(key)).transpose()?.flatten();
        let ask = match choice {
            Some(choice) => t!("verdict-ask", verdict = choice.label),
            None => t!("verdict-ask-more"),
        };
        let mut question = Question::new(t!("approval-card", title = title), ask);
        question.filled = vec![t!("approval-words", words = &approval.asked.question)];
        question.number_is_answer = true;
        Ok(question)
    }

    fn filled(&self) -> usize {
        0
    }

    fn back(self) -> Option<Self> {
        None
    }

    fn review(self) -> Option<Self> {
        None
    }
}

/// An approval that the acting person may decide; anybody else's is as absent as one that never was.
pub async fn found(turn: &Turn, id: Id<Approval>) -> Result<Approval> {
    let me = turn.me().clone();
    let approval = queries::by_id(&mut turn.db(), id).await?;
    let Some(approval) = approval else { return Err(Error::User(t!("approval-absent"))) };
    let may = whom::may_decide(&mut turn.db(), &approval, &me).await?;
    if may { Ok(approval) } else { Err(Error::User(t!("approval-absent"))) }
}

/// The words have been typed.
pub async fn answer(turn: Turn, state: Verdict, said: Said) -> Result {
    let id = state.approval;
    match state.step(said.words()) {
        Step::Again(why) => turn.again(why).await,
        Step::Decide(choice, words) => {
            let approval = found(&turn, id).await?;
            let follows =
                if approval.is_open() { Some(decide(&turn, &approval, &choice, &words).await?) } else { None };
            finish(&turn, id, follows).await
        }
        Step::Add(words) => {
            add_word(&turn, id, &words).await?;
            finish(&turn, id, None).await
        }
    }
}

/// Ends the form with the card as it is now.
async fn finish(turn: &Turn, id: Id<Approval>, follows: Option<Text>) -> Result {
    let approval = found(turn, id).await?;
    let screen = views::card(&mut turn.db(), &approval, turn.me(), turn.moment(), follows).await?;
    turn.finish(screen).await
}

/// Decides. Everybody who sees it sees the verdict; the asker hears it. Returns what follows.
pub async fn decide(turn: &Turn, approval: &Approval, choice: &str, word: &str) -> Result<Text> {
    let ask = approval.ask()?;
    if approval.choice(choice)?.is_none() {
        return Err(Error::User(t!("frame-old-button")));
    }
    let (me, now) = (turn.me().id, turn.stamp());
    if !queries::decide(&mut turn.db(), approval, (choice, word), me, now).await? {
        return Err(Error::User(t!("frame-card-changed")));
    }
    let decision = Decision { verdict: choice.to_owned(), word: word.to_owned() };
    let data = (&decision.verdict, &decision.word);
    turn.happened("approval.decided", approval.asked.client, approval.id, &data).await?;
    let follows = (ask.decided)(turn.clone(), approval.asked.clone(), decision.clone()).await?;
    let decided = queries::by_id(&mut turn.db(), approval.id).await?.unwrap_or_else(|| approval.clone());
    tell_asker(turn, &decided).await?;
    changed(turn, &decided).await?;
    Ok(follows)
}

/// Adds words to a verdict of one's own.
async fn add_word(turn: &Turn, id: Id<Approval>, word: &str) -> Result {
    let approval = found(turn, id).await?;
    if approval.decided_by != Some(turn.me().id) {
        return Err(Error::User(t!("approval-absent")));
    }
    queries::set_word(&mut turn.db(), id, word).await?;
    turn.happened("approval.word", approval.asked.client, id, &approval.word).await?;
    let approval = found(turn, id).await?;
    tell_asker(turn, &approval).await?;
    changed(turn, &approval).await
}

async fn tell_asker(turn: &Turn, approval: &Approval) -> Result {
    let Some(asker) = approval.asked.asker.filter(|asker| *asker != turn.me().id) else { return Ok(()) };
    let Some(asker) = people::present(&mut turn.db(), asker).await? else { return Ok(()) };
    let screen = views::told(&mut turn.db(), approval, &asker).await?;
    let key = format!("approval:{}:told:{}", approval.id, approval.rev);
    turn.tell(&asker, Class::Notice, &key, &screen).await.map(drop)
}

/// Hands it to a colleague, who gets the card; the others see who has it. A quiet one is shown by its rule. The caller tells
/// the rooms that listen.
pub async fn hand_over(turn: &Turn, approval: &Approval, to: Id<Person>) -> Result<Person> {
    let me = turn.me().id;
    let offered = whom::colleagues(&mut turn.db(), approval, me).await?;
    let known = offered.iter().any(|(id, _)| *id == to);
    let colleague = if known { people::present(&mut turn.db(), to).await? } else { None };
    let Some(colleague) = colleague else { return Err(Error::User(t!("approval-absent"))) };
    if !queries::assign(&mut turn.db(), approval, to, turn.stamp()).await? {
        return Err(Error::User(t!("frame-card-changed")));
    }
    turn.happened("approval.handed", approval.asked.client, approval.id, &to).await?;
    let handed = queries::by_id(&mut turn.db(), approval.id).await?.unwrap_or_else(|| approval.clone());
    if !handed.quiet {
        show_to(&mut turn.db(), &handed, std::slice::from_ref(&colleague), turn.moment()).await?;
    }
    refresh(&mut turn.db(), approval.id, turn.moment()).await?;
    Ok(colleague)
}

/// Takes one's own back.
pub async fn withdraw(turn: &Turn, approval: &Approval) -> Result {
    if !queries::withdraw(&mut turn.db(), approval.id).await? {
        return Err(Error::User(t!("frame-card-changed")));
    }
    turn.happened("approval.withdrawn", approval.asked.client, approval.id, &()).await?;
    changed(turn, approval).await
}

/// Its cards everywhere show what is true now, and so do the alerts about it.
pub async fn changed(turn: &Turn, approval: &Approval) -> Result {
    refresh(&mut turn.db(), approval.id, turn.moment()).await?;
    turn.publish(News::Changed { rule: RULE, client: approval.asked.client }).await
}

/// Every card of it shows what is true now.
pub async fn refresh(conn: &mut Conn, id: Id<Approval>, moment: Moment<'_>) -> Result {
    let Some(approval) = queries::by_id(conn, id).await? else { return Ok(()) };
    for (card, person) in queries::cards(conn, id).await? {
        let person = people::present(conn, person).await?;
        let Some((person, chat)) = person.and_then(|person| person.tg_id.map(|chat| (person, chat))) else { continue };
        let screen = views::card(conn, &approval, &person, moment, None).await?;
        outbox::edit(conn, card, Letter::reply(chat, person.reader(moment.now), &screen)).await?;
    }
    Ok(())
}

/// Sends the card, with the files that came with it. Without sound to whoever is off.
pub async fn show_to(conn: &mut Conn, approval: &Approval, people: &[Person], moment: Moment<'_>) -> Result {
    for person in people {
        let Some(chat) = person.tg_id else { continue };
        let screen = views::card(conn, approval, person, moment, None).await?;
        let silent = !person.working_time(moment.calendar).is_open(moment.now);
        let key = format!("approval:{}:{}:{}", approval.id, approval.rev, person.id);
        let letter = Letter {
            class: Class::Notice,
            key: Some(key.clone()),
            silent,
            ..Letter::reply(chat, person.reader(moment.now), &screen)
        };
        let Some(card) = outbox::send(conn, letter).await? else { continue };
        queries::keep_card(conn, card, approval.id, person.id).await?;
        let caption = Screen::new(t!("approval-file", title = views::title(conn, approval).await?));
        for (at, file) in approval.asked.attached.iter().enumerate() {
            let letter = Letter {
                class: Class::Notice,
                key: Some(format!("{key}:{at}")),
                silent: true,
                ..Letter::reply(chat, person.reader(moment.now), &caption)
            };
            outbox::copy(conn, letter, (file.chat, file.message_id), None).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_that_needs_words_is_not_given_without_them() {
        let form = Verdict { approval: Id::new(), choice: Some("no".to_owned()) };
        for words in [None, Some(""), Some(" да ")] {
            assert!(matches!(form.clone().step(words), Step::Again(_)), "{words:?}");
        }
        let words = Some(" дорого ");
        assert_eq!(form.step(words), Step::Decide("no".to_owned(), "дорого".to_owned()));
        let more = Verdict { approval: Id::new(), choice: None };
        assert_eq!(more.step(words), Step::Add("дорого".to_owned()));
    }
}
