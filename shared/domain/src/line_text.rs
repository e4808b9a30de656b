//! Names, addresses, reasons: the line of text that documents and pages are laid out for.

use crate::text::{Line, TextError};

pub use crate::text::{is_invisible, is_letter};

/// One line that a person or an accounting system wrote, at most 300 characters.
pub type LineText = Line<300>;

/// Why a text cannot stand in a document.
pub type LineTextError = TextError;
