use serde_json::{Value, json};
use testkit::{Answer, TestApp};

use crate::world::{answered, appeals, begun, home, ivanov, petrova};

async fn read(app: &TestApp, appeal: &str, body: &Value) -> Answer {
    app.post(&appeals(&format!("/{appeal}/read"))).bearer(&app.token(&ivanov())).json(body).send().await
}

async fn unread(app: &TestApp) -> Value {
    app.get(&appeals("/unread")).bearer(&app.token(&ivanov())).send().await.json()["unread"].clone()
}

#[tokio::test]
async fn what_was_read_is_unread_no_more_however_often_it_is_said() {
    let app = home().await;
    let appeal = begun(&app, "1").await;
    answered(&app, &appeal).await;
    let body = json!({"answers": 1});
    let (one, other) = tokio::join!(read(&app, &appeal, &body), read(&app, &appeal, &body));
    assert_eq!((one.status, other.status, read(&app, &appeal, &body).await.status), (204, 204, 204));
    assert_eq!(unread(&app).await, 0);
}

#[tokio::test]
async fn an_answer_that_came_after_the_page_stays_unread() {
    let app = home().await;
    let appeal = begun(&app, "1").await;
    answered(&app, &appeal).await;
    assert_eq!((read(&app, &appeal, &json!({"answers": 0})).await.status, unread(&app).await), (204, json!(1)));
    assert_eq!((read(&app, &appeal, &json!({"answers": 1})).await.status, unread(&app).await), (204, json!(0)));
}

#[tokio::test]
async fn how_far_it_was_read_is_said_by_who_may_read_it() {
    let app = home().await;
    let appeal = begun(&app, "1").await;
    for (body, field) in
        [(json!({}), "answers"), (json!({"answers": -1}), "answers"), (json!({"answers": 1, "x": 1}), "x")]
    {
        let answer = read(&app, &appeal, &body).await;
        assert_eq!((answer.status, answer.fields()[0].0.as_str()), (422, field), "{body}");
    }
    let path = appeals(&format!("/{appeal}/read"));
    let foreign = app.post(&path).bearer(&app.token(&petrova())).json(&json!({"answers": "x"})).send().await;
    assert_eq!(foreign.problem(), (404, "not_found".into()));
}
