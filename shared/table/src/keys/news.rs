//! News, rating, mistakes in the text.

use domain::house::HouseCode;
use domain::news::NewsId;
use domain::{OrganizationId, UserId};
use jiff::Timestamp;

use super::{Key, OUTBOX_SHARDS, user_partition};

/// How many copies there are of a company's news: what is opened by thousands at once is read from many partitions.
pub const NEWS_SHARDS: u8 = OUTBOX_SHARDS;

/// A news item as the company sent it; read by loads only.
pub fn news(organization: &OrganizationId, id: &NewsId) -> Key {
    Key::new(format!("NEWS#{organization}"), format!("NEWS#{id}"))
}

/// A copy of what a company has published for all its residents.
pub fn news_board(organization: &OrganizationId, shard: u8) -> String {
    format!("NEWS#{organization}#{shard}")
}

/// What a company has published for the residents of a house.
pub fn house_news_board(organization: &OrganizationId, house: &HouseCode) -> String {
    format!("NEWS#{organization}#HOUSE#{house}")
}

/// Lists of news begin with this.
pub const LISTED_NEWS: &str = "LISTED#";

/// The place of a news item in a list: read backwards, the pinned come first, then the newest.
pub fn news_place(pinned: bool, published_at: Timestamp, id: &NewsId) -> String {
    format!("{LISTED_NEWS}{}#{:012}#{id}", u8::from(pinned), published_at.as_second())
}

/// A news item in a list.
pub fn listed_news(board: String, place: &str) -> Key {
    Key::new(board, place)
}

/// A copy of a news item, found by its id.
pub fn posted_news(organization: &OrganizationId, shard: u8, id: &NewsId) -> Key {
    Key::new(news_board(organization, shard), format!("ITEM#{id}"))
}

/// What a person has read of the news.
pub fn news_read(user: &UserId) -> Key {
    Key::new(user_partition(user), "NEWS_READ")
}

/// A person's voice about the cabinet.
pub fn vote(user: &UserId) -> Key {
    Key::new(user_partition(user), "VOTE")
}

/// How many partitions the voices are counted in.
pub const RATING_SHARDS: u8 = 8;

/// The shard that a person's voice is counted in, now and after it has changed.
pub fn rating_shard(user: &UserId) -> u8 {
    let sum: u32 = user.as_str().bytes().map(u32::from).sum();
    u8::try_from(sum % u32::from(RATING_SHARDS)).unwrap_or(0)
}

/// Voices counted.
pub fn rating(shard: u8) -> Key {
    Key::new(format!("RATING#{shard}"), "RATING")
}

/// Reports of mistakes. One partition: few are taken in an hour, and each is forgotten.
pub const TYPOS: &str = "TYPOS";

/// Reports begin with this.
pub const TYPO: &str = "TYPO#";

/// Reports from a moment on, oldest first.
pub fn typos_since(at: Timestamp) -> String {
    format!("{TYPO}{:012}", at.as_second())
}

/// A report of a mistake.
pub fn typo(at: Timestamp, id: &str) -> Key {
    Key::new(TYPOS.to_owned(), format!("{}#{id}", typos_since(at)))
}
