use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(
    crate::list_organizations::list_organizations,
    crate::get_organization::get_organization,
    crate::attach_account::attach_account,
    crate::list_accounts::list_accounts,
    crate::get_account::get_account,
    crate::change_account::change_account,
    crate::detach_account::detach_account,
    crate::show_unsubscribe::show_unsubscribe,
    crate::unsubscribe::unsubscribe,
))]
struct Document;

/// The routes of this function as an OpenAPI document.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
