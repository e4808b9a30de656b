//! What a network may ask for.

use serde_json::{Value, json};
use testkit::{Answer, TestApp};

use crate::world::{PASSWORD, captcha, form, resident, sign_in_with_captcha, start};

const CROWDED: &str = "192.0.2.7";
const ELSEWHERE: &str = "192.0.2.8";
const MOST: usize = 60;
/// Answers to captchas that are looked at in a minute.
const ANSWERS: usize = 120;

async fn ask(app: &TestApp, path: &str, body: &Value, from: &str) -> Answer {
    app.post(path).json(body).from(from).send().await
}

/// Calls of the network, each as good as it says: a header says whatever its sender likes, and makes nobody another
/// network.
async fn call(app: &TestApp, path: &str, body: &Value, at: usize) -> Answer {
    let claimed = format!("198.51.100.{at}");
    let call = app.post(path).json(body).from(CROWDED).header("x-forwarded-for", &claimed);
    call.header("x-viewer-address", &claimed).send().await
}

/// Sends so many calls with a captcha that was read rightly, each to another address.
async fn use_up(app: &TestApp, path: &str, body: impl Fn(usize) -> Value) {
    for at in 0..MOST {
        let mut body = body(at);
        body["captcha"] = captcha(app).await;
        assert_eq!(call(app, path, &body, at).await.status, 202, "{at}");
        app.clock.advance(2);
    }
}

/// Sends so many calls with a captcha that is none.
async fn send_junk(app: &TestApp, path: &str, mut body: Value, times: usize) {
    body["captcha"] = json!({"id": "x", "answer": "y"});
    for at in 0..times {
        assert_eq!(call(app, path, &body, at).await.problem(), (422, "captcha_wrong".into()), "{at}");
    }
}

fn refused(answer: &Answer, wait: &str) {
    assert_eq!(answer.problem(), (429, "too_many_requests".into()));
    assert_eq!(answer.header("retry-after"), wait);
}

#[tokio::test]
async fn registrations_of_a_network_are_limited_by_the_hour() {
    let app = start().await;
    let path = "/api/auth/register";
    let body = form(&app, "ivanov", "ivanov@example.ru").await;
    use_up(&app, path, |at| {
        let mut body = body.clone();
        (body["login"], body["email"]) = (json!(format!("ivanov-{at}")), json!(format!("{at}@example.ru")));
        body
    })
    .await;
    let good = form(&app, "petrov", "petrov@example.ru").await;
    refused(&ask(&app, path, &good, CROWDED).await, "3480");
    let taken = form(&app, "ivanov-1", "petrov@example.ru").await;
    refused(&ask(&app, path, &taken, CROWDED).await, "3480");
    let good = form(&app, "petrov", "petrov@example.ru").await;
    assert_eq!(ask(&app, path, &good, ELSEWHERE).await.status, 202);
    app.clock.advance(3480);
    let good = form(&app, "sidorov", "sidorov@example.ru").await;
    assert_eq!(ask(&app, path, &good, CROWDED).await.status, 202, "an hour undoes it");
}

#[tokio::test]
async fn names_that_are_taken_count_as_registrations() {
    let app = start().await;
    resident(&app, "ivanov").await;
    let mut body = form(&app, "ivanov", "petrov@example.ru").await;
    for at in 0..MOST {
        body["captcha"] = captcha(&app).await;
        assert_eq!(call(&app, "/api/auth/register", &body, at).await.status, 409, "{at}");
        app.clock.advance(2);
    }
    let good = form(&app, "petrov", "petrov@example.ru").await;
    refused(&ask(&app, "/api/auth/register", &good, CROWDED).await, "3480");
}

#[tokio::test]
async fn letters_that_a_network_asks_for_are_limited_together() {
    let app = start().await;
    use_up(&app, "/api/auth/activation/resend", |at| json!({"email": format!("{at}@example.ru")})).await;
    let body = json!({"login_or_email": "ivanov", "captcha": captcha(&app).await});
    refused(&ask(&app, "/api/auth/password/forgot", &body, CROWDED).await, "3480");
    let body = json!({"login_or_email": "ivanov", "captcha": captcha(&app).await});
    assert_eq!(ask(&app, "/api/auth/password/forgot", &body, ELSEWHERE).await.status, 202);
    app.clock.advance(3480);
    let body = json!({"login_or_email": "ivanov", "captcha": captcha(&app).await});
    assert_eq!(ask(&app, "/api/auth/password/forgot", &body, CROWDED).await.status, 202);
}

#[tokio::test]
async fn junk_with_wrong_captchas_uses_up_no_letters_of_its_network_and_is_stopped_for_a_minute_at_most() {
    let app = start().await;
    let registration = form(&app, "ivanov", "ivanov@example.ru").await;
    let junk = [
        ("/api/auth/register", registration),
        ("/api/auth/activation/resend", json!({"email": "a@example.ru"})),
        ("/api/auth/password/forgot", json!({"login_or_email": "ivanov"})),
    ];
    for (path, mut body) in junk {
        send_junk(&app, path, body.clone(), ANSWERS).await;
        body["captcha"] = captcha(&app).await;
        refused(&call(&app, path, &body, 0).await, "60");
        app.clock.advance(60);
        body["captcha"] = captcha(&app).await;
        assert_eq!(call(&app, path, &body, 0).await.status, 202, "{path}");
        app.clock.advance(60);
    }
}

#[tokio::test]
async fn captchas_of_a_network_are_limited_by_the_minute_and_no_owner_waits_longer() {
    let app = start().await;
    resident(&app, "ivanov").await;
    let ask = async || app.get("/api/auth/captcha").from(CROWDED).send().await;
    for _ in 0..MOST {
        assert_eq!(ask().await.status, 200);
    }
    app.clock.advance(15);
    refused(&ask().await, "45");
    assert_eq!(sign_in_with_captcha(&app, CROWDED, "ivanov", PASSWORD).await.status, 200);
    app.clock.advance(45);
    assert_eq!(ask().await.status, 200);
}

#[tokio::test]
async fn neighbours_in_an_ipv6_network_are_one_and_this_machine_is_none() {
    let app = start().await;
    for at in 0..MOST {
        app.get("/api/auth/captcha").from(&format!("2001:db8:1:2::{at:x}")).send().await;
    }
    let status = async |from: &str| app.get("/api/auth/captcha").from(from).send().await.status;
    assert_eq!((status("2001:db8:1:2:ffff::1").await, status("2001:db8:1:3::1").await), (429, 200));
    for _ in 0..=MOST {
        assert_eq!(status("127.0.0.1").await, 200);
    }
}
