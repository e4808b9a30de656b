//! The local system: start and memory.

use std::fs;
use std::thread::sleep;
use std::time::Duration;

use anyhow::Result;

use super::process::Process;
use super::programs::Programs;
use super::report::{at_most, table};
use super::stopwatch::{median, now};
use crate::{project, shell};

const STARTS: usize = 5;
const IDLE: Duration = Duration::from_secs(10);

/// The promises: seconds and MB.
const START: f64 = 3.0;
const FIRST_START: f64 = 10.0;
const MEMORY: f64 = 120.0;

/// A running local system.
pub struct LocalSystem {
    process: Process,
    /// Seconds until it was ready.
    ready: f64,
    /// Where it is.
    pub url: String,
    /// Key of its last company.
    pub exchange_key: String,
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
    fn start(programs: &Programs, name: &str, arguments: &[&str]) -> Result<Self> {
        let mut command = shell::command(programs.path("local")?);
        command.args(["--port", "0", "--data-dir"]).arg(project::path("target/bench").join(name)).args(arguments);
        let (mut ready, mut url, mut exchange_key) = (None, String::new(), String::new());
        let (process, ()) = Process::start_and_hear(&mut command, |line| {
            if let Some(address) = line.strip_prefix("ready url=") {
                (ready, url) = (Some(now()), address.to_owned());
            }
            if let Some((_, key)) = line.split_once(" key=") {
                key.clone_into(&mut exchange_key);
            }
            // The last of the lines.
            line.starts_with("mail ").then_some(())
        })?;
        let ready = ready.map(|at| at.duration_since(process.started).as_secs_f64()).unwrap_or_default();
        Ok(Self { process, ready, url, exchange_key })
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
    let memory = idle.process.memory("VmRSS")?;
    let rows = [
        vec!["first start, demo data made, s".to_owned(), at_most(first, FIRST_START)],
        vec!["later start, s".to_owned(), at_most(median(starts), START)],
        vec!["idle memory after 10 s, MB".to_owned(), at_most(memory, MEMORY)],
    ];
    Ok(format!(
        "## Local system\n\nTo reach: ready within {FIRST_START} s at first and {START} s later, {MEMORY} MB when idle. The \
         later starts, of which this is the median of {STARTS}, follow a `kill -9`.\n\n{}",
        table(&["figure", "value"], &rows)
    ))
}
