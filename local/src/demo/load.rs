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
use super::payments::Online;
use super::readings::{EVERY, Running};

/// More than the thirteen months that the demo data go back.
const HOURS_OF_HISTORY: i64 = 400 * 24;

/// A company's year while it is being loaded.
pub struct Year<'a> {
    app: &'a App,
    company: &'a Company,
    client: Client,
    accounts: Vec<Account>,
    running: Vec<Running>,
    balances: Vec<Money>,
    current: Period,
}

impl<'a> Year<'a> {
    /// Loads what a company has, and all months but the last closed one and the current.
    pub async fn begin(app: &'a App, company: &'a Company) -> Result<Self> {
        let now = app.clock.now().to_zoned(TimeZone::get("Europe/Saratov")?);
        let accounts = accounts::of(company);
        let client = moment::system(app, company, app.clock.now());
        client.call("PUT", "/api/exchange/v1/organization", &company.details()).await?;
        client.load("/api/exchange/v1/houses", &company.house_rows(&accounts)).await?;
        client.load("/api/exchange/v1/accounts", &accounts.iter().map(Account::row).collect::<Vec<_>>()).await?;
        let meters: Vec<Value> = accounts.iter().flat_map(|account| meters::rows(account, now.year())).collect();
        // Known before the first month was closed: what was told of later is on no receipt of that month.
        let before = moment::system(app, company, moment::hours_ago(app, HOURS_OF_HISTORY)?);
        before.load("/api/exchange/v1/meters", &meters).await?;
        client.load("/api/exchange/v1/paid-services", &catalogue::rows()).await?;
        let (running, balances) = (running(&accounts, now.year()), vec![Money::ZERO; accounts.len()]);
        let current = Period::of(now.date());
        let mut year = Self { app, company, client, accounts, running, balances, current };
        for months_ago in (2..=12).rev() {
            year.month(months_ago, None).await?;
        }
        Ok(year)
    }

    /// Loads the last closed month, with a payment through the cabinet that it is to report, and the current one.
    pub async fn finish(mut self, told: &Online) -> Result<()> {
        let own = self.company.id() == told.company;
        self.month(1, own.then_some(told)).await?;
        self.load(0, None).await
    }

    /// The last closed month.
    pub const fn last(&self) -> Period {
        self.current.plus(-1)
    }

    /// What the account of this place is to pay.
    pub fn balance(&self, place: usize) -> Option<Money> {
        self.balances.get(place).copied()
    }

    async fn month(&mut self, months_ago: i16, told: Option<&Online>) -> Result<()> {
        let period = self.current.plus(-months_ago);
        self.load(months_ago, told).await?;
        let readings: Vec<Value> = self.running.iter_mut().filter_map(|meter| meter.next(period)).collect();
        self.client.load("/api/exchange/v1/readings", &readings).await?;
        close(self.app, self.company, period).await
    }

    async fn load(&mut self, months_ago: i16, told: Option<&Online>) -> Result<()> {
        let period = self.current.plus(-months_ago);
        let month = Month { company: self.company, accounts: &self.accounts, period, months_ago };
        let needs = CommonNeeds::of(&month)?;
        self.client.load(&format!("/api/exchange/v1/periods/{period}/odn"), &needs.rows).await?;
        let mut rows = Vec::with_capacity(self.accounts.len());
        for (account, balance) in self.accounts.iter().zip(&mut self.balances) {
            let told = told.filter(|told| told.number == account.number);
            let (row, closing) = charges::statement(&month, account, *balance, &needs, told)?;
            *balance = closing;
            rows.push(row);
        }
        self.client.load(&format!("/api/exchange/v1/periods/{period}/statements"), &rows).await
    }
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
