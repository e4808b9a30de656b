//! Writing: single conditional writes and transactions.

use std::sync::Arc;

use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::{
    CancellationReason, ReturnConsumedCapacity, ReturnValue, ReturnValuesOnConditionCheckFailure, TransactWriteItem,
};

use crate::entity::{from_item, to_item};
use crate::table::pause;
use crate::transaction::some;
use crate::{CommitError, Entity, Key, Table, TableError, Transaction, Update, usage};

/// What became of a conditional change of one item.
#[derive(Debug)]
pub enum Changed<E> {
    /// It happened; the item as it is now.
    Done(E),
    /// The condition did not hold for this item (`None`: there is none).
    Refused(Option<E>),
}

/// How often a transaction that met another one on the same item is tried again.
const CONFLICT_RETRIES: u32 = 6;

impl Table {
    /// Writes one item, whatever stood there.
    pub async fn put(&self, entity: &impl Entity) -> Result<(), TableError> {
        let request = self
            .client
            .put_item()
            .table_name(&*self.name)
            .set_item(Some(to_item(entity)?))
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let answer = usage::call(request.send()).await?;
        usage::writes(&answer.consumed_capacity);
        Ok(())
    }

    /// Changes one item; `false` when its condition did not hold.
    pub async fn update(&self, update: Update) -> Result<bool, TableError> {
        match usage::call(self.changing(update).send()).await {
            Ok(answer) => {
                usage::writes(&answer.consumed_capacity);
                Ok(true)
            }
            Err(error)
                if error.as_service_error().is_some_and(UpdateItemError::is_conditional_check_failed_exception) =>
            {
                Ok(false)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Changes one item and answers it: as it became, or as it stood in the way.
    pub async fn change<E: Entity>(&self, update: Update) -> Result<Changed<E>, TableError> {
        let request = self
            .changing(update)
            .return_values(ReturnValue::AllNew)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        match usage::call(request.send()).await {
            Ok(answer) => {
                usage::writes(&answer.consumed_capacity);
                from_item(answer.attributes.unwrap_or_default()).map(Changed::Done)
            }
            Err(error) => match error.as_service_error() {
                Some(UpdateItemError::ConditionalCheckFailedException(refusal)) => {
                    refusal.item().cloned().map(from_item).transpose().map(Changed::Refused)
                }
                _ => Err(error.into()),
            },
        }
    }

    fn changing(&self, update: Update) -> UpdateItemFluentBuilder {
        self.client
            .update_item()
            .table_name(&*self.name)
            .set_key(Some(update.key.attributes()))
            .set_update_expression(update.expression())
            .set_condition_expression(update.condition)
            .set_expression_attribute_names(some(update.names))
            .set_expression_attribute_values(some(update.values))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
    }

    /// Deletes one item if the condition of `guard` holds; `false` when it did not.
    pub async fn delete_if(&self, guard: Update) -> Result<bool, TableError> {
        let request = self
            .client
            .delete_item()
            .table_name(&*self.name)
            .set_key(Some(guard.key.attributes()))
            .set_condition_expression(guard.condition)
            .set_expression_attribute_names(some(guard.names))
            .set_expression_attribute_values(some(guard.values))
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        match usage::call(request.send()).await {
            Ok(answer) => {
                usage::writes(&answer.consumed_capacity);
                Ok(true)
            }
            Err(error)
                if error.as_service_error().is_some_and(DeleteItemError::is_conditional_check_failed_exception) =>
            {
                Ok(false)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Deletes one item and answers what it was; of several who take it at once, one gets it.
    pub async fn take<E: Entity>(&self, key: Key) -> Result<Option<E>, TableError> {
        let request = self
            .client
            .delete_item()
            .table_name(&*self.name)
            .set_key(Some(key.attributes()))
            .return_values(ReturnValue::AllOld)
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let answer = usage::call(request.send()).await?;
        usage::writes(&answer.consumed_capacity);
        answer.attributes.map(from_item).transpose()
    }

    /// Deletes one item, there or not.
    pub async fn delete(&self, key: Key) -> Result<(), TableError> {
        self.delete_if(Update::at(key)).await.map(|_| ())
    }

    /// An empty transaction on this table.
    pub fn transaction(&self) -> Transaction {
        Transaction::on(Arc::clone(&self.name))
    }

    /// Does all steps or none. A step whose condition did not hold is named; a meeting with another transaction on
    /// the same item is tried again. The SDK sends one request token with all its repetitions, so an answer that got
    /// lost after the commit does not run the steps twice.
    pub async fn commit(&self, transaction: Transaction) -> Result<(), CommitError> {
        let (names, items) = transaction.finish()?;
        for attempt in 0..CONFLICT_RETRIES {
            pause(attempt).await;
            match self.commit_once(&names, items.clone()).await {
                Err(Outcome::Conflict) => {}
                Err(Outcome::Final(error)) => return Err(error),
                Ok(()) => return Ok(()),
            }
        }
        Err(TableError::Unavailable("transactions on the same item".to_owned()).into())
    }

    async fn commit_once(&self, names: &[&'static str], items: Vec<TransactWriteItem>) -> Result<(), Outcome> {
        let request = self
            .client
            .transact_write_items()
            .set_transact_items(Some(items))
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        match usage::call(request.send()).await {
            Ok(answer) => {
                usage::writes(answer.consumed_capacity());
                Ok(())
            }
            Err(error) => Err(outcome(names, error)),
        }
    }
}

enum Outcome {
    Conflict,
    Final(CommitError),
}

fn outcome<R: std::fmt::Debug>(names: &[&'static str], error: SdkError<TransactWriteItemsError, R>) -> Outcome {
    let reasons = match error.as_service_error() {
        Some(TransactWriteItemsError::TransactionCanceledException(cancelled)) => cancelled.cancellation_reasons(),
        _ => return Outcome::Final(TableError::from(error).into()),
    };
    let has = |reason: &CancellationReason, code: &str| reason.code() == Some(code);
    let refused: Vec<&'static str> = names
        .iter()
        .zip(reasons)
        .filter(|(_, reason)| has(reason, "ConditionalCheckFailed"))
        .map(|(name, _)| *name)
        .collect();
    if !refused.is_empty() {
        return Outcome::Final(CommitError::Refused(refused));
    }
    if reasons.iter().any(|reason| has(reason, "TransactionConflict")) {
        return Outcome::Conflict;
    }
    if reasons.iter().any(|reason| has(reason, "ThrottlingError") || has(reason, "ProvisionedThroughputExceeded")) {
        return Outcome::Final(TableError::Unavailable("throttled transaction".to_owned()).into());
    }
    let codes: Vec<_> = reasons.iter().filter_map(CancellationReason::code).filter(|code| *code != "None").collect();
    Outcome::Final(TableError::Broken(format!("cancelled: {codes:?}")).into())
}
