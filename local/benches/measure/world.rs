//! A company with a closed month, and a resident with one of its accounts; made through the routes.

use anyhow::Result;
use domain::Period;
use http::SigningKey;
use serde::Serialize;
use serde_json::{Value, json};
use testkit::samples;

use crate::walk::{Caller, Walk, text};
use crate::{people, rows};

/// Rows of each load.
pub const ROWS: usize = 100;

/// What stands ready.
#[derive(Debug, Serialize)]
pub struct World {
    /// Key of the company.
    pub exchange_key: String,
    /// Access token of the resident.
    pub token: String,
    /// Refresh cookie of the resident.
    #[serde(skip)]
    pub cookie: String,
    /// The company.
    pub organization: String,
    /// The resident's account.
    pub account: String,
    /// The closed month.
    pub period: Period,
}

/// A world, and how functions reach it.
#[derive(Debug, Serialize)]
pub struct Prepared {
    endpoint: String,
    table: String,
    signing_key: String,
    public_keys: String,
    /// A row of houses that is loaded already.
    house: Value,
    /// Logins of people who all have this password.
    neighbours: Vec<String>,
    password: &'static str,
    /// Captchas with their answers.
    captchas: Vec<Value>,
    agreement: Value,
    #[serde(flatten)]
    world: World,
}

/// So many that each of them gets one letter only, beside that of the registration: more of one would bring waits into the
/// figures.
const NEIGHBOURS: usize = 240;
const CAPTCHAS: usize = 480;

impl Prepared {
    /// Makes it. The engine lives as long as the process.
    pub async fn new() -> Result<Self> {
        let signing_key = signing_key()?;
        let mut walk = Walk::begin(&signing_key).await?;
        let world = World::make(&mut walk).await?;
        let neighbours = people::neighbours(&mut walk, NEIGHBOURS).await?;
        let mut captchas = Vec::with_capacity(CAPTCHAS);
        for number in 0..CAPTCHAS {
            let address = people::network(number);
            captchas.push(people::captcha_for(&mut walk, Caller::At(&address)).await?);
        }
        let settings = &walk.app.settings;
        Ok(Self {
            endpoint: testkit::endpoint(),
            table: settings.table.clone(),
            public_keys: settings.keys.to_json(),
            house: rows::items(rows::houses(1)["items"].as_array().cloned().into_iter().flatten()),
            neighbours,
            password: people::PASSWORD,
            captchas,
            agreement: people::agreement(&mut walk).await?,
            signing_key,
            world,
        })
    }
}

/// The key that signs the benchmark's tokens.
pub fn signing_key() -> Result<String> {
    Ok(SigningKey::generate("bench", [7; 32])?)
}

impl World {
    /// Walks from an empty table to an attached account.
    pub async fn make(walk: &mut Walk) -> Result<Self> {
        let period = Period::about(walk.app.clock.now()).plus(-1);
        let exchange_key = walk.app.exchange_key(1).await;
        publish(walk, &exchange_key, period).await?;
        let (token, cookie) = people::sign_up(walk).await?;
        let organization = samples::organization_id(1).to_string();
        let form = json!({
            "method": "account_number", "organization_id": organization, "number": rows::number(0),
            "proof": {"kind": "access_code", "value": "AB12CD34"}
        });
        let card = walk.call("POST /api/accounts", &[], Caller::Bearer(&token), Some(form)).await?.json();
        Ok(Self { account: text(&card, "id")?.to_owned(), exchange_key, token, cookie, organization, period })
    }
}

async fn publish(walk: &mut Walk, key: &str, period: Period) -> Result<()> {
    let system = Caller::Bearer(key);
    let mut organization = samples::organization_json();
    // Readings are measured on whatever day it is.
    organization["readings_window"] = json!({"from_day": 1, "to_day": 31});
    walk.call("PUT /api/exchange/v1/organization", &[], system, Some(organization)).await?;
    walk.call("PUT /api/exchange/v1/houses", &[], system, Some(rows::houses(ROWS))).await?;
    let accounts = rows::items((0..ROWS).map(rows::account));
    walk.call("PUT /api/exchange/v1/accounts", &[], system, Some(accounts)).await?;
    let meters = rows::items((0..ROWS).map(rows::meter));
    walk.call("PUT /api/exchange/v1/meters", &[], system, Some(meters)).await?;
    let statements = rows::items((0..ROWS).map(|index| rows::statement(index, 0)));
    let period = period.to_string();
    walk.call("PUT /api/exchange/v1/periods/{period}/statements", &[&period], system, Some(statements)).await?;
    let needs = rows::common_needs(ROWS);
    walk.call("PUT /api/exchange/v1/periods/{period}/odn", &[&period], system, Some(needs)).await?;
    walk.call("POST /api/exchange/v1/periods/{period}/close", &[&period], system, None).await?;
    Ok(())
}
