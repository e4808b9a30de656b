use serde_json::json;

use crate::world::{answered, appeals, begun, home, ivanov, petrova};

#[tokio::test]
async fn the_newest_comes_first_page_by_page_in_one_round_trip() {
    let app = home().await;
    let mut ids = Vec::new();
    for key in 0..3 {
        app.clock.advance(1);
        ids.insert(0, begun(&app, &key.to_string()).await);
    }
    let first = app.get(&appeals("?limit=2")).bearer(&app.token(&ivanov())).send().await;
    let shown = |page: &serde_json::Value| -> Vec<String> {
        page["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(shown(&first.json()), ids[..2]);
    assert_eq!(first.usage.round_trips, 1);
    let cursor = first.json()["next_cursor"].as_str().unwrap().to_owned();
    let rest = app.get(&appeals(&format!("?cursor={cursor}"))).bearer(&app.token(&ivanov())).send().await.json();
    assert_eq!((shown(&rest), &rest["next_cursor"]), (ids[2..].to_vec(), &json!(null)));
}

#[tokio::test]
async fn a_neighbour_of_the_same_account_sees_nothing_of_it() {
    let app = home().await;
    begun(&app, "1").await;
    let list = app.get(&appeals("")).bearer(&app.token(&petrova())).send().await;
    assert_eq!((list.status, &list.json()["items"]), (200, &json!([])));
}

#[tokio::test]
async fn an_unread_answer_is_marked_and_counted() {
    let app = home().await;
    let appeal = begun(&app, "1").await;
    begun(&app, "2").await;
    answered(&app, &appeal).await;
    let list = app.get(&appeals("")).bearer(&app.token(&ivanov())).send().await.json();
    let marks: Vec<_> = list["items"].as_array().unwrap().iter().map(|item| item["unread"] == true).collect();
    assert_eq!(marks.iter().filter(|mark| **mark).count(), 1);
    let count = app.get(&appeals("/unread")).bearer(&app.token(&ivanov())).send().await;
    assert_eq!((count.json(), count.usage.round_trips), (json!({"unread": 1}), 1));
    let theirs = app.get(&appeals("/unread")).bearer(&app.token(&petrova())).send().await;
    assert_eq!(theirs.json(), json!({"unread": 0}));
}

#[tokio::test]
async fn a_cursor_of_another_list_is_refused() {
    let app = home().await;
    let answer = app.get(&appeals("?cursor=AAAA")).bearer(&app.token(&ivanov())).send().await;
    assert_eq!(answer.problem(), (400, "cursor_invalid".into()));
}
