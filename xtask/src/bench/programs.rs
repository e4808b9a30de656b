//! The release binaries.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{package, project, shell};

/// The measuring program of the local system's package.
const MEASURE: &str = "measure";

/// What cargo built, by name.
pub struct Programs(HashMap<String, PathBuf>);

impl Programs {
    /// Builds the local system and what measures it, and the functions as they are deployed where they are asked for.
    pub fn build(functions: bool) -> Result<Self> {
        println!("building in release; the first time takes minutes");
        let mut programs = build()?;
        if functions {
            package::build(&[])?;
            programs.extend(project::FUNCTIONS.map(|name| (name.to_owned(), package::bootstrap(name))));
        }
        Ok(Self(programs))
    }

    pub fn path(&self, name: &str) -> Result<&Path> {
        self.0.get(name).map(PathBuf::as_path).with_context(|| format!("cargo built no {name}"))
    }

    pub fn measure_path(&self) -> Result<&Path> {
        self.path(MEASURE)
    }

    /// Runs the measuring program to its end and reads its figures.
    pub fn measured<T: DeserializeOwned>(&self, arguments: &[&str]) -> Result<T> {
        let figures = shell::capture(shell::command(self.measure_path()?).args(arguments))?;
        Ok(serde_json::from_str(&figures)?)
    }
}

fn build() -> Result<HashMap<String, PathBuf>> {
    let mut cargo = shell::line("cargo build --release --package local --bins --bench");
    let output = cargo
        .args([MEASURE, "--message-format", "json-render-diagnostics"])
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start cargo")?;
    ensure!(output.status.success(), "the build failed");
    let messages = String::from_utf8(output.stdout)?;
    Ok(messages.lines().filter_map(executable).collect())
}

/// Name and path, where a message of cargo tells of a program.
fn executable(message: &str) -> Option<(String, PathBuf)> {
    let message: Value = serde_json::from_str(message).ok()?;
    let path = message["executable"].as_str()?;
    Some((message["target"]["name"].as_str()?.to_owned(), path.into()))
}
