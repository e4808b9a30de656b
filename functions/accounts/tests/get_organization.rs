use domain::organization::Recipient;
use serde_json::json;
use testkit::samples;

use crate::town;

#[tokio::test]
async fn anybody_sees_the_requisites_of_a_company() {
    let app = town().await;
    let mut company = app.organization().await;
    company.details.as_mut().unwrap().appeal_topics = vec!["Протечка".parse().unwrap()];
    app.table.put(&company).await.unwrap();
    let answer = app.get(&format!("/api/organizations/{}", samples::organization_id(1))).send().await;
    let mut expected = samples::organization_json();
    let fields = expected.as_object_mut().unwrap();
    fields.remove("policies");
    fields.insert("appeal_topics".to_owned(), json!(["Протечка"]));
    fields.insert("id".to_owned(), json!(samples::organization_id(1)));
    let code = "ST00012|Name=УК «Волга»|PersonalAcc=40702810338360027201|BankName=ПАО Сбербанк|BIC=044525225\
                |CorrespAcc=30101810400000000225|Purpose=Оплата ЖКУ|PayeeINN=7707083893|KPP=773601001|TechCode=02";
    fields.insert("payment_qr".to_owned(), json!(code));
    fields.insert("recipients".to_owned(), json!([]));
    for absent in ["site", "hours", "emergency_phone"] {
        fields.insert(absent.to_owned(), json!(null));
    }
    assert_eq!((answer.status, answer.json()), (200, expected));
    assert_eq!(answer.header("cache-control"), "public, max-age=60");
    assert_eq!((answer.usage.round_trips, answer.usage.read_units), (1, 0.5));
}

#[tokio::test]
async fn requisites_that_nobody_can_pay_to_give_no_payment_code() {
    let app = town().await;
    let mut company = app.organization().await;
    if let Some(details) = &mut company.details {
        details.bank.account = domain::requisites::BankAccount::parse("40702810338360027202").unwrap();
    }
    app.table.put(&company).await.unwrap();
    let answer = app.get(&format!("/api/organizations/{}", company.id)).send().await;
    assert_eq!((answer.status, &answer.json()["payment_qr"]), (200, &json!(null)));
}

fn supplier(code: &str, account: &str) -> Recipient {
    let mut recipient = json!({"code": code, "name": format!("АО «{code}»"), "inn": "7707083893"});
    recipient["bank"] = samples::organization_json()["bank"].clone();
    recipient["bank"]["account"] = json!(account);
    serde_json::from_value(recipient).unwrap()
}

#[tokio::test]
async fn suppliers_that_are_paid_directly_are_told_without_the_companys_words_for_them() {
    let app = town().await;
    let mut company = app.organization().await;
    if let Some(details) = &mut company.details {
        details.recipients = vec![supplier("heat", "40702810338360027201"), supplier("broken", "40702810338360027202")];
    }
    app.table.put(&company).await.unwrap();
    let answer = app.get(&format!("/api/organizations/{}", company.id)).send().await;
    let bank = samples::organization_json()["bank"].clone();
    let heat = json!({"name": "АО «heat»", "inn": "7707083893", "kpp": null, "bank": bank});
    assert_eq!((answer.status, &answer.json()["recipients"]), (200, &json!([heat])));
    assert_eq!((answer.usage.round_trips, answer.usage.read_units), (1, 0.5));
}

#[tokio::test]
async fn a_company_without_details_and_an_unknown_one_are_not_there() {
    let app = town().await;
    let mut bare = app.organization().await;
    bare.id = samples::organization_id(2);
    bare.details = None;
    app.table.put(&bare).await.unwrap();
    let ids = [samples::organization_id(2).to_string(), samples::organization_id(3).to_string(), "%2e%2e".to_owned()];
    for id in ids {
        let answer = app.get(&format!("/api/organizations/{id}")).send().await;
        assert_eq!(answer.problem(), (404, "not_found".to_owned()), "{id}");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}
