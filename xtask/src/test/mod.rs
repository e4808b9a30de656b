//! Every check of the repository, in the order in which a failure is cheapest to learn of.

mod browser;
mod checks;
mod counts;
mod log;

use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Result, bail};

use checks::{CHECKS, Check};
use counts::Counts;
use log::Log;

#[derive(clap::Args)]
pub struct Args {
    /// Run only these checks
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,

    /// List the checks instead of running them
    #[arg(long)]
    list: bool,
}

/// The closing line adds up the tests of all runners; a check that is no test runner counts as one.
pub fn run(args: &Args) -> Result<ExitCode> {
    if args.list {
        for check in CHECKS {
            println!("{:<10} {}", check.name, check.about);
        }
        return Ok(ExitCode::SUCCESS);
    }
    let mut total = Counts::default();
    let mut failures = Vec::new();
    for check in chosen(&args.only)? {
        let counts = report(check)?;
        if counts.failed > 0 {
            failures.push(check.name);
        }
        total += counts;
    }
    if !failures.is_empty() {
        println!("\nfailed: {}; logs in {}", failures.join(", "), Log::FOLDER);
    }
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn chosen(only: &[String]) -> Result<Vec<&'static Check>> {
    if let Some(unknown) = only.iter().find(|name| CHECKS.iter().all(|check| check.name != *name)) {
        bail!("no check named {unknown}; `cargo xtask test --list` names them");
    }
    let wanted = |check: &&Check| only.is_empty() || only.iter().any(|name| name == check.name);
    Ok(CHECKS.iter().filter(wanted).collect())
}

/// Runs one check and tells how it went; its whole output goes to its log.
fn report(check: &Check) -> Result<Counts> {
    println!("\n── {}: {}", check.name, check.about);
    let log = Log::create(check.name)?;
    let start = now();
    let outcome = (check.run)(&log);
    let took = now().saturating_sub(start).as_secs();
    let counts = match outcome {
        Ok(counts) => counts,
        Err(error) => {
            println!("   {error:#}");
            Counts::FAILED
        }
    };
    println!("   {} passed, {} failed, {took} s", counts.passed, counts.failed);
    Ok(counts)
}

#[expect(clippy::disallowed_methods, reason = "the time that checks take is all that is measured here")]
fn now() -> Duration {
    let now = std::time::SystemTime::now();
    now.duration_since(std::time::UNIX_EPOCH).unwrap_or_default()
}
