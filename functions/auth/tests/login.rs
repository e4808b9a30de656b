use std::time::Duration;

use argon2::password_hash::PasswordHasher as _;
use argon2::{Algorithm, Argon2, Params, Version};
use serde_json::json;
use testkit::{Answer, Fault, FaultProxy, TestApp};

use crate::world::{PASSWORD, WRONG_PASSWORD, holder, register, resident, sign_in, signed_in, start};

#[tokio::test]
async fn a_person_signs_in_with_login_or_address_in_any_case() {
    let app = start().await;
    let user = resident(&app, "Ivanov").await;
    for name in ["Ivanov", "iVANOV", "person@example.ru", "PERSON@Example.RU", " Ivanov "] {
        let answer = sign_in(&app, name, PASSWORD).send().await;
        assert_eq!(answer.status, 200, "{name}");
        let grant = answer.json();
        assert_eq!((grant["token_type"].as_str(), grant["expires_in"].as_i64()), (Some("Bearer"), Some(540)));
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
    let wrong = sign_in(&app, "ivanov", WRONG_PASSWORD).from("192.0.2.1").send().await;
    assert_eq!(wrong.problem(), (401, "bad_credentials".into()));
    let names =
        ["nobody", "nobody@example.ru", "", " ", "{{7*7}}", "a#b", "\0", "ivan\u{202e}", "x@", &"я".repeat(10_000)];
    for (at, name) in names.into_iter().enumerate() {
        let answer = sign_in(&app, name, WRONG_PASSWORD).from(&format!("192.0.2.{}", at + 2)).send().await;
        assert_eq!((answer.status, &answer.body), (wrong.status, &wrong.body), "{name:.20}");
        let units = |answer: &Answer| (answer.usage.read_units.to_bits(), answer.usage.write_units.to_bits());
        assert_eq!(units(&answer), units(&wrong), "{name:.20}");
    }
}

#[tokio::test]
async fn a_new_system_knows_nobody() {
    let app = start().await;
    for (at, name) in ["admin", "administrator", "root", "sa", "test", "оператор"].into_iter().enumerate() {
        for password in ["", name, "admin", "password"] {
            let answer = sign_in(&app, name, password).from(&format!("192.0.2.{at}")).send().await;
            assert_eq!(answer.problem(), (401, "bad_credentials".into()), "{name} {password}");
        }
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
    assert_eq!(sign_in(&app, "ivanov", WRONG_PASSWORD).send().await.problem(), (401, "bad_credentials".into()));
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
async fn a_hash_of_old_parameters_is_made_anew_and_the_password_stays() {
    let app = start().await;
    let mut user = resident(&app, "ivanov").await;
    let weak = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(8, 1, 1, None).unwrap());
    user.password_hash = weak.hash_password_with_salt(PASSWORD.as_bytes(), &[1; 16]).unwrap().to_string();
    app.table.put(&user).await.unwrap();
    for _ in 0..2 {
        assert_eq!(sign_in(&app, "ivanov", PASSWORD).send().await.status, 200);
        let hash = holder(&app, "ivanov").await.unwrap().password_hash;
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
    }
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

#[tokio::test]
async fn a_right_password_is_not_called_wrong_because_the_sessions_change_in_the_same_moment() {
    let (app, proxy) = (start().await, FaultProxy::start().await);
    let here = signed_in(&app, "ivanov").await;
    let slow = app.behind(&proxy.endpoint, auth::router);
    proxy.plan("TransactWriteItems", Fault::Delay(Duration::from_millis(1500)), 1);
    let change = async {
        proxy.begun().await;
        app.delete("/api/auth/sessions").bearer(&here.token).send().await
    };
    let (entering, changed) = tokio::join!(sign_in(&slow, "ivanov", PASSWORD).send(), change);
    assert_eq!(changed.status, 204);
    assert_eq!((entering.problem(), entering.header("retry-after")), ((503, "unavailable".into()), "1"));
    assert_eq!(sign_in(&app, "ivanov", PASSWORD).send().await.status, 200);
}
