//! Meters of an account and their readings.

mod list_meters;
mod meter;
mod openapi;

use axum::Router;
use axum::routing::get;
use http::App;

pub use openapi::openapi;

/// All routes of this function.
pub fn router(app: App) -> Router {
    Router::new().route("/api/accounts/{id}/meters", get(list_meters::list_meters)).with_state(app)
}
