//! What a file brings, on a phone and on a terminal.

use super::chat::Yes;
use crate::{
    bot::screen::{Button, Screen},
    clock::Clock,
    features::hello,
    files::{Problem, Report},
    lang::Lang,
    t,
    text::{Reader, Text},
};

/// So many problems are named on a phone; a terminal shows all.
const SHOWN: usize = 20;

/// What a file brings; after a trial without problems, with the button that stores it.
pub fn report(kind: &str, name: &str, report: &Report, yes: Option<Yes>) -> Screen {
    let title = match (kind, yes.is_some()) {
        ("clients", _) => t!("import-clients", name = name),
        ("invoices", _) => t!("import-invoices", name = name),
        ("stock", _) => t!("import-stock", name = name),
        _ => t!("import-bank", name = name),
    };
    let mut screen = Screen::new(title).lines(lines(report, yes.is_some(), SHOWN));
    let worth = report.problems.is_empty() && report.is_news();
    if let Some(yes) = yes.filter(|_| worth) {
        screen = screen.row([Button::press(t!("import-yes"), &yes)]);
    }
    screen.row(hello::menu_row())
}

fn lines(report: &Report, trial: bool, shown: usize) -> Vec<Text> {
    let mut lines = Vec::new();
    if report.problems.is_empty() {
        lines.push(t!("import-counts", added = report.added, changed = report.changed, same = report.same));
        lines.extend(report.notes.iter().cloned());
        lines.push(match (report.is_news(), trial) {
            (false, _) => t!("import-nothing-new"),
            (true, true) => t!("import-trial"),
            (true, false) => t!("import-done"),
        });
        return lines;
    }
    lines.push(t!("import-problems", count = report.problems.len()));
    lines.extend(report.problems.iter().take(shown).map(problem));
    if report.problems.len() > shown {
        lines.push(t!("import-more-problems", count = report.problems.len() - shown));
    }
    lines.push(t!("import-nothing-stored"));
    lines
}

fn problem(problem: &Problem) -> Text {
    let why = problem.why.clone();
    match (problem.line, problem.column.as_str()) {
        (0, _) => why,
        (line, "") => t!("import-problem-line", line = line.to_string(), why = why),
        (line, column) => t!("import-problem", line = line.to_string(), column = column, why = why),
    }
}

/// The report in Russian, one line each.
pub fn plain(report: &Report, trial: bool, clock: &Clock) -> String {
    let reader = Reader { lang: Lang::Ru, zone: chrono_tz::Europe::Moscow, now: clock.now() };
    lines(report, trial, usize::MAX).iter().map(|line| line.plain(&reader)).collect::<Vec<_>>().join("\n")
}

/// No room reads such a file.
pub fn unknown(name: &str) -> Screen {
    hello::word(t!("import-unknown", name = name))
}

/// Samples for the gallery.
pub fn samples() -> Vec<Screen> {
    let good = Report { added: 21, changed: 2, same: 1, ..Report::default() };
    let bad = Report {
        problems: vec![
            Problem { line: 3, column: "инн <b>".to_owned(), why: t!("cell-bad-inn", value = "1<2") },
            Problem::of_file(t!("file-empty")),
        ],
        ..Report::default()
    };
    let yes = || Some(Yes(crate::db::Id::new()));
    vec![report("clients", "a&b.csv", &good, yes()), report("bank", "x.txt", &bad, yes()), unknown("<i>.pdf")]
}
