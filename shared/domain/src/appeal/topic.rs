//! What an appeal is about.

use crate::text::{Line, TextError};

/// The longest topic, in characters.
const LONGEST: usize = 120;

crate::refusals! {
    /// Why a text is no topic.
    pub enum TopicError {
        Empty = "required", "Укажите тему обращения.";
        TooLong = "too_long", "Тема — не более 120 знаков.";
        Control = "control_characters", "В теме есть недопустимые управляющие символы.";
    }
}

/// One line, at most 120 characters: one of the company's topics, or the person's own words.
#[derive(Clone, PartialEq, Eq)]
pub struct Topic(Line<LONGEST>);

impl Topic {
    /// Tidies and checks the text.
    pub fn parse(text: &str) -> Result<Self, TopicError> {
        Line::parse(text).map(Self).map_err(|error| match error {
            TextError::Empty => TopicError::Empty,
            TextError::TooLong(_) => TopicError::TooLong,
            TextError::Control => TopicError::Control,
        })
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}
crate::text_newtype!(Topic, TopicError);

/// What people write never shows in a log.
impl std::fmt::Debug for Topic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Topic(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_topic_has_at_most_120_characters() {
        assert!(Topic::parse(&"т".repeat(120)).is_ok());
        for length in [121, 301] {
            assert_eq!(Topic::parse(&"т".repeat(length)), Err(TopicError::TooLong));
        }
        assert_eq!(Topic::parse(" "), Err(TopicError::Empty));
        assert_eq!(Topic::parse("a\u{202e}b"), Err(TopicError::Control));
    }
}
