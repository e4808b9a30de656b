//! Feeds out: `?after=CURSOR&limit=` → `{items, next, more}`.

use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use http::{ApiError, ApiResult, App, Code, ExchangeCaller, Params};
use serde::{Deserialize, Serialize};
use table::entities::exchange_key::Scope;
use table::feed::{Cursor, Entry, Event, FeedPage};
use utoipa::{IntoParams, ToSchema};

/// Entries of a page when the caller does not say.
const USUAL: usize = 100;
/// The most entries of a page.
const MOST: usize = 1000;

/// Which page of a feed is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FeedQuery {
    /// `next` of the page before; absent: from the beginning.
    #[serde(default)]
    after: Option<String>,
    /// Entries of the page, 1 to 1,000; 100 where nothing is said.
    #[serde(default)]
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<usize>,
}

/// A page of a feed.
#[derive(Debug, Serialize, ToSchema)]
pub struct FeedAnswer<T> {
    /// The entries, oldest first. Each has an id: whoever repeats a call meets the same ones again.
    items: Vec<T>,
    /// What to go on with, now or later; it stays good.
    next: String,
    /// There is more already.
    more: bool,
}

impl<S: Send + Sync> FromRequestParts<S> for FeedQuery {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> ApiResult<Self> {
        let Params(query) = Params::<Self>::from_request_parts(parts, state).await?;
        if !(1..=MOST).contains(&query.limit()) {
            return Err(ApiError::new(Code::MalformedQuery).detail(format!("limit — от 1 до {MOST}.")));
        }
        Ok(query)
    }
}

impl FeedQuery {
    /// The same page, of at most so many entries.
    pub fn at_most(self, most: usize) -> Self {
        Self { limit: Some(self.limit().min(most)), ..self }
    }

    fn limit(&self) -> usize {
        self.limit.unwrap_or(USUAL)
    }
}

/// A page of a feed of the caller's company, its entries shown as `T`.
pub async fn walk<E: Event, T: From<Entry<E>>>(
    app: &App,
    caller: &ExchangeCaller,
    query: &FeedQuery,
) -> ApiResult<Json<FeedAnswer<T>>> {
    let page = read::<E>(app, caller, query).await?;
    Ok(Json(FeedAnswer::of(page, |entry| Some(T::from(entry)))))
}

/// A page of a feed of the caller's company, for what must be read together with something else.
pub async fn read<E: Event>(app: &App, caller: &ExchangeCaller, query: &FeedQuery) -> ApiResult<FeedPage<E>> {
    caller.require(Scope::Feeds)?;
    let invalid = || ApiError::new(Code::CursorInvalid);
    let after = match &query.after {
        Some(after) => Cursor::open(after, E::FEED).ok_or_else(invalid)?,
        None => Cursor::start(),
    };
    Ok(app.table.follow::<E>(caller.organization(), &after, app.clock.now(), query.limit()).await?)
}

impl<T> FeedAnswer<T> {
    /// The page with its entries shown; what there is nothing to show of is left out.
    pub fn of<E: Event>(page: FeedPage<E>, show: impl FnMut(Entry<E>) -> Option<T>) -> Self {
        let (next, more) = (page.next.sealed(E::FEED), page.more);
        Self { items: page.entries.into_iter().filter_map(show).collect(), next, more }
    }

    /// As [`FeedAnswer::of`], where showing an entry may fail.
    pub fn try_of<E: Event, F>(page: FeedPage<E>, show: impl FnMut(Entry<E>) -> Result<T, F>) -> Result<Self, F> {
        let (next, more) = (page.next.sealed(E::FEED), page.more);
        Ok(Self { items: page.entries.into_iter().map(show).collect::<Result<_, F>>()?, next, more })
    }
}
