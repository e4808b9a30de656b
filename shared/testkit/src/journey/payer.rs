//! The resident's payment, and the provider's part in it.

use anyhow::{Context as _, Result, ensure};
use domain::moneta::{Signed, notice_signature};
use serde_json::{Value, json};

use super::http_client::HttpClient;
use super::saw;
use super::target::Shop;

/// Kopecks, and as the provider writes them.
const AMOUNT: (i64, &str) = (12_025, "120.25");

/// Orders a payment, is told of it as the shop's provider would tell, and sees it paid.
pub fn pay(resident: &HttpClient, provider: &HttpClient, account: &str, shop: &Shop) -> Result<()> {
    let path = format!("/api/accounts/{account}/payments");
    let order = json!({ "amount": AMOUNT.0 });
    let started = resident.once("journey").json("POST", &path, &order)?;
    let payment = started["id"].as_str().context("a payment without an id")?;
    let form = started["redirect_url"].as_str().unwrap_or_default();
    ensure!(form.contains(&format!("MNT_ID={}&", shop.mnt_id)), "the payment leads to {form}");
    let strange = Shop { code: format!("{}?", shop.code), ..shop.clone() };
    let refused = provider.bytes(&notice(&strange, payment))?;
    ensure!(refused == b"FAIL", "a notification with another code was answered {}", String::from_utf8_lossy(&refused));
    provider.bytes(&notice(shop, payment))?;
    let paid = resident.json("GET", &format!("{path}/{payment}"), &Value::Null)?;
    ensure!(paid["status"] == "paid", "the payment is {paid}");
    saw("the resident paid online, and the payment service was believed by its code only");
    Ok(())
}

/// That the money was taken, signed with the shop's code.
fn notice(shop: &Shop, payment: &str) -> String {
    let told = Signed {
        shop: &shop.mnt_id,
        transaction: payment,
        operation: "123456",
        amount: AMOUNT.1,
        currency: "RUB",
        test_mode: "0",
        ..Signed::default()
    };
    format!(
        "/api/payments/moneta/notify?MNT_ID={}&MNT_TRANSACTION_ID={payment}&MNT_OPERATION_ID=123456&MNT_AMOUNT={}\
         &MNT_CURRENCY_CODE=RUB&MNT_TEST_MODE=0&MNT_SIGNATURE={}",
        shop.mnt_id,
        AMOUNT.1,
        notice_signature(&told, &shop.code)
    )
}
