//! Screens of the door.

use super::{
    commands,
    join::Verdict,
    queries::Invitation,
    settings::{DIGEST_HOURS, Setting, ZONES},
};
use crate::{
    bot::{
        routes::Command,
        screen::{Button, Keyboard, Screen, Tap},
    },
    db::Id,
    people::{Person, Role},
    phone::Phone,
    t,
    text::Text,
    when,
};

/// The button of consent: pressed by strangers, so it belongs to no room's list of roles.
pub const CONSENT: &str = "consent";

/// The menu: what the person may do, as buttons.
pub fn menu(person: &Person, list: &'static [Command]) -> Screen {
    let buttons = commands::of(person, list).filter(|command| !["menu", "cancel"].contains(&command.name));
    let buttons = buttons.map(|command| Button::command(about(command), command.name));
    let title = if person.is_any(&[Role::Client]) { t!("menu-client") } else { t!("menu", name = &person.name) };
    Screen::new(title).grid(buttons, 2)
}

/// `/help`: every command with its words.
pub fn help(person: &Person, list: &'static [Command]) -> Screen {
    let line = |command: &Command| t!("help-line", command = command.name, word = command.word, about = about(command));
    Screen::new(t!("help")).gap().lines(commands::of(person, list).map(line)).gap().line(t!("help-tips"))
}

fn about(command: &Command) -> Text {
    Text::Message { key: command.about, args: Vec::new() }
}

/// What is agreed to, and the button.
pub fn consent() -> Screen {
    Screen::new(t!("consent")).row([Button { label: t!("consent-button"), tap: Tap::Data(CONSENT.to_owned()) }])
}

/// What is kept about a person and why, and when they agreed to it.
pub fn privacy(person: &Person) -> Screen {
    let kept = if person.is_any(&[Role::Client]) { t!("privacy-client") } else { t!("privacy-staff") };
    let agreed = person.consent_at.map(|at| t!("privacy-agreed", at = at.0));
    Screen::new(kept).lines(agreed).row(super::menu_row())
}

/// The keyboard that shares the person's own number.
pub fn share_phone() -> Screen {
    Screen::new(t!("share-phone")).keyboard(Keyboard::ShareContact(t!("share-phone-button")))
}

/// To the manager: another number than on the card.
pub fn phone_differs(name: &str, phone: &Phone, invitation: Id<Invitation>) -> Screen {
    Screen::new(t!("phone-differs", name = name, phone = phone)).row([
        Button::press(t!("phone-accept"), &Verdict::of(invitation, true)),
        Button::press(t!("phone-refuse"), &Verdict::of(invitation, false)),
    ])
}

/// The list of settings.
pub fn settings(person: &Person) -> Screen {
    let zone = ZONES.iter().find(|(_, zone)| *zone == person.zone);
    let zone = zone.map_or_else(|| Text::verbatim(person.zone.name()), |(key, _)| Text::Message { key, args: vec![] });
    let mut rows = vec![
        Button::press(t!("settings-lang"), &Setting::Langs),
        Button::press(t!("settings-zone", zone = zone), &Setting::Zones),
    ];
    if !person.is_any(&[Role::Client]) {
        rows.push(Button::press(t!("settings-digest", at = when::human_time(person.digest_at)), &Setting::Hours));
    }
    Screen::new(t!("settings")).grid(rows, 1).row(super::menu_row())
}

/// Which language?
pub fn langs() -> Screen {
    let langs = [("Русский", crate::lang::Lang::Ru), ("English", crate::lang::Lang::En)];
    let langs = langs.map(|(name, lang)| Button::press(Text::verbatim(name), &Setting::Lang(lang)));
    Screen::new(t!("settings-which-lang")).row(langs).row([back()])
}

/// Which zone?
pub fn zones() -> Screen {
    let zones = ZONES.iter().enumerate();
    let zones = zones.map(|(n, (key, _))| Button::press(Text::Message { key, args: vec![] }, &Setting::Zone(n)));
    Screen::new(t!("settings-which-zone")).grid(zones, 2).row([back()])
}

/// At what hour?
pub fn hours() -> Screen {
    let hours = DIGEST_HOURS.iter().enumerate();
    let hours = hours.map(|(n, hour)| Button::press(Text::verbatim(*hour), &Setting::Hour(n)));
    Screen::new(t!("settings-which-hour")).grid(hours, 3).row([back()])
}

fn back() -> Button {
    Button::press(t!("frame-back"), &Setting::Open)
}

/// Samples for the gallery.
pub fn samples() -> Vec<Screen> {
    let phone = Phone::parse("+7 916 123-45-67");
    let differs = phone.map(|phone| phone_differs("Анна <b>", &phone, Id::new()));
    [consent(), share_phone(), langs(), zones(), hours()].into_iter().chain(differs).collect()
}
