//! A look at an object: how it begins, and how long it is.

use http_types::Method;
use jiff::Timestamp;

use crate::{Storage, StorageError};

/// What a look finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Its first bytes, at most as many as were asked for.
    pub beginning: Vec<u8>,
    /// How many bytes it has.
    pub size: u64,
    /// Which of the objects that were ever put under this name it is.
    pub etag: String,
}

impl Storage {
    /// Looks at the first bytes of an object; `None` where nothing is there.
    pub async fn look(&self, name: &str, first: usize, now: Timestamp) -> Result<Option<Look>, StorageError> {
        let range = format!("bytes=0-{}", first.saturating_sub(1));
        let reply = self.call(&Method::GET, &format!("/{name}"), &[("range", &range)], now).await?;
        match reply.status {
            200 | 206 => {
                let whole = u64::try_from(reply.body.len()).unwrap_or(u64::MAX);
                let size = reply.header("content-range").rsplit('/').next().and_then(|size| size.parse().ok());
                let etag = reply.header("etag").to_owned();
                Ok(Some(Look { size: size.unwrap_or(whole), etag, beginning: reply.body }))
            }
            // Who may not list a bucket is told 403 of what is not there.
            403 | 404 => Ok(None),
            _ => Err(reply.unexpected("a look")),
        }
    }
}
