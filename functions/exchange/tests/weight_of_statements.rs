//! As many and as heavy statements as a call can hold.

use serde_json::{Value, json};

use crate::accounting::{Accounting, STATEMENTS, rejected, row, statement, summary};

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
