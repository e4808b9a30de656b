use unicode_normalization::UnicodeNormalization;

use crate::line_text::is_invisible;

/// One line without marks that a bank's form cannot hold; runs of spaces become one.
pub(super) fn one_line(text: &str) -> String {
    let visible: String = text.nfc().map(|letter| if is_invisible(letter) { ' ' } else { letter }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The longest beginning of the text within both limits, cut between characters, without a space at the end.
pub(super) fn cut(text: &str, characters: usize, bytes: usize) -> &str {
    let end = text
        .char_indices()
        .map(|(start, letter)| start + letter.len_utf8())
        .take(characters)
        .take_while(|end| *end <= bytes)
        .last()
        .unwrap_or(0);
    text[..end].trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_and_marks_become_single_spaces() {
        assert_eq!(one_line(" УК\u{202e}\n «Дом»\t\u{0} "), "УК «Дом»");
    }

    #[test]
    fn a_cut_never_splits_a_character() {
        assert_eq!(cut("Волга", 3, 100), "Вол");
        assert_eq!(cut("Волга", 100, 5), "Во");
        assert_eq!(cut("Дом на", 4, 100), "Дом");
        assert_eq!(cut("Дом", 0, 100), "");
    }
}
