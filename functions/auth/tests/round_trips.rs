//! What the calls cost in round trips, and that they cost the same whoever is asked about.

use serde_json::{Value, json};
use testkit::Answer;

use crate::world::{
    PASSWORD, WRONG_PASSWORD, activate, captcha, cookie, form, holder, lasting_session, link, register, resident,
    session, sign_in, sign_in_with_captcha, signed_in, start,
};

/// What somebody can see of a call who watches the table's side of it.
fn price(answer: &Answer) -> (u16, u32, u64, u64) {
    let usage = &answer.usage;
    (answer.status, usage.round_trips, usage.read_units.to_bits(), usage.write_units.to_bits())
}

#[tokio::test]
async fn a_sign_in_takes_three_round_trips_and_a_failure_two() {
    let app = start().await;
    resident(&app, "ivanov").await;
    assert_eq!(sign_in(&app, "ivanov", PASSWORD).send().await.usage.round_trips, 3);
    for _ in 0..5 {
        let failed = sign_in(&app, "ivanov", WRONG_PASSWORD).send().await;
        assert_eq!((failed.status, failed.usage.round_trips), (401, 2));
    }
    let refused = sign_in(&app, "ivanov", PASSWORD).send().await;
    assert_eq!((refused.status, refused.usage.round_trips), (403, 1));
    let shown = sign_in_with_captcha(&app, "192.0.2.9", "ivanov", PASSWORD).await;
    assert_eq!((shown.status, shown.usage.round_trips), (200, 3));
}

#[tokio::test]
async fn registration_resend_and_activation_take_two_round_trips() {
    let app = start().await;
    assert_eq!(register(&app, "ivanov", "ivanov@example.ru").await.usage.round_trips, 2);
    let body = json!({"email": "ivanov@example.ru", "captcha": captcha(&app).await});
    let resent = app.post("/api/auth/activation/resend").json(&body).send().await;
    assert_eq!((resent.status, resent.usage.round_trips), (202, 2));
    let token = link(&app, &holder(&app, "ivanov").await.unwrap()).await;
    let activated = activate(&app, &token).await;
    assert_eq!((activated.status, activated.usage.round_trips), (204, 2));
}

/// A wrong answer found by work counts like a right one, and is cheaper to make.
fn by_work(mut body: Value) -> Value {
    body["captcha"] = json!({"id": "x", "work": "1"});
    body
}

/// Every call that counts something, in a window that is new, under way, and over.
#[tokio::test]
async fn a_window_that_is_over_costs_no_further_round_trip() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    lasting_session(&app, &here.user).await;
    let registration = by_work(form(&app, "petrov", "petrov@example.ru").await);
    let password = json!({"current": WRONG_PASSWORD, "password": "сад-9999", "password_confirmation": "сад-9999"});
    let email = json!({"email": "other@example.ru", "password": WRONG_PASSWORD});
    for window in ["new", "under way", "over"] {
        if window == "over" {
            app.clock.advance(7 * 3600);
        }
        let token = app.token(&here.user.id);
        let asking = [
            app.get("/api/auth/captcha"),
            app.post("/api/auth/register").json(&registration),
            app.post("/api/auth/activation/resend").json(&by_work(json!({"email": "a@example.ru"}))),
            app.post("/api/auth/password/forgot").json(&by_work(json!({"login_or_email": "petrov"}))),
            app.post("/api/profile/password").bearer(&token).json(&password),
            app.patch("/api/profile").bearer(&token).json(&email),
            app.delete("/api/profile").bearer(&token).json(&json!({"password": WRONG_PASSWORD})),
        ];
        for (at, call) in asking.into_iter().enumerate() {
            let answer = call.from("192.0.2.7").send().await;
            assert!(answer.status == 200 || answer.status == 422, "{window} {at}: {}", answer.text());
            assert!(answer.usage.round_trips <= 2, "{window} {at}: {:?}", answer.usage);
        }
        let mut credentials = json!({"login": "ivanov", "password": PASSWORD, "remember": false});
        sign_in(&app, "ivanov", WRONG_PASSWORD).from("192.0.2.7").send().await;
        credentials["captcha"] = json!({"id": "x", "work": "1"});
        let answer = app.post("/api/auth/login").json(&credentials).from("192.0.2.7").send().await;
        assert_eq!((answer.status, answer.usage.round_trips), (200, 3), "{window}");
    }
}

/// The calls of a person who does everything the profile offers, in order.
#[tokio::test]
async fn every_call_of_a_signed_in_person_takes_two_round_trips_at_most() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    let other = session(&app, &here.user).await;
    let token = || here.token.as_str();
    let listed = app.get("/api/auth/sessions").bearer(token()).send().await.json();
    let is_other = |item: &&Value| item["current"] == false;
    let id = listed["items"].as_array().unwrap().iter().find(is_other).unwrap()["id"].as_str().unwrap().to_owned();
    let password = json!({"current": PASSWORD, "password": "сад-9999", "password_confirmation": "сад-9999"});
    let calls = [
        (app.get("/api/profile").bearer(token()), 200),
        (app.get("/api/profile/actions").bearer(token()), 200),
        (app.get("/api/auth/sessions").bearer(token()), 200),
        (app.patch("/api/profile").bearer(token()).json(&json!({"email": "b@example.ru", "password": PASSWORD})), 202),
        (app.delete("/api/profile/email").bearer(token()), 204),
        (app.delete(&format!("/api/auth/sessions/{id}")).bearer(token()), 204),
        (app.delete("/api/auth/sessions").bearer(token()), 204),
        (app.post("/api/profile/password").bearer(token()).json(&password), 204),
        (app.post("/api/auth/refresh").header("cookie", &here.cookie), 200),
        (app.post("/api/auth/refresh").header("cookie", &other.cookie), 401),
        (app.post("/api/auth/logout").header("cookie", &here.cookie).json(&json!({"everywhere": true})), 204),
    ];
    for (at, (call, status)) in calls.into_iter().enumerate() {
        let answer = call.send().await;
        assert_eq!(answer.status, status, "{at}: {}", answer.text());
        assert!(answer.usage.round_trips <= 2, "{at}: {:?}", answer.usage);
    }
    let again = sign_in(&app, "ivanov", "сад-9999").send().await.json();
    let erase = app.delete("/api/profile").bearer(again["access_token"].as_str().unwrap());
    let erased = erase.json(&json!({"password": "сад-9999"})).send().await;
    assert_eq!((erased.status, erased.usage.round_trips), (204, 2));
}

#[tokio::test]
async fn a_token_whose_session_has_ended_is_refused_within_two_round_trips_whatever_password_it_shows() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    let other = sign_in(&app, "ivanov", PASSWORD).header("cookie", &here.cookie).send().await;
    assert_eq!((other.status, cookie(&other) == here.cookie), (200, false), "the session is replaced");
    for password in [PASSWORD, WRONG_PASSWORD] {
        let new = json!({"current": password, "password": "сад-9999", "password_confirmation": "сад-9999"});
        let calls = [
            app.post("/api/profile/password").json(&new),
            app.patch("/api/profile").json(&json!({"email": "b@example.ru", "password": password})),
            app.delete("/api/profile").json(&json!({"password": password})),
            app.get("/api/auth/sessions"),
            app.delete("/api/auth/sessions/x"),
            app.delete("/api/auth/sessions"),
        ];
        for (at, call) in calls.into_iter().enumerate() {
            let answer = call.bearer(&here.token).send().await;
            assert_eq!(answer.problem(), (401, "unauthorized".into()), "{at} {password}");
            assert!(answer.usage.round_trips <= 2, "{at} {password}: {:?}", answer.usage);
        }
    }
}

#[tokio::test]
async fn a_wrong_password_costs_the_same_whether_anybody_has_the_name() {
    let app = start().await;
    resident(&app, "ivanov").await;
    let mut prices = Vec::new();
    for (name, address) in [("ivanov", "192.0.2.1"), ("person@example.ru", "192.0.2.2"), ("nobody", "192.0.2.3")] {
        let failures = async |captcha: bool| {
            let answer = if captcha {
                sign_in_with_captcha(&app, address, name, WRONG_PASSWORD).await
            } else {
                sign_in(&app, name, WRONG_PASSWORD).from(address).send().await
            };
            price(&answer)
        };
        let mut seen = Vec::new();
        for turn in 0..12 {
            seen.push(failures(turn >= 5).await);
        }
        prices.push(seen);
    }
    assert_eq!(prices[0], prices[2]);
    assert_eq!(prices[1], prices[2]);
}

#[tokio::test]
async fn a_registration_costs_the_same_whether_the_address_is_free() {
    let app = start().await;
    resident(&app, "ivanov").await;
    let send = async |login: &str, email: &str| {
        let form = form(&app, login, email).await;
        let answer = app.post("/api/auth/register").json(&form).send().await;
        (answer.status, answer.usage.round_trips, answer.usage.write_units.to_bits())
    };
    assert_eq!(send("petrov", "person@example.ru").await, send("sidorov", "free@example.ru").await);
}
