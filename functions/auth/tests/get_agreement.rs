use crate::world::start;

#[tokio::test]
async fn the_agreement_tells_its_version_and_text() {
    let answer = start().await.get("/api/auth/agreement").send().await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["version"], auth::AGREEMENT_VERSION);
    let html = answer.json()["html"].as_str().unwrap().to_owned();
    assert!(html.contains("152-ФЗ") && !html.contains("<script"), "{html}");
}
