//! `POST /_local/clock`: moves the system's clock, to try out windows and expiries.

use axum::Json;
use axum::extract::State;
use http::{ApiError, Body};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Control;

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

/// Ten years: further than any window or expiry, near enough for the calendar.
const FARTHEST: i64 = 10 * 366 * 24 * 3600;

/// Moves the clock; the offset outlives a restart.
pub async fn move_clock(State(control): State<Control>, body: Body) -> Result<Json<Moved>, ApiError> {
    let by: Move = body.parse()?;
    if by.advance_seconds.abs() > FARTHEST {
        return Err(ApiError::new(http::Code::ValidationFailed).with_field(
            "advance_seconds",
            "out_of_range",
            "Не более десяти лет в обе стороны.",
        ));
    }
    let offset = control.app.clock.advance(by.advance_seconds);
    control.data.change(|state| state.clock_offset = offset).map_err(|error| ApiError::internal(&error))?;
    Ok(Json(Moved { now: control.app.clock.now() }))
}
