//! Going through what is not as expected: one card at a time, a tap, the next card. Where a person stands is a row, so a
//! restart goes on at the same card; a tap on an old card does nothing twice.

use super::{
    accounting,
    book::{self, Book, Entry, Whose},
    cases, check,
    cycle::Cycle,
    model::{Case, Deed, Kind, Reason, State},
    press::{Group, On, Press},
    runs::{self, Mark},
    send, views,
    why::Why,
};
use crate::{
    bot::{event::Event, screen::Screen, turn::Turn},
    clients,
    db::Id,
    error::{Error, Result},
    features::{hello, tasks},
    people::Role,
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// What is needed to take a decision back.
#[derive(Debug, Serialize, Deserialize)]
struct Decided {
    /// The revision it has left the case at.
    rev: i64,
}

/// What is foreign is as absent as what never was.
fn absent() -> Error {
    Error::User(t!("issue-absent"))
}

fn cycle(turn: &Turn) -> Cycle {
    Cycle::on(turn.today(), turn.calendar())
}

/// A head who keeps no clients looks at the department.
fn looks_at_all(turn: &Turn) -> bool {
    !turn.me().is_any(&[Role::Manager, Role::Deputy])
}

/// `/issue`: where the person stands.
pub async fn open(turn: Turn) -> Result {
    let cycle = cycle(&turn);
    if !cycle.is_begun(turn.today()) {
        return check(&turn).await;
    }
    let run = runs::of_person(&mut turn.db(), turn.me().id, cycle.service()).await?;
    let begun = run.is_some_and(|run| run.begun_at.is_some());
    if looks_at_all(&turn) && !begun {
        let screen = views::of_head(&mut turn.db(), cycle).await?;
        return turn.show(screen).await;
    }
    if begun {
        return next(&turn, Vec::new(), None).await;
    }
    let whose = Whose::of(&mut turn.db(), turn.me()).await?;
    let book = book::read(&mut turn.db(), turn.scope(), whose, cycle).await?;
    let counts = book.counts();
    if counts.expected == 0 {
        return turn.show(hello::word(t!("issue-nobody"))).await;
    }
    turn.show(views::beginning(&book, counts)).await
}

/// A button.
pub async fn press(turn: Turn, press: Press) -> Result {
    match press {
        Press::Open => open(turn).await,
        Press::Start => start(&turn).await,
        Press::Check => check(&turn).await,
        Press::List(group, page) => list(&turn, group, page).await,
        Press::Card(on) => on_card(&turn, on, Act::Show).await,
        Press::Ask(on, deed) => on_card(&turn, on, Act::Ask(deed)).await,
        Press::Because(on, deed, reason) => on_card(&turn, on, Act::Decide(deed, reason.to_string())).await,
        Press::Words(on, deed) => on_card(&turn, on, Act::Words(deed)).await,
        Press::Books(on) => on_card(&turn, on, Act::Books).await,
        Press::Later(on) => on_card(&turn, on, Act::Later).await,
        Press::Preview => send::preview(&turn).await,
        Press::Send(seal) => send::send(&turn, &seal).await,
        Press::Waive => send::waive(&turn).await,
    }
}

async fn sight(turn: &Turn) -> Result<Whose> {
    if looks_at_all(turn) { Ok(Whose::All) } else { Whose::of(&mut turn.db(), turn.me()).await }
}

/// What would go wrong, as it is now.
async fn check(turn: &Turn) -> Result {
    let (whose, cycle) = (sight(turn).await?, cycle(turn));
    let book = book::read(&mut turn.db(), turn.scope(), whose, cycle).await?;
    let ways = clients::ways(&mut turn.db(), turn.scope()).await?;
    turn.show(check::screen(&book, &ways)).await
}

async fn list(turn: &Turn, group: Group, page: usize) -> Result {
    if Group::SENDING.contains(&group) {
        return send::list(turn, group, page).await;
    }
    let (whose, cycle) = (sight(turn).await?, cycle(turn));
    let book = book::read(&mut turn.db(), turn.scope(), whose, cycle).await?;
    let ways = clients::ways(&mut turn.db(), turn.scope()).await?;
    turn.show(check::list(group, &check::of_group(group, &book, &ways), page)).await
}

/// Begins, or goes on.
async fn start(turn: &Turn) -> Result {
    let cycle = cycle(turn);
    if !cycle.is_begun(turn.today()) {
        return turn.toast(t!("issue-too-early", day = cycle.issue_on)).await;
    }
    runs::mark(&mut turn.db(), turn.me().id, cycle.service(), Mark::Begun, turn.stamp()).await?;
    next(turn, Vec::new(), None).await
}

/// The card where the person stands, or the first that is open; what is shown is written down.
pub async fn next(turn: &Turn, top: Vec<Text>, undo: Option<Id<Event>>) -> Result {
    let screen = standing(turn, top, undo).await?;
    turn.show(screen).await
}

/// The same as a screen.
pub async fn standing(turn: &Turn, mut top: Vec<Text>, undo: Option<Id<Event>>) -> Result<Screen> {
    let (cycle, me) = (cycle(turn), turn.me().id);
    let (book, changes) = book::settle(&mut turn.db(), turn.me(), cycle, turn.stamp()).await?;
    let run = runs::of_person(&mut turn.db(), me, cycle.service()).await?;
    let run = run.ok_or_else(|| Error::other("a run that was not begun"))?;
    top.extend(changes.iter().map(|change| views::change(&book, change)));
    let open = book.open();
    let stands = open.iter().find(|(_, case)| Some(case.id) == run.case_id).or_else(|| open.first());
    let shown = stands.map(|(_, case)| case.id);
    if shown != run.case_id {
        runs::stand_at(&mut turn.db(), me, cycle.service(), shown).await?;
    }
    Ok(match stands {
        Some(found) => views::card(&book, *found, top, undo),
        None if !book.loaded => views::not_loaded(cycle, book.counts()),
        None => views::nothing_left(&book, &run, top, undo),
    })
}

/// What is done on a card.
pub enum Act {
    Show,
    Ask(Deed),
    Decide(Deed, String),
    Words(Deed),
    Books,
    Later,
}

/// A case whose client the acting person may see.
pub async fn seen(turn: &Turn, id: Id<Case>) -> Result<Case> {
    let case = cases::by_id(&mut turn.db(), id).await?.ok_or_else(absent)?;
    clients::by_id(&mut turn.db(), turn.scope(), case.client_id).await?.ok_or_else(absent)?;
    Ok(case)
}

/// A case is shown, asked about or decided: only as it was shown, and only while it is open.
async fn on_card(turn: &Turn, on: On, act: Act) -> Result {
    let case = seen(turn, on.case).await?;
    if case.rev != on.rev || case.state != State::Open || case.service.0 != cycle(turn).service() {
        turn.toast(t!("frame-card-changed")).await?;
        return open(turn.clone()).await;
    }
    runs::mark(&mut turn.db(), turn.me().id, case.service.0, Mark::Begun, turn.stamp()).await?;
    let cycle = cycle(turn);
    let book = book::read(&mut turn.db(), turn.scope(), Whose::All, cycle).await?;
    let entry = book.entry(case.client_id).ok_or_else(absent)?;
    match act {
        Act::Show => turn.show(views::card(&book, (entry, &case), Vec::new(), None)).await,
        Act::Ask(deed) => turn.show(views::reasons(&book, (entry, &case), deed)).await,
        Act::Words(deed) => turn.open(&Why::begin(case.id, case.rev, deed)).await,
        Act::Decide(deed, reason) if fits(deed, case.kind, &reason) => {
            let (top, undo) = decide(turn, entry, case, (deed, reason)).await?;
            next(turn, top, Some(undo)).await
        }
        Act::Decide(..) => turn.toast(t!("frame-old-button")).await,
        Act::Books => books(turn, &book, entry, case).await,
        Act::Later => later(turn, case).await,
    }
}

/// A reason at hand is one of those offered.
fn fits(deed: Deed, kind: Kind, reason: &str) -> bool {
    reason.parse::<Reason>().is_ok_and(|reason| deed.reasons(kind).contains(&reason))
}

/// Decides: kept with its reason; an invoice that is not to go is accounting's to take back.
pub async fn decide(
    turn: &Turn,
    entry: &Entry,
    mut case: Case,
    (deed, reason): (Deed, String),
) -> Result<(Vec<Text>, Id<Event>)> {
    let number = case.invoice_id.and_then(|id| entry.invoice(id)).map(|invoice| invoice.number.clone());
    let cancel = number.filter(|_| deed == Deed::Not);
    let mut top = Vec::new();
    let task = match cancel {
        Some(number) => {
            let what = t!("issue-task-cancel", number = number);
            let (task, name) = accounting::ask(turn, &entry.client, what).await?;
            top.push(t!("issue-asked", name = name));
            Some(task)
        }
        None => None,
    };
    let by = (turn.me().id, turn.stamp());
    cases::decide(&mut turn.db(), &mut case, (deed.state(), reason, task), by).await?;
    let data = Decided { rev: case.rev };
    let event = turn.happened("issue.decided", Some(case.client_id), case.id, &data).await?;
    top.insert(0, views::decided(entry, &case));
    Ok((top, event))
}

async fn books(turn: &Turn, book: &Book, entry: &Entry, mut case: Case) -> Result {
    let month = super::cycle::month(book.cycle.service());
    let what = t!("issue-task", month = month, wrong = views::wrong(entry, &case));
    if let Some(before) = case.task_id {
        tasks::cancel(&mut turn.db(), before, turn.stamp()).await?;
    }
    let (task, name) = accounting::ask(turn, &entry.client, what).await?;
    let by = (turn.me().id, turn.stamp());
    cases::decide(&mut turn.db(), &mut case, (State::Books, String::new(), Some(task)), by).await?;
    let data = Decided { rev: case.rev };
    let event = turn.happened("issue.decided", Some(case.client_id), case.id, &data).await?;
    let top = vec![t!("issue-in-books", client = &entry.client.name, name = name)];
    next(turn, top, Some(event)).await
}

async fn later(turn: &Turn, mut case: Case) -> Result {
    case.later_at = Some(turn.stamp());
    cases::keep(&mut turn.db(), &mut case).await?;
    runs::stand_at(&mut turn.db(), turn.me().id, case.service.0, None).await?;
    next(turn, Vec::new(), None).await
}

/// Takes a decision back, unless something has changed since.
pub async fn undo(turn: Turn, event: Event) -> Result<Text> {
    let mut case = seen(&turn, event.entity()?).await?;
    let data: Decided = event.data()?;
    if case.rev != data.rev {
        return Err(Error::User(t!("issue-changed")));
    }
    if let Some(task) = case.task_id.take() {
        tasks::cancel(&mut turn.db(), task, turn.stamp()).await?;
    }
    (case.state, case.reason) = (State::Open, String::new());
    (case.decided_by, case.decided_at) = (None, None);
    cases::keep(&mut turn.db(), &mut case).await?;
    runs::stand_at(&mut turn.db(), turn.me().id, case.service.0, Some(case.id)).await?;
    Ok(t!("issue-deed"))
}
