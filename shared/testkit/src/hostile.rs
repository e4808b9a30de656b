//! What people and programs send who mean no good. A route's test puts each of them into each of its texts and looks
//! that nothing but a proper refusal or a proper answer comes back.

use serde_json::{Value, json};

use crate::Answer;

/// Texts: controls, invisible and look-alike characters, other digits, templates, separators of keys, numbers that are
/// none, dates that are none, and what is too long.
pub const TEXTS: [&str; 33] = [
    "",
    " ",
    "\0",
    "\u{1}\u{7f}",
    "\r\nBcc: a@example.ru",
    "\u{202e}gnitset",
    "\u{2066}\u{2069}",
    "a\u{200d}b",
    "\u{feff}a",
    "ｉｖａｎ",
    "١٢٣",
    "и\u{306}од",
    "{{7*7}}",
    "${7*7}",
    "<script>alert(1)</script>",
    "=HYPERLINK(\"http://example.ru\")",
    "../../etc/passwd",
    "..\\..",
    "USER#1",
    "a#b|c",
    "%00%23",
    "' OR 1=1 --",
    "9223372036854775808",
    "-9223372036854775809",
    "1e309",
    "NaN",
    "-0",
    "0.001",
    "2026-02-30",
    "0000-01-01",
    "9999-12-31T23:59:60Z",
    "null",
    "undefined",
];

/// Values of other types than a text.
pub fn other_types() -> [Value; 7] {
    [json!(null), json!(true), json!(1), json!(-0.0), json!(1e300), json!([]), json!({})]
}

/// A text of 10 kB.
pub fn long() -> String {
    "я".repeat(5_000)
}

/// Bodies that are no JSON, or none that we read, with the status that each is refused with.
pub fn bodies() -> Vec<(Vec<u8>, u16)> {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    vec![
        (Vec::new(), 400),
        (b"{".to_vec(), 400),
        (b"{\"a\":1,\"a\":2}".to_vec(), 400),
        (b"{\"a\":\"\xff\"}".to_vec(), 400),
        (br#"{"a":"\ud800"}"#.to_vec(), 400),
        (deep.into_bytes(), 400),
        (b"[]".to_vec(), 422),
        (b"null".to_vec(), 422),
        (b"\"text\"".to_vec(), 422),
        (vec![b' '; 10 * 1024 * 1024], 413),
    ]
}

/// A refusal or an answer, never a failure of ours; a refusal repeats nothing of what was sent.
pub fn assert_proper(answer: &Answer, sent: &str) {
    assert!(answer.status < 500, "{} for {sent:.60?}", answer.status);
    let repeats = sent.len() > 6 && answer.text().contains(sent);
    assert!(!(repeats && answer.status >= 400), "the refusal repeats {sent:.60?}");
}
