//! A company changes its shop or its code while payments are under way.

use domain::payment::Payment;
use domain::{OrganizationId, PaymentId};
use jiff::SignedDuration;
use serde_json::json;
use table::entities::account::AccountItem;
use table::entities::operation::OperationItem;
use table::entities::organization::OrganizationItem;
use table::entities::payment::PaymentItem;
use table::keys;
use testkit::{TestApp, samples};

use crate::account;
use crate::shop::{asked, confirms, ledger, open, order, ordered, refusals, status, told};

const HOUR: i64 = 3600;

async fn company(app: &TestApp, id: &OrganizationId) -> OrganizationItem {
    app.table.get(keys::organization(id), true).await.unwrap().unwrap()
}

/// Company 1 has another shop or code from now on; the one before is believed for so many hours.
async fn changes(app: &TestApp, number: &str, code: &str, hours: i64) {
    let mut item = company(app, &samples::organization_id(1)).await;
    let now = app.clock.now();
    item.former_shops = item.leaving(now, now + SignedDuration::from_hours(hours));
    item.shop = Some(app.shop_of(&item.id, number, code).await);
    app.table.put(&item).await.unwrap();
}

#[tokio::test]
async fn after_a_change_of_the_code_both_are_believed_for_a_while() {
    let app = open().await;
    let payments = [ordered(&app, "1").await, ordered(&app, "2").await, ordered(&app, "3").await];
    changes(&app, "54600817", "ASDFGH", 72).await;
    let told = |number: usize| told(&payments[number]).with("MNT_OPERATION_ID", &format!("{}", 10 + number));
    assert!(asked(&payments[0]).check(&app).await.text().contains(">402<"));
    assert!(confirms(&told(0).notify(&app).await), "by the former code");
    assert!(told(1).signed_with("ASDFGH").notify(&app).await.text().contains("SUCCESS"), "by the present one");
    assert_eq!(told(2).signed_with("ZXCVBN").notify(&app).await.text(), "FAIL", "by none of theirs");
    app.clock.advance(72 * HOUR);
    assert_eq!(told(2).notify(&app).await.text(), "FAIL", "its time is over");
    assert_eq!(told(2).signed_with("ASDFGH").notify(&app).await.text(), "SUCCESS");
    assert_eq!(refusals(&app).await, ["signature_wrong"; 2]);
    assert_eq!(ledger(&app, &account()).await, [12_025; 3]);
}

#[tokio::test]
async fn a_payment_at_the_former_shop_is_told_of_by_it_and_by_no_other() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    changes(&app, "99900017", "ASDFGH", 72).await;
    let other = told(&payment).with("MNT_ID", "99900017").signed_with("ASDFGH");
    assert_eq!(other.notify(&app).await.text(), "FAIL");
    assert!(confirms(&told(&payment).notify(&app).await));
    assert_eq!(
        (status(&app, &payment).await, refusals(&app).await),
        ("paid".to_owned(), vec!["shop_unknown".to_owned()])
    );
}

#[tokio::test]
async fn a_code_that_others_know_ends_at_once() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    changes(&app, "54600817", "ASDFGH", 72).await;
    changes(&app, "54600817", "ZXCVBN", 0).await;
    for code in ["QWERTY", "ASDFGH"] {
        assert_eq!(told(&payment).signed_with(code).notify(&app).await.text(), "FAIL");
    }
    assert_eq!(told(&payment).signed_with("ZXCVBN").notify(&app).await.text(), "SUCCESS");
}

#[tokio::test]
async fn an_order_that_is_repeated_leads_to_the_shop_where_it_was_made() {
    let app = open().await;
    let body = json!({"amount": 12_025});
    let first = order(&app, "key-1", &body).await.json();
    changes(&app, "99900017", "ASDFGH", 72).await;
    assert_eq!(order(&app, "key-1", &body).await.json(), first);
    let next = order(&app, "key-2", &body).await.json();
    assert!(next["redirect_url"].as_str().unwrap().contains("MNT_ID=99900017&"), "{next}");
    app.clock.advance(72 * HOUR);
    let late = order(&app, "key-1", &body).await;
    assert_eq!(late.problem(), (409, "payment_unavailable".to_owned()));
}

/// A payment of account 7 in company 2, whose shop is number 777 with the code `OTHERS`.
async fn neighbour(app: &TestApp) -> PaymentId {
    let id = samples::organization_id(2);
    let shop = app.shop_of(&id, "777", "OTHERS").await;
    app.table.put(&OrganizationItem::unknown(id.clone(), Some(shop))).await.unwrap();
    let place = domain::AccountId::of(&id, &samples::number("7"));
    let account: AccountItem = app.account("100200301").await;
    app.table.put(&AccountItem { id: place.clone(), organization: id, ..account }).await.unwrap();
    let ordered = app.ordered_payment(&crate::ivanov()).await;
    let now = app.clock.now();
    let payment = PaymentId::new(&place, &app.random.ordered_id(now).unwrap()).unwrap();
    let until = now + SignedDuration::from_hours(24);
    let payment = Payment::new(payment, samples::kopecks(12_025), false, until);
    let item = PaymentItem { payment, shop: "777".to_owned(), ..ordered };
    app.table.put(&item).await.unwrap();
    item.payment.id().clone()
}

#[tokio::test]
async fn what_another_company_has_signed_is_refused_whichever_shop_it_names() {
    let app = open().await;
    let (own, theirs) = (ordered(&app, "key-1").await, neighbour(&app).await);
    for (call, reason) in [
        (told(&own).signed_with("OTHERS"), "signature_wrong"),
        (told(&own).with("MNT_ID", "777").signed_with("OTHERS"), "shop_unknown"),
    ] {
        app.clock.advance(1);
        assert_eq!(call.notify(&app).await.text(), "FAIL");
        assert_eq!(refusals(&app).await.pop().as_deref(), Some(reason));
    }
    assert_eq!(told(&theirs).notify(&app).await.text(), "FAIL", "nor does the first sign for the second");
    assert!(app.table.everything::<OperationItem>().await.unwrap().is_empty());
}

#[tokio::test]
async fn what_a_shop_in_test_mode_tells_is_refused_where_residents_pay() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    app.shop(true).await;
    for mode in ["0", "1"] {
        assert_eq!(told(&payment).with("MNT_TEST_MODE", mode).notify(&app).await.text(), "FAIL");
        assert_eq!(asked(&payment).with("MNT_TEST_MODE", mode).check(&app).await.text(), "FAIL");
    }
    assert_eq!(
        (status(&app, &payment).await, refusals(&app).await),
        ("created".to_owned(), vec!["shop_unknown".to_owned(); 4])
    );
}

#[tokio::test]
async fn a_company_cannot_use_up_the_operation_of_another_one() {
    let app = open().await;
    let (own, theirs) = (ordered(&app, "key-1").await, neighbour(&app).await);
    // Company 2 signs for an operation of its own under the number that company 1 is about to get.
    let early = told(&theirs).with("MNT_ID", "777").signed_with("OTHERS");
    assert_eq!(early.notify(&app).await.text(), "SUCCESS");
    for _ in 0..2 {
        assert!(confirms(&told(&own).notify(&app).await));
        assert_eq!(early.notify(&app).await.text(), "SUCCESS");
    }
    assert_eq!(ledger(&app, &account()).await, [12_025]);
    assert_eq!(ledger(&app, &theirs.account()).await, [12_025]);
    assert_eq!(app.table.everything::<OperationItem>().await.unwrap().len(), 2);
    let other = ordered(&app, "key-2").await;
    assert_eq!(told(&other).notify(&app).await.text(), "FAIL", "within a shop it stays one payment's for ever");
    assert_eq!(refusals(&app).await, ["operation_reused"]);
}
