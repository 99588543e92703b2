//! The rooms: what each brings to the machine, in one plain list. A room knows the rooms below it, never those above.

pub mod approvals;
pub mod billing;
pub mod bills;
pub mod calls;
pub mod claims;
pub mod collection;
pub mod dead;
pub mod deliveries;
pub mod digest;
pub mod dunning;
pub mod engineers;
pub mod equipment;
pub mod escalations;
pub mod hello;
pub mod imports;
pub mod installations;
pub mod invoices;
pub mod issue;
pub mod ledger;
pub mod papers;
pub mod payments;
pub mod portfolio;
pub mod readiness;
pub mod requests;
mod rooms;
pub mod round;
pub mod tasks;
pub mod undo;
pub mod warehouse;

pub use rooms::{
    AboutClient, Alarm, Ask, Asked, Called, CardPart, Choice, Dated, Decision, Feature, Hook, Import, Inverse, Load,
    Look, Morning, Rule, Section, Start, TakeBack, Taken, Team, Told, Weight, Whom,
};

use crate::{
    bot::{
        dialogue::Form,
        governor::{Objection, Why},
        routes::{self, Command, Routes},
        turn::Turn,
        worker::Rooms,
    },
    calendar::Moment,
    clients::Client,
    db::Conn,
    error::Result,
    jobs::{Kind, Schedule, Watch},
    news::Listener,
};
use std::sync::LazyLock;

/// Every room. Words typed outside forms are offered in this order.
pub const ALL: &[Feature] = &[
    approvals::FEATURE,
    billing::FEATURE,
    bills::FEATURE,
    calls::FEATURE,
    claims::FEATURE,
    collection::FEATURE,
    dead::FEATURE,
    deliveries::FEATURE,
    digest::FEATURE,
    dunning::FEATURE,
    engineers::FEATURE,
    equipment::FEATURE,
    escalations::FEATURE,
    hello::FEATURE,
    imports::FEATURE,
    installations::FEATURE,
    invoices::FEATURE,
    issue::FEATURE,
    ledger::FEATURE,
    papers::FEATURE,
    payments::FEATURE,
    portfolio::FEATURE,
    readiness::FEATURE,
    requests::FEATURE,
    round::FEATURE,
    tasks::FEATURE,
    undo::FEATURE,
    warehouse::FEATURE,
];

/// All of a list that rooms bring, as the machine keeps it: for ever.
fn gather<T: Copy>(part: fn(&Feature) -> &'static [T]) -> &'static [T] {
    ALL.iter().flat_map(|room| part(room).iter().copied()).collect::<Vec<_>>().leak()
}

/// Every form.
pub static FORMS: LazyLock<&[Form]> = LazyLock::new(|| gather(|room| room.forms));
/// Every command.
pub static COMMANDS: LazyLock<&[Command]> = LazyLock::new(|| gather(|room| room.commands));
/// Every kind of job.
pub static JOBS: LazyLock<&[Kind]> = LazyLock::new(|| gather(|room| room.jobs));
/// Every callback of another system.
pub static HOOKS: LazyLock<&[Hook]> = LazyLock::new(|| gather(|room| room.hooks));
/// Every schedule.
pub static SCHEDULES: LazyLock<&[Schedule]> = LazyLock::new(|| gather(|room| room.every));
/// Every watch, with the room's name.
pub static WATCHES: LazyLock<&[(&str, Watch)]> = LazyLock::new(|| {
    ALL.iter().filter_map(|room| room.watch.map(|watch| (room.name, watch))).collect::<Vec<_>>().leak()
});

/// Every listener to news. Claims show the clock that requests keep, so requests hear first.
pub static LISTENERS: LazyLock<&[Listener]> =
    LazyLock::new(|| ALL.iter().rev().filter_map(|room| room.hears).collect::<Vec<_>>().leak());

/// What the worker knows of the rooms.
pub fn rooms() -> Rooms {
    Rooms {
        tree: tree(),
        forms: &FORMS,
        listeners: &LISTENERS,
        commands: &COMMANDS,
        presses: gather(|room| room.presses),
        alone: gather(|room| room.alone),
    }
}

/// What all rooms have against reminding a client of money now, the weightiest first.
pub async fn objections(conn: &mut Conn, client: &Client, moment: Moment<'_>) -> Result<Vec<Objection>> {
    let mut all = Vec::new();
    for objects in ALL.iter().filter_map(|room| room.objects) {
        all.extend(objects(conn, client, moment).await?);
    }
    all.sort_by_key(|objection| weight(objection.why));
    Ok(all)
}

/// What ends the matter comes before what puts it off. The governor's own reasons are never a room's.
const fn weight(why: Why) -> u8 {
    match why {
        Why::Paid => 0,
        Why::Disputed => 1,
        Why::Promise => 2,
        Why::Stale => 3,
        Why::Talked => 4,
        Why::Claim => 5,
        Why::Quiet | Why::Night | Why::Many | Why::Often => 6,
    }
}

/// Strangers first, then every door, then the open form, then free words.
pub fn tree() -> Routes {
    let every = |part: fn(&Feature) -> Vec<Routes>| ALL.iter().flat_map(part);
    let stranger = routes::from_stranger().endpoint(hello::stranger);
    let doors = every(|room| (room.doors)());
    let answers = every(|room| (room.answers)());
    let free = every(|room| (room.free)());
    [stranger].into_iter().chain(doors).chain(answers).chain(free).fold(dptree::entry(), dptree::Handler::branch)
}

/// Proves that no endpoint asks for anything a turn does not have: a Telegram client, say. Panics naming the endpoint.
pub fn prove_tree() {
    use dptree::Type;
    let said = [Type::of::<crate::bot::said::Said>(), Type::of::<routes::Overheard>()];
    let given = [Type::of::<Turn>(), Type::of::<routes::Current>(), said[0], said[1]];
    dptree::type_check(tree().sig(), &dptree::deps![], &given);
}
