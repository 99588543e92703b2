//! How clients get invoices: of all clients in sight at once.

use super::{Client, Right};
use crate::{
    db::{Conn, Id},
    error::Result,
    people::{Person, Scope},
};
use std::collections::{BTreeSet, HashMap};

/// How a client gets invoices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// In the bot: the people who do, by name.
    Chat(Vec<String>),
    /// By e-mail alone.
    Mail(String),
}

/// A contact person as far as it matters here.
#[derive(sqlx::FromRow)]
struct Row {
    client_id: Id<Client>,
    rights: String,
    email: String,
    person_id: Option<Id<Person>>,
    name: Option<String>,
}

impl Row {
    fn may(&self, right: Right) -> bool {
        self.rights.split(',').any(|known| known == right.name())
    }
}

/// How each client in sight gets invoices; one that does not is left out. Who gets them in the bot is as
/// [`super::people_with`] says.
pub async fn ways(conn: &mut Conn, scope: Scope) -> Result<HashMap<Id<Client>, Way>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT t.client_id, t.rights, t.email, p.id AS person_id, p.name FROM contact t \
         JOIN client c ON c.id = t.client_id \
         LEFT JOIN person p ON p.id = t.person_id AND p.tg_id IS NOT NULL AND p.revoked_at IS NULL \
         WHERE $1 = 1 OR c.owner_id = $2 OR c.owner_id IS NULL ORDER BY t.name",
    )
    .bind(scope.everything())
    .bind(scope.person())
    .fetch_all(conn)
    .await?;
    let mut by_client: HashMap<_, Vec<Row>> = HashMap::new();
    for row in rows {
        by_client.entry(row.client_id).or_default().push(row);
    }
    Ok(by_client.into_iter().filter_map(|(client, contacts)| Some((client, way(&contacts)?))).collect())
}

fn way(contacts: &[Row]) -> Option<Way> {
    for right in [Some(Right::Invoices), Some(Right::Notices), None] {
        let may = contacts.iter().filter(|contact| right.is_none_or(|right| contact.may(right)));
        let people: BTreeSet<_> = may.filter_map(|contact| Some((contact.name.clone()?, contact.person_id?))).collect();
        if !people.is_empty() {
            return Some(Way::Chat(people.into_iter().map(|(name, _)| name).collect()));
        }
    }
    let mail = |contact: &&Row| contact.may(Right::Invoices) && !contact.email.is_empty();
    contacts.iter().find(mail).map(|contact| Way::Mail(contact.email.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(rights: &str, email: &str, name: Option<&str>) -> Row {
        Row {
            client_id: Id::new(),
            rights: rights.to_owned(),
            email: email.to_owned(),
            person_id: name.map(|_| Id::new()),
            name: name.map(str::to_owned),
        }
    }

    #[test]
    fn who_may_get_invoices_gets_them_and_the_bot_comes_before_mail() {
        let (guard, mail) = (contact("receive", "", Some("Игорь")), contact("invoices", "a@example.org", None));
        let olga = contact("invoices,notices", "", Some("Ольга"));
        assert_eq!(way(&[guard, olga]), Some(Way::Chat(vec!["Ольга".to_owned()])));
        let guard = || contact("receive", "b@example.org", Some("Игорь"));
        assert_eq!(way(&[guard(), mail]), Some(Way::Chat(vec!["Игорь".to_owned()])), "whoever uses the bot");
        let alone = |rights| way(&[contact(rights, "a@example.org", None)]);
        assert_eq!(alone("invoices"), Some(Way::Mail("a@example.org".to_owned())));
        assert_eq!((alone("receive"), way(&[contact("invoices", "", None)])), (None, None));
    }
}
