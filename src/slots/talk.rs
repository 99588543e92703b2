//! The talk of three people about a day, as it is kept: what was offered, wanted, taken. A day is agreed only if the manager
//! offered it, the client wanted it and the engineer took it; what does not fit where the talk stands changes nothing.

use super::Slot;
use crate::named;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

named! {
    /// Who talks.
    pub enum Party {
        /// Whoever looks after the client.
        Manager = "manager",
        /// The client.
        Client = "client",
        /// An engineer.
        Engineer = "engineer",
    }
}

/// The talk so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Talk {
    /// Raised with every offer and every day given up: a button counts only for the last.
    pub round: i64,
    /// What was offered last.
    pub offered: Vec<Slot>,
    /// Whether the client is to answer.
    pub asked: bool,
    /// Which of the offered days the client has ticked so far.
    pub ticked: Vec<usize>,
    /// Which of them suit the client.
    pub wanted: Vec<Slot>,
    /// What an engineer took and the manager is to confirm.
    pub picked: Option<Slot>,
    /// What three people have agreed.
    pub agreed: Option<Slot>,
    /// How often no day suited all.
    pub empties: u32,
    /// How often an agreed day was given up.
    pub moves: u32,
    /// Since when it stands like this, UTC.
    pub at: Option<DateTime<Utc>>,
}

/// What can be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TalkEvent {
    /// These days are offered.
    Offer(Vec<Slot>),
    /// These of the offered days suit; empty: none.
    Want(Vec<Slot>),
    /// One of the wanted days is taken; `true`: that settles it.
    Pick(Slot, bool),
    /// These of the wanted days can't be taken.
    Refuse(Vec<Slot>),
    /// A wanted day is somebody else's by now.
    Lost(Slot),
    /// What was taken is settled.
    Confirm,
    /// The agreed day is given up.
    Move,
    /// What was asked is taken back.
    Withdraw,
}

/// Where a talk stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Nobody is asked.
    Idle,
    /// The client is asked.
    Proposed,
    /// The engineers are.
    ClientOk,
    /// The manager is.
    Picked,
    /// All agree.
    Agreed,
    /// No day suited all: the next ones.
    Empty,
    /// Not the second time either: somebody has to call.
    Stuck,
}

/// It does not fit where the talk stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the talk has gone on")]
pub struct Late;

impl Talk {
    /// Where it stands.
    pub fn stage(&self) -> Stage {
        match self {
            Self { agreed: Some(_), .. } => Stage::Agreed,
            Self { picked: Some(_), .. } => Stage::Picked,
            Self { wanted, .. } if !wanted.is_empty() => Stage::ClientOk,
            Self { asked: true, .. } => Stage::Proposed,
            Self { empties: 0, .. } => Stage::Idle,
            Self { empties: 1, .. } => Stage::Empty,
            _ => Stage::Stuck,
        }
    }

    /// What becomes of it.
    pub fn step(mut self, event: TalkEvent, at: DateTime<Utc>) -> Result<Self, Late> {
        self.at = Some(at);
        match (self.stage(), event) {
            (Stage::Agreed, TalkEvent::Move) => {
                self = Self { moves: self.moves + 1, empties: 0, ..self.anew() };
            }
            (Stage::Agreed, _) => return Err(Late),
            (_, TalkEvent::Offer(slots)) if !slots.is_empty() => {
                self = Self { asked: true, offered: slots, ..self.anew() };
            }
            (_, TalkEvent::Withdraw) => self = self.anew(),
            (Stage::Proposed, TalkEvent::Want(slots)) if slots.iter().all(|slot| self.offered.contains(slot)) => {
                self.asked = false;
                self.ticked.clear();
                self.empties += u32::from(slots.is_empty());
                self.wanted = slots;
            }
            (Stage::ClientOk, TalkEvent::Pick(slot, settles)) if self.wanted.contains(&slot) => {
                self.picked = (!settles).then_some(slot);
                self.agreed = settles.then_some(slot);
            }
            (Stage::ClientOk, TalkEvent::Refuse(slots)) => {
                self.wanted.retain(|slot| !slots.contains(slot));
                self.empties += u32::from(self.wanted.is_empty());
            }
            (Stage::ClientOk, TalkEvent::Lost(slot)) => self.wanted.retain(|wanted| *wanted != slot),
            (Stage::Picked, TalkEvent::Confirm) => self.agreed = self.picked.take(),
            _ => return Err(Late),
        }
        Ok(self)
    }

    /// A new round: nothing offered, wanted or taken; what was counted stays.
    fn anew(self) -> Self {
        Self { round: self.round + 1, empties: self.empties, moves: self.moves, at: self.at, ..Self::default() }
    }
}
