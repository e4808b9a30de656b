//! Answers that browsers save as files.

use std::fmt::Write as _;

use axum::http::HeaderValue;

/// `Content-Disposition` of a file: an ASCII name for old programs, and the name that people read (RFC 6266).
pub fn attachment(plain: &str, name: &str) -> HeaderValue {
    let plain: String =
        plain.chars().filter(|letter| letter.is_ascii_graphic() && !"\"\\%".contains(*letter)).collect();
    let value = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", encoded(name));
    HeaderValue::from_str(&value).unwrap_or(HeaderValue::from_static("attachment"))
}

/// Percent-encodes all but the letters, digits and marks that RFC 8187 leaves as they are.
fn encoded(name: &str) -> String {
    name.bytes().fold(String::with_capacity(name.len() * 3), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use super::attachment;

    #[test]
    fn a_russian_name_is_percent_encoded_beside_an_ascii_one() {
        let value = attachment("receipt-2026-09.pdf", "Чек 1.pdf");
        let expected = "attachment; filename=\"receipt-2026-09.pdf\"; filename*=UTF-8''%D0%A7%D0%B5%D0%BA%201.pdf";
        assert_eq!(value, expected);
    }

    #[test]
    fn a_name_never_breaks_out_of_the_header() {
        let value = attachment("a\"\r\nX: y.pdf", "a\r\n\"';.pdf");
        assert_eq!(value, "attachment; filename=\"aX:y.pdf\"; filename*=UTF-8''a%0D%0A%22%27%3B.pdf");
    }
}
