//! However many calls are refused, the table keeps so many of a day.

use table::entities::counter::Counter;
use table::entities::payment_refusal::PaymentRefusal;
use testkit::TestApp;

use crate::account;
use crate::shop::{MNT_ID, confirms, ledger, open, ordered, send, status, told};

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

#[tokio::test]
async fn what_is_told_of_one_payment_again_and_again_leaves_room_for_others() {
    let app = open().await;
    let [one, other] = [ordered(&app, "key-1").await, ordered(&app, "key-2").await];
    for _ in 0..25 {
        app.clock.advance(1);
        told(&one).with("MNT_AMOUNT", "1.00").notify(&app).await;
    }
    assert_eq!(kept(&app).await, 20);
    told(&other).with("MNT_AMOUNT", "1.00").notify(&app).await;
    assert_eq!(kept(&app).await, 21);
}

#[tokio::test]
async fn each_call_of_bad_input_posts_nothing_and_is_in_the_trail() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    let told = told(&payment);
    let good = told.encoded();
    let signature = told.signature();
    let with = |name: &'static str, value: &str| told.clone().with(name, value).encoded();
    let huge = format!("{good}&{}", "a=1&".repeat(20_000));
    let rows = [
        (with("MNT_AMOUNT", "0.00"), "amount_differs"),
        (with("MNT_AMOUNT", "-120.25"), "notified_amount_malformed"),
        (with("MNT_AMOUNT", "15000000.01"), "amount_differs"),
        (with("MNT_AMOUNT", "120.255"), "notified_amount_malformed"),
        (with("MNT_AMOUNT", "1e309"), "notified_amount_malformed"),
        (with("MNT_AMOUNT", "NaN"), "notified_amount_malformed"),
        (with("MNT_AMOUNT", "9223372036854775808.00"), "notified_amount_malformed"),
        (with("MNT_AMOUNT", "١٢٠.٢٥"), "notified_amount_malformed"),
        (with("MNT_TRANSACTION_ID", "FF790ABCD"), "transaction_malformed"),
        (with("MNT_ID", "54600818"), "shop_unknown"),
        (with("MNT_TEST_MODE", "1"), "test_mode_differs"),
        (with("MNT_TEST_MODE", "2"), "test_mode_malformed"),
        (good.replace(&format!("&MNT_SIGNATURE={signature}"), ""), "signature_malformed"),
        (good.replace(&signature, &signature.to_uppercase()), "signature_malformed"),
        (told.clone().signed_with("OTHERS").encoded(), "signature_wrong"),
        (told.clone().with("MNT_OPERATION_ID", "1234561").with("MNT_AMOUNT", "20.25").encoded(), "amount_differs"),
        (format!("{good}&MNT_AMOUNT=120.25"), "parameter_repeated"),
        (format!("{good}&other=1&other=1"), "parameter_repeated"),
        (huge, "body_too_large"),
    ];
    for (number, (form, reason)) in rows.iter().enumerate() {
        app.clock.advance(1);
        let answer = send(&app, "notify", form).await;
        assert!(answer.status == 413 || answer.text() == "FAIL", "{reason}: {}", answer.text());
        let mut kept = app.table.everything::<PaymentRefusal>().await.unwrap();
        kept.sort_by_key(|refusal| refusal.at);
        let last = kept.last().map(|refusal| (refusal.reason.as_str(), refusal.network.as_str()));
        assert_eq!((kept.len(), last), (number + 1, Some((*reason, "192.0.2.7"))));
    }
    assert_eq!((status(&app, &payment).await, ledger(&app, &account()).await), ("created".to_owned(), vec![]));
}
