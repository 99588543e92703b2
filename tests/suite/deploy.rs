//! What `deploy/` and README say of the bot is true of it: no setting nobody knows, no file that is not there, no rights that
//! are not needed.

use crate::source::root;
use mosbot::config::Config;
use regex::Regex;
use std::fs;

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Settings of the bot that a text names and the bot does not know.
fn unknown(text: &str) -> Vec<String> {
    let named = Regex::new(r"\bMOSBOT_[A-Z0-9_]*[A-Z0-9]").unwrap();
    let names = named.find_iter(text).map(|name| name.as_str().to_owned());
    let known = |name: &String| {
        let read = Config::from_sources(None, [(name.clone(), "x".to_owned())]);
        !read.is_err_and(|wrong| wrong.to_string().starts_with("unknown variable"))
    };
    names.filter(|name| !known(name)).collect()
}

#[test]
fn every_setting_that_is_named_is_known() {
    for file in ["README.md", "deploy/Dockerfile", "deploy/compose.yaml", "deploy/mosbot.service"] {
        let text = read(file);
        assert!(text.contains("MOSBOT_"), "{file} names no setting");
        assert_eq!(unknown(&text), [""; 0], "{file}");
    }
    assert_eq!(unknown("`MOSBOT_TELEGRAM_TOKN` and MOSBOT_HTTP_ADDR"), ["MOSBOT_TELEGRAM_TOKN"]);
}

/// The words behind an instruction of the image's recipe.
fn instructions<'a>(recipe: &'a str, name: &str) -> Vec<&'a str> {
    let words = |line: &'a str| line.strip_prefix(name)?.strip_prefix(' ');
    recipe.lines().filter_map(words).collect()
}

#[test]
fn the_image_is_made_of_what_is_there_by_our_compiler_and_runs_as_nobody() {
    let recipe = read("deploy/Dockerfile");
    let compiler = Regex::new("rust-version = \"(.*)\"").unwrap();
    let cargo = read("Cargo.toml");
    let ours = &compiler.captures(&cargo).unwrap()[1];
    assert!(instructions(&recipe, "FROM")[0].starts_with(&format!("rust:{ours}-")), "not by {ours}");
    let copied = instructions(&recipe, "COPY").into_iter().filter(|words| !words.starts_with("--from"));
    let copied: Vec<&str> = copied.flat_map(|words| words.rsplit_once(' ').unwrap().0.split(' ')).collect();
    for name in ["src", "migrations", "locales", "assets", "benches", "tests", "Cargo.toml", "Cargo.lock"] {
        assert!(copied.contains(&name), "{name} is not copied");
    }
    for name in copied {
        assert!(root().join(name).exists(), "{name} is not there");
    }
    let user: u32 = instructions(&recipe, "USER").last().unwrap().parse().unwrap();
    assert!(user > 0 && recipe.contains("HEALTHCHECK") && recipe.contains("/healthz"));
}

/// The lines of each service, by its name.
fn services(compose: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let inside = compose.lines().skip_while(|line| *line != "services:").skip(1);
    for line in inside.take_while(|line| line.is_empty() || line.starts_with(' ')) {
        match line.strip_prefix("  ").and_then(|line| line.strip_suffix(':')).filter(|name| !name.starts_with(' ')) {
            Some(name) => found.push((name.to_owned(), String::new())),
            None => found.last_mut().unwrap().1.extend([line, "\n"]),
        }
    }
    found
}

#[test]
fn nothing_in_a_container_has_rights_or_writes_beside_its_volume() {
    let services = services(&read("deploy/compose.yaml"));
    assert_eq!(services.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["mosbot", "database"]);
    for (name, lines) in &services {
        for line in ["read_only: true", "cap_drop: [ALL]", "no-new-privileges:true"] {
            assert!(lines.contains(line), "{name}: no {line}");
        }
        assert!(!lines.contains("privileged:") && !lines.contains(":latest"), "{name}");
    }
}

#[test]
fn the_service_stops_after_the_machine_and_has_no_rights() {
    let unit = read("deploy/mosbot.service");
    let value = |key: &str| unit.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
    assert_eq!(value("ExecStart"), Some("/usr/local/bin/mosbot run"));
    assert!(value("TimeoutStopSec").unwrap().parse::<u32>().unwrap() > 9, "the machine drains for nine seconds");
    assert_eq!(value("CapabilityBoundingSet"), Some(""));
    for key in ["DynamicUser", "NoNewPrivileges", "PrivateTmp", "RestrictNamespaces"] {
        assert_eq!(value(key), Some("yes"), "{key}");
    }
}
