use domain::account::Service;
use domain::meter::Value;
use domain::organization::OverdueVerification;
use domain::reading::Spent;
use jiff::civil::date;
use serde_json::json;
use table::entities::meter::{Archived, MeterItem};
use testkit::samples;

use crate::flat::{DAY, Flat, NUMBER, account, ivanov, power, water};

#[tokio::test]
async fn meters_are_shown_with_their_latest_reading_and_the_window() {
    let flat = Flat::with(&[water()]).await;
    let answer = flat.get().await;
    let expected = json!({
        "window": {"from": "2026-10-15", "to": "2026-10-25", "open": true, "ended": null, "today": "2026-10-20"},
        "items": [{
            "id": water().id, "resource": "cold_water", "serial": "СВК-15 № 001", "place": "кухня", "unit": "м³",
            "zones": 1, "digits": 5, "verification_due": "2030-01-31", "verification": "valid",
            "archived_on": null, "replaced_by": null, "sent": false, "read": false, "accepts_readings": true,
            "last": {
                "values": ["123.45"], "taken_on": null, "source": "installation", "by_me": false, "consumption": null
            },
            "compared_with": {"values": ["123.45"], "taken_on": null},
            "tariffs": [],
            "if_missing": {"reason": "not_sent", "method": "norm", "monthly": null, "periods_left": 0}
        }],
        "archived": [], "reminder": false
    });
    assert_eq!((answer.status, answer.json()), (200, expected));
}

#[tokio::test]
async fn six_meters_with_a_year_behind_them_cost_one_round_trip_and_at_most_four_read_units() {
    let meters: Vec<_> = (1..=6).map(|place| samples::meter(NUMBER, &format!("СВК-15 № 00{place}"))).collect();
    let flat = Flat::with(&meters).await;
    for month in 1..=12_u32 {
        let rows: Vec<_> =
            meters.iter().map(|meter| crate::flat::row(meter, &[&format!("{}.125", 123 + month * 5)])).collect();
        assert_eq!(flat.post(&rows).await.status, 200);
        flat.app.clock.advance(31 * DAY);
        while !flat.get().await.json()["window"]["open"].as_bool().unwrap() {
            flat.app.clock.advance(DAY);
        }
    }
    assert_eq!(flat.stored(&meters[0]).await.len(), 12);
    let usage = flat.get().await.usage;
    assert_eq!(usage.round_trips, 1);
    assert!(usage.read_units > 0.0 && usage.read_units <= 4.0, "{usage:?}");
}

#[tokio::test]
async fn the_window_closes_at_midnight_of_the_company() {
    let flat = Flat::with(&[water()]).await;
    // Saratov is at UTC+4: the 25th ends at 20:00 UTC.
    flat.app.clock.advance(5 * DAY + 8 * 3600 - 1);
    let window = flat.get().await.json()["window"].clone();
    assert_eq!((&window["to"], &window["open"]), (&json!("2026-10-25"), &json!(true)));
    flat.app.clock.advance(1);
    let expected =
        json!({"from": "2026-11-15", "to": "2026-11-25", "open": false, "ended": "2026-10-25", "today": "2026-10-26"});
    assert_eq!(flat.get().await.json()["window"], expected);
}

#[tokio::test]
async fn a_meter_that_was_taken_away_stands_apart() {
    let mut gone = power();
    gone.archived = Some(Archived { on: date(2026, 10, 1), replaced_by: Some(samples::text("CE-208")) });
    let flat = Flat::with(&[water(), gone]).await;
    let body = flat.get().await.json();
    assert_eq!((body["items"].as_array().unwrap().len(), &body["archived"][0]["serial"]), (1, &json!("CE-102")));
    assert_eq!(body["archived"][0]["archived_on"], "2026-10-01");
    assert_eq!(body["archived"][0]["read"], false);
    assert_eq!(body["archived"][0]["accepts_readings"], false);
    assert_eq!(body["archived"][0]["replaced_by"], "CE-208");
}

#[tokio::test]
async fn a_meter_is_read_in_the_window_whoever_has_read_it() {
    let flat = Flat::with(&[water()]).await;
    let state = async || {
        let meter = flat.get().await.json()["items"][0].clone();
        (meter["sent"].as_bool().unwrap(), meter["read"].as_bool().unwrap())
    };
    flat.company_has_read("130", date(2026, 10, 14)).await;
    assert_eq!(state().await, (false, false), "before the window opened");
    flat.company_has_read("130", date(2026, 10, 15)).await;
    assert_eq!(state().await, (false, true));
    flat.water_shows("131").await;
    assert_eq!(state().await, (true, true));
    flat.app.clock.advance(6 * DAY);
    assert_eq!(state().await, (false, true), "the window of this month is over, and nothing was missed");
    flat.app.clock.advance(6 * DAY);
    assert_eq!(state().await, (false, false), "of the next window");
}

#[tokio::test]
async fn a_meter_past_its_verification_accepts_readings_unless_the_company_refuses_them() {
    let mut meter = water();
    meter.verification_due = date(2026, 10, 20);
    let flat = Flat::with(&[meter]).await;
    flat.company(|company| company.policies.overdue_verification = OverdueVerification::Refuse).await;
    let accepts = async || flat.get().await.json()["items"][0]["accepts_readings"].as_bool().unwrap();
    assert!(accepts().await, "its last day");
    flat.app.clock.advance(DAY);
    assert!(!accepts().await);
    flat.company(|company| company.policies.overdue_verification = OverdueVerification::Warn).await;
    assert!(accepts().await);
}

#[tokio::test]
async fn what_a_meter_showed_when_it_was_installed_is_no_reading_of_the_window() {
    let mut meter = water();
    (meter.installed_on, meter.last.taken_on) = (Some(date(2026, 10, 18)), Some(date(2026, 10, 18)));
    let flat = Flat::with(&[meter]).await;
    assert_eq!(flat.get().await.json()["items"][0]["read"], false);
}

#[tokio::test]
async fn what_happens_if_nothing_is_sent_follows_from_the_last_readings() {
    let flat = Flat::with(&[read_for_a_quarter()]).await;
    let expected = json!({"reason": "not_sent", "method": "average", "monthly": "5", "periods_left": 3});
    assert_eq!(flat.get().await.json()["items"][0]["if_missing"], expected);
}

#[tokio::test]
async fn past_its_verification_the_page_and_the_answer_to_a_reading_say_the_same() {
    let mut meter = read_for_a_quarter();
    meter.verification_due = date(2026, 9, 14);
    let flat = Flat::with(&[meter]).await;
    let expected = json!({"reason": "unverified", "method": "average", "monthly": "5", "periods_left": 2});
    assert_eq!(flat.get().await.json()["items"][0]["if_missing"], expected);
    let warning = flat.water_shows("130").await.json()["items"][0]["warnings"][0].clone();
    let message = "Показание принято, но срок поверки счётчика истёк 14 сентября 2026. Пока он не поверен, начислят по \
        среднему, 5 в месяц, не дольше 2 месяцев подряд; дальше — по нормативу. Обратитесь в управляющую организацию.";
    assert_eq!(warning, json!({"code": "verification_overdue", "message": message}));
    assert_eq!(flat.get().await.json()["items"][0]["if_missing"], expected, "what was sent changes nothing");
}

/// Five units a month since July.
fn read_for_a_quarter() -> MeterItem {
    let month = |month: i64| Spent {
        period: samples::period(&format!("2026-0{month}")),
        months: 1,
        consumption: vec![Value((month - 3).into())],
    };
    MeterItem { spent: (7..=9).map(month).collect(), ..water() }
}

#[tokio::test]
async fn the_tariff_of_the_service_is_told_for_an_estimate() {
    let mut meter = water();
    meter.resource = domain::meter::Resource::HotWater;
    let flat = Flat::with(&[meter]).await;
    let expected = json!([{"service": "Горячее водоснабжение", "value": "145.97"}]);
    assert_eq!(flat.get().await.json()["items"][0]["tariffs"], expected);
}

#[tokio::test]
async fn zones_that_are_services_of_their_own_have_a_tariff_each() {
    let flat = Flat::with(&[power()]).await;
    let mut home = flat.app.account(NUMBER).await;
    let service = |name: &str, tariff: &str| Service {
        code: samples::text(name),
        name: samples::text(name),
        unit: samples::text("кВт·ч"),
        tariff: tariff.parse().unwrap(),
        supplier: samples::text("АО «Энергосбыт»"),
    };
    home.services = vec![service("Электроэнергия, ночь", "3.12"), service("Электроэнергия, день", "5.40")];
    flat.app.table.put(&home).await.unwrap();
    let expected = json!([
        {"service": "Электроэнергия, день", "value": "5.40"}, {"service": "Электроэнергия, ночь", "value": "3.12"}
    ]);
    assert_eq!(flat.get().await.json()["items"][0]["tariffs"], expected);
}

#[tokio::test]
async fn what_another_resident_of_the_account_has_sent_is_not_told_to_be_ones_own() {
    let flat = Flat::with(&[water()]).await;
    let wife = samples::user_id(2);
    flat.app.attach(&wife, &account()).await;
    flat.post_as(&wife, &json!({"readings": [crate::flat::row(&water(), &["130"])]})).await;
    let last = |body: serde_json::Value| {
        (body["items"][0]["last"]["source"].clone(), body["items"][0]["last"]["by_me"].clone())
    };
    assert_eq!(last(flat.get().await.json()), (json!("resident"), json!(false)));
    assert_eq!(flat.history(&water()).await.json()["items"][0]["by_me"], false);
    flat.water_shows("131").await;
    assert_eq!(last(flat.get().await.json()), (json!("resident"), json!(true)));
    let history = flat.history(&water()).await.json();
    let by_me: Vec<_> = history["items"].as_array().unwrap().iter().map(|item| item["by_me"].clone()).collect();
    assert_eq!(by_me, [json!(true), json!(false), json!(false)]);
}

#[tokio::test]
async fn a_foreign_account_has_no_meters() {
    let flat = Flat::with(&[water()]).await;
    let path = format!("/api/accounts/{}/meters", account());
    let answer = flat.app.get(&path).bearer(&flat.app.token(&samples::user_id(2))).send().await;
    assert_eq!(answer.problem(), (404, "not_found".to_owned()));
    assert_eq!(flat.app.get(&path).send().await.problem(), (401, "unauthorized".to_owned()));
    let odd = flat.app.get("/api/accounts/..%2fx/meters").bearer(&flat.app.token(&ivanov()));
    assert_eq!(odd.send().await.status, 404);
}
