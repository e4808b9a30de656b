//! Calls to a router and their answers.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, request};
use serde_json::Value;
use table::usage::{Usage, metered};
use tower::ServiceExt as _;

use crate::role;

/// A call under construction.
pub struct Call {
    router: Router,
    request: request::Builder,
    body: Vec<u8>,
}

impl Call {
    pub(crate) fn new(router: Router, method: &str, path: &str) -> Self {
        Self { router, request: Request::builder().method(method).uri(path), body: Vec::new() }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    /// Shows an access token or an exchange key.
    #[must_use]
    pub fn bearer(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    /// Comes from this address.
    #[must_use]
    pub fn from(mut self, address: &str) -> Self {
        self.request = self.request.extension(http::ClientAddress(Some(address.parse().unwrap())));
        self
    }

    /// Carries this JSON.
    #[must_use]
    pub fn json(self, body: &Value) -> Self {
        self.raw("application/json", body.to_string().into_bytes())
    }

    /// Carries these bytes as this media type.
    #[must_use]
    pub fn raw(self, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.header("content-type", media_type).bytes(body)
    }

    /// Carries these bytes without telling what they are.
    #[must_use]
    pub fn bytes(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// Sends it.
    pub async fn send(self) -> Answer {
        let request = self.request.body(Body::from(self.body)).unwrap();
        let (method, path) = (request.method().to_string(), request.uri().path().to_owned());
        let work = metered(self.router.oneshot(request));
        let (response, usage) = role::on_route(&method, &path, work).await;
        let (parts, body) = response.unwrap().into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        let answer = Answer { status: parts.status.as_u16(), headers: parts.headers, body, usage };
        answer.tells_one_wait();
        answer
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Vec<u8>,
    /// What the call cost the table.
    pub usage: Usage,
}

impl Answer {
    /// The body as JSON; null where there is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header as text, empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The value of a cookie that the answer sets.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let value =
            self.headers("set-cookie").into_iter().find_map(|cookie| cookie.strip_prefix(name)?.strip_prefix('='))?;
        value.split(';').next().map(str::to_owned)
    }

    /// All values of a header.
    pub fn headers(&self, name: &str) -> Vec<&str> {
        self.headers.get_all(name).iter().map(|value| value.to_str().unwrap()).collect()
    }

    /// Status and problem code, the two things that programs go by.
    pub fn problem(&self) -> (u16, String) {
        (self.status, self.json()["code"].as_str().unwrap_or_default().to_owned())
    }

    /// When to come back is for `Retry-After` alone: pages say it in words behind the detail, and another wait in it would
    /// contradict them.
    fn tells_one_wait(&self) {
        let detail = self.json()["detail"].as_str().unwrap_or_default().to_owned();
        let is_told_twice = !self.header("retry-after").is_empty() && detail.contains(" через ");
        assert!(!is_told_twice, "a wait beside Retry-After: {detail}");
    }

    /// Paths and codes of the fields at fault.
    pub fn fields(&self) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let body = self.json();
        let fields = body["fields"].as_array().cloned().unwrap_or_default();
        fields.iter().map(|field| (text(&field["field"]), text(&field["code"]))).collect()
    }
}
