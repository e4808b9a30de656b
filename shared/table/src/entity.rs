//! An entity: a struct that is one item of the table.

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Key, TableError};

/// An item as the SDK carries it.
pub type Item = HashMap<String, AttributeValue>;

/// A struct that is stored as one item. The key attributes are made from its own fields, so that an item can never
/// stand under a key that contradicts it.
pub trait Entity: Serialize + DeserializeOwned {
    /// Value of the attribute `type`, for people who look into the table.
    const TYPE: &'static str;

    /// The key this item stands under.
    fn key(&self) -> Key;

    /// When the item may be forgotten. The table only cleans up by it; code that cares about expiry checks the time.
    fn expires_at(&self) -> Option<Timestamp> {
        None
    }
}

/// The entity as an item, with its key, its type and its time to live.
pub fn to_item(entity: &impl Entity) -> Result<Item, TableError> {
    fn typed<E: Entity>(_: &E) -> &'static str {
        E::TYPE
    }
    let mut item: Item = serde_dynamo::to_item(entity).map_err(|error| TableError::Broken(error.to_string()))?;
    item.extend(entity.key().attributes());
    item.insert("type".to_owned(), AttributeValue::S(typed(entity).to_owned()));
    if let Some(expires_at) = entity.expires_at() {
        item.insert("expires_at".to_owned(), AttributeValue::N(expires_at.as_second().to_string()));
    }
    Ok(item)
}

/// The entity that an item holds. The key attributes are not part of it.
pub fn from_item<E: Entity>(item: Item) -> Result<E, TableError> {
    // The item's content may be personal: only the type goes into the error.
    serde_dynamo::from_item(item).map_err(|_| TableError::Broken(format!("an item of type {} does not read", E::TYPE)))
}
