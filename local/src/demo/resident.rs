//! The resident `ivanov`: registers, follows the link of the mail, attaches one account in each company.

use anyhow::{Context as _, Result};
use http::App;
use serde_json::json;

use super::accounts;
use super::client::Client;
use super::{companies, payments, requests};
use crate::inbox::Inbox;
use crate::mail::Mailer;
use crate::server;
use crate::state::{DataDir, Resident};

/// The place of the resident's account among those of each company.
pub const PLACE: usize = 11;

/// The resident, signed in.
pub struct Ivanov {
    /// The session.
    pub token: String,
    /// An account in each company.
    pub accounts: Vec<String>,
    known_as: Resident,
}

impl Ivanov {
    /// Pays, asks, orders; from then on the demo knows how to sign in.
    pub async fn live(self, app: &App, data: &DataDir) -> Result<()> {
        payments::make(app, data, &self.token, &self.accounts).await?;
        let ([company, _], account) = (companies::all(), self.accounts.first().context("no account")?);
        requests::make(app, &self.token, &company, account).await?;
        data.change(|state| state.resident = Some(self.known_as))
    }
}

/// Registers and attaches.
pub async fn ivanov(app: &App, inbox: &Inbox, mailer: &Mailer) -> Result<Ivanov> {
    let resident = Resident {
        login: "ivanov".to_owned(),
        password: "Rechnoy-17".to_owned(),
        email: "ivanov@example.ru".to_owned(),
    };
    let anybody = Client::new(server::functions(app), None);
    register(app, &anybody, &resident).await?;
    activate(&anybody, inbox, mailer, &resident).await?;
    let session = anybody
        .call(
            "POST",
            "/api/auth/login",
            &json!({"login": resident.login, "password": resident.password, "remember": false}),
        )
        .await?;
    let token = session["access_token"].as_str().context("no access token")?.to_owned();
    let accounts = attach(&Client::new(server::functions(app), Some(&token))).await?;
    Ok(Ivanov { token, accounts, known_as: resident })
}

async fn register(app: &App, client: &Client, resident: &Resident) -> Result<()> {
    let captcha = client.call("GET", "/api/auth/captcha", &json!(null)).await?;
    let id = captcha["id"].as_str().context("no captcha")?;
    let answer = crate::control::captcha_answer(app, id).await?.context("the captcha is gone")?;
    let agreement = client.call("GET", "/api/auth/agreement", &json!(null)).await?;
    let form = json!({
        "login": resident.login, "email": resident.email, "password": resident.password,
        "password_confirmation": resident.password, "captcha": {"id": id, "answer": answer},
        "agreement_version": agreement["version"]
    });
    client.call("POST", "/api/auth/register", &form).await.map(|_| ())
}

async fn activate(client: &Client, inbox: &Inbox, mailer: &Mailer, resident: &Resident) -> Result<()> {
    mailer.sweep().await?;
    let link = inbox.first_link(&resident.email).context("the activation mail did not come")?;
    let (_, token) = link.split_once("#token=").context("the link has no token")?;
    client.call("POST", "/api/auth/activation", &json!({ "token": token })).await.map(|_| ())
}

async fn attach(client: &Client) -> Result<Vec<String>> {
    let mut attached = Vec::new();
    for company in companies::all() {
        let accounts = accounts::of(&company);
        let account = accounts.get(PLACE).context("a company without accounts")?;
        let form = json!({
            "method": "account_number", "organization_id": company.id(), "number": account.number,
            "proof": {"kind": "access_code", "value": account.access_code}
        });
        let card = client.call("POST", "/api/accounts", &form).await?;
        attached.push(card["id"].as_str().context("a card without an id")?.to_owned());
    }
    Ok(attached)
}
