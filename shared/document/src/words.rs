//! How wide words are, so that the template need not lay out each of them to know that it fits: that would take longer
//! than the page itself.

use std::collections::BTreeMap;

use serde_json::Value;

/// The features of the fonts, such as figures of one width, are left out of account, for which they get this much more.
const MARGIN: f64 = 1.05;

/// The widest word of each text of the value, in ems. Words are parted by spaces alone, as in the template.
pub fn widest_words(value: &Value, width_of: impl Fn(char) -> f64 + Copy) -> BTreeMap<String, f64> {
    let mut widths = BTreeMap::new();
    collect(value, width_of, &mut widths);
    widths
}

fn collect(value: &Value, width_of: impl Fn(char) -> f64 + Copy, widths: &mut BTreeMap<String, f64>) {
    match value {
        Value::String(text) => {
            let words = text.split(' ').map(|word| word.chars().map(width_of).sum::<f64>() * MARGIN);
            widths.insert(text.clone(), words.fold(0.0, f64::max));
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, width_of, widths)),
        Value::Object(values) => values.values().for_each(|value| collect(value, width_of, widths)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_word_of_each_text_is_known_wherever_the_text_is() {
        let value = serde_json::json!({"a": [{"b": "и щи"}], "c": 1, "d": "", "e": null});
        let widths = widest_words(&value, |letter| if letter == 'щ' { 2.0 } else { 1.0 });
        let expected = [(String::new(), 0.0), ("и щи".to_owned(), 3.0 * MARGIN)];
        assert_eq!(widths, BTreeMap::from(expected));
    }
}
