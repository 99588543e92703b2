//! What a room may bring to the machine, as types. `mod.rs` keeps the list.

use crate::{
    bot::{
        dialogue::Form,
        event::Event,
        governor::Objection,
        routes::{Command, Routes},
        said::{Attached, Said},
        screen::{Button, Screen},
        turn::Turn,
    },
    calendar::{Moment, ProductionCalendar},
    clients::Client,
    db::{Conn, Id},
    error::Result,
    features::invoices::Invoice,
    files::{self, By, Done, File, Report},
    jobs::{At, Kind, Schedule, Watch},
    money::Money,
    named,
    news::Listener,
    people::{Person, Role},
    rules::{Threshold, Values},
    text::Text,
};
use chrono::{DateTime, NaiveDate, Utc};
use futures::future::BoxFuture;

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
    /// Those of their bare words that people begin a sentence with: commands only where nothing stands behind them.
    pub alone: &'static [&'static str],
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
    /// Its buttons under the morning digest, by the lines it has there.
    pub digest_buttons: fn(&[Text]) -> Vec<Button>,
    /// Its part of the client card.
    pub card: Option<CardPart>,
    /// Parts of the client card stand in this order; those alike, in the order of the list.
    pub card_rank: u8,
    /// Its buttons on the client card while it has lines there.
    pub card_more: fn(Id<Client>) -> Vec<Button>,
    /// What it does about news of other rooms.
    pub hears: Option<Listener>,
    /// Its rules of escalation.
    pub rules: &'static [Rule],
    /// What it asks a head for.
    pub asks: &'static [Ask],
    /// What it has against reminding a client of money.
    pub objects: Option<Objects>,
    /// What it tells of the team.
    pub team: Option<Team>,
    /// How its deeds are taken back.
    pub undo: &'static [Inverse],
    /// Files it reads.
    pub imports: &'static [Import],
    /// What of it stands on an invoice.
    pub holds: Option<Holds>,
    /// Links it opens for whoever holds them.
    pub starts: &'static [Start],
    /// Its callbacks: what other systems tell it over HTTP.
    pub hooks: &'static [Hook],
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
        alone: &[],
        presses: &[],
        jobs: &[],
        every: &[],
        watch: None,
        digest: None,
        digest_buttons: |_| Vec::new(),
        card: None,
        card_rank: 50,
        card_more: |_| Vec::new(),
        hears: None,
        rules: &[],
        asks: &[],
        objects: None,
        team: None,
        undo: &[],
        imports: &[],
        holds: None,
        starts: &[],
        hooks: &[],
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
    /// Its lines tell what happened, and so prove something in a claim. What is asked, decided or alarmed about a matter
    /// is no evidence in it.
    pub proves: bool,
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
    /// How all of it is taken back; `None`: it can't be, other deeds have grown into it.
    pub take_back: Option<TakeBack>,
}

/// How a whole import is taken back.
#[derive(Clone, Copy)]
pub struct TakeBack {
    /// What would go, what would stay, and what stands against it.
    pub weigh: for<'a> fn(&'a mut Conn, &'a Done) -> Told<'a, Weight>,
    /// Does it; nothing stands against it.
    pub undo: for<'a> fn(&'a mut Conn, Id<files::Import>, Moment<'a>) -> Told<'a, ()>,
}

/// What taking an import back would do.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Weight {
    /// What goes, and what comes back.
    pub goes: Vec<Text>,
    /// What stays, and why.
    pub stays: Vec<Text>,
    /// Why it can't be done.
    pub against: Vec<Text>,
    /// Invoices that would go, with their numbers: other rooms may hold them.
    pub invoices: Vec<(Id<Invoice>, String)>,
}

/// What of a room stands on an invoice, which therefore must not go.
pub type Holds = for<'a> fn(&'a mut Conn, Id<Invoice>) -> Told<'a, Option<Text>>;

/// A link of a room, `t.me/<bot>?start=<prefix>…`: it lets whoever holds it at one thing, known to the bot or not.
#[derive(Clone, Copy)]
pub struct Start {
    /// What its codes begin with.
    pub prefix: &'static str,
    /// Opens it; `false`: there is no such link for this person, and the answer is that to any other link.
    pub open: fn(Turn, String) -> Told<'static, bool>,
    /// What a stranger does afterwards; `false`: it has nothing to do with it.
    pub go_on: fn(Turn, Said) -> Told<'static, bool>,
}

/// A callback: what another system tells us at `/hooks/<name>`. Nobody has proved yet who speaks.
#[derive(Clone, Copy)]
pub struct Hook {
    /// The end of its address.
    pub name: &'static str,
    /// Proves who speaks, then writes down what was said, in one transaction; acting on it is a job's.
    pub take: fn(At, Called) -> Told<'static, Taken>,
}

/// What came to a callback.
#[derive(Debug, Clone)]
pub struct Called {
    /// Names in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The bytes as they came.
    pub body: Vec<u8>,
}

impl Called {
    /// A header by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

named! {
    /// What became of a callback.
    pub enum Taken {
        /// Written down, or known already.
        Kept = "kept",
        /// Of no use, and never will be: not to be repeated.
        Idle = "idle",
        /// Not of whom it should be.
        Forged = "forged",
        /// Nobody could prove who speaks: there is no such callback here.
        Closed = "closed",
    }
}

/// What a room has against reminding a client of money on a day; empty: nothing.
pub type Objects = for<'a> fn(&'a mut Conn, &'a Client, Moment<'a>) -> Told<'a, Vec<Objection>>;

/// A rule of escalation (PRODUCT 4.8). It looks at rows: an alert begins with its alarm and ends when the alarm is gone.
#[derive(Clone, Copy)]
pub struct Rule {
    /// `E1`; `E11.bank` where a rule has several grounds.
    pub code: &'static str,
    /// The key of what it watches.
    pub about: &'static str,
    /// Numbers the head may change.
    pub thresholds: &'static [Threshold],
    /// Working minutes after which an alert nobody has acknowledged is repeated; one of `thresholds`.
    pub ack: Threshold,
    /// What asks for attention now.
    pub alarms: for<'a> fn(&'a mut Conn, Look<'a>) -> Told<'a, Vec<Alarm>>,
    /// What an alarm that is gone was about, and how it ended: `✅ снято 14:10, ответил Иван`.
    pub settled: for<'a> fn(&'a mut Conn, &'a str, Moment<'a>) -> Told<'a, (Text, Text)>,
}

/// With what a rule looks.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// The present moment.
    pub moment: Moment<'a>,
    /// What the thresholds are, or would be in a trial.
    pub values: &'a Values,
    /// Only at the affairs of this client.
    pub client: Option<Id<Client>>,
}

/// Who is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    /// The heads.
    Heads,
    /// Who comes after them.
    Substitute,
    /// Those who keep the machine, and the heads.
    Admins,
    /// Somebody.
    Person(Id<Person>),
}

/// Something that asks for attention.
#[derive(Debug, Clone)]
pub struct Alarm {
    /// Whose affair; `None`: the department's.
    pub client: Option<Id<Client>>,
    /// What it is about: the same alarm has the same entity.
    pub entity: String,
    /// Since when it is due, UTC.
    pub since: DateTime<Utc>,
    /// Who is told first.
    pub whom: Whom,
    /// An entrance that does not open: rings whoever is on duty at any hour (PRODUCT Pr5).
    pub critical: bool,
    /// What it is: `Сложная претензия П-17 · «Лотос»`.
    pub what: Text,
    /// Why it is told now.
    pub why: Text,
    /// Three facts at most.
    pub facts: Vec<Text>,
    /// What can be done about it.
    pub options: Vec<Vec<Button>>,
    /// Until when it is to be decided, UTC.
    pub until: Option<DateTime<Utc>>,
}

/// A kind of thing that a head is asked for. The room that asks renders it and acts on the verdict.
#[derive(Clone, Copy)]
pub struct Ask {
    /// Kept with the approval: `compensation`.
    pub kind: &'static str,
    /// The key of its name.
    pub name: &'static str,
    /// What the head should know: three lines at most.
    pub facts: for<'a> fn(&'a mut Conn, &'a Asked, Moment<'a>) -> Told<'a, Vec<Text>>,
    /// What can be answered.
    pub choices: fn(&Asked) -> Vec<Choice>,
    /// Acts on the verdict, in the decider's turn. Says what follows.
    pub decided: fn(Turn, Asked, Decision) -> Told<'static, Text>,
}

/// What a head is asked for.
#[derive(Debug, Clone)]
pub struct Asked {
    /// [`Ask::kind`].
    pub kind: String,
    /// Whose affair.
    pub client: Option<Id<Client>>,
    /// Id of what is decided about.
    pub entity: String,
    /// Who asks; `None`: the bot.
    pub asker: Option<Id<Person>>,
    /// The asker's words.
    pub question: String,
    /// The sum in question.
    pub sum: Option<Money>,
    /// Files that came with it.
    pub attached: Vec<Attached>,
}

/// A possible answer.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Kept as the verdict: at most 12 Latin letters.
    pub key: &'static str,
    /// The button.
    pub label: Text,
    /// It needs words: a refusal, another sum.
    pub needs_word: bool,
}

/// The answer of a head.
#[derive(Debug, Clone)]
pub struct Decision {
    /// [`Choice::key`].
    pub verdict: String,
    /// The decider's words; may be empty.
    pub word: String,
}

/// What a room tells of the team.
#[derive(Clone, Copy)]
pub struct Team {
    /// Parts stand in this order.
    pub rank: u8,
    /// Lines for the head about the whole department.
    pub lines: for<'a> fn(&'a mut Conn, Morning<'a>) -> Told<'a, Vec<Text>>,
    /// What each person has on their hands.
    pub loads: for<'a> fn(&'a mut Conn, Morning<'a>) -> Told<'a, Vec<Load>>,
}

/// Something a person has on their hands.
#[derive(Debug, Clone)]
pub struct Load {
    /// Who.
    pub person: Id<Person>,
    /// How many; what weighs more counts more in whether somebody is overloaded.
    pub count: i64,
    /// What one of them weighs.
    pub weight: i64,
    /// In words: `ответов просрочено 2`.
    pub text: Text,
}
