use argon2::password_hash::PasswordHasher as _;
use argon2::{Algorithm, Argon2, Params, Version};
use serde_json::json;
use table::entities::message::Content;
use testkit::{Answer, TestApp};

use crate::world::{PASSWORD, captcha, outbox, register, resident, sign_in, start, trail};

const WRONG: &str = "дом-358";

/// Where a person sits who is not told otherwise.
const HERE: &str = "192.0.2.200";

/// So many failures of a name at one address, each with a captcha.
async fn fail(app: &TestApp, name: &str, times: u32) {
    for _ in 0..times {
        let answer = with_captcha(app, name, WRONG).await;
        assert_eq!(answer.status, 401, "{}", answer.text());
    }
}

async fn with_captcha(app: &TestApp, name: &str, password: &str) -> Answer {
    with_captcha_from(app, HERE, name, password).await
}

async fn with_captcha_from(app: &TestApp, address: &str, name: &str, password: &str) -> Answer {
    let body = json!({"login": name, "password": password, "remember": false, "captcha": captcha(app).await});
    app.post("/api/auth/login").json(&body).from(address).send().await
}

#[tokio::test]
async fn a_person_signs_in_with_login_or_address_in_any_case() {
    let app = start().await;
    let user = resident(&app, "Ivanov").await;
    for name in ["Ivanov", "iVANOV", "person@example.ru", "PERSON@Example.RU", " Ivanov "] {
        let answer = sign_in(&app, name, PASSWORD).send().await;
        assert_eq!(answer.status, 200, "{name}");
        let grant = answer.json();
        assert_eq!((grant["token_type"].as_str(), grant["expires_in"].as_i64()), (Some("Bearer"), Some(600)));
        let person = json!({"id": user.id.as_str(), "login": "Ivanov", "email": "person@example.ru"});
        assert_eq!(grant["user"], person);
        let profile = app.get("/api/profile").bearer(grant["access_token"].as_str().unwrap()).send().await;
        assert_eq!(profile.json()["login"], "Ivanov");
    }
}

#[tokio::test]
async fn the_cookie_is_for_this_host_alone_and_lasts_as_asked() {
    let app = start().await;
    resident(&app, "ivanov").await;
    let set_cookie = |remember: bool| {
        let body = json!({"login": "ivanov", "password": PASSWORD, "remember": remember});
        let call = app.post("/api/auth/login").json(&body);
        async move { call.send().await.header("set-cookie").to_owned() }
    };
    let usual = set_cookie(false).await;
    assert!(usual.starts_with("__Host-refresh="), "{usual}");
    assert!(usual.ends_with("; Path=/; HttpOnly; Secure; SameSite=Strict") && !usual.contains("Max-Age"), "{usual}");
    assert!(set_cookie(true).await.contains("; Max-Age=2592000; "));
}

#[tokio::test]
async fn on_a_developers_machine_the_cookie_does_without_tls() {
    let app = TestApp::start_with(auth::router, |settings| settings.base_url = "http://localhost:8080".into()).await;
    resident(&app, "ivanov").await;
    let cookie = sign_in(&app, "ivanov", PASSWORD).send().await.header("set-cookie").to_owned();
    assert!(cookie.starts_with("refresh=") && !cookie.contains("Secure"), "{cookie}");
}

#[tokio::test]
async fn a_wrong_password_an_unknown_name_and_an_impossible_name_answer_alike() {
    let app = start().await;
    resident(&app, "ivanov").await;
    let wrong = sign_in(&app, "ivanov", WRONG).from("192.0.2.1").send().await;
    assert_eq!(wrong.problem(), (401, "bad_credentials".into()));
    let names =
        ["nobody", "nobody@example.ru", "", " ", "{{7*7}}", "a#b", "\0", "ivan\u{202e}", "x@", &"я".repeat(10_000)];
    for (at, name) in names.into_iter().enumerate() {
        let answer = sign_in(&app, name, WRONG).from(&format!("192.0.2.{}", at + 2)).send().await;
        assert_eq!((answer.status, &answer.body), (wrong.status, &wrong.body), "{name:.20}");
        let units = |answer: &Answer| (answer.usage.read_units.to_bits(), answer.usage.write_units.to_bits());
        assert_eq!(units(&answer), units(&wrong), "{name:.20}");
    }
}

#[tokio::test]
async fn a_name_that_only_reads_alike_does_not_sign_in() {
    let app = start().await;
    resident(&app, "Caxap").await;
    assert_eq!(sign_in(&app, "Сахар", PASSWORD).send().await.problem(), (401, "bad_credentials".into()));
}

#[tokio::test]
async fn a_password_is_taken_whole_and_as_it_is() {
    let app = start().await;
    resident(&app, "ivanov").await;
    for (at, password) in
        ["", "дом-35", "дом-3577", "ДОМ-357", " дом-357", &"x".repeat(100_000)].into_iter().enumerate()
    {
        let answer = sign_in(&app, "ivanov", password).from(&format!("192.0.2.{at}")).send().await;
        assert!([401, 403].contains(&answer.status), "{password:.20}");
    }
}

#[tokio::test]
async fn who_has_not_confirmed_learns_it_only_with_the_right_password() {
    let app = start().await;
    register(&app, "ivanov", "ivanov@example.ru").await;
    assert_eq!(sign_in(&app, "ivanov", WRONG).send().await.problem(), (401, "bad_credentials".into()));
    let answer = sign_in(&app, "ivanov", PASSWORD).send().await;
    assert_eq!(answer.problem(), (403, "not_activated".into()));
    assert_eq!(answer.header("set-cookie"), "");
}

#[tokio::test]
async fn an_address_that_is_not_confirmed_is_no_name_to_sign_in_with() {
    let app = start().await;
    register(&app, "ivanov", "ivanov@example.ru").await;
    let answer = sign_in(&app, "ivanov@example.ru", PASSWORD).send().await;
    assert_eq!(answer.problem(), (401, "bad_credentials".into()));
}

#[tokio::test]
async fn after_five_failures_a_captcha_is_asked_for_before_the_password_is_looked_at() {
    let app = start().await;
    resident(&app, "ivanov").await;
    for at in 0..5 {
        let answer = sign_in(&app, "ivanov", WRONG).from(&format!("192.0.2.{at}")).send().await;
        assert_eq!(answer.problem(), (401, "bad_credentials".into()));
    }
    let right = sign_in(&app, "ivanov", PASSWORD).from("192.0.2.9").send().await;
    assert_eq!(right.problem(), (403, "captcha_required".into()));
    assert_eq!(with_captcha(&app, "ivanov", PASSWORD).await.status, 200);
    assert_eq!(sign_in(&app, "ivanov", PASSWORD).send().await.status, 200, "a success clears");
}

#[tokio::test]
async fn failures_of_an_address_count_whatever_the_names() {
    let app = start().await;
    resident(&app, "ivanov").await;
    for at in 0..5 {
        sign_in(&app, &format!("nobody{at}"), WRONG).from("192.0.2.1").send().await;
    }
    let answer = sign_in(&app, "ivanov", PASSWORD).from("192.0.2.1").send().await;
    assert_eq!(answer.problem(), (403, "captcha_required".into()));
    assert_eq!(sign_in(&app, "ivanov", PASSWORD).from("192.0.2.2").send().await.status, 200);
}

#[tokio::test]
async fn an_account_of_ones_own_does_not_clear_the_address() {
    let app = start().await;
    resident(&app, "ivanov").await;
    for at in 0..4 {
        sign_in(&app, &format!("nobody{at}"), WRONG).from("192.0.2.1").send().await;
    }
    assert_eq!(sign_in(&app, "ivanov", PASSWORD).from("192.0.2.1").send().await.status, 200);
    sign_in(&app, "nobody5", WRONG).from("192.0.2.1").send().await;
    let answer = sign_in(&app, "nobody6", WRONG).from("192.0.2.1").send().await;
    assert_eq!(answer.problem(), (403, "captcha_required".into()));
}

#[tokio::test]
async fn the_captcha_of_a_sign_in_must_be_right_and_is_used_up() {
    let app = start().await;
    resident(&app, "ivanov").await;
    fail(&app, "ivanov", 5).await;
    let mut shown = captcha(&app).await;
    let right = shown["answer"].clone();
    shown["answer"] = json!("00000");
    for _ in 0..2 {
        let body = json!({"login": "ivanov", "password": PASSWORD, "remember": false, "captcha": shown});
        let answer = app.post("/api/auth/login").json(&body).send().await;
        assert_eq!(answer.problem(), (422, "captcha_wrong".into()));
        shown["answer"] = right.clone();
    }
}

#[tokio::test]
async fn from_ten_failures_on_there_is_a_wait_that_doubles() {
    let app = start().await;
    resident(&app, "ivanov").await;
    fail(&app, "ivanov", 10).await;
    for seconds in [30, 60, 120] {
        let answer = with_captcha(&app, "ivanov", PASSWORD).await;
        assert_eq!(answer.problem(), (429, "too_many_requests".into()));
        assert_eq!(answer.header("retry-after"), seconds.to_string());
        app.clock.advance(seconds);
        fail(&app, "ivanov", 1).await;
    }
    app.clock.advance(240);
    assert_eq!(with_captcha(&app, "ivanov", PASSWORD).await.status, 200);
    assert_eq!(sign_in(&app, "ivanov", PASSWORD).send().await.status, 200);
}

#[tokio::test]
async fn a_wait_is_for_the_address_whatever_the_names() {
    let app = start().await;
    resident(&app, "ivanov").await;
    for at in 0..10 {
        fail(&app, &format!("nobody{at}"), 1).await;
    }
    assert_eq!(with_captcha(&app, "ivanov", PASSWORD).await.problem(), (429, "too_many_requests".into()));
}

#[tokio::test]
async fn strangers_cannot_make_the_owner_wait_only_read_a_captcha() {
    let app = start().await;
    resident(&app, "ivanov").await;
    for at in 0..30 {
        let answer = with_captcha_from(&app, &format!("192.0.2.{at}"), "ivanov", WRONG).await;
        assert_eq!(answer.problem(), (401, "bad_credentials".into()), "{at}");
    }
    fail(&app, "ivanov", 10).await;
    assert_eq!(with_captcha(&app, "ivanov", PASSWORD).await.status, 429, "the stranger waits");
    let at_home = "198.51.100.7";
    let bare = sign_in(&app, "ivanov", PASSWORD).from(at_home).send().await;
    assert_eq!(bare.problem(), (403, "captcha_required".into()));
    assert_eq!(with_captcha_from(&app, at_home, "ivanov", PASSWORD).await.status, 200);
}

#[tokio::test]
async fn a_stranger_who_waits_gives_no_place_of_the_name_back() {
    let app = start().await;
    resident(&app, "ivanov").await;
    fail(&app, "ivanov", 10).await;
    for _ in 0..10 {
        assert_eq!(with_captcha(&app, "ivanov", WRONG).await.status, 429);
    }
    let elsewhere = sign_in(&app, "ivanov", PASSWORD).from("198.51.100.7").send().await;
    assert_eq!(elsewhere.problem(), (403, "captcha_required".into()));
}

#[tokio::test]
async fn failures_elsewhere_are_not_forgiven_here() {
    let app = start().await;
    resident(&app, "ivanov").await;
    for at in 0..4 {
        sign_in(&app, "ivanov", WRONG).from("198.51.100.7").send().await;
        sign_in(&app, &format!("nobody{at}"), WRONG).from(HERE).send().await;
    }
    assert_eq!(sign_in(&app, "ivanov", PASSWORD).from(HERE).send().await.status, 200);
    sign_in(&app, "nobody4", WRONG).from(HERE).send().await;
    let answer = sign_in(&app, "nobody5", WRONG).from(HERE).send().await;
    assert_eq!(answer.problem(), (403, "captcha_required".into()));
}

#[tokio::test]
async fn failures_count_in_any_quarter_of_an_hour_and_not_from_the_first_on() {
    let app = start().await;
    resident(&app, "ivanov").await;
    let fail = async |seconds: i64| {
        app.clock.advance(seconds);
        assert_eq!(sign_in(&app, "ivanov", WRONG).send().await.status, 401);
    };
    fail(0).await;
    fail(800).await;
    fail(50).await;
    fail(10).await;
    fail(100).await;
    fail(10).await;
    let answer = sign_in(&app, "ivanov", PASSWORD).send().await;
    assert_eq!(answer.problem(), (403, "captcha_required".into()), "five within 170 seconds");
}

#[tokio::test]
async fn a_sign_in_after_many_failures_is_told_to_the_owner() {
    let app = start().await;
    let user = resident(&app, "ivanov").await;
    fail(&app, "ivanov", 5).await;
    assert_eq!(with_captcha(&app, "ivanov", PASSWORD).await.status, 200);
    let is_told = |content: &Content| matches!(content, Content::SignedInAfterFailures { .. });
    assert!(outbox(&app).await.iter().any(|(to, content)| *to == user.id.to_string() && is_told(content)));
    assert!(trail(&app, &user).await.contains(&"signed_in_after_failures".to_owned()));
}

#[tokio::test]
async fn a_hash_of_old_parameters_is_made_anew_and_the_password_stays() {
    let app = start().await;
    let mut user = resident(&app, "ivanov").await;
    let weak = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8, 1, 1, None).unwrap());
    user.password_hash = weak.hash_password_with_salt(PASSWORD.as_bytes(), &[1; 16]).unwrap().to_string();
    app.table.put(&user).await.unwrap();
    for _ in 0..2 {
        assert_eq!(sign_in(&app, "ivanov", PASSWORD).send().await.status, 200);
        let hash = crate::world::holder(&app, "ivanov").await.unwrap().password_hash;
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
    }
}

#[tokio::test]
async fn a_day_clears() {
    let app = start().await;
    resident(&app, "ivanov").await;
    fail(&app, "ivanov", 12 - 2).await;
    app.clock.advance(86_400);
    assert_eq!(sign_in(&app, "ivanov", PASSWORD).send().await.status, 200);
}

#[tokio::test]
async fn failures_a_quarter_of_an_hour_apart_do_not_add_up() {
    let app = start().await;
    resident(&app, "ivanov").await;
    for _ in 0..8 {
        assert_eq!(sign_in(&app, "ivanov", WRONG).send().await.status, 401);
        app.clock.advance(300);
    }
}

#[tokio::test]
async fn however_many_guess_at_once_no_more_than_five_are_looked_at() {
    let app = start().await;
    resident(&app, "ivanov").await;
    let guesses = (0..20).map(|at| sign_in(&app, "ivanov", WRONG).from(&format!("192.0.2.{at}")).send());
    let answers = futures::future::join_all(guesses).await;
    let looked_at = answers.iter().filter(|answer| answer.status == 401).count();
    assert_eq!(looked_at, 5);
    assert!(answers.iter().all(|answer| [401, 403, 429].contains(&answer.status)));
}

#[tokio::test]
async fn another_site_cannot_sign_a_person_in() {
    let app = start().await;
    resident(&app, "ivanov").await;
    for (header, value, status) in [
        ("sec-fetch-site", "cross-site", 403),
        ("sec-fetch-site", "same-site", 403),
        ("sec-fetch-site", "same-origin", 200),
        ("origin", "https://evil.example", 403),
        ("origin", "null", 403),
        ("origin", "https://lk.example.ru", 200),
    ] {
        let answer = sign_in(&app, "ivanov", PASSWORD).header(header, value).send().await;
        assert_eq!(answer.status, status, "{header}: {value}");
    }
}

#[tokio::test]
async fn fields_of_another_type_are_named() {
    let app = start().await;
    for (field, value) in
        [("login", json!(1)), ("password", json!(null)), ("remember", json!("yes")), ("captcha", json!([]))]
    {
        let mut body = json!({"login": "ivanov", "password": PASSWORD, "remember": false});
        body[field] = value;
        let answer = app.post("/api/auth/login").json(&body).send().await;
        assert_eq!((answer.status, answer.fields()), (422, vec![(field.into(), "wrong_type".into())]));
    }
}
