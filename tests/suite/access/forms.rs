//! Forms answered with ids that were never offered.

use super::{
    watch::{Deed, Watch, nobody},
    world::{Actor, World},
};
use mosbot::people::Role;
use regex::Regex;

/// The buttons of the form that a person has open: `f:<draft>:<revision>:`.
async fn prefix(world: &World<'_>, actor: &Actor) -> String {
    let mut conn = world.desk.db.read().await.unwrap();
    let query = "SELECT choices, id, rev FROM draft WHERE person_id = $1 AND status = 'active'";
    let person = actor.person.as_ref().unwrap().id;
    let (_, id, rev): (String, mosbot::db::Id<()>, i64) =
        sqlx::query_as(query).bind(person).fetch_one(&mut *conn).await.unwrap();
    format!("f:{}:{rev}:", id.short())
}

async fn answered(world: &World<'_>, watch: &mut Watch, actor: &Actor, choice: &str) -> Vec<String> {
    let deed = Deed::Press(prefix(world, actor).await + choice);
    let answers = watch.all_do(world, &[actor], &deed).await;
    let revision = Regex::new(r"f:•:\d+:").unwrap();
    let heard = answers.get(&actor.user).cloned().unwrap_or_default();
    heard.into_iter().map(|sent| revision.replace_all(&sent, "f:•:").into_owned()).collect()
}

/// A foreign client's or contact's id in a form's button is as good as nobody's.
pub async fn answered_with_foreign_ids(world: &World<'_>, watch: &mut Watch) {
    let callers = [Role::Manager, Role::Deputy];
    for actor in world.actors.iter().filter(|actor| actor.is_any(&callers)) {
        for kept in world.clients.iter().filter(|kept| !actor.may_open(kept)) {
            for open in ["/call", "/task Отчёт завтра"] {
                watch.all_do(world, &[actor], &Deed::Say(open.to_owned())).await;
                if open.starts_with("/task") {
                    answered(world, watch, actor, "client").await;
                }
                compare(world, watch, actor, &kept.client.id.short()).await;
            }
        }
        let pool = &world.clients[2];
        watch.all_do(world, &[actor], &Deed::Say(format!("/call {}", pool.query))).await;
        answered(world, watch, actor, "talked").await;
        answered(world, watch, actor, "contact").await;
        for kept in world.clients.iter().filter(|kept| !actor.may_open(kept)) {
            compare(world, watch, actor, &kept.contacts[0].id.short()).await;
            let invite = |contact: &str| Deed::Press(format!("invite:{}:{contact}", pool.client.id.short()));
            let foreign = watch.all_do(world, &[actor], &invite(&kept.contacts[0].id.short())).await;
            let absent = watch.all_do(world, &[actor], &invite(&nobody())).await;
            if foreign != absent {
                watch.complain(format!("{} invites a foreign contact: {foreign:?} is not {absent:?}", actor.name));
            }
        }
    }
}

async fn compare(world: &World<'_>, watch: &mut Watch, actor: &Actor, foreign: &str) {
    // The first wrong answer changes the card: the second says the same to the same card.
    answered(world, watch, actor, &nobody()).await;
    let foreign = answered(world, watch, actor, foreign).await;
    let absent = answered(world, watch, actor, &nobody()).await;
    if foreign != absent || foreign.is_empty() {
        watch.complain(format!("{} answers with a foreign id: {foreign:#?} is not {absent:#?}", actor.name));
    }
}
