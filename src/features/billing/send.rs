//! A duplicate in two taps: which invoice, where to.

use super::{
    absent,
    accounting::{self, Asked, fresh},
    kit::{self, For, NoKit, Ready},
    model::{self, Channel, MONTHS_AGO},
    named, open_of,
    press::{Bill, What},
    rows::{self, To},
    views,
};
use crate::{
    bot::{
        governor::{self, Matter, Writing, Written},
        mail,
        routes::Args,
        screen::{Button, Screen},
        turn::Turn,
    },
    clients::{self, Client, Right},
    db::{Conn, Id},
    error::{Error, Result},
    features::{
        hello,
        invoices::{self, Invoice},
        tasks,
    },
    people::Person,
    t,
    text::Text,
};
use chrono::{DateTime, Utc};

/// So many clients are offered at once.
const OFFERED: i64 = 6;
/// So many tasks of a client are looked through for one that is put already.
const KNOWN: i64 = 50;

/// `/invoice`, `/invoice ромашка`.
pub async fn start(turn: Turn, Args(words): Args) -> Result {
    if words.is_empty() {
        let recent = clients::recent(&mut turn.db(), turn.scope(), OFFERED).await?;
        return turn.reply(views::ask(&recent)).await.map(drop);
    }
    let client = if let Some(id) = Id::from_short(&words) {
        let client = clients::by_id(&mut turn.db(), turn.scope(), id).await?;
        client.ok_or_else(|| Error::User(t!("client-absent")))?
    } else {
        let mut found = clients::find(&mut turn.db(), turn.scope(), &words, turn.today()).await?;
        let sure = found.iter().position(|hit| hit.exact).or((found.len() == 1).then_some(0));
        match sure {
            Some(at) => found.swap_remove(at).client,
            None if found.is_empty() => {
                return turn.reply(hello::word(t!("client-not-found", query = words))).await.map(drop);
            }
            None => {
                let offered = found.iter().take(usize::try_from(OFFERED).unwrap_or_default());
                let buttons = offered.map(|hit| views::of_client(clients::label(hit), hit.client.id));
                return turn.reply(Screen::new(t!("billing-whose")).grid(buttons, 1)).await.map(drop);
            }
        }
    };
    let open = invoices::open_of(&mut turn.db(), client.id).await?;
    let screen = match open.as_slice() {
        [] => views::nothing(&client),
        [one] => place(&turn, &client, &open, What::One(one.id)).await?,
        _ => views::which(&client, &open),
    };
    turn.reply(screen).await.map(drop)
}

async fn place(turn: &Turn, client: &Client, invoices: &[Invoice], what: What) -> Result<Screen> {
    let people = payers(&mut turn.db(), client.id).await?;
    let can_send = mail::can_send(&mut turn.db()).await?;
    Ok(views::channels(client, invoices, &people, (what, can_send)))
}

/// Who gets invoices: contact persons who may and use the bot, else those who get notices.
pub async fn payers(conn: &mut Conn, client: Id<Client>) -> Result<Vec<Person>> {
    clients::people_with(conn, client, Right::Invoices).await
}

/// What is meant, if the acting person may see the client.
pub async fn meant(turn: &Turn, what: What) -> Result<(Client, Vec<Invoice>)> {
    let (client, one) = named(turn, what).await?;
    let client = clients::by_id(&mut turn.db(), turn.scope(), client).await?.ok_or_else(absent)?;
    let meant = open_of(turn, client.id, one).await?;
    Ok((client, meant))
}

/// A tap.
pub async fn press(turn: Turn, press: Bill) -> Result {
    match press {
        Bill::Where(what) => {
            let (client, invoices) = meant(&turn, what).await?;
            if invoices.is_empty() {
                return turn.show(views::nothing(&client)).await;
            }
            let screen = place(&turn, &client, &invoices, what).await?;
            turn.show(screen).await
        }
        Bill::Send { what, channel, seen } => send(&turn, what, channel, seen).await,
        Bill::Mend(client) => mend(&turn, client).await,
    }
}

async fn send(turn: &Turn, what: What, channel: Channel, seen: Option<i64>) -> Result {
    let (client, invoices) = meant(turn, what).await?;
    if invoices.is_empty() {
        return turn.show(views::nothing(&client)).await;
    }
    let there = match channel {
        Channel::Telegram => payers(&mut turn.db(), client.id).await?,
        Channel::File | Channel::Task | Channel::Mail | Channel::Draft => Vec::new(),
    };
    // Where nobody uses the bot, the files are handed on by whoever sends them.
    let channel = if there.is_empty() { Channel::File } else { Channel::Telegram };
    let to = if there.is_empty() { vec![turn.me().clone()] } else { there };
    let times = rows::times(&mut turn.db(), &invoices).await?;
    let (new, before) = fresh(turn, &invoices, &to, channel).await?;
    let chosen = if seen == Some(times) { invoices.clone() } else { new };
    if let (true, Some(before)) = (chosen.is_empty(), before) {
        let once_more = Bill::Send { what, channel, seen: Some(times) };
        return turn.show(views::again(&client, &invoices, before, once_more)).await;
    }
    let said = match kit::ready(turn, &client, &chosen).await? {
        Ok(kits) if channel == Channel::Telegram => to_client(turn, &client, &kits, &to).await?,
        Ok(kits) => to_me(turn, &client, &kits).await?,
        Err(why) => by_accounting(turn, &client, (&chosen, why), (&to, channel)).await?,
    };
    let screen = done(turn, &client, said).await?;
    turn.show(screen).await
}

/// What was done, and whether the client asks for it too often.
pub async fn done(turn: &Turn, client: &Client, said: Text) -> Result<Screen> {
    habit(&mut turn.db(), client, Screen::new(said).about(client.id), turn.now()).await
}

/// The screen with its end: whether the client asks for duplicates month by month, and where to go.
pub async fn habit(conn: &mut Conn, client: &Client, mut screen: Screen, now: DateTime<Utc>) -> Result<Screen> {
    let sent = rows::moments(conn, client.id, now - MONTHS_AGO).await?;
    if model::is_monthly(&sent, client.zone, now) {
        screen = screen.gap().line(t!("billing-habit"));
        screen = screen.row([Button::press(t!("billing-mend-button"), &Bill::Mend(client.id))]);
    }
    Ok(screen.row([clients::card_button(client.id)]).row(hello::menu_row()))
}

/// To the contact persons, within the rules of writing to clients; says what becomes of it.
async fn to_client(turn: &Turn, client: &Client, kits: &[Ready], to: &[Person]) -> Result<Text> {
    let (mut now, mut later) = (false, None);
    for person in to {
        for ready in kits {
            let by = (turn.me().id, turn.stamp());
            let sent = rows::put(&mut turn.db(), &ready.invoice, To::Telegram(person.id), by).await?;
            for (at, part) in ready.parts(For::Payer(sent)).iter().enumerate() {
                let writing = answer(client, person, format!("billing:{sent}:{at}"), &part.screen);
                match governor::write_document(&mut turn.db(), writing, part.file(), turn.moment()).await? {
                    Written::Later(_, at, _) => later = Some(at),
                    Written::Now(_) => now = true,
                    Written::Held(_) | Written::Nothing => {}
                }
            }
        }
    }
    let invoices: Vec<Invoice> = kits.iter().map(|ready| ready.invoice.clone()).collect();
    record(turn, client, &invoices, Channel::Telegram).await?;
    let (count, numbers, names) = (invoices.len(), views::numbers(&invoices), views::names(to));
    Ok(match later.filter(|_| !now) {
        Some(at) => {
            let goes_out = views::goes_out(at, client.zone, turn.now());
            t!("billing-sent-later", count = count, numbers = numbers, names = names, at = goes_out)
        }
        None => t!("billing-sent", count = count, numbers = numbers, names = names),
    })
}

const fn answer<'a>(client: &'a Client, person: &'a Person, key: String, screen: &'a Screen) -> Writing<'a> {
    Writing { client, person, matter: Matter::Answer, key, screen, objections: Vec::new(), wrote_at: None }
}

/// As files into this chat, to be handed on; says to whom.
async fn to_me(turn: &Turn, client: &Client, kits: &[Ready]) -> Result<Text> {
    let me = turn.me().id;
    for ready in kits {
        rows::put(&mut turn.db(), &ready.invoice, To::File(me), (me, turn.stamp())).await?;
        for part in ready.parts(For::Messenger) {
            turn.reply_document(part.screen.clone(), part.file()).await?;
        }
    }
    let invoices: Vec<Invoice> = kits.iter().map(|ready| ready.invoice.clone()).collect();
    record(turn, client, &invoices, Channel::File).await?;
    let (count, numbers) = (invoices.len(), views::numbers(&invoices));
    let there = payers(&mut turn.db(), client.id).await?;
    Ok(if there.is_empty() {
        t!("billing-hand-on", client = &client.name, count = count, numbers = numbers)
    } else {
        t!("billing-files", client = &client.name, count = count, numbers = numbers)
    })
}

/// There is nothing to pay by: accounting sends it, and the client is told until when.
pub async fn by_accounting(
    turn: &Turn,
    client: &Client,
    (invoices, why): (&[Invoice], NoKit),
    (to, channel): (&[Person], Channel),
) -> Result<Text> {
    let (owner, until) = match accounting::ask(turn, client, invoices, to).await? {
        Asked::Now(owner, until) => (owner, until),
        Asked::Before(at) => return Ok(t!("billing-asked-before", at = at)),
    };
    let (count, numbers) = (invoices.len(), views::numbers(invoices));
    if channel == Channel::Telegram {
        for person in to {
            let screen = comes(invoices, until).about(client.id);
            let key = format!("billing:comes:{}:{}:{}", client.id, person.id, turn.now().timestamp());
            governor::write(&mut turn.db(), answer(client, person, key, &screen), turn.moment()).await?;
        }
    }
    record(turn, client, invoices, Channel::Task).await?;
    let why = match why {
        NoKit::Seller => t!("billing-no-seller"),
        NoKit::Inn => t!("billing-no-inn"),
        NoKit::Broken => t!("billing-broken"),
    };
    let asked = t!("billing-asked", name = &owner.name, count = count, numbers = numbers, at = until);
    Ok(Text::Join(vec![asked, why], "\n"))
}

/// What a client reads of an invoice that accounting will send.
pub fn comes(invoices: &[Invoice], until: DateTime<Utc>) -> Screen {
    Screen::new(t!("billing-comes", count = invoices.len(), numbers = views::numbers(invoices), at = until))
}

/// Remembers the deed.
pub async fn record(turn: &Turn, client: &Client, invoices: &[Invoice], channel: Channel) -> Result {
    for invoice in invoices {
        turn.happened("billing.sent", Some(client.id), invoice.id, &channel).await?;
    }
    Ok(())
}

/// A task to mend how the client gets invoices; one is enough.
async fn mend(turn: &Turn, client: Id<Client>) -> Result {
    let client = clients::by_id(&mut turn.db(), turn.scope(), client).await?.ok_or_else(absent)?;
    let me = turn.me();
    let text = t!("billing-mend-task").plain(&turn.reader());
    let known = tasks::of_client(&mut turn.db(), client.id, KNOWN).await?;
    let due_on = turn.calendar().next_working_day(turn.today());
    if !known.iter().any(|task| task.text == text) {
        let new = tasks::New {
            kind: tasks::Kind::Paper,
            text,
            client: Some(client.id),
            owner: me.id,
            author: Some(me.id),
            due_on,
            due_time: None,
        };
        tasks::put(&mut turn.db(), new, turn.stamp()).await?;
    }
    let screen = Screen::new(t!("billing-mends", client = &client.name, day = due_on)).about(client.id);
    turn.show(screen.row([clients::card_button(client.id)]).row(hello::menu_row())).await
}
