//! The id of a file of a thread: the message that it came with follows from it.

use crate::id::{IdError, is_base32};

/// Digits of a message's id.
const MESSAGE_LENGTH: usize = 26;

/// A file of a message, by its place there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileId {
    /// The message.
    pub message: String,
    /// Which of its files, from zero.
    pub place: usize,
}

impl std::fmt::Display for FileId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.message, self.place)
    }
}

impl std::str::FromStr for FileId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let (message, place) = text.split_once('-').ok_or(IdError::Malformed)?;
        let place = match place.as_bytes() {
            [digit @ b'0'..=b'9'] => usize::from(digit - b'0'),
            _ => return Err(IdError::Malformed),
        };
        if !is_base32(message, MESSAGE_LENGTH) {
            return Err(IdError::Malformed);
        }
        Ok(Self { message: message.to_owned(), place })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_as_it_is_written_and_nothing_else_does() {
        let id = FileId { message: "0".repeat(26), place: 4 };
        assert_eq!(id.to_string().parse(), Ok(id));
        for text in ["", "-", "a-1", &format!("{}-10", "0".repeat(26)), &format!("{}#-1", "0".repeat(25))] {
            assert_eq!(text.parse::<FileId>(), Err(IdError::Malformed), "{text}");
        }
    }
}
