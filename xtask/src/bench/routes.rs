//! What every route costs the table.

use anyhow::Result;
use serde::Deserialize;

use super::programs::Programs;
use super::report::{at_most, figure, table};

#[derive(Deserialize)]
struct Cost {
    route: String,
    read_units: f64,
    write_units: f64,
    round_trips: u32,
}

/// The promises to a page of a resident.
const ROUND_TRIPS: f64 = 1.0;
const READ_UNITS: f64 = 2.0;

pub fn measure(programs: &Programs) -> Result<String> {
    let costs: Vec<Cost> = programs.measured(&["routes"])?;
    let rows: Vec<_> = costs.iter().map(row).collect();
    let header = ["route", "round trips", "read units", "write units"];
    Ok(format!(
        "## Units and round trips\n\nEvery route once, in the order of the main job; loads with 100 rows. To reach for a \
         page of a resident (a GET below `/api/accounts/{{id}}`): {ROUND_TRIPS} round trip, {READ_UNITS} read units. \
         Calls that overlap are one round trip.\n\n{}",
        table(&header, &rows)
    ))
}

fn row(cost: &Cost) -> Vec<String> {
    let is_page = cost.route.starts_with("GET /api/accounts/{id}");
    let limited = |value, limit| if is_page { at_most(value, limit) } else { figure(value) };
    vec![
        format!("`{}`", cost.route),
        limited(cost.round_trips.into(), ROUND_TRIPS),
        limited(cost.read_units, READ_UNITS),
        figure(cost.write_units),
    ]
}
