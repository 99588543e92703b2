//! What is told of a month by itself: the check on the 13th, the beginning on the 15th, what is not finished in the evening,
//! and what a new import has changed. It looks at rows: a missed look changes nothing, two say a thing once.

use super::{
    book::{self, ISSUERS, Whose},
    check,
    cycle::{CHECK_AT, Cycle, ISSUE_AT, NOON, REMIND_AT, REMIND_UNTIL},
    fees,
    press::Press,
    runs::{self, Mark, Run},
    views,
};
use crate::{
    bot::{
        outbox::{self, Class, Letter},
        screen::{Button, Screen},
    },
    calendar::Moment,
    clients,
    db::{Conn, Id},
    error::Result,
    features::{billing, hello, invoices::Invoice},
    files,
    jobs::At,
    money::Money,
    people::{self, Person, Role},
    rules, t,
};
use chrono::NaiveDateTime;
use chrono_tz::Europe::Moscow;
use std::collections::BTreeMap;

/// One look. As long as nobody has told a fee, there is nothing to issue.
pub async fn look(conn: &mut Conn, at: &At) -> Result {
    let Some(fees) = fees::pulse(conn).await? else { return Ok(()) };
    let moment = at.moment();
    // Where anybody of ours works, it is the same day as in Moscow.
    let today = moment.now.with_timezone(&Moscow).date_naive();
    let cycle = Cycle::on(today, moment.calendar);
    if (cycle.check_on..=cycle.until).contains(&today) {
        stages(conn, cycle, moment).await?;
    }
    let pulse = format!("{fees}|{}", files::pulse(conn).await?);
    if runs::has_changed(conn, &pulse).await? {
        follow(conn, cycle, moment).await?;
        corrected(conn, cycle, moment).await?;
    }
    Ok(())
}

/// What is due for a person at a moment of theirs.
fn due(person: &Person, run: Option<&Run>, cycle: Cycle, moment: Moment<'_>) -> Option<Mark> {
    let now = moment.now.with_timezone(&person.zone).naive_local();
    let works = person.working_time(moment.calendar).is_open(moment.now);
    let within = |from: NaiveDateTime, to: NaiveDateTime| (from..to).contains(&now);
    let told = |at: fn(&Run) -> bool| run.is_some_and(at);
    let (check, issue) = (cycle.check_on.and_time(CHECK_AT), cycle.issue_on.and_time(ISSUE_AT));
    // In a month whose 13th falls on the day of the issue both are told on one day.
    let checked_until = issue.max(cycle.check_on.and_time(REMIND_AT));
    if works && within(check, checked_until) && !told(|run| run.checked_at.is_some()) {
        return Some(Mark::Checked);
    }
    if works && within(issue, cycle.until.and_time(NOON)) && !told(Run::is_on) {
        return Some(Mark::Called);
    }
    let evening = within(cycle.issue_on.and_time(REMIND_AT), cycle.issue_on.and_time(REMIND_UNTIL));
    (evening && told(|run| run.is_left() && run.reminded_at.is_none())).then_some(Mark::Reminded)
}

/// Tells everybody what is due for them.
async fn stages(conn: &mut Conn, cycle: Cycle, moment: Moment<'_>) -> Result {
    let runs = runs::of_service(conn, cycle.service()).await?;
    let mut people: BTreeMap<Id<Person>, Person> = BTreeMap::new();
    for role in ISSUERS {
        people.extend(people::all_with_role(conn, *role).await?.into_iter().map(|person| (person.id, person)));
    }
    for person in people.into_values() {
        let run = runs.iter().find(|run| run.person_id == person.id);
        let Some(mark) = due(&person, run, cycle, moment) else { continue };
        let screen = match mark {
            Mark::Checked => check(conn, &person, cycle).await?,
            Mark::Called => call(conn, &person, cycle, moment).await?,
            _ => run.map(|run| reminder(cycle, run)),
        };
        runs::mark(conn, person.id, cycle.service(), mark, moment.now.into()).await?;
        if let Some(screen) = screen {
            tell(conn, &person, &format!("issue:{mark}:{}:{}", person.id, cycle.service()), &screen, moment).await?;
        }
    }
    Ok(())
}

/// What is wrong before: with a person's own clients, or, for a head who keeps none, with everybody's.
async fn check(conn: &mut Conn, person: &Person, cycle: Cycle) -> Result<Option<Screen>> {
    let keeps = person.is_any(&[Role::Manager, Role::Deputy]);
    let whose = if keeps { Whose::of(conn, person).await? } else { Whose::All };
    let book = book::read(conn, person.scope(), whose, cycle).await?;
    if book.entries.is_empty() {
        return Ok(None);
    }
    let ways = clients::ways(conn, person.scope()).await?;
    let screen = if keeps { check::screen(&book, &ways) } else { views::check_of_head(&book, &ways) };
    Ok(Some(screen))
}

/// `Начать выставление`.
async fn call(conn: &mut Conn, person: &Person, cycle: Cycle, moment: Moment<'_>) -> Result<Option<Screen>> {
    let whose = Whose::of(conn, person).await?;
    let book = book::read(conn, person.scope(), whose, cycle).await?;
    let counts = book.counts();
    runs::mark(conn, person.id, cycle.service(), Mark::Called, moment.now.into()).await?;
    runs::count(conn, person.id, cycle.service(), counts).await?;
    Ok((counts.expected > 0).then(|| views::beginning(&book, counts)))
}

/// It is evening, and something is left.
pub fn reminder(cycle: Cycle, run: &Run) -> Screen {
    let open = Button::press(t!("issue-open-button"), &Press::Open);
    let start = Button::press(t!("issue-start"), &Press::Start);
    let button = if run.begun_at.is_some() { open } else { start };
    Screen::new(t!("issue-remind")).line(views::stands(cycle, run)).row([button]).row(hello::menu_row())
}

/// Brings every run that was begun to what is known now, and tells what has changed about what was decided.
async fn follow(conn: &mut Conn, cycle: Cycle, moment: Moment<'_>) -> Result {
    for run in runs::of_service(conn, cycle.service()).await? {
        if run.begun_at.is_none() {
            continue;
        }
        let Some(person) = people::present(conn, run.person_id).await? else { continue };
        let (book, changes) = book::settle(conn, &person, cycle, moment.now.into()).await?;
        let came = run.counts.issued == 0 && book.loaded;
        if !came && changes.is_empty() {
            continue;
        }
        let mut screen = Screen::new(views::progress(cycle, book.counts()));
        if came {
            screen =
                screen.line(t!("issue-loaded", count = book.counts().issued, open = book.counts().open.to_string()));
        }
        let screen = screen.lines(changes.iter().map(|change| views::change(&book, change)));
        let screen = screen.row([Button::press(t!("issue-open-button"), &Press::Open)]);
        tell(conn, &person, &format!("issue:news:{}:{}", person.id, moment.now.timestamp()), &screen, moment).await?;
    }
    Ok(())
}

/// Whoever keeps a client hears of an invoice that was corrected after it had been sent.
async fn corrected(conn: &mut Conn, cycle: Cycle, moment: Moment<'_>) -> Result {
    let today = moment.now.with_timezone(&Moscow).date_naive();
    for (invoice, before) in billing::corrected(conn, cycle.first, today).await? {
        let Some(client) = clients::known(conn, invoice.client).await? else { continue };
        for keeper in rules::keepers(conn, client.owner).await? {
            let key = format!("issue:corrected:{}:{}:{}", invoice.id, invoice.sum.kopecks(), keeper.id);
            tell(conn, &keeper, &key, &corrected_screen(&client, &invoice, before), moment).await?;
        }
    }
    Ok(())
}

/// An invoice was corrected after it had been sent.
pub fn corrected_screen(client: &clients::Client, invoice: &Invoice, before: Money) -> Screen {
    let number = invoice.number.as_str();
    let said = t!("issue-corrected", client = &client.name, number = number, before = before, after = invoice.sum);
    Screen::new(said).about(client.id).row([billing::again_button(invoice.id), clients::card_button(client.id)])
}

async fn tell(conn: &mut Conn, person: &Person, key: &str, screen: &Screen, moment: Moment<'_>) -> Result {
    let Some(chat) = person.tg_id else { return Ok(()) };
    // The evening's reminder is awaited; what comes at night makes no sound.
    let silent = !person.working_time(moment.calendar).is_open(moment.now);
    let key = Some(key.to_owned());
    let letter = Letter { class: Class::Notice, key, silent, ..Letter::reply(chat, person.reader(moment.now), screen) };
    outbox::send(conn, letter).await.map(drop)
}
