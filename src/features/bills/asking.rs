//! The form as it is shown, what the person answers read with what that needs from the database, and the bill it becomes.

use super::{
    card, deeds,
    dialogue::{Answer, AskBill, At, LONGEST, Step, hint},
    model::{Bill, Pf, Side, State},
    moves,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question, SKIP},
        frame::SAVE,
        routes::Args,
        said::Said,
        screen::Button,
        shown,
        turn::Turn,
        widgets::DayChoice,
    },
    clients::{self, Client},
    db::Id,
    error::{Error, Result},
    inn,
    money::Money,
    t,
    text::Text,
};

/// A bill is asked for so many days ahead at most.
const HORIZON: u64 = 180;
/// So many clients are offered.
const OFFERED: i64 = 5;

/// The choices of the review.
const EDITS: [(At, &str); 8] = [
    (At::Client, "client"),
    (At::Party, "party"),
    (At::Inn, "inn"),
    (At::Subject, "subject"),
    (At::Sum, "sum"),
    (At::Day, "day"),
    (At::Basis, "basis"),
    (At::File, "file"),
];

/// `/bill`, `/bill Ромашка`, the button of a client's card.
pub async fn ours(turn: Turn, Args(words): Args) -> Result {
    let client = if let Some(id) = Id::from_short(&words) {
        let client = clients::by_id(&mut turn.db(), turn.scope(), id).await?;
        Some(client.ok_or_else(|| Error::User(t!("client-absent")))?)
    } else if words.is_empty() {
        None
    } else {
        let mut found = clients::find(&mut turn.db(), turn.scope(), &words, turn.today()).await?;
        let sure = found.iter().position(|hit| hit.exact).or((found.len() == 1).then_some(0));
        sure.map(|at| found.swap_remove(at).client)
    };
    let state = AskBill::begin(Side::Client, &words);
    match client {
        Some(client) => turn.open(&state.about(client.id, &known_inn(&client))).await,
        None => turn.open(&state).await,
    }
}

/// `/pf`, `/pf ООО «Поставка»`.
pub async fn theirs(turn: Turn, Args(words): Args) -> Result {
    turn.open(&AskBill::begin(Side::Supplier, &words)).await
}

/// The client's tax number, if it is one.
fn known_inn(client: &Client) -> String {
    client.inn.clone().filter(|digits| inn::is_valid(digits)).unwrap_or_default()
}

/// Read what the step needs, take the step, write what it says.
pub async fn answer(turn: Turn, state: AskBill, said: Said) -> Result {
    let answer = understand(&turn, &state, &said).await?;
    match state.step(answer) {
        Step::Ask(next) => turn.ask(&next).await,
        Step::Again(why) => turn.again(why).await,
        Step::Save(state) => save(&turn, state).await,
    }
}

async fn understand(turn: &Turn, state: &AskBill, said: &Said) -> Result<Answer> {
    let at = state.at.open();
    if let (Said::Photo(_) | Said::Document(_), Some(file)) = (said, said.attached(turn.update())) {
        return Ok(Answer::File(file));
    }
    Ok(match (at, said) {
        (At::Client | At::Basis | At::File, Said::Choice(choice)) if choice == SKIP => Answer::Skip,
        (At::Client, Said::Choice(choice)) => {
            let found = match Id::from_short(choice) {
                Some(id) => clients::by_id(&mut turn.db(), turn.scope(), id).await?,
                None => None,
            };
            let known = found.map(|client| Answer::Client(client.id, known_inn(&client)));
            known.unwrap_or_else(|| Answer::Wrong(t!("client-absent")))
        }
        (At::Client, Said::Text(query)) => {
            let found = clients::find(&mut turn.db(), turn.scope(), query, turn.today()).await?;
            match found.iter().find(|hit| hit.exact) {
                Some(hit) => Answer::Client(hit.client.id, known_inn(&hit.client)),
                None if found.is_empty() => Answer::Wrong(t!("client-not-found", query = query)),
                None => Answer::Unsure(query.clone()),
            }
        }
        (At::Review, Said::Choice(choice)) if choice == SAVE => Answer::Save,
        (At::Review, Said::Choice(choice)) => {
            let edit = EDITS.iter().find(|(_, name)| name == choice);
            edit.map_or_else(|| Answer::Wrong(hint(at)), |(at, _)| Answer::Edit(*at))
        }
        (At::Day, Said::Choice(words) | Said::Text(words)) => {
            days(turn).read(words).map_or_else(Answer::Wrong, Answer::Day)
        }
        (At::Sum, Said::Text(words)) => {
            let wrong = || Answer::Wrong(t!("sum-not-understood", words = words));
            Money::parse(words).map_or_else(wrong, Answer::Sum)
        }
        (At::Party | At::Inn | At::Subject | At::Basis, Said::Text(words)) if !words.trim().is_empty() => {
            Answer::Words(words.trim().chars().take(LONGEST).collect())
        }
        _ => Answer::Wrong(hint(at)),
    })
}

fn days(turn: &Turn) -> DayChoice<'_> {
    DayChoice::ahead(turn, HORIZON)
}

async fn client_of(turn: &Turn, state: &AskBill) -> Result<Option<Client>> {
    match state.client {
        Some(id) => clients::by_id(&mut turn.db(), turn.scope(), id).await,
        None => Ok(None),
    }
}

/// Asks for it: accounting hears, and the asker's own card shows what becomes of it.
async fn save(turn: &Turn, state: AskBill) -> Result {
    let (Some(sum), Some(needed_on)) = (state.sum, state.day) else {
        return Err(Error::other("a bill without a sum or a day passed the review"));
    };
    let client = client_of(turn, &state).await?;
    if client.is_none() && (state.client.is_some() || state.side == Side::Client) {
        return Err(Error::User(t!("client-absent")));
    }
    let party = match (&client, state.side) {
        (Some(client), Side::Client) => client.name.clone(),
        _ => state.party,
    };
    let me = turn.me().clone();
    let bill = Bill {
        id: Id::new(),
        number: 0,
        side: state.side,
        client: client.as_ref().map(|client| client.id),
        client_name: client.as_ref().map(|client| client.name.clone()).unwrap_or_default(),
        owner: client.as_ref().and_then(|client| client.owner),
        party,
        inn: state.inn,
        subject: state.subject,
        sum,
        needed_on,
        basis: state.basis,
        file: state.file,
        state: State::Requested,
        state_at: turn.now(),
        due_at: None,
        invoice: String::new(),
        reason: String::new(),
        task: None,
        asked_by: me.id,
        asker: me.name.clone(),
        asked_at: turn.now(),
        rev: 0,
        pf: Pf::Hand,
        operation: None,
        called_at: None,
        tries: 0,
        why: String::new(),
    };
    let bill = moves::ask(&mut turn.db(), bill, turn.moment()).await?;
    let event = turn.happened("bill.asked", bill.client, bill.id, &()).await?;
    let card = turn.finish_card(deeds::after(turn, &bill, t!("bill-said-asked"), event)).await?;
    shown::instead(&mut turn.db(), &bill.link(), &me, shown::Side::Us, card, turn.stamp()).await
}

impl Dialogue for AskBill {
    const NAME: &'static str = "bill";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        let client = client_of(turn, self).await?;
        Ok(match (self.side, client) {
            (Side::Client, Some(client)) => t!("bill-title-of", whom = client.name),
            (Side::Client, None) => t!("bill-title"),
            (Side::Supplier, _) if self.party.is_empty() => t!("bill-title-supplier"),
            (Side::Supplier, _) => t!("bill-title-supplier-of", whom = &self.party),
        })
    }

    async fn show(&self, turn: &Turn, page: &str) -> Result<Question> {
        question(turn, self, page).await
    }

    fn filled(&self) -> usize {
        let told = [self.client.is_some(), self.sum.is_some(), self.day.is_some(), self.file.is_some()];
        let words = [&self.party, &self.subject, &self.basis];
        told.into_iter().filter(|told| *told).count() + words.into_iter().filter(|words| !words.is_empty()).count()
    }

    fn back(mut self) -> Option<Self> {
        self.at.back().then_some(self)
    }

    fn review(mut self) -> Option<Self> {
        (self.next() == At::Review).then(|| {
            self.at.go(At::Review);
            self
        })
    }
}

async fn question(turn: &Turn, state: &AskBill, page: &str) -> Result<Question> {
    let at = state.at.open();
    let header = state.title(turn).await?;
    let ours = state.side == Side::Client;
    let ask = match at {
        At::Client if ours => t!("bill-ask-client"),
        At::Client => t!("bill-ask-for-whom"),
        At::Party => t!("bill-ask-party"),
        At::Inn if ours => t!("bill-ask-payer-inn"),
        At::Inn => t!("bill-ask-inn"),
        At::Subject => t!("bill-ask-subject"),
        At::Sum => t!("bill-ask-sum"),
        At::Day if ours => t!("bill-ask-day"),
        At::Day => t!("bill-ask-pay-day"),
        At::Basis if ours => t!("bill-ask-basis"),
        At::Basis => t!("bill-ask-offers"),
        At::File => t!("bill-ask-file"),
        At::Review if ours => t!("bill-ask-review"),
        At::Review => t!("bill-ask-review-supplier"),
    };
    let mut question = Question::new(header, ask);
    question.filled = filled(turn, state).await?;
    question.can_go_back = state.at.can_go_back();
    question.can_review = at != At::Review && state.next() == At::Review;
    question.number_is_answer = !matches!(at, At::Client | At::File | At::Review);
    match at {
        At::Client => {
            question.rows = whose(turn, state).await?;
            question.skip = (!ours).then(|| t!("bill-for-nobody"));
        }
        At::Day => days(turn).ask(&mut question, page),
        At::Basis | At::File => question.skip = Some(t!("frame-skip")),
        At::Review => question.rows = review(state),
        At::Party | At::Inn | At::Subject | At::Sum => {}
    }
    Ok(question)
}

async fn whose(turn: &Turn, state: &AskBill) -> Result<Vec<Vec<Button>>> {
    if !state.query.is_empty() {
        let found = clients::find(&mut turn.db(), turn.scope(), &state.query, turn.today()).await?;
        if !found.is_empty() {
            return Ok(clients::choices(&found).into_iter().map(|button| vec![button]).collect());
        }
    }
    let recent = clients::recent(&mut turn.db(), turn.scope(), OFFERED).await?;
    let button = |client: &Client| vec![Button::choice(Text::verbatim(&client.name), client.id.short())];
    Ok(recent.iter().map(button).collect())
}

async fn filled(turn: &Turn, state: &AskBill) -> Result<Vec<Text>> {
    let client = client_of(turn, state).await?;
    let mut lines: Vec<Text> = Vec::new();
    lines.extend(client.map(|client| t!("bill-client", client = client.name)));
    if !state.inn.is_empty() {
        lines.push(t!("bill-field-inn", inn = &state.inn));
    }
    if !state.subject.is_empty() {
        lines.push(t!("bill-subject", subject = &state.subject));
    }
    lines.extend(state.sum.map(|sum| t!("bill-field-sum", sum = sum)));
    lines.extend(state.day.map(|day| t!("bill-field-day", day = day)));
    if !state.basis.is_empty() {
        lines.push(card::basis(state.side, &state.basis));
    }
    lines.extend(state.file.as_ref().map(|_| t!("bill-field-file")));
    Ok(lines)
}

fn review(state: &AskBill) -> Vec<Vec<Button>> {
    let edit = |label, at: At| {
        let (_, name) = EDITS.iter().find(|(other, _)| *other == at).expect("every edit has a choice");
        Button::choice(label, *name)
    };
    let (who, why) = match state.side {
        Side::Client => (edit(t!("bill-edit-client"), At::Client), edit(t!("bill-edit-basis"), At::Basis)),
        Side::Supplier => (edit(t!("bill-edit-party"), At::Party), edit(t!("bill-edit-offers"), At::Basis)),
    };
    let mut fields = vec![
        who,
        edit(t!("bill-edit-inn"), At::Inn),
        edit(t!("bill-edit-subject"), At::Subject),
        edit(t!("bill-edit-sum"), At::Sum),
        edit(t!("bill-edit-day"), At::Day),
        why,
        edit(t!("bill-edit-file"), At::File),
    ];
    if state.side == Side::Supplier {
        fields.push(edit(t!("bill-edit-for-whom"), At::Client));
    }
    let mut rows = vec![vec![Button::choice(t!("bill-save"), SAVE)]];
    rows.extend(fields.chunks(2).map(<[Button]>::to_vec));
    rows
}
