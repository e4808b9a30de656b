use serde_json::{Value, json};
use table::entities::appeal_event::AppealDeed;
use testkit::{Answer, samples};

use crate::appeals::Appeals;

async fn feed(appeals: &Appeals, query: &str) -> Answer {
    let path = format!("/api/exchange/v1/feeds/appeals{query}");
    appeals.accounting.app.get(&path).bearer(&appeals.accounting.key).send().await
}

async fn told() -> Appeals {
    let appeals = Appeals::start(&json!({"phone": "+79171234567"})).await;
    appeals.accounting.app.clock.advance(16);
    appeals
}

#[tokio::test]
async fn an_entry_tells_who_asks_what_and_where_to_answer() {
    let appeals = told().await;
    let told = feed(&appeals, "").await.json();
    let entry = &told["items"][0];
    let shown = [&entry["what"], &entry["status"], &entry["account"], &entry["topic"], &entry["text"]];
    assert_eq!(shown, ["created", "new", "1", "Течёт кран", "На кухне."].map(Value::from).each_ref());
    assert_eq!((&entry["appeal"], &entry["contact"]["phone"]), (&json!(appeals.id.as_str()), &json!("+79171234567")));
}

#[tokio::test]
async fn what_happened_just_now_waits_and_nothing_is_skipped() {
    let appeals = told().await;
    appeals.tell(AppealDeed::Closed, None).await;
    let first = feed(&appeals, "").await.json();
    assert_eq!(first["items"].as_array().unwrap().len(), 1);
    appeals.accounting.app.clock.advance(16);
    let next = feed(&appeals, &format!("?after={}", first["next"].as_str().unwrap())).await.json();
    assert_eq!((next["items"].as_array().unwrap().len(), &next["items"][0]["what"]), (1, &json!("closed")));
}

#[tokio::test]
async fn the_words_of_who_has_left_are_gone_from_the_feed() {
    let appeals = told().await;
    appeals.accounting.app.table.erase_rest(&samples::user_id(1)).await.unwrap();
    let told = feed(&appeals, "").await.json();
    let entry = &told["items"][0];
    assert_eq!([&entry["topic"], &entry["text"], &entry["contact"]], [&Value::Null; 3]);
    assert_eq!(entry["appeal"], appeals.id.as_str());
}

#[tokio::test]
async fn another_company_hears_nothing() {
    let appeals = told().await;
    let foreign = appeals.accounting.app.exchange_key(2).await;
    let answer = appeals.accounting.app.get("/api/exchange/v1/feeds/appeals").bearer(&foreign).send().await;
    assert_eq!(answer.json()["items"], json!([]));
}

#[tokio::test]
async fn a_cursor_of_another_feed_is_none_of_this() {
    let appeals = told().await;
    let orders = appeals.accounting.app.get("/api/exchange/v1/feeds/orders").bearer(&appeals.accounting.key);
    let next = orders.send().await.json()["next"].as_str().unwrap().to_owned();
    assert_eq!(feed(&appeals, &format!("?after={next}")).await.problem(), (400, "cursor_invalid".into()));
}

#[tokio::test]
async fn a_file_of_a_resident_is_told_and_fetched_by_the_company_alone() {
    let appeals = Appeals::start(&json!({"phone": "+79171234567"})).await;
    appeals.accounting.app.clock.advance(1);
    appeals.write_with_file("0123456789abcdefghjkmnpqrs").await;
    appeals.accounting.app.clock.advance(16);
    let told = feed(&appeals, "").await.json();
    let file = &told["items"][1]["files"][0];
    assert_eq!((&file["name"], &file["type"]), (&json!("кран.jpg"), &json!("image/jpeg")));
    let path = format!("/api/exchange/v1/appeals/{}/files/{}", appeals.id, file["id"].as_str().unwrap());
    let app = &appeals.accounting.app;
    let link = app.get(&path).bearer(&appeals.accounting.key).send().await;
    assert_eq!(
        testkit::fetch(link.json()["url"].as_str().unwrap()).await.0,
        404,
        "signed, though nothing is stored here"
    );
    let foreign = app.exchange_key(2).await;
    assert_eq!(app.get(&path).bearer(&foreign).send().await.problem(), (404, "not_found".into()));
    assert_eq!(app.get(&path).bearer("kab_x").send().await.problem(), (401, "key_invalid".into()));
    app.table.erase_rest(&samples::user_id(1)).await.unwrap();
    assert_eq!(app.get(&path).bearer(&appeals.accounting.key).send().await.problem(), (404, "not_found".into()));
}
