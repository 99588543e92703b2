//! What is over is forgotten after thirty days; what may still be needed is not.

use mosbot::{bot::retention, people::Role, playground::Desk, story};

const NIGHT: &str = "2026-11-25T00:30:00Z";

/// One row of each fate: `o…` is old, `y…` is young.
async fn fill(desk: &Desk) {
    let mut tx = desk.db.begin().await.unwrap();
    for (name, at) in [("a", "2026-10-25T00:00:00.000Z"), ("b", "2026-10-27T00:00:00.000Z")] {
        for (number, state) in [(1, "done"), (2, "open"), (3, "dead")] {
            let id = number + i64::from(name == "b") * 10;
            let sql = "INSERT INTO inbox (update_id, chat, raw, state, not_before, received_at) \
                       VALUES ($1, 1, 'words', $2, '2027-01-01T00:00:00.000Z', $3)";
            sqlx::query(sql).bind(id).bind(state).bind(at).execute(&mut *tx).await.unwrap();
        }
        let card = "INSERT INTO card (id, chat) VALUES ($1, 1)";
        sqlx::query(card).bind(name).execute(&mut *tx).await.unwrap();
        for (number, key, card, method, state) in [
            (1, None, None, "answerCallbackQuery", "dropped"),
            (2, None, Some(name), "editMessageText", "sent"),
            (3, None, Some(name), "sendMessage", "sent"),
            (4, Some("key"), None, "sendMessage", "sent"),
            (5, None, None, "sendMessage", "failed"),
        ] {
            let sql = "INSERT INTO outbox (id, dedupe_key, chat, class, method, payload, card_id, state, not_before, created_at) \
                       VALUES ($1, $2, 1, 'reply', $3, 'words', $4, $5, $6, $6)";
            let query = sqlx::query(sql).bind(format!("{name}{number}")).bind(key.map(|key| format!("{key}{name}")));
            query.bind(method).bind(card).bind(state).bind(at).execute(&mut *tx).await.unwrap();
        }
        for (number, key, state) in [(1, None, "done"), (2, Some("key"), "done"), (3, None, "failed")] {
            let sql = "INSERT INTO job (id, dedupe_key, kind, payload, state, due_at, created_at) \
                       VALUES ($1, $2, 'x', 'words', $3, $4, $4)";
            let query = sqlx::query(sql).bind(format!("{name}{number}")).bind(key.map(|key| format!("{key}{name}")));
            query.bind(state).bind(at).execute(&mut *tx).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
}

/// What is left: ids, with a `*` where the words are gone.
async fn left(desk: &Desk) -> String {
    let mut conn = desk.db.read().await.unwrap();
    let mut all = Vec::new();
    for sql in [
        "SELECT CAST(update_id AS TEXT) AS id, raw FROM inbox WHERE raw = 'words' ORDER BY update_id",
        "SELECT id, payload FROM outbox WHERE payload IN ('words', '{}') ORDER BY id",
        "SELECT id, payload FROM job WHERE payload IN ('words', '{}') ORDER BY id",
    ] {
        let rows: Vec<(String, String)> = sqlx::query_as(sql).fetch_all(&mut *conn).await.unwrap();
        let one = |(id, words): (String, String)| if words == "words" { id } else { format!("{id}*") };
        all.push(rows.into_iter().map(one).collect::<Vec<_>>().join(" "));
    }
    all.join(" | ")
}

story!(what_is_over_is_forgotten_at_night_and_what_is_needed_is_kept, "2026-11-24T12:00:00Z", async |desk: &Desk| {
    desk.staff("Адам", Role::Admin).await;
    fill(desk).await;
    let all = "1 2 3 11 12 13 | a1 a2 a3 a4 a5 b1 b2 b3 b4 b5 | a1 a2 a3 b1 b2 b3";
    assert_eq!(retention::sweep(&desk.db, desk.clock.now()).await.unwrap(), 0, "by day nothing is swept");
    assert_eq!(left(desk).await, all);
    let night = NIGHT.parse().unwrap();
    assert_eq!(retention::sweep(&desk.db, night).await.unwrap(), 7);
    assert_eq!(left(desk).await, "2 3 11 12 13 | a3* a4* a5 b1 b2 b3 b4 b5 | a2* a3 b1 b2 b3");
    assert_eq!(retention::sweep(&desk.db, night).await.unwrap(), 0);
    let mut tx = desk.db.begin().await.unwrap();
    for sql in ["DELETE FROM inbox WHERE raw = 'words'", "DELETE FROM outbox WHERE chat = 1", "DELETE FROM job"] {
        sqlx::query(sql).execute(&mut *tx).await.unwrap();
    }
    tx.commit().await.unwrap();
});
