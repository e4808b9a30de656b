//! A mailing of receipts: how many a second, and whether memory grows with their number.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use anyhow::{Result, anyhow};
use serde::Deserialize;

use super::local_system::LocalSystem;
use super::programs::Programs;
use super::report::{at_least, at_most, figure, table};
use crate::project;

#[derive(Deserialize)]
struct Figures {
    seconds: f64,
    sent: f64,
}

/// Receipts a second.
const RATE: f64 = 60.0;
/// How much more the system may hold in the second half of the mailing than it ever held in the first.
const GROWTH: f64 = 1.1;
const SAMPLE: Duration = Duration::from_millis(500);
const NAME: &str = "mailing";

pub fn measure(programs: &Programs) -> Result<String> {
    drop(prepared(programs)?);
    let store = project::path("target/bench").join(NAME).join("store.db");
    let _: Figures = programs.measured(&["mailing", "subscribe", "--store", &store.display().to_string()])?;
    let system = LocalSystem::start(programs, NAME, &[])?;
    let idle = system.memory()?;
    let (figures, samples) = watched(&system, || step(programs, &system, "send"))?;
    let (first, second) = samples.split_at(samples.len() / 2);
    let most = |samples: &[f64]| samples.iter().copied().fold(0.0, f64::max);
    let growth = most(second) / most(first).max(1.0);
    let rows = [
        vec!["receipts a second".to_owned(), at_least(figures.sent / figures.seconds, RATE)],
        vec!["memory before, MB".to_owned(), figure(idle)],
        vec!["most memory while the first half went, MB".to_owned(), figure(most(first))],
        vec!["most memory while the second half went, MB".to_owned(), figure(most(second))],
        vec!["the second in proportion to the first".to_owned(), at_most(growth, GROWTH)],
    ];
    Ok(format!(
        "## Mailing\n\nTo reach: {RATE} receipts a second, and memory that does not grow with their number. A month with {} \
         subscribers of the receipts of nine services is closed over the exchange API; the local system writes every receipt, \
         typesets it, and hands it to its inbox through the SES client; its store and its mail lie on files. From the call that \
         closes the month to the last receipt; memory is what the system holds, twice a second.\n\n{}",
        figures.sent,
        table(&["figure", "value"], &rows)
    ))
}

/// A system with a month that is loaded and open.
fn prepared(programs: &Programs) -> Result<LocalSystem> {
    let system = LocalSystem::start_empty(programs, NAME, &["--no-demo"])?;
    step(programs, &system, "load")?;
    Ok(system)
}

fn step(programs: &Programs, system: &LocalSystem, name: &str) -> Result<Figures> {
    programs.measured(&["mailing", name, "--url", &system.url, "--key", &system.exchange_key])
}

/// What the system holds while something is done with it.
fn watched<T>(system: &LocalSystem, act: impl FnOnce() -> Result<T>) -> Result<(T, Vec<f64>)> {
    thread::scope(|scope| {
        let (end, ended) = channel::<()>();
        let watch = scope.spawn(move || {
            let mut samples = Vec::new();
            while ended.recv_timeout(SAMPLE) == Err(RecvTimeoutError::Timeout) {
                samples.extend(system.memory());
            }
            samples
        });
        let outcome = act();
        drop(end);
        Ok((outcome?, watch.join().map_err(|_| anyhow!("the watch broke"))?))
    })
}
