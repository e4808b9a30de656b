use crate::world::{listed, lives, resident_at, session, signed_in, start, trail};

/// Ids of the caller's sessions: the asking one, and another.
async fn ids(app: &testkit::TestApp, token: &str) -> (String, Option<String>) {
    let items = listed(app, token).await;
    let id = |current: bool| {
        let item = items.iter().find(|item| item["current"] == current)?;
        item["id"].as_str().map(str::to_owned)
    };
    (id(true).unwrap(), id(false))
}

#[tokio::test]
async fn one_session_ends_and_the_others_live() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    let there = session(&app, &here.user).await;
    let (_, other) = ids(&app, &here.token).await;
    let path = format!("/api/auth/sessions/{}", other.unwrap());
    assert_eq!(app.delete(&path).bearer(&here.token).send().await.status, 204);
    assert!(!lives(&app, &there.cookie).await && lives(&app, &here.cookie).await);
    assert_eq!(app.delete(&path).bearer(&here.token).send().await.problem(), (404, "not_found".into()));
    assert!(trail(&app, &here.user).await.contains(&"session_ended".to_owned()));
}

#[tokio::test]
async fn nobody_ends_a_session_of_somebody_else() {
    let app = start().await;
    let ivanov = signed_in(&app, "ivanov").await;
    let petrov = session(&app, &resident_at(&app, "petrov", "petrov@example.ru").await).await;
    let (id, _) = ids(&app, &ivanov.token).await;
    let path = format!("/api/auth/sessions/{id}");
    let foreign = app.delete(&path).bearer(&petrov.token).send().await;
    assert_eq!(foreign.problem(), (404, "not_found".into()));
    assert_eq!(app.delete(&path).send().await.problem(), (401, "unauthorized".into()));
    assert!(lives(&app, &ivanov.cookie).await);
}

#[tokio::test]
async fn what_is_no_id_of_a_session_is_not_there() {
    let app = start().await;
    let token = signed_in(&app, "ivanov").await.token;
    for id in ["x", "..", "%23", "%7C", "%00", "USER", &"0".repeat(26), &"0".repeat(10_000)] {
        let answer = app.delete(&format!("/api/auth/sessions/{id}")).bearer(&token).send().await;
        assert_eq!(answer.problem(), (404, "not_found".into()), "{id:.30}");
    }
}

#[tokio::test]
async fn the_id_in_the_cookie_is_not_the_one_to_end_a_session_by() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    let there = session(&app, &here.user).await;
    let path = format!("/api/auth/sessions/{}", there.cookie.split('.').nth(1).unwrap());
    assert_eq!(app.delete(&path).bearer(&here.token).send().await.problem(), (404, "not_found".into()));
    assert!(lives(&app, &there.cookie).await);
}

#[tokio::test]
async fn a_session_may_end_itself_and_then_ends_no_others() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    let there = session(&app, &here.user).await;
    let (own, other) = ids(&app, &here.token).await;
    let end = |id: String| app.delete(&format!("/api/auth/sessions/{id}")).bearer(&here.token).send();
    assert_eq!(end(own).await.status, 204);
    assert_eq!(end(other.unwrap()).await.problem(), (401, "unauthorized".into()));
    assert!(!lives(&app, &here.cookie).await && lives(&app, &there.cookie).await);
}
