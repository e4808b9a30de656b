use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(crate::get_receipt::get_receipt))]
struct Document;

/// The routes of this function as an OpenAPI document.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
