use domain::UserId;
use futures::future::join_all;
use serde_json::{Value, json};
use table::entities::erasure::Erasure;
use table::entities::rating::RatingShard;
use table::{Batch, keys};
use testkit::{Answer, TestApp, samples};

async fn app() -> TestApp {
    TestApp::start(news::router).await
}

async fn vote(app: &TestApp, user: &UserId, body: &Value) -> Answer {
    app.put("/api/rating").bearer(&app.token(user)).json(body).send().await
}

async fn give(app: &TestApp, seed: u8, grade: &str) -> Value {
    let answer = vote(app, &samples::user_id(seed), &json!({ "grade": grade })).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()
}

fn results(counts: [u64; 4], mine: &Value) -> Value {
    let [excellent, good, satisfactory, poor] = counts;
    json!({
        "counts": {"excellent": excellent, "good": good, "satisfactory": satisfactory, "poor": poor},
        "total": counts.iter().sum::<u64>(), "mine": mine
    })
}

#[tokio::test]
async fn anybody_sees_the_results_and_nobody_else_s_voice() {
    let app = app().await;
    assert_eq!(app.get("/api/rating").send().await.json(), results([0; 4], &Value::Null));
    give(&app, 1, "good").await;
    assert_eq!(app.get("/api/rating").send().await.json(), results([0, 1, 0, 0], &Value::Null));
    let other = app.get("/api/rating").bearer(&app.token(&samples::user_id(2))).send().await;
    assert_eq!(other.json(), results([0, 1, 0, 0], &Value::Null));
}

#[tokio::test]
async fn a_person_has_one_voice_and_may_change_it() {
    let app = app().await;
    assert_eq!(give(&app, 1, "poor").await, results([0, 0, 0, 1], &json!("poor")));
    assert_eq!(give(&app, 1, "poor").await, results([0, 0, 0, 1], &json!("poor")));
    assert_eq!(give(&app, 1, "excellent").await, results([1, 0, 0, 0], &json!("excellent")));
    assert_eq!(give(&app, 2, "satisfactory").await, results([1, 0, 1, 0], &json!("satisfactory")));
    let mine = app.get("/api/rating").bearer(&app.token(&samples::user_id(1))).send().await;
    assert_eq!(mine.json()["mine"], "excellent");
}

#[tokio::test]
async fn many_at_once_are_all_counted_in_several_places() {
    let app = app().await;
    join_all((0..40).map(|seed| give(&app, seed, ["excellent", "good"][usize::from(seed % 2)]))).await;
    assert_eq!(app.get("/api/rating").send().await.json(), results([20, 20, 0, 0], &Value::Null));
    let mut found = app.table.batch(RatingShard::all(Batch::consistent())).await.unwrap();
    let used = (0..keys::RATING_SHARDS).filter(|shard| found.contains(&keys::rating(*shard))).count();
    assert!(used >= 4, "{used}");
    assert_eq!(RatingShard::sum(&mut found).unwrap().total(), 40);
}

#[tokio::test]
async fn one_person_in_many_windows_has_one_voice() {
    let app = app().await;
    let grades = ["excellent", "good", "satisfactory", "poor"];
    let voices = (0..12).map(|window| {
        let app = &app;
        async move { vote(app, &samples::user_id(1), &json!({ "grade": grades[window % 4] })).await.status }
    });
    for status in join_all(voices).await {
        assert!(status == 200 || status == 503, "{status}");
    }
    assert_eq!(app.get("/api/rating").send().await.json()["total"], 1);
}

#[tokio::test]
async fn who_is_erased_leaves_the_count_as_it_is() {
    let app = app().await;
    give(&app, 1, "good").await;
    app.table.erase_rest(&samples::user_id(1)).await.unwrap();
    app.table.put(&Erasure { user: samples::user_id(1), at: app.clock.now() }).await.unwrap();
    assert_eq!(app.get("/api/rating").send().await.json(), results([0, 1, 0, 0], &Value::Null));
    let late = vote(&app, &samples::user_id(1), &json!({"grade": "poor"})).await;
    assert_eq!(late.problem(), (401, "unauthorized".to_owned()));
    assert_eq!(app.get("/api/rating").send().await.json(), results([0, 1, 0, 0], &Value::Null));
}

#[tokio::test]
async fn what_is_no_voice_is_refused() {
    let app = app().await;
    let user = samples::user_id(1);
    for body in [json!({}), json!({"grade": "great"}), json!({"grade": 5}), json!({"grade": null}), json!([])] {
        assert_eq!(vote(&app, &user, &body).await.problem(), (422, "validation_failed".to_owned()), "{body}");
    }
    let more = vote(&app, &user, &json!({"grade": "good", "x": 1})).await;
    assert_eq!(more.fields(), [("x".to_owned(), "unknown_field".to_owned())]);
    let twice =
        app.put("/api/rating").bearer(&app.token(&user)).raw("application/json", r#"{"grade":"good","grade":"poor"}"#);
    assert_eq!(twice.send().await.problem(), (400, "duplicate_key".to_owned()));
    let stranger = app.put("/api/rating").json(&json!({"grade": "good"})).send().await;
    assert_eq!(stranger.problem(), (401, "unauthorized".to_owned()));
    let forged = app.get("/api/rating").bearer("nobody").send().await;
    assert_eq!(forged.problem(), (401, "unauthorized".to_owned()));
}
