//! Buttons of following a delivery, packed: what was shown, never what is allowed.

use crate::{
    bot::screen::{self, Button, Words},
    db::Id,
    features::deliveries::model::Delivery,
    text::Text,
};

/// A button of ours about a delivery on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Follow {
    pub delivery: Id<Delivery>,
    pub deed: Deed,
}

/// What one of us does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// Whom to call?
    Call,
    /// The client is to be warned.
    Warn,
}

impl screen::Press for Follow {
    const ROOM: &'static str = "follow";

    fn pack(&self) -> String {
        let deed = match self.deed {
            Deed::Call => "call",
            Deed::Warn => "warn",
        };
        format!("{}:{deed}", self.delivery.short())
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let delivery = words.id()?;
        let deed = match words.word()? {
            "call" => Deed::Call,
            "warn" => Deed::Warn,
            _ => return None,
        };
        Some(Self { delivery, deed })
    }
}

/// A button of ours.
pub fn button(label: Text, delivery: &Delivery, deed: Deed) -> Button {
    Button::press(label, &Follow { delivery: delivery.id, deed })
}

/// A page of our list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    pub tab: Tab,
    pub page: usize,
}

/// What is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// Of today, and what is late.
    Today,
    /// Of the next seven days.
    Week,
    /// What nobody has confirmed.
    Unconfirmed,
    /// What was not in its window.
    Outside,
    /// Everything open to one client.
    Client(Id<crate::clients::Client>),
}

impl screen::Press for Page {
    const ROOM: &'static str = "deliveries";

    fn pack(&self) -> String {
        let tab = match self.tab {
            Tab::Today => "today".to_owned(),
            Tab::Week => "week".to_owned(),
            Tab::Unconfirmed => "ask".to_owned(),
            Tab::Outside => "kpi".to_owned(),
            Tab::Client(client) => client.short(),
        };
        format!("{tab}:{}", self.page)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let tab = match words.word()? {
            "today" => Tab::Today,
            "week" => Tab::Week,
            "ask" => Tab::Unconfirmed,
            "kpi" => Tab::Outside,
            client => Tab::Client(Id::from_short(client)?),
        };
        Some(Self { tab, page: words.parse()? })
    }
}

/// A delivery in the client's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parcel(pub Id<Delivery>);

impl screen::Press for Parcel {
    const ROOM: &'static str = "parcel";

    fn pack(&self) -> String {
        self.0.short()
    }

    fn unpack(data: &str) -> Option<Self> {
        Words::of(data).id().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press;

    #[test]
    fn every_press_survives_64_bytes() {
        for deed in [Deed::Call, Deed::Warn] {
            let press = Follow { delivery: Id::new(), deed };
            assert_eq!(Follow::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "follow:".len() <= 64);
        }
        for tab in [Tab::Today, Tab::Week, Tab::Unconfirmed, Tab::Outside, Tab::Client(Id::new())] {
            let press = Page { tab, page: 9999 };
            assert_eq!(Page::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "deliveries:".len() <= 64);
        }
        let parcel = Parcel(Id::new());
        assert_eq!(Parcel::unpack(&parcel.pack()), Some(parcel));
        assert_eq!((Follow::unpack("x"), Page::unpack("x:1"), Parcel::unpack("x")), (None, None, None));
    }
}
