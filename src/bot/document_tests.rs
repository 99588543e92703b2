//! Files of our own making go out like any message: once, in order, through floods, lost answers and deaths; and no log tells
//! what is in them.

use crate::{
    bot::{
        document::{Document, LARGEST},
        outbox::{self, Card, Class, Letter},
        screen::{Button, Screen},
    },
    db::Id,
    playground::{Desk, Phone},
    story, t,
    text::Text,
};
use chrono::TimeDelta;
use std::{
    io,
    sync::{Arc, Mutex},
};
use tracing_subscriber::fmt::MakeWriter;

const INSIDE: &[u8] = b"BEGIN:VCALENDAR\r\nLOCATION:ul. Lesnaya\r\nEND:VCALENDAR\r\n";
const FILE: Document<'_> = Document { name: "Монтаж 25 ноя.ics", mime: "text/calendar", bytes: INSIDE };

fn screen(words: &str) -> Screen {
    Screen::new(Text::verbatim(words)).row([Button::command(t!("menu-button"), "menu")])
}

/// Writes a file for somebody; the sender has not seen it yet.
async fn written(desk: &Desk, to: &Phone<'_>, words: &str, key: Option<&str>) -> Option<Id<Card>> {
    let person = to.person().await;
    let screen = screen(words);
    let key = key.map(str::to_owned);
    let letter =
        Letter { class: Class::Notice, key, ..Letter::reply(to.user, person.reader(desk.clock.now()), &screen) };
    let mut tx = desk.db.begin().await.unwrap();
    let card = outbox::document(&mut tx, letter, FILE).await.unwrap();
    tx.commit().await.unwrap();
    card
}

async fn reworded(desk: &Desk, to: &Phone<'_>, card: Id<Card>, words: &str) {
    let person = to.person().await;
    let mut tx = desk.db.begin().await.unwrap();
    let screen = screen(words);
    outbox::edit(&mut tx, card, Letter::reply(to.user, person.reader(desk.clock.now()), &screen)).await.unwrap();
    tx.commit().await.unwrap();
}

async fn quiet(desk: &Desk) {
    while desk.count("SELECT COUNT(*) FROM outbox WHERE state = 'due'").await > 0 {
        desk.clock.set(desk.clock.now() + TimeDelta::seconds(1));
        desk.pump().await;
    }
}

fn seen(phone: &Phone<'_>, words: &str) -> usize {
    phone.messages().iter().filter(|message| message.text.contains(words)).count()
}

story!(a_file_comes_with_its_words_and_buttons_and_is_said_once, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    assert!(written(desk, &anna, "Дата <согласована>", Some("visit:1")).await.is_some());
    assert!(written(desk, &anna, "Дата <согласована>", Some("visit:1")).await.is_none());
    desk.pump().await;
    insta::assert_snapshot!(anna.phone(), @"
    [файл Монтаж 25 ноя.ics] Дата <согласована>
    [☰ Меню]
    ");
    assert_eq!(anna.documents(), [("Монтаж 25 ноя.ics".to_owned(), INSIDE.to_vec())]);
    let kept = desk.count("SELECT COUNT(*) FROM outbox WHERE payload LIKE '%base64%'").await;
    assert_eq!(kept, 0, "what Telegram keeps we do not");
    anna.presses("Меню").await;
    assert!(anna.has("что делаем"), "its button works: {}", anna.phone());
});

story!(the_words_beside_a_file_are_edited_and_its_buttons_come_off, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let card = written(desk, &anna, "Дата согласована", None).await.unwrap();
    reworded(desk, &anna, card, "Дата перенесена").await;
    desk.pump().await;
    insta::assert_snapshot!(anna.phone(), @"
    [файл Монтаж 25 ноя.ics] Дата перенесена
    [☰ Меню]
    ");
    reworded(desk, &anna, card, "Дата перенесена").await;
    assert_eq!(desk.count("SELECT COUNT(*) FROM outbox WHERE state = 'due'").await, 0, "it shows just that already");
    for _ in 0..2 {
        let mut tx = desk.db.begin().await.unwrap();
        outbox::strip(&mut tx, card, anna.user, desk.clock.now().into()).await.unwrap();
        tx.commit().await.unwrap();
    }
    desk.pump().await;
    insta::assert_snapshot!(anna.phone(), @"[файл Монтаж 25 ноя.ics] Дата перенесена");
    reworded(desk, &anna, card, "Дата снова в силе").await;
    desk.pump().await;
    insta::assert_snapshot!(anna.phone(), @"
    [файл Монтаж 25 ноя.ics] Дата снова в силе
    [☰ Меню]
    ");
    assert_eq!(anna.documents().len(), 1);
});

story!(a_file_that_is_for_later_comes_as_it_is_to_be_shown_then, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    let person = anna.person().await;
    let at = desk.clock.now() + TimeDelta::hours(2);
    let first = screen("Дата согласована");
    let reader = person.reader(desk.clock.now());
    let letter = Letter { not_before: Some(at.into()), ..Letter::reply(anna.user, reader, &first) };
    let mut tx = desk.db.begin().await.unwrap();
    let card = outbox::document(&mut tx, letter, FILE).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    reworded(desk, &anna, card, "Дата перенесена").await;
    desk.pump().await;
    assert!(anna.documents().is_empty());
    desk.clock.set(at);
    desk.pump().await;
    assert_eq!((seen(&anna, "Дата перенесена"), anna.documents().len()), (1, 1));
    assert_eq!(desk.telegram.count("editMessageCaption"), 0, "nothing was there to be edited");

    let other = written(desk, &anna, "Лишнее", None).await.unwrap();
    let mut tx = desk.db.begin().await.unwrap();
    outbox::delete(&mut tx, other, anna.user, desk.clock.now().into()).await.unwrap();
    tx.commit().await.unwrap();
    desk.pump().await;
    assert_eq!((seen(&anna, "Лишнее"), desk.telegram.count("deleteMessage")), (0, 0), "taken back before it was sent");
});

story!(a_file_whose_answer_is_lost_comes_again_and_says_so, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let anna = desk.manager("Анна").await;
    written(desk, &anna, "Дата согласована", None).await;
    desk.telegram.lose_answers(1);
    desk.pump().await;
    quiet(desk).await;
    assert_eq!((seen(&anna, "Дата согласована"), seen(&anna, "(повтор) Дата")), (2, 1));
    assert!(anna.documents().iter().all(|(_, bytes)| bytes == INSIDE), "the file is whole both times");
});

story!(
    a_file_waits_out_a_flood_a_fault_and_a_death_and_then_comes_whole,
    "2026-11-24T07:00:00Z",
    async |desk: &Desk| {
        let anna = desk.manager("Анна").await;
        written(desk, &anna, "Дата согласована", None).await;
        desk.telegram.too_many(anna.user, 7);
        desk.pump().await;
        assert_eq!(anna.documents().len(), 0);
        desk.clock.set(desk.clock.now() + TimeDelta::seconds(6));
        desk.pump().await;
        assert_eq!(anna.documents().len(), 0, "not before retry_after");
        desk.restart().await.unwrap();
        desk.clock.set(desk.clock.now() + TimeDelta::seconds(1));
        desk.telegram.fail_once(502, "Bad Gateway");
        desk.pump().await;
        assert_eq!(anna.documents().len(), 0);
        quiet(desk).await;
        assert_eq!(anna.documents(), [("Монтаж 25 ноя.ics".to_owned(), INSIDE.to_vec())]);
        assert_eq!(seen(&anna, "(повтор)"), 0, "nobody can have got it twice");
        desk.telegram.fail_once(400, "Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 3");
        written(desk, &anna, "Дата & место", None).await;
        desk.pump().await;
        quiet(desk).await;
        assert_eq!((seen(&anna, "Дата & место"), anna.documents().len()), (1, 2), "as plain words");
    }
);

#[tokio::test]
async fn a_file_that_can_not_be_sent_is_refused_when_it_is_written() {
    let desk = Desk::on_sqlite("2026-11-24T07:00:00Z".parse().unwrap()).await.unwrap();
    let anna = desk.manager("Анна").await;
    let reader = anna.person().await.reader(desk.clock.now());
    let over = vec![b'x'; LARGEST + 1];
    for (wrong, why) in [
        (Document { bytes: &over, ..FILE }, "more than 262144 bytes"),
        (Document { name: "../a.ics", ..FILE }, "Telegram would change its name"),
    ] {
        let mut tx = desk.db.begin().await.unwrap();
        let screen = screen("x");
        let refused = outbox::document(&mut tx, Letter::reply(anna.user, reader, &screen), wrong).await.unwrap_err();
        assert!(refused.to_string().contains(why), "{refused}");
    }
    assert_eq!(desk.count("SELECT COUNT(*) FROM outbox WHERE method = 'sendDocument'").await, 0);
}

#[tokio::test]
async fn a_row_that_can_not_be_read_is_given_up_and_holds_nobody_up() {
    let desk = Desk::on_sqlite("2026-11-24T07:00:00Z".parse().unwrap()).await.unwrap();
    let anna = desk.manager("Анна").await;
    written(&desk, &anna, "Дата согласована", None).await;
    let mut tx = desk.db.begin().await.unwrap();
    let spoil = "UPDATE outbox SET payload = '{\"caption\":\"x\",\"document\":{\"name\":\"a.ics\",\"base64\":\"?\"}}' \
                 WHERE method = 'sendDocument'";
    sqlx::query(spoil).execute(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    anna.says("Лотос").await;
    assert_eq!((seen(&anna, "Лотос"), anna.documents().len()), (1, 0));
    assert_eq!(desk.count("SELECT COUNT(*) FROM outbox WHERE state = 'failed'").await, 1);
}

/// All that is logged, by every library, in a test.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn no_log_tells_what_is_in_a_file() {
    use base64::{Engine, engine::general_purpose::STANDARD};
    let log = Log::default();
    let everything = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::DEBUG)
        .with_writer(log.clone())
        .with_ansi(false)
        .finish();
    // A lone one is asked only on its own thread: what another thread meets first would never be heard of.
    let _second = tracing::Dispatch::new(tracing_subscriber::registry());
    let _here = tracing::subscriber::set_default(everything);
    let desk = Desk::on_sqlite("2026-11-24T07:00:00Z".parse().unwrap()).await.unwrap();
    let anna = desk.manager("Анна").await;
    written(&desk, &anna, "Дата согласована", None).await;
    desk.telegram.lose_answers(1);
    desk.pump().await;
    desk.telegram.fail_once(400, "Bad Request: chat not found");
    quiet(&desk).await;
    let logged = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(logged.contains("a call has failed") && logged.contains("sendDocument"), "the log was not read: {logged}");
    let coded = STANDARD.encode(INSIDE);
    for inside in ["Lesnaya", &coded[..24], "VkNBTEVOREFS"] {
        assert!(!logged.contains(inside), "{inside} is in the log");
    }
}
