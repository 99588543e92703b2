//! What the client sees of a receipt: one message that asks, then says what became of it. Nothing here reads what is ours
//! alone.

use super::{
    model::{self, Accepted, CORRECTED, Chat, Grade, MOST_LINES, Receipt, Trouble, Waits},
    press::{Answer, Got},
};
use crate::{
    bot::screen::{Button, Screen},
    features::deliveries::{
        card::{goods, window},
        follow::{Complaint, complaint},
        model::{Delivery, Line, State, Way},
    },
    t,
    text::{Arg, Text},
};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

/// What a receipt is shown of.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    pub delivery: &'a Delivery,
    pub lines: &'a [Line],
    pub receipt: &'a Receipt,
    /// Whether this side has rated whoever brought it.
    pub rated: bool,
    /// How many pictures came with it.
    pub files: usize,
    /// When it is read.
    pub now: DateTime<Utc>,
    /// The client's.
    pub zone: Tz,
}

impl Seen<'_> {
    fn number(&self) -> String {
        self.delivery.number.to_string()
    }

    fn day(&self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }

    fn is_today(&self, at: DateTime<Utc>) -> bool {
        self.day(at) == self.day(self.now)
    }

    /// The window with its day: what is asked outside the client's hours is read on another day.
    fn window(&self) -> Text {
        let (from, to) = (self.delivery.starts_at, self.delivery.ends_at);
        if self.day(from) != self.day(to) {
            return window(from, to);
        }
        t!("got-window", day = self.day(from), from = Arg::Clock(from), to = Arg::Clock(to))
    }

    fn button(&self, label: Text, answer: Answer) -> Button {
        Button::press(label, &Got { delivery: self.delivery.id, rev: self.receipt.rev, answer })
    }

    fn back(&self) -> Button {
        self.button(t!("frame-back"), Answer::Back)
    }

    /// What is true now, and what this chat was about to write.
    pub fn screen(&self, chat: Option<&Chat>) -> Screen {
        if matches!(self.delivery.state, State::Cancelled | State::Returned) {
            return Screen::new(t!("got-off", number = self.number()));
        }
        if self.receipt.trouble.is_some() && self.delivery.state == State::Problem {
            return self.trouble_told();
        }
        match (self.receipt.grade, chat.and_then(|chat| chat.waits)) {
            (Some((Grade::A, at)), _) => self.thanks(at),
            (_, Some(Waits::Other)) => self.who(),
            (_, Some(Waits::Trouble)) => {
                let words = chat.map_or("", |chat| chat.words.as_str());
                self.tell(words)
            }
            _ => self.question(),
        }
    }

    /// Has it come?
    pub fn question(&self) -> Screen {
        let (number, what) = (self.number(), goods(self.lines));
        let known = self.receipt.confirmed_at().is_some();
        let ask = match self.delivery.delivered_at {
            _ if known => t!("got-ask-known", number = number, goods = what),
            Some(at) if self.is_today(at) => {
                t!("got-ask-today", number = number, goods = what, at = Arg::Clock(at))
            }
            Some(at) => {
                t!("got-ask-at", number = number, goods = what, day = self.day(at), at = Arg::Clock(at))
            }
            None => {
                t!("got-ask-window", number = number, goods = what, window = self.window())
            }
        };
        let mut screen = Screen::new(ask);
        if let Some(at) = self.receipt.again_at {
            screen = screen.line(t!("got-again", at = at));
        }
        if !self.receipt.who.name.is_empty() {
            screen = screen.line(t!("got-accepted", who = accepted(&self.receipt.who)));
        }
        let mut second = vec![self.button(t!("got-other-button"), Answer::Other)];
        if !known {
            screen = screen.line(t!("got-words")).line(t!("got-code", code = &self.receipt.code));
            second.insert(0, self.button(t!("got-later-button"), Answer::NotYet));
        }
        screen
            .row([
                self.button(t!("got-yes-button"), Answer::Yes),
                self.button(t!("got-trouble-button"), Answer::Trouble),
            ])
            .row(second)
    }

    /// Which lines have come; all, until one is unticked.
    pub fn ticks(&self, mask: u64) -> Screen {
        let tick = |(at, line): (usize, &Line)| {
            let (name, qty) = (&line.name, line.qty);
            let label = if model::has(mask, at) {
                t!("got-tick", name = name, qty = qty)
            } else {
                t!("got-no-tick", name = name, qty = qty)
            };
            self.button(label, Answer::Ticks(mask ^ (1 << at)))
        };
        let confirm =
            if mask == model::all(self.lines.len()) { t!("got-confirm-button") } else { t!("got-not-all-button") };
        Screen::new(t!("got-ticks", number = self.number()))
            .grid(self.lines.iter().enumerate().take(MOST_LINES).map(tick), 1)
            .row([self.button(confirm, Answer::Confirm(mask))])
            .row([self.back()])
    }

    /// What is wrong?
    pub fn kinds(&self) -> Screen {
        let all = model::all(self.lines.len());
        let next = |kind: Trouble| match kind {
            Trouble::Papers => Answer::Words(kind, 0),
            _ if self.lines.len() <= 1 => Answer::Words(kind, all),
            _ => Answer::Lines(kind, 0),
        };
        let button = |kind: Trouble| self.button(trouble(kind), next(kind));
        Screen::new(t!("got-kinds", number = self.number())).grid(Trouble::ALL.map(button), 2).row([self.back()])
    }

    /// Which lines is it about?
    pub fn which(&self, kind: Trouble, mask: u64) -> Screen {
        let line = |(at, line): (usize, &Line)| {
            let (name, qty) = (&line.name, line.qty);
            let label = if model::has(mask, at) {
                t!("got-bad-line", name = name, qty = qty)
            } else {
                t!("got-good-line", name = name, qty = qty)
            };
            self.button(label, Answer::Lines(kind, mask ^ (1 << at)))
        };
        let on = (mask != 0).then(|| self.button(t!("got-on-button"), Answer::Words(kind, mask)));
        Screen::new(t!("got-which", what = trouble(kind)))
            .grid(self.lines.iter().enumerate().take(MOST_LINES).map(line), 1)
            .row(on)
            .row([self.back()])
    }

    /// What is to be said about it?
    pub fn tell(&self, words: &str) -> Screen {
        let mut screen = Screen::new(t!("got-tell"));
        if !words.is_empty() {
            screen = screen.line(t!("got-told", words = words));
        }
        if self.files > 0 {
            screen = screen.line(t!("got-files", count = self.files));
        }
        let nothing = words.is_empty() && self.files == 0;
        let send = if nothing { t!("got-skip-button") } else { t!("got-send-button") };
        screen.row([self.button(send, Answer::Send)]).row([self.back()])
    }

    /// Who accepted it?
    pub fn who(&self) -> Screen {
        let who = &self.receipt.who;
        if who.name.is_empty() {
            return Screen::new(t!("got-who")).row([self.back()]);
        }
        let screen = Screen::new(t!("got-accepted", who = accepted(who)));
        let screen = if who.phone.is_none() { screen.line(t!("got-who-phone")) } else { screen };
        screen.row([self.button(t!("got-yes-button"), Answer::Yes)]).row([self.back()])
    }

    /// It has come, and everything is right.
    fn thanks(&self, at: DateTime<Utc>) -> Screen {
        let received = self.delivery.received_at.unwrap_or(at);
        let mut screen =
            Screen::new(t!("got-thanks", number = self.number(), at = received, who = accepted(&self.receipt.who)));
        if self.files > 0 {
            screen = screen.line(t!("got-files", count = self.files));
        }
        screen = screen.line(t!("got-photo"));
        if !self.rated {
            let courier = self.delivery.way == Way::Courier;
            screen = screen.line(if courier { t!("got-rate") } else { t!("got-rate-carrier") }).row([
                self.button(t!("got-good-button"), Answer::Rate(true)),
                self.button(t!("got-poor-button"), Answer::Rate(false)),
            ]);
        }
        if self.now - at <= CORRECTED {
            screen = screen.row([self.button(t!("got-correct-button"), Answer::Trouble)]);
        }
        screen
    }

    /// Something is wrong: what happens now.
    fn trouble_told(&self) -> Screen {
        let what = self.receipt.trouble.map_or_else(|| t!("got-trouble-papers"), |(kind, _)| trouble(kind));
        Screen::new(t!("got-trouble-told", number = self.number(), what = what))
            .line(t!("got-do-not-sign"))
            .row([self.button(t!("got-settled-button"), Answer::Yes)])
    }

    /// Why was the courier not good?
    pub fn why(&self) -> Screen {
        let button = |why: Complaint| self.button(complaint(why), Answer::Why(why));
        Screen::new(t!("got-why")).grid(Complaint::ALL.map(button), 2).row([self.back()])
    }
}

/// `Ольга, бухгалтер, +7 916 123-45-67`.
pub fn accepted(who: &Accepted) -> Text {
    let phone = who.phone.as_ref().map(crate::phone::Phone::human).unwrap_or_default();
    let parts = [who.name.clone(), who.post.clone(), phone];
    Text::verbatim(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
}

/// What is wrong, in words.
pub fn trouble(kind: Trouble) -> Text {
    match kind {
        Trouble::Missing => t!("got-trouble-missing"),
        Trouble::Damaged => t!("got-trouble-damaged"),
        Trouble::Wrong => t!("got-trouble-wrong"),
        Trouble::Papers => t!("got-trouble-papers"),
    }
}

/// Several deliveries wait for the same word.
pub fn which_delivery(waiting: &[(Delivery, Receipt)], answer: Answer) -> Screen {
    let button = |(delivery, receipt): &(Delivery, Receipt)| {
        let label = t!("parcel-button", number = delivery.number.to_string(), at = delivery.starts_at);
        Button::press(label, &Got { delivery: delivery.id, rev: receipt.rev, answer })
    };
    Screen::new(t!("got-several")).grid(waiting.iter().map(button), 1)
}
