//! Work instead of an image. A machine does it for less than a person's minute, so a network may do little of it, and
//! what it fetches after each few pieces is harder: see `docs/adr/0011-work-instead-of-an-image.md`.

use http::{ApiError, ApiResult, App, ClientAddress, Code, hash};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};
use table::entities::counter::{Counter, Quota};

/// Zero bits of the first piece: an old phone needs some seconds.
const EASIEST: u32 = 17;
/// Zero bits beyond which no person would wait.
const HARDEST: u32 = 22;
/// Pieces that a network may do in an hour of the clock; every [`STEP`] of them add a bit.
const MOST: u32 = 20;
const STEP: u32 = 4;
const WINDOW: SignedDuration = SignedDuration::from_hours(1);
/// The longest answer.
const LONGEST: usize = 32;

/// How much work a network has done lately.
pub struct Load(Quota);

impl Load {
    /// Of this caller's network.
    pub fn of(address: ClientAddress, now: Timestamp) -> Self {
        Self(Quota::by_the_clock("captcha_work", &hash::sha256(&address.network()), WINDOW, MOST, now))
    }

    /// How hard its next piece is.
    pub async fn bits(&self, app: &App) -> ApiResult<u32> {
        let done = app.table.get::<Counter>(self.0.key(), false).await?;
        Ok(bits(done.map_or(0, |done| done.count)))
    }
}

const fn bits(done: u32) -> u32 {
    let bits = EASIEST + done / STEP;
    if bits < HARDEST { bits } else { HARDEST }
}

/// Counts a piece of work, whatever it is worth; 429 where a network has done too many.
pub async fn admit(app: &App, address: ClientAddress) -> ApiResult<()> {
    let now = app.clock.now();
    let Load(quota) = Load::of(address, now);
    match app.table.reserve_at_once(&quota, now).await?.wait(now) {
        None => Ok(()),
        Some(seconds) => Err(refusal(seconds)),
    }
}

/// Another way stands open at once, so the field says which.
fn refusal(seconds: u64) -> ApiError {
    let code = Code::TooManyRequests;
    let wait = seconds.div_ceil(60);
    let detail = "Из вашей сети слишком много проверок без картинки. Введите код с картинки или подождите";
    let message = format!("{detail} {wait} мин.");
    ApiError::new(code)
        .retry_after(seconds)
        .with_field("captcha.work", code.as_str(), &message)
        .detail(format!("{detail}."))
}

/// The hash begins with so many zero bits.
pub fn is_done(salt: &str, found: &str, bits: u32) -> bool {
    let plain = (1..=LONGEST).contains(&found.len()) && found.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let mut hash = Sha256::new();
    hash.update(salt);
    hash.update(found);
    let digest: [u8; 32] = hash.finalize().into();
    plain && bits > 0 && zero_bits(&digest) >= bits
}

fn zero_bits(digest: &[u8]) -> u32 {
    let zeros = digest.iter().take_while(|byte| **byte == 0).count();
    let next = digest.get(zeros).map_or(0, |byte| byte.leading_zeros());
    u32::try_from(zeros).unwrap_or(0) * 8 + next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_bits_are_counted_over_bytes() {
        assert_eq!([zero_bits(&[0x80]), zero_bits(&[0x01]), zero_bits(&[0, 0, 0x10])], [0, 7, 19]);
    }

    #[test]
    fn only_the_found_text_does_the_work() {
        let found = (0..u32::MAX).map(|number| number.to_string()).find(|text| is_done("salt", text, 8)).unwrap();
        assert!(!is_done("other", &found, 24));
        assert!(!is_done("salt", &format!("{found} "), 0));
        assert!(!is_done("salt", &"1".repeat(33), 1) && !is_done("salt", "", 1));
    }

    #[test]
    fn work_gets_harder_with_every_few_pieces() {
        assert_eq!([bits(0), bits(3), bits(4), bits(19), bits(1000)], [17, 17, 18, 21, 22]);
    }
}
