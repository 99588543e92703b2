//! `/bills`: what is open, by age: first what waits for the one who looks.

use super::{
    card::{self, Board, Deed},
    model::Bill,
    rows,
};
use crate::{
    bot::{
        routes::Args,
        screen::{Button, Screen},
        turn::Turn,
        widgets::Page,
    },
    clients,
    db::Id,
    error::{Error, Result},
    features::hello,
    people::Person,
    t,
    text::Text,
};

/// `/bills`, or the button of a client's card.
pub async fn open(turn: Turn, Args(words): Args) -> Result {
    let screen = list(&turn, Board { page: 0, client: Id::from_short(&words) }).await?;
    turn.reply(screen).await.map(drop)
}

pub async fn page(turn: Turn, board: Board) -> Result {
    let screen = list(&turn, board).await?;
    turn.show(screen).await
}

/// What waits for a person comes first; within it the oldest.
fn for_person(mut bills: Vec<Bill>, person: &Person) -> (Vec<Bill>, usize) {
    bills.sort_by_key(|bill| (!bill.waits_for(person), bill.asked_at, bill.number));
    let theirs = bills.iter().filter(|bill| bill.waits_for(person)).count();
    (bills, theirs)
}

/// The list. Of one client, only if the asker may see it.
async fn list(turn: &Turn, board: Board) -> Result<Screen> {
    let client = match board.client {
        Some(id) => {
            let client = clients::by_id(&mut turn.db(), turn.scope(), id).await?;
            Some(client.ok_or_else(|| Error::User(t!("client-absent")))?)
        }
        None => None,
    };
    let all = match &client {
        Some(client) => rows::open_of_client(&mut turn.db(), client.id).await?,
        None => rows::open(&mut turn.db(), turn.scope()).await?,
    };
    let (all, theirs) = for_person(all, turn.me());
    let now = turn.now();
    let mut screen = match &client {
        Some(client) => Screen::new(t!("bills-title-of", client = &client.name, count = all.len())).about(client.id),
        None => Screen::new(t!("bills-title", count = all.len())),
    };
    if all.is_empty() {
        screen = screen.line(t!("bills-none"));
    }
    let page = Page::of(&all, board.page);
    let mut last = None;
    let mut buttons = Vec::new();
    for bill in page.items {
        let waits = bill.waits_for(turn.me());
        // Without anything of one's own there is nothing to tell apart.
        if theirs > 0 && last != Some(waits) {
            screen = screen.gap().line(if waits { t!("bills-yours") } else { t!("bills-others") });
        }
        last = Some(waits);
        screen = screen.line(card::line(bill, now));
        let label = t!("bills-open", number = card::named(bill), whom = card::whom(bill), sum = bill.sum);
        buttons.push(card::button(label, bill, Deed::Show));
    }
    let leaf = |label: Text, page: Option<usize>| page.map(|page| Button::press(label, &Board { page, ..board }));
    let leaves = leaf(t!("list-before"), page.before).into_iter().chain(leaf(t!("list-after"), page.after));
    let ask = client.as_ref().map_or_else(|| "bill".to_owned(), |client| format!("bill:{}", client.id.short()));
    let back = client.as_ref().map(|client| clients::card_button(client.id));
    let whole = client.as_ref().map(|_| Button::press(t!("bill-all-button"), &Board { page: 0, client: None }));
    Ok(screen
        .grid(buttons, 1)
        .row(leaves)
        .row([Button::command(t!("bills-ask-button"), &ask), Button::command(t!("bills-pf-button"), "pf")])
        .row(back.into_iter().chain(whole))
        .row(hello::menu_row()))
}
