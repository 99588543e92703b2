//! What the bot tells about itself: commands, descriptions, the menu button.

use super::methods::Call;
use super::refusal::Refusal;
use super::world::{UserId, World};
use serde_json::{Value, json};

/// `setMyCommands`.
pub(super) fn set_commands(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    let place = place(world, call)?;
    let mut commands = Vec::new();
    for command in call.fields["commands"].as_array().into_iter().flatten() {
        let name = command["command"].as_str().unwrap_or_default().trim_start_matches('/');
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if name.is_empty() || name.len() > 32 || !name.chars().all(fits) {
            return Err(Refusal::rule(format!("BOT_COMMAND_INVALID: \"{name}\"")));
        }
        commands.push((name.to_owned(), command["description"].as_str().unwrap_or_default().to_owned()));
    }
    if commands.len() > 100 {
        return Err(Refusal::rule(format!("BOT_COMMANDS_TOO_MUCH: {}", commands.len())));
    }
    if commands.is_empty() {
        world.commands.remove(&place);
    } else {
        world.commands.insert(place, commands);
    }
    Ok(json!(true))
}

/// `deleteMyCommands`.
pub(super) fn delete_commands(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    let place = place(world, call)?;
    world.commands.remove(&place);
    Ok(json!(true))
}

/// `getMyCommands`: of exactly this scope and language.
pub(super) fn get_commands(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    let place = place(world, call)?;
    let commands = world.commands.get(&place).map(Vec::as_slice).unwrap_or_default();
    let commands: Vec<_> =
        commands.iter().map(|(name, about)| json!({ "command": name, "description": about })).collect();
    Ok(Value::Array(commands))
}

fn place(world: &World, call: &Call) -> Result<(String, String), Refusal> {
    let language = language(call)?;
    let Some(scope) = call.fields.get("scope") else { return Ok(("default".into(), language)) };
    let mut name = scope["type"].as_str().unwrap_or("default").to_owned();
    if let Some(chat) = scope.get("chat_id") {
        let chat = world.somebody(chat).or_else(|refusal| match (refusal.breaks_a_rule, chat.as_i64()) {
            // Commands can be set in the chat of a person who blocked the bot.
            (false, Some(id)) if refusal.code == 403 => Ok(id),
            (breaks_a_rule, _) => Err(Refusal { breaks_a_rule, ..Refusal::bad_request("chat not found") }),
        })?;
        name = format!("{name}:{chat}");
    }
    if let Some(user) = scope["user_id"].as_i64() {
        name = format!("{name}:{user}");
    }
    Ok((name, language))
}

fn language(call: &Call) -> Result<String, Refusal> {
    let code = call.text("language_code").unwrap_or_default();
    if code.is_empty() || (code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase())) {
        return Ok(code.to_owned());
    }
    Err(Refusal::rule("Invalid language code specified"))
}

impl World {
    /// The commands a person's phone offers, found in Telegram's order.
    pub(super) fn commands_for(&self, user: UserId, language: &str) -> Vec<(String, String)> {
        let scopes = [format!("chat:{user}"), "all_private_chats".into(), "default".into()];
        let mut places =
            scopes.into_iter().flat_map(|scope| [(scope.clone(), language.to_owned()), (scope, String::new())]);
        places.find_map(|place| self.commands.get(&place)).cloned().unwrap_or_default()
    }
}

/// `setMyDescription`.
pub(super) fn description(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    describe(world, call, "description")
}

/// `setMyShortDescription`.
pub(super) fn short_description(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    describe(world, call, "short_description")
}

fn describe(world: &mut World, call: &Call, field: &str) -> Result<Value, Refusal> {
    let place = (field.to_owned(), language(call)?);
    world.descriptions.insert(place, call.text(field).unwrap_or_default().to_owned());
    Ok(json!(true))
}

/// `setChatMenuButton`: the button looks the same on every phone here.
pub(super) fn menu_button(world: &mut World, call: &Call) -> Result<Value, Refusal> {
    if call.fields.contains_key("chat_id") {
        call.chat(world)?;
    }
    Ok(json!(true))
}
