//! `/docs`: what is open, by client and age.

use super::{
    model::Paper,
    queries,
    views::{self, Board, Deed},
};
use crate::{
    bot::{
        screen::{Button, Screen},
        turn::Turn,
        widgets::Page,
    },
    clients::{self, Client},
    db::{Id, Timestamp},
    error::{Error, Result},
    features::hello,
    people::Role,
    t,
    text::Text,
};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeMap;

/// How many were signed in time is told of so many days.
const KPI_DAYS: i64 = 30;
/// So many clients are offered where a name fits several.
const CHOICES: usize = 6;

/// Papers by client: the client with the oldest first, within it the oldest first. What has not left us comes last.
pub fn by_client(papers: Vec<Paper>) -> Vec<Paper> {
    let mut oldest: BTreeMap<Id<Client>, DateTime<Utc>> = BTreeMap::new();
    let since = |paper: &Paper| paper.left_at.unwrap_or(DateTime::<Utc>::MAX_UTC);
    for paper in &papers {
        let known = oldest.entry(paper.client).or_insert_with(|| since(paper));
        *known = (*known).min(since(paper));
    }
    let mut papers = papers;
    papers.sort_by_cached_key(|paper| {
        (oldest[&paper.client], paper.client_name.clone(), paper.client, since(paper), paper.id)
    });
    papers
}

/// The list. Of one client, only if the asker may see it.
pub async fn list(turn: &Turn, board: Board) -> Result<Screen> {
    let client = match board.client {
        Some(id) => {
            let client = clients::by_id(&mut turn.db(), turn.scope(), id).await?;
            Some(client.ok_or_else(|| Error::User(t!("client-absent")))?)
        }
        None => None,
    };
    let all = match &client {
        Some(client) => queries::open_of_client(&mut turn.db(), client.id).await?,
        None => queries::open(&mut turn.db(), turn.scope()).await?,
    };
    let now = turn.now();
    let late = all.iter().filter(|paper| paper.is_overdue(now)).count();
    let shown: Vec<Paper> = by_client(all.into_iter().filter(|paper| !board.late || paper.is_overdue(now)).collect());
    let mut screen = match &client {
        Some(client) => Screen::new(t!("docs-title-of", client = &client.name, count = shown.len())).about(client.id),
        None if board.late => Screen::new(t!("docs-title-late", count = shown.len())),
        None => Screen::new(t!("docs-title", count = shown.len())),
    };
    if turn.me().is_any(&[Role::Head]) && client.is_none() {
        let (from, to) = (now - TimeDelta::days(KPI_DAYS), now);
        let (done, due) = queries::numbers(&mut turn.db(), Timestamp::from(from), Timestamp::from(to)).await?;
        if due > 0 {
            screen = screen.line(t!("docs-in-time", done = done, due = due, days = KPI_DAYS));
        }
    }
    if shown.is_empty() {
        screen = screen.line(if board.late { t!("docs-none-late") } else { t!("docs-none") });
    }
    let page = Page::of(&shown, board.page);
    let mut last = None;
    let mut buttons = Vec::new();
    for paper in page.items {
        if last != Some(paper.client) && client.is_none() {
            screen = screen.gap().line(t!("docs-client", client = &paper.client_name));
        }
        last = Some(paper.client);
        screen = screen.line(views::told(paper, now));
        let label = t!("docs-open", paper = views::named(paper), label = &paper.label);
        buttons.push(views::button(label, paper, Deed::Show));
    }
    let leaf = |label: Text, page: Option<usize>| page.map(|page| Button::press(label, &Board { page, ..board }));
    let leaves = leaf(t!("list-before"), page.before).into_iter().chain(leaf(t!("list-after"), page.after));
    let filter = if board.late {
        Some(Button::press(t!("docs-all-button"), &Board { page: 0, late: false, ..board }))
    } else {
        (late > 0).then(|| Button::press(t!("docs-late-button", count = late), &Board { page: 0, late: true, ..board }))
    };
    let back = client.as_ref().map(|client| clients::card_button(client.id));
    let whole =
        client.as_ref().map(|_| Button::press(t!("paper-all-button"), &Board { page: 0, late: false, client: None }));
    Ok(screen.grid(buttons, 1).row(leaves).row(filter).row(back.into_iter().chain(whole)).row(hello::menu_row()))
}

/// `/docs`, `/docs Ромашка`, or the button of a client's card.
pub async fn open(turn: &Turn, words: &str) -> Result<Screen> {
    let all = Board { page: 0, late: false, client: None };
    if words.is_empty() {
        return list(turn, all).await;
    }
    if let Some(id) = Id::from_short(words) {
        return list(turn, Board { client: Some(id), ..all }).await;
    }
    let found = clients::find(&mut turn.db(), turn.scope(), words, turn.today()).await?;
    let sure = match found.as_slice() {
        [] => return Ok(hello::word(t!("client-not-found", query = words))),
        [hit] => Some(hit),
        many => many.iter().find(|hit| hit.exact),
    };
    if let Some(hit) = sure {
        return list(turn, Board { client: Some(hit.client.id), ..all }).await;
    }
    let which = found
        .iter()
        .take(CHOICES)
        .map(|hit| Button::press(Text::Verbatim(hit.client.named()), &Board { client: Some(hit.client.id), ..all }));
    Ok(Screen::new(t!("docs-which")).grid(which, 1).row(hello::menu_row()))
}
