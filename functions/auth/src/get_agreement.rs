//! `GET /api/auth/agreement`

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

use crate::agreement;

/// The agreement in force.
#[derive(Debug, Serialize, ToSchema)]
pub struct Agreement {
    /// To be sent back when registering.
    #[schema(value_type = String)]
    pub version: &'static str,
    /// The text, in Russian.
    #[schema(value_type = String)]
    pub html: &'static str,
}

/// The agreement that a person accepts when registering.
#[utoipa::path(get, path = "/api/auth/agreement", tag = "auth", responses((status = 200, body = Agreement)))]
pub async fn get_agreement() -> Json<Agreement> {
    Json(Agreement { version: agreement::VERSION, html: agreement::HTML })
}
