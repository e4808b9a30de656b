//! The routes of this function as an `OpenAPI` document, for the local system and for tests.

use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(paths(
    crate::get_captcha::get_captcha,
    crate::get_agreement::get_agreement,
    crate::register::register,
    crate::activate::activate,
    crate::resend_activation::resend_activation,
    crate::login::login,
    crate::refresh::refresh,
    crate::logout::logout,
    crate::get_profile::get_profile,
))]
struct Document;

/// The document.
pub fn openapi() -> utoipa::openapi::OpenApi {
    Document::openapi()
}
