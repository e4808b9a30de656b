//! The company's reading and the resident's meet: what the exchange has taken stands in the way of a form.

use domain::AccountId;
use serde_json::{Value, json};
use testkit::{Answer, TestApp, samples};

const NUMBER: &str = "100200300";
const SERIAL: &str = "СВК-15 № 001";

/// A flat with a meter at 123.45, installed over the exchange. It is 20 October.
struct Flat {
    app: TestApp,
    key: String,
    account: AccountId,
    meter: String,
}

impl Flat {
    async fn built() -> Self {
        let app = TestApp::start(|app| local::server::functions(&app)).await;
        app.organization().await;
        app.account(NUMBER).await;
        let account = samples::account_id(NUMBER);
        app.attach(&samples::user_id(1), &account).await;
        let key = app.exchange_key(1).await;
        let meter = domain::meter::meter_id(&account, &samples::text(SERIAL));
        let flat = Self { app, key, account, meter };
        let row = json!({"account": NUMBER, "serial": SERIAL, "resource": "cold_water", "unit": "м³", "zones": 1,
            "digits": 5, "verification_due": "2030-01-31", "initial": ["123.45"]});
        flat.load("meters", &row).await;
        flat
    }

    async fn load(&self, kind: &str, row: &Value) {
        let path = format!("/api/exchange/v1/{kind}");
        let answer = self.app.put(&path).bearer(&self.key).json(&json!({ "items": [row] })).send().await;
        assert_eq!(answer.json()["summary"]["created"], 1, "{}", answer.text());
    }

    async fn company_reads(&self, taken_on: &str, value: &str) {
        let row =
            json!({"account": NUMBER, "meter": SERIAL, "taken_on": taken_on, "values": [value], "source": "company"});
        self.load("readings", &row).await;
    }

    async fn resident_sends(&self, value: &str) -> Value {
        let body = json!({"readings": [{"meter_id": self.meter, "values": [value]}]});
        let path = format!("/api/accounts/{}/readings", self.account);
        let token = self.app.token(&samples::user_id(1));
        let answer = self.app.post(&path).bearer(&token).json(&body).send().await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()["items"][0].clone()
    }

    async fn feed(&self) -> usize {
        self.app.clock.advance(60);
        let answer = self.app.get("/api/exchange/v1/feeds/readings").bearer(&self.key).send().await;
        answer.json()["items"].as_array().unwrap().len()
    }

    async fn meters(&self) -> Answer {
        let path = format!("/api/accounts/{}/meters", self.account);
        self.app.get(&path).bearer(&self.app.token(&samples::user_id(1))).send().await
    }
}

#[tokio::test]
async fn a_form_below_what_the_accounting_has_sent_meanwhile_is_refused_with_that_value() {
    let flat = Flat::built().await;
    let shown = flat.meters().await.json()["items"][0]["compared_with"]["values"].clone();
    assert_eq!(shown, json!(["123.45"]), "what the resident sees while typing");
    flat.company_reads("2026-10-18", "131.5").await;
    let answer = flat.resident_sends("130").await;
    let message = "Показание 130 меньше предыдущего, 131,5 от 18 октября 2026. Проверьте цифры на счётчике.";
    assert_eq!((&answer["code"], &answer["message"]), (&json!("below_previous"), &json!(message)));
    assert_eq!(flat.feed().await, 0);
    assert_eq!(flat.resident_sends("132").await["consumption"], json!(["0.5"]));
}

#[tokio::test]
async fn what_a_resident_has_sent_and_the_company_repeats_is_not_entered_again_by_the_same_form() {
    let flat = Flat::built().await;
    assert_eq!(flat.resident_sends("130").await["status"], "accepted");
    flat.app.clock.advance(24 * 3600);
    flat.company_reads("2026-10-21", "130").await;
    assert_eq!(flat.resident_sends("130").await["status"], "accepted");
    assert_eq!(flat.feed().await, 1, "what the resident entered, once");
    assert_eq!(flat.meters().await.json()["items"][0]["last"]["source"], "company");
}

#[tokio::test]
async fn what_the_company_has_read_in_the_window_is_asked_for_no_more() {
    let flat = Flat::built().await;
    let read = async || flat.meters().await.json()["items"][0]["read"].clone();
    assert_eq!(read().await, false);
    flat.company_reads("2026-10-18", "130").await;
    assert_eq!(read().await, true);
}
