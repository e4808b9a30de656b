//! What the fields of a registration may hold.

use serde_json::{Value, json};
use testkit::TestApp;

use crate::world::{PASSWORD, form, outbox, send_form, start, start_modern};

/// Registers with one field changed and tells status and faults.
async fn with(app: &TestApp, field: &str, value: Value) -> (u16, Vec<(String, String)>) {
    let mut form = form(app, "ivanov", "ivanov@example.ru").await;
    form[field] = value;
    let answer = send_form(app, &form).await;
    (answer.status, answer.fields())
}

fn fault(field: &str, code: &str) -> (u16, Vec<(String, String)>) {
    (422, vec![(field.into(), code.into())])
}

#[tokio::test]
async fn every_field_at_fault_is_named_at_once() {
    let app = start().await;
    let form = json!({
        "login": "7", "email": "x", "password": "1", "password_confirmation": "2",
        "captcha": {"id": "x", "answer": "y"}, "agreement_version": "1999"
    });
    let answer = send_form(&app, &form).await;
    assert_eq!(answer.problem(), (422, "validation_failed".into()));
    let fields: Vec<String> = answer.fields().into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["login", "email", "password", "password_confirmation", "agreement_version"]);
}

#[tokio::test]
async fn rules_of_login_address_password_and_agreement_are_kept() {
    let app = start().await;
    let long = "a".repeat(10_000);
    let rules = [
        ("login", json!("admin"), "login_reserved"),
        ("login", json!("ivan ov"), "login_malformed"),
        ("login", json!(long), "login_too_long"),
        ("email", json!("a@b.ru\r\nBcc: c@d.ru"), "email_malformed"),
        ("email", json!(format!("{long}@b.ru")), "email_too_long"),
        ("agreement_version", json!("2020-01-01"), "agreement_outdated"),
        ("password_confirmation", json!("дом-358"), "confirmation_differs"),
    ];
    for (field, value, code) in rules {
        assert_eq!(with(&app, field, value).await, fault(field, code), "{field} {code}");
    }
    assert!(outbox(&app).await.is_empty());
}

#[tokio::test]
async fn a_password_follows_the_policy_of_the_deployment() {
    let long = "три слова и ещё одно";
    let password = |text: &str| json!({"password": text, "password_confirmation": text});
    for (app, good, bad, code) in [
        (start().await, PASSWORD, long, "password_length"),
        (start_modern().await, long, PASSWORD, "password_length"),
        (start().await, PASSWORD, "дом 357", "password_characters"),
        (start().await, PASSWORD, "qwerty123", "password_common"),
        (start().await, PASSWORD, "ivanov", "password_is_login"),
    ] {
        for (text, expected) in [(bad, fault("password", code)), (good, (202, Vec::new()))] {
            let mut form = form(&app, "ivanov", "ivanov@example.ru").await;
            form["password"] = password(text)["password"].clone();
            form["password_confirmation"] = password(text)["password_confirmation"].clone();
            let answer = send_form(&app, &form).await;
            assert_eq!((answer.status, answer.fields()), expected, "{text}");
        }
    }
}

#[tokio::test]
async fn a_field_that_is_missing_unknown_or_of_another_type_is_named() {
    let app = start().await;
    assert_eq!(with(&app, "login", json!(7)).await, fault("login", "wrong_type"));
    assert_eq!(with(&app, "login", json!(["a"])).await, fault("login", "wrong_type"));
    assert_eq!(with(&app, "login", json!(null)).await, fault("login", "wrong_type"));
    assert_eq!(with(&app, "admin", json!(true)).await, fault("admin", "unknown_field"));
    let mut form = form(&app, "ivanov", "ivanov@example.ru").await;
    form.as_object_mut().unwrap().remove("email");
    assert_eq!(send_form(&app, &form).await.fields(), [("email".into(), "required".into())]);
}

#[tokio::test]
async fn a_broken_body_is_400_and_a_foreign_type_415() {
    let app = start().await;
    let raw = |media, body: &str| app.post("/api/auth/register").raw(media, body);
    assert_eq!(raw("application/json", "{").send().await.problem(), (400, "malformed_body".into()));
    assert_eq!(raw("application/json", "{\"a\":1,\"a\":2}").send().await.problem(), (400, "duplicate_key".into()));
    assert_eq!(raw("text/plain", "{}").send().await.problem(), (415, "unsupported_media_type".into()));
    let huge = "x".repeat(1024 * 1024 + 1);
    assert_eq!(raw("application/json", &huge).send().await.problem(), (413, "body_too_large".into()));
}
