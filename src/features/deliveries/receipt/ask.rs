//! The client is asked whether it has come: when it is handed over or its window has passed, again when nobody answers,
//! and at last one of us calls. It looks at rows, so a missed look changes nothing and two say a thing once.

use super::{
    chats,
    client_views::Seen,
    hand,
    model::{self, AFTER_WINDOW, CORRECTED, Grade, Receipt, Waits},
    rows,
};
use crate::{
    bot::{
        governor::{self, Matter, Writing, Written},
        outbox::{self, Letter},
        screen::Screen,
        shown::Side,
    },
    calendar::{Moment, WorkingTime},
    clients::{self, Client},
    db::{Conn, Id},
    error::{Error, Result},
    features::{
        deliveries::{
            cards, courier, follow,
            model::{Delivery, State},
            moves, rows as deliveries,
        },
        papers, tasks,
    },
    jobs::At,
    people::{self, Person},
    rules, t,
    text::Reader,
};

/// With this one somebody calls.
const CALL: i64 = 3;

/// One look.
pub async fn look(conn: &mut Conn, at: &At) -> Result {
    let moment = at.moment();
    for id in rows::unasked(conn, (moment.now - AFTER_WINDOW).into()).await? {
        let delivery = deliveries::read(conn, id).await?;
        // Whoever was told that it comes later is asked later.
        let expected = follow::expected(conn, &delivery).await?;
        if delivery.state != State::Delivered && expected + AFTER_WINDOW > moment.now {
            continue;
        }
        begin(conn, &delivery, moment).await?;
        cards::refresh(conn, id, None, moment).await?;
    }
    for receipt in rows::unanswered(conn).await? {
        let delivery = deliveries::read(conn, receipt.delivery).await?;
        go_on(conn, &delivery, &receipt, moment).await?;
    }
    for id in rows::settled(conn, (moment.now - CORRECTED).into()).await? {
        let delivery = deliveries::read(conn, id).await?;
        let papers = papers::of(conn, &delivery.link()).await?;
        if papers.iter().any(papers::Paper::is_open) {
            continue;
        }
        if moves::advance(conn, id, State::Closed, moment.now, "", moment).await?.is_some() {
            cards::refresh(conn, id, None, moment).await?;
            refresh(conn, id, None, moment).await?;
        }
    }
    Ok(())
}

/// Four digits nobody can guess.
fn code() -> Result<String> {
    let mut bits = [0; 4];
    getrandom::fill(&mut bits).map_err(|error| Error::other(error.to_string()))?;
    Ok(format!("{:04}", u32::from_le_bytes(bits) % 10_000))
}

/// The receipt of a delivery; it begins now if nobody was asked yet.
pub async fn receipt(conn: &mut Conn, delivery: Id<Delivery>, moment: Moment<'_>) -> Result<Receipt> {
    if let Some(receipt) = rows::of(conn, delivery).await? {
        return Ok(receipt);
    }
    rows::insert(conn, delivery, &code()?, moment.now).await?;
    rows::read(conn, delivery).await
}

/// The first question.
async fn begin(conn: &mut Conn, delivery: &Delivery, moment: Moment<'_>) -> Result {
    let receipt = receipt(conn, delivery.id, moment).await?;
    say(conn, delivery, &receipt, moment).await
}

/// What an unanswered question needs now.
async fn go_on(conn: &mut Conn, delivery: &Delivery, receipt: &Receipt, moment: Moment<'_>) -> Result {
    if receipt.grade.is_none() && courier::evidence(conn, delivery.id).await?.is_some() {
        rows::set_grade(conn, delivery.id, Grade::B, None, &receipt.who, moment.now.into()).await?;
        cards::refresh(conn, delivery.id, None, moment).await?;
        // The question is the same, but its buttons count only for what the receipt is now.
        refresh(conn, delivery.id, None, moment).await?;
    }
    // It was handed over after all since they were asked: they are asked anew, with the time.
    let told = delivery.delivered_at.is_some_and(|at| at > receipt.asked_at && at <= moment.now);
    if receipt.again_at.is_some() || told {
        if receipt.again_at.is_some_and(|again| again > moment.now) && !told {
            return Ok(());
        }
        rows::begin_round(conn, delivery.id, moment.now.into()).await?;
        let receipt = rows::read(conn, delivery.id).await?;
        say(conn, delivery, &receipt, moment).await?;
        return cards::refresh(conn, delivery.id, None, moment).await;
    }
    let Some(client) = clients::known(conn, delivery.client).await? else { return Ok(()) };
    let due = model::reminders(receipt.asked_at, moment.now, client.zone, moment.calendar);
    if due <= receipt.reminded {
        return Ok(());
    }
    rows::set_reminded(conn, delivery.id, due).await?;
    if due >= CALL {
        return call(conn, delivery, moment).await;
    }
    let receipt = rows::read(conn, delivery.id).await?;
    write(conn, delivery, &client, &receipt, moment).await.map(drop)
}

/// Asks this round. Whoever can't be asked at once counts from when they will be; with nobody to ask, one of us calls.
async fn say(conn: &mut Conn, delivery: &Delivery, receipt: &Receipt, moment: Moment<'_>) -> Result {
    let Some(client) = clients::known(conn, delivery.client).await? else { return Ok(()) };
    let planned = write(conn, delivery, &client, receipt, moment).await?;
    if let Some(at) = planned {
        return rows::asked(conn, delivery.id, at).await;
    }
    rows::set_reminded(conn, delivery.id, CALL).await?;
    call(conn, delivery, moment).await
}

/// Writes the question to everybody who may receive; when the first of them gets it.
async fn write(
    conn: &mut Conn,
    delivery: &Delivery,
    client: &Client,
    receipt: &Receipt,
    moment: Moment<'_>,
) -> Result<Option<chrono::DateTime<chrono::Utc>>> {
    let hours = clients::manners(conn, client.id).await?.hours;
    let window = WorkingTime { calendar: moment.calendar, hours: &hours, zone: client.zone };
    let read_at = Moment { now: window.next_open(moment.now), ..moment };
    let mut first = None;
    for person in hand::receivers(conn, client.id).await? {
        let Some(chat) = person.tg_id else { continue };
        let screen = screen(conn, delivery, receipt, chat, read_at).await?;
        let key = format!("receipt:{}:{}.{}:{}", delivery.id, receipt.round, receipt.reminded, person.id);
        let writing = Writing {
            client,
            person: &person,
            matter: Matter::Notice,
            key: key.clone(),
            screen: &screen,
            objections: Vec::new(),
            wrote_at: None,
        };
        let written = governor::write(conn, writing, moment).await?;
        let at = match written {
            Written::Now(_) => moment.now,
            Written::Later(_, at, _) => at,
            Written::Held(_) | Written::Nothing => continue,
        };
        first = Some(first.map_or(at, |first: chrono::DateTime<chrono::Utc>| first.min(at)));
        let Some(card) = written.card() else { continue };
        if at > read_at.now {
            // Enough was written today: what is read on another day names this one.
            let then = Moment { now: at, ..moment };
            let screen = self::screen(conn, delivery, receipt, chat, then).await?;
            outbox::edit(conn, card, Letter::reply(chat, person.reader(moment.now), &screen)).await?;
        }
        chats::put_card(conn, delivery.id, chat, card, &key).await?;
        // What comes later does not take the buttons of what is there.
        let now = at == moment.now;
        if now || chats::one(conn, delivery.id, chat).await?.is_none() {
            chats::put_chat(conn, delivery.id, chat, card, person.lang).await?;
            chats::set_waits(conn, delivery.id, chat, None, None).await?;
        }
        if now {
            hand::strip_others(conn, delivery.id, chat, card, moment.now).await?;
        }
    }
    Ok(first)
}

/// Nobody answers: somebody of us calls.
async fn call(conn: &mut Conn, delivery: &Delivery, moment: Moment<'_>) -> Result {
    let keepers = rules::keepers(conn, delivery.owner).await?;
    let Some(keeper) = keepers.first() else { return Ok(()) };
    let text = t!("receipt-task-call", number = delivery.number.to_string());
    let task = tasks::New::next(tasks::Kind::Call, &text, delivery.client, keeper, moment);
    tasks::put(conn, task, moment.now.into()).await.map(drop)
}

/// What a chat is shown of a receipt now.
pub async fn screen(
    conn: &mut Conn,
    delivery: &Delivery,
    receipt: &Receipt,
    chat: i64,
    moment: Moment<'_>,
) -> Result<Screen> {
    let lines = deliveries::lines(conn, delivery.id).await?;
    let chat = chats::one(conn, delivery.id, chat).await?;
    let about = chat.as_ref().filter(|chat| chat.waits == Some(Waits::Trouble));
    let files = match about {
        Some(chat) => chats::trouble_files(conn, delivery.id, chat.tg).await?.len(),
        None => chats::files(conn, delivery.id).await?.len(),
    };
    let rated = follow::is_rated(conn, delivery.id, Side::Client).await?;
    let zone = clients::known(conn, delivery.client).await?.map_or(chrono_tz::Europe::Moscow, |client| client.zone);
    let seen = Seen { delivery, lines: &lines, receipt, rated, files, now: moment.now, zone };
    Ok(seen.screen(chat.as_ref()))
}

/// Every chat that was asked shows what is true now; not `except`, which is shown it in the turn.
pub async fn refresh(conn: &mut Conn, id: Id<Delivery>, except: Option<i64>, moment: Moment<'_>) -> Result {
    let (delivery, receipt) = (deliveries::read(conn, id).await?, rows::of(conn, id).await?);
    let (Some(receipt), Some(client)) = (receipt, clients::known(conn, delivery.client).await?) else { return Ok(()) };
    let receivers = hand::receivers(conn, client.id).await?;
    for chat in chats::all(conn, id).await? {
        if except == Some(chat.tg) {
            continue;
        }
        // Whoever lost the client is shown nothing more; a press says that there is no such delivery.
        let linked = chats::has_link(conn, id, chat.tg).await?;
        if !linked && receivers.iter().all(|person| person.tg_id != Some(chat.tg)) {
            chats::forget(conn, id, chat.tg).await?;
            continue;
        }
        let zone = person_of(conn, chat.tg).await?.map_or(client.zone, |person| person.zone);
        let reader = Reader { lang: chat.lang, zone, now: moment.now };
        let screen = screen(conn, &delivery, &receipt, chat.tg, moment).await?;
        outbox::edit(conn, chat.card, Letter::reply(chat.tg, reader, &screen)).await?;
        if !receipt.is_open() {
            hand::strip_others(conn, id, chat.tg, chat.card, moment.now).await?;
        }
    }
    Ok(())
}

async fn person_of(conn: &mut Conn, chat: i64) -> Result<Option<Person>> {
    people::by_tg_id(conn, chat).await
}
