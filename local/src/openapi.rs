//! The OpenAPI document of all functions together.

mod finish;

use axum::routing::get;
use axum::{Json, Router};
use utoipa::openapi::{InfoBuilder, OpenApi, OpenApiBuilder};

pub use finish::{PUBLIC, PUBLIC_OPERATIONS};

/// The merged document.
pub fn document() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Kabinet")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some("Личный кабинет потребителя: the residents' API and the exchange with accounting systems."));
    let mut document = OpenApiBuilder::new().info(info.build()).build();
    let parts = [
        auth::openapi::openapi(),
        accounts::openapi(),
        billing::openapi(),
        receipts::openapi(),
        readings::openapi(),
        payments::openapi(),
        news::openapi(),
        requests::openapi(),
        exchange::openapi(),
    ];
    for part in parts {
        document.merge(part);
    }
    finish::finish(&mut document);
    document
}

/// `GET /api/openapi.json`.
pub fn router() -> Router {
    Router::new().route("/api/openapi.json", get(|| async { Json(document()) }))
}
