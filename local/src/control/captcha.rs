//! `GET /_local/captcha/{id}`: what the image shows.

use axum::Json;
use axum::extract::{Path, State};
use http::{ApiError, App, Code};
use serde::Serialize;
use table::TableError;
use table::entities::captcha::Captcha;

use super::Control;

/// The answer.
#[derive(Debug, Serialize)]
pub struct Shown {
    answer: String,
}

/// 404 for a captcha that is unknown or already answered.
pub async fn answer(State(control): State<Control>, Path(id): Path<String>) -> Result<Json<Shown>, ApiError> {
    match captcha_answer(&control.app, &id).await? {
        Some(answer) => Ok(Json(Shown { answer })),
        None => Err(ApiError::new(Code::NotFound)),
    }
}

/// The answer of a captcha that waits for one.
pub async fn captcha_answer(app: &App, id: &str) -> Result<Option<String>, TableError> {
    Ok(app.table.get::<Captcha>(table::keys::captcha(id), true).await?.map(|captcha| captcha.answer))
}
