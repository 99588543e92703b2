//! When the site or the goods slip, every agreed or offered day that stands on them is found, and those concerned hear of it
//! once. It looks at rows, not at what changed them: whatever the way of the news, a day that can't be is found within a
//! minute.

use super::{
    card, cards, grounds,
    grounds::Grounds,
    model::{Installation, State},
    moves, rows, said, tell,
};
use crate::{
    bot::event::{self, Happened},
    calendar::Moment,
    clients::Client,
    db::{Conn, Id},
    error::Result,
    news::News,
    slots::{self, Wrong},
    t,
    text::Text,
};
use chrono::NaiveDate;

/// Why a day can't be, in words everybody may read.
pub fn why(wrong: Wrong) -> Text {
    match wrong {
        Wrong::Past => t!("slot-wrong-past"),
        Wrong::Soon(from) => t!("slot-wrong-soon", from = from),
        Wrong::Off(_) => t!("slot-wrong-off"),
        Wrong::Client => t!("slot-wrong-client"),
        Wrong::Engineer => t!("slot-wrong-engineer"),
        Wrong::Busy => t!("slot-wrong-busy"),
        Wrong::Travel => t!("slot-wrong-travel"),
        Wrong::Far => t!("slot-wrong-far"),
    }
}

/// Why nothing can be on a day.
pub fn why_not(grounds: &Grounds, day: NaiveDate, moment: Moment<'_>) -> Text {
    let earliest = slots::earliest(&grounds.needs, &grounds.place, moment);
    if day < earliest {
        return why(Wrong::Soon(earliest));
    }
    if !moment.calendar.is_working(day) {
        return why(Wrong::Off(day));
    }
    why(Wrong::Busy)
}

/// A site has moved: at once, not within a minute.
pub async fn hears(conn: &mut Conn, news: &News, moment: Moment<'_>) -> Result {
    match news {
        News::SiteMoved { client, .. } => look(conn, Some(*client), moment).await,
        _ => Ok(()),
    }
}

/// Looks at every day that is agreed or offered.
pub async fn look(conn: &mut Conn, client: Option<Id<Client>>, moment: Moment<'_>) -> Result {
    for installation in rows::under_way(conn, client).await? {
        if installation.state.is_agreed() {
            agreed(conn, &installation, moment).await?;
        } else if matches!(installation.state, State::Proposed | State::ClientOk | State::EngineerOk) {
            offered(conn, &installation, moment).await?;
        }
    }
    Ok(())
}

/// Whether what stands before a day has slipped beyond it: the rest can't change without the engineer's own calendar.
fn slipped(grounds: &Grounds, wrong: Wrong) -> bool {
    matches!(wrong, Wrong::Soon(_)) || !grounds.blocks.is_empty()
}

/// An agreed day that can't be any more: those who look after it offer others by one tap.
async fn agreed(conn: &mut Conn, installation: &Installation, moment: Moment<'_>) -> Result {
    let (Some(slot), Some(visit)) = (installation.talk.agreed, installation.visit) else { return Ok(()) };
    if visit.starts_at <= moment.now {
        return Ok(());
    }
    let mut grounds = grounds::of(conn, installation, moment).await?;
    // The notice was kept when the day was agreed; its coming nearer is no slip.
    grounds.needs.not_before = None;
    let Err(wrong) = slots::stands(&slot, &grounds.needs, &grounds.place, moment) else {
        if grounds.blocks.is_empty() {
            return Ok(());
        }
        return slip(conn, installation, t!("slot-wrong-blocked"), moment).await;
    };
    if slipped(&grounds, wrong) { slip(conn, installation, why(wrong), moment).await } else { Ok(()) }
}

/// The agreed day is given up for what has slipped, and everybody hears it once.
async fn slip(conn: &mut Conn, installation: &Installation, why: Text, moment: Moment<'_>) -> Result {
    let keepers = cards::keepers(conn, installation).await?;
    let Some(keeper) = keepers.first() else { return Ok(()) };
    let words = why.plain(&keeper.reader(moment.now));
    let Some(visit) = installation.visit else { return Ok(()) };
    let next = moves::slip(conn, installation, &words, moment).await?;
    let data = visit.starts_at;
    let happened = Happened {
        at: moment.now.into(),
        actor: None,
        kind: "installation.slipped",
        client: Some(next.client),
        entity: next.id.to_string(),
        data: &data,
        undoes: None,
    };
    event::record(conn, happened).await?;
    let window = said::window((visit.starts_at, visit.ends_at), keeper.zone);
    let told = t!("installation-told-slip", installation = card::named(&next), window = window, why = words);
    let word = format!("slip:{}", next.rev);
    let offer = tell::offer_button(conn, &next).await?;
    cards::tell_keepers(conn, &next, (&word, told), offer, moment).await?;
    cards::tell_client(conn, &next, &word, moment).await?;
    cards::tell_engineer_of_move(conn, &next, (visit, &word), moment).await
}

/// Offered days that can't be any more are taken back; what is left goes on.
async fn offered(conn: &mut Conn, installation: &Installation, moment: Moment<'_>) -> Result {
    let grounds = grounds::of(conn, installation, moment).await?;
    let days = installation.talk.offered.iter().chain(&installation.talk.wanted);
    let bad = days
        .filter(|slot| slot.from > moment.now)
        .filter_map(|slot| slots::stands(slot, &grounds.needs, &grounds.place, moment).err())
        .any(|wrong| slipped(&grounds, wrong));
    if !bad && grounds.blocks.is_empty() {
        return Ok(());
    }
    let next = moves::begin_again(conn, installation, moment).await?;
    let told = t!("installation-told-slip-offer", installation = card::named(&next));
    let offer = tell::offer_button(conn, &next).await?;
    cards::tell_keepers(conn, &next, (&format!("slip:{}", next.rev), told), offer, moment).await?;
    cards::refresh(conn, next.id, None, moment).await
}
