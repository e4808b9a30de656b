//! One line a request: id, route, status, time, units. No bodies, names, addresses, tokens or account numbers: the
//! route is the pattern, not the path.

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use lambda_http::request::RequestContext;
use table::usage::metered;

/// Runs the request and writes its line.
pub async fn log(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let id = request_id(&request);
    let method = request.method().clone();
    let started = started();
    let (response, usage) = metered(next.run(request)).await;
    tracing::info!(
        id,
        %method,
        route,
        status = response.status().as_u16(),
        milliseconds = started.elapsed().as_secs_f64() * 1000.0,
        read_units = usage.read_units,
        write_units = usage.write_units,
        round_trips = usage.round_trips,
        "request"
    );
    response
}

fn request_id(request: &Request) -> String {
    match request.extensions().get::<RequestContext>() {
        Some(RequestContext::ApiGatewayV2(context)) => context.request_id.clone().unwrap_or_default(),
        _ => String::new(),
    }
}

#[expect(clippy::disallowed_methods, reason = "how long a request took is measured, not simulated")]
fn started() -> std::time::Instant {
    std::time::Instant::now()
}
