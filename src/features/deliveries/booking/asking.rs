//! The form as it is shown.

use super::{
    dialogue::{At, BookDelivery},
    goods, map,
    plan::{Facts, Plan, facts, plan},
};
use crate::{
    bot::{dialogue::Question, frame::SAVE, screen::Button, turn::Turn, widgets::DayChoice},
    clients,
    error::Result,
    features::{
        deliveries::{
            card,
            model::{Line, Transport, Way},
            window::{self, HORIZON, Window},
        },
        invoices::Invoice,
        papers,
    },
    money::Money,
    t,
    text::Text,
};

/// The choices of the form that are no ids.
pub const MORE: &str = "more";
pub const READY: &str = "ready";
pub const ANYWAY: &str = "anyway";
pub const WAY: &str = "way:";
pub const DROP: &str = "drop:";
pub const COUNT: &str = "qty:";
pub const SERIALS: &str = "serials:";
pub const PAPER: &str = "paper:";
pub const VERBATIM: &str = "words";

/// How many are offered at a tap.
const COUNTS: [i64; 6] = [1, 2, 3, 4, 5, 10];
/// So many half-days are offered.
const HALVES: usize = 4;

/// The review's buttons: what each opens, and its choice.
pub const EDITS: [(At, &str); 16] = [
    (At::Window, "window"),
    (At::Address, "address"),
    (At::Contact, "contact"),
    (At::Entry, "entry"),
    (At::Weight, "weight"),
    (At::Longest, "longest"),
    (At::Transport, "transport"),
    (At::Place, "place"),
    (At::Papers, "papers"),
    (At::Value, "value"),
    (At::Insured, "insured"),
    (At::Loaders, "loaders"),
    (At::Invoice, "invoice"),
    (At::Note, "note"),
    (At::Goods, MORE),
    (At::Client, "client"),
];

pub const TRANSPORTS: [Transport; 6] =
    [Transport::Foot, Transport::Car, Transport::Heel, Transport::Porter, Transport::Gazelle, Transport::Large];

/// The open question.
pub async fn question(turn: &Turn, state: &BookDelivery, page: &str) -> Result<Question> {
    let at = state.at.open();
    let Some(facts) = facts(turn, state).await? else { return whose(turn, state).await };
    let plan = plan(state, &facts, turn.moment());
    let header = match state.changes {
        Some(_) => t!("booking-header-change", client = &facts.client.name),
        None => t!("booking-header-of", client = &facts.client.name),
    };
    let mut question = Question::new(header, ask(state, &plan));
    question.can_go_back = state.at.can_go_back();
    question.can_review = at != At::Review && !state.goods.is_empty();
    question.number_is_answer = matches!(
        at,
        At::Goods
            | At::Count
            | At::Serials(_)
            | At::Address
            | At::Entry
            | At::Phone
            | At::Weight
            | At::Longest
            | At::Window
            | At::Value
            | At::Insured
            | At::Loaders
            | At::Note
    );
    question.filled = match at {
        At::Review => review(turn, state, &facts, &plan),
        _ if state.goods.is_empty() => Vec::new(),
        _ => vec![t!("delivery-goods", goods = card::goods(&state.goods))],
    };
    match at {
        At::Review => question.rows = review_rows(state, &facts, &plan),
        At::Goods => question.rows = goods_rows(turn, state).await?,
        At::Window => ask_window(turn, state, (&facts, &plan), page, &mut question),
        At::Entry => question.skip = Some(t!("booking-skip-none")),
        At::Serials(_) => question.skip = Some(t!("booking-skip-later")),
        At::Value | At::Insured => question.skip = Some(t!("booking-skip-zero")),
        At::Invoice => {
            question.rows = facts.invoices.iter().map(|bill| vec![invoice_button(bill)]).collect();
            question.skip = Some(t!("booking-skip-invoice"));
        }
        At::Note => question.skip = Some(t!("booking-skip-note")),
        At::Weight if facts.items.iter().flatten().any(|item| item.weight.is_some()) => {
            question.skip = Some(t!("booking-skip-weight"));
        }
        At::Count => {
            let counts =
                COUNTS.map(|qty| Button::choice(t!("booking-count-button", qty = qty), format!("{COUNT}{qty}")));
            question.rows = counts.chunks(3).map(<[Button]>::to_vec).collect();
        }
        At::Loaders => {
            let counts = [0, 1, 2, 4]
                .map(|qty: i64| Button::choice(t!("booking-loaders-button", count = qty), format!("{COUNT}{qty}")));
            question.rows = counts.chunks(2).map(<[Button]>::to_vec).collect();
        }
        At::Address => {
            let site = |site: &clients::Site| vec![Button::choice(Text::verbatim(&site.address), site.id.short())];
            question.rows = facts.sites.iter().take(8).map(site).collect();
        }
        At::Contact => {
            let contacts = facts.contacts.iter().filter(|contact| contact.phone.is_some()).take(8);
            question.rows = contacts
                .map(|contact| vec![Button::choice(Text::Verbatim(contact.who()), contact.id.short())])
                .collect();
        }
        At::Place => {
            question.rows = facts
                .places
                .iter()
                .map(|place| vec![Button::choice(Text::verbatim(&place.name), place.id.short())])
                .collect();
        }
        At::Transport => {
            let button = |transport: Transport| {
                let label = card::transport(transport);
                let fits = plan.fits == Some(transport);
                let label = if fits { t!("booking-fits-button", transport = label) } else { label };
                Button::choice(label, transport.name())
            };
            question.rows = TRANSPORTS.map(button).chunks(2).map(<[Button]>::to_vec).collect();
        }
        At::Papers => {
            let numbered = (0_usize..).zip(&state.papers);
            let button = |(number, (kind, state)): (usize, &(papers::Kind, papers::State))| {
                vec![Button::choice(paper(*kind, *state), format!("{PAPER}{number}"))]
            };
            question.rows = numbered.map(button).collect();
            question.rows.push(vec![Button::choice(t!("booking-ready-button"), READY)]);
        }
        At::Client | At::Phone | At::Weight | At::Longest | At::TransportWhy => {}
    }
    if at == At::Client {
        question.rows = whose(turn, state).await?.rows;
    }
    Ok(question)
}

/// To which client?
async fn whose(turn: &Turn, state: &BookDelivery) -> Result<Question> {
    let ask = match &state.query {
        Some(query) => t!("booking-ask-which", query = query),
        None => t!("booking-ask-client"),
    };
    let found = match &state.query {
        Some(query) => clients::find(&mut turn.db(), turn.scope(), query, turn.today()).await?,
        None => Vec::new(),
    };
    let recent = clients::recent(&mut turn.db(), turn.scope(), 5).await?;
    let recent = recent.iter().map(|client| Button::choice(Text::verbatim(&client.name), client.id.short()));
    let buttons: Vec<Button> = if found.is_empty() { recent.collect() } else { clients::choices(&found) };
    let mut question = Question::new(t!("booking-header"), ask);
    question.rows = buttons.into_iter().map(|button| vec![button]).collect();
    question.can_go_back = state.at.can_go_back();
    if !state.goods.is_empty() {
        question.filled = vec![t!("delivery-goods", goods = card::goods(&state.goods))];
    }
    Ok(question)
}

async fn goods_rows(turn: &Turn, state: &BookDelivery) -> Result<Vec<Vec<Button>>> {
    let words = state.search.as_ref().map_or("", |(words, _, _)| words.as_str());
    let found = goods::find(&mut turn.db(), words).await?;
    let mut rows: Vec<Vec<Button>> =
        found.iter().map(|item| vec![Button::choice(Text::verbatim(&item.name), item.id.short())]).collect();
    if !words.is_empty() {
        rows.push(vec![Button::choice(t!("booking-verbatim-button", words = words), VERBATIM)]);
    }
    let numbered = || (0_usize..).zip(&state.goods);
    let drop = |(number, line): (usize, &Line)| {
        vec![
            Button::choice(t!("booking-drop-button", name = &line.name, qty = line.qty), format!("{DROP}{number}")),
            Button::choice(t!("booking-serials-button"), format!("{SERIALS}{number}")),
        ]
    };
    rows.extend(numbered().map(drop));
    if !state.goods.is_empty() {
        rows.push(vec![Button::choice(t!("booking-ready-button"), READY)]);
    }
    Ok(rows)
}

fn ask_window(turn: &Turn, state: &BookDelivery, (facts, plan): (&Facts, &Plan), page: &str, question: &mut Question) {
    let zone = turn.me().zone;
    let choice = |half: Window| vec![Button::choice(window::said(half, zone), window::pack(half))];
    if page.is_empty() {
        if let Some(day) = state.day {
            question.rows = window::halves(day, zone).map(choice).to_vec();
            return;
        }
        let suggested = facts.sides(plan.place.as_ref()).suggest(HALVES, turn.moment());
        question.rows = suggested.into_iter().map(choice).collect();
    }
    DayChoice::ahead(turn, HORIZON).ask(question, page);
}

fn invoice_button(bill: &Invoice) -> Button {
    let label = if bill.left() > Money::ZERO {
        t!("booking-invoice-open", number = &bill.number, left = bill.left())
    } else {
        t!("booking-invoice-paid", number = &bill.number, sum = bill.sum)
    };
    Button::choice(label, bill.id.short())
}

/// `УПД: нужен`.
fn paper(kind: papers::Kind, state: papers::State) -> Text {
    let kind_named = match kind {
        papers::Kind::Upd => t!("booking-upd"),
        papers::Kind::Proxy => t!("booking-proxy"),
        papers::Kind::Act => t!("booking-act"),
    };
    let she = kind == papers::Kind::Proxy;
    let state = match state {
        papers::State::NotNeeded if she => t!("booking-paper-not-needed-she"),
        papers::State::NotNeeded => t!("booking-paper-not-needed"),
        papers::State::Needed if she => t!("booking-paper-needed-she"),
        papers::State::Needed => t!("booking-paper-needed"),
        papers::State::Attached | papers::State::Sent if she => t!("booking-paper-attached-she"),
        papers::State::Attached | papers::State::Sent => t!("booking-paper-attached"),
        papers::State::Signed if she => t!("booking-paper-signed-she"),
        papers::State::Signed => t!("booking-paper-signed"),
    };
    t!("booking-paper", kind = kind_named, state = state)
}

/// Everything, with `⚠️` where something is missing.
fn review(turn: &Turn, state: &BookDelivery, facts: &Facts, plan: &Plan) -> Vec<Text> {
    let zone = turn.me().zone;
    let mut lines = vec![t!("delivery-goods", goods = card::goods(&state.goods))];
    for at in plan.missing.iter().filter(|at| matches!(at, At::Serials(_))) {
        lines.push(missing(*at, state));
    }
    let size = plan.weight.zip(plan.longest);
    let transport = plan.transport.map(card::transport);
    match (size, transport) {
        (Some((weight, longest)), Some(transport)) => {
            let size = t!("delivery-size", weight = card::kilograms(weight), longest = card::metres(longest));
            let transport = match plan.why.as_str() {
                "" => transport,
                why => t!("delivery-transport-why", transport = transport, why = why),
            };
            lines.push(Text::Join(vec![card::way(plan.way), transport, size], " · "));
        }
        _ if plan.weight.is_none() => lines.push(missing(At::Weight, state)),
        _ => lines.push(missing(At::Longest, state)),
    }
    if plan.away {
        lines.push(t!("booking-away", city = &facts.client.city));
    }
    lines.extend(plan.place.as_ref().map(|place| t!("booking-from", place = &place.name, address = &place.address)));
    lines.push(match &plan.address {
        Some(address) => t!("delivery-to", address = address),
        None => missing(At::Address, state),
    });
    if !state.entry.is_empty() {
        lines.push(t!("delivery-entry", entry = &state.entry));
    }
    lines.push(match &plan.contact {
        Some((name, phone)) => t!("delivery-contact", name = name, phone = phone.human()),
        None => missing(At::Contact, state),
    });
    lines.extend(plan.window.map(|own| t!("delivery-window", window = window::said(own, zone))));
    if let Some(wrong) = plan.wrong {
        let told = facts.sides(plan.place.as_ref()).told(wrong, zone, turn.moment());
        lines.push(t!("booking-wrong-window", why = told));
    }
    if plan.window.is_none() {
        lines.push(missing(At::Window, state));
    }
    let papers = state.papers.iter().filter(|(_, state)| *state != papers::State::NotNeeded);
    let papers: Vec<Text> = papers.map(|(kind, state)| paper(*kind, *state)).collect();
    lines.push(if papers.is_empty() {
        t!("booking-no-papers")
    } else {
        t!("booking-papers", papers = Text::Join(papers, " · "))
    });
    let bill = facts.invoices.iter().find(|bill| state.invoice == Some(bill.id));
    let money = [
        (state.value > Money::ZERO).then(|| t!("booking-value", sum = state.value)),
        (state.insured > Money::ZERO).then(|| t!("booking-insured", sum = state.insured)),
        (state.loaders > 0).then(|| t!("booking-loaders", count = state.loaders)),
        bill.map(|bill| t!("booking-invoice", number = &bill.number)),
    ];
    let money: Vec<Text> = money.into_iter().flatten().collect();
    if !money.is_empty() {
        lines.push(Text::Join(money, " · "));
    }
    if !state.note.is_empty() {
        lines.push(t!("delivery-note", note = &state.note));
    }
    if let Some(twin) = &plan.twin {
        lines.push(t!("booking-twin", number = twin.number.to_string(), state = card::state(twin.state)));
    }
    lines
}

/// What is missing, marked.
pub fn missing(at: At, state: &BookDelivery) -> Text {
    match at {
        At::Serials(line) => {
            let name = state.goods.get(line as usize).map_or("", |line| line.name.as_str());
            t!("booking-missing-serials", name = name)
        }
        At::Address => t!("booking-missing-address"),
        At::Contact => t!("booking-missing-contact"),
        At::Weight => t!("booking-missing-weight"),
        At::Longest => t!("booking-missing-longest"),
        At::Goods => t!("booking-missing-goods"),
        _ => t!("booking-missing-window"),
    }
}

fn review_rows(state: &BookDelivery, facts: &Facts, plan: &Plan) -> Vec<Vec<Button>> {
    let save = if plan.twin.is_some() && plan.missing.is_empty() {
        Button::choice(t!("booking-anyway-button"), ANYWAY)
    } else {
        Button::choice(t!("frame-save"), SAVE)
    };
    let mut rows = vec![vec![save, Button::choice(t!("booking-more-button"), MORE)]];
    if plan.away || plan.way == Way::Carrier {
        let (label, way) = match plan.way {
            Way::Carrier => (t!("booking-by-courier-button"), Way::Courier),
            Way::Courier | Way::Large => (t!("booking-by-carrier-button"), Way::Carrier),
        };
        rows.push(vec![Button::choice(label, format!("{WAY}{}", way.name()))]);
    }
    rows.extend(plan.address.as_deref().map(|address| vec![Button::url(t!("booking-map-button"), map(address))]));
    let shown = |at: At| match at {
        At::Client => state.changes.is_none(),
        At::Place => facts.places.len() > 1,
        At::Insured => state.value > Money::ZERO,
        At::Invoice => !facts.invoices.is_empty(),
        At::Goods => false,
        _ => true,
    };
    let edits = EDITS.into_iter().filter(|(at, _)| shown(*at));
    let edits: Vec<Button> = edits.map(|(at, name)| Button::choice(edit(at), name)).collect();
    rows.extend(edits.chunks(3).map(<[Button]>::to_vec));
    rows
}

fn edit(at: At) -> Text {
    match at {
        At::Client | At::Goods | At::Count | At::Serials(_) | At::Review | At::Phone | At::TransportWhy => {
            t!("booking-edit-client")
        }
        At::Address => t!("booking-edit-address"),
        At::Entry => t!("booking-edit-entry"),
        At::Contact => t!("booking-edit-contact"),
        At::Weight => t!("booking-edit-weight"),
        At::Longest => t!("booking-edit-longest"),
        At::Place => t!("booking-edit-place"),
        At::Window => t!("booking-edit-window"),
        At::Transport => t!("booking-edit-transport"),
        At::Papers => t!("booking-edit-papers"),
        At::Value => t!("booking-edit-value"),
        At::Insured => t!("booking-edit-insured"),
        At::Loaders => t!("booking-edit-loaders"),
        At::Invoice => t!("booking-edit-invoice"),
        At::Note => t!("booking-edit-note"),
    }
}

fn ask(state: &BookDelivery, plan: &Plan) -> Text {
    match state.at.open() {
        At::Client => t!("booking-ask-client"),
        At::Goods => match &state.search {
            Some((words, _, _)) => t!("booking-ask-which-item", words = words),
            None if state.goods.is_empty() => t!("booking-ask-goods"),
            None => t!("booking-ask-more"),
        },
        At::Count => t!("booking-ask-count", name = state.picked.as_ref().map_or("", |(_, name)| name.as_str())),
        At::Serials(line) => {
            let line = state.goods.get(line as usize);
            t!(
                "booking-ask-serials",
                name = line.map_or("", |line| line.name.as_str()),
                count = line.map_or(0, |line| line.qty)
            )
        }
        At::Review if plan.missing.is_empty() => t!("booking-ask-review"),
        At::Review => t!("booking-ask-missing"),
        At::Address => t!("booking-ask-address"),
        At::Entry => t!("booking-ask-entry"),
        At::Contact => t!("booking-ask-contact"),
        At::Phone => t!("booking-ask-phone", name = state.contact_name.as_deref().unwrap_or("")),
        At::Weight => t!("booking-ask-weight"),
        At::Longest => t!("booking-ask-longest"),
        At::Place => t!("booking-ask-place"),
        At::Window => match state.day {
            Some(day) => t!("booking-ask-hours", day = day),
            None => t!("booking-ask-window"),
        },
        At::Transport => match plan.fits {
            Some(fits) => t!("booking-ask-transport", fits = card::transport(fits)),
            None => t!("booking-ask-transport-any"),
        },
        At::TransportWhy => t!("booking-ask-why"),
        At::Papers => t!("booking-ask-papers"),
        At::Value => t!("booking-ask-value"),
        At::Insured => t!("booking-ask-insured"),
        At::Loaders => t!("booking-ask-loaders"),
        At::Invoice => t!("booking-ask-invoice"),
        At::Note => t!("booking-ask-note"),
    }
}

/// What kind of answer a question wants.
pub fn hint(at: At) -> Text {
    match at {
        At::Client => t!("client-ask-hint"),
        At::Goods => t!("booking-hint-goods"),
        At::Count => t!("booking-hint-count"),
        At::Contact | At::Phone => t!("booking-hint-phone"),
        At::Weight => t!("booking-hint-weight"),
        At::Longest => t!("booking-hint-longest"),
        At::Window => t!("booking-hint-window"),
        At::Value | At::Insured => t!("booking-hint-sum"),
        At::Loaders => t!("booking-hint-loaders"),
        At::Address | At::Entry | At::TransportWhy | At::Note | At::Serials(_) => t!("booking-hint-words"),
        At::Review | At::Place | At::Transport | At::Papers | At::Invoice => t!("frame-press-a-button"),
    }
}
