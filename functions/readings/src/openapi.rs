use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(
    crate::list_meters::list_meters,
    crate::list_readings::list_readings,
    crate::enter_readings::enter_readings,
))]
struct Document;

/// The routes of this function as an OpenAPI document.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
