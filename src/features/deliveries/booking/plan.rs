//! What a booking comes to: what the person said, and what is usual where they said nothing.

use super::dialogue::{At, BookDelivery};
use crate::{
    bot::turn::Turn,
    calendar::Moment,
    clients::{self, Client, Contact, Right, Site},
    db::{Conn, Id},
    error::Result,
    features::{
        deliveries::{
            model::{Delivery, Transport, Way},
            rows,
            window::{self, Sides, Window, Wrong},
        },
        invoices::{self, Invoice},
        warehouse::{self, Item, Place},
    },
    fold::fold,
    phone::Phone,
};

/// So many invoices are offered.
const INVOICES: i64 = 8;
/// The town our couriers know.
const HOME: &str = "москва";

/// What is known about the client and our places.
pub struct Facts {
    pub client: Client,
    pub sites: Vec<Site>,
    pub contacts: Vec<Contact>,
    pub hours: crate::calendar::Hours,
    pub places: Vec<Place>,
    /// Of the lines, in their order.
    pub items: Vec<Option<Item>>,
    pub invoices: Vec<Invoice>,
    /// Other deliveries to the client that are not over.
    pub others: Vec<Delivery>,
}

/// What a booking comes to.
#[derive(Debug)]
pub struct Plan {
    pub address: Option<String>,
    pub contact: Option<(String, Phone)>,
    pub place: Option<Place>,
    pub window: Option<Window>,
    /// What is wrong with the window.
    pub wrong: Option<Wrong>,
    pub weight: Option<i64>,
    pub longest: Option<i64>,
    pub fits: Option<Transport>,
    pub transport: Option<Transport>,
    pub why: String,
    pub way: Way,
    /// The client is in another town.
    pub away: bool,
    /// What is needed and not there.
    pub missing: Vec<At>,
    /// Another delivery to the same client on the same day.
    pub twin: Option<Delivery>,
}

/// When the client and one of our places are there.
pub async fn sides(conn: &mut Conn, client: &Client, place: Option<Id<Place>>) -> Result<Sides> {
    let hours = clients::manners(conn, client.id).await?.hours;
    let place = match place {
        Some(place) => warehouse::place(conn, place).await?.map(|place| place.hours),
        None => None,
    };
    Ok(Sides { place, client: hours, zone: client.zone })
}

/// An address as a stranger needs it: with the town, if it does not say it itself.
fn in_town(city: &str, address: &str) -> String {
    let (town, whole) = (fold(city), fold(address));
    if town.is_empty() || whole.contains(&town) { address.to_owned() } else { format!("{city}, {address}") }
}

/// Looks up what is known; `None`: the client is not in the acting person's sight.
pub async fn facts(turn: &Turn, state: &BookDelivery) -> Result<Option<Facts>> {
    let Some(client) = super::client_of(turn, state).await? else { return Ok(None) };
    let mut sites = clients::sites(&mut turn.db(), client.id).await?;
    for site in &mut sites {
        site.address = in_town(&client.city, &site.address);
    }
    let contacts = clients::contacts(&mut turn.db(), client.id).await?;
    let hours = clients::manners(&mut turn.db(), client.id).await?.hours;
    let places = warehouse::places(&mut turn.db()).await?;
    let mut items = Vec::new();
    for line in &state.goods {
        items.push(match line.item {
            Some(item) => warehouse::item(&mut turn.db(), item).await?,
            None => None,
        });
    }
    let invoices = invoices::latest_of(&mut turn.db(), client.id, INVOICES).await?;
    let mut others = rows::open_of(&mut turn.db(), client.id).await?;
    others.retain(|other| state.changes.is_none_or(|(own, _)| other.id != own));
    Ok(Some(Facts { client, sites, contacts, hours, places, items, invoices, others }))
}

impl Facts {
    /// When both sides are there, goods coming from `place`.
    pub fn sides(&self, place: Option<&Place>) -> Sides {
        Sides { place: place.map(|place| place.hours.clone()), client: self.hours.clone(), zone: self.client.zone }
    }

    /// Who receives goods, with a number that works.
    fn contact(&self) -> Option<(String, Phone)> {
        let good = || self.contacts.iter().filter(|contact| contact.bad_at.is_none() && contact.phone.is_some());
        let contact = good().find(|contact| contact.rights.contains(&Right::Receive)).or_else(|| good().next())?;
        Some((contact.name.clone(), contact.phone.clone()?))
    }

    /// Grams and the longest side of everything, where it is known of every piece.
    fn size(&self, state: &BookDelivery) -> (Option<i64>, Option<i64>) {
        let lines = || state.goods.iter().zip(&self.items);
        let weight = lines().map(|(line, item)| Some(item.as_ref()?.weight? * line.qty)).sum();
        let longest = lines().map(|(_, item)| item.as_ref()?.length).collect::<Option<Vec<i64>>>();
        (weight, longest.and_then(|sides| sides.into_iter().max()))
    }

    /// Whether the client is in another town than our couriers.
    fn is_away(&self, place: Option<&Place>) -> bool {
        let city = fold(&self.client.city);
        !city.is_empty() && city != HOME && place.is_none_or(|place| !fold(&place.address).contains(&city))
    }
}

/// What a booking comes to. Pure.
pub fn plan(state: &BookDelivery, facts: &Facts, moment: Moment<'_>) -> Plan {
    let place = match state.place {
        Some(id) => facts.places.iter().find(|place| place.id == id),
        None => facts.places.first(),
    };
    let sides = facts.sides(place);
    let window = state.window.or_else(|| sides.suggest(1, moment).first().copied());
    let wrong = window.and_then(|window| sides.check(window, state.on_day_off, moment).err());
    let (weight, longest) = facts.size(state);
    let (weight, longest) = (state.weight.or(weight), state.longest.or(longest));
    let fits = weight.zip(longest).map(|(weight, longest)| Transport::fitting(weight, longest));
    let other = state.transport.filter(|other| fits.is_some_and(|fits| fits != *other));
    let transport = other.or(fits);
    let away = facts.is_away(place);
    let large = transport == Some(Transport::Large);
    let by_carrier = state.way.map_or(away, |way| way == Way::Carrier);
    let way = if by_carrier {
        Way::Carrier
    } else if large {
        Way::Large
    } else {
        Way::Courier
    };
    let address = state.address.clone().or_else(|| facts.sites.first().map(|site| site.address.clone()));
    let contact = state.contact.clone().or_else(|| facts.contact());
    let unnumbered = state.goods.iter().zip(&facts.items).position(|(line, item)| {
        item.as_ref().is_some_and(|item| item.serial)
            && numbers(&line.serials).len() != usize::try_from(line.qty).unwrap_or(0)
    });
    let needed = [
        (state.goods.is_empty(), At::Goods),
        (unnumbered.is_some(), At::Serials(u32::try_from(unnumbered.unwrap_or(0)).unwrap_or(0))),
        (address.is_none(), At::Address),
        (contact.is_none(), At::Contact),
        (weight.is_none(), At::Weight),
        (longest.is_none() && weight.is_some(), At::Longest),
        (window.is_none() || wrong.is_some(), At::Window),
    ];
    let missing = needed.into_iter().filter(|(missing, _)| *missing).map(|(_, at)| at).collect();
    let zone = facts.client.zone;
    let twin = window.and_then(|own| {
        let same =
            |other: &&Delivery| window::day_of((other.starts_at, other.ends_at), zone) == window::day_of(own, zone);
        facts.others.iter().find(same).cloned()
    });
    Plan {
        address,
        contact,
        place: place.cloned(),
        window,
        wrong,
        weight,
        longest,
        fits,
        transport,
        why: if other.is_some() { state.transport_why.clone() } else { String::new() },
        way,
        away,
        missing,
        twin,
    }
}

/// The serial numbers of a line.
pub fn numbers(serials: &str) -> Vec<&str> {
    serials.split([',', ' ', ';', '\n']).map(str::trim).filter(|number| !number.is_empty()).collect()
}
