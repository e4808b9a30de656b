//! Every key of the table, built here and nowhere else, by the same functions for writing and for asking.
//!
//! Parts are joined by `#`. A part that people choose stands last in its key or is of a type whose grammar has no
//! `#`, so no two things can share a key.

mod accounts;
mod aliases;
mod appeals;
mod companies;
mod feeds;
mod files;
mod mail;
mod money;
mod news;
mod people;
mod reminders;
mod requests;
mod services;

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::entity::Item;

pub use accounts::*;
pub use aliases::*;
pub use appeals::*;
pub use companies::*;
pub use feeds::*;
pub use files::*;
pub use mail::*;
pub use money::*;
pub use news::*;
pub use people::*;
pub use reminders::*;
pub use requests::*;
pub use services::*;

/// A full primary key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// Partition key.
    pub pk: String,
    /// Sort key.
    pub sk: String,
}

impl Key {
    fn new(pk: String, sk: impl Into<String>) -> Self {
        Self { pk, sk: sk.into() }
    }

    /// The key as attributes.
    pub fn attributes(&self) -> Item {
        HashMap::from([
            ("pk".to_owned(), AttributeValue::S(self.pk.clone())),
            ("sk".to_owned(), AttributeValue::S(self.sk.clone())),
        ])
    }

    pub(crate) fn of(item: &Item) -> Option<Self> {
        let text = |name| item.get(name)?.as_s().ok().cloned();
        Some(Self { pk: text("pk")?, sk: text("sk")? })
    }
}

/// Where nothing ever stands: what a function asks for to have its connection before the first request.
pub fn warm() -> Key {
    Key::new("WARM".to_owned(), "WARM")
}
