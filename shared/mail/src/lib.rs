//! What the cabinet writes to people: the letters, their form on the wire, and the client that hands them over.
//!
//! Architecture invariant: the only crate that knows SES. Nothing that a person typed is ever template code, and
//! nothing in a letter is loaded from elsewhere.

#![warn(missing_docs)]

pub mod feedback;
mod letter;
pub mod letters;
mod mime;
mod post;
mod refusal;

pub use letter::Letter;
pub use mime::{Attachment, Envelope, EnvelopeError};
pub use post::{Post, PostError};
