//! Decoding of the character sets that the standard names, for codes that others have written.

/// windows-1251 from 0x80 on; 0x98 is not assigned.
const WINDOWS_1251: &str = "\
ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{fffd}™љ›њќћџ\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕї\
АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";

/// KOI8-R from 0x80 on.
const KOI8_R: &str = "\
─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\u{a0}⌡°²·÷═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©\
юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ";

/// Decodes by what the bytes are and then by what the header says: UTF-8 is hardly ever valid by accident, while
/// its digit is often wrong.
pub(super) fn decode(bytes: &[u8], declared: u8) -> String {
    match (std::str::from_utf8(bytes), declared) {
        (Ok(text), _) => text.to_owned(),
        (Err(_), b'3') => by_table(bytes, KOI8_R),
        (Err(_), _) => by_table(bytes, WINDOWS_1251),
    }
}

fn by_table(bytes: &[u8], upper_half: &str) -> String {
    let table: Vec<char> = upper_half.chars().collect();
    let decoded = |byte: &u8| match byte.checked_sub(0x80) {
        None => char::from(*byte),
        Some(place) => table.get(usize::from(place)).copied().unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    bytes.iter().map(decoded).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_hold_the_upper_half() {
        assert_eq!(WINDOWS_1251.chars().count(), 128);
        assert_eq!(KOI8_R.chars().count(), 128);
    }

    #[test]
    fn single_byte_texts_are_decoded_as_declared() {
        assert_eq!(decode(b"\xcc\xd3\xcf \xb9 1", b'1'), "МУП № 1");
        assert_eq!(decode(b"\xed\xf5\xf0", b'3'), "МУП");
    }

    #[test]
    fn utf_8_is_recognized_whatever_is_declared() {
        assert_eq!(decode("МУП".as_bytes(), b'1'), "МУП");
    }
}
