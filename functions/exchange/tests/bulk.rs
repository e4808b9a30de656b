//! What all loads have in common, tried on houses.

use serde_json::{Value, json};
use testkit::samples;

use crate::accounting::{Accounting, HOUSES, house, rejected, row, summary};

async fn raw(accounting: &Accounting, body: impl Into<Vec<u8>>) -> (u16, String) {
    accounting.app.put(HOUSES).bearer(&accounting.key).raw("application/json", body).send().await.problem()
}

#[tokio::test]
async fn a_thousand_rows_are_taken_and_one_more_is_not() {
    let accounting = Accounting::start().await;
    let rows: Vec<Value> = (0..1001).map(|code| house(&code.to_string())).collect();
    let answer = accounting.put(HOUSES, &rows).await;
    assert_eq!(answer.problem(), (422, "validation_failed".to_owned()));
    assert_eq!(answer.fields(), [("items".to_owned(), "too_many".to_owned())]);
    assert_eq!(summary(&accounting.put(HOUSES, &rows[..1000]).await), (1000, 0, 0, 0));
}

#[tokio::test]
async fn a_key_that_stands_twice_counts_once_and_is_not_dropped_silently() {
    let accounting = Accounting::start().await;
    let answer = accounting.put(HOUSES, &[house("5"), house("6"), house(" 5 ")]).await;
    assert_eq!(summary(&answer), (2, 0, 0, 1));
    assert_eq!(row(&answer, 2), rejected("duplicate_row", "code"));
}

#[tokio::test]
async fn no_rows_are_no_work() {
    let accounting = Accounting::start().await;
    let answer = accounting.put(HOUSES, &[]).await;
    assert_eq!((summary(&answer), &answer.json()["items"]), ((0, 0, 0, 0), &json!([])));
}

#[tokio::test]
async fn a_dry_run_answers_as_the_run_and_writes_nothing() {
    let accounting = Accounting::start().await;
    let path = format!("{HOUSES}?dry_run=true");
    for _ in 0..2 {
        assert_eq!(summary(&accounting.put(&path, &[house("5")]).await), (1, 0, 0, 0));
    }
    assert_eq!(summary(&accounting.put(HOUSES, &[house("5")]).await), (1, 0, 0, 0));
}

#[tokio::test]
async fn parameters_that_do_not_read_are_refused() {
    let accounting = Accounting::start().await;
    for query in ["dry_run=1", "dry_run=", "dry=true", "dry_run=true&dry_run=false"] {
        let answer = accounting.put(&format!("{HOUSES}?{query}"), &[house("5")]).await;
        assert_eq!(answer.status, 400, "{query}");
    }
}

#[tokio::test]
async fn a_body_over_six_megabytes_is_refused() {
    let accounting = Accounting::start().await;
    let body = format!(r#"{{"items":[],"x":"{}"}}"#, "a".repeat(6 * 1024 * 1024));
    assert_eq!(raw(&accounting, body).await, (413, "body_too_large".to_owned()));
}

#[tokio::test]
async fn a_body_of_five_megabytes_is_read() {
    let accounting = Accounting::start().await;
    let rows: Vec<Value> = (0..500).map(|_| json!({"code": "a".repeat(10_000)})).collect();
    assert_eq!(summary(&accounting.put(HOUSES, &rows).await), (0, 0, 0, 500));
}

#[tokio::test]
async fn what_is_no_load_is_refused_as_a_whole() {
    let accounting = Accounting::start().await;
    for body in ["", "{", "\u{feff}{}", r#"{"items":[{"code":1,"code":2}]}"#, r#"{"items":["\ud800"]}"#] {
        assert_eq!(raw(&accounting, body).await.0, 400, "{body}");
    }
    assert_eq!(raw(&accounting, vec![b'"', 0xff, b'"']).await.0, 400);
    for body in ["{}", "[]", "null", r#"{"items":{}}"#, r#"{"items":null}"#, r#"{"items":[],"more":1}"#] {
        assert_eq!(raw(&accounting, body).await.0, 422, "{body}");
    }
    let plain = accounting.app.put(HOUSES).bearer(&accounting.key).raw("text/csv", "code").send().await;
    assert_eq!(plain.status, 415);
}

#[tokio::test]
async fn rows_of_any_shape_are_answered_one_by_one() {
    let accounting = Accounting::start().await;
    let rows = [json!(null), json!(5), json!("x"), json!([[]]), json!({}), json!({"code": {"$gt": ""}}), house("5")];
    let answer = accounting.put(HOUSES, &rows).await;
    assert_eq!(summary(&answer), (1, 0, 0, 6));
    assert_eq!(answer.json()["items"].as_array().unwrap().len(), rows.len());
}

#[tokio::test]
async fn hostile_text_is_kept_as_text() {
    let accounting = Accounting::start().await;
    for (index, text) in
        ["{{7*7}}", "<script>alert(1)</script>", "=HYPERLINK(1)", "../../etc", "a|b"].iter().enumerate()
    {
        let mut row = house(&index.to_string());
        row["address"] = json!(text);
        assert_eq!(summary(&accounting.put(HOUSES, &[row]).await), (1, 0, 0, 0), "{text}");
        let key = table::keys::house(&samples::organization_id(1), &index.to_string().parse().unwrap());
        let stored: table::entities::house::HouseItem = accounting.app.table.get(key, true).await.unwrap().unwrap();
        assert_eq!(stored.house.address.as_str(), *text);
    }
}
