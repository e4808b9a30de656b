//! The house: its flats live, residents send, the company walks round.

use domain::meter::meter_id;
use domain::{AccountId, UserId};
use futures::future::join_all;
use jiff::civil::Date;
use serde_json::{Value, json};
use testkit::{TestApp, samples};

use super::accounting::Accounting;
use super::model::{Meter, written};

pub const FLATS: usize = 100;
const DAY: i64 = 24 * 3600;
/// Forms that are on their way at once.
const AT_ONCE: usize = 20;

pub struct House {
    pub app: TestApp,
    pub accounting: Accounting,
    pub meters: Vec<Meter>,
    /// Meters that were taken away.
    pub gone: Vec<Meter>,
    /// Rollovers that residents confirmed, having been asked.
    pub confirmed: usize,
}

impl House {
    pub async fn built() -> Self {
        let app = TestApp::start(|app| local::server::functions(&app)).await;
        app.organization().await;
        let mut accounting = Accounting::of(&app).await;
        let meters: Vec<Meter> = (0..FLATS).flat_map(|flat| [water(flat), power(flat)]).collect();
        for flat in 0..FLATS {
            app.account(&number(flat)).await;
            app.attach(&resident(flat), &account(flat)).await;
        }
        let rows: Vec<Value> = meters.iter().map(|meter| meter.row(&number(meter.flat))).collect();
        accounting.load(&app, "meters", &rows).await;
        for meter in &meters {
            accounting.knows(meter);
        }
        Self { app, accounting, meters, gone: Vec::new(), confirmed: 0 }
    }

    pub fn today(&self) -> Date {
        self.app.clock.now().to_zoned(samples::organization().zone()).date()
    }

    /// Time goes on to this day of the month, and something went through every meter.
    pub fn until(&mut self, day: i8, amount: i64) {
        while self.today().day() != day {
            self.app.clock.advance(DAY);
        }
        for (place, meter) in self.meters.iter_mut().enumerate() {
            meter.run(amount + i64::try_from(place * 7 % 50).unwrap() * 20);
        }
    }

    /// These residents send all their meters; those who err correct themselves.
    pub async fn send(&mut self, flats: &[usize], errs: impl Fn(usize) -> bool) {
        let wrong: Vec<usize> = flats.iter().copied().filter(|flat| errs(*flat)).collect();
        self.enter(&wrong, 1_250, false).await;
        let (again, first): (Vec<usize>, Vec<usize>) = flats.iter().copied().partition(|flat| wrong.contains(flat));
        self.enter(&first, 0, false).await;
        self.enter(&again, 0, true).await;
        self.accounting.follow(&self.app).await;
    }

    async fn enter(&mut self, flats: &[usize], surplus: i64, is_correction: bool) {
        for flats in flats.chunks(AT_ONCE) {
            let house = &*self;
            let confirmed = join_all(flats.iter().map(|flat| house.enter_flat(*flat, surplus, is_correction))).await;
            self.confirmed += confirmed.iter().sum::<usize>();
        }
        let today = self.today();
        for meter in self.meters.iter_mut().filter(|meter| flats.contains(&meter.flat)) {
            meter.tell(today, meter.misread(surplus), "resident", is_correction);
        }
    }

    /// Is asked about exactly the meters that went through their zeros, and says yes.
    async fn enter_flat(&self, flat: usize, surplus: i64, is_correction: bool) -> usize {
        let meters: Vec<&Meter> = self.meters.iter().filter(|meter| meter.flat == flat).collect();
        let row = |meter: &Meter, confirm: &[&str]| {
            let id = meter_id(&account(flat), &samples::text(&meter.serial));
            json!({"meter_id": id, "values": written(&meter.misread(surplus)), "confirm": confirm})
        };
        let zeros = |meter: &&&Meter| meter.rollovers(&meter.misread(surplus), is_correction) > 0;
        let asked = self.post(flat, meters.iter().map(|meter| row(meter, &[])).collect()).await;
        let expected: Vec<bool> = meters.iter().map(|meter| zeros(&meter)).collect();
        assert_eq!(asked, expected, "flat {flat}");
        let rolled: Vec<Value> = meters.iter().filter(zeros).map(|meter| row(meter, &["rollover"])).collect();
        if rolled.is_empty() {
            return 0;
        }
        assert!(self.post(flat, rolled).await.iter().all(|asked| !asked));
        expected.into_iter().filter(|asked| *asked).count()
    }

    /// Whether each row is asked about; the others are accepted.
    async fn post(&self, flat: usize, rows: Vec<Value>) -> Vec<bool> {
        let path = format!("/api/accounts/{}/readings", account(flat));
        let body = json!({ "readings": rows });
        let answer = self.app.post(&path).bearer(&self.app.token(&resident(flat))).json(&body).send().await.json();
        let verdict = |row: &Value| match (row["status"].as_str().unwrap(), row["questions"][0]["kind"].as_str()) {
            ("accepted", None) => false,
            ("rejected", Some("rollover")) => true,
            _ => panic!("{row}"),
        };
        answer["items"].as_array().unwrap().iter().map(verdict).collect()
    }

    /// The company reads the meters of these flats; where it errs, it corrects itself the same day.
    pub async fn walk_round(&mut self, flats: &[usize], source: &'static str, errs: impl Fn(usize) -> bool) {
        let wrong: Vec<usize> = flats.iter().copied().filter(|flat| errs(*flat)).collect();
        self.read(&wrong, source, 500, false).await;
        let (again, first): (Vec<usize>, Vec<usize>) = flats.iter().copied().partition(|flat| wrong.contains(flat));
        self.read(&first, source, 0, false).await;
        self.read(&again, source, 0, true).await;
        for meter in self.meters.iter().filter(|meter| flats.contains(&meter.flat)) {
            self.accounting.saw(&meter.serial, &meter.shows);
        }
    }

    async fn read(&mut self, flats: &[usize], source: &'static str, surplus: i64, is_correction: bool) {
        let today = self.today();
        let mut rows = Vec::new();
        for meter in self.meters.iter_mut().filter(|meter| flats.contains(&meter.flat)) {
            let values = meter.misread(surplus);
            rows.push(json!({
                "account": number(meter.flat), "meter": meter.serial, "taken_on": today.to_string(),
                "values": written(&values), "source": source
            }));
            meter.tell(today, values, source, is_correction);
        }
        if !rows.is_empty() {
            self.accounting.load(&self.app, "readings", &rows).await;
        }
    }

    /// Both meters of these flats are replaced: the last reading of the old one, the first of the new one.
    pub async fn replace(&mut self, flats: &[usize]) {
        let today = self.today();
        for place in 0..self.meters.len() {
            let mut old = self.meters[place].clone();
            if !flats.contains(&old.flat) {
                continue;
            }
            old.tell(today, old.shows.clone(), "company", false);
            self.accounting.saw(&old.serial, &old.shows);
            let first = vec![12; old.initial.len()];
            let new = Meter::installed(old.flat, format!("{}-Б", old.serial), old.resource, old.digits, first);
            let mut row = new.row(&number(new.flat));
            row["replaces"] = json!({"serial": old.serial, "on": today.to_string(), "values": written(&old.shows)});
            self.accounting.load(&self.app, "meters", &[row]).await;
            self.accounting.knows(&new);
            self.meters[place] = new;
            self.gone.push(old);
        }
    }
}

/// Some are about to go through their zeros.
fn water(flat: usize) -> Meter {
    let near = flat.is_multiple_of(10) || flat % 16 == 3;
    let shows = if near { 100_000_000 - 20_000 } else { 1_000_000 + 1_234 * i64::try_from(flat).unwrap() };
    Meter::installed(flat, format!("СВК-{flat}"), "cold_water", 5, vec![shows])
}

/// One, two or three zones; in some the night alone is about to go through its zeros.
fn power(flat: usize) -> Meter {
    let near = |zone: usize| zone == 1 && flat % 5 == 2;
    let shows = |zone: usize| if near(zone) { 1_000_000_000 - 30_000 } else { 5_000_500 * (1 + zone) };
    let zones = (0..=flat % 3).map(|zone| i64::try_from(shows(zone)).unwrap()).collect();
    Meter::installed(flat, format!("CE-{flat}"), "electricity", 6, zones)
}

pub fn number(flat: usize) -> String {
    format!("{}", 1000 + flat)
}

pub fn account(flat: usize) -> AccountId {
    samples::account_id(&number(flat))
}

pub fn resident(flat: usize) -> UserId {
    samples::user_id(u8::try_from(flat + 1).unwrap())
}
