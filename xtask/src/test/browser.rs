//! The browser tests, each half of them against a local system of its own: in memory, with one bare company.

use std::path::Path;

use anyhow::{Context, Result};

use super::checks::npm;
use super::counts::{self, Counts};
use super::log::Log;
use crate::background::Background;
use crate::{project, shell, tools};

/// How many tests run at a time, and so how many systems: the clock of a system is one for all its tests. A test waits half
/// of its time, for pages to settle and mail to come.
const SYSTEMS: usize = 2;

pub fn run(log: &Log) -> Result<Counts> {
    tools::debian()?;
    tools::npm()?;
    shell::run(&mut shell::line("cargo build --quiet --workspace --bins"))?;
    let systems = (0..SYSTEMS).map(System::start).collect::<Result<Vec<_>>>()?;
    let report = project::path("target/checks/playwright.json");
    let mut tests = npm("run e2e -- --reporter=line,json");
    tests
        .env("CI", "true")
        .env("BASE_URL", all(&systems, |system| &system.url))
        .env("EXCHANGE_KEY", all(&systems, |system| &system.key))
        .env("LOCAL_SYSTEM", project::debug_binary("local"))
        .env("PLAYWRIGHT_JSON_OUTPUT_NAME", &report);
    let ended = log.run(&mut tests)?;
    Ok(counts::playwright(&report).unwrap_or_default().ended(ended))
}

/// A running system; it ends with this.
struct System {
    _process: Background,
    url: String,
    key: String,
}

impl System {
    fn start(number: usize) -> Result<Self> {
        let log = project::path(Log::FOLDER).join(format!("local-{number}.log"));
        let mut command = shell::command(project::debug_binary("local"));
        command.args(["--memory", "--no-demo", "--port", "0"]);
        let mut process = Background::start(&mut command, &log)?;
        let lines = process.wait_for(|| said(&log)).context("the local system")?;
        Ok(Self { _process: process, url: word(&lines, "ready url=")?, key: word(&lines, " key=")? })
    }
}

/// The lines that it prints when it is ready.
fn said(log: &Path) -> Option<String> {
    let lines = std::fs::read_to_string(log).ok()?;
    (lines.contains("ready url=") && lines.contains(" key=")).then_some(lines)
}

/// What follows a mark, up to the next space.
fn word(lines: &str, mark: &str) -> Result<String> {
    let (_, rest) = lines.split_once(mark).with_context(|| format!("the local system prints no{mark}"))?;
    Ok(rest.split_whitespace().next().unwrap_or_default().to_owned())
}

/// One value a system, as playwright.config.ts reads them.
fn all(systems: &[System], value: impl Fn(&System) -> &str) -> String {
    systems.iter().map(value).collect::<Vec<_>>().join(" ")
}
