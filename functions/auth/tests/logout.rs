use std::time::Duration;

use serde_json::json;
use testkit::{Answer, Call, Fault, FaultProxy, TestApp};

use crate::world::{PASSWORD, cookie, listed, lives, resident, session, sign_in, signed_in, start};

async fn refresh(app: &TestApp, cookie: &str) -> Answer {
    app.post("/api/auth/refresh").header("cookie", cookie).send().await
}

fn everywhere(app: &TestApp, cookie: &str) -> Call {
    app.post("/api/auth/logout").header("cookie", cookie).json(&json!({"everywhere": true}))
}

/// Two sessions of one person.
async fn two_sessions(app: &TestApp) -> (String, String) {
    resident(app, "ivanov").await;
    let (one, other) = (sign_in(app, "ivanov", PASSWORD).send().await, sign_in(app, "ivanov", PASSWORD).send().await);
    (cookie(&one), cookie(&other))
}

#[tokio::test]
async fn signing_out_ends_this_session_and_takes_the_cookie() {
    let app = start().await;
    let (one, other) = two_sessions(&app).await;
    let answer = app.post("/api/auth/logout").header("cookie", &one).send().await;
    assert_eq!(answer.status, 204);
    assert!(answer.header("set-cookie").starts_with("__Host-refresh=; Max-Age=0; Path=/;"));
    assert_eq!(refresh(&app, &one).await.problem(), (401, "session_ended".into()));
    assert_eq!(refresh(&app, &other).await.status, 200);
}

#[tokio::test]
async fn signing_out_everywhere_ends_all_sessions() {
    let app = start().await;
    let (one, other) = two_sessions(&app).await;
    assert_eq!(everywhere(&app, &one).send().await.status, 204);
    for cookie in [one, other] {
        assert_eq!(refresh(&app, &cookie).await.problem(), (401, "session_ended".into()));
    }
}

#[tokio::test]
async fn a_session_that_a_thief_has_ended_does_not_say_that_all_have_ended() {
    let app = start().await;
    let own = signed_in(&app, "ivanov").await;
    let thief = session(&app, &own.user).await;
    assert_eq!(app.delete("/api/auth/sessions").bearer(&thief.token).send().await.status, 204);
    let answer = everywhere(&app, &own.cookie).send().await;
    assert_eq!(answer.problem(), (401, "session_ended".into()));
    assert!(answer.header("set-cookie").starts_with("__Host-refresh=; Max-Age=0; Path=/;"));
    assert!(lives(&app, &thief.cookie).await);
}

#[tokio::test]
async fn a_thief_who_ends_all_others_in_the_same_moment_keeps_no_session() {
    let (app, proxy) = (start().await, FaultProxy::start().await);
    let own = signed_in(&app, "ivanov").await;
    let thief = session(&app, &own.user).await;
    let slow = app.behind(&proxy.endpoint, auth::router);
    proxy.plan("TransactWriteItems", Fault::Delay(Duration::from_millis(1500)), 1);
    let quicker = async {
        proxy.begun().await;
        app.delete("/api/auth/sessions").bearer(&thief.token).send().await
    };
    let (owner, quicker) = tokio::join!(everywhere(&slow, &own.cookie).send(), quicker);
    assert_eq!((owner.status, quicker.status), (204, 204));
    assert!(!lives(&app, &own.cookie).await && !lives(&app, &thief.cookie).await);
}

#[tokio::test]
async fn an_access_token_outlives_signing_out_everywhere_by_ten_minutes_and_changes_nothing_meanwhile() {
    let app = start().await;
    let (here, other) = (signed_in(&app, "ivanov").await, sign_in(&app, "ivanov", PASSWORD).send().await);
    assert_eq!(everywhere(&app, &cookie(&other)).send().await.status, 204);
    let profile = || app.get("/api/profile").bearer(&here.token);
    assert_eq!(profile().send().await.status, 200);
    let change = json!({"current": PASSWORD, "password": "сад-9999", "password_confirmation": "сад-9999"});
    let change = app.post("/api/profile/password").bearer(&here.token).json(&change).send().await;
    let unauthorized = (401, "unauthorized".to_owned());
    assert_eq!(change.problem(), unauthorized);
    let own = session(&app, &here.user).await;
    let one = format!("/api/auth/sessions/{}", listed(&app, &own.token).await[0]["id"].as_str().unwrap());
    for path in ["/api/auth/sessions", &one, "/api/profile/email"] {
        assert_eq!(app.delete(path).bearer(&here.token).send().await.problem(), unauthorized, "{path}");
    }
    assert!(lives(&app, &own.cookie).await);
    app.clock.advance(599);
    assert_eq!(profile().send().await.status, 200);
    app.clock.advance(1);
    assert_eq!(profile().send().await.problem(), unauthorized);
}

#[tokio::test]
async fn who_has_seen_the_list_of_sessions_can_end_none_of_them_once_their_own_has_ended() {
    let app = start().await;
    let (thief, other) = (signed_in(&app, "ivanov").await, sign_in(&app, "ivanov", PASSWORD).send().await);
    let mut seen = listed(&app, &thief.token).await;
    assert_eq!(everywhere(&app, &cookie(&other)).send().await.status, 204);
    let own = session(&app, &thief.user).await;
    let list = app.get("/api/auth/sessions").bearer(&thief.token).send().await;
    assert_eq!(list.problem(), (401, "unauthorized".into()));
    // What somebody looking over the owner's shoulder would see.
    seen.extend(listed(&app, &own.token).await);
    assert_eq!(seen.len(), 3);
    for id in seen.iter().map(|session| session["id"].as_str().unwrap()) {
        for id in [id, &id[..26]] {
            let forged = format!("__Host-refresh={}.{id}.{}", own.user.id, "0".repeat(52));
            assert_eq!(refresh(&app, &forged).await.problem(), (401, "session_ended".into()));
        }
    }
    assert!(lives(&app, &own.cookie).await);
}

#[tokio::test]
async fn signing_out_without_a_session_is_no_mistake() {
    let app = start().await;
    for cookie in ["", "__Host-refresh=x", "other=1"] {
        let answer = app.post("/api/auth/logout").header("cookie", cookie).send().await;
        assert_eq!(answer.status, 204);
    }
}

#[tokio::test]
async fn a_forged_cookie_signs_nobody_out() {
    let app = start().await;
    let (good, _) = two_sessions(&app).await;
    let (names, _) = good.rsplit_once('.').unwrap();
    let forged = format!("{names}.{}", "0".repeat(52));
    assert_eq!(everywhere(&app, &forged).send().await.problem(), (401, "session_ended".into()));
    assert_eq!(refresh(&app, &good).await.status, 200);
}

#[tokio::test]
async fn another_site_cannot_sign_a_person_out() {
    let app = start().await;
    let (one, _) = two_sessions(&app).await;
    let call = app.post("/api/auth/logout").header("cookie", &one).header("origin", "https://evil.example");
    assert_eq!(call.send().await.problem(), (403, "cross_site".into()));
    assert_eq!(refresh(&app, &one).await.status, 200);
}

#[tokio::test]
async fn a_body_that_is_not_said_to_be_json_is_refused_and_not_passed_over() {
    let app = start().await;
    let (one, _) = two_sessions(&app).await;
    let call = || app.post("/api/auth/logout").header("cookie", &one);
    let body = r#"{"everywhere":true}"#;
    for call in [call().raw("text/plain", body), call().bytes(body)] {
        assert_eq!(call.send().await.problem(), (415, "unsupported_media_type".into()));
    }
    assert_eq!(refresh(&app, &one).await.status, 200, "nobody was signed out");
}

#[tokio::test]
async fn what_the_body_holds_is_checked() {
    let app = start().await;
    let send = |body| app.post("/api/auth/logout").json(&body).send();
    assert_eq!(send(json!({"everywhere": "yes"})).await.fields(), [("everywhere".into(), "wrong_type".into())]);
    assert_eq!(send(json!({"else": true})).await.fields(), [("else".into(), "unknown_field".into())]);
    assert_eq!(send(json!({})).await.status, 204);
}
