//! Calls of a moment that is past: the demo data have a history, and every route goes by its clock.

use anyhow::{Context as _, Result};
use http::{App, Clock};
use jiff::{SignedDuration, Timestamp};

use super::client::Client;
use super::companies::Company;
use crate::server;

/// So many hours ago.
pub fn hours_ago(app: &App, hours: i64) -> Result<Timestamp> {
    Ok(app.clock.now().checked_sub(SignedDuration::from_hours(hours))?)
}

/// The application as it was at this moment.
pub fn app_at(app: &App, at: Timestamp) -> App {
    App::new(app.table.clone(), Clock::fixed(at), app.random.clone(), app.settings.clone())
}

/// The company's accounting system, calling at this moment.
pub fn system(app: &App, company: &Company, at: Timestamp) -> Client {
    Client::new(exchange::router(app_at(app, at)), Some(&company.key()))
}

/// The resident of this session, calling at this moment.
pub fn resident(app: &App, token: &str, at: Timestamp) -> Result<Client> {
    let claims = app.tokens.verify(token, app.clock.now()).context("the session has ended")?;
    let key = app.settings.signing_key.as_ref().context("no signing key")?;
    Ok(Client::new(server::functions(&app_at(app, at)), Some(&key.sign(&claims.sub, &claims.sid, at)?)))
}
