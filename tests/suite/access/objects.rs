//! Whose a thing is: learned from the rows themselves. A row belongs to the clients, people and other rows whose ids stand
//! in it, whatever its columns are called, so a table that comes tomorrow is known tomorrow.

use super::world::{Actor, World};
use mosbot::{
    db::{Dialect, Id},
    people::{Person, Role},
};
use regex::Regex;
use sqlx::{AssertSqlSafe, Column, Row as _};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// Ids in callback data are random words of 22 letters.
pub static ID: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"A[A-Za-z0-9_-]{21}").unwrap());

/// Things of one person alone, and the column that names the person: the law of the product, written down a second time.
/// Everything else is of whoever may open its client, and of those its row names.
const PERSONAL: [(&str, &str); 4] =
    [("draft", "person_id"), ("event", "actor"), ("invitation", "issued_by"), ("task", "owner_id")];

/// A row of a table, by column.
pub type Row = BTreeMap<String, String>;

/// Every table but those of the machine, which change whenever anything is said.
pub async fn tables(world: &World<'_>) -> BTreeMap<String, Vec<Row>> {
    const MACHINE: [&str; 4] = ["_sqlx_migrations", "card", "inbox", "outbox"];
    let mut conn = world.desk.db.read().await.unwrap();
    let list = match world.desk.db.dialect() {
        Dialect::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        Dialect::Postgres => "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public'",
    };
    let names: Vec<String> = sqlx::query_scalar(list).fetch_all(&mut *conn).await.unwrap();
    let mut all = BTreeMap::new();
    for name in names.into_iter().filter(|name| !MACHINE.contains(&name.as_str())) {
        let rows = sqlx::query(AssertSqlSafe(format!("SELECT * FROM {name}"))).fetch_all(&mut *conn).await.unwrap();
        let cell = |row: &sqlx::any::AnyRow, at: usize| {
            let text = row.try_get::<Option<String>, _>(at).map(Option::unwrap_or_default);
            text.or_else(|_| row.try_get::<i64, _>(at).map(|number| number.to_string())).unwrap()
        };
        let line = |row: &sqlx::any::AnyRow| {
            row.columns().iter().map(|column| (column.name().to_owned(), cell(row, column.ordinal()))).collect()
        };
        let mut rows: Vec<Row> = rows.iter().map(line).collect();
        rows.sort();
        all.insert(name, rows);
    }
    all
}

/// What is known of a thing.
#[derive(Debug, Clone, Default)]
struct Thing {
    table: String,
    /// Clients it belongs to.
    clients: BTreeSet<String>,
    /// People its row names.
    people: BTreeSet<String>,
    /// The one person it is of, if it is of one person alone.
    of: Option<String>,
}

/// Everything with an id.
pub struct Objects {
    things: BTreeMap<String, Thing>,
    /// Clients handed over to technical support: its people hear of them.
    handed: BTreeSet<String>,
    /// Clients an engineer visits: engineers hear of them. There is one engineer in the world.
    visited: BTreeSet<String>,
    /// Owners of clients; empty: the pool.
    owners: BTreeMap<String, String>,
}

impl Objects {
    pub async fn of(world: &World<'_>) -> Self {
        let tables = tables(world).await;
        let is_id = |value: &str| value.len() == 32 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
        let column = |table: &str, name: &str| -> BTreeSet<String> {
            tables.get(table).into_iter().flatten().filter_map(|row| row.get(name)).cloned().collect()
        };
        let (people, clients) = (column("person", "id"), column("client", "id"));
        let mut things: BTreeMap<String, (Thing, BTreeSet<String>)> = BTreeMap::new();
        for (table, rows) in &tables {
            let personal = PERSONAL.iter().find(|(name, _)| name == table).map(|(_, column)| *column);
            for row in rows {
                let Some(id) = row.get("id").filter(|id| is_id(id)) else { continue };
                let ids: BTreeSet<String> = row.values().filter(|value| is_id(value)).cloned().collect();
                let mut thing = Thing {
                    table: table.clone(),
                    clients: ids.intersection(&clients).cloned().collect(),
                    people: ids.intersection(&people).cloned().collect(),
                    of: personal.and_then(|column| row.get(column)).cloned(),
                };
                if *table == "client" {
                    // Who keeps a client is not named by it: that is what `may_open` says.
                    thing.people.clear();
                }
                things.insert(id.clone(), (thing, ids));
            }
        }
        // What names a thing of a client is the client's too: a message of a request, a card of a claim.
        loop {
            let of_parents: Vec<(String, BTreeSet<String>)> = things
                .iter()
                .filter(|(_, (thing, _))| thing.clients.is_empty() && thing.table != "person")
                .map(|(id, (_, ids))| {
                    let parents = ids.iter().filter_map(|parent| things.get(parent));
                    let parents = parents.filter(|(parent, _)| parent.table != "person");
                    (id.clone(), parents.flat_map(|(parent, _)| parent.clients.clone()).collect())
                })
                .filter(|(_, clients): &(String, BTreeSet<String>)| !clients.is_empty())
                .collect();
            if of_parents.is_empty() {
                break;
            }
            for (id, clients) in of_parents {
                things.get_mut(&id).expect("just seen").0.clients = clients;
            }
        }
        let requests = column("handover", "request_id");
        let handed = requests.iter().filter_map(|id| things.get(id)).flat_map(|(thing, _)| thing.clients.clone());
        let owners = tables.get("client").into_iter().flatten();
        Self {
            handed: handed.collect(),
            visited: column("equipment_visit", "client_id"),
            owners: owners.map(|row| (row["id"].clone(), row["owner_id"].clone())).collect(),
            things: things.into_iter().map(|(id, (thing, _))| (id, thing)).collect(),
        }
    }

    /// Ids in callback data, as they stand in the database.
    fn in_data(data: &str) -> Vec<String> {
        let found = ID.find_iter(data).filter_map(|word| Id::<()>::from_short(word.as_str()));
        found.map(|id| id.to_string()).collect()
    }

    /// Whether the data names a person: a colleague something would be handed to.
    pub fn names_a_person(&self, data: &str) -> bool {
        Self::in_data(data).iter().filter_map(|id| self.things.get(id)).any(|thing| thing.table == "person")
    }

    /// The table of the first thing that the data names.
    pub fn table(&self, data: &str) -> Option<&str> {
        let first = Self::in_data(data).into_iter().find_map(|id| self.things.get(&id));
        first.map(|thing| thing.table.as_str())
    }

    /// An id of something of another kind than `id` is of.
    pub fn of_another_kind(&self, id: &str) -> Option<String> {
        let stored = Id::<()>::from_short(id)?.to_string();
        let table = &self.things.get(&stored)?.table;
        let other = if table == "client" { "contact" } else { "client" };
        let other = self.things.iter().find(|(_, thing)| thing.table == other).map(|(id, _)| id.clone())?;
        other.parse::<Id<()>>().ok().map(Id::short)
    }

    /// Whether the data names something that is none of the actor's business.
    pub fn is_foreign(&self, world: &World<'_>, actor: &Actor, data: &str) -> bool {
        let me = actor.person.as_ref().map(|person| person.id.to_string());
        let things = Self::in_data(data);
        things.iter().filter_map(|id| self.things.get(id)).any(|thing| {
            if let Some(of) = &thing.of {
                return me.as_ref() != Some(of);
            }
            let named = me.as_ref().is_some_and(|me| thing.people.contains(me));
            let theirs = thing.clients.iter().any(|client| self.may_hear(world, actor, client));
            !thing.clients.is_empty() && !named && !theirs
        })
    }

    fn may_hear(&self, world: &World<'_>, actor: &Actor, client: &str) -> bool {
        let support = actor.is_any(&[Role::Support]) && self.handed.contains(client);
        let support = support || actor.is_any(&[Role::Engineer]) && self.visited.contains(client);
        let own = actor.company.is_some_and(|company| world.clients[company].client.id.to_string() == client);
        let owner = self.owners.get(client).filter(|owner| !owner.is_empty());
        let owner = owner.map(|owner| owner.parse::<Id<Person>>().expect("an id"));
        support || own || actor.may_open_of(owner)
    }

    /// Whether an engineer visits a client.
    pub fn is_visited(&self, client: &str) -> bool {
        self.visited.contains(client)
    }

    /// Clients of the world that technical support has been told of.
    pub fn is_handed(&self, client: &str) -> bool {
        self.handed.contains(client)
    }
}
