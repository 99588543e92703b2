//! The client's own: what is open, the pay kit by one tap, and what they say to what was sent.

use super::{
    absent,
    accounting::{self, Asked, fresh},
    kit::{self, For},
    model::{Channel, Sent as Row},
    named, open_of,
    press::{Own, What},
    rows::{self, To},
    send::{comes, record},
    views,
};
use crate::{
    bot::{outbox::Class, screen::Screen, turn::Turn},
    clients::{self, Client},
    db::Id,
    error::Result,
    features::{
        hello,
        invoices::{self, Invoice},
    },
    rules, t,
    text::Text,
};
use chrono::{DateTime, Utc};

/// What became of a client's wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// It is in their chat.
    Kit,
    /// It has been there since today: they were asked whether they want it once more.
    Before,
    /// There is nothing to pay by: it is for a person to send.
    NoKit,
}

/// `/pay`.
pub async fn pay(turn: Turn) -> Result {
    let companies = clients::of_person(&mut turn.db(), turn.me().id).await?;
    let mut open = Vec::new();
    for company in companies {
        let invoices = invoices::open_of(&mut turn.db(), company.id).await?;
        if !invoices.is_empty() {
            open.push((company, invoices));
        }
    }
    turn.reply(views::open(&open)).await.map(drop)
}

/// A tap.
pub async fn press(turn: Turn, press: Own) -> Result {
    match press {
        Own::Get { what, seen } => get(&turn, what, seen).await,
        Own::Got(sent) => got(&turn, sent).await,
        Own::Wrong(sent) => wrong(&turn, sent).await,
    }
}

/// A company of the acting person's own.
async fn own(turn: &Turn, client: Id<Client>) -> Result<Client> {
    let companies = clients::of_person(&mut turn.db(), turn.me().id).await?;
    companies.into_iter().find(|company| company.id == client).ok_or_else(absent)
}

async fn get(turn: &Turn, what: What, seen: Option<i64>) -> Result {
    let (client, one) = named(turn, what).await?;
    let company = own(turn, client).await?;
    let open = open_of(turn, company.id, one).await?;
    if open.is_empty() {
        return turn.reply(hello::word(t!("billing-own-paid"))).await.map(drop);
    }
    match send(turn, &company, &open, seen).await? {
        Sent::Kit | Sent::Before => Ok(()),
        Sent::NoKit => by_accounting(turn, &company, &open).await,
    }
}

/// Sends a client what its invoices are paid by, into the chat of the contact person who has just asked for it. What has
/// been there since today is not sent unasked. All words are said here, but for [`Sent::NoKit`].
pub async fn send_kit(turn: &Turn, client: &Client, invoices: &[Invoice]) -> Result<Sent> {
    send(turn, client, invoices, None).await
}

async fn send(turn: &Turn, client: &Client, invoices: &[Invoice], seen: Option<i64>) -> Result<Sent> {
    let me = turn.me().clone();
    let times = rows::times(&mut turn.db(), invoices).await?;
    let (new, before) = fresh(turn, invoices, std::slice::from_ref(&me), Channel::Telegram).await?;
    let chosen = if seen == Some(times) { invoices.to_vec() } else { new };
    if let (true, Some(before)) = (chosen.is_empty(), before) {
        let what = match invoices {
            [one] => What::One(one.id),
            _ => What::All(client.id),
        };
        let once_more = Own::Get { what, seen: Some(times) };
        turn.reply(views::own_again(invoices, before, once_more)).await?;
        return Ok(Sent::Before);
    }
    let Ok(kits) = kit::ready(turn, client, &chosen).await? else { return Ok(Sent::NoKit) };
    for ready in &kits {
        let by = (me.id, turn.stamp());
        let sent = rows::put(&mut turn.db(), &ready.invoice, To::Telegram(me.id), by).await?;
        for part in ready.parts(For::Payer(sent)) {
            turn.reply_document(part.screen.clone(), part.file()).await?;
        }
    }
    record(turn, client, &chosen, Channel::Telegram).await?;
    turn.toast(t!("billing-below")).await?;
    Ok(Sent::Kit)
}

/// Accounting sends it; whoever looks after the client knows.
async fn by_accounting(turn: &Turn, company: &Client, invoices: &[Invoice]) -> Result {
    let me = turn.me().clone();
    let (owner, until) = match accounting::ask(turn, company, invoices, std::slice::from_ref(&me)).await? {
        Asked::Now(owner, until) => (owner, until),
        Asked::Before(at) => {
            return turn.reply(hello::word(t!("billing-comes-already", at = at))).await.map(drop);
        }
    };
    record(turn, company, invoices, Channel::Task).await?;
    let numbers = views::numbers(invoices);
    let keepers = rules::keepers(&mut turn.db(), company.owner).await?;
    for keeper in keepers {
        // Whoever has the task has been told.
        if keeper.id == owner.id {
            continue;
        }
        let told = t!(
            "billing-told",
            client = &company.name,
            name = &me.name,
            count = invoices.len(),
            numbers = numbers.as_str(),
            owner = &owner.name,
            at = until
        );
        let key = format!("billing:told:{}:{}:{}", company.id, keeper.id, turn.now().timestamp());
        let screen = Screen::new(told).about(company.id).row([clients::card_button(company.id)]);
        turn.tell(&keeper, Class::Notice, &key, &screen).await?;
    }
    turn.reply(comes(invoices, until).row(hello::menu_row())).await.map(drop)
}

/// What was sent to the acting person about a company of theirs, and its invoice.
async fn mine(turn: &Turn, id: Id<Row>) -> Result<(Client, Row, Invoice)> {
    let sent = rows::by_id(&mut turn.db(), id).await?.ok_or_else(absent)?;
    if sent.person != Some(turn.me().id) || sent.channel != Channel::Telegram {
        return Err(absent());
    }
    let company = own(turn, sent.client).await?;
    let invoice = invoices::by_id(&mut turn.db(), sent.invoice).await?.ok_or_else(absent)?;
    Ok((company, sent, invoice))
}

/// It has come: once and for all.
async fn got(turn: &Turn, id: Id<Row>) -> Result {
    let (company, sent, invoice) = mine(turn, id).await?;
    if rows::confirm(&mut turn.db(), sent.id, turn.stamp()).await? {
        turn.happened("billing.got", Some(company.id), sent.id, &()).await?;
    }
    let at = sent.confirmed_at.map_or(turn.now(), |at| at.0);
    answered(turn, &company, &invoice, t!("billing-got", at = at)).await
}

/// It is not the one: whoever looks after the client hears of it.
async fn wrong(turn: &Turn, id: Id<Row>) -> Result {
    let (company, sent, invoice) = mine(turn, id).await?;
    if rows::refuse(&mut turn.db(), sent.id, turn.stamp()).await? {
        turn.happened("billing.wrong", Some(company.id), sent.id, &()).await?;
        tell_wrong(turn, &company, &sent, &invoice).await?;
    }
    let at: DateTime<Utc> = sent.wrong_at.map_or(turn.now(), |at| at.0);
    answered(turn, &company, &invoice, t!("billing-wrong", at = at)).await
}

async fn tell_wrong(turn: &Turn, company: &Client, sent: &Row, invoice: &Invoice) -> Result {
    let name = turn.me().name.clone();
    let keepers = rules::keepers(&mut turn.db(), company.owner).await?;
    for keeper in keepers {
        let told = t!("billing-told-wrong", client = &company.name, name = &name, number = invoice.number.as_str());
        let screen = Screen::new(told)
            .about(company.id)
            .row([clients::call_button(company.id), views::of_client(t!("billing-button"), company.id)])
            .row([clients::card_button(company.id)]);
        turn.tell(&keeper, Class::Notice, &format!("billing:wrong:{}:{}", sent.id, keeper.id), &screen).await?;
    }
    Ok(())
}

async fn answered(turn: &Turn, company: &Client, invoice: &Invoice, said: Text) -> Result {
    let kit = kit::ready(turn, company, std::slice::from_ref(invoice)).await?;
    let copy = kit.ok().and_then(|mut kits| kits.pop()).map(|ready| ready.kit.copy);
    turn.show(kit::answered(invoice, copy.as_ref(), said)).await
}
