//! Rows a second that the local system takes from an accounting system, its store on a file.

use anyhow::Result;
use serde::Deserialize;

use super::local_system::LocalSystem;
use super::programs::Programs;
use super::report::{at_least, figure, table};
use super::stopwatch::median;

#[derive(Deserialize)]
struct Figures {
    accounts: Vec<f64>,
    statements: Vec<f64>,
    statements_by_two: Vec<f64>,
    close_milliseconds: Vec<f64>,
}

/// Statements a second.
const STATEMENTS: f64 = 3_000.0;

pub fn measure(programs: &Programs) -> Result<String> {
    let system = LocalSystem::start_empty(programs, "load", &["--no-demo"])?;
    let figures: Figures = programs.measured(&["load", "--url", &system.url, "--key", &system.exchange_key])?;
    let (one, two) = (median(figures.statements), median(figures.statements_by_two));
    let rows = [
        vec!["accounts a second".to_owned(), figure(median(figures.accounts))],
        vec!["statements a second, one caller".to_owned(), at_least(one, STATEMENTS)],
        vec!["statements a second, two callers".to_owned(), at_least(two, STATEMENTS)],
        vec!["closing the month, ms".to_owned(), figure(median(figures.close_milliseconds))],
    ];
    Ok(format!(
        "## Loads\n\nTo reach: {STATEMENTS} statements a second. 10,000 accounts, then six months of 10,000 statements \
         with 9 lines each, 1,000 rows a call over HTTP into the local system, its engine on a file; every statement \
         checked and written in a transaction with its period, every month closed. Medians of three months each; the \
         caller runs on the same machine.\n\n{}",
        table(&["figure", "value"], &rows)
    ))
}
