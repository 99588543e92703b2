//! Deliveries seen together: our list, the morning, the client's card, the head's view of the team.

use super::{
    alarms,
    kpi::{self, Fault, Share},
    press::{Page as Go, Tab},
};
use crate::{
    bot::{
        screen::{Button, Screen},
        turn::Turn,
        widgets::Page,
    },
    clients::{self, Client},
    db::{Conn, Id},
    error::{Error, Result},
    features::{
        Dated, Load, Morning,
        deliveries::{
            card,
            model::{Delivery, State},
            receipt, rows,
        },
        hello,
    },
    people::{Person, Role, Scope},
    rules, t,
    text::Text,
};
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use std::collections::BTreeMap;

/// Without proof for so long, a delivery is red in the morning (PRODUCT 3.8).
const RED: TimeDelta = TimeDelta::hours(24);
/// A delivery on somebody's hands weighs so much.
const WEIGHT: i64 = 1;

/// A delivery, and what the lists want to know of it.
#[derive(Debug, Clone)]
struct Row {
    delivery: Delivery,
    /// It should have come by now, or something else is wrong on the way.
    late: bool,
    /// Asked, and nobody has answered: since when.
    asked_at: Option<DateTime<Utc>>,
}

/// What is open, with what is wrong.
async fn open(conn: &mut Conn, scope: Scope, now: DateTime<Utc>) -> Result<Vec<Row>> {
    let open = rows::open(conn, scope).await?;
    Ok(sort(conn, open, now).await?.0)
}

/// The same to the clients of one person, and what was received long ago without anybody saying what comes next.
async fn on_hands(conn: &mut Conn, morning: &Morning<'_>) -> Result<(Vec<Row>, Vec<Delivery>)> {
    let found = rows::on_hands(conn, morning.person.id).await?;
    let (open, mut idle) = sort(conn, found, morning.now).await?;
    let received = |delivery: &Delivery| delivery.received_at.unwrap_or(delivery.state_at);
    let day = |delivery: &Delivery| received(delivery).with_timezone(&morning.person.zone).date_naive();
    idle.retain(|delivery| morning.calendar.add_working_days(day(delivery), 1) < morning.today);
    idle.sort_by_key(|delivery| (received(delivery), delivery.id));
    Ok((open, idle))
}

/// Open ones with what is wrong with each; received ones after which nothing was put.
async fn sort(conn: &mut Conn, found: Vec<Delivery>, now: DateTime<Utc>) -> Result<(Vec<Row>, Vec<Delivery>)> {
    let (mut open, mut idle) = (Vec::new(), Vec::new());
    if found.is_empty() {
        return Ok((open, idle));
    }
    let values = rules::values(conn).await?;
    for delivery in found {
        let receipt = receipt::of(conn, delivery.id).await?;
        let received = matches!(delivery.state, State::Received | State::Closed);
        let waits = receipt.as_ref().is_some_and(|receipt| receipt.next.is_none());
        if received && waits && delivery.received_at.is_some_and(|at| at <= now) {
            idle.push(delivery.clone());
        }
        if !delivery.state.is_open() {
            continue;
        }
        let wrong = alarms::look_with(conn, (&delivery, receipt.as_ref()), &values, now).await?;
        let late = wrong.is_some_and(|(wrong, _)| wrong == alarms::Wrong::Late);
        let receipt = receipt.filter(|receipt| receipt.is_open() && delivery.state.may_become(State::Received));
        let asked_at = receipt.map(|receipt| receipt.asked_at).filter(|at| *at <= now);
        open.push(Row { delivery, late, asked_at });
    }
    Ok((open, idle))
}

/// The day of its window, as the person counts days.
fn day(delivery: &Delivery, person: &Person) -> NaiveDate {
    delivery.starts_at.with_timezone(&person.zone).date_naive()
}

fn is_today(row: &Row, person: &Person, today: NaiveDate) -> bool {
    !matches!(row.delivery.state, State::Received) && day(&row.delivery, person) == today
}

/// Which of them a tab shows.
fn of_tab(found: Vec<Row>, tab: Tab, person: &Person, today: NaiveDate) -> Vec<Row> {
    let fits = |row: &Row| match tab {
        Tab::Today => is_today(row, person, today) || row.late || row.delivery.state == State::Problem,
        Tab::Week => day(&row.delivery, person) > today && day(&row.delivery, person) <= today + Days::new(7),
        Tab::Unconfirmed => row.asked_at.is_some(),
        Tab::Client(client) => row.delivery.client == client,
        Tab::Outside => false,
    };
    found.into_iter().filter(fits).collect()
}

/// `91,3 %`.
fn percent(per_mille: usize) -> String {
    format!("{},{}", per_mille / 10, per_mille % 10)
}

fn share_line(share: &Share) -> Option<Text> {
    share.per_mille().map(|share_of| {
        let (good, all) = (share.good.to_string(), share.all.to_string());
        t!("deliveries-share", share = percent(share_of), good = good, all = all)
    })
}

fn row_button(row: &Row) -> Button {
    let mark = match (row.late, row.asked_at.is_some()) {
        (true, _) => t!("deliveries-mark-late"),
        (false, true) => t!("deliveries-mark-asked"),
        _ => card::state(row.delivery.state),
    };
    let (delivery, at) = (card::named(&row.delivery), row.delivery.starts_at);
    Button::press(t!("deliveries-line", delivery = delivery, at = at, state = mark), &card::Show(row.delivery.id))
}

/// `/deliveries`: a tab of the list, a page of it.
pub async fn list(turn: &Turn, Go { tab, page }: Go) -> Result<Screen> {
    let me = turn.me().clone();
    let share = kpi::share(&kpi::passed(&mut turn.db(), me.scope(), turn.now()).await?);
    if tab == Tab::Outside {
        return Ok(outside(&share, page));
    }
    let found = open(&mut turn.db(), me.scope(), turn.now()).await?;
    let title = match tab {
        Tab::Today => t!("deliveries-today", day = turn.today()),
        Tab::Week => t!("deliveries-week"),
        Tab::Unconfirmed => t!("deliveries-unconfirmed"),
        Tab::Client(client) => {
            let client = clients::by_id(&mut turn.db(), me.scope(), client).await?;
            let client = client.ok_or_else(|| Error::User(t!("client-absent")))?;
            t!("deliveries-of", client = &client.name)
        }
        Tab::Outside => t!("deliveries-outside"),
    };
    let shown = of_tab(found, tab, &me, turn.today());
    let pages = Page::of(&shown, page);
    let mut screen = Screen::new(title);
    if shown.is_empty() {
        screen = screen.line(t!("deliveries-empty"));
    }
    // The share is that of all whom the person looks after, and says nothing of one client.
    let counted = share_line(&share).filter(|_| !matches!(tab, Tab::Client(_)));
    screen = screen.lines(counted).grid(pages.items.iter().map(row_button), 1);
    Ok(screen.row(leaves(tab, pages.before, pages.after)).row(tabs(tab)).row(tabs_below(&share)).row(hello::menu_row()))
}

fn leaves(tab: Tab, before: Option<usize>, after: Option<usize>) -> Vec<Button> {
    let leaf = |label, page: Option<usize>| page.map(|page| Button::press(label, &Go { tab, page }));
    leaf(t!("list-before"), before).into_iter().chain(leaf(t!("list-after"), after)).collect()
}

fn tabs(shown: Tab) -> Vec<Button> {
    let tab = |label, tab| Button::press(label, &Go { tab, page: 0 });
    let all = [
        (Tab::Today, t!("deliveries-today-button")),
        (Tab::Week, t!("deliveries-week-button")),
        (Tab::Unconfirmed, t!("deliveries-unconfirmed-button")),
    ];
    all.into_iter().filter(|(known, _)| *known != shown).map(|(known, label)| tab(label, known)).collect()
}

fn tabs_below(share: &Share) -> Option<Button> {
    let outside = (!share.faults.is_empty()).then_some(Go { tab: Tab::Outside, page: 0 });
    outside.map(|go| Button::press(t!("deliveries-outside-button", count = share.faults.len()), &go))
}

/// The share in the window, and which were not.
fn outside(share: &Share, page: usize) -> Screen {
    let pages = Page::of(&share.faults, page);
    let mut screen = Screen::new(t!("deliveries-outside")).lines(share_line(share));
    if share.moved > 0 {
        screen = screen.line(t!("deliveries-moved", count = share.moved));
    }
    if share.faults.is_empty() {
        screen = screen.line(t!("deliveries-all-inside"));
    }
    let button = |(passed, fault): &(kpi::Passed, Fault)| {
        let delivery = t!("delivery-named", number = passed.number.to_string(), client = &passed.client);
        let label = match (fault, passed.received) {
            (Fault::Outside, Some((at, _))) => t!("deliveries-fault-late", delivery = delivery, at = at),
            (Fault::Unproved, _) => t!("deliveries-fault-unproved", delivery = delivery),
            _ => t!("deliveries-fault-nobody", delivery = delivery),
        };
        Button::press(label, &card::Show(passed.delivery))
    };
    let screen = screen.grid(pages.items.iter().map(button), 1);
    screen.row(leaves(Tab::Outside, pages.before, pages.after)).row(tabs(Tab::Outside)).row(hello::menu_row())
}

/// The morning's lines.
pub async fn digest_lines(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Text>> {
    let (found, idle) = on_hands(conn, &morning).await?;
    let today = found.iter().filter(|row| is_today(row, morning.person, morning.today)).count();
    let late: Vec<&Row> = found.iter().filter(|row| row.late).collect();
    let asked = found.iter().filter(|row| row.asked_at.is_some()).count();
    let mut lines: Vec<Text> = late
        .iter()
        .take(3)
        .map(|row| t!("digest-delivery-late", delivery = card::named(&row.delivery), until = row.delivery.ends_at))
        .collect();
    let red = found.iter().filter(|row| row.asked_at.is_some_and(|at| morning.now - at >= RED));
    lines.extend(red.take(3).map(|row| t!("digest-delivery-red", delivery = card::named(&row.delivery))));
    if today + late.len() + asked > 0 {
        let counts = [
            Some(t!("digest-deliveries-today", count = today.to_string())),
            (!late.is_empty()).then(|| t!("digest-deliveries-late", count = late.len().to_string())),
            (asked > 0).then(|| t!("digest-deliveries-asked", count = asked.to_string())),
        ];
        lines.push(t!("digest-deliveries", what = Text::Join(counts.into_iter().flatten().collect(), " · ")));
    }
    if !idle.is_empty() {
        lines.push(t!("digest-deliveries-idle", count = idle.len()));
    }
    Ok(lines)
}

/// What comes in the next seven days.
pub async fn week(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Dated>> {
    let (found, _) = on_hands(conn, &morning).await?;
    let coming = of_tab(found, Tab::Week, morning.person, morning.today);
    let line = |row: Row| {
        let window = card::window(row.delivery.starts_at, row.delivery.ends_at);
        (
            day(&row.delivery, morning.person),
            t!("week-delivery", delivery = card::named(&row.delivery), window = window),
        )
    };
    Ok(coming.into_iter().map(line).collect())
}

/// What `▶️ По порядку` walks through: what is late, of today, unanswered, and what nobody goes on with.
pub async fn digest_items(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<String>> {
    let (mut found, idle) = on_hands(conn, &morning).await?;
    found.retain(|row| row.late || row.asked_at.is_some() || is_today(row, morning.person, morning.today));
    found.sort_by_key(|row| (!row.late, row.asked_at.is_none(), row.delivery.starts_at));
    let mut items: Vec<String> = found.iter().map(|row| row.delivery.id.short()).collect();
    for id in idle.iter().map(|delivery| delivery.id.short()) {
        if !items.contains(&id) {
            items.push(id);
        }
    }
    Ok(items)
}

/// The card of one of them.
pub async fn digest_card(turn: Turn, id: String) -> Result<Option<Screen>> {
    let Some(id) = Id::from_short(&id) else { return Ok(None) };
    let Some(delivery) = rows::by_id(&mut turn.db(), turn.scope(), id).await? else { return Ok(None) };
    let settled = receipt::of(&mut turn.db(), id).await?.is_none_or(|receipt| receipt.next.is_some());
    if !delivery.state.is_open() && settled {
        return Ok(None);
    }
    let me = turn.me().clone();
    card::screen(&mut turn.db(), &delivery, &me, turn.moment()).await.map(Some)
}

/// Open deliveries on the client's card.
pub async fn card_lines(conn: &mut Conn, client: &Client) -> Result<Vec<Text>> {
    let open = rows::open_of(conn, client.id).await?;
    Ok(open
        .iter()
        .take(3)
        .map(|delivery| {
            let (number, state) = (delivery.number.to_string(), card::state(delivery.state));
            let window = card::window(delivery.starts_at, delivery.ends_at);
            match delivery.received_at {
                Some(at) => t!("client-delivery-got", number = number, at = at),
                None => t!("client-delivery", number = number, state = state, window = window),
            }
        })
        .collect())
}

/// What the head should know of all deliveries.
pub async fn team_lines(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Text>> {
    let found = open(conn, morning.person.scope(), morning.now).await?;
    let today = found.iter().filter(|row| is_today(row, morning.person, morning.today)).count();
    let late: Vec<&Row> = found.iter().filter(|row| row.late).collect();
    let asked: Vec<&Row> = found.iter().filter(|row| row.asked_at.is_some()).collect();
    let names: BTreeMap<Id<Person>, String> = crate::people::names(conn).await?.into_iter().collect();
    let mut lines = Vec::new();
    if today + late.len() + asked.len() > 0 {
        let (late, asked) = (late.len().to_string(), asked.len().to_string());
        lines.push(t!("team-deliveries", today = today.to_string(), late = late, asked = asked));
    }
    let by_owner = |rows: &[&Row]| -> Option<Text> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for row in rows {
            let name = row.delivery.owner.and_then(|owner| names.get(&owner).cloned());
            *counts.entry(name.unwrap_or_default()).or_default() += 1;
        }
        let one = |(name, count): (String, usize)| {
            let name = if name.is_empty() { t!("team-deliveries-nobody") } else { Text::Verbatim(name) };
            t!("team-deliveries-of", name = name, count = count.to_string())
        };
        (!counts.is_empty()).then(|| Text::Join(counts.into_iter().map(one).collect(), ", "))
    };
    lines.extend(by_owner(&late).map(|who| t!("team-deliveries-late", who = who)));
    lines.extend(by_owner(&asked).map(|who| t!("team-deliveries-asked", who = who)));
    let share = kpi::share(&kpi::passed(conn, morning.person.scope(), morning.now).await?);
    lines.extend(share_line(&share));
    Ok(lines)
}

/// Open deliveries each has on their hands.
pub async fn loads(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Load>> {
    let mut counts: BTreeMap<Id<Person>, i64> = BTreeMap::new();
    for delivery in rows::open(conn, morning.person.scope()).await? {
        if let Some(owner) = delivery.owner.filter(|_| delivery.state != State::Received) {
            *counts.entry(owner).or_default() += 1;
        }
    }
    let load = |(person, count)| Load { person, count, weight: WEIGHT, text: t!("load-deliveries", count = count) };
    Ok(counts.into_iter().map(load).collect())
}

/// The list's own button, on the client's card.
pub fn list_button(client: Id<Client>) -> Button {
    Button::press(t!("deliveries-button"), &Go { tab: Tab::Client(client), page: 0 })
}

/// Who has a list of deliveries.
pub const READERS: &[Role] = &[Role::Manager, Role::Head, Role::Deputy];
