//! Files that come with a message: pictures and PDFs, told by what is in them and not by what they are called.

mod picture;
#[doc(hidden)]
pub mod samples;

use serde::{Deserialize, Serialize};

use crate::text::{Line, TextError};

pub use picture::Sides;

/// Files of one message.
pub const MOST_FILES: usize = 5;
/// The most bytes that are looked at: all, since how a file is built shows at its end too.
pub const WHOLE: usize = 5 * 1024 * 1024;
/// Bytes of one file.
pub const LARGEST_FILE: u64 = WHOLE as u64;

crate::refusals! {
    /// Why a file does not come with a message.
    pub enum FileError {
        TooMany = "too_many", "К сообщению можно приложить не более 5 файлов.";
        Twice = "duplicate", "Этот файл уже приложен.";
        Unknown = "upload_unknown", "Этого файла больше нет. Приложите его снова.";
        Missing = "upload_missing", "Файл не дошёл до нас. Приложите его снова.";
        Empty = "file_empty", "Файл пустой.";
        TooLarge = "file_too_large", "Файл больше 5 МБ.";
        Kind = "file_type_not_allowed", "Это не фотография и не PDF. Подходят JPEG, PNG, WebP и PDF.";
        NoPicture = "file_type_not_allowed", "Это не картинка. Подходят JPEG, PNG и WebP.";
        Broken = "file_broken", "Файл повреждён и не откроется. Сохраните его заново и приложите ещё раз.";
        TooManyPixels = "picture_too_many_pixels", "Картинка слишком велика: больше 200 мегапикселей.";
    }
}

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileKind {
    /// A photograph.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// A picture of a screen.
    #[serde(rename = "image/png")]
    Png,
    /// What newer phones make.
    #[serde(rename = "image/webp")]
    Webp,
    /// A document.
    #[serde(rename = "application/pdf")]
    Pdf,
}

impl FileKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Jpeg, Self::Png, Self::Webp, Self::Pdf];

    /// What these bytes are: by how they begin and how they are built. A name or a declared type proves nothing.
    pub fn of(bytes: &[u8]) -> Result<Self, FileError> {
        let kind = Self::by_beginning(bytes)?;
        let sides = match kind {
            Self::Pdf if ends_as_pdf(bytes) => return Ok(kind),
            Self::Pdf => None,
            picture => Sides::of(picture, bytes),
        };
        let is_reasonable = sides.ok_or(FileError::Broken)?.are_reasonable();
        is_reasonable.then_some(kind).ok_or(FileError::TooManyPixels)
    }

    fn by_beginning(bytes: &[u8]) -> Result<Self, FileError> {
        let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP");
        match bytes {
            [0xff, 0xd8, 0xff, ..] => Ok(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Ok(Self::Png),
            [b'%', b'P', b'D', b'F', b'-', b'1'..=b'2', b'.', b'0'..=b'9', ..] => Ok(Self::Pdf),
            _ if is_webp => Ok(Self::Webp),
            _ => Err(FileError::Kind),
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
        }
    }

    /// How names of such files end, the usual way first.
    const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg", "jfif"],
            Self::Png => &["png"],
            Self::Webp => &["webp"],
            Self::Pdf => &["pdf"],
        }
    }
}

/// The mark stands in the last kilobyte, as readers of PDF look for it there.
fn ends_as_pdf(bytes: &[u8]) -> bool {
    let ending = &bytes[bytes.len().saturating_sub(1024)..];
    ending.windows(5).any(|part| part == b"%%EOF")
}

/// A size that a file may have.
pub fn check_size(bytes: u64) -> Result<(), FileError> {
    match bytes {
        0 => Err(FileError::Empty),
        1..=LARGEST_FILE => Ok(()),
        _ => Err(FileError::TooLarge),
    }
}

/// What a person calls a file: one line of at most 120 characters, without the folders it lay in.
#[derive(Clone, PartialEq, Eq)]
pub struct FileName(Line<120>);

impl FileName {
    /// Takes the last part of a path.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        Line::parse(text.rsplit(['/', '\\']).next().unwrap_or_default()).map(Self)
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The name under which such a file is saved: one that ends otherwise gets the ending of what it is, so that a
    /// picture called `act.exe` is no program to anybody's computer.
    pub fn saved_as(&self, kind: FileKind) -> String {
        let name = self.as_str();
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        if kind.endings().contains(&ending.as_str()) {
            name.to_owned()
        } else {
            format!("{name}.{}", kind.endings()[0])
        }
    }
}
crate::text_newtype!(FileName, TextError);

/// A name may tell of a person: it never shows in a log.
impl std::fmt::Debug for FileName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FileName(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_is_in_it() {
        assert_eq!(FileKind::of(&samples::jpeg(4000, 3000)), Ok(FileKind::Jpeg));
        assert_eq!(FileKind::of(&samples::png(640, 480)), Ok(FileKind::Png));
        assert_eq!(FileKind::of(&samples::webp(b"VP8 ", 640, 480)), Ok(FileKind::Webp));
        assert_eq!(FileKind::of(&samples::pdf()), Ok(FileKind::Pdf));
    }

    #[test]
    fn a_right_beginning_is_not_enough() {
        let others: [&[u8]; 6] = [
            b"\xff\xd8\xff\xe0\0\x10JFIF",
            b"\xff\xd8\xff<script>alert(1)</script>",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            b"\x89PNG\r\n\x1a\n<svg onload=alert(1)>",
            b"RIFF\x24\0\0\0WEBPVP8 ",
            b"%PDF-1.7\nand so on",
        ];
        for bytes in others {
            assert_eq!(FileKind::of(bytes), Err(FileError::Broken), "{bytes:?}");
        }
        assert_eq!(FileKind::of(&samples::png(50_000, 50_000)), Err(FileError::TooManyPixels));
    }

    #[test]
    fn whatever_else_it_begins_with_is_refused() {
        let others: [&[u8]; 9] = [
            b"",
            b"\xff\xd8",
            b"MZ\x90\0",
            b"<svg xmlns=",
            b"<html>",
            b"RIFF\x24\0\0\0WAVEfmt ",
            b"GIF89a",
            b" %PDF-1.7",
            b"%PDF-x",
        ];
        for beginning in others {
            assert_eq!(FileKind::of(beginning), Err(FileError::Kind), "{beginning:?}");
        }
    }

    #[test]
    fn five_megabytes_are_enough_and_none_is_nothing() {
        assert_eq!(check_size(0), Err(FileError::Empty));
        assert!(check_size(1).is_ok() && check_size(LARGEST_FILE).is_ok());
        assert_eq!(check_size(LARGEST_FILE + 1), Err(FileError::TooLarge));
    }

    #[test]
    fn a_name_leaves_its_folders_behind() {
        for text in ["../../etc/кран.jpg", "C:\\Users\\Иван\\кран.jpg", " кран.jpg "] {
            assert_eq!(FileName::parse(text).unwrap().as_str(), "кран.jpg");
        }
        assert_eq!(FileName::parse("папка/"), Err(TextError::Empty));
        assert_eq!(FileName::parse("a\u{202e}gpj.exe"), Err(TextError::Control));
    }

    #[test]
    fn a_file_is_saved_as_what_it_is() {
        let saved = |name: &str, kind| FileName::parse(name).unwrap().saved_as(kind);
        assert_eq!(saved("IMG_1.JPEG", FileKind::Jpeg), "IMG_1.JPEG");
        assert_eq!(saved("act.exe", FileKind::Pdf), "act.exe.pdf");
        assert_eq!(saved("кран", FileKind::Png), "кран.png");
    }
}
