//! Lists: `?limit=&cursor=` → `{"items":[…],"next_cursor":…}`.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{ApiError, ApiResult, Code, Params};

/// Entries of one page when the caller does not say.
const USUAL: i32 = 50;
/// The most entries of one page.
const MOST: i32 = 200;

/// A page of a list.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
pub struct List<T> {
    /// The entries.
    pub items: Vec<T>,
    /// Where the next page begins; null at the end.
    pub next_cursor: Option<String>,
}

impl<T> List<T> {
    /// A list that is one page.
    pub const fn whole(items: Vec<T>) -> Self {
        Self { items, next_cursor: None }
    }
}

/// Which page is asked for.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Entries of the page, 1 to 200.
    #[serde(default)]
    pub limit: Option<i32>,
    /// `next_cursor` of the page before.
    #[serde(default)]
    pub cursor: Option<String>,
}

impl ListQuery {
    /// The number of entries to read.
    pub fn limit(&self) -> i32 {
        self.limit.unwrap_or(USUAL)
    }

    /// Refuses a page that is too long or has no entry.
    pub fn check(self) -> ApiResult<Self> {
        if !(1..=MOST).contains(&self.limit()) {
            return Err(ApiError::new(Code::MalformedQuery).detail("limit — от 1 до 200."));
        }
        Ok(self)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ListQuery {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> ApiResult<Self> {
        let Params(query) = Params::<Self>::from_request_parts(parts, state).await?;
        query.check()
    }
}
