//! Money that comes while the accounting closes its months, each by the routes of its own function. Whatever meets what:
//! all ledgers together are what the provider took less what was given back, and the balance counts everything once.

use std::time::Duration;

use domain::moneta::{Signed, notice_signature};
use domain::{Money, UserId};
use futures::future::join_all;
use serde_json::{Value, json};
use table::entities::operation::{LedgerEntry, OperationItem};
use table::entities::payment::PaymentItem;
use testkit::{Answer, BEYOND_RETRIES, Fault, FaultProxy, TestApp, samples};

const MONTH: &str = "/api/exchange/v1/periods/2026-10";
/// What the month closes with when it reports no payment through the cabinet.
const CLOSING: i64 = 94_005;
const AMOUNT: i64 = 1_000;

/// A resident, a company with a shop, and its accounting system.
struct World {
    payments: TestApp,
    exchange: TestApp,
    accounts: TestApp,
    key: String,
}

async fn world() -> World {
    let payments = TestApp::start(payments::router).await;
    payments.organization().await;
    payments.account("100200300").await;
    payments.user(&resident(), "ivanov@example.ru").await;
    payments.attach(&resident(), &samples::account_id("100200300")).await;
    payments.shop(false).await;
    let key = payments.exchange_key(1).await;
    let (exchange, accounts) = (payments.with(exchange::router), payments.with(accounts::router));
    World { payments, exchange, accounts, key }
}

fn resident() -> UserId {
    samples::user_id(1)
}

fn account_path(rest: &str) -> String {
    format!("/api/accounts/{}{rest}", samples::account_id("100200300"))
}

impl World {
    async fn ordered(&self, key: usize) -> String {
        let call = self.payments.post(&account_path("/payments")).bearer(&self.payments.token(&resident()));
        let answer = call.header("idempotency-key", &key.to_string()).json(&json!({"amount": AMOUNT})).send().await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        answer.json()["id"].as_str().unwrap().to_owned()
    }

    /// The provider tells that operation `number` paid this; whether that was confirmed.
    async fn told(&self, payment: &str, number: usize) -> bool {
        let operation = number.to_string();
        let signed = Signed {
            shop: "54600817",
            transaction: payment,
            operation: &operation,
            amount: "10.00",
            currency: "RUB",
            test_mode: "0",
            ..Signed::default()
        };
        let query = format!(
            "MNT_ID=54600817&MNT_TRANSACTION_ID={payment}&MNT_OPERATION_ID={operation}&MNT_AMOUNT=10.00\
             &MNT_CURRENCY_CODE=RUB&MNT_TEST_MODE=0&MNT_SIGNATURE={}",
            notice_signature(&signed, "QWERTY")
        );
        let answer = self.payments.get(&format!("/api/payments/moneta/notify?{query}")).send().await;
        answer.text().contains("<MNT_RESULT_CODE>200</MNT_RESULT_CODE>")
    }

    /// Loads the month with these payments in it.
    async fn load(&self, payments: &[String]) -> Answer {
        let mut row = samples::statement_json();
        row["account"] = json!("100200300");
        let receipt = |id| json!({"id": id, "date": "2026-10-20", "amount": AMOUNT, "channel": "online"});
        row["payments"].as_array_mut().unwrap().extend(payments.iter().map(receipt));
        let closing = CLOSING - AMOUNT * i64::try_from(payments.len()).unwrap();
        (row["closing"], row["to_pay"]) = (json!(closing), json!(closing));
        let call = self.exchange.put(&format!("{MONTH}/statements")).bearer(&self.key);
        call.json(&json!({ "items": [row] })).send().await
    }

    async fn exchange(&self, path: &str, body: &Value) -> Answer {
        let call = self.exchange.post(path).bearer(&self.key);
        if body.is_null() { call.send().await } else { call.json(body).send().await }
    }

    async fn close(&self) {
        assert_eq!(self.exchange(&format!("{MONTH}/close"), &Value::Null).await.status, 200);
    }

    /// What the card shows; a debt is above zero.
    async fn balance(&self) -> i64 {
        let call = self.accounts.get(&account_path("")).bearer(&self.accounts.token(&resident()));
        let balance = call.send().await.json()["balance"].clone();
        let amount = balance["amount"].as_i64().unwrap();
        if balance["kind"] == "overpayment" { -amount } else { amount }
    }

    /// All ledgers of the table together are all operations less all that was given back, and this much.
    async fn balanced(&self, kopecks: i64) {
        let table = &self.payments.table;
        let sum = |amounts: Vec<Money>| -> i64 { amounts.into_iter().map(Money::kopecks).sum() };
        let ledgers = table.everything::<LedgerEntry>().await.unwrap();
        let operations = table.everything::<OperationItem>().await.unwrap();
        let payments = table.everything::<PaymentItem>().await.unwrap();
        let posted = sum(ledgers.iter().map(|entry| entry.amount).collect());
        let taken = sum(operations.iter().map(|operation| operation.amount).collect());
        let refunded = sum(payments.iter().map(|item| item.payment.refunded()).collect());
        assert_eq!((posted, taken - refunded), (kopecks, kopecks));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn payments_while_a_month_closes_are_all_posted_and_counted_once() {
    for delay in [0, 10, 40] {
        let world = world().await;
        let reported = world.ordered(0).await;
        assert!(world.told(&reported, 10).await);
        assert_eq!(world.load(std::slice::from_ref(&reported)).await.json()["summary"]["rejected"], 0);
        let mut orders = Vec::new();
        for key in 1..=12 {
            orders.push(world.ordered(key).await);
        }
        let calls = orders.iter().enumerate().map(|(number, payment)| world.told(payment, 100 + number));
        let closing = async {
            tokio::time::sleep(Duration::from_millis(delay)).await;
            world.close().await;
        };
        let (confirmed, ()) = tokio::join!(join_all(calls), closing);
        assert!(confirmed.into_iter().all(|confirmed| confirmed), "after {delay} ms");
        world.balanced(13 * AMOUNT).await;
        assert_eq!(world.balance().await, CLOSING - 13 * AMOUNT, "after {delay} ms");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_load_that_reports_a_payment_while_it_is_told_of_counts_it_once() {
    for delay in [0, 5, 20] {
        let world = world().await;
        let payment = world.ordered(1).await;
        let payments = [payment.clone()];
        let telling = async {
            tokio::time::sleep(Duration::from_millis(delay)).await;
            world.told(&payment, 1).await
        };
        let (loaded, told) = tokio::join!(world.load(&payments), telling);
        assert!(told, "after {delay} ms");
        assert_eq!(loaded.json()["summary"]["rejected"], 0, "{}", loaded.text());
        world.close().await;
        world.balanced(AMOUNT).await;
        assert_eq!(world.balance().await, CLOSING - AMOUNT, "after {delay} ms");
    }
}

#[tokio::test]
async fn a_refund_through_a_store_in_trouble_is_noted_once() {
    let mut world = world().await;
    let payment = world.ordered(1).await;
    assert!(world.told(&payment, 1).await);
    let proxy = FaultProxy::start().await;
    world.exchange = world.payments.behind(&proxy.endpoint, exchange::router);
    let path = format!("/api/exchange/v1/payments/{payment}/refund");
    let refund = json!({"refund_id": "refund-1", "amount": 400});
    for (fault, left) in
        [(Fault::Throttle, 1_000), (Fault::LoseRequest, 1_000), (Fault::Conflict, 1_000), (Fault::LoseReply, 600)]
    {
        proxy.plan("TransactWriteItems", fault, 4 * BEYOND_RETRIES);
        let answer = world.exchange(&path, &refund).await;
        assert_eq!(
            (answer.problem(), answer.header("retry-after").is_empty()),
            ((503, "unavailable".to_owned()), false)
        );
        proxy.calm();
        world.balanced(left).await;
    }
    for fault in [Fault::LoseReply, Fault::Repeat] {
        proxy.plan("TransactWriteItems", fault, 1);
        assert_eq!(world.exchange(&path, &refund).await.json()["refunded"], 400);
        world.balanced(600).await;
    }
    assert_eq!(world.balance().await, -600);
}

#[tokio::test]
async fn a_notification_after_the_refund_and_after_the_month_moves_nothing() {
    let world = world().await;
    let payment = world.ordered(1).await;
    assert!(world.told(&payment, 1).await);
    let refund = json!({"refund_id": "refund-1", "amount": 400});
    let path = format!("/api/exchange/v1/payments/{payment}/refund");
    for _ in 0..2 {
        assert_eq!(world.exchange(&path, &refund).await.status, 200);
        assert!(world.told(&payment, 1).await, "the repeat is confirmed");
        assert!(!world.told(&payment, 2).await, "another operation is not");
        world.balanced(600).await;
    }
    assert_eq!(world.load(&[]).await.json()["summary"]["rejected"], 0);
    world.close().await;
    assert!(world.told(&payment, 1).await);
    world.balanced(600).await;
    assert_eq!(world.balance().await, CLOSING - 600);
}
