use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(
    crate::list_periods::list_periods,
    crate::list_charges::list_charges,
    crate::get_charges::get_charges,
    crate::get_odn::get_odn,
))]
struct Document;

/// The routes of this function as an OpenAPI document.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
