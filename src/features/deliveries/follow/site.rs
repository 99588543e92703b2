//! A site will be ready later than goods come to it: whoever looks after the client hears of it once, in one message that
//! names every such delivery.

use super::super::{card, model::Delivery, rows as deliveries, window::day_of};
use crate::{
    bot::{
        outbox::{self, Class, Letter},
        screen::Screen,
    },
    calendar::Moment,
    clients::{self, Client, Site},
    db::{Conn, Id},
    error::Result,
    fold::fold,
    news::News,
    people::Person,
    rules, t,
};
use chrono::NaiveDate;

/// So many deliveries are shown with a button each.
const SHOWN: usize = 10;

/// What deliveries hear of other rooms: that a site is not ready when it was to be.
pub async fn hear(conn: &mut Conn, news: &News, moment: Moment<'_>) -> Result {
    let News::SiteMoved { client, site, from, to } = news else { return Ok(()) };
    if from.is_some_and(|from| *to <= from) {
        return Ok(());
    }
    let Some(company) = clients::known(conn, *client).await? else { return Ok(()) };
    let early = early(conn, &company, *site, *to).await?;
    let Some(first) = early.first() else { return Ok(()) };
    for keeper in rules::keepers(conn, first.owner).await? {
        let Some(chat) = keeper.tg_id else { continue };
        let screen = told(&company, &early, *to, &keeper);
        let since = from.map(|from| from.to_string()).unwrap_or_default();
        let site = site.map(|site| site.to_string()).unwrap_or_default();
        let letter = Letter {
            class: Class::Notice,
            key: Some(format!("delivery:site:{client}:{site}:{since}:{to}:{}:{}", moment.now.timestamp(), keeper.id)),
            silent: !keeper.working_time(moment.calendar).is_open(moment.now),
            ..Letter::reply(chat, keeper.reader(moment.now), &screen)
        };
        outbox::send(conn, letter).await?;
    }
    Ok(())
}

/// What has not left yet, or is on its way, and comes before the day.
async fn early(conn: &mut Conn, company: &Client, site: Option<Id<Site>>, to: NaiveDate) -> Result<Vec<Delivery>> {
    let sites = clients::sites(conn, company.id).await?;
    let mut early = deliveries::open_of(conn, company.id).await?;
    early.retain(|delivery| {
        // What goes to the address of another site of theirs is no matter of this one.
        let elsewhere = sites.iter().find(|known| fold(&known.address) == fold(&delivery.address));
        let concerned = site.is_none() || elsewhere.is_none_or(|known| Some(known.id) == site);
        let coming = delivery.state.is_before_leaving() || delivery.state.is_moving();
        concerned && coming && day_of((delivery.starts_at, delivery.ends_at), company.zone) < to
    });
    Ok(early)
}

/// The message: what may still be put off, and what is ordered already.
fn told(company: &Client, early: &[Delivery], to: NaiveDate, keeper: &Person) -> Screen {
    let (free, ordered): (Vec<&Delivery>, Vec<&Delivery>) =
        early.iter().partition(|delivery| delivery.state.is_before_order());
    let line = |delivery: &&Delivery| {
        let day = day_of((delivery.starts_at, delivery.ends_at), keeper.zone);
        t!("site-delivery", delivery = card::named(delivery), day = day)
    };
    let mut screen = Screen::new(t!("site-later", client = &company.name, day = to)).about(company.id);
    for (what, title) in [(&free, t!("site-free")), (&ordered, t!("site-ordered"))] {
        if !what.is_empty() {
            screen = screen.gap().line(title).lines(what.iter().map(line));
        }
    }
    screen.grid(early.iter().take(SHOWN).map(card::button), 1)
}
