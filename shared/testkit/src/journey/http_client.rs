//! Plain HTTP calls.

use anyhow::{Context as _, Result, bail};
use serde_json::Value;
use ureq::Agent;
use ureq::http::{Request, Response};

/// A caller with its credential.
#[derive(Debug, Clone)]
pub struct HttpClient {
    agent: Agent,
    url: String,
    bearer: Option<String>,
    cookie: Option<String>,
    key: Option<String>,
}

impl HttpClient {
    /// Calls the system at this address.
    pub fn new(url: &str) -> Self {
        let agent = Agent::config_builder().http_status_as_error(false).build().into();
        Self { agent, url: url.trim_end_matches('/').to_owned(), bearer: None, cookie: None, key: None }
    }

    /// The same with a credential.
    pub fn bearer(&self, token: &str) -> Self {
        Self { bearer: Some(token.to_owned()), ..self.clone() }
    }

    /// The same caller whose calls are one deed.
    pub fn once(&self, key: &str) -> Self {
        Self { key: Some(key.to_owned()), ..self.clone() }
    }

    /// The same caller with the cookies that an answer gave.
    pub fn cookies(&self, given: &[String]) -> Self {
        let pairs: Vec<&str> = given.iter().filter_map(|cookie| cookie.split(';').next()).collect();
        Self { cookie: Some(pairs.join("; ")), ..self.clone() }
    }

    /// A JSON call that must succeed, and the cookies that come with its answer.
    pub fn json_with_cookies(&self, method: &str, path: &str, body: &Value) -> Result<(Value, Vec<String>)> {
        let mut response = self.answer(method, path, body)?;
        let all = response.headers().get_all("set-cookie").iter();
        let cookies = all.filter_map(|value| value.to_str().ok().map(str::to_owned)).collect();
        let (status, bytes) = (response.status().as_u16(), response.body_mut().read_to_vec()?);
        if status != 200 {
            bail!("{method} {path} answered {status}: {}", String::from_utf8_lossy(&bytes));
        }
        Ok((serde_json::from_slice(&bytes)?, cookies))
    }

    /// A JSON call that must succeed.
    pub fn json(&self, method: &str, path: &str, body: &Value) -> Result<Value> {
        let (status, bytes) = self.send(method, path, body)?;
        if !(200..300).contains(&status) {
            bail!("{method} {path} answered {status}: {}", String::from_utf8_lossy(&bytes));
        }
        Ok(serde_json::from_slice(&bytes).unwrap_or_default())
    }

    /// A call that must be refused with this status and code.
    pub fn refused(&self, method: &str, path: &str, body: &Value, expected: (u16, &str)) -> Result<()> {
        let (status, bytes) = self.send(method, path, body)?;
        let problem: Value = serde_json::from_slice(&bytes).unwrap_or_default();
        if (status, problem["code"].as_str().unwrap_or_default()) == expected {
            return Ok(());
        }
        bail!("{method} {path} should have been refused as {expected:?}, but answered {status}: {problem}")
    }

    /// The bytes of a document.
    pub fn bytes(&self, path: &str) -> Result<Vec<u8>> {
        match self.send("GET", path, &Value::Null)? {
            (200, bytes) => Ok(bytes),
            (status, bytes) => bail!("GET {path} answered {status}: {}", String::from_utf8_lossy(&bytes)),
        }
    }

    fn send(&self, method: &str, path: &str, body: &Value) -> Result<(u16, Vec<u8>)> {
        let mut response = self.answer(method, path, body)?;
        Ok((response.status().as_u16(), response.body_mut().read_to_vec()?))
    }

    fn answer(&self, method: &str, path: &str, body: &Value) -> Result<Response<ureq::Body>> {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.url));
        if let Some(bearer) = &self.bearer {
            request = request.header("authorization", format!("Bearer {bearer}"));
        }
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        if let Some(key) = &self.key {
            request = request.header("idempotency-key", key);
        }
        if body.is_null() {
            self.agent.run(request.body(())?)
        } else {
            self.agent.run(request.header("content-type", "application/json").body(body.to_string())?)
        }
        .with_context(|| format!("{method} {path}"))
    }
}
