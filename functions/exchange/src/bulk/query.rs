//! The parameters of a load.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use http::{ApiError, ApiResult, Params};
use serde::Deserialize;
use utoipa::IntoParams;

/// How a load is run.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LoadQuery {
    /// `true`: every row is checked and answered for, nothing is written.
    #[serde(default)]
    pub dry_run: bool,
}

impl<S: Send + Sync> FromRequestParts<S> for LoadQuery {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> ApiResult<Self> {
        Params::from_request_parts(parts, state).await.map(|Params(query)| query)
    }
}
