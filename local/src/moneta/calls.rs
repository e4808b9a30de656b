//! The provider's calls to the shop, over HTTP as the real one makes them.

use std::time::Duration;

use anyhow::{Context as _, Result};

use super::form::PaymentForm;
use super::operation::Operation;
use super::outcome::Outcome;
use super::signature;

/// What a shop answered.
#[derive(Debug, Clone)]
pub struct ShopAnswer {
    /// HTTP status.
    pub status: u16,
    /// Body.
    pub body: String,
}

/// How long a shop may think.
const PATIENCE: Duration = Duration::from_secs(10);
const COMMAND: &str = "CHECK";
const CHECK_PATH: &str = "/api/payments/moneta/check";
const PAY_PATH: &str = "/api/payments/moneta/notify";

/// Asks the Check URL, by GET, whether this payment may be made.
pub async fn check(origin: &str, form: &PaymentForm, operation: &str, code: &str) -> Result<ShopAnswer> {
    let signature = signature::of_check(COMMAND, form, operation, code);
    let mut parameters = vec![("MNT_COMMAND", COMMAND.to_owned())];
    parameters.extend(common(form, operation, &form.amount, signature));
    let url = format!("{origin}{CHECK_PATH}");
    call(move |agent| agent.get(url).query_pairs(parameters).call()).await
}

/// Tells the Pay URL, by POST, that this operation has paid; false things where the chosen end wants them.
pub async fn pay(origin: &str, operation: &Operation, code: &str) -> Result<ShopAnswer> {
    let mut told = operation.form.clone();
    if operation.outcome == Outcome::OtherAmount {
        told.amount = format!("1{}", told.amount);
    }
    let code = if operation.outcome == Outcome::WrongSignature { "another code" } else { code };
    let signature = signature::of_payment(&told, &operation.id, code);
    let parameters = common(&told, &operation.id, &told.amount, signature);
    let url = format!("{origin}{PAY_PATH}");
    call(move |agent| agent.post(url).send_form(parameters)).await
}

fn common(form: &PaymentForm, operation: &str, amount: &str, signature: String) -> Vec<(&'static str, String)> {
    let all = [
        ("MNT_ID", form.mnt_id.clone()),
        ("MNT_TRANSACTION_ID", form.transaction.clone()),
        ("MNT_OPERATION_ID", operation.to_owned()),
        ("MNT_AMOUNT", amount.to_owned()),
        ("MNT_CURRENCY_CODE", form.currency.clone()),
        ("MNT_SUBSCRIBER_ID", form.subscriber.clone()),
        ("MNT_TEST_MODE", form.test_mode.clone()),
        ("MNT_SIGNATURE", signature),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

type Sent = Result<ureq::http::Response<ureq::Body>, ureq::Error>;

/// One call on a thread of its own: the client waits without letting others work.
async fn call(send: impl FnOnce(ureq::Agent) -> Sent + Send + 'static) -> Result<ShopAnswer> {
    tokio::task::spawn_blocking(move || {
        let configuration = ureq::Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE));
        let mut response = send(configuration.build().into()).context("the shop was not reached")?;
        let body = response.body_mut().read_to_string().context("the shop's answer broke off")?;
        Ok(ShopAnswer { status: response.status().as_u16(), body })
    })
    .await?
}
