use domain::moneta::{Signed, form_signature};
use futures::future::join_all;
use serde_json::{Value, json};
use table::entities::action::{ActionCode, ActionsOf};
use table::entities::counter::Counter;
use table::entities::erasure::Erasure;
use table::entities::payment::OrderedPayment;
use table::keys;
use testkit::samples;

use crate::shop::{CODE, MNT_ID, open, order, ordered, path};
use crate::{home, ivanov};

fn parameter(url: &str, name: &str) -> String {
    let query = url.split_once('?').unwrap().1;
    let pair = query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}="))).unwrap_or_default();
    percent_encoding::percent_decode_str(pair).decode_utf8().unwrap().into_owned()
}

#[tokio::test]
async fn an_order_leads_to_the_providers_page_with_a_signed_form() {
    let app = open().await;
    let answer = order(&app, "key-1", &json!({"amount": 12_025})).await;
    assert_eq!(
        (answer.status, &answer.json()["status"], &answer.json()["amount"]),
        (201, &json!("created"), &json!(12_025))
    );
    let body = answer.json();
    let (id, url) = (body["id"].as_str().unwrap(), body["redirect_url"].as_str().unwrap());
    assert!(url.starts_with("https://moneta.ru/assistant.htm?MNT_ID=54600817&"), "{url}");
    let (transaction, amount) = (parameter(url, "MNT_TRANSACTION_ID"), parameter(url, "MNT_AMOUNT"));
    assert_eq!((transaction.as_str(), amount.as_str()), (id, "120.25"));
    let form = Signed {
        shop: MNT_ID,
        transaction: id,
        amount: "120.25",
        currency: "RUB",
        test_mode: "0",
        ..Signed::default()
    };
    assert_eq!(parameter(url, "MNT_SIGNATURE"), form_signature(&form, CODE));
    let back = parameter(url, "MNT_FAIL_URL");
    assert!(
        back.starts_with("https://lk.example.ru/payments/payment?account=") && back.ends_with("&outcome=fail"),
        "{back}"
    );
}

#[tokio::test]
async fn an_order_takes_two_round_trips() {
    let app = open().await;
    let answer = order(&app, "key-1", &json!({"amount": 12_025})).await;
    assert_eq!((answer.status, answer.usage.round_trips, answer.usage.write_units), (201, 2, 17.0));
}

#[tokio::test]
async fn a_person_orders_a_hundred_times_a_day_and_hears_of_an_earlier_order_all_the_same() {
    let app = open().await;
    let now = app.clock.now().as_second();
    let today = format!("{} {}", ivanov(), now.div_euclid(24 * 3600));
    let ends_at = (now.div_euclid(24 * 3600) + 1) * 24 * 3600;
    let taken = Counter { kind: "orders".to_owned(), subject: today, count: 99, ends_at, taken_at: now - 60 };
    app.table.put(&taken).await.unwrap();
    let payment = ordered(&app, "key-1").await;
    let refused = order(&app, "key-2", &json!({"amount": 12_025})).await;
    assert_eq!(refused.problem(), (429, "too_many_requests".to_owned()));
    assert_eq!(refused.header("retry-after"), (ends_at - now).to_string());
    assert_eq!(ordered(&app, "key-1").await, payment);
    app.clock.advance(24 * 3600);
    ordered(&app, "key-2").await;
}

#[tokio::test]
async fn an_order_stands_in_the_trail_and_is_found_by_its_person() {
    let app = open().await;
    let payment = ordered(&app, "key-1").await;
    order(&app, "key-1", &json!({"amount": 12_025})).await;
    let actions = app.table.query_all(&ActionsOf { user: &ivanov() }).await.unwrap();
    let told: Vec<_> = actions.into_iter().map(|action| (action.code, action.detail)).collect();
    assert_eq!(told, [(ActionCode::PaymentStarted, Some("100200300".to_owned()))]);
    let key = keys::ordered_payment(&ivanov(), &payment);
    assert_eq!(app.table.get::<OrderedPayment>(key, true).await.unwrap().unwrap().payment, payment);
}

#[tokio::test]
async fn somebody_who_was_erased_orders_nothing() {
    let app = open().await;
    app.table.put(&Erasure { user: ivanov(), at: app.clock.now() }).await.unwrap();
    let answer = order(&app, "key-1", &json!({"amount": 12_025})).await;
    assert_eq!(answer.problem(), (401, "unauthorized".to_owned()));
}

#[tokio::test]
async fn the_same_call_is_answered_as_the_first_time() {
    let app = open().await;
    let body = json!({"amount": 12_025, "email": "a@example.ru"});
    let first = order(&app, "key-1", &body).await;
    let again = order(&app, "key-1", &body).await;
    assert_eq!((again.status, again.json()), (201, first.json()));
    let other = order(&app, "key-2", &body).await;
    assert_ne!(other.json()["id"], first.json()["id"]);
}

#[tokio::test]
async fn the_same_key_for_another_payment_is_refused() {
    let app = open().await;
    order(&app, "key-1", &json!({"amount": 12_025})).await;
    for body in [json!({"amount": 12_026}), json!({"amount": 12_025, "email": "a@example.ru"})] {
        assert_eq!(order(&app, "key-1", &body).await.problem(), (409, "idempotency_key_reused".to_owned()));
    }
}

#[tokio::test]
async fn a_double_click_orders_one_payment() {
    let app = open().await;
    let body = json!({"amount": 12_025});
    let answers = join_all((0..10).map(|_| order(&app, "key-1", &body))).await;
    let first = answers[0].json();
    assert!(answers.iter().all(|answer| answer.status == 201 && answer.json() == first));
    let listed = app.get(&path()).bearer(&app.token(&ivanov())).send().await.json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_call_without_a_key_of_its_own_is_refused() {
    let app = open().await;
    let token = app.token(&ivanov());
    let body = json!({"amount": 12_025});
    let plain = app.post(&path()).bearer(&token).json(&body).send().await;
    assert_eq!(plain.problem(), (400, "idempotency_key_required".to_owned()));
    for key in ["", "a b", &"x".repeat(256)] {
        assert_eq!(order(&app, key, &body).await.problem(), (400, "idempotency_key_required".to_owned()), "{key}");
    }
    let two = app.post(&path()).bearer(&token).header("idempotency-key", "1").header("idempotency-key", "2");
    assert_eq!(two.json(&body).send().await.problem(), (400, "idempotency_key_required".to_owned()));
}

#[tokio::test]
async fn impossible_orders_are_refused_field_by_field() {
    let app = open().await;
    for (body, field, code) in [
        (json!({}), "amount", "required"),
        (json!({"amount": 0}), "amount", "amount_not_positive"),
        (json!({"amount": -1}), "amount", "amount_not_positive"),
        (json!({"amount": 1_500_000_001}), "amount", "amount_too_large"),
        (json!({"amount": 10_000_000_000_001_i64}), "amount", "money_too_large"),
        (json!({"amount": 100.5}), "amount", "wrong_type"),
        (json!({"amount": u64::MAX}), "amount", "wrong_type"),
        (json!({"amount": "100"}), "amount", "wrong_type"),
        (json!({"amount": null}), "amount", "wrong_type"),
        (json!({"amount": 1, "email": "no address"}), "email", "email_malformed"),
        (json!({"amount": 1, "phone": "٠٩١٧"}), "phone", "phone_malformed"),
        (json!({"amount": 1, "status": "paid"}), "status", "unknown_field"),
    ] {
        let answer = order(&app, "key-1", &body).await;
        assert_eq!((answer.status, answer.fields()), (422, vec![(field.to_owned(), code.to_owned())]), "{body}");
    }
    let token = app.token(&ivanov());
    for raw in ["{\"amount\":1,\"amount\":2}", "{\"amount\":1e309}", "{", "NaN"] {
        let call = app.post(&path()).bearer(&token).header("idempotency-key", "1").raw("application/json", raw);
        assert_eq!(call.send().await.status, 400, "{raw}");
    }
}

#[tokio::test]
async fn a_foreign_account_has_no_till_whatever_the_call_holds() {
    let app = open().await;
    let stranger = app.token(&samples::user_id(2));
    for body in [json!({"amount": 12_025}), json!({"amount": "x", "y": 1}), Value::Null] {
        let answer = app.post(&path()).bearer(&stranger).json(&body).send().await;
        assert_eq!(answer.problem(), (404, "not_found".to_owned()), "{body}");
    }
    assert_eq!(app.post(&path()).json(&json!({})).send().await.problem(), (401, "unauthorized".to_owned()));
}

#[tokio::test]
async fn a_company_without_a_shop_takes_no_payment() {
    let app = home().await;
    app.user(&ivanov(), "ivanov@example.ru").await;
    let body = json!({"amount": 12_025});
    assert_eq!(order(&app, "key-1", &body).await.problem(), (409, "payment_unavailable".to_owned()));
    app.shop(true).await;
    let trial = order(&app, "key-1", &body).await;
    assert_eq!(trial.problem(), (409, "payment_unavailable".to_owned()), "a shop in test mode in production");
}
