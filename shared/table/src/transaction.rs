//! All or nothing: a transaction of named steps.

use std::sync::Arc;

use aws_sdk_dynamodb::types::{ConditionCheck, Delete, Put, TransactWriteItem, Update as SdkUpdate};

use crate::entity::to_item;
use crate::{Entity, Key, TableError, Update};

/// The most steps that one transaction may have.
pub const MOST_STEPS: usize = 100;

/// A transaction under construction. The name of a step comes back when its condition did not hold.
#[derive(Debug)]
pub struct Transaction {
    table: Arc<str>,
    pub(crate) names: Vec<&'static str>,
    pub(crate) items: Vec<TransactWriteItem>,
    broken: Option<TableError>,
}

impl Transaction {
    /// Nothing yet.
    pub(crate) fn on(table: Arc<str>) -> Self {
        Self { table, names: Vec::new(), items: Vec::new(), broken: None }
    }

    /// Writes an item, whatever stood there.
    #[must_use]
    pub fn put(self, step: &'static str, entity: &impl Entity) -> Self {
        self.put_if(step, entity, None)
    }

    /// Writes an item that must not exist yet.
    #[must_use]
    pub fn put_new(self, step: &'static str, entity: &impl Entity) -> Self {
        self.put_if(step, entity, Some(Update::at(entity.key()).absent("pk")))
    }

    /// Writes an item if the condition of `guard` holds for what stood there (`guard` writes nothing itself).
    #[must_use]
    pub fn put_if(mut self, step: &'static str, entity: &impl Entity, guard: Option<Update>) -> Self {
        let put = to_item(entity).map(|item| Put::builder().table_name(&*self.table).set_item(Some(item)));
        match put {
            Ok(put) => {
                let put = match guard {
                    Some(guard) => put
                        .set_condition_expression(guard.condition)
                        .set_expression_attribute_names(some(guard.names))
                        .set_expression_attribute_values(some(guard.values)),
                    None => put,
                };
                self.push(step, put.build().map(|put| TransactWriteItem::builder().put(put).build()))
            }
            Err(error) => {
                self.broken.get_or_insert(error);
                self
            }
        }
    }

    /// Changes parts of an item.
    #[must_use]
    pub fn update(self, step: &'static str, update: Update) -> Self {
        let expression = update.expression();
        let built = SdkUpdate::builder()
            .table_name(&*self.table)
            .set_key(Some(update.key.attributes()))
            .set_update_expression(expression)
            .set_condition_expression(update.condition)
            .set_expression_attribute_names(some(update.names))
            .set_expression_attribute_values(some(update.values))
            .build();
        self.push(step, built.map(|update| TransactWriteItem::builder().update(update).build()))
    }

    /// Checks an item without touching it (`guard` writes nothing itself).
    #[must_use]
    pub fn check(self, step: &'static str, guard: Update) -> Self {
        let built = ConditionCheck::builder()
            .table_name(&*self.table)
            .set_key(Some(guard.key.attributes()))
            .set_condition_expression(guard.condition)
            .set_expression_attribute_names(some(guard.names))
            .set_expression_attribute_values(some(guard.values))
            .build();
        self.push(step, built.map(|check| TransactWriteItem::builder().condition_check(check).build()))
    }

    /// Deletes an item, there or not.
    #[must_use]
    pub fn delete(self, step: &'static str, key: Key) -> Self {
        self.delete_if(step, Update::at(key))
    }

    /// Deletes an item if the condition of `guard` holds.
    #[must_use]
    pub fn delete_if(self, step: &'static str, guard: Update) -> Self {
        let built = Delete::builder()
            .table_name(&*self.table)
            .set_key(Some(guard.key.attributes()))
            .set_condition_expression(guard.condition)
            .set_expression_attribute_names(some(guard.names))
            .set_expression_attribute_values(some(guard.values))
            .build();
        self.push(step, built.map(|delete| TransactWriteItem::builder().delete(delete).build()))
    }

    /// How many steps there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// No step yet.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    pub(crate) fn finish(self) -> Result<(Vec<&'static str>, Vec<TransactWriteItem>), TableError> {
        match self.broken {
            Some(error) => Err(error),
            None => Ok((self.names, self.items)),
        }
    }

    fn push<E: std::fmt::Display>(mut self, step: &'static str, item: Result<TransactWriteItem, E>) -> Self {
        match item {
            Ok(item) => {
                self.names.push(step);
                self.items.push(item);
            }
            Err(error) => {
                self.broken.get_or_insert(TableError::Broken(error.to_string()));
            }
        }
        self
    }
}

/// The SDK wants no map rather than an empty one.
pub(crate) fn some<V>(map: std::collections::HashMap<String, V>) -> Option<std::collections::HashMap<String, V>> {
    (!map.is_empty()).then_some(map)
}
