//! Reading clients, contact persons and sites from a table (CSV or XLSX). One line is one contact person or site of a
//! client; a client of several lines stands in each. A client is known by INN, or by name where there is none. What
//! the file leaves empty stays as it is.

use super::queries;
use crate::{
    clients::{self, Client, Contact, State},
    db::{Conn, Id},
    error::Result,
    files::{self, By, File, Problem, Report, Row, Table},
    fold::{digits, fold},
    inn,
    people::{self, Person},
    phone::Phone,
    t,
};
use chrono_tz::Tz;
use std::collections::BTreeSet;

const NAME: &[&str] = &["название", "клиент", "наименование", "контрагент", "name", "client"];
const INN: &[&str] = &["инн", "inn"];
const CITY: &[&str] = &["город", "city"];
const ZONE: &[&str] = &["часовой пояс", "зона", "zone", "timezone"];
const OWNER: &[&str] = &["менеджер", "мос", "ответственный", "manager", "owner"];
const CONTACT: &[&str] = &["контакт", "контактное лицо", "фио", "contact"];
const POST: &[&str] = &["должность", "роль", "post", "role"];
const PHONE: &[&str] = &["телефон", "phone"];
const EMAIL: &[&str] = &["почта", "email", "e mail"];
const SITE: &[&str] = &["адрес", "объект", "адрес объекта", "site", "address"];

/// A table with names and no sums.
pub fn recognises(file: &File) -> bool {
    Table::read(file).is_ok_and(|table| table.has(NAME) && !table.has(&["сумма", "sum", "amount", "итого", "total"]))
}

/// What one line says.
struct Line {
    name: String,
    inn: Option<String>,
    city: String,
    zone: Option<Tz>,
    owner: Option<Id<Person>>,
    contact: Option<Contact>,
    site: String,
}

/// Reads it all; problems are named by line and column.
pub async fn read(conn: &mut Conn, file: &File, by: By<'_>) -> Result<Report> {
    let table = match Table::read(file) {
        Ok(table) => table,
        Err(why) => return Ok(Report::refused(why)),
    };
    if !table.has(NAME) {
        return Ok(Report::refused(t!("file-no-column", column = "название")));
    }
    let import = files::record(conn, "clients", file, by).await?;
    let managers = people::managers(conn).await?;
    let mut report = Report::default();
    let mut seen = BTreeSet::new();
    let (mut contacts, mut sites) = (0_usize, 0_usize);
    for row in table.rows() {
        let line = match line(&row, &managers) {
            Ok(line) => line,
            Err(problems) => {
                report.problems.extend(problems);
                continue;
            }
        };
        let Some(client) = client(conn, &mut report, &mut seen, &line, by).await? else {
            report.problems.push(row.problem(NAME, t!("cell-two-such-clients", value = &line.name)));
            continue;
        };
        if let Some(contact) = &line.contact {
            match queries::put_contact(conn, client, contact, rights(&contact.post)).await? {
                Some(true) => contacts += 1,
                Some(false) => report.changed += 1,
                None => {}
            }
        }
        if !line.site.is_empty() && queries::put_site(conn, client, &line.site, &fold(&line.site)).await? {
            sites += 1;
        }
    }
    report.notes.push(t!("clients-import-total", clients = seen.len(), contacts = contacts, sites = sites));
    report.more = contacts + sites > 0;
    files::close(conn, import, &report).await?;
    Ok(report)
}

/// The client of a line, added or corrected; `None`: the name fits several, and there is no INN to tell them apart.
async fn client(
    conn: &mut Conn,
    report: &mut Report,
    seen: &mut BTreeSet<Id<Client>>,
    line: &Line,
    by: By<'_>,
) -> Result<Option<Id<Client>>> {
    let folded = fold(&line.name);
    let inn = line.inn.as_deref();
    let known = queries::known(conn, inn, &folded).await?;
    if known.len() > 1 {
        return Ok(None);
    }
    let Some(id) = known.first().copied() else {
        let new = Client {
            id: Id::new(),
            name: line.name.clone(),
            inn: line.inn.clone(),
            city: line.city.clone(),
            zone: line.zone.unwrap_or(Tz::Europe__Moscow),
            owner: line.owner,
            state: State::Active,
        };
        clients::add(conn, &new, by.now.into()).await?;
        seen.insert(new.id);
        report.added += 1;
        return Ok(Some(new.id));
    };
    let changed = queries::correct(conn, id, (&line.name, &folded), inn, &line.city, line.zone, line.owner).await?;
    if changed {
        report.changed += 1;
    } else if !seen.contains(&id) {
        report.same += 1;
    }
    seen.insert(id);
    Ok(Some(id))
}

/// A contact person gets what belongs to the post.
fn rights(post: &str) -> &'static str {
    let post = fold(post);
    match () {
        () if post.contains("бухгалтер") || post.contains("account") => "invoices,notices",
        () if post.contains("объект") || post.contains("охран") || post.contains("site") => "receive,agree",
        () => "receive,agree,invoices,notices",
    }
}

fn line(row: &Row<'_>, managers: &[(Id<Person>, String)]) -> Result<Line, Vec<Problem>> {
    let mut problems = Vec::new();
    let name = row.get(NAME).to_owned();
    if fold(&name).is_empty() {
        problems.push(row.problem(NAME, t!("cell-empty", example = "ТСН «Ромашка»")));
    }
    let inn = Some(digits(row.get(INN))).filter(|inn| !inn.is_empty());
    if let Some(wrong) = inn.as_deref().filter(|inn| !inn::is_valid(inn)) {
        problems.push(row.problem(INN, t!("cell-bad-inn", value = wrong)));
    }
    let zone = match row.get(ZONE) {
        "" => None,
        name => {
            let zone = zone(name);
            if zone.is_none() {
                problems.push(row.problem(ZONE, t!("cell-bad-zone", value = name)));
            }
            zone
        }
    };
    let owner = match row.get(OWNER) {
        "" => None,
        name => {
            let found: BTreeSet<_> =
                managers.iter().filter(|(_, known)| fold(known) == fold(name)).map(|(id, _)| *id).collect();
            match found.len() {
                0 => problems.push(row.problem(OWNER, t!("cell-no-such-manager", value = name))),
                1 => {}
                _ => problems.push(row.problem(OWNER, t!("cell-two-such-managers", value = name))),
            }
            found.first().copied()
        }
    };
    let phone = match row.get(PHONE) {
        "" => None,
        text => {
            let phone = Phone::parse(text);
            if phone.is_none() {
                problems.push(row.problem(PHONE, t!("cell-bad-phone", value = text)));
            }
            phone
        }
    };
    if !problems.is_empty() {
        return Err(problems);
    }
    let (post, email) = (row.get(POST).to_owned(), row.get(EMAIL).to_owned());
    let known = !row.get(CONTACT).is_empty() || phone.is_some() || !email.is_empty();
    let contact = known.then(|| Contact {
        id: Id::new(),
        client: Id::new(),
        name: Some(row.get(CONTACT)).filter(|name| !name.is_empty()).unwrap_or(&name).to_owned(),
        post,
        phone,
        email,
        rights: Vec::new(),
        person: None,
        bad_at: None,
    });
    Ok(Line { name, inn, city: row.get(CITY).to_owned(), zone, owner, contact, site: row.get(SITE).to_owned() })
}

/// `Europe/Samara`, `МСК+1`, `UTC+4`.
fn zone(name: &str) -> Option<Tz> {
    const BY_OFFSET: [(i32, Tz); 11] = [
        (2, Tz::Europe__Kaliningrad),
        (3, Tz::Europe__Moscow),
        (4, Tz::Europe__Samara),
        (5, Tz::Asia__Yekaterinburg),
        (6, Tz::Asia__Omsk),
        (7, Tz::Asia__Krasnoyarsk),
        (8, Tz::Asia__Irkutsk),
        (9, Tz::Asia__Yakutsk),
        (10, Tz::Asia__Vladivostok),
        (11, Tz::Asia__Magadan),
        (12, Tz::Asia__Kamchatka),
    ];
    if let Ok(zone) = name.parse() {
        return Some(zone);
    }
    let upper = name.to_uppercase().replace(' ', "");
    let hours = |text: &str| if text.is_empty() { Some(0) } else { text.parse::<i32>().ok() };
    let offset = match (upper.strip_prefix("МСК"), upper.strip_prefix("UTC")) {
        (Some(rest), _) => 3 + hours(rest)?,
        (None, Some(rest)) => hours(rest)?,
        (None, None) => return None,
    };
    BY_OFFSET.iter().find(|(hours, _)| *hours == offset).map(|(_, zone)| *zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_read_as_people_write_it() {
        assert_eq!(zone("МСК+2"), Some(Tz::Asia__Yekaterinburg));
        assert_eq!(zone("msk"), None);
        assert_eq!(zone("мск"), Some(Tz::Europe__Moscow));
        assert_eq!(zone("UTC+4"), Some(Tz::Europe__Samara));
        assert_eq!(zone("Europe/Samara"), Some(Tz::Europe__Samara));
        assert_eq!(zone("МСК+99"), None);
    }

    #[test]
    fn an_accountant_gets_invoices_and_a_guard_deliveries() {
        assert_eq!(rights("Главный бухгалтер"), "invoices,notices");
        assert_eq!(rights("на объекте"), "receive,agree");
    }
}
