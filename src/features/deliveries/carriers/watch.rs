//! What is said about carriers at its time: nobody offers anything, it should have come today, it lies at the terminal. Each
//! is said once, in working hours; a missed look changes nothing.

use super::{
    client,
    detail::What,
    leg, offer,
    offer::State as Stand,
    press::{Deed, button},
    rule,
};
use crate::{
    bot::{
        governor::{self, Matter, Writing},
        outbox::{self, Class, Letter},
        screen::Screen,
    },
    calendar::Moment,
    clients,
    db::Conn,
    error::Result,
    features::{
        approvals,
        deliveries::{
            card, cards,
            model::{Delivery, State},
            rows,
        },
    },
    jobs::At,
    people::Person,
    rules, t,
};
use chrono::{DateTime, NaiveTime, TimeDelta, TimeZone, Utc};

/// What should come today is asked about at this hour.
const ASKED_AT: u32 = 10;
/// What lies so long at a terminal is told of.
const LIES: TimeDelta = TimeDelta::days(3);

/// What is to be said now.
pub async fn look(conn: &mut Conn, at: &At) -> Result {
    let moment = at.moment();
    unneeded(conn, moment).await?;
    silent(conn, moment).await?;
    awaited(conn, moment).await?;
    lying(conn, moment).await
}

/// Tells whoever looks after a delivery, once per key, while they work. Whether anybody was told now.
async fn tell(conn: &mut Conn, delivery: &Delivery, key: &str, screen: &Screen, moment: Moment<'_>) -> Result<bool> {
    let mut told = false;
    for keeper in rules::keepers(conn, delivery.owner).await? {
        let open = keeper.working_time(moment.calendar).is_open(moment.now);
        let Some(chat) = keeper.tg_id.filter(|_| open) else { continue };
        let key = Some(format!("carriers:{}:{key}:{}", delivery.id, keeper.id));
        let reader = keeper.reader(moment.now);
        let letter = Letter { class: Class::Notice, key, ..Letter::reply(chat, reader, screen) };
        told |= outbox::send(conn, letter).await?.is_some();
    }
    Ok(told)
}

/// The head is not asked any more about what has gone on without them.
async fn unneeded(conn: &mut Conn, moment: Moment<'_>) -> Result {
    for offer in offer::asked_in_vain(conn).await? {
        approvals::withdraw(conn, &offer.id.to_string(), moment).await?;
        offer::set_state(conn, offer.id, Stand::Open).await?;
        cards::refresh(conn, offer.delivery, None, moment).await?;
    }
    Ok(())
}

/// Carriers were asked, and nobody offers anything.
async fn silent(conn: &mut Conn, moment: Moment<'_>) -> Result {
    let minutes = rules::values(conn).await?.small(&rule::SILENT);
    for (id, asked_at) in offer::silent(conn, moment.now.into()).await? {
        let delivery = rows::read(conn, id).await?;
        let Some(keeper) = rules::keepers(conn, delivery.owner).await?.into_iter().next() else { continue };
        if rule::due(&keeper, asked_at.0, minutes, moment) > moment.now {
            continue;
        }
        let screen = Screen::new(t!("carrier-silent-told", delivery = card::named(&delivery), at = asked_at.0))
            .about(delivery.client)
            .row([card::button(&delivery)]);
        if tell(conn, &delivery, &format!("silent:{asked_at}"), &screen, moment).await? {
            cards::refresh(conn, id, None, moment).await?;
        }
    }
    Ok(())
}

/// When whoever looks after it asks where it is: at ten of that day, else as soon as they work.
fn asked_on(keeper: &Person, day: chrono::NaiveDate, moment: Moment<'_>) -> DateTime<Utc> {
    let local = day.and_time(NaiveTime::from_hms_opt(ASKED_AT, 0, 0).unwrap_or_default());
    let at = keeper.zone.from_local_datetime(&local).earliest().map_or_else(|| local.and_utc(), |at| at.to_utc());
    keeper.working_time(moment.calendar).next_open(at)
}

/// It should have come: has it?
async fn awaited(conn: &mut Conn, moment: Moment<'_>) -> Result {
    // Nobody is more than a day ahead of UTC.
    let latest = moment.now.date_naive() + TimeDelta::days(1);
    for (id, planned) in leg::awaited(conn, latest).await? {
        let delivery = rows::read(conn, id).await?;
        let Some(keeper) = rules::keepers(conn, delivery.owner).await?.into_iter().next() else { continue };
        if asked_on(&keeper, planned.0, moment) > moment.now {
            continue;
        }
        let Some(leg) = leg::of(conn, id).await? else { continue };
        let deed = |label, deed| button(label, &delivery, deed);
        let screen =
            Screen::new(t!("carrier-come", delivery = card::named(&delivery), carrier = &leg.carrier, day = planned.0))
                .about(delivery.client)
                .row([
                    deed(t!("carrier-terminal-button"), Deed::Step(State::AtTerminal)),
                    deed(t!("carrier-given-button"), Deed::Step(State::Delivered)),
                    deed(t!("carrier-move-button"), Deed::Tell(What::Move)),
                ])
                .row([card::button(&delivery)]);
        tell(conn, &delivery, &format!("come:{planned}"), &screen, moment).await?;
    }
    Ok(())
}

/// Since when it lies at the terminal, as far as it has not gone on from there.
async fn lies_since(conn: &mut Conn, delivery: &Delivery) -> Result<DateTime<Utc>> {
    let steps = rows::steps(conn, delivery.id).await?;
    let there = |state: &State| matches!(state, State::AtTerminal | State::ReadyForPickup);
    let lies = steps.iter().rev().take_while(|(state, _)| there(state)).last();
    Ok(lies.map_or(delivery.state_at, |(_, at)| at.0))
}

/// It lies at the terminal: the client is told where and under which number, and so are we.
async fn lying(conn: &mut Conn, moment: Moment<'_>) -> Result {
    for id in leg::lying(conn).await? {
        let delivery = rows::read(conn, id).await?;
        if lies_since(conn, &delivery).await? + LIES > moment.now {
            continue;
        }
        let Some(leg) = leg::of(conn, id).await? else { continue };
        let Some(company) = clients::known(conn, delivery.client).await? else { continue };
        let people = clients::people_of(conn, delivery.client).await?;
        let told = client::waits(&delivery, &leg);
        for person in &people {
            let writing = Writing {
                client: &company,
                person,
                matter: Matter::Notice,
                key: format!("carriers:{id}:waits:{}", person.id),
                screen: &told,
                objections: Vec::new(),
                wrote_at: None,
            };
            governor::write(conn, writing, moment).await?;
        }
        let named = card::named(&delivery);
        let mut screen =
            Screen::new(t!("carrier-lies", delivery = named, carrier = &leg.carrier)).about(delivery.client);
        screen = screen.line(if people.is_empty() { t!("carrier-lies-call") } else { t!("carrier-lies-told") });
        let given = button(t!("carrier-given-button"), &delivery, Deed::Step(State::Delivered));
        let call = clients::call_button(delivery.client);
        screen = screen.row([given, call]).row([card::button(&delivery)]);
        tell(conn, &delivery, "lies", &screen, moment).await?;
    }
    Ok(())
}
