use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::AccountId;
use domain::news::NewsId;
use http::{ApiResult, App, Problem, Resident, Segment, cached};

use crate::item::NewsItem;
use crate::reader::Reader;

/// A news item.
#[utoipa::path(get, path = "/api/accounts/{id}/news/{news}", tag = "news",
    params(("id" = String, Path), ("news" = String, Path)), responses(
    (status = 200, body = NewsItem),
    (status = 304, description = "The same as the answer whose `ETag` stands in `If-None-Match`"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "Not there, not shown now, of another house, or not your account", body = Problem,
        content_type = "application/problem+json"),
))]
pub async fn get_news(
    State(app): State<App>,
    resident: Resident,
    Segment((account, news)): Segment<(AccountId, NewsId)>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let (reader, news) = Reader::of(&app, &resident, &account, &news).await?;
    cached(&headers, &NewsItem::of(&app, &news.organization, news.posted, reader.read.as_ref())?)
}
