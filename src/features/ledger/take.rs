//! Taking in what was read of 1С: invoices, then money, by the door through which files come; then what account 62 says.
//! Whatever does not fit is left as it is and told once.

use super::{
    model::{Bill, Books, Known, Trouble},
    rows, views,
};
use crate::{
    bot::outbox::{self, Class, Letter},
    calendar::Moment,
    db::{Conn, Id},
    error::Result,
    features::{
        invoices::{self, Invoice, Refused},
        payments::{self, Covered, Operation, Source},
    },
    files::{self, By, File},
    hash,
    jobs::At,
    money::Money,
    people::{self, Role},
};
use chrono_tz::Europe::Moscow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Takes it all in. `deep`: old documents were read too.
pub async fn take(conn: &mut Conn, books: &Books, mut known: HashMap<String, Known>, deep: bool, at: &At) -> Result {
    let now = at.now();
    let today = now.with_timezone(&Moscow).date_naive();
    let by = By { person: None, now, today, accounts: &at.accounts, calendar: &at.calendar };
    let mut troubles = books.troubles.clone();
    dropped(books, &known, &mut troubles);
    bills(conn, books, &mut known, by, &mut troubles).await?;
    receipts(conn, books, &known, by, &mut troubles).await?;
    if let Some(debts) = &books.debts {
        let clients = rows::clients(conn).await?.into_iter().map(|(id, _, inn)| (inn, id)).collect();
        rows::keep_debts(conn, &clients, debts).await?;
    }
    settle(conn, books, &troubles, deep).await?;
    tell_new(conn, &troubles, at.moment()).await
}

/// Invoices of ours that do not stand there any more, or have another number or day.
fn dropped(books: &Books, known: &HashMap<String, Known>, troubles: &mut Vec<Trouble>) {
    for bill in &books.bills {
        let Some(ours) = known.get(&bill.key) else { continue };
        let (was, told) = (ours.number.clone(), &bill.told);
        if !bill.stands {
            troubles.push(Trouble::Dropped { number: was, on: ours.issued_on });
        } else if is_renumbered(bill, ours) {
            troubles.push(Trouble::Renumbered { was, number: told.number.clone(), on: told.issued_on });
        }
    }
    for ours in books.gone.iter().filter_map(|key| known.get(key)) {
        troubles.push(Trouble::Dropped { number: ours.number.clone(), on: ours.issued_on });
    }
}

fn is_renumbered(bill: &Bill, ours: &Known) -> bool {
    (bill.told.number.as_str(), bill.told.issued_on) != (ours.number.as_str(), ours.issued_on)
}

async fn bills(
    conn: &mut Conn,
    books: &Books,
    known: &mut HashMap<String, Known>,
    by: By<'_>,
    troubles: &mut Vec<Trouble>,
) -> Result {
    let fits = |bill: &&Bill| bill.stands && known.get(&bill.key).is_none_or(|ours| !is_renumbered(bill, ours));
    let standing: Vec<&Bill> = books.bills.iter().filter(fits).collect();
    let told: Vec<invoices::Told> = standing.iter().map(|bill| bill.told.clone()).collect();
    let taken = invoices::take(conn, &told, &called(standing.iter().map(|bill| bill.key.as_str())), by).await?;
    for (bill, taken) in standing.into_iter().zip(taken.invoices) {
        let told = &bill.told;
        match taken {
            Ok(invoice) => {
                let ours = Known { invoice, number: told.number.clone(), issued_on: told.issued_on };
                if known.insert(bill.key.clone(), ours).is_none_or(|before| before.invoice != invoice) {
                    rows::know(conn, &bill.key, (invoice, &told.number, told.issued_on)).await?;
                }
            }
            Err(Refused::NoClient(name)) => {
                troubles.push(Trouble::Stranger { name, inn: told.inn.clone(), on: told.issued_on });
            }
            Err(refused) => {
                troubles.push(Trouble::Invoice { number: told.number.clone(), on: told.issued_on, refused });
            }
        }
    }
    Ok(())
}

async fn receipts(
    conn: &mut Conn,
    books: &Books,
    known: &HashMap<String, Known>,
    by: By<'_>,
    troubles: &mut Vec<Trouble>,
) -> Result {
    let mut incoming = Vec::new();
    for receipt in &books.receipts {
        let operation = &receipt.operation;
        if receipt.stands {
            let ours = receipt.pays.iter().filter_map(|(key, part)| known.get(key).map(|ours| (ours.invoice, *part)));
            let pays = (!receipt.pays.is_empty()).then(|| merged(ours));
            incoming.push(Operation { pays, ..operation.clone() });
        } else if payments::is_known(conn, &operation.hash).await? {
            let (number, on) = (operation.number.clone(), operation.paid_on);
            troubles.push(Trouble::Unpaid { number, on, sum: operation.sum });
        }
    }
    let covered = books.last_receipt.map(|last| {
        let day = last.min(by.today);
        Covered { day, over: day.pred_opt().unwrap_or(day) }
    });
    let file = called(incoming.iter().map(|operation| operation.hash.as_str()));
    let told = payments::Told { source: Source::OneC, incoming, covered };
    payments::take(conn, &told, &file, by).await.map(drop)
}

/// Two documents there may be one invoice of ours.
fn merged(pays: impl Iterator<Item = (Id<Invoice>, Money)>) -> Vec<(Id<Invoice>, Money)> {
    let mut merged = BTreeMap::new();
    for (invoice, part) in pays {
        let known: &mut Money = merged.entry(invoice).or_default();
        *known += part;
    }
    merged.into_iter().collect()
}

/// What such an import is called after: it has no file.
fn called<'a>(parts: impl Iterator<Item = &'a str>) -> File {
    File { name: files::ONE_C.to_owned(), bytes: hash::of_parts(parts).into_bytes() }
}

/// Troubles that are over are forgotten: of documents that were not read nobody knows whether they are.
async fn settle(conn: &mut Conn, books: &Books, troubles: &[Trouble], deep: bool) -> Result {
    let still: BTreeSet<String> = troubles.iter().map(Trouble::key).collect();
    for (key, trouble) in rows::troubles(conn).await? {
        let was_read = match &trouble {
            Trouble::Source { .. } => true,
            other => deep || other.on().is_some_and(|on| on >= books.since),
        };
        if was_read && !still.contains(&key) {
            rows::end_trouble(conn, &key).await?;
        }
    }
    Ok(())
}

/// Tells accounting and heads of what is new among these.
pub async fn tell_new(conn: &mut Conn, troubles: &[Trouble], moment: Moment<'_>) -> Result {
    let mut new = Vec::new();
    for trouble in troubles {
        if rows::put_trouble(conn, trouble, moment.now.into()).await? {
            new.push(trouble.clone());
        }
    }
    if new.is_empty() {
        return Ok(());
    }
    let screen = views::told(&new);
    let mut told = BTreeSet::new();
    for role in [Role::Accounting, Role::Head] {
        for person in people::all_with_role(conn, role).await? {
            let Some(chat) = person.tg_id.filter(|_| told.insert(person.id)) else { continue };
            let key = format!("ledger:{}:{}:{}", new[0].key(), moment.now.timestamp(), person.id);
            let letter = Letter::reply(chat, person.reader(moment.now), &screen);
            outbox::send(conn, Letter { class: Class::Notice, key: Some(key), ..letter }).await?;
        }
    }
    Ok(())
}
