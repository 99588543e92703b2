//! What stands behind the days that may be offered: the client's hours, the site, the goods, the engineers; and what is
//! missing before any day can be. Nothing is kept: it is read anew whenever somebody looks.

use super::model::{Goods, Installation};
use crate::{
    calendar::Moment,
    clients,
    db::Conn,
    error::Result,
    features::{
        deliveries::{self, Arrives},
        engineers, readiness,
    },
    slots::{self, HalfDay, Needs, Place, Slot, Worker, Wrong},
};

/// So many days are offered at a time (PRODUCT D6).
pub const OFFERED: usize = 6;

/// Why no day can be offered yet (the side states of PRODUCT D6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block {
    /// Nobody has said when the site is ready.
    Site,
    /// Nobody knows where the goods are or when they come.
    Goods,
    /// Something is wrong with the delivery that was to bring them.
    Delivery,
    /// No engineer is known to the bot, or the one who is wanted is gone.
    Engineer,
}

/// Everything a day is judged by.
#[derive(Debug, Clone)]
pub struct Grounds {
    /// Where it is.
    pub place: Place,
    /// What has to be true before.
    pub needs: Needs,
    /// Who could come.
    pub workers: Vec<Worker>,
    /// What is missing.
    pub blocks: Vec<Block>,
}

impl Grounds {
    /// The next days that may be offered, after one of them.
    pub fn free(&self, after: Option<HalfDay>, moment: Moment<'_>) -> Vec<Slot> {
        if !self.blocks.is_empty() {
            return Vec::new();
        }
        slots::free(&self.needs, &self.place, &self.workers, after, OFFERED, moment)
    }

    /// Whether a day may be; what is against it.
    pub fn check(&self, slot: &Slot, moment: Moment<'_>) -> Result<(), Wrong> {
        match self.workers.iter().find(|worker| worker.id == slot.engineer) {
            Some(worker) => slots::check(slot, &self.needs, &self.place, worker, moment),
            None => Err(Wrong::Engineer),
        }
    }

    /// The half-days a visit takes.
    pub fn halves(&self, slot: &Slot, moment: Moment<'_>) -> Vec<HalfDay> {
        let both = self.place.saturdays
            && self.workers.iter().find(|worker| worker.id == slot.engineer).is_some_and(|worker| worker.saturdays);
        slot.halves(self.needs.lasts, moment.calendar, both)
    }

    /// The name of an engineer.
    pub fn name(&self, slot: &Slot) -> &str {
        self.workers.iter().find(|worker| worker.id == slot.engineer).map_or("", |worker| worker.name.as_str())
    }
}

/// Reads what an installation stands on.
pub async fn of(conn: &mut Conn, installation: &Installation, moment: Moment<'_>) -> Result<Grounds> {
    let manners = clients::manners(conn, installation.client).await?;
    let place = Place {
        zone: installation.zone,
        hours: manners.hours,
        saturdays: installation.saturdays,
        town: installation.town.clone(),
    };
    let mut blocks = Vec::new();
    let ready = readiness::ready_on(conn, installation.client, installation.site).await?.map(|ready| ready.ready_on);
    if ready.is_none() {
        blocks.push(Block::Site);
    }
    let goods = match installation.goods {
        Goods::Site | Goods::Engineer | Goods::None => None,
        Goods::Expected => installation.goods_on,
        Goods::Unknown => {
            blocks.push(Block::Goods);
            None
        }
        Goods::Delivery => {
            let arrives = match installation.delivery {
                Some(delivery) => deliveries::arrives(conn, delivery).await?,
                None => Arrives::Never,
            };
            match arrives {
                Arrives::On(at) => Some(at.with_timezone(&installation.zone).date_naive()),
                Arrives::Never => {
                    blocks.push(Block::Delivery);
                    None
                }
            }
        }
    };
    let needs = Needs { lasts: installation.lasts, ready, goods, not_before: None };
    let today = moment.now.with_timezone(&installation.zone).date_naive();
    let link = installation.link();
    let workers = engineers::workers(conn, installation.engineer, today, &link, moment.now.into()).await?;
    if workers.is_empty() {
        blocks.push(Block::Engineer);
    }
    Ok(Grounds { place, needs, workers, blocks })
}
