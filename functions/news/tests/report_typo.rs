use futures::future::join_all;
use serde_json::{Value, json};
use table::entities::message::{Content, Message, Pending};
use table::entities::typo::{Typo, TyposOf};
use table::keys;
use testkit::{Answer, TestApp, hostile, samples};

async fn app() -> TestApp {
    TestApp::start(news::router).await
}

async fn report_from(app: &TestApp, address: &str, body: &Value) -> Answer {
    app.post("/api/typos").from(address).json(body).send().await
}

async fn report(app: &TestApp, body: &Value) -> Answer {
    report_from(app, "192.0.2.1", body).await
}

async fn stored(app: &TestApp) -> Vec<Typo> {
    let (from, until) = ("2026-01-01T00:00:00Z".parse().unwrap(), "2027-01-01T00:00:00Z".parse().unwrap());
    app.table.query_all(&TyposOf { from, until }).await.unwrap()
}

async fn letters(app: &TestApp) -> Vec<Message> {
    let mut all = Vec::new();
    for shard in 0..keys::OUTBOX_SHARDS {
        all.extend(app.table.query_all(&Pending { shard }).await.unwrap());
    }
    all
}

fn typo() -> Value {
    json!({"page": "/charges?account=1", "selection": "начислено\nзавсе", "comment": "слитно"})
}

#[tokio::test]
async fn anybody_can_report_a_mistake() {
    let app = app().await;
    assert_eq!(report(&app, &typo()).await.status, 202);
    let typos = stored(&app).await;
    assert_eq!((typos.len(), typos[0].report.page.as_str()), (1, "/charges"), "whose account it was is not kept");
    assert_eq!(typos[0].report.selection, "начислено завсе");
    assert_eq!(typos[0].report.comment.as_deref(), Some("слитно"));
}

#[tokio::test]
async fn the_operator_gets_one_letter_an_hour() {
    let app = app().await;
    for _ in 0..3 {
        assert_eq!(report(&app, &typo()).await.status, 202);
    }
    let waiting = letters(&app).await;
    assert_eq!((waiting.len(), stored(&app).await.len()), (1, 3));
    let expected = Content::TyposReported {
        from: "2026-10-20T12:00:00Z".parse().unwrap(),
        until: "2026-10-20T13:00:00Z".parse().unwrap(),
    };
    assert_eq!(waiting[0].content, expected);
    assert!(!waiting[0].is_due(app.clock.now()));
    app.clock.advance(3601);
    assert_eq!(report(&app, &typo()).await.status, 202);
    assert_eq!(letters(&app).await.len(), 2);
}

#[tokio::test]
async fn without_an_operator_s_address_reports_are_kept_all_the_same() {
    let app = TestApp::start_with(news::router, |settings| settings.operator_email = None).await;
    assert_eq!(report(&app, &typo()).await.status, 202);
    assert_eq!((stored(&app).await.len(), letters(&app).await.len()), (1, 0));
}

#[tokio::test]
async fn a_flood_ends_in_a_refusal_that_tells_when_to_come_back() {
    let app = app().await;
    let answers = join_all((0..60).map(|_| async { report(&app, &typo()).await })).await;
    let taken = answers.iter().filter(|answer| answer.status == 202).count();
    assert_eq!((taken, stored(&app).await.len()), (20, 20));
    let refused = answers.iter().find(|answer| answer.status == 429).unwrap();
    assert_eq!(refused.problem().1, "too_many_requests");
    let wait: i64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=3600).contains(&wait), "{wait}");
    assert_eq!(report_from(&app, "192.0.2.2", &typo()).await.status, 202, "a neighbour is not to blame");
    app.clock.advance(wait);
    assert_eq!(report(&app, &typo()).await.status, 202);
}

#[tokio::test]
async fn a_thousand_selections_of_one_are_twenty_reports_and_silence_nobody() {
    let app = app().await;
    let mut taken = 0;
    for _ in 0..10 {
        let answers = join_all((0..100).map(|_| async { report(&app, &typo()).await })).await;
        taken += answers.iter().filter(|answer| answer.status == 202).count();
    }
    assert_eq!((taken, stored(&app).await.len()), (20, 20));
    assert_eq!(report_from(&app, "203.0.113.9", &typo()).await.status, 202);
}

#[tokio::test]
async fn a_flood_of_many_addresses_silences_nobody() {
    let app = app().await;
    for round in 0..16 {
        let address = format!("198.51.100.{round}");
        join_all((0..20).map(|_| async { report_from(&app, &address, &typo()).await })).await;
    }
    assert_eq!(report_from(&app, "203.0.113.9", &typo()).await.status, 202);
    assert_eq!(stored(&app).await.len(), 321);
}

#[tokio::test]
async fn who_is_signed_in_is_not_silenced_by_a_neighbour_behind_the_same_address() {
    let app = app().await;
    join_all((0..20).map(|_| async { report(&app, &typo()).await })).await;
    assert_eq!(report(&app, &typo()).await.status, 429);
    let own = || app.post("/api/typos").from("192.0.2.1").bearer(&app.token(&samples::user_id(1))).json(&typo()).send();
    assert_eq!(own().await.status, 202);
    join_all((0..19).map(|_| own())).await;
    assert_eq!(own().await.status, 429, "a person has a limit too");
}

#[tokio::test]
async fn a_report_is_checked_field_by_field() {
    let app = app().await;
    let cases = [
        (json!({"page": "https://evil.example/", "selection": "x"}), "page", "page_malformed"),
        (json!({"page": "/", "selection": " \u{200b}"}), "selection", "required"),
        (json!({"page": "/", "selection": "\u{3164}\u{2800}\u{e0041}"}), "selection", "required"),
        (json!({"page": "/", "selection": "x".repeat(501)}), "selection", "too_long"),
        (json!({"page": "/", "selection": "x", "comment": "x".repeat(1001)}), "comment", "too_long"),
        (json!({"page": "/", "selection": "x", "user": "1"}), "user", "unknown_field"),
    ];
    for (body, field, code) in cases {
        assert_eq!(report(&app, &body).await.fields(), [(field.to_owned(), code.to_owned())], "{body}");
    }
    assert!(stored(&app).await.is_empty());
}

#[tokio::test]
async fn hostile_texts_are_taken_as_text_or_refused() {
    let app = app().await;
    for (number, text) in hostile::TEXTS.iter().enumerate() {
        let address = format!("198.51.100.{number}");
        for body in [json!({"page": "/", "selection": text}), json!({"page": text, "selection": "x"})] {
            let answer = report_from(&app, &address, &body).await;
            assert!([202, 422].contains(&answer.status), "{text:?}: {}", answer.status);
        }
    }
    for typo in stored(&app).await {
        assert!(!typo.report.selection.chars().any(char::is_control), "{typo:?}");
    }
}
