//! The head's picture of the team: what every room says about the department, what each colleague has on their hands, and who
//! has too much of it. In the head's morning digest, and by `/team` at any time.

use super::super::{ALL, Load, Morning, Team};
use crate::{
    db::{Conn, Id},
    error::Result,
    people::{self, Person},
    t,
    text::Text,
};
use std::collections::BTreeMap;

/// Whoever has so much more than the middle of the team has too much…
const TIMES_THE_MIDDLE: i64 = 2;
/// … if it is that much at all.
const AT_LEAST: i64 = 6;

/// The parts of all rooms, in their order.
fn parts() -> Vec<Team> {
    let mut parts: Vec<Team> = ALL.iter().filter_map(|room| room.team).collect();
    parts.sort_by_key(|part| part.rank);
    parts
}

/// What is said of the department, then of each colleague.
pub async fn lines(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Vec<Text>>> {
    let mut said = Vec::new();
    let mut loads: BTreeMap<Id<Person>, Vec<Load>> = BTreeMap::new();
    for part in parts() {
        said.push((part.lines)(conn, morning).await?);
        for load in (part.loads)(conn, morning).await? {
            loads.entry(load.person).or_default().push(load);
        }
    }
    let names = people::names(conn).await?;
    let weights: BTreeMap<Id<Person>, i64> = loads.iter().map(|(person, loads)| (*person, weight(loads))).collect();
    let mut colleagues: Vec<(i64, String, Text)> = Vec::new();
    for (person, loads) in loads {
        let Some(name) = names.get(&person) else { continue };
        let texts = Text::Join(loads.into_iter().map(|load| load.text).collect(), " · ");
        let weighs = weights[&person];
        let line = if is_overloaded(weighs, &weights) {
            t!("team-overloaded", name = name, loads = texts)
        } else {
            t!("team-line", name = name, loads = texts)
        };
        colleagues.push((-weighs, name.clone(), line));
    }
    colleagues.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    said.push(colleagues.into_iter().map(|(.., line)| line).collect());
    said.retain(|part| !part.is_empty());
    Ok(said)
}

fn weight(loads: &[Load]) -> i64 {
    loads.iter().map(|load| load.count * load.weight).sum()
}

fn is_overloaded(weighs: i64, all: &BTreeMap<Id<Person>, i64>) -> bool {
    let mut weights: Vec<i64> = all.values().copied().collect();
    weights.sort_unstable();
    let middle = weights.get((weights.len().max(1) - 1) / 2).copied().unwrap_or_default();
    weighs >= AT_LEAST && weighs >= middle * TIMES_THE_MIDDLE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn team(weights: &[i64]) -> BTreeMap<Id<Person>, i64> {
        weights.iter().map(|weight| (Id::new(), *weight)).collect()
    }

    #[test]
    fn whoever_has_twice_the_middle_has_too_much() {
        assert!(is_overloaded(12, &team(&[2, 3, 12])));
        assert!(!is_overloaded(5, &team(&[1, 1, 5])), "five is not much at all");
        assert!(!is_overloaded(10, &team(&[9, 9, 10])), "all have about the same");
        assert!(!is_overloaded(7, &team(&[7])), "the only one is the middle");
    }
}
