use serde_json::json;
use table::entities::link_token::Purpose;

use crate::world::{PASSWORD, link_for, signed_in, start, trail};

#[tokio::test]
async fn a_withdrawn_address_waits_no_more_and_its_link_is_worthless() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    let body = json!({"email": "other@example.ru", "password": PASSWORD});
    app.patch("/api/profile").bearer(&here.token).json(&body).send().await;
    let token = link_for(&app, &here.user, Purpose::EmailChange, 60, Some("other@example.ru")).await;
    let answer = app.delete("/api/profile/email").bearer(&here.token).send().await;
    assert_eq!((answer.status, answer.usage.round_trips), (204, 2));
    assert!(trail(&app, &here.user).await.contains(&"email_change_withdrawn".to_owned()));
    let confirmed = app.post("/api/profile/email").json(&json!({"token": token})).send().await;
    assert_eq!(confirmed.problem(), (400, "link_invalid".into()));
}

#[tokio::test]
async fn there_may_be_nothing_to_withdraw_but_there_must_be_a_token() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    assert_eq!(app.delete("/api/profile/email").bearer(&here.token).send().await.status, 204);
    assert_eq!(app.delete("/api/profile/email").send().await.problem(), (401, "unauthorized".into()));
}
