//! A news item as residents get it.

use jiff::Timestamp;
use serde::Serialize;
use table::entities::news::{NewsRead, Posted};
use utoipa::ToSchema;

/// A news item.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewsItem {
    /// Opaque id; a corrected item keeps it.
    id: String,
    /// One line.
    title: String,
    /// The text as HTML, safe to be put into a page: no scripts, no pictures, nothing that is loaded from elsewhere.
    html: String,
    /// From when it is shown.
    #[schema(value_type = String, format = DateTime)]
    published_at: Timestamp,
    /// Stands before the others.
    pinned: bool,
    /// The person has read it.
    read: bool,
}

impl NewsItem {
    /// The item for a person who has read this much.
    pub fn of(posted: Posted, read: Option<&NewsRead>) -> Self {
        let read = read.is_some_and(|read| read.knows(&posted));
        let Posted { id, title, html, pinned, published_at, .. } = posted;
        Self { id: id.to_string(), title: title.to_string(), html, published_at, pinned, read }
    }
}
