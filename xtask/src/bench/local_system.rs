//! The local system: start and memory.

use std::fs;
use std::thread::sleep;
use std::time::Duration;

use anyhow::{Context as _, Result};
use serde::Deserialize;

use super::process::Process;
use super::programs::Programs;
use super::report::{at_most, figure, table};
use super::stopwatch::{median, now};
use crate::{project, shell};

const STARTS: usize = 5;
const IDLE: Duration = Duration::from_secs(10);

/// The promises: seconds, MB.
const START: f64 = 3.0;
const FIRST_START: f64 = 10.0;
const MEMORY: f64 = 120.0;
/// Milliseconds.
const NOTIFICATION: f64 = 25.0;

/// A running local system.
pub struct LocalSystem {
    process: Process,
    /// Seconds until it was ready.
    ready: f64,
    /// Where it is.
    pub url: String,
    /// Key of its last company.
    pub exchange_key: String,
    /// What the lines of its resident and of its last shop say, as `name=value`.
    pub said: Vec<(String, String)>,
}

/// What a line of the system says, but for what is quoted.
fn words(line: &str) -> impl Iterator<Item = (String, String)> {
    let plain = line.rsplit('"').next().unwrap_or_default();
    plain.split(' ').filter_map(|word| word.split_once('=')).map(|(name, value)| (name.to_owned(), value.to_owned()))
}

impl LocalSystem {
    /// Starts with an empty data folder of this name.
    pub fn start_empty(programs: &Programs, name: &str, arguments: &[&str]) -> Result<Self> {
        let folder = project::path("target/bench").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        Self::start(programs, name, arguments)
    }

    /// Starts with the data folder of this name.
    pub fn start(programs: &Programs, name: &str, arguments: &[&str]) -> Result<Self> {
        let mut command = shell::command(programs.path("local")?);
        command.args(["--port", "0", "--data-dir"]).arg(project::path("target/bench").join(name)).args(arguments);
        let (mut ready, mut url, mut exchange_key, mut said) = (None, String::new(), String::new(), Vec::new());
        let (process, ()) = Process::start_and_hear(&mut command, |line| {
            if let Some(address) = line.strip_prefix("ready url=") {
                (ready, url) = (Some(now()), address.to_owned());
            }
            if let Some((_, key)) = line.split_once(" key=") {
                key.clone_into(&mut exchange_key);
            }
            if line.starts_with("resident ") || line.starts_with("moneta ") {
                said.extend(words(line));
            }
            // The last of the lines.
            line.starts_with("mail ").then_some(())
        })?;
        let ready = ready.map(|at| at.duration_since(process.started).as_secs_f64()).unwrap_or_default();
        Ok(Self { process, ready, url, exchange_key, said })
    }
}

impl LocalSystem {
    /// What it holds now, MB.
    pub fn memory(&self) -> Result<f64> {
        self.process.memory("VmRSS")
    }
}

#[derive(Deserialize)]
struct Payments {
    orders: Vec<f64>,
    notifications: Vec<f64>,
    repeats: Vec<f64>,
}

impl LocalSystem {
    fn payments(&self, programs: &Programs) -> Result<Payments> {
        let mut arguments = vec!["notifications".to_owned(), "--url".to_owned(), self.url.clone()];
        for name in ["login", "password", "mnt_id", "integrity_code", "test_mode"] {
            // Of the shops, the last.
            let said = self.said.iter().rev().find(|(said, _)| said == name);
            let (_, value) = said.with_context(|| format!("the system did not say {name}"))?;
            arguments.extend([format!("--{}", name.replace('_', "-")), value.clone()]);
        }
        programs.measured(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

pub fn measure(programs: &Programs) -> Result<String> {
    // Builds the frontend where it is missing.
    drop(LocalSystem::start_empty(programs, "frontend", &["--no-demo"])?);
    let first = LocalSystem::start_empty(programs, "demo", &["--demo"])?.ready;
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        starts.push(LocalSystem::start(programs, "demo", &[])?.ready);
    }
    let idle = LocalSystem::start(programs, "demo", &[])?;
    sleep(IDLE);
    let memory = idle.memory()?;
    let payments = idle.payments(programs)?;
    let rows = [
        vec!["first start, demo data made, s".to_owned(), at_most(first, FIRST_START)],
        vec!["later start, s".to_owned(), at_most(median(starts), START)],
        vec!["idle memory after 10 s, MB".to_owned(), at_most(memory, MEMORY)],
        vec!["a payment ordered, ms".to_owned(), figure(median(payments.orders))],
        vec![
            "a notification of the provider posted, ms".to_owned(),
            at_most(median(payments.notifications), NOTIFICATION),
        ],
        vec!["the same notification again, ms".to_owned(), at_most(median(payments.repeats), NOTIFICATION)],
    ];
    Ok(format!(
        "## Local system\n\nTo reach: ready within {FIRST_START} s at first and {START} s later, {MEMORY} MB when idle, \
         {NOTIFICATION} ms for a notification. The later starts, of which this is the median of {STARTS}, follow a `kill -9`.\n\n{}",
        table(&["figure", "value"], &rows)
    ))
}
