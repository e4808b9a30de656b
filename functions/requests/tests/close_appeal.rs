use crate::world::{begun, home, post};

#[tokio::test]
async fn closing_twice_is_closing_once() {
    let app = home().await;
    let appeal = begun(&app, "1").await;
    let first = post(&app, &format!("/{appeal}/close")).await.json();
    app.clock.advance(9);
    let second = post(&app, &format!("/{appeal}/close")).await.json();
    assert_eq!((&first["status"], &first), (&serde_json::json!("closed"), &second));
}
