//! The browser tests, against a local system in memory with one bare company.

use std::path::Path;

use anyhow::{Context, Result};

use super::checks::npm;
use super::counts::{self, Counts};
use super::log::Log;
use crate::background::Background;
use crate::{project, shell, tools};

pub fn run(log: &Log) -> Result<Counts> {
    tools::debian()?;
    tools::npm()?;
    shell::run(&mut shell::line("cargo build --quiet --workspace --bins"))?;
    let (system, lines) = start(&project::path("target/checks/local.log"))?;
    let report = project::path("target/checks/playwright.json");
    let mut tests = npm("run e2e -- --reporter=line,json");
    tests
        .env("CI", "true")
        .env("BASE_URL", word(&lines, "ready url=")?)
        .env("EXCHANGE_KEY", word(&lines, " key=")?)
        .env("LOCAL_SYSTEM", project::debug_binary("local"))
        .env("PLAYWRIGHT_JSON_OUTPUT_NAME", &report);
    let ended = log.run(&mut tests)?;
    drop(system);
    Ok(counts::playwright(&report).unwrap_or_default().ended(ended))
}

/// The running system and the lines that it prints when it is ready.
fn start(log: &Path) -> Result<(Background, String)> {
    let mut command = shell::command(project::debug_binary("local"));
    command.args(["--memory", "--no-demo", "--port", "0"]);
    let mut system = Background::start(&mut command, log)?;
    let lines = system.wait_for(|| {
        let lines = std::fs::read_to_string(log).ok()?;
        (lines.contains("ready url=") && lines.contains(" key=")).then_some(lines)
    });
    Ok((system, lines.context("the local system")?))
}

/// What follows a mark, up to the next space.
fn word<'a>(lines: &'a str, mark: &str) -> Result<&'a str> {
    let (_, rest) = lines.split_once(mark).with_context(|| format!("the local system prints no{mark}"))?;
    Ok(rest.split_whitespace().next().unwrap_or_default())
}
