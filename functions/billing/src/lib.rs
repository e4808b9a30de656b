//! What was charged to an account: its periods and the statement of each.

mod get_charges;
mod list_periods;
mod openapi;
mod statement;

use axum::Router;
use axum::routing::get;
use http::App;

pub use openapi::openapi;

/// All routes of this function.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/api/accounts/{id}/periods", get(list_periods::list_periods))
        .route("/api/accounts/{id}/charges/{period}", get(get_charges::get_charges))
        .with_state(app)
}
