//! `mosbot copy`: a department in the middle of its work is carried over to PostgreSQL and goes on there; every value of
//! every table arrives, or nothing does.

use crate::{
    databases::Fresh,
    drama,
    migrations::{filled, filled_to},
    process,
};
use mosbot::{
    db::{self, Db},
    playground::{Desk, Phone, desk::test_server},
};
use sqlx::AssertSqlSafe;
use std::collections::BTreeMap;

#[tokio::test]
async fn a_department_in_the_middle_of_its_work_goes_on_in_postgres() {
    let desk = Desk::on_sqlite("2026-11-24T07:00:00Z".parse().unwrap()).await.unwrap();
    let users = {
        let drama::Drama { anna, olga, victor, .. } = drama::begin(&desk, &str::to_owned).await;
        anna.says("Ромашка обещали до понедельника 15к").await;
        anna.presses("Сохранить").await;
        olga.says("Когда приедет инженер?").await;
        anna.says("/call").await;
        anna.says("Ромашка").await;
        assert!(anna.phone().contains("шаг 2 из 3"), "{}", anna.phone());
        [anna.user, olga.user, victor.user]
    };
    let calls = "SELECT COUNT(*) FROM call";
    let before = desk.count(calls).await;
    let desk = desk.moved_to_postgres(&test_server()).await.unwrap();
    let [anna, olga, victor] = users.map(|user| Phone::new(&desk, user));
    // The open form takes the next answer.
    anna.presses("Поговорили").await;
    anna.says("приедет в среду").await;
    anna.presses("Сохранить").await;
    assert_eq!(desk.count(calls).await, before + 1);
    // The card of what the client asked is answered by a reply, and she reads it.
    anna.replies("Когда приедет инженер?", "В среду с утра").await;
    assert!(olga.has("В среду с утра"), "{}", olga.phone());
    // The morning comes, and the head looks.
    desk.wait_until("2026-11-25T07:30:00Z").await;
    assert!(desk.count("SELECT COUNT(*) FROM digest WHERE local_date = '2026-11-25'").await > 0);
    victor.says("/team").await;
    assert!(victor.has("Просрочка отдела"), "{}", victor.phone());
    desk.close().await;
}

/// Every row of every table of an SQLite database, as SQLite itself writes values down.
async fn dump(db: &Db) -> BTreeMap<String, Vec<String>> {
    let mut conn = db.read().await.unwrap();
    let tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> '_sqlx_migrations'";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut *conn).await.unwrap();
    let mut all = BTreeMap::new();
    for table in tables {
        let columns: Vec<String> = sqlx::query_scalar("SELECT 'quote(\"' || name || '\")' FROM pragma_table_info($1)")
            .bind(&table)
            .fetch_all(&mut *conn)
            .await
            .unwrap();
        let rows = format!("SELECT {} FROM {table} ORDER BY 1", columns.join(" || ', ' || "));
        let rows: Vec<String> = sqlx::query_scalar(AssertSqlSafe(rows)).fetch_all(&mut *conn).await.unwrap();
        all.insert(table, rows);
    }
    all
}

#[tokio::test]
async fn every_value_of_every_table_goes_there_and_back() {
    let (here, there, back) = (Fresh::sqlite().await, Fresh::postgres().await, Fresh::sqlite().await);
    filled(&here.db).await;
    // A row that refers to a later one of its own table.
    let later = "UPDATE promise SET replaces = (SELECT MAX(id) FROM promise) WHERE id = (SELECT MIN(id) FROM promise)";
    run(&here.db, later).await;
    back.db.migrate().await.unwrap();
    let gone = db::copy(&here.db, &there.db).await.unwrap();
    assert!(gone.iter().all(|(_, rows)| *rows > 0), "{gone:?}");
    let come = db::copy(&there.db, &back.db).await.unwrap();
    assert_eq!(come, gone);
    let (sent, arrived) = (dump(&here.db).await, dump(&back.db).await);
    assert!(sent.len() > 100);
    assert!(arrived == sent, "something has changed on its way");
    assert!(there.db.schema().await.is_ok());
}

async fn run(db: &Db, sql: &'static str) {
    let mut tx = db.begin().await.unwrap();
    sqlx::raw_sql(sql).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// What is said when this is done to source and target before; the target is as it was then.
async fn refused(source: &'static str, target: &'static str) -> Vec<String> {
    let mut said = Vec::new();
    for to in Fresh::both().await {
        let from = Fresh::sqlite().await;
        filled(&from.db).await;
        to.db.migrate().await.unwrap();
        run(&from.db, source).await;
        let words: Vec<&str> = target.split("-- PostgreSQL").collect();
        let words = if to.url.starts_with("sqlite") { words[0] } else { words[words.len() - 1] };
        run(&to.db, words).await;
        let count = async || {
            let mut conn = to.db.read().await.unwrap();
            let rows = "SELECT (SELECT COUNT(*) FROM person) + (SELECT COUNT(*) FROM dunning_look)";
            sqlx::query_scalar::<_, i64>(rows).fetch_one(&mut *conn).await.unwrap()
        };
        let before = count().await;
        said.push(db::copy(&from.db, &to.db).await.unwrap_err().to_string());
        assert_eq!(count().await, before);
    }
    said
}

#[tokio::test]
async fn what_does_not_arrive_as_it_was_is_not_kept() {
    const CHANGED: &str = "CREATE TRIGGER t AFTER INSERT ON contact BEGIN \
            UPDATE contact SET name = name || ' ' WHERE id = NEW.id; END; \
        -- PostgreSQL
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.name := NEW.name || ' '; RETURN NEW; END $$; \
        CREATE TRIGGER t BEFORE INSERT ON contact FOR EACH ROW EXECUTE FUNCTION f();";
    const SWALLOWED: &str = "CREATE TRIGGER t BEFORE INSERT ON event BEGIN SELECT RAISE(IGNORE); END; \
        -- PostgreSQL
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$; \
        CREATE TRIGGER t BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION f();";
    for said in refused("", CHANGED).await {
        assert!(said.contains("contact differs after copying"), "{said}");
    }
    for said in refused("", SWALLOWED).await {
        assert!(said.contains("event differs after copying"), "{said}");
    }
    for said in refused("", "INSERT INTO person (id, name, created_at) VALUES ('x', 'x', 'x')").await {
        assert!(said.contains("the target holds data already"), "{said}");
    }
    for said in refused("UPDATE _sqlx_migrations SET version = 9999 WHERE version = 38", "").await {
        assert!(said.contains("the source: schema 9999 is newer"), "{said}");
    }
    // A zero byte in a text is something SQLite takes and PostgreSQL does not.
    let (from, to) = (Fresh::sqlite().await, Fresh::postgres().await);
    filled(&from.db).await;
    run(&from.db, "UPDATE client SET city = 'a' || char(0) || 'b'").await;
    let said = db::copy(&from.db, &to.db).await.unwrap_err().to_string();
    assert!(said.contains("Postgres refuses rows of client"), "{said}");
    assert!(to.db.schema().await.unwrap_err().to_string().contains("empty"));
}

#[tokio::test]
async fn the_command_carries_over_what_stands_still_and_says_how_much() {
    let (from, to, old) = (Fresh::sqlite().await, Fresh::postgres().await, Fresh::sqlite().await);
    filled(&from.db).await;
    filled_to(&old.db, 30).await;
    old.db.close().await;
    let run = |from: &str, to: &str| process::command(&[], &["copy", "--from", from, "--to", to]);
    let reading = from.db.read().await.unwrap();
    let (code, said) = run(&from.url, &to.url);
    assert!(code == 1 && said.contains("a process serves"), "{code} {said}");
    drop(reading);
    from.db.close().await;
    let (code, said) = run(&old.url, &to.url);
    assert!(code == 1 && said.contains("the source: schema 30"), "{code} {said}");
    let (code, said) = run("sqlite:/nowhere/x.db", &to.url);
    assert!(code == 1 && said.contains("/nowhere/x.db"), "{code} {said}");
    let (code, said) = run(&from.url, &to.url);
    assert!(code == 0 && said.contains("  in 11") && said.contains("  dunning_look"), "{code} {said}");
    let (code, said) = run(&from.url, &to.url);
    assert!(code == 1 && said.contains("holds data already"), "{code} {said}");
}
