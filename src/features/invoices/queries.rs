//! SQL of invoices.

use super::model::{Debt, Invoice};
use crate::{
    clients::Client,
    db::{Conn, Day, Id, Timestamp},
    error::Result,
    files,
    money::Money,
    people::{Person, Scope},
};
use chrono::{Days, NaiveDate};
use sqlx::FromRow;

#[derive(FromRow)]
struct Row {
    id: Id<Invoice>,
    client_id: Id<Client>,
    number: String,
    issued_on: Day,
    due_on: Day,
    sum: Money,
    paid: Money,
    disputed_at: Option<Timestamp>,
    awaited_until: Option<Day>,
}

impl From<Row> for Invoice {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            client: row.client_id,
            number: row.number,
            issued_on: row.issued_on.0,
            due_on: row.due_on.0,
            sum: row.sum,
            paid: row.paid,
            disputed: row.disputed_at.is_some(),
            awaited_until: row.awaited_until.map(|day| day.0),
        }
    }
}

/// The unpaid invoices of a client, the oldest first.
pub async fn open_of(conn: &mut Conn, client: Id<Client>) -> Result<Vec<Invoice>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, client_id, number, issued_on, due_on, sum, paid, disputed_at, awaited_until FROM invoice \
         WHERE client_id = $1 AND paid < sum ORDER BY due_on, number",
    )
    .bind(client)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Invoice::from).collect())
}

/// The unpaid invoices of all clients due by `day` that nobody disputes, the oldest of a client first.
pub async fn unpaid_until(conn: &mut Conn, day: NaiveDate) -> Result<Vec<Invoice>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, client_id, number, issued_on, due_on, sum, paid, disputed_at, awaited_until FROM invoice \
         WHERE paid < sum AND due_on <= $1 AND disputed_at IS NULL ORDER BY due_on, client_id, number",
    )
    .bind(Day(day))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Invoice::from).collect())
}

/// Every unpaid invoice of every client.
pub async fn all_unpaid(conn: &mut Conn) -> Result<Vec<Invoice>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, client_id, number, issued_on, due_on, sum, paid, disputed_at, awaited_until FROM invoice \
         WHERE paid < sum ORDER BY due_on, number",
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Invoice::from).collect())
}

/// Invoices of a manager's clients and of nobody's issued by `to`: those issued since `from`, and all unpaid ones; the
/// oldest of a client first.
pub async fn issued(conn: &mut Conn, owner: Id<Person>, from: NaiveDate, to: NaiveDate) -> Result<Vec<Invoice>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT i.id, i.client_id, i.number, i.issued_on, i.due_on, i.sum, i.paid, i.disputed_at, i.awaited_until \
         FROM invoice i JOIN client c ON c.id = i.client_id WHERE (c.owner_id = $1 OR c.owner_id IS NULL) \
         AND i.issued_on <= $3 AND (i.issued_on >= $2 OR i.paid < i.sum) ORDER BY i.due_on, i.number",
    )
    .bind(owner)
    .bind(Day(from))
    .bind(Day(to))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Invoice::from).collect())
}

/// Invoices issued from one day to another, both included, of the clients in sight (`None`: of all), the first first.
pub async fn issued_between(
    conn: &mut Conn,
    scope: Option<Scope>,
    from: NaiveDate,
    to: NaiveDate,
) -> Result<Vec<Invoice>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT i.id, i.client_id, i.number, i.issued_on, i.due_on, i.sum, i.paid, i.disputed_at, i.awaited_until \
         FROM invoice i JOIN client c ON c.id = i.client_id \
         WHERE i.issued_on BETWEEN $1 AND $2 AND ($3 = 1 OR c.owner_id = $4 OR c.owner_id IS NULL) \
         ORDER BY i.issued_on, i.number, i.id",
    )
    .bind(Day(from))
    .bind(Day(to))
    .bind(scope.map_or(1, Scope::everything))
    .bind(scope.map(Scope::person))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Invoice::from).collect())
}

/// What all clients should have paid before `today` and nobody disputes, by age: up to 30 days, up to 60, up to 90, more.
pub async fn aging(conn: &mut Conn, today: NaiveDate) -> Result<[Money; 4]> {
    let rows: Vec<(i64, Money)> = sqlx::query_as(
        "SELECT CASE WHEN due_on >= $2 THEN 0 WHEN due_on >= $3 THEN 1 WHEN due_on >= $4 THEN 2 ELSE 3 END AS age, \
           CAST(SUM(sum - paid) AS BIGINT) FROM invoice \
         WHERE paid < sum AND due_on < $1 AND disputed_at IS NULL \
         GROUP BY CASE WHEN due_on >= $2 THEN 0 WHEN due_on >= $3 THEN 1 WHEN due_on >= $4 THEN 2 ELSE 3 END",
    )
    .bind(Day(today))
    .bind(Day(today - Days::new(30)))
    .bind(Day(today - Days::new(60)))
    .bind(Day(today - Days::new(90)))
    .fetch_all(conn)
    .await?;
    let mut sums = [Money::ZERO; 4];
    for (age, sum) in rows {
        if let Some(place) = usize::try_from(age).ok().and_then(|age| sums.get_mut(age)) {
            *place = sum;
        }
    }
    Ok(sums)
}

/// What all clients were invoiced for from `from` to `to`.
pub async fn issued_sum(conn: &mut Conn, from: NaiveDate, to: NaiveDate) -> Result<Money> {
    Ok(sqlx::query_scalar(
        "SELECT CAST(COALESCE(SUM(sum), 0) AS BIGINT) FROM invoice WHERE issued_on BETWEEN $1 AND $2",
    )
    .bind(Day(from))
    .bind(Day(to))
    .fetch_one(conn)
    .await?)
}

/// The latest invoices of a client, paid or not, the newest first.
pub async fn latest_of(conn: &mut Conn, client: Id<Client>, limit: i64) -> Result<Vec<Invoice>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, client_id, number, issued_on, due_on, sum, paid, disputed_at, awaited_until FROM invoice \
         WHERE client_id = $1 ORDER BY issued_on DESC, number DESC LIMIT $2",
    )
    .bind(client)
    .bind(limit)
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Invoice::from).collect())
}

/// Unpaid invoices by what is left of their number without letters and leading zeros.
pub async fn open_with_numbers(conn: &mut Conn, numbers: &[String]) -> Result<Vec<Invoice>> {
    let mut found = Vec::new();
    for number in numbers {
        let rows: Vec<Row> = sqlx::query_as(
            "SELECT id, client_id, number, issued_on, due_on, sum, paid, disputed_at, awaited_until FROM invoice \
             WHERE search_number = $1 AND paid < sum ORDER BY due_on",
        )
        .bind(number)
        .fetch_all(&mut *conn)
        .await?;
        found.extend(rows.into_iter().map(Invoice::from));
    }
    Ok(found)
}

/// Debts, by client once they are grouped.
macro_rules! debts {
    ($rest:literal) => {
        sqlx::query_as::<_, Owed>(concat!(
            "SELECT i.client_id, c.name, CAST(SUM(i.sum - i.paid) AS BIGINT) AS sum, COUNT(*) AS invoices, \
               MIN(i.due_on) AS since, MAX(i.awaited_until) AS awaited_until \
             FROM invoice i JOIN client c ON c.id = i.client_id \
             WHERE i.paid < i.sum AND i.due_on < $1 AND i.disputed_at IS NULL ",
            $rest
        ))
    };
}

#[derive(FromRow)]
struct Owed {
    client_id: Id<Client>,
    name: String,
    sum: Money,
    invoices: i64,
    since: Day,
    awaited_until: Option<Day>,
}

/// What the clients of a manager, or all in sight, should have paid before `today`; the most first.
pub async fn debts(conn: &mut Conn, owner: Option<Id<Person>>, today: NaiveDate) -> Result<Vec<Debt>> {
    let mut rows = match owner {
        // Not one condition with an OR: it would read everybody's debts for each manager.
        Some(owner) => {
            let own = debts!("AND c.owner_id = $2 GROUP BY i.client_id, c.name");
            own.bind(Day(today)).bind(owner).fetch_all(conn).await?
        }
        None => debts!("GROUP BY i.client_id, c.name").bind(Day(today)).fetch_all(conn).await?,
    };
    rows.sort_by(|one, other| other.sum.cmp(&one.sum).then_with(|| one.name.cmp(&other.name)));
    let debt = |row: Owed| Debt {
        client: row.client_id,
        name: row.name,
        sum: row.sum,
        invoices: row.invoices,
        since: row.since.0,
        awaited_until: row.awaited_until.map(|day| day.0),
    };
    Ok(rows.into_iter().map(debt).collect())
}

/// Overdue totals and numbers of debtors by manager; the pool is `None`.
pub async fn overdue_by_owner(conn: &mut Conn, today: NaiveDate) -> Result<Vec<(Option<Id<Person>>, Money, i64)>> {
    Ok(sqlx::query_as(
        "SELECT c.owner_id, CAST(SUM(i.sum - i.paid) AS BIGINT), COUNT(DISTINCT i.client_id) \
         FROM invoice i JOIN client c ON c.id = i.client_id \
         WHERE i.paid < i.sum AND i.due_on < $1 AND i.disputed_at IS NULL \
         GROUP BY c.owner_id ORDER BY CAST(SUM(i.sum - i.paid) AS BIGINT) DESC",
    )
    .bind(Day(today))
    .fetch_all(conn)
    .await?)
}

/// Notes what a person was told, and returns what they were told the last time before.
pub async fn tell_overdue(
    conn: &mut Conn,
    person: Id<Person>,
    today: NaiveDate,
    total: Money,
) -> Result<Option<Money>> {
    // What was told first on a day stays.
    Ok(sqlx::query_scalar(
        "INSERT INTO overdue_told AS told (person_id, local_date, total) VALUES ($1, $2, $3) \
         ON CONFLICT (person_id, local_date) DO UPDATE SET total = told.total \
         RETURNING (SELECT b.total FROM overdue_told b WHERE b.person_id = $1 AND b.local_date < $2 \
         ORDER BY b.local_date DESC LIMIT 1)",
    )
    .bind(person)
    .bind(Day(today))
    .bind(total)
    .fetch_one(conn)
    .await?)
}

/// Money of a payment comes to an invoice (or, negative, is taken back).
pub async fn pay(conn: &mut Conn, invoice: Id<Invoice>, sum: Money) -> Result {
    let paid = sqlx::query(
        "UPDATE invoice SET paid = paid + $2, awaited_until = NULL WHERE id = $1 AND paid + $2 BETWEEN 0 AND sum",
    )
    .bind(invoice)
    .bind(sum)
    .execute(conn)
    .await?;
    // Somebody else has paid it meanwhile: read and decide anew.
    if paid.rows_affected() == 0 { Err(sqlx::Error::RowNotFound.into()) } else { Ok(()) }
}

/// Takes unpaid invoices out of dunning; returns which, for [`net_of_dispute`].
pub async fn dispute(conn: &mut Conn, client: Id<Client>, now: Timestamp) -> Result<Vec<Id<Invoice>>> {
    Ok(sqlx::query_scalar(
        "UPDATE invoice SET disputed_at = $2 WHERE client_id = $1 AND paid < sum AND disputed_at IS NULL RETURNING id",
    )
    .bind(client)
    .bind(now)
    .fetch_all(conn)
    .await?)
}

/// Takes these unpaid invoices of a client out of dunning; returns which were not out of it before, for [`net_of_dispute`].
pub async fn dispute_these(
    conn: &mut Conn,
    client: Id<Client>,
    invoices: &[Id<Invoice>],
    now: Timestamp,
) -> Result<Vec<Id<Invoice>>> {
    let mut taken = Vec::new();
    for invoice in invoices {
        let done = sqlx::query(
            "UPDATE invoice SET disputed_at = $3 \
             WHERE id = $1 AND client_id = $2 AND paid < sum AND disputed_at IS NULL",
        )
        .bind(*invoice)
        .bind(client)
        .bind(now)
        .execute(&mut *conn)
        .await?;
        if done.rows_affected() > 0 {
            taken.push(*invoice);
        }
    }
    Ok(taken)
}

/// The invoices are not disputed after all.
pub async fn net_of_dispute(conn: &mut Conn, invoices: &[Id<Invoice>]) -> Result {
    for invoice in invoices {
        sqlx::query("UPDATE invoice SET disputed_at = NULL WHERE id = $1").bind(*invoice).execute(&mut *conn).await?;
    }
    Ok(())
}

/// The client says the invoices are paid: awaited until `until`, or (`None`) not any more.
pub async fn await_payment(conn: &mut Conn, client: Id<Client>, until: Option<NaiveDate>) -> Result {
    sqlx::query("UPDATE invoice SET awaited_until = $2 WHERE client_id = $1 AND paid < sum")
        .bind(client)
        .bind(until.map(Day))
        .execute(conn)
        .await?;
    Ok(())
}

/// An invoice by its id: whose it is, the caller looks at.
pub async fn by_id(conn: &mut Conn, id: Id<Invoice>) -> Result<Option<Invoice>> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT id, client_id, number, issued_on, due_on, sum, paid, disputed_at, awaited_until FROM invoice \
         WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(conn)
    .await?;
    Ok(row.map(Invoice::from))
}

/// The invoice with this number and day.
pub async fn by_number(conn: &mut Conn, number: &str, issued_on: NaiveDate) -> Result<Option<Invoice>> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT id, client_id, number, issued_on, due_on, sum, paid, disputed_at, awaited_until FROM invoice \
         WHERE number = $1 AND issued_on = $2",
    )
    .bind(number)
    .bind(Day(issued_on))
    .fetch_optional(conn)
    .await?;
    Ok(row.map(Invoice::from))
}

/// Invoices of a client of one day by what is left of their number without letters and leading zeros.
pub async fn alike(conn: &mut Conn, client: Id<Client>, bare: &str, issued_on: NaiveDate) -> Result<Vec<Invoice>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT id, client_id, number, issued_on, due_on, sum, paid, disputed_at, awaited_until FROM invoice \
         WHERE client_id = $1 AND search_number = $2 AND issued_on = $3",
    )
    .bind(client)
    .bind(bare)
    .bind(Day(issued_on))
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Invoice::from).collect())
}

/// What clients owe, due or not, disputed or not.
pub async fn owed(conn: &mut Conn) -> Result<Vec<(Id<Client>, Money)>> {
    Ok(sqlx::query_as(
        "SELECT client_id, CAST(SUM(sum - paid) AS BIGINT) FROM invoice WHERE paid < sum GROUP BY client_id",
    )
    .fetch_all(conn)
    .await?)
}

/// A new invoice.
pub async fn add(conn: &mut Conn, invoice: &Invoice, import: Id<files::Import>, now: Timestamp) -> Result {
    sqlx::query(
        "INSERT INTO invoice (id, client_id, number, search_number, issued_on, due_on, sum, import_id, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(invoice.id)
    .bind(invoice.client)
    .bind(&invoice.number)
    .bind(bare_number(&invoice.number))
    .bind(Day(invoice.issued_on))
    .bind(Day(invoice.due_on))
    .bind(invoice.sum)
    .bind(import)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// A corrected invoice: sum and due day.
pub async fn correct(conn: &mut Conn, id: Id<Invoice>, sum: Money, due_on: NaiveDate) -> Result {
    sqlx::query("UPDATE invoice SET sum = $2, due_on = $3 WHERE id = $1")
        .bind(id)
        .bind(sum)
        .bind(Day(due_on))
        .execute(conn)
        .await?;
    Ok(())
}

/// The client with this INN or, where there is none, with this folded name: with an INN only if its own is not known.
pub async fn client_of(conn: &mut Conn, inn: &str, folded_name: &str) -> Result<Option<Id<Client>>> {
    let by_inn =
        sqlx::query_scalar("SELECT id FROM client WHERE inn = $1").bind(inn).fetch_optional(&mut *conn).await?;
    if by_inn.is_some() || folded_name.is_empty() {
        return Ok(by_inn);
    }
    let named: Vec<Id<Client>> =
        sqlx::query_scalar("SELECT id FROM client WHERE search_name = $1 AND ($2 = '' OR inn IS NULL) LIMIT 2")
            .bind(folded_name)
            .bind(inn)
            .fetch_all(conn)
            .await?;
    Ok(match named.as_slice() {
        [one] => Some(*one),
        _ => None,
    })
}

/// A number without letters, signs and leading zeros: what people type of it. `0000-000118` and `УТ-118` are 118.
pub fn bare_number(number: &str) -> String {
    let last = number.rsplit(|c: char| !c.is_ascii_digit()).find(|part| !part.is_empty()).unwrap_or(number);
    let bare = last.trim_start_matches('0');
    if bare.is_empty() { number.to_owned() } else { bare.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_known_by_what_people_type_of_it() {
        assert_eq!(["118", "0000-000118", "УТ-00118", "Б/Н"].map(bare_number), ["118", "118", "118", "Б/Н"]);
    }
}
