//! Buttons of a receipt, packed: what was shown, never what is allowed.

use super::model::Trouble;
use crate::{
    bot::screen::{self, Button, Words},
    db::Id,
    features::deliveries::{follow::Complaint, model::Delivery},
    text::Text,
};

/// A button of the client's: which delivery, as it was shown, and the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Got {
    pub delivery: Id<Delivery>,
    pub rev: i64,
    pub answer: Answer,
}

/// What the client answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Shows the question.
    Show,
    /// Everything has come.
    Yes,
    /// Ticks or unticks a line: which are ticked then.
    Ticks(u64),
    /// These have come.
    Confirm(u64),
    /// Something is wrong.
    Trouble,
    /// This is wrong: with these lines, as chosen so far.
    Lines(Trouble, u64),
    /// These lines it is; what is to be said about it?
    Words(Trouble, u64),
    /// That is all about it.
    Send,
    /// It has not come.
    NotYet,
    /// Somebody else accepted it.
    Other,
    /// Back to the question.
    Back,
    /// How the courier was.
    Rate(bool),
    /// Why not good.
    Why(Complaint),
}

impl screen::Press for Got {
    const ROOM: &'static str = "got";

    fn pack(&self) -> String {
        let answer = match self.answer {
            Answer::Show => "show".to_owned(),
            Answer::Yes => "yes".to_owned(),
            Answer::Ticks(mask) => format!("tick:{mask:x}"),
            Answer::Confirm(mask) => format!("all:{mask:x}"),
            Answer::Trouble => "bad".to_owned(),
            Answer::Lines(trouble, mask) => format!("line:{}{mask:x}", trouble.letter()),
            Answer::Words(trouble, mask) => format!("tell:{}{mask:x}", trouble.letter()),
            Answer::Send => "send".to_owned(),
            Answer::NotYet => "later".to_owned(),
            Answer::Other => "other".to_owned(),
            Answer::Back => "back".to_owned(),
            Answer::Rate(true) => "good".to_owned(),
            Answer::Rate(false) => "poor".to_owned(),
            Answer::Why(why) => format!("why:{why}"),
        };
        format!("{}:{}:{answer}", self.delivery.short(), self.rev)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (delivery, rev) = (words.id()?, words.parse()?);
        let mask = |word: Option<&str>| u64::from_str_radix(word?, 16).ok();
        let both = |word: Option<&str>| -> Option<(Trouble, u64)> {
            let (letter, bits) = word?.split_at_checked(1)?;
            Some((Trouble::of_letter(letter)?, mask(Some(bits))?))
        };
        let answer = match words.word()? {
            "show" => Answer::Show,
            "yes" => Answer::Yes,
            "tick" => Answer::Ticks(mask(words.word())?),
            "all" => Answer::Confirm(mask(words.word())?),
            "bad" => Answer::Trouble,
            "line" => both(words.word()).map(|(trouble, mask)| Answer::Lines(trouble, mask))?,
            "tell" => both(words.word()).map(|(trouble, mask)| Answer::Words(trouble, mask))?,
            "send" => Answer::Send,
            "later" => Answer::NotYet,
            "other" => Answer::Other,
            "back" => Answer::Back,
            "good" => Answer::Rate(true),
            "poor" => Answer::Rate(false),
            "why" => Answer::Why(words.parse()?),
            _ => return None,
        };
        Some(Self { delivery, rev, answer })
    }
}

/// A button of ours: which delivery, as it was shown, and the deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ours {
    pub delivery: Id<Delivery>,
    pub rev: i64,
    pub deed: Deed,
}

/// What one of us does about a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// The client told the code on the phone.
    Code,
    /// The client said so, without a code.
    Word,
    /// A link for whoever is on site.
    Link,
    /// What was wrong is settled.
    Solved,
    /// There is nothing to install.
    Nothing,
    /// How the courier was.
    Rate(bool),
    /// Why not good.
    Why(Complaint),
}

impl screen::Press for Ours {
    const ROOM: &'static str = "receipt";

    fn pack(&self) -> String {
        let deed = match self.deed {
            Deed::Code => "code".to_owned(),
            Deed::Word => "word".to_owned(),
            Deed::Link => "link".to_owned(),
            Deed::Solved => "solved".to_owned(),
            Deed::Nothing => "nothing".to_owned(),
            Deed::Rate(true) => "good".to_owned(),
            Deed::Rate(false) => "poor".to_owned(),
            Deed::Why(why) => format!("why:{why}"),
        };
        format!("{}:{}:{deed}", self.delivery.short(), self.rev)
    }

    fn unpack(data: &str) -> Option<Self> {
        let mut words = Words::of(data);
        let (delivery, rev) = (words.id()?, words.parse()?);
        let deed = match words.word()? {
            "code" => Deed::Code,
            "word" => Deed::Word,
            "link" => Deed::Link,
            "solved" => Deed::Solved,
            "nothing" => Deed::Nothing,
            "good" => Deed::Rate(true),
            "poor" => Deed::Rate(false),
            "why" => Deed::Why(words.parse()?),
            _ => return None,
        };
        Some(Self { delivery, rev, deed })
    }
}

/// A button of ours.
pub fn ours(label: Text, delivery: &Delivery, deed: Deed) -> Button {
    Button::press(label, &Ours { delivery: delivery.id, rev: delivery.rev, deed })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press as _;

    #[test]
    fn every_answer_survives_64_bytes() {
        let mut answers = vec![
            Answer::Show,
            Answer::Yes,
            Answer::Ticks(u64::MAX),
            Answer::Confirm(0),
            Answer::Trouble,
            Answer::Send,
            Answer::NotYet,
            Answer::Other,
            Answer::Back,
            Answer::Rate(true),
            Answer::Rate(false),
        ];
        answers.extend(Trouble::ALL.map(|trouble| Answer::Lines(trouble, u64::MAX)));
        answers.extend(Trouble::ALL.map(|trouble| Answer::Words(trouble, 5)));
        answers.extend(Complaint::ALL.map(Answer::Why));
        for answer in answers {
            let got = Got { delivery: Id::new(), rev: 9999, answer };
            assert_eq!(Got::unpack(&got.pack()), Some(got));
            assert!(got.pack().len() + "got:".len() <= 64, "{}", got.pack());
        }
        for old in ["of an older release", "", "a:b", &format!("{}:1:line:m", Id::<()>::new().short())] {
            assert_eq!(Got::unpack(old), None, "{old}");
        }
    }

    #[test]
    fn every_deed_of_ours_survives_64_bytes() {
        let deeds =
            [Deed::Code, Deed::Word, Deed::Link, Deed::Solved, Deed::Nothing, Deed::Rate(true), Deed::Rate(false)];
        for deed in deeds.into_iter().chain(Complaint::ALL.map(Deed::Why)) {
            let press = Ours { delivery: Id::new(), rev: 9999, deed };
            assert_eq!(Ours::unpack(&press.pack()), Some(press));
            assert!(press.pack().len() + "receipt:".len() <= 64);
        }
        assert_eq!(Ours::unpack("of an older release"), None);
    }
}
