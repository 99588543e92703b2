//! A real process of the bot beside an emulator in the test's own process: started, listened to, killed.
//! Nothing sleeps: the tests wait for what the process writes, for the emulator's news, or for the process to end.

use mosbot::playground::telegram::Telegram;
use std::{
    fmt::Write,
    io::{BufRead, BufReader},
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::Duration,
};
use tempfile::TempDir;
use tokio::sync::watch;

/// Whatever takes longer hangs. No test measures time: this only ends those that would never end. Longer than the longest
/// pause of the sender between two tries: a message that was under way at many deaths waits so long.
const PATIENCE: Duration = Duration::from_mins(6);

/// The bot's command line, without any settings of the tests' own environment.
pub fn mosbot() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mosbot"));
    command.env_clear();
    command
}

/// A process of the bot; dropped, it is killed.
pub struct Bot {
    child: Child,
    log: watch::Receiver<String>,
    _home: TempDir,
}

impl Bot {
    /// Starts `mosbot run` with Telegram and a database.
    pub fn start(telegram: &Telegram, database: &str) -> Self {
        Self::start_with(&[
            ("MOSBOT_TELEGRAM_API_URL", &telegram.url()),
            ("MOSBOT_TELEGRAM_TOKEN", &telegram.token()),
            ("MOSBOT_DATABASE_URL", database),
            ("MOSBOT_HTTP_ADDR", "127.0.0.1:0"),
        ])
    }

    /// Starts `mosbot run` with these settings and no others.
    pub fn start_with(settings: &[(&str, &str)]) -> Self {
        let home = tempfile::tempdir().expect("a folder without mosbot.toml");
        let mut child = mosbot()
            .arg("run")
            .envs(settings.iter().copied())
            .current_dir(&home)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the bot starts");
        let written = child.stderr.take().expect("a pipe");
        let (log, heard) = watch::channel(String::new());
        thread::spawn(move || {
            for line in BufReader::new(written).lines().map_while(Result::ok) {
                log.send_modify(|log| writeln!(log, "{line}").expect("memory"));
            }
        });
        Self { child, log: heard, _home: home }
    }

    /// Everything it has written so far.
    pub fn log(&self) -> String {
        self.log.borrow().clone()
    }

    /// Waits until it writes a line with these words; returns the line.
    pub async fn says(&mut self, words: &str) -> String {
        let line = |log: &str| log.lines().find(|line| line.contains(words)).map(str::to_owned);
        let heard = self.log.wait_for(|log| line(log).is_some());
        let heard = tokio::time::timeout(PATIENCE, heard).await.map(|heard| heard.map(|log| line(&log)));
        match heard {
            Ok(Ok(Some(line))) => line,
            Ok(_) => panic!("it ended without saying «{words}»:\n{}", self.log()),
            Err(elapsed) => panic!("«{words}»: {elapsed}:\n{}", self.log()),
        }
    }

    /// The address of its `/healthz`.
    pub async fn address(&mut self) -> String {
        let line = self.says(" http=").await;
        let address = line.split("http=").nth(1).and_then(|rest| rest.split_whitespace().next());
        address.expect("an address").to_owned()
    }

    /// Sends it a signal: `TERM` asks it to stop.
    pub fn signal(&self, name: &str) {
        let asked = Command::new("kill").arg(format!("-{name}")).arg(self.child.id().to_string()).status();
        assert!(asked.expect("kill runs").success(), "there is nobody to stop");
    }

    /// Waits until it has ended by itself.
    pub async fn end(mut self) -> (ExitStatus, String) {
        let ended = async { while self.log.changed().await.is_ok() {} };
        let ended = tokio::time::timeout(PATIENCE, ended).await;
        assert!(ended.is_ok(), "it does not end:\n{}", self.log());
        (self.child.wait().expect("it has ended"), self.log())
    }

    /// Kills it at once, as power loss of the process does.
    pub fn kill(mut self) {
        self.put_down();
    }

    fn put_down(&mut self) {
        // It may have ended already: then there is nothing to kill, and its end is still to be taken note of.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        self.put_down();
    }
}

/// Waits for news of the emulator until `done` says so.
pub async fn until(telegram: &Telegram, what: &str, mut done: impl AsyncFnMut() -> bool) {
    let mut news = telegram.version();
    let wait = async {
        while !done().await {
            news.changed().await.expect("the emulator lives");
        }
    };
    assert!(tokio::time::timeout(PATIENCE, wait).await.is_ok(), "it never came: {what}");
}

/// Runs a command of the bot with these settings and no others: its exit code, and everything it has written.
pub fn command(settings: &[(&str, &str)], words: &[&str]) -> (i32, String) {
    let home = tempfile::tempdir().expect("a folder without mosbot.toml");
    let done = mosbot().args(words).envs(settings.iter().copied()).current_dir(&home).output().expect("the bot starts");
    let said = [done.stdout, done.stderr].map(|said| String::from_utf8_lossy(&said).into_owned()).concat();
    (done.status.code().expect("an exit code"), said)
}
