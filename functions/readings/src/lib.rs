//! Meters of an account and their readings.

mod enter_readings;
mod entering;
mod home;
mod list_meters;
mod list_readings;
mod meter;
mod meter_id;
mod openapi;
mod outlook;
mod reading;
mod window;

use axum::Router;
use axum::routing::{get, post};
use http::App;

pub use openapi::openapi;

/// All routes of this function.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/api/accounts/{id}/meters", get(list_meters::list_meters))
        .route("/api/accounts/{id}/meters/{meter}/readings", get(list_readings::list_readings))
        .route("/api/accounts/{id}/readings", post(enter_readings::enter_readings))
        .with_state(app)
}
