//! Slow hashes of passwords: argon2id, 19 MiB, two passes (OWASP's choice for one thread).

use std::sync::OnceLock;

use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::password::Password;
use http::{ApiError, ApiResult, App};
use tokio::sync::Semaphore;

/// Hashes under way at once: each takes a processor and 19 MiB.
static PERMITS: Semaphore = Semaphore::const_new(2);

/// What an unknown name is checked against, so that it costs the same as a known one.
static NOBODY: OnceLock<String> = OnceLock::new();

/// The hash to store, in PHC form.
pub async fn hash(app: &App, password: &Password) -> ApiResult<String> {
    let salt: [u8; 16] = app.random.bytes()?;
    let password = password.clone();
    compute(move || phc(password.expose(), &salt)).await?
}

/// Whether this is the password; `None` stands for nobody's, costs the same, and is never right.
pub async fn verify(stored: Option<&str>, password: &Password) -> ApiResult<bool> {
    let (stored, password) = (stored.map(str::to_owned), password.clone());
    compute(move || {
        let known = stored.is_some();
        let stored = match stored {
            Some(stored) => stored,
            None => nobody()?,
        };
        let right = algorithm()?.verify_password(password.expose().as_bytes(), stored.as_str()).is_ok();
        Ok(right && known)
    })
    .await?
}

fn nobody() -> ApiResult<String> {
    if let Some(hash) = NOBODY.get() {
        return Ok(hash.clone());
    }
    let hash = phc("", &[0; 16])?;
    Ok(NOBODY.get_or_init(|| hash).clone())
}

/// Runs the work where it does not hold up other requests.
async fn compute<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> ApiResult<T> {
    let _permit = PERMITS.acquire().await.map_err(|error| ApiError::internal(&error))?;
    tokio::task::spawn_blocking(work).await.map_err(|error| ApiError::internal(&error))
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
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(verify(Some(&stored), &password("дом-357")).await.unwrap());
        assert!(!verify(Some(&stored), &password("дом-358")).await.unwrap());
    }

    #[tokio::test]
    async fn nobody_has_no_password_at_all() {
        assert!(!verify(None, &password("")).await.unwrap());
    }
}
