//! Bills in the morning, on the client card, in the head's picture of the team.

use super::{
    card::{self, Board},
    model::Bill,
    moves, rows,
};
use crate::{
    bot::{
        screen::{Button, Screen},
        turn::Turn,
    },
    clients::Client,
    db::{Conn, Id},
    error::Result,
    features::{Load, Morning},
    people::Person,
    t,
    text::Text,
};
use std::collections::BTreeMap;

/// A client's card shows so many.
const ON_CARD: usize = 3;

/// What waits for a person.
async fn waiting(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Bill>> {
    let all = rows::open(conn, morning.person.scope()).await?;
    Ok(all.into_iter().filter(|bill| bill.waits_for(morning.person)).collect())
}

/// `🧾 Заявки на счета: ждут вас 3, просрочено 1`.
pub async fn lines(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Text>> {
    let waiting = waiting(conn, morning).await?;
    let late = waiting.iter().filter(|bill| bill.is_late(morning.now)).count();
    Ok(match (waiting.len(), late) {
        (0, _) => Vec::new(),
        (count, 0) => vec![t!("digest-bills", count = count)],
        (count, late) => vec![t!("digest-bills-late", count = count, late = late)],
    })
}

/// What `▶️ По порядку` walks through: the oldest first.
pub async fn items(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<String>> {
    Ok(waiting(conn, morning).await?.iter().map(|bill| bill.id.short()).collect())
}

/// The card of one of them; `None`: it has gone on.
pub async fn card(turn: Turn, id: String) -> Result<Option<Screen>> {
    let Some(id) = Id::from_short(&id) else { return Ok(None) };
    let bill = rows::by_id(&mut turn.db(), turn.scope(), id).await?;
    let bill = bill.filter(|bill| bill.is_open() && bill.waits_for(turn.me()));
    Ok(bill.map(|bill| card::screen(&bill, turn.me(), turn.now())))
}

/// The open bills of a client on its card.
pub async fn on_card(conn: &mut Conn, client: &Client) -> Result<Vec<Text>> {
    let open = rows::open_of_client(conn, client.id).await?;
    let line = |bill: &Bill| t!("client-bill", number = card::named(bill), sum = bill.sum, state = card::stands(bill));
    let more = open.len().saturating_sub(ON_CARD);
    let more = (more > 0).then(|| t!("client-bills-more", count = more));
    Ok(open.iter().take(ON_CARD).map(line).chain(more).collect())
}

/// The button to the open bills of a client.
pub fn card_button(client: Id<Client>) -> Button {
    Button::press(t!("bill-client-button"), &Board { page: 0, client: Some(client) })
}

/// For the head: steps that are late, by who has them.
pub async fn loads(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Load>> {
    let mut late: BTreeMap<Id<Person>, i64> = BTreeMap::new();
    for bill in rows::all_open(conn).await?.iter().filter(|bill| bill.is_late(morning.now)) {
        for person in moves::whose(conn, bill).await? {
            *late.entry(person.id).or_default() += 1;
        }
    }
    let load = |(person, count)| Load { person, count, weight: 1, text: t!("load-bills", count = count) };
    Ok(late.into_iter().map(load).collect())
}

/// For the head: how many are open, if any is late.
pub async fn team(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Text>> {
    let open = rows::all_open(conn).await?;
    let late = open.iter().filter(|bill| bill.is_late(morning.now)).count();
    Ok(if late > 0 { vec![t!("team-bills", count = open.len(), late = late)] } else { Vec::new() })
}
