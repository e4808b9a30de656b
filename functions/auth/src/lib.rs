//! Registration, activation, sign-in, sessions and the profile. The only function that holds the key which access
//! tokens are signed with.

mod activate;
mod agreement;
mod captcha;
mod cookie;
mod get_agreement;
mod get_captcha;
mod get_profile;
pub mod hashing;
mod login;
mod logout;
mod mail_quota;
pub mod openapi;
mod refresh;
mod register;
mod resend_activation;
mod same_site;
mod session;

use axum::Router;
use axum::routing::{get, post};
use http::App;

pub use agreement::VERSION as AGREEMENT_VERSION;

/// All routes of this function.
pub fn router(app: App) -> Router {
    Router::new()
        .route("/api/auth/captcha", get(get_captcha::get_captcha))
        .route("/api/auth/agreement", get(get_agreement::get_agreement))
        .route("/api/auth/register", post(register::register))
        .route("/api/auth/activation", post(activate::activate))
        .route("/api/auth/activation/resend", post(resend_activation::resend_activation))
        .route("/api/auth/login", post(login::login))
        .route("/api/auth/refresh", post(refresh::refresh))
        .route("/api/auth/logout", post(logout::logout))
        .route("/api/profile", get(get_profile::get_profile))
        .with_state(app)
}
