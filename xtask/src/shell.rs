//! Running other programs from the root of the repository.

use std::process::{Command, Output};

use anyhow::{Context, Result, ensure};

use crate::project;

/// A command in the repository's root. The tools' own telemetry is off.
pub fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(project::root()).env("SAM_CLI_TELEMETRY", "0");
    command
}

/// `command("cargo")` and so on with a line of arguments, split at spaces.
pub fn line(line: &str) -> Command {
    let mut words = line.split_whitespace();
    let mut command = command(words.next().unwrap_or_default());
    command.args(words);
    command
}

/// Runs to the end with the terminal's own output.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", name(command)))?;
    ensure!(status.success(), "{} failed: {status}", name(command));
    Ok(())
}

/// Runs to the end and returns what it printed on its standard output.
pub fn capture(command: &mut Command) -> Result<String> {
    let Output { status, stdout, stderr } =
        command.output().with_context(|| format!("cannot start {}", name(command)))?;
    let complaint = String::from_utf8_lossy(&stderr);
    ensure!(status.success(), "{} failed: {status}\n{complaint}", name(command));
    Ok(String::from_utf8(stdout)?)
}

/// Whether a program can be started at all and ends well.
pub fn works(line_: &str) -> bool {
    line(line_).output().is_ok_and(|output| output.status.success())
}

fn name(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
