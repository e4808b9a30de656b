//! The static frontend: built when it is missing or older than its sources.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context as _, Result, bail};
use tokio::process::Command;

use crate::node;

/// The folder of the frontend's sources.
fn sources() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../web")
}

/// The folder with the built frontend; builds it first if it must.
pub async fn ensure_built() -> Result<PathBuf> {
    let web = sources();
    let build = web.join("build");
    if !is_stale(&web, &build.join("index.html")) {
        return Ok(build);
    }
    node::check("node").await?;
    if !lock_is_installed(&web) {
        npm(&web, "Installing the frontend's packages (npm ci)…", &["ci", "--no-audit", "--no-fund"]).await?;
    }
    npm(&web, "Building the frontend (npm run build)…", &["run", "build"]).await?;
    Ok(build)
}

fn lock_is_installed(web: &Path) -> bool {
    match (modified(&web.join("package-lock.json")), modified(&web.join("node_modules/.package-lock.json"))) {
        (Some(wanted), Some(installed)) => installed >= wanted,
        _ => false,
    }
}

/// The result is missing or something it is made of is newer.
fn is_stale(web: &Path, result: &Path) -> bool {
    let Some(built) = modified(result) else { return true };
    let parts = [
        "src",
        "static",
        "package.json",
        "package-lock.json",
        "svelte.config.js",
        "vite.config.ts",
        "fonts.js",
        "../docs/openapi.json",
    ];
    parts.iter().any(|part| newest(&web.join(part)).is_some_and(|changed| changed > built))
}

/// Generated files change with every build and say nothing.
fn newest(path: &Path) -> Option<SystemTime> {
    if path.ends_with("schema.d.ts") {
        return None;
    }
    let Ok(entries) = std::fs::read_dir(path) else { return modified(path) };
    entries.filter_map(|entry| newest(&entry.ok()?.path())).max()
}

fn modified(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).ok()?.modified().ok()
}

async fn npm(web: &Path, message: &str, arguments: &[&str]) -> Result<()> {
    eprintln!("{message}");
    let started = Command::new("npm").args(arguments).current_dir(web).output().await;
    let output = started.context("npm does not start: install npm, which comes with Node.js, then run this again.")?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    bail!("npm {} failed:\n{}", arguments.join(" "), String::from_utf8_lossy(&said))
}
