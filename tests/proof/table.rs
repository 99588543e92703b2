//! The table of promises: what is promised, what was counted, whether it holds, and whether the count would have seen a
//! breach.

/// What a trial has found out about one promise on one database.
#[derive(Debug)]
pub struct Finding {
    /// Its number.
    pub promise: u8,
    /// What was done and counted.
    pub figures: String,
    /// Every breach.
    pub wrong: Vec<String>,
    /// Breaches made on purpose, and whether they were found.
    pub controls: Vec<(&'static str, bool)>,
    /// Nothing was tried here, and `figures` says why.
    pub skipped: bool,
}

impl Finding {
    /// Of a promise that was tried.
    pub const fn new(promise: u8, figures: String, wrong: Vec<String>, controls: Vec<(&'static str, bool)>) -> Self {
        Self { promise, figures, wrong, controls, skipped: false }
    }

    /// Of a promise that can't be tried on this database.
    pub fn skipped(promise: u8, why: &str) -> Self {
        Self { promise, figures: why.to_owned(), wrong: Vec::new(), controls: Vec::new(), skipped: true }
    }

    fn holds(&self) -> bool {
        self.wrong.is_empty() && self.controls.iter().all(|(_, found)| *found)
    }
}

/// A line of the table.
#[derive(Debug)]
pub struct Line {
    /// Where.
    pub on: &'static str,
    /// What.
    pub finding: Finding,
}

/// Every promise in words.
const PROMISES: [&str; 20] = [
    "An update acknowledged to Telegram is never lost",
    "Each effect happens exactly once",
    "Updates of one chat are handled in order",
    "Power loss keeps everything acknowledged",
    "A due message is delivered at least once, duplicates only by a crash or a lost answer",
    "One digest per manager per working day, never at night, a miss is recorded",
    "Working-time deadlines are exact to the minute",
    "An escalation level fires once, never early, never after somebody took note",
    "A frozen leader does no harm",
    "A button pressed many times, or long after, does its effect once",
    "Client A never sees or changes client B",
    "SIGTERM drains in 10 s, a rolling restart loses nothing",
    "A failing database is never papered over",
    "One bad update or message does not stop others",
    "Cancelled requests lose nothing",
    "Telegram down for a while: nothing lost, no flood after",
    "A backup restores",
    "An upgrade killed at any statement is safe",
    "No secret and no personal data in the log",
    "What is said is measured",
];

/// Breaches shown of each line.
const SHOWN: usize = 8;

/// Prints the table; `false` if a promise or a control is off.
pub fn print(lines: &[Line], wanted: impl Fn(u8) -> bool) -> bool {
    for (number, words) in (1_u8..).zip(PROMISES).filter(|(number, _)| wanted(*number)) {
        println!("\nP{number:<3} {words}");
        let mut tried = false;
        for line in lines.iter().filter(|line| line.finding.promise == number) {
            let finding = &line.finding;
            let verdict = match finding {
                Finding { skipped: true, .. } => "–",
                finding if finding.holds() => "ok",
                _ => "BROKEN",
            };
            tried = true;
            println!("     {:<10} {verdict:<6} {}", line.on, finding.figures);
            for (control, found) in &finding.controls {
                println!("     {:17} control: {control}: {}", "", if *found { "found" } else { "NOT FOUND" });
            }
            for wrong in finding.wrong.iter().take(SHOWN) {
                println!("     {:17} {wrong}", "");
            }
            if finding.wrong.len() > SHOWN {
                println!("     {:17} … {} in all", "", finding.wrong.len());
            }
        }
        if !tried {
            println!("     {:<10} {:<6} by the suite: tests/prove runs it", "", "–");
        }
    }
    lines.iter().all(|line| line.finding.holds())
}
