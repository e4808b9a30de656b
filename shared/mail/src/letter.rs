//! A letter before it has a recipient.

/// Subject and both forms of the body; they say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// One line.
    pub subject: String,
    /// For readers without HTML.
    pub text: String,
    /// For the others; complete in itself.
    pub html: String,
}
