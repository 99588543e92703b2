//! What is on the account with Dostavista. They do not tell it: somebody looks and writes it down (`/баланс 12500`), and
//! what was ordered since is taken off, by receipts where there are any. Its day is always shown with it.

mod rows;
mod rule;

pub use rows::{Balance, known};
pub use rule::RULES;

use crate::{
    bot::{
        couriers,
        event::{Event, Undo},
        outbox::Class,
        routes::Args,
        screen::{self, Button, Screen},
        turn::Turn,
    },
    calendar::Moment,
    db::Conn,
    error::{Error, Result},
    features::tasks,
    money::Money,
    people::{self, Person, Role},
    t,
    text::Text,
};

/// A button of the balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Account {
    /// How much there is.
    Show,
    /// Where it is topped up to.
    TopUp,
    /// Accounting is asked to.
    Ask,
}

impl screen::Press for Account {
    const ROOM: &'static str = "balance";

    fn pack(&self) -> String {
        match self {
            Self::Show => "show",
            Self::TopUp => "topup",
            Self::Ask => "ask",
        }
        .to_owned()
    }

    fn unpack(data: &str) -> Option<Self> {
        Some(match data {
            "show" => Self::Show,
            "topup" => Self::TopUp,
            "ask" => Self::Ask,
            _ => return None,
        })
    }
}

/// Nobody keeps more there: it is a slip of the finger, or the number of something else.
const MOST: Money = Money::from_rubles(10_000_000);

/// `/balance`: how much there is; `/balance 12500`: so much there is.
pub async fn command(turn: Turn, Args(words): Args) -> Result {
    if words.is_empty() {
        let screen = shown(&turn, None).await?;
        return turn.reply(screen).await.map(drop);
    }
    // There may be nothing left at all.
    let sum = if words.trim() == "0" { Some(Money::ZERO) } else { Money::parse(&words) };
    let Some(sum) = sum.filter(|sum| *sum <= MOST) else {
        return Err(Error::User(t!("balance-not-a-sum", words = words)));
    };
    let me = turn.me().id;
    let id = rows::enter(&mut turn.db(), sum, me, turn.stamp()).await?;
    let event = turn.happened("balance.entered", None, id, &sum).await?;
    let screen = shown(&turn, Some(Button::press(t!("undo-button"), &Undo(event)))).await?;
    turn.reply(screen).await.map(drop)
}

/// A press.
pub async fn press(turn: Turn, press: Account) -> Result {
    match press {
        Account::Show => {
            let screen = shown(&turn, None).await?;
            turn.show(screen).await
        }
        Account::TopUp => {
            let screen = requisites(&turn).await?;
            turn.show(screen).await
        }
        Account::Ask => ask(&turn).await,
    }
}

/// How much there is, of which day, and what is needed.
async fn shown(turn: &Turn, undo: Option<Button>) -> Result<Screen> {
    let lines = lines(&mut turn.db(), turn.moment()).await?;
    let buttons = [Some(topup_button()), undo].into_iter().flatten();
    Ok(Screen::new(t!("balance-title")).gap().lines(lines).grid(buttons, 1))
}

/// The balance, what it is made of, and what today and tomorrow need.
pub async fn lines(conn: &mut Conn, moment: Moment<'_>) -> Result<Vec<Text>> {
    let need = rows::need(conn, moment.now).await?;
    let mut lines = match known(conn).await? {
        Some(balance) => {
            let mut lines = vec![t!("balance-sum", sum = balance.sum)];
            lines.push(t!("balance-entered", sum = balance.entered, day = balance.at, name = balance.by));
            if balance.spent > Money::ZERO {
                lines.push(t!("balance-spent", sum = balance.spent));
            }
            lines
        }
        None => vec![t!("balance-unknown")],
    };
    lines.push(t!("balance-need", sum = need));
    Ok(lines)
}

/// A button that leads to the requisites.
pub fn topup_button() -> Button {
    Button::press(t!("balance-topup-button"), &Account::TopUp)
}

async fn requisites(turn: &Turn) -> Result<Screen> {
    let house = couriers::known(&mut turn.db()).await?;
    let mut screen = Screen::new(t!("balance-requisites"));
    if house.requisites.is_empty() {
        screen = screen.gap().line(t!("balance-no-requisites"));
    }
    for line in &house.requisites {
        screen = screen.line(Text::verbatim(line)).row([Button::copy(t!("balance-copy-button", line = line), line)]);
    }
    let asked = rows::asked_on(&mut turn.db(), turn.today()).await?;
    if let Some((name, at)) = asked {
        screen = screen.gap().line(t!("balance-asked", name = name, at = at));
    } else {
        screen = screen.row([Button::press(t!("balance-ask-button"), &Account::Ask)]);
    }
    Ok(screen.row([Button::press(t!("balance-back-button"), &Account::Show)]))
}

/// Accounting gets a task, once a day; where nobody of accounting is here, the heads are told.
async fn ask(turn: &Turn) -> Result {
    let (me, today) = (turn.me().clone(), turn.today());
    let asked = rows::asked_on(&mut turn.db(), today).await?;
    if let Some((_, at)) = asked {
        turn.toast(t!("frame-already-done", at = at)).await?;
        let screen = requisites(turn).await?;
        return turn.show(screen).await;
    }
    let mut told = people::all_with_role(&mut turn.db(), Role::Accounting).await?;
    let task = match told.first() {
        Some(accountant) => Some(task(turn, accountant).await?.id),
        None => None,
    };
    if told.is_empty() {
        told = people::all_with_role(&mut turn.db(), Role::Head).await?;
    }
    rows::ask(&mut turn.db(), today, me.id, task, turn.stamp()).await?;
    let lines = lines(&mut turn.db(), turn.moment()).await?;
    let screen = Screen::new(t!("balance-request", name = &me.name)).gap().lines(lines).row([topup_button()]);
    for person in told.iter().filter(|person| person.id != me.id) {
        turn.tell(person, Class::Alert, &format!("balance:topup:{today}:{}", person.id), &screen).await?;
    }
    let screen = requisites(turn).await?;
    turn.show(screen).await
}

async fn task(turn: &Turn, accountant: &Person) -> Result<tasks::Task> {
    let words = t!("balance-task").plain(&accountant.reader(turn.now()));
    let new = tasks::New {
        kind: tasks::Kind::Paper,
        text: words,
        client: None,
        owner: accountant.id,
        author: Some(turn.me().id),
        due_on: turn.calendar().working_day_on_or_after(accountant.today(turn.now())),
        due_time: None,
    };
    tasks::put(&mut turn.db(), new, turn.stamp()).await
}

/// What was written down is taken back.
pub async fn undo(turn: Turn, event: Event) -> Result<Text> {
    rows::take_back(&mut turn.db(), event.entity()?, turn.stamp()).await?;
    Ok(t!("balance-deed", sum = event.data::<Money>()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bot::screen::Press;

    #[test]
    fn a_button_is_read_again() {
        for press in [Account::Show, Account::TopUp, Account::Ask] {
            assert_eq!(Account::unpack(&press.pack()), Some(press));
        }
        assert_eq!(Account::unpack("else"), None);
    }
}
