//! Slow hashes of passwords: argon2id, 19 MiB, two passes (OWASP's choice for one thread).

use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::password::Password;
use http::{ApiError, ApiResult, App};

mod queue;

pub use queue::Place;
use queue::Queue;

/// Two hashes at once: each takes a processor and 19 MiB. Those that wait are served within two seconds.
static QUEUE: Queue = Queue::new(2, 64);

/// What a hash of ours begins with.
const PRESENT: &str = "$argon2id$v=19$m=19456,t=2,p=1$";

/// What an unknown name is checked against, so that it costs the same as a known one, also the first time in a process:
/// no password is known that hashes to zeros.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// A place in the queue, to be taken before anything is counted or used up: who finds it full can repeat the call as it
/// was.
pub fn place() -> ApiResult<Place> {
    QUEUE.place()
}

/// The hash to store, in PHC form.
pub async fn hash(app: &App, place: &Place, password: &Password) -> ApiResult<String> {
    let salt: [u8; 16] = app.random.bytes()?;
    let password = password.clone();
    place.compute(move || phc(password.expose(), &salt)).await?
}

/// What a password that somebody tried is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Not the person's.
    Wrong,
    /// The person's.
    Right,
    /// The person's, hashed as we do not hash any more.
    RightAndOutdated,
}

impl Verdict {
    /// It is the person's.
    pub fn is_right(self) -> bool {
        self != Self::Wrong
    }
}

/// Judges a password; `None` stands for nobody's, costs the same, and is never right.
pub async fn verify(place: &Place, stored: Option<&str>, password: &Password) -> ApiResult<Verdict> {
    let (stored, password) = (stored.map(str::to_owned), password.clone());
    let judge = move || {
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| NOBODY.to_owned());
        // The parameters are those of the hash: whatever it was made with, it can be checked.
        let right = algorithm()?.verify_password(password.expose().as_bytes(), stored.as_str()).is_ok();
        Ok(match right && known {
            false => Verdict::Wrong,
            true if stored.starts_with(PRESENT) => Verdict::Right,
            true => Verdict::RightAndOutdated,
        })
    };
    place.compute(judge).await?
}

/// A hash as we make them now, for one that we do not make any more: only a sign-in shows us the password.
pub async fn upgrade(app: &App, place: &Place, verdict: Verdict, password: &str) -> ApiResult<Option<String>> {
    match Password::attempt(password).filter(|_| verdict == Verdict::RightAndOutdated) {
        Some(password) => hash(app, place, &password).await.map(Some),
        None => Ok(None),
    }
}

fn phc(password: &str, salt: &[u8]) -> ApiResult<String> {
    let hash = algorithm()?.hash_password_with_salt(password.as_bytes(), salt);
    hash.map(|hash| hash.to_string()).map_err(|error| ApiError::internal(&error))
}

fn algorithm() -> ApiResult<Argon2<'static>> {
    let params = Params::new(19_456, 2, 1, None).map_err(|error| ApiError::internal(&error))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn password(text: &str) -> Password {
        Password::attempt(text).unwrap()
    }

    #[tokio::test]
    async fn only_the_right_password_fits_its_hash() {
        let stored = phc("дом-357", &[1; 16]).unwrap();
        assert!(stored.starts_with(PRESENT), "{stored}");
        assert_eq!(verify(&place().unwrap(), Some(&stored), &password("дом-357")).await.unwrap(), Verdict::Right);
        assert_eq!(verify(&place().unwrap(), Some(&stored), &password("дом-358")).await.unwrap(), Verdict::Wrong);
    }

    #[tokio::test]
    async fn nobody_has_no_password_at_all() {
        assert_eq!(verify(&place().unwrap(), None, &password("")).await.unwrap(), Verdict::Wrong);
    }

    /// A hash that does not read is refused without any work, and a weaker one with less: both would tell who is unknown.
    #[test]
    fn nobodys_hash_costs_what_ours_cost() {
        let refusal = algorithm().unwrap().verify_password(b"x", NOBODY).unwrap_err();
        assert_eq!(refusal, argon2::password_hash::Error::PasswordInvalid);
        let shape = |hash: &str| hash.split('$').map(str::len).collect::<Vec<_>>();
        let ours = phc("x", &[1; 16]).unwrap();
        assert_eq!((shape(NOBODY), NOBODY.starts_with(PRESENT)), (shape(&ours), true));
    }

    #[tokio::test]
    async fn a_hash_of_other_parameters_fits_and_is_outdated() {
        let params = Params::new(8, 1, 1, None).unwrap();
        let weak = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let stored = weak.hash_password_with_salt("дом-357".as_bytes(), &[1; 16]).unwrap().to_string();
        assert_eq!(
            verify(&place().unwrap(), Some(&stored), &password("дом-357")).await.unwrap(),
            Verdict::RightAndOutdated
        );
        assert_eq!(verify(&place().unwrap(), Some(&stored), &password("дом-358")).await.unwrap(), Verdict::Wrong);
    }
}
