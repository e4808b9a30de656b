//! Finding a company by the words of its name, as people remember it.

use unicode_normalization::UnicodeNormalization;

/// Words that a name must contain, each anywhere: «волга ук» finds «УК «Волга-Сервис»».
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameSearch(Vec<String>);

impl NameSearch {
    /// Reads what a person typed. Case, «ё», order, quotes and other punctuation do not matter; no words find all.
    pub fn new(text: &str) -> Self {
        Self(words(text).collect())
    }

    /// The name contains all the words.
    pub fn finds(&self, name: &str) -> bool {
        let name: Vec<String> = words(name).collect();
        self.0.iter().all(|wanted| name.iter().any(|word| word.contains(wanted)))
    }
}

/// The text by which names are sorted.
pub fn sort_key(name: &str) -> String {
    words(name).collect::<Vec<_>>().join(" ")
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let plain: String =
        text.nfc().flat_map(char::to_lowercase).map(|letter| if letter == 'ё' { 'е' } else { letter }).collect();
    let words: Vec<String> = plain.split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned).collect();
    words.into_iter().filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "ТСЖ «Зелёный Берег-2»";

    #[test]
    fn words_are_found_in_any_case_order_and_spelling_of_yo() {
        for text in ["зелен", "ЗЕЛЁНЫЙ", "берег тсж", "«берег", "2 зел", "", "  ", "«»", "зеле\u{308}ный"]
        {
            assert!(NameSearch::new(text).finds(NAME), "{text}");
        }
    }

    #[test]
    fn every_word_must_be_there() {
        for text in ["зелёный луг", "тсж3", "ук", "берег_луг"] {
            assert!(!NameSearch::new(text).finds(NAME), "{text}");
        }
    }

    #[test]
    fn names_are_sorted_without_their_quotes() {
        assert_eq!(sort_key(NAME), "тсж зеленый берег 2");
    }
}
