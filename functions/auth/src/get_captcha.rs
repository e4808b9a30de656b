//! `GET /api/auth/captcha`

use axum::Json;
use axum::extract::State;
use http::{ApiResult, App, Problem};
use serde::Serialize;
use utoipa::ToSchema;

use crate::captcha;

/// An image to be read by a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaptchaImage {
    /// To be sent back with the answer.
    pub id: String,
    /// PNG as a data URL: letters and digits, in any case.
    pub image: String,
}

/// A new image with a code. It lives five minutes and is good for one answer.
#[utoipa::path(
    get, path = "/api/auth/captcha", tag = "auth",
    responses((status = 200, body = CaptchaImage), (status = 503, body = Problem))
)]
pub async fn get_captcha(State(app): State<App>) -> ApiResult<Json<CaptchaImage>> {
    let (captcha, image) = captcha::create(&app)?;
    app.table.put(&captcha).await?;
    Ok(Json(CaptchaImage { id: captcha.id, image }))
}
