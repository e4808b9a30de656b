use crate::world::{start, start_modern};

#[tokio::test]
async fn the_agreement_tells_its_version_and_text() {
    let answer = start().await.get("/api/auth/agreement").send().await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["version"], auth::AGREEMENT_VERSION);
    let html = answer.json()["html"].as_str().unwrap().to_owned();
    assert!(html.contains("152-ФЗ") && !html.contains("<script"), "{html}");
}

#[tokio::test]
async fn the_rule_of_passwords_is_the_one_of_the_deployment() {
    for (app, policy) in [(start().await, "historic"), (start_modern().await, "modern")] {
        assert_eq!(app.get("/api/auth/agreement").send().await.json()["password_policy"], policy);
    }
}
