//! `cargo run`: the cabinet on this machine.

use std::process::ExitCode;

use clap::Parser as _;
use local::args::Args;
use local::system;
use mimalloc::MiMalloc;
use tracing_subscriber::EnvFilter;

/// Two fifths of a load's time went into the allocator of the C library. Functions keep that one: they serve one call at
/// a time, and it takes less memory.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

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
