use futures::future::join;
use serde_json::{Value, json};
use testkit::samples;

use crate::{account_path, attach, by_number, ivanov, town};

const CODE: &str = "access_code";
const TOTAL: &str = "last_total";

#[tokio::test]
async fn the_access_code_of_the_receipt_attaches_the_account() {
    let app = town().await;
    let answer = attach(&app, &ivanov(), &by_number(" 100 200 300", CODE, "ab12-cd34")).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    let card = answer.json();
    assert_eq!(card["number"], "100200300");
    assert_eq!(card["balance"], json!({"amount": 0, "kind": "zero", "as_of": null}));
    let page = app.get(&account_path("100200300")).bearer(&app.token(&ivanov())).send().await;
    assert_eq!(page.json(), card);
}

#[tokio::test]
async fn an_access_code_that_is_typed_in_the_other_alphabet_attaches_the_account() {
    // «А», «В», «С» are Cyrillic, the dash is a long one.
    for typed in ["АВ12СD34", "ав12–сd34"] {
        let app = town().await;
        assert_eq!(attach(&app, &ivanov(), &by_number("100200300", CODE, typed)).await.status, 201, "{typed}");
    }
}

#[tokio::test]
async fn the_total_of_the_latest_closed_receipt_attaches_the_account() {
    for total in ["940.05", "940,05", " 940,05 "] {
        let app = town().await;
        app.statement(&samples::account_id("100200300"), "2026-09").await;
        app.close_period("2026-09").await;
        assert_eq!(attach(&app, &ivanov(), &by_number("100200300", TOTAL, total)).await.status, 201, "{total}");
    }
}

#[tokio::test]
async fn the_total_of_an_older_closing_than_guessed_counts_where_it_is_the_latest() {
    let app = town().await;
    app.statement(&samples::account_id("100200300"), "2026-07").await;
    app.close_period("2026-07").await;
    assert_eq!(attach(&app, &ivanov(), &by_number("100200300", TOTAL, "940.05")).await.status, 201);
}

#[tokio::test]
async fn the_latest_closed_statement_proves_when_a_later_month_was_closed_without_it() {
    for later in ["2026-09", "2029-12"] {
        let app = town().await;
        app.statement(&samples::account_id("100200300"), "2026-07").await;
        app.close_period("2026-07").await;
        app.close_period(later).await;
        let answer = attach(&app, &ivanov(), &by_number("100200300", TOTAL, "940.05")).await;
        assert_eq!((answer.status, &answer.json()["latest_period"]), (201, &json!("2026-07")), "{later}");
    }
}

#[tokio::test]
async fn the_work_does_not_tell_whether_a_statement_is_in_the_latest_period() {
    let app = town().await;
    app.account("777").await;
    app.statement(&samples::account_id("777"), "2026-08").await;
    app.close_period("2026-08").await;
    app.statement(&samples::account_id("100200300"), "2026-09").await;
    app.close_period("2026-09").await;
    let mut costs = Vec::new();
    for (user, number) in (1..).zip(["100200300", "777", "1"]) {
        let answer = attach(&app, &samples::user_id(user), &by_number(number, TOTAL, "1.00")).await;
        assert_eq!(answer.problem(), (422, "account_or_proof_wrong".to_owned()));
        costs.push(answer.usage.round_trips);
    }
    assert_eq!(costs, [costs[0]; 3]);
}

#[tokio::test]
async fn the_total_of_an_open_period_proves_nothing() {
    let app = town().await;
    app.statement(&samples::account_id("100200300"), "2026-09").await;
    app.open_period("2026-09").await;
    let answer = attach(&app, &ivanov(), &by_number("100200300", TOTAL, "940.05")).await;
    assert_eq!(answer.problem(), (422, "account_or_proof_wrong".to_owned()));
}

#[tokio::test]
async fn a_total_of_nothing_proves_nothing() {
    let app = town().await;
    let account = samples::account_id("100200300");
    let mut statement = samples::statement();
    statement.to_pay = samples::kopecks(0);
    let period = samples::period("2026-09");
    let item = table::entities::statement::StatementItem::new(account, period, 1, &statement).unwrap();
    app.table.put(&item).await.unwrap();
    app.close_period("2026-09").await;
    let answer = attach(&app, &ivanov(), &by_number("100200300", TOTAL, "0.00")).await;
    assert_eq!(answer.problem(), (422, "account_or_proof_wrong".to_owned()));
}

#[tokio::test]
async fn a_wrong_number_and_a_wrong_proof_look_the_same() {
    let app = town().await;
    let right_number = attach(&app, &ivanov(), &by_number("100200300", CODE, "WRONG")).await;
    let wrong_number = attach(&app, &ivanov(), &by_number("100200301", CODE, "AB12CD34")).await;
    let mut elsewhere = by_number("100200300", CODE, "AB12CD34");
    elsewhere["organization_id"] = json!(samples::organization_id(9));
    let wrong_company = attach(&app, &ivanov(), &elsewhere).await;
    assert_eq!(right_number.problem(), (422, "account_or_proof_wrong".to_owned()));
    for other in [&wrong_number, &wrong_company] {
        assert_eq!((other.status, &other.body), (right_number.status, &right_number.body));
        assert_eq!(other.headers, right_number.headers);
        assert_eq!(other.usage.round_trips, right_number.usage.round_trips);
    }
}

#[tokio::test]
async fn an_account_without_an_access_code_is_not_opened_by_any() {
    let app = town().await;
    let mut account = app.account("500").await;
    account.access_code_hash = None;
    app.table.put(&account).await.unwrap();
    let answer = attach(&app, &ivanov(), &by_number("500", CODE, "AB12CD34")).await;
    assert_eq!(answer.problem(), (422, "account_or_proof_wrong".to_owned()));
}

#[tokio::test]
async fn an_attached_account_is_told_to_those_only_who_prove_it() {
    let app = town().await;
    attach(&app, &ivanov(), &by_number("100200300", CODE, "AB12CD34")).await;
    let right = attach(&app, &ivanov(), &by_number("100200300", CODE, "AB12CD34")).await;
    assert_eq!(right.problem(), (409, "already_attached".to_owned()));
    let wrong = attach(&app, &ivanov(), &by_number("100200300", CODE, "WRONG")).await;
    assert_eq!(wrong.problem(), (422, "account_or_proof_wrong".to_owned()));
}

#[tokio::test]
async fn of_two_attachments_at_once_one_succeeds() {
    let app = town().await;
    let body = by_number("100200300", CODE, "AB12CD34");
    let (one, other) = join(attach(&app, &ivanov(), &body), attach(&app, &ivanov(), &body)).await;
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409]);
}

#[tokio::test]
async fn several_people_may_attach_an_account() {
    let app = town().await;
    let body = by_number("100200300", CODE, "AB12CD34");
    for seed in [1, 2] {
        assert_eq!(attach(&app, &samples::user_id(seed), &body).await.status, 201);
    }
}

#[tokio::test]
async fn a_fifty_first_account_is_refused() {
    let app = town().await;
    for number in 1..=50 {
        app.attach(&ivanov(), &samples::account_id(&number.to_string())).await;
    }
    let answer = attach(&app, &ivanov(), &by_number("100200300", CODE, "AB12CD34")).await;
    assert_eq!(answer.problem(), (409, "too_many_accounts".to_owned()));
}

#[tokio::test]
async fn a_method_that_the_company_does_not_offer_is_refused() {
    let app = town().await;
    let mut organization = app.organization().await;
    organization.details.as_mut().unwrap().attach_methods = vec![domain::organization::AttachMethod::ServiceId];
    app.table.put(&organization).await.unwrap();
    let answer = attach(&app, &ivanov(), &by_number("100200300", CODE, "AB12CD34")).await;
    assert_eq!(answer.problem(), (422, "method_unavailable".to_owned()));
}

#[tokio::test]
async fn fields_at_fault_are_named() {
    let app = town().await;
    let good = by_number("100200300", CODE, "AB12CD34");
    let without = |field: &str| {
        let mut body = good.clone();
        body.as_object_mut().unwrap().remove(field);
        body
    };
    let with = |path: &str, value: Value| {
        let mut body = good.clone();
        *body.pointer_mut(path).unwrap() = value;
        body
    };
    let mut extra = good.clone();
    extra["role"] = json!("admin");
    let cases = [
        (extra, "role", "unknown_field"),
        (without("number"), "number", "required"),
        (without("proof"), "proof", "required"),
        (without("organization_id"), "organization_id", "required"),
        (with("/organization_id", json!("../1")), "organization_id", "id_malformed"),
        (with("/organization_id", json!(null)), "organization_id", "required"),
        (with("/number", json!("")), "number", "required"),
        (with("/number", json!("1#2")), "number", "account_number_malformed"),
        (with("/number", json!("١٢٣")), "number", "account_number_malformed"),
        (with("/number", json!("1".repeat(10_000))), "number", "too_long"),
        (with("/number", json!(100_200_300)), "number", "wrong_type"),
        (with("/number", json!(null)), "number", "wrong_type"),
        (with("/method", json!("guess")), "method", "unknown_value"),
        (with("/proof", json!([])), "proof", "wrong_type"),
        (with("/proof/kind", json!("password")), "proof.kind", "unknown_value"),
        (with("/proof/value", json!("=1")), "proof.value", "access_code_malformed"),
        (with("/proof", json!({"kind": TOTAL, "value": "1e309"})), "proof.value", "money_malformed"),
        (with("/proof", json!({"kind": TOTAL, "value": "0.001"})), "proof.value", "money_malformed"),
        (with("/proof", json!({"kind": TOTAL, "value": "9".repeat(15)})), "proof.value", "money_too_large"),
    ];
    for (body, field, code) in cases {
        let answer = attach(&app, &ivanov(), &body).await;
        assert_eq!((answer.status, answer.fields()), (422, vec![(field.to_owned(), code.to_owned())]), "{body}");
    }
}

#[tokio::test]
async fn a_stranger_and_a_broken_body_get_no_further() {
    let app = town().await;
    let body = by_number("100200300", CODE, "AB12CD34");
    assert_eq!(app.post("/api/accounts").json(&body).send().await.problem(), (401, "unauthorized".to_owned()));
    let token = app.token(&ivanov());
    let cases = [
        ("application/json", &b"{"[..], (400, "malformed_body")),
        ("application/json", br#"{"method":"x","method":"x"}"#, (400, "duplicate_key")),
        ("application/json", b"\xff", (400, "malformed_body")),
        ("text/plain", b"{}", (415, "unsupported_media_type")),
        ("application/json", b"[]", (422, "validation_failed")),
    ];
    for (media_type, body, (status, code)) in cases {
        let answer = app.post("/api/accounts").bearer(&token).raw(media_type, body).send().await;
        assert_eq!(answer.problem(), (status, code.to_owned()), "{body:?}");
    }
}
