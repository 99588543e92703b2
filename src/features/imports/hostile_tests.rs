//! Files that do harm, by accident or on purpose: each gets a clear answer, and nothing of it is stored.

use crate::{
    files::{LARGEST, Report},
    money::Money,
    playground::{
        Desk,
        ledger::{self, Order},
    },
    story, t,
    text::Text,
};
use chrono::NaiveDate;
use encoding_rs::WINDOWS_1251;
use sqlx::AssertSqlSafe;
use std::{collections::BTreeMap, fmt::Write, time::Instant};

const CLIENTS: &str = "Название;ИНН\nТСН «Ромашка»;7707083893\n";
const INVOICES: &str = "Номер;Дата;ИНН;Сумма\n118;15.10.2026;7707083893;15000\n";

fn statement() -> Vec<u8> {
    let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let sum = Money::from_rubles(15_000);
    let purpose = "Оплата по счету № 118".to_owned();
    ledger::statement(day, day, [Order { number: 1, on: day, sum, inn: "7707083893", name: "Ромашка", purpose }])
}

/// The statement in UTF-8, though its header says Windows.
fn in_utf8() -> String {
    WINDOWS_1251.decode(&statement()).0.into_owned()
}

/// A workbook whose first line is one merged cell, and whose sum is a formula that Excel has not computed.
fn workbook(merged: bool) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let format = rust_xlsxwriter::Format::new();
    let top = u32::from(merged);
    if merged {
        sheet.merge_range(0, 0, 0, 3, "Реестр счетов", &format).unwrap();
    }
    sheet.write_row(top, 0, ["Номер", "Дата", "ИНН", "Сумма"]).unwrap();
    sheet.write_row(top + 1, 0, ["118", "15.10.2026", "7707083893"]).unwrap();
    sheet.write_formula(top + 1, 3, "=1+1").unwrap();
    book.save_to_buffer().unwrap()
}

/// How many rows each table has.
async fn rows(desk: &Desk) -> BTreeMap<String, i64> {
    let mut conn = desk.db.read().await.unwrap();
    let tables = if desk.url().starts_with("sqlite") {
        "SELECT name FROM sqlite_master WHERE type = 'table'"
    } else {
        "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = 'public'"
    };
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut *conn).await.unwrap();
    let mut rows = BTreeMap::new();
    for table in tables {
        let count = sqlx::query_scalar(AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}")));
        rows.insert(table, count.fetch_one(&mut *conn).await.unwrap());
    }
    rows
}

/// The first thing that is wrong: line, column and word.
fn first(report: &Report) -> (usize, &str, &Text) {
    let problem = report.problems.first().unwrap_or_else(|| panic!("nothing is wrong: {report:?}"));
    (problem.line, &problem.column, &problem.why)
}

story!(every_hostile_file_gets_its_answer_and_leaves_no_trace, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    desk.imports("clients", "clients.csv", CLIENTS.as_bytes(), false).await.unwrap();
    let windows = |text: &str| WINDOWS_1251.encode(text).0.into_owned();
    let whole = in_utf8();
    let half = |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec();
    let lines = |text: &str, part: &str| text.split('\n').position(|line| line.contains(part)).unwrap() + 1;
    let mixed = [&windows(INVOICES)[..], "119;15.10.2026;ТСН «Ромашка»;1\n".as_bytes()].concat();
    let purpose = lines(&whole, "Назначение");
    let (before, after) = whole.split_at(whole.find("Назначение").unwrap());
    let mixed_bank = {
        let (line, rest) = after.split_once('\n').unwrap();
        [&windows(before)[..], line.as_bytes(), b"\n", &windows(rest)].concat()
    };
    let mut wide = "Номер".to_owned();
    (0..10_000).for_each(|at| write!(wide, ";К{at}").unwrap());
    let large = || [INVOICES.as_bytes(), &vec![b'1'; 50 << 20]].concat();
    // Which of its words the reader of statements finds is its own affair.
    let said_by_the_reader = Text::verbatim("bank-");
    let line = |line: usize| line.to_string();
    let cell = |bad: &str| INVOICES.replace("15000", bad).into_bytes();
    let not_a_sum = |bad: &str| t!("cell-not-a-sum", value = bad);
    for (kind, bytes, at, column, why) in [
        ("bank", Vec::new(), 0, "", t!("file-empty")),
        ("bank", half(&statement()), 0, "", said_by_the_reader.clone()),
        ("bank", whole.replace("КонецФайла", "").into(), 0, "", t!("bank-unfinished")),
        ("bank", whole.replace("Оплата", "Опл\u{fffd}та").into(), 0, "", t!("file-spoilt", line = line(purpose))),
        ("bank", mixed_bank, 0, "", t!("file-mixed", line = line(purpose))),
        ("bank", [&statement()[..], &large()].concat(), 0, "", t!("file-too-large", megabytes = LARGEST >> 20)),
        ("bank", whole.replace("Сумма=15000.00", "Сумма==1+1").into(), 0, "", said_by_the_reader.clone()),
        ("invoices", Vec::new(), 0, "", t!("file-empty")),
        ("invoices", b"\xef\xbb\xbf \n;;\n".to_vec(), 0, "", t!("file-empty")),
        ("invoices", large(), 0, "", t!("file-too-large", megabytes = LARGEST >> 20)),
        ("invoices", INVOICES.replace("118", "1\u{fffd}8").into(), 0, "", t!("file-spoilt", line = line(2))),
        ("invoices", mixed, 0, "", t!("file-mixed", line = line(3))),
        ("invoices", cell("=1+1"), 2, "сумма", not_a_sum("=1+1")),
        ("invoices", cell("@cmd|' /C calc'!A0"), 2, "сумма", not_a_sum("@cmd|' /C calc'!A0")),
        ("invoices", workbook(false), 2, "сумма", not_a_sum("0")),
        ("invoices", workbook(true), 0, "", t!("file-no-column", column = "номер")),
        ("invoices", b"PK\x03\x04 a zip, but no workbook".to_vec(), 0, "", t!("file-broken-workbook")),
        ("invoices", half(&workbook(false)), 0, "", t!("file-broken-workbook")),
        ("invoices", format!("{wide}\n1;2\n").into(), 0, "", t!("file-too-wide", line = line(1), columns = 100_usize)),
        ("invoices", b"a;b\n\0\0;1\n".to_vec(), 0, "", t!("file-not-a-table")),
    ] {
        let (before, began) = (rows(desk).await, Instant::now());
        let report = desk.imports(kind, "file", &bytes, false).await.unwrap();
        assert!(began.elapsed().as_secs() < 5, "{why:?} took long");
        if why == said_by_the_reader {
            assert!(matches!(first(&report).2, Text::Message { key, .. } if key.starts_with("bank-")), "{report:?}");
        } else {
            assert_eq!(first(&report), (at, column, &why));
        }
        assert_eq!(rows(desk).await, before, "{why:?}");
    }
    // What looks like a formula where words stand is words. And what is whole is stored: the tables do change.
    let before = rows(desk).await;
    let words = INVOICES.replace("118;", "=1+1;");
    assert_eq!(desk.imports("invoices", "a.csv", words.as_bytes(), false).await.unwrap().added, 1);
    assert_eq!(desk.count("SELECT COUNT(*) FROM invoice WHERE number = '=1+1'").await, 1);
    assert_eq!(desk.imports("bank", "a.txt", whole.as_bytes(), false).await.unwrap().added, 1);
    assert_ne!(rows(desk).await, before);
});
