//! Reading the stock from a table (CSV or XLSX): item, article number, unit, least, weight, length, place, how many. It is
//! a count: where what is there differs, the difference becomes a movement. What the file leaves empty stays as it is.

use super::{
    model::{Item, Place},
    queries,
    stock::{self, Cause},
    words,
};
use crate::{
    calendar::Moment,
    db::{Conn, Id},
    error::Result,
    files::{By, File, Problem, Report, Row, Table},
    fold::fold,
    lang::Lang,
    t,
    text::{Reader, Text},
};
use std::collections::BTreeSet;

const ITEM: &[&str] = &["товар", "номенклатура", "item"];
const SKU: &[&str] = &["артикул", "код", "sku"];
const UNIT: &[&str] = &["ед", "ед изм", "единица", "unit"];
const LEAST: &[&str] = &["минимум", "мин остаток", "least", "min"];
const WEIGHT: &[&str] = &["вес кг", "вес", "weight kg", "weight"];
const LENGTH: &[&str] = &["длина м", "длина", "length m", "length"];
const PLACE: &[&str] = &["место", "склад", "place"];
const QTY: &[&str] = &["остаток", "количество", "on hand", "qty"];

/// Samples of differences shown.
const SAMPLES: usize = 5;

/// A table with items and how many there are of them.
pub fn recognises(file: &File) -> bool {
    Table::read(file).is_ok_and(|table| table.has(ITEM) && table.has(QTY))
}

/// What one line says.
struct Line {
    name: String,
    sku: String,
    unit: String,
    least: Option<i64>,
    weight: Option<i64>,
    length: Option<i64>,
    place: Place,
    qty: i64,
}

/// Reads it all; problems are named by line and column.
pub async fn read(conn: &mut Conn, file: &File, by: By<'_>) -> Result<Report> {
    let table = match Table::read(file) {
        Ok(table) => table,
        Err(why) => return Ok(Report::refused(why)),
    };
    for (names, example) in [(ITEM, "товар"), (PLACE, "место"), (QTY, "остаток")] {
        if !table.has(names) {
            return Ok(Report::refused(t!("file-no-column", column = example)));
        }
    }
    let mut report = Report::default();
    let mut seen = BTreeSet::new();
    for row in table.rows() {
        match line(conn, &row).await? {
            Err(problem) => report.problems.push(problem),
            Ok(line) => {
                let item = item(conn, &mut report, &mut seen, &line, by).await?;
                if !seen.insert((item.id, line.place.id)) {
                    report.problems.push(row.problem(ITEM, t!("stock-cell-twice", item = &line.name)));
                } else if let Some(why) = count(conn, &mut report, &item, &line, (file, by)).await? {
                    report.problems.push(row.problem(QTY, why));
                }
            }
        }
    }
    Ok(report)
}

/// The item of a line, added or corrected.
async fn item(
    conn: &mut Conn,
    report: &mut Report,
    seen: &mut BTreeSet<(Id<Item>, Id<Place>)>,
    line: &Line,
    by: By<'_>,
) -> Result<Item> {
    let known = queries::same_item(conn, &fold(&line.name), &fold(&line.sku)).await?;
    let Some(old) = known else {
        let new = Item {
            id: Id::new(),
            name: line.name.clone(),
            sku: line.sku.clone(),
            unit: if line.unit.is_empty() { piece(by) } else { line.unit.clone() },
            least: line.least.unwrap_or(0),
            weight: line.weight,
            length: line.length,
            serial: false,
            rev: 0,
        };
        queries::add_item(conn, &new, by.now.into()).await?;
        report.added += 1;
        return Ok(new);
    };
    let kept = |new: &String, old: &String| if new.is_empty() { old.clone() } else { new.clone() };
    let new = Item {
        name: line.name.clone(),
        sku: kept(&line.sku, &old.sku),
        unit: kept(&line.unit, &old.unit),
        least: line.least.unwrap_or(old.least),
        weight: line.weight.or(old.weight),
        length: line.length.or(old.length),
        ..old.clone()
    };
    if new != old {
        queries::set_item(conn, &new).await?;
        report.changed += 1;
    } else if !seen.iter().any(|(item, _)| *item == old.id) {
        report.same += 1;
    }
    Ok(new)
}

fn piece(by: By<'_>) -> String {
    t!("unit-piece").plain(&reader(by))
}

/// What a file says is kept in the language of the company.
const fn reader(by: By<'_>) -> Reader {
    Reader { lang: Lang::Ru, zone: chrono_tz::Europe::Moscow, now: by.now }
}

/// What is there becomes what was counted; `Some`: why it can't.
async fn count(
    conn: &mut Conn,
    report: &mut Report,
    item: &Item,
    line: &Line,
    (file, by): (&File, By<'_>),
) -> Result<Option<Text>> {
    let stock = queries::stock_of(conn, item.id).await?.into_iter().find(|stock| stock.place_id == line.place.id);
    let (before, reserved) = stock.map_or((0, 0), |stock| (stock.on_hand, stock.reserved));
    if line.qty == before {
        return Ok(None);
    }
    let reason = t!("reason-counted").plain(&reader(by));
    // Which file it was stands with each movement: that is all there is to remember of it.
    let cause = Cause { reason: &reason, label: &file.name, by: by.person, ..Cause::default() };
    let moment = Moment { now: by.now, calendar: by.calendar };
    let at = (item.id, line.place.id);
    if line.qty > before {
        stock::receive(conn, at, line.qty - before, cause, moment).await?;
    } else if !stock::take(conn, at, before - line.qty, cause, moment).await? {
        return Ok(Some(t!("stock-cell-reserved", reserved = reserved)));
    }
    report.more = true;
    if report.notes.len() < SAMPLES {
        let (place, name) = (&line.place.name, &item.name);
        report.notes.push(t!("stock-import-note", item = name, place = place, before = before, after = line.qty));
    }
    Ok(None)
}

async fn line(conn: &mut Conn, row: &Row<'_>) -> Result<Result<Line, Problem>> {
    let name = row.get(ITEM);
    if fold(name).is_empty() {
        return Ok(Err(row.problem(ITEM, t!("cell-empty", example = "Стрела 6 м"))));
    }
    let place = row.get(PLACE);
    let Some(place) = queries::place_named(conn, &fold(place)).await? else {
        return Ok(Err(row.problem(PLACE, t!("stock-cell-no-place", place = place))));
    };
    let Some(qty) = words::parse_least(row.get(QTY)) else {
        return Ok(Err(row.problem(QTY, t!("stock-cell-qty", value = row.get(QTY)))));
    };
    let numbers = [
        (LEAST, words::parse_least as fn(&str) -> Option<i64>),
        (WEIGHT, words::parse_weight),
        (LENGTH, words::parse_length),
    ];
    let mut read = [None; 3];
    for ((names, parse), number) in numbers.into_iter().zip(&mut read) {
        let cell = row.get(names);
        *number = parse(cell);
        if number.is_none() && !cell.is_empty() {
            return Ok(Err(row.problem(names, t!("stock-cell-number", value = cell))));
        }
    }
    let [least, weight, length] = read;
    let (sku, unit) = (row.get(SKU).to_owned(), row.get(UNIT).to_owned());
    Ok(Ok(Line { name: name.to_owned(), sku, unit, least, weight, length, place, qty }))
}
