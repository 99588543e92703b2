//! Every button of everybody, pressed by everybody else: as it was shown, with ids of nobody, with ids a letter of which
//! is another, with ids of another kind of thing, cut short. The buttons are those the phones of the world have shown,
//! what belongs to whom is learned from the database, and who may press a word at all from the registry.

use super::{
    fill::shape,
    objects::{ID, Objects, tables},
    watch::{Answers, Deed, Watch, nobody, said},
    world::{Actor, World},
};
use mosbot::{features, people::Role, t};
use regex::Captures;
use std::collections::{BTreeMap, BTreeSet};

/// Words of the frame: buttons of a form, of a draft, buttons that stand for commands.
const FRAME: [&str; 4] = ["c", "draft", "f", "inert"];

/// After so many buttons the database is looked at for changes.
const CHUNK: usize = 20;

/// Who may press it, as the registry says; empty: everybody.
fn roles(data: &str) -> &'static [Role] {
    let mut words = data.split(':');
    let word = words.next().unwrap_or_default();
    if word == "c" {
        let name = words.next().unwrap_or_default();
        return features::COMMANDS.iter().find(|command| command.name == name).map_or(&[], |command| command.roles);
    }
    let presses = features::ALL.iter().flat_map(|room| room.presses);
    presses.into_iter().find(|(known, _)| *known == word).map_or(&[], |(_, roles)| *roles)
}

fn has_role(actor: &Actor, data: &str) -> bool {
    let roles = roles(data);
    roles.is_empty() || actor.is_any(roles)
}

/// Everything that was shown, with whom it was shown to: each once. The registry's words must all be among them.
async fn shown<'a>(world: &'a World<'_>) -> BTreeMap<String, &'a Actor> {
    let mut all = BTreeMap::new();
    for owner in &world.actors {
        for data in world.shown_to(owner).await {
            all.entry(data).or_insert(owner);
        }
    }
    let seen: BTreeSet<&str> = all.keys().filter_map(|data| data.split(':').next()).collect();
    let words = features::ALL.iter().flat_map(|room| room.presses).map(|(word, _)| *word).chain(FRAME);
    let unseen: Vec<&str> = words.filter(|word| !seen.contains(word)).collect();
    assert!(unseen.is_empty(), "no phone of the world shows a button of {unseen:?}: see fill.rs");
    all
}

/// What is tried in a round: one button of each shape and owner in the suite, all of them in the long run.
fn tried(all: &BTreeMap<String, &Actor>, round: usize, share: usize) -> Vec<String> {
    let mut kinds = BTreeSet::new();
    let mut chosen = Vec::new();
    for (data, owner) in all.iter().filter(|(data, _)| !data.starts_with("set:lang")) {
        // Commands with objects and buttons of rooms are few and all matter; answers to forms are many and alike.
        let key = if data.starts_with("f:") { shape(data) } else { format!("{}{}", owner.name, shape(data)) };
        if share == 1 || kinds.insert(key) {
            chosen.push(data.clone());
        }
    }
    let step = if share == 1 { 1 } else { share };
    chosen.into_iter().enumerate().filter(|(at, _)| at % step == round % step).map(|(_, data)| data).collect()
}

/// The same data with every id made by `make`; `None`: it has none, or one that can't be made.
fn with_ids(data: &str, make: impl Fn(&str) -> Option<String>) -> Option<String> {
    let all = ID.find_iter(data).all(|word| make(word.as_str()).is_some());
    let made = ID.replace_all(data, |word: &Captures<'_>| make(&word[0]).unwrap_or_default()).into_owned();
    (all && made != data).then_some(made)
}

/// Another letter in the middle of an id.
fn flipped(id: &str) -> String {
    let at = 11;
    let other = if id.as_bytes()[at] == b'B' { 'C' } else { 'B' };
    format!("{}{other}{}", &id[..at], &id[at + 1..])
}

/// Presses that must come to nothing: told as if nothing were there, and changing nothing.
pub async fn of_others(world: &World<'_>, watch: &mut Watch, round: usize, share: usize) {
    let objects = Objects::of(world).await;
    let all = shown(world).await;
    for chunk in tried(&all, round, share).chunks(CHUNK) {
        let before = tables(world).await;
        for data in chunk {
            foreign(world, watch, &objects, data, share).await;
        }
        let after = tables(world).await;
        for (table, rows) in &before {
            // Walking on writes down where the walker stands.
            if *rows != after[table] && table != "walk" {
                watch.complain(format!("{table} is changed by one of {chunk:#?}"));
            }
        }
    }
}

async fn foreign(world: &World<'_>, watch: &mut Watch, objects: &Objects, data: &str, share: usize) {
    let refused: Vec<&Actor> =
        world.actors.iter().filter(|actor| actor.person.is_some() && !has_role(actor, data)).collect();
    let answers = watch.all_do(world, &refused, &Deed::Press(data.to_owned())).await;
    let refusal = said(&t!("frame-not-yours"));
    for actor in &refused {
        let heard = answers.get(&actor.user).map(Vec::as_slice).unwrap_or_default();
        if heard.len() != 1 || !heard[0].contains(&refusal) {
            watch.complain(format!("{} without the role presses {data} and hears {heard:?}", actor.name));
        }
    }
    let Some(absent) = with_ids(data, |_| Some(nobody())) else { return };
    let rest: Vec<&Actor> =
        world.actors.iter().filter(|actor| actor.person.is_none() || has_role(actor, data)).collect();
    let of_absent = watch.all_do(world, &rest, &Deed::Press(absent)).await;
    let others: Vec<&Actor> = rest.iter().copied().filter(|actor| objects.is_foreign(world, actor, data)).collect();
    let of_foreign = watch.all_do(world, &others, &Deed::Press(data.to_owned())).await;
    alike(watch, &others, data, (&of_foreign, &of_absent));
    let flipped = with_ids(data, |id| Some(flipped(id)));
    let other_kind =
        with_ids(data, |id| objects.of_another_kind(id)).filter(|_| share == 1 || data.len().is_multiple_of(2));
    for forged in flipped.into_iter().chain(other_kind) {
        // The walk through the morning goes over things of every kind: another kind may be one's own there.
        let walks = data.starts_with("digest:next:") && objects.table(&forged).is_some();
        let is_nothing = |actor: &&Actor| !walks || objects.is_foreign(world, actor, &forged);
        let strangers: Vec<&Actor> = rest.iter().copied().filter(is_nothing).collect();
        let of_forged = watch.all_do(world, &strangers, &Deed::Press(forged.clone())).await;
        alike(watch, &strangers, &forged, (&of_forged, &of_absent));
    }
}

fn alike(watch: &mut Watch, actors: &[&Actor], data: &str, (one, absent): (&Answers, &Answers)) {
    for actor in actors {
        let (one, absent) = (one.get(&actor.user), absent.get(&actor.user));
        if one != absent || one.is_none() {
            watch.complain(format!("{} presses {data}: {one:#?} is not {absent:#?}", actor.name));
        }
    }
}

/// What one may press tells nothing of others either, old and used up as it may be.
pub async fn of_ones_own(world: &World<'_>, watch: &mut Watch, share: usize) {
    let objects = Objects::of(world).await;
    let all = shown(world).await;
    for data in tried(&all, 0, share) {
        let may = |actor: &&Actor| has_role(actor, &data) && !objects.is_foreign(world, actor, &data);
        let pressing: Vec<&Actor> = if objects.table(&data).is_some() {
            world.actors.iter().filter(may).collect()
        } else {
            world.actors.iter().filter(|actor| actor.name == all[&data].name).collect()
        };
        if share == 1 {
            // Cut short, what was an id may be a word to look for: whatever it is, it tells nobody too much.
            let cut = data.chars().take(data.chars().count() - 1).collect::<String>();
            watch.all_do(world, &world.actors.iter().collect::<Vec<_>>(), &Deed::Press(cut)).await;
        }
        // A colleague would rightly hear of what is handed over.
        if !objects.names_a_person(&data) {
            watch.all_do(world, &pressing, &Deed::Press(data)).await;
        }
    }
}

#[test]
fn ids_are_replaced_by_others() {
    let id = nobody();
    let data = format!("task:{id}:3:on:2026-12-01");
    assert_eq!(with_ids("digest:week", |_| Some(nobody())), None, "there is nothing to forge");
    assert_eq!(with_ids(&data, |_| None), None);
    let other = with_ids(&data, |id| Some(flipped(id))).unwrap();
    assert_ne!(other, data);
    assert_eq!((other.len(), shape(&other)), (data.len(), shape(&data)));
}
