use domain::account::AccessCode;
use domain::organization::AttachMethod;
use domain::{AccountId, OrganizationId};
use serde_json::{Value, json};
use table::entities::account::{Alias, AliasKind};
use testkit::{TestApp, samples};

use crate::{attach, by_number, ivanov, town};

const UNIFIED: &str = "90ЕТ119242";
const SERVICE: &str = "90ЕТ119242-02";

async fn alias(app: &TestApp, kind: AliasKind, identifier: &str, account: &AccountId) {
    let alias = Alias { kind, identifier: identifier.to_owned(), account: account.clone() };
    app.table.put(&alias).await.unwrap();
}

/// Account 100200300 of company 1 and account 55 of company 2, with another access code, under one ЕЛС.
async fn town_with_aliases() -> (TestApp, AccountId) {
    let app = town().await;
    let first = samples::account_id("100200300");
    let company: OrganizationId = samples::organization_id(2);
    let second = AccountId::of(&company, &samples::number("55"));
    let mut organization = app.organization().await;
    organization.id = company.clone();
    app.table.put(&organization).await.unwrap();
    let mut account = app.account("55").await;
    account.access_code_hash = Some(http::hash::access_code(&second, &AccessCode::parse("SECOND").unwrap()));
    account.id = second.clone();
    account.organization = company;
    app.table.put(&account).await.unwrap();
    for account in [&first, &second] {
        alias(&app, AliasKind::UnifiedAccount, UNIFIED, account).await;
    }
    alias(&app, AliasKind::ServiceId, SERVICE, &first).await;
    (app, second)
}

fn by(method: &str, number: &str, code: &str) -> Value {
    json!({"method": method, "number": number, "proof": {"kind": "access_code", "value": code}})
}

#[tokio::test]
async fn the_proof_tells_which_account_of_a_unified_one_is_meant() {
    let (app, second) = town_with_aliases().await;
    // Latin look-alikes, as people type them.
    let answer = attach(&app, &ivanov(), &by("unified_account", "90et119242", "SECOND")).await;
    assert_eq!((answer.status, &answer.json()["id"]), (201, &json!(second)), "{}", answer.text());
    let answer = attach(&app, &ivanov(), &by("unified_account", UNIFIED, "AB12CD34")).await;
    assert_eq!((answer.status, &answer.json()["number"]), (201, &json!("100200300")));
}

#[tokio::test]
async fn a_service_id_attaches_its_account() {
    let (app, _) = town_with_aliases().await;
    let answer = attach(&app, &ivanov(), &by("service_id", SERVICE, "AB12CD34")).await;
    assert_eq!((answer.status, &answer.json()["number"]), (201, &json!("100200300")));
}

#[tokio::test]
async fn a_named_company_narrows_the_search() {
    let (app, _) = town_with_aliases().await;
    let mut body = by("unified_account", UNIFIED, "SECOND");
    body["organization_id"] = json!(samples::organization_id(1));
    assert_eq!(attach(&app, &ivanov(), &body).await.problem(), (422, "account_or_proof_wrong".to_owned()));
    body["organization_id"] = json!(samples::organization_id(2));
    assert_eq!(attach(&app, &ivanov(), &body).await.status, 201);
}

/// Many accounts of company 0, whose keys come before those of all others, under one identifier.
async fn crowd(app: &TestApp, count: u32) {
    let company = samples::organization_id(0);
    for number in 0..count {
        let account = AccountId::of(&company, &samples::number(&number.to_string()));
        alias(app, AliasKind::UnifiedAccount, UNIFIED, &account).await;
    }
}

#[tokio::test]
async fn a_company_with_many_accounts_under_an_identifier_hides_no_other() {
    // 99: the first of the other companies ends a page of the search.
    for count in [25, 99, 100, 230] {
        let (app, second) = town_with_aliases().await;
        crowd(&app, count).await;
        let first = attach(&app, &ivanov(), &by("unified_account", UNIFIED, "AB12CD34")).await;
        assert_eq!((first.status, &first.json()["number"]), (201, &json!("100200300")), "{count}: {}", first.text());
        let mut body = by("unified_account", UNIFIED, "SECOND");
        body["organization_id"] = json!(samples::organization_id(2));
        let answer = attach(&app, &ivanov(), &body).await;
        assert_eq!((answer.status, &answer.json()["id"]), (201, &json!(second)), "{count}");
    }
}

#[tokio::test]
async fn an_identifier_that_nobody_has_looks_like_a_wrong_proof() {
    let (app, _) = town_with_aliases().await;
    let wrong_proof = attach(&app, &samples::user_id(1), &by("service_id", SERVICE, "WRONG")).await;
    let unknown = attach(&app, &samples::user_id(2), &by("service_id", "90ЕТ119242-03", "AB12CD34")).await;
    assert_eq!(wrong_proof.problem(), (422, "account_or_proof_wrong".to_owned()));
    assert_eq!((unknown.status, &unknown.body), (wrong_proof.status, &wrong_proof.body));
    assert_eq!(unknown.usage.round_trips, wrong_proof.usage.round_trips);
}

#[tokio::test]
async fn a_method_that_is_not_offered_is_told_to_the_owner_only() {
    let (app, _) = town_with_aliases().await;
    let mut organization = app.organization().await;
    organization.details.as_mut().unwrap().attach_methods = vec![AttachMethod::AccountNumber];
    app.table.put(&organization).await.unwrap();
    let owner = attach(&app, &ivanov(), &by("service_id", SERVICE, "AB12CD34")).await;
    assert_eq!(owner.problem(), (422, "method_unavailable".to_owned()));
    let stranger = attach(&app, &ivanov(), &by("service_id", SERVICE, "WRONG")).await;
    assert_eq!(stranger.problem(), (422, "account_or_proof_wrong".to_owned()));
}

#[tokio::test]
async fn an_identifier_of_another_kind_is_refused() {
    let (app, _) = town_with_aliases().await;
    for (method, number, code) in [
        ("unified_account", SERVICE, "unified_account_malformed"),
        ("service_id", UNIFIED, "service_id_malformed"),
        ("service_id", "90ЕТ119242#02", "service_id_malformed"),
    ] {
        let answer = attach(&app, &ivanov(), &by(method, number, "AB12CD34")).await;
        assert_eq!((answer.status, answer.fields()), (422, vec![("number".to_owned(), code.to_owned())]), "{number}");
    }
}

#[tokio::test]
async fn an_account_is_tried_five_times_a_day_whichever_of_its_numbers_is_typed() {
    let (app, _) = town_with_aliases().await;
    for method in ["service_id", "unified_account", "service_id", "unified_account", "service_id"] {
        let number = if method == "service_id" { SERVICE } else { UNIFIED };
        assert_eq!(attach(&app, &ivanov(), &by(method, number, "WRONG")).await.status, 422);
    }
    let right = by_number("100200300", "access_code", "AB12CD34");
    let answer = attach(&app, &ivanov(), &right).await;
    assert_eq!(answer.problem(), (422, "account_or_proof_wrong".to_owned()), "in the words of a wrong one");
    assert_eq!(attach(&app, &samples::user_id(2), &right).await.status, 201, "others are not shut out");
    app.clock.advance(86_400);
    assert_eq!(attach(&app, &ivanov(), &right).await.status, 201);
}

#[tokio::test]
async fn no_answer_tells_which_numbers_belong_together() {
    let (app, _) = town_with_aliases().await;
    for _ in 0..5 {
        attach(&app, &ivanov(), &by("service_id", SERVICE, "WRONG")).await;
    }
    let same = attach(&app, &ivanov(), &by_number("100200300", "access_code", "WRONG")).await;
    let other = attach(&app, &ivanov(), &by_number("100200301", "access_code", "WRONG")).await;
    assert_eq!((same.status, &same.body, &same.headers), (422, &other.body, &other.headers));
}
