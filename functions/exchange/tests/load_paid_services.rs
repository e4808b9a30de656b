use serde_json::{Value, json};

use crate::accounting::{Accounting, rejected, row, summary};

const PAID_SERVICES: &str = "/api/exchange/v1/paid-services";

fn service(code: &str) -> Value {
    json!({"code": code, "group": "Сантехника", "name": "Замена смесителя", "price": 90_000, "unit": "шт."})
}

#[tokio::test]
async fn services_are_created_updated_and_unchanged() {
    let accounting = Accounting::start().await;
    let rows = [service("1"), service("2")];
    let path = format!("{PAID_SERVICES}?dry_run=true");
    assert_eq!(summary(&accounting.put(&path, &rows).await), (2, 0, 0, 0));
    assert_eq!(summary(&accounting.put(PAID_SERVICES, &rows).await), (2, 0, 0, 0), "a trial writes nothing");
    let mut withdrawn = service("2");
    withdrawn["active"] = json!(false);
    assert_eq!(summary(&accounting.put(PAID_SERVICES, &[service("1"), withdrawn]).await), (0, 1, 1, 0));
}

#[tokio::test]
async fn broken_rows_are_rejected_alone() {
    let accounting = Accounting::start().await;
    let with = |field: &str, value: Value| {
        let mut row = service(field);
        row[field] = value;
        row
    };
    let rows = [
        service("good"),
        with("price", json!(null)),
        with("price_kind", json!("agreement")),
        with("slots", json!(["утро", "утро"])),
        with("name", json!("ю".repeat(121))),
        with("other", json!(1)),
        service("good"),
    ];
    let answer = accounting.put(PAID_SERVICES, &rows).await;
    assert_eq!(summary(&answer), (1, 0, 0, 6));
    assert_eq!(row(&answer, 1), rejected("price_required", "price"));
    assert_eq!(row(&answer, 2), rejected("price_not_expected", "price"));
    assert_eq!(row(&answer, 3), rejected("duplicate", "slots"));
    assert_eq!(row(&answer, 4), rejected("too_long", "name"));
    assert_eq!(row(&answer, 5), rejected("unknown_field", "other"));
    assert_eq!(row(&answer, 6), rejected("duplicate_row", "code"));
}

#[tokio::test]
async fn a_catalogue_has_an_end() {
    let accounting = Accounting::start().await;
    let rows: Vec<Value> = (0..1000).map(|number| service(&format!("s{number}"))).collect();
    assert_eq!(summary(&accounting.put(PAID_SERVICES, &rows).await), (1000, 0, 0, 0), "as many as a call may have");
    let answer = accounting.put(PAID_SERVICES, &[service("one-too-many")]).await;
    assert_eq!(row(&answer, 0), rejected("too_many", "code"));
    assert_eq!(summary(&accounting.put(PAID_SERVICES, &rows).await), (0, 0, 1000, 0));
}

/// The longest that their fields allow.
fn wordy(code: &str) -> Value {
    let (long, slots) = ("🙂".repeat(500), (0..10).map(|n| format!("{n}{}", "🙂".repeat(38))).collect::<Vec<_>>());
    json!({"code": code, "group": "ю", "name": "ю", "price": 1, "description": long, "conditions": long, "slots": slots})
}

#[tokio::test]
async fn a_catalogue_fits_into_an_answer_however_long_its_texts_are() {
    let accounting = Accounting::start().await;
    let rows: Vec<Value> = (0..800).map(|number| wordy(&format!("s{number}"))).collect();
    let answer = accounting.put(PAID_SERVICES, &rows).await;
    let (created, _, _, left) = summary(&answer);
    assert!((650..750).contains(&created) && created + left == 800, "{created}");
    assert_eq!(row(&answer, 799), rejected("too_many", "code"));
    let grown = [service("short"), wordy("short")];
    assert_eq!(summary(&accounting.put(PAID_SERVICES, &grown[..1]).await), (1, 0, 0, 0), "a short one fits");
    let answer = accounting.put(PAID_SERVICES, &grown[1..]).await;
    assert_eq!(row(&answer, 0), rejected("too_many", "code"), "it may not grow into what is full");
}

#[tokio::test]
async fn what_is_withdrawn_leaves_its_place_to_others() {
    let accounting = Accounting::start().await;
    let full: Vec<Value> = (0..1000).map(|number| service(&format!("s{number}"))).collect();
    accounting.put(PAID_SERVICES, &full).await;
    let withdrawn =
        json!({"code": "s7", "group": "Сантехника", "name": "Замена смесителя", "price": 90_000, "active": false});
    let rows = [withdrawn, service("new"), service("one-too-many")];
    let answer = accounting.put(PAID_SERVICES, &rows).await;
    assert_eq!(summary(&answer), (1, 1, 0, 1));
    assert_eq!(row(&answer, 2), rejected("too_many", "code"));
    assert_eq!(summary(&accounting.put(PAID_SERVICES, &rows).await), (0, 0, 2, 1), "the same again changes nothing");
    assert_eq!(summary(&accounting.put(PAID_SERVICES, &[service("s7")]).await), (0, 0, 0, 1));
}
