//! Payments through the cabinet, from their posting to the statement that reports them.

use std::time::Duration;

use domain::payment::{OnlineEntry, Payment};
use domain::{Money, PaymentId};
use jiff::SignedDuration;
use serde_json::{Value, json};
use table::entities::operation::{OperationItem, UnreportedBefore, UnreportedPayment};
use table::entities::payment::{Cause, PaymentItem};
use table::entities::posting::PaymentMove;
use table::entities::unposted::UnpostedMoney;
use table::pages::CardPage;
use testkit::{Fault, FaultProxy, samples};

use crate::accounting::{ACCOUNTS, Accounting, CLOSE, REOPEN, STATEMENTS, account, house, statement, summary};

/// Money of 50.00 for account `1` is posted by operation `number`.
pub async fn paid(accounting: &Accounting, number: u32) -> PaymentId {
    let id = new_id(accounting);
    post(accounting, id.clone(), number).await;
    id
}

fn new_id(accounting: &Accounting) -> PaymentId {
    let app = &accounting.app;
    PaymentId::new(&samples::account_id("1"), &app.random.ordered_id(app.clock.now()).unwrap()).unwrap()
}

async fn post(accounting: &Accounting, id: PaymentId, number: u32) {
    let app = &accounting.app;
    let at = app.clock.now();
    let until = at + SignedDuration::from_hours(24);
    let item = PaymentItem {
        provider: domain::moneta::NAME.to_owned(),
        payment: Payment::new(id.clone(), Money::from_kopecks(5_000), false, until),
        number: samples::number("1"),
        user: samples::user_id(1),
        shop: "54600817".to_owned(),
        email: Some(domain::email::Email::parse("ivanov@example.ru").unwrap()),
        phone: None,
        created_at: at,
        moves: 0,
    };
    app.table.put(&item).await.unwrap();
    let operation = domain::payment::Operation { id: number.to_string(), at };
    let new = item.payment.after(domain::payment::Move::Pay(operation)).unwrap();
    let posted = OperationItem {
        provider: "moneta".to_owned(),
        shop: "54600817".to_owned(),
        id: number.to_string(),
        payment: id,
        amount: Money::from_kopecks(5_000),
        at,
    };
    let change = PaymentMove { old: &item, new, cause: Cause::ProviderTook, at, network: "test".to_owned() };
    let feed_id = app.random.ordered_id(at).unwrap();
    app.table.commit(app.table.posting(&change, &posted, feed_id, &[]).unwrap()).await.unwrap();
}

/// The statement of account `1` with this payment in it, or a month without it; 940.05 were charged.
pub fn reporting(payment: Option<&PaymentId>) -> Value {
    let mut row = statement("1");
    if let Some(payment) = payment {
        let receipt = json!({"id": payment, "date": "2026-10-20", "amount": 5_000, "channel": "online"});
        row["payments"].as_array_mut().unwrap().push(receipt);
        row["closing"] = json!(89_005);
        row["to_pay"] = json!(89_005);
    }
    row
}

pub async fn load(accounting: &Accounting, row: Value) {
    let answer = accounting.put(STATEMENTS, &[row]).await;
    assert_eq!(summary(&answer).3, 0, "{}", answer.text());
}

/// What the card of account `1` shows.
pub async fn balance(accounting: &Accounting) -> i64 {
    let app = &accounting.app;
    let page = CardPage::new(vec![samples::account_id("1")], app.clock.now());
    let found = app.table.batch(page.batch()).await.unwrap();
    page.read(&app.table, found).await.unwrap()[0].balance().kopecks()
}

pub async fn online(accounting: &Accounting) -> Vec<OnlineEntry> {
    let key = table::keys::account(&samples::account_id("1"));
    accounting.app.table.get::<table::entities::account::AccountItem>(key, true).await.unwrap().unwrap().online
}

pub async fn unreported(accounting: &Accounting) -> Vec<PaymentId> {
    let organization = samples::organization_id(1);
    let pattern = UnreportedBefore {
        organization: &organization,
        before: accounting.app.clock.now() + SignedDuration::from_hours(1),
    };
    let items: Vec<UnreportedPayment> = accounting.app.table.query_all(&pattern).await.unwrap();
    items.into_iter().map(|item| item.payment).collect()
}

#[tokio::test]
async fn a_payment_is_in_the_balance_once_through_close_reopen_and_close() {
    let accounting = Accounting::with_accounts().await;
    let payment = paid(&accounting, 1).await;
    assert_eq!(balance(&accounting).await, -5_000);
    load(&accounting, reporting(Some(&payment))).await;
    assert_eq!(balance(&accounting).await, -5_000, "a draft publishes nothing");
    accounting.post(CLOSE).await;
    assert_eq!(balance(&accounting).await, 89_005, "94,005 less the payment, once");
    accounting.post(REOPEN).await;
    assert_eq!(balance(&accounting).await, -5_000);
    load(&accounting, reporting(None)).await;
    accounting.post(CLOSE).await;
    assert_eq!(balance(&accounting).await, 89_005, "not in the statement, so taken from its balance");
    accounting.post(REOPEN).await;
    load(&accounting, reporting(Some(&payment))).await;
    accounting.post(CLOSE).await;
    assert_eq!(balance(&accounting).await, 89_005, "in the statement again");
}

/// October is corrected while November stays published, whose balance was made before the payment was reported.
#[tokio::test]
async fn a_report_beneath_a_published_month_counts_once_that_month_is_closed_anew() {
    const NOVEMBER: &str = "/api/exchange/v1/periods/2026-11";
    let accounting = Accounting::with_accounts().await;
    let payment = paid(&accounting, 1).await;
    load(&accounting, reporting(None)).await;
    accounting.post(CLOSE).await;
    accounting.put(&format!("{NOVEMBER}/statements"), &[statement("1")]).await;
    accounting.post(&format!("{NOVEMBER}/close")).await;
    assert_eq!(balance(&accounting).await, 89_005, "94,005 less the payment");
    accounting.post(REOPEN).await;
    load(&accounting, reporting(Some(&payment))).await;
    assert_eq!(balance(&accounting).await, 89_005, "a draft publishes nothing");
    accounting.post(CLOSE).await;
    assert_eq!(balance(&accounting).await, 89_005, "November does not know of it yet");
    accounting.post(&format!("{NOVEMBER}/reopen")).await;
    let mut november = statement("1");
    for (field, kopecks) in [("opening", 89_005), ("closing", 173_010), ("to_pay", 173_010)] {
        november[field] = json!(kopecks);
    }
    accounting.put(&format!("{NOVEMBER}/statements"), &[november]).await;
    accounting.post(&format!("{NOVEMBER}/close")).await;
    assert_eq!(balance(&accounting).await, 173_010, "now it does");
}

#[tokio::test]
async fn a_report_takes_the_payment_off_the_list_and_a_correction_puts_it_back() {
    let accounting = Accounting::with_accounts().await;
    let payment = paid(&accounting, 1).await;
    assert_eq!(unreported(&accounting).await, std::slice::from_ref(&payment));
    load(&accounting, reporting(Some(&payment))).await;
    assert!(unreported(&accounting).await.is_empty());
    load(&accounting, reporting(Some(&payment))).await;
    assert!(unreported(&accounting).await.is_empty(), "the same row again changes nothing");
    load(&accounting, reporting(None)).await;
    assert_eq!(unreported(&accounting).await, [payment]);
    assert!(online(&accounting).await[0].reported.is_none());
}

#[tokio::test]
async fn a_load_of_accounts_keeps_the_money() {
    let accounting = Accounting::with_accounts().await;
    accounting.put("/api/exchange/v1/houses", &[house("mira-5")]).await;
    paid(&accounting, 1).await;
    assert_eq!(summary(&accounting.put(ACCOUNTS, &[account("1")]).await), (0, 1, 0, 0));
    assert_eq!(summary(&accounting.put(ACCOUNTS, &[account("1")]).await), (0, 0, 1, 0));
    assert_eq!(balance(&accounting).await, -5_000);
}

#[tokio::test]
async fn many_reports_go_into_as_many_transactions_as_they_need() {
    let accounting = Accounting::with_accounts().await;
    let mut row = statement("1");
    for number in 0..45 {
        let payment = paid(&accounting, number).await;
        let receipt = json!({"id": payment, "date": "2026-10-20", "amount": 5_000, "channel": "online"});
        row["payments"].as_array_mut().unwrap().push(receipt);
    }
    row["closing"] = json!(94_005 - 45 * 5_000);
    row["to_pay"] = json!(0);
    let others: Vec<Value> = (0..90).map(|number| account(&format!("R{number}"))).collect();
    accounting.put("/api/exchange/v1/houses", &[house("mira-5")]).await;
    accounting.put(ACCOUNTS, &others).await;
    let rows: Vec<Value> = (0..90).map(|number| statement(&format!("R{number}"))).chain([row]).collect();
    assert_eq!(summary(&accounting.put(STATEMENTS, &rows).await), (91, 0, 0, 0));
    accounting.post(CLOSE).await;
    assert_eq!((balance(&accounting).await, unreported(&accounting).await.len()), (94_005 - 45 * 5_000, 0));
}

#[tokio::test]
async fn money_posted_while_the_month_closes_is_in_the_balance_once() {
    let accounting = Accounting::with_accounts().await;
    load(&accounting, reporting(None)).await;
    let (_, answer) = tokio::join!(paid(&accounting, 1), accounting.post(CLOSE));
    assert_eq!(answer.status, 200);
    assert_eq!(balance(&accounting).await, 89_005);
}

/// The load has read the account before the money came, and writes its statement after it.
#[tokio::test]
async fn money_posted_while_a_statement_that_names_it_is_loaded_is_in_the_balance_once() {
    let accounting = Accounting::with_accounts().await;
    let proxy = FaultProxy::start().await;
    let slow =
        Accounting { app: accounting.app.behind(&proxy.endpoint, exchange::router), key: accounting.key.clone() };
    let payment = new_id(&accounting);
    proxy.plan("TransactWriteItems", Fault::Delay(Duration::from_millis(400)), 1);
    let money = async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        post(&accounting, payment.clone(), 1).await;
    };
    tokio::join!(load(&slow, reporting(Some(&payment))), money);
    accounting.post(CLOSE).await;
    assert_eq!((balance(&accounting).await, unreported(&accounting).await.len()), (89_005, 0));
}

#[tokio::test]
async fn the_feed_tells_the_accounting_of_a_payment() {
    let accounting = Accounting::with_accounts().await;
    let payment = paid(&accounting, 17).await;
    accounting.app.clock.advance(16);
    let page = accounting.app.get("/api/exchange/v1/feeds/payments").bearer(&accounting.key).send().await.json();
    let entry = &page["items"][0];
    assert_eq!((&entry["payment"], &entry["account"], &entry["amount"]), (&json!(payment), &json!("1"), &json!(5_000)));
    assert_eq!(
        (&entry["channel"], &entry["operation"], &entry["at"]),
        (&json!("online"), &json!("17"), &json!("2026-10-20T12:00:00Z"))
    );
    assert_eq!(page["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_not_reported_for_45_days_is_listed() {
    let accounting = Accounting::with_accounts().await;
    let payment = paid(&accounting, 1).await;
    let list = || accounting.app.get("/api/exchange/v1/payments/unreported").bearer(&accounting.key).send();
    accounting.app.clock.advance(45 * 24 * 3600 - 1);
    assert_eq!(list().await.json()["items"], json!([]));
    accounting.app.clock.advance(2);
    let expected = json!([{"payment": payment, "account": "1", "amount": 5_000, "at": "2026-10-20T12:00:00Z"}]);
    assert_eq!(list().await.json()["items"], expected);
    load(&accounting, reporting(Some(&payment))).await;
    assert_eq!(list().await.json()["items"], json!([]));
}

#[tokio::test]
async fn what_the_provider_took_and_the_cabinet_did_not_post_is_listed_for_its_company_only() {
    let accounting = Accounting::with_accounts().await;
    let app = &accounting.app;
    let money = |number, operation: &str| UnpostedMoney {
        organization: samples::organization_id(number),
        shop: "54600817".to_owned(),
        operation: operation.to_owned(),
        payment: new_id(&accounting),
        amount: Money::from_kopecks(100),
        reason: "amount_differs".to_owned(),
        message: "Сумма не та, что заказана.".to_owned(),
        at: app.clock.now(),
    };
    for (number, operation) in [(1, "1"), (1, "2"), (2, "3")] {
        app.table.put(&money(number, operation)).await.unwrap();
    }
    let path = "/api/exchange/v1/payments/unposted?limit=1";
    let page = app.get(path).bearer(&accounting.key).send().await.json();
    let entry = &page["items"][0];
    let told = [&entry["operation"], &entry["amount"], &entry["code"], &entry["message"]];
    assert_eq!(told, [&json!("1"), &json!(100), &json!("amount_differs"), &json!("Сумма не та, что заказана.")]);
    let next = format!("{path}&cursor={}", page["next_cursor"].as_str().unwrap());
    let page = app.get(&next).bearer(&accounting.key).send().await.json();
    assert_eq!((&page["items"][0]["operation"], &page["next_cursor"]), (&json!("2"), &json!(null)));
    let other = app.get(&format!("{path}&cursor=none")).bearer(&accounting.key).send().await;
    assert_eq!(other.problem(), (400, "cursor_invalid".to_owned()));
}
