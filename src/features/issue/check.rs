//! What would go wrong with the invoices, told on the 13th: each line leads to its cure (PRODUCT D3b).

use super::{
    book::{Book, Entry},
    cycle,
    fee::FeeOf,
    fees::Contract,
    judge::has_inn,
    press::{Group, Press},
};
use crate::{
    bot::{
        screen::{Button, Screen},
        widgets::{PER_PAGE, Page},
    },
    clients::{self, Client, State, Way},
    db::Id,
    features::hello,
    t,
    text::Text,
};
use std::collections::HashMap;

/// How clients get invoices.
pub type Ways = HashMap<Id<Client>, Way>;

/// Whether a client is in a list of those with whom something is wrong.
pub fn is_in(group: Group, entry: &Entry, ways: &Ways) -> bool {
    let active = entry.client.state == State::Active;
    let pays = entry.fee.is_some_and(|fee| fee.kopecks() > 0);
    match group {
        Group::NoFee => active && entry.fee.is_none(),
        Group::Change => active && entry.before.is_some() && entry.fee != entry.before,
        Group::Paused => entry.client.state == State::Suspended && pays,
        Group::Inn => active && pays && !has_inn(&entry.client),
        Group::NoWay => active && pays && !ways.contains_key(&entry.client.id),
        Group::Contract => active && pays && entry.contract == Some(Contract::Unsigned),
        Group::Go | Group::Mail | Group::Nobody | Group::Has | Group::Held => false,
    }
}

/// Those of a list, by name.
pub fn of_group<'a>(group: Group, book: &'a Book, ways: &Ways) -> Vec<&'a Entry> {
    book.entries.iter().filter(|entry| is_in(group, entry, ways)).collect()
}

/// The lists that are not empty, and how many are in each.
fn troubles(book: &Book, ways: &Ways) -> Vec<(Group, usize)> {
    let counted = Group::TROUBLES.map(|group| (group, of_group(group, book, ways).len()));
    counted.into_iter().filter(|(_, count)| *count > 0).collect()
}

/// A line of the check.
fn line(group: Group, count: usize) -> Text {
    match group {
        Group::NoFee => t!("issue-check-nofee", count = count),
        Group::Change => t!("issue-check-change", count = count),
        Group::Paused => t!("issue-check-paused", count = count),
        Group::Inn => t!("issue-check-inn", count = count),
        Group::NoWay => t!("issue-check-noway", count = count),
        _ => t!("issue-check-contract", count = count),
    }
}

/// What is wrong, with a button for each list.
pub fn screen(book: &Book, ways: &Ways) -> Screen {
    let service = book.cycle.service();
    let pays = book.entries.iter().filter(|entry| entry.judged.expected.is_some()).count();
    let title = t!("issue-check-title", month = cycle::month(service), day = book.cycle.issue_on);
    let screen = Screen::new(title).line(t!("issue-check-pays", count = pays, all = book.entries.len().to_string()));
    let troubles = troubles(book, ways);
    if troubles.is_empty() {
        return screen.line(t!("issue-check-none")).row(hello::menu_row());
    }
    let button = |(group, count): &(Group, usize)| {
        Button::press(t!("issue-group-count", group = label(*group), count = *count), &Press::List(*group, 0))
    };
    screen
        .lines(troubles.iter().map(|(group, count)| line(*group, *count)))
        .grid(troubles.iter().map(button), 2)
        .row(hello::menu_row())
}

/// The name of a list on a button.
pub fn label(group: Group) -> Text {
    match group {
        Group::NoFee => t!("issue-group-nofee"),
        Group::Change => t!("issue-group-change"),
        Group::Paused => t!("issue-group-paused"),
        Group::Inn => t!("issue-group-inn"),
        Group::NoWay => t!("issue-group-noway"),
        Group::Contract => t!("issue-group-contract"),
        Group::Go => t!("issue-group-go"),
        Group::Mail => t!("issue-group-mail"),
        Group::Nobody => t!("issue-group-nobody"),
        Group::Has => t!("issue-group-has"),
        Group::Held => t!("issue-group-held"),
    }
}

/// A page of a list; each client is a button to where it is mended.
pub fn list(group: Group, entries: &[&Entry], page: usize) -> Screen {
    let screen = Screen::new(t!("issue-list-title", group = label(group), count = entries.len()));
    let back = if Group::TROUBLES.contains(&group) { Press::Check } else { Press::Preview };
    let shown = Page::of(entries, page.min(entries.len().div_ceil(PER_PAGE)));
    let leaf = |label, page: Option<usize>| page.map(|page| Button::press(label, &Press::List(group, page)));
    let leaves = leaf(t!("list-before"), shown.before).into_iter().chain(leaf(t!("list-after"), shown.after));
    screen
        .grid(shown.items.iter().map(|entry| cure(group, entry)), 1)
        .row(leaves)
        .row([Button::press(t!("frame-back"), &back)])
}

/// Where a client is mended.
fn cure(group: Group, entry: &Entry) -> Button {
    let client = &entry.client;
    match group {
        Group::NoFee => Button::press(t!("issue-cure-nofee", client = &client.name), &FeeOf(client.id)),
        Group::Change => {
            let (before, after) = (entry.before.unwrap_or_default(), entry.fee.unwrap_or_default());
            let label = t!("issue-cure-change", client = &client.name, before = before, after = after);
            Button::press(label, &FeeOf(client.id))
        }
        Group::Contract => Button::press(t!("issue-cure-contract", client = &client.name), &FeeOf(client.id)),
        _ => clients::open_button(t!("issue-open-client", client = &client.name), client.id),
    }
}
