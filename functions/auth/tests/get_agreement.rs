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

#[tokio::test]
async fn a_version_that_was_accepted_before_can_still_be_read() {
    let app = start().await;
    let now = app.get("/api/auth/agreement").send().await.json();
    let versions: Vec<&str> =
        now["versions"].as_array().unwrap().iter().map(|version| version.as_str().unwrap()).collect();
    assert!(versions.len() > 1 && versions[0] == auth::AGREEMENT_VERSION, "{versions:?}");
    for version in &versions[1..] {
        let then = app.get(&format!("/api/auth/agreement?version={version}")).send().await.json();
        assert_eq!((&then["version"], &then["versions"]), (&(*version).into(), &now["versions"]));
        assert_ne!(then["html"], now["html"]);
    }
}

#[tokio::test]
async fn a_version_that_never_was_is_not_there() {
    let app = start().await;
    for version in ["2025-01-01", "", "..%2f", "2026-10-01%20"] {
        let answer = app.get(&format!("/api/auth/agreement?version={version}")).send().await;
        assert_eq!(answer.problem(), (404, "not_found".to_owned()), "{version}");
    }
    for query in ["version=%ff", "version=a&version=b", "other=1"] {
        let answer = app.get(&format!("/api/auth/agreement?{query}")).send().await;
        assert_eq!(answer.problem(), (400, "malformed_query".to_owned()), "{query}");
    }
}
