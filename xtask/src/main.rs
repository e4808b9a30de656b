//! The project's chores: `cargo xtask test|package|deploy|bench|city`.

mod background;
mod bench;
mod deploy;
mod glibc;
mod package;
mod project;
mod shell;
mod test;
mod tools;

use std::process::ExitCode;

use clap::Parser;
use xtask::city;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Chores of the Kabinet repository")]
enum Chore {
    /// Run every check of the repository, or one of them
    Test(test::Args),
    /// Build the functions for Lambda in release and check what they link
    Package(package::Args),
    /// Deploy to AWS, or to an emulator of it and walk the main job there
    Deploy(deploy::Args),
    /// Measure start-up, latency, memory, capacity units and throughput
    Bench(bench::Args),
    /// Make the CSV files of a city: houses, accounts, a month of statements
    City(city::Args),
}

fn main() -> ExitCode {
    let outcome = match Chore::parse() {
        Chore::Test(args) => test::run(&args),
        Chore::Package(args) => succeed(package::run(&args)),
        Chore::Deploy(args) => succeed(deploy::run(&args)),
        Chore::Bench(args) => succeed(bench::run(&args)),
        Chore::City(args) => succeed(city::run(&args)),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("{error:#}");
        ExitCode::FAILURE
    })
}

fn succeed(outcome: anyhow::Result<()>) -> anyhow::Result<ExitCode> {
    outcome.map(|()| ExitCode::SUCCESS)
}
