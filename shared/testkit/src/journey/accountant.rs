//! The accounting system's part.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use super::http_client::HttpClient;
use super::saw;
use crate::samples;

/// The month that is loaded and closed.
pub const PERIOD: &str = "2026-09";

/// The account number of a walk.
pub fn account_number(run: &str) -> String {
    format!("77-{run}")
}

/// Loads a company, a house, an account and a month, and closes it.
pub fn load_and_close(accountant: &HttpClient, run: &str) -> Result<()> {
    let base = "/api/exchange/v1";
    accountant.json("PUT", &format!("{base}/organization"), &samples::organization_json())?;
    load(accountant, &format!("{base}/houses"), &house())?;
    load(accountant, &format!("{base}/accounts"), &account(run))?;
    let period = format!("{base}/periods/{PERIOD}");
    accountant.json("POST", &format!("{period}/reopen"), &json!({})).ok();
    load(accountant, &format!("{period}/statements"), &statement(run))?;
    let closed = accountant.json("POST", &format!("{period}/close"), &json!({}))?;
    ensure!(closed["status"] == "closed", "the period is not closed: {closed}");
    accountant.refused(
        "PUT",
        &format!("{period}/statements"),
        &json!({"items": [statement(run)]}),
        (409, "period_closed"),
    )?;
    saw("the accounting system loaded a house, an account and a month, and closed it");
    Ok(())
}

fn load(accountant: &HttpClient, path: &str, row: &Value) -> Result<()> {
    let answer = accountant.json("PUT", path, &json!({ "items": [row] }))?;
    ensure!(answer["summary"]["rejected"] == 0, "{path} rejected a row: {answer}");
    Ok(())
}

fn house() -> Value {
    serde_json::to_value(samples::house()).unwrap_or_default()
}

fn account(run: &str) -> Value {
    json!({
        "number": account_number(run), "house": samples::house().code, "flat": "12",
        "subscriber": "Иванов Иван Иванович", "area": "50.5", "residents": 2, "access_code": "AB12CD34",
        "services": [{
            "code": "hot-water", "name": "Горячее водоснабжение", "supplier": "МУП «Тепло»", "unit": "м³",
            "tariff": "145.97"
        }]
    })
}

fn statement(run: &str) -> Value {
    let mut row = samples::statement_json();
    row["account"] = json!(account_number(run));
    row
}
