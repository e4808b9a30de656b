//! What a provider's call holds, before anything is read of it.

use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use http::{ApiError, ApiResult, Code};

/// A call as it came.
#[derive(Debug)]
pub struct Incoming {
    /// What stands behind `?`, as it was encoded.
    pub query: String,
    /// Headers; a provider may sign by one of them.
    pub headers: HeaderMap,
    /// The body; empty for GET.
    pub body: Bytes,
}

/// Ten times what a provider sends.
const LIMIT: usize = 64 * 1024;

impl<S: Send + Sync> FromRequest<S> for Incoming {
    type Rejection = ApiError;
    async fn from_request(request: Request, _: &S) -> ApiResult<Self> {
        let (parts, body) = request.into_parts();
        let body = to_bytes(body, LIMIT).await.map_err(|_| ApiError::new(Code::BodyTooLarge))?;
        Ok(Self { query: parts.uri.query().unwrap_or_default().to_owned(), headers: parts.headers, body })
    }
}
