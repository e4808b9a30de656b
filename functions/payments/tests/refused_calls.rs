//! However many calls are refused, the table keeps so many of a day.

use table::entities::counter::Counter;
use table::entities::payment_refusal::PaymentRefusal;
use testkit::TestApp;

use crate::shop::{MNT_ID, confirms, open, ordered, told};

const FORM: &str = "application/x-www-form-urlencoded";

async fn kept(app: &TestApp) -> usize {
    app.table.everything::<PaymentRefusal>().await.unwrap().len()
}

/// Calls that nobody has signed, one after another.
async fn strangers(app: &TestApp, network: &str, times: usize) {
    for _ in 0..times {
        let call = app.post("/api/payments/moneta/notify").from(network).raw(FORM, "MNT_ID=1");
        assert_eq!(call.send().await.text(), "FAIL");
    }
}

/// So many places of a counter are taken.
async fn taken(app: &TestApp, kind: &str, subject: &str, count: u32) {
    let now = app.clock.now().as_second();
    let (kind, subject) = (kind.to_owned(), subject.to_owned());
    let counter = Counter { kind, subject, count, ends_at: now + 24 * 3600, taken_at: now - 60 };
    app.table.put(&counter).await.unwrap();
}

#[tokio::test]
async fn a_network_fills_its_hundred_places_and_no_more() {
    let app = open().await;
    taken(&app, "refusals_network", &http::hash::sha256("192.0.2.1"), 98).await;
    strangers(&app, "192.0.2.1", 4).await;
    assert_eq!(kept(&app).await, 2);
    strangers(&app, "192.0.2.2", 1).await;
    assert_eq!(kept(&app).await, 3, "another network has its own");
    app.clock.advance(24 * 3600 + 1);
    strangers(&app, "192.0.2.1", 1).await;
    assert_eq!(kept(&app).await, 4, "so has another day");
}

#[tokio::test]
async fn all_strangers_together_have_two_thousand_and_a_shop_has_a_thousand_of_its_own() {
    let app = open().await;
    taken(&app, "refusals_all", "all", 1_999).await;
    strangers(&app, "192.0.2.1", 1).await;
    strangers(&app, "192.0.2.2", 1).await;
    assert_eq!(kept(&app).await, 1);
    let payment = ordered(&app, "key-1").await;
    taken(&app, "refusals_shop", MNT_ID, 999).await;
    for _ in 0..2 {
        assert_eq!(told(&payment).with("MNT_AMOUNT", "1.00").notify(&app).await.text(), "FAIL");
    }
    assert_eq!(kept(&app).await, 2);
    assert!(confirms(&told(&payment).notify(&app).await), "what is right is posted whatever was refused");
}
