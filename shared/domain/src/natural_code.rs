//! Codes by which a company knows its things: houses, paid services.

use crate::line_text::is_letter;

/// The longest code, in characters.
const LONGEST: usize = 40;

/// Reads a code: 1 to 40 letters, digits and `-._/`, which excludes what separates the parts of a key. Case matters.
pub fn parse(text: &str) -> Option<String> {
    let code = text.trim();
    let allowed = |letter: char| is_letter(letter) || letter.is_ascii_digit() || "-._/".contains(letter);
    let good = (1..=LONGEST).contains(&code.chars().count()) && code.chars().all(allowed);
    good.then(|| code.to_owned())
}
