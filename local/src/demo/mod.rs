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
    let companies = companies::all();
    let mut years = Vec::new();
    for company in &companies {
        keys::register(app, data, company).await?;
        years.push(load::Year::begin(app, company).await?);
    }
    let ivanov = resident::ivanov(app, inbox, mailer).await?;
    let told = payments::bill(app, data, &ivanov, &years).await?;
    for (year, company) in years.into_iter().zip(&companies) {
        year.finish(&told).await?;
        news::publish(app, company).await?;
    }
    ivanov.live(app, data).await
}
