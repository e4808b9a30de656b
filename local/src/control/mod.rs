//! What only a system on one's own machine may offer: a look at captcha answers, the clock, readiness.

mod captcha;
mod clock;
mod health;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use axum::Router;
use axum::routing::{get, post};
use http::App;

use crate::state::DataDir;

pub use captcha::captcha_answer;

/// What the control routes work on.
#[derive(Debug, Clone)]
pub struct Control {
    /// The application.
    pub app: App,
    /// What outlives a restart.
    pub data: DataDir,
    /// Whether the store is filled.
    pub ready: Arc<AtomicBool>,
}

/// The routes under `/_local`. None of them exists in any function.
pub fn router(control: Control) -> Router {
    Router::new()
        .route("/_local/health", get(health::health))
        .route("/_local/clock", post(clock::move_clock))
        .route("/_local/captcha/{id}", get(captcha::answer))
        .with_state(control)
}
