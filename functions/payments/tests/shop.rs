//! The provider's side in tests: calls signed as it signs them, and what came of them.

use domain::moneta::{Signed, notice_signature};
use domain::payment::OnlineEntry;
use domain::{AccountId, PaymentId};
use serde_json::{Value, json};
use table::entities::account::AccountItem;
use table::entities::operation::{LedgerEntry, LedgerOf};
use table::entities::payment::{PaymentEvent, PaymentEventsOf};
use table::entities::payment_refusal::{PaymentRefusal, PaymentRefusalsOf};
use table::keys;
use testkit::{Answer, TestApp};

use crate::{account, home, ivanov};

pub const MNT_ID: &str = "54600817";
pub const CODE: &str = "QWERTY";

/// Ivanov's account in a company that takes payments.
pub async fn open() -> TestApp {
    let app = home().await;
    app.user(&ivanov(), "ivanov@example.ru").await;
    app.shop(false).await;
    app
}

pub fn path() -> String {
    format!("/api/accounts/{}/payments", account())
}

pub async fn order(app: &TestApp, key: &str, body: &Value) -> Answer {
    app.post(&path()).bearer(&app.token(&ivanov())).header("idempotency-key", key).json(body).send().await
}

/// An ordered payment of 120.25.
pub async fn ordered(app: &TestApp, key: &str) -> PaymentId {
    let answer = order(app, key, &json!({"amount": 12_025})).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    PaymentId::parse(answer.json()["id"].as_str().unwrap()).unwrap()
}

/// A call of the provider under construction.
#[derive(Clone)]
pub struct Told {
    pub fields: Vec<(&'static str, String)>,
    code: &'static str,
}

/// That 120.25 were taken for this payment by operation 123456.
pub fn told(payment: &PaymentId) -> Told {
    let fields = [
        ("MNT_ID", MNT_ID),
        ("MNT_TRANSACTION_ID", payment.as_str()),
        ("MNT_OPERATION_ID", "123456"),
        ("MNT_AMOUNT", "120.25"),
        ("MNT_CURRENCY_CODE", "RUB"),
        ("MNT_TEST_MODE", "0"),
    ];
    Told { fields: fields.map(|(name, value)| (name, value.to_owned())).to_vec(), code: CODE }
}

/// Whether this payment may be taken.
pub fn asked(payment: &PaymentId) -> Told {
    let mut call = told(payment);
    call.fields.insert(0, ("MNT_COMMAND", "CHECK".to_owned()));
    call
}

impl Told {
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.fields.retain(|(one, _)| *one != name);
        self.fields.push((name, value.to_owned()));
        self
    }

    pub fn signed_with(mut self, code: &'static str) -> Self {
        self.code = code;
        self
    }

    pub fn signature(&self) -> String {
        let text =
            |name: &str| self.fields.iter().find(|(one, _)| *one == name).map_or("", |(_, value)| value.as_str());
        let signed = Signed {
            command: text("MNT_COMMAND"),
            shop: text("MNT_ID"),
            transaction: text("MNT_TRANSACTION_ID"),
            operation: text("MNT_OPERATION_ID"),
            amount: text("MNT_AMOUNT"),
            currency: text("MNT_CURRENCY_CODE"),
            subscriber: text("MNT_SUBSCRIBER_ID"),
            test_mode: text("MNT_TEST_MODE"),
        };
        notice_signature(&signed, self.code)
    }

    /// As a query or a form.
    pub fn encoded(&self) -> String {
        let pairs = self.fields.iter().map(|(name, value)| format!("{name}={}", value.replace('+', "%2B")));
        let all: Vec<String> = pairs.chain([format!("MNT_SIGNATURE={}", self.signature())]).collect();
        all.join("&")
    }

    pub async fn notify(&self, app: &TestApp) -> Answer {
        send(app, "notify", &self.encoded()).await
    }

    pub async fn check(&self, app: &TestApp) -> Answer {
        send(app, "check", &self.encoded()).await
    }
}

pub async fn send(app: &TestApp, question: &str, form: &str) -> Answer {
    let call = app.post(&format!("/api/payments/moneta/{question}")).from("192.0.2.7");
    call.raw("application/x-www-form-urlencoded", form.as_bytes().to_vec()).send().await
}

pub fn confirms(answer: &Answer) -> bool {
    answer.status == 200 && answer.text().contains("<MNT_RESULT_CODE>200</MNT_RESULT_CODE>")
}

pub async fn status(app: &TestApp, payment: &PaymentId) -> String {
    let answer = app.get(&format!("{}/{payment}", path())).bearer(&app.token(&ivanov())).send().await;
    answer.json()["status"].as_str().unwrap_or_default().to_owned()
}

/// Kopecks in the ledger of the account.
pub async fn ledger(app: &TestApp, account: &AccountId) -> Vec<i64> {
    let entries: Vec<LedgerEntry> = app.table.query_all(&LedgerOf { account }).await.unwrap();
    entries.into_iter().map(|entry| entry.amount.kopecks()).collect()
}

/// What the balance of the account is lowered by.
pub async fn online(app: &TestApp) -> Vec<OnlineEntry> {
    let item: Option<AccountItem> = app.table.get(keys::account(&account()), true).await.unwrap();
    item.unwrap().online
}

/// What the payment became, in this order.
pub async fn events(app: &TestApp, payment: &PaymentId) -> Vec<PaymentEvent> {
    app.table.query_all(&PaymentEventsOf { payment }).await.unwrap()
}

/// Reasons of refused calls about the account.
pub async fn refusals(app: &TestApp) -> Vec<String> {
    let refusals: Vec<PaymentRefusal> = app.table.query_all(&PaymentRefusalsOf { account: &account() }).await.unwrap();
    refusals.into_iter().map(|refusal| refusal.reason).collect()
}
