//! Our screens of readiness: the card of a site, the list of a client's sites.

use super::{
    model::{Ready, Source},
    rows::{self, Step},
};
use crate::{
    bot::{
        event::{Event, Undo},
        screen::{self, Button, Screen, Words},
    },
    clients::{self, Client, Site},
    db::{Conn, Id},
    error::{Error, Result},
    people::{self, Person},
    t,
    text::Text,
};
use chrono::{DateTime, NaiveDate, Utc};

/// So much of the history is shown.
const HISTORY: i64 = 6;

/// A button of ours: about which site, as it was shown, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Press {
    pub ready: Id<Ready>,
    pub rev: i64,
    pub deed: Deed,
}

/// What a press does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Shows the card.
    Show,
    /// Opens the form for another day.
    Change,
    /// The day holds.
    Sure,
    /// There is 220 V, or not yet.
    Power(bool),
    /// There is internet, or not yet.
    Net(bool),
}

const DEEDS: [(Deed, &str); 7] = [
    (Deed::Show, "show"),
    (Deed::Change, "day"),
    (Deed::Sure, "sure"),
    (Deed::Power(true), "v1"),
    (Deed::Power(false), "v0"),
    (Deed::Net(true), "n1"),
    (Deed::Net(false), "n0"),
];

impl screen::Press for Press {
    const ROOM: &'static str = "site";

    fn pack(&self) -> String {
        let deed = DEEDS.iter().find(|(deed, _)| *deed == self.deed).map_or("", |(_, name)| name);
        format!("{}:{}:{deed}", self.ready.short(), self.rev)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (ready, rev) = (words.id()?, words.parse()?);
        let deed = words.word()?;
        let (deed, _) = DEEDS.iter().find(|(_, name)| *name == deed)?;
        Some(Self { ready, rev, deed: *deed })
    }
}

/// Writes down a day for a place of a client nobody has named one for yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewSite {
    pub client: Id<Client>,
    pub site: Option<Id<Site>>,
}

impl screen::Press for NewSite {
    const ROOM: &'static str = "newsite";

    fn pack(&self) -> String {
        match self.site {
            Some(site) => format!("{}:{}", self.client.short(), site.short()),
            None => self.client.short(),
        }
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        Some(Self { client: words.id()?, site: words.id() })
    }
}

fn button(label: Text, ready: &Ready, deed: Deed) -> Button {
    Button::press(label, &Press { ready: ready.id, rev: ready.rev, deed })
}

/// `🏗 Площадка`: opens our card.
pub fn open_button(ready: &Ready) -> Button {
    button(t!("ready-button"), ready, Deed::Show)
}

/// The address of a place; of a client as a whole that of its only site.
pub fn address(sites: &[Site], site: Option<Id<Site>>) -> Option<String> {
    let found = match (site, sites) {
        (Some(id), sites) => sites.iter().find(|site| site.id == id),
        (None, [only]) => Some(only),
        (None, _) => None,
    };
    found.map(|site| site.address.clone())
}

/// The address of what is known.
pub async fn address_of(conn: &mut Conn, ready: &Ready) -> Result<Option<String>> {
    let sites = clients::sites(conn, ready.client).await?;
    Ok(address(&sites, ready.site))
}

/// From where we know a date, within a sentence.
pub fn source(source: Source) -> Text {
    match source {
        Source::Call => t!("ready-from-call"),
        Source::Client => t!("ready-from-client"),
        Source::Visit => t!("ready-from-visit"),
    }
}

/// The same as a button.
pub fn source_button(source: Source) -> Text {
    match source {
        Source::Call => t!("ready-source-call"),
        Source::Client => t!("ready-source-client"),
        Source::Visit => t!("ready-source-visit"),
    }
}

/// The tick of 220 V.
pub fn power_tick(there: Option<bool>) -> Text {
    match there {
        None => t!("ready-tick-power-unknown"),
        Some(true) => t!("ready-tick-power"),
        Some(false) => t!("ready-tick-no-power"),
    }
}

/// The tick of the internet.
pub fn net_tick(there: Option<bool>) -> Text {
    match there {
        None => t!("ready-tick-net-unknown"),
        Some(true) => t!("ready-tick-net"),
        Some(false) => t!("ready-tick-no-net"),
    }
}

/// What is known to be there or not.
pub fn known(ready: &Ready) -> Vec<Text> {
    let power = ready.power.map(|there| if there { t!("ready-power") } else { t!("ready-no-power") });
    let net = ready.net.map(|there| if there { t!("ready-net") } else { t!("ready-no-net") });
    power.into_iter().chain(net).collect()
}

/// What nobody has said yet.
fn unknown(ready: &Ready) -> Option<Text> {
    match (ready.power, ready.net) {
        (None, None) => Some(t!("ready-unknown-both")),
        (None, _) => Some(t!("ready-unknown-power")),
        (_, None) => Some(t!("ready-unknown-net")),
        _ => None,
    }
}

/// Since or until when, said of a site.
pub fn stands(ready: &Ready, today: NaiveDate) -> Text {
    if ready.ready_on > today {
        t!("ready-will-be", day = ready.ready_on)
    } else if ready.sure.is_some() {
        t!("ready-is", day = ready.ready_on)
    } else {
        t!("ready-was-to-be", day = ready.ready_on)
    }
}

fn day_of(at: DateTime<Utc>, reader: &Person) -> NaiveDate {
    at.with_timezone(&reader.zone).date_naive()
}

/// Our card of a site.
pub async fn card(conn: &mut Conn, ready: &Ready, reader: &Person, now: DateTime<Utc>) -> Result<Screen> {
    let client = clients::known(conn, ready.client).await?.ok_or_else(|| Error::other("a client is gone"))?;
    let address = address_of(conn, ready).await?;
    let names = (
        name(conn, ready.by).await?,
        match ready.sure {
            Some((_, by)) => name(conn, by).await?,
            None => String::new(),
        },
    );
    let steps = rows::steps(conn, ready.id, HISTORY).await?;
    let sites = clients::sites(conn, ready.client).await?;
    let screen = drawn(&client, ready, (address, names), &steps, (reader, now));
    Ok(if sites.len() > 1 { screen.row([other_button(client.id)]) } else { screen })
}

async fn name(conn: &mut Conn, id: Id<Person>) -> Result<String> {
    Ok(people::by_id(conn, id).await?.map_or_else(String::new, |person| person.name))
}

/// The card from what was read for it.
pub fn drawn(
    client: &Client,
    ready: &Ready,
    (address, (by, sure_by)): (Option<String>, (String, String)),
    steps: &[Step],
    (reader, now): (&Person, DateTime<Utc>),
) -> Screen {
    let today = reader.today(now);
    let mut screen = Screen::new(t!("ready-card", client = &client.name)).about(client.id);
    screen = screen.lines(address.map(|address| t!("ready-place", address = address)));
    screen = screen.gap().line(t!("ready-stands", stands = stands(ready, today)));
    let there: Vec<Text> = known(ready).into_iter().chain(unknown(ready)).collect();
    screen = screen.line(t!("ready-there", what = Text::Join(there, " · ")));
    let said_on = day_of(ready.at.0, reader);
    screen = screen.line(t!("ready-said", source = source(ready.source), day = said_on, name = by));
    screen = screen.lines(match (ready.sure, ready.asked_at, ready.task) {
        (Some((at, _)), ..) => Some(t!("ready-sure", day = day_of(at.0, reader), name = sure_by)),
        (None, _, Some(_)) => Some(t!("ready-silent")),
        (None, Some(at), None) => Some(t!("ready-asked", at = at.0)),
        (None, None, None) => ready.ask_on.map(|day| t!("ready-ask-on", day = day)),
    });
    if steps.len() > 1 {
        screen = screen.gap().line(t!("ready-history"));
        screen = screen.lines(steps.iter().map(|step| past(step, reader)));
    }
    let mut first = vec![button(t!("ready-change-button"), ready, Deed::Change)];
    if ready.sure.is_none() {
        first.push(button(t!("ready-sure-button"), ready, Deed::Sure));
    }
    let power = ready.power == Some(true);
    let net = ready.net == Some(true);
    screen
        .row(first)
        .row([
            button(power_tick(ready.power), ready, Deed::Power(!power)),
            button(net_tick(ready.net), ready, Deed::Net(!net)),
        ])
        .row([clients::call_button(client.id), clients::card_button(client.id)])
}

fn past(step: &Step, reader: &Person) -> Text {
    let (at, name) = (day_of(step.at.0, reader), &step.name);
    let said = match step.from_on {
        None => t!("ready-past-first", at = at, day = step.to_on.0, source = source(step.source), name = name),
        Some(from) if from == step.to_on => {
            t!("ready-past-sure", at = at, day = step.to_on.0, source = source(step.source), name = name)
        }
        Some(from) => {
            let (from, to) = (from.0, step.to_on.0);
            t!("ready-past-moved", at = at, from = from, to = to, source = source(step.source), name = name)
        }
    };
    if step.why.is_empty() { said } else { t!("ready-past-why", said = said, why = &step.why) }
}

fn other_button(client: Id<Client>) -> Button {
    Button::command(t!("ready-others-button"), &format!("ready:{}", client.short()))
}

/// The sites of a client, those with a day and those without.
pub fn list(client: &Client, sites: &[Site], all: &[Ready], today: NaiveDate) -> Screen {
    let mut screen = Screen::new(t!("ready-card", client = &client.name)).about(client.id).gap();
    let named = |site: Option<Id<Site>>| address(sites, site).map_or_else(|| t!("ready-whole"), Text::Verbatim);
    let places = sites.iter().map(|site| Some(site.id)).chain([None]);
    let mut buttons = Vec::new();
    for place in places {
        match all.iter().find(|ready| ready.site == place) {
            Some(ready) => {
                screen = screen.line(t!("ready-list-line", place = named(place), stands = stands(ready, today)));
                buttons.push(button(t!("ready-list-open", place = named(place)), ready, Deed::Show));
            }
            None if place.is_some() || all.is_empty() => {
                screen = screen.line(t!("ready-list-none", place = named(place)));
                let new = NewSite { client: client.id, site: place };
                buttons.push(Button::press(t!("ready-list-new", place = named(place)), &new));
            }
            None => {}
        }
    }
    // A company with dozens of sites: what does not fit is reached by `/ready`, which asks which.
    screen.grid(buttons.into_iter().take(30), 1).row([clients::card_button(client.id)])
}

/// The card after a deed that can be taken back.
pub fn done(card: Screen, said: Text, event: Id<Event>) -> Screen {
    card.with_warning(said).row([Button::press(t!("undo-button"), &Undo(event))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_press_survives_64_bytes() {
        for (deed, _) in DEEDS {
            let press = Press { ready: Id::new(), rev: 99_999, deed };
            assert_eq!(Press::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "site:".len() <= 64);
        }
        for site in [None, Some(Id::new())] {
            let press = NewSite { client: Id::new(), site };
            assert_eq!(NewSite::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "newsite:".len() <= 64);
        }
        assert_eq!(Press::unpack("of an older release"), None);
    }
}
