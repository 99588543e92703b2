//! A call and how it went (PRODUCT D1).

use crate::{capture::Heard, money::Money, named};
use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

named! {
    /// Who called whom.
    pub enum Direction {
        /// We called.
        Out = "out",
        /// They called.
        In = "in",
    }
}

named! {
    /// What the call was about.
    pub enum Purpose {
        /// Payment.
        Payment = "payment",
        /// Installation.
        Installation = "installation",
        /// Delivery.
        Delivery = "delivery",
        /// A technical question.
        Technical = "technical",
        /// Getting to know each other.
        Meeting = "meeting",
        /// A claim.
        Claim = "claim",
        /// An upsell.
        Upsell = "upsell",
        /// Anything else.
        Other = "other",
    }
}

impl Direction {
    /// Every value, in the order of the buttons.
    pub const ALL: [Self; 2] = [Self::Out, Self::In];
}

impl Purpose {
    /// Every value, in the order of the buttons.
    pub const ALL: [Self; 8] = [
        Self::Payment,
        Self::Installation,
        Self::Delivery,
        Self::Technical,
        Self::Meeting,
        Self::Claim,
        Self::Upsell,
        Self::Other,
    ];
}

/// How a call went, with what belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// They say it is paid, on this day.
    Paid {
        /// The day of the payment order, if they told.
        on: Option<NaiveDate>,
    },
    /// They promise to pay.
    Promised {
        /// How much; `None`: not asked yet.
        sum: Option<Money>,
        /// By which day; `None`: not asked yet.
        on: Option<NaiveDate>,
    },
    /// They want the invoice again.
    WantsInvoice,
    /// They dispute the invoices.
    Disputes,
    /// They will not pay, or leave.
    Leaves,
    /// Nobody answered.
    NoAnswer,
    /// The line was busy.
    Busy,
    /// We are to call back.
    CallBack {
        /// On which day; `None`: not asked yet.
        on: Option<NaiveDate>,
        /// At what time.
        at: Option<NaiveTime>,
    },
    /// It was the wrong number.
    WrongNumber,
    /// We talked.
    Talked,
}

impl Outcome {
    /// The outcome of a name, with nothing asked yet.
    pub const fn of(heard: Heard) -> Self {
        match heard {
            Heard::Paid => Self::Paid { on: None },
            Heard::Promised => Self::Promised { sum: None, on: None },
            Heard::WantsInvoice => Self::WantsInvoice,
            Heard::Disputes => Self::Disputes,
            Heard::Leaves => Self::Leaves,
            Heard::NoAnswer => Self::NoAnswer,
            Heard::Busy => Self::Busy,
            Heard::CallBack => Self::CallBack { on: None, at: None },
            Heard::WrongNumber => Self::WrongNumber,
            Heard::Talked => Self::Talked,
        }
    }

    /// Its name.
    pub const fn name(self) -> Heard {
        match self {
            Self::Paid { .. } => Heard::Paid,
            Self::Promised { .. } => Heard::Promised,
            Self::WantsInvoice => Heard::WantsInvoice,
            Self::Disputes => Heard::Disputes,
            Self::Leaves => Heard::Leaves,
            Self::NoAnswer => Heard::NoAnswer,
            Self::Busy => Heard::Busy,
            Self::CallBack { .. } => Heard::CallBack,
            Self::WrongNumber => Heard::WrongNumber,
            Self::Talked => Heard::Talked,
        }
    }

    /// The client was talked to: an answer to whatever it had asked (PRODUCT 4.6).
    pub const fn has_reached(self) -> bool {
        matches!(
            self,
            Self::Paid { .. }
                | Self::Promised { .. }
                | Self::WantsInvoice
                | Self::Disputes
                | Self::Leaves
                | Self::Talked
        )
    }

    /// Nobody was reached.
    pub const fn is_unanswered(self) -> bool {
        matches!(self, Self::NoAnswer | Self::Busy)
    }
}

/// What the person says is to be done after the call.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// What the outcome suggests.
    #[default]
    Usual,
    /// Nothing.
    Nothing,
    /// This.
    Step(Next),
}

/// What is to be done after the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    /// On which day.
    pub on: NaiveDate,
    /// At what time.
    pub at: Option<NaiveTime>,
}
