//! P17: a backup made in the middle of work is restored elsewhere and starts; what is not a whole backup is refused, and
//! nothing is touched then. 51 rounds instead of three: `MOSBOT_TEST_ROUNDS=17 tests/run --test suite backups`.

use crate::{
    crash::{Crowd, client},
    databases::Fresh,
    process::{self, Bot, until},
    rounds::rounds,
};
use age::{secrecy::ExposeSecret, x25519::Identity};
use chrono::{DateTime, TimeDelta, Utc};
use metrics_exporter_prometheus::PrometheusBuilder;
use mosbot::{
    backup::{self, Keeper, Recipient, Restored, Settings, Shelf, restore},
    clock::Clock,
    db::{self, Db},
    people::Role,
    playground::Desk,
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A folder with a key in it.
struct Place {
    folder: TempDir,
    key: PathBuf,
    recipient: Recipient,
}

impl Place {
    fn new() -> Self {
        let (folder, key) = (tempfile::tempdir().unwrap(), Identity::generate());
        let file = folder.path().join("key.txt");
        fs::write(&file, format!("# keep it elsewhere\n{}\n", key.to_string().expose_secret())).unwrap();
        Self { folder, key: file, recipient: key.to_public() }
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What lies there, and how large it is.
    fn files(&self) -> BTreeMap<String, u64> {
        let entries = fs::read_dir(self.folder.path()).unwrap().map(Result::unwrap);
        entries.map(|entry| (entry.file_name().into_string().unwrap(), entry.metadata().unwrap().len())).collect()
    }

    async fn restore(&self, file: &Path, into: &Path, force: bool) -> Result<Restored, String> {
        let done = restore(file, Some(&self.key), into, force, Clock::System.now()).await;
        done.map_err(|error| error.to_string())
    }
}

async fn count(db: &Db, query: &'static str) -> i64 {
    sqlx::query_scalar(query).fetch_one(&mut *db.read().await.unwrap()).await.unwrap()
}

async fn calls(db: &Db) -> i64 {
    count(db, "SELECT COUNT(*) FROM call").await
}

/// What does not fit together in a database that stood still in the middle of work: everybody's calls are the first ones
/// they have logged, in order, each with its event and its answer.
async fn torn(db: &Db) -> Vec<String> {
    let mut wrong = Vec::new();
    let (calls, events) = (calls(db).await, count(db, "SELECT COUNT(*) FROM event WHERE kind = 'call.logged'").await);
    if calls != events {
        wrong.push(format!("{calls} calls have {events} events"));
    }
    let logged = "SELECT p.tg_id, c.name FROM call k JOIN person p ON p.id = k.person_id \
                  JOIN client c ON c.id = k.client_id ORDER BY k.logged_at, k.id";
    let logged: Vec<(i64, String)> = sqlx::query_as(logged).fetch_all(&mut *db.read().await.unwrap()).await.unwrap();
    let mut by_chat: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for (user, name) in logged {
        by_chat.entry(user).or_default().push(name);
    }
    for (user, names) in by_chat {
        let first: Vec<String> = (1..=names.len()).map(client).collect();
        if names != first {
            wrong.push(format!("{user} has {names:?}"));
        }
    }
    wrong
}

#[tokio::test]
async fn a_backup_made_in_the_middle_of_work_is_restored_elsewhere_and_starts() {
    let (desk, place) = (Desk::on_sqlite(Clock::System.now()).await.unwrap(), Place::new());
    let mut crowd = Crowd::gather(&desk, 20, 99).await;
    let telegram = &desk.telegram;
    let (folder, recipient) = (place.folder.path().display().to_string(), place.recipient.to_string());
    let mut bot = Bot::start_with(&[
        ("MOSBOT_TELEGRAM_API_URL", &telegram.url()),
        ("MOSBOT_TELEGRAM_TOKEN", &telegram.token()),
        ("MOSBOT_DATABASE_URL", desk.url()),
        ("MOSBOT_HTTP_ADDR", "127.0.0.1:0"),
        ("MOSBOT_BACKUP_FOLDER", &folder),
        ("MOSBOT_BACKUP_RECIPIENT", &recipient),
    ]);
    bot.says("the database is backed up").await;
    let by_itself = place.files().into_keys().find(|name| name.ends_with(".db.gz.age")).unwrap();
    place.restore(&place.file(&by_itself), &place.file("by-itself.db"), false).await.unwrap();
    for round in 0..3 * rounds() {
        let (backup, database) = (place.file(&format!("{round}.age")), place.file(&format!("{round}.db")));
        let (before, saved) = (calls(&desk.db).await, crowd.saved());
        let works = until(telegram, "calls", async || {
            crowd.look(telegram, 20, false);
            crowd.saved() > saved + 10
        });
        let (made, ()) = futures::join!(backup::make(&desk.db, &backup, Some(&place.recipient)), works);
        made.unwrap();
        let after = calls(&desk.db).await;
        let restored = place.restore(&backup, &database, false).await.unwrap();
        let url = format!("sqlite:{}", database.display());
        let elsewhere = Db::existing(&url).await.unwrap();
        let there = calls(&elsewhere).await;
        assert!((before..=after).contains(&there), "{before} {there} {after}");
        assert!(restored.holds.rows.contains(&("call".to_owned(), there)), "{restored:?}");
        assert_eq!(torn(&elsewhere).await, [""; 0]);
        elsewhere.close().await;
        let other = Desk::on_sqlite(Clock::System.now()).await.unwrap();
        let mut again = Bot::start(&other.telegram, &url);
        again.address().await;
        again.kill();
    }
    bot.kill();
}

/// The negative control of `torn`.
#[tokio::test]
async fn a_database_that_does_not_fit_together_is_found_out() {
    let desk = Desk::on_sqlite("2026-11-24T07:00:00Z".parse().unwrap()).await.unwrap();
    let anna = desk.manager("Анна").await;
    for n in 1..=2 {
        desk.client(&client(n), Some(&anna)).await;
        anna.says("/call").await;
        anna.says(&client(n)).await;
        for words in ["Поговорили", "Сохранить"] {
            anna.presses(words).await;
        }
    }
    assert_eq!((calls(&desk.db).await, torn(&desk.db).await), (2, vec![]));
    let mut tx = desk.db.begin().await.unwrap();
    let first = "DELETE FROM call WHERE id = (SELECT MIN(id) FROM call)";
    sqlx::query(first).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(torn(&desk.db).await.len(), 2);
}

/// A small database with something in it, and a backup of it.
async fn small(place: &Place, sealed: bool) -> PathBuf {
    let fresh = Fresh::sqlite().await;
    fresh.db.migrate().await.unwrap();
    let mut tx = fresh.db.begin().await.unwrap();
    for n in 0..2_000 {
        sqlx::query("INSERT INTO fact (name, value) VALUES ($1, $2)")
            .bind(format!("fact {n}"))
            .bind("x".repeat(n % 97))
            .execute(&mut *tx)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let file = place.file(if sealed { "backup.db.gz.age" } else { "backup.db.gz" });
    backup::make(&fresh.db, &file, sealed.then_some(&place.recipient)).await.unwrap();
    file
}

#[tokio::test]
async fn what_is_not_a_whole_backup_is_refused_and_nothing_is_touched() {
    for sealed in [true, false] {
        let place = Place::new();
        let (whole, file, database) = (small(&place, sealed).await, place.file("doubtful"), place.file("mosbot.db"));
        let bytes = fs::read(&whole).unwrap();
        let mut doubtful: Vec<(String, Vec<u8>)> = Vec::new();
        for part in [0, 25, 170, bytes.len() / 2, bytes.len() / 3, bytes.len() - 1] {
            let mut flipped = bytes.clone();
            flipped[part] ^= 1;
            doubtful.push((format!("byte {part}"), flipped));
            doubtful.push((format!("cut at {part}"), bytes[..part].to_vec()));
        }
        doubtful.push(("nothing".to_owned(), Vec::new()));
        doubtful.push(("words".to_owned(), "это не копия".as_bytes().to_vec()));
        for (what, bytes) in doubtful {
            fs::write(&file, bytes).unwrap();
            let before = place.files();
            let said = place.restore(&file, &database, false).await.expect_err(&what);
            assert!(said.contains("doubtful: "), "{what}: {said}");
            assert_eq!(place.files(), before, "{what}");
        }
        place.restore(&whole, &database, false).await.expect("the control: it is whole");
        assert!(database.exists());
    }
}

#[tokio::test]
async fn without_the_key_or_over_another_database_nothing_is_restored() {
    let (place, stranger) = (Place::new(), Place::new());
    let (whole, database, now) = (small(&place, true).await, place.file("mosbot.db"), Clock::System.now());
    let said = async |identity: Option<&Path>, file: &Path| {
        let said = restore(file, identity, &database, false, now).await.unwrap_err().to_string();
        said.replace(&place.folder.path().display().to_string(), "HOME")
            .replace(&stranger.folder.path().display().to_string(), "THERE")
    };
    let newer = place.file("newer.db");
    {
        let fresh = Fresh::sqlite().await;
        fresh.db.migrate().await.unwrap();
        let mut tx = fresh.db.begin().await.unwrap();
        let later = "UPDATE _sqlx_migrations SET version = 9999 WHERE version = 38";
        sqlx::query(later).execute(&mut *tx).await.unwrap();
        tx.commit().await.unwrap();
        fresh.db.snapshot(&newer).await.unwrap();
    }
    fs::write(place.file("words"), "x").unwrap();
    let mut all = vec![said(None, &whole).await, said(Some(&stranger.key), &whole).await];
    all.push(said(Some(&place.file("words")), &whole).await);
    all.push(said(Some(&place.file("none")), &whole).await);
    all.push(said(Some(&place.key), &place.file("none")).await);
    all.push(said(None, &newer).await);
    place.restore(&whole, &database, false).await.unwrap();
    all.push(said(Some(&place.key), &whole).await);
    let schema = mosbot_schema();
    insta::assert_snapshot!(all.join("\n").replace(&format!("knows {schema}"), "knows N"), @"
    HOME/backup.db.gz.age: it is encrypted: --identity KEYFILE is needed
    HOME/backup.db.gz.age: the key in THERE/key.txt does not open it
    HOME/words: no key of age: a line AGE-SECRET-KEY-1… is needed
    HOME/none: No such file or directory (os error 2)
    HOME/none: No such file or directory (os error 2)
    HOME/newer.db: schema 9999 is newer than this release, which knows N
    HOME/mosbot.db is there already: --force sets it aside and puts the backup in its place
    ");
    // Opened by somebody, it is not overwritten even by force.
    let served = Db::existing(&format!("sqlite:{}", database.display())).await.unwrap();
    let (read, before) = (served.read().await.unwrap(), place.files());
    let said = place.restore(&whole, &database, true).await.unwrap_err();
    assert!(said.contains("a process serves"), "{said}");
    assert_eq!(place.files(), before);
    drop(read);
    served.close().await;
    let aside = place.restore(&whole, &database, true).await.unwrap().aside.unwrap();
    db::prove(&aside).await.expect("the old one is whole, too");
}

/// The schema of this release.
fn mosbot_schema() -> i64 {
    let files = crate::source::files(&crate::source::root().join("migrations"), "sql");
    files.iter().map(|file| file.file_name().unwrap().to_string_lossy()[..4].parse().unwrap()).max().unwrap()
}

/// A database as a death leaves it: what was written last is only in the `-wal` beside it.
async fn dead(place: &Place, name: &str) -> PathBuf {
    let fresh = Fresh::sqlite().await;
    fresh.db.migrate().await.unwrap();
    let file = db::file(&fresh.url).unwrap();
    let mut tx = fresh.db.begin().await.unwrap();
    for n in 0..300 {
        let person = "INSERT INTO person (id, name, created_at) VALUES ($1, 'x', 'x')";
        sqlx::query(person).bind(format!("{n}")).execute(&mut *tx).await.unwrap();
    }
    tx.commit().await.unwrap();
    let (from, to) = (file.display().to_string(), place.file(name).display().to_string());
    for beside in ["", "-wal"] {
        fs::copy(format!("{from}{beside}"), format!("{to}{beside}")).unwrap();
    }
    place.file(name)
}

#[tokio::test]
async fn what_lies_beside_a_dead_database_does_not_damage_the_one_that_takes_its_place() {
    let place = Place::new();
    let whole = small(&place, true).await;
    let apart = place.restore(&whole, &place.file("apart.db"), false).await.unwrap();
    // The control: a backup that is simply copied over the dead database is not what it was.
    let naive = dead(&place, "naive.db").await;
    fs::copy(place.file("apart.db"), &naive).unwrap();
    assert_ne!(db::prove(&naive).await.ok(), Some(apart.holds.clone()));
    for force in [true, false] {
        let database = dead(&place, &format!("{force}.db")).await;
        if !force {
            fs::remove_file(&database).unwrap();
        }
        let restored = place.restore(&whole, &database, force).await.unwrap();
        assert_eq!(db::prove(&database).await.unwrap(), apart.holds);
        let aside = restored.aside.expect("nothing is thrown away");
        if force {
            let people = db::prove(&aside).await.unwrap().rows;
            assert!(people.contains(&("person".to_owned(), 300)), "the old one is set aside with all it holds");
        } else {
            assert!(fs::metadata(format!("{}-wal", aside.display())).unwrap().len() > 0);
        }
    }
    // One that can't be read any more is set aside as it is.
    let broken = place.file("broken.db");
    fs::write(&broken, "x".repeat(10_000)).unwrap();
    let aside = place.restore(&whole, &broken, true).await.unwrap().aside.unwrap();
    assert_eq!(fs::read(aside).unwrap().len(), 10_000);
}

#[tokio::test]
async fn backups_are_made_in_time_and_a_failure_is_told_once_a_day() {
    let recorder = PrometheusBuilder::new().build_recorder();
    let measured = recorder.handle();
    let _here = metrics::set_default_local_recorder(&recorder);
    let desk = Desk::on_sqlite("2026-11-24T07:00:00Z".parse().unwrap()).await.unwrap();
    let (victor, adam) = (desk.staff("Виктор", Role::Head).await, desk.staff("Адам", Role::Admin).await);
    let place = Place::new();
    let folder = place.folder.path().join("backups");
    fs::create_dir(&folder).unwrap();
    let mut keeper = Keeper::new(
        desk.db.clone(),
        desk.clock.clone(),
        Settings {
            folder: folder.clone(),
            every: TimeDelta::minutes(15),
            recipient: Some(place.recipient.clone()),
            keep: 2,
        },
    );
    let shelf = Shelf::new(&folder);
    let backups = || shelf.backups(desk.clock.now()).unwrap().into_iter().map(|(at, _)| at).collect::<Vec<_>>();
    let at = |text: &str| -> DateTime<Utc> { text.parse().unwrap() };
    for minute in 0..35 {
        desk.clock.set(at("2026-11-24T07:00:00Z") + TimeDelta::minutes(minute));
        keeper.step().await.unwrap();
    }
    assert_eq!(backups(), [at("2026-11-24T07:30:00Z"), at("2026-11-24T07:15:00Z")]);
    assert!(measured.render().contains("mosbot_backup_age_seconds 240"), "{}", measured.render());
    place.restore(&shelf.place(at("2026-11-24T07:30:00Z"), true), &place.file("a.db"), false).await.unwrap();
    let heard = |phone: &mosbot::playground::Phone<'_>| {
        phone.messages().iter().filter(|message| message.text.contains("База не копируется")).count()
    };
    fs::rename(&folder, place.file("gone")).unwrap();
    for minute in 0..60 {
        desk.clock.set(at("2026-11-24T08:00:00Z") + TimeDelta::minutes(minute));
        keeper.step().await.unwrap();
        desk.pump().await;
    }
    assert_eq!((heard(&adam), heard(&victor)), (1, 0));
    insta::assert_snapshot!(adam.phone().replace(&place.folder.path().display().to_string(), "HOME"), @"⚠️ База не копируется. Последняя копия: 10:30. Причина: HOME/backups: No such file or directory (os error 2)");
    assert!(measured.render().contains("mosbot_backup_failures_total 12"), "{}", measured.render());
    desk.clock.set(at("2026-11-25T08:30:00Z"));
    keeper.step().await.unwrap();
    desk.pump().await;
    assert_eq!(heard(&adam), 2, "a day later it still lasts");
    fs::rename(place.file("gone"), &folder).unwrap();
    desk.clock.set(at("2026-11-25T08:36:00Z"));
    keeper.step().await.unwrap();
    desk.pump().await;
    assert_eq!((heard(&adam), backups()[0]), (2, at("2026-11-25T08:36:00Z")));
}

#[tokio::test]
async fn the_commands_say_what_they_did_and_end_as_they_should() {
    let place = Place::new();
    let fresh = Fresh::sqlite().await;
    fresh.db.migrate().await.unwrap();
    let (backup, database) = (place.file("b.age"), place.file("mosbot.db"));
    let [backup, key] = [&backup, &place.key].map(|file| file.display().to_string());
    let recipient = place.recipient.to_string();
    let there = format!("sqlite:{}", database.display());
    let run = |url: &str, words: &[&str]| process::command(&[("MOSBOT_DATABASE_URL", url)], words);
    let (code, said) = run(&fresh.url, &["backup", &backup, "--recipient", "age1x"]);
    assert!(code == 2 && said.contains("--recipient: a public key of age"), "{code} {said}");
    assert_eq!(run(&fresh.url, &["backup", &backup, "--recipient", &recipient]), (0, String::new()));
    let (code, said) = run(&fresh.url, &["backup", &backup]);
    assert!(code == 1 && said.contains("is there already"), "{code} {said}");
    let (code, said) = run(&there, &["restore", &backup]);
    assert!(code == 1 && said.contains("--identity KEYFILE is needed"), "{code} {said}");
    let (code, said) = run(&there, &["restore", &backup, "--identity", &key]);
    assert!(code == 0 && said.contains(&format!("restored, schema {}", mosbot_schema())), "{code} {said}");
    let (code, said) = run(&there, &["restore", &backup, "--identity", &key]);
    assert!(code == 1 && said.contains("--force"), "{code} {said}");
    let (code, said) = run(&there, &["restore", &backup, "--identity", &key, "--force"]);
    assert!(code == 0 && said.contains("what was there before: "), "{code} {said}");
    let (code, said) = run("postgres://h/d", &["restore", &backup, "--identity", &key]);
    assert!(code == 1 && said.contains("pg_restore"), "{code} {said}");
}
