//! Refusals in the words of Secrets Manager.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// A refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The signature is wrong, or of somebody else.
    AccessDenied,
    /// The call does not read, or is none that is spoken here.
    InvalidParameter,
    /// There is no such secret.
    NotFound,
    /// There is such a secret already.
    Exists,
    /// The disk does not do its part.
    Disk,
}

impl From<std::io::Error> for Refusal {
    fn from(_: std::io::Error) -> Self {
        Self::Disk
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, code) = match self {
            Self::AccessDenied => (StatusCode::BAD_REQUEST, "AccessDeniedException"),
            Self::InvalidParameter => (StatusCode::BAD_REQUEST, "InvalidParameterException"),
            Self::NotFound => (StatusCode::BAD_REQUEST, "ResourceNotFoundException"),
            Self::Exists => (StatusCode::BAD_REQUEST, "ResourceExistsException"),
            Self::Disk => (StatusCode::INTERNAL_SERVER_ERROR, "InternalServiceError"),
        };
        let body = json!({"__type": code, "Message": code}).to_string();
        (status, [(header::CONTENT_TYPE, "application/x-amz-json-1.1")], body).into_response()
    }
}
