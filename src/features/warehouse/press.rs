//! Buttons of the warehouse: which thing, as it was shown, and what to do.

use super::model::{Arrival, Item};
use crate::{
    bot::screen::{self, Button, Words},
    db::Id,
    text::Text,
};

/// What was looked for is kept in a button as far as it fits, bytes.
const LONGEST_QUERY: usize = 40;

/// A page of the stock list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    pub page: usize,
    pub query: String,
}

impl screen::Press for Board {
    const ROOM: &'static str = "stocks";

    fn pack(&self) -> String {
        let mut query = self.query.replace(':', " ");
        while query.len() > LONGEST_QUERY {
            query.pop();
        }
        format!("{}:{query}", self.page)
    }

    fn unpack(data: &str) -> Option<Self> {
        let (page, query) = data.split_once(':')?;
        Some(Self { page: page.parse().ok()?, query: query.to_owned() })
    }
}

/// What a press does about an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Show,
    Receive,
    Issue,
    Transfer,
    Expect,
    Edit,
}

/// A button of an item's card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfItem {
    pub item: Id<Item>,
    pub rev: i64,
    pub deed: Deed,
}

impl screen::Press for OfItem {
    const ROOM: &'static str = "item";

    fn pack(&self) -> String {
        let deed = match self.deed {
            Deed::Show => "show",
            Deed::Receive => "in",
            Deed::Issue => "out",
            Deed::Transfer => "to",
            Deed::Expect => "wait",
            Deed::Edit => "edit",
        };
        format!("{}:{}:{deed}", self.item.short(), self.rev)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (item, rev) = (words.id()?, words.parse()?);
        let deed = match words.word()? {
            "show" => Deed::Show,
            "in" => Deed::Receive,
            "out" => Deed::Issue,
            "to" => Deed::Transfer,
            "wait" => Deed::Expect,
            "edit" => Deed::Edit,
            _ => return None,
        };
        Some(Self { item, rev, deed })
    }
}

/// What a press does about goods on their way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Show,
    Came,
    Confirm,
    Move,
    Cancel,
}

/// A button of goods on their way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfArrival {
    pub arrival: Id<Arrival>,
    pub rev: i64,
    pub way: Way,
}

impl screen::Press for OfArrival {
    const ROOM: &'static str = "arrival";

    fn pack(&self) -> String {
        let way = match self.way {
            Way::Show => "show",
            Way::Came => "came",
            Way::Confirm => "sure",
            Way::Move => "move",
            Way::Cancel => "off",
        };
        format!("{}:{}:{way}", self.arrival.short(), self.rev)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (arrival, rev) = (words.id()?, words.parse()?);
        let way = match words.word()? {
            "show" => Way::Show,
            "came" => Way::Came,
            "sure" => Way::Confirm,
            "move" => Way::Move,
            "off" => Way::Cancel,
            _ => return None,
        };
        Some(Self { arrival, rev, way })
    }
}

pub fn of_item(label: Text, item: &Item, deed: Deed) -> Button {
    Button::press(label, &OfItem { item: item.id, rev: item.rev, deed })
}

pub fn of_arrival(label: Text, arrival: &Arrival, way: Way) -> Button {
    Button::press(label, &OfArrival { arrival: arrival.id, rev: arrival.rev, way })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_press_survives_64_bytes() {
        for deed in [Deed::Show, Deed::Receive, Deed::Issue, Deed::Transfer, Deed::Expect, Deed::Edit] {
            let press = OfItem { item: Id::new(), rev: 9999, deed };
            assert_eq!(OfItem::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "item:".len() <= 64);
        }
        for way in [Way::Show, Way::Came, Way::Confirm, Way::Move, Way::Cancel] {
            let press = OfArrival { arrival: Id::new(), rev: 9999, way };
            assert_eq!(OfArrival::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "arrival:".len() <= 64);
        }
        let board =
            Board { page: 99, query: "стрела шлагбаума шесть метров: синяя".to_owned() };
        assert!(board.pack().len() + "stocks:".len() <= 64, "{}", board.pack());
        assert_eq!(Board::unpack(&board.pack()).map(|board| board.page), Some(99));
        assert_eq!(OfItem::unpack("of an older release"), None);
        assert_eq!(OfArrival::unpack("of an older release"), None);
    }
}
