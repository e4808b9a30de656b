//! One HTTP server for everything: functions under `/api`, control under `/_local`, the frontend elsewhere.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::Path;

use anyhow::{Context as _, Result};
use axum::Router;
use axum::extract::{ConnectInfo, Request};
use axum::middleware::{Next, from_fn};
use axum::response::Response;
use http::{App, ClientAddress};
use tokio::net::TcpListener;
use tower::{ServiceExt as _, service_fn};
use tower_http::compression::CompressionLayer;

use crate::control::{self, Control};
use crate::{headers, openapi, site};

/// The routes of all functions.
pub fn functions(app: &App) -> Router {
    Router::new()
        .merge(auth::router(app.clone()))
        .merge(accounts::router(app.clone()))
        .merge(billing::router(app.clone()))
        .merge(receipts::router(app.clone()))
        .merge(readings::router(app.clone()))
        .merge(payments::router(app.clone()))
        .merge(news::router(app.clone()))
        .merge(requests::router(app.clone()))
        .merge(exchange::router(app.clone()))
}

/// Takes the port.
pub async fn bind(port: u16) -> Result<TcpListener> {
    TcpListener::bind(("127.0.0.1", port)).await.with_context(|| {
        format!("Port {port} cannot be used: stop what listens on it or choose another one with --port (0 takes any free one).")
    })
}

/// Everything that is served; `beside` is what else there is under `/_local`.
pub fn router(control: Control, beside: impl IntoIterator<Item = Router>, site: &Path) -> Router {
    let api = http::edge(functions(&control.app).merge(openapi::router()))
        .layer(from_fn(caller_address))
        .layer(from_fn(headers::secure));
    let local = http::edge(beside.into_iter().fold(control::router(control), Router::merge));
    let site = site::router(site).layer(from_fn(headers::secure));
    Router::new()
        .fallback_service(service_fn(move |request: Request| {
            let part = match request.uri().path() {
                path if path.starts_with("/api/") => api.clone(),
                path if path.starts_with("/_local/") => local.clone(),
                _ => site.clone(),
            };
            async move { Ok::<Response, Infallible>(part.oneshot(request).await.unwrap_or_else(|never| match never {})) }
        }))
        .layer(CompressionLayer::new())
}

/// Serves until it is interrupted.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    interrupted: impl Future<Output = ()> + Send + 'static,
) -> Result<()> {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(interrupted).await.context("The server stopped.")
}

/// On Lambda the gateway tells the caller's address; here the socket does.
async fn caller_address(mut request: Request, next: Next) -> Response {
    let address = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
    request.extensions_mut().insert(ClientAddress(address));
    next.run(request).await
}
