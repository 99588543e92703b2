//! Where an installation is shown: one card for each of the three who see it, brought up to date with every change; and how
//! they are told of it first.

use super::{
    card, client, engineer,
    model::{Installation, Visit},
    rows, said,
};
use crate::{
    bot::{
        event::{Event, Undo},
        outbox::{self, Class, Letter},
        screen::{Button, Screen},
        shown::{self, Side, Told},
        turn::Turn,
    },
    calendar::Moment,
    clients,
    db::{Conn, Id},
    error::{Error, Result},
    people::{self, Person},
    rules, t,
    text::Text,
};
use std::collections::BTreeSet;

/// Who looks after an installation: the client's manager, or whoever is on duty for clients of nobody.
pub async fn keepers(conn: &mut Conn, installation: &Installation) -> Result<Vec<Person>> {
    rules::keepers(conn, installation.owner).await
}

/// What somebody may see of it now; `None`: nothing.
async fn screen(
    conn: &mut Conn,
    installation: &Installation,
    (person, side): (&Person, Side),
    moment: Moment<'_>,
) -> Result<Option<Screen>> {
    Ok(match side {
        Side::Us => match rows::by_id(conn, person.scope(), installation.id).await? {
            Some(seen) => Some(card::screen(conn, &seen, person, moment).await?),
            None => None,
        },
        Side::Client => {
            let companies = clients::of_person(conn, person.id).await?;
            let theirs = companies.iter().any(|company| company.id == installation.client);
            if theirs { Some(client::screen(conn, installation, person, moment).await?) } else { None }
        }
        Side::Engineer => engineer::screen(conn, installation, person, moment).await?,
    })
}

/// Every card shows what is true now; not the one of `except`, who is shown it in the turn.
pub async fn refresh(conn: &mut Conn, id: Id<Installation>, except: Option<Id<Person>>, moment: Moment<'_>) -> Result {
    let installation = rows::expect(conn, id).await?;
    let link = installation.link();
    shown::refresh(conn, &link, except, moment, &installation, |conn, installation, person, side, moment| {
        Box::pin(screen(conn, installation, (person, side), moment))
    })
    .await
}

/// Shows the acting person their card where the pressed button is, and brings the others up to date.
pub async fn show(turn: &Turn, id: Id<Installation>, side: Side) -> Result {
    let installation = rows::expect(&mut turn.db(), id).await?;
    let me = turn.me().clone();
    let screen = screen(&mut turn.db(), &installation, (&me, side), turn.moment()).await?;
    // An engineer whose days nobody asks about any more keeps a word in place of the card.
    let screen = screen.unwrap_or_else(|| Screen::new(t!("job-over")));
    let card = turn.show_card(screen).await?;
    shown::instead(&mut turn.db(), &installation.link(), &me, side, card, turn.stamp()).await?;
    refresh(&mut turn.db(), id, Some(me.id), turn.moment()).await
}

/// Ends the open form with the acting person's card, a word on top, and brings the others up to date.
pub async fn finish(turn: &Turn, id: Id<Installation>, side: Side, said: Option<Text>) -> Result {
    let installation = rows::expect(&mut turn.db(), id).await?;
    let me = turn.me().clone();
    let screen = screen(&mut turn.db(), &installation, (&me, side), turn.moment()).await?;
    let screen = screen.unwrap_or_else(|| Screen::new(t!("job-over")));
    let card = turn.finish_card(said.into_iter().fold(screen, Screen::with_warning)).await?;
    shown::instead(&mut turn.db(), &installation.link(), &me, side, card, turn.stamp()).await?;
    refresh(&mut turn.db(), id, Some(me.id), turn.moment()).await
}

/// The same with the way to take the deed back below.
pub async fn finish_with_undo(turn: &Turn, id: Id<Installation>, said: Text, event: Id<Event>) -> Result {
    let installation = rows::expect(&mut turn.db(), id).await?;
    let me = turn.me().clone();
    let screen = card::screen(&mut turn.db(), &installation, &me, turn.moment()).await?;
    let screen = screen.with_warning(said).row([Button::press(t!("undo-button"), &Undo(event))]);
    let card = turn.finish_card(screen).await?;
    shown::instead(&mut turn.db(), &installation.link(), &me, Side::Us, card, turn.stamp()).await?;
    refresh(&mut turn.db(), id, Some(me.id), turn.moment()).await
}

/// The engineer who was to come hears that they are not, or not then.
pub async fn tell_engineer_of_move(
    conn: &mut Conn,
    installation: &Installation,
    (visit, word): (Visit, &str),
    moment: Moment<'_>,
) -> Result {
    let Some(person) = people::present(conn, visit.with).await? else { return Ok(()) };
    let window = said::ours((visit.starts_at, visit.ends_at), &person, installation.zone);
    let screen = Screen::new(t!("job-told-moved", installation = card::named(installation), window = window));
    notice(conn, installation, &person, word, &screen, moment).await
}

/// The client's card as a message of its own, within the rules for messages to clients. Said once per `word`.
pub async fn tell_client(conn: &mut Conn, installation: &Installation, word: &str, moment: Moment<'_>) -> Result<Told> {
    let company = clients::known(conn, installation.client).await?.ok_or_else(|| Error::other("a client is gone"))?;
    let whom = clients::who_agrees(conn, installation.client).await?;
    let link = installation.link();
    let mut told = Told::Nobody;
    for person in &whom {
        let screen = client::screen(conn, installation, person, moment).await?;
        told = told.and(shown::write_client(conn, &link, word, (&company, person), &screen, moment).await?);
    }
    Ok(told)
}

/// Engineers who have something to do about it get their card as a message of its own, once per `word`.
pub async fn tell_engineers(conn: &mut Conn, installation: &Installation, word: &str, moment: Moment<'_>) -> Result {
    let wanted = installation.talk.wanted.iter().map(|slot| slot.engineer);
    let all: BTreeSet<Id<Person>> = match installation.visit {
        Some(visit) => BTreeSet::from([visit.with]),
        None => wanted.collect(),
    };
    for id in all {
        let Some(person) = people::present(conn, id).await? else { continue };
        let Some(screen) = engineer::screen(conn, installation, &person, moment).await? else { continue };
        renew(conn, installation, (&person, Side::Engineer), word, &screen, moment).await?;
    }
    Ok(())
}

/// Those who look after it hear a word, once per `word`, with what can be done about it at once and the way to its card.
pub async fn tell_keepers(
    conn: &mut Conn,
    installation: &Installation,
    (word, said): (&str, Text),
    actions: Vec<Button>,
    moment: Moment<'_>,
) -> Result {
    let screen = Screen::new(said).about(installation.client).row(actions).row([card::button(installation)]);
    for keeper in keepers(conn, installation).await? {
        notice(conn, installation, &keeper, word, &screen, moment).await?;
    }
    Ok(())
}

/// A short message beside the card.
async fn notice(
    conn: &mut Conn,
    installation: &Installation,
    person: &Person,
    word: &str,
    screen: &Screen,
    moment: Moment<'_>,
) -> Result {
    let Some(chat) = person.tg_id else { return Ok(()) };
    let letter = Letter {
        class: Class::Notice,
        key: Some(format!("{}:{word}:{}", installation.link(), person.id)),
        silent: !person.working_time(moment.calendar).is_open(moment.now),
        ..Letter::reply(chat, person.reader(moment.now), screen)
    };
    outbox::send(conn, letter).await.map(drop)
}

/// A card as a message of its own; the one before keeps no buttons.
async fn renew(
    conn: &mut Conn,
    installation: &Installation,
    (person, side): (&Person, Side),
    word: &str,
    screen: &Screen,
    moment: Moment<'_>,
) -> Result {
    let Some(chat) = person.tg_id else { return Ok(()) };
    let link = installation.link();
    let letter = Letter {
        class: Class::Notice,
        key: Some(format!("{link}:{word}:{}", person.id)),
        silent: !person.working_time(moment.calendar).is_open(moment.now),
        ..Letter::reply(chat, person.reader(moment.now), screen)
    };
    let Some(card) = outbox::send(conn, letter).await? else { return Ok(()) };
    shown::instead(conn, &link, person, side, card, moment.now.into()).await
}
