//! Makes texts that the page can show: the fonts know some thousand letters. Words that are wider than their column are
//! the template's.

use serde_json::Value;

/// Stands for a letter that the fonts lack. An accessible PDF may not hold an empty glyph.
const UNKNOWN: char = '\u{25a1}';

/// Replaces letters that cannot be printed, in all texts of the value.
pub fn make_printable(value: &mut Value, can_print: impl Fn(char) -> bool + Copy) {
    match value {
        Value::String(text) => *text = printable(text, can_print),
        Value::Array(values) => values.iter_mut().for_each(|value| make_printable(value, can_print)),
        Value::Object(values) => values.values_mut().for_each(|value| make_printable(value, can_print)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn printable(text: &str, can_print: impl Fn(char) -> bool) -> String {
    let mut printable = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| !is_mark(*letter)) {
        match letter {
            '₽' if !can_print(letter) => printable.push_str("руб."),
            _ => printable.push(if can_print(letter) { letter } else { UNKNOWN }),
        }
    }
    printable
}

/// Marks that show nothing or reorder what is shown: a document says what it shows, in the order it shows it.
fn is_mark(letter: char) -> bool {
    domain::line_text::is_invisible(letter)
        || matches!(letter, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        printable(text, |letter| letter.is_ascii() || ('а'..='я').contains(&letter))
    }

    #[test]
    fn letters_that_no_font_has_become_a_square() {
        assert_eq!(shown("дом 🏠 №"), "дом □ □");
        assert_eq!(shown("100 ₽"), "100 руб.");
    }

    #[test]
    fn marks_disappear() {
        assert_eq!(shown("а\u{202e}б\u{200b}в\u{0}г\u{200f}\u{fe0f}"), "абвг");
    }

    #[test]
    fn texts_are_found_wherever_they_are() {
        let mut value = serde_json::json!({"a": [{"b": "№"}], "c": 1, "d": null});
        make_printable(&mut value, |letter| letter.is_ascii());
        assert_eq!(value, serde_json::json!({"a": [{"b": "□"}], "c": 1, "d": null}));
    }
}
