//! A desk: the whole machine on a fresh database beside a Telegram of its own. Time stands still until it is moved, and
//! everything that is due is pumped until it is quiet: nothing sleeps.

use super::{Phone, cast, telegram::Telegram};
use crate::{
    app::{Machine, Parts, check_token},
    bot::{api::Api, flood::Gate, sender::Limits, username},
    calendar::ProductionCalendar,
    clients::{self, Client, State},
    clock::Clock,
    db::{self, Db, Id},
    error::{Error, Result},
    features::{self, hello, imports},
    files::{By, File, Report},
    outside::{
        dostavista::{self, Dostavista, stand_in::StandIn},
        mail::{self, Post, stand_in::StandIn as MailServer},
        one_c::{self, OneC},
        planfact::{self, Planfact},
    },
    people::{self, Person, Role},
    phone::Phone as Number,
    server,
};
use chrono::{DateTime, TimeDelta, Utc};
use std::{
    io,
    sync::{
        Arc, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tempfile::TempDir;
use tokio::{net::TcpListener, sync::Mutex, task::JoinHandle};

/// Time moves in such steps at most while somebody waits.
const STEP: TimeDelta = TimeDelta::hours(6);

/// The machine among make-believe people.
pub struct Desk {
    /// Their Telegram.
    pub telegram: Telegram,
    /// Their Dostavista.
    pub dostavista: StandIn,
    /// Their mail server.
    pub mail: MailServer,
    /// Their 1С: empty, and read by nobody until the books are opened.
    pub one_c: one_c::stand_in::StandIn,
    /// Their ПланФакт: the machine has a key to it from [`Desk::plans`] on.
    pub planfact: planfact::stand_in::StandIn,
    /// What time it is.
    pub clock: Clock,
    /// Where everything is.
    pub db: Db,
    /// Working days.
    pub calendar: ProductionCalendar,
    machine: Mutex<Machine>,
    access: std::sync::Mutex<Option<Duration>>,
    writes: std::sync::Mutex<Option<Duration>>,
    books: AtomicBool,
    planning: std::sync::Mutex<Option<Duration>>,
    url: String,
    folder: Option<TempDir>,
}

impl Desk {
    /// A desk on an SQLite file that goes away with it.
    pub async fn on_sqlite(at: DateTime<Utc>) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let url = format!("sqlite:{}", folder.path().join("mosbot.db").display());
        Self::open(url, Clock::standing(at), Some(folder)).await
    }

    /// A desk on an SQLite file where time runs, beginning at `at`: the demo.
    pub async fn live(at: DateTime<Utc>) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let url = format!("sqlite:{}", folder.path().join("mosbot.db").display());
        Self::open(url, Clock::running_from(at), Some(folder)).await
    }

    /// A desk on a fresh database of the PostgreSQL server at `server`, `postgres://user@host:port`.
    pub async fn on_postgres(server: &str, at: DateTime<Utc>) -> Result<Self> {
        Self::open(fresh(server).await?, Clock::standing(at), None).await
    }

    /// The process dies, everything is copied into a fresh database of the PostgreSQL server, and the desk goes on there
    /// with the same Telegram.
    pub async fn moved_to_postgres(self, server: &str) -> Result<Self> {
        let url = fresh(server).await?;
        let db = Db::open(&url).await?;
        db::copy(&self.db, &db).await?;
        let moved = Self { db, url, ..self };
        moved.restart().await?;
        Ok(moved)
    }

    async fn open(url: String, clock: Clock, folder: Option<TempDir>) -> Result<Self> {
        let now = clock.clone();
        let telegram = Telegram::start(Arc::new(move || now.now())).await?;
        telegram.set_rates(false);
        let now = clock.clone();
        let dostavista = StandIn::start(Arc::new(move || now.now())).await?;
        let access = Some(dostavista::PATIENCE);
        let now = clock.clone();
        let mail = MailServer::start(Arc::new(move || now.now())).await?;
        let writes = Some(mail::PATIENCE);
        let post = writes.map(|patience| mail.post(patience));
        let one_c = one_c::stand_in::StandIn::start().await?;
        let planfact = planfact::stand_in::StandIn::start().await?;
        let outside = Outside { dostavista: couriers(&dostavista, access)?, post, one_c: None, planfact: None };
        let machine = machine(&url, &clock, &telegram, outside).await?;
        let db = machine.db.clone();
        let calendar = ProductionCalendar::russian();
        let (machine, access) = (Mutex::new(machine), std::sync::Mutex::new(access));
        let (writes, books) = (std::sync::Mutex::new(writes), AtomicBool::new(false));
        let planning = std::sync::Mutex::default();
        Ok(Self {
            telegram,
            dostavista,
            mail,
            one_c,
            planfact,
            clock,
            db,
            calendar,
            machine,
            access,
            writes,
            books,
            planning,
            url,
            folder,
        })
    }

    /// The address of the database, for another process.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The process dies and starts again on the same database.
    pub async fn restart(&self) -> Result {
        let access = *self.access.lock().unwrap_or_else(PoisonError::into_inner);
        let couriers = couriers(&self.dostavista, access)?;
        let planning = *self.planning.lock().unwrap_or_else(PoisonError::into_inner);
        let writes = *self.writes.lock().unwrap_or_else(PoisonError::into_inner);
        let books = self.books.load(Ordering::Relaxed).then(|| OneC::new(self.one_c.settings(one_c::PATIENCE)));
        let outside = Outside {
            dostavista: couriers,
            post: writes.map(|patience| self.mail.post(patience)),
            one_c: books.transpose()?,
            planfact: planning.map(|patience| Planfact::new(self.planfact.settings(patience))).transpose()?,
        };
        let machine = machine(&self.url, &self.clock, &self.telegram, outside).await?;
        *self.machine.lock().await = machine;
        Ok(())
    }

    /// The process starts again and waits so long for an answer of Dostavista; `None`: couriers are booked by hand.
    pub async fn restart_with(&self, patience: Option<Duration>) -> Result {
        *self.access.lock().unwrap_or_else(PoisonError::into_inner) = patience;
        self.restart().await
    }

    /// The process starts again and waits so long for a step of the mail server; `None`: letters are drafts.
    pub async fn restart_with_mail(&self, patience: Option<Duration>) -> Result {
        *self.writes.lock().unwrap_or_else(PoisonError::into_inner) = patience;
        self.restart().await
    }

    /// The process starts again and reads 1С from now on.
    pub async fn opens_books(&self) -> Result {
        self.books.store(true, Ordering::Relaxed);
        self.restart().await
    }

    /// The process starts again with a key to ПланФакт and waits so long for its answers; `None`: without one.
    pub async fn plans(&self, patience: Option<Duration>) -> Result {
        *self.planning.lock().unwrap_or_else(PoisonError::into_inner) = patience;
        self.restart().await
    }

    /// The address where callbacks are taken, until what is returned is dropped.
    #[expect(clippy::disallowed_methods, reason = "the server lives and dies with what is returned")]
    pub async fn hooks(&self) -> io::Result<Hooks> {
        let at = self.machine.lock().await.runner.at.clone();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = format!("http://{}/hooks", listener.local_addr()?);
        let router = server::hooks(at, &features::HOOKS);
        let task = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                tracing::error!(%error, "nobody takes callbacks any more");
            }
        });
        Ok(Hooks { address, task })
    }

    /// Everything that is due happens, until nothing is.
    pub async fn pump(&self) {
        let mut machine = self.machine.lock().await;
        loop {
            let mut busy = machine.intake.step(0).await.is_ok_and(|came| came > 0);
            while machine.worker.step().await.expect("the worker works") {
                busy = true;
            }
            while machine.runner.step().await.expect("jobs run") {
                busy = true;
            }
            busy |= machine.sender.step().await.expect("the sender sends") > 0;
            if !busy {
                return;
            }
        }
    }

    /// Updates come in and wait: only the intake.
    pub async fn take_in(&self) {
        let mut machine = self.machine.lock().await;
        while machine.intake.step(0).await.is_ok_and(|came| came > 0) {}
    }

    /// Updates that came in are handled: only the worker.
    pub async fn work(&self) {
        let machine = self.machine.lock().await;
        while machine.worker.step().await.expect("the worker works") {}
    }

    /// One look at schedules and watches: nothing of what it says is sent yet, and other steps may go on meanwhile.
    pub async fn look(&self) {
        let (scheduler, watcher) = {
            let machine = self.machine.lock().await;
            (machine.scheduler.clone(), machine.watcher.clone())
        };
        scheduler.step().await.expect("schedules are looked at");
        watcher.step().await.expect("watches look");
    }

    /// One look at schedules and watches, and everything that follows.
    pub async fn tick(&self) {
        self.look().await;
        self.pump().await;
    }

    /// Time passes until `at`, from one due moment to the next, and what is due on the way happens.
    pub async fn wait_until(&self, at: &str) {
        self.pass_until(at.parse().expect("a moment such as 2026-11-24T06:00:00Z")).await;
    }

    /// The same, for a moment that was computed.
    pub async fn pass_until(&self, at: DateTime<Utc>) {
        while self.clock.now() < at {
            let due = self.machine.lock().await.scheduler.next_due().await.expect("schedules can be read");
            let step = (self.clock.now() + STEP).min(at);
            self.clock.set(due.map_or(step, |due| due.min(step)));
            self.tick().await;
        }
    }

    /// Time passes at once, as while the process was off.
    pub async fn jump_to(&self, at: &str) {
        self.clock.set(at.parse().expect("a moment such as 2026-11-24T06:00:00Z"));
        self.tick().await;
    }

    /// Somebody of the staff comes in by an invitation.
    pub async fn staff(&self, name: &str, role: Role) -> Phone<'_> {
        let user = self.telegram.user(name, "ru", &number());
        let phone = Phone::new(self, user);
        let mut tx = self.db.begin().await.expect("a transaction");
        let person = hello::add_staff(&mut tx, name, None, self.clock.now()).await.expect("written down");
        let link = hello::invite(&mut tx, person, role, None, self.clock.now()).await.expect("invited");
        tx.commit().await.expect("committed");
        phone.starts(Some(&link.code)).await;
        phone
    }

    /// A manager comes in.
    pub async fn manager(&self, name: &str) -> Phone<'_> {
        self.staff(name, Role::Manager).await
    }

    /// A client that a manager keeps; of nobody if `owner` is `None`.
    pub async fn client(&self, name: &str, owner: Option<&Phone<'_>>) -> Client {
        let owner = match owner {
            Some(phone) => Some(phone.person().await.id),
            None => None,
        };
        let client = Client {
            id: Id::new(),
            name: name.to_owned(),
            inn: None,
            city: String::new(),
            zone: chrono_tz::Europe::Moscow,
            owner,
            state: State::Active,
        };
        let mut tx = self.db.begin().await.expect("a transaction");
        clients::add(&mut tx, &client, self.clock.now().into()).await.expect("added");
        tx.commit().await.expect("committed");
        client
    }

    /// A contact person of a client comes in by the manager's link.
    pub async fn contact(&self, manager: &Phone<'_>, client: &Client, name: &str) -> Phone<'_> {
        let digits =
            client.name.bytes().chain(name.bytes()).fold(7_u64, |sum, byte| (sum * 31 + u64::from(byte)) % 10_000_000);
        let [company, contact] = [client.name.as_str(), name].map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
        let file = format!("Название;Контакт;Должность;Телефон\n{company};{contact};бухгалтер;+7903{digits:07}\n");
        self.imports("clients", "contact.csv", file.as_bytes(), false).await.expect("written down");
        let guest = cast::guest(self, manager.user, &client.name, name).await;
        let (user, code) = guest.expect("invited");
        let phone = Phone::new(self, user);
        phone.starts(Some(&code)).await;
        phone.presses("Согласен").await;
        phone.shares_contact(user).await;
        phone
    }

    /// A place where goods are kept, as a colleague writes it down.
    pub async fn place(&self, colleague: &Phone<'_>, name: &str, address: &str) {
        colleague.says(&format!("/newplace {name}")).await;
        colleague.says(address).await;
        colleague.presses("Сохранить").await;
    }

    /// What has been counted: lines of the table `Товар;Артикул;Место;Остаток`.
    pub async fn counted(&self, lines: &str) {
        let table = format!("Товар;Артикул;Место;Остаток\n{lines}\n");
        let report = self.imports("stock", "stock.csv", table.as_bytes(), false).await.expect("counted");
        assert_eq!(report.problems, [], "the count has problems");
    }

    /// Reads a file as the command line does.
    pub async fn imports(&self, kind: &str, name: &str, bytes: &[u8], trial: bool) -> Result<Report> {
        let import = imports::named(kind).ok_or_else(|| Error::other(format!("no import {kind}")))?;
        let file = File { name: name.to_owned(), bytes: bytes.to_vec() };
        let now = self.clock.now();
        let today = now.with_timezone(&chrono_tz::Europe::Moscow).date_naive();
        let by = By { person: None, now, today, accounts: &[], calendar: &self.calendar };
        imports::import(&self.db, import, &file, by, trial).await
    }

    /// Whether a job waits for its time.
    pub async fn has_work(&self) -> bool {
        self.count("SELECT COUNT(*) FROM job WHERE state = 'due'").await > 0
    }

    /// The one number a query gives.
    pub async fn count(&self, query: &'static str) -> i64 {
        let mut conn = self.db.read().await.expect("a connection");
        sqlx::query_scalar(query).fetch_one(&mut *conn).await.expect("a count")
    }

    /// The person behind a phone.
    pub async fn person(&self, user: i64) -> Option<Person> {
        let mut conn = self.db.read().await.expect("a connection");
        people::by_tg_id(&mut conn, user).await.expect("people can be read")
    }

    /// Ends the day: nothing may be left undone and no rule of the Bot API broken.
    pub async fn close(self) {
        self.pump().await;
        assert_eq!(self.count("SELECT COUNT(*) FROM inbox WHERE state <> 'done'").await, 0, "updates left");
        let left =
            "SELECT COUNT(*) FROM outbox WHERE state IN ('sending', 'failed') OR (state = 'due' AND attempts > 0)";
        assert_eq!(self.count(left).await, 0, "messages left");
        assert_eq!(self.count("SELECT COUNT(*) FROM job WHERE state = 'failed'").await, 0, "jobs failed");
        let violations = self.telegram.violations_at_end();
        assert!(violations.is_empty(), "rules of the Bot API broken: {violations:#?}");
        drop(self.folder);
    }
}

/// Where a desk takes callbacks.
pub struct Hooks {
    /// Without the name of the callback: `http://127.0.0.1:1234/hooks`.
    pub address: String,
    task: JoinHandle<()>,
}

impl Drop for Hooks {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The address of a fresh database of the PostgreSQL server.
async fn fresh(server: &str) -> Result<String> {
    let name = format!("desk_{}", Id::<Desk>::new());
    let admin = Db::open(&format!("{server}/postgres")).await?;
    let create = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
    sqlx::raw_sql(create).execute(&mut *admin.read().await?).await?;
    admin.close().await;
    Ok(format!("{server}/{name}"))
}

fn couriers(dostavista: &StandIn, patience: Option<Duration>) -> Result<Option<Dostavista>> {
    patience.map(|patience| Dostavista::new(dostavista.settings(patience))).transpose()
}

/// A Russian number that nobody has.
fn number() -> String {
    let id = Id::<Number>::new().to_string();
    let digits: String = id.bytes().rev().map(|byte| char::from(b'0' + byte % 10)).take(7).collect();
    format!("+7916{digits}")
}

/// Systems of others that the bot reaches.
struct Outside {
    dostavista: Option<Dostavista>,
    post: Option<Post>,
    one_c: Option<OneC>,
    planfact: Option<Planfact>,
}

async fn machine(
    url: &str,
    clock: &Clock,
    telegram: &Telegram,
    Outside { dostavista, post, one_c, planfact }: Outside,
) -> Result<Machine> {
    let db = Db::open(url).await?;
    let api = Api::new(&telegram.url(), telegram.token().into(), None)?;
    let parts = Parts {
        db: db.clone(),
        clock: clock.clone(),
        api: api.clone(),
        webhook: None,
        limits: Limits::none(),
        gate: Gate::open(),
        accounts: Vec::new(),
        dostavista,
        couriers: cast::couriers(),
        post,
        one_c,
        planfact,
        seller: Some(cast::seller()),
        backup: None,
    };
    let machine = Machine::new(parts).await?;
    match check_token(&api).await {
        Ok(username) => username::keep(&db, &username).await?,
        Err(error) => tracing::warn!(%error, "Telegram did not answer at start"),
    }
    Ok(machine)
}

/// A story told twice: on SQLite and on PostgreSQL. `story!(name, at, async |desk| { … })`
#[macro_export]
macro_rules! story {
    ($(#[$meta:meta])* $name:ident, $at:literal, $story:expr) => {
        mod $name {
            use super::*;

            $(#[$meta])*
            #[tokio::test]
            async fn on_sqlite() {
                let desk = $crate::playground::Desk::on_sqlite($at.parse().unwrap()).await.unwrap();
                let story = $story;
                story(&desk).await;
                desk.close().await;
            }

            $(#[$meta])*
            #[tokio::test]
            async fn on_postgres() {
                let server = $crate::playground::desk::test_server();
                let desk = $crate::playground::Desk::on_postgres(&server, $at.parse().unwrap()).await.unwrap();
                let story = $story;
                story(&desk).await;
                desk.close().await;
            }
        }
    };
}

/// The PostgreSQL server of the tests. There is always one: a test that skips itself proves nothing.
#[expect(clippy::disallowed_methods, reason = "the tests' own setting, not the product's")]
pub fn test_server() -> String {
    std::env::var("MOSBOT_TEST_POSTGRES").expect("MOSBOT_TEST_POSTGRES is not set: run the tests with tests/run")
}

/// How long the long tests go on: once in the suite, many times in the heavy run. `MOSBOT_TEST_ROUNDS`, 1 if not set.
#[expect(clippy::disallowed_methods, reason = "the tests' own setting, not the product's")]
pub fn rounds() -> usize {
    std::env::var("MOSBOT_TEST_ROUNDS").map_or(1, |rounds| rounds.parse().expect("MOSBOT_TEST_ROUNDS is a number"))
}
