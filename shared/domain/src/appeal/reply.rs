//! How a company knows its own replies.

use crate::natural_code;

crate::refusals! {
    /// Why a text is not the id of a reply.
    pub enum ReplyIdError {
        Malformed = "reply_id_malformed", "Номер ответа — от 1 до 40 знаков: буквы, цифры, дефис, точка, подчёркивание, косая черта.";
    }
}

/// The company's id of a reply; unique in its appeal. Sent again, a reply is known by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyId(String);

impl ReplyId {
    /// Parses the id as the company writes it; case matters.
    pub fn parse(text: &str) -> Result<Self, ReplyIdError> {
        natural_code::parse(text).map(Self).ok_or(ReplyIdError::Malformed)
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(ReplyId, ReplyIdError);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_of_an_accounting_system_is_one_and_what_parts_a_key_is_not() {
        assert!(ReplyId::parse("5f0c5f2e-9f0b-4f6e-8f6a-0d3b3c1f7a10").is_ok());
        for text in ["", "a#b", "a|b", &"1".repeat(41)] {
            assert_eq!(ReplyId::parse(text), Err(ReplyIdError::Malformed), "{text}");
        }
    }
}
