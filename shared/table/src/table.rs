//! The calls themselves.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{AttributeValue, KeysAndAttributes, ReturnConsumedCapacity};
use futures::{StreamExt as _, TryStreamExt as _, stream};

use crate::batch::MOST_KEYS;
use crate::entity::{Item, from_item};
use crate::query::{open, seal, sort_key};
use crate::transaction::some;
use crate::{Batch, Entity, Found, Key, Page, Pattern, TableError, usage};

/// The table: a client and a name. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Table {
    pub(crate) client: Client,
    pub(crate) name: Arc<str>,
}

/// How the keys of a batch are asked for.
#[derive(Debug, Clone, Copy)]
struct Wanted {
    consistent: bool,
    only: &'static [&'static str],
}

impl Wanted {
    /// The key attributes always come along: they tell which item a part belongs to.
    fn projection(self) -> (Option<String>, HashMap<String, String>) {
        if self.only.is_empty() {
            return (None, HashMap::new());
        }
        let attributes = ["pk", "sk"].iter().chain(self.only);
        let names: HashMap<_, _> = attributes.map(|name| (format!("#{name}"), (*name).to_owned())).collect();
        let expression = names.keys().cloned().collect::<Vec<_>>().join(", ");
        (Some(expression), names)
    }
}

/// More items than a page of the store holds.
const WHOLE: i32 = 100_000;
/// Calls of one batch that are under way at once.
const PARALLEL: usize = 4;
/// How often items that the store did not get to are asked for again.
const RETRIES: u32 = 6;

impl Table {
    /// The table of this name behind this client.
    pub fn new(client: Client, name: &str) -> Self {
        Self { client, name: name.into() }
    }

    /// Reads one item; `consistent` for what decides about a write.
    pub async fn get<E: Entity>(&self, key: Key, consistent: bool) -> Result<Option<E>, TableError> {
        let request = self
            .client
            .get_item()
            .table_name(&*self.name)
            .set_key(Some(key.attributes()))
            .consistent_read(consistent)
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let answer = usage::call(request.send()).await?;
        usage::reads(&answer.consumed_capacity);
        answer.item.map(from_item).transpose()
    }

    /// Reads items of any kind; one round trip for up to a hundred keys.
    pub async fn batch(&self, batch: Batch) -> Result<Found, TableError> {
        let request = Wanted { consistent: batch.consistent, only: batch.only };
        let chunks: Vec<Vec<Key>> = batch.keys.chunks(MOST_KEYS).map(<[Key]>::to_vec).collect();
        let items: Vec<Vec<Item>> = stream::iter(chunks)
            .map(|keys| self.batch_chunk(keys, request))
            .buffer_unordered(PARALLEL)
            .try_collect()
            .await?;
        Ok(Found(items.into_iter().flatten().filter_map(|item| Some((Key::of(&item)?, item))).collect()))
    }

    async fn batch_chunk(&self, keys: Vec<Key>, request: Wanted) -> Result<Vec<Item>, TableError> {
        let mut wanted: Vec<Item> = keys.into_iter().map(|key| key.attributes()).collect();
        let mut found = Vec::with_capacity(wanted.len());
        for attempt in 0..RETRIES {
            if wanted.is_empty() {
                return Ok(found);
            }
            pause(attempt).await;
            wanted = self.batch_call(wanted, request, &mut found).await?;
        }
        wanted.is_empty().then_some(found).ok_or_else(|| TableError::Unavailable("unprocessed keys".to_owned()))
    }

    /// One call; gives back the keys that the store did not get to.
    async fn batch_call(
        &self,
        keys: Vec<Item>,
        wanted: Wanted,
        found: &mut Vec<Item>,
    ) -> Result<Vec<Item>, TableError> {
        let (projection, names) = wanted.projection();
        let keys = KeysAndAttributes::builder()
            .set_keys(Some(keys))
            .consistent_read(wanted.consistent)
            .set_projection_expression(projection)
            .set_expression_attribute_names(some(names))
            .build()
            .map_err(|error| TableError::Broken(error.to_string()))?;
        let request = self
            .client
            .batch_get_item()
            .request_items(&*self.name, keys)
            .return_consumed_capacity(ReturnConsumedCapacity::Total);
        let mut answer = usage::call(request.send()).await?;
        usage::reads(answer.consumed_capacity());
        found.extend(answer.responses.and_then(|mut tables| tables.remove(&*self.name)).unwrap_or_default());
        let unprocessed = answer.unprocessed_keys.as_mut().and_then(|tables| tables.remove(&*self.name));
        Ok(unprocessed.map(|keys| keys.keys).unwrap_or_default())
    }

    /// Reads one page of a list that somebody is shown. The store names a place to go on from wherever it has read as much as
    /// it was asked for; only one item more tells whether anything stands there.
    pub async fn list<P: Pattern>(
        &self,
        pattern: &P,
        limit: i32,
        cursor: Option<&str>,
    ) -> Result<Page<P::Output>, TableError> {
        Ok(self.query(pattern, limit.saturating_add(1), cursor).await?.cut(limit))
    }

    /// Reads one page of an access pattern, as [`Table::list`] does; but at a page's end it may name a next one that is
    /// empty. A cursor that is none of this pattern's reads from the beginning as
    /// `None` does; callers that must tell the difference use [`Table::is_cursor`].
    pub async fn query<P: Pattern>(
        &self,
        pattern: &P,
        limit: i32,
        cursor: Option<&str>,
    ) -> Result<Page<P::Output>, TableError> {
        let request = self
            .client
            .query()
            .table_name(&*self.name)
            .scan_index_forward(!pattern.newest_first())
            .consistent_read(pattern.consistent())
            .limit(limit)
            .set_exclusive_start_key(cursor.and_then(|cursor| open(cursor, pattern)).map(|key| key.attributes()))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .expression_attribute_values(":pk", AttributeValue::S(pattern.partition()));
        let request = match pattern.range() {
            Some((from, to)) => request
                .key_condition_expression("pk = :pk AND sk BETWEEN :from AND :to")
                .expression_attribute_values(":from", AttributeValue::S(from))
                .expression_attribute_values(":to", AttributeValue::S(to)),
            None => request
                .key_condition_expression("pk = :pk AND begins_with(sk, :prefix)")
                .expression_attribute_values(":prefix", AttributeValue::S(pattern.prefix())),
        };
        usage::query();
        let answer = usage::call(request.send()).await?;
        usage::reads(&answer.consumed_capacity);
        let next = answer.last_evaluated_key.as_ref().and_then(sort_key).map(seal);
        let items = answer.items.unwrap_or_default().into_iter();
        let items = items.filter_map(|item| readable(item, pattern).transpose()).collect::<Result<_, _>>()?;
        Ok(Page { items, next })
    }

    /// Reads a pattern to its end; only for partitions that are small by design. A page ends where the store ends it, at
    /// 1 MB.
    pub async fn query_all<P: Pattern>(&self, pattern: &P) -> Result<Vec<P::Output>, TableError> {
        let mut page = self.query(pattern, WHOLE, None).await?;
        let mut items = page.items;
        while let Some(cursor) = page.next {
            page = self.query(pattern, WHOLE, Some(&cursor)).await?;
            items.append(&mut page.items);
        }
        Ok(items)
    }

    /// Whether a cursor that came back belongs to this pattern.
    pub fn is_cursor(cursor: &str, pattern: &impl Pattern) -> bool {
        open(cursor, pattern).is_some()
    }
}

/// `None` for one that does not read, where the pattern passes over such.
fn readable<P: Pattern>(item: Item, pattern: &P) -> Result<Option<P::Output>, TableError> {
    let place = if pattern.passes_over_broken() { sort_key(&item).map(ToOwned::to_owned) } else { None };
    match (from_item(item), place) {
        (Err(error), Some(key)) => {
            tracing::error!(partition = pattern.partition(), key, %error, "passed over");
            Ok(None)
        }
        (read, _) => read.map(Some),
    }
}

/// Waits before a repetition: nothing at first, then 20 ms doubling.
pub(crate) async fn pause(attempt: u32) {
    if attempt > 0 {
        tokio::time::sleep(Duration::from_millis(10 << attempt)).await;
    }
}
