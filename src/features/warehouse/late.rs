//! Goods that come later than was said: whoever waits for them hears of it, once per day they were moved to, with what of
//! theirs it holds up. It looks at rows: a day that has passed is late by itself, and who was not at work hears it then.

use super::{
    arrivals, board,
    model::{Arrival, Coming, Item, Reservation},
    press::{self, Deed},
    queries, stock, words,
};
use crate::{
    bot::{
        event::Event,
        outbox::{self, Class, Letter},
        screen::Screen,
        turn::Turn,
    },
    calendar::Moment,
    db::{Conn, Id},
    error::Result,
    jobs::At,
    people::{self, Person, Role},
    t,
    text::Text,
};
use std::collections::BTreeMap;

/// One look.
pub async fn watch(conn: &mut Conn, at: &At) -> Result {
    let moment = at.moment();
    let today = moment.now.with_timezone(&chrono_tz::Europe::Moscow).date_naive();
    arrivals::mark_late(conn, today, moment.now.into()).await?;
    for place in queries::overlooked(conn).await? {
        stock::allot(conn, place, moment).await?;
    }
    for arrival in arrivals::moved(conn).await? {
        tell(conn, &arrival, None, moment).await?;
    }
    Ok(())
}

/// Tells whoever waits for these goods and works now, but for the one who has just done it. Nobody hears of the same day
/// twice.
pub async fn tell(conn: &mut Conn, arrival: &Arrival, by: Option<Id<Person>>, moment: Moment<'_>) -> Result {
    let Some(moved) = arrival.moved_at else { return Ok(()) };
    let news = format!("{}:{}:{}", arrival.id, arrival.due_on, arrival.state);
    let waiting = queries::untold(conn, (arrival.item_id, arrival.place_id), moved, &news).await?;
    if waiting.is_empty() {
        return Ok(());
    }
    let Some(item) = queries::item(conn, arrival.item_id).await? else { return Ok(()) };
    let qty = words::amount(arrival.qty, &item.unit);
    let (named, day) = (board::named(&item), arrival.due_on.0);
    let said = match arrival.state {
        Coming::Late => t!("late-said", item = named, qty = qty, day = day),
        _ => t!("late-moved", item = named, qty = qty, day = day, reason = &arrival.reason),
    };
    for (person, held) in keepers(conn, waiting).await? {
        let knows = by == Some(person.id);
        if !knows && !person.working_time(moment.calendar).is_open(moment.now) {
            continue;
        }
        for reservation in &held {
            queries::set_told(conn, reservation.id, &news).await?;
        }
        if !knows {
            let key = format!("stock:{news}:{}:{}", person.id, held[0].id);
            send(conn, &person, &key, &screen(said.clone(), &held, &item), moment).await?;
        }
    }
    Ok(())
}

/// Goods do not come at all: whoever waits for them hears it now.
pub async fn cancelled(turn: &Turn, arrival: &Arrival, item: &Item, event: Id<Event>) -> Result {
    let said = t!("late-cancelled", item = board::named(item), qty = words::amount(arrival.qty, &item.unit));
    tell_all(turn, arrival, item, (said, &format!("stock:off:{event}"))).await
}

/// They come after all.
pub async fn again(turn: &Turn, arrival: &Arrival, item: &Item, event: Id<Event>) -> Result {
    let (named, qty) = (board::named(item), words::amount(arrival.qty, &item.unit));
    let said = t!("late-again", item = named, qty = qty, day = arrival.due_on.0);
    tell_all(turn, arrival, item, (said, &format!("stock:on:{event}"))).await
}

/// Tells whoever waits for goods but the one who acts.
async fn tell_all(turn: &Turn, arrival: &Arrival, item: &Item, (said, key): (Text, &str)) -> Result {
    let waiting = queries::wanted(&mut turn.db(), (arrival.item_id, arrival.place_id)).await?;
    let told = keepers(&mut turn.db(), waiting).await?;
    for (person, held) in told {
        if person.id != turn.me().id {
            let screen = screen(said.clone(), &held, item);
            turn.tell(&person, Class::Notice, &format!("{key}:{}", person.id), &screen).await?;
        }
    }
    Ok(())
}

/// Who wants what: those who reserved it; the heads, where the bot did or they are not here.
async fn keepers(conn: &mut Conn, waiting: Vec<Reservation>) -> Result<Vec<(Person, Vec<Reservation>)>> {
    let mut by_person: BTreeMap<Id<Person>, (Person, Vec<Reservation>)> = BTreeMap::new();
    for reservation in waiting {
        let by = match reservation.by_id {
            Some(by) => people::present(conn, by).await?,
            None => None,
        };
        let told = match by {
            Some(person) => vec![person],
            None => people::all_with_role(conn, Role::Head).await?,
        };
        for person in told {
            by_person.entry(person.id).or_insert_with(|| (person, Vec::new())).1.push(reservation.clone());
        }
    }
    Ok(by_person.into_values().collect())
}

fn screen(said: Text, held: &[Reservation], item: &Item) -> Screen {
    let waits =
        held.iter().map(|held| t!("arrival-waits", label = &held.label, qty = words::amount(held.qty, &item.unit)));
    Screen::new(said).lines(waits).row([press::of_item(t!("item-open-button"), item, Deed::Show)])
}

async fn send(conn: &mut Conn, person: &Person, key: &str, screen: &Screen, moment: Moment<'_>) -> Result {
    let Some(chat) = person.tg_id else { return Ok(()) };
    let letter = Letter {
        class: Class::Notice,
        key: Some(key.to_owned()),
        ..Letter::reply(chat, person.reader(moment.now), screen)
    };
    outbox::send(conn, letter).await.map(drop)
}
