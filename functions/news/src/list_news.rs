use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::AccountId;
use http::{ApiError, ApiResult, App, Code, List, ListQuery, Problem, Resident, Segment};
use table::Table;
use table::pages::Boards;

use crate::cached::cached;
use crate::item::NewsItem;
use crate::reader::Reader;

/// News of the company and of the account's house: pinned ones first, then the newest. Kept for a minute; after that asked
/// for by `ETag`.
#[utoipa::path(get, path = "/api/accounts/{id}/news", tag = "news", params(("id" = String, Path), ListQuery), responses(
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
    query: ListQuery,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let reader = Reader::at(&app, &resident, &account).await?;
    if query.cursor.as_deref().is_some_and(|cursor| !Table::is_news_cursor(cursor)) {
        return Err(ApiError::new(Code::CursorInvalid));
    }
    let part = (query.limit(), query.cursor.as_deref());
    let page = Box::pin(app.table.news(&boards, reader.news(), part, app.clock.now())).await?;
    let company = account.organization();
    let shown = |posted| NewsItem::of(&app, &company, posted, reader.read.as_ref());
    let items = page.items.into_iter().map(shown).collect::<ApiResult<_>>()?;
    cached(&headers, &List { items, next_cursor: page.next })
}
