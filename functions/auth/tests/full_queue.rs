//! What a full queue of password hashing leaves as it was. It is one for the process, so this has a process to itself.

use serde_json::json;
use table::entities::captcha::Captcha;
use table::keys;
use testkit::TestApp;

#[tokio::test]
async fn a_sign_in_that_finds_the_queue_full_uses_up_no_captcha() {
    let app = TestApp::start(auth::router).await;
    let id = app.get("/api/auth/captcha").send().await.json()["id"].as_str().unwrap().to_owned();
    let read = || app.table.get::<Captcha>(keys::captcha(&id), true);
    let captcha = json!({"id": id, "answer": read().await.unwrap().unwrap().answer});
    let credentials = json!({"login": "ivanov", "password": "дом-357", "remember": false, "captcha": captcha});
    let sign_in = || app.post("/api/auth/login").json(&credentials).send();
    let places: Vec<_> = std::iter::from_fn(|| auth::hashing::place().ok()).collect();
    let refused = sign_in().await;
    assert_eq!((refused.problem(), refused.header("retry-after")), ((503, "unavailable".into()), "2"));
    assert!(read().await.unwrap().is_some(), "the same call can be sent again");
    drop(places);
    assert_eq!(sign_in().await.problem(), (401, "bad_credentials".into()));
    assert!(read().await.unwrap().is_none());
}
