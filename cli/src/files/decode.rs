//! From bytes to text.

use std::path::Path;

use anyhow::{Context as _, Result};
use encoding_rs::WINDOWS_1251;

/// A file's text and the delimiter of its columns.
pub struct Text {
    /// The whole text, without a byte order mark.
    pub text: String,
    /// `;` or `,`, whichever the header has more of; Excel writes `;` in Russia.
    pub delimiter: u8,
}

/// Reads a file. What is not valid UTF-8 is windows-1251: Russian text in that encoding never is.
pub fn read_text(file: &Path) -> Result<Text> {
    let bytes = std::fs::read(file).with_context(|| format!("Файл {} не читается", file.display()))?;
    Ok(decode(bytes))
}

fn decode(bytes: Vec<u8>) -> Text {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => WINDOWS_1251.decode_without_bom_handling(error.as_bytes()).0.into_owned(),
    };
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    let header = text.lines().next().unwrap_or_default();
    let count = |delimiter: char| header.matches(delimiter).count();
    let delimiter = if count(';') >= count(',') { b';' } else { b',' };
    Text { text, delimiter }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excel_files_of_both_encodings_read_alike() {
        let (cyrillic, ..) = WINDOWS_1251.encode("дом;адрес\n1;ул. Мира");
        assert_eq!(decode(cyrillic.into_owned()).text, "дом;адрес\n1;ул. Мира");
        assert_eq!(decode("\u{feff}дом;адрес".into()).text, "дом;адрес");
    }

    #[test]
    fn the_delimiter_is_the_one_the_header_has() {
        assert_eq!(decode(b"a;b,c;d".to_vec()).delimiter, b';');
        assert_eq!(decode(b"a,b,c".to_vec()).delimiter, b',');
    }
}
