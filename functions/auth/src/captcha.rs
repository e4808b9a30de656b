//! Images that a person reads and a script does not, at least not for free.

mod glyphs;
mod image;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{ApiError, ApiResult, App, Code, hash};
use jiff::SignedDuration;
use serde::Deserialize;
use table::entities::captcha::Captcha;
use table::keys;
use utoipa::ToSchema;

/// How long a captcha waits for its answer.
const LIFETIME: SignedDuration = SignedDuration::from_mins(5);
/// Characters of a code.
const LENGTH: usize = 5;

/// What a person read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CaptchaAnswer {
    /// Which image.
    pub id: String,
    /// The code; case does not matter.
    pub answer: String,
}

/// A captcha to be stored and its image as a data URL.
pub fn create(app: &App) -> ApiResult<(Captcha, String)> {
    let answer: String = app.random.bytes::<LENGTH>()?.into_iter().map(glyphs::letter).collect();
    let png = image::draw(&answer, app.random.bytes()?).map_err(|error| ApiError::internal(&error))?;
    let valid_until = app.clock.now().checked_add(LIFETIME).map_err(|error| ApiError::internal(&error))?;
    let image = format!("data:image/png;base64,{}", STANDARD.encode(png));
    Ok((Captcha { id: app.random.id()?, answer, valid_until }, image))
}

/// Uses a captcha up, right or wrong, and refuses a wrong or late answer.
pub async fn check(app: &App, given: &CaptchaAnswer) -> ApiResult<()> {
    let known = given.id.len() <= 40;
    let captcha = if known { app.table.take::<Captcha>(keys::captcha(&given.id)).await? } else { None };
    let right = captcha.is_some_and(|captcha| {
        captcha.valid_until > app.clock.now() && hash::equal(&captcha.answer, &canonical(&given.answer))
    });
    if right { Ok(()) } else { Err(wrong()) }
}

fn wrong() -> ApiError {
    let code = Code::CaptchaWrong;
    ApiError::new(code).with_field("captcha.answer", code.as_str(), code.title())
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
