//! The month's invoices go out together: what would go to whom is shown, a yes to just that holds for ten minutes and can be
//! taken back by one tap, then a job sends them one by one (PRODUCT D3b).
//!
//! Its law: what was shown is what goes; an invoice that changes meanwhile stays; of two who send the same, one does.

use super::{
    batches::{self, Batch, Picked},
    book::{self, Book, Entry, Whose},
    check::{self, Ways},
    cycle::{self, Cycle},
    jobs::put_next,
    model::{Case, Kind, State},
    press::{Group, Press},
    runs::{self, Mark},
};
use crate::{
    bot::{
        event::{Event, Undo},
        screen::{Button, Screen},
        turn::Turn,
    },
    clients::{self, Way},
    db::Id,
    error::{Error, Result},
    features::{
        billing::{self, Sending},
        hello,
        invoices::Invoice,
    },
    hash,
    money::Money,
    t,
    text::Text,
};
use chrono::TimeDelta;
use std::collections::{HashMap, HashSet};

/// What is to go out waits so long: as long as a deed can be taken back.
const HOLD: TimeDelta = TimeDelta::minutes(10);
/// So many names stand in the preview.
const NAMED: usize = 5;

/// Who gets what.
#[derive(Default)]
pub struct Plan<'a> {
    /// What goes out.
    go: Vec<(&'a Entry, &'a Invoice)>,
    /// So many of them were sent before and corrected since.
    corrected: usize,
    /// Those of the other lists.
    mail: Vec<&'a Entry>,
    nobody: Vec<&'a Entry>,
    has: Vec<&'a Entry>,
    held: Vec<&'a Entry>,
}

impl<'a> Plan<'a> {
    fn of(&self, group: Group) -> Vec<&'a Entry> {
        match group {
            Group::Go => self.go.iter().map(|(entry, _)| *entry).collect(),
            Group::Mail => self.mail.clone(),
            Group::Nobody => self.nobody.clone(),
            Group::Has => self.has.clone(),
            _ => self.held.clone(),
        }
    }

    fn picked(&self) -> Vec<Picked> {
        self.go.iter().map(|(_, invoice)| Picked(invoice.id, invoice.sum)).collect()
    }
}

/// Tells what was shown from what would be shown now.
fn seal(picked: &[Picked]) -> String {
    hash::of(format!("{picked:?}"))[..8].to_owned()
}

/// The invoices of a client that are to go out: the month's, and what too much of there is by agreement.
fn due(entry: &Entry) -> Vec<&Invoice> {
    let agreed = |case: &&Case| case.kind == Kind::Extra && case.state == State::Ok;
    let extra = entry.cases.iter().filter(agreed).filter_map(|case| entry.invoice(case.invoice_id?));
    let all = entry.judged.invoice.iter().chain(extra);
    all.filter(|invoice| invoice.left() > Money::ZERO && !invoice.disputed).collect()
}

/// What holds an invoice up: a case about it, or about the client's month.
fn is_held(entry: &Entry, invoice: &Invoice) -> bool {
    entry.cases.iter().any(|case| case.holds() && case.invoice_id.is_none_or(|id| id == invoice.id))
}

/// Puts everybody into a list.
pub fn plan<'a>(
    book: &'a Book,
    ways: &Ways,
    sent: &HashMap<Id<Invoice>, Sending>,
    waiting: &HashSet<Id<Invoice>>,
) -> Plan<'a> {
    let mut plan = Plan::default();
    for entry in &book.entries {
        for invoice in due(entry) {
            let before = sent.get(&invoice.id);
            if is_held(entry, invoice) {
                plan.held.push(entry);
            } else if waiting.contains(&invoice.id) || before == Some(&Sending::Same) {
                plan.has.push(entry);
            } else {
                match ways.get(&entry.client.id) {
                    Some(Way::Chat(_)) => {
                        plan.corrected += usize::from(before.is_some());
                        plan.go.push((entry, invoice));
                    }
                    Some(Way::Mail(_)) => plan.mail.push(entry),
                    None => plan.nobody.push(entry),
                }
            }
        }
    }
    plan
}

/// What a plan is made of.
struct Known {
    book: Book,
    ways: Ways,
    sent: HashMap<Id<Invoice>, Sending>,
    waiting: HashSet<Id<Invoice>>,
}

impl Known {
    async fn read(turn: &Turn) -> Result<Self> {
        let cycle = Cycle::on(turn.today(), turn.calendar());
        let whose = Whose::of(&mut turn.db(), turn.me()).await?;
        let book = book::read(&mut turn.db(), turn.scope(), whose, cycle).await?;
        let ways = clients::ways(&mut turn.db(), turn.scope()).await?;
        let all = book.entries.iter().flat_map(|entry| &entry.invoices);
        let sent = billing::sent(&mut turn.db(), turn.scope(), cycle.first, all).await?;
        let waiting = batches::waiting(&mut turn.db(), cycle.service()).await?;
        let waiting = waiting.into_iter().flatten().map(|Picked(invoice, _)| invoice).collect();
        Ok(Self { book, ways, sent, waiting })
    }

    fn plan(&self) -> Plan<'_> {
        plan(&self.book, &self.ways, &self.sent, &self.waiting)
    }
}

/// What would go out.
pub async fn preview(turn: &Turn) -> Result {
    let known = Known::read(turn).await?;
    turn.show(shown(&known.book, &known.plan(), &known.ways)).await
}

/// How many, to whom by which channel, who has none, who has it already.
pub fn shown(book: &Book, plan: &Plan<'_>, ways: &Ways) -> Screen {
    let service = book.cycle.service();
    let mut screen = Screen::new(t!("issue-send-title", month = cycle::month(service)));
    screen = screen.line(t!("issue-send-go", count = plan.go.len()));
    if !plan.go.is_empty() {
        screen = screen.line(names(plan, ways));
    }
    let more = |count: usize, line: fn(usize) -> Text| (count > 0).then(|| line(count));
    let lines = [
        more(plan.corrected, |count| t!("issue-send-corrected", count = count)),
        more(plan.mail.len(), |count| t!("issue-send-mail", count = count)),
        more(plan.nobody.len(), |count| t!("issue-send-nobody", count = count)),
        more(plan.has.len(), |count| t!("issue-send-has", count = count)),
        more(plan.held.len(), |count| t!("issue-send-held", count = count)),
    ];
    screen = screen.lines(lines.into_iter().flatten());
    let groups = Group::SENDING.into_iter().map(|group| (group, plan.of(group).len())).filter(|(_, count)| *count > 0);
    let group = |(group, count): (Group, usize)| {
        Button::press(t!("issue-group-count", group = check::label(group), count = count), &Press::List(group, 0))
    };
    if !plan.go.is_empty() {
        let minutes = HOLD.num_minutes();
        screen = screen.gap().line(t!("issue-send-hold", minutes = minutes));
        screen =
            screen.row([Button::press(t!("issue-send", count = plan.go.len()), &Press::Send(seal(&plan.picked())))]);
    }
    screen
        .grid(groups.map(group), 2)
        .row([Button::press(t!("issue-waive"), &Press::Waive), Button::press(t!("issue-to-cards"), &Press::Start)])
}

/// `Ромашка: Ольга; Лотос: Вера и ещё 266`.
fn names(plan: &Plan<'_>, ways: &Ways) -> Text {
    let one = |(entry, _): &(&Entry, &Invoice)| {
        let names = match ways.get(&entry.client.id) {
            Some(Way::Chat(names)) => names.join(", "),
            _ => String::new(),
        };
        t!("issue-send-one", client = &entry.client.name, names = names)
    };
    let mut named: Vec<Text> = plan.go.iter().take(NAMED).map(one).collect();
    if plan.go.len() > NAMED {
        named.push(t!("issue-send-more", count = plan.go.len() - NAMED));
    }
    Text::Join(named, "; ")
}

/// A page of one of the lists.
pub async fn list(turn: &Turn, group: Group, page: usize) -> Result {
    let known = Known::read(turn).await?;
    let entries = known.plan().of(group);
    turn.show(check::list(group, &entries, page)).await
}

/// The yes: to just what was shown. It waits, and can be taken back by one tap.
pub async fn send(turn: &Turn, shown_as: &str) -> Result {
    let known = Known::read(turn).await?;
    let waiting = batches::waiting(&mut turn.db(), known.book.cycle.service()).await?;
    if waiting.iter().any(|picked| seal(picked) == shown_as) {
        return turn.toast(t!("issue-send-already")).await;
    }
    let plan = known.plan();
    if seal(&plan.picked()) != shown_as || plan.go.is_empty() {
        turn.toast(t!("frame-card-changed")).await?;
        return turn.show(shown(&known.book, &plan, &known.ways)).await;
    }
    let cycle = known.book.cycle;
    let me = turn.me().id;
    let batch = Batch::new(me, cycle.service(), plan.picked(), turn.now() + HOLD);
    batches::put(&mut turn.db(), &batch, turn.stamp()).await?;
    put_next(&mut turn.db(), batch.id, batch.goes_at).await?;
    close(turn, cycle).await?;
    let event = turn.happened("issue.sent", None, batch.id, &batch.picked.len()).await?;
    let said = t!("issue-sending", count = plan.go.len(), at = batch.goes_at.0);
    let undo = Button::press(t!("issue-send-undo"), &Undo(event));
    turn.show(Screen::new(said).row([undo]).row(hello::menu_row())).await
}

/// Nothing is to go out.
pub async fn waive(turn: &Turn) -> Result {
    let cycle = Cycle::on(turn.today(), turn.calendar());
    if !cycle.is_begun(turn.today()) {
        return turn.toast(t!("issue-too-early", day = cycle.issue_on)).await;
    }
    close(turn, cycle).await?;
    super::walk::next(turn, vec![t!("issue-waived")], None).await
}

async fn close(turn: &Turn, cycle: Cycle) -> Result {
    for mark in [Mark::Begun, Mark::Closed] {
        runs::mark(&mut turn.db(), turn.me().id, cycle.service(), mark, turn.stamp()).await?;
    }
    Ok(())
}

/// Takes all of it back, as long as nothing has gone.
pub async fn undo(turn: Turn, event: Event) -> Result<Text> {
    let id: Id<Batch> = event.entity()?;
    let batch = batches::by_id(&mut turn.db(), id).await?.ok_or_else(|| Error::User(t!("frame-old-button")))?;
    if !batches::undo(&mut turn.db(), id, turn.stamp()).await? {
        return Err(Error::User(t!("issue-send-gone")));
    }
    runs::reopen(&mut turn.db(), batch.person, batch.service).await?;
    Ok(t!("issue-deed-sent", count = batch.picked.len()))
}

/// What was done, for the list of `/undo`.
pub fn name(event: &Event) -> Result<Text> {
    Ok(t!("issue-deed-sent", count = event.data::<usize>()?))
}

/// The head of a card after a batch has gone.
pub fn gone(batch: &Batch) -> Text {
    let (sent, all) = (batch.sent, i64::try_from(batch.picked.len()).unwrap_or(i64::MAX));
    let month = cycle::month(batch.service);
    if sent == all {
        t!("issue-gone", count = sent, month = month)
    } else {
        t!("issue-gone-partly", count = sent, month = month, left = (all - sent).to_string())
    }
}

/// The screen of [`gone`].
pub fn gone_screen(batch: &Batch) -> Screen {
    let open = Button::press(t!("issue-open-button"), &Press::Open);
    Screen::new(gone(batch)).row([open]).row(hello::menu_row())
}
