//! Feeds: what happened, for accounting systems to take out by cursor, in order, with nothing skipped.
//!
//! An entry is written in the transaction of its event. Its id begins with the time at which it was made, which is
//! before the commit; so entries can become visible out of their order, and a reader gets only what is older than the
//! longest transaction and the difference of two clocks. By then every entry with a smaller id is there.
//!
//! Entries of a company are spread over partitions by their id; a page reads all of them at once and merges.

use domain::OrganizationId;
use domain::id::base32;
use futures::future::try_join_all;
use jiff::{SignedDuration, Timestamp};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::query::{seal, unseal};
use crate::{Entity, Key, Page, Pattern, Table, TableError, keys};

/// Age at which an entry is settled: a function that writes into a feed is stopped after ten seconds (`Timeout` in the
/// template), and clocks differ by less than five.
pub const SETTLED: SignedDuration = SignedDuration::from_secs(15);

/// How long an accounting system may stay away without missing anything.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 400);

/// Characters of an entry's id.
const ID_LENGTH: usize = 26;

/// A feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Feed {
    /// Readings that residents entered.
    Readings,
    /// Payments that were posted.
    Payments,
    /// Orders of paid services that residents made or took back.
    Orders,
    /// What residents write to the company.
    Appeals,
}

impl Feed {
    /// Its part of a key.
    pub const fn key_part(self) -> &'static str {
        match self {
            Self::Readings => "READINGS",
            Self::Payments => "PAYMENTS",
            Self::Orders => "ORDERS",
            Self::Appeals => "APPEALS",
        }
    }
}

/// What the entries of a feed tell.
pub trait Event: Serialize + DeserializeOwned {
    /// The feed.
    const FEED: Feed;
}

/// An entry of a feed. Never changed: a correction is an entry of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry<E> {
    /// Ordered by time and unique: 26 base-32 digits, the first ten of which tell the millisecond.
    pub id: String,
    /// The company.
    pub organization: OrganizationId,
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub event: E,
}

impl<E: Event> Entity for Entry<E> {
    const TYPE: &'static str = "feed_entry";
    fn key(&self) -> Key {
        keys::feed_entry(&self.organization, E::FEED.key_part(), shard(&self.id), &self.id)
    }
    fn expires_at(&self) -> Option<Timestamp> {
        self.at.checked_add(KEPT).ok()
    }
}

fn shard(id: &str) -> u8 {
    let sum: u32 = id.bytes().map(u32::from).sum();
    u8::try_from(sum % u32::from(keys::FEED_SHARDS)).unwrap_or(0)
}

/// A place in a feed: after the entry of this id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor(String);

impl Cursor {
    /// Before the first entry.
    pub fn start() -> Self {
        Self("0".repeat(ID_LENGTH))
    }

    /// For the outside; opaque, and good for this feed only.
    pub fn sealed(&self, feed: Feed) -> String {
        seal(&format!("{}#{}", feed.key_part(), self.0))
    }

    /// A place that came back; `None` for what is no place of this feed.
    pub fn open(text: &str, feed: Feed) -> Option<Self> {
        let text = unseal(text)?;
        let id = text.strip_prefix(feed.key_part())?.strip_prefix('#')?;
        let good = id.len() == ID_LENGTH && id.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase());
        good.then(|| Self(id.to_owned()))
    }
}

/// A page of a feed.
#[derive(Debug)]
pub struct FeedPage<E> {
    /// Entries in the order of their ids.
    pub entries: Vec<Entry<E>>,
    /// Where to go on.
    pub next: Cursor,
    /// There is more already.
    pub more: bool,
}

/// The settled entries of one partition of a feed.
pub struct FeedShard<'a, E> {
    /// The company.
    pub organization: &'a OrganizationId,
    /// The partition.
    pub shard: u8,
    /// Entries after this place.
    pub after: &'a Cursor,
    /// Entries with ids below this one.
    pub until: &'a str,
    /// What the entries tell.
    pub event: std::marker::PhantomData<E>,
}

impl<E: Event> Pattern for FeedShard<'_, E> {
    type Output = Entry<E>;
    fn partition(&self) -> String {
        keys::feed_partition(self.organization, E::FEED.key_part(), self.shard)
    }
    fn prefix(&self) -> String {
        keys::FEED_ENTRY.to_owned()
    }
    fn range(&self) -> Option<(String, String)> {
        let Self { after: Cursor(after), until, .. } = self;
        // `~` follows every character of an id.
        Some((format!("{}{after}~", keys::FEED_ENTRY), format!("{}{until}", keys::FEED_ENTRY)))
    }
    fn consistent(&self) -> bool {
        true
    }
}

impl Table {
    /// The settled entries after a place, at most `limit`, in one round trip.
    pub async fn follow<E: Event>(
        &self,
        organization: &OrganizationId,
        after: &Cursor,
        now: Timestamp,
        limit: usize,
    ) -> Result<FeedPage<E>, TableError> {
        let until = settled_before(now);
        if after.0 >= until {
            return Ok(FeedPage { entries: Vec::new(), next: after.clone(), more: false });
        }
        let pages =
            try_join_all(
                (0..keys::FEED_SHARDS).map(|shard| {
                    let (event, until) = (std::marker::PhantomData::<E>, until.as_str());
                    async move {
                        self.list(&FeedShard { organization, shard, after, until, event }, share(limit), None).await
                    }
                }),
            );
        Ok(merge(pages.await?, after, limit))
    }
}

/// What is asked of each partition: twice its part, so that an uneven page rarely ends early.
fn share(limit: usize) -> i32 {
    let part = (2 * limit).div_ceil(usize::from(keys::FEED_SHARDS));
    i32::try_from(part).unwrap_or(i32::MAX)
}

/// A partition that goes on after its page says nothing of what comes later, so later entries of the others wait.
fn merge<E>(pages: Vec<Page<Entry<E>>>, after: &Cursor, limit: usize) -> FeedPage<E> {
    let cut = pages.iter().filter(|page| page.next.is_some());
    let reach = cut.filter_map(|page| page.items.last()).map(|entry| entry.id.clone()).min();
    let within = |entry: &Entry<E>| reach.as_ref().is_none_or(|reach| entry.id <= *reach);
    let mut entries: Vec<Entry<E>> = pages.into_iter().flat_map(|page| page.items).filter(within).collect();
    entries.sort_unstable_by(|one, other| one.id.cmp(&other.id));
    let more = reach.is_some() || entries.len() > limit;
    entries.truncate(limit);
    let next = entries.last().map_or_else(|| after.clone(), |entry| Cursor(entry.id.clone()));
    FeedPage { entries, next, more }
}

/// The smallest id that an entry which is not settled yet can have.
fn settled_before(now: Timestamp) -> String {
    let horizon = now.checked_sub(SETTLED).unwrap_or(Timestamp::MIN);
    let milliseconds = u64::try_from(horizon.as_millisecond()).unwrap_or(0).to_be_bytes();
    base32(&milliseconds[2..], ID_LENGTH)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The seconds after which the template stops a function: its own, or those of all functions.
    fn timeout(function: &str) -> i64 {
        let template = include_str!("../../../template.yaml");
        let head = format!("\n  {function}:\n    Type: AWS::Serverless::Function\n");
        let own = template.split(&head).nth(1).unwrap().split("\n\n").next().unwrap();
        let line = |text: &str| text.lines().find_map(|line| line.trim().strip_prefix("Timeout: ")?.parse().ok());
        line(own).or_else(|| line(template)).unwrap()
    }

    #[test]
    fn an_entry_is_settled_when_the_function_that_wrote_it_has_been_stopped_and_clocks_differ() {
        const CLOCKS: i64 = 5;
        assert_eq!(timeout("Mailer"), 300, "the template is read");
        for function in ["Readings", "Payments", "Requests"] {
            assert!(SETTLED.as_secs() >= timeout(function) + CLOCKS, "{function}");
        }
    }

    fn page(ids: &[&str], goes_on: bool) -> Page<Entry<()>> {
        let entry = |id: &&str| Entry {
            id: (*id).to_owned(),
            organization: OrganizationId::from_random([1; 8]),
            at: Timestamp::UNIX_EPOCH,
            event: (),
        };
        Page { items: ids.iter().map(entry).collect(), next: goes_on.then(String::new) }
    }

    fn ids(page: &FeedPage<()>) -> Vec<&str> {
        page.entries.iter().map(|entry| entry.id.as_str()).collect()
    }

    #[test]
    fn partitions_are_merged_in_the_order_of_ids() {
        let merged = merge(vec![page(&["1", "4"], false), page(&["2", "3"], false)], &Cursor::start(), 10);
        assert_eq!((ids(&merged), merged.more), (vec!["1", "2", "3", "4"], false));
        assert_eq!(merged.next, Cursor("4".to_owned()));
    }

    #[test]
    fn what_lies_behind_a_partition_that_goes_on_waits() {
        let merged = merge(vec![page(&["1", "2"], true), page(&["3", "4"], false)], &Cursor::start(), 10);
        assert_eq!((ids(&merged), merged.more), (vec!["1", "2"], true));
    }

    #[test]
    fn a_page_that_is_too_long_is_cut() {
        let merged = merge(vec![page(&["1", "2", "3"], false)], &Cursor::start(), 2);
        assert_eq!((ids(&merged), merged.more), (vec!["1", "2"], true));
        assert_eq!(merged.next, Cursor("2".to_owned()));
    }

    #[test]
    fn an_empty_page_stays_where_it_was() {
        let after = Cursor("7".repeat(ID_LENGTH));
        assert_eq!(merge(vec![page(&[], false)], &after, 2).next, after);
    }

    #[test]
    fn a_cursor_is_good_for_its_feed_only() {
        let cursor = Cursor("0".repeat(25) + "z");
        assert_eq!(Cursor::open(&cursor.sealed(Feed::Readings), Feed::Readings), Some(cursor));
        for text in ["", "AAAA", &seal("READINGS#1"), &seal(&format!("OTHER#{}", "0".repeat(26)))] {
            assert_eq!(Cursor::open(text, Feed::Readings), None, "{text}");
        }
    }
}
