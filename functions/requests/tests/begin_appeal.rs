use domain::appeal::MessageText;
use serde_json::{Value, json};
use testkit::{TestApp, samples};

use crate::world::{account, appeals, beginning, begun, home, ivanov, leak, petrova, seen};

async fn refused_field(change: impl FnOnce(&mut Value)) -> (u16, Vec<(String, String)>) {
    let app = home().await;
    let mut body = leak();
    change(&mut body);
    let answer = beginning(&app, "1").json(&body).send().await;
    (answer.status, answer.fields())
}

fn field(name: &str, code: &str) -> (u16, Vec<(String, String)>) {
    (422, vec![(name.to_owned(), code.to_owned())])
}

#[tokio::test]
async fn what_was_written_is_there() {
    let app = home().await;
    let answer = beginning(&app, "1").json(&leak()).send().await;
    let begun = answer.json();
    assert_eq!((answer.status, &begun["status"], &begun["topic"]), (201, &json!("new"), &json!("Течёт кран")));
    assert_eq!(begun["contact"], json!({"email": "ivanov@example.ru"}));
    assert_eq!(begun["thread"][0]["text"], "На кухне.\nСрочно.");
    assert_eq!(begun["thread"][0]["author"], "resident");
    assert_eq!(seen(&app, &ivanov(), begun["id"].as_str().unwrap()).await.json(), begun);
}

#[tokio::test]
async fn a_double_tap_makes_one_appeal() {
    let app = home().await;
    let body = leak();
    let (one, other) =
        tokio::join!(beginning(&app, "tap").json(&body).send(), beginning(&app, "tap").json(&body).send());
    assert_eq!((one.status, other.status), (201, 201));
    assert_eq!(one.json(), other.json());
    assert_eq!(beginning(&app, "tap").json(&leak()).send().await.json(), one.json());
    let list = app.get(&appeals("")).bearer(&app.token(&ivanov())).send().await;
    assert_eq!(list.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn other_words_under_the_same_key_are_refused() {
    let app = home().await;
    begun(&app, "1").await;
    let mut other = leak();
    other["text"] = json!("Другое.");
    let answer = beginning(&app, "1").json(&other).send().await;
    assert_eq!(answer.problem(), (409, "idempotency_key_reused".into()));
}

#[tokio::test]
async fn the_same_key_of_a_neighbour_is_another_call() {
    let app = home().await;
    let mine = begun(&app, "1").await;
    let call = app.post(&appeals("")).bearer(&app.token(&petrova())).header("idempotency-key", "1");
    let theirs = call.json(&leak()).send().await.json();
    assert_ne!(theirs["id"], json!(mine));
}

#[tokio::test]
async fn without_a_key_every_call_is_a_new_appeal_and_a_bad_key_is_refused() {
    let app = home().await;
    let call = || app.post(&appeals("")).bearer(&app.token(&ivanov())).json(&leak());
    let (one, other) = (call().send().await, call().send().await);
    assert_eq!((one.status, other.status), (201, 201));
    assert_ne!(one.json()["id"], other.json()["id"]);
    let answer = call().header("idempotency-key", "").send().await;
    assert_eq!(answer.problem(), (400, "idempotency_key_required".into()));
}

#[tokio::test]
async fn the_eleventh_of_a_day_waits_until_the_day_is_over() {
    let app = home().await;
    for key in 0..10 {
        begun(&app, &key.to_string()).await;
    }
    let answer = beginning(&app, "11").json(&leak()).send().await;
    assert_eq!(answer.problem(), (429, "too_many_requests".into()));
    assert_eq!(answer.header("retry-after"), "86400");
    // A repetition of what was sent is no further one.
    assert_eq!(beginning(&app, "3").json(&leak()).send().await.status, 201);
    app.clock.advance(24 * 3600);
    assert_eq!(beginning(&app, "11").json(&leak()).send().await.status, 201);
}

#[tokio::test]
async fn an_answer_needs_somewhere_to_go() {
    assert_eq!(refused_field(|body| body["contact"] = json!({})).await, field("contact", "contact_required"));
    assert_eq!(
        refused_field(|body| body["contact"] = json!({"email": "a"})).await,
        field("contact.email", "email_malformed")
    );
    assert_eq!(
        refused_field(|body| body["contact"] = json!({"phone": "1"})).await,
        field("contact.phone", "phone_malformed")
    );
    assert_eq!(
        refused_field(|body| drop(body.as_object_mut().unwrap().remove("contact"))).await,
        field("contact", "required")
    );
}

#[tokio::test]
async fn words_have_limits() {
    assert_eq!(refused_field(|body| body["topic"] = json!("т".repeat(121))).await, field("topic", "too_long"));
    assert_eq!(
        refused_field(|body| body["text"] = json!("т".repeat(MessageText::LONGEST + 1))).await,
        field("text", "too_long")
    );
    assert_eq!(refused_field(|body| body["text"] = json!("\u{200b}")).await, field("text", "required"));
    assert_eq!(refused_field(|body| body["text"] = json!("a\0")).await, field("text", "control_characters"));
    assert_eq!(refused_field(|body| body["status"] = json!("closed")).await, field("status", "unknown_field"));
}

#[tokio::test]
async fn markup_and_templates_stay_words() {
    let app = home().await;
    let mut body = leak();
    body["text"] = json!("<script>alert(1)</script> {{7*7}} =HYPERLINK() ../#|");
    let begun = beginning(&app, "1").json(&body).send().await.json();
    assert_eq!(begun["thread"][0]["text"], body["text"]);
}

#[tokio::test]
async fn somebody_elses_account_is_not_there_whatever_is_sent() {
    let app = home().await;
    app.account("100200301").await;
    let path = format!("/api/accounts/{}/appeals", samples::account_id("100200301"));
    for body in [leak(), json!({"nonsense": 1})] {
        let answer = app.post(&path).bearer(&app.token(&ivanov())).json(&body).send().await;
        assert_eq!(answer.problem(), (404, "not_found".into()));
    }
    let doubled = r#"{"topic":"a","topic":"b"}"#;
    let call = beginning(&app, "1").raw("application/json", doubled);
    assert_eq!(call.send().await.problem(), (400, "duplicate_key".into()));
    assert_eq!(app.post(&appeals("")).json(&leak()).send().await.problem(), (401, "unauthorized".into()));
}

#[tokio::test]
async fn who_was_erased_writes_nothing_more() {
    let app: TestApp = home().await;
    let erased = table::entities::erasure::Erasure { user: ivanov(), at: app.clock.now() };
    app.table.put(&erased).await.unwrap();
    assert_eq!(beginning(&app, "1").json(&leak()).send().await.problem(), (401, "unauthorized".into()));
    let list = table::entities::appeal::AppealsOf { user: &ivanov(), account: &account() };
    assert!(app.table.query_all(&list).await.unwrap().is_empty());
}
