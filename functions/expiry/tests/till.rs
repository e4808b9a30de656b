//! An account whose payments are ordered, asked about and told of.

use domain::moneta::{Signed, notice_signature};
use domain::payment::State;
use domain::{PaymentId, UserId};
use table::entities::operation::LedgerEntry;
use table::entities::payment::{PaymentEvent, PaymentEventsOf, PaymentItem};
use table::keys;
use testkit::{Answer, TestApp, samples};

/// The application, with account 100200300 in a company that takes payments.
pub struct Till {
    pub app: TestApp,
    user: UserId,
}

pub async fn till() -> Till {
    let app = TestApp::start(payments::router).await;
    let (user, account) = (samples::user_id(1), samples::account_id("100200300"));
    app.organization().await;
    app.account("100200300").await;
    app.attach(&user, &account).await;
    app.user(&user, "ivanov@example.ru").await;
    app.shop(false).await;
    Till { app, user }
}

impl Till {
    /// An order of 120.25.
    pub async fn ordered(&self, key: &str) -> PaymentId {
        let path = format!("/api/accounts/{}/payments", samples::account_id("100200300"));
        let call = self.app.post(&path).bearer(&self.app.token(&self.user)).header("idempotency-key", key);
        let answer = call.raw("application/json", "{\"amount\":12025}").send().await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        PaymentId::parse(answer.json()["id"].as_str().unwrap()).unwrap()
    }

    /// The provider asks whether it may take the money.
    pub async fn asks(&self, payment: &PaymentId) {
        let answer = self.call("check", "CHECK", payment, "1").await;
        assert!(answer.text().contains(">402<"), "{}", answer.text());
    }

    /// The provider tells that it took the money.
    pub async fn tells(&self, payment: &PaymentId, operation: &str) {
        let answer = self.call("notify", "", payment, operation).await;
        assert!(answer.text().contains(">200<"), "{}", answer.text());
    }

    async fn call(&self, question: &str, command: &str, payment: &PaymentId, operation: &str) -> Answer {
        let fields = Signed {
            command,
            shop: "54600817",
            transaction: payment.as_str(),
            operation,
            amount: "120.25",
            currency: "RUB",
            subscriber: "",
            test_mode: "0",
        };
        let form = format!(
            "MNT_COMMAND={command}&MNT_ID=54600817&MNT_TRANSACTION_ID={payment}&MNT_OPERATION_ID={operation}\
             &MNT_AMOUNT=120.25&MNT_CURRENCY_CODE=RUB&MNT_TEST_MODE=0&MNT_SIGNATURE={}",
            notice_signature(&fields, "QWERTY")
        );
        let call = self.app.post(&format!("/api/payments/moneta/{question}"));
        call.raw("application/x-www-form-urlencoded", form.into_bytes()).send().await
    }

    /// What the record says, whatever the time.
    pub async fn state(&self, payment: &PaymentId) -> String {
        let item: Option<PaymentItem> = self.app.table.get(keys::payment(payment), true).await.unwrap();
        match item.unwrap().payment.state() {
            State::Created => "created",
            State::Pending => "pending",
            State::Paid { .. } => "paid",
            State::Expired => "expired",
            State::Failed | State::Refunded { .. } => "another",
        }
        .to_owned()
    }

    pub async fn events(&self, payment: &PaymentId) -> Vec<PaymentEvent> {
        self.app.table.query_all(&PaymentEventsOf { payment }).await.unwrap()
    }

    /// Kopecks of all ledgers.
    pub async fn posted(&self) -> i64 {
        let entries: Vec<LedgerEntry> = self.app.table.everything().await.unwrap();
        entries.iter().map(|entry| entry.amount.kopecks()).sum()
    }
}
