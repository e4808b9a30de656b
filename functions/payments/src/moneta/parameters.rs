//! The parameters of the provider's calls: of the query or of a form, or of both.

use std::borrow::Cow;

use axum::http::header;
use percent_encoding::percent_decode_str;

use crate::incoming::Incoming;

const FORM: &str = "application/x-www-form-urlencoded";

/// Names and values in their order, repeated ones too.
pub fn parameters(incoming: &Incoming) -> Vec<(String, String)> {
    let mut pairs = read(&incoming.query);
    let kind = incoming.headers.get(header::CONTENT_TYPE);
    if kind.and_then(|kind| kind.to_str().ok()).is_some_and(is_form) {
        pairs.append(&mut read(&String::from_utf8_lossy(&incoming.body)));
    }
    pairs
}

/// The names of media types know no case, and their parameters say nothing here (RFC 9110, 8.3.1).
fn is_form(kind: &str) -> bool {
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case(FORM))
}

/// What does not decode to text becomes a value that no grammar takes.
fn read(text: &str) -> Vec<(String, String)> {
    let decoded = |part: &str| {
        let spaced = part.replace('+', " ");
        percent_decode_str(&spaced).decode_utf8().map_or_else(|_| "\u{fffd}".to_owned(), Cow::into_owned)
    };
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{is_form, read};

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn every_parameter_is_kept_however_often_it_stands() {
        assert_eq!(read("a=1&b=%D1%8E+x&a=2&c"), [pair("a", "1"), pair("b", "ю x"), pair("a", "2"), pair("c", "")]);
        assert!(read("").is_empty() && read("&&").is_empty());
    }

    #[test]
    fn a_form_is_known_however_its_type_is_written() {
        assert!(is_form("Application/X-WWW-Form-URLEncoded ; charset=UTF-8"));
        assert!(is_form("application/x-www-form-urlencoded"));
        assert!(!is_form("application/x-www-form-urlencoded-2") && !is_form("text/xml"));
    }

    #[test]
    fn what_is_no_text_reads_as_nothing_good() {
        assert_eq!(read("a=%ff"), [pair("a", "\u{fffd}")]);
    }
}
