//! From bytes to text.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1251};

/// Stands in the text for what the file's encoding does not have.
pub const UNREADABLE: &str = "\u{fffd}";

/// The byte order mark, with which Excel begins what is UTF-8.
pub const MARK: &str = "\u{feff}";

/// A file's text and the delimiter of its columns.
pub struct Text {
    /// The whole text, without a byte order mark; [`UNREADABLE`] where something does not read.
    pub text: String,
    /// `;` or `,`, whichever the header has more of; Excel writes `;` in Russia.
    pub delimiter: char,
}

/// Reads a file. It has one encoding, which the most of it tells; what is written otherwise does not read.
pub fn read_text(file: &Path) -> Result<Text> {
    let bytes = std::fs::read(file).with_context(|| format!("Файл {} не читается", file.display()))?;
    // «Текст Юникод» of Excel, which has tabs between its columns besides.
    if Encoding::for_bom(&bytes).is_some_and(|(encoding, _)| encoding != UTF_8) {
        bail!("Файл {} в кодировке UTF-16: сохраните его как «CSV UTF-8».", file.display());
    }
    Ok(decode(&bytes))
}

fn decode(bytes: &[u8]) -> Text {
    let text = if is_utf8(bytes) { String::from_utf8_lossy(bytes).into_owned() } else { windows_1251(bytes) };
    let text = text.strip_prefix(MARK).map(str::to_owned).unwrap_or(text);
    let header = text.lines().next().unwrap_or_default();
    let count = |delimiter: char| header.matches(delimiter).count();
    let delimiter = if count(';') >= count(',') { ';' } else { ',' };
    Text { text, delimiter }
}

/// It says so itself, or more of what is not ASCII reads as UTF-8 than does not: of Russian text in windows-1251 next to
/// nothing does.
fn is_utf8(bytes: &[u8]) -> bool {
    let (mut letters, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        letters += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        broken += chunk.invalid().len();
    }
    broken == 0 || letters > broken || bytes.starts_with(MARK.as_bytes())
}

/// A line that reads as UTF-8 came from another file: in windows-1251 it would be other words.
fn windows_1251(bytes: &[u8]) -> String {
    let line = |line: &[u8]| match str::from_utf8(line) {
        Ok(line) => line.replace(|letter: char| !letter.is_ascii(), UNREADABLE),
        // The one byte that stands for no letter there.
        Err(_) => WINDOWS_1251.decode_without_bom_handling(line).0.replace('\u{98}', UNREADABLE),
    };
    bytes.split_inclusive(|&byte| byte == b'\n').map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excel_files_of_both_encodings_read_alike() {
        let (cyrillic, ..) = WINDOWS_1251.encode("дом;адрес\n1;ул. Мира");
        assert_eq!(decode(&cyrillic).text, "дом;адрес\n1;ул. Мира");
        assert_eq!(decode("\u{feff}дом;адрес".as_bytes()).text, "дом;адрес");
        assert_eq!(decode(b"\xef\xbb\xbfa;b\n1;\xd0").text, "a;b\n1;\u{fffd}");
    }

    #[test]
    fn a_broken_byte_makes_no_other_encoding() {
        let mut bytes = "дом;адрес\n1;ул. Мира\n2;ул. Лесная".as_bytes().to_vec();
        bytes.truncate(bytes.len() - 1);
        assert_eq!(decode(&bytes).text, "дом;адрес\n1;ул. Мира\n2;ул. Лесна\u{fffd}");
    }

    #[test]
    fn a_line_of_another_encoding_does_not_read() {
        let (cyrillic, ..) = WINDOWS_1251.encode("дом;адрес\n1;ул. Мира\n2;ул. «Волга»\n");
        let bytes = [&cyrillic[..], "3;ёж".as_bytes()].concat();
        assert_eq!(decode(&bytes).text, "дом;адрес\n1;ул. Мира\n2;ул. «Волга»\n3;\u{fffd}\u{fffd}");
    }

    #[test]
    fn the_delimiter_is_the_one_the_header_has() {
        assert_eq!(decode(b"a;b,c;d").delimiter, ';');
        assert_eq!(decode(b"a,b,c").delimiter, ',');
    }
}
