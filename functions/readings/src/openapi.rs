use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(crate::list_meters::list_meters))]
struct Document;

/// The routes of this function as an OpenAPI document.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
