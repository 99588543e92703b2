//! What takes words: why the engineer could not, what the client has against it.

use super::{
    super::{
        card, cards, client as client_side, engineer as engineer_side,
        model::{Installation, State},
        moves, rows as installations,
    },
    rows::{self, Verdict},
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question},
        outbox::Class,
        said::{Attached, Said},
        screen::{Button, Screen},
        shown::Side,
        turn::Turn,
    },
    clients,
    db::Id,
    error::{Error, Result},
    features::claims,
    people::{self, Role},
    t,
    text::Text,
};
use serde::{Deserialize, Serialize};

/// The longest words, characters.
const LONGEST: usize = 1000;
/// The choice that ends remarks.
const SEND: &str = "send";

/// Why the engineer could not do it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failed {
    pub installation: Id<Installation>,
    pub round: i64,
}

impl Failed {
    /// Begins for an installation as it stands.
    pub const fn begin(installation: &Installation) -> Self {
        Self { installation: installation.id, round: installation.talk.round }
    }
}

/// Usual reasons.
fn usual() -> [(&'static str, Text); 4] {
    [
        ("site", t!("reason-site")),
        ("nobody", t!("reason-nobody")),
        ("goods", t!("reason-goods")),
        ("time", t!("reason-time")),
    ]
}

impl Dialogue for Failed {
    const NAME: &'static str = "installation-failed";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        let installation = engineer_side::own(turn, self.installation).await?;
        Ok(t!("reason-title", number = installation.number.to_string()))
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        let installation = engineer_side::own(turn, self.installation).await?;
        let mut question =
            Question::new(t!("reason-header", installation = card::named(&installation)), t!("visit-ask-failed"));
        question.rows = usual().into_iter().map(|(word, label)| vec![Button::choice(label, word)]).collect();
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

/// The visit did not come to its end: manager and head know at once, a new day is to be agreed.
pub async fn failed(turn: Turn, state: Failed, said: Said) -> Result {
    let why = match &said {
        Said::Choice(choice) => {
            usual().into_iter().find(|(word, _)| word == choice).map(|(_, label)| label.plain(&turn.reader()))
        }
        Said::Text(words) => Some(words.trim().to_owned()),
        _ => None,
    };
    let Some(why) = why.filter(|why| !why.is_empty() && why.chars().count() <= LONGEST) else {
        return turn.again(t!("reason-words-hint")).await;
    };
    let installation = engineer_side::own(&turn, state.installation).await?;
    if state.round != installation.talk.round || installation.state != State::OnSite {
        return cards::finish(&turn, installation.id, Side::Engineer, Some(t!("frame-card-changed"))).await;
    }
    let me = turn.me().clone();
    let next = moves::fail(&mut turn.db(), &installation, (me.id, &why), turn.moment()).await?;
    turn.happened("installation.failed", Some(next.client), next.id, &why).await?;
    let word = format!("failed:{}", next.talk.round);
    let said = t!("visit-told-failed", name = &me.name, installation = card::named(&next), why = &why);
    cards::tell_keepers(&mut turn.db(), &next, (&word, said.clone()), Vec::new(), turn.moment()).await?;
    let heads = people::all_with_role(&mut turn.db(), Role::Head).await?;
    for head in heads {
        let screen = Screen::new(said.clone()).about(next.client).row([card::button(&next)]);
        let key = format!("{}:{word}:head:{}", next.link(), head.id);
        turn.tell(&head, Class::Notice, &key, &screen).await?;
    }
    cards::tell_client(&mut turn.db(), &next, &word, turn.moment()).await?;
    cards::finish(&turn, next.id, Side::Engineer, Some(t!("visit-failed"))).await
}

/// What the client has against what was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remarks {
    pub installation: Id<Installation>,
    pub round: i64,
    pub words: String,
    pub attached: Vec<Attached>,
}

impl Remarks {
    /// Begins for an installation as it stands.
    pub const fn begin(installation: &Installation) -> Self {
        Self {
            installation: installation.id,
            round: installation.talk.round,
            words: String::new(),
            attached: Vec::new(),
        }
    }
}

impl Dialogue for Remarks {
    const NAME: &'static str = "installation-remarks";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        let installation = client_side::own(turn, self.installation).await?;
        Ok(t!("remarks-title", number = installation.number.to_string()))
    }

    async fn show(&self, turn: &Turn, _: &str) -> Result<Question> {
        let installation = client_side::own(turn, self.installation).await?;
        let ask = if self.words.is_empty() { t!("remarks-ask") } else { t!("remarks-more") };
        let mut question = Question::new(client_side::head(&installation)[0].clone(), ask);
        if !self.words.is_empty() {
            question.filled = vec![t!("remarks-said", words = &self.words)];
            question.rows = vec![vec![Button::choice(t!("remarks-send-button"), SEND)]];
        }
        if !self.attached.is_empty() {
            question.filled.push(t!("visit-files", count = self.attached.len()));
        }
        Ok(question)
    }

    fn filled(&self) -> usize {
        usize::from(!self.words.is_empty()) + self.attached.len()
    }

    fn back(self) -> Option<Self> {
        None
    }

    fn review(self) -> Option<Self> {
        None
    }
}

/// Words and pictures are gathered; sent, they are a claim.
pub async fn remarks(turn: Turn, mut state: Remarks, said: Said) -> Result {
    let installation = client_side::own(&turn, state.installation).await?;
    let day = rows::of(&mut turn.db(), &installation).await?;
    let open = installation.state == State::Done && day.verdict.is_none();
    if state.round != installation.talk.round || !open {
        return cards::finish(&turn, installation.id, Side::Client, Some(t!("visit-old"))).await;
    }
    if matches!(&said, Said::Choice(choice) if choice == SEND) && !state.words.is_empty() {
        return complain(&turn, &installation, day, state).await;
    }
    let attached = said.attached(turn.update());
    let words = said.words().map(str::trim).filter(|words| !words.is_empty());
    if attached.is_none() && words.is_none() {
        return turn.again(t!("remarks-hint")).await;
    }
    state.attached.extend(attached);
    if let Some(words) = words {
        let all = format!("{} {words}", state.words);
        state.words = all.trim().chars().take(LONGEST).collect();
    }
    turn.ask(&state).await
}

async fn complain(turn: &Turn, installation: &Installation, mut day: rows::Day, state: Remarks) -> Result {
    let me = turn.me().clone();
    let company = clients::known(&mut turn.db(), installation.client).await?;
    let company = company.ok_or_else(|| Error::other("a client is gone"))?;
    let essence =
        t!("remarks-essence", number = installation.number.to_string(), words = &state.words).plain(&turn.reader());
    let new = claims::New {
        client: company,
        person: Some(me.id),
        who: me.name.clone(),
        kind: Some(claims::Kind::Installation),
        essence,
        attached: state.attached,
        wish: None,
        sum: None,
        disputed: Vec::new(),
        written: None,
        answer_due: None,
        complex: false,
    };
    let claim = claims::open(turn, new).await?;
    day.verdict = Some(Verdict::Remarks);
    day.remarks.clone_from(&state.words);
    day.claim_id = Some(claim);
    rows::put(&mut turn.db(), installation, &day, Some(me.id), turn.stamp()).await?;
    turn.happened("installation.remarks", Some(installation.client), installation.id, &state.words).await?;
    let next = installations::expect(&mut turn.db(), installation.id).await?;
    let said = t!("visit-told-remarks", name = &me.name, installation = card::named(&next), words = &state.words);
    let word = format!("remarks:{}", next.talk.round);
    cards::tell_keepers(&mut turn.db(), &next, (&word, said), Vec::new(), turn.moment()).await?;
    cards::finish(turn, next.id, Side::Client, None).await?;
    claims::show_to_client(turn, claim).await
}
