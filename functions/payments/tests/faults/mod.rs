//! The faults of the list that concern payments, against the real engine with the proxy before it. After each of them all
//! ledgers together hold what the provider took: nothing more, nothing less, nowhere else.

mod clocks;
mod crowds;
mod provider;
mod store;

use std::time::Duration;

use domain::PaymentId;
use table::entities::operation::{LedgerEntry, OperationItem};
use table::entities::payment::PaymentItem;
use table::entities::unposted::UnpostedMoney;
use testkit::{Answer, Fault, FaultProxy, TestApp};

use crate::account;
use crate::shop::{Told, ledger, online, open, ordered, status, told};

/// An application with the proxy before its store, and an ordered payment.
struct Till {
    app: TestApp,
    proxy: FaultProxy,
    payment: PaymentId,
}

async fn till() -> Till {
    let calm = open().await;
    let payment = ordered(&calm, "key-1").await;
    let proxy = FaultProxy::start().await;
    Till { app: calm.behind(&proxy.endpoint, payments::router), proxy, payment }
}

/// What the store does to the first calls, all of which the calls get over by themselves: whatever holds in fair weather,
/// the first, holds in each.
const WEATHERS: [&[(&str, Fault)]; 6] = [
    &[],
    &[("TransactWriteItems", Fault::LoseReply)],
    &[("TransactWriteItems", Fault::LoseRequest), ("BatchGetItem", Fault::LoseReply)],
    &[("TransactWriteItems", Fault::Throttle), ("BatchGetItem", Fault::Throttle), ("UpdateItem", Fault::Throttle)],
    &[("TransactWriteItems", Fault::Repeat), ("BatchGetItem", Fault::Delay(Duration::from_millis(30)))],
    &[("BatchGetItem", Fault::Unprocessed(1)), ("BatchGetItem", Fault::Unprocessed(2))],
];

/// A till in each weather.
async fn tills() -> Vec<Till> {
    let mut tills = Vec::new();
    for weather in WEATHERS {
        let till = till().await;
        for (operation, fault) in weather {
            till.proxy.plan(operation, *fault, 1);
        }
        tills.push(till);
    }
    tills
}

impl Till {
    /// More of everything than calls get over: some ask to come again.
    fn storms(&self) {
        for (operation, fault, times) in [
            ("BatchGetItem", Fault::Throttle, 15),
            ("BatchGetItem", Fault::Unprocessed(2), 15),
            ("BatchGetItem", Fault::LoseReply, 10),
            ("TransactWriteItems", Fault::Repeat, 5),
            ("TransactWriteItems", Fault::LoseReply, 15),
            ("TransactWriteItems", Fault::Conflict, 10),
            ("TransactWriteItems", Fault::Throttle, 15),
            ("TransactWriteItems", Fault::Delay(Duration::from_millis(30)), 20),
        ] {
            self.proxy.plan(operation, fault, times);
        }
    }

    fn told(&self) -> Told {
        told(&self.payment)
    }

    /// Ledger and balance are what the provider took, the payment says so, and nothing else in the table moved.
    async fn holds(&self, kopecks: &[i64]) {
        self.proxy.calm();
        assert_eq!(ledger(&self.app, &account()).await, kopecks);
        let online: Vec<i64> = online(&self.app).await.iter().map(|entry| entry.amount.kopecks()).collect();
        assert_eq!(online, kopecks);
        assert_eq!(status(&self.app, &self.payment).await == "paid", !kopecks.is_empty());
        balanced(&self.app, kopecks.iter().sum()).await;
    }
}

/// Movements that the company is told of as not posted.
async fn unposted(app: &TestApp) -> usize {
    app.table.everything::<UnpostedMoney>().await.unwrap().len()
}

/// All ledgers of the table together are all operations of the provider together, and this much.
async fn balanced(app: &TestApp, kopecks: i64) {
    let ledgers = app.table.everything::<LedgerEntry>().await.unwrap();
    let operations = app.table.everything::<OperationItem>().await.unwrap();
    let posted: i64 = ledgers.iter().map(|entry| entry.amount.kopecks()).sum();
    let taken: i64 = operations.iter().map(|operation| operation.amount.kopecks()).sum();
    assert_eq!((posted, taken, ledgers.len()), (kopecks, kopecks, operations.len()));
    let payments = app.table.everything::<PaymentItem>().await.unwrap();
    let paid = payments.iter().filter(|item| item.payment.operation().is_some());
    let paid: i64 = paid.map(|item| item.payment.amount().kopecks()).sum();
    assert_eq!(paid, kopecks, "as the payments say");
}

/// 503 with a time to come again.
fn asks_to_come_again(answer: &Answer) -> bool {
    answer.problem() == (503, "unavailable".to_owned()) && !answer.header("retry-after").is_empty()
}
