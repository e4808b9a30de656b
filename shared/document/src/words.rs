//! How wide words are, so that the template need not lay out each of them to know that it fits: that would take longer
//! than the page itself.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

/// The features of the fonts, such as kerning, are left out of account, for which texts get this much more.
const MARGIN: f64 = 1.02;

/// How wide texts are, in ems.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct Widths {
    /// Each on one line.
    pub widths: BTreeMap<String, f64>,
    /// Each word of those that have several, with the space behind it; words are parted by spaces alone, as in the template.
    pub words: BTreeMap<String, Vec<f64>>,
}

impl Widths {
    /// The widths of each text of the value.
    pub fn of(value: &Value, width_of: impl Fn(char) -> f64 + Copy) -> Self {
        let mut widths = Self::default();
        widths.collect(value, width_of);
        widths
    }

    fn collect(&mut self, value: &Value, width_of: impl Fn(char) -> f64 + Copy) {
        match value {
            Value::String(text) => {
                let words = text.split_inclusive(' ').map(|word| word.chars().map(width_of).sum::<f64>() * MARGIN);
                let words: Vec<f64> = words.collect();
                self.widths.insert(text.clone(), words.iter().sum());
                self.words.insert(text.clone(), words);
            }
            Value::Array(values) => values.iter().for_each(|value| self.collect(value, width_of)),
            Value::Object(values) => values.values().for_each(|value| self.collect(value, width_of)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: &Value) -> Widths {
        Widths::of(value, |letter| if letter == 'щ' { 2.0 } else { 1.0 })
    }

    #[test]
    fn the_width_of_each_text_is_known_wherever_the_text_is() {
        let widths = of(&serde_json::json!({"a": [{"b": "и щи"}], "c": 1, "d": "", "e": null}));
        let expected = [(String::new(), 0.0), ("и щи".to_owned(), 5.0 * MARGIN)];
        assert_eq!(widths.widths, BTreeMap::from(expected));
    }

    #[test]
    fn a_word_has_its_width_with_the_space_behind_it() {
        let widths = of(&serde_json::json!(["и щи"]));
        assert_eq!(widths.words["и щи"], [2.0 * MARGIN, 3.0 * MARGIN]);
    }
}
