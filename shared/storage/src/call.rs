//! Calls to the store.

use std::time::Duration;

use aws_smithy_runtime_api::client::http::HttpConnector as _;
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use http_types::{Method, Request};
use jiff::Timestamp;

use crate::{Storage, StorageError};

/// How long one call may take: a person waits for the answer to all of them.
const PATIENCE: Duration = Duration::from_secs(3);
/// How often a call is made that met an absent or overburdened store. Each of ours may be repeated.
const ATTEMPTS: u32 = 3;
const PAUSE: Duration = Duration::from_millis(100);

/// An answer of the store.
#[derive(Debug)]
pub struct Reply {
    /// Its status.
    pub status: u16,
    /// Headers that matter to us.
    headers: Vec<(String, String)>,
    /// Its body.
    pub body: Vec<u8>,
}

impl Reply {
    /// A header; empty where it is absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// What is made of an answer that was not foreseen.
    pub fn unexpected(&self, call: &str) -> StorageError {
        StorageError::Broken(format!("{call} was answered {}", self.status))
    }
}

impl Storage {
    /// Makes a call without a body: `path` follows the bucket's address.
    pub(crate) async fn call(
        &self,
        method: &Method,
        path: &str,
        headers: &[(&str, &str)],
        now: Timestamp,
    ) -> Result<Reply, StorageError> {
        let mut last = StorageError::Unavailable("not asked".to_owned());
        for attempt in 0..ATTEMPTS {
            tokio::time::sleep(PAUSE * attempt).await;
            let call = self.once(method, path, headers, now);
            match tokio::time::timeout(PATIENCE, call).await {
                Ok(Ok(reply)) if reply.status == 429 || reply.status >= 500 => {
                    last = StorageError::Unavailable(format!("status {}", reply.status));
                }
                Ok(Err(StorageError::Unavailable(cause))) => last = StorageError::Unavailable(cause),
                Ok(other) => return other,
                Err(_) => last = StorageError::Unavailable("no answer in time".to_owned()),
            }
        }
        Err(last)
    }

    async fn once(
        &self,
        method: &Method,
        path: &str,
        headers: &[(&str, &str)],
        now: Timestamp,
    ) -> Result<Reply, StorageError> {
        let request = Request::builder().method(method).uri(format!("{}{path}", self.address()));
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let mut request = request.body(SdkBody::empty()).map_err(StorageError::broken)?;
        self.signed(&mut request, now)?;
        let request = HttpRequest::try_from(request).map_err(StorageError::broken)?;
        let absent = |cause: &dyn std::fmt::Display| StorageError::Unavailable(cause.to_string());
        let response = self.0.connector.call(request).await.map_err(|error| absent(&error))?;
        let status = response.status().as_u16();
        let headers = response.headers().iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let body = ByteStream::new(response.into_body()).collect().await.map_err(|error| absent(&error))?;
        Ok(Reply { status, headers, body: body.into_bytes().to_vec() })
    }
}
