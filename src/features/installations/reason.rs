//! Why an agreed day is given up, or why the installation is not needed any more: one tap of a usual reason, or words.

use super::{
    card, cards, client, engineer, grounds, mine,
    model::{Installation, State},
    moves::{self, Moved},
    tell,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question},
        outbox::Class,
        said::Said,
        screen::{Button, Screen},
        shown::Side,
        turn::Turn,
    },
    db::Id,
    error::Result,
    people::{self, Person, Role},
    slots::Party,
    t,
    text::Text,
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// A day given up later than so long before is told to the head (PRODUCT D6).
const LATE: TimeDelta = TimeDelta::hours(24);
/// The longest reason, characters.
const LONGEST: usize = 300;

/// About what a reason is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum About {
    /// The agreed day is given up by one of the three.
    Move(Party),
    /// It is not needed any more.
    Cancel,
}

/// A reason being asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SayWhy {
    pub installation: Id<Installation>,
    pub round: i64,
    pub about: About,
}

/// Usual reasons: what is kept of a choice.
fn usual(about: About) -> Vec<(&'static str, Text)> {
    match about {
        About::Move(Party::Client) => {
            vec![("site", t!("reason-site")), ("busy", t!("reason-busy")), ("people", t!("reason-people"))]
        }
        About::Move(Party::Engineer) => vec![
            ("ill", t!("reason-ill")),
            ("urgent", t!("reason-urgent")),
            ("goods", t!("reason-goods")),
            ("road", t!("reason-road")),
        ],
        About::Move(Party::Manager) => vec![
            ("client", t!("reason-client")),
            ("goods", t!("reason-goods")),
            ("site", t!("reason-site")),
            ("engineer", t!("reason-engineer")),
        ],
        About::Cancel => {
            vec![("client", t!("reason-refused")), ("twice", t!("reason-twice")), ("self", t!("reason-themselves"))]
        }
    }
}

impl SayWhy {
    /// Begins for an installation as it stands.
    pub const fn begin(installation: &Installation, about: About) -> Self {
        Self { installation: installation.id, round: installation.talk.round, about }
    }

    const fn side(&self) -> Side {
        match self.about {
            About::Move(Party::Client) => Side::Client,
            About::Move(Party::Engineer) => Side::Engineer,
            About::Move(Party::Manager) | About::Cancel => Side::Us,
        }
    }

    /// The installation, if the acting person may still do this.
    async fn subject(&self, turn: &Turn) -> Result<Installation> {
        match self.side() {
            Side::Client => client::own(turn, self.installation).await,
            Side::Engineer => engineer::own(turn, self.installation).await,
            Side::Us => mine(turn, self.installation).await,
        }
    }
}

impl Dialogue for SayWhy {
    const NAME: &'static str = "installation-reason";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        let installation = self.subject(turn).await?;
        Ok(t!("reason-title", number = installation.number.to_string()))
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        let installation = self.subject(turn).await?;
        let header = match self.side() {
            Side::Client => client::head(&installation)[0].clone(),
            _ => t!("reason-header", installation = card::named(&installation)),
        };
        let ask = match self.about {
            About::Move(_) => t!("reason-ask-move"),
            About::Cancel => t!("reason-ask-cancel"),
        };
        let mut question = Question::new(header, ask);
        question.rows = usual(self.about).into_iter().map(|(word, label)| vec![Button::choice(label, word)]).collect();
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

/// The reason is said: the day is given up, or the installation with it.
pub async fn answer(turn: Turn, state: SayWhy, said: Said) -> Result {
    let why = match &said {
        Said::Choice(choice) => {
            let known = usual(state.about).into_iter().find(|(word, _)| word == choice);
            known.map(|(_, label)| label.plain(&turn.reader()))
        }
        Said::Text(words) => Some(words.trim().to_owned()).filter(|words| !words.is_empty()),
        _ => None,
    };
    let Some(why) = why.filter(|why| why.chars().count() <= LONGEST) else {
        return turn.again(t!("reason-words-hint")).await;
    };
    let installation = state.subject(&turn).await?;
    if state.round != installation.talk.round {
        return over(&turn, &installation, state.side()).await;
    }
    match state.about {
        About::Cancel if installation.state.may_talk() => cancel(&turn, &installation, &why).await,
        About::Move(party) if installation.state.is_agreed() => {
            give_up(&turn, &installation, (party, state.side()), &why).await
        }
        _ => over(&turn, &installation, state.side()).await,
    }
}

/// Somebody has moved it on meanwhile.
async fn over(turn: &Turn, installation: &Installation, side: Side) -> Result {
    cards::finish(turn, installation.id, side, Some(t!("frame-card-changed"))).await
}

async fn give_up(turn: &Turn, before: &Installation, (party, side): (Party, Side), why: &str) -> Result {
    let me = turn.me().id;
    let moved = moves::give_up(&mut turn.db(), before, (party, Some(me)), why, turn.moment()).await?;
    let Moved::Done(next) = moved else { return over(turn, before, side).await };
    turn.happened("installation.moved", Some(next.client), next.id, &(before.visit.map(|visit| visit.starts_at), why))
        .await?;
    tell_heads(turn, before, why).await?;
    let next = match party {
        Party::Manager => next,
        Party::Client => offer_next(turn, &next, None).await?,
        Party::Engineer => offer_next(turn, &next, Some(me)).await?,
    };
    let name = turn.me().name.clone();
    let word = format!("moved:{}", next.rev);
    if side != Side::Us {
        let said = t!("installation-told-moved", name = name, installation = card::named(&next), why = why);
        cards::tell_keepers(&mut turn.db(), &next, (&word, said), Vec::new(), turn.moment()).await?;
    }
    if side != Side::Client {
        cards::tell_client(&mut turn.db(), &next, &word, turn.moment()).await?;
    }
    if let (true, Some(visit)) = (side != Side::Engineer, before.visit) {
        cards::tell_engineer_of_move(&mut turn.db(), &next, (visit, &word), turn.moment()).await?;
    }
    cards::finish(turn, next.id, side, Some(t!("visit-said-moved"))).await
}

/// Whoever gives a day up proposes others at once: the next ones, of one engineer if it is theirs to say.
async fn offer_next(turn: &Turn, stands: &Installation, engineer: Option<Id<Person>>) -> Result<Installation> {
    let mut grounds = grounds::of(&mut turn.db(), stands, turn.moment()).await?;
    if engineer.is_some_and(|engineer| grounds.workers.iter().any(|worker| worker.id == engineer)) {
        grounds.workers.retain(|worker| Some(worker.id) == engineer);
    }
    let slots = grounds.free(None, turn.moment());
    if slots.is_empty() {
        return Ok(stands.clone());
    }
    Ok(match moves::offer(&mut turn.db(), stands, &slots, None, turn.moment()).await? {
        Moved::Done(next) | Moved::Lost(next) => next,
        Moved::Late => stands.clone(),
    })
}

/// The heads hear of a day given up at the last moment.
async fn tell_heads(turn: &Turn, before: &Installation, why: &str) -> Result {
    let Some(visit) = before.visit.filter(|visit| visit.starts_at - turn.now() < LATE) else { return Ok(()) };
    let me = turn.me().clone();
    let heads = people::all_with_role(&mut turn.db(), Role::Head).await?;
    for head in heads {
        if head.id == me.id {
            continue;
        }
        let said = t!(
            "installation-told-head",
            name = &me.name,
            installation = card::named(before),
            at = visit.starts_at,
            why = why
        );
        let screen = Screen::new(said).about(before.client).row([card::button(before)]);
        let key = format!("{}:late:{}:{}", before.link(), before.talk.round, head.id);
        turn.tell(&head, Class::Notice, &key, &screen).await?;
    }
    Ok(())
}

async fn cancel(turn: &Turn, before: &Installation, why: &str) -> Result {
    let me = turn.me().id;
    let next = moves::advance(&mut turn.db(), before, State::Cancelled, (Some(me), why), turn.moment()).await?;
    let event = turn.happened("installation.cancelled", Some(next.client), next.id, &before.state).await?;
    if before.first_asked.is_some() {
        cards::tell_client(&mut turn.db(), &next, &format!("cancelled:{event}"), turn.moment()).await?;
    }
    if before.visit.is_some() {
        cards::tell_engineers(&mut turn.db(), &next, &format!("cancelled:{event}"), turn.moment()).await?;
    }
    tell::drop_call(turn, &next).await?;
    cards::finish_with_undo(turn, next.id, t!("installation-said-cancelled"), event).await
}
