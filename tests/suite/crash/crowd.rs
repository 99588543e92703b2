//! People who log calls all day long, whatever becomes of the bot. Half of them are impatient: they press «Сохранить» and
//! type the next call at once.

use mosbot::{
    clock::Clock,
    features::hello,
    people::Role,
    playground::{
        Desk,
        telegram::{Message, Telegram, UserId},
    },
};

/// The name of the client of everybody's n-th call.
pub fn client(n: usize) -> String {
    format!("Клиент К{n}")
}

/// Somebody with a phone.
#[derive(Debug)]
pub struct Caller {
    /// Their number in Telegram.
    pub user: UserId,
    /// How often they have pressed «Сохранить».
    pub saved: usize,
    impatient: bool,
    stage: Stage,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// Nothing is open.
    Free,
    /// The words of a call are typed.
    Typed,
    /// «Сохранить» is pressed.
    Pressed,
    /// A form is left half-filled.
    Left,
}

impl Caller {
    /// Looks at the phone and does the next thing, if the bot has done its part; `last` ends with a half-filled form.
    fn act(&mut self, telegram: &Telegram, last: bool) {
        let Some(seen) = telegram.last(self.user) else { return };
        let name = client(self.saved + usize::from(self.stage != Stage::Pressed));
        match self.stage {
            Stage::Free if last => {
                telegram.says(self.user, &format!("/call {name}"));
                self.stage = Stage::Left;
            }
            Stage::Free => {
                telegram.says(self.user, &format!("{name} поговорили"));
                self.stage = Stage::Typed;
            }
            Stage::Typed
                if seen.text.contains(&format!("{name} ·")) && press(telegram, self.user, &seen, "Сохранить") =>
            {
                self.saved += 1;
                self.stage = Stage::Pressed;
                if self.impatient && !last {
                    self.stage = Stage::Free;
                    self.act(telegram, last);
                }
            }
            Stage::Pressed if seen.text.contains(&format!("записан: {name}\n")) => {
                self.stage = Stage::Free;
                self.act(telegram, last);
            }
            Stage::Typed | Stage::Pressed | Stage::Left => {}
        }
    }

    /// Whether the half-filled form shows its question.
    pub fn has_left(&self, telegram: &Telegram) -> bool {
        let asks = |message: Message| message.text.contains("Чем кончилось?");
        self.stage == Stage::Left && telegram.last(self.user).is_some_and(asks)
    }
}

/// Presses a button of a message; `false` if it has none with these words.
fn press(telegram: &Telegram, user: UserId, message: &Message, words: &str) -> bool {
    let mut buttons = message
        .buttons
        .iter()
        .enumerate()
        .flat_map(|(row, buttons)| buttons.iter().enumerate().map(move |(column, button)| (row, column, button)));
    let found = buttons.find(|(_, _, button)| button.text.contains(words));
    found.is_some_and(|(row, column, _)| telegram.presses(user, message.id, row, column))
}

/// All of them.
#[derive(Debug)]
pub struct Crowd {
    /// Everybody.
    pub callers: Vec<Caller>,
    looked: usize,
}

impl Crowd {
    /// Invites so many people to a desk, who all come in, and writes down `clients` clients of the pool.
    pub async fn gather(desk: &Desk, people: usize, clients: usize) -> Self {
        for n in 1..=clients {
            desk.client(&client(n), None).await;
        }
        let mut callers = Vec::new();
        let now = Clock::System.now();
        let mut tx = desk.db.begin().await.expect("a transaction");
        for n in 0..people {
            let user = desk.telegram.user(&format!("Менеджер {n}"), "ru", &format!("+7916{n:07}"));
            let person = hello::add_staff(&mut tx, &format!("Менеджер {n}"), None, now).await.expect("written down");
            let link = hello::invite(&mut tx, person, Role::Manager, None, now).await.expect("invited");
            desk.telegram.starts(user, Some(&link.code));
            callers.push(Caller { user, saved: 0, impatient: n % 2 == 0, stage: Stage::Free });
        }
        tx.commit().await.expect("committed");
        desk.pump().await;
        Self { callers, looked: 0 }
    }

    /// Some of them look at their phones.
    pub fn look(&mut self, telegram: &Telegram, some: usize, last: bool) {
        for _ in 0..some.min(self.callers.len()) {
            self.looked = (self.looked + 1) % self.callers.len();
            self.callers[self.looked].act(telegram, last);
        }
    }

    /// Whether everybody has left a half-filled form that shows its question.
    pub fn has_left(&self, telegram: &Telegram) -> bool {
        self.callers.iter().all(|caller| caller.has_left(telegram))
    }

    /// Everybody answers the question of the half-filled form.
    pub fn go_on(&self, telegram: &Telegram) {
        for caller in &self.callers {
            let asks = telegram.last(caller.user).expect("a question");
            assert!(press(telegram, caller.user, &asks, "Поговорили"), "{asks:?}");
        }
    }

    /// Everybody saves what was half-filled.
    pub fn save(&mut self, telegram: &Telegram) {
        for caller in &mut self.callers {
            let review = telegram.last(caller.user).expect("a review");
            assert!(press(telegram, caller.user, &review, "Сохранить"), "{review:?}");
            caller.saved += 1;
        }
    }

    /// How often «Сохранить» was pressed.
    pub fn saved(&self) -> usize {
        self.callers.iter().map(|caller| caller.saved).sum()
    }

    /// The most calls one of them has logged.
    pub fn most(&self) -> usize {
        self.callers.iter().map(|caller| caller.saved).max().unwrap_or_default()
    }
}
