//! Payment documents over HTTP. The only HTTP function that links the typesetter.

mod get_receipt;
mod openapi;
mod snapshot;
mod typesetter;

use axum::routing::get;
use axum::{Extension, Router};
use http::App;

pub use openapi::openapi;

/// All routes of this function.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/api/accounts/{id}/receipts/{period}", get(get_receipt::get_receipt))
        .layer(Extension(typesetter::Typesetter::default()))
        .with_state(app)
}
