//! `cargo run`: the cabinet on this machine.

use std::process::ExitCode;

use clap::Parser as _;
use local::args::Args;
use local::system;
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let args = Args::parse();
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new("warn,dynoxide=error"))
        .with_writer(std::io::stderr)
        .init();
    match start(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

fn start(args: &Args) -> anyhow::Result<()> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(system::run(args))
}

/// One sentence that says what to do, then what the machine said; no backtrace.
#[expect(clippy::print_stderr, reason = "the newcomer reads it")]
fn complain(error: &anyhow::Error) {
    eprintln!("{error:#}");
}
