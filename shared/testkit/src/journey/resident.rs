//! The resident's part.

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use super::accountant::{PERIOD, account_number};
use super::http_client::HttpClient;
use super::{Captcha, Target, mailbox, saw};

const PASSWORD: &str = "Kvartira-12";

/// From registration to the receipt; the signed-in resident and the account.
pub fn register_and_read(target: &Target) -> Result<(HttpClient, String)> {
    let anybody = HttpClient::new(&target.url);
    let login = format!("zhitel-{}", target.run);
    let address = format!("{login}@example.ru");
    register(target, &anybody, &login, &address)?;
    ask_in_vain(target, &anybody)?;
    activate(target, &anybody, &login, &address)?;
    let session = sign_in(&anybody, &login)?;
    let resident = anybody.bearer(text(&session, "access_token")?);
    saw("the resident signed in, and the browser is known again");
    let account = attach(target, &anybody, &resident)?;
    read(&resident, &account)?;
    Ok((resident, account))
}

fn register(target: &Target, anybody: &HttpClient, login: &str, address: &str) -> Result<()> {
    let agreement = anybody.json("GET", "/api/auth/agreement", &Value::Null)?;
    let form = json!({
        "login": login, "email": address, "password": PASSWORD, "password_confirmation": PASSWORD,
        "captcha": solved(target, anybody)?, "agreement_version": agreement["version"]
    });
    anybody.json("POST", "/api/auth/register", &form)?;
    saw("the resident registered");
    anybody.refused("POST", "/api/auth/register", &form, (422, "captcha_wrong"))
}

fn solved(target: &Target, anybody: &HttpClient) -> Result<Value> {
    let captcha = anybody.json("GET", "/api/auth/captcha", &Value::Null)?;
    let id = text(&captcha, "id")?;
    let answer = match &target.captcha {
        Captcha::LocalSystem => {
            let told = anybody.json("GET", &format!("/_local/captcha/{id}"), &Value::Null)?;
            text(&told, "answer")?.to_owned()
        }
        Captcha::Asked(ask) => ask(id)?,
    };
    Ok(json!({"id": id, "answer": answer}))
}

/// The answer to an address that nobody registered with is that of any other.
fn ask_in_vain(target: &Target, anybody: &HttpClient) -> Result<()> {
    let address = format!("nikto-{}@example.ru", target.run);
    let form = json!({"email": address, "captcha": solved(target, anybody)?});
    anybody.json("POST", "/api/auth/activation/resend", &form)?;
    Ok(())
}

fn activate(target: &Target, anybody: &HttpClient, login: &str, address: &str) -> Result<()> {
    let early = json!({"login": login, "password": PASSWORD, "remember": false});
    anybody.refused("POST", "/api/auth/login", &early, (403, "not_activated"))?;
    let token = json!({ "token": mailbox::token_for(&target.mail_url, address)? });
    anybody.json("POST", "/api/auth/activation", &token)?;
    anybody.refused("POST", "/api/auth/activation", &token, (400, "link_invalid"))?;
    saw("the mail came and its link confirmed the address, once");
    Ok(())
}

/// Signs in, and once more as the same browser: both cookies get through the gateway, both ways.
fn sign_in(anybody: &HttpClient, login: &str) -> Result<Value> {
    let credentials = json!({"login": login, "password": PASSWORD, "remember": false});
    let (_, first) = anybody.json_with_cookies("POST", "/api/auth/login", &credentials)?;
    let browser = anybody.cookies(&first);
    let (session, again) = browser.json_with_cookies("POST", "/api/auth/login", &credentials)?;
    let known = |cookies: &[String]| cookies.iter().find(|cookie| cookie.contains("browser=")).cloned();
    ensure!(first.len() == 2 && known(&first).is_some(), "a sign-in gave {} cookies", first.len());
    ensure!(known(&first) == known(&again), "the browser was not known again");
    Ok(session)
}

fn attach(target: &Target, anybody: &HttpClient, resident: &HttpClient) -> Result<String> {
    let company = company(anybody)?;
    let form = |proof: &str| {
        json!({
            "method": "account_number", "organization_id": company, "number": account_number(&target.run),
            "proof": {"kind": "access_code", "value": proof}
        })
    };
    resident.refused("POST", "/api/accounts", &form("AB12CD35"), (422, "account_or_proof_wrong"))?;
    let card = resident.json("POST", "/api/accounts", &form("AB12CD34"))?;
    saw("the resident attached the account");
    Ok(text(&card, "id")?.to_owned())
}

/// The directory is cached for a minute, so a company that has just come may be late in it.
fn company(anybody: &HttpClient) -> Result<String> {
    for _ in 0..140 {
        let found = anybody.json("GET", "/api/organizations?q=%D0%B2%D0%BE%D0%BB%D0%B3%D0%B0", &Value::Null)?;
        if let Some(id) = found["items"][0]["id"].as_str() {
            return Ok(id.to_owned());
        }
        std::thread::sleep(std::time::Duration::from_millis(500));
    }
    None.context("the company is not in the directory")
}

fn read(resident: &HttpClient, account: &str) -> Result<()> {
    let card = resident.json("GET", &format!("/api/accounts/{account}"), &Value::Null)?;
    ensure!(card["balance"]["amount"] == 94_005 && card["balance"]["kind"] == "debt", "the card shows {card}");
    let charges = resident.json("GET", &format!("/api/accounts/{account}/charges/{PERIOD}"), &Value::Null)?;
    ensure!(charges["closing"] == 94_005, "the charges show {charges}");
    let receipt = resident.bytes(&format!("/api/accounts/{account}/receipts/{PERIOD}"))?;
    ensure!(receipt.starts_with(b"%PDF-"), "the receipt is no PDF");
    let (month, meters) = (format!("movements?from={PERIOD}&to={PERIOD}"), "meters".to_owned());
    for page in ["periods".to_owned(), month, meters] {
        let list = resident.json("GET", &format!("/api/accounts/{account}/{page}"), &Value::Null)?;
        ensure!(list["items"].is_array(), "{page} shows {list}");
    }
    let stranger = format!("/api/accounts/{account}0/charges/{PERIOD}");
    resident.refused("GET", &stranger, &Value::Null, (404, "not_found"))?;
    saw("the resident saw the card and the charges and downloaded the receipt");
    Ok(())
}

fn text<'a>(value: &'a Value, name: &str) -> Result<&'a str> {
    value[name].as_str().with_context(|| format!("the answer has no {name}"))
}
