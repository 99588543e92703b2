//! Sending a batch: one invoice, one transaction. A death between two of them loses nothing and doubles nothing: what is
//! behind us is a number in the same transaction as the messages.

use super::{
    batches::{self, Batch, Picked},
    send,
};
use crate::{
    bot::outbox::{self, Class, Letter},
    calendar::Moment,
    clients,
    db::{Conn, Db, Id, Timestamp},
    error::{Error, Result},
    features::{
        billing::{self, Delivered},
        invoices,
    },
    jobs::{self, At, Failure},
    money::Money,
    people,
};
use serde_json::Value;

/// The kind of job.
pub const SEND: &str = "issue.send";

/// So many go out before other jobs have their turn.
const AT_ONCE: usize = 20;

/// The next part of a batch goes then.
pub async fn put_next(conn: &mut Conn, batch: Id<Batch>, at: Timestamp) -> Result {
    jobs::put(conn, SEND, None, &batch, at).await
}

/// Some of a batch.
pub async fn run(at: At, payload: Value) -> Result<(), Failure> {
    let payload: jobs::Payload<Id<Batch>> =
        serde_json::from_value(payload).map_err(|error| Failure::Never(error.to_string()))?;
    for _ in 0..AT_ONCE {
        if !step(&at.db, payload.inner, at.moment()).await? {
            return Ok(());
        }
    }
    let mut tx = at.db.begin().await.map_err(Failure::from)?;
    put_next(&mut tx, payload.inner, at.stamp()).await?;
    tx.commit().await?;
    Ok(())
}

/// The next invoice of a batch; `false`: nothing is left.
pub async fn step(db: &Db, id: Id<Batch>, moment: Moment<'_>) -> Result<bool> {
    let mut tx = db.begin().await?;
    let batch = batches::by_id(&mut tx, id).await?.filter(|batch| !batch.over && batch.goes_at.0 <= moment.now);
    let Some(batch) = batch else { return Ok(false) };
    let next = usize::try_from(batch.done).ok().and_then(|done| batch.picked.get(done)).copied();
    let Some(picked) = next else {
        if batches::end(&mut tx, id, moment.now.into()).await? {
            tell(&mut tx, &batch, moment).await?;
        }
        tx.commit().await?;
        return Ok(false);
    };
    match one(&mut tx, &batch, picked, moment).await {
        Ok(()) => tx.commit().await?,
        // A fault of the database may pass: the job is tried again.
        Err(error @ Error::Db(_)) => return Err(error),
        Err(error) => {
            tracing::error!(batch = %id, invoice = %picked.0, %error, "an invoice of a batch can't be sent");
            tx.rollback().await?;
            let mut tx = db.begin().await?;
            batches::advance(&mut tx, id, batch.done).await?;
            tx.commit().await?;
        }
    }
    Ok(true)
}

/// One invoice goes out, unless it has changed since it was shown.
pub async fn one(conn: &mut Conn, batch: &Batch, Picked(id, sum): Picked, moment: Moment<'_>) -> Result {
    if !batches::advance(conn, batch.id, batch.done).await? {
        return Ok(());
    }
    let invoice = invoices::by_id(conn, id).await?;
    let as_shown = invoice.filter(|invoice| invoice.sum == sum && invoice.left() > Money::ZERO && !invoice.disputed);
    let Some(invoice) = as_shown else { return Ok(()) };
    let Some(client) = clients::known(conn, invoice.client).await? else { return Ok(()) };
    if billing::deliver(conn, &client, &invoice, batch.person, moment).await? == Delivered::Sent {
        batches::count(conn, batch.id).await?;
    }
    Ok(())
}

/// Whoever has sent it hears how it went.
async fn tell(conn: &mut Conn, batch: &Batch, moment: Moment<'_>) -> Result {
    let Some(person) = people::present(conn, batch.person).await? else { return Ok(()) };
    let Some(chat) = person.tg_id else { return Ok(()) };
    let screen = send::gone_screen(batch);
    let key = Some(format!("issue:gone:{}", batch.id));
    let letter = Letter { class: Class::Notice, key, ..Letter::reply(chat, person.reader(moment.now), &screen) };
    outbox::send(conn, letter).await.map(drop)
}
