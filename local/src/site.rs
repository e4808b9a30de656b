//! The static frontend.

use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use tower_http::services::{ServeDir, ServeFile};

/// Files of the built site, compressed as its build did that; any other path is a page of the application, as on AWS (`Pages` in infra/hosting.yaml). Below
/// `/_app` there are no pages: a piece of code that is not there is missing.
pub fn router(folder: &Path) -> Router {
    let page = ServeFile::new(folder.join("index.html")).precompressed_br().precompressed_gzip();
    let files = ServeDir::new(folder).append_index_html_on_directories(false).precompressed_br().precompressed_gzip();
    Router::new()
        .route_service("/_app/{*path}", files.clone())
        .fallback_service(files.fallback(page))
        .layer(from_fn(caching))
}

/// What has a name of its own for each of its versions is never asked for again, once it was there.
async fn caching(request: Request, next: Next) -> Response {
    let is_named = request.uri().path().starts_with("/_app/immutable/");
    let mut response = next.run(request).await;
    let status = response.status();
    let is_there = status.is_success() || status == StatusCode::NOT_MODIFIED;
    let caching = if is_named && is_there { "public, max-age=31536000, immutable" } else { "no-cache" };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    response
}
