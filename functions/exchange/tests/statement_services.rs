//! Services and suppliers that statements name, and sums that go with them.

use serde_json::{Value, json};
use testkit::samples;

use crate::accounting::{Accounting, ORGANIZATION, STATEMENTS, rejected, row, statement, summary};

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
