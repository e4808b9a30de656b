//! The person of the world: how they come in, and what stands in their mail.

use anyhow::{Context as _, Result};
use http::{LinkSecret, hash};
use jiff::SignedDuration;
use serde_json::{Value, json};
use table::entities::captcha::Captcha;
use table::entities::link_token::{LinkToken, Purpose};
use table::entities::user::{Subject, User};
use table::keys;

use crate::walk::{COOKIE, Caller, Walk, text};

pub const LOGIN: &str = "zhitel";
pub const EMAIL: &str = "zhitel@example.ru";
pub const PASSWORD: &str = "Kvartira-12";

/// Registers, confirms the address and signs in; answers the access token and the refresh cookie.
pub async fn sign_up(walk: &mut Walk) -> Result<(String, String)> {
    register(walk, LOGIN, EMAIL, Caller::Anybody).await?;
    let again = json!({"email": EMAIL, "captcha": captcha(walk).await?});
    walk.call("POST /api/auth/activation/resend", &[], Caller::Anybody, Some(again)).await?;
    confirm(walk, EMAIL).await?;
    sign_in(walk, PASSWORD).await
}

/// So many more people with the same password; answers their logins.
pub async fn neighbours(walk: &mut Walk, count: usize) -> Result<Vec<String>> {
    let mut logins = Vec::with_capacity(count);
    for number in 0..count {
        let (login, email) = (format!("sosed-{number}"), format!("sosed-{number}@example.ru"));
        register(walk, &login, &email, Caller::At(&network(FIRST_NETWORK + number))).await?;
        confirm(walk, &email).await?;
        logins.push(login);
    }
    Ok(logins)
}

/// The networks of neighbours begin here; those before it ask for captchas.
const FIRST_NETWORK: usize = 1000;

/// An address of the network of this number: captchas, letters and failures count by network too.
pub fn network(number: usize) -> String {
    format!("10.{}.{}.1", number / 250, number % 250)
}

async fn register(walk: &mut Walk, login: &str, email: &str, caller: Caller<'_>) -> Result<()> {
    let form = json!({
        "login": login, "email": email, "password": PASSWORD, "password_confirmation": PASSWORD,
        "captcha": captcha_for(walk, caller).await?,
        "agreement_version": agreement(walk).await?
    });
    walk.call("POST /api/auth/register", &[], caller, Some(form)).await.map(|_| ())
}

async fn confirm(walk: &mut Walk, email: &str) -> Result<()> {
    let token = json!({ "token": link(walk, email, Purpose::Activation, |_| None).await? });
    walk.call("POST /api/auth/activation", &[], Caller::Anybody, Some(token)).await.map(|_| ())
}

/// A session that lasts.
pub async fn sign_in(walk: &mut Walk, password: &str) -> Result<(String, String)> {
    let credentials = json!({"login": LOGIN, "password": password, "remember": true});
    let session = walk.call("POST /api/auth/login", &[], Caller::Anybody, Some(credentials)).await?;
    let cookie = session.cookie(COOKIE).context("signing in sets the cookie")?;
    Ok((text(&session.json(), "access_token")?.to_owned(), cookie))
}

/// A captcha with its right answer.
pub async fn captcha(walk: &mut Walk) -> Result<Value> {
    captcha_for(walk, Caller::Anybody).await
}

/// A captcha with its right answer, asked for by this caller: a network gets only so many.
pub async fn captcha_for(walk: &mut Walk, caller: Caller<'_>) -> Result<Value> {
    let shown = walk.call("GET /api/auth/captcha", &[], caller, None).await?.json();
    let id = text(&shown, "id")?;
    let captcha: Option<Captcha> = walk.app.table.get(keys::captcha(id), true).await?;
    Ok(json!({"id": id, "answer": captcha.context("the captcha is stored")?.answer}))
}

/// The version of the agreement that is in force.
pub async fn agreement(walk: &mut Walk) -> Result<Value> {
    let agreement = walk.call("GET /api/auth/agreement", &[], Caller::Anybody, None).await?;
    Ok(agreement.json()["version"].clone())
}

/// Who has this address.
pub async fn person(walk: &Walk, email: &str) -> Result<User> {
    let subject = Subject::Email(email.to_owned());
    walk.app.table.holder(&subject, walk.app.clock.now()).await?.context("the address has a holder")
}

/// Stands in for the mailer, which makes the token when it sends the link.
pub async fn link(
    walk: &Walk,
    email: &str,
    purpose: Purpose,
    bound_to: impl Fn(&User) -> Option<String>,
) -> Result<String> {
    let app = &walk.app;
    let user = person(walk, email).await?;
    let secret = LinkSecret::mint(&app.random, &user.id).map_err(|_| anyhow::anyhow!("no randomness"))?;
    let bound_to = bound_to(&user).map(|said| hash::sha256(&said));
    let valid_until = app.clock.now() + SignedDuration::from_mins(20);
    let token = LinkToken { hash: secret.hash(), purpose, user: user.id, valid_until, bound_to };
    app.table.put(&token).await?;
    Ok(secret.word())
}
