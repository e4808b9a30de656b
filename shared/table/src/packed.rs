//! Texts that are stored deflated: capacity is paid by the kilobyte, and JSON of one kind says the same names again
//! and again.

use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::TableError;

/// What an unpacked text may have at most, in bytes: an item has 400 kB, so whatever is longer is not ours.
const LIMIT: u64 = 4_000_000;

/// A text in as few bytes as a quick search finds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed(ByteBuf);

impl Packed {
    /// Packs a text.
    pub fn new(text: &str) -> Result<Self, TableError> {
        let mut packed = DeflateEncoder::new(Vec::with_capacity(text.len() / 2), Compression::fast());
        packed
            .write_all(text.as_bytes())
            .and_then(|()| packed.finish())
            .map(ByteBuf::from)
            .map(Self)
            .map_err(|error| broken(&error))
    }

    /// The text again.
    pub fn text(&self) -> Result<String, TableError> {
        let mut text = String::with_capacity(self.0.len() * 4);
        DeflateDecoder::new(self.0.as_slice()).take(LIMIT).read_to_string(&mut text).map_err(|error| broken(&error))?;
        Ok(text)
    }
}

fn broken(error: &std::io::Error) -> TableError {
    TableError::Broken(format!("a packed text does not read: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_and_repetition_costs_little() {
        let line = r#"{"service":"Горячее водоснабжение","tariff":"145.97","total":94005},"#;
        let text = line.repeat(20);
        let packed = Packed::new(&text).unwrap();
        assert_eq!(packed.text().unwrap(), text);
        assert!(packed.0.len() * 8 < text.len(), "{} of {}", packed.0.len(), text.len());
        assert_eq!(Packed::new("").unwrap().text().unwrap(), "");
    }

    #[test]
    fn what_was_not_packed_does_not_read() {
        let torn = Packed(ByteBuf::from(vec![0xFF, 0x00, 0x12]));
        assert!(matches!(torn.text(), Err(TableError::Broken(_))));
    }
}
