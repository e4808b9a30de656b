//! A login that is held already: by somebody else, or by the very registration that is sent again because its letter or
//! its answer was lost.

use axum::http::StatusCode;
use http::{ApiError, ApiResult, App, Code};
use table::entities::message::Delivery;
use table::entities::user::{Claim, User};
use table::{CommitError, Found, Transaction, keys};

use super::{Form, letter_of, owner_of};
use crate::asked_letter::AskedLetter;
use crate::hashing::{self, Place};

/// The first answer again where address and password are those of a registration that waits. A login is a public name,
/// so that it is taken may be told, but with which address it was registered may not: the password is judged either way,
/// and both have to fit. The letter goes again to the address that waits, at the pace of any, whatever the password:
/// its reader may have forgotten it. `None` where something was counted meanwhile.
pub async fn answer(
    app: &App,
    place: &Place,
    form: &Form,
    holder: &Claim,
    asked: &AskedLetter,
    found: Found,
) -> ApiResult<Option<StatusCode>> {
    let begun = steps(app, form, holder, asked, found)?;
    let (same, committed) = futures::join!(is_same(app, place, form, holder), commit(app, begun));
    match committed {
        Err(CommitError::Refused(_)) => return Ok(None),
        outcome => outcome?,
    }
    if same? { Ok(Some(StatusCode::ACCEPTED)) } else { Err(taken()) }
}

/// The same steps whether the address fits or not. Where a name is in use no letter can follow, so none is counted for
/// the address of whoever looks for a name that is free.
fn steps(app: &App, form: &Form, holder: &Claim, asked: &AskedLetter, mut found: Found) -> ApiResult<Transaction> {
    if holder.is_settled() {
        return asked.count_for_network(app.table.transaction(), &mut found);
    }
    let begun = asked.count(app, app.table.transaction(), &mut found)?;
    if holder.waits_at(&form.email) {
        return letter_of(app, begun, &holder.user, &form.email, owner_of(&form.email, &mut found)?);
    }
    let now = app.clock.now();
    Ok(begun.put("mail", &Delivery::nothing_to_send(app.random.ordered_id(now)?, now)))
}

async fn commit(app: &App, steps: Transaction) -> Result<(), CommitError> {
    if steps.is_empty() { Ok(()) } else { app.table.commit(steps).await }
}

async fn is_same(app: &App, place: &Place, form: &Form, holder: &Claim) -> ApiResult<bool> {
    let user = app.table.get::<User>(keys::user(&holder.user), true).await?;
    let fits = |user: &User| user.login == form.login && user.email.key() == form.email.key();
    let same = user.filter(|user| user.activated_at.is_none() && fits(user));
    let hash = same.as_ref().map(|user| user.password_hash.as_str());
    Ok(hashing::verify(place, hash, &form.password).await?.is_right())
}

fn taken() -> ApiError {
    let code = Code::LoginTaken;
    ApiError::new(code).with_field("login", code.as_str(), code.title())
}
