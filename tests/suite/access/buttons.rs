//! Every kind of button of everybody, pressed by everybody else.

use super::{
    watch::{Deed, ID, Watch, nobody},
    world::{Actor, World},
};
use mosbot::people::Role;
use regex::Regex;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// What a button is about, and so who may press it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum About<'a> {
    /// Whoever presses: their own menu, their own list.
    Presser,
    /// A client, its place in the world.
    Client(usize),
    /// What belongs to one person: a task, a form, a deed, a guest, a file.
    One(&'a str),
    /// What a head was asked for, by whom: whoever asked takes back, the heads decide, both look.
    Asked(&'a str, Asks),
    /// An alert: of whoever was told, and of all who keep order.
    Alert(&'a str),
    /// The queue of payments, of all who keep the bank's files.
    Queue,
}

/// What is done about an approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asks {
    Looks,
    Decides,
    TakesBack,
}

impl<'a> About<'a> {
    fn of(data: &str, world: &'a World<'_>, owner: &'a str) -> Self {
        let words: Vec<&str> = data.split(':').collect();
        match words[0] {
            "appr" => {
                let asker = world.asked.iter().find(|(id, _)| id == words[1]).map_or("", |(_, name)| name);
                let deed = match words[3] {
                    "open" | "show" => Asks::Looks,
                    "back" => Asks::TakesBack,
                    _ => Asks::Decides,
                };
                Self::Asked(asker, deed)
            }
            "task" | "draft" | "f" | "undo" | "join" | "import" => Self::One(owner),
            "alert" => Self::Alert(owner),
            "pay" => Self::Queue,
            "c" | "invite" => {
                let known = |word: &&str| world.clients.iter().position(|kept| kept.client.id.short() == **word);
                words.iter().find_map(known).map_or(Self::Presser, Self::Client)
            }
            _ => Self::Presser,
        }
    }

    fn may(self, world: &World<'_>, actor: &Actor) -> bool {
        match self {
            Self::Presser => true,
            Self::Client(at) => actor.may_open(&world.clients[at]),
            Self::One(owner) => actor.name == owner,
            Self::Asked(asker, Asks::Looks) => actor.name == asker || actor.is_any(&[Role::Head]),
            Self::Asked(asker, Asks::TakesBack) => actor.name == asker,
            Self::Asked(asker, Asks::Decides) => actor.name != asker && actor.is_any(&[Role::Head]),
            Self::Alert(owner) => actor.name == owner || actor.is_any(&[Role::Head, Role::Admin]),
            Self::Queue => actor.is_any(&[Role::Accounting, Role::Head, Role::Admin]),
        }
    }
}

/// Data alike but for ids and numbers; clients are told apart.
fn shape(data: &str, about: About<'_>) -> String {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\d+").unwrap());
    let shape = ID.replace_all(data, "*");
    let of_client = if let About::Client(at) = about { at.to_string() } else { String::new() };
    format!("{}{of_client}", NUMBER.replace_all(&shape, "#"))
}

/// Buttons of a person, one of each shape: the oldest in the first round, the newest in later ones.
async fn buttons_of(world: &World<'_>, owner: &Actor, round: usize) -> Vec<String> {
    let mut of_shape = BTreeMap::new();
    for data in world.shown_to(owner).await {
        let shape = shape(&data, About::of(&data, world, owner.name));
        if round > 0 || !of_shape.contains_key(&shape) {
            of_shape.insert(shape, data);
        }
    }
    of_shape.into_values().collect()
}

/// A press on what one may not touch is answered as if it were not there, and changes nothing.
pub async fn of_others(world: &World<'_>, watch: &mut Watch, round: usize, share: usize) {
    let mut kinds = BTreeSet::new();
    for owner in &world.actors {
        let mut words = BTreeSet::new();
        for (at, data) in buttons_of(world, owner, round).await.into_iter().enumerate() {
            let about = About::of(&data, world, owner.name);
            // Each shape of one owner at least, and each word of every owner.
            let word = data.split(':').next().unwrap_or_default().to_owned();
            let new = kinds.insert(shape(&data, about)) | words.insert(word) || round > 0;
            let rare = if data.starts_with("f:") { share * 2 } else { (share / 4).max(1) };
            if !new || at % rare != round % rare || data.starts_with("set:lang") {
                continue;
            }
            let others: Vec<&Actor> = world.actors.iter().filter(|actor| !about.may(world, actor)).collect();
            if others.is_empty() {
                let everybody: Vec<&Actor> = world.actors.iter().collect();
                watch.all_do(world, &everybody, &Deed::Press(data)).await;
                continue;
            }
            let before = world.facts().await;
            let foreign = watch.all_do(world, &others, &Deed::Press(data.clone())).await;
            let absent = ID.replace_all(&data, |_: &regex::Captures<'_>| nobody()).into_owned();
            let absent = watch.all_do(world, &others, &Deed::Press(absent)).await;
            for actor in &others {
                let (foreign, absent) = (foreign.get(&actor.user), absent.get(&actor.user));
                if foreign != absent || foreign.is_none() {
                    watch.complain(format!("{} presses {data}: {foreign:#?} is not {absent:#?}", actor.name));
                }
            }
            let after = world.facts().await;
            if before != after {
                let changed: Vec<_> = before.keys().filter(|table| before[*table] != after[*table]).collect();
                watch.complain(format!("{data} pressed by others changes {changed:?}"));
            }
        }
    }
    let words: BTreeSet<&str> = kinds.iter().filter_map(|shape| shape.split(':').next()).collect();
    for word in [
        "alert", "appr", "c", "digest", "draft", "f", "import", "invite", "join", "pay", "set", "task", "today", "undo",
    ] {
        assert!(words.contains(word) || share > 4, "no button of «{word}» was shown: {words:?}");
    }
}

/// What one may press tells nothing of others either, old and used up as it may be.
pub async fn of_ones_own(world: &World<'_>, watch: &mut Watch) {
    for owner in &world.actors {
        for data in buttons_of(world, owner, 0).await {
            let about = About::of(&data, world, owner.name);
            let may: Vec<&Actor> = world.actors.iter().filter(|actor| about.may(world, actor)).collect();
            let pressing = if about == About::Presser { vec![owner] } else { may };
            watch.all_do(world, &pressing, &Deed::Press(data)).await;
        }
    }
}
