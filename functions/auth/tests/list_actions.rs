use serde_json::json;

use crate::world::{resident, session, signed_in, start, trail};

#[tokio::test]
async fn the_trail_tells_what_was_done_newest_first() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    app.clock.advance(1);
    app.post("/api/auth/logout").header("cookie", &here.cookie).from("192.0.2.7").send().await;
    let mut done = trail(&app, &here.user).await;
    done[1..].sort_unstable();
    assert_eq!(done, ["signed_out", "activated", "signed_in"]);
    let answer = app.get("/api/profile/actions").bearer(&here.token).send().await;
    let first = json!({
        "at": "2026-10-20T12:00:01Z", "action": "signed_out", "device": "Неизвестная программа",
        "place": "сеть 192.0.2.x"
    });
    assert_eq!(answer.json()["items"][0], first);
    assert!(!answer.text().contains("192.0.2.7"));
}

#[tokio::test]
async fn the_trail_is_read_page_by_page() {
    let app = start().await;
    let here = signed_in(&app, "ivanov").await;
    for _ in 0..4 {
        app.clock.advance(1);
        session(&app, &here.user).await;
    }
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("/api/profile/actions?limit=2{cursor}");
        let page = app.get(&path).bearer(&here.token).send().await.json();
        seen.extend(page["items"].as_array().unwrap().iter().map(|item| item["at"].as_str().unwrap().to_owned()));
        let Some(next) = page["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen.len(), 6);
    assert!(seen.is_sorted_by(|one, other| one >= other));
}

#[tokio::test]
async fn an_action_is_forgotten_after_a_year() {
    let app = start().await;
    let user = resident(&app, "ivanov").await;
    app.clock.advance(366 * 86_400);
    assert_eq!(trail(&app, &user).await, Vec::<String>::new());
}

#[tokio::test]
async fn the_trail_is_the_callers_own_and_cursors_belong_to_it() {
    let app = start().await;
    let user = resident(&app, "ivanov").await;
    assert_eq!(app.get("/api/profile/actions").send().await.problem(), (401, "unauthorized".into()));
    let nobody = app.token(&testkit::samples::user_id(9));
    let foreign = app.get("/api/profile/actions").bearer(&nobody).send().await;
    assert_eq!(foreign.json()["items"], json!([]));
    let token = app.token(&user.id);
    for query in ["cursor=x", "cursor=U0VTU0lPTiM", "limit=0", "limit=201", "limit=x", "user=1"] {
        let answer = app.get(&format!("/api/profile/actions?{query}")).bearer(&token).send().await;
        assert_eq!(answer.status, 400, "{query}");
    }
}
