//! `GET /api/auth/captcha`

use axum::Json;
use axum::extract::State;
use http::{ApiResult, App, ClientAddress, Problem};
use serde::Serialize;
use utoipa::ToSchema;

use crate::captcha::{self, Load, Work};
use crate::network_quota::Asked;

/// An image to be read by a person, and the work that a browser can do instead.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaptchaImage {
    /// To be sent back with the answer.
    pub id: String,
    /// PNG as a data URL: letters and digits, in any case.
    pub image: String,
    /// For people who cannot see the image.
    pub work: Work,
}

/// A new image with a code. It lives five minutes and is good for one answer.
#[utoipa::path(
    get, path = "/api/auth/captcha", tag = "auth",
    responses((status = 200, body = CaptchaImage), (status = 429, body = Problem), (status = 503, body = Problem))
)]
pub async fn get_captcha(State(app): State<App>, address: ClientAddress) -> ApiResult<Json<CaptchaImage>> {
    let load = Load::of(address, app.clock.now());
    let (bits, ()) = futures::try_join!(load.bits(&app), Asked::Captcha.count(&app, address))?;
    let (captcha, image) = captcha::create(&app, bits)?;
    app.table.put(&captcha).await?;
    Ok(Json(CaptchaImage { id: captcha.id, image, work: Work { salt: captcha.salt, bits } }))
}
