//! Payment documents over HTTP. The only HTTP function that links the typesetter.

mod get_receipt;
mod openapi;

use axum::routing::get;
use axum::{Extension, Router};
use http::App;
use receipt::Typesetter;

pub use openapi::openapi;

/// All routes of this function.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/api/accounts/{id}/receipts/{period}", get(get_receipt::get_receipt))
        .layer(Extension(Typesetter::default()))
        .with_state(app)
}
