//! What a head decides about a debtor: in instalments, a letter before court, suspended, called on (PRODUCT E3).

use super::{
    rows::{self, Decision},
    rule::E3,
};
use crate::{
    bot::{
        event::{Event, Undo},
        outbox::Class,
        screen::{self, Button, Screen, Words},
        turn::Turn,
    },
    clients::{self, Client},
    db::{Day, Id},
    error::{Error, Result},
    features::{invoices, tasks},
    named,
    news::News,
    people, rules, t,
    text::Text,
};

named! {
    /// What is decided.
    pub enum Verdict {
        /// Paid in instalments.
        Instalments = "instalments",
        /// A letter before court.
        Letter = "letter",
        /// The service is suspended.
        Suspend = "suspend",
        /// The calls go on.
        GoOn = "go_on",
    }
}

impl Verdict {
    /// Every value, in the order of the buttons.
    const ALL: [Self; 4] = [Self::Instalments, Self::Letter, Self::Suspend, Self::GoOn];

    /// E3 is silent for so many working days.
    const fn days(self) -> u32 {
        match self {
            Self::GoOn => 5,
            Self::Instalments | Self::Suspend => 10,
            Self::Letter => 15,
        }
    }
}

/// A button of an alert: about whom, and what is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decide {
    pub client: Id<Client>,
    pub verdict: Verdict,
}

impl screen::Press for Decide {
    const ROOM: &'static str = "dunning";

    fn pack(&self) -> String {
        format!("{}:{}", self.client.short(), self.verdict)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        Some(Self { client: words.id()?, verdict: words.parse()? })
    }
}

/// The name of a verdict.
pub fn label(verdict: Verdict) -> Text {
    match verdict {
        Verdict::Instalments => t!("dunning-instalments"),
        Verdict::Letter => t!("dunning-letter"),
        Verdict::Suspend => t!("dunning-suspend"),
        Verdict::GoOn => t!("dunning-go-on"),
    }
}

/// The buttons of an alert.
pub fn options(client: Id<Client>) -> Vec<Vec<Button>> {
    let buttons = Verdict::ALL.map(|verdict| Button::press(label(verdict), &Decide { client, verdict }));
    buttons.chunks(2).map(<[Button]>::to_vec).collect()
}

/// A head decides: it is kept, whoever looks after the client has a task, and the alert is silent for a while.
pub async fn press(turn: Turn, Decide { client, verdict }: Decide) -> Result {
    let company = clients::by_id(&mut turn.db(), turn.scope(), client).await?;
    let company = company.ok_or_else(|| Error::User(t!("client-absent")))?;
    let today = turn.today();
    let debts = invoices::debts(&mut turn.db(), None, today).await?;
    if debts.iter().all(|debt| debt.client != client) {
        return turn.toast(t!("dunning-paid-already")).await;
    }
    let decided = rows::decisions(&mut turn.db(), Some(client), today).await?.pop();
    if let Some(decided) = decided {
        let by = people::by_id(&mut turn.db(), decided.decided_by).await?.map(|person| person.name).unwrap_or_default();
        return turn.toast(t!("dunning-decided-already", verdict = label(decided.verdict), name = by)).await;
    }
    let until = turn.calendar().add_working_days(today, verdict.days());
    let task = task(&turn, &company, verdict).await?;
    let decision = Decision {
        id: Id::new(),
        client_id: client,
        verdict,
        until: Day(until),
        task_id: task,
        decided_by: turn.me().id,
        decided_at: turn.stamp(),
    };
    rows::decide(&mut turn.db(), &decision).await?;
    let event = turn.happened("dunning.decided", Some(client), decision.id, &verdict).await?;
    tell(&turn, &company, &decision).await?;
    turn.publish(News::Changed { rule: E3, client: Some(client) }).await?;
    let said = t!("dunning-decided", client = &company.name, verdict = label(verdict), until = until);
    let row = [Button::press(t!("undo-button"), &Undo(event)), clients::card_button(client)];
    turn.reply(Screen::new(said).about(client).row(row)).await.map(drop)
}

/// What whoever looks after the client has to do next.
async fn task(turn: &Turn, company: &Client, verdict: Verdict) -> Result<Option<Id<tasks::Task>>> {
    let Some(keeper) = rules::keepers(&mut turn.db(), company.owner).await?.into_iter().next() else {
        return Ok(None);
    };
    let (kind, text) = match verdict {
        Verdict::Instalments => (tasks::Kind::Call, t!("dunning-task-instalments")),
        Verdict::Letter => (tasks::Kind::Paper, t!("dunning-task-letter")),
        Verdict::Suspend => (tasks::Kind::Own, t!("dunning-task-suspend")),
        Verdict::GoOn => (tasks::Kind::Call, t!("dunning-task-go-on")),
    };
    let next = tasks::New::next(kind, &text, company.id, &keeper, turn.moment());
    let new = tasks::New { author: Some(turn.me().id), ..next };
    Ok(Some(tasks::put(&mut turn.db(), new, turn.stamp()).await?.id))
}

async fn tell(turn: &Turn, company: &Client, decision: &Decision) -> Result {
    let name = turn.me().name.clone();
    let keepers = rules::keepers(&mut turn.db(), company.owner).await?;
    for keeper in keepers {
        if keeper.id == turn.me().id {
            continue;
        }
        let said = t!("dunning-told", client = &company.name, verdict = label(decision.verdict), name = &name);
        let row = [clients::call_button(company.id), clients::card_button(company.id)];
        let screen = Screen::new(said).about(company.id).row(row);
        turn.tell(&keeper, Class::Notice, &format!("dunning:{}:{}", decision.id, keeper.id), &screen).await?;
    }
    Ok(())
}

/// Takes a decision back, with the task that came of it.
pub async fn undo(turn: Turn, event: Event) -> Result<Text> {
    let decision = rows::decision(&mut turn.db(), event.entity()?).await?;
    rows::undo(&mut turn.db(), decision.id, turn.stamp()).await?;
    if let Some(task) = decision.task_id {
        tasks::cancel(&mut turn.db(), task, turn.stamp()).await?;
    }
    turn.publish(News::Changed { rule: E3, client: Some(decision.client_id) }).await?;
    Ok(label(decision.verdict))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_verdict_survives_64_bytes() {
        for verdict in Verdict::ALL {
            let press = Decide { client: Id::new(), verdict };
            assert_eq!(Decide::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "dunning:".len() <= 64);
        }
        assert_eq!(Decide::unpack("of an older release"), None);
    }
}
