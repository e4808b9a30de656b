//! Several items of any kind in one round trip.

use std::collections::HashMap;

use serde::de::DeserializeOwned;

use crate::entity::{Item, from_item};
use crate::{Entity, Key, TableError};

/// The most keys that one call may ask for.
pub const MOST_KEYS: usize = 100;

/// Keys to be read together. A key asked for twice is read once.
#[derive(Debug, Default)]
pub struct Batch {
    pub(crate) keys: Vec<Key>,
    pub(crate) consistent: bool,
    pub(crate) only: &'static [&'static str],
}

impl Batch {
    /// Eventually consistent: half the price, enough for what people look at.
    pub fn new() -> Self {
        Self::default()
    }

    /// Strongly consistent: for what decides about a write.
    pub fn consistent() -> Self {
        Self { consistent: true, ..Self::default() }
    }

    /// Adds a key.
    #[must_use]
    pub fn with(mut self, key: Key) -> Self {
        if !self.keys.contains(&key) {
            self.keys.push(key);
        }
        self
    }

    /// Asks for these attributes alone, for [`Found::take_part`]: the price is the same, the way is lighter.
    #[must_use]
    pub fn only(mut self, attributes: &'static [&'static str]) -> Self {
        self.only = attributes;
        self
    }

    /// Adds keys that are known to differ, such as the rows of a load.
    #[must_use]
    pub fn with_all(mut self, keys: impl IntoIterator<Item = Key>) -> Self {
        self.keys.extend(keys);
        self
    }
}

/// What was found under the keys.
#[derive(Debug, Clone, Default)]
pub struct Found(pub(crate) HashMap<Key, Item>);

impl Found {
    /// Takes the entity under this key, if it was there.
    pub fn take<E: Entity>(&mut self, key: &Key) -> Result<Option<E>, TableError> {
        self.0.remove(key).map(from_item).transpose()
    }

    /// Reads the entity under this key and leaves it for others, if it was there.
    pub fn read<E: Entity>(&self, key: &Key) -> Result<Option<E>, TableError> {
        self.0.get(key).cloned().map(from_item).transpose()
    }

    /// Takes the attributes that were asked for under this key, if it was there.
    pub fn take_part<P: DeserializeOwned>(&mut self, key: &Key) -> Result<Option<P>, TableError> {
        let read = |item| {
            serde_dynamo::from_item(item).map_err(|_| TableError::Broken("a part of an item does not read".to_owned()))
        };
        self.0.remove(key).map(read).transpose()
    }

    /// As [`Found::take_part`], for an item that is looked at more than once.
    pub fn look_at_part<P: DeserializeOwned>(&self, key: &Key) -> Result<Option<P>, TableError> {
        let read = |item: &Item| {
            serde_dynamo::from_item(item.clone())
                .map_err(|_| TableError::Broken("a part of an item does not read".to_owned()))
        };
        self.0.get(key).map(read).transpose()
    }

    /// Something stood under this key.
    pub fn contains(&self, key: &Key) -> bool {
        self.0.contains_key(key)
    }
}
