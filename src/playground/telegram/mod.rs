//! Telegram on this machine: a strict Bot API server, and the phones of people who talk to the bot.
//!
//! It keeps a world in memory and answers from it as the real server does. What a correct bot never sends (unknown
//! fields, broken limits, presses left unanswered, edits to the same text, chats that never began) is refused and
//! recorded in [`Telegram::violations`]. What may happen to anybody (a blocked bot, a deleted message, too fast) is
//! answered with Telegram's words and recorded only as a request.
//!
//! Time comes from the clock that the bot uses too; only rates and long polls are of the machine's time.
//! Not here: groups and channels, Markdown, files by address, methods in answers of a webhook.

mod edit;
mod fields;
mod files;
mod html;
mod http;
mod markup;
mod methods;
mod person;
mod refusal;
mod send;
mod settings;
mod updates;
mod view;
mod webhook;
mod world;

#[cfg(test)]
mod copy_tests;
#[cfg(test)]
mod limits_tests;
#[cfg(test)]
mod polling_tests;
#[cfg(test)]
mod tests;

pub use markup::{Button, Key, ReplyKeyboard, Tap};
pub use view::{ButtonView, CommandView, FileView, KeyView, KeyboardView, MessageView, ReplyView, ToastView, View};
pub use world::{Attachment, Message, MessageId, Request, Toast, UserId};

use chrono::{DateTime, TimeDelta, Utc};
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;
use world::World;

/// Where the emulator reads the time: the clock of the bot.
pub type Now = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// The bot's token here.
const TOKEN: &str = "7100200300:AAF0playground0playground0playgroun";

/// A running emulator; clones show the same world, the last one dropped stops it.
#[derive(Clone)]
pub struct Telegram {
    shared: Arc<Shared>,
    server: Arc<Server>,
}

struct Shared {
    world: Mutex<World>,
    wake: Notify,
    now: Now,
    version: watch::Sender<u64>,
}

struct Server {
    shared: Arc<Shared>,
    address: SocketAddr,
    task: JoinHandle<()>,
    deliveries: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.change(|world, _| world.faults.closed = true);
        self.task.abort();
        self.deliveries.abort();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the world and tells those who wait for it.
    fn change<T>(&self, act: impl FnOnce(&mut World, DateTime<Utc>) -> T) -> T {
        let now = (self.now)();
        let result = act(&mut self.lock(), now);
        self.version.send_modify(|version| *version += 1);
        self.wake.notify_waiters();
        result
    }
}

impl Telegram {
    /// Starts on a free port of 127.0.0.1.
    #[expect(clippy::disallowed_methods, reason = "the emulator's server lives and dies with the emulator")]
    pub async fn start(now: Now) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let shared =
            Arc::new(Shared { world: Mutex::default(), wake: Notify::new(), now, version: watch::Sender::new(0) });
        let task = tokio::spawn(http::serve(listener, Arc::clone(&shared)));
        let deliveries = tokio::spawn(webhook::deliver(Arc::clone(&shared)));
        let server = Arc::new(Server { shared: Arc::clone(&shared), address, task, deliveries });
        Ok(Self { shared, server })
    }

    /// The base address of the Bot API.
    pub fn url(&self) -> String {
        format!("http://{}", self.server.address)
    }

    /// The bot's token.
    pub fn token(&self) -> String {
        TOKEN.to_owned()
    }

    /// The chat of a person, oldest message first, with deleted ones.
    pub fn chat(&self, user: UserId) -> Vec<Message> {
        self.shared
            .lock()
            .people
            .get(&user)
            .map(|person| person.messages.values().cloned().collect())
            .unwrap_or_default()
    }

    /// A message of a person's chat, as it stands now.
    pub fn message(&self, user: UserId, message: MessageId) -> Option<Message> {
        self.shared.lock().message(user, message).cloned()
    }

    /// The last message of the bot that is still there.
    pub fn last(&self, user: UserId) -> Option<Message> {
        let world = self.shared.lock();
        let mut messages = world.people.get(&user)?.messages.values().rev();
        messages.find(|message| message.from_bot && !message.deleted).cloned()
    }

    /// What stands in place of the phone's keyboard.
    pub fn keyboard(&self, user: UserId) -> Option<ReplyKeyboard> {
        self.shared.lock().people.get(&user)?.keyboard.clone()
    }

    /// Everything that popped up after presses.
    pub fn toasts(&self, user: UserId) -> Vec<Toast> {
        self.shared.lock().people.get(&user).map(|person| person.toasts.clone()).unwrap_or_default()
    }

    /// The commands that the phone offers in this language, with their descriptions.
    pub fn commands(&self, user: UserId, language: &str) -> Vec<(String, String)> {
        self.shared.lock().commands_for(user, language)
    }

    /// The description (`short`: of the profile) in exactly this language, empty for the default.
    pub fn description(&self, short: bool, language: &str) -> Option<String> {
        let field = if short { "short_description" } else { "description" };
        self.shared.lock().descriptions.get(&(field.to_owned(), language.to_owned())).cloned()
    }

    /// Everybody with a phone: number and name, in the order of arrival.
    pub fn people(&self) -> Vec<(UserId, String)> {
        self.shared.lock().people.iter().map(|(id, person)| (*id, person.name.clone())).collect()
    }

    /// A kept file by its path: its kind of content and its bytes.
    pub fn file(&self, path: &str) -> Option<(String, Arc<Vec<u8>>)> {
        let world = self.shared.lock();
        let file = world.files.values().find(|file| file.path == path)?;
        Some((file.mime.clone(), Arc::clone(&file.bytes)))
    }

    /// Every rule broken so far, with presses left unanswered for over 150 s.
    pub fn violations(&self) -> Vec<String> {
        self.violations_if(TimeDelta::seconds(150))
    }

    /// Every rule broken, when nothing more is to come: an unanswered press of any age counts.
    pub fn violations_at_end(&self) -> Vec<String> {
        self.violations_if(TimeDelta::MIN)
    }

    fn violations_if(&self, age: TimeDelta) -> Vec<String> {
        let now = (self.shared.now)();
        let world = self.shared.lock();
        let mut all = world.violations.clone();
        all.extend(world.unanswered(now, age));
        all
    }

    /// Updates that the bot has not confirmed.
    pub fn pending_updates(&self) -> usize {
        self.shared.lock().updates.waiting()
    }

    /// The numbers of updates that the bot confirmed, and when.
    pub fn confirmed(&self) -> Vec<(i64, DateTime<Utc>)> {
        self.shared.lock().updates.confirmed.clone()
    }

    /// Requests of the bot, but for `getUpdates`, oldest first.
    pub fn requests(&self) -> Vec<Request> {
        self.shared.lock().requests.iter().cloned().collect()
    }

    /// How often the bot called a method, `getUpdates` too.
    pub fn count(&self, method: &str) -> usize {
        let world = self.shared.lock();
        world.counts.iter().find(|(name, _)| name.eq_ignore_ascii_case(method)).map_or(0, |(_, count)| *count)
    }

    /// Changes whenever the world does.
    pub fn version(&self) -> watch::Receiver<u64> {
        self.shared.version.subscribe()
    }

    /// Telegram answers 502 to everything, or is well again.
    pub fn set_down(&self, down: bool) {
        self.shared.change(|world, now| {
            world.faults.down = down;
            world.note_reach(now);
        });
    }

    /// Connections are accepted and closed without an answer, or work again.
    pub fn set_network_lost(&self, lost: bool) {
        self.shared.change(|world, now| {
            world.faults.network_lost = lost;
            world.note_reach(now);
        });
    }

    /// The token is refused with 401, or known again.
    pub fn refuse_token(&self, refused: bool) {
        self.shared.change(|world, now| {
            world.faults.token_refused = refused;
            world.note_reach(now);
        });
    }

    /// Whether Telegram is down, and whether the network is lost.
    pub fn faults(&self) -> (bool, bool) {
        let world = self.shared.lock();
        (world.faults.down, world.faults.network_lost)
    }

    /// The next `count` accepted requests other than `getUpdates` take effect, but their answers never arrive.
    pub fn lose_answers(&self, count: usize) {
        self.shared.change(|world, _| world.faults.answers_to_lose = count);
    }

    /// The bot died before it heard that its last change of a message took effect: it may repeat it.
    pub fn answer_was_lost(&self, user: UserId, message: MessageId) {
        self.shared.change(|world, _| {
            let person = world.people.get_mut(&user);
            if let Some(message) = person.and_then(|person| person.messages.get_mut(&message)) {
                message.answer_lost = true;
            }
        });
    }

    /// The next message to this person is refused with 429; earlier ones than `retry_after` seconds later break a rule.
    pub fn too_many(&self, user: UserId, retry_after: u64) {
        self.shared.change(|world, _| {
            if let Some(person) = world.people.get_mut(&user) {
                person.refuse_next = Some(retry_after);
            }
        });
    }

    /// The next request other than `getUpdates` is refused like this; calls add up.
    pub fn fail_once(&self, status: u16, description: &str) {
        self.shared.change(|world, _| world.faults.refuse.push_back((status, description.to_owned())));
    }

    /// Whether rates are enforced (30 messages a second, 5 to one chat); they are unless told otherwise.
    pub fn set_rates(&self, enforced: bool) {
        self.shared.change(|world, _| world.rates_off = !enforced);
    }

    /// How long a call other than `getUpdates` takes, once it has been taken.
    pub fn set_latency(&self, latency: Duration) {
        self.shared.change(|world, _| world.faults.latency = latency);
    }

    /// Where `https://HOST` leads: what names of the Internet and a proxy with TLS do before a bot with a webhook.
    /// A host that leads nowhere can't be reached.
    pub fn leads(&self, host: &str, address: &str) {
        self.shared.change(|world, _| world.ways.insert(host.to_owned(), address.to_owned()));
    }

    /// The address updates are pushed to; `None`: they wait to be asked for.
    pub fn webhook(&self) -> Option<String> {
        self.shared.lock().webhook.as_ref().map(|webhook| webhook.url.clone())
    }

    /// Whoever else has the token turns updates to another address, or away from any.
    pub fn hijack(&self, url: Option<&str>) {
        self.shared.change(|world, _| world.webhook = url.map(world::Webhook::stolen));
    }

    /// Whether equal polls in quick succession are slowed down as the server does; they are not unless told so.
    pub fn set_impatient(&self, impatient: bool) {
        self.shared.change(|world, _| world.updates.impatient = impatient);
    }

    /// Every update comes 1 to `times` times, later ones out of order: what a broken network or a restored server does.
    pub fn deliver_repeatedly(&self, times: usize) {
        self.shared.change(|world, _| world.updates.times = times);
    }
}
