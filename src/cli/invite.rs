//! `mosbot invite`: how the first head gets in.

use super::migrated;
use crate::{
    app::check_token,
    bot::{api::Api, username},
    clock::Clock,
    config::Config,
    db::Db,
    error::{Error, Result},
    features::hello,
    people::Role,
    phone::Phone,
};
use chrono_tz::Europe::Moscow;
use secrecy::ExposeSecret;

/// Whom to invite.
#[derive(Debug, clap::Args)]
pub(super) struct Invite {
    /// manager, head, deputy, engineer, support, implementer, sales, accounting, marketing, admin
    role: Role,
    /// The name as colleagues say it: "Анна"
    #[arg(long)]
    name: String,
    /// The number the colleague must share to come in: "+7 916 123-45-67"
    #[arg(long)]
    phone: Option<Phone>,
}

impl Invite {
    /// Writes the colleague down and prints the link.
    pub(super) async fn make(self, config: &Config) -> Result {
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > 60 {
            return Err(Error::other("--name: 1 to 60 characters, for example --name Анна"));
        }
        if self.role == Role::Client {
            return Err(Error::other("clients are invited from their card in the bot: «🔗 Пригласить»"));
        }
        let db = migrated(config).await?;
        let now = Clock::System.now();
        let mut tx = db.begin().await?;
        let person = hello::add_staff(&mut tx, name, self.phone.as_ref(), now).await?;
        let invited = hello::invite(&mut tx, person, self.role, None, now).await?;
        tx.commit().await?;
        match bot(config, &db).await {
            Ok(bot) => println!("https://t.me/{bot}?start={}", invited.code),
            Err(error) => {
                eprintln!("mosbot: the bot's name is not known yet ({error}); to be sent to the bot as it is:");
                println!("/start {}", invited.code);
            }
        }
        eprintln!(
            "{name}, {}: works once, until {}",
            self.role,
            invited.expires.with_timezone(&Moscow).format("%d.%m.%Y %H:%M МСК")
        );
        db.close().await;
        Ok(())
    }
}

/// The bot's username: known since a start, or asked now.
async fn bot(config: &Config, db: &Db) -> Result<String> {
    if let Some(known) = username::known(&mut *db.read().await?).await? {
        return Ok(known);
    }
    let token = config.telegram.read_token().map_err(|wrong| Error::other(wrong.to_string()))?;
    let proxy = config.telegram.proxy.as_ref().map(ExposeSecret::expose_secret);
    check_token(&Api::new(&config.telegram.api_url, token, proxy)?).await
}
