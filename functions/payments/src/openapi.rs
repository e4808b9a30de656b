use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(crate::list_movements::list_movements))]
struct Document;

/// The routes of this function as an OpenAPI document.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
