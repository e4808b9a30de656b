//! What several functions read for a resident's page: the keys of one round trip, and what they mean together.

mod card;
mod earlier;
mod publication;

pub use card::{Card, CardPage};
pub use publication::{Publication, PublicationPage, Unpublished};
