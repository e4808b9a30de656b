use serde_json::json;
use table::entities::link_token::Purpose;
use table::entities::message::Content;
use table::entities::user::User;
use testkit::{Answer, TestApp};

use crate::world::{PASSWORD, holder, is_mailed, link, link_for, lives, resident, sign_in, signed_in, start, trail};

const NEW: &str = "сад-9999";

async fn reset(app: &TestApp, token: &str, password: &str) -> Answer {
    let body = json!({"token": token, "password": password, "password_confirmation": password});
    app.post("/api/auth/password/reset").json(&body).send().await
}

/// A link as the mailer mints it.
async fn reset_link(app: &TestApp, user: &User) -> String {
    link_for(app, user, Purpose::PasswordReset, 30, Some(&user.reset_binding())).await
}

fn invalid() -> (u16, String) {
    (400, "link_invalid".into())
}

#[tokio::test]
async fn a_new_password_takes_the_place_of_the_old_one_and_ends_all_sessions() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    let token = reset_link(&app, &here.user).await;
    assert_eq!(reset(&app, &token, NEW).await.status, 204);
    assert!(!lives(&app, &here.cookie).await);
    assert_eq!(sign_in(&app, "ivanov", PASSWORD).send().await.problem(), (401, "bad_credentials".into()));
    assert_eq!(sign_in(&app, "ivanov", NEW).send().await.status, 200);
    let user = here.user.id;
    assert!(is_mailed(&app, user.as_str(), &Content::PasswordChanged { user: user.clone() }).await);
    assert!(trail(&app, &holder(&app, "ivanov").await.unwrap()).await.contains(&"password_reset".to_owned()));
}

#[tokio::test]
async fn a_link_is_good_once_also_at_the_same_time() {
    let app = start().await;
    let user = resident(&app, "ivanov").await;
    let token = reset_link(&app, &user).await;
    let (one, other) = tokio::join!(reset(&app, &token, NEW), reset(&app, &token, "лес-9999"));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 400]);
    assert_eq!(reset(&app, &token, NEW).await.problem(), invalid());
}

#[tokio::test]
async fn a_link_lives_half_an_hour() {
    let app = start().await;
    let user = resident(&app, "ivanov").await;
    let token = reset_link(&app, &user).await;
    app.clock.advance(1800);
    assert_eq!(reset(&app, &token, NEW).await.problem(), invalid());
}

#[tokio::test]
async fn an_older_link_is_worthless_once_the_password_was_changed() {
    let app = start().await;
    let user = resident(&app, "ivanov").await;
    let (older, newer) = (reset_link(&app, &user).await, reset_link(&app, &user).await);
    assert_eq!(reset(&app, &newer, NEW).await.status, 204);
    assert_eq!(reset(&app, &older, "лес-9999").await.problem(), invalid());
}

#[tokio::test]
async fn a_link_in_a_former_mailbox_is_worthless() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    let token = reset_link(&app, &here.user).await;
    let body = json!({"email": "other@example.ru", "password": PASSWORD});
    assert_eq!(app.patch("/api/profile").bearer(&here.token).json(&body).send().await.status, 202);
    let confirmation = link_for(&app, &here.user, Purpose::EmailChange, 60, Some("other@example.ru")).await;
    let answer = app.post("/api/profile/email").json(&json!({"token": confirmation})).send().await;
    assert_eq!(answer.status, 204);
    assert_eq!(reset(&app, &token, NEW).await.problem(), invalid());
    let fresh = reset_link(&app, &holder(&app, "ivanov").await.unwrap()).await;
    assert_eq!(reset(&app, &fresh, NEW).await.status, 204);
}

#[tokio::test]
async fn a_link_of_another_purpose_of_somebody_else_or_of_nobody_is_invalid() {
    let app = start().await;
    let user = resident(&app, "ivanov").await;
    let activation = link(&app, &user).await;
    let good = reset_link(&app, &user).await;
    let foreign = format!("{}{}", &good[..52], testkit::samples::user_id(9));
    for token in [&activation, &foreign, "", "x", "#", &"0".repeat(77), &"я".repeat(10_000)] {
        assert_eq!(reset(&app, token, NEW).await.problem(), invalid(), "{token:.20}");
    }
    assert_eq!(reset(&app, &good, NEW).await.status, 204);
}

#[tokio::test]
async fn a_bad_password_is_named_and_leaves_the_link_good() {
    let app = start().await;
    let user = resident(&app, "ivanov").await;
    let token = reset_link(&app, &user).await;
    for (password, code) in
        [("1", "password_length"), ("qwerty123", "password_common"), ("IVANOV", "password_is_login")]
    {
        assert_eq!(reset(&app, &token, password).await.fields(), [("password".into(), code.into())]);
    }
    let body = json!({"token": token, "password": NEW, "password_confirmation": PASSWORD});
    let answer = app.post("/api/auth/password/reset").json(&body).send().await;
    assert_eq!(answer.fields(), [("password_confirmation".into(), "confirmation_differs".into())]);
    assert_eq!(reset(&app, &token, NEW).await.status, 204);
}

#[tokio::test]
async fn who_signs_in_with_the_old_password_meanwhile_does_not_slip_in() {
    let app = start().await;
    let user = resident(&app, "ivanov").await;
    let token = reset_link(&app, &user).await;
    let (entering, changed) = tokio::join!(sign_in(&app, "ivanov", PASSWORD).send(), reset(&app, &token, NEW));
    assert_eq!(changed.status, 204);
    if entering.status == 200 {
        assert!(!lives(&app, &crate::world::cookie(&entering)).await);
    }
}
