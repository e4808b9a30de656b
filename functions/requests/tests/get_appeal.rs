use crate::world::{appeals, begun, home, ivanov, petrova, post, seen};

#[tokio::test]
async fn a_thread_is_read_in_one_round_trip() {
    let app = home().await;
    let appeal = begun(&app, "1").await;
    let answer = seen(&app, &ivanov(), &appeal).await;
    assert_eq!((answer.status, answer.usage.round_trips), (200, 1));
}

#[tokio::test]
async fn a_neighbour_finds_no_thread_at_any_of_its_routes() {
    let app = home().await;
    let appeal = begun(&app, "1").await;
    assert_eq!(seen(&app, &petrova(), &appeal).await.problem(), (404, "not_found".into()));
    for route in ["messages", "close", "reopen", "read"] {
        let path = appeals(&format!("/{appeal}/{route}"));
        let call = app.post(&path).bearer(&app.token(&petrova())).json(&serde_json::json!({}));
        assert_eq!(call.send().await.problem(), (404, "not_found".into()), "{route}");
    }
    let rating = app.put(&appeals(&format!("/{appeal}/rating"))).bearer(&app.token(&petrova()));
    assert_eq!(rating.json(&serde_json::json!({})).send().await.problem(), (404, "not_found".into()));
}

#[tokio::test]
async fn what_is_no_id_is_not_there() {
    let app = home().await;
    for id in ["1", "%00", "..%2f", &"0".repeat(48)] {
        assert_eq!(seen(&app, &ivanov(), id).await.status, 404, "{id}");
        assert_eq!(post(&app, &format!("/{id}/close")).await.status, 404, "{id}");
    }
}
