//! Ivanov's flat: the account `100200300` with its meters. It is noon of 20 October, in the window of 15 to 25.

use domain::{AccountId, UserId};
use serde_json::{Value, json};
use table::entities::meter::MeterItem;
use table::entities::reading::{ReadingItem, ReadingsOf};
use table::keys;
use testkit::{Answer, FaultProxy, TestApp, samples};

pub const NUMBER: &str = "100200300";

/// Seconds of a day.
pub const DAY: i64 = 24 * 3600;

pub fn ivanov() -> UserId {
    samples::user_id(1)
}

pub fn account() -> AccountId {
    samples::account_id(NUMBER)
}

/// The cold water meter of the flat.
pub fn water() -> MeterItem {
    samples::meter(NUMBER, "СВК-15 № 001")
}

/// A meter of two zones, at 1000 by day and 500 by night.
pub fn power() -> MeterItem {
    let mut meter = samples::meter(NUMBER, "CE-102");
    meter.resource = domain::meter::Resource::Electricity;
    meter.unit = samples::text("кВт·ч");
    meter.zones = 2;
    meter.initial = vec![samples::value("1000"), samples::value("500")];
    meter.last.values.clone_from(&meter.initial);
    meter
}

pub struct Flat {
    pub app: TestApp,
}

impl Flat {
    /// With these meters.
    pub async fn with(meters: &[MeterItem]) -> Self {
        let app = TestApp::start(readings::router).await;
        app.organization().await;
        app.account(NUMBER).await;
        app.attach(&ivanov(), &account()).await;
        for meter in meters {
            app.table.put(meter).await.unwrap();
        }
        Self { app }
    }

    /// The same flat, reached through a proxy.
    pub fn behind(&self, proxy: &FaultProxy) -> Self {
        Self { app: self.app.behind(&proxy.endpoint, readings::router) }
    }

    /// Changes the company's details.
    pub async fn company(&self, change: impl FnOnce(&mut domain::organization::Organization)) {
        self.app.company(change).await;
    }

    pub async fn get(&self) -> Answer {
        self.app.get(&format!("/api/accounts/{}/meters", account())).bearer(&self.app.token(&ivanov())).send().await
    }

    /// Sends rows.
    pub async fn post(&self, rows: &[Value]) -> Answer {
        self.post_as(&ivanov(), &json!({ "readings": rows })).await
    }

    pub async fn post_as(&self, user: &UserId, body: &Value) -> Answer {
        let path = format!("/api/accounts/{}/readings", account());
        self.app.post(&path).bearer(&self.app.token(user)).json(body).send().await
    }

    /// Sends rows as a form with a name.
    pub async fn post_named(&self, key: &str, rows: &[Value]) -> Answer {
        let path = format!("/api/accounts/{}/readings", account());
        let call = self.app.post(&path).bearer(&self.app.token(&ivanov())).header("idempotency-key", key);
        call.json(&json!({ "readings": rows })).send().await
    }

    /// The company has read the water meter.
    pub async fn company_has_read(&self, value: &str, taken_on: jiff::civil::Date) {
        let mut meter: MeterItem =
            self.app.table.get(keys::meter(&account(), &water().id), true).await.unwrap().unwrap();
        meter.last.values = vec![samples::value(value)];
        meter.last.taken_on = Some(taken_on);
        meter.last.source = domain::meter::Source::Company;
        self.app.table.put(&meter).await.unwrap();
    }

    /// Sends a reading of the water meter.
    pub async fn water_shows(&self, value: &str) -> Answer {
        self.post(&[row(&water(), &[value])]).await
    }

    pub async fn history(&self, meter: &MeterItem) -> Answer {
        let path = format!("/api/accounts/{}/meters/{}/readings", account(), meter.id);
        self.app.get(&path).bearer(&self.app.token(&ivanov())).send().await
    }

    /// The readings that are stored of a meter, newest first.
    pub async fn stored(&self, meter: &MeterItem) -> Vec<ReadingItem> {
        self.app.table.query_all(&ReadingsOf { account: &account(), meter: &meter.id }).await.unwrap()
    }
}

/// A row of the form.
pub fn row(meter: &MeterItem, values: &[&str]) -> Value {
    json!({ "meter_id": meter.id, "values": values })
}

/// Status and code of each row.
pub fn verdicts(answer: &Answer) -> Vec<(String, String)> {
    assert_eq!(answer.status, 200, "{}", answer.text());
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let body = answer.json();
    body["items"].as_array().unwrap().iter().map(|row| (text(&row["status"]), text(&row["code"]))).collect()
}

/// The verdict of the only row.
pub fn verdict(answer: &Answer) -> String {
    let (status, code) = verdicts(answer).remove(0);
    if status == "accepted" { status } else { code }
}
