use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(
    crate::list_news::list_news,
    crate::get_news::get_news,
    crate::read_news::read_news,
    crate::get_rating::get_rating,
    crate::put_rating::put_rating,
    crate::report_typo::report_typo,
))]
struct Document;

/// The routes of this function as an OpenAPI document.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
