//! Every command and some free words, typed by everybody, about clients of theirs, of others and of nobody.

use super::{
    watch::{Answers, Deed, Watch, nobody, said},
    world::{Actor, Kept, World},
};
use mosbot::{bot::routes::Command, features, lang::Lang, money::Money, t};

/// Ways to name a client, each beside one that names nobody.
fn names(kept: &Kept) -> [(String, String); 5] {
    [
        (kept.query.to_owned(), "Щавель".to_owned()),
        (kept.inn.to_owned(), "7702070139".to_owned()),
        (kept.number.clone(), "5999".to_owned()),
        (kept.contacts[0].phone.as_ref().unwrap().to_string(), "+79995550000".to_owned()),
        (kept.client.id.short(), nobody()),
    ]
}

pub async fn typed(world: &World<'_>, watch: &mut Watch, round: usize, share: usize) {
    let everybody: Vec<&Actor> = world.actors.iter().collect();
    let mut turn = round;
    for (at, command) in features::COMMANDS.iter().enumerate() {
        let word = if at % 2 == round % 2 { command.name } else { command.word };
        let plain = watch.all_do(world, &everybody, &Deed::Say(format!("/{word}"))).await;
        refused(world, watch, (command, word), &plain);
        if command.name == "next" {
            // It goes on with every time it is said: to the end, before it is said of anybody.
            let goes_on = |answers: &Answers| answers.values().flatten().any(|sent| sent.contains("digest:next"));
            while goes_on(&watch.all_do(world, &everybody, &Deed::Say(format!("/{word}"))).await) {}
        }
        for kept in &world.clients {
            for (foreign, absent) in names(kept) {
                turn += 1;
                if turn.is_multiple_of(share) {
                    let say = |name: &str| format!("/{word} {name}");
                    alike(world, watch, kept, (&foreign, &absent), &say).await;
                }
            }
        }
    }
    for kept in &world.clients {
        for (foreign, absent) in names(kept).into_iter().take(4) {
            turn += 1;
            if !turn.is_multiple_of(share) {
                continue;
            }
            alike(world, watch, kept, (&foreign, &absent), &str::to_owned).await;
            let promised = |name: &str| format!("{name} обещали до пятницы 15к");
            alike(world, watch, kept, (&foreign, &absent), &promised).await;
        }
    }
}

/// Who has no role for a command is told so, and nothing else: unless the word means something else to them.
fn refused(world: &World<'_>, watch: &mut Watch, (command, word): (&Command, &str), answers: &Answers) {
    let may = |actor: &Actor, command: &Command| command.roles.is_empty() || actor.is_any(command.roles);
    let meant = |actor: &Actor| {
        let mut others = features::COMMANDS.iter().filter(|other| other.word == word);
        may(actor, command) || others.any(|other| may(actor, other))
    };
    let without = |actor: &&Actor| actor.person.is_some() && !meant(actor);
    for actor in world.actors.iter().filter(without) {
        let heard = answers.get(&actor.user).map(Vec::as_slice).unwrap_or_default();
        let refusal = said(&t!("frame-not-yours"));
        if heard.len() != 1 || !heard[0].contains(&refusal) {
            watch.complain(format!("{} types /{} and hears {heard:?}", actor.name, command.name));
        }
    }
}

/// A number as sums are written: `5 001`.
fn as_sum(name: &str) -> String {
    match name.parse::<i64>() {
        Ok(rubles) => Money::from_rubles(rubles).human(Lang::Ru).replace("\u{a0}₽", ""),
        Err(_) => name.to_owned(),
    }
}

/// Everybody says it of the client and then of nobody; to whoever may not see the client it is the same.
async fn alike(
    world: &World<'_>,
    watch: &mut Watch,
    kept: &Kept,
    (foreign, absent): (&str, &str),
    say: &(dyn Fn(&str) -> String + Sync),
) {
    let everybody: Vec<&Actor> = world.actors.iter().collect();
    let shut = Deed::Say("/cancel".to_owned());
    let commands = say("").starts_with('/');
    if !commands {
        watch.all_do(world, &everybody, &shut).await;
    }
    let of_foreign = watch.all_do(world, &everybody, &Deed::Say(say(foreign))).await;
    if !commands {
        watch.all_do(world, &everybody, &shut).await;
    }
    let of_absent = watch.all_do(world, &everybody, &Deed::Say(say(absent))).await;
    let new = |answers: &Answers, actor: &Actor| -> Vec<String> {
        let all = answers.get(&actor.user).into_iter().flatten();
        // `/balance 5001` takes it for a sum and says it as one: the same of any number.
        let bare = |sent: &String| {
            [foreign, absent]
                .iter()
                .fold(sent.clone(), |sent, name| sent.replace(*name, "•").replace(&as_sum(name), "•"))
        };
        let answers = ["sendMessage", "sendPhoto"];
        all.filter(|sent| answers.iter().any(|method| sent.starts_with(method))).map(bare).collect()
    };
    for actor in world.actors.iter().filter(|actor| !actor.may_open(kept)) {
        let (foreign, absent) = (new(&of_foreign, actor), new(&of_absent, actor));
        // Words of a contact person that are no command go on with what they have written to us before.
        let goes_on = actor.company.is_some() && !commands;
        if foreign != absent || foreign.is_empty() && !goes_on {
            let what = say(&kept.word);
            watch.complain(format!("{} types «{what}»: {foreign:#?} is not {absent:#?}", actor.name));
        }
    }
}
