//! The static frontend.

use std::path::Path;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use tower::ServiceExt as _;
use tower_http::services::{ServeDir, ServeFile};

/// Files of the built site, compressed as its build did that. A page is the document of its name, any other path the
/// application, which says that there is no such page; so it is on AWS (`Pages` in infra/hosting.yaml). Below `/_app` there
/// are no pages: a piece of code that is not there is missing.
pub fn router(folder: &Path) -> Router {
    let no_page = ServeFile::new(folder.join("no-page.html")).precompressed_br().precompressed_gzip();
    let files = ServeDir::new(folder).append_index_html_on_directories(false).precompressed_br().precompressed_gzip();
    let pages = files.clone().fallback(no_page).map_request(of_page);
    Router::new()
        .route_service("/_app/{*path}", files.clone())
        .fallback_service(files.fallback(pages))
        .layer(from_fn(caching))
}

/// The document of the page at an address: `index.html` of `/`, `payments/pay.html` of `/payments/pay`.
fn of_page<B>(mut request: Request<B>) -> Request<B> {
    let document = match request.uri().path() {
        "/" => "/index.html".to_owned(),
        path => format!("{path}.html"),
    };
    // What makes no address names no document, and is left to the application.
    if let Ok(uri) = document.parse() {
        *request.uri_mut() = uri;
    }
    request
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
