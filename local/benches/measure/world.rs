//! A company with a closed month, and a resident with one of its accounts; made through the routes.

use anyhow::{Context as _, Result};
use domain::Period;
use http::{LinkSecret, SigningKey};
use jiff::SignedDuration;
use serde::Serialize;
use serde_json::{Value, json};
use table::entities::captcha::Captcha;
use table::entities::link_token::{LinkToken, Purpose};
use table::entities::user::{Subject, User};
use table::keys;
use testkit::samples;

use crate::rows;
use crate::walk::{COOKIE, Caller, Walk, text};

/// Rows of each load.
pub const ROWS: usize = 100;
const LOGIN: &str = "zhitel";
const EMAIL: &str = "zhitel@example.ru";
const PASSWORD: &str = "Kvartira-12";

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
    #[serde(flatten)]
    world: World,
}

impl Prepared {
    /// Makes it. The engine lives as long as the process.
    pub async fn new() -> Result<Self> {
        let signing_key = signing_key()?;
        let mut walk = Walk::begin(&signing_key).await?;
        let world = World::make(&mut walk).await?;
        let settings = &walk.app.settings;
        Ok(Self {
            endpoint: testkit::endpoint(),
            table: settings.table.clone(),
            public_keys: settings.keys.to_json(),
            house: rows::items(rows::houses(1)["items"].as_array().cloned().into_iter().flatten()),
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
        let (token, cookie) = sign_up(walk).await?;
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

async fn sign_up(walk: &mut Walk) -> Result<(String, String)> {
    let form = json!({
        "login": LOGIN, "email": EMAIL, "password": PASSWORD, "password_confirmation": PASSWORD,
        "captcha": captcha(walk).await?,
        "agreement_version": agreement(walk).await?
    });
    walk.call("POST /api/auth/register", &[], Caller::Anybody, Some(form)).await?;
    let again = json!({"email": EMAIL, "captcha": captcha(walk).await?});
    walk.call("POST /api/auth/activation/resend", &[], Caller::Anybody, Some(again)).await?;
    let token = json!({ "token": activation_token(walk).await? });
    walk.call("POST /api/auth/activation", &[], Caller::Anybody, Some(token)).await?;
    let credentials = json!({"login": LOGIN, "password": PASSWORD, "remember": true});
    let session = walk.call("POST /api/auth/login", &[], Caller::Anybody, Some(credentials)).await?;
    let cookie = session.cookie(COOKIE).context("signing in sets the cookie")?;
    Ok((text(&session.json(), "access_token")?.to_owned(), cookie))
}

async fn captcha(walk: &mut Walk) -> Result<Value> {
    let shown = walk.call("GET /api/auth/captcha", &[], Caller::Anybody, None).await?.json();
    let id = text(&shown, "id")?;
    let captcha: Option<Captcha> = walk.app.table.get(keys::captcha(id), true).await?;
    Ok(json!({"id": id, "answer": captcha.context("the captcha is stored")?.answer}))
}

async fn agreement(walk: &mut Walk) -> Result<Value> {
    let agreement = walk.call("GET /api/auth/agreement", &[], Caller::Anybody, None).await?;
    Ok(agreement.json()["version"].clone())
}

/// Stands in for the mailer, which makes the token when it sends the link.
async fn activation_token(walk: &Walk) -> Result<String> {
    let app = &walk.app;
    let subject = Subject::Email(EMAIL.to_owned());
    let user: User = app.table.holder(&subject, app.clock.now()).await?.context("the person registered")?;
    let secret = LinkSecret::mint(&app.random, &user.id).map_err(|_| anyhow::anyhow!("no randomness"))?;
    let token = LinkToken {
        hash: secret.hash(),
        purpose: Purpose::Activation,
        user: user.id,
        valid_until: app.clock.now() + SignedDuration::from_hours(1),
        bound_to: None,
    };
    app.table.put(&token).await?;
    Ok(secret.word())
}
