//! What only the code itself can tell, in JSON for `cargo xtask bench`: what every route costs, how fast an accounting
//! system loads, how long a receipt takes; and a prepared store for the functions that the benchmark starts.

mod load;
mod mailing;
mod money;
mod news;
mod notifications;
mod people;
mod profile;
mod receipt;
mod requests;
mod routes;
mod rows;
mod stopwatch;
mod walk;
mod world;

use anyhow::Result;
use clap::Parser;
use mimalloc::MiMalloc;
use serde::Serialize;

/// The allocator of the programs that make receipts.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// What is measured.
#[derive(Debug, Parser)]
#[command(name = "measure")]
enum Measure {
    /// Units and round trips of every route
    Routes,
    /// Milliseconds of a receipt
    Receipt,
    /// Rows a second that a running system takes from its accounting system
    Load(load::Args),
    /// A mailing of receipts, step by step
    #[command(subcommand)]
    Mailing(mailing::Step),
    /// Milliseconds in which a running system with demo data posts a payment
    Notifications(notifications::Args),
    /// Fills a store, tells where it is, and serves it until the standard input ends
    Serve,
}

/// On one thread, calls that a handler makes at once all begin before the first of them can end, so that they count as
/// one round trip however busy the machine is.
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    match Measure::parse() {
        Measure::Routes => print(&routes::costs().await?),
        Measure::Receipt => print(&receipt::measure()?),
        Measure::Load(args) => print(&load::measure(&args)?),
        Measure::Mailing(step) => print(&mailing::measure(&step).await?),
        Measure::Notifications(args) => print(&notifications::measure(&args)?),
        Measure::Serve => {
            print(&world::Prepared::new().await?)?;
            std::io::copy(&mut std::io::stdin(), &mut std::io::sink())?;
            Ok(())
        }
    }
}

#[expect(clippy::print_stdout, reason = "one line of JSON is what the benchmark reads")]
fn print(figures: &impl Serialize) -> Result<()> {
    println!("{}", serde_json::to_string(figures)?);
    Ok(())
}
