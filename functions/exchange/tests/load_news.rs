use domain::appeal::file;
use domain::news::NewsId;
use serde_json::{Value, json};
use table::entities::news::{Board, ListedNews, NewsOn, PostedNews};
use table::keys;
use testkit::{TestApp, hostile, samples};

use crate::accounting::{Accounting, HOUSES, house, rejected, row, summary};

const NEWS: &str = "/api/exchange/v1/news";

fn item(code: &str) -> Value {
    json!({
        "code": code, "title": "Отключение воды", "body": "С **9:00** <b>до</b> 17:00",
        "published_at": "2026-10-20T08:00:00+04:00", "status": "published"
    })
}

fn changed(field: &str, value: impl Into<Value>) -> Value {
    let mut row = item("a");
    row[field] = value.into();
    row
}

async fn on(app: &TestApp, board: &Board) -> Vec<ListedNews> {
    let organization = samples::organization_id(1);
    app.table.query_all(&NewsOn { organization: &organization, board, from: None }).await.unwrap()
}

async fn for_all(app: &TestApp, shard: u8) -> Vec<ListedNews> {
    on(app, &Board::Everybody(shard)).await
}

async fn by_id(app: &TestApp, code: &str, shard: u8) -> Option<PostedNews> {
    let organization = samples::organization_id(1);
    let id = NewsId::of(&organization, &code.parse().unwrap());
    app.table.get(keys::posted_news(&organization, shard, &id), true).await.unwrap()
}

#[tokio::test]
async fn news_are_created_and_then_unchanged() {
    let accounting = Accounting::start().await;
    let rows = [item("a"), item("b")];
    assert_eq!(summary(&accounting.put(NEWS, &rows).await), (2, 0, 0, 0));
    assert_eq!(summary(&accounting.put(NEWS, &rows).await), (0, 0, 2, 0));
    for shard in 0..keys::NEWS_SHARDS {
        let listed = for_all(&accounting.app, shard).await;
        assert_eq!(listed.len(), 2);
        assert_eq!(listed[0].posted.html.trim(), "<p>С <strong>9:00</strong> &lt;b&gt;до&lt;/b&gt; 17:00</p>");
        assert!(by_id(&accounting.app, "a", shard).await.is_some());
    }
}

#[tokio::test]
async fn a_changed_item_stands_once_at_its_new_place() {
    let accounting = Accounting::start().await;
    accounting.put(NEWS, &[item("a")]).await;
    let before = for_all(&accounting.app, 3).await.remove(0).posted;
    for change in [changed("published_at", "2026-10-21T08:00:00Z"), changed("pinned", true), changed("title", "Вода")]
    {
        assert_eq!(summary(&accounting.put(NEWS, &[change]).await), (0, 1, 0, 0));
        let listed = for_all(&accounting.app, 3).await;
        assert_eq!((listed.len(), &listed[0].posted.id), (1, &before.id));
        let copy = by_id(&accounting.app, "a", 3).await.unwrap();
        assert_eq!(copy.posted, listed[0].posted);
    }
}

#[tokio::test]
async fn drafts_and_withdrawn_items_are_nowhere_to_be_seen() {
    let accounting = Accounting::start().await;
    for (status, seen) in [("draft", false), ("published", true), ("withdrawn", false), ("published", true)] {
        let answer = accounting.put(NEWS, &[changed("status", status)]).await;
        assert_eq!(summary(&answer).3, 0);
        assert_eq!(for_all(&accounting.app, 0).await.len(), usize::from(seen), "{status}");
        assert_eq!(by_id(&accounting.app, "a", 0).await.is_some(), seen, "{status}");
    }
}

#[tokio::test]
async fn an_item_of_houses_stands_in_their_lists_alone() {
    let accounting = Accounting::start().await;
    accounting.put(HOUSES, &[house("5"), house("6"), house("7")]).await;
    assert_eq!(summary(&accounting.put(NEWS, &[changed("houses", json!(["5", "6"]))]).await), (1, 0, 0, 0));
    let seen = async |code: &str| on(&accounting.app, &Board::House(code.parse().unwrap())).await.len();
    assert_eq!([seen("5").await, seen("6").await, seen("7").await], [1, 1, 0]);
    assert_eq!(summary(&accounting.put(NEWS, &[changed("houses", json!(["6", "7"]))]).await), (0, 1, 0, 0));
    assert_eq!([seen("5").await, seen("6").await, seen("7").await], [0, 1, 1]);
    assert!(for_all(&accounting.app, 0).await.is_empty());
    assert_eq!(summary(&accounting.put(NEWS, &[item("a")]).await), (0, 1, 0, 0));
    assert_eq!((seen("6").await, for_all(&accounting.app, 0).await.len()), (0, 1));
}

#[tokio::test]
async fn forty_houses_change_to_forty_others_in_one_step() {
    let accounting = Accounting::start().await;
    let codes: Vec<String> = (0..80).map(|number| number.to_string()).collect();
    accounting.put(HOUSES, &codes.iter().map(|code| house(code)).collect::<Vec<_>>()).await;
    assert_eq!(summary(&accounting.put(NEWS, &[changed("houses", json!(codes[..40]))]).await), (1, 0, 0, 0));
    let others = changed("houses", json!(codes[40..]));
    assert_eq!(summary(&accounting.put(NEWS, &[others]).await), (0, 1, 0, 0));
}

#[tokio::test]
async fn an_item_of_more_houses_stands_in_the_list_of_all_and_leaves_it_again() {
    let accounting = Accounting::start().await;
    let codes: Vec<String> = (0..500).map(|number| number.to_string()).collect();
    accounting.put(HOUSES, &codes.iter().map(|code| house(code)).collect::<Vec<_>>()).await;
    let seen = async |code: &str| on(&accounting.app, &Board::House(code.parse().unwrap())).await.len();
    for (houses, counted, in_all, in_its_own) in
        [(500, (1, 0, 0, 0), 1, 0), (40, (0, 1, 0, 0), 0, 1), (41, (0, 1, 0, 0), 1, 0)]
    {
        let answer = accounting.put(NEWS, &[changed("houses", json!(codes[..houses]))]).await;
        assert_eq!(summary(&answer), counted, "{houses}");
        let listed = for_all(&accounting.app, 5).await;
        assert_eq!((listed.len(), seen("7").await), (in_all, in_its_own), "{houses}");
        assert!(listed.iter().all(|listed| listed.posted.houses.len() == houses));
    }
}

#[tokio::test]
async fn what_is_wrong_with_an_item_is_told_with_its_field() {
    let accounting = Accounting::start().await;
    let cases = [
        (changed("houses", json!(["5"])), "house_unknown", "houses[0]"),
        (changed("title", "a\u{e0041}b"), "control_characters", "title"),
        (changed("title", "a\u{200b}b"), "control_characters", "title"),
        (changed("title", "\u{202e}abc"), "control_characters", "title"),
        (changed("title", " "), "required", "title"),
        (changed("body", "a\0b"), "control_characters", "body"),
        (changed("body", "\u{200b}\u{3164}"), "required", "body"),
        (changed("title", "\u{2800}"), "required", "title"),
        (changed("body", "ю".repeat(10_001)), "too_long", "body"),
        (changed("body", "x".repeat(1024 * 1024)), "too_long", "body"),
        (changed("body", "<tel:1>".repeat(1_400)), "too_long", "body"),
        (changed("expires_at", "2026-10-20T04:00:00Z"), "expires_too_early", "expires_at"),
        (changed("published_at", "0000-01-01T00:00:00Z"), "time_out_of_range", "published_at"),
        (changed("pictures", json!([])), "unknown_field", "pictures"),
    ];
    for (row_sent, code, field) in cases {
        assert_eq!(row(&accounting.put(NEWS, &[row_sent]).await, 0), rejected(code, field));
    }
    for (field, value) in [("published_at", json!("вчера")), ("status", json!("gone")), ("code", json!("a#b"))] {
        assert_eq!(row(&accounting.put(NEWS, &[changed(field, value)]).await, 0).0, "rejected", "{field}");
    }
    assert!(for_all(&accounting.app, 0).await.is_empty());
}

#[tokio::test]
async fn no_text_becomes_code() {
    let accounting = Accounting::start().await;
    let code = [
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "![a](data:text/html;base64,PHNjcmlwdD4=)",
        "<a href='JaVaScRiPt:alert(1)' onclick=alert(1)>a</a>",
        "<svg/onload=alert(1)>",
        "a <iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<style>*{display:none}</style>b",
    ];
    let mut created = 0;
    for (number, text) in hostile::TEXTS.iter().chain(&code).enumerate() {
        let mut row = item(&number.to_string());
        row["body"] = json!(text);
        created += usize::from(summary(&accounting.put(NEWS, &[row]).await).0 == 1);
    }
    let listed = for_all(&accounting.app, 0).await;
    assert!(created > 20 && listed.len() == created, "{created}");
    for listed in listed {
        let html = listed.posted.html.to_lowercase();
        let tags: Vec<_> = html.split('<').skip(1).filter_map(|rest| rest.split('>').next()).collect();
        for word in ["script", "img", "svg", "iframe", "style", "onerror", "onclick", "onload", "data:"] {
            assert!(tags.iter().all(|tag| !tag.contains(word)), "{word}: {html}");
        }
    }
}

#[tokio::test]
async fn a_dry_run_writes_nothing() {
    let accounting = Accounting::start().await;
    assert_eq!(summary(&accounting.put(&format!("{NEWS}?dry_run=true"), &[item("a")]).await), (1, 0, 0, 0));
    assert!(for_all(&accounting.app, 0).await.is_empty());
}

#[tokio::test]
async fn two_loads_at_once_leave_one_item() {
    let accounting = Accounting::start().await;
    let loads = (0..6).map(|number| {
        let row = changed("published_at", format!("2026-10-2{number}T08:00:00Z"));
        let accounting = &accounting;
        async move { accounting.put(NEWS, &[row]).await.status }
    });
    for status in futures::future::join_all(loads).await {
        assert!(status == 200 || status == 503, "{status}");
    }
    for shard in 0..keys::NEWS_SHARDS {
        assert_eq!(for_all(&accounting.app, shard).await.len(), 1);
    }
}

/// A picture that was sent; its id.
async fn sent(accounting: &Accounting, bytes: &[u8]) -> String {
    let form = accounting.post("/api/exchange/v1/news/pictures").await;
    assert_eq!(form.status, 201, "{}", form.text());
    let form = form.json();
    assert_eq!(testkit::send_form(&form, bytes).await.0, 204);
    form["id"].as_str().unwrap().to_owned()
}

fn showing(picture: &str) -> Value {
    changed("body", format!("![План двора](picture:{picture})"))
}

#[tokio::test]
async fn a_picture_that_was_sent_is_shown() {
    let accounting = Accounting::start().await;
    let picture = sent(&accounting, &file::samples::png(640, 480)).await;
    let trial = format!("{NEWS}?dry_run=true");
    assert_eq!(summary(&accounting.put(&trial, &[showing(&picture)]).await), (1, 0, 0, 0));
    assert_eq!(summary(&accounting.put(NEWS, &[showing(&picture)]).await), (1, 0, 0, 0));
    let html = for_all(&accounting.app, 0).await.remove(0).posted.html;
    let expected = format!(r#"<img data-picture="{picture}" alt="План двора" width="640" height="480">"#);
    assert!(html.contains(&expected), "{html}");
    let mut longer = showing(&picture);
    longer["title"] = json!("Новый план");
    assert_eq!(summary(&accounting.put(NEWS, &[longer]).await), (0, 1, 0, 0), "a correction keeps its picture");
}

#[tokio::test]
async fn what_is_no_picture_of_this_company_is_not_shown() {
    let accounting = Accounting::start().await;
    let other = Accounting { key: accounting.app.exchange_key(2).await, app: accounting.app.with(exchange::router) };
    let foreign = sent(&other, &file::samples::png(2, 2)).await;
    let cases = [
        (foreign, "upload_missing"),
        ("a".repeat(26), "upload_missing"),
        ("ABC".to_owned(), "upload_missing"),
        (sent(&accounting, &file::samples::pdf()).await, "file_type_not_allowed"),
        (sent(&accounting, b"<svg onload=alert(1)>").await, "file_type_not_allowed"),
        (sent(&accounting, b"\xff\xd8\xff<script>").await, "file_broken"),
        (sent(&accounting, &file::samples::png(60_000, 60_000)).await, "picture_too_many_pixels"),
    ];
    for (picture, code) in cases {
        let answer = accounting.put(NEWS, &[showing(&picture)]).await;
        assert_eq!(row(&answer, 0), rejected(code, "body"), "{picture}");
        if code == "file_type_not_allowed" {
            assert_eq!(answer.json()["items"][0]["message"], "Это не картинка. Подходят JPEG, PNG и WebP.");
        }
    }
    let many: Vec<String> =
        (0..11).map(|number| format!("![](picture:{})", "abcdefghjkm"[number..=number].repeat(26))).collect();
    let many = many.concat();
    assert_eq!(row(&accounting.put(NEWS, &[changed("body", many)]).await, 0), rejected("too_many", "body"));
    assert!(for_all(&accounting.app, 0).await.is_empty());
}
