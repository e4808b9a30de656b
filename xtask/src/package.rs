//! `sam build` with the project's own tools: cargo-lambda in release, one artefact a function.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::{glibc, project, shell, tools};

#[derive(clap::Args)]
pub struct Args {
    /// Processor of the functions; arm64 wants the Rust target aarch64-unknown-linux-gnu
    #[arg(long, default_value = "x86_64", value_parser = ["x86_64", "arm64"])]
    architecture: String,
}

pub fn run(args: &Args) -> Result<()> {
    build(&["--parameter-overrides", &format!("Architecture={}", args.architecture)])
}

/// `sam build` with these options, and a look at what came of it.
pub fn build(options: &[&str]) -> Result<()> {
    tools::python()?;
    shell::run(tools::in_venv("sam").arg("build").args(options))?;
    for folder in artefacts()? {
        let binary = folder.join("bootstrap");
        glibc::check(&binary)?;
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        println!("{name:<10} {:>6} KiB", fs::metadata(&binary)?.len() / 1024);
    }
    Ok(())
}

/// The program of a function that `sam build` made; folders bear the names that the template gives the functions.
pub fn bootstrap(function: &str) -> PathBuf {
    let (first, rest) = function.split_at(1);
    project::path(".aws-sam/build").join(format!("{}{rest}", first.to_uppercase())).join("bootstrap")
}

/// Folders that `sam build` filled, one a function.
fn artefacts() -> Result<Vec<PathBuf>> {
    let build = project::path(".aws-sam/build");
    let entries = fs::read_dir(&build).with_context(|| build.display().to_string())?;
    let mut folders = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    folders.retain(|path| path.is_dir());
    folders.sort();
    Ok(folders)
}
