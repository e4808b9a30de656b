//! How wide and high a picture says it is. Whoever opens it gives it that much memory, however few bytes it has; and
//! what cannot say it is no picture.

use super::FileKind;

/// Sides of a picture in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sides {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

impl Sides {
    /// As many pixels as the cameras of phones take at most.
    const MOST_PIXELS: u64 = 200_000_000;

    /// What a picture may have.
    pub fn are_reasonable(self) -> bool {
        u64::from(self.width) * u64::from(self.height) <= Self::MOST_PIXELS
    }

    /// What the file says; `None` where it is not built like such a picture.
    pub fn of(kind: FileKind, bytes: &[u8]) -> Option<Self> {
        let sides = match kind {
            FileKind::Png => png(bytes),
            FileKind::Jpeg => jpeg(bytes),
            FileKind::Webp => webp(bytes),
            FileKind::Pdf => None,
        };
        sides.filter(|sides| sides.width > 0 && sides.height > 0)
    }
}

/// A header, data, and an end: the chunks follow one another to the last byte.
fn png(bytes: &[u8]) -> Option<Sides> {
    let header = bytes.get(8..)?;
    let sides = Sides { width: big(header, 8, 4)?, height: big(header, 12, 4)? };
    let (mut at, mut has_data) = (8, false);
    loop {
        let length = usize::try_from(big(bytes, at, 4)?).ok()?;
        let name = bytes.get(at + 4..at + 8)?;
        let is_first = at == 8;
        if is_first != (name == b"IHDR") || (is_first && length != 13) {
            return None;
        }
        has_data |= name == b"IDAT";
        at = at.checked_add(length)?.checked_add(12)?;
        if name == b"IEND" {
            return (has_data && at <= bytes.len()).then_some(sides);
        }
    }
}

/// Segments up to the one that begins a frame, then lines of pixels.
fn jpeg(bytes: &[u8]) -> Option<Sides> {
    let (mut at, mut sides) = (2, None);
    loop {
        let [0xff, marker] = *bytes.get(at..at + 2)? else { return None };
        match marker {
            0xff => at += 1,
            0xd8 | 0x01 | 0xd0..=0xd7 => at += 2,
            // The lines begin: what stands behind them is anybody's guess, phones put videos there.
            0xda => return sides,
            0xd9 => return None,
            _ => {
                if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
                    sides = Some(Sides { width: big(bytes, at + 7, 2)?, height: big(bytes, at + 5, 2)? });
                }
                let length = usize::try_from(big(bytes, at + 2, 2)?).ok()?;
                if length < 2 {
                    return None;
                }
                at += 2 + length;
            }
        }
    }
}

/// One of three first chunks, in a container that is as long as it says.
fn webp(bytes: &[u8]) -> Option<Sides> {
    let length = usize::try_from(little(bytes, 4, 4)?).ok()?;
    if length + 8 > bytes.len() {
        return None;
    }
    let plus_one = |value: u32| (value & 0xff_ffff) + 1;
    match bytes.get(12..16)? {
        b"VP8X" => Some(Sides { width: plus_one(little(bytes, 24, 3)?), height: plus_one(little(bytes, 27, 3)?) }),
        b"VP8L" if bytes.get(20) == Some(&0x2f) => {
            let packed = little(bytes, 21, 4)?;
            Some(Sides { width: (packed & 0x3fff) + 1, height: ((packed >> 14) & 0x3fff) + 1 })
        }
        b"VP8 " if bytes.get(23..26) == Some(&[0x9d, 0x01, 0x2a]) => {
            Some(Sides { width: little(bytes, 26, 2)? & 0x3fff, height: little(bytes, 28, 2)? & 0x3fff })
        }
        _ => None,
    }
}

fn big(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let digits = bytes.get(at..at.checked_add(length)?)?;
    Some(digits.iter().fold(0, |value, digit| (value << 8) | u32::from(*digit)))
}

fn little(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let digits = bytes.get(at..at.checked_add(length)?)?;
    Some(digits.iter().rev().fold(0, |value, digit| (value << 8) | u32::from(*digit)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::appeal::file::samples;

    #[test]
    fn sides_are_read_out_of_each_kind() {
        let sides = |width, height| Some(Sides { width, height });
        assert_eq!(Sides::of(FileKind::Png, &samples::png(640, 480)), sides(640, 480));
        assert_eq!(Sides::of(FileKind::Jpeg, &samples::jpeg(4000, 3000)), sides(4000, 3000));
        for chunk in [&b"VP8X"[..], b"VP8L", b"VP8 "] {
            assert_eq!(Sides::of(FileKind::Webp, &samples::webp(chunk, 800, 600)), sides(800, 600), "{chunk:?}");
        }
    }

    #[test]
    fn what_ends_too_early_has_no_sides() {
        let whole = [
            (FileKind::Png, samples::png(640, 480)),
            (FileKind::Jpeg, samples::jpeg(640, 480)),
            (FileKind::Webp, samples::webp(b"VP8X", 640, 480)),
        ];
        for (kind, bytes) in whole {
            for length in 0..bytes.len() - 4 {
                assert_eq!(Sides::of(kind, &bytes[..length]), None, "{kind:?} {length}");
            }
        }
        assert_eq!(Sides::of(FileKind::Png, &samples::png(0, 480)), None);
    }

    #[test]
    fn few_bytes_do_not_become_a_billion_pixels() {
        assert!(Sides { width: 16_320, height: 12_240 }.are_reasonable());
        for side in [50_000, u32::MAX] {
            assert!(!Sides { width: side, height: side }.are_reasonable(), "{side}");
        }
    }
}
