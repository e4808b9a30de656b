//! A sign-in in a browser that has a session already.

use std::time::Duration;

use serde_json::json;
use table::entities::action::ActionsOf;
use table::entities::user::User;
use testkit::{Answer, Call, Fault, FaultProxy, TestApp};

use crate::world::{
    PASSWORD, SignedIn, WRONG_PASSWORD, cookie, lives, resident_at, session, sign_in, signed_in, start, trail,
};

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

/// How many actions the table holds of a person, erased or not.
async fn actions(app: &TestApp, user: &User) -> usize {
    app.table.query_all(&ActionsOf { user: &user.id }).await.unwrap().len()
}

#[tokio::test]
async fn a_session_that_was_over_is_left_without_a_word_to_its_person() {
    let app = start().await;
    let before = signed_in(&app, "ivanov").await;
    let own = session(&app, &before.user).await;
    resident_at(&app, "petrova", "petrova@example.ru").await;
    assert_eq!(app.delete("/api/auth/sessions").bearer(&own.token).send().await.status, 204);
    let told = actions(&app, &before.user).await;
    assert_eq!(sign_in(&app, "petrova", PASSWORD).header("cookie", &before.cookie).send().await.status, 200);
    assert_eq!(actions(&app, &before.user).await, told);
    assert!(lives(&app, &own.cookie).await);
}

fn erase(app: &TestApp, who: &SignedIn) -> Call {
    app.delete("/api/profile").bearer(&who.token).json(&json!({"password": PASSWORD}))
}

#[tokio::test]
async fn nothing_is_written_of_a_person_who_is_erased_before_or_meanwhile() {
    for meanwhile in [false, true] {
        let (app, proxy) = (start().await, FaultProxy::start().await);
        let slow = app.behind(&proxy.endpoint, auth::router);
        let before = signed_in(&app, "ivanov").await;
        resident_at(&app, "petrova", "petrova@example.ru").await;
        let told = actions(&app, &before.user).await;
        let entering = sign_in(&slow, "petrova", PASSWORD).header("cookie", &before.cookie);
        let (entered, erased) = if meanwhile {
            proxy.plan("TransactWriteItems", Fault::Delay(Duration::from_millis(1500)), 1);
            let erasure = async {
                proxy.begun().await;
                erase(&app, &before).send().await
            };
            tokio::join!(entering.send(), erasure)
        } else {
            let erased = erase(&app, &before).send().await;
            (entering.send().await, erased)
        };
        assert_eq!((entered.status, erased.status), (200, 204), "{meanwhile}");
        assert_eq!(actions(&app, &before.user).await, told, "{meanwhile}");
    }
}
