//! Instances whose clocks are five minutes off.

use table::entities::payment::Cause;

use super::tills;
use crate::shop::{asked, confirms, events, ordered, told};

const OFF: i64 = 5 * 60;

#[tokio::test]
async fn instances_whose_clocks_differ_post_once() {
    for till in tills().await {
        let (behind, ahead) = (till.app.ahead(-OFF, payments::router), till.app.ahead(OFF, payments::router));
        assert!(asked(&till.payment).check(&ahead).await.text().contains(">402<"));
        for app in [&behind, &ahead, &till.app, &behind] {
            assert!(confirms(&till.told().notify(app).await));
        }
        let causes: Vec<Cause> = events(&till.app, &till.payment).await.into_iter().map(|event| event.cause).collect();
        assert_eq!(causes, [Cause::Ordered, Cause::ProviderAsked, Cause::ProviderTook]);
        till.holds(&[12_025]).await;
    }
}

#[tokio::test]
async fn a_term_that_has_ended_by_one_clock_only_loses_no_money() {
    for till in tills().await {
        till.app.clock.advance(24 * 3600 - 60);
        let ahead = till.app.ahead(OFF, payments::router);
        assert!(asked(&till.payment).check(&ahead).await.text().contains(">500<"), "over by this clock");
        assert!(asked(&till.payment).check(&till.app).await.text().contains(">402<"), "not yet by that");
        assert!(confirms(&till.told().notify(&ahead).await));
        till.holds(&[12_025]).await;
    }
}

#[tokio::test]
async fn an_order_of_a_clock_ahead_is_paid_by_one_behind() {
    for till in tills().await {
        let (behind, ahead) = (till.app.ahead(-OFF, payments::router), till.app.ahead(OFF, payments::router));
        let payment = ordered(&ahead, "key-2").await;
        assert!(confirms(&told(&payment).with("MNT_OPERATION_ID", "123457").notify(&behind).await));
        assert!(confirms(&till.told().notify(&behind).await));
        till.holds(&[12_025; 2]).await;
    }
}
