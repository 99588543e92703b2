//! SQL of the warehouse: items, places, what is where and for whom.

use super::model::{Hold, Item, Place, Reservation, Reserve, Stock};
use crate::{
    db::{Conn, Id, Timestamp},
    error::{Error, Result},
    fold::{fix_layout, fold, similarity},
    phone::Phone,
};
use sqlx::FromRow;

/// Names as alike as this are the same with a slip of the finger.
const ALIKE: f64 = 0.5;

#[derive(FromRow)]
struct ItemRow {
    id: Id<Item>,
    name: String,
    sku: String,
    unit: String,
    least: i64,
    weight: Option<i64>,
    length: Option<i64>,
    serial: i64,
    rev: i64,
}

impl From<ItemRow> for Item {
    fn from(row: ItemRow) -> Self {
        let ItemRow { id, name, sku, unit, least, weight, length, serial, rev } = row;
        Self { id, name, sku, unit, least, weight, length, serial: serial != 0, rev }
    }
}

/// The columns of [`ItemRow`], then the rest of the query.
macro_rules! item {
    ($rest:literal) => {
        sqlx::query_as::<_, ItemRow>(concat!(
            "SELECT i.id, i.name, i.sku, i.unit, i.least, i.weight, i.length, i.serial, i.rev FROM item i ",
            $rest
        ))
    };
}

#[derive(FromRow)]
struct PlaceRow {
    id: Id<Place>,
    name: String,
    address: String,
    hours: String,
    contact: String,
    phone: Option<Phone>,
}

impl TryFrom<PlaceRow> for Place {
    type Error = Error;

    fn try_from(row: PlaceRow) -> Result<Self> {
        let hours = row.hours.parse().map_err(|why| Error::other(format!("place {}: hours: {why}", row.id)))?;
        let PlaceRow { id, name, address, contact, phone, .. } = row;
        Ok(Self { id, name, address, hours, contact, phone })
    }
}

/// The columns of [`PlaceRow`], then the rest of the query.
macro_rules! place {
    ($rest:literal) => {
        sqlx::query_as::<_, PlaceRow>(concat!(
            "SELECT p.id, p.name, p.address, p.hours, p.contact, p.phone FROM place p ",
            $rest
        ))
    };
}

/// The columns of [`Reservation`], then the rest of the query.
macro_rules! reservation {
    ($rest:literal) => {
        sqlx::query_as::<_, Reservation>(concat!(
            "SELECT r.id, r.item_id, r.place_id, r.qty, r.link, r.label, r.by_id, r.state FROM reservation r ",
            $rest
        ))
    };
}

/// Items whose name has every one of the words, or whose SKU begins with them; without words all, by name. Words that
/// find nothing are taken for a slip of the finger or for another keyboard layout.
pub async fn items(conn: &mut Conn, words: &str, limit: i64) -> Result<Vec<Item>> {
    let all: Vec<Item> =
        item!("ORDER BY i.search_name, i.id").fetch_all(conn).await?.into_iter().map(Item::from).collect();
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    Ok(matching(all, words).into_iter().take(limit).collect())
}

/// Those of the items that the words mean.
fn matching(all: Vec<Item>, words: &str) -> Vec<Item> {
    let folded = fold(words);
    if folded.is_empty() {
        return all;
    }
    // `6м` is written as it is said: `6 м`.
    let solid = |text: &str| fold(text).replace(' ', "");
    let fits = |item: &Item, query: &str| {
        let (name, sku) = (fold(&item.name), solid(&item.sku));
        let in_name = |word: &str| name.contains(word) || solid(&item.name).contains(word);
        query.split(' ').all(in_name) || !sku.is_empty() && sku.starts_with(&query.replace(' ', ""))
    };
    for query in [folded.clone(), fold(&fix_layout(words))] {
        let found: Vec<Item> = all.iter().filter(|item| fits(item, &query)).cloned().collect();
        if !found.is_empty() {
            return found;
        }
    }
    all.into_iter().filter(|item| similarity(&folded, &fold(&item.name)) >= ALIKE).collect()
}

/// One item.
pub async fn item(conn: &mut Conn, id: Id<Item>) -> Result<Option<Item>> {
    Ok(item!("WHERE i.id = $1").bind(id).fetch_optional(conn).await?.map(Item::from))
}

/// Every place, by name.
pub async fn places(conn: &mut Conn) -> Result<Vec<Place>> {
    place!("ORDER BY p.search_name").fetch_all(conn).await?.into_iter().map(Place::try_from).collect()
}

/// One place.
pub async fn place(conn: &mut Conn, id: Id<Place>) -> Result<Option<Place>> {
    place!("WHERE p.id = $1").bind(id).fetch_optional(conn).await?.map(Place::try_from).transpose()
}

/// The item of this SKU, or of this name; folded.
pub async fn same_item(conn: &mut Conn, name: &str, sku: &str) -> Result<Option<Item>> {
    Ok(item!(
        "WHERE ($2 <> '' AND i.search_sku = $2) OR i.search_name = $1 \
         ORDER BY CASE WHEN i.search_sku = $2 THEN 0 ELSE 1 END LIMIT 1"
    )
    .bind(name)
    .bind(sku)
    .fetch_optional(conn)
    .await?
    .map(Item::from))
}

/// What an item is now.
pub async fn set_item(conn: &mut Conn, item: &Item) -> Result {
    sqlx::query(
        "UPDATE item SET name = $2, search_name = $3, sku = $4, search_sku = $5, unit = $6, least = $7, weight = $8, \
         length = $9, serial = $10, rev = rev + 1 WHERE id = $1",
    )
    .bind(item.id)
    .bind(&item.name)
    .bind(fold(&item.name))
    .bind(&item.sku)
    .bind(fold(&item.sku))
    .bind(&item.unit)
    .bind(item.least)
    .bind(item.weight)
    .bind(item.length)
    .bind(i64::from(item.serial))
    .execute(conn)
    .await?;
    Ok(())
}

/// Takes an item nothing has happened to out again.
pub async fn forget_item(conn: &mut Conn, id: Id<Item>) -> Result {
    sqlx::query("DELETE FROM item WHERE id = $1").bind(id).execute(conn).await?;
    Ok(())
}

/// The place of this name; folded.
pub async fn place_named(conn: &mut Conn, name: &str) -> Result<Option<Place>> {
    place!("WHERE p.search_name = $1").bind(name).fetch_optional(conn).await?.map(Place::try_from).transpose()
}

/// Takes a place nothing has happened at out again.
pub async fn forget_place(conn: &mut Conn, id: Id<Place>) -> Result {
    sqlx::query("DELETE FROM place WHERE id = $1").bind(id).execute(conn).await?;
    Ok(())
}

/// Whether anything is or was of an item or at a place.
pub async fn in_use(conn: &mut Conn, id: &str) -> Result<bool> {
    let used: i64 = sqlx::query_scalar(
        "SELECT (SELECT COUNT(*) FROM stock WHERE item_id = $1 OR place_id = $1) \
              + (SELECT COUNT(*) FROM reservation WHERE item_id = $1 OR place_id = $1) \
              + (SELECT COUNT(*) FROM arrival WHERE item_id = $1 OR place_id = $1)",
    )
    .bind(id)
    .fetch_one(conn)
    .await?;
    Ok(used > 0)
}

/// A new item.
pub async fn add_item(conn: &mut Conn, item: &Item, now: Timestamp) -> Result {
    sqlx::query(
        "INSERT INTO item (id, name, search_name, sku, search_sku, unit, least, weight, length, serial, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(item.id)
    .bind(&item.name)
    .bind(fold(&item.name))
    .bind(&item.sku)
    .bind(fold(&item.sku))
    .bind(&item.unit)
    .bind(item.least)
    .bind(item.weight)
    .bind(item.length)
    .bind(i64::from(item.serial))
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// A new place.
pub async fn add_place(conn: &mut Conn, place: &Place, now: Timestamp) -> Result {
    sqlx::query(
        "INSERT INTO place (id, name, search_name, address, hours, contact, phone, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(place.id)
    .bind(&place.name)
    .bind(fold(&place.name))
    .bind(&place.address)
    .bind(place.hours.to_string())
    .bind(&place.contact)
    .bind(&place.phone)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// What is where of an item, by place.
pub async fn stock_of(conn: &mut Conn, item: Id<Item>) -> Result<Vec<Stock>> {
    Ok(sqlx::query_as(
        "SELECT s.item_id, s.place_id, s.on_hand, s.reserved FROM stock s JOIN place p ON p.id = s.place_id \
         WHERE s.item_id = $1 ORDER BY p.search_name",
    )
    .bind(item)
    .fetch_all(conn)
    .await?)
}

/// What of an item can be promised at a place: on hand without what is promised already.
pub async fn available(conn: &mut Conn, item: Id<Item>, place: Id<Place>) -> Result<i64> {
    let free: Option<i64> =
        sqlx::query_scalar("SELECT on_hand - reserved FROM stock WHERE item_id = $1 AND place_id = $2")
            .bind(item)
            .bind(place)
            .fetch_optional(conn)
            .await?;
    Ok(free.unwrap_or(0))
}

/// More on hand.
pub async fn put_in(conn: &mut Conn, (item, place): (Id<Item>, Id<Place>), qty: i64) -> Result {
    sqlx::query(
        "INSERT INTO stock (item_id, place_id, on_hand) VALUES ($1, $2, $3) \
         ON CONFLICT (item_id, place_id) DO UPDATE SET on_hand = stock.on_hand + excluded.on_hand",
    )
    .bind(item)
    .bind(place)
    .bind(qty)
    .execute(conn)
    .await?;
    Ok(())
}

/// Less on hand, of what is not promised; `false`: there are not so many.
pub async fn take_out(conn: &mut Conn, (item, place): (Id<Item>, Id<Place>), qty: i64) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE stock SET on_hand = on_hand - $3 WHERE item_id = $1 AND place_id = $2 AND on_hand - reserved >= $3",
    )
    .bind(item)
    .bind(place)
    .bind(qty)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// More promised; `false`: there are not so many free.
pub async fn hold(conn: &mut Conn, (item, place): (Id<Item>, Id<Place>), qty: i64) -> Result<bool> {
    let done = sqlx::query(
        "UPDATE stock SET reserved = reserved + $3 WHERE item_id = $1 AND place_id = $2 AND on_hand - reserved >= $3",
    )
    .bind(item)
    .bind(place)
    .bind(qty)
    .execute(conn)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Less promised.
pub async fn let_go(conn: &mut Conn, (item, place): (Id<Item>, Id<Place>), qty: i64) -> Result {
    sqlx::query("UPDATE stock SET reserved = reserved - $3 WHERE item_id = $1 AND place_id = $2")
        .bind(item)
        .bind(place)
        .bind(qty)
        .execute(conn)
        .await?;
    Ok(())
}

/// What was promised leaves.
pub async fn hand_out(conn: &mut Conn, (item, place): (Id<Item>, Id<Place>), qty: i64) -> Result {
    sqlx::query(
        "UPDATE stock SET on_hand = on_hand - $3, reserved = reserved - $3 WHERE item_id = $1 AND place_id = $2",
    )
    .bind(item)
    .bind(place)
    .bind(qty)
    .execute(conn)
    .await?;
    Ok(())
}

/// Goods promised to a link.
pub async fn add_reservation(conn: &mut Conn, want: Reserve<'_>, state: Hold, now: Timestamp) -> Result {
    sqlx::query(
        "INSERT INTO reservation (id, item_id, place_id, qty, link, label, by_id, state, created_at, changed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)",
    )
    .bind(Id::<Reservation>::new())
    .bind(want.item)
    .bind(want.place)
    .bind(want.qty)
    .bind(want.link)
    .bind(want.label)
    .bind(want.by)
    .bind(state)
    .bind(now)
    .execute(conn)
    .await?;
    Ok(())
}

/// What a link has, the oldest first: put by, wanted, issued.
pub async fn of_link(conn: &mut Conn, link: &str) -> Result<Vec<Reservation>> {
    Ok(reservation!("WHERE r.link = $1 AND r.state IN ('wanted', 'reserved', 'issued') ORDER BY r.id")
        .bind(link)
        .fetch_all(conn)
        .await?)
}

/// Who waits for an item at a place, the oldest first.
pub async fn wanted(conn: &mut Conn, (item, place): (Id<Item>, Id<Place>)) -> Result<Vec<Reservation>> {
    Ok(reservation!("WHERE r.item_id = $1 AND r.place_id = $2 AND r.state = 'wanted' ORDER BY r.id")
        .bind(item)
        .bind(place)
        .fetch_all(conn)
        .await?)
}

/// Items fewer of which are free than there should be: name, how many are free, how many there should be.
pub async fn low(conn: &mut Conn) -> Result<Vec<(String, i64, i64)>> {
    Ok(sqlx::query_as(
        "SELECT i.name, CAST(COALESCE(SUM(s.on_hand - s.reserved), 0) AS BIGINT), i.least FROM item i \
         LEFT JOIN stock s ON s.item_id = i.id WHERE i.least > 0 GROUP BY i.id, i.name, i.search_name, i.least \
         HAVING COALESCE(SUM(s.on_hand - s.reserved), 0) < i.least ORDER BY i.search_name",
    )
    .fetch_all(conn)
    .await?)
}

/// Who has goods of an item put by, and who waits for them, the oldest first.
pub async fn held(conn: &mut Conn, item: Id<Item>) -> Result<Vec<Reservation>> {
    Ok(reservation!("WHERE r.item_id = $1 AND r.state IN ('wanted', 'reserved') ORDER BY r.id")
        .bind(item)
        .fetch_all(conn)
        .await?)
}

/// Those who have waited for goods since before `since` and have not been told of `news` about them.
pub async fn untold(
    conn: &mut Conn,
    (item, place): (Id<Item>, Id<Place>),
    since: Timestamp,
    news: &str,
) -> Result<Vec<Reservation>> {
    Ok(reservation!(
        "WHERE r.item_id = $1 AND r.place_id = $2 AND r.state = 'wanted' AND r.created_at <= $3 \
         AND r.told NOT LIKE $4 ORDER BY r.id"
    )
    .bind(item)
    .bind(place)
    .bind(since)
    .bind(format!("%{news}%"))
    .fetch_all(conn)
    .await?)
}

/// Who waits has been told.
pub async fn set_told(conn: &mut Conn, id: Id<Reservation>, news: &str) -> Result {
    sqlx::query("UPDATE reservation SET told = told || ' ' || $2 WHERE id = $1")
        .bind(id)
        .bind(news)
        .execute(conn)
        .await?;
    Ok(())
}

/// Items and places where somebody waits though enough has come for it: a wish written while the goods came in.
pub async fn overlooked(conn: &mut Conn) -> Result<Vec<(Id<Item>, Id<Place>)>> {
    Ok(sqlx::query_as(
        "SELECT DISTINCT r.item_id, r.place_id FROM reservation r \
         JOIN stock s ON s.item_id = r.item_id AND s.place_id = r.place_id \
         WHERE r.state = 'wanted' AND r.qty <= s.on_hand - s.reserved",
    )
    .fetch_all(conn)
    .await?)
}

/// Everything of a link that stands so stands otherwise now. Returns it.
pub async fn turn_all(conn: &mut Conn, link: &str, from: Hold, to: Hold, now: Timestamp) -> Result<Vec<Reservation>> {
    Ok(sqlx::query_as(
        "UPDATE reservation SET state = $3, changed_at = $4 WHERE link = $1 AND state = $2 \
         RETURNING id, item_id, place_id, qty, link, label, by_id, state",
    )
    .bind(link)
    .bind(from)
    .bind(to)
    .bind(now)
    .fetch_all(conn)
    .await?)
}

/// The same for one; `false`: it does not stand so.
pub async fn turn_one(conn: &mut Conn, id: Id<Reservation>, from: Hold, to: Hold, now: Timestamp) -> Result<bool> {
    let done = sqlx::query("UPDATE reservation SET state = $3, changed_at = $4 WHERE id = $1 AND state = $2")
        .bind(id)
        .bind(from)
        .bind(to)
        .bind(now)
        .execute(conn)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// The serial numbers that left with goods.
pub async fn serials(conn: &mut Conn, id: Id<Reservation>) -> Result<Vec<String>> {
    let kept: String =
        sqlx::query_scalar("SELECT serials FROM reservation WHERE id = $1").bind(id).fetch_one(conn).await?;
    Ok(serde_json::from_str(&kept)?)
}

/// Keeps the serial numbers that leave with goods.
pub async fn set_serials(conn: &mut Conn, id: Id<Reservation>, serials: &[String]) -> Result {
    sqlx::query("UPDATE reservation SET serials = $2 WHERE id = $1")
        .bind(id)
        .bind(serde_json::to_string(serials)?)
        .execute(conn)
        .await?;
    Ok(())
}
