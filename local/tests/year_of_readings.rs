//! A year of a house with 200 meters: residents, walk-rounds, missing months, corrections, rollovers, replacements.
//! What the accounting system has sent and has taken out of the feed must come to what the meters really did.

use std::collections::BTreeMap;

use domain::{AccountId, Decimal, UserId};
use futures::future::join_all;
use jiff::civil::Date;
use serde_json::{Value, json};
use table::entities::meter::MetersOf;
use testkit::{TestApp, samples};

const FLATS: usize = 100;
const KEY_OF_THE_FEED: &str = "/api/exchange/v1/feeds/readings?limit=150";
const DAY: i64 = 24 * 3600;

/// A real meter: what it shows, and what went through it.
#[derive(Debug, Clone)]
struct Real {
    flat: usize,
    serial: String,
    shows: i64,
    consumed: i64,
}

/// Thousandths that a drum of five digits goes through before it begins anew.
const CAPACITY: i64 = 100_000_000;

impl Real {
    fn run(&mut self, thousandths: i64) {
        self.consumed += thousandths;
        self.shows = (self.shows + thousandths) % CAPACITY;
    }

    fn written(&self) -> String {
        Decimal::new(self.shows, 3).to_string()
    }
}

struct House {
    app: TestApp,
    key: String,
    meters: Vec<Real>,
    /// Meters that were taken away.
    gone: Vec<Real>,
    /// What the accounting system knows to have been consumed, by serial number.
    known: BTreeMap<String, Decimal>,
    /// Consumption of each entry it has met, so that a correction takes the corrected one back.
    entries: BTreeMap<String, (String, Decimal)>,
    cursor: Option<String>,
}

impl House {
    async fn built() -> Self {
        let app = TestApp::start(|app| local::server::functions(&app)).await;
        let key = app.exchange_key(1).await;
        app.organization().await;
        let mut meters = Vec::new();
        for flat in 0..FLATS {
            app.account(&number(flat)).await;
            app.attach(&resident(flat), &account(flat)).await;
            for place in 0..2 {
                // Some are about to go through their zeros.
                let shows =
                    if flat % 10 == 0 { CAPACITY - 20_000 } else { 1_000_000 + 1_234 * i64::try_from(flat).unwrap() };
                meters.push(Real { flat, serial: format!("СВК-{flat}-{place}"), shows, consumed: 0 });
            }
        }
        let house =
            Self { app, key, meters, gone: Vec::new(), known: BTreeMap::new(), entries: BTreeMap::new(), cursor: None };
        let rows: Vec<Value> = house.meters.iter().map(row).collect();
        house.load("meters", &rows).await;
        house
    }

    async fn load(&self, kind: &str, items: &[Value]) -> Value {
        let path = format!("/api/exchange/v1/{kind}");
        let answer = self.app.put(&path).bearer(&self.key).json(&json!({ "items": items })).send().await;
        assert_eq!(answer.json()["summary"]["rejected"], 0, "{}", answer.text());
        answer.json()
    }

    /// A month goes by: everything runs, and most of it is told.
    async fn live(&mut self, month: usize) {
        for (place, meter) in self.meters.iter_mut().enumerate() {
            meter.run(3_000 + i64::try_from((place * 7 + month * 13) % 50).unwrap() * 100);
        }
        if month == 6 {
            self.replace().await;
        }
        let sending: Vec<usize> =
            (0..FLATS).filter(|flat| !(flat + month).is_multiple_of(7) && flat % 4 != 3).collect();
        for flats in sending.chunks(20) {
            join_all(flats.iter().map(|flat| self.send(*flat, month))).await;
        }
        self.walk_round(month).await;
        self.app.clock.advance(60);
        self.follow().await;
    }

    /// A resident sends both meters; every ninth errs first and corrects it.
    async fn send(&self, flat: usize, month: usize) {
        let rows = |surplus: i64| -> Value {
            let of_flat = self.meters.iter().filter(|meter| meter.flat == flat);
            let rows: Vec<Value> = of_flat
                .map(|meter| {
                    json!({
                        "meter_id": domain::meter::meter_id(&account(flat), &samples::text(&meter.serial)),
                        "values": [Real { shows: (meter.shows + surplus) % CAPACITY, ..meter.clone() }.written()],
                        "confirm": ["rollover"]
                    })
                })
                .collect();
            json!({ "readings": rows })
        };
        if (flat + month).is_multiple_of(9) {
            self.post(flat, &rows(1_000)).await;
        }
        self.post(flat, &rows(0)).await;
    }

    async fn post(&self, flat: usize, form: &Value) {
        let path = format!("/api/accounts/{}/readings", account(flat));
        let answer = self.app.post(&path).bearer(&self.app.token(&resident(flat))).json(form).send().await;
        let body = answer.json();
        let accepted = body["items"].as_array().is_some_and(|rows| rows.iter().all(|row| row["status"] == "accepted"));
        assert!(accepted, "{} {body}", answer.status);
    }

    /// Every fourth flat is read by the company, every other month.
    async fn walk_round(&mut self, month: usize) {
        if month % 2 == 1 {
            return;
        }
        let seen: Vec<Real> = self.meters.iter().filter(|meter| meter.flat % 4 == 3).cloned().collect();
        let rows: Vec<Value> = seen
            .iter()
            .map(|meter| {
                json!({
                    "account": number(meter.flat), "meter": meter.serial, "taken_on": self.today().to_string(),
                    "values": [meter.written()], "source": "company"
                })
            })
            .collect();
        self.load("readings", &rows).await;
        for meter in seen {
            self.known.insert(meter.serial, Decimal::new(meter.consumed, 3));
        }
    }

    /// Five meters of walked flats are replaced: the last reading of the old one, the first of the new one.
    async fn replace(&mut self) {
        let today = self.today().to_string();
        let places: Vec<usize> = (0..self.meters.len()).filter(|place| self.meters[*place].flat % 20 == 3).collect();
        for place in places {
            let old = self.meters[place].clone();
            self.known.insert(old.serial.clone(), Decimal::new(old.consumed, 3));
            let new = Real { serial: format!("{}-Б", old.serial), shows: 12, consumed: 0, ..old.clone() };
            let mut row = row(&new);
            row["replaces"] = json!({"serial": old.serial, "on": today, "values": [old.written()]});
            self.load("meters", &[row]).await;
            self.gone.push(old);
            self.meters[place] = new;
        }
    }

    /// Takes out what is new, page by page.
    async fn follow(&mut self) {
        loop {
            let after = self.cursor.as_ref().map(|cursor| format!("&after={cursor}")).unwrap_or_default();
            let page = self.app.get(&format!("{KEY_OF_THE_FEED}{after}")).bearer(&self.key).send().await.json();
            for item in page["items"].as_array().unwrap() {
                self.hear(item);
            }
            self.cursor = page["next"].as_str().map(str::to_owned);
            if page["more"] == false {
                return;
            }
        }
    }

    fn hear(&mut self, item: &Value) {
        let text = |name: &str| item[name].as_str().map(str::to_owned);
        let (id, serial) = (text("id").unwrap(), text("meter").unwrap());
        let consumption: Decimal = item["consumption"][0].as_str().unwrap().parse().unwrap();
        if let Some((_, corrected)) = text("replaces").and_then(|replaced| self.entries.remove(&replaced)) {
            *self.known.entry(serial.clone()).or_default() -= corrected;
        }
        let before = self.entries.insert(id.clone(), (serial.clone(), consumption));
        assert_eq!(before, None, "{id} came twice");
        *self.known.entry(serial).or_default() += consumption;
    }

    fn today(&self) -> Date {
        self.app.clock.now().to_zoned(samples::organization().zone()).date()
    }

    /// What the table holds of each meter: its latest values.
    async fn latest(&self) -> BTreeMap<String, String> {
        let mut latest = BTreeMap::new();
        for flat in 0..FLATS {
            for meter in self.app.table.query_all(&MetersOf { account: &account(flat) }).await.unwrap() {
                latest.insert(meter.serial.to_string(), meter.last.values[0].0.to_string());
            }
        }
        latest
    }
}

fn number(flat: usize) -> String {
    format!("{}", 1000 + flat)
}

fn account(flat: usize) -> AccountId {
    samples::account_id(&number(flat))
}

fn resident(flat: usize) -> UserId {
    samples::user_id(u8::try_from(flat + 1).unwrap())
}

fn row(meter: &Real) -> Value {
    json!({
        "account": number(meter.flat), "serial": meter.serial, "resource": "cold_water", "unit": "м³", "zones": 1,
        "digits": 5, "verification_due": "2040-01-01", "initial": [meter.written()]
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_year_of_a_house_with_two_hundred_meters_comes_out_equal() {
    let mut house = House::built().await;
    for month in 0..12 {
        house.live(month).await;
        house.app.clock.advance(28 * DAY);
        while house.today().day() != 20 {
            house.app.clock.advance(DAY);
        }
    }
    // In the thirteenth month everybody tells everything, so nothing is outstanding.
    let all: Vec<usize> = (0..FLATS).filter(|flat| flat % 4 != 3).collect();
    for flats in all.chunks(20) {
        join_all(flats.iter().map(|flat| house.send(*flat, 0))).await;
    }
    house.walk_round(12).await;
    house.app.clock.advance(60);
    house.follow().await;
    let latest = house.latest().await;
    for meter in house.meters.iter().chain(&house.gone) {
        let known = house.known.get(&meter.serial).copied().unwrap_or_default();
        assert_eq!(known, Decimal::new(meter.consumed, 3), "{}", meter.serial);
        assert_eq!(latest[&meter.serial].parse::<Decimal>().unwrap(), Decimal::new(meter.shows, 3), "{}", meter.serial);
    }
}
