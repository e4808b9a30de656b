//! Erasing all that has a name of a kind.

use futures::{StreamExt as _, TryStreamExt as _, stream};
use http_types::Method;
use jiff::Timestamp;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{Storage, StorageError};

/// Deletions under way at once.
const PARALLEL: usize = 8;

impl Storage {
    /// Deletes every object whose name begins like this. It can be called again.
    pub async fn sweep(&self, prefix: &str, now: Timestamp) -> Result<(), StorageError> {
        let path = format!("/?list-type=2&prefix={}", utf8_percent_encode(prefix, NON_ALPHANUMERIC));
        loop {
            let reply = self.call(&Method::GET, &path, &[], now).await?;
            if reply.status != 200 {
                return Err(reply.unexpected("a list"));
            }
            let names = names(&reply.text());
            if names.is_empty() {
                return Ok(());
            }
            let deletions = stream::iter(names).map(|name| self.delete(name, now));
            deletions.buffer_unordered(PARALLEL).try_collect::<()>().await?;
        }
    }

    async fn delete(&self, name: String, now: Timestamp) -> Result<(), StorageError> {
        let reply = self.call(&Method::DELETE, &format!("/{name}"), &[], now).await?;
        if matches!(reply.status, 200 | 204 | 404) { Ok(()) } else { Err(reply.unexpected("a deletion")) }
    }
}

/// Our names have no character that XML or an address would write otherwise.
fn names(list: &str) -> Vec<String> {
    let keys = list.split("<Key>").skip(1).filter_map(|rest| rest.split_once("</Key>"));
    keys.map(|(name, _)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn names_are_read_out_of_a_list() {
        let list = "<ListBucketResult><Contents><Key>files/a/1</Key><Size>1</Size></Contents>\
                    <Contents><Key>files/a/2</Key></Contents></ListBucketResult>";
        assert_eq!(names(list), ["files/a/1", "files/a/2"]);
        assert!(names("<ListBucketResult/>").is_empty());
    }
}
