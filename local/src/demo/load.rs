//! A year of a company: loaded and closed month by month, and the current month loaded but open.

use anyhow::{Context as _, Result};
use domain::{Money, Period};
use http::App;
use jiff::{ToSpan as _, civil::date, tz::TimeZone};
use serde_json::Value;

use super::accounts::{self, Account};
use super::catalogue;
use super::charges;
use super::client::Client;
use super::common_needs::CommonNeeds;
use super::companies::Company;
use super::meters;
use super::moment;
use super::readings::{EVERY, Running};

/// Loads everything of a company.
pub async fn year(app: &App, company: &Company) -> Result<()> {
    let now = app.clock.now().to_zoned(TimeZone::get("Europe/Saratov")?);
    let current = Period::of(now.date());
    let accounts = accounts::of(company);
    let client = moment::system(app, company, app.clock.now());
    client.call("PUT", "/api/exchange/v1/organization", &company.details()).await?;
    client.load("/api/exchange/v1/houses", &company.house_rows(&accounts)).await?;
    client.load("/api/exchange/v1/accounts", &accounts.iter().map(Account::row).collect::<Vec<_>>()).await?;
    let meters: Vec<Value> = accounts.iter().flat_map(|account| meters::rows(account, now.year())).collect();
    client.load("/api/exchange/v1/meters", &meters).await?;
    client.load("/api/exchange/v1/paid-services", &catalogue::rows()).await?;
    let mut running = running(&accounts, now.year());
    let mut balances = vec![Money::ZERO; accounts.len()];
    for months_ago in (1..=12).rev() {
        let period = current.plus(-months_ago);
        load(&client, &Month { company, accounts: &accounts, period, months_ago }, &mut balances).await?;
        let readings: Vec<Value> = running.iter_mut().filter_map(|meter| meter.next(period)).collect();
        client.load("/api/exchange/v1/readings", &readings).await?;
        close(app, company, period).await?;
    }
    let month = Month { company, accounts: &accounts, period: current, months_ago: 0 };
    load(&client, &month, &mut balances).await
}

/// The meters of the flats that have a history, the resident's among them.
fn running(accounts: &[Account], this_year: i16) -> Vec<Running> {
    let chosen = accounts.iter().skip(EVERY - 1).step_by(EVERY);
    let meters = chosen.flat_map(|account| meters::rows(account, this_year).into_iter().map(|row| (account.seed, row)));
    (0..).zip(meters).map(|(place, (seed, row))| Running::of(&row, seed * 17 + place)).collect()
}

/// What a month is loaded for.
pub struct Month<'a> {
    /// The company.
    pub company: &'a Company,
    /// Its accounts.
    pub accounts: &'a [Account],
    /// The month.
    pub period: Period,
    /// How long it is past.
    pub months_ago: i16,
}

async fn load(client: &Client, month: &Month<'_>, balances: &mut [Money]) -> Result<()> {
    let (period, needs) = (month.period, CommonNeeds::of(month)?);
    client.load(&format!("/api/exchange/v1/periods/{period}/odn"), &needs.rows).await?;
    let mut rows = Vec::with_capacity(month.accounts.len());
    for (account, balance) in month.accounts.iter().zip(balances) {
        let (row, closing) = charges::statement(month.company, account, period, *balance, &needs)?;
        *balance = closing;
        rows.push(row);
    }
    client.load(&format!("/api/exchange/v1/periods/{period}/statements"), &rows).await
}

/// The accountant closes a month on the third day of the next one.
async fn close(app: &App, company: &Company, period: Period) -> Result<()> {
    let next = period.plus(1);
    let third = date(next.year(), next.month(), 3).at(16, 20, 0, 0).to_zoned(TimeZone::get("Europe/Saratov")?)?;
    // In the first days of a month its predecessor has only just been closed.
    let latest = app.clock.now().checked_sub(1.hour()).context("a clock before all time")?;
    let client = moment::system(app, company, third.timestamp().min(latest));
    let path = format!("/api/exchange/v1/periods/{period}/close");
    client.call("POST", &path, &serde_json::json!({})).await.map(|_| ())
}
