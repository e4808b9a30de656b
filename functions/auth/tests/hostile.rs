//! Every route with a body, with everything that people and programs send who mean no good.

use serde_json::{Value, json};
use testkit::{Answer, TestApp, hostile};

use crate::world::{PASSWORD, SignedIn, signed_in, start};

/// The routes with a body, each with a good one; `true` where a token is needed.
fn routes() -> Vec<(&'static str, &'static str, bool, Value)> {
    let captcha = json!({"id": "0".repeat(26), "answer": "ACH47"});
    vec![
        (
            "POST",
            "/api/auth/register",
            false,
            json!({
                "login": "petrov", "email": "petrov@example.ru", "password": PASSWORD,
                "password_confirmation": PASSWORD, "captcha": captcha, "agreement_version": auth::AGREEMENT_VERSION
            }),
        ),
        ("POST", "/api/auth/activation", false, json!({"token": "0".repeat(77)})),
        ("POST", "/api/auth/activation/resend", false, json!({"email": "a@example.ru", "captcha": captcha})),
        ("POST", "/api/auth/login", false, json!({"login": "petrov", "password": PASSWORD, "remember": false})),
        ("POST", "/api/auth/password/forgot", false, json!({"login_or_email": "petrov", "captcha": captcha})),
        (
            "POST",
            "/api/auth/password/reset",
            false,
            json!({"token": "0".repeat(77), "password": PASSWORD, "password_confirmation": PASSWORD}),
        ),
        ("PATCH", "/api/profile", true, json!({"email": "b@example.ru", "password": "дом-358"})),
        (
            "POST",
            "/api/profile/password",
            true,
            json!({"current": "дом-358", "password": PASSWORD, "password_confirmation": PASSWORD}),
        ),
        ("POST", "/api/profile/agreement", true, json!({"version": auth::AGREEMENT_VERSION})),
        ("POST", "/api/profile/email", false, json!({"token": "0".repeat(77)})),
        ("DELETE", "/api/profile", true, json!({"password": "дом-358"})),
    ]
}

fn call(app: &TestApp, here: &SignedIn, method: &str, path: &str, needs_token: bool) -> testkit::Call {
    let call = match method {
        "PATCH" => app.patch(path),
        "DELETE" => app.delete(path),
        _ => app.post(path),
    };
    // A network may ask for less than all that is tried here.
    let call = call.from("127.0.0.1");
    if needs_token { call.bearer(&here.token) } else { call }
}

/// All texts of a body, those inside too.
fn texts(body: &Value, at: &str) -> Vec<String> {
    let fields = body.as_object().into_iter().flatten();
    let inside = fields.flat_map(|(name, value)| match value {
        Value::Object(_) => texts(value, &format!("{at}/{name}")),
        Value::String(_) => vec![format!("{at}/{name}")],
        _ => Vec::new(),
    });
    inside.collect()
}

#[tokio::test]
async fn no_text_in_any_field_is_more_than_refused_or_taken_as_it_is() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    for (method, path, needs_token, good) in routes() {
        for field in texts(&good, "") {
            for text in hostile::TEXTS.map(str::to_owned).into_iter().chain([hostile::long()]) {
                let mut body = good.clone();
                *body.pointer_mut(&field).unwrap() = json!(text);
                let answer: Answer = call(&app, &here, method, path, needs_token).json(&body).send().await;
                hostile::assert_proper(&answer, &text);
            }
        }
    }
}

#[tokio::test]
async fn a_value_of_another_type_is_named_with_its_field() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    for (method, path, needs_token, good) in routes() {
        for field in texts(&good, "") {
            for value in hostile::other_types().into_iter().filter(|value| !value.is_null()) {
                let mut body = good.clone();
                *body.pointer_mut(&field).unwrap() = value;
                let answer: Answer = call(&app, &here, method, path, needs_token).json(&body).send().await;
                let named = vec![(field[1..].replace('/', "."), "wrong_type".to_owned())];
                assert_eq!((answer.status, answer.fields()), (422, named), "{path}");
            }
        }
    }
}

/// All fields of a body, those inside too.
fn fields(body: &Value, at: &str) -> Vec<String> {
    let fields = body.as_object().into_iter().flatten();
    fields
        .flat_map(|(name, value)| {
            let path = format!("{at}/{name}");
            let inside = fields_of(value, &path);
            inside.into_iter().chain([path])
        })
        .collect()
}

fn fields_of(value: &Value, at: &str) -> Vec<String> {
    if value.is_object() { fields(value, at) } else { Vec::new() }
}

#[tokio::test]
async fn null_is_no_value_wherever_one_is_needed() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    for (method, path, needs_token, good) in routes() {
        for field in fields(&good, "") {
            let mut body = good.clone();
            *body.pointer_mut(&field).unwrap() = json!(null);
            let answer: Answer = call(&app, &here, method, path, needs_token).json(&body).send().await;
            let named: Vec<String> = answer.fields().into_iter().map(|(name, _)| name).collect();
            let expected = match (path, field.as_str()) {
                // What is left out of a change stays.
                ("/api/profile", "/email") if method == "PATCH" => (200, vec![]),
                _ => (422, vec![field[1..].replace('/', ".")]),
            };
            assert_eq!((answer.status, named), expected, "{method} {path} {field}");
        }
    }
}

#[tokio::test]
async fn a_body_that_does_not_read_is_refused_by_every_route() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    for (method, path, needs_token, _) in routes() {
        for (body, status) in hostile::bodies() {
            let length = body.len();
            let answer = call(&app, &here, method, path, needs_token).raw("application/json", body).send().await;
            assert_eq!(answer.status, status, "{path} with {length} bytes");
        }
        let other = call(&app, &here, method, path, needs_token).raw("text/plain", "{}").send().await;
        assert_eq!(other.problem(), (415, "unsupported_media_type".into()), "{path}");
    }
}

#[tokio::test]
async fn an_unknown_field_is_named_by_every_route() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    for (method, path, needs_token, good) in routes() {
        let mut body = good;
        body["is_admin"] = json!(true);
        let answer = call(&app, &here, method, path, needs_token).json(&body).send().await;
        assert_eq!(
            (answer.status, answer.fields()),
            (422, vec![("is_admin".into(), "unknown_field".into())]),
            "{path}"
        );
    }
}

#[tokio::test]
async fn a_route_that_needs_a_token_says_so_before_it_reads_the_body() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    for (method, path, needs_token, _) in routes().into_iter().filter(|(_, _, needs_token, _)| *needs_token) {
        let bare = call(&app, &here, method, path, !needs_token).raw("text/plain", "{").send().await;
        assert_eq!(bare.problem(), (401, "unauthorized".into()), "{path}");
    }
}
