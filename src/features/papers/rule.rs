//! E7: goods have left and a paper of theirs is not signed. The manager is reminded twice, in their working time; then the
//! head has it.

use super::{
    model::Paper,
    queries,
    views::{self, Deed},
};
use crate::{
    bot::{
        outbox::{self, Class, Letter},
        screen::{Button, Screen},
    },
    calendar::Moment,
    clients,
    db::{Conn, Id, Timestamp},
    error::Result,
    features::{Alarm, Look, Rule, Whom},
    jobs::At,
    people::{self, Person},
    rules::{self, Threshold, Unit},
    t,
    text::Text,
};
use chrono::TimeDelta;
use std::collections::BTreeMap;

const CODE: &str = "E7";

/// After so many days the manager is reminded; until then it is to be signed.
pub const FIRST: Threshold = days("first", "rule-e7-first", 3);
/// After so many, again.
const SECOND: Threshold = days("second", "rule-e7-second", 7);
/// After so many the head has it.
const HEAD: Threshold = days("head", "rule-e7-head", 14);
const ACK: Threshold =
    Threshold { rule: CODE, name: "ack", about: "rule-e7-ack", unit: Unit::Minutes, usual: 480, least: 5, most: 4800 };

const fn days(name: &'static str, about: &'static str, usual: i64) -> Threshold {
    Threshold { rule: CODE, name, about, unit: Unit::Days, usual, least: 1, most: 90 }
}

/// The rule.
pub const E7: Rule = Rule {
    code: CODE,
    about: "rule-e7",
    thresholds: &[FIRST, SECOND, HEAD, ACK],
    ack: ACK,
    alarms: |conn, look| Box::pin(alarms(conn, look)),
    settled: |conn, entity, _| Box::pin(settled(conn, entity)),
};

/// An alert shows so many buttons, a reminder as many papers.
const SHOWN: usize = 5;

async fn alarms(conn: &mut Conn, look: Look<'_>) -> Result<Vec<Alarm>> {
    let patience = TimeDelta::days(look.values.get(&HEAD));
    let now = look.moment.now;
    let mut alarms = Vec::new();
    for paper in queries::unsigned(conn, Timestamp::from(now - patience)).await? {
        if look.client.is_some_and(|client| client != paper.client) {
            continue;
        }
        let Some(left) = paper.left_at else { continue };
        let owner = match paper.owner {
            Some(owner) => people::by_id(conn, owner).await?.map(|person| person.name),
            None => None,
        };
        let who = owner.map_or_else(|| t!("paper-nobody"), Text::Verbatim);
        alarms.push(Alarm {
            client: Some(paper.client),
            entity: paper.id.to_string(),
            since: left + patience,
            whom: Whom::Heads,
            critical: false,
            what: what(&paper),
            why: t!("paper-alarm-why", at = left),
            facts: vec![t!("paper-alarm-stands", paper = views::stands(&paper)), t!("paper-alarm-who", who = who)],
            options: vec![vec![views::button(t!("paper-open-button"), &paper, Deed::Show)]],
            until: None,
        });
    }
    Ok(alarms)
}

fn what(paper: &Paper) -> Text {
    t!("paper-alarm", paper = views::named(paper), label = &paper.label, client = &paper.client_name)
}

/// How it ended.
async fn settled(conn: &mut Conn, entity: &str) -> Result<(Text, Text)> {
    let id: Option<Id<Paper>> = entity.parse().ok();
    let paper = match id {
        Some(id) => queries::known(conn, id).await?,
        None => None,
    };
    Ok(paper.map_or_else(|| (t!("paper-gone"), t!("paper-gone-why")), |paper| (what(&paper), views::stands(&paper))))
}

/// Every minute: managers are reminded of what is not signed, one message a client. After downtime once, not twice.
pub async fn remind(conn: &mut Conn, at: &At) -> Result {
    let moment = at.moment();
    let values = rules::values(conn).await?;
    let before = |threshold| moment.now - TimeDelta::days(values.get(threshold));
    let (first, second) = (before(&FIRST), before(&SECOND));
    let mut by_client: BTreeMap<Id<clients::Client>, Vec<(Paper, i64)>> = BTreeMap::new();
    for paper in queries::to_remind(conn, first.into(), second.into()).await? {
        let stage = if paper.left_at.is_some_and(|left| left <= second) { 2 } else { 1 };
        by_client.entry(paper.client).or_default().push((paper, stage));
    }
    for papers in by_client.into_values() {
        tell(conn, &papers, moment).await?;
    }
    Ok(())
}

async fn tell(conn: &mut Conn, papers: &[(Paper, i64)], moment: Moment<'_>) -> Result {
    let here = |person: &Person| person.working_time(moment.calendar).is_open(moment.now);
    let keepers: Vec<Person> = rules::keepers(conn, papers[0].0.owner).await?.into_iter().filter(here).collect();
    if keepers.is_empty() {
        return Ok(());
    }
    let screen = reminder(papers, moment);
    for person in keepers {
        let Some(chat) = person.tg_id else { continue };
        let (paper, stage) = &papers[0];
        let letter = Letter {
            class: Class::Notice,
            key: Some(format!("paper:{}:{stage}:{}", paper.id, person.id)),
            ..Letter::reply(chat, person.reader(moment.now), &screen)
        };
        outbox::send(conn, letter).await?;
    }
    for (paper, stage) in papers {
        queries::set_reminded(conn, paper.id, *stage).await?;
    }
    Ok(())
}

fn reminder(papers: &[(Paper, i64)], moment: Moment<'_>) -> Screen {
    let paper = &papers[0].0;
    let mut screen = Screen::new(t!("paper-reminder", client = &paper.client_name)).about(paper.client);
    for (paper, _) in papers {
        screen = screen.line(views::told(paper, moment.now));
    }
    for (paper, _) in papers.iter().take(SHOWN) {
        screen = screen.row([open(paper)]);
    }
    screen.row([clients::call_button(paper.client), clients::card_button(paper.client)])
}

fn open(paper: &Paper) -> Button {
    views::button(t!("docs-open", paper = views::named(paper), label = &paper.label), paper, Deed::Show)
}
