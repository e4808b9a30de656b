//! Programs that are measured. They end with us.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result};

use super::machine;
use super::stopwatch::now;

/// A running program; dropping it kills it, as a power cut would.
pub struct Process {
    child: Child,
    /// Just before it was started.
    pub started: Instant,
    /// Open as long as the program shall read on.
    _stdin: Option<ChildStdin>,
}

impl Process {
    /// Starts a program that says nothing we need.
    pub fn start(command: &mut Command) -> Result<Self> {
        Self::spawn(command.stdin(Stdio::null()).stdout(Stdio::null()))
    }

    /// Starts a program and gives its lines to `listen`, until that answers something.
    pub fn start_and_hear<T>(command: &mut Command, mut listen: impl FnMut(&str) -> Option<T>) -> Result<(Self, T)> {
        let mut process = Self::spawn(command.stdin(Stdio::piped()).stdout(Stdio::piped()))?;
        let lines = process.child.stdout.take().context("no standard output")?;
        for line in BufReader::new(lines).lines() {
            if let Some(heard) = listen(&line?) {
                return Ok((process, heard));
            }
        }
        anyhow::bail!("{} ended before it said what it should", command.get_program().display())
    }

    /// A figure of its memory in MB.
    pub fn memory(&self, name: &str) -> Result<f64> {
        machine::memory(self.child.id(), name)
    }

    fn spawn(command: &mut Command) -> Result<Self> {
        let started = now();
        let spawned = command.spawn();
        let mut child = spawned.with_context(|| format!("cannot start {}", command.get_program().display()))?;
        let stdin = child.stdin.take();
        Ok(Self { child, started, _stdin: stdin })
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Already ended is as good as killed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
