//! What a file brings, on a phone and on a terminal.

use super::{chat::Yes, unload::Unload};
use crate::{
    bot::screen::{Button, Screen},
    clock::Clock,
    db::Id,
    features::{Weight, hello},
    files::{self, Done, Problem, Report},
    lang::Lang,
    money::Money,
    t,
    text::{Reader, Text},
};

/// So many problems are named on a phone; a terminal shows all.
const SHOWN: usize = 20;

/// What a file brings; after a trial without problems, with the button that stores it.
pub fn report(kind: &str, name: &str, report: &Report, yes: Option<Yes>) -> Screen {
    let mut screen = Screen::new(title(kind, name)).lines(lines(report, yes.is_some(), SHOWN));
    let worth = report.problems.is_empty() && report.is_news();
    if let Some(yes) = yes.filter(|_| worth) {
        screen = screen.row([Button::press(t!("import-yes"), &yes)]);
    }
    screen.row(hello::menu_row())
}

/// What kind of file, and how it is called.
fn title(kind: &str, name: &str) -> Text {
    match kind {
        "clients" => t!("import-clients", name = name),
        "invoices" => t!("import-invoices", name = name),
        "fees" => t!("import-fees", name = name),
        "stock" => t!("import-stock", name = name),
        _ => t!("import-bank", name = name),
    }
}

/// What a button calls an import: those of 1С are all called alike.
fn named(done: &Done) -> Text {
    match done.kind.as_str() {
        "invoices" if done.is_one_c() => t!("unload-invoices-by-itself"),
        "bank" if done.is_one_c() => t!("unload-bank-by-itself"),
        _ => Text::verbatim(&done.file_name),
    }
}

/// The last imports, those first that were done last; `may`: whether the reader may take one back.
pub fn done(done: &[Done], may: impl Fn(&Done) -> bool) -> Screen {
    if done.is_empty() {
        return hello::word(t!("unload-none"));
    }
    let mut screen = Screen::new(t!("unload-title"));
    for import in done {
        let who = match &import.who {
            Some(who) => Text::verbatim(who),
            None if import.is_one_c() => t!("unload-by-itself"),
            None => t!("unload-terminal"),
        };
        screen = screen.gap().line(title(&import.kind, &import.file_name)).line(t!(
            "unload-line",
            at = import.imported_at.0,
            who = who,
            added = import.added.to_string(),
            changed = import.changed.to_string(),
            same = import.same.unwrap_or_default().to_string()
        ));
        if let Some(at) = import.undone_at {
            screen = screen.line(t!("unload-undone-at", at = at.0));
        } else if may(import) {
            let label = t!("unload-button", name = named(import));
            screen = screen.row([Button::press(label, &Unload::Ask(import.id))]);
        }
    }
    screen.row(hello::menu_row())
}

/// What goes and what stays; with the button that does it unless something stands against it.
pub fn weighed(done: &Done, weight: &Weight, seal: String) -> Screen {
    let mut screen = Screen::new(title(&done.kind, &done.file_name)).line(t!("unload-of", at = done.imported_at.0));
    if !weight.against.is_empty() {
        screen = screen.gap().line(t!("unload-refused")).lines(weight.against.iter().take(SHOWN).cloned());
        if weight.against.len() > SHOWN {
            screen = screen.line(t!("unload-more", count = weight.against.len() - SHOWN));
        }
        return screen.row([back()]);
    }
    screen = screen.gap().line(t!("unload-goes")).lines(weight.goes.iter().cloned());
    if weight.goes.is_empty() {
        screen = screen.line(t!("unload-nothing-goes"));
    }
    if !weight.stays.is_empty() {
        screen = screen.gap().line(t!("unload-stays")).lines(weight.stays.iter().cloned());
    }
    if done.same.is_none() {
        screen = screen.gap().line(t!("unload-old"));
    }
    screen.row([Button::press(t!("unload-yes"), &Unload::Yes(done.id, seal))]).row([back()])
}

fn back() -> Button {
    Button::press(t!("unload-back"), &Unload::List)
}

/// Clients and counts can't be taken back as a whole.
pub fn grown(done: &Done) -> Screen {
    Screen::new(title(&done.kind, &done.file_name)).line(t!("unload-grown")).row([back()])
}

/// It is taken back.
pub fn undone(done: &Done, weight: &Weight) -> Screen {
    let screen = Screen::new(title(&done.kind, &done.file_name)).line(t!("unload-done"));
    screen.lines(weight.goes.iter().cloned()).lines(weight.stays.iter().cloned()).row([back()])
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
    let yes = || Some(Yes(Id::new()));
    let import = |kind: &str, undone: bool| {
        let at = crate::db::Timestamp(chrono::DateTime::UNIX_EPOCH);
        Done {
            id: Id::new(),
            kind: kind.to_owned(),
            file_name: "банк <1> & =1+1.txt".to_owned(),
            who: undone.then(|| "Ирина <b>".to_owned()),
            added: 12,
            changed: 0,
            same: (!undone).then_some(3),
            imported_at: at,
            undone_at: undone.then_some(at),
        }
    };
    let (bank, clients) = (import("bank", false), import("clients", true));
    let books = Done { file_name: files::ONE_C.to_owned(), ..bank.clone() };
    let sum = Money::from_rubles(32_500);
    let weight = Weight {
        goes: vec![t!("unload-bank-goes", count = 12_i64, sum = sum), t!("unload-invoices-corrected", count = 2_i64)],
        stays: vec![t!("unload-bank-stays", count = 3_i64, sum = sum)],
        ..Weight::default()
    };
    let why = t!("unload-held-money", sum = sum);
    let held = vec![t!("unload-held", number = "<118>", why = why); SHOWN + 2];
    vec![
        report("clients", "a&b.csv", &good, yes()),
        report("bank", "x.txt", &bad, yes()),
        unknown("<i>.pdf"),
        done(&[bank.clone(), books, clients.clone()], |_| true),
        weighed(&bank, &weight, "12345678".to_owned()),
        weighed(&clients, &Weight::default(), "12345678".to_owned()),
        weighed(&bank, &Weight { against: held, ..Weight::default() }, String::new()),
        grown(&clients),
        undone(&bank, &weight),
    ]
}
