use serde_json::json;

use crate::world::{answered, appeals, begun, home, ivanov, post};

#[tokio::test]
async fn what_was_read_is_unread_no_more_however_often_it_is_said() {
    let app = home().await;
    let appeal = begun(&app, "1").await;
    answered(&app, &appeal).await;
    let path = format!("/{appeal}/read");
    let (one, other) = tokio::join!(post(&app, &path), post(&app, &path));
    assert_eq!((one.status, other.status, post(&app, &path).await.status), (204, 204, 204));
    let count = app.get(&appeals("/unread")).bearer(&app.token(&ivanov())).send().await;
    assert_eq!(count.json(), json!({"unread": 0}));
}
