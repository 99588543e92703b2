//! What a room may name: the import rules of the design, read from the sources.

use crate::source::{self, Source};
use mosbot::features;
use regex::Regex;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

/// Which room or noun keeps a table, that is, may name it in its SQL. Clients and people are nouns that everybody may
/// read; the rooms that write them down are `portfolio` and `hello`.
const KEEPERS: [(&str, &[&str]); 114] = [
    ("person", &["people", "hello"]),
    ("person_role", &["people", "hello"]),
    ("invitation", &["hello"]),
    ("inbox", &["bot"]),
    ("card", &["bot"]),
    ("draft", &["bot"]),
    ("outbox", &["bot"]),
    ("event", &["bot"]),
    ("fact", &["bot"]),
    ("job", &["jobs"]),
    ("lease", &["db"]),
    ("schedule_run", &["jobs"]),
    ("client", &["clients", "portfolio"]),
    ("contact", &["clients", "portfolio"]),
    ("site", &["clients", "portfolio"]),
    ("import", &["files"]),
    ("invoice", &["invoices"]),
    ("overdue_told", &["invoices"]),
    ("invoice_sent", &["billing"]),
    ("letter", &["billing"]),
    ("bill", &["bills"]),
    ("fee", &["issue"]),
    ("issue_case", &["issue"]),
    ("issue_run", &["issue"]),
    ("issue_batch", &["issue"]),
    ("issue_look", &["issue"]),
    ("payment", &["payments"]),
    ("payment_told", &["payments"]),
    ("allocation", &["payments"]),
    ("promise", &["payments"]),
    ("dunning", &["dunning"]),
    ("dunning_promise", &["dunning"]),
    ("dunning_word", &["dunning"]),
    ("dunning_decision", &["dunning"]),
    ("dunning_look", &["dunning"]),
    ("round", &["round"]),
    ("round_later", &["round"]),
    ("round_quiet", &["round"]),
    ("round_lease", &["round"]),
    ("round_slow", &["round"]),
    ("delivery_wrong", &["deliveries"]),
    ("import_payment", &["payments"]),
    ("import_invoice", &["invoices"]),
    ("ledger_invoice", &["ledger"]),
    ("ledger_debt", &["ledger"]),
    ("ledger_trouble", &["ledger"]),
    ("ledger_source", &["ledger"]),
    ("task", &["tasks"]),
    ("call", &["calls"]),
    ("digest", &["digest"]),
    ("walk", &["digest"]),
    ("rule", &["rules"]),
    ("duty", &["rules"]),
    ("contacted", &["bot"]),
    ("shown", &["bot"]),
    ("engineer_half", &["engineers"]),
    ("engineer_habit", &["engineers"]),
    ("site_ready", &["readiness"]),
    ("site_ready_step", &["readiness"]),
    ("installation", &["installations"]),
    ("installation_step", &["installations"]),
    ("installation_answer", &["installations"]),
    ("installation_visit", &["installations"]),
    ("installation_file", &["installations"]),
    ("request", &["requests"]),
    ("said", &["requests"]),
    ("request_card", &["requests"]),
    ("reply_clock", &["requests"]),
    ("handover", &["requests"]),
    ("template", &["requests"]),
    ("inquiry", &["requests"]),
    ("approval", &["approvals"]),
    ("approval_card", &["approvals"]),
    ("alert", &["escalations"]),
    ("alert_item", &["escalations"]),
    ("alert_card", &["escalations"]),
    ("claim", &["claims"]),
    ("claim_evidence", &["claims"]),
    ("claim_step", &["claims"]),
    ("delivery", &["deliveries"]),
    ("delivery_item", &["deliveries"]),
    ("delivery_step", &["deliveries"]),
    ("courier", &["deliveries"]),
    ("courier_quote", &["deliveries"]),
    ("courier_event", &["deliveries"]),
    ("courier_balance", &["deliveries"]),
    ("courier_topup", &["deliveries"]),
    ("item", &["warehouse"]),
    ("place", &["warehouse"]),
    ("stock", &["warehouse"]),
    ("reservation", &["warehouse"]),
    ("arrival", &["warehouse"]),
    ("movement", &["warehouse"]),
    ("paper", &["papers"]),
    ("paper_file", &["papers"]),
    ("delivery_dates", &["deliveries"]),
    ("delivery_leave", &["deliveries"]),
    ("delivery_hand", &["deliveries"]),
    ("receipt", &["deliveries"]),
    ("receipt_chat", &["deliveries"]),
    ("receipt_card", &["deliveries"]),
    ("receipt_file", &["deliveries"]),
    ("receipt_link", &["deliveries"]),
    ("courier_rating", &["deliveries"]),
    ("delivery_warning", &["deliveries"]),
    ("carrier", &["deliveries"]),
    ("carrier_request", &["deliveries"]),
    ("carrier_asked", &["deliveries"]),
    ("carrier_offer", &["deliveries"]),
    ("carrier_leg", &["deliveries"]),
    ("carrier_moved", &["deliveries"]),
    ("site_ready_card", &["readiness"]),
    ("equipment", &["equipment"]),
    ("equipment_visit", &["equipment"]),
];

/// Everybody may read these.
const READ_BY_ALL: [&str; 2] = ["person", "client"];

/// Rooms made of what all rooms bring.
const LOOK_AT_ALL: [&str; 8] =
    ["approvals", "claims", "digest", "escalations", "hello", "imports", "portfolio", "undo"];

/// The machine and the nouns, which know no room.
const BELOW_ROOMS: [&str; 8] = ["bot", "clients", "db", "jobs", "news.rs", "outside", "people", "rules.rs"];

/// No file is longer.
const LINES: usize = 500;

fn rooms() -> impl Iterator<Item = &'static Source> {
    source::all().iter().filter(|source| source.room().is_some())
}

fn assert_none(problems: &[String]) {
    assert!(problems.is_empty(), "{problems:#?}");
}

/// What a room must not name: the network, the database as a whole, the environment, the machine's clock.
fn forbidden(source: &Source) -> Vec<String> {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\bBot\b|\breqwest\b|\w+Pool\b|\.pool\b|\bstd::env\b|\benv!|\bUtc::now\b|\bLocal::now\b").unwrap()
    });
    let named = WORDS.find_iter(&source.code).map(|word| format!("{} names {}", source.path, word.as_str()));
    let mut found: Vec<String> = named.collect();
    let outside = source.paths().iter().any(|path| path[0] == "outside");
    if outside && source.name() != "jobs.rs" {
        found.push(format!("{} names outside", source.path));
    }
    found
}

#[test]
fn a_room_names_no_network_no_pool_no_environment_and_no_clock() {
    assert_none(&rooms().flat_map(forbidden).collect::<Vec<_>>());
    let bad = "use crate::outside::dadata; fn f(bot: teloxide::Bot) { std::env::var(\"X\"); Utc::now(); db.pool; }";
    let named = forbidden(&Source::new("features/calls/mod.rs", bad));
    let words = ["Bot", "std::env", "Utc::now", ".pool", "outside"];
    assert_eq!(named, words.map(|word| format!("features/calls/mod.rs names {word}")));
    assert_eq!(forbidden(&Source::new("features/calls/jobs.rs", "use crate::outside::dadata;")), [""; 0]);
    assert_eq!(forbidden(&Source::new("features/calls/mod.rs", "// no Bot, no Utc::now()")), [""; 0]);
}

/// Modules below the rooms that name one.
fn upward(source: &Source) -> Vec<String> {
    let folder = source.path.split('/').next().unwrap_or_default();
    let below = BELOW_ROOMS.contains(&folder);
    let named = source.paths().into_iter().filter(|path| below && path[0] == "features");
    named.map(|path| format!("{} names {}", source.path, path.join("::"))).collect()
}

#[test]
fn the_machine_and_the_nouns_know_no_room() {
    assert_none(&source::all().iter().flat_map(upward).collect::<Vec<_>>());
    assert_eq!(
        upward(&Source::new("bot/turn.rs", "use crate::features::calls;")),
        ["bot/turn.rs names features::calls"]
    );
}

/// The rooms that a room's file names, and what is wrong with how it does.
fn neighbours(source: &Source, known: &BTreeSet<String>) -> (BTreeSet<String>, Vec<String>) {
    let own = source.room().unwrap_or_default();
    let (mut named, mut wrong) = (BTreeSet::new(), Vec::new());
    for path in source.paths().into_iter().filter(|path| path.len() > 1 && path[0] == "features" && path[1] != own) {
        let shown = path.join("::");
        if known.contains(&path[1]) {
            // `features::hello::word` is a word of the root; what lies deeper is the other room's own.
            let lower = |part: &String| part.starts_with(char::is_lowercase);
            if path.len() > 3 && lower(&path[2]) {
                wrong.push(format!("{} reaches into {shown}", source.path));
            }
            named.insert(path[1].clone());
        } else if ["ALL", "COMMANDS", "FORMS", "JOBS", "SCHEDULES", "WATCHES"].contains(&path[1].as_str())
            && !LOOK_AT_ALL.contains(&own)
        {
            wrong.push(format!("{} looks at all rooms: {shown}", source.path));
        }
    }
    (named, wrong)
}

/// Rooms in an order where each names only those before it; the rest go round in circles.
fn layers(graph: &BTreeMap<String, BTreeSet<String>>) -> Result<Vec<String>, Vec<String>> {
    let mut order: Vec<String> = Vec::new();
    while order.len() < graph.len() {
        let free = |(room, named): &(&String, &BTreeSet<String>)| {
            !order.contains(room) && named.iter().all(|other| order.contains(other))
        };
        let Some((next, _)) = graph.iter().find(free) else {
            return Err(graph.keys().filter(|room| !order.contains(room)).cloned().collect());
        };
        order.push(next.clone());
    }
    Ok(order)
}

#[test]
fn a_room_imports_another_by_its_root_and_only_downwards() {
    let known: BTreeSet<String> = features::ALL.iter().map(|room| room.name.to_owned()).collect();
    let mut graph: BTreeMap<String, BTreeSet<String>> =
        known.iter().map(|room| (room.clone(), BTreeSet::new())).collect();
    let mut wrong = Vec::new();
    for source in rooms() {
        let (named, problems) = neighbours(source, &known);
        graph.entry(source.room().unwrap_or_default().to_owned()).or_default().extend(named);
        wrong.extend(problems);
    }
    assert_none(&wrong);
    assert!(graph.values().map(BTreeSet::len).sum::<usize>() > 5, "the imports were not found: {graph:?}");
    layers(&graph).unwrap_or_else(|round| panic!("these rooms import each other in circles: {round:?}"));

    let bad = Source::new(
        "features/calls/mod.rs",
        "use super::{ALL, tasks::queries::put}; fn f() { crate::features::digest::word() }",
    );
    let (named, problems) = neighbours(&bad, &known);
    assert_eq!(named, BTreeSet::from(["digest".to_owned(), "tasks".to_owned()]));
    assert_eq!(problems.len(), 2, "{problems:?}");
    let circle = |a: &str, b: &str| (a.to_owned(), BTreeSet::from([b.to_owned()]));
    let circles = BTreeMap::from([circle("a", "b"), circle("b", "a"), ("c".to_owned(), BTreeSet::new())]);
    assert_eq!(layers(&circles), Err(vec!["a".to_owned(), "b".to_owned()]));
}

#[test]
fn a_room_keeps_its_modules_to_itself() {
    let open = Regex::new(r"pub(\([^)]*\))? mod ").unwrap();
    let wrong: Vec<String> = rooms().filter(|room| open.is_match(&room.code)).map(|room| room.path.clone()).collect();
    assert_none(&wrong);
    assert!(open.is_match("pub(crate) mod queries;") && open.is_match("pub mod views;"));
}

/// Tables that SQL reads, and tables it writes.
fn tables(sql: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    static READS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?:\bFROM|\bJOIN)\s+([a-z_]+)").unwrap());
    static WRITES: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?:\bINSERT INTO|^\s*UPDATE|\bDELETE FROM)\s+([a-z_]+)").unwrap());
    let all = |pattern: &Regex| pattern.captures_iter(sql).map(|found| found[1].to_owned()).collect::<BTreeSet<_>>();
    let written = all(&WRITES);
    (all(&READS).difference(&written).cloned().collect(), written)
}

/// SQL of a room about what is not its own.
fn foreign_tables(source: &Source) -> Vec<String> {
    let room = source.room().unwrap_or_default();
    let keeps = |table: &str| KEEPERS.iter().any(|(name, keepers)| *name == table && keepers.contains(&room));
    let known = |table: &str| KEEPERS.iter().any(|(name, _)| *name == table);
    let mut wrong = Vec::new();
    for literal in &source.literals {
        let (read, written) = tables(&literal.value);
        let read = read.iter().filter(|table| known(table) && !keeps(table) && !READ_BY_ALL.contains(&table.as_str()));
        wrong.extend(read.map(|table| format!("{} reads {table}", source.path)));
        let written = written.iter().filter(|table| known(table) && !keeps(table));
        wrong.extend(written.map(|table| format!("{} writes {table}", source.path)));
    }
    wrong
}

#[test]
fn sql_of_a_room_is_about_its_own_tables() {
    let asks = rooms().flat_map(|room| &room.literals).filter(|sql| !tables(&sql.value).0.is_empty()).count();
    assert!(asks > 30, "the SQL was not found: {asks}");
    assert_none(&rooms().flat_map(foreign_tables).collect::<Vec<_>>());
    let bad = r#"f("SELECT 1 FROM invoice JOIN client"); f("UPDATE person SET x = 1"); f("SELECT 1 FROM call");"#;
    let wrong = foreign_tables(&Source::new("features/calls/queries.rs", bad));
    assert_eq!(wrong, ["features/calls/queries.rs reads invoice", "features/calls/queries.rs writes person"]);
}

#[test]
fn every_table_has_a_keeper() {
    let change = Regex::new(r"(CREATE|DROP) TABLE ([a-z_]+)").unwrap();
    let mut found = BTreeSet::new();
    for file in source::files(&source::root().join("migrations"), "sql") {
        let text = std::fs::read_to_string(file).unwrap();
        for table in change.captures_iter(&text) {
            let (deed, table) = (&table[1], table[2].to_owned());
            assert!(if deed == "CREATE" { found.insert(table) } else { found.remove(&table) });
        }
    }
    assert_eq!(found, KEEPERS.iter().map(|(table, _)| (*table).to_owned()).collect());
    let folders: BTreeSet<String> = source::all().iter().map(|source| source.path.clone()).collect();
    for (table, keepers) in KEEPERS {
        for keeper in keepers {
            let exists = [format!("{keeper}.rs"), format!("{keeper}/mod.rs"), format!("features/{keeper}/mod.rs")]
                .iter()
                .any(|path| folders.contains(path));
            assert!(exists, "{table}: there is no {keeper}");
        }
    }
}

#[test]
fn every_folder_is_a_room_of_the_list_and_the_list_is_alphabetical() {
    let names: Vec<&str> = features::ALL.iter().map(|room| room.name).collect();
    assert!(names.is_sorted(), "{names:?}");
    let folders: BTreeSet<String> = rooms().filter_map(|room| room.room().map(str::to_owned)).collect();
    assert_eq!(names, folders.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn every_file_says_what_it_is_for_and_is_short_enough_to_read() {
    let mut wrong = Vec::new();
    let folders = ["src", "tests"].map(|folder| source::root().join(folder));
    for file in folders.iter().flat_map(|folder| source::files(folder, "rs")) {
        let text = std::fs::read_to_string(&file).unwrap();
        if !text.starts_with("//! ") {
            wrong.push(format!("{}: no word about what it is for", file.display()));
        }
        if text.lines().count() > LINES {
            wrong.push(format!("{}: more than {LINES} lines", file.display()));
        }
    }
    assert_none(&wrong);
}
