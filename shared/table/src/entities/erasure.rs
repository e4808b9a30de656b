//! Erasing a person.

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity};
use domain::UserId;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::entities::payment;
use crate::entities::user::{Subject, User};
use crate::{Entity, Key, Table, TableError, Transaction, Update, keys, usage};

/// That a person was erased. It holds nothing of them, and stands as long as an access token of theirs could still be
/// taken, so that what comes too late is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// Who it was.
    pub user: UserId,
    /// When.
    pub at: Timestamp,
}

impl Entity for Erasure {
    const TYPE: &'static str = "erasure";
    fn key(&self) -> Key {
        keys::erasure(&self.user)
    }
    fn expires_at(&self) -> Option<Timestamp> {
        self.at.checked_add(SignedDuration::from_hours(24)).ok()
    }
}

/// The step of a transaction that fails where the person was erased meanwhile.
pub const ERASED_STEP: &str = "erased";

/// Deletions under way at once.
const PARALLEL: usize = 16;

impl Transaction {
    /// Refuses the whole where the person was erased: a token outlives its person by minutes.
    #[must_use]
    pub fn unless_erased(self, user: &UserId) -> Self {
        self.check(ERASED_STEP, Update::at(keys::erasure(user)).absent("pk"))
    }
}

impl Table {
    /// Begins an erasure: the person and both claims are gone at once, and so is every right to change anything. The
    /// caller adds the message with which the mailer calls [`Table::erase_rest`].
    pub fn erasure(&self, user: &User, now: Timestamp) -> Transaction {
        let claimed = |subject: Subject| Update::at(subject.key()).equals("user", &user.id);
        self.transaction()
            .delete_if("user", user.unchanged())
            .put("erasure", &Erasure { user: user.id.clone(), at: now })
            .delete_if("login", claimed((&user.login).into()))
            .delete_if("email", claimed((&user.email).into()))
    }

    /// Deletes all that hung on an erased person: appeals, sessions, attachments and what is mailed about them, links,
    /// actions, what stands in orders. Payments stay, without the address and the telephone. It can be called again.
    pub async fn erase_rest(&self, user: &UserId) -> Result<(), TableError> {
        self.erase_appeals(user).await?;
        let kept = keys::erasure(user);
        loop {
            let left = self.keys_of(&keys::user_partition(user)).await?;
            let left: Vec<Key> = left.into_iter().filter(|key| *key != kept).collect();
            if left.is_empty() {
                return Ok(());
            }
            // What is found by these keys alone goes first.
            let subscriptions = left.iter().filter_map(|key| keys::subscriptions_beside(user, key)).flatten();
            self.delete_all(subscriptions.collect()).await?;
            let payments = left.iter().filter_map(keys::payment_ordered_at).collect::<Vec<_>>();
            let changes = stream::iter(payments).map(|id| self.update(payment::without_contact(&id)));
            changes.buffer_unordered(PARALLEL).try_collect::<Vec<_>>().await?;
            let orders = left.iter().filter_map(keys::order_beside).collect::<Vec<_>>();
            let erasures = stream::iter(orders).map(|order| self.erase_order(order));
            erasures.buffer_unordered(PARALLEL).try_collect::<()>().await?;
            self.delete_all(left).await?;
        }
    }

    /// A thread goes before its head, by which alone it is found.
    async fn erase_appeals(&self, user: &UserId) -> Result<(), TableError> {
        loop {
            let left = self.keys_of(&keys::appeals_partition(user)).await?;
            if left.is_empty() {
                return Ok(());
            }
            for thread in left.iter().filter_map(keys::thread_beside) {
                self.erase_partition(&thread).await?;
            }
            self.delete_all(left).await?;
        }
    }

    async fn erase_partition(&self, partition: &str) -> Result<(), TableError> {
        loop {
            let left = self.keys_of(partition).await?;
            if left.is_empty() {
                return Ok(());
            }
            self.delete_all(left).await?;
        }
    }

    async fn delete_all(&self, keys: Vec<Key>) -> Result<(), TableError> {
        let deletions = stream::iter(keys).map(|key| self.delete(key));
        deletions.buffer_unordered(PARALLEL).try_collect().await
    }

    /// Some keys of a partition, none only where it is empty.
    async fn keys_of(&self, partition: &str) -> Result<Vec<Key>, TableError> {
        let request = self
            .client
            .query()
            .table_name(&*self.name)
            .consistent_read(true)
            .key_condition_expression("pk = :pk")
            .expression_attribute_values(":pk", AttributeValue::S(partition.to_owned()))
            .projection_expression("pk, sk")
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let answer = usage::call(request.send()).await?;
        usage::reads(&answer.consumed_capacity);
        Ok(answer.items.unwrap_or_default().iter().filter_map(Key::of).collect())
    }
}
