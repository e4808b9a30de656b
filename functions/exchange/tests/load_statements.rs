use serde_json::json;
use table::entities::period::{PeriodItem, PeriodStatus};
use table::entities::statement::StatementItem;
use table::keys;
use testkit::{TestApp, samples};

use crate::accounting::{ACCOUNTS, Accounting, CLOSE, STATEMENTS, account, rejected, row, statement, summary};

pub async fn period(app: &TestApp) -> Option<PeriodItem> {
    let key = keys::period(&samples::organization_id(1), samples::period("2026-10"));
    app.table.get(key, true).await.unwrap()
}

pub async fn stored(app: &TestApp, number: &str) -> Option<StatementItem> {
    let key = keys::statement(&samples::account_id(number), samples::period("2026-10"));
    app.table.get(key, true).await.unwrap()
}

#[tokio::test]
async fn the_first_load_opens_the_period() {
    let accounting = Accounting::with_statements().await;
    let period = period(&accounting.app).await.unwrap();
    assert_eq!((period.status, period.version, period.statements), (PeriodStatus::Open, 0, 3));
    let statement = stored(&accounting.app, "1").await.unwrap();
    assert_eq!(statement.statement().unwrap(), samples::statement());
    assert_eq!(statement.version, 1);
}

#[tokio::test]
async fn a_repeated_load_changes_nothing() {
    let accounting = Accounting::with_statements().await;
    let answer = accounting.put(STATEMENTS, &[statement("1"), statement("2"), statement("3")]).await;
    assert_eq!(summary(&answer), (0, 0, 3, 0));
    assert_eq!(period(&accounting.app).await.unwrap().statements, 3);
}

#[tokio::test]
async fn a_changed_statement_replaces_the_old_one() {
    let accounting = Accounting::with_statements().await;
    let mut changed = statement("2");
    changed["penalty"] = json!(500);
    changed["closing"] = json!(94_505);
    let answer = accounting.put(STATEMENTS, &[statement("1"), changed]).await;
    assert_eq!(summary(&answer), (0, 1, 1, 0));
    assert_eq!(stored(&accounting.app, "2").await.unwrap().closing, samples::kopecks(94_505));
    assert_eq!(period(&accounting.app).await.unwrap().statements, 3);
}

#[tokio::test]
async fn a_statement_whose_sums_differ_is_rejected_alone() {
    let accounting = Accounting::with_accounts().await;
    let mut line = statement("1");
    line["lines"][0]["total"] = json!(94_004);
    let mut closing = statement("2");
    closing["closing"] = json!(1);
    let answer = accounting.put(STATEMENTS, &[line, closing, statement("3")]).await;
    assert_eq!(summary(&answer), (1, 0, 0, 2));
    assert_eq!(row(&answer, 0), rejected("sums_differ", "lines[0].total"));
    assert_eq!(row(&answer, 1), rejected("sums_differ", "closing"));
}

#[tokio::test]
async fn doubts_are_told_and_the_row_is_accepted() {
    let accounting = Accounting::with_accounts().await;
    accounting.app.open_period("2026-09").await;
    accounting.app.statement(&samples::account_id("1"), "2026-09").await;
    let mut doubtful = statement("1");
    doubtful["lines"][0]["tariff"] = json!("145.98");
    let answer = accounting.put(STATEMENTS, &[doubtful, statement("2")]).await;
    assert_eq!(summary(&answer), (2, 0, 0, 0));
    let warnings = answer.json()["items"][0]["warnings"].clone();
    assert_eq!(
        (warnings[0]["code"].as_str(), warnings[1]["code"].as_str()),
        (Some("opening_differs"), Some("base_differs"))
    );
    assert_eq!(warnings[1]["field"], "lines[0].base");
    assert_eq!(answer.json()["items"][1].get("warnings"), None);
}

#[tokio::test]
async fn an_account_of_another_company_is_unknown() {
    let accounting = Accounting::with_accounts().await;
    let stranger = accounting.app.exchange_key(2).await;
    let body = json!({"items": [statement("1")]});
    let answer = accounting.app.put(STATEMENTS).bearer(&stranger).json(&body).send().await;
    assert_eq!(row(&answer, 0), rejected("account_unknown", "account"));
    assert_eq!(stored(&accounting.app, "1").await, None);
}

#[tokio::test]
async fn a_dry_run_tells_what_would_happen() {
    let accounting = Accounting::with_accounts().await;
    let path = format!("{STATEMENTS}?dry_run=true");
    let answer = accounting.put(&path, &[statement("1"), statement("77")]).await;
    assert_eq!(summary(&answer), (1, 0, 0, 1));
    assert_eq!((period(&accounting.app).await, stored(&accounting.app, "1").await), (None, None));
}

#[tokio::test]
async fn a_closed_period_takes_no_statements() {
    let accounting = Accounting::with_statements().await;
    assert_eq!(accounting.post(CLOSE).await.status, 200);
    let answer = accounting.put(STATEMENTS, &[statement("1")]).await;
    assert_eq!(answer.problem(), (409, "period_closed".to_owned()));
}

#[tokio::test]
async fn next_month_may_be_loaded_and_the_one_after_it_may_not() {
    let accounting = Accounting::with_accounts().await;
    let path = |period: &str| format!("/api/exchange/v1/periods/{period}/statements");
    assert_eq!(summary(&accounting.put(&path("2026-11"), &[statement("1")]).await), (1, 0, 0, 0));
    let answer = accounting.put(&path("2026-12"), &[statement("1")]).await;
    assert_eq!(row(&answer, 0), rejected("period_out_of_range", "period"));
}

#[tokio::test]
async fn the_current_month_is_the_one_where_the_company_lives() {
    let accounting = Accounting::with_accounts().await;
    // 22:00 UTC of 31 October is 1 November in Saratov.
    accounting.app.clock.advance(11 * 86_400 + 10 * 3600);
    let path = "/api/exchange/v1/periods/2026-12/statements";
    assert_eq!(summary(&accounting.put(path, &[statement("1")]).await), (1, 0, 0, 0));
}

#[tokio::test]
async fn a_period_that_does_not_exist_is_not_found() {
    let accounting = Accounting::with_accounts().await;
    for period in ["2026-13", "0000-01", "9999-12", "2026-1", "%00", "..%2f"] {
        let path = format!("/api/exchange/v1/periods/{period}/statements");
        assert_eq!(accounting.put(&path, &[statement("1")]).await.status, 404, "{period}");
    }
}

#[tokio::test]
async fn hostile_statements_are_rejected_with_their_fields() {
    let accounting = Accounting::with_accounts().await;
    let cases = [
        (json!({"opening": "10000"}), "wrong_type", "opening"),
        (json!({"opening": 1.5}), "wrong_type", "opening"),
        (json!({"opening": i64::MAX}), "money_too_large", "opening"),
        (json!({"opening": i64::MIN}), "money_too_large", "opening"),
        (json!({"opening": 18_446_744_073_709_551_615_u64}), "wrong_type", "opening"),
        (json!({"lines": []}), "required", "lines"),
        (json!({"lines": null}), "wrong_type", "lines"),
        (json!({"to_pay": -1}), "negative", "to_pay"),
        (
            json!({"payments": [{"date": "2026-02-30", "amount": 1, "channel": "bank"}]}),
            "wrong_type",
            "payments[0].date",
        ),
        (
            json!({"payments": [{"date": "2026-02-01", "amount": 1, "channel": "coin"}]}),
            "unknown_value",
            "payments[0].channel",
        ),
        (
            json!({"payments": [{"date": "0000-01-01", "amount": 10_000, "channel": "bank"}]}),
            "date_out_of_range",
            "payments[0].date",
        ),
        (json!({"lines": [["s", "n", "u", "1", "0", "1", 1, [], 0, 1]]}), "wrong_type", "lines[0]"),
        (json!({"account": "../1"}), "account_unknown", "account"),
        (json!({"account": null}), "wrong_type", "account"),
        (json!({"surprise": {}}), "unknown_field", "surprise"),
    ];
    for (change, code, field) in cases {
        let mut broken = statement("1");
        broken.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let answer = accounting.put(STATEMENTS, &[broken, statement("2")]).await;
        assert_eq!(row(&answer, 0), rejected(code, field), "{change}");
        assert_ne!(row(&answer, 1).0, "rejected", "{change}");
    }
    assert_eq!(stored(&accounting.app, "1").await, None);
}

#[tokio::test]
async fn a_debt_that_is_not_asked_for_is_told() {
    let accounting = Accounting::with_accounts().await;
    let mut forgotten = statement("1");
    forgotten["to_pay"] = json!(0);
    let answer = accounting.put(STATEMENTS, &[forgotten, statement("2")]).await;
    assert_eq!(summary(&answer), (2, 0, 0, 0));
    let warning = &answer.json()["items"][0]["warnings"][0];
    assert_eq!((warning["code"].as_str(), warning["field"].as_str()), (Some("to_pay_differs"), Some("to_pay")));
    assert_eq!(answer.json()["items"][1].get("warnings"), None);
}

#[tokio::test]
async fn the_id_of_a_document_of_another_account_or_month_is_doubted() {
    let accounting = Accounting::with_accounts().await;
    let mut known = account("1");
    (known["unified_account"], known["service_id"]) = (json!("90ЕТ119242"), json!("90ЕТ119242-02"));
    accounting.put(ACCOUNTS, &[known]).await;
    let doubt = async |id: &str| {
        let mut row = statement("1");
        row["document_id"] = json!(id);
        accounting.put(STATEMENTS, &[row]).await.json()["items"][0]["warnings"][0]["code"].clone()
    };
    assert_eq!(doubt("90ЕТ119242-02-6101").await, json!(null));
    for other in ["90ЕТ119243-02-6101", "90ЕТ119242-03-6101", "90ЕТ119242-02-6091", "90ЕТ119242-02-5101"] {
        assert_eq!(doubt(other).await, "document_id_differs", "{other}");
    }
}
