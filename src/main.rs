//! The process: one thread, one command.

use std::process::ExitCode;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    mosbot::cli::main().await
}
