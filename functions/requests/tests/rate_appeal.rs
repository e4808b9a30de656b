use serde_json::json;

use crate::world::{answered, begun, home, rate};

#[tokio::test]
async fn an_answer_is_rated_and_the_rating_can_change() {
    let app = home().await;
    let appeal = begun(&app, "1").await;
    let unanswered = rate(&app, &appeal, &json!({"rating": "helped"})).await;
    assert_eq!(unanswered.problem(), (409, "appeal_not_answered".into()));
    answered(&app, &appeal).await;
    for rating in ["helped", "not_helped"] {
        let rated = rate(&app, &appeal, &json!({"rating": rating})).await;
        assert_eq!((rated.status, &rated.json()["rating"]), (200, &json!(rating)));
    }
}

#[tokio::test]
async fn an_answer_that_came_after_the_page_is_not_rated() {
    let app = home().await;
    let appeal = begun(&app, "1").await;
    answered(&app, &appeal).await;
    let seen = rate(&app, &appeal, &json!({"rating": "not_helped", "answers": 1})).await;
    assert_eq!((seen.status, &seen.json()["rating"]), (200, &json!("not_helped")));
    answered(&app, &appeal).await;
    let unseen = rate(&app, &appeal, &json!({"rating": "not_helped", "answers": 1})).await;
    assert_eq!(unseen.problem(), (409, "appeal_answered_anew".into()));
    assert_eq!(rate(&app, &appeal, &json!({"rating": "helped", "answers": 2})).await.status, 200);
}

#[tokio::test]
async fn another_word_is_no_rating() {
    let app = home().await;
    let appeal = begun(&app, "1").await;
    let answer = rate(&app, &appeal, &json!({"rating": "5"})).await;
    assert_eq!(answer.fields(), [("rating".into(), "unknown_value".into())]);
}
