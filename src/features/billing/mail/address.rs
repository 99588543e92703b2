//! An address that is not known yet: whose it is, and what it is. It is kept with the contact, and nothing goes to it before it
//! has been shown once more.

use super::{
    super::{press::What, send},
    absent, addresses, room,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question},
        event::Event,
        said::Said,
        screen::Button,
        turn::Turn,
    },
    clients::{self, Contact},
    db::Id,
    email::{Email, Unfit},
    error::{Error, Result},
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// So many contacts are offered.
const OFFERED: usize = 10;

/// An address being written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAddress {
    what: What,
    /// Whose it is; `None`: that is asked first.
    contact: Option<Id<Contact>>,
}

/// What changed, kept with its event to take it back.
#[derive(Debug, Serialize, Deserialize)]
struct Changed {
    contact: Id<Contact>,
    before: String,
    after: String,
}

impl NewAddress {
    pub fn begin(what: What, contacts: &[Contact]) -> Self {
        let contact = match contacts {
            [one] => Some(one.id),
            _ => None,
        };
        Self { what, contact }
    }
}

impl Dialogue for NewAddress {
    const NAME: &'static str = "mail-address";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        Ok(match send::meant(turn, self.what).await {
            Ok((client, _)) => t!("billing-mail-title", client = &client.name),
            Err(Error::User(why)) => why,
            Err(other) => return Err(other),
        })
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        let (client, _) = send::meant(turn, self.what).await?;
        let title = t!("billing-mail-title", client = &client.name);
        let contacts = clients::contacts(&mut turn.db(), client.id).await?;
        let Some(contact) = self.contact else {
            let mut question = Question::new(title, t!("billing-mail-ask-whose"));
            let offered = contacts.iter().take(OFFERED);
            question.rows =
                offered.map(|one| vec![Button::choice(Text::Verbatim(one.who()), one.id.short())]).collect();
            return Ok(question);
        };
        let who = contacts.iter().find(|known| known.id == contact).map(Contact::who).unwrap_or_default();
        let mut question = Question::new(title, t!("billing-mail-ask", who = who));
        question.number_is_answer = true;
        Ok(question)
    }

    fn filled(&self) -> usize {
        0
    }

    fn back(self) -> Option<Self> {
        None
    }

    fn review(self) -> Option<Self> {
        None
    }
}

/// An answer to the form.
pub async fn answer(turn: Turn, state: NewAddress, said: Said) -> Result {
    let (client, invoices) = send::meant(&turn, state.what).await?;
    let known = match (state.contact, &said) {
        (Some(contact), _) => Some(contact),
        (None, Said::Choice(choice)) => Id::from_short(choice),
        (None, _) => None,
    };
    let contact = match known {
        Some(contact) => clients::contact(&mut turn.db(), client.id, contact).await?,
        None => None,
    };
    let Some(contact) = contact else { return turn.again(t!("frame-press-a-button")).await };
    if state.contact.is_none() {
        return turn.ask(&NewAddress { contact: Some(contact.id), ..state }).await;
    }
    let Said::Text(words) = said else { return turn.again(t!("billing-mail-hint")).await };
    let email = match Email::parse(&words) {
        Ok(email) => email,
        Err(Unfit::Form) => return turn.again(t!("billing-mail-hint")).await,
        Err(Unfit::Letters) => return turn.again(t!("billing-mail-latin")).await,
        Err(Unfit::Domain) => return turn.again(t!("billing-mail-domain")).await,
    };
    let (before, after) = (contact.email.clone(), email.human());
    if before != after {
        clients::set_email(&mut turn.db(), contact.id, &after).await?;
        let changed = Changed { contact: contact.id, before, after };
        turn.happened("billing.email", Some(client.id), contact.id, &changed).await?;
    }
    let screen = if invoices.is_empty() {
        room::nothing(&client)
    } else {
        addresses(&turn, &client, &invoices, (state.what, Some(contact.id))).await?
    };
    let kept = t!("billing-mail-kept", who = contact.who(), email = email.human());
    turn.finish(screen.with_warning(kept)).await
}

/// The address that stood there before comes back, unless somebody has changed it since.
pub async fn undo(turn: Turn, event: Event) -> Result<Text> {
    let changed: Changed = event.data()?;
    let client = event.client_id.ok_or_else(absent)?;
    let client = clients::by_id(&mut turn.db(), turn.scope(), client).await?.ok_or_else(absent)?;
    let contact = clients::contact(&mut turn.db(), client.id, changed.contact).await?;
    if contact.is_none_or(|contact| contact.email != changed.after) {
        return Err(Error::User(t!("billing-mail-changed")));
    }
    clients::set_email(&mut turn.db(), changed.contact, &changed.before).await?;
    Ok(t!("billing-mail-deed"))
}
