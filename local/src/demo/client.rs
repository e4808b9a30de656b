//! Calls to the functions' routes without a network between.

use anyhow::{Context as _, Result, bail};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use serde_json::Value;
use tower::ServiceExt as _;

/// A caller with its credential.
#[derive(Clone)]
pub struct Client {
    router: Router,
    bearer: Option<String>,
}

impl Client {
    /// Calls these routes with this access token or exchange key.
    pub fn new(router: Router, bearer: Option<&str>) -> Self {
        Self { router: http::edge(router), bearer: bearer.map(str::to_owned) }
    }

    /// Sends a call; anything but success is an error.
    pub async fn call(&self, method: &str, path: &str, body: &Value) -> Result<Value> {
        self.call_with(method, path, body, &[]).await
    }

    /// The same with further headers.
    pub async fn call_with(&self, method: &str, path: &str, body: &Value, headers: &[(&str, &str)]) -> Result<Value> {
        let mut request = Request::builder().method(method).uri(path).header(header::CONTENT_TYPE, "application/json");
        if let Some(bearer) = &self.bearer {
            request = request.header(header::AUTHORIZATION, format!("Bearer {bearer}"));
        }
        request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        let response = self.router.clone().oneshot(request.body(body)?).await.unwrap_or_else(|never| match never {});
        let status = response.status();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.context("an answer that ends early")?;
        let answer: Value = serde_json::from_slice(&bytes).unwrap_or_default();
        if !status.is_success() {
            bail!("{method} {path} answered {status}: {answer}");
        }
        Ok(answer)
    }

    /// Sends rows to a bulk route; a rejected row is an error.
    pub async fn load(&self, path: &str, rows: &[Value]) -> Result<()> {
        for chunk in rows.chunks(1000) {
            let answer = self.call("PUT", path, &serde_json::json!({ "items": chunk })).await?;
            if answer["summary"]["rejected"] != 0 {
                bail!("{path} rejected rows: {answer}");
            }
        }
        Ok(())
    }
}
