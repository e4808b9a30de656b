//! Another payment provider is one file: this one, and a line where it is named. It differs from the first in all that may
//! differ: names of fields, how it signs, what it wants to hear.

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use domain::payment::Question;
use domain::{Money, PaymentId};
use http::{App, PaymentSettings, hash};
use payments::provider::{Decision, Order, PaymentProvider, Proof, Request, Unread};
use payments::{Incoming, OpenShop, Providers};
use serde_json::{Value, json};
use table::entities::operation::OperationItem;
use table::entities::organization::{OrganizationItem, Shop};
use table::entities::payment::PaymentItem;
use table::keys;
use testkit::{Answer, TestApp, samples};

use crate::shop::{ledger, online, order, ordered, refusals, status, told};
use crate::{account, ivanov};

/// Calls in JSON, signed in a header; answers by the status.
struct Kassa;

fn signature(body: &[u8], code: &str) -> String {
    hash::sha256(&format!("{}{code}", String::from_utf8_lossy(body)))
}

impl PaymentProvider for Kassa {
    fn name(&self) -> &'static str {
        "kassa"
    }

    fn redirect(&self, shop: &OpenShop, order: Order<'_>, _: &PaymentSettings) -> String {
        format!("https://kassa.example/{}?order={}&sum={}", shop.number, order.payment.id(), order.payment.amount())
    }

    fn read(&self, _: Question, incoming: &Incoming) -> Result<Request, Unread> {
        let unread = |reason| Unread { reason, payment: None };
        let call: Value = serde_json::from_slice(&incoming.body).map_err(|_| unread("kassa_malformed"))?;
        let text = |name: &str| call[name].as_str().unwrap_or_default().to_owned();
        let signed = incoming.headers.get("x-kassa-signature").and_then(|value| value.to_str().ok());
        let (signed, body) = (signed.unwrap_or_default().to_owned(), incoming.body.clone());
        Ok(Request {
            payment: PaymentId::parse(&text("order")).map_err(|_| unread("kassa_malformed"))?,
            shop: text("shop"),
            operation: text("receipt"),
            amount: call["kopecks"].as_i64().map(Money::from_kopecks),
            test: false,
            proof: Proof::new(move |code| hash::equal(&signed, &signature(&body, code))),
        })
    }

    fn answer(&self, _: &OpenShop, _: &Request, decision: Decision<'_>) -> Response {
        match decision {
            Decision::Posted(_) | Decision::Payable | Decision::PayableAmount(_) => StatusCode::NO_CONTENT,
            Decision::AlreadyPaid | Decision::NotPayable => StatusCode::GONE,
        }
        .into_response()
    }

    fn refusal(&self) -> Response {
        StatusCode::FORBIDDEN.into_response()
    }
}

fn both(app: App) -> Router {
    payments::router_with(app, Providers::of(&[&payments::Moneta, &Kassa]))
}

/// Company 1 takes its payments at the other provider, at a shop whose number there is that of the first provider's.
async fn moved() -> TestApp {
    let app = crate::shop::open().await.with(both);
    moves(&app, "kassa").await;
    app
}

async fn moves(app: &TestApp, provider: &str) {
    let id = samples::organization_id(1);
    let mut company: OrganizationItem = app.table.get(keys::organization(&id), true).await.unwrap().unwrap();
    let now = app.clock.now();
    company.former_shops = company.leaving(now, now + jiff::SignedDuration::from_hours(72));
    company.shop = company.shop.map(|shop| Shop { provider: provider.to_owned(), ..shop });
    app.table.put(&company).await.unwrap();
}

async fn call(app: &TestApp, question: &str, payment: &PaymentId, kopecks: i64, code: &str) -> Answer {
    let body = json!({"shop": "54600817", "order": payment, "receipt": "R-1", "kopecks": kopecks}).to_string();
    let signed = signature(body.as_bytes(), code);
    let call = app.post(&format!("/api/payments/kassa/{question}")).header("x-kassa-signature", &signed);
    call.raw("application/json", body.into_bytes()).send().await
}

#[tokio::test]
async fn a_payment_at_another_provider_walks_the_whole_road() {
    let app = moved().await;
    let started = order(&app, "key-1", &json!({"amount": 12_025})).await.json();
    let payment = PaymentId::parse(started["id"].as_str().unwrap()).unwrap();
    assert_eq!(started["redirect_url"], format!("https://kassa.example/54600817?order={payment}&sum=120.25"));
    assert_eq!(order(&app, "key-1", &json!({"amount": 12_025})).await.json(), started);
    assert_eq!(call(&app, "check", &payment, 12_025, "QWERTY").await.status, 204);
    assert_eq!(status(&app, &payment).await, "pending");
    for _ in 0..3 {
        assert_eq!(call(&app, "notify", &payment, 12_025, "QWERTY").await.status, 204);
    }
    assert_eq!(status(&app, &payment).await, "paid");
    assert_eq!((ledger(&app, &account()).await, online(&app).await.len()), (vec![12_025], 1));
    let item: PaymentItem = app.table.get(keys::payment(&payment), true).await.unwrap().unwrap();
    let operation: Vec<OperationItem> = app.table.everything().await.unwrap();
    assert_eq!((item.provider.as_str(), operation[0].provider.as_str()), ("kassa", "kassa"));
    assert_eq!(call(&app, "check", &payment, 12_025, "QWERTY").await.status, 410);
}

#[tokio::test]
async fn what_it_tells_wrongly_is_refused_in_its_own_words_and_recorded() {
    let app = moved().await;
    let payment = ordered(&app, "key-1").await;
    for (kopecks, code, reason) in [(12_025, "QWERTZ", "signature_wrong"), (12_026, "QWERTY", "amount_differs")] {
        app.clock.advance(1);
        assert_eq!(call(&app, "notify", &payment, kopecks, code).await.status, 403);
        assert_eq!(refusals(&app).await.pop().as_deref(), Some(reason));
    }
    let unread = app.post("/api/payments/kassa/notify").raw("application/json", "{").send().await;
    assert_eq!((unread.status, status(&app, &payment).await), (403, "created".to_owned()));
}

#[tokio::test]
async fn a_payment_is_told_of_by_the_provider_where_it_was_ordered() {
    let app = crate::shop::open().await.with(both);
    let first = ordered(&app, "key-1").await;
    moves(&app, "kassa").await;
    let second = ordered(&app, "key-2").await;
    assert_eq!(call(&app, "notify", &first, 12_025, "QWERTY").await.status, 403, "it was ordered at the other one");
    assert_eq!(told(&second).notify(&app).await.text(), "FAIL", "so was this");
    assert_eq!(refusals(&app).await, ["shop_unknown"; 2]);
    assert!(crate::shop::confirms(&told(&first).notify(&app).await));
    assert_eq!(call(&app, "notify", &second, 12_025, "QWERTY").await.status, 204);
    assert_eq!(ledger(&app, &account()).await, [12_025; 2]);
}

#[tokio::test]
async fn a_shop_at_a_provider_that_is_not_known_takes_no_payment() {
    let app = crate::shop::open().await;
    moves(&app, "kassa").await;
    let refused = order(&app, "key-1", &json!({"amount": 12_025})).await;
    assert_eq!(refused.problem(), (409, "payment_unavailable".to_owned()));
    let unknown = app.post("/api/payments/kassa/notify").bearer(&app.token(&ivanov())).send().await;
    assert_eq!(unknown.problem(), (404, "not_found".to_owned()));
}

#[tokio::test]
async fn what_was_stored_before_providers_had_names_is_of_the_first_one() {
    let app = crate::shop::open().await;
    let item = app.ordered_payment(&ivanov()).await;
    let mut stored = serde_json::to_value(&item).unwrap();
    assert_eq!(stored.as_object_mut().unwrap().remove("provider"), Some(json!("moneta")));
    let read: PaymentItem = serde_json::from_value(stored).unwrap();
    assert_eq!(read, item);
}
