//! Screens of money owed.

use super::{
    model::{Debt, Invoice},
    queries,
};
use crate::{
    bot::{
        screen::{Button, Press, Screen},
        turn::Turn,
        widgets::{PER_PAGE, Page},
    },
    clients::{self, Client},
    db::{Conn, Id},
    error::Result,
    features::{Load, Morning, hello},
    money::Money,
    people::{Person, Role},
    t,
    text::Text,
};
use chrono::NaiveDate;

/// The digest names so many debtors.
const TOP: usize = 5;

/// A page of the list of debtors.
#[derive(Debug, Clone, Copy)]
pub struct Overdue(pub usize);

impl Press for Overdue {
    const ROOM: &'static str = "overdue";

    fn pack(&self) -> String {
        self.0.to_string()
    }

    fn unpack(data: &str) -> Option<Self> {
        data.parse().ok().map(Self)
    }
}

/// Whose debtors a person sees: their own; all, if they keep no clients.
fn owner(person: &Person) -> Option<Id<Person>> {
    (!person.is_any(&[Role::Head, Role::Accounting, Role::Admin])).then_some(person.id)
}

/// Who owes, the most first.
pub async fn overdue(turn: &Turn, page: usize) -> Result<Screen> {
    let debts = queries::debts(&mut turn.db(), owner(turn.me()), turn.today()).await?;
    if debts.is_empty() {
        return Ok(hello::word(t!("overdue-none")));
    }
    let total: Money = debts.iter().map(|debt| debt.sum).sum();
    let shown = Page::of(&debts, page);
    let mut screen = Screen::new(t!("overdue-title", clients = debts.len(), sum = total));
    let first = page.min(debts.len().saturating_sub(1) / PER_PAGE) * PER_PAGE;
    for (at, debt) in shown.items.iter().enumerate() {
        screen = screen.line(line(first + at + 1, debt, turn.today()));
    }
    let open = |debt: &Debt| clients::open_button(t!("overdue-open", client = &debt.name), debt.client);
    screen = screen.grid(shown.items.iter().map(open), 1);
    let leaf = |label, page: Option<usize>| page.map(|page| Button::press(label, &Overdue(page)));
    let leaves = leaf(t!("list-before"), shown.before).into_iter().chain(leaf(t!("list-after"), shown.after));
    Ok(screen.row(leaves).row(hello::menu_row()))
}

fn line(number: usize, debt: &Debt, today: NaiveDate) -> Text {
    let days = (today - debt.since).num_days();
    let line = t!("overdue-line", number = number, client = &debt.name, sum = debt.sum, days = days);
    match debt.awaited_until {
        Some(until) if until >= today => Text::Join(vec![line, t!("overdue-awaited", until = until)], " "),
        _ => line,
    }
}

/// Total, change since the last digest, and who owes most.
pub async fn digest_lines(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Text>> {
    let person = morning.person;
    let debts = queries::debts(conn, Some(person.id), morning.today).await?;
    let total: Money = debts.iter().map(|debt| debt.sum).sum();
    let before = queries::tell_overdue(conn, person.id, morning.today, total).await?;
    if debts.is_empty() {
        return Ok(before
            .filter(|before| *before > Money::ZERO)
            .map(|_| t!("digest-overdue-none"))
            .into_iter()
            .collect());
    }
    let mut head = vec![t!("digest-overdue", clients = debts.len(), sum = total)];
    if let Some(before) = before {
        head.push(change(total - before));
    }
    let top = debts.iter().take(TOP).enumerate();
    let top = top.map(|(at, debt)| line(at + 1, debt, morning.today));
    Ok([Text::Join(head, " ")].into_iter().chain(top).collect())
}

fn change(change: Money) -> Text {
    match change.cmp(&Money::ZERO) {
        std::cmp::Ordering::Greater => t!("digest-overdue-more", sum = change),
        std::cmp::Ordering::Less => t!("digest-overdue-less", sum = -change),
        std::cmp::Ordering::Equal => t!("digest-overdue-same"),
    }
}

/// The debtors, for walking through them.
pub async fn digest_items(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<String>> {
    let debts = queries::debts(conn, Some(morning.person.id), morning.today).await?;
    Ok(debts.into_iter().map(|debt| debt.client.short()).collect())
}

/// A debtor's card while walking through the digest; `None` once nothing is owed.
pub async fn debtor(turn: Turn, id: String) -> Result<Option<Screen>> {
    let client = match Id::from_short(&id) {
        Some(id) => clients::by_id(&mut turn.db(), turn.scope(), id).await?,
        None => None,
    };
    let Some(client) = client else { return Ok(None) };
    let lines = card_lines(&mut turn.db(), &client, turn.today()).await?;
    if lines.is_empty() {
        return Ok(None);
    }
    let whom = clients::whom_to_call(&mut turn.db(), client.id).await?;
    let screen = Screen::new(t!("debtor-title", client = &client.name)).lines(lines).lines(whom).about(client.id);
    Ok(Some(screen.row([clients::call_button(client.id), clients::card_button(client.id)])))
}

/// A client's money on its card.
pub async fn card_lines(conn: &mut Conn, client: &Client, today: NaiveDate) -> Result<Vec<Text>> {
    let open = queries::open_of(conn, client.id).await?;
    let overdue: Money = open.iter().filter(|invoice| invoice.is_overdue(today)).map(Invoice::left).sum();
    let mut lines = Vec::new();
    if overdue > Money::ZERO {
        lines.push(t!("client-overdue", sum = overdue));
    }
    for invoice in open.iter().take(TOP) {
        let number = invoice.number.as_str();
        let line = t!("client-invoice", number = number, sum = invoice.left(), due = invoice.due_on);
        let mark = if invoice.disputed {
            Some(t!("client-invoice-disputed"))
        } else {
            invoice.awaited_until.filter(|until| *until >= today).map(|until| t!("overdue-awaited", until = until))
        };
        lines.push(Text::Join([line].into_iter().chain(mark).collect(), " "));
    }
    if open.len() > TOP {
        lines.push(t!("client-invoices-more", count = open.len() - TOP));
    }
    Ok(lines)
}

/// For the head: what the department is owed past the due day, and what of it nobody looks after.
pub async fn team_lines(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Text>> {
    let by_owner = queries::overdue_by_owner(conn, morning.today).await?;
    let total: Money = by_owner.iter().map(|(_, sum, _)| *sum).sum();
    let nobodys = by_owner.into_iter().find(|(owner, ..)| owner.is_none());
    let nobodys = nobodys.map(|(_, sum, clients)| t!("team-overdue-pool", sum = sum, clients = clients));
    Ok([t!("team-overdue", sum = total)].into_iter().chain(nobodys).collect())
}

/// What the clients of each owe past the due day: told, but nobody is overloaded by it.
pub async fn loads(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Load>> {
    let by_owner = queries::overdue_by_owner(conn, morning.today).await?;
    let load = |(owner, sum, clients): (Option<Id<Person>>, Money, i64)| {
        let text = t!("load-overdue", sum = sum, clients = clients);
        owner.map(|person| Load { person, count: clients, weight: 0, text })
    };
    Ok(by_owner.into_iter().filter_map(load).collect())
}

/// Samples for the gallery.
pub fn samples() -> Vec<Screen> {
    let day = NaiveDate::from_ymd_opt(2026, 5, 29).unwrap_or_default();
    let debt = Debt {
        client: Id::new(),
        name: "ТСН «Ромашка» <b>".to_owned(),
        sum: Money::from_kopecks(38_620_050),
        invoices: 2,
        since: day,
        awaited_until: Some(day + chrono::Days::new(60)),
    };
    let today = day + chrono::Days::new(30);
    vec![
        Screen::new(t!("overdue-title", clients = 21_usize, sum = debt.sum)).line(line(1, &debt, today)),
        Screen::new(t!("digest-overdue", clients = 1_usize, sum = debt.sum))
            .line(change(debt.sum))
            .line(change(-debt.sum))
            .line(change(Money::ZERO)),
    ]
}
