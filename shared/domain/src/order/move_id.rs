//! How a company knows its own changes of an order.

use crate::natural_code;

crate::refusals! {
    /// Why a text is not the id of a change.
    pub enum MoveIdError {
        Malformed = "move_id_malformed", "Номер изменения — от 1 до 40 знаков: буквы, цифры, дефис, точка, подчёркивание, косая черта.";
    }
}

/// The company's id of a change of an order; unique in the order. Sent again, a change is known by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveId(String);

impl MoveId {
    /// Parses the id as the company writes it; case matters.
    pub fn parse(text: &str) -> Result<Self, MoveIdError> {
        natural_code::parse(text).map(Self).ok_or(MoveIdError::Malformed)
    }

    /// The id.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(MoveId, MoveIdError);
