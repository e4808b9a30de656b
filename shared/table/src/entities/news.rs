//! News: what a company sent, the copies that residents read, and what each of them has read.

use std::collections::BTreeSet;

use domain::house::HouseCode;
use domain::line_text::LineText;
use domain::news::{News, NewsId, NewsStatus};
use domain::{OrganizationId, UserId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Entity, Key, Pattern, Update, keys};

/// A news item as the company sent it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsItem {
    /// The company.
    pub organization: OrganizationId,
    /// What its accounting system told.
    pub news: News,
    /// Its body as it is shown: made when it was loaded, and safe.
    pub html: String,
    /// How often it was written. Whoever changes it must have seen this number.
    pub revision: u32,
}

impl Entity for NewsItem {
    const TYPE: &'static str = "news";
    fn key(&self) -> Key {
        keys::news(&self.organization, &self.id())
    }
}

/// What residents get of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// Its id.
    pub id: NewsId,
    /// One line.
    pub title: LineText,
    /// Safe HTML.
    pub html: String,
    /// Stands before the others.
    pub pinned: bool,
    /// From when it is shown.
    pub published_at: Timestamp,
    /// Until when.
    #[serde(default)]
    pub until: Option<Timestamp>,
    /// For whom; for all where none is named.
    #[serde(default)]
    pub houses: Vec<HouseCode>,
}

impl Posted {
    /// It is shown at this moment.
    pub fn is_shown(&self, now: Timestamp) -> bool {
        self.published_at <= now && self.until.is_none_or(|until| now < until)
    }

    /// It is meant for the residents of this house.
    pub fn is_for(&self, house: &HouseCode) -> bool {
        self.houses.is_empty() || self.houses.contains(house)
    }

    /// Its place in a list.
    pub fn place(&self) -> String {
        keys::news_place(self.pinned, self.published_at, &self.id)
    }
}

/// Where a list of news stands.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Board {
    /// A copy of what is meant for all, and for so many houses that it is looked through by everybody.
    Everybody(u8),
    /// What is meant for a house.
    House(HouseCode),
}

impl Board {
    fn partition(&self, organization: &OrganizationId) -> String {
        match self {
            Self::Everybody(shard) => keys::news_board(organization, *shard),
            Self::House(house) => keys::house_news_board(organization, house),
        }
    }
}

/// A news item in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedNews {
    /// The company.
    pub organization: OrganizationId,
    /// The list.
    pub board: Board,
    /// The item.
    pub posted: Posted,
}

impl Entity for ListedNews {
    const TYPE: &'static str = "listed_news";
    fn key(&self) -> Key {
        keys::listed_news(self.board.partition(&self.organization), &self.posted.place())
    }
    fn expires_at(&self) -> Option<Timestamp> {
        self.posted.until
    }
}

/// A copy of a news item, found by its id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostedNews {
    /// The company.
    pub organization: OrganizationId,
    /// Which copy.
    pub shard: u8,
    /// The item.
    pub posted: Posted,
}

impl Entity for PostedNews {
    const TYPE: &'static str = "posted_news";
    fn key(&self) -> Key {
        keys::posted_news(&self.organization, self.shard, &self.posted.id)
    }
    fn expires_at(&self) -> Option<Timestamp> {
        self.posted.until
    }
}

/// The most houses in whose own lists an item is put: a change from these to others is one transaction. What is meant for
/// more stands in the list of all, where those of other houses pass over it.
const LISTED_BY_HOUSE: usize = 40;

impl NewsItem {
    /// Its id.
    pub fn id(&self) -> NewsId {
        NewsId::of(&self.organization, &self.news.code)
    }

    /// Where residents find it in lists; nowhere unless it is published.
    pub fn listed(&self) -> Vec<ListedNews> {
        let boards: Vec<Board> = match (self.news.status, &self.news.houses[..]) {
            (NewsStatus::Published, houses) if houses.is_empty() || houses.len() > LISTED_BY_HOUSE => {
                (0..keys::NEWS_SHARDS).map(Board::Everybody).collect()
            }
            (NewsStatus::Published, houses) => houses.iter().cloned().map(Board::House).collect(),
            (NewsStatus::Draft | NewsStatus::Withdrawn, _) => Vec::new(),
        };
        let listed = |board| ListedNews { organization: self.organization.clone(), board, posted: self.posted() };
        boards.into_iter().map(listed).collect()
    }

    /// Where residents find it by its id.
    pub fn copies(&self) -> Vec<PostedNews> {
        let shards = if self.news.status == NewsStatus::Published { keys::NEWS_SHARDS } else { 0 };
        let copy = |shard| PostedNews { organization: self.organization.clone(), shard, posted: self.posted() };
        (0..shards).map(copy).collect()
    }

    fn posted(&self) -> Posted {
        let News { title, pinned, published_at, expires_at, houses, .. } = &self.news;
        Posted {
            id: self.id(),
            title: title.clone(),
            html: self.html.clone(),
            pinned: *pinned,
            published_at: *published_at,
            until: *expires_at,
            houses: houses.clone(),
        }
    }
}

/// A list of news from a place on, newest first.
pub struct NewsOn<'a> {
    /// The company.
    pub organization: &'a OrganizationId,
    /// The list.
    pub board: &'a Board,
    /// The place, included; the beginning where there is none.
    pub from: Option<&'a str>,
}

impl Pattern for NewsOn<'_> {
    type Output = ListedNews;
    fn partition(&self) -> String {
        self.board.partition(self.organization)
    }
    fn prefix(&self) -> String {
        keys::LISTED_NEWS.to_owned()
    }
    fn range(&self) -> Option<(String, String)> {
        self.from.map(|place| (keys::LISTED_NEWS.to_owned(), place.to_owned()))
    }
    fn newest_first(&self) -> bool {
        true
    }
}

/// What a person has read: one small item, however much news there is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsRead {
    /// The person.
    pub user: UserId,
    /// What was published before this counts as read.
    #[serde(default)]
    pub before: Option<Timestamp>,
    /// What was read since.
    #[serde(default)]
    pub ids: BTreeSet<String>,
}

impl Entity for NewsRead {
    const TYPE: &'static str = "news_read";
    fn key(&self) -> Key {
        keys::news_read(&self.user)
    }
}

impl NewsRead {
    /// The most ids that are kept: about 6 KB.
    pub const MOST: u32 = 300;

    /// The person knows it.
    pub fn knows(&self, posted: &Posted) -> bool {
        self.ids.contains(posted.id.as_str()) || self.before.is_some_and(|before| posted.published_at < before)
    }

    /// Remembers one more, as long as there is room.
    pub fn remember(user: &UserId, id: &NewsId) -> Update {
        Self::of(user).insert("ids", id.as_str()).fewer("ids", Self::MOST)
    }

    /// Begins anew with this one: whoever has read three hundred has seen what is older.
    pub fn begin_anew(user: &UserId, id: &NewsId, now: Timestamp) -> Update {
        Self::of(user).set_texts("ids", vec![id.to_string()]).set("before", now)
    }

    fn of(user: &UserId) -> Update {
        Update::at(keys::news_read(user)).set("type", Self::TYPE).set("user", user)
    }
}
