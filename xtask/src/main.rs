//! The project's chores: `cargo xtask test|package|deploy|bench|city`.

mod background;
mod bench;
mod city;
mod deploy;
mod glibc;
mod package;
mod project;
mod shell;
mod test;
mod tools;

use clap::Parser;

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

fn main() -> anyhow::Result<()> {
    match Chore::parse() {
        Chore::Test(args) => test::run(&args),
        Chore::Package(args) => package::run(&args),
        Chore::Deploy(args) => deploy::run(&args),
        Chore::Bench(args) => bench::run(&args),
        Chore::City(args) => city::run(&args),
    }
}
