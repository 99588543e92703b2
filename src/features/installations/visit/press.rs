//! Taps of the day: the engineer's on site, the client's before and after.

use super::{
    super::{
        card, cards, client as client_side, engineer as engineer_side,
        model::{Installation, State},
        moves, rows as installations,
    },
    forms::{Failed, Remarks},
    rows::{self, Act, Verdict},
};
use crate::{
    bot::{
        said::Attached,
        screen::{self, Button, Screen, Words},
        shown::Side,
        turn::Turn,
    },
    db::Id,
    error::Result,
    features::papers,
    t,
    text::Text,
};

/// A button of the engineer's on the day: which installation, the round that agreed it, and the deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OnSite {
    pub installation: Id<Installation>,
    pub round: i64,
    pub deed: Deed,
}

/// What the engineer tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// It stays so.
    Sure,
    /// There.
    Arrived,
    /// Done.
    Done,
    /// Could not.
    Failed,
    /// What became of the act.
    Act(Act),
}

impl screen::Press for OnSite {
    const ROOM: &'static str = "atsite";

    fn pack(&self) -> String {
        let deed = match self.deed {
            Deed::Sure => "sure".to_owned(),
            Deed::Arrived => "there".to_owned(),
            Deed::Done => "done".to_owned(),
            Deed::Failed => "failed".to_owned(),
            Deed::Act(act) => format!("act:{act}"),
        };
        format!("{}:{}:{deed}", self.installation.short(), self.round)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (installation, round) = (words.id()?, words.parse()?);
        let deed = match words.word()? {
            "sure" => Deed::Sure,
            "there" => Deed::Arrived,
            "done" => Deed::Done,
            "failed" => Deed::Failed,
            "act" => Deed::Act(words.parse()?),
            _ => return None,
        };
        Some(Self { installation, round, deed })
    }
}

/// A button of the client's on the day: which installation, the round that agreed it, and the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accept {
    pub installation: Id<Installation>,
    pub round: i64,
    pub word: Word,
}

/// What the client says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// It stays so.
    Sure,
    /// It is accepted.
    Ok,
    /// Something is not right.
    Remarks,
}

const WORDS: [(Word, &str); 3] = [(Word::Sure, "sure"), (Word::Ok, "ok"), (Word::Remarks, "remarks")];

impl screen::Press for Accept {
    const ROOM: &'static str = "accept";

    fn pack(&self) -> String {
        let word = WORDS.iter().find(|(word, _)| *word == self.word).map_or("", |(_, name)| name);
        format!("{}:{}:{word}", self.installation.short(), self.round)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (installation, round) = (words.id()?, words.parse()?);
        let word = words.word()?;
        let (word, _) = WORDS.iter().find(|(_, name)| *name == word)?;
        Some(Self { installation, round, word: *word })
    }
}

/// A button of the engineer's.
pub fn onsite(label: Text, installation: &Installation, deed: Deed) -> Button {
    Button::press(label, &OnSite { installation: installation.id, round: installation.talk.round, deed })
}

/// A button of the client's.
pub fn accept(label: Text, installation: &Installation, word: Word) -> Button {
    Button::press(label, &Accept { installation: installation.id, round: installation.talk.round, word })
}

/// A tap of the engineer's.
pub async fn engineer(turn: Turn, press: OnSite) -> Result {
    let installation = engineer_side::own(&turn, press.installation).await?;
    let me = turn.me().id;
    let theirs = installation.visit.is_some_and(|visit| visit.with == me);
    let mut day = rows::of(&mut turn.db(), &installation).await?;
    let (state, now) = (installation.state, turn.stamp());
    let fits = match press.deed {
        Deed::Sure => state.is_agreed() && day.sure_engineer.is_none(),
        Deed::Arrived => state.is_agreed(),
        Deed::Done | Deed::Failed => state == State::OnSite,
        Deed::Act(_) => state == State::Done && day.act.is_none(),
    };
    if !theirs || press.round != installation.talk.round || !fits {
        let at = installation.changed_at.0;
        turn.toast(if theirs { t!("frame-already-done", at = at) } else { t!("frame-card-changed") }).await?;
        return cards::show(&turn, installation.id, Side::Engineer).await;
    }
    match press.deed {
        Deed::Failed => return turn.open(&Failed::begin(&installation)).await,
        Deed::Sure => day.sure_engineer = Some(now),
        Deed::Arrived => day.arrived_at = Some(now),
        Deed::Done => day.done_at = Some(now),
        Deed::Act(act) => day.act = Some(act),
    }
    rows::put(&mut turn.db(), &installation, &day, None, now).await?;
    match press.deed {
        Deed::Arrived => {
            moves::advance(&mut turn.db(), &installation, State::OnSite, (Some(me), ""), turn.moment()).await?;
            turn.happened("installation.arrived", Some(installation.client), installation.id, &()).await?;
        }
        Deed::Done => done(&turn, &installation).await?,
        Deed::Act(act) => signed(&turn, &installation, act).await?,
        Deed::Sure | Deed::Failed => {
            turn.happened("installation.sure", Some(installation.client), installation.id, &"engineer").await?;
        }
    }
    cards::show(&turn, installation.id, Side::Engineer).await
}

/// It is done: those who look after it and the client hear it.
async fn done(turn: &Turn, installation: &Installation) -> Result {
    let me = turn.me().clone();
    let next = moves::advance(&mut turn.db(), installation, State::Done, (Some(me.id), ""), turn.moment()).await?;
    turn.happened("installation.done", Some(next.client), next.id, &()).await?;
    let word = format!("done:{}", next.talk.round);
    let said = t!("visit-told-done", name = &me.name, installation = card::named(&next));
    cards::tell_keepers(&mut turn.db(), &next, (&word, said), Vec::new(), turn.moment()).await?;
    cards::tell_client(&mut turn.db(), &next, &word, turn.moment()).await.map(drop)
}

/// What became of the act goes to the papers.
async fn signed(turn: &Turn, installation: &Installation, act: Act) -> Result {
    turn.happened("installation.act", Some(installation.client), installation.id, &act).await?;
    let state = match act {
        Act::Signed => papers::State::Signed,
        Act::Later => papers::State::Needed,
        Act::None => return Ok(()),
    };
    let label = t!("visit-paper", number = installation.number.to_string()).plain(&turn.reader());
    let link = installation.link();
    let kinds = [(papers::Kind::Act, state)];
    papers::need(&mut turn.db(), installation.client, &link, &label, &kinds, turn.moment()).await?;
    papers::started(&mut turn.db(), &link, turn.now(), turn.moment()).await
}

/// A tap of the client's.
pub async fn client(turn: Turn, press: Accept) -> Result {
    let installation = client_side::own(&turn, press.installation).await?;
    let mut day = rows::of(&mut turn.db(), &installation).await?;
    let (state, now) = (installation.state, turn.stamp());
    let fits = match press.word {
        Word::Sure => state.is_agreed() && day.sure_client.is_none(),
        Word::Ok | Word::Remarks => state == State::Done && day.verdict.is_none(),
    };
    if press.round != installation.talk.round || !fits {
        let at = installation.changed_at.0;
        let late = press.round == installation.talk.round;
        turn.toast(if late { t!("frame-already-done", at = at) } else { t!("visit-old") }).await?;
        return cards::show(&turn, installation.id, Side::Client).await;
    }
    let me = turn.me().clone();
    match press.word {
        Word::Remarks => return turn.open(&Remarks::begin(&installation)).await,
        Word::Sure => day.sure_client = Some(now),
        Word::Ok => day.verdict = Some(Verdict::Ok),
    }
    rows::put(&mut turn.db(), &installation, &day, Some(me.id), now).await?;
    if press.word == Word::Ok {
        turn.happened("installation.accepted", Some(installation.client), installation.id, &()).await?;
        let said = t!("visit-told-accepted", name = &me.name, installation = card::named(&installation));
        let word = format!("accepted:{}", installation.talk.round);
        cards::tell_keepers(&mut turn.db(), &installation, (&word, said), Vec::new(), turn.moment()).await?;
    } else {
        turn.happened("installation.sure", Some(installation.client), installation.id, &"client").await?;
    }
    cards::show(&turn, installation.id, Side::Client).await
}

/// A picture from the site.
pub async fn picture(turn: Turn, (id, attached): (Id<Installation>, Attached)) -> Result {
    let (me, now) = (turn.me().id, turn.stamp());
    let installation = installations::expect(&mut turn.db(), id).await?;
    rows::add_file(&mut turn.db(), id, &attached, (me, now)).await?;
    turn.happened("installation.photo", Some(installation.client), id, &()).await?;
    turn.reply(Screen::new(t!("visit-said-photo", installation = card::named(&installation)))).await?;
    cards::refresh(&mut turn.db(), id, None, turn.moment()).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_tap_of_the_day_survives_64_bytes() {
        let acts = [Act::Signed, Act::Later, Act::None].map(Deed::Act);
        for deed in [Deed::Sure, Deed::Arrived, Deed::Done, Deed::Failed].into_iter().chain(acts) {
            let press = OnSite { installation: Id::new(), round: 99_999, deed };
            assert_eq!(OnSite::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "atsite:".len() <= 64);
        }
        for (word, _) in WORDS {
            let press = Accept { installation: Id::new(), round: 99_999, word };
            assert_eq!(Accept::unpack(&press.pack()), Some(press));
        }
        assert_eq!((OnSite::unpack("old"), Accept::unpack("old")), (None, None));
    }
}
