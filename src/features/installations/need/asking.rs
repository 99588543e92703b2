//! The form as it is shown.

use super::{
    super::{
        card,
        model::{Goods, Work},
        said,
    },
    dialogue::{At, NeedInstallation},
};
use crate::{
    bot::{dialogue::Question, frame::SAVE, screen::Button, turn::Turn, widgets::DayChoice},
    clients,
    error::Result,
    features::deliveries,
    people::{self, Role},
    slots::Lasts,
    t,
    text::Text,
};

/// The choices of the form that are no ids.
pub const READY: &str = "ready";
pub const SATURDAYS: &str = "saturdays";
pub const ANY: &str = "any";
pub const TICK: &str = "tick:";

/// Nobody plans further, days.
pub const HORIZON: u64 = 365;

/// How long it can take.
pub const LASTS: [Lasts; 6] =
    [Lasts::Hours(2), Lasts::Hours(4), Lasts::Hours(8), Lasts::Days(2), Lasts::Days(3), Lasts::Days(5)];

/// Where the goods can be, besides in a delivery.
pub const GOODS: [Goods; 5] = [Goods::Site, Goods::Engineer, Goods::None, Goods::Expected, Goods::Unknown];

/// The review's buttons: what each opens, and its choice.
pub const EDITS: [(At, &str); 11] = [
    (At::Ready, "site-ready"),
    (At::Goods, "goods"),
    (At::Lasts, "lasts"),
    (At::Engineer, "engineer"),
    (At::Scope, "scope"),
    (At::Address, "address"),
    (At::Contact, "contact"),
    (At::Entry, "entry"),
    (At::Note, "note"),
    (At::Work, "work"),
    (At::Client, "client"),
];

/// The open question.
pub async fn question(turn: &Turn, state: &NeedInstallation, page: &str) -> Result<Question> {
    let at = state.at.open();
    let header = match (state.changes, state.client_name.as_str()) {
        (_, "") => t!("need-header"),
        (Some(_), client) => t!("need-header-change", client = client),
        (None, client) => t!("need-header-of", client = client),
    };
    let mut question = Question::new(header, ask(state));
    question.can_go_back = state.at.can_go_back();
    question.can_review = at != At::Review && state.client.is_some() && state.work.is_some();
    question.number_is_answer = !matches!(at, At::Client | At::Work | At::Review);
    match at {
        At::Client => question.rows = whose(turn, state).await?,
        At::Work => {
            let button = |work: Work| vec![Button::choice(card::work(work), work.name())];
            question.rows = Work::ALL.map(button).to_vec();
        }
        At::Review => {
            question.filled = review(turn, state).await?;
            question.rows = review_rows(state);
        }
        At::Address => question.rows = sites(turn, state).await?,
        At::Contact => question.rows = contacts(turn, state).await?,
        At::Entry | At::Note => question.skip = Some(t!("need-skip-none")),
        At::Scope => {
            let tick = |(line, (what, ticked)): (usize, &(String, bool))| {
                let label = if *ticked { t!("tick-in", what = what) } else { t!("tick-out", what = what) };
                vec![Button::choice(label, format!("{TICK}{line}"))]
            };
            question.rows = state.scope.iter().enumerate().map(tick).collect();
            let count = state.scope.iter().filter(|(_, ticked)| *ticked).count();
            question.rows.push(vec![Button::choice(t!("tick-ready", count = count), READY)]);
        }
        At::Lasts => {
            let all: Vec<Button> =
                LASTS.iter().map(|lasts| Button::choice(said::lasts(*lasts), lasts.to_string())).collect();
            question.rows = all.chunks(3).map(<[Button]>::to_vec).collect();
        }
        At::Engineer => {
            let all = people::all_with_role(&mut turn.db(), Role::Engineer).await?;
            let named = all.iter().map(|person| vec![Button::choice(Text::verbatim(&person.name), person.id.short())]);
            question.rows = named.collect();
            question.rows.push(vec![Button::choice(t!("need-any-engineer"), ANY)]);
        }
        At::Goods => question.rows = goods_rows(turn, state).await?,
        At::GoodsOn | At::Ready => DayChoice::ahead(turn, HORIZON).ask(&mut question, page),
        At::Phone => {}
    }
    Ok(question)
}

async fn whose(turn: &Turn, state: &NeedInstallation) -> Result<Vec<Vec<Button>>> {
    let found = match &state.query {
        Some(query) => clients::find(&mut turn.db(), turn.scope(), query, turn.today()).await?,
        None => Vec::new(),
    };
    let recent = clients::recent(&mut turn.db(), turn.scope(), 5).await?;
    let recent = recent.iter().map(|client| Button::choice(Text::verbatim(&client.name), client.id.short()));
    let buttons: Vec<Button> = if found.is_empty() { recent.collect() } else { clients::choices(&found) };
    Ok(buttons.into_iter().map(|button| vec![button]).collect())
}

async fn sites(turn: &Turn, state: &NeedInstallation) -> Result<Vec<Vec<Button>>> {
    let Some(client) = state.client else { return Ok(Vec::new()) };
    let sites = clients::sites(&mut turn.db(), client).await?;
    Ok(sites.iter().take(8).map(|site| vec![Button::choice(Text::verbatim(&site.address), site.id.short())]).collect())
}

async fn contacts(turn: &Turn, state: &NeedInstallation) -> Result<Vec<Vec<Button>>> {
    let Some(client) = state.client else { return Ok(Vec::new()) };
    let contacts = clients::contacts(&mut turn.db(), client).await?;
    let known = contacts.iter().filter(|contact| contact.phone.is_some()).take(8);
    Ok(known.map(|contact| vec![Button::choice(Text::Verbatim(contact.who()), contact.id.short())]).collect())
}

async fn goods_rows(turn: &Turn, state: &NeedInstallation) -> Result<Vec<Vec<Button>>> {
    let mut rows = Vec::new();
    if let Some(client) = state.client {
        let all = deliveries::of_client(&mut turn.db(), client).await?;
        for delivery in all {
            rows.push(vec![Button::choice(deliveries::line(&mut turn.db(), delivery.id).await?, delivery.id.short())]);
        }
    }
    rows.extend(GOODS.map(|goods| vec![Button::choice(goods_label(goods), goods.name())]));
    Ok(rows)
}

fn goods_label(goods: Goods) -> Text {
    match goods {
        Goods::Site | Goods::Delivery => t!("installation-goods-site"),
        Goods::Engineer => t!("installation-goods-engineer"),
        Goods::None => t!("installation-goods-none"),
        Goods::Expected => t!("need-goods-expected"),
        Goods::Unknown => t!("installation-goods-unknown"),
    }
}

/// Everything, with `⚠️` where something is missing.
async fn review(turn: &Turn, state: &NeedInstallation) -> Result<Vec<Text>> {
    let ticked: Vec<&str> = state.scope.iter().filter(|(_, ticked)| *ticked).map(|(line, _)| line.as_str()).collect();
    let engineer = match &state.engineer {
        Some((_, name)) => t!("installation-engineer", name = name),
        None => t!("installation-engineer-any"),
    };
    let goods = match (state.goods, state.delivery, state.goods_on) {
        (Goods::Delivery, Some(delivery), _) => deliveries::line(&mut turn.db(), delivery).await?,
        (Goods::Expected, _, Some(day)) => t!("installation-goods-expected", day = day),
        (Goods::Unknown | Goods::Delivery | Goods::Expected, ..) => t!("installation-goods-unknown"),
        (other, ..) => goods_label(other),
    };
    let lines = [
        Some(if ticked.is_empty() {
            t!("need-missing-scope")
        } else {
            let work = card::work(state.work.unwrap_or(Work::Other));
            t!("installation-scope", work = work, scope = ticked.join(", "))
        }),
        Some(t!("installation-lasts", lasts = said::lasts(state.lasts), engineer = engineer)),
        Some(match &state.address {
            Some(address) => t!("delivery-to", address = address),
            None => t!("need-missing-address"),
        }),
        (!state.entry.is_empty()).then(|| t!("delivery-entry", entry = &state.entry)),
        Some(match &state.contact {
            Some((name, phone)) => t!("delivery-contact", name = name, phone = phone.human()),
            None => t!("need-missing-contact"),
        }),
        Some(match state.ready {
            Some((day, _)) => t!("installation-ready", day = day),
            None => t!("installation-ready-unknown"),
        }),
        Some(goods),
        state.saturdays.then(|| t!("installation-saturdays")),
        (!state.note.is_empty()).then(|| t!("delivery-note", note = &state.note)),
    ];
    Ok(lines.into_iter().flatten().collect())
}

fn review_rows(state: &NeedInstallation) -> Vec<Vec<Button>> {
    let saturdays = if state.saturdays { t!("need-saturdays-on") } else { t!("need-saturdays-off") };
    let mut rows = vec![vec![Button::choice(t!("frame-save"), SAVE)]];
    let edits = EDITS.into_iter().filter(|(at, _)| *at != At::Client || state.changes.is_none());
    let mut edits: Vec<Button> = edits.map(|(at, name)| Button::choice(edit(at), name)).collect();
    edits.push(Button::choice(saturdays, SATURDAYS));
    rows.extend(edits.chunks(2).map(<[Button]>::to_vec));
    rows
}

fn edit(at: At) -> Text {
    match at {
        At::Client | At::Review | At::Phone | At::GoodsOn => t!("need-edit-client"),
        At::Work => t!("need-edit-work"),
        At::Address => t!("need-edit-address"),
        At::Entry => t!("need-edit-entry"),
        At::Contact => t!("need-edit-contact"),
        At::Scope => t!("need-edit-scope"),
        At::Lasts => t!("need-edit-lasts"),
        At::Engineer => t!("need-edit-engineer"),
        At::Goods => t!("need-edit-goods"),
        At::Ready => t!("need-edit-ready"),
        At::Note => t!("need-edit-note"),
    }
}

fn ask(state: &NeedInstallation) -> Text {
    match state.at.open() {
        At::Client => match &state.query {
            Some(query) => t!("need-ask-which", query = query),
            None => t!("need-ask-client"),
        },
        At::Work => t!("need-ask-work"),
        At::Review if state.missing().is_empty() => t!("need-ask-review"),
        At::Review => t!("need-ask-missing"),
        At::Address => t!("need-ask-address"),
        At::Entry => t!("need-ask-entry"),
        At::Contact => t!("need-ask-contact"),
        At::Phone => t!("need-ask-phone", name = state.contact_name.as_deref().unwrap_or("")),
        At::Scope => t!("need-ask-scope"),
        At::Lasts => t!("need-ask-lasts"),
        At::Engineer => t!("need-ask-engineer"),
        At::Goods => t!("need-ask-goods"),
        At::GoodsOn => t!("need-ask-goods-on"),
        At::Ready => t!("need-ask-ready"),
        At::Note => t!("need-ask-note"),
    }
}

/// What kind of answer a question wants.
pub fn hint(at: At) -> Text {
    match at {
        At::Client => t!("client-ask-hint"),
        At::Contact | At::Phone => t!("need-hint-phone"),
        At::Lasts => t!("need-hint-lasts"),
        At::Address | At::Entry | At::Scope | At::Note => t!("need-hint-words"),
        At::GoodsOn | At::Ready => t!("other-hint"),
        At::Work | At::Review | At::Engineer | At::Goods => t!("frame-press-a-button"),
    }
}
