//! The client says that the site is not ready: when it will be, from a calendar or in words. Days are offered for after it.

use super::{
    card, cards, client,
    model::{Installation, State},
    moves, rows, tell,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question},
        said::Said,
        shown::Side,
        turn::Turn,
        widgets::DayChoice,
    },
    db::Id,
    error::Result,
    features::readiness,
    t,
    text::Text,
};
use chrono::Days;
use serde::{Deserialize, Serialize};

/// Nobody plans further, days.
const HORIZON: u64 = 365;

/// A day being named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotReady {
    pub installation: Id<Installation>,
    pub round: i64,
}

impl NotReady {
    /// Begins for an installation as it stands.
    pub const fn begin(installation: &Installation) -> Self {
        Self { installation: installation.id, round: installation.talk.round }
    }
}

impl Dialogue for NotReady {
    const NAME: &'static str = "installation-not-ready";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        let installation = client::own(turn, self.installation).await?;
        Ok(t!("other-title", number = installation.number.to_string()))
    }

    async fn show(&self, turn: &Turn, page: &str) -> Result<Question> {
        let installation = client::own(turn, self.installation).await?;
        let mut question = Question::new(client::head(&installation)[0].clone(), t!("not-ready-ask"));
        days(turn, &installation).ask(&mut question, page);
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

/// From tomorrow at the site on.
fn days<'a>(turn: &'a Turn, installation: &Installation) -> DayChoice<'a> {
    let today = turn.now().with_timezone(&installation.zone).date_naive();
    DayChoice::of(turn, today + Days::new(1)..=today + Days::new(HORIZON)).as_of(today)
}

/// A day is named: the site has it, and the talk waits for new days.
pub async fn answer(turn: Turn, state: NotReady, said: Said) -> Result {
    let installation = client::own(&turn, state.installation).await?;
    if state.round != installation.talk.round || installation.state != State::Proposed {
        return cards::finish(&turn, installation.id, Side::Client, Some(t!("visit-old"))).await;
    }
    let (Said::Choice(words) | Said::Text(words)) = &said else { return turn.again(t!("other-hint")).await };
    let day = match days(&turn, &installation).read(words) {
        Ok(day) => day,
        Err(why) => return turn.again(why).await,
    };
    moves::begin_again(&mut turn.db(), &installation, turn.moment()).await?;
    readiness::said_by_client(&turn, (installation.client, installation.site), day, &t!("reason-site")).await?;
    let next = rows::expect(&mut turn.db(), installation.id).await?;
    let name = turn.me().name.clone();
    let said = t!("installation-told-not-ready", name = name, installation = card::named(&next), day = day);
    let offer = tell::offer_button(&mut turn.db(), &next).await?;
    cards::tell_keepers(&mut turn.db(), &next, (&format!("later:{}", next.talk.round), said), offer, turn.moment())
        .await?;
    cards::finish(&turn, next.id, Side::Client, Some(t!("visit-said-later", day = day))).await
}
