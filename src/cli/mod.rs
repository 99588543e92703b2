//! The command line. Exit codes: 0 done, 1 failed, 2 wrong words or settings.

mod backup;
mod check;
mod dead;
mod import;
mod invite;
mod run;

pub(crate) use run::asked_to_stop;

use crate::{
    config::{Config, Log, Wrong},
    db::Db,
    error::{Error, Result},
    playground, telemetry,
};
use clap::{Parser, Subcommand};
use secrecy::ExposeSecret;
use std::{path::PathBuf, process::ExitCode};

/// A Telegram assistant for client-success managers.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Line {
    /// The file of settings [default: mosbot.toml, if it is there]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// The whole bot at work without a token: phones in the browser, a month of make-believe data
    Demo {
        /// Where the page is: http://127.0.0.1:PORT
        #[arg(long, default_value_t = 8024)]
        port: u16,
    },
    #[command(flatten)]
    Real(Real),
}

/// What needs settings.
#[derive(Debug, Subcommand)]
enum Real {
    /// Work, until SIGTERM or Ctrl-C
    Run,
    /// Bring the database's schema up to date
    Migrate,
    /// Tell whether settings, database, token and calendar are in order
    Check,
    /// Make a one-time link for a colleague, good for 24 hours
    Invite(invite::Invite),
    /// Read a file of clients, fees, invoices or a bank statement
    Import(import::Import),
    /// What was given up: updates, messages and jobs that failed for good
    #[command(subcommand)]
    Dead(dead::Dead),
    /// Copy an SQLite database at work into a new file, packed and encrypted
    Backup(backup::Backup),
    /// Put a backup where the SQLite database belongs
    Restore(backup::Restore),
    /// Carry a whole database over into an empty one, SQLite or PostgreSQL
    Copy(backup::Copy),
}

/// Why a command was not done.
enum Failure {
    /// The settings are wrong.
    Settings(String),
    /// The work has failed.
    Work(Error),
}

impl From<Wrong> for Failure {
    fn from(wrong: Wrong) -> Self {
        Self::Settings(wrong.to_string())
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Work(error)
    }
}

/// Does what the process was started for.
pub async fn main() -> ExitCode {
    match Box::pin(obey(Line::parse())).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Settings(wrong)) => {
            eprintln!("mosbot: {wrong}");
            ExitCode::from(2)
        }
        Err(Failure::Work(error)) => {
            eprintln!("mosbot: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn obey(Line { config, command }: Line) -> Result<(), Failure> {
    let command = match command {
        Command::Demo { port } => {
            telemetry::start_log(&Log { filter: "warn".to_owned(), ..Log::default() })?;
            return Ok(Box::pin(playground::demo(port)).await?);
        }
        Command::Real(command) => command,
    };
    let config = Config::load(config.as_deref())?;
    telemetry::start_log(&config.log)?;
    match command {
        Real::Run => Box::pin(run::run(&config)).await,
        Real::Migrate => {
            let _: () = migrated(&config).await?.close().await;
            Ok(())
        }
        Real::Check => Ok(check::check(&config).await?),
        Real::Invite(invite) => Ok(invite.make(&config).await?),
        Real::Import(import) => Ok(import.read(&config).await?),
        Real::Dead(dead) => Ok(dead.act(&config).await?),
        Real::Backup(backup) => backup.make(&config).await,
        Real::Restore(restore) => Ok(restore.put(&config).await?),
        Real::Copy(copy) => Ok(copy.carry().await?),
    }
}

/// The database with its schema up to date.
async fn migrated(config: &Config) -> Result<Db> {
    let db = Db::open(config.database_url.expose_secret()).await?;
    db.migrate().await?;
    Ok(db)
}
