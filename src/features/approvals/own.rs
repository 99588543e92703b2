//! What people of the house ask a head for by themselves: advice, a contract, a sum, a thing they need.

use super::{
    super::{Ask, Asked, Choice, Decision, tasks},
    queries, views,
};
use crate::{
    bot::{outbox::Class, screen::Screen, turn::Turn},
    calendar::Moment,
    clients,
    db::Conn,
    error::Result,
    people::{self, Person, Role},
    t,
    text::Text,
};

/// The verdict of a question.
pub const ANSWER: &str = "answer";
const YES: &str = "yes";
const NO: &str = "no";
const REWORK: &str = "rework";

/// Kinds of this room.
pub const ASKS: &[Ask] = &[
    Ask {
        kind: "question",
        name: "ask-question",
        facts: |conn, asked, moment| Box::pin(facts(conn, asked, moment)),
        choices: |_| vec![choice(ANSWER, t!("approval-answer"), true)],
        decided: |turn, asked, _| Box::pin(answered(turn, asked)),
    },
    Ask {
        kind: "contract",
        name: "ask-contract",
        facts: |conn, asked, moment| Box::pin(facts(conn, asked, moment)),
        choices: |_| {
            vec![
                choice(YES, t!("approval-agreed"), false),
                choice(REWORK, t!("approval-rework"), true),
                choice(NO, t!("approval-refused"), true),
            ]
        },
        decided: |turn, asked, decision| Box::pin(contract(turn, asked, decision)),
    },
    Ask {
        kind: "sum",
        name: "ask-sum",
        facts: |conn, asked, moment| Box::pin(facts(conn, asked, moment)),
        choices: |_| yes_or_no(),
        decided: |turn, asked, _| Box::pin(answered(turn, asked)),
    },
    Ask {
        kind: "resource",
        name: "ask-resource",
        facts: |conn, asked, moment| Box::pin(facts(conn, asked, moment)),
        choices: |_| yes_or_no(),
        decided: |turn, asked, decision| Box::pin(resource(turn, asked, decision)),
    },
    Ask {
        kind: "other",
        name: "ask-other",
        facts: |conn, asked, moment| Box::pin(facts(conn, asked, moment)),
        choices: |_| yes_or_no(),
        decided: |turn, asked, _| Box::pin(answered(turn, asked)),
    },
];

const fn choice(key: &'static str, label: Text, needs_word: bool) -> Choice {
    Choice { key, label, needs_word }
}

fn yes_or_no() -> Vec<Choice> {
    vec![choice(YES, t!("approval-yes"), false), choice(NO, t!("approval-no"), true)]
}

/// Whose client it is, and what was decided about it last.
async fn facts(conn: &mut Conn, asked: &Asked, _: Moment<'_>) -> Result<Vec<Text>> {
    let Some(id) = asked.client else { return Ok(Vec::new()) };
    let Some(client) = clients::known(conn, id).await? else { return Ok(Vec::new()) };
    let mut lines = Vec::new();
    if client.owner.is_none() {
        lines.push(t!("client-in-pool"));
    } else if client.owner != asked.asker {
        lines.push(t!("approval-fact-owner", name = views::name(conn, client.owner).await?));
    }
    let before = queries::of_client(conn, id, 5).await?;
    if let Some((last, at)) = before.iter().find_map(|last| last.decided_at.map(|at| (last, at)))
        && last.asked.entity != asked.entity
    {
        let (kind, verdict) = (last.name()?, views::verdict(last)?);
        lines.push(t!("approval-fact-last", kind = kind, verdict = verdict, at = at.0));
    }
    Ok(lines)
}

/// The asker reads the answer at once.
async fn answered(turn: Turn, asked: Asked) -> Result<Text> {
    let asker = views::name(&mut turn.db(), asked.asker).await?;
    Ok(t!("approval-follows-told", name = asker))
}

/// What is to be done over becomes a task of whoever asked.
async fn contract(turn: Turn, asked: Asked, decision: Decision) -> Result<Text> {
    let asker = match asked.asker {
        Some(id) if decision.verdict == REWORK => people::present(&mut turn.db(), id).await?,
        _ => None,
    };
    let Some(asker) = asker else { return answered(turn, asked).await };
    let text = t!("approval-task-rework", words = &decision.word).plain(&asker.reader(turn.now()));
    put_task(&turn, &asker, &asked, text).await?;
    Ok(t!("approval-follows-rework", name = &asker.name))
}

/// A yes to a thing is a task of an admin; without one, of whoever said yes.
async fn resource(turn: Turn, asked: Asked, decision: Decision) -> Result<Text> {
    if decision.verdict != YES {
        return answered(turn, asked).await;
    }
    let admin = people::all_with_role(&mut turn.db(), Role::Admin).await?.into_iter().next();
    let doer = admin.unwrap_or_else(|| turn.me().clone());
    let asker = views::name(&mut turn.db(), asked.asker).await?.plain(&doer.reader(turn.now()));
    let text = t!("approval-task-give", name = asker, words = &asked.question).plain(&doer.reader(turn.now()));
    put_task(&turn, &doer, &asked, text.clone()).await?;
    if doer.id != turn.me().id {
        let key = format!("approval:{}:give:{}", asked.entity, doer.id);
        turn.tell(&doer, Class::Notice, &key, &Screen::new(t!("approval-give", task = text))).await?;
    }
    Ok(t!("approval-follows-give", name = &doer.name))
}

async fn put_task(turn: &Turn, owner: &Person, asked: &Asked, text: String) -> Result {
    let new = tasks::New {
        kind: tasks::Kind::Own,
        text,
        client: asked.client,
        owner: owner.id,
        author: Some(turn.me().id),
        due_on: turn.calendar().next_working_day(owner.today(turn.now())),
        due_time: None,
    };
    tasks::put(&mut turn.db(), new, turn.stamp()).await.map(drop)
}
