//! The cookies, seen by no script and sent to no other site, and the refresh cookie itself: `USER.SESSION.SECRET`.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use domain::UserId;
use http::{ApiError, ApiResult, App, Random, hash};
use sha2::{Digest, Sha256};
use table::entities::session::Session;

/// The cookie of a session.
pub const REFRESH: &str = "refresh";

/// What the cookie tells. It proves nothing until its secret was compared with the session.
#[derive(Clone, PartialEq, Eq)]
pub struct RefreshToken {
    /// Whose session.
    pub user: UserId,
    /// Which session.
    pub session: String,
    /// 256 bits.
    pub secret: String,
}

impl RefreshToken {
    /// Reads the cookie of a request.
    pub fn of(headers: &HeaderMap, app: &App) -> Option<Self> {
        Self::parse(value(headers, &name(app, REFRESH))?)
    }

    fn parse(value: &str) -> Option<Self> {
        let mut parts = value.split('.');
        let (user, session, secret) = (parts.next()?, parts.next()?, parts.next()?);
        let plain = |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if parts.next().is_some() || !plain(session, 26) || !plain(secret, 52) {
            return None;
        }
        Some(Self { user: UserId::parse(user).ok()?, session: session.to_owned(), secret: secret.to_owned() })
    }

    /// It shows the session's present secret, or the one before: another tab may have renewed it in this moment.
    pub fn is_of(&self, session: &Session) -> bool {
        let shown = hash::sha256(&self.secret);
        let is_shown = |known: &String| hash::equal(&shown, known);
        is_shown(&session.secret_hash) || session.previous_hash.as_ref().is_some_and(is_shown)
    }

    /// The header that gives the cookie to the browser: until it closes, or as long as the session lives.
    pub fn set(&self, session: &Session, app: &App) -> ApiResult<HeaderValue> {
        let seconds = session.valid_until.duration_since(app.clock.now()).as_secs();
        let age = if session.remember { format!("; Max-Age={seconds}") } else { String::new() };
        let value = format!("{}.{}.{}", self.user, self.session, self.secret);
        header(&format!("{}={value}{age}; {}", name(app, REFRESH), attributes(app)))
    }
}

/// The value of a cookie that a request brings.
pub fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// The header that lets a browser keep a cookie for so many seconds.
pub fn kept(app: &App, what: &str, value: &str, seconds: i64) -> ApiResult<HeaderValue> {
    header(&format!("{}={value}; Max-Age={seconds}; {}", name(app, what), attributes(app)))
}

/// The header that takes a cookie away.
pub fn clear(app: &App, what: &str) -> ApiResult<HeaderValue> {
    header(&format!("{}=; Max-Age=0; {}", name(app, what), attributes(app)))
}

/// The secret after this one. It follows from the old one and from a salt that only the table knows, so that a
/// browser which lost the answer can be given the same one again, and a thief of the old one cannot make it.
pub fn next_secret(salt: &str, old: &str) -> String {
    let mut digest = Sha256::new();
    digest.update(salt);
    digest.update([0]);
    digest.update(old);
    let digest: [u8; 32] = digest.finalize().into();
    domain::id::base32(&digest, 52)
}

/// A salt for the next rotation.
pub fn salt(random: &Random) -> ApiResult<String> {
    random.secret()
}

/// Browsers keep `__Host-` cookies on TLS only, which a developer's machine has not.
pub fn name(app: &App, what: &str) -> String {
    if is_plain_localhost(&app.settings.base_url) { what.to_owned() } else { format!("__Host-{what}") }
}

fn attributes(app: &App) -> &'static str {
    if is_plain_localhost(&app.settings.base_url) {
        "Path=/; HttpOnly; SameSite=Strict"
    } else {
        "Path=/; HttpOnly; Secure; SameSite=Strict"
    }
}

fn is_plain_localhost(base_url: &str) -> bool {
    let Some(host) = base_url.strip_prefix("http://") else { return false };
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
}

fn header(text: &str) -> ApiResult<HeaderValue> {
    HeaderValue::from_str(text).map_err(|error| ApiError::internal(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_developers_machine_does_without_tls() {
        assert!(is_plain_localhost("http://localhost:8080") && is_plain_localhost("http://127.0.0.1:1"));
        for url in ["https://localhost", "http://localhost.example.ru", "http://example.ru:80", "https://lk.example.ru"]
        {
            assert!(!is_plain_localhost(url), "{url}");
        }
    }

    #[test]
    fn what_is_no_token_is_not_read() {
        let good = format!("{}.{}.{}", "0".repeat(25), "1".repeat(26), "2".repeat(52));
        assert!(RefreshToken::parse(&good).is_some());
        for text in ["", "..", &format!("{good}.x"), &good.replace('1', "#"), &good[1..]] {
            assert!(RefreshToken::parse(text).is_none(), "{text}");
        }
    }
}
