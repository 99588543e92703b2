//! A client who asks not to be disturbed (PRODUCT 4.7): until a day no reminder goes out. The buttons stand on the
//! client's card; each says what was shown, so that two people do not undo each other unawares.

use super::views;
use crate::{
    bot::{
        event::{Event, Undo},
        screen::{Button, Press, Screen, Words},
        turn::Turn,
        widgets::{DayChoice, first_of},
    },
    clients::{self, Client},
    db::Id,
    error::{Error, Result},
    t,
    text::Text,
};
use chrono::{Days, Months, NaiveDate};

/// Nobody is left alone for longer without being asked again, months.
const LONGEST: Months = Months::new(6);

/// A button about the quiet of a client: until when it was quiet when the button was shown, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quiet {
    pub client: Id<Client>,
    pub seen: Option<NaiveDate>,
    pub deed: Deed,
}

/// What a press does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Until when?
    Ask,
    /// Until when, of this month?
    Calendar(NaiveDate),
    /// Until this day.
    Until(NaiveDate),
    /// Reminders may go out again.
    End,
    /// Nothing: the card again.
    Back,
}

impl Press for Quiet {
    const ROOM: &'static str = "quiet";

    fn pack(&self) -> String {
        let seen = self.seen.map(|day| day.format("%y%m%d").to_string()).unwrap_or_default();
        let deed = match self.deed {
            Deed::Ask => "ask".to_owned(),
            Deed::Calendar(month) => format!("cal:{}", month.format("%Y-%m")),
            Deed::Until(day) => format!("on:{day}"),
            Deed::End => "end".to_owned(),
            Deed::Back => "back".to_owned(),
        };
        format!("{}:{seen}:{deed}", self.client.short())
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let client = words.id()?;
        let seen = match words.word()? {
            "" => None,
            day => Some(NaiveDate::parse_from_str(day, "%y%m%d").ok()?),
        };
        let deed = match words.word()? {
            "ask" => Deed::Ask,
            "cal" => Deed::Calendar(first_of(words.word()?)?),
            "on" => Deed::Until(words.parse()?),
            "end" => Deed::End,
            "back" => Deed::Back,
            _ => return None,
        };
        Some(Self { client, seen, deed })
    }
}

/// Until when a client wants quiet, if it still does.
pub fn now(until: Option<NaiveDate>, today: NaiveDate) -> Option<NaiveDate> {
    until.filter(|until| today < *until)
}

/// `🔕 Не беспокоить`, or `🔔 Снова можно`.
pub fn button(client: Id<Client>, seen: Option<NaiveDate>) -> Button {
    match seen {
        None => Button::press(t!("quiet-button"), &Quiet { client, seen, deed: Deed::Ask }),
        Some(_) => Button::press(t!("quiet-end-button"), &Quiet { client, seen, deed: Deed::End }),
    }
}

/// A press: of those who keep clients, on one in sight, and only on what it shows.
pub async fn press(turn: Turn, Quiet { client, seen, deed }: Quiet) -> Result {
    let client = clients::by_id(&mut turn.db(), turn.scope(), client).await?;
    let Some(client) = client else { return Err(Error::User(t!("client-absent"))) };
    let today = turn.now().with_timezone(&client.zone).date_naive();
    let stored = clients::manners(&mut turn.db(), client.id).await?.quiet_until;
    if now(stored, today) != now(seen, today) {
        turn.toast(t!("frame-card-changed")).await?;
        return turn.show(views::card(&turn, &client).await?).await;
    }
    match deed {
        Deed::Ask => turn.show(ask(&client, seen, today)).await,
        Deed::Calendar(month) => turn.show(calendar(&turn, &client, (seen, today), month)).await,
        Deed::Back => turn.show(views::card(&turn, &client).await?).await,
        Deed::Until(day) => match days(&turn, today).within(day) {
            Ok(()) => set(&turn, &client, stored, Some(day)).await,
            Err(why) => turn.toast(why).await,
        },
        Deed::End => set(&turn, &client, stored, None).await,
    }
}

async fn set(turn: &Turn, client: &Client, before: Option<NaiveDate>, until: Option<NaiveDate>) -> Result {
    clients::set_quiet(&mut turn.db(), client.id, until).await?;
    let event = turn.happened("client.quiet", Some(client.id), client.id, &(before, until)).await?;
    let done = match until {
        Some(day) => t!("quiet-set", client = &client.name, day = day),
        None => t!("quiet-ended", client = &client.name),
    };
    let card = views::card(turn, client).await?.with_warning(done);
    turn.show(card.row([Button::press(t!("undo-button"), &Undo(event))])).await
}

/// Takes it back, unless the client has said something else since.
pub async fn undo(turn: Turn, event: Event) -> Result<Text> {
    let client = clients::by_id(&mut turn.db(), turn.scope(), event.entity()?).await?;
    let Some(client) = client else { return Err(Error::User(t!("client-absent"))) };
    let (before, until): (Option<NaiveDate>, Option<NaiveDate>) = event.data()?;
    if clients::manners(&mut turn.db(), client.id).await?.quiet_until != until {
        return Err(Error::User(t!("quiet-changed")));
    }
    clients::set_quiet(&mut turn.db(), client.id, before).await?;
    Ok(name(&event))
}

/// What was done, for the list of `/undo`.
pub fn name(event: &Event) -> Text {
    match event.data() {
        Ok((None::<NaiveDate>, Some::<NaiveDate>(_)) | (Some(_), Some(_))) => t!("quiet-deed"),
        _ => t!("quiet-deed-ended"),
    }
}

/// Until when?
fn ask(client: &Client, seen: Option<NaiveDate>, today: NaiveDate) -> Screen {
    let button = |label, deed| Button::press(label, &Quiet { client: client.id, seen, deed });
    let day = |label: fn(NaiveDate) -> Text, day: NaiveDate| button(label(day), Deed::Until(day));
    let first = first_of(&today.format("%Y-%m").to_string()).unwrap_or(today);
    Screen::new(t!("quiet-ask", client = &client.name))
        .line(t!("quiet-what"))
        .row([
            day(|day| t!("quiet-week", day = day), today + Days::new(7)),
            day(|day| t!("quiet-fortnight", day = day), today + Days::new(14)),
        ])
        .row([
            day(|day| t!("quiet-month", day = day), today + Months::new(1)),
            button(t!("day-calendar"), Deed::Calendar(first)),
        ])
        .row([button(t!("frame-back"), Deed::Back)])
        .about(client.id)
}

/// From tomorrow at the client's on.
fn days(turn: &Turn, today: NaiveDate) -> DayChoice<'_> {
    DayChoice::of(turn, today + Days::new(1)..=today + LONGEST).as_of(today)
}

fn calendar(turn: &Turn, client: &Client, (seen, today): (Option<NaiveDate>, NaiveDate), month: NaiveDate) -> Screen {
    let button = |label, deed| Button::press(label, &Quiet { client: client.id, seen, deed });
    let pick = |label, day| button(label, Deed::Until(day));
    let leaf = |label, month| button(label, Deed::Calendar(month));
    let month = days(turn, today).month(month, &pick, &leaf);
    let mut screen = Screen::new(t!("quiet-ask", client = &client.name)).line(month.legend).about(client.id);
    screen.rows = month.rows;
    screen.row([button(t!("frame-back"), Deed::Ask)])
}

/// Samples for the gallery.
pub fn samples(client: &Client) -> Vec<Screen> {
    let day = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap_or_default();
    vec![ask(client, None, day)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_press_survives_64_bytes() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
        for deed in [Deed::Ask, Deed::Calendar(day), Deed::Until(day), Deed::End, Deed::Back] {
            for seen in [None, Some(day)] {
                let press = Quiet { client: Id::new(), seen, deed };
                assert_eq!(Quiet::unpack(&press.pack()), Some(press));
                assert!(press.pack().len() + "quiet:".len() <= 64);
            }
        }
        assert_eq!(Quiet::unpack("of an older release"), None);
    }
}
