//! Access patterns that read several items of one partition.

use aws_sdk_dynamodb::types::AttributeValue;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::{Entity, Key};

/// A named way of reading a partition. Implementors are the list of what the system asks the table.
pub trait Pattern {
    /// What the items are.
    type Output: Entity;

    /// The partition.
    fn partition(&self) -> String;

    /// Sort keys begin with this.
    fn prefix(&self) -> String;

    /// Sort keys from and to, both included, instead of the prefix alone.
    fn range(&self) -> Option<(String, String)> {
        None
    }

    /// Greatest sort key first.
    fn newest_first(&self) -> bool {
        false
    }

    /// Whether an item that does not read is told of and passed over, instead of failing what is read with it.
    fn passes_over_broken(&self) -> bool {
        false
    }

    /// Whether the answer must include every write that was acknowledged before it was asked for.
    fn consistent(&self) -> bool {
        false
    }
}

/// A pattern, read as consistently as the page wants it.
pub(crate) struct WithConsistency<P> {
    pub pattern: P,
    pub consistent: bool,
}

impl<P: Pattern> Pattern for WithConsistency<P> {
    type Output = P::Output;
    fn partition(&self) -> String {
        self.pattern.partition()
    }
    fn prefix(&self) -> String {
        self.pattern.prefix()
    }
    fn range(&self) -> Option<(String, String)> {
        self.pattern.range()
    }
    fn newest_first(&self) -> bool {
        self.pattern.newest_first()
    }
    fn consistent(&self) -> bool {
        self.consistent || self.pattern.consistent()
    }
    fn passes_over_broken(&self) -> bool {
        self.pattern.passes_over_broken()
    }
}

/// A page of a list and the place where the next one begins.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// The entries.
    pub items: Vec<T>,
    /// The sort key after which the next page begins, sealed for the outside; `None` at the end.
    pub next: Option<String>,
}

impl<T: Entity> Page<T> {
    /// Its beginning, after which it goes on, where it is longer than this.
    pub(crate) fn cut(mut self, limit: i32) -> Self {
        let limit = usize::try_from(limit).unwrap_or_default();
        if self.items.len() > limit {
            self.items.truncate(limit);
            self.next = self.items.last().map(|last| seal(&last.key().sk));
        }
        self
    }
}

/// Seals a sort key as an opaque cursor.
pub(crate) fn seal(sort_key: &str) -> String {
    URL_SAFE_NO_PAD.encode(sort_key)
}

/// The text that was sealed.
pub(crate) fn unseal(cursor: &str) -> Option<String> {
    String::from_utf8(URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()
}

/// Opens a cursor that came back; `None` for what is no cursor of this pattern.
pub(crate) fn open(cursor: &str, pattern: &impl Pattern) -> Option<Key> {
    let sk = unseal(cursor)?;
    sk.starts_with(&pattern.prefix()).then(|| Key { pk: pattern.partition(), sk })
}

pub(crate) fn sort_key(attributes: &crate::entity::Item) -> Option<&str> {
    attributes.get("sk").and_then(|value: &AttributeValue| value.as_s().ok()).map(String::as_str)
}
