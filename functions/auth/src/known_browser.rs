//! A browser that somebody has signed in with: failed sign-ins with that person's names count by the browser, not by the
//! address it comes from, so that a neighbour behind the same address who keeps failing makes nobody wait.
//!
//! It keeps a cookie, `ID.MARK.MARK…`: an id of its own, and a mark for each name of the last people who signed in. A mark
//! is made with a key that only this function has, and tells the name to nobody. Whoever copies the cookie may guess for
//! these names as if from an address of his own, and no more.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::HeaderValue;
use axum::http::request::Parts;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::email::Email;
use domain::login::{Login, SignInName};
use http::{ApiError, ApiResult, App};
use ring::hmac;

use crate::cookie;

const COOKIE: &str = "browser";
/// A person has two names: login and e-mail. A family of four may share a browser.
const MOST_MARKS: usize = 8;
/// A year, from the last sign-in on.
const SECONDS: i64 = 365 * 24 * 60 * 60;

/// What the cookie of a request says; any words if somebody made it up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnownBrowser {
    id: Option<String>,
    marks: Vec<String>,
}

impl FromRequestParts<App> for KnownBrowser {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let value = cookie::value(&parts.headers, &cookie::name(app, COOKIE));
        Ok(value.and_then(Self::parse).unwrap_or_default())
    }
}

impl KnownBrowser {
    fn parse(value: &str) -> Option<Self> {
        let mut parts = value.split('.');
        let id = parts.next().filter(|id| is_plain(id, 26))?;
        let marks: Vec<&str> = parts.collect();
        if marks.len() > MOST_MARKS || !marks.iter().all(|mark| is_plain(mark, 43)) {
            return None;
        }
        Some(Self { id: Some(id.to_owned()), marks: marks.into_iter().map(str::to_owned).collect() })
    }

    /// What failures are counted by instead of the address, if the name has signed in here.
    pub fn place(&self, app: &App, name: &SignInName) -> ApiResult<Option<String>> {
        let Some(id) = &self.id else { return Ok(None) };
        let (key, said) = (key(app)?, said(id, name));
        let fits = |mark: &String| {
            URL_SAFE_NO_PAD.decode(mark).is_ok_and(|mark| hmac::verify(&key, said.as_bytes(), &mark).is_ok())
        };
        Ok(self.marks.iter().any(fits).then(|| format!("browser {id}")))
    }

    /// The header that makes the browser known for a person who has proved to be one: by the password, or by a link out
    /// of a mail.
    pub fn remember(&self, app: &App, login: &Login, email: &Email) -> ApiResult<HeaderValue> {
        let id = self.id.clone().map_or_else(|| app.random.id(), Ok)?;
        let mut marks = marks(app, &id, login, email)?;
        let others: Vec<&String> = self.marks.iter().filter(|mark| !marks.contains(mark)).collect();
        marks.extend(others.into_iter().cloned());
        marks.truncate(MOST_MARKS);
        cookie::kept(app, COOKIE, &format!("{id}.{}", marks.join(".")), SECONDS)
    }

    /// The header after which the browser is new to everybody.
    pub fn forget_all(app: &App) -> ApiResult<HeaderValue> {
        cookie::clear(app, COOKIE)
    }

    /// The header after which nothing in the browser tells of a person; others who use it stay known.
    pub fn forget(&self, app: &App, login: &Login, email: &Email) -> ApiResult<HeaderValue> {
        let Some(id) = &self.id else { return Self::forget_all(app) };
        let gone = marks(app, id, login, email)?;
        let others: Vec<&str> = self.marks.iter().filter(|mark| !gone.contains(mark)).map(String::as_str).collect();
        if others.is_empty() {
            return Self::forget_all(app);
        }
        cookie::kept(app, COOKIE, &format!("{id}.{}", others.join(".")), SECONDS)
    }
}

/// What a browser of this id keeps of a person.
fn marks(app: &App, id: &str, login: &Login, email: &Email) -> ApiResult<Vec<String>> {
    let key = key(app)?;
    let names = [login.as_str(), email.as_str()].into_iter().filter_map(SignInName::parse);
    Ok(names.map(|name| URL_SAFE_NO_PAD.encode(hmac::sign(&key, said(id, &name).as_bytes()))).collect())
}

fn said(id: &str, name: &SignInName) -> String {
    format!("{id} {}", name.key())
}

fn key(app: &App) -> ApiResult<hmac::Key> {
    let key = app.settings.signing_key.as_ref().ok_or_else(|| ApiError::internal(&"no signing key is configured"))?;
    Ok(key.derived("known browsers"))
}

fn is_plain(text: &str, length: usize) -> bool {
    text.len() == length && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_cookie_of_ours_is_not_read() {
        let (id, mark) = ("1".repeat(26), "a".repeat(43));
        let most = [vec![id.clone()], vec![mark.clone(); MOST_MARKS]].concat().join(".");
        assert_eq!(KnownBrowser::parse(&most).unwrap().marks.len(), MOST_MARKS);
        for text in ["", ".", &mark, &format!("{id}."), &format!("{id}.{mark}="), &format!("{most}.{mark}")] {
            assert_eq!(KnownBrowser::parse(text), None, "{text}");
        }
    }
}
