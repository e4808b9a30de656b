use serde_json::json;
use testkit::samples;

use crate::shop::{open, ordered, path, told};
use crate::{account, ivanov};

#[tokio::test]
async fn a_payment_is_shown_as_it_stands() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    let address = format!("{}/{payment}", path());
    let ordered = app.get(&address).bearer(&app.token(&ivanov())).send().await;
    let expected = json!({
        "id": payment, "amount": 12_025, "status": "created", "mine": true, "failure": null, "refunded": 0, "test": false,
        "created_at": "2026-10-20T12:00:00Z", "payable_until": "2026-10-21T12:00:00Z", "paid_at": null,
        "operation": null, "reported": false, "reported_in": null
    });
    assert_eq!((ordered.status, ordered.json(), ordered.usage.round_trips), (200, expected, 1));
    told(&payment).notify(&app).await;
    let paid = app.get(&address).bearer(&app.token(&ivanov())).send().await.json();
    assert_eq!(
        (&paid["status"], &paid["operation"], &paid["paid_at"]),
        (&json!("paid"), &json!("123456"), &json!("2026-10-20T12:00:00Z"))
    );
    assert_eq!(paid["reported"], false);
}

#[tokio::test]
async fn a_payment_that_somebody_else_of_the_account_has_ordered_is_not_called_mine() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    let wife = samples::user_id(2);
    app.attach(&wife, &account()).await;
    for (path, pointer) in [(format!("{}/{payment}", path()), "/mine"), (path(), "/items/0/mine")] {
        let shown = |person| app.get(&path).bearer(&app.token(person)).send();
        let (own, other) = (shown(&ivanov()).await.json(), shown(&wife).await.json());
        assert_eq!((own.pointer(pointer), other.pointer(pointer)), (Some(&json!(true)), Some(&json!(false))));
    }
}

#[tokio::test]
async fn a_payment_of_another_account_is_not_there() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    let stranger = app.token(&samples::user_id(2));
    assert_eq!(app.get(&format!("{}/{payment}", path())).bearer(&stranger).send().await.status, 404);
    app.account("100200301").await;
    app.attach(&samples::user_id(2), &samples::account_id("100200301")).await;
    let own = format!("/api/accounts/{}/payments/{payment}", samples::account_id("100200301"));
    assert_eq!(app.get(&own).bearer(&stranger).send().await.problem(), (404, "not_found".to_owned()));
    for id in ["x", "%00", &"0".repeat(48)] {
        let answer = app.get(&format!("{}/{id}", path())).bearer(&app.token(&ivanov())).send().await;
        assert_eq!(answer.status, 404, "{id}");
    }
}
