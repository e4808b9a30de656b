//! The caller's address behind our own CDN.
//!
//! API Gateway sees an edge server of CloudFront, the same one for a whole town, so attempts counted by its address
//! would shut out neighbours. CloudFront writes the viewer's address into a header, and a secret that only it and we
//! know into another: with the secret the header is as good as the gateway's word, without it nothing is read.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;

use crate::{ClientAddress, hash};

const SECRET: &str = "x-origin-secret";
const VIEWER: &str = "x-viewer-address";

/// Believes the CDN that shows this secret. An empty secret believes nobody.
pub fn behind_cdn(routes: Router, secret: String) -> Router {
    if secret.is_empty() { routes } else { routes.layer(from_fn_with_state(secret, take_address)) }
}

async fn take_address(State(secret): State<String>, mut request: Request, next: Next) -> Response {
    if let Some(address) = viewer(request.headers(), &secret) {
        request.extensions_mut().insert(address);
    }
    next.run(request).await
}

fn viewer(headers: &HeaderMap, secret: &str) -> Option<ClientAddress> {
    let shown = headers.get(SECRET)?.to_str().ok()?;
    let address = headers.get(VIEWER)?.to_str().ok()?.parse().ok()?;
    hash::equal(shown, secret).then_some(ClientAddress(Some(address)))
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::routing::get;
    use tower::ServiceExt as _;

    use super::*;

    async fn seen(configured: &str, shown: Option<&str>) -> String {
        let whoami = get(async |address: ClientAddress| address.network());
        let routes = behind_cdn(Router::new().route("/", whoami), configured.to_owned());
        let mut request = Request::builder().uri("/").header(VIEWER, "192.0.2.7");
        if let Some(secret) = shown {
            request = request.header(SECRET, secret);
        }
        let response = routes.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        String::from_utf8(to_bytes(response.into_body(), 100).await.unwrap().to_vec()).unwrap()
    }

    #[tokio::test]
    async fn the_viewer_is_believed_with_the_secret_only() {
        assert_eq!(seen("s3cret", Some("s3cret")).await, "192.0.2.7");
        assert_eq!(seen("s3cret", Some("s3cre")).await, "unknown");
        assert_eq!(seen("s3cret", None).await, "unknown");
    }

    #[tokio::test]
    async fn without_a_cdn_the_headers_mean_nothing() {
        assert_eq!(seen("", Some("")).await, "unknown");
        assert_eq!(seen("", None).await, "unknown");
    }
}
