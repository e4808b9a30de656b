//! The id of a file on its way.

use super::FileError;
use crate::id::is_base32;

/// Leave to send a file. What is no id is as unknown as the id of nothing.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UploadId(String);

impl UploadId {
    /// Reads an id that came back to us.
    pub fn parse(text: &str) -> Result<Self, FileError> {
        is_base32(text, 26).then(|| Self(text.to_owned())).ok_or(FileError::Unknown)
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(UploadId, FileError);
