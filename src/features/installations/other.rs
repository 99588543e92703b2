//! The client names a day of their own: from a calendar or in words (`25.12 после обеда`). What can't be is answered with what
//! can; what can goes to those who look after them for one tap.

use super::{
    card, cards, client, grounds,
    grounds::Grounds,
    model::{Installation, State},
    moves,
    press::Deed,
    rows,
    rows::Said as Word,
    said, slips,
};
use crate::{
    bot::{
        dialogue::{Dialogue, Question},
        said::Said,
        screen::Button,
        shown::Side,
        turn::Turn,
        widgets::DayChoice,
    },
    db::Id,
    error::Result,
    slots::{self, Half, HalfDay, Party, Slot},
    t,
    text::Text,
    when::{self, PartOfDay},
};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// Nobody plans further, days.
const HORIZON: u64 = 60;
/// So many of a day or around it are offered.
const NEAR: usize = 4;

/// A day being named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherDay {
    pub installation: Id<Installation>,
    pub round: i64,
    /// What can be on or near the day that was named.
    pub near: Vec<Slot>,
}

impl OtherDay {
    /// Begins for an installation as it stands.
    pub const fn begin(installation: &Installation) -> Self {
        Self { installation: installation.id, round: installation.talk.round, near: Vec::new() }
    }
}

impl Dialogue for OtherDay {
    const NAME: &'static str = "installation-other";
    const VERSION: i64 = 1;

    async fn title(&self, turn: &Turn) -> Result<Text> {
        let installation = client::own(turn, self.installation).await?;
        Ok(t!("other-title", number = installation.number.to_string()))
    }

    async fn show(&self, turn: &Turn, page: &str) -> Result<Question> {
        let installation = client::own(turn, self.installation).await?;
        let ask = if self.near.is_empty() { t!("other-ask") } else { t!("other-ask-near") };
        let mut question = Question::new(client::head(&installation)[0].clone(), ask);
        if page.is_empty() {
            question.rows = self
                .near
                .iter()
                .enumerate()
                .map(|(number, slot)| {
                    vec![Button::choice(said::theirs(said::of(slot), &installation), format!("near:{number}"))]
                })
                .collect();
        }
        let today = turn.now().with_timezone(&installation.zone).date_naive();
        let days = today + Days::new(1)..=today + Days::new(HORIZON);
        DayChoice::of(turn, days).as_of(today).ask(&mut question, page);
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

/// What can be on a day, or on one half of it.
fn on(grounds: &Grounds, day: NaiveDate, part: Option<PartOfDay>, turn: &Turn) -> Vec<Slot> {
    let before = day.pred_opt().map(|before| HalfDay { day: before, half: Half::Afternoon });
    let free = slots::free(&grounds.needs, &grounds.place, &grounds.workers, before, NEAR, turn.moment());
    let fits = |slot: &&Slot| {
        slot.from.with_timezone(&grounds.place.zone).date_naive() == day
            && match part {
                Some(PartOfDay::Morning) => slot.first.half == Half::Morning,
                Some(PartOfDay::Afternoon) => slot.first.half == Half::Afternoon,
                None => true,
            }
    };
    free.iter().filter(fits).copied().collect()
}

/// A day is named: it goes on, or the client hears why not and what could be.
pub async fn answer(turn: Turn, mut state: OtherDay, said: Said) -> Result {
    let installation = client::own(&turn, state.installation).await?;
    let open = matches!(installation.state, State::Proposed | State::ClientOk | State::EngineerOk);
    if state.round != installation.talk.round || !open {
        return cards::finish(&turn, installation.id, Side::Client, Some(t!("visit-old"))).await;
    }
    let today = turn.now().with_timezone(&installation.zone).date_naive();
    let named = match &said {
        Said::Choice(choice) => match choice.strip_prefix("near:").and_then(|number| number.parse::<usize>().ok()) {
            Some(number) => match state.near.get(number) {
                Some(slot) => return wish(&turn, &installation, vec![*slot]).await,
                None => None,
            },
            None => choice.parse::<NaiveDate>().ok().map(|day| (day, None)),
        },
        Said::Text(words) => when::parse_half_day(words, today),
        _ => None,
    };
    let Some((day, part)) = named else { return turn.again(t!("other-hint")).await };
    let grounds = grounds::of(&mut turn.db(), &installation, turn.moment()).await?;
    let found = on(&grounds, day, part, &turn);
    if !found.is_empty() {
        return wish(&turn, &installation, found).await;
    }
    let why = slips::why_not(&grounds, day, turn.moment());
    let from = day.pred_opt().map(|before| HalfDay { day: before, half: Half::Afternoon });
    let mut near = slots::free(&grounds.needs, &grounds.place, &grounds.workers, from, NEAR, turn.moment());
    if near.is_empty() {
        near = grounds.free(None, turn.moment());
        near.truncate(NEAR);
    }
    state.near = near;
    turn.ask_saying(&state, Some(t!("other-cannot", day = day, why = why))).await
}

/// What the client wishes waits for one tap of whoever looks after them.
async fn wish(turn: &Turn, installation: &Installation, slots: Vec<Slot>) -> Result {
    let me = turn.me().clone();
    let words = said::list(&slots, installation.zone).plain(&turn.reader());
    let (id, now) = (installation.id, turn.stamp());
    rows::answered(&mut turn.db(), id, (Party::Client, Some(me.id)), (Word::Wish, &slots, &words), now).await?;
    turn.happened("installation.wished", Some(installation.client), id, &slots).await?;
    let next = moves::begin_again(&mut turn.db(), installation, turn.moment()).await?;
    let shortlist = slots.iter().map(|slot| (*slot, true)).collect();
    let next = moves::note(&mut turn.db(), Installation { shortlist, ..next }, turn.moment()).await?;
    let said = t!("installation-told-wish", name = &me.name, installation = card::named(&next), days = &words);
    let word = format!("wish:{}", next.talk.round);
    let ask = vec![card::press(t!("installation-ask-engineer-button"), &next, Deed::Phone)];
    cards::tell_keepers(&mut turn.db(), &next, (&word, said), ask, turn.moment()).await?;
    cards::finish(turn, id, Side::Client, None).await
}
