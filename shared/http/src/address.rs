//! The address of the caller.

use std::convert::Infallible;
use std::net::IpAddr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use lambda_http::request::RequestContext;

/// The caller's address as the gateway saw it, never as a header claims it; `None` where nothing is known.
///
/// On Lambda it comes from the request context; the local system puts it into the request's extensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientAddress(pub Option<IpAddr>);

impl ClientAddress {
    fn of(parts: &Parts) -> Self {
        if let Some(address) = parts.extensions.get::<Self>() {
            return *address;
        }
        match parts.extensions.get::<RequestContext>() {
            Some(RequestContext::ApiGatewayV2(context)) => {
                Self(context.http.source_ip.as_deref().and_then(|address| address.parse().ok()))
            }
            _ => Self(None),
        }
    }

    /// Of this machine, so nobody's network.
    pub fn is_loopback(self) -> bool {
        self.0.is_some_and(|address| address.is_loopback())
    }

    /// What attempts are counted by: an IPv4 address, or the /64 that one IPv6 subscriber has.
    pub fn network(self) -> String {
        match self.0 {
            Some(IpAddr::V4(address)) => address.to_string(),
            Some(IpAddr::V6(address)) => {
                let [a, b, c, d, ..] = address.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
            }
            None => "unknown".to_owned(),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A call as API Gateway hands it to a function, with what its sender claims in headers.
    async fn seen(context: &str, headers: &[(&str, &str)]) -> String {
        let context: RequestContext = serde_json::from_str(context).unwrap();
        let mut request = axum::http::Request::builder().uri("/").extension(context);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let (mut parts, ()) = request.body(()).unwrap().into_parts();
        ClientAddress::from_request_parts(&mut parts, &()).await.unwrap().network()
    }

    /// The context of a payload of version 2.0, as the gateway's documentation shows it.
    const CONTEXT: &str = r#"{
        "accountId": "123456789012", "apiId": "api-id", "domainName": "id.execute-api.eu-central-1.amazonaws.com",
        "domainPrefix": "id", "requestId": "id", "routeKey": "POST /api/auth/login", "stage": "$default",
        "time": "12/Mar/2026:19:03:58 +0000", "timeEpoch": 1583348638390,
        "http": {"method": "POST", "path": "/api/auth/login", "protocol": "HTTP/1.1", "sourceIp": "192.0.2.7",
                 "userAgent": "agent"}
    }"#;

    #[tokio::test]
    async fn the_gateways_word_counts_and_no_header() {
        assert_eq!(seen(CONTEXT, &[]).await, "192.0.2.7");
        let claims = ["x-forwarded-for", "forwarded", "x-real-ip", "x-viewer-address", "true-client-ip"];
        let claims = claims.map(|name| (name, "198.51.100.1"));
        assert_eq!(seen(CONTEXT, &claims).await, "192.0.2.7");
    }

    #[test]
    fn neighbours_in_an_ipv6_network_count_as_one() {
        let network = |text: &str| ClientAddress(text.parse().ok()).network();
        assert_eq!(network("2001:db8:1:2::1"), network("2001:db8:1:2:ffff::2"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_eq!(network("192.0.2.7"), "192.0.2.7");
    }
}
