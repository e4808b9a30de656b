//! Feeds of a company.

use domain::OrganizationId;

use super::Key;

/// How many partitions a feed of a company is spread over.
pub const FEED_SHARDS: u8 = 8;

/// A partition of a feed of a company.
pub fn feed_partition(organization: &OrganizationId, feed: &str, shard: u8) -> String {
    format!("FEED#{organization}#{feed}#{shard}")
}

/// Entries of a feed begin with this.
pub const FEED_ENTRY: &str = "ENTRY#";

/// An entry of a feed; ids begin with the time.
pub fn feed_entry(organization: &OrganizationId, feed: &str, shard: u8, id: &str) -> Key {
    Key::new(feed_partition(organization, feed, shard), format!("{FEED_ENTRY}{id}"))
}
