//! P6 for one process: sixty days over the New Year, seven people in three zones, downtime, restarts, a clock set back, a
//! manager who moves. The oracle knows the calendar, the zones and when the process was off, and nothing of the schedule.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::{Asia::Kamchatka, Europe::Kaliningrad, Europe::Moscow, Tz};
use mosbot::{
    people::Role,
    playground::{Desk, Phone, telegram::Message},
    story,
};
use std::collections::BTreeMap;

/// Until when what was due in the morning is still said, local time.
const TOO_LATE: NaiveTime = NaiveTime::from_hms_opt(11, 0, 0).unwrap();
/// From then on it says that it is late.
const LATE: TimeDelta = TimeDelta::minutes(15);
/// Sixty days.
const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
const LAST: NaiveDate = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();

/// The process is off from the first moment to the second, UTC.
const OFF: [(&str, &str); 4] = [
    ("2026-11-11T05:00:00Z", "2026-11-11T08:00:00Z"), // 08:00 to 11:00 in Moscow
    ("2026-11-18T05:00:00Z", "2026-11-18T16:00:00Z"), // 08:00 to 19:00
    ("2026-11-25T03:00:00Z", "2026-11-28T03:00:00Z"), // three days
    ("2026-12-07T05:40:00Z", "2026-12-07T06:10:00Z"), // half an hour over the busiest minute
];
/// At this moment Vera moves from Moscow to Kamchatka; the clock shows noon.
const MOVE: &str = "2026-12-02T09:00:00Z";
/// At this moment the clock is set back by two hours.
const BACK: &str = "2026-12-09T07:00:00Z";

/// Somebody who gets a digest.
struct Reader<'a> {
    phone: Phone<'a>,
    subject: String,
    zone: Tz,
    at: NaiveTime,
    moves: Option<(NaiveDate, Tz)>,
}

#[derive(Debug, PartialEq, Eq)]
enum Due {
    OnTime,
    Late,
    Missed,
}

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().expect("a moment")
}

impl Reader<'_> {
    /// What is due to the person on a day; `None` on a day off.
    fn due(&self, desk: &Desk, day: NaiveDate) -> Option<Due> {
        if !desk.calendar.is_working(day) {
            return None;
        }
        let zone = self.moves.filter(|(since, _)| day > *since).map_or(self.zone, |(_, zone)| zone);
        let at = zone.from_local_datetime(&day.and_time(self.at)).unwrap().to_utc();
        let off = OFF.iter().map(|(from, to)| (moment(from), moment(to))).find(|(from, to)| (*from..*to).contains(&at));
        let Some((_, up)) = off else { return Some(Due::OnTime) };
        let local = up.with_timezone(&zone).naive_local();
        Some(match local.date() == day && local.time() <= TOO_LATE.max(self.at + LATE) {
            false => Due::Missed,
            true if up - at < LATE => Due::OnTime,
            true => Due::Late,
        })
    }

    /// The digests on the phone of a day, each as often as it came.
    fn digests(&self, day: NaiveDate) -> Vec<Message> {
        const MONTHS: [&str; 3] = ["окт.", "нояб.", "дек."];
        use chrono::Datelike;
        let title = format!("🌅 {} {}, ", day.day(), MONTHS[day.month0() as usize - 9]);
        self.phone.messages().into_iter().filter(|message| message.text.starts_with(&title)).collect()
    }

    /// Where the person is at a moment.
    fn zone_at(&self, at: DateTime<Utc>) -> Tz {
        self.moves.filter(|_| at >= moment(MOVE)).map_or(self.zone, |(_, zone)| zone)
    }
}

/// Seven people come in on Sunday at 21:00 in Moscow, and set their clocks.
async fn people(desk: &Desk) -> Vec<Reader<'_>> {
    let mut readers = Vec::new();
    for (name, zone, button, hour) in [
        ("Анна", Moscow, "Москва", "08:45"),
        ("Борис", Kaliningrad, "Калининград", "08:00"),
        ("Вера", Moscow, "Москва", "10:00"),
        ("Галина", Kamchatka, "Камчатка", "09:30"),
        ("Денис", Kaliningrad, "Калининград", "10:00"),
        ("Елена", Kamchatka, "Камчатка", "08:00"),
    ] {
        let phone = desk.manager(name).await;
        phone.says("/settings").await;
        phone.presses("Часовой пояс").await;
        phone.presses(button).await;
        phone.presses("Утренняя сводка").await;
        phone.presses(hour).await;
        let at = NaiveTime::parse_from_str(hour, "%H:%M").unwrap();
        let moves = (name == "Вера").then(|| (moment(MOVE).with_timezone(&Moscow).date_naive(), Kamchatka));
        readers.push(Reader { subject: phone.person().await.id.to_string(), phone, zone, at, moves });
    }
    let phone = desk.staff("Жанна", Role::Head).await;
    let at = NaiveTime::from_hms_opt(9, 0, 0).unwrap();
    readers.push(Reader { subject: phone.person().await.id.to_string(), phone, zone: Moscow, at, moves: None });
    readers
}

/// The days up to `last` pass.
async fn pass(desk: &Desk, vera: &Phone<'_>, last: NaiveDate) {
    for day in FIRST.iter_days().take_while(|day| *day <= last) {
        let evening = Moscow.from_local_datetime(&day.and_hms_opt(23, 30, 0).unwrap()).unwrap().to_utc();
        for (from, to) in OFF.iter().filter(|(from, _)| (moment(from)..=evening).contains(&moment(from))) {
            if desk.clock.now() < moment(from) {
                desk.wait_until(from).await;
                desk.clock.set(moment(to));
                desk.restart().await.unwrap();
                desk.tick().await;
            }
        }
        if (desk.clock.now()..evening).contains(&moment(MOVE)) {
            desk.wait_until(MOVE).await;
            vera.says("/settings").await;
            vera.presses("Часовой пояс").await;
            vera.presses("Камчатка").await;
        }
        if (desk.clock.now()..evening).contains(&moment(BACK)) {
            desk.wait_until(BACK).await;
            desk.clock.set(moment(BACK) - TimeDelta::hours(2));
            desk.restart().await.unwrap();
            desk.tick().await;
        }
        desk.pass_until(evening).await;
    }
}

/// What differs from what is due: runs, messages, hours of the night, words.
async fn differs(desk: &Desk, readers: &[Reader<'_>], last: NaiveDate) -> Vec<String> {
    let mut conn = desk.db.read().await.unwrap();
    let rows: Vec<(String, String, String)> =
        sqlx::query_as("SELECT subject, local_date, outcome FROM schedule_run WHERE kind IN ('digest', 'head-digest')")
            .fetch_all(&mut *conn)
            .await
            .unwrap();
    drop(conn);
    let mut runs: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for (subject, day, outcome) in rows {
        runs.entry((subject, day)).or_default().push(outcome);
    }
    let mut wrong = Vec::new();
    for reader in readers {
        let mut missed = None;
        for day in FIRST.iter_days().take_while(|day| *day <= last) {
            let due = reader.due(desk, day);
            let run = runs.remove(&(reader.subject.clone(), day.to_string())).unwrap_or_default();
            let came = reader.digests(day);
            let (outcome, count) = match due {
                None => ("skipped", 0),
                Some(Due::OnTime) => ("sent", 1),
                Some(Due::Late) => ("late", 1),
                Some(Due::Missed) => ("missed", 0),
            };
            let mut complain = |what: &str| wrong.push(format!("{} {day}: {what}, due {due:?}", reader.phone.user));
            if run != [outcome] {
                complain(&format!("runs {run:?}"));
            }
            if came.len() != count {
                complain(&format!("{} digests", came.len()));
            }
            for digest in &came {
                let at = digest.at.with_timezone(&reader.zone_at(digest.at));
                if !(NaiveTime::from_hms_opt(8, 0, 0).unwrap()..NaiveTime::from_hms_opt(21, 0, 0).unwrap())
                    .contains(&at.time())
                    || at.date_naive() != day
                {
                    complain(&format!("came at {at}"));
                }
                if digest.text.contains("(с опозданием)") != (due == Some(Due::Late)) {
                    complain("does not say rightly whether it is late");
                }
                if digest.text.contains("не дошла") != missed.is_some() {
                    complain(&format!("does not say rightly what was missed: {missed:?}"));
                }
            }
            match due {
                Some(Due::Missed) => missed = Some(day),
                Some(_) => missed = None,
                None => {}
            }
        }
    }
    wrong
}

story!(one_digest_a_person_and_working_day_whatever_happens, "2026-11-01T18:00:00Z", async |desk: &Desk| {
    let readers = people(desk).await;
    pass(desk, &readers[2].phone, LAST).await;
    assert_eq!(differs(desk, &readers, LAST).await, [""; 0]);
});

/// The negative control: without the row of the run the key of the message still holds; without both there are two.
#[tokio::test]
async fn a_second_digest_is_found_out() {
    let desk = Desk::on_sqlite(moment("2026-11-01T18:00:00Z")).await.unwrap();
    let readers = people(&desk).await;
    pass(&desk, &readers[2].phone, FIRST).await;
    let early = &readers[..2];
    desk.wait_until("2026-11-03T06:00:00Z").await;
    let today = FIRST + Days::new(1);
    assert_eq!(differs(&desk, early, today).await, [""; 0]);
    doctored(&desk, "DELETE FROM schedule_run WHERE local_date = '2026-11-03'").await;
    desk.tick().await;
    assert_eq!(readers[0].digests(today).len(), 1, "the key of the message is the second lock");
    doctored(
        &desk,
        "DELETE FROM schedule_run WHERE local_date = '2026-11-03'; UPDATE outbox SET dedupe_key = NULL; DELETE FROM digest",
    )
    .await;
    desk.tick().await;
    assert_eq!(readers[0].digests(today).len(), 2);
    assert!(differs(&desk, early, today).await.iter().any(|wrong| wrong.contains("2 digests")));
}

/// The negative control of silence: a working day without a digest is found out.
#[tokio::test]
async fn a_day_without_a_digest_is_found_out() {
    let desk = Desk::on_sqlite(moment("2026-11-01T18:00:00Z")).await.unwrap();
    let readers = people(&desk).await;
    desk.jump_to("2026-11-02T20:00:00Z").await;
    assert!(differs(&desk, &readers, FIRST).await.iter().any(|wrong| wrong.contains("0 digests, due Some(OnTime)")));
}

async fn doctored(desk: &Desk, statements: &'static str) {
    let mut tx = desk.db.begin().await.unwrap();
    sqlx::raw_sql(statements).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
}
