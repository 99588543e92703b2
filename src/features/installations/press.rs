//! What those who look after the client do about an installation by one tap.

use super::{
    card, cards, grounds, ics, mine,
    model::{Installation, State},
    moves::{self, Moved},
    need::NeedInstallation,
    reason::{About, SayWhy},
    tell,
};
use crate::{
    bot::{
        screen::{self, Words},
        shown::{Side, Told},
        turn::Turn,
    },
    db::Id,
    error::Result,
    slots::{Party, Slot},
    t,
    text::Text,
};

/// A button of ours: which installation, as it was shown, and what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Press {
    pub installation: Id<Installation>,
    pub rev: i64,
    pub deed: Deed,
}

/// What a press does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// A day is to be offered, or not.
    Tick(usize),
    /// The ticked days are offered to the client.
    Offer,
    /// The client has said on the phone that the ticked days suit.
    Phone,
    /// The client has said on the phone that any of the offered days suits.
    PhoneAny,
    /// The days after those shown.
    More,
    /// Whether one tap of the engineer settles it.
    Auto,
    /// What was asked is taken back: other days are to be offered.
    Again,
    /// What the engineer took is settled.
    Confirm,
    /// The agreed day is given up.
    Move,
    /// The day as a file for a calendar.
    Calendar,
    /// Something about it is different.
    Edit,
    /// Where the goods are is to be said.
    Goods,
    /// It is not needed any more.
    Cancel,
}

const DEEDS: [(Deed, &str); 12] = [
    (Deed::Offer, "offer"),
    (Deed::Phone, "phone"),
    (Deed::PhoneAny, "any"),
    (Deed::More, "more"),
    (Deed::Auto, "auto"),
    (Deed::Again, "again"),
    (Deed::Confirm, "ok"),
    (Deed::Move, "move"),
    (Deed::Calendar, "ics"),
    (Deed::Edit, "edit"),
    (Deed::Goods, "goods"),
    (Deed::Cancel, "drop"),
];

impl screen::Press for Press {
    const ROOM: &'static str = "install";

    fn pack(&self) -> String {
        let deed = match self.deed {
            Deed::Tick(number) => number.to_string(),
            other => DEEDS.iter().find(|(deed, _)| *deed == other).map_or("", |(_, name)| name).to_owned(),
        };
        format!("{}:{}:{deed}", self.installation.short(), self.rev)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (installation, rev) = (words.id()?, words.parse()?);
        let word = words.word()?;
        let deed = match DEEDS.iter().find(|(_, name)| *name == word) {
            Some((deed, _)) => *deed,
            None => Deed::Tick(word.parse().ok()?),
        };
        Some(Self { installation, rev, deed })
    }
}

/// A press of ours.
pub async fn press(turn: Turn, press: Press) -> Result {
    let installation = mine(&turn, press.installation).await?;
    if press.deed == Deed::Calendar {
        return ics::send(&turn, &installation).await;
    }
    if press.rev != installation.rev || !fits(press.deed, installation.state) {
        turn.toast(t!("frame-card-changed")).await?;
        return cards::show(&turn, installation.id, Side::Us).await;
    }
    match press.deed {
        Deed::Tick(number) => tick(&turn, &installation, number).await,
        Deed::More => more(&turn, &installation).await,
        Deed::Auto => {
            let next = Installation { auto: !installation.auto, ..installation };
            moves::note(&mut turn.db(), next.clone(), turn.moment()).await?;
            turn.toast(if next.auto { t!("installation-said-auto") } else { t!("installation-said-by-hand") }).await?;
            cards::show(&turn, next.id, Side::Us).await
        }
        Deed::Offer => offer(&turn, &installation).await,
        Deed::Phone => {
            let ticked = ticked(&turn, &installation).await?;
            on_the_phone(&turn, &installation, &ticked).await
        }
        Deed::PhoneAny => {
            let offered = installation.talk.offered.clone();
            on_the_phone(&turn, &installation, &offered).await
        }
        Deed::Again => again(&turn, &installation).await,
        Deed::Confirm => {
            let me = turn.me().id;
            let moved = moves::confirm(&mut turn.db(), &installation, me, turn.moment()).await?;
            tell::moved(&turn, &installation, moved, Side::Us).await
        }
        Deed::Move => turn.open(&SayWhy::begin(&installation, About::Move(Party::Manager))).await,
        Deed::Cancel => turn.open(&SayWhy::begin(&installation, About::Cancel)).await,
        Deed::Edit => {
            let form = NeedInstallation::of(&turn, &installation).await?;
            turn.open(&form).await
        }
        Deed::Goods => {
            let form = NeedInstallation::of(&turn, &installation).await?;
            turn.open(&form.asking_goods()).await
        }
        Deed::Calendar => Ok(()),
    }
}

/// Whether a deed can be done where it stands.
const fn fits(deed: Deed, state: State) -> bool {
    match deed {
        Deed::Tick(_) | Deed::Offer | Deed::Phone | Deed::More => matches!(state, State::Need | State::NoShow),
        Deed::PhoneAny => matches!(state, State::Proposed),
        Deed::Again => matches!(state, State::Proposed | State::ClientOk | State::EngineerOk),
        Deed::Confirm => matches!(state, State::EngineerOk),
        Deed::Move => state.is_agreed(),
        Deed::Auto | Deed::Edit | Deed::Goods | Deed::Cancel => state.may_talk(),
        Deed::Calendar => true,
    }
}

async fn tick(turn: &Turn, installation: &Installation, number: usize) -> Result {
    let grounds = grounds::of(&mut turn.db(), installation, turn.moment()).await?;
    let mut shortlist = card::still(installation, &grounds, turn.moment());
    if let Some((_, ticked)) = shortlist.get_mut(number) {
        *ticked = !*ticked;
    }
    let next = Installation { shortlist, ..installation.clone() };
    moves::note(&mut turn.db(), next, turn.moment()).await?;
    cards::show(turn, installation.id, Side::Us).await
}

async fn more(turn: &Turn, installation: &Installation) -> Result {
    let grounds = grounds::of(&mut turn.db(), installation, turn.moment()).await?;
    let shown = card::still(installation, &grounds, turn.moment());
    let last = shown.iter().map(|(slot, _)| slot.first).max();
    let free = grounds.free(last, turn.moment());
    if free.is_empty() {
        turn.toast(t!("installation-no-more")).await?;
    }
    let shortlist = free.into_iter().map(|slot| (slot, true)).collect();
    moves::note(&mut turn.db(), Installation { shortlist, ..installation.clone() }, turn.moment()).await?;
    cards::show(turn, installation.id, Side::Us).await
}

/// The days that are ticked now.
async fn ticked(turn: &Turn, installation: &Installation) -> Result<Vec<Slot>> {
    let grounds = grounds::of(&mut turn.db(), installation, turn.moment()).await?;
    let stands = card::still(installation, &grounds, turn.moment());
    Ok(stands.into_iter().filter(|(_, ticked)| *ticked).map(|(slot, _)| slot).collect())
}

async fn offer(turn: &Turn, installation: &Installation) -> Result {
    let ticked = ticked(turn, installation).await?;
    let me = turn.me().id;
    let moved = moves::offer(&mut turn.db(), installation, &ticked, Some(me), turn.moment()).await?;
    let Moved::Done(next) = moved else {
        turn.toast(t!("installation-taken-meanwhile")).await?;
        return cards::show(turn, installation.id, Side::Us).await;
    };
    turn.happened("installation.offered", Some(next.client), next.id, &next.talk.offered).await?;
    let told = tell::asked(&mut turn.db(), &next, turn.moment()).await?;
    let said: Text = match told {
        Told::Now => t!("installation-said-asked"),
        Told::Later(at) => t!("installation-said-asked-later", at = at),
        Told::Nobody => t!("installation-nobody"),
    };
    turn.toast(said).await?;
    cards::show(turn, next.id, Side::Us).await
}

/// What the client said on the phone counts as their tap.
async fn on_the_phone(turn: &Turn, installation: &Installation, days: &[Slot]) -> Result {
    let me = turn.me().id;
    let offered = match installation.state {
        State::Proposed => Moved::Done(installation.clone()),
        _ => moves::offer(&mut turn.db(), installation, days, Some(me), turn.moment()).await?,
    };
    let Moved::Done(offered) = offered else {
        turn.toast(t!("installation-taken-meanwhile")).await?;
        return cards::show(turn, installation.id, Side::Us).await;
    };
    let days = offered.talk.offered.clone();
    let moved = moves::want(&mut turn.db(), &offered, &days, me, turn.moment()).await?;
    turn.happened("installation.wanted", Some(offered.client), offered.id, &days).await?;
    tell::moved(turn, &offered, moved, Side::Us).await
}

/// What was asked is taken back.
async fn again(turn: &Turn, installation: &Installation) -> Result {
    let next = moves::begin_again(&mut turn.db(), installation, turn.moment()).await?;
    turn.happened("installation.again", Some(next.client), next.id, &()).await?;
    cards::show(turn, next.id, Side::Us).await
}

/// Shows our card, for whoever was led here.
pub async fn show(turn: Turn, card::Show(id): card::Show) -> Result {
    let installation = mine(&turn, id).await?;
    cards::show(&turn, installation.id, Side::Us).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_press_survives_64_bytes() {
        let deeds = DEEDS.iter().map(|(deed, _)| *deed).chain([Deed::Tick(0), Deed::Tick(5)]);
        for deed in deeds {
            let press = Press { installation: Id::new(), rev: 99_999, deed };
            assert_eq!(Press::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "install:".len() <= 64);
        }
        assert_eq!(Press::unpack("of an older release"), None);
    }
}
