//! What people do with a claim by one tap: we on our card, the client on theirs. Every tap is authorised anew and counts
//! only for what was shown.

use super::{
    card::{self, Deed, Press},
    cards,
    client::{self, Answer, Plea},
    evidence,
    follow::{self, FollowUp},
    level::{self, Reason},
    model::{Claim, Level, Stage, State},
    offer, opening, rows, rule,
};
use crate::{
    bot::{
        event::{Event, Undo},
        governor::Written,
        outbox::Class,
        screen::{Button, Screen},
        shown::Side,
        turn::Turn,
    },
    clients,
    db::Id,
    error::{Error, Result},
    features::{
        invoices, requests,
        tasks::{self, Task},
    },
    people::Person,
    rules, t,
    text::Text,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is needed to take a move back.
#[derive(Debug, Serialize, Deserialize)]
pub struct Moved {
    /// Where it stood.
    pub before: Stage,
    /// Where it stands then.
    pub after: State,
}

/// A claim in the acting person's sight.
pub async fn mine(turn: &Turn, id: Id<Claim>) -> Result<Claim> {
    let claim = rows::by_id(&mut turn.db(), turn.scope(), id).await?;
    claim.ok_or_else(|| Error::User(t!("claim-absent")))
}

/// A claim as it is after a change.
pub async fn reread(turn: &Turn, id: Id<Claim>) -> Result<Claim> {
    rows::known(&mut turn.db(), id).await?.ok_or_else(|| Error::other(format!("claim {id} is gone")))
}

/// Moves a claim: where it stands is written, nobody is told yet.
pub async fn place(turn: &Turn, claim: &Claim, stage: Stage) -> Result {
    rows::set_stage(&mut turn.db(), claim, stage, turn.stamp()).await
}

/// Today while the person still works today, else the next working day.
pub fn today_or_next(turn: &Turn, person: &Person) -> NaiveDate {
    let open = person.working_time(turn.calendar()).next_open(turn.now());
    open.with_timezone(&person.zone).date_naive()
}

/// Shows our card where the pressed button is, with what was done on top.
pub async fn show(turn: &Turn, id: Id<Claim>, said: Option<(Text, Option<Id<Event>>)>) -> Result {
    let claim = reread(turn, id).await?;
    let me = turn.me().clone();
    let mut screen = card::screen(&mut turn.db(), &claim, &me, turn.moment()).await?;
    if let Some((said, event)) = said {
        screen = card::after(screen, said, event);
    }
    cards::show(turn, &claim, Side::Us, screen).await?;
    cards::refresh(&mut turn.db(), id, Some(me.id), turn.moment()).await
}

/// A press on our card.
pub async fn of_ours(turn: Turn, press: Press) -> Result {
    let claim = mine(&turn, press.claim).await?;
    let looks = matches!(press.deed, Deed::Show | Deed::Evidence | Deed::Files);
    if press.rev != claim.rev && !looks {
        let done = match press.deed {
            Deed::Investigate => claim.stage.state == State::Investigating,
            Deed::Done => claim.stage.state == State::Done,
            Deed::Raise => claim.stage.level == Level::Complex,
            Deed::Reopen => claim.stage.is_open(),
            _ => false,
        };
        let at = claim.changed_at.0;
        turn.toast(if done { t!("frame-already-done", at = at) } else { t!("frame-card-changed") }).await?;
        return show(&turn, claim.id, None).await;
    }
    match press.deed {
        Deed::Show => show(&turn, claim.id, None).await,
        Deed::Investigate => {
            let event = moved(&turn, &claim, claim.stage.investigate().map_err(super::wrong)?).await?;
            show(&turn, claim.id, Some((t!("claim-said-looking"), Some(event)))).await
        }
        Deed::Raise => raise(&turn, &claim).await,
        Deed::Done => done(&turn, &claim).await,
        Deed::Reopen => {
            let stage = claim.stage.reopen(turn.now()).map_err(super::wrong)?;
            let event = moved(&turn, &claim, stage).await?;
            begin_anew(&turn, &claim, true).await?;
            show(&turn, claim.id, Some((t!("claim-said-reopened"), Some(event)))).await
        }
        Deed::Call => call(&turn, &claim).await,
        Deed::Evidence => {
            let screen = evidence::screen(&turn, &claim).await?;
            turn.show(screen).await
        }
        Deed::Files => {
            let me = turn.me().clone();
            requests::copy_files(&turn, claim.request, &me).await?;
            turn.toast(t!("claim-files-sent")).await
        }
        Deed::Offer => turn.open(&FollowUp::begin(&claim, follow::Deed::Offer)).await,
        Deed::Step => turn.open(&FollowUp::begin(&claim, follow::Deed::Step)).await,
        Deed::Legal => turn.open(&FollowUp::begin(&claim, follow::Deed::Legal)).await,
        Deed::End => {
            // What can't be closed is said before anything is asked.
            claim.stage.close(true, turn.now()).map_err(super::wrong)?;
            turn.open(&FollowUp::begin(&claim, follow::Deed::End)).await
        }
        Deed::Proof => turn.open(&FollowUp::begin(&claim, follow::Deed::Proof)).await,
    }
}

/// Moves a claim and remembers the deed.
async fn moved(turn: &Turn, claim: &Claim, stage: Stage) -> Result<Id<Event>> {
    place(turn, claim, stage).await?;
    let data = Moved { before: claim.stage, after: stage.state };
    turn.happened("claim.moved", Some(claim.client), claim.id, &data).await
}

/// The manager says that a claim is complex.
async fn raise(turn: &Turn, claim: &Claim) -> Result {
    let stage = claim.stage.raise().map_err(super::wrong)?;
    let raised = rule::raise(&mut turn.db(), claim, stage, &[Reason::Said], turn.moment()).await?;
    let event = turn.happened("claim.raised", Some(claim.client), claim.id, &claim.stage).await?;
    rule::changed(turn, &raised).await?;
    let said = t!("claim-said-raised", why = level::why(&raised.reasons));
    show(turn, claim.id, Some((said, Some(event)))).await
}

/// We have done what was agreed: the client is asked whether it is solved.
async fn done(turn: &Turn, claim: &Claim) -> Result {
    let stage = claim.stage.done().map_err(super::wrong)?;
    offer::forget_asked(turn, claim).await?;
    rows::ask_anew(&mut turn.db(), claim.id).await?;
    let event = moved(turn, claim, stage).await?;
    let shown = reread(turn, claim.id).await?;
    let written = client::tell(&mut turn.db(), &shown, turn.moment()).await?;
    let said = match written {
        Written::Now(_) => t!("claim-said-done"),
        Written::Later(_, at, _) => t!("claim-said-done-later", at = at),
        Written::Held(_) | Written::Nothing => t!("claim-said-done-phone"),
    };
    show(turn, claim.id, Some((said, Some(event)))).await
}

/// A claim that goes on: the clocks begin anew, its invoices leave dunning again, and the client waits for our answer.
pub async fn begin_anew(turn: &Turn, claim: &Claim, waits: bool) -> Result {
    let clocks = opening::clocks(&mut turn.db(), claim.owner, turn.moment()).await?;
    rows::ask_anew(&mut turn.db(), claim.id).await?;
    rows::set_due(&mut turn.db(), claim.id, clocks.offer.into(), clocks.close.into()).await?;
    if claim.stage.state != State::Closed {
        if waits {
            requests::waits_again(&mut turn.db(), claim.request, turn.moment()).await?;
        }
        return Ok(());
    }
    let now = turn.stamp();
    invoices::dispute_these(&mut turn.db(), claim.client, &claim.disputed, now).await?;
    let client = clients::known(&mut turn.db(), claim.client).await?.ok_or_else(|| Error::other("a client is gone"))?;
    let person = match claim.person {
        Some(person) => crate::people::present(&mut turn.db(), person).await?,
        None => None,
    };
    let new = requests::New {
        client: &client,
        person: person.as_ref(),
        who: claim.who.clone(),
        essence: claim.essence.clone(),
        attached: Vec::new(),
        waits,
    };
    let request = requests::begin(turn, new).await?;
    rows::set_request(&mut turn.db(), claim.id, request).await?;
    cards::follow(&mut turn.db(), claim.id, request).await
}

/// A call to the client: a task, and one screen of what to know before.
async fn call(turn: &Turn, claim: &Claim) -> Result {
    let me = turn.me().clone();
    let text = t!("claim-task-call", number = claim.number.to_string()).plain(&turn.reader());
    let task = tasks::New {
        kind: tasks::Kind::Call,
        text,
        client: Some(claim.client),
        owner: me.id,
        author: Some(me.id),
        due_on: today_or_next(turn, &me),
        due_time: None,
    };
    let task: Task = tasks::put(&mut turn.db(), task, turn.stamp()).await?;
    rows::touch(&mut turn.db(), claim.id).await?;
    let event = turn.happened("claim.call", Some(claim.client), claim.id, &task.id).await?;
    let mut screen = Screen::new(t!("claim-brief", claim = card::named(claim), day = task.due_on)).about(claim.client);
    let whom = clients::whom_to_call(&mut turn.db(), claim.client).await?;
    screen = screen.lines(whom).gap();
    if !claim.essence.is_empty() {
        screen = screen.line(t!("claim-quote", essence = &claim.essence, who = &claim.who));
    }
    let client = clients::known(&mut turn.db(), claim.client).await?;
    if let Some(client) = client {
        let lines = evidence::all_lines(&mut turn.db(), &client, turn.today()).await?;
        screen = screen.lines(lines);
    }
    let screen = screen
        .row([clients::call_button(claim.client), card::button(t!("claim-open-button"), claim, Deed::Show)])
        .row([Button::press(t!("undo-button"), &Undo(event))]);
    turn.show(screen).await
}

/// A press on the client's card: of a contact person of that company alone.
pub async fn of_client(turn: Turn, plea: Plea) -> Result {
    let me = turn.me().clone();
    let companies = clients::of_person(&mut turn.db(), me.id).await?;
    let found = rows::known(&mut turn.db(), plea.claim).await?;
    let claim = found.filter(|claim| companies.iter().any(|company| company.id == claim.client));
    let claim = claim.ok_or_else(|| Error::User(t!("plea-absent")))?;
    if plea.asks != claim.asks {
        turn.toast(t!("frame-card-changed")).await?;
        return show_client(&turn, claim.id).await;
    }
    let (stage, again) = match plea.answer {
        Answer::Agree => (claim.stage.accept(), false),
        Answer::Disagree => (claim.stage.dispute(), true),
        Answer::Solved => (claim.stage.solved(), false),
        Answer::Unsolved => (claim.stage.unsolved(), true),
        Answer::Reopen => (claim.stage.reopen(turn.now()), true),
    };
    let Ok(stage) = stage else {
        turn.toast(t!("frame-already-done", at = claim.changed_at.0)).await?;
        return show_client(&turn, claim.id).await;
    };
    place(&turn, &claim, stage).await?;
    turn.happened("claim.answered", Some(claim.client), claim.id, &stage.state).await?;
    if again {
        begin_anew(&turn, &claim, true).await?;
    }
    tell_keepers(&turn, &claim, plea.answer).await?;
    show_client(&turn, claim.id).await
}

/// Shows the client where it stands now, there where they pressed, and on their card.
async fn show_client(turn: &Turn, id: Id<Claim>) -> Result {
    let claim = reread(turn, id).await?;
    let me = turn.me().id;
    let tracked = cards::of(&mut turn.db(), id, me).await?;
    let pressed = turn.pressed_card().await?;
    if tracked.is_some() && tracked != pressed {
        turn.show(client::word(&claim, turn.now())).await?;
        return cards::refresh(&mut turn.db(), id, None, turn.moment()).await;
    }
    let screen = client::card(&mut turn.db(), &claim, turn.now()).await?;
    cards::show(turn, &claim, Side::Client, screen).await?;
    cards::refresh(&mut turn.db(), id, Some(me), turn.moment()).await
}

/// Those who look after the client hear what the client answered.
async fn tell_keepers(turn: &Turn, claim: &Claim, answer: Answer) -> Result {
    let (name, named) = (turn.me().name.clone(), card::named(claim));
    let said = match answer {
        Answer::Agree => t!("claim-client-agrees", name = name, claim = named),
        Answer::Disagree => t!("claim-client-disagrees", name = name, claim = named),
        Answer::Solved => t!("claim-client-solved", name = name, claim = named),
        Answer::Unsolved => t!("claim-client-unsolved", name = name, claim = named),
        Answer::Reopen => t!("claim-client-reopens", name = name, claim = named),
    };
    let claim = reread(turn, claim.id).await?;
    let screen = Screen::new(said).about(claim.client).row([card::button(t!("claim-open-button"), &claim, Deed::Show)]);
    let keepers = rules::keepers(&mut turn.db(), claim.owner).await?;
    for keeper in keepers {
        let key = format!("claim:{}:{}:{}:{}", claim.id, claim.rev, claim.stage.state, keeper.id);
        turn.tell(&keeper, Class::Notice, &key, &screen).await?;
    }
    Ok(())
}
