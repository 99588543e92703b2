//! Our books against account 62: by client, to the kopeck. Ours is what its invoices lack without what it has paid ahead.

use super::rows;
use crate::{
    clients::Client,
    db::{Conn, Id},
    error::Result,
    features::{invoices, payments},
    money::Money,
};
use std::collections::HashMap;

/// A client of whom the books say different things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub client: Id<Client>,
    pub name: String,
    /// What it owes by ours; below zero: it has paid ahead.
    pub ours: Money,
    /// What it owes by theirs.
    pub theirs: Money,
}

/// All that was compared.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// The largest first.
    pub differences: Vec<Difference>,
    /// All clients with an INN.
    pub ours: Money,
    pub theirs: Money,
    /// Counterparties that are none of our clients, and what they owe.
    pub strangers: (i64, Money),
}

/// Compares what is kept.
pub async fn compared(conn: &mut Conn) -> Result<Compared> {
    let clients = rows::clients(conn).await?;
    let mut ours: HashMap<Id<Client>, Money> = invoices::owed(conn).await?.into_iter().collect();
    for (client, ahead) in payments::advances(conn).await? {
        let owed = ours.entry(client).or_default();
        *owed = *owed - ahead;
    }
    let (mut theirs, mut strangers) = (HashMap::new(), (0, Money::ZERO));
    for (client, count, sum) in rows::debts(conn).await? {
        match client {
            Some(client) => drop(theirs.insert(client, sum)),
            None => strangers = (count, sum),
        }
    }
    let named = clients.into_iter().map(|(id, name, _)| (id, name));
    Ok(Compared { strangers, ..compare(named, &ours, &theirs) })
}

fn compare(
    clients: impl Iterator<Item = (Id<Client>, String)>,
    ours: &HashMap<Id<Client>, Money>,
    theirs: &HashMap<Id<Client>, Money>,
) -> Compared {
    let mut all = Compared::default();
    for (client, name) in clients {
        let by = |books: &HashMap<Id<Client>, Money>| books.get(&client).copied().unwrap_or_default();
        let difference = Difference { client, name, ours: by(ours), theirs: by(theirs) };
        all.ours += difference.ours;
        all.theirs += difference.theirs;
        if difference.ours != difference.theirs {
            all.differences.push(difference);
        }
    }
    all.differences.sort_by_key(|one| -(one.ours - one.theirs).kopecks().abs());
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_shown_the_largest_first() {
        let ids = [Id::new(), Id::new(), Id::new()];
        let books = |kopecks: [i64; 3]| ids.into_iter().zip(kopecks.map(Money::from_kopecks)).collect();
        let clients = ids.into_iter().zip(["Ровно", "Копейка", "Аванс"].map(str::to_owned));
        let all = compare(clients, &books([10_000, 501, -100]), &books([10_000, 500, 100]));
        let names: Vec<&str> = all.differences.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["Аванс", "Копейка"]);
        assert_eq!((all.ours.kopecks(), all.theirs.kopecks()), (10_401, 10_600));
        assert!(compare(std::iter::empty(), &books([1, 2, 3]), &HashMap::new()).differences.is_empty());
    }
}
