//! Buttons of equipment, and what a tap does.

use super::{
    Sight,
    add::AddUnit,
    edit::{EditUnit, What},
    model::{Source, Unit},
    rows, save, sight_of, sight_of_unit, views,
};
use crate::{
    bot::{
        outbox::{self, Letter},
        screen::{self, Screen, Words},
        turn::Turn,
    },
    clients::{self, Client, Site},
    db::{Conn, Id},
    error::{Error, Result},
    people, t,
};

/// A page of the list of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct List {
    pub client: Id<Client>,
    pub page: usize,
}

impl screen::Press for List {
    const ROOM: &'static str = "equips";

    fn pack(&self) -> String {
        format!("{}:{}", self.client.short(), self.page)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        Some(Self { client: words.id()?, page: words.parse()? })
    }
}

/// A button about one: as it was shown, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Press {
    pub unit: Id<Unit>,
    pub rev: i64,
    pub deed: Deed,
}

/// What a press does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Shows the card.
    Show,
    /// An engineer has seen it.
    Confirm,
    /// Sends the photo.
    Look,
    /// The rest asks one question.
    Qty,
    Year,
    Make,
    Serial,
    Note,
    Photo,
    Remove,
}

const DEEDS: [(Deed, &str); 10] = [
    (Deed::Show, "show"),
    (Deed::Confirm, "seen"),
    (Deed::Look, "look"),
    (Deed::Qty, "qty"),
    (Deed::Year, "year"),
    (Deed::Make, "make"),
    (Deed::Serial, "serial"),
    (Deed::Note, "note"),
    (Deed::Photo, "photo"),
    (Deed::Remove, "drop"),
];

impl screen::Press for Press {
    const ROOM: &'static str = "equip";

    fn pack(&self) -> String {
        let deed = DEEDS.iter().find(|(deed, _)| *deed == self.deed).map_or("", |(_, name)| name);
        format!("{}:{}:{deed}", self.unit.short(), self.rev)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (unit, rev) = (words.id()?, words.parse()?);
        let deed = words.word()?;
        let (deed, _) = DEEDS.iter().find(|(_, name)| *name == deed)?;
        Some(Self { unit, rev, deed: *deed })
    }
}

/// A button about all that stands at a client, as it was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Whole {
    pub client: Id<Client>,
    pub stamp: i64,
    pub deed: WholeDeed,
}

/// What such a press does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WholeDeed {
    /// Opens the form.
    Add,
    /// An engineer has seen it all.
    Confirm,
    /// A site has what the site written down last has.
    Copy(Id<Site>),
}

impl screen::Press for Whole {
    const ROOM: &'static str = "equipall";

    fn pack(&self) -> String {
        let client = self.client.short();
        match self.deed {
            WholeDeed::Add => format!("{client}:{}:add", self.stamp),
            WholeDeed::Confirm => format!("{client}:{}:seen", self.stamp),
            WholeDeed::Copy(site) => format!("{client}:{}:{}", self.stamp, site.short()),
        }
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (client, stamp) = (words.id()?, words.parse()?);
        let deed = match words.word()? {
            "add" => WholeDeed::Add,
            "seen" => WholeDeed::Confirm,
            site => WholeDeed::Copy(Id::from_short(site)?),
        };
        Some(Self { client, stamp, deed })
    }
}

/// The list of a client for whoever may see it.
pub async fn list(turn: &Turn, sight: &Sight, page: usize) -> Result<Screen> {
    let units = rows::standing(&mut turn.db(), sight.client.id).await?;
    let sites = clients::sites(&mut turn.db(), sight.client.id).await?;
    let names = people::names(&mut turn.db()).await?;
    Ok(views::list(sight, &sites, &units, (&names, turn.me().zone), page))
}

/// The card of one for whoever may see it.
pub async fn card(conn: &mut Conn, sight: &Sight, unit: &Unit, zone: chrono_tz::Tz) -> Result<Screen> {
    let sites = clients::sites(conn, sight.client.id).await?;
    let names = people::names(conn).await?;
    Ok(views::card(sight, &sites, unit, (&names, zone)))
}

pub async fn page(turn: Turn, List { client, page }: List) -> Result {
    let sight = sight_of(&turn, client).await?;
    let screen = list(&turn, &sight, page).await?;
    turn.show(screen).await
}

/// A press about one: on what it shows.
pub async fn press(turn: Turn, press: Press) -> Result {
    let (sight, unit) = sight_of_unit(&turn, press.unit).await?;
    let zone = turn.me().zone;
    if press.deed == Deed::Show {
        let screen = card(&mut turn.db(), &sight, &unit, zone).await?;
        return turn.show(screen).await;
    }
    if press.deed == Deed::Look {
        return look(&turn, &unit).await;
    }
    let done = match press.deed {
        Deed::Confirm => unit.confirmed.map(|(_, at)| at),
        _ => None,
    };
    let done = done.or(unit.removed_at);
    if done.is_some() || press.rev != unit.rev {
        turn.toast(done.map_or_else(|| t!("frame-card-changed"), |at| t!("frame-already-done", at = at.0))).await?;
        let screen = card(&mut turn.db(), &sight, &unit, zone).await?;
        return turn.show(screen).await;
    }
    let what = match press.deed {
        Deed::Show | Deed::Look => return Ok(()),
        Deed::Confirm if sight.confirms => {
            let after = unit.clone().seen(turn.me().id, turn.stamp());
            let (after, event) = save::change(&turn, "equipment.confirmed", &unit, after).await?;
            let screen = card(&mut turn.db(), &sight, &after, zone).await?;
            return turn.show(views::done(screen, t!("equip-confirmed"), event)).await;
        }
        Deed::Confirm => return Err(Error::User(t!("equip-absent"))),
        Deed::Qty => What::Qty,
        Deed::Year => What::Year,
        Deed::Make => What::Make,
        Deed::Serial => What::Serial,
        Deed::Note => What::Note,
        Deed::Photo => What::Photo,
        Deed::Remove => What::Remove,
    };
    if !what.allowed(&sight) {
        return Err(Error::User(t!("equip-absent")));
    }
    turn.open(&EditUnit { unit: unit.id, rev: unit.rev, what }).await
}

/// Sends the photo.
async fn look(turn: &Turn, unit: &Unit) -> Result {
    let Some(photo) = &unit.photo else { return turn.toast(t!("equip-no-photo")).await };
    let screen = Screen::new(views::named(unit));
    let letter = Letter::reply(turn.update().chat, turn.reader(), &screen);
    outbox::copy(&mut turn.db(), letter, (photo.chat, photo.message_id), Some(unit.client)).await?;
    turn.toast(t!("equip-photo-sent")).await
}

/// A press about all that stands at a client.
pub async fn whole(turn: Turn, Whole { client, stamp, deed }: Whole) -> Result {
    let sight = sight_of(&turn, client).await?;
    let refused = match deed {
        WholeDeed::Add => !sight.adds(),
        WholeDeed::Confirm => !sight.confirms,
        WholeDeed::Copy(_) => !sight.edits,
    };
    if refused {
        return Err(Error::User(t!("client-absent")));
    }
    if deed == WholeDeed::Add {
        let form = AddUnit::about(&turn, &sight).await?;
        return turn.open(&form).await;
    }
    let units = rows::standing(&mut turn.db(), client).await?;
    if stamp != views::stamp(&units) {
        turn.toast(t!("frame-card-changed")).await?;
        let screen = list(&turn, &sight, 0).await?;
        return turn.show(screen).await;
    }
    let (me, now) = (turn.me().id, turn.stamp());
    let (said, event) = match deed {
        WholeDeed::Add => return Ok(()),
        WholeDeed::Confirm => {
            let fresh = units.iter().filter(|unit| unit.confirmed.is_none());
            let changes: Vec<(Unit, Unit)> = fresh.map(|unit| (unit.clone(), unit.clone().seen(me, now))).collect();
            let count = changes.len();
            let event = save::change_all(&turn, "equipment.confirmed", client, &changes).await?;
            (t!("equip-confirmed-all", count = count), event)
        }
        WholeDeed::Copy(site) => {
            let sites = clients::sites(&mut turn.db(), client).await?;
            if sites.iter().all(|known| known.id != site) || units.iter().any(|unit| unit.site == Some(site)) {
                return Err(Error::User(t!("client-absent")));
            }
            let Some(last) = units.iter().max_by_key(|unit| unit.said_at).map(|unit| unit.site) else {
                return Err(Error::User(t!("client-absent")));
            };
            let copies: Vec<Unit> = units
                .iter()
                .filter(|unit| unit.site == last)
                .map(|unit| Unit {
                    id: Id::new(),
                    site: Some(site),
                    serial: String::new(),
                    note: String::new(),
                    source: Source::Call,
                    said_at: now,
                    by: me,
                    confirmed: None,
                    photo: None,
                    rev: 0,
                    ..unit.clone()
                })
                .collect();
            let event = save::add_all(&turn, "equipment.copied", client, &copies).await?;
            (t!("equip-copied", count = copies.len()), event)
        }
    };
    let screen = list(&turn, &sight, 0).await?;
    turn.show(views::done(screen, said, event)).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_press_survives_64_bytes() {
        for (deed, _) in DEEDS {
            let press = Press { unit: Id::new(), rev: 99_999, deed };
            assert_eq!(Press::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "equip:".len() <= 64);
        }
        for deed in [WholeDeed::Add, WholeDeed::Confirm, WholeDeed::Copy(Id::new())] {
            let press = Whole { client: Id::new(), stamp: 9_999, deed };
            assert_eq!(Whole::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "equipall:".len() <= 64);
        }
        let list = List { client: Id::new(), page: 999 };
        assert_eq!(List::unpack(&list.pack()), Some(list));
        assert_eq!(Press::unpack("of an older release"), None);
    }
}
