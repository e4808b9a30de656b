//! A receipt's milliseconds, without HTTP and table.

use anyhow::Result;
use serde::Deserialize;

use super::programs::Programs;
use super::report::{at_most, figure, table};

#[derive(Deserialize)]
struct Figures {
    first_milliseconds: f64,
    warm_milliseconds: f64,
    bytes: f64,
}

/// Milliseconds.
const WARM: f64 = 15.0;

pub fn measure(programs: &Programs) -> Result<String> {
    let figures: Figures = programs.measured(&["receipt"])?;
    let rows = [
        vec!["first of a process, ms".to_owned(), figure(figures.first_milliseconds)],
        vec!["warm, ms".to_owned(), at_most(figures.warm_milliseconds, WARM)],
        vec!["size, kB".to_owned(), figure(figures.bytes / 1e3)],
    ];
    let table = table(&["figure", "value"], &rows);
    Ok(format!(
        "## Receipt\n\nTo reach: {WARM} ms warm. Nine services, one page, PDF/UA-1; the median of fifty receipts of other people \
         with other sums.\n\n{table}"
    ))
}
