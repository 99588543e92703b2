//! Screens of clients.

use super::{
    super::{
        ALL,
        hello::{self, Invited},
    },
    KEEPERS, hours, quiet,
};
use crate::{
    bot::{
        governor,
        screen::{Article, Button, Press, Screen, Words},
        turn::Turn,
        widgets::Page,
    },
    clients::{self, Client, Contact, Hit, State},
    db::Id,
    error::Result,
    people, t,
    text::Text,
};

/// The longest query that still fits into callback data, bytes.
const LONGEST_QUERY: usize = 48;

/// A page of what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub query: String,
    pub page: usize,
}

impl Press for Found {
    const ROOM: &'static str = "found";

    fn pack(&self) -> String {
        let mut query = self.query.replace(':', " ");
        while query.len() > LONGEST_QUERY {
            query.pop();
        }
        format!("{}:{query}", self.page)
    }

    fn unpack(data: &str) -> Option<Self> {
        let (page, query) = data.split_once(':')?;
        Some(Self { query: query.to_owned(), page: page.parse().ok()? })
    }
}

/// Invites a contact person: of this client, this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Invite {
    pub client: Id<Client>,
    pub contact: Option<Id<Contact>>,
}

impl Press for Invite {
    const ROOM: &'static str = "invite";

    fn pack(&self) -> String {
        match self.contact {
            Some(contact) => format!("{}:{}", self.client.short(), contact.short()),
            None => self.client.short(),
        }
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let client = words.id()?;
        Some(Self { client, contact: words.id() })
    }
}

/// Whom are you looking for?
pub fn ask(recent: &[Client]) -> Screen {
    let recent = recent.iter().map(|client| clients::open_button(Text::verbatim(&client.name), client.id));
    Screen::new(t!("find-ask")).grid(recent, 1).row([add_button("")])
}

/// Nobody is called that.
pub fn not_found(query: &str) -> Screen {
    Screen::new(t!("client-not-found", query = query)).row([add_button(query)]).row(hello::menu_row())
}

/// `➕ Новый клиент`, with the name that was looked for as far as it fits.
fn add_button(name: &str) -> Button {
    let mut name = name.to_owned();
    while name.len() > LONGEST_QUERY {
        name.pop();
    }
    Button::command(t!("newcomer-button"), &format!("newclient:{name}"))
}

/// The client that was about to be written down is there already.
pub fn known_already(client: &Client) -> Screen {
    Screen::new(t!("newcomer-known", client = client.named()))
        .about(client.id)
        .row([clients::card_button(client.id), hello::menu_row()[0].clone()])
}

/// Those who may be meant.
pub fn found(query: &str, hits: &[Hit], page: usize) -> Screen {
    let shown = Page::of(hits, page);
    let leaf = |label, page| Button::press(label, &Found { query: query.to_owned(), page });
    let leaves = shown.before.map(|page| leaf(t!("list-before"), page)).into_iter();
    let leaves = leaves.chain(shown.after.map(|page| leaf(t!("list-after"), page)));
    Screen::new(t!("find-found", query = query, count = hits.len()))
        .grid(shown.items.iter().map(|hit| clients::open_button(clients::label(hit), hit.client.id)), 1)
        .row(leaves)
}

/// The clients of a manager.
pub fn mine(all: &[Client], page: usize) -> Screen {
    if all.is_empty() {
        return hello::word(t!("clients-none"));
    }
    let shown = Page::of(all, page);
    let leaf = |label, page: usize| Button::command(label, &format!("clients:{page}"));
    let leaves = shown.before.map(|page| leaf(t!("list-before"), page)).into_iter();
    let leaves = leaves.chain(shown.after.map(|page| leaf(t!("list-after"), page)));
    Screen::new(t!("clients-title", count = all.len()))
        .grid(shown.items.iter().map(|client| clients::open_button(Text::Verbatim(client.named()), client.id)), 1)
        .row(leaves)
        .row(hello::menu_row())
}

/// A client's card: who it is, whom to call, and what every room says about it.
pub async fn card(turn: &Turn, client: &Client) -> Result<Screen> {
    let title = match client.state {
        State::Active => t!("client-title", name = &client.name),
        State::Suspended => t!("client-title-suspended", name = &client.name),
        State::Left => t!("client-title-left", name = &client.name),
    };
    let mut screen = Screen::new(title).about(client.id);
    let clock = crate::when::human_time(turn.now().with_timezone(&client.zone).time());
    screen = screen.line(if client.city.is_empty() {
        t!("client-where-unknown", time = clock)
    } else {
        t!("client-where", city = &client.city, time = clock)
    });
    if let Some(inn) = &client.inn {
        screen = screen.line(t!("client-inn", inn = inn));
    }
    let owner = match client.owner {
        Some(owner) if owner != turn.me().id => people::by_id(&mut turn.db(), owner).await?,
        _ => None,
    };
    screen = match (client.owner, owner) {
        (None, _) => screen.line(t!("client-in-pool")),
        (Some(_), Some(owner)) => screen.line(t!("client-owner", name = &owner.name)),
        (Some(_), None) => screen,
    };
    let contacts = clients::contacts(&mut turn.db(), client.id).await?;
    if !contacts.is_empty() {
        screen = screen.gap();
    }
    screen = screen.lines(contacts.iter().take(6).map(clients::contact_line));
    let (manners, sites) = clients::manners_and_sites(&mut turn.db(), client.id).await?;
    screen = screen.lines(sites.iter().take(3).map(|site| t!("client-site", address = &site.address)));
    let quiet = quiet::now(manners.quiet_until, turn.now().with_timezone(&client.zone).date_naive());
    screen = screen.lines(hours::line(&manners.hours));
    screen = screen.lines(quiet.map(|day| t!("quiet-line", day = day)));
    let held = governor::lines(&mut turn.db(), client, turn.now()).await?;
    if !held.is_empty() {
        screen = screen.gap().lines(held);
    }
    let mut buttons = Vec::new();
    let mut more = Vec::new();
    let mut parts: Vec<_> = ALL.iter().filter_map(|room| room.card.map(|part| (room, part))).collect();
    parts.sort_by_key(|(room, _)| room.card_rank);
    for (room, part) in parts {
        let lines = (part.lines)(&mut turn.db(), client, turn.today()).await?;
        if !lines.is_empty() {
            screen = screen.gap().lines(lines);
            more.extend((room.card_more)(client.id));
        }
        buttons.extend((part.buttons)(client.id));
    }
    buttons.extend(more);
    if !contacts.is_empty() {
        buttons.push(Button::press(t!("invite-button"), &Invite { client: client.id, contact: None }));
    }
    if turn.me().is_any(KEEPERS) {
        buttons.extend([quiet::button(client.id, quiet), hours::button(client.id)]);
    }
    Ok(screen.grid(buttons, 2).row(hello::menu_row()))
}

/// Clients to send into another chat: name, town and whom to call. What is owed shows only to the one who chooses.
pub async fn articles(turn: &Turn, clients: impl Iterator<Item = (Client, bool)>) -> Result<Vec<Article>> {
    let mut articles = Vec::new();
    for (client, debtor) in clients {
        let whom = clients::whom_to_call(&mut turn.db(), client.id).await?;
        let about = if debtor { t!("inline-debtor", city = &client.city) } else { Text::verbatim(&client.city) };
        articles.push(Article {
            id: client.id.short(),
            title: Text::verbatim(&client.name),
            about,
            message: Screen::new(t!("inline-client", client = client.named())).lines(whom),
        });
    }
    Ok(articles)
}

/// Which contact person is to join?
pub fn whom_to_invite(client: &Client, contacts: &[Contact]) -> Screen {
    let button = |contact: &Contact| {
        Button::press(Text::Verbatim(contact.who()), &Invite { client: client.id, contact: Some(contact.id) })
    };
    let with_phone: Vec<_> = contacts.iter().filter(|contact| contact.phone.is_some()).collect();
    if with_phone.is_empty() {
        return hello::word(t!("invite-no-phone")).about(client.id);
    }
    Screen::new(t!("invite-whom", client = &client.name)).grid(with_phone.into_iter().map(button), 1).about(client.id)
}

/// The link for a contact person, ready to be copied or forwarded.
pub fn invited(contact: &Contact, bot: &str, link: &Invited) -> Screen {
    let url = format!("https://t.me/{bot}?start={}", link.code);
    Screen::new(t!("invite-link", name = &contact.name, url = url.as_str(), until = link.expires))
        .row([Button::copy(t!("invite-copy"), &url)])
}

/// Samples for the gallery.
pub fn samples() -> Vec<Screen> {
    let client = Client {
        id: Id::new(),
        name: "ТСН «Ромашка» <b>".to_owned(),
        inn: Some("7707083893".to_owned()),
        city: "Тверь".to_owned(),
        zone: chrono_tz::Europe::Moscow,
        owner: None,
        state: State::Active,
    };
    let hit = Hit { client: client.clone(), debtor: true, exact: false };
    let many = vec![hit; 14];
    let mut screens = quiet::samples(&client);
    screens.extend(hours::samples());
    screens.extend([ask(std::slice::from_ref(&client)), found("ромашка", &many, 1), not_found("<b>")]);
    screens.push(mine(&vec![client; 14], 1));
    screens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_query_still_fits_into_a_button() {
        let found = Found {
            query: "товарищество собственников недвижимости".to_owned(), page: 9
        };
        assert!(found.pack().len() + "found:".len() <= 64);
        assert!(Found::unpack(&found.pack()).unwrap().query.starts_with("товарищество"));
        let invite = Invite { client: Id::new(), contact: Some(Id::new()) };
        assert_eq!(Invite::unpack(&invite.pack()), Some(invite));
    }
}
