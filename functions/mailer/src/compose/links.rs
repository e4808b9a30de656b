//! Letters that carry a link.

use http::{App, LinkSecret, hash};
use jiff::{SignedDuration, Timestamp};
use mail::Letter;
use mail::letters::{Activation, EmailChange, PasswordReset};
use table::entities::link_token::{LinkToken, Purpose};
use table::entities::user::User;

use super::ComposeError;

/// How long the link of an activation works.
const ACTIVATION: SignedDuration = SignedDuration::from_hours(48);
/// How long the link for a new password works; longer than the pace at which they go out.
const PASSWORD_RESET: SignedDuration = SignedDuration::from_mins(30);

/// The link works no longer than the registration that it confirms.
pub async fn activation(app: &App, user: &User) -> Result<Option<Letter>, ComposeError> {
    if user.activated_at.is_some() {
        return Ok(None);
    }
    let longest = after(app, ACTIVATION)?;
    let valid_until = user.reserved_until.map_or(longest, |reserved| reserved.min(longest));
    let link = mint(app, user, Purpose::Activation, valid_until, None).await?;
    Ok(Some(Activation { login: user.login.as_str(), link: &link, valid_until }.letter()?))
}

/// The link is bound to the present password and address: once either was changed it is worthless.
pub async fn password_reset(app: &App, user: &User) -> Result<Option<Letter>, ComposeError> {
    if user.activated_at.is_none() {
        return Ok(None);
    }
    let valid_until = after(app, PASSWORD_RESET)?;
    let bound_to = Some(hash::sha256(&user.reset_binding()));
    let link = mint(app, user, Purpose::PasswordReset, valid_until, bound_to).await?;
    Ok(Some(PasswordReset { login: user.login.as_str(), link: &link, valid_until }.letter()?))
}

/// The link is bound to the address: once another one was asked for it is worthless.
pub async fn email_change(app: &App, user: &User, address_hash: &str) -> Result<Option<Letter>, ComposeError> {
    let pending = user.pending(app.clock.now());
    let Some(pending) = pending.filter(|pending| hash::sha256(&pending.address.key()) == address_hash) else {
        return Ok(None);
    };
    let bound_to = Some(address_hash.to_owned());
    let link = mint(app, user, Purpose::EmailChange, pending.valid_until, bound_to).await?;
    let (login, valid_until) = (user.login.as_str(), pending.valid_until);
    Ok(Some(EmailChange { login, link: &link, valid_until }.letter()?))
}

async fn mint(
    app: &App,
    user: &User,
    purpose: Purpose,
    valid_until: Timestamp,
    bound_to: Option<String>,
) -> Result<String, ComposeError> {
    let secret = LinkSecret::mint(&app.random, &user.id)?;
    let token = LinkToken { hash: secret.hash(), purpose, user: user.id.clone(), valid_until, bound_to };
    app.table.put(&token).await?;
    let page = match purpose {
        Purpose::Activation => "activation",
        Purpose::PasswordReset => "password/reset",
        Purpose::EmailChange => "email",
    };
    // Behind `#` a browser sends nothing: the secret stands in no log, no referrer and no archive of addresses.
    Ok(format!("{}/{page}#token={}", app.settings.base_url, secret.word()))
}

fn after(app: &App, wait: SignedDuration) -> Result<Timestamp, ComposeError> {
    app.clock.now().checked_add(wait).map_err(|_| ComposeError::Broken)
}
