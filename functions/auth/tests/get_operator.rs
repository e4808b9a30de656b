use http::OperatorContacts;
use serde_json::json;
use testkit::TestApp;

#[tokio::test]
async fn anybody_learns_whom_to_turn_to() {
    let app = TestApp::start_with(auth::router, |settings| {
        let (name, phone) = (Some("ООО «РЦ»".to_owned()), Some("+7 845 200-00-00".to_owned()));
        settings.operator = OperatorContacts { name, phone, ..OperatorContacts::default() };
    });
    let answer = app.await.get("/api/operator").send().await;
    let told = json!({"name": "ООО «РЦ»", "address": null, "phone": "+7 845 200-00-00", "email": null});
    assert_eq!((answer.status, answer.json()), (200, told));
    assert_eq!(answer.header("cache-control"), "public, max-age=3600");
}
