//! An accounting system that speaks for company 1.

use domain::meter::Source;
use domain::reading::ReadingLimits;
use jiff::civil::Date;
use serde_json::{Value, json};
use table::entities::meter::MeterItem;
use table::taking::Taken;
use testkit::{Answer, TestApp, samples};

pub const ORGANIZATION: &str = "/api/exchange/v1/organization";
pub const HOUSES: &str = "/api/exchange/v1/houses";
pub const ACCOUNTS: &str = "/api/exchange/v1/accounts";
pub const METERS: &str = "/api/exchange/v1/meters";
pub const READINGS: &str = "/api/exchange/v1/readings";
pub const STATEMENTS: &str = "/api/exchange/v1/periods/2026-10/statements";
pub const ODN: &str = "/api/exchange/v1/periods/2026-10/odn";
pub const CLOSE: &str = "/api/exchange/v1/periods/2026-10/close";
pub const REOPEN: &str = "/api/exchange/v1/periods/2026-10/reopen";

/// The system under test and a key for it.
pub struct Accounting {
    pub app: TestApp,
    pub key: String,
}

impl Accounting {
    /// A company of which nothing is known yet.
    pub async fn start() -> Self {
        let app = TestApp::start(exchange::router).await;
        let key = app.exchange_key(1).await;
        Self { app, key }
    }

    /// A company with its details and the accounts `1`, `2` and `3`.
    pub async fn with_accounts() -> Self {
        let this = Self::start().await;
        this.app.organization().await;
        for number in ["1", "2", "3"] {
            this.app.account(number).await;
        }
        this
    }

    /// The same with the statements of these accounts for October 2026 loaded.
    pub async fn with_statements() -> Self {
        let this = Self::with_accounts().await;
        let answer = this.put(STATEMENTS, &[statement("1"), statement("2"), statement("3")]).await;
        assert_eq!(summary(&answer), (3, 0, 0, 0));
        this
    }

    /// Loads rows.
    pub async fn put(&self, path: &str, items: &[Value]) -> Answer {
        self.app.put(path).bearer(&self.key).json(&json!({ "items": items })).send().await
    }

    /// A resident reads a meter, as the form of the cabinet stores it.
    pub async fn resident_reads(&self, meter: &MeterItem, taken_on: Date, value: &str) {
        let values = vec![samples::value(value)];
        let judged = meter.basis(taken_on, false, &ReadingLimits::default()).judge(&values).unwrap();
        let entered_at = meter.moment(self.app.clock.now());
        let (id, entered_by) = (self.app.random.ordered_id(entered_at).unwrap(), Some(samples::user_id(1)));
        let source = Source::Resident;
        let taken = Taken { id, taken_on, values, judged, source, entered_by, entered_at, is_correction: false };
        let (after, reading) = meter.after(taken);
        let table = &self.app.table;
        table.commit(table.transaction().record(meter, &after, &reading)).await.unwrap();
    }

    /// Posts without a body.
    pub async fn post(&self, path: &str) -> Answer {
        self.app.post(path).bearer(&self.key).send().await
    }
}

/// Created, updated, unchanged, rejected.
pub fn summary(answer: &Answer) -> (u64, u64, u64, u64) {
    assert_eq!(answer.status, 200, "{}", answer.text());
    let summary = &answer.json()["summary"];
    let count = |name: &str| summary[name].as_u64().unwrap();
    (count("created"), count("updated"), count("unchanged"), count("rejected"))
}

/// Status, code and field of a row.
pub fn row(answer: &Answer, index: usize) -> (String, String, String) {
    let row = &answer.json()["items"][index];
    let text = |name: &str| row[name].as_str().unwrap_or_default().to_owned();
    assert_eq!(row["index"], index);
    (text("status"), text("code"), text("field"))
}

/// What [`row`] gives for a rejected row.
pub fn rejected(code: &str, field: &str) -> (String, String, String) {
    ("rejected".to_owned(), code.to_owned(), field.to_owned())
}

/// A house of the load.
pub fn house(code: &str) -> Value {
    json!({
        "code": code, "address": format!("г. Саратов, ул. Мира, д. {code}"),
        "total_area": "4000", "residential_area": "3200,5", "common_area": "600"
    })
}

/// An account of the load, in the house `mira-5`.
pub fn account(number: &str) -> Value {
    json!({
        "number": number, "house": "mira-5", "flat": "7", "subscriber": "Петрова Анна Сергеевна", "area": "54.3",
        "residents": 3, "unified_account": "90ЕТ119242", "service_id": "90ЕТ119242-02", "access_code": "QW34-ER56",
        "services": [{
            "code": "heating", "name": "Отопление", "supplier": "ПАО «Т Плюс»", "unit": "Гкал", "tariff": "2387.26"
        }, {
            "code": "hot-water", "name": "Горячее водоснабжение", "supplier": "МУП «Тепло»", "unit": "м³",
            "tariff": "145.97"
        }]
    })
}

/// A meter of the load.
pub fn meter(account: &str, serial: &str) -> Value {
    json!({
        "account": account, "serial": serial, "resource": "cold_water", "unit": "м³", "zones": 1, "digits": 5,
        "verification_due": "2030-01-31", "place": "кухня", "initial": ["12.5"]
    })
}

/// A reading of the load, taken by the company.
pub fn reading(account: &str, meter: &str, taken_on: &str, value: &str) -> Value {
    json!({"account": account, "meter": meter, "taken_on": taken_on, "values": [value], "source": "company"})
}

/// A statement of the load, as in [`samples::statement_json`].
pub fn statement(account: &str) -> Value {
    let mut row = samples::statement_json();
    row["account"] = json!(account);
    row
}
