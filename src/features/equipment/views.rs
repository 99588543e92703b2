//! Screens of equipment: the list of a client by site, the card of one, and lines about them.

use super::{
    Sight,
    model::{Kind, Source, Unit},
    press::{Deed, List, Press, Whole, WholeDeed},
};
use crate::{
    bot::{
        event::{Event, Undo},
        screen::{Button, Screen},
        widgets::Page,
    },
    clients::{self, Client, Site},
    db::Id,
    people::Person,
    t,
    text::Text,
};
use chrono::NaiveDate;
use std::collections::HashMap;

/// So many are named in one line.
const NAMED: usize = 6;
/// So many empty sites are offered a copy.
const COPIES: usize = 3;

/// What a kind is called.
pub fn kind(kind: Kind) -> Text {
    match kind {
        Kind::Barrier => t!("equip-barrier"),
        Kind::Boom => t!("equip-boom"),
        Kind::Turnstile => t!("equip-turnstile"),
        Kind::Reader => t!("equip-reader"),
        Kind::Camera => t!("equip-camera"),
        Kind::Controller => t!("equip-controller"),
        Kind::Remote => t!("equip-remote"),
        Kind::Lock => t!("equip-lock"),
        Kind::Other => t!("equip-other"),
    }
}

/// From where we know.
pub fn source(source: Source) -> Text {
    match source {
        Source::Call => t!("equip-from-call"),
        Source::Client => t!("equip-from-client"),
        Source::Visit => t!("equip-from-visit"),
    }
}

/// `Шлагбаум CAME GARD ×2 (2021)`.
pub fn named(unit: &Unit) -> Text {
    let mut parts = vec![kind(unit.kind)];
    parts.extend([&unit.brand, &unit.model].into_iter().filter(|word| !word.is_empty()).map(Text::verbatim));
    parts.push(t!("equip-times", count = unit.qty.to_string()));
    parts.extend(unit.year.map(|year| t!("equip-year", year = year.to_string())));
    Text::Join(parts, " ")
}

fn day(at: crate::db::Timestamp, zone: chrono_tz::Tz) -> NaiveDate {
    at.0.with_timezone(&zone).date_naive()
}

/// Who has seen it, or from where we know.
fn known(unit: &Unit, names: &HashMap<Id<Person>, String>, zone: chrono_tz::Tz) -> Text {
    match unit.confirmed {
        Some((by, at)) => {
            let name = names.get(&by).cloned().unwrap_or_default();
            t!("equip-seen", name = name, day = day(at, zone))
        }
        None => t!("equip-said", source = source(unit.source), day = day(unit.said_at, zone)),
    }
}

/// The address of a place; of a client as a whole that of its only site.
pub fn place(sites: &[Site], site: Option<Id<Site>>) -> Option<String> {
    let found = match (site, sites) {
        (Some(id), sites) => sites.iter().find(|site| site.id == id),
        (None, [only]) => Some(only),
        (None, _) => None,
    };
    found.map(|site| site.address.clone())
}

fn button(label: Text, unit: &Unit, deed: Deed) -> Button {
    Button::press(label, &Press { unit: unit.id, rev: unit.rev, deed })
}

/// What a list as it is shown stands for: changes with any of its lines.
pub fn stamp(units: &[Unit]) -> i64 {
    units.iter().map(|unit| unit.rev + 1).sum()
}

/// What stands at a client, by site, a page at a time.
pub fn list(
    sight: &Sight,
    sites: &[Site],
    units: &[Unit],
    (names, zone): (&HashMap<Id<Person>, String>, chrono_tz::Tz),
    page: usize,
) -> Screen {
    let client = &sight.client;
    let mut screen = Screen::new(t!("equip-list", client = &client.name)).about(client.id);
    if units.is_empty() {
        screen = screen.gap().line(t!("equip-none"));
    }
    let shown = Page::of(units, page);
    let mut place_of: Option<Option<Id<Site>>> = None;
    let mut buttons = Vec::new();
    for unit in shown.items {
        if place_of != Some(unit.site) {
            place_of = Some(unit.site);
            screen = screen.gap().lines(place(sites, unit.site).map(|address| t!("equip-place", address = address)));
        }
        screen = screen.line(t!("equip-line", unit = named(unit), known = known(unit, names, zone)));
        buttons.push(button(named(unit), unit, Deed::Show));
    }
    screen = screen.grid(buttons, 1);
    let leaf = |label, page: Option<usize>| page.map(|page| Button::press(label, &List { client: client.id, page }));
    screen = screen.row(leaf(t!("list-before"), shown.before).into_iter().chain(leaf(t!("list-after"), shown.after)));
    let whole = |label, deed| Button::press(label, &Whole { client: client.id, stamp: stamp(units), deed });
    let mut deeds = Vec::new();
    if sight.adds() {
        deeds.push(Button::press(t!("equip-add-button"), &Whole { client: client.id, stamp: 0, deed: WholeDeed::Add }));
    }
    if sight.confirms && units.iter().any(|unit| unit.confirmed.is_none()) {
        deeds.push(whole(t!("equip-confirm-all-button"), WholeDeed::Confirm));
    }
    screen = screen.row(deeds);
    if sight.edits && !units.is_empty() {
        let empty = sites.iter().filter(|site| units.iter().all(|unit| unit.site != Some(site.id)));
        let copies = empty
            .take(COPIES)
            .map(|site| whole(t!("equip-copy-button", address = &site.address), WholeDeed::Copy(site.id)));
        screen = screen.grid(copies, 1);
    }
    if sight.edits { screen.row([clients::card_button(client.id)]) } else { screen }
}

/// The card of one.
pub fn card(
    sight: &Sight,
    sites: &[Site],
    unit: &Unit,
    (names, zone): (&HashMap<Id<Person>, String>, chrono_tz::Tz),
) -> Screen {
    let client = &sight.client;
    let mut screen = Screen::new(t!("equip-card", unit = named(unit), client = &client.name)).about(client.id);
    screen = screen.lines(place(sites, unit.site).map(|address| t!("equip-place", address = address)));
    screen = screen.line(known(unit, names, zone));
    if !unit.serial.is_empty() {
        screen = screen.line(t!("equip-serial", serial = &unit.serial));
    }
    if !unit.note.is_empty() {
        screen = screen.line(t!("equip-note", note = &unit.note));
    }
    if let Some(at) = unit.removed_at {
        screen = screen.line(t!("equip-removed", day = day(at, zone), why = &unit.why));
        return screen.row([list_button(client.id)]);
    }
    if sight.confirms {
        let mut row = Vec::new();
        if unit.confirmed.is_none() {
            row.push(button(t!("equip-confirm-button"), unit, Deed::Confirm));
        }
        row.push(button(t!("equip-qty-button"), unit, Deed::Qty));
        screen = screen.row(row);
    }
    if sight.edits {
        if !sight.confirms {
            screen = screen.row([
                button(t!("equip-qty-button"), unit, Deed::Qty),
                button(t!("equip-year-button"), unit, Deed::Year),
            ]);
        }
        screen = screen
            .row([
                button(t!("equip-make-button"), unit, Deed::Make),
                button(t!("equip-serial-button"), unit, Deed::Serial),
            ])
            .row([
                button(t!("equip-note-button"), unit, Deed::Note),
                button(t!("equip-remove-button"), unit, Deed::Remove),
            ]);
    }
    let mut photo = Vec::new();
    if sight.adds() {
        photo.push(button(t!("equip-photo-button"), unit, Deed::Photo));
    }
    if unit.photo.is_some() {
        photo.push(button(t!("equip-look-button"), unit, Deed::Look));
    }
    screen.row(photo).row([list_button(client.id)])
}

/// `🔩 Оборудование`: the list of a client.
pub fn list_button(client: Id<Client>) -> Button {
    Button::press(t!("equip-button"), &List { client, page: 0 })
}

/// A screen after a deed that can be taken back.
pub fn done(screen: Screen, said: Text, event: Id<Event>) -> Screen {
    screen.with_warning(said).row([Button::press(t!("undo-button"), &Undo(event))])
}

/// What stands at a client, in one line: `🔩 Шлагбаум CAME ×2 (2021), считыватель ×4 — подтверждено инженером 12 нояб.`
pub fn summary(units: &[Unit], zone: chrono_tz::Tz) -> Option<Text> {
    if units.is_empty() {
        return None;
    }
    let mut parts: Vec<Text> = units.iter().take(NAMED).map(named).collect();
    if units.len() > NAMED {
        parts.push(t!("equip-more", count = units.len() - NAMED));
    }
    let what = Text::Join(parts, ", ");
    let seen: Vec<_> = units.iter().filter_map(|unit| unit.confirmed.map(|(_, at)| at)).collect();
    Some(match (seen.len(), seen.iter().max()) {
        (count, Some(last)) if count == units.len() => t!("equip-sum-seen", what = what, day = day(*last, zone)),
        (count, Some(last)) => {
            t!("equip-sum-partly", what = what, seen = count, all = units.len(), day = day(*last, zone))
        }
        _ => t!("equip-sum-unseen", what = what),
    })
}
