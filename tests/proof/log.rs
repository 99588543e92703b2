//! P19: the process writes everything it can into its log while people come in, log calls and fail: no token, no phone
//! number, no name and no words of a person may be in it.

use crate::{
    Size,
    databases::Fresh,
    dice::Dice,
    table::Finding,
    world::{World, client, stop},
};
use mosbot::people::Role;

/// Names that are nowhere else.
const NAME: &str = "Канарейкина";
/// Words that are nowhere else.
const WORDS: &str = "пароль от ворот канареечный";

/// Proves P19.
pub async fn trial(fresh: Fresh, size: Size, _: Dice) -> Vec<Finding> {
    let (people, calls) = (5, size.of(2, 20));
    let world = World::gather(fresh, people, calls).await;
    let bot = world.start_with(&[("MOSBOT_LOG_FILTER", "trace")]);
    world.invites(NAME, Role::Manager).await;
    world.comes(people + 1).await;
    for user in &world.people {
        for n in 1..=calls {
            world.telegram.says(*user, &format!("{} поговорили", client(n)));
            world.telegram.says(*user, WORDS);
            world.telegram.says(*user, "сохранить");
        }
    }
    world.telegram.raw(serde_json::json!({ "message": { "text": WORDS, "from": { "first_name": NAME } } }));
    world.telegram.lose_answers(3);
    world.telegram.fail_once(502, "Bad Gateway");
    world.telegram.fail_once(403, "Forbidden: bot was blocked by the user");
    world.handled().await;
    let log = stop(bot).await;
    let token = world.telegram.token();
    let secrets =
        [token.as_str(), token.split_once(':').expect("a token").1, NAME, WORDS, "Клиент К", "79161", "+7916"];
    let wrong = leaks(&log, &secrets);
    let figures =
        format!("{} lines at trace, {} secrets looked for: {} leaks", log.lines().count(), secrets.len(), wrong.len());
    let spoilt = leaks(&format!("{log}\nhello, {NAME}"), &secrets).len() == wrong.len() + 1;
    vec![Finding::new(19, figures, wrong, vec![("a name in a line", spoilt)])]
}

/// Lines that hold a secret.
fn leaks(log: &str, secrets: &[&str]) -> Vec<String> {
    let lines = log.lines().filter(|line| secrets.iter().any(|secret| line.contains(secret)));
    lines.map(|line| line.chars().take(240).collect()).collect()
}
