//! Images that a person reads and a script does not, at least not for free; for those who cannot see them, work that
//! their browser does instead.

mod canvas;
mod chance;
mod glyphs;
mod image;
mod work;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{ApiError, ApiResult, App, ClientAddress, Code, hash};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use table::entities::captcha::Captcha;
use table::keys;
use utoipa::ToSchema;

use crate::network_quota::Asked;

pub use work::Load;

/// How long a captcha waits for its answer.
const LIFETIME: SignedDuration = SignedDuration::from_mins(5);
/// Characters of a code.
const LENGTH: usize = 5;

/// What a person read, or what the browser found: exactly one of them.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CaptchaAnswer {
    /// Which image.
    pub id: String,
    /// The code; case does not matter.
    #[serde(default)]
    pub answer: Option<String>,
    /// ASCII letters and digits, at most 32, so that SHA-256 of `work.salt` followed by them begins with `work.bits` zero
    /// bits.
    #[serde(default)]
    pub work: Option<String>,
}

/// The task for the browser of a person who cannot see the image.
#[derive(Debug, Serialize, ToSchema)]
pub struct Work {
    /// What the hashed text begins with.
    pub salt: String,
    /// With how many zero bits its SHA-256 has to begin.
    pub bits: u32,
}

/// A captcha to be stored and its image as a data URL.
pub fn create(app: &App, bits: u32) -> ApiResult<(Captcha, String)> {
    let answer: String = app.random.bytes::<LENGTH>()?.into_iter().map(glyphs::letter).collect();
    let png = image::draw(&answer, app.random.bytes()?).map_err(|error| ApiError::internal(&error))?;
    let valid_until = app.clock.now().checked_add(LIFETIME).map_err(|error| ApiError::internal(&error))?;
    let image = format!("data:image/png;base64,{}", STANDARD.encode(png));
    let (id, salt) = (app.random.id()?, app.random.id()?);
    Ok((Captcha { id, answer, salt, bits, valid_until }, image))
}

/// Checks the captcha of a form that anybody may send, and counts the answer for the network: one round trip.
pub async fn pass(app: &App, given: &CaptchaAnswer, address: ClientAddress) -> ApiResult<()> {
    let (counted, checked) = futures::join!(Asked::CaptchaAnswer.count(app, address), check(app, given, address));
    counted.and(checked)
}

/// Uses a captcha up, right or wrong, and refuses a wrong or late answer. Where a network has done too much work, what
/// it has found is not looked at.
pub async fn check(app: &App, given: &CaptchaAnswer, address: ClientAddress) -> ApiResult<()> {
    let field = given.field()?;
    let known = given.id.len() <= 40;
    let take = async { if known { app.table.take::<Captcha>(keys::captcha(&given.id)).await } else { Ok(None) } };
    let admit = async { if given.work.is_some() { work::admit(app, address).await } else { Ok(()) } };
    let (captcha, ()) = futures::try_join!(async { take.await.map_err(ApiError::from) }, admit)?;
    let right = captcha.is_some_and(|captcha| captcha.valid_until > app.clock.now() && given.solves(&captcha));
    if right { Ok(()) } else { Err(wrong(field)) }
}

impl CaptchaAnswer {
    /// The field that is answered in.
    fn field(&self) -> ApiResult<&'static str> {
        let fault = |field, code, message| Err(ApiError::new(Code::ValidationFailed).with_field(field, code, message));
        match (&self.answer, &self.work) {
            (Some(_), None) => Ok("captcha.answer"),
            (None, Some(_)) => Ok("captcha.work"),
            (None, None) => fault("captcha.answer", "required", "Введите код с изображения."),
            (Some(_), Some(_)) => {
                fault("captcha.work", "captcha_answered_twice", "Нужен один ответ: код с изображения или вычисление.")
            }
        }
    }

    fn solves(&self, captcha: &Captcha) -> bool {
        match (&self.answer, &self.work) {
            (Some(answer), _) => hash::equal(&captcha.answer, &canonical(answer)),
            (None, Some(found)) => work::is_done(&captcha.salt, found, captcha.bits),
            (None, None) => false,
        }
    }
}

fn wrong(field: &str) -> ApiError {
    let code = Code::CaptchaWrong;
    ApiError::new(code).with_field(field, code.as_str(), code.title())
}

/// Capital Latin letters, also where a Russian keyboard typed those that look the same.
fn canonical(answer: &str) -> String {
    let capitals = answer.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_uppercase);
    capitals.take(LENGTH + 1).map(glyphs::latin).collect()
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn case_spaces_and_the_russian_keyboard_make_no_other_answer() {
        assert_eq!(canonical(" a c h 47 "), "ACH47");
        assert_eq!(canonical("асн47"), "ACH47");
    }
}
