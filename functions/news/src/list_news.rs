use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::AccountId;
use http::{ApiError, ApiResult, App, Code, List, ListQuery, Params, Problem, Resident, Segment, cached};
use serde::Deserialize;
use table::Table;
use table::pages::{Boards, NewsPart};

use crate::item::NewsItem;
use crate::reader::Reader;

/// The most items of a page.
const MOST: i32 = 50;

/// Which page is asked for, and how much of each item.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NewsQuery {
    /// Entries of the page, 1 to 200; no page has more than 50, or more than 2 MB.
    #[serde(default)]
    limit: Option<i32>,
    /// `next_cursor` of the page before.
    #[serde(default)]
    cursor: Option<String>,
    /// `true`: for headlines and counts; `html` is empty.
    #[serde(default)]
    titles: bool,
}

impl NewsQuery {
    fn part(&self) -> ApiResult<NewsPart<'_>> {
        let limit = ListQuery { limit: self.limit, cursor: None }.check()?.limit().min(MOST);
        let cursor = self.cursor.as_deref();
        if cursor.is_some_and(|cursor| !Table::is_news_cursor(cursor)) {
            return Err(ApiError::new(Code::CursorInvalid));
        }
        Ok(NewsPart { limit, cursor, with_texts: !self.titles })
    }
}

/// News of the company and of the account's house: pinned ones first, then the newest. Kept for a minute; after that asked
/// for by `ETag`.
#[utoipa::path(get, path = "/api/accounts/{id}/news", tag = "news", params(("id" = String, Path), NewsQuery), responses(
    (status = 200, body = List<NewsItem>),
    (status = 304, description = "The same as the answer whose `ETag` stands in `If-None-Match`"),
    (status = 400, description = "`malformed_query` or `cursor_invalid`", body = Problem,
        content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there or not yours", body = Problem, content_type = "application/problem+json"),
))]
pub async fn list_news(
    State(app): State<App>,
    Extension(boards): Extension<Boards>,
    resident: Resident,
    Segment((account,)): Segment<(AccountId,)>,
    Params(query): Params<NewsQuery>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let reader = Reader::at(&app, &resident, &account).await?;
    let page = Box::pin(app.table.news(&boards, reader.news(), query.part()?, app.clock.now())).await?;
    let company = account.organization();
    let shown = |posted| {
        let read = reader.read.as_ref();
        if query.titles { Ok(NewsItem::headline(posted, read)) } else { NewsItem::of(&app, &company, posted, read) }
    };
    let items = page.items.into_iter().map(shown).collect::<ApiResult<_>>()?;
    cached(&headers, &List { items, next_cursor: page.next })
}
