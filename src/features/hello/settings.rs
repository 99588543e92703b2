//! What a person sets for themselves: language, time zone, hour of the digest.

use super::{commands, queries, views};
use crate::{
    bot::{
        screen::{Press, Words},
        turn::Turn,
    },
    error::Result,
    lang::Lang,
    people::{self, Person},
    t,
};
use chrono_tz::Tz;

/// The zones of Russia that matter to us, west to east.
pub const ZONES: [(&str, Tz); 9] = [
    ("zone-kaliningrad", Tz::Europe__Kaliningrad),
    ("zone-moscow", Tz::Europe__Moscow),
    ("zone-samara", Tz::Europe__Samara),
    ("zone-yekaterinburg", Tz::Asia__Yekaterinburg),
    ("zone-omsk", Tz::Asia__Omsk),
    ("zone-krasnoyarsk", Tz::Asia__Krasnoyarsk),
    ("zone-irkutsk", Tz::Asia__Irkutsk),
    ("zone-vladivostok", Tz::Asia__Vladivostok),
    ("zone-kamchatka", Tz::Asia__Kamchatka),
];

/// Hours of the digest to choose from: never at night, never after it would be of use.
pub const DIGEST_HOURS: [&str; 6] = ["08:00", "08:30", "08:45", "09:00", "09:30", "10:00"];

/// A button of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// The list of settings.
    Open,
    /// Which language?
    Langs,
    /// This one.
    Lang(Lang),
    /// Which zone?
    Zones,
    /// The n-th of [`ZONES`].
    Zone(usize),
    /// At what hour does the digest come?
    Hours,
    /// The n-th of [`DIGEST_HOURS`].
    Hour(usize),
}

impl Press for Setting {
    const ROOM: &'static str = "set";

    fn pack(&self) -> String {
        match self {
            Self::Open => "open".to_owned(),
            Self::Langs => "langs".to_owned(),
            Self::Lang(lang) => format!("lang:{}", lang.code()),
            Self::Zones => "zones".to_owned(),
            Self::Zone(n) => format!("zone:{n}"),
            Self::Hours => "hours".to_owned(),
            Self::Hour(n) => format!("hour:{n}"),
        }
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        Some(match words.word()? {
            "open" => Self::Open,
            "langs" => Self::Langs,
            "lang" => Self::Lang(Lang::parse(words.word()?)?),
            "zones" => Self::Zones,
            "zone" => Self::Zone(words.parse().filter(|n| *n < ZONES.len())?),
            "hours" => Self::Hours,
            "hour" => Self::Hour(words.parse().filter(|n| *n < DIGEST_HOURS.len())?),
            _ => return None,
        })
    }
}

/// `/settings`.
pub async fn open(turn: Turn) -> Result {
    turn.reply(views::settings(turn.me())).await.map(drop)
}

/// A press on a setting.
pub async fn change(turn: Turn, setting: Setting) -> Result {
    let me = turn.me().id;
    match setting {
        Setting::Open => return turn.show(views::settings(turn.me())).await,
        Setting::Langs => return turn.show(views::langs()).await,
        Setting::Zones => return turn.show(views::zones()).await,
        Setting::Hours => return turn.show(views::hours()).await,
        Setting::Lang(lang) => queries::set_lang(&mut turn.db(), me, lang).await?,
        Setting::Zone(n) => queries::set_zone(&mut turn.db(), me, ZONES[n].1).await?,
        Setting::Hour(n) => queries::set_digest(&mut turn.db(), me, DIGEST_HOURS[n]).await?,
    }
    let changed = people::by_id(&mut turn.db(), me).await?;
    let changed: Person = changed.unwrap_or_else(|| turn.me().clone());
    if matches!(setting, Setting::Lang(_)) {
        commands::announce(&mut turn.db(), &changed, turn.now()).await?;
        return turn.reply_as(&changed, views::settings(&changed)).await;
    }
    turn.toast(t!("settings-saved")).await?;
    turn.show(views::settings(&changed)).await
}
