use serde_json::{Value, json};
use table::entities::organization::OrganizationItem;
use table::entities::statement::StatementItem;
use table::keys;
use testkit::{Answer, TestApp, samples};

use crate::{account, home, ivanov};

/// September's hot water is paid to the boiler house, 940.05 of the 1,000.00 that are asked for.
async fn with_supplier() -> TestApp {
    let app = home().await;
    let mut details = samples::organization_json();
    details["recipients"] =
        json!([{"code": "heat", "name": "ПАО «Тепло»", "inn": "7707083893", "bank": details["bank"]}]);
    let key = keys::organization(&samples::organization_id(1));
    let mut company: OrganizationItem = app.table.get(key, true).await.unwrap().unwrap();
    company.details = Some(serde_json::from_value(details).unwrap());
    app.table.put(&company).await.unwrap();
    put(&app, |statement| {
        statement["lines"][0]["recipient"] = json!("heat");
        statement["penalty"] = json!(5_995);
        statement["closing"] = json!(100_000);
        statement["to_pay"] = json!(100_000);
    })
    .await;
    app
}

async fn put(app: &TestApp, change: impl FnOnce(&mut Value)) {
    let mut body = samples::statement_json();
    change(&mut body);
    let statement = serde_json::from_value(body).unwrap();
    domain::statement::check(&statement).unwrap();
    let item = StatementItem::new(account(), samples::period("2026-09"), 1, &statement).unwrap();
    app.table.put(&item).await.unwrap();
}

async fn ask(app: &TestApp, query: &str) -> Answer {
    let path = format!("/api/accounts/{}/payment-division{query}", account());
    app.get(&path).bearer(&app.token(&ivanov())).send().await
}

#[tokio::test]
async fn a_part_of_the_sum_goes_to_each_recipient_in_proportion() {
    let app = with_supplier().await;
    let answer = ask(&app, "?amount=10001").await;
    let company = json!({"name": "УК «Волга»", "inn": "7707083893", "services": [], "amount": 600});
    let services = ["Горячее водоснабжение"];
    let heat = json!({"name": "ПАО «Тепло»", "inn": "7707083893", "services": services, "amount": 9_401});
    assert_eq!(
        answer.json(),
        json!({"period": "2026-09", "items": [company, heat], "undivided": false}),
        "{}",
        answer.text()
    );
}

#[tokio::test]
async fn where_the_company_alone_is_paid_there_is_nothing_to_divide() {
    let answer = ask(&home().await, "?amount=10000").await;
    assert_eq!(answer.json(), json!({"period": "2026-09", "items": [], "undivided": false}));
}

#[tokio::test]
async fn a_statement_that_asks_for_nothing_divides_nothing() {
    let app = with_supplier().await;
    put(&app, |statement| {
        statement["opening"] = json!(-100_000);
        statement["lines"][0]["recipient"] = json!("heat");
        statement["closing"] = json!(-15_995);
        statement["to_pay"] = json!(0);
    })
    .await;
    let nothing = json!({"period": "2026-09", "items": [], "undivided": false});
    assert_eq!(ask(&app, "?amount=10000").await.json(), nothing);
}

#[tokio::test]
async fn where_the_company_itself_is_overpaid_it_is_said_that_nobody_can_tell() {
    let app = with_supplier().await;
    put(&app, |statement| {
        statement["opening"] = json!(-10_000);
        statement["penalty"] = json!(5_995);
        statement["lines"][0]["recipient"] = json!("heat");
        statement["closing"] = json!(80_000);
        statement["to_pay"] = json!(80_000);
    })
    .await;
    assert_eq!(ask(&app, "?amount=10000").await.json(), json!({"period": "2026-09", "items": [], "undivided": true}));
}

#[tokio::test]
async fn an_account_without_a_closed_period_has_no_division() {
    let app = TestApp::start(payments::router).await;
    app.organization().await;
    app.account("100200300").await;
    app.attach(&ivanov(), &account()).await;
    assert_eq!(ask(&app, "?amount=10000").await.json(), json!({"period": null, "items": [], "undivided": false}));
}

#[tokio::test]
async fn what_cannot_be_paid_cannot_be_divided() {
    let app = with_supplier().await;
    for (query, code) in [("?amount=0", "amount_not_positive"), ("?amount=1500000001", "amount_too_large")] {
        let answer = ask(&app, query).await;
        assert_eq!((answer.status, answer.fields()), (422, vec![("amount".to_owned(), code.to_owned())]));
    }
    for query in ["", "?amount=", "?amount=1.5", "?amount=99999999999999999999", "?amount=1&amount=2", "?amount=1&x=1"]
    {
        assert_eq!(ask(&app, query).await.status, 400, "{query}");
    }
}

#[tokio::test]
async fn a_foreign_account_is_not_there() {
    let app = with_supplier().await;
    let path = format!("/api/accounts/{}/payment-division?amount=1", account());
    assert_eq!(app.get(&path).bearer(&app.token(&samples::user_id(2))).send().await.status, 404);
}
