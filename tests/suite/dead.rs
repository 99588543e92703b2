//! What is given up is seen by the admin alone, in chat and on the command line, and comes to its end.

use mosbot::{clock::Clock, people::Role, playground::Desk, story};
use std::process::{Command, Output};

/// One of each kind, with words of a client in the first.
async fn given_up(desk: &Desk) {
    let mut tx = desk.db.begin().await.unwrap();
    for sql in [
        "INSERT INTO inbox (update_id, chat, raw, state, attempts, not_before, received_at, error) VALUES \
         (7, 1, '{\"update_id\":7,\"subscription\":{\"words\":\"тайна\"}}', 'dead', 3, '2026-11-24T05:00:00.000Z', '2026-11-24T05:00:00.000Z', 'no such column')",
        "INSERT INTO outbox (id, chat, class, method, payload, state, attempts, not_before, created_at, error) VALUES \
         ('0000000000000000000000000000000a', 0, 'notice', 'setMyCommands', '{\"commands\":[]}', 'failed', 1, \
          '2026-11-24T05:00:00.000Z', '2026-11-24T05:01:00.000Z', '400 Bad Request: no')",
        "INSERT INTO job (id, kind, payload, state, attempts, due_at, created_at, error) VALUES \
         ('0000000000000000000000000000000b', 'nobody.knows', '\"тайна\"', 'failed', 1, '2026-11-24T05:00:00.000Z', \
          '2026-11-24T05:02:00.000Z', 'no room knows this kind of job')",
    ] {
        sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).execute(&mut *tx).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn state(desk: &Desk) -> [i64; 3] {
    [
        desk.count("SELECT COUNT(*) FROM inbox WHERE state = 'dead'").await,
        desk.count("SELECT COUNT(*) FROM outbox WHERE state = 'failed'").await,
        desk.count("SELECT COUNT(*) FROM job WHERE state = 'failed'").await,
    ]
}

story!(an_admin_tries_again_what_was_given_up_or_puts_it_away, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    let (adam, anna) = (desk.staff("Адам", Role::Admin).await, desk.manager("Анна").await);
    adam.says("/dead").await;
    assert!(adam.phone().contains("Сбоев нет"), "{}", adam.phone());
    given_up(desk).await;
    anna.says("/dead").await;
    assert!(anna.phone().contains("не для вашей роли"), "{}", anna.phone());
    anna.forges("dead:all").await;
    assert_eq!(state(desk).await, [1, 1, 1], "a manager mends nothing");

    adam.says("сбои").await;
    let screen = adam.phone();
    for words in ["Сбои: 3", "no such column", "setMyCommands", "nobody.knows"] {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    assert!(!screen.contains("тайна"), "what somebody wrote is shown: {screen}");
    adam.presses("Повторить 1").await;
    assert_eq!(state(desk).await, [0, 1, 1], "the update is no message of anybody: it is done");
    assert!(adam.phone().contains("Сбои: 2"), "{}", adam.phone());
    adam.presses("Повторить 2").await;
    assert_eq!(state(desk).await, [0, 1, 1], "it was tried, and has failed again");
    adam.forges("dead:again:update:7").await;
    assert!(adam.toast().contains("уже нет"), "{}", adam.toast());
    adam.presses("Убрать 2").await;
    assert_eq!(state(desk).await, [0, 1, 0]);
    adam.presses("🔄 Повторить всё").await;
    assert_eq!(state(desk).await, [0, 0, 0]);
    assert!(adam.phone().contains("Сбоев нет"), "{}", adam.phone());
});

/// `mosbot dead` with these words, beside the running machine.
fn dead(desk: &Desk, words: &[&str]) -> Output {
    let home = tempfile::tempdir().unwrap();
    let mut line = Command::new(env!("CARGO_BIN_EXE_mosbot"));
    line.arg("dead").args(words).env_clear().env("MOSBOT_DATABASE_URL", desk.url()).current_dir(&home);
    line.output().unwrap()
}

story!(on_the_command_line_it_is_listed_tried_again_and_put_away, "2026-11-24T07:00:00Z", async |desk: &Desk| {
    given_up(desk).await;
    let listed = String::from_utf8(dead(desk, &["list"]).stdout).unwrap();
    let hex = "0".repeat(31);
    let lines = [
        "update:7\t\t2026-11-24T05:00:00.000Z\t3 tries\tno such column".to_owned(),
        format!("message:{hex}a\tsetMyCommands\t2026-11-24T05:01:00.000Z\t1 tries\t400 Bad Request: no"),
        format!("job:{hex}b\tnobody.knows\t2026-11-24T05:02:00.000Z\t1 tries\tno room knows this kind of job"),
    ];
    assert_eq!(listed.lines().collect::<Vec<_>>(), lines);
    let code = |words: &[&str]| dead(desk, words).status.code();
    assert_eq!(code(&["drop", "message:0000000000000000000000000000000a"]), Some(0));
    assert_eq!(state(desk).await, [1, 0, 1]);
    assert_eq!(code(&["retry", "message:0000000000000000000000000000000a"]), Some(1), "it is gone");
    assert_eq!(code(&["retry", "letter:1"]), Some(2), "no such kind");
    assert_eq!(code(&["retry"]), Some(2), "which?");
    assert_eq!(code(&["retry", "--all"]), Some(0));
    assert_eq!(state(desk).await, [0, 0, 0]);
    // The command line reads the real clock.
    desk.clock.set(Clock::System.now());
    desk.pump().await;
    assert_eq!(code(&["drop", "job:0000000000000000000000000000000b"]), Some(0), "it has failed again");
});
