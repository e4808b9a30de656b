//! What surrounds every router: unknown paths, headers, logs, and the last net for a panic.

use std::panic::AssertUnwindSafe;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use futures::FutureExt as _;

use crate::{ApiError, Code, log};

/// Wraps the routes of a function (or of all of them).
pub fn edge(routes: Router) -> Router {
    routes
        .fallback(|| async { ApiError::new(Code::NotFound) })
        .method_not_allowed_fallback(|| async { ApiError::new(Code::MethodNotAllowed) })
        .layer(from_fn(headers))
        .layer(from_fn(catch))
        .layer(from_fn(log::log))
}

/// A panic is a defect; the caller gets a proper 500 all the same, and the next call is served.
async fn catch(request: Request, next: Next) -> Response {
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(_) => ApiError::internal(&"a handler panicked").into_response(),
    }
}

/// Answers are private unless a handler says otherwise, and are never taken for something else.
async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}
