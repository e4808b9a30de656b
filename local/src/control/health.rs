//! `GET /_local/health`: 200 when everything is there.

use std::sync::atomic::Ordering;

use axum::extract::State;
use http::{ApiError, Code};

use super::Control;

/// 503 while the first start still fills the store.
pub async fn health(State(control): State<Control>) -> Result<&'static str, ApiError> {
    if control.ready.load(Ordering::SeqCst) {
        Ok("ready\n")
    } else {
        Err(ApiError::new(Code::Unavailable).retry_after(1))
    }
}
