//! Tables people keep: CSV in UTF-8 or windows-1251 with `;`, `,` or tab, and the first sheet of an XLSX workbook.

use super::{File, LARGEST, Problem};
use crate::{fold::fold, t, text::Text};
use calamine::{Data, Reader as _};
use chrono::{Days, NaiveDate};
use encoding_rs::WINDOWS_1251;
use std::{collections::BTreeMap, io::Cursor, panic::catch_unwind};

/// More rows than this are not a table of ours.
const MOST_ROWS: usize = 100_000;

/// Columns further right are not read; where words stand in them it is no table of ours.
const MOST_COLUMNS: usize = 100;

/// A table with its headings.
#[derive(Debug, Clone)]
pub struct Table {
    headings: Vec<String>,
    rows: Vec<(usize, Vec<String>)>,
}

/// A row of a table; cells are found by the names of their columns.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    /// The line of the file, from 1.
    pub line: usize,
    headings: &'a [String],
    cells: &'a [String],
}

impl Table {
    /// Reads a file; `Err` says in words why it can't be a table.
    pub fn read(file: &File) -> Result<Self, Text> {
        if file.bytes.len() > LARGEST {
            return Err(t!("file-too-large", megabytes = LARGEST >> 20));
        }
        let lines = if file.bytes.starts_with(b"PK") { workbook(&file.bytes)? } else { text(&file.bytes)? };
        let mut lines = lines.into_iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()));
        let Some((_, headings)) = lines.next() else { return Err(t!("file-empty")) };
        let rows: Vec<_> = lines.take(MOST_ROWS + 1).collect();
        if rows.len() > MOST_ROWS {
            return Err(t!("file-too-long", rows = MOST_ROWS));
        }
        if rows.is_empty() {
            return Err(t!("file-no-rows"));
        }
        Ok(Self { headings: headings.iter().map(|heading| fold(heading)).collect(), rows })
    }

    /// Whether one of `names` heads a column.
    pub fn has(&self, names: &[&str]) -> bool {
        self.headings.iter().any(|heading| names.contains(&heading.as_str()))
    }

    /// The rows below the headings.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { line: *line, headings: &self.headings, cells })
    }
}

impl Row<'_> {
    /// The cell under the first of `names` that heads a column, trimmed; empty if there is none.
    pub fn get(&self, names: &[&str]) -> &str {
        let column = names.iter().find_map(|name| self.headings.iter().position(|heading| heading == name));
        column.and_then(|column| self.cells.get(column)).map_or("", |cell| cell.trim())
    }

    /// A problem with the cell under one of `names`.
    pub fn problem(&self, names: &[&str], why: Text) -> Problem {
        let column = names.iter().find(|name| self.headings.iter().any(|heading| heading == *name));
        Problem { line: self.line, column: (*column.unwrap_or(&names[0])).to_owned(), why }
    }
}

/// The lines of a text file.
fn text(bytes: &[u8]) -> Result<Vec<(usize, Vec<String>)>, Text> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some(why) = super::spoilt(bytes) {
        return Err(why);
    }
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => WINDOWS_1251.decode_without_bom_handling(bytes).0,
    };
    if text.contains('\0') {
        return Err(t!("file-not-a-table"));
    }
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |delimiter: char| first.matches(delimiter).count();
    let delimiter = [';', '\t', ','].into_iter().max_by_key(|delimiter| (count(*delimiter), *delimiter == ';'));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(u8::try_from(delimiter.unwrap_or(';')).unwrap_or(b';'))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| t!("file-not-a-table"))?;
        let line = record.position().map_or(0, |position| usize::try_from(position.line()).unwrap_or(0));
        if record.iter().skip(MOST_COLUMNS).any(|cell| !cell.trim().is_empty()) {
            return Err(t!("file-too-wide", line = line.to_string(), columns = MOST_COLUMNS));
        }
        lines.push((line, record.iter().take(MOST_COLUMNS).map(str::to_owned).collect()));
    }
    Ok(lines)
}

/// The lines of the first sheet of a workbook. A broken workbook must not take the process with it.
fn workbook(bytes: &[u8]) -> Result<Vec<(usize, Vec<String>)>, Text> {
    let bytes = bytes.to_vec();
    let read = catch_unwind(move || {
        let mut book = calamine::Xlsx::new(Cursor::new(bytes)).ok()?;
        let first = book.sheet_names().first()?.clone();
        let mut cells = book.worksheet_cells_reader(&first).ok()?;
        let mut rows: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        // Cell by cell: a workbook may claim a million rows of sixteen thousand columns.
        while let Some(found) = cells.next_cell().ok()? {
            let (row, column) = found.get_position();
            let column = column as usize;
            if column >= MOST_COLUMNS || rows.len() > MOST_ROWS + 1 {
                continue;
            }
            let line = rows.entry(row as usize + 1).or_default();
            line.resize(line.len().max(column + 1), String::new());
            line[column] = cell(&Data::from(found.get_value().clone()));
        }
        Some(rows.into_iter().collect())
    });
    read.ok().flatten().ok_or_else(|| t!("file-broken-workbook"))
}

/// A cell as text: numbers without a needless fraction, days as `2026-12-15`.
fn cell(data: &Data) -> String {
    match data {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        // A sum computed in a sheet, 0.1 + 0.2, differs from its kopecks by a hair.
        Data::Float(number) if (number * 100.0 - (number * 100.0).round()).abs() < 1e-4 => format!("{number:.2}"),
        Data::DateTime(at) => day(at.as_f64()).map_or_else(|| data.to_string(), |day| day.to_string()),
        Data::Error(_) => String::new(),
        other => other.to_string(),
    }
}

/// A serial number of a day: 1 is 1 January 1900, with a 29 February that never was.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a serial number of a day is small")]
fn day(serial: f64) -> Option<NaiveDate> {
    (1.0..200_000.0)
        .contains(&serial)
        .then(|| NaiveDate::from_ymd_opt(1899, 12, 30).map(|zero| zero + Days::new(serial as u64)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(bytes: &[u8]) -> Table {
        Table::read(&File { name: "clients.csv".to_owned(), bytes: bytes.to_vec() }).unwrap()
    }

    #[test]
    fn a_table_is_read_in_any_dress() {
        let (cyrillic, _, _) = WINDOWS_1251.encode("Название;ИНН\r\nТСН «Ромашка»;7707083893\r\n");
        for bytes in [
            "Название;ИНН\nТСН «Ромашка»;7707083893\n".as_bytes(),
            "\u{feff}Название\tИНН\nТСН «Ромашка»\t7707083893".as_bytes(),
            "\nназвание, инн\n\"ТСН «Ромашка»\",7707083893\n\n".as_bytes(),
            &cyrillic,
        ] {
            let table = table(bytes);
            let rows: Vec<_> =
                table.rows().map(|row| (row.get(&["название"]).to_owned(), row.get(&["инн"]).to_owned())).collect();
            assert_eq!(rows, [("ТСН «Ромашка»".to_owned(), "7707083893".to_owned())]);
        }
    }

    #[test]
    fn a_workbook_is_read_with_its_days_and_numbers() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_row(0, 0, ["Номер", "Дата", "ИНН", "Сумма"]).unwrap();
        let format = rust_xlsxwriter::Format::new().set_num_format("dd.mm.yyyy");
        let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 5, 15).unwrap();
        sheet.write_string(2, 0, "118").unwrap();
        sheet.write_datetime_with_format(2, 1, &day, &format).unwrap();
        sheet.write_number(2, 2, 7_707_083_893.0).unwrap();
        sheet.write_number(2, 3, 0.1 + 0.2).unwrap();
        sheet.write_string(1_048_575, 16_383, "far away").unwrap();
        let table = table(&book.save_to_buffer().unwrap());
        let row = table.rows().next().unwrap();
        assert_eq!((row.line, row.get(&["дата"]), row.get(&["инн"])), (3, "2026-05-15", "7707083893"));
        assert_eq!(row.get(&["сумма"]), "0.30");
        assert_eq!(cell(&Data::Float(100.123)), "100.123", "no kopecks: left for the reader of sums to refuse");
    }

    #[test]
    fn what_is_no_table_is_refused_in_words() {
        let read = |bytes: &[u8]| Table::read(&File { name: String::new(), bytes: bytes.to_vec() });
        assert_eq!(read(b"").unwrap_err(), t!("file-empty"));
        assert_eq!(read(b"PK\x03\x04 no workbook").unwrap_err(), t!("file-broken-workbook"));
        assert_eq!(read(b"a;b\n\0\0").unwrap_err(), t!("file-not-a-table"));
        assert!(read(b"a;b\n\"unclosed;1\n").is_ok());
    }
}
