//! A login that is held already: by somebody else, or by the very registration whose answer was lost.

use axum::http::StatusCode;
use http::{ApiError, ApiResult, App, Code};
use table::entities::user::{Claim, User};
use table::keys;

use super::Form;
use crate::hashing::{self, Place};

/// The first answer again where address and password are those of a registration that waits; nothing is written and
/// nothing mailed. A login is a public name, so that it is taken may be told, but with which address it was registered may
/// not: the password is judged either way, and both have to fit.
pub async fn answer(app: &App, place: &Place, form: &Form, holder: Claim) -> ApiResult<StatusCode> {
    let user = app.table.get::<User>(keys::user(&holder.user), true).await?;
    let is_same = |user: &User| user.login == form.login && user.email.key() == form.email.key();
    let same = user.filter(|user| user.activated_at.is_none() && is_same(user));
    let hash = same.as_ref().map(|user| user.password_hash.as_str());
    if hashing::verify(place, hash, &form.password).await?.is_right() { Ok(StatusCode::ACCEPTED) } else { Err(taken()) }
}

fn taken() -> ApiError {
    let code = Code::LoginTaken;
    ApiError::new(code).with_field("login", code.as_str(), code.title())
}
