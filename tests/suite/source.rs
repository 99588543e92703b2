//! The sources as text, for the rules that the compiler does not know: a reader of just enough Rust to tell code from
//! comments and strings, and to resolve `super::super::hello` and `use crate::{…}` to whole paths.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
};

/// A file of `src/`.
#[derive(Debug, Clone)]
pub struct Source {
    /// Below `src/`: `features/calls/views.rs`.
    pub path: String,
    /// Without unit tests; comments and the insides of strings are blank, so every place is where it was.
    pub code: String,
    /// The strings of the code, without unit tests.
    pub literals: Vec<Literal>,
}

/// A string of the code.
#[derive(Debug, Clone)]
pub struct Literal {
    /// What it says.
    pub value: String,
    /// Where its quotes are in [`Source::code`].
    pub place: std::ops::Range<usize>,
}

/// The folder of the crate.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder` with this extension, in order.
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|own| own == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Whether a file of `src/` is of tests.
fn is_of_tests(path: &str) -> bool {
    path.ends_with("tests.rs") || path.contains("/tests/")
}

/// The product: every file of `src/` but for those of tests.
pub fn all() -> &'static [Source] {
    static ALL: LazyLock<Vec<Source>> = LazyLock::new(|| {
        let src = root().join("src");
        let read = |path: &PathBuf| {
            let below = path.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
            Source::new(&below, &fs::read_to_string(path).unwrap())
        };
        files(&src, "rs").iter().map(read).filter(|source| !is_of_tests(&source.path)).collect()
    });
    &ALL
}

impl Source {
    /// Reads the text of a file.
    pub fn new(path: &str, text: &str) -> Self {
        let product = text.find("#[cfg(test)]\nmod tests {").map_or(text, |at| &text[..at]);
        let (code, literals) = split(product);
        Self { path: path.to_owned(), code, literals }
    }

    /// The room it belongs to, if any: `calls`.
    pub fn room(&self) -> Option<&str> {
        self.path.strip_prefix("features/")?.split_once('/').map(|(room, _)| room)
    }

    /// The name of the file: `views.rs`.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    /// The module's own path: `["features", "calls", "views"]`.
    fn module(&self) -> Vec<String> {
        let path = self.path.trim_end_matches(".rs").trim_end_matches("/mod");
        path.split('/').filter(|part| !["lib", "main"].contains(part)).map(str::to_owned).collect()
    }

    /// Every path named in the code that leads into this crate, from its top: `["features", "hello", "word"]`.
    pub fn paths(&self) -> Vec<Vec<String>> {
        let mut found = Vec::new();
        let mut rest = self.code.as_str();
        let mut before = ' ';
        while let Some(first) = rest.chars().next() {
            let begins = ["crate::", "super::", "self::"].iter().any(|start| rest.starts_with(start));
            if begins && !is_word(before) && before != ':' {
                let (paths, length) = tree(rest);
                found.extend(paths.into_iter().filter_map(|path| self.resolve(path)));
                rest = &rest[length..];
                before = ' ';
            } else {
                before = first;
                rest = &rest[first.len_utf8()..];
            }
        }
        found
    }

    fn resolve(&self, path: Vec<String>) -> Option<Vec<String>> {
        let mut at = if path.first()? == "crate" { Vec::new() } else { self.module() };
        for part in path {
            match part.as_str() {
                "crate" | "self" => {}
                "super" => {
                    at.pop();
                }
                _ => at.push(part),
            }
        }
        Some(at)
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

/// Reads a path with the braces it may end in; returns all paths meant, and how long it was.
fn tree(text: &str) -> (Vec<Vec<String>>, usize) {
    let mut prefix: Vec<String> = Vec::new();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let word: String = rest.chars().take_while(|c| is_word(*c)).collect();
        if !word.is_empty() {
            at += word.len();
            prefix.push(word);
            if !text[at..].starts_with("::") {
                return (vec![prefix], at);
            }
            at += 2;
        } else if rest.starts_with('*') {
            prefix.push("*".to_owned());
            return (vec![prefix], at + 1);
        } else if rest.starts_with('{') {
            at += 1;
            let mut all = Vec::new();
            loop {
                at += text[at..].len() - text[at..].trim_start_matches([' ', '\n', ',']).len();
                if text[at..].starts_with('}') || at >= text.len() {
                    return (all, (at + 1).min(text.len()));
                }
                let (inner, length) = tree(&text[at..]);
                all.extend(inner.into_iter().map(|path| [prefix.clone(), path].concat()));
                at += length.max(1);
                // `Screen as Shown`: the other name leads nowhere new.
                at += text[at..].find([',', '}']).unwrap_or(text.len() - at);
            }
        } else {
            return (vec![prefix], at);
        }
    }
}

/// Tells code from comments and strings.
fn split(text: &str) -> (String, Vec<Literal>) {
    let mut code = String::with_capacity(text.len());
    let mut literals = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let c = rest.chars().next().unwrap_or(' ');
        let word_before = code.chars().next_back().is_some_and(is_word);
        if rest.starts_with("//") {
            let length = rest.find('\n').unwrap_or(rest.len());
            blank(&mut code, &rest[..length]);
            at += length;
        } else if !word_before && let Some((value, length)) = string(rest) {
            literals.push(Literal { value, place: at..at + length });
            code.push('"');
            blank(&mut code, &rest[1..length - 1]);
            code.push('"');
            at += length;
        } else if let Some(length) = character(rest) {
            blank(&mut code, &rest[..length]);
            at += length;
        } else {
            code.push(c);
            at += c.len_utf8();
        }
    }
    (code, literals)
}

/// As many blanks as there are bytes; lines stay lines.
fn blank(code: &mut String, text: &str) {
    code.extend(text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
}

/// A string at the beginning of `text`: what it says, and how long it is written.
fn string(text: &str) -> Option<(String, usize)> {
    if let Some(raw) = text.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        let inside = raw[hashes..].strip_prefix('"')?;
        let end = inside.find(&format!("\"{}", "#".repeat(hashes)))?;
        return Some((inside[..end].to_owned(), end + 3 + 2 * hashes));
    }
    let inside = text.strip_prefix('"')?;
    let mut value = String::new();
    let mut chars = inside.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((value, at + 2)),
            '\\' => match chars.next()?.1 {
                '\n' => {
                    let after = chars.as_str();
                    let skipped = after.len() - after.trim_start().len();
                    chars = inside[inside.len() - after.len() + skipped..].char_indices();
                    // Places begin anew: keep them true by going on in what is left.
                    let (more, length) = string(&format!("\"{}", chars.as_str()))?;
                    value.push_str(&more);
                    return Some((value, text.len() - chars.as_str().len() + length - 1));
                }
                'n' => value.push('\n'),
                't' => value.push('\t'),
                other => value.push(other),
            },
            c => value.push(c),
        }
    }
    None
}

/// A character, not a lifetime, at the beginning of `text`: how long it is written.
fn character(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    let mut chars = inside.chars();
    match chars.next()? {
        '\\' => inside[2..].find('\'').map(|at| at + 4),
        c => chars.as_str().starts_with('\'').then(|| c.len_utf8() + 2),
    }
}

#[test]
fn code_is_told_from_comments_and_strings() {
    let text = "let a = \"x // y\\\n    z\"; // \"no\"\nlet b = 'c'; f::<'a>(r#\"q\"w\"#, '\"', '\\'');";
    let source = Source::new("x.rs", text);
    let values: Vec<_> = source.literals.iter().map(|literal| literal.value.as_str()).collect();
    assert_eq!(values, ["x // yz", "q\"w"]);
    assert_eq!(source.code.len(), text.len());
    assert!(!source.code.contains("no") && source.code.contains("f::<'a>("), "{}", source.code);
    for literal in &source.literals {
        assert!(text[literal.place.clone()].ends_with(['"', '#']), "{:?}", &text[literal.place.clone()]);
    }
}

#[test]
fn paths_are_resolved_from_where_they_stand() {
    let text = "use crate::{bot::turn::Turn, features::{hello, payments::{self, Promise}}, t};\n\
                use super::{model as m, super::ALL};\nfn f() { super::super::hello::word(crate::text::x()) }";
    let found: Vec<String> =
        Source::new("features/calls/views.rs", text).paths().iter().map(|path| path.join("::")).collect();
    assert_eq!(
        found,
        [
            "bot::turn::Turn",
            "features::hello",
            "features::payments",
            "features::payments::Promise",
            "t",
            "features::calls::model",
            "features::ALL",
            "features::hello::word",
            "text::x",
        ]
    );
}

#[test]
fn unit_tests_are_no_part_of_the_product() {
    let paths = ["calls/tests.rs", "calls/retry_tests.rs", "calls/tests/money.rs", "calls/mod.rs", "tests/mod.rs"];
    assert_eq!(paths.map(is_of_tests), [true, true, true, false, false]);
    let source = Source::new("x.rs", "fn f() {}\n#[cfg(test)]\nmod tests {\n  const A: &str = \"x\";\n}\n");
    assert!(source.literals.is_empty() && !source.code.contains("mod tests"));
}
