use jiff::SignedDuration;
use serde_json::json;

use crate::world::{PASSWORD, activate, holder, link, register, resident, sign_in, start};

const INVALID: (u16, &str) = (400, "link_invalid");

#[tokio::test]
async fn a_link_confirms_the_address_and_opens_the_way_in() {
    let app = start().await;
    register(&app, "ivanov", "ivanov@example.ru").await;
    let token = link(&app, &holder(&app, "ivanov").await.unwrap()).await;
    assert_eq!(activate(&app, &token).await.status, 204);
    assert_eq!(sign_in(&app, "ivanov", PASSWORD).send().await.status, 200);
}

#[tokio::test]
async fn a_link_is_good_once() {
    let app = start().await;
    register(&app, "ivanov", "ivanov@example.ru").await;
    let token = link(&app, &holder(&app, "ivanov").await.unwrap()).await;
    let (one, other) = tokio::join!(activate(&app, &token), activate(&app, &token));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 400]);
    assert_eq!(activate(&app, &token).await.problem(), (INVALID.0, INVALID.1.into()));
}

#[tokio::test]
async fn a_link_sent_again_is_accepted_after_the_first_was_used() {
    let app = start().await;
    let user = resident(&app, "ivanov").await;
    let again = link(&app, &user).await;
    assert_eq!(activate(&app, &again).await.status, 204);
    assert_eq!(activate(&app, &again).await.problem(), (INVALID.0, INVALID.1.into()));
}

#[tokio::test]
async fn a_link_is_worthless_after_48_hours() {
    let app = start().await;
    register(&app, "ivanov", "ivanov@example.ru").await;
    let token = link(&app, &holder(&app, "ivanov").await.unwrap()).await;
    app.clock.advance(SignedDuration::from_hours(48).as_secs());
    assert_eq!(activate(&app, &token).await.problem(), (INVALID.0, INVALID.1.into()));
    assert_eq!(sign_in(&app, "ivanov", PASSWORD).send().await.problem(), (401, "bad_credentials".into()));
}

#[tokio::test]
async fn a_link_of_a_lapsed_registration_does_not_take_the_name_from_its_new_holder() {
    let app = start().await;
    register(&app, "ivanov", "old@example.ru").await;
    let old = holder(&app, "ivanov").await.unwrap();
    app.clock.advance(SignedDuration::from_hours(48).as_secs());
    assert_eq!(register(&app, "ivanov", "new@example.ru").await.status, 202);
    let token = link(&app, &old).await;
    assert_eq!(activate(&app, &token).await.problem(), (INVALID.0, INVALID.1.into()));
    assert_eq!(holder(&app, "ivanov").await.unwrap().email.as_str(), "new@example.ru");
}

#[tokio::test]
async fn what_is_no_token_is_an_invalid_link() {
    let app = start().await;
    for token in ["", "x", "../..", "a#b", "\u{0}", "{{7*7}}", &"0".repeat(10_000)] {
        assert_eq!(activate(&app, token).await.problem(), (INVALID.0, INVALID.1.into()), "{token:.20}");
    }
}

#[tokio::test]
async fn a_token_is_a_text() {
    let app = start().await;
    for token in [json!(null), json!(7), json!(["x"]), json!({})] {
        let answer = app.post("/api/auth/activation").json(&json!({"token": token})).send().await;
        assert_eq!((answer.status, answer.fields()), (422, vec![("token".into(), "wrong_type".into())]));
    }
}
