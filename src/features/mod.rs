//! The rooms: what each brings to the machine, in one plain list. A room knows the rooms below it, never those above.

pub mod calls;
pub mod digest;
pub mod hello;
pub mod imports;
pub mod invoices;
pub mod payments;
pub mod portfolio;
pub mod tasks;
pub mod undo;

use crate::{
    bot::{
        dialogue::Form,
        event::Event,
        routes::{self, Command, Routes},
        screen::{Button, Screen},
        turn::Turn,
        worker::Rooms,
    },
    calendar::ProductionCalendar,
    clients::Client,
    db::{Conn, Id},
    error::Result,
    files::{By, File, Report},
    jobs::{Kind, Schedule, Watch},
    people::{Person, Role},
    text::Text,
};
use chrono::{DateTime, NaiveDate, Utc};
use futures::future::BoxFuture;
use std::sync::LazyLock;

/// What a room brings.
pub struct Feature {
    /// The folder's name.
    pub name: &'static str,
    /// Commands and buttons that work at any time.
    pub doors: fn() -> Vec<Routes>,
    /// Answers to its open form.
    pub answers: fn() -> Vec<Routes>,
    /// Words and files sent while no form is open; asked in the order of the list.
    pub free: fn() -> Vec<Routes>,
    /// Its forms.
    pub forms: &'static [Form],
    /// Its commands, for the menu, `/help` and `setMyCommands`.
    pub commands: &'static [Command],
    /// Who may press its buttons: their word in callback data, and roles (empty: everybody the bot knows).
    pub presses: &'static [(&'static str, &'static [Role])],
    /// Its jobs.
    pub jobs: &'static [Kind],
    /// What it says once a day.
    pub every: &'static [Schedule],
    /// What it looks at every minute.
    pub watch: Option<Watch>,
    /// Its part of the morning digest.
    pub digest: Option<Section>,
    /// Its part of the client card.
    pub card: Option<CardPart>,
    /// How its deeds are taken back.
    pub undo: &'static [Inverse],
    /// Files it reads.
    pub imports: &'static [Import],
    /// Sample screens: rendered in every language by a test.
    pub screens: fn() -> Vec<Screen>,
}

impl Feature {
    /// Brings nothing: what a room leaves out.
    pub const EMPTY: Self = Self {
        name: "",
        doors: Vec::new,
        answers: Vec::new,
        free: Vec::new,
        forms: &[],
        commands: &[],
        presses: &[],
        jobs: &[],
        every: &[],
        watch: None,
        digest: None,
        card: None,
        undo: &[],
        imports: &[],
        screens: Vec::new,
    };
}

/// What a room tells when asked.
pub type Told<'a, T> = BoxFuture<'a, Result<T>>;
/// A line and its day.
pub type Dated = (NaiveDate, Text);
/// How a room tells its lines about a client on a day.
pub type AboutClient = for<'a> fn(&'a mut Conn, &'a Client, NaiveDate) -> Told<'a, Vec<Text>>;

/// For whom and when a section of the digest is made.
#[derive(Clone, Copy)]
pub struct Morning<'a> {
    /// Whose digest.
    pub person: &'a Person,
    /// The person's civil date.
    pub today: NaiveDate,
    /// The present moment, UTC.
    pub now: DateTime<Utc>,
    /// Working days.
    pub calendar: &'a ProductionCalendar,
}

/// A room's part of the morning digest.
#[derive(Clone, Copy)]
pub struct Section {
    /// Sections stand in this order.
    pub rank: u8,
    /// Its lines; none if there is nothing to say.
    pub lines: for<'a> fn(&'a mut Conn, Morning<'a>) -> Told<'a, Vec<Text>>,
    /// What comes in the next seven days, by day.
    pub week: for<'a> fn(&'a mut Conn, Morning<'a>) -> Told<'a, Vec<Dated>>,
    /// What `▶️ По порядку` walks through: ids, in order.
    pub items: for<'a> fn(&'a mut Conn, Morning<'a>) -> Told<'a, Vec<String>>,
    /// The card of one of its items, with its buttons; `None` if it is settled.
    pub card: fn(Turn, String) -> Told<'static, Option<Screen>>,
}

/// A room's part of the client card.
#[derive(Clone, Copy)]
pub struct CardPart {
    /// Its lines.
    pub lines: AboutClient,
    /// Its buttons, for a person of these roles.
    pub buttons: fn(Id<Client>) -> Vec<Button>,
}

/// How a deed of a room is taken back.
#[derive(Clone, Copy)]
pub struct Inverse {
    /// The event: `call.logged`.
    pub kind: &'static str,
    /// What it was, for the list of `/undo`.
    pub name: fn(&Event) -> Result<Text>,
    /// Takes it back; says what was taken back, or refuses with words.
    pub undo: fn(Turn, Event) -> Told<'static, Text>,
}

/// A kind of file a room reads, sent to the bot or named on the command line.
#[derive(Clone, Copy)]
pub struct Import {
    /// `clients`, `invoices`, `bank`.
    pub name: &'static str,
    /// Who may send it to the bot.
    pub roles: &'static [Role],
    /// Whether a file looks like one of these.
    pub recognises: fn(&File) -> bool,
    /// Reads it all into the open transaction; the caller commits or, after a dry run or a bad row, takes it back.
    pub read: for<'a> fn(&'a mut Conn, &'a File, By<'a>) -> Told<'a, Report>,
}

/// Every room. Words typed outside forms are offered in this order.
pub const ALL: &[Feature] = &[
    calls::FEATURE,
    digest::FEATURE,
    hello::FEATURE,
    imports::FEATURE,
    invoices::FEATURE,
    payments::FEATURE,
    portfolio::FEATURE,
    tasks::FEATURE,
    undo::FEATURE,
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
/// Every schedule.
pub static SCHEDULES: LazyLock<&[Schedule]> = LazyLock::new(|| gather(|room| room.every));
/// Every watch, with the room's name.
pub static WATCHES: LazyLock<&[(&str, Watch)]> = LazyLock::new(|| {
    ALL.iter().filter_map(|room| room.watch.map(|watch| (room.name, watch))).collect::<Vec<_>>().leak()
});

/// What the worker knows of the rooms.
pub fn rooms() -> Rooms {
    Rooms { tree: tree(), forms: &FORMS, commands: &COMMANDS, presses: gather(|room| room.presses) }
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
    let given = [Type::of::<Turn>(), Type::of::<routes::Current>(), Type::of::<crate::bot::said::Said>()];
    dptree::type_check(tree().sig(), &dptree::deps![], &given);
}
