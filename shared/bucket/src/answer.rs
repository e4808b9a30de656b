//! Answers in the words of S3.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

/// A refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// The signature is wrong, of somebody else, or over something else.
    AccessDenied,
    /// The form does not read.
    MalformedForm,
    /// The file has no byte.
    TooSmall,
    /// The file has too many bytes.
    TooLarge,
    /// Nothing is there.
    NoSuchKey,
    /// It is not the object that was meant.
    PreconditionFailed,
    /// The disk does not do its part.
    Disk,
}

impl From<std::io::Error> for Refusal {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::NotFound { Self::NoSuchKey } else { Self::Disk }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, code) = match self {
            Self::AccessDenied => (StatusCode::FORBIDDEN, "AccessDenied"),
            Self::MalformedForm => (StatusCode::BAD_REQUEST, "MalformedPOSTRequest"),
            Self::TooSmall => (StatusCode::BAD_REQUEST, "EntityTooSmall"),
            Self::TooLarge => (StatusCode::BAD_REQUEST, "EntityTooLarge"),
            Self::NoSuchKey => (StatusCode::NOT_FOUND, "NoSuchKey"),
            Self::PreconditionFailed => (StatusCode::PRECONDITION_FAILED, "PreconditionFailed"),
            Self::Disk => (StatusCode::INTERNAL_SERVER_ERROR, "InternalError"),
        };
        xml(status, &format!("<Error><Code>{code}</Code></Error>"))
    }
}

/// An answer in XML.
pub fn xml(status: StatusCode, body: &str) -> Response {
    let body = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{body}");
    (status, [(header::CONTENT_TYPE, "application/xml")], body).into_response()
}
