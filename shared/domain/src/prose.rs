//! Text of a person that is read by people only: brought into order rather than refused.

use unicode_normalization::UnicodeNormalization as _;

use crate::line_text::is_invisible;

/// Marks that reorder what is seen.
pub fn is_disguise(letter: char) -> bool {
    matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text as one line: composed, without what is not seen, with single spaces. What a person selects on a page has line
/// ends and soft hyphens in it, and nobody can take them out.
pub fn one_line(text: &str) -> String {
    let seen: String = text.nfc().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let seen: String = seen.chars().filter(|letter| !is_invisible(*letter)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn what_is_not_seen_is_taken_out() {
        assert_eq!(one_line(" Опе\u{ad}чатка\r\n в\u{a0}\u{200b}слове\0 "), "Опечатка в слове");
        assert_eq!(one_line("\u{202e}abc\u{2066}"), "abc");
        assert_eq!(one_line("\n\t"), "");
    }
}
