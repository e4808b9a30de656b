//! What an empty store is filled with: two companies with a year behind them and a resident, or one bare company.
//!
//! All of it goes through the functions' own routes, as an accounting system and a person would do it.

mod accounts;
mod catalogue;
mod charges;
mod client;
mod common_needs;
mod companies;
mod dice;
mod keys;
mod load;
mod meters;
mod moment;
mod news;
mod payments;
mod readings;
mod requests;
mod resident;

use anyhow::Result;
use http::App;

use crate::inbox::Inbox;
use crate::mail::Mailer;
use crate::state::DataDir;

/// Fills the store for the first start.
pub async fn fill(app: &App, data: &DataDir, inbox: &Inbox, mailer: &Mailer, with_demo: bool) -> Result<()> {
    if !with_demo {
        return keys::bare_company(app, data).await;
    }
    for company in companies::all() {
        keys::register(app, data, &company).await?;
        load::year(app, &company).await?;
        news::publish(app, &company).await?;
    }
    resident::ivanov(app, data, inbox, mailer).await
}
