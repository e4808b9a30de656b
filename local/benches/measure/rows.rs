//! Rows of an accounting system: a flat with nine services.

use jiff::civil::Date;
use serde_json::{Value, json};

/// Lines of a statement.
const SERVICES: [&str; 9] = [
    "Содержание и ремонт жилого помещения",
    "Отопление",
    "Горячее водоснабжение",
    "Холодное водоснабжение",
    "Водоотведение",
    "Электроснабжение, день",
    "Электроснабжение, ночь",
    "Обращение с твёрдыми коммунальными отходами",
    "Взнос на капитальный ремонт",
];
/// 6.44 × 145.97, in kopecks.
const LINE_TOTAL: i64 = 94_005;
/// What a month costs, in kopecks.
const MONTH: i64 = LINE_TOTAL * 9;

/// Flats of a house.
const FLATS: usize = 40;

/// The bulk call of these rows.
pub fn items(rows: impl Iterator<Item = Value>) -> Value {
    json!({ "items": rows.collect::<Vec<_>>() })
}

/// The number of an account.
pub fn number(index: usize) -> String {
    format!("{}", 100_000_000 + index)
}

/// The houses of so many accounts.
pub fn houses(accounts: usize) -> Value {
    items((0..accounts.div_ceil(FLATS)).map(|index| {
        json!({
            "code": format!("dom-{index}"), "address": format!("г. Саратов, ул. Чернышевского, д. {}", index + 1),
            "total_area": "4000", "residential_area": "3200", "common_area": "600"
        })
    }))
}

/// The common needs of the houses of so many accounts; nothing is left of what their meters measured.
pub fn common_needs(accounts: usize) -> Value {
    items((0..accounts.div_ceil(FLATS)).map(|index| {
        json!({
            "house": format!("dom-{index}"), "service": "service-2", "house_volume": "1000", "individual": "850",
            "by_norm": "100", "non_residential": "50", "cap": "12", "area_total": "4000", "tariff": "145.97"
        })
    }))
}

/// An account; its access code is `AB12CD34`.
pub fn account(index: usize) -> Value {
    let services = SERVICES.iter().enumerate().map(|(place, name)| {
        json!({
            "code": format!("service-{place}"), "name": name, "supplier": "МУП «Тепло»", "unit": "м³",
            "tariff": "145.97"
        })
    });
    json!({
        "number": number(index), "house": format!("dom-{}", index / FLATS), "flat": (index % FLATS + 1).to_string(),
        "subscriber": "Иванов Иван Иванович", "area": "54.3", "residents": 2, "access_code": "AB12CD34",
        "services": services.collect::<Vec<_>>()
    })
}

/// A water meter.
pub fn meter(index: usize) -> Value {
    json!({
        "account": number(index), "serial": format!("СВ-{index}"), "resource": "cold_water", "unit": "м³",
        "zones": 1, "digits": 5, "verification_due": "2040-01-01", "place": "кухня", "initial": ["12.345"]
    })
}

/// A reading of its meter.
pub fn reading(index: usize, day: Date) -> Value {
    json!({
        "account": number(index), "meter": format!("СВ-{index}"), "taken_on": day.to_string(), "values": ["15.5"],
        "source": "company"
    })
}

/// The statement of an account that has not paid for so many months before.
pub fn statement(index: usize, months: i64) -> Value {
    let lines = SERVICES.iter().enumerate().map(|(place, name)| {
        json!({
            "service": format!("service-{place}"), "name": name, "unit": "м³", "individual_volume": "6.44",
            "odn_volume": "0", "tariff": "145.97", "base": LINE_TOTAL, "recalculations": [], "privilege": 0,
            "total": LINE_TOTAL
        })
    });
    let (opening, closing) = (MONTH * months, MONTH * (months + 1));
    json!({
        "account": number(index), "opening": opening, "lines": lines.collect::<Vec<_>>(), "penalty": 0,
        "payments": [], "closing": closing, "to_pay": closing
    })
}
