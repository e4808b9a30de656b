//! Keeping what was sent: a copy under another name, which no form leads to.

use http_types::Method;
use jiff::Timestamp;

use crate::{Look, Storage, StorageError};

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// What was looked at is there for good.
    Yes,
    /// Something else was sent meanwhile, or it is gone: it has to be looked at again.
    Changed,
}

impl Storage {
    /// Copies what was looked at, and nothing that was sent since: a form works until its end. A second time changes
    /// nothing.
    pub async fn keep(
        &self,
        (from, look): (&str, &Look),
        to: &str,
        media_type: &str,
        now: Timestamp,
    ) -> Result<Kept, StorageError> {
        let source = format!("/{}/{from}", self.0.place.bucket);
        let headers = [
            ("x-amz-copy-source", source.as_str()),
            ("x-amz-copy-source-if-match", &look.etag),
            ("x-amz-metadata-directive", "REPLACE"),
            ("content-type", media_type),
            // Whoever comes by another way than our links gets a file to save too.
            ("content-disposition", "attachment"),
        ];
        let reply = self.call(&Method::PUT, &format!("/{to}"), &headers, now).await?;
        match reply.status {
            // A copy may fail after its answer has begun.
            200 if reply.text().contains("<Error>") => {
                Err(StorageError::Unavailable("a copy was broken off".to_owned()))
            }
            200 => Ok(Kept::Yes),
            403 | 404 | 412 => Ok(Kept::Changed),
            _ => Err(reply.unexpected("a copy")),
        }
    }
}
