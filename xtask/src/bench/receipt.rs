//! A receipt's milliseconds, without HTTP and table.

use anyhow::Result;
use serde::Deserialize;

use super::programs::Programs;
use super::report::{figure, table};

#[derive(Deserialize)]
struct Figures {
    first_milliseconds: f64,
    warm_milliseconds: f64,
    bytes: f64,
}

pub fn measure(programs: &Programs) -> Result<String> {
    let figures: Figures = programs.measured(&["receipt"])?;
    let rows = [
        vec!["first of a process, ms".to_owned(), figure(figures.first_milliseconds)],
        vec!["warm, ms".to_owned(), figure(figures.warm_milliseconds)],
        vec!["size, kB".to_owned(), figure(figures.bytes / 1e3)],
    ];
    let table = table(&["figure", "value"], &rows);
    Ok(format!("## Receipt\n\nNine services, one page, PDF/UA-1; the median of fifty different ones.\n\n{table}"))
}
