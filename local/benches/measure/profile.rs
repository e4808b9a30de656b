//! The routes of the profile: what a person changes of themselves, and how they leave.

use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use table::entities::link_token::Purpose;

use crate::people::{EMAIL, LOGIN, PASSWORD, agreement, captcha, link, sign_in};
use crate::walk::{Caller, Walk, text};
use crate::world::World;

const OTHER_EMAIL: &str = "zhitel-2@example.ru";
const NEW_PASSWORD: &str = "Sad-9999";

/// Walks them. The world's token and cookie are those of another session afterwards.
pub async fn walk(walk: &mut Walk, world: &mut World) -> Result<()> {
    let resident = Caller::Bearer(&world.token);
    walk.call("GET /api/profile/actions", &[], resident, None).await?;
    let accepted = json!({"version": agreement(walk).await?});
    walk.call("POST /api/profile/agreement", &[], resident, Some(accepted)).await?;
    walk.call("PATCH /api/profile", &[], resident, Some(change(OTHER_EMAIL))).await?;
    walk.call("DELETE /api/profile/email", &[], resident, None).await?;
    walk.call("PATCH /api/profile", &[], resident, Some(change(OTHER_EMAIL))).await?;
    let token = link(walk, EMAIL, Purpose::EmailChange, |_| Some(OTHER_EMAIL.to_owned())).await?;
    walk.call("POST /api/profile/email", &[], Caller::Anybody, Some(json!({ "token": token }))).await?;
    sessions(walk, world).await?;
    passwords(walk, world).await
}

/// Leaves for good.
pub async fn leave(walk: &mut Walk) -> Result<()> {
    let (token, _) = sign_in(walk, NEW_PASSWORD).await?;
    let body = json!({"password": NEW_PASSWORD});
    walk.call("DELETE /api/profile", &[], Caller::Bearer(&token), Some(body)).await?;
    Ok(())
}

fn change(email: &str) -> Value {
    json!({"email": email, "password": PASSWORD})
}

async fn sessions(walk: &mut Walk, world: &World) -> Result<()> {
    let resident = Caller::Bearer(&world.token);
    sign_in(walk, PASSWORD).await?;
    let sessions = walk.call("GET /api/auth/sessions", &[], resident, None).await?.json();
    let items = sessions["items"].as_array().context("sessions are a list")?;
    let other = items.iter().find(|session| session["current"] != true).context("there is another session")?;
    walk.call("DELETE /api/auth/sessions/{id}", &[text(other, "id")?], resident, None).await?;
    walk.call("DELETE /api/auth/sessions", &[], resident, None).await?;
    Ok(())
}

async fn passwords(walk: &mut Walk, world: &mut World) -> Result<()> {
    let twice = |password: &str| json!({"password": password, "password_confirmation": password});
    let mut change = twice(NEW_PASSWORD);
    change["current"] = PASSWORD.into();
    walk.call("POST /api/profile/password", &[], Caller::Bearer(&world.token), Some(change)).await?;
    let forgotten = json!({"login_or_email": LOGIN, "captcha": captcha(walk).await?});
    walk.call("POST /api/auth/password/forgot", &[], Caller::Anybody, Some(forgotten)).await?;
    let token = link(walk, OTHER_EMAIL, Purpose::PasswordReset, |user| Some(user.reset_binding())).await?;
    let mut reset = twice(NEW_PASSWORD);
    reset["token"] = token.into();
    walk.call("POST /api/auth/password/reset", &[], Caller::Anybody, Some(reset)).await?;
    (world.token, world.cookie) = sign_in(walk, NEW_PASSWORD).await?;
    Ok(())
}
