//! Finding a client by anything a manager has at hand (PRODUCT 4.9): a piece of the name (ё=е, wrong keyboard layout,
//! slips of the finger), INN, a piece of the address, the last digits of a phone, an invoice number.

use super::{Client, queries::Row};
use crate::{
    bot::{screen::Button, widgets::PER_PAGE},
    db::{Conn, Day},
    error::Result,
    fold::{digits, fix_layout, fold, similarity},
    people::Scope,
    t,
    text::Text,
};
use chrono::NaiveDate;
use sqlx::FromRow;

/// More than this is not worth showing.
pub const LIMIT: usize = 50;

/// Below this a name is another name (0…1).
const ALIKE: f64 = 0.45;

/// A client that was found.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Which.
    pub client: Client,
    /// Owes money past the due day.
    pub debtor: bool,
    /// The query names this client and no other: full name, INN, phone or invoice number.
    pub exact: bool,
}

#[derive(FromRow)]
struct Found {
    #[sqlx(flatten)]
    row: Row,
    search_name: String,
    debtor: i64,
    sure: i64,
}

/// The clients that the asker may see and that `query` may mean, best first, at most [`LIMIT`].
pub async fn find(conn: &mut Conn, scope: Scope, query: &str, today: NaiveDate) -> Result<Vec<Hit>> {
    let folded = fold(query);
    if folded.is_empty() {
        return Ok(Vec::new());
    }
    let found = containing(conn, scope, query, &folded, today).await?;
    if !found.is_empty() {
        return ranked(found, &folded);
    }
    let retyped = fold(&fix_layout(query));
    if retyped != folded {
        let found = containing(conn, scope, &retyped, &retyped, today).await?;
        if !found.is_empty() {
            return ranked(found, &retyped);
        }
    }
    alike(conn, scope, &folded, &retyped, today).await
}

/// Buttons to choose between clients that were found.
pub fn choices(hits: &[Hit]) -> Vec<Button> {
    hits.iter().take(PER_PAGE).map(|hit| Button::choice(label(hit), hit.client.id.short())).collect()
}

/// A client on a button: name, town, and a mark if it owes.
pub fn label(hit: &Hit) -> Text {
    if hit.debtor { t!("client-hit-debtor", client = hit.client.named()) } else { Text::Verbatim(hit.client.named()) }
}

/// Clients with the query in name, address, INN, phone or invoice number.
async fn containing(conn: &mut Conn, scope: Scope, query: &str, folded: &str, today: NaiveDate) -> Result<Vec<Found>> {
    let numbers = digits(query);
    let phone_like = if numbers.len() >= 4 { format!("%{}", last(&numbers, 10)) } else { String::new() };
    let number = query.trim().trim_start_matches(['#', '№']).trim();
    let found = sqlx::query_as::<_, Found>(
        "SELECT id, name, inn, city, zone, owner_id, state, search_name, \
           CASE WHEN EXISTS (SELECT 1 FROM invoice i WHERE i.client_id = client.id AND i.paid < i.sum \
                             AND i.due_on < $8 AND i.disputed_at IS NULL) THEN 1 ELSE 0 END AS debtor, \
           CASE WHEN search_name = $4 OR inn = $5 \
                  OR EXISTS (SELECT 1 FROM contact t WHERE t.client_id = client.id AND t.phone LIKE $6) \
                  OR EXISTS (SELECT 1 FROM invoice i WHERE i.client_id = client.id AND i.number = $7) \
                THEN 1 ELSE 0 END AS sure \
         FROM client \
         WHERE ($1 = 1 OR owner_id = $2 OR owner_id IS NULL) \
           AND (search_name LIKE $3 ESCAPE '\\' OR inn = $5 \
             OR id IN (SELECT client_id FROM contact WHERE phone LIKE $6) \
             OR id IN (SELECT client_id FROM site WHERE search_address LIKE $3 ESCAPE '\\') \
             OR id IN (SELECT client_id FROM invoice WHERE number = $7)) \
         ORDER BY search_name LIMIT 200",
    )
    .bind(scope.everything())
    .bind(scope.person())
    .bind(format!("%{}%", escaped(folded)))
    .bind(folded)
    .bind(&numbers)
    .bind(phone_like)
    .bind(number)
    .bind(Day(today))
    .fetch_all(conn)
    .await?;
    Ok(found)
}

/// Sure hits first, then names that begin with the query, then by name.
fn ranked(mut found: Vec<Found>, folded: &str) -> Result<Vec<Hit>> {
    found.sort_by_key(|hit| (hit.sure == 0, !hit.search_name.starts_with(folded), hit.search_name.clone()));
    let sure = found.iter().filter(|hit| hit.sure == 1).count();
    let alone = found.len() == 1;
    found
        .into_iter()
        .take(LIMIT)
        .map(|hit| {
            let exact = alone || (hit.sure == 1 && sure == 1);
            Ok(Hit { debtor: hit.debtor == 1, exact, client: hit.row.try_into()? })
        })
        .collect()
}

/// Clients whose name sounds like the query. Reads the names in sight once.
async fn alike(conn: &mut Conn, scope: Scope, folded: &str, retyped: &str, today: NaiveDate) -> Result<Vec<Hit>> {
    let all = sqlx::query_as::<_, Found>(
        "SELECT id, name, inn, city, zone, owner_id, state, search_name, \
           CASE WHEN EXISTS (SELECT 1 FROM invoice i WHERE i.client_id = client.id AND i.paid < i.sum \
                             AND i.due_on < $3 AND i.disputed_at IS NULL) THEN 1 ELSE 0 END AS debtor, 0 AS sure \
         FROM client WHERE ($1 = 1 OR owner_id = $2 OR owner_id IS NULL)",
    )
    .bind(scope.everything())
    .bind(scope.person())
    .bind(Day(today))
    .fetch_all(conn)
    .await?;
    let mut scored: Vec<(f64, Found)> = all
        .into_iter()
        .map(|hit| (similarity(folded, &hit.search_name).max(similarity(retyped, &hit.search_name)), hit))
        .filter(|(score, _)| *score >= ALIKE)
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.search_name.cmp(&b.1.search_name)));
    scored
        .into_iter()
        .take(LIMIT)
        .map(|(_, hit)| Ok(Hit { debtor: hit.debtor == 1, exact: false, client: hit.row.try_into()? }))
        .collect()
}

/// `%` and `_` of a query mean themselves.
fn escaped(words: &str) -> String {
    words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

fn last(digits: &str, count: usize) -> &str {
    &digits[digits.len().saturating_sub(count)..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_the_search_language_mean_themselves() {
        assert_eq!(escaped("100%_\\"), "100\\%\\_\\\\");
    }
}
