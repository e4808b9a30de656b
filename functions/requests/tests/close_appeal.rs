use serde_json::json;
use testkit::TestApp;

use crate::world::{answered, begun, home, post, rate};

#[tokio::test]
async fn closing_twice_is_closing_once() {
    let app = home().await;
    let appeal = begun(&app, "1").await;
    let first = post(&app, &format!("/{appeal}/close")).await.json();
    app.clock.advance(9);
    let second = post(&app, &format!("/{appeal}/close")).await.json();
    assert_eq!((&first["status"], &first), (&json!("closed"), &second));
}

/// Closes and opens the appeal again, so many times.
async fn toggled(app: &TestApp, appeal: &str, times: u32) {
    for round in 0..times {
        assert_eq!(post(app, &format!("/{appeal}/close")).await.status, 200, "{round}");
        assert_eq!(post(app, &format!("/{appeal}/reopen")).await.status, 200, "{round}");
    }
}

#[tokio::test]
async fn a_hundred_changes_a_day_are_enough_in_all_appeals_together() {
    let app = home().await;
    let (one, other) = (begun(&app, "1").await, begun(&app, "2").await);
    answered(&app, &other).await;
    toggled(&app, &one, 49).await;
    assert_eq!(rate(&app, &other, &json!({"rating": "helped"})).await.status, 200);
    assert_eq!(post(&app, &format!("/{one}/close")).await.status, 200);
    for refused in [
        post(&app, &format!("/{one}/reopen")).await,
        post(&app, &format!("/{other}/close")).await,
        rate(&app, &other, &json!({"rating": "not_helped"})).await,
    ] {
        assert_eq!(refused.problem(), (429, "too_many_requests".into()));
    }
    app.clock.advance(25 * 3600);
    assert_eq!(post(&app, &format!("/{one}/reopen")).await.status, 200);
}

#[tokio::test]
async fn what_changes_nothing_takes_no_place_of_the_day_and_is_never_refused() {
    let app = home().await;
    let appeal = begun(&app, "1").await;
    for _ in 0..10 {
        post(&app, &format!("/{appeal}/reopen")).await;
        assert_eq!(rate(&app, &appeal, &json!({"rating": "helped"})).await.status, 409);
    }
    toggled(&app, &appeal, 50).await;
    assert_eq!(post(&app, &format!("/{appeal}/close")).await.status, 429);
    assert_eq!(post(&app, &format!("/{appeal}/reopen")).await.json()["status"], "in_progress");
}

#[tokio::test]
async fn those_that_meet_each_other_count_for_what_they_changed() {
    let app = home().await;
    let appeal = begun(&app, "1").await;
    let close = format!("/{appeal}/close");
    let all = futures::future::join_all([(); 4].map(|()| post(&app, &close))).await;
    assert!(all.iter().all(|answer| answer.status == 200));
    post(&app, &format!("/{appeal}/reopen")).await;
    toggled(&app, &appeal, 49).await;
    assert_eq!(post(&app, &close).await.status, 429);
}
