//! A guard of `turn.db()` is kept by the compiler until its statement ends, with the body of a `for`, a `match` or an
//! `if let` it stands in the head of. Whoever asks the turn for anything meanwhile finds the transaction taken and panics:
//! this looks for such places in the sources.

use crate::source::{self, Source};
use regex::Regex;
use std::sync::LazyLock;

/// What a turn tells without its transaction.
const QUIET: [&str; 12] =
    ["calendar", "draft", "letter", "me", "moment", "now", "reader", "scope", "stamp", "today", "update", "who"];

/// Where a guard is still held when its turn is asked for more: `file:line`.
fn held(source: &Source) -> Vec<String> {
    static GUARD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(\w+)\.db\(\)").unwrap());
    let mut found = Vec::new();
    for guard in GUARD.captures_iter(&source.code) {
        let (whole, turn) = (guard.get(0).unwrap(), &guard[1]);
        let lives = &source.code[whole.end()..whole.end() + life(&source.code, whole.end())];
        if asks(lives, turn) {
            let line = source.code[..whole.start()].lines().count();
            found.push(format!("{}:{line}", source.path));
        }
    }
    found
}

/// How long what was borrowed at `from` lives: to the end of its statement, its match arm or its block. A side of `&&` or
/// `||` and the condition of a plain `if` let it go at their end, but for `let` among them; `else` comes after it anyhow.
fn life(code: &str, from: usize) -> usize {
    static SIDES: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"&&|\|\||\b(?:if|while)\b").unwrap());
    let begins = code[..from].rfind([';', '{', '}']).map_or(0, |at| at + 1);
    let head = &code[begins..from];
    let side = SIDES.find_iter(head).last();
    let condition = side.is_some() && !head[side.map_or(0, |word| word.end())..].trim_start().starts_with("let ");
    let outside = opened(&code[..begins + side.map_or(0, |word| word.start())]).len();
    let mut open = opened(&code[..from]);
    let blocks = |open: &[char]| open.iter().filter(|bracket| **bracket == '{').count();
    let block = blocks(&open);
    for (at, c) in code[from..].char_indices() {
        let (rest, in_block) = (&code[from + at..], open.last() == Some(&'{') && blocks(&open) == block);
        if open.len() <= outside && (rest.starts_with("&&") || rest.starts_with("||")) && (condition || side.is_none())
        {
            return at;
        }
        match c {
            '{' if condition && open.len() <= outside => return at,
            '(' | '[' | '{' => open.push(c),
            ')' | ']' => drop(open.pop()),
            '}' => {
                open.pop();
                let goes_on = rest[1..].trim_start().starts_with(['.', '?', ')', ',', ';', '&', '|']);
                if blocks(&open) < block || (blocks(&open) == block && open.last() == Some(&'{') && !goes_on) {
                    return at;
                }
            }
            ';' | ',' if in_block => return at,
            'e' if in_block && rest.starts_with("else {") => return at,
            _ => {}
        }
    }
    code.len() - from
}

/// The brackets that are open at the end of `code`.
fn opened(code: &str) -> Vec<char> {
    let mut open = Vec::new();
    for c in code.chars() {
        match c {
            '(' | '[' | '{' => open.push(c),
            ')' | ']' | '}' => drop(open.pop()),
            _ => {}
        }
    }
    open
}

/// Whether the turn is asked for what needs its transaction, or handed to somebody who may.
fn asks(code: &str, turn: &str) -> bool {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(\w+)\b(?:\.(\w+))?").unwrap());
    let quiet = |field: &str| QUIET.contains(&field) || field == "0";
    let mut uses = NAMED.captures_iter(code).filter(|word| &word[1] == turn);
    uses.any(|word| !word.get(2).is_some_and(|field| quiet(field.as_str())))
}

#[test]
fn nobody_asks_a_turn_for_more_while_its_transaction_is_held() {
    let guards = source::all().iter().map(|source| source.code.matches(".db()").count()).sum::<usize>();
    assert!(guards > 200, "the guards were not found: {guards}");
    let wrong: Vec<String> = source::all().iter().flat_map(held).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_guard_that_is_held_is_seen() {
    let lines =
        |body: &str| held(&Source::new("x.rs", &format!("async fn f(turn: Turn) -> Result {{\n{body}\n}}"))).len();
    for held in [
        "for x in f(&mut turn.db()).await? { turn.reply(x).await?; }",
        "for x in f(&mut turn.db(), turn.me().id).await? { g(&turn, x).await?; }",
        "match f(&mut turn.db()).await? { Some(x) => turn.show(x).await, None => Ok(()) }",
        "if let Some(x) = f(&mut turn.db()).await? && g(&turn, x).await? { h(x); }",
        "if let Some(x) = f(&mut turn.db()).await? { turn.toast(x).await?; }",
        "while let Some(x) = f(&mut turn.db()).await? { g(&mut turn.db(), x).await?; }",
        "let x = match f(&mut turn.db()).await? { Some(x) => x, None => return turn.toast(t!(\"x\")).await };",
        "g(&mut turn.db(), f(&mut turn.db()).await?).await",
        "let x = (f(&mut turn.db()).await?, g(&turn).await?);",
    ] {
        assert_eq!(lines(held), 1, "{held}");
    }
    for free in [
        "let all = f(&mut turn.db(), turn.me().id, turn.stamp()).await?; for x in all { turn.reply(x).await?; }",
        "for x in f(&mut turn.db()).await? { all.push(S { x, at: turn.now() }); }\nturn.reply(all).await",
        "match &x { Some(x) => f(&mut turn.db(), x).await?, None => turn.show(x).await? }",
        "if f(&mut turn.db()).await? { turn.toast(t!(\"x\")).await?; }",
        "let x = f(&mut turn.db()).await? && g(&turn).await?;",
        "if f(&mut turn.db()).await?.is_some() && !g(&mut turn.db()).await? { return turn.toast(t!(\"x\")).await; }",
        "if let Some(x) = y && f(&mut turn.db(), x).await? { return turn.toast(t!(\"x\")).await; }",
        "let Some(x) = f(&mut turn.db()).await? else { return turn.toast(t!(\"x\")).await };\nturn.show(x).await",
        "if let Some(x) = f(&mut turn.db()).await? { h(x); } else { turn.toast(t!(\"x\")).await?; }",
        "if let Some(x) = f(&mut turn.db()).await? { h(x); }\nturn.toast(t!(\"x\")).await",
        "let x = match y { Some(y) => f(&mut turn.db(), y).await?, None => return turn.toast(t!(\"x\")).await };",
        "{ f(&mut turn.db()).await? }\nturn.toast(t!(\"x\")).await",
    ] {
        assert_eq!(lines(free), 0, "{free}");
    }
}
