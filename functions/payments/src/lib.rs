//! Money of an account: how its balance moved and what was received.

mod csv;
mod format;
mod list_movements;
mod movement;
mod openapi;

use axum::Router;
use axum::routing::get;
use http::App;

pub use openapi::openapi;

/// All routes of this function.
pub fn router(app: App) -> Router {
    Router::new().route("/api/accounts/{id}/movements", get(list_movements::list_movements)).with_state(app)
}
