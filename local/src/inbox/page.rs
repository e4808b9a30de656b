//! One mail as its reader sees it, and its attachments.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use http::{ApiError, Code};

use super::Inbox;
use super::parse;

/// The HTML part; no script in it runs.
pub async fn mail(State(inbox): State<Inbox>, Path(id): Path<String>) -> Result<Response, ApiError> {
    let stored = inbox.find(&id).ok_or_else(|| ApiError::new(Code::NotFound))?;
    let mut response = Html(parse::mail(&stored, &inbox.raw(&stored)).html).into_response();
    let policy = HeaderValue::from_static("sandbox allow-popups allow-top-navigation-by-user-activation");
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

/// An attached file.
pub async fn attachment(
    State(inbox): State<Inbox>,
    Path((id, number)): Path<(String, usize)>,
) -> Result<Response, ApiError> {
    let stored = inbox.find(&id).ok_or_else(|| ApiError::new(Code::NotFound))?;
    let (kind, content) =
        parse::attachment(&inbox.raw(&stored), number).ok_or_else(|| ApiError::new(Code::NotFound))?;
    Ok(([(header::CONTENT_TYPE, kind)], content).into_response())
}
