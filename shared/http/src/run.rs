//! A function's life on Lambda.

use axum::Router;
use table::{Batch, Table, keys};
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::{App, Clock, Random, Settings, deployed_table, edge, origin, settings};

/// Serves a router until Lambda takes the process away. Everything slow happens before the first poll.
pub async fn run(router: fn(App) -> Router) -> Result<(), lambda_http::Error> {
    let app = app()?;
    warm(&app.table).await;
    let service = origin::behind_cdn(edge(router(app)), settings::origin_secret());
    lambda_http::run(service).await
}

/// The application as the environment describes it; for workers that are no routers too.
pub fn app() -> Result<App, lambda_http::Error> {
    log_to_stdout();
    let settings = Settings::from_env()?;
    let table = deployed_table(&settings.table)?;
    Ok(App::new(table, Clock::system(), Random::System, settings))
}

/// One line of JSON an event; the SDK's own only where it warns. Levels are fixed: reading them from a text would bring
/// a regular expression engine into every function.
fn log_to_stdout() {
    let levels = Targets::new().with_default(Level::INFO).with_target("aws", Level::WARN);
    let lines = tracing_subscriber::fmt::layer().json().without_time();
    tracing_subscriber::registry().with(levels).with(lines).init();
}

/// The first TLS handshake is what a cold start waits for, so it is made during init. A failure is no reason not to
/// start: the first request will tell.
async fn warm(table: &Table) {
    let nothing = Batch::new().with(keys::warm());
    if let Err(error) = table.batch(nothing).await {
        tracing::warn!(%error, "the store did not answer during init");
    }
}
