//! Personal accounts and the companies that keep them: attach, look, name, subscribe, detach.

mod attach;
mod attach_account;
mod card;
mod change_account;
mod company;
mod detach_account;
mod directory;
mod get_account;
mod get_organization;
mod list_accounts;
mod list_organizations;
mod openapi;
mod show_unsubscribe;
mod unsubscribe;

use axum::routing::get;
use axum::{Extension, Router};
use http::App;

pub use openapi::openapi;

/// All routes of this function.
pub fn router(app: App) -> Router {
    let organizations = Router::new()
        .route("/api/organizations", get(list_organizations::list_organizations))
        .route("/api/organizations/{id}", get(get_organization::get_organization))
        .layer(Extension(directory::Directory::default()));
    let accounts = Router::new()
        .route("/api/accounts", get(list_accounts::list_accounts).post(attach_account::attach_account))
        .route(
            "/api/accounts/{id}",
            get(get_account::get_account).patch(change_account::change_account).delete(detach_account::detach_account),
        )
        .route("/api/unsubscribe", get(show_unsubscribe::show_unsubscribe).post(unsubscribe::unsubscribe));
    organizations.merge(accounts).with_state(app)
}
