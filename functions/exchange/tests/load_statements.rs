use serde_json::{Value, json};
use table::entities::period::{PeriodItem, PeriodStatus};
use table::entities::statement::StatementItem;
use table::keys;
use testkit::{TestApp, samples};

use crate::accounting::{Accounting, CLOSE, ORGANIZATION, REOPEN, STATEMENTS, rejected, row, statement, summary};

async fn period(app: &TestApp) -> Option<PeriodItem> {
    let key = keys::period(&samples::organization_id(1), samples::period("2026-10"));
    app.table.get(key, true).await.unwrap()
}

async fn stored(app: &TestApp, number: &str) -> Option<StatementItem> {
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

/// Account `1` is sold.
async fn sell(app: &TestApp) {
    let key = keys::account(&samples::account_id("1"));
    let buyer = samples::text("Петрова Анна Сергеевна");
    assert!(app.table.update(table::Update::at(key).set("subscriber", buyer).exists()).await.unwrap());
}

#[tokio::test]
async fn a_statement_is_made_out_to_the_account_as_it_is_until_it_is_published() {
    let accounting = Accounting::with_statements().await;
    let payer = async || stored(&accounting.app, "1").await.unwrap().facts().unwrap().unwrap().subscriber.to_string();
    assert_eq!(payer().await, "Иванов Иван Иванович");
    sell(&accounting.app).await;
    assert_eq!(payer().await, "Иванов Иван Иванович");
    let again = [statement("1"), statement("2")];
    assert_eq!(summary(&accounting.put(STATEMENTS, &again).await), (0, 1, 1, 0));
    assert_eq!(payer().await, "Петрова Анна Сергеевна");
    assert_eq!(summary(&accounting.put(STATEMENTS, &again).await), (0, 0, 2, 0));
}

#[tokio::test]
async fn a_published_statement_stays_made_out_as_it_was_until_its_charges_change() {
    let accounting = Accounting::with_statements().await;
    accounting.post(CLOSE).await;
    accounting.post(REOPEN).await;
    sell(&accounting.app).await;
    assert_eq!(summary(&accounting.put(STATEMENTS, &[statement("1")]).await), (0, 0, 1, 0));
    let mut changed = statement("1");
    (changed["penalty"], changed["closing"], changed["to_pay"]) = (json!(5), json!(94_010), json!(94_010));
    assert_eq!(summary(&accounting.put(STATEMENTS, &[changed]).await), (0, 1, 0, 0));
    let item = stored(&accounting.app, "1").await.unwrap();
    assert_eq!(item.facts().unwrap().unwrap().subscriber.as_str(), "Петрова Анна Сергеевна");
    assert_eq!((item.version, item.first_version), (2, 1));
}

#[tokio::test]
async fn charges_that_come_back_before_the_closing_are_shown_as_they_were_and_since_they_were() {
    let accounting = Accounting::with_statements().await;
    accounting.post(CLOSE).await;
    let published = stored(&accounting.app, "1").await.unwrap();
    accounting.post(REOPEN).await;
    sell(&accounting.app).await;
    let mut changed = statement("1");
    changed["to_pay"] = json!(0);
    for (row, since) in [(&changed, 2), (&statement("1"), 1), (&changed, 2), (&statement("1"), 1)] {
        assert_eq!(summary(&accounting.put(STATEMENTS, std::slice::from_ref(row)).await), (0, 1, 0, 0));
        let item = stored(&accounting.app, "1").await.unwrap();
        assert_eq!((item.version, item.shown_since(), item.first_version), (2, since, 1));
    }
    assert_eq!(stored(&accounting.app, "1").await.unwrap().facts().unwrap(), published.facts().unwrap());
    accounting.post(CLOSE).await;
    accounting.post(REOPEN).await;
    assert_eq!(summary(&accounting.put(STATEMENTS, &[changed]).await), (0, 1, 0, 0));
    assert_eq!(stored(&accounting.app, "1").await.unwrap().shown_since(), 3, "a third closing shows others");
    accounting.put(STATEMENTS, &[statement("1")]).await;
    assert_eq!(stored(&accounting.app, "1").await.unwrap().shown_since(), 1, "and then does not");
}

#[tokio::test]
async fn a_statement_that_the_second_closing_brings_first_is_no_correction() {
    let accounting = Accounting::with_accounts().await;
    accounting.put(STATEMENTS, &[statement("1")]).await;
    accounting.post(CLOSE).await;
    accounting.post(REOPEN).await;
    assert_eq!(summary(&accounting.put(STATEMENTS, &[statement("2")]).await), (1, 0, 0, 0));
    let item = stored(&accounting.app, "2").await.unwrap();
    assert_eq!((item.version, item.first_version), (2, 2));
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
async fn after_a_reopening_only_what_changed_belongs_to_the_next_version() {
    let accounting = Accounting::with_statements().await;
    accounting.post(CLOSE).await;
    accounting.post(REOPEN).await;
    let mut changed = statement("2");
    changed["to_pay"] = json!(0);
    assert_eq!(summary(&accounting.put(STATEMENTS, &[statement("1"), changed]).await), (0, 1, 1, 0));
    assert_eq!(stored(&accounting.app, "1").await.unwrap().version, 1);
    assert_eq!(stored(&accounting.app, "2").await.unwrap().version, 2);
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
async fn a_thousand_statements_are_loaded_at_once() {
    let accounting = Accounting::with_accounts().await;
    let mut rows = vec![statement("1"), statement("2"), statement("3")];
    rows.extend((100..1097).map(|number| statement(&number.to_string())));
    let answer = accounting.put(STATEMENTS, &rows).await;
    assert_eq!(summary(&answer), (3, 0, 0, 997));
}

/// A statement of about this many bytes: lines with the longest names, and nothing but zeros.
fn heavy(account: &str, lines: usize) -> Value {
    let mut heavy = statement(account);
    let first = &mut heavy["lines"][0];
    first["recalculations"] = json!([]);
    let mut more = first.clone();
    more["name"] = json!("ю".repeat(300));
    (more["base"], more["total"]) = (json!(0), json!(0));
    let all = heavy["lines"].as_array_mut().unwrap();
    all.extend(std::iter::repeat_n(more, lines));
    heavy
}

#[tokio::test]
async fn statements_that_fill_a_call_are_written_in_lighter_transactions() {
    let accounting = Accounting::with_accounts().await;
    let numbers: Vec<String> = (2000..2090).map(|number| number.to_string()).collect();
    for number in &numbers {
        accounting.app.account(number).await;
    }
    let rows: Vec<_> = numbers.iter().map(|number| heavy(number, 55)).collect();
    let answer = accounting.put(STATEMENTS, &rows).await;
    assert_eq!(summary(&answer), (90, 0, 0, 0), "{}", answer.text());
}

#[tokio::test]
async fn a_statement_that_no_item_can_hold_is_rejected_alone() {
    let accounting = Accounting::with_accounts().await;
    let mut giant = heavy("1", 59);
    let reason = json!({"period": "2026-09", "amount": 0, "reason": "ю".repeat(300)});
    for line in giant["lines"].as_array_mut().unwrap() {
        line["recalculations"] = json!(vec![reason.clone(); 30]);
    }
    let answer = accounting.put(STATEMENTS, &[giant, statement("2")]).await;
    assert_eq!(row(&answer, 0), rejected("statement_too_large", "lines"));
    assert_eq!(row(&answer, 1).0, "created");
}

#[tokio::test]
async fn a_statement_of_services_that_the_account_does_not_have_is_rejected_alone() {
    let accounting = Accounting::with_accounts().await;
    let mut foreign = statement("1");
    foreign["lines"][0]["service"] = json!("elevator");
    let answer = accounting.put(STATEMENTS, &[foreign, statement("2")]).await;
    assert_eq!(summary(&answer), (1, 0, 0, 1));
    assert_eq!(row(&answer, 0), rejected("service_unknown", "lines[0].service"));
}

#[tokio::test]
async fn a_single_unknown_service_among_known_ones_rejects_its_statement_alone() {
    let accounting = Accounting::with_accounts().await;
    let mut row = statement("1");
    let mut once = row["lines"][0].clone();
    once["service"] = json!("plumber");
    row["lines"].as_array_mut().unwrap().push(once);
    row["closing"] = json!(2 * 94_005);
    let answer = accounting.put(STATEMENTS, &[row, statement("2")]).await;
    assert_eq!(summary(&answer), (1, 0, 0, 1));
    assert_eq!(self::row(&answer, 0), rejected("service_unknown", "lines[1].service"));
}

/// The company with a supplier `heat` who is paid directly.
async fn with_supplier() -> Accounting {
    let accounting = Accounting::with_accounts().await;
    let mut details = samples::organization_json();
    let heat = json!({"code": "heat", "name": "ПАО «Тепло»", "inn": "7707083893", "bank": details["bank"]});
    details["recipients"] = json!([heat]);
    let answer = accounting.app.put(ORGANIZATION).bearer(&accounting.key).json(&details).send().await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    accounting
}

#[tokio::test]
async fn a_service_may_name_a_supplier_whom_the_company_has_told_of() {
    let accounting = with_supplier().await;
    let (mut known, mut unknown) = (statement("1"), statement("2"));
    known["lines"][0]["recipient"] = json!("heat");
    known["shares"] = json!([{"recipient": "heat", "to_pay": 94_005}]);
    known["document_id"] = json!("90ЕТ119242-02-6101");
    unknown["lines"][0]["recipient"] = json!("water");
    let answer = accounting.put(STATEMENTS, &[known, unknown]).await;
    assert_eq!(summary(&answer), (1, 0, 0, 1), "{}", answer.text());
    assert_eq!(row(&answer, 1), rejected("recipient_unknown", "lines[0].recipient"));
}

#[tokio::test]
async fn shares_that_do_not_make_up_what_is_to_be_paid_are_rejected() {
    let accounting = with_supplier().await;
    let mut row_of_one = statement("1");
    row_of_one["shares"] = json!([{"recipient": "heat", "to_pay": 94_004}]);
    let answer = accounting.put(STATEMENTS, &[row_of_one]).await;
    assert_eq!(row(&answer, 0), rejected("sums_differ", "shares"));
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
async fn what_cannot_be_negative_or_lie_ahead_is_rejected_by_row() {
    let accounting = Accounting::with_accounts().await;
    let with = |field: &str, value: Value| {
        let mut row = statement("1");
        row["lines"][0][field] = value;
        row
    };
    let ahead = json!([{"period": "2099-01", "amount": 0, "reason": "Перерасчёт"}]);
    let instalment =
        json!([{"name": "Отопление", "current": -5, "earlier": 0, "rate": "9.5", "interest": 0, "to_pay": -5}]);
    let mut by_instalments = statement("1");
    by_instalments["instalments"] = instalment;
    for (row_of_one, code, field) in [
        (with("norm", json!("-3.23")), "negative", "lines[0].norm"),
        (with("multiplier", json!({"coefficient": "-1.5", "excess": 0})), "negative", "lines[0].multiplier"),
        (with("recalculations", ahead), "period_out_of_range", "lines[0].recalculations[0].period"),
        (by_instalments, "negative", "instalments[0]"),
    ] {
        let answer = accounting.put(STATEMENTS, &[row_of_one, statement("2")]).await;
        assert_eq!(answer.json()["summary"]["rejected"], 1, "{field}: {}", answer.text());
        assert_eq!(row(&answer, 0), rejected(code, field));
    }
}
