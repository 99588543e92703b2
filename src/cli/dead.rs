//! `mosbot dead`: what the machine has given up, without a chat.

use crate::{
    bot::dead::{self, Name},
    clock::Clock,
    config::Config,
    db::Db,
    error::{Error, Result},
};
use secrecy::ExposeSecret;

/// What to do with it.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Dead {
    /// Say all of it, a line each: name, what, since when, tries, why
    List,
    /// Try again
    #[command(arg_required_else_help = true)]
    Retry {
        /// As the list names it: update:512340001
        #[arg(conflicts_with = "all", required_unless_present = "all")]
        name: Option<Name>,
        /// Everything
        #[arg(long)]
        all: bool,
    },
    /// Put away for good
    Drop {
        /// As the list names it
        name: Name,
    },
}

impl Dead {
    /// Does it, beside a running process or without one.
    pub(super) async fn act(self, config: &Config) -> Result {
        let db = Db::existing(config.database_url.expose_secret()).await?;
        let mut tx = db.begin().await?;
        let now = Clock::System.now().into();
        match self {
            Self::List => {
                for one in dead::all(&mut tx).await? {
                    let why = one.why.replace('\n', " ");
                    println!("{}\t{}\t{}\t{} tries\t{why}", one.name, one.what, one.since, one.tries);
                }
            }
            Self::Retry { name: Some(name), .. } => happened(&name, dead::retry(&mut tx, &name, now).await?)?,
            Self::Retry { name: None, .. } => {
                let all = dead::all(&mut tx).await?;
                for one in &all {
                    dead::retry(&mut tx, &one.name, now).await?;
                }
                println!("{} are tried again", all.len());
            }
            Self::Drop { name } => happened(&name, dead::put_away(&mut tx, &name).await?)?,
        }
        tx.commit().await?;
        db.close().await;
        Ok(())
    }
}

fn happened(name: &Name, happened: bool) -> Result {
    if happened {
        Ok(())
    } else {
        Err(Error::other(format!("{name} is not among what was given up: mosbot dead list")))
    }
}
