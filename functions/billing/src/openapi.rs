use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(crate::list_periods::list_periods, crate::get_charges::get_charges))]
struct Document;

/// The routes of this function as an OpenAPI document.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
