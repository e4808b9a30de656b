//! `POST /_local/clock`: moves the system's clock, to try out windows and expiries.

use axum::Json;
use axum::extract::State;
use http::{ApiError, Body};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Control;
use crate::offset;

/// By how much.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// Seconds to go forward; negative goes back.
    advance_seconds: i64,
}

/// The time after the move.
#[derive(Debug, Serialize)]
pub struct Moved {
    now: Timestamp,
}

/// Moves the clock; the offset outlives a restart.
pub async fn move_clock(State(control): State<Control>, body: Body) -> Result<Json<Moved>, ApiError> {
    let by: Move = body.parse()?;
    let moved = control.data.change(|state| {
        state.clock_offset = offset::moved(state.clock_offset, by.advance_seconds)?;
        Some(control.app.clock.advance(by.advance_seconds))
    });
    moved.map_err(|error| ApiError::internal(&error))?.ok_or_else(too_far)?;
    Ok(Json(Moved { now: control.app.clock.now() }))
}

fn too_far() -> ApiError {
    let message = "Не дальше десяти лет от времени этого компьютера.";
    ApiError::new(http::Code::ValidationFailed).with_field("advance_seconds", "out_of_range", message)
}
