//! What was charged to an account: its periods, the statement of each, and the common needs of its house.

mod charged_common_needs;
mod common_needs;
mod get_charges;
mod get_odn;
mod list_charges;
mod list_periods;
mod month_charges;
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
        .route("/api/accounts/{id}/charges", get(list_charges::list_charges))
        .route("/api/accounts/{id}/charges/{period}", get(get_charges::get_charges))
        .route("/api/accounts/{id}/odn/{period}", get(get_odn::get_odn))
        .with_state(app)
}
