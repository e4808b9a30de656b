//! The provider's book against ours: the stand-in takes money and tells of it over HTTP, the cabinet's store is in trouble
//! meanwhile. Afterwards all ledgers together are what stands in the stand-in's own book, which shares no code with them.

use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use expiry::Expiry;
use local::moneta::{self, Moneta};
use local::state::{DataDir, Shop};
use serde_json::{Value, json};
use table::entities::operation::LedgerEntry;
use testkit::{Fault, FaultProxy, TestApp, samples};
use tower::ServiceExt as _;

/// What the store does while the provider calls, and how often.
type Weather = &'static [(&'static str, Fault, u32)];

const STORM: Weather = &[
    ("BatchGetItem", Fault::Throttle, 20),
    ("BatchGetItem", Fault::Unprocessed(2), 20),
    ("TransactWriteItems", Fault::LoseReply, 25),
    ("TransactWriteItems", Fault::Conflict, 20),
    ("TransactWriteItems", Fault::Repeat, 10),
    ("TransactWriteItems", Fault::Throttle, 20),
    ("TransactWriteItems", Fault::LoseRequest, 10),
    ("UpdateItem", Fault::LoseReply, 5),
];

const WEATHERS: [Weather; 8] = [
    &[],
    &[("TransactWriteItems", Fault::LoseReply, 15)],
    &[("TransactWriteItems", Fault::LoseRequest, 15)],
    &[("BatchGetItem", Fault::Throttle, 15), ("TransactWriteItems", Fault::Throttle, 15)],
    &[("TransactWriteItems", Fault::Conflict, 20)],
    &[("TransactWriteItems", Fault::Repeat, 20), ("BatchGetItem", Fault::Delay(Duration::from_millis(100)), 5)],
    &[("BatchGetItem", Fault::Unprocessed(1), 10)],
    STORM,
];

/// The cabinet behind the proxy, its provider, and a way around the proxy to look.
struct Road {
    calm: TestApp,
    proxy: FaultProxy,
    moneta: Moneta,
    provider: Router,
}

async fn road() -> Road {
    let calm = TestApp::start(payments::router).await;
    calm.organization().await;
    calm.account("100200300").await;
    calm.user(&samples::user_id(1), "ivanov@example.ru").await;
    calm.attach(&samples::user_id(1), &samples::account_id("100200300")).await;
    calm.shop(false).await;
    let proxy = FaultProxy::start().await;
    let origin = serve(calm.behind(&proxy.endpoint, payments::router)).await;
    let data = DataDir::memory();
    let shop = Shop {
        organization: "УК «Волга»".to_owned(),
        mnt_id: "54600817".to_owned(),
        integrity_code: "QWERTY".to_owned(),
        test_mode: false,
    };
    data.change(|state| state.moneta.push(shop)).unwrap();
    let moneta = Moneta::open(&data, None, calm.clock.clone(), origin).unwrap();
    Road { provider: moneta::router(moneta.clone()), calm, proxy, moneta }
}

async fn serve(app: TestApp) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let router = http::edge(payments::router(app.app.clone()));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    origin
}

impl Road {
    /// Where a person is sent who has ordered so much.
    async fn ordered(&self, key: &str, kopecks: i64) -> Value {
        let path = format!("/api/accounts/{}/payments", samples::account_id("100200300"));
        let call = self.calm.post(&path).bearer(&self.calm.token(&samples::user_id(1)));
        let answer = call.header("idempotency-key", key).json(&json!({"amount": kopecks})).send().await;
        assert_eq!(answer.status, 201, "{}", answer.text());
        answer.json()["redirect_url"].clone()
    }

    fn weather(&self, weather: Weather) {
        for (operation, fault, times) in weather {
            self.proxy.plan(operation, *fault, *times);
        }
    }

    async fn provider(&self, method: &str, path: &str, body: &Value) -> (StatusCode, Value) {
        let request = Request::builder().method(method).uri(format!("/_local/moneta/{path}"));
        let request = request.header("content-type", "application/json").body(Body::from(body.to_string())).unwrap();
        let response = self.provider.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, serde_json::from_slice(&bytes).unwrap())
    }

    /// The person pays. A provider that could not ask is asked again by the person when the weather is better.
    async fn pays(&self, form: &Value, outcome: &str, unasked: bool) {
        let wish = json!({"form_url": form, "outcome": outcome, "delay_seconds": 26 * 3600, "unasked": unasked});
        for _ in 0..20 {
            let (status, answer) = self.provider("POST", "operations", &wish).await;
            if status == StatusCode::CREATED {
                return;
            }
            assert_eq!(answer["fields"][0]["code"], "not_wanted", "{answer}");
        }
        panic!("the weather never got better");
    }

    /// The weather gets fair, a day and more goes by, what was lost is told by hand, and every expiry is written down.
    async fn settles(&self) {
        self.proxy.calm();
        for hours in [1, 25, 2, 25] {
            self.calm.clock.advance(hours * 3600);
            Expiry::new(self.calm.app.clone()).run().await.unwrap();
            self.moneta.deliver_due().await;
        }
        for operation in self.taken().await.iter().filter(|operation| operation["outcome"] == "lost") {
            let path = format!("operations/{}/notify", operation["id"].as_str().unwrap());
            self.provider("POST", &path, &Value::Null).await;
        }
    }

    /// Operations of the provider by which money was taken. What it tells falsely is no operation.
    async fn taken(&self) -> Vec<Value> {
        let (_, book) = self.provider("GET", "operations", &Value::Null).await;
        let is_true = |one: &&Value| {
            one["paid"] == true && one["outcome"] != "other_amount" && one["outcome"] != "wrong_signature"
        };
        book["items"].as_array().unwrap().iter().filter(is_true).cloned().collect()
    }

    /// Both books name the same operations with the same sums, and the provider has been told so.
    async fn books_agree(&self, operations: usize) {
        let ledgers: Vec<LedgerEntry> = self.calm.table.everything().await.unwrap();
        let mut ours: Vec<_> = ledgers.iter().map(|one| (one.movement.to_string(), one.amount.kopecks())).collect();
        let taken = self.taken().await;
        let kopecks = |one: &Value| one["amount"].as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
        let mut theirs: Vec<_> =
            taken.iter().map(|one| (one["id"].as_str().unwrap().to_owned(), kopecks(one))).collect();
        ours.sort();
        theirs.sort();
        assert_eq!((theirs.len(), &ours), (operations, &theirs));
        let told = taken.iter().flat_map(|one| one["notifications"].as_array().unwrap());
        assert!(told.clone().all(|one| one["state"] == "confirmed"), "{:?}", told.collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn whatever_the_store_does_both_books_agree() {
    for weather in WEATHERS {
        let road = road().await;
        let mut forms = Vec::new();
        for (number, outcome) in ["success", "repeat", "lost", "delay", "refusal"].into_iter().enumerate() {
            let kopecks = 10_000 + i64::try_from(number).unwrap();
            forms.push((outcome, road.ordered(outcome, kopecks).await));
        }
        road.weather(weather);
        for (outcome, form) in &forms {
            road.pays(form, outcome, false).await;
        }
        road.settles().await;
        road.books_agree(4).await;
    }
}

#[tokio::test]
async fn what_the_provider_tells_falsely_is_in_neither_book_and_the_truth_after_it_is_in_both() {
    for weather in [WEATHERS[0], WEATHERS[1], STORM] {
        let road = road().await;
        for outcome in ["other_amount", "wrong_signature"] {
            let form = road.ordered(outcome, 500).await;
            road.weather(weather);
            road.pays(&form, outcome, true).await;
            road.proxy.calm();
            road.pays(&form, "success", true).await;
        }
        road.settles().await;
        road.books_agree(2).await;
    }
}

#[tokio::test]
async fn fifty_that_are_told_of_at_once_are_in_both_books_once() {
    for weather in [WEATHERS[0], WEATHERS[3], WEATHERS[4], STORM] {
        let road = road().await;
        for number in 0..50 {
            let form = road.ordered(&number.to_string(), 100 + number).await;
            road.pays(&form, "delay", true).await;
        }
        road.weather(weather);
        road.calm.clock.advance(26 * 3600 + 1);
        road.moneta.deliver_due().await;
        road.settles().await;
        road.books_agree(50).await;
    }
}
