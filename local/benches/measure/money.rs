//! The routes of online payment.

use anyhow::Result;
use domain::moneta::{Signed, notice_signature};
use serde_json::json;

use crate::walk::{Caller, Extra, Walk, text};
use crate::world::World;

/// Walks them: a payment that is paid, asked for, and given back; another one that fails.
pub async fn walk(walk: &mut Walk, world: &World) -> Result<()> {
    walk.app.shop(false).await;
    let (resident, account) = (Caller::Bearer(&world.token), world.account.as_str());
    let amount = Extra { headers: &[], query: "amount=12025" };
    walk.call_with("GET /api/accounts/{id}/payment-division", &[account], resident, None, amount).await?;
    let (paid, failed) = (order(walk, world, "1").await?, order(walk, world, "2").await?);
    for route in ["GET /api/payments/{provider}/check", "POST /api/payments/{provider}/check"] {
        told(walk, route, "CHECK", &paid).await?;
    }
    for route in ["POST /api/payments/{provider}/notify", "GET /api/payments/{provider}/notify"] {
        told(walk, route, "", &paid).await?;
    }
    walk.call("POST /api/accounts/{id}/payments/{payment}/failure", &[account, &failed], resident, None).await?;
    walk.call("GET /api/accounts/{id}/payments/{payment}", &[account, &paid], resident, None).await?;
    walk.call("GET /api/accounts/{id}/payments", &[account], resident, None).await?;
    walk.app.clock.advance(60);
    let system = Caller::Bearer(&world.exchange_key);
    walk.call("GET /api/exchange/v1/feeds/payments", &[], system, None).await?;
    walk.call("GET /api/exchange/v1/payments/unreported", &[], system, None).await?;
    walk.call("GET /api/exchange/v1/payments/unposted", &[], system, None).await?;
    let refund = json!({"refund_id": "refund-1", "amount": 25});
    walk.call("POST /api/exchange/v1/payments/{payment}/refund", &[&paid], system, Some(refund)).await?;
    Ok(())
}

async fn order(walk: &mut Walk, world: &World, key: &str) -> Result<String> {
    let extra = Extra { headers: &[("idempotency-key", key)], query: "" };
    let (resident, body) = (Caller::Bearer(&world.token), Some(json!({"amount": 12_025})));
    let parts = [world.account.as_str()];
    let answer = walk.call_with("POST /api/accounts/{id}/payments", &parts, resident, body, extra).await?;
    Ok(text(&answer.json(), "id")?.to_owned())
}

async fn told(walk: &mut Walk, route: &str, command: &str, payment: &str) -> Result<()> {
    let fields = Signed {
        command,
        shop: "54600817",
        transaction: payment,
        operation: "123456",
        amount: "120.25",
        currency: "RUB",
        subscriber: "",
        test_mode: "0",
    };
    let command = if command.is_empty() { String::new() } else { format!("&MNT_COMMAND={command}") };
    let query = format!(
        "MNT_ID=54600817&MNT_TRANSACTION_ID={payment}&MNT_OPERATION_ID=123456&MNT_AMOUNT=120.25\
         &MNT_CURRENCY_CODE=RUB&MNT_TEST_MODE=0&MNT_SIGNATURE={}{command}",
        notice_signature(&fields, "QWERTY")
    );
    walk.call_with(route, &["moneta"], Caller::Anybody, None, Extra { headers: &[], query: &query }).await?;
    Ok(())
}
