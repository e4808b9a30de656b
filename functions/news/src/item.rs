//! A news item as residents get it.

use domain::OrganizationId;
use http::{ApiResult, App};
use jiff::Timestamp;
use serde::Serialize;
use table::entities::news::{NewsRead, Posted};
use utoipa::ToSchema;

use crate::pictures;

/// A news item.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewsItem {
    /// Opaque id; a corrected item keeps it.
    id: String,
    /// One line.
    title: String,
    /// The text as HTML, safe to be put into a page: no scripts, nothing that is loaded from elsewhere. Its pictures
    /// lie at the site's own origin; their addresses work for ten minutes at least. Empty in a list of headlines.
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
    /// The item of a company for a person who has read this much.
    pub fn of(app: &App, company: &OrganizationId, posted: Posted, read: Option<&NewsRead>) -> ApiResult<Self> {
        let html = pictures::addressed(app, company, posted.html.clone())?;
        Ok(Self { html, ..Self::headline(posted, read) })
    }

    /// The item without its text.
    pub fn headline(posted: Posted, read: Option<&NewsRead>) -> Self {
        let read = read.is_some_and(|read| read.knows(&posted));
        let Posted { id, title, pinned, published_at, .. } = posted;
        Self { id: id.to_string(), title: title.to_string(), html: String::new(), published_at, pinned, read }
    }
}
