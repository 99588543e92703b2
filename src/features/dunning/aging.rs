//! How old the debts of the department are, for the head's morning: 0, 30, 60, 90 days and more.

use crate::{
    db::Conn,
    error::Result,
    features::{Morning, invoices},
    money::Money,
    t,
    text::Text,
};

/// One line, while anything is overdue for more than a month; an age nobody owes at is left out.
pub async fn team_lines(conn: &mut Conn, morning: Morning<'_>) -> Result<Vec<Text>> {
    let [month, two, three, more] = invoices::aging(conn, morning.today).await?;
    if two + three + more == Money::ZERO {
        return Ok(Vec::new());
    }
    let ages = [
        (month, t!("aging-month", sum = month)),
        (two, t!("aging-two", sum = two)),
        (three, t!("aging-three", sum = three)),
        (more, t!("aging-more", sum = more)),
    ];
    let owed = ages.into_iter().filter(|(sum, _)| *sum > Money::ZERO).map(|(_, text)| text);
    Ok(vec![t!("team-aging", ages = Text::Join(owed.collect(), " · "))])
}
