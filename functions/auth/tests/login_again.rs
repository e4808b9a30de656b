//! A sign-in in a browser that has a session already.

use testkit::{Answer, TestApp};

use crate::world::{PASSWORD, WRONG_PASSWORD, cookie, lives, resident_at, sign_in, signed_in, start, trail};

#[tokio::test]
async fn a_browser_that_signs_in_again_leaves_no_session_behind() {
    let app = start().await;
    let before = signed_in(&app, "ivanov").await;
    let answer = sign_in(&app, "ivanov", PASSWORD).header("cookie", &before.cookie).send().await;
    assert_eq!((answer.status, answer.usage.round_trips), (200, 3));
    assert_eq!(sessions(&app, &answer).await, 1);
    assert!(!lives(&app, &before.cookie).await && lives(&app, &cookie(&answer)).await);
    assert!(!trail(&app, &before.user).await.contains(&"session_stolen".to_owned()));
}

/// How many sessions are listed to who has signed in with this answer.
async fn sessions(app: &TestApp, answer: &Answer) -> usize {
    let token = answer.json()["access_token"].as_str().unwrap().to_owned();
    let list = app.get("/api/auth/sessions").bearer(&token).send().await;
    list.json()["items"].as_array().unwrap().len()
}

#[tokio::test]
async fn who_signs_in_where_another_was_signed_in_signs_them_out() {
    let app = start().await;
    let before = signed_in(&app, "ivanov").await;
    resident_at(&app, "petrova", "petrova@example.ru").await;
    let answer = sign_in(&app, "petrova", PASSWORD).header("cookie", &before.cookie).send().await;
    assert_eq!(answer.status, 200);
    assert_eq!(trail(&app, &before.user).await[0], "signed_out");
    assert!(!lives(&app, &before.cookie).await);
}

#[tokio::test]
async fn neither_a_failure_nor_a_cookie_without_the_secret_ends_a_session() {
    let app = start().await;
    let before = signed_in(&app, "ivanov").await;
    resident_at(&app, "petrova", "petrova@example.ru").await;
    let (names, _) = before.cookie.rsplit_once('.').unwrap();
    let forged = format!("{names}.{}", "0".repeat(52));
    for (cookie, password, status) in [(&before.cookie, WRONG_PASSWORD, 401), (&forged, PASSWORD, 200)] {
        assert_eq!(sign_in(&app, "petrova", password).header("cookie", cookie).send().await.status, status);
    }
    assert!(lives(&app, &before.cookie).await);
}
