//! Who decides: the heads, whoever was named to come after them, and whoever it was handed to. Nobody decides what they
//! asked for themselves, as long as there is anybody else.

use super::model::Approval;
use crate::{
    db::{Conn, Id},
    error::Result,
    people::{self, Person, Role},
    rules::{self, Duty},
};
use std::collections::HashMap;

/// Who may be handed a decision.
pub const DELEGATES: &[Role] = &[Role::Head, Role::Manager, Role::Deputy, Role::Admin];

/// Everybody who may decide.
pub async fn deciders(conn: &mut Conn, approval: &Approval) -> Result<Vec<Person>> {
    let mut all = heads_for(conn, approval.asked.asker).await?;
    let mut others: Vec<Person> = delegate(conn, approval).await?.into_iter().collect();
    for id in rules::named_for(conn, Duty::Substitute).await? {
        others.extend(people::present(conn, id).await?.filter(|person| Some(person.id) != approval.asked.asker));
    }
    for person in others {
        if all.iter().all(|known| known.id != person.id) {
            all.push(person);
        }
    }
    Ok(all)
}

/// Who is asked now: the delegate alone, or the heads.
pub async fn asked(conn: &mut Conn, approval: &Approval) -> Result<Vec<Person>> {
    match delegate(conn, approval).await? {
        Some(delegate) => Ok(vec![delegate]),
        None => heads_for(conn, approval.asked.asker).await,
    }
}

/// Whether this person may decide.
pub async fn may_decide(conn: &mut Conn, approval: &Approval, person: &Person) -> Result<bool> {
    Ok(deciders(conn, approval).await?.iter().any(|decider| decider.id == person.id))
}

/// The heads but for the asker; a head alone decides own affairs, and without any head the admins do.
async fn heads_for(conn: &mut Conn, asker: Option<Id<Person>>) -> Result<Vec<Person>> {
    let mut heads = people::all_with_role(conn, Role::Head).await?;
    if heads.iter().any(|head| Some(head.id) != asker) {
        heads.retain(|head| Some(head.id) != asker);
    }
    if heads.is_empty() {
        heads = people::all_with_role(conn, Role::Admin).await?;
    }
    Ok(heads)
}

async fn delegate(conn: &mut Conn, approval: &Approval) -> Result<Option<Person>> {
    match approval.assigned {
        Some(id) => people::present(conn, id).await,
        None => Ok(None),
    }
}

/// To whom it can be handed, by name: not to the asker, nor to who has it.
pub async fn colleagues(conn: &mut Conn, approval: &Approval, me: Id<Person>) -> Result<Vec<(Id<Person>, String)>> {
    let mut found = HashMap::new();
    for role in DELEGATES {
        for person in people::all_with_role(conn, *role).await? {
            found.insert(person.id, person.name);
        }
    }
    let taken = [approval.asked.asker, approval.assigned, Some(me)];
    let mut found: Vec<_> = found.into_iter().filter(|(id, _)| !taken.contains(&Some(*id))).collect();
    found.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(found)
}
