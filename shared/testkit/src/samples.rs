//! Good values of the domain.

use domain::account::AccountNumber;
use domain::common_needs::{Calculation, Terms, Volumes};
use domain::email::Email;
use domain::house::{House, HouseCode};
use domain::line_text::LineText;
use domain::login::Login;
use domain::meter::Resource;
use domain::organization::Organization;
use domain::statement::Statement;
use domain::{AccountId, Money, OrganizationId, Period, UserId};
use jiff::Timestamp;
use jiff::civil::date;
use serde_json::{Value, json};
use table::entities::meter::{LastReading, MeterItem};
use table::entities::user::User;

/// One line of text.
pub fn text(text: &str) -> LineText {
    LineText::parse(text).unwrap()
}

/// A period.
pub fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

/// An account number.
pub fn number(text: &str) -> AccountNumber {
    AccountNumber::parse(text).unwrap()
}

/// A company's id that follows from a small number.
pub fn organization_id(seed: u8) -> OrganizationId {
    OrganizationId::from_random([seed; 8])
}

/// A person's id that follows from a small number.
pub fn user_id(seed: u8) -> UserId {
    UserId::from_random([seed; 16])
}

/// A person who has confirmed the address and has no password.
pub fn user(id: &UserId, login: &str, email: &str, now: Timestamp) -> User {
    User {
        id: id.clone(),
        login: Login::parse(login).unwrap(),
        email: Email::parse(email).unwrap(),
        password_hash: String::new(),
        created_at: now,
        activated_at: Some(now),
        reserved_until: None,
        agreement_version: "1".to_owned(),
        agreement_accepted_at: now,
        session_generation: 0,
        pending_email: None,
        mail_problem: None,
    }
}

/// The id of the account with this number in company 1.
pub fn account_id(number_text: &str) -> AccountId {
    AccountId::of(&organization_id(1), &number(number_text))
}

/// A company as its accounting system sends it.
pub fn organization_json() -> Value {
    json!({
        "name": "УК «Волга»",
        "full_name": "Общество с ограниченной ответственностью «Управляющая компания «Волга»",
        "inn": "7707083893",
        "kpp": "773601001",
        "ogrn": "1027700132195",
        "bank": {
            "name": "ПАО Сбербанк",
            "bic": "044525225",
            "account": "40702810338360027201",
            "correspondent_account": "30101810400000000225"
        },
        "legal_address": "г. Саратов, ул. Мира, д. 5",
        "phones": [{"label": "Диспетчерская", "number": "+7 8452 00-00-00"}],
        "email": "info@example.ru",
        "time_zone": "Europe/Saratov",
        "readings_window": {"from_day": 15, "to_day": 25},
        "attach_methods": ["account_number", "unified_account", "service_id"],
        "policies": {
            "negative_odn": "carry", "odn_above_cap": false, "odn_check": "warn", "overdue_verification": "warn"
        }
    })
}

/// A company.
pub fn organization() -> Organization {
    serde_json::from_value(organization_json()).unwrap()
}

/// A meter for cold water of an account in company 1: five digits, at 123.45 when it was installed.
pub fn meter(number_text: &str, serial: &str) -> MeterItem {
    let (account, serial) = (account_id(number_text), text(serial));
    let initial = vec![value("123.45")];
    MeterItem {
        id: domain::meter::meter_id(&account, &serial),
        account,
        serial,
        resource: Resource::ColdWater,
        unit: text("м³"),
        zones: 1,
        digits: 5,
        verification_due: date(2030, 1, 31),
        due_before: Vec::new(),
        known_since: None,
        place: Some(text("кухня")),
        service: None,
        installed_on: None,
        archived: None,
        initial: initial.clone(),
        last: LastReading::installation(initial, None),
        before_last: None,
        spent: Vec::new(),
        revision: 0,
    }
}

/// What a meter shows.
pub fn value(text: &str) -> domain::meter::Value {
    domain::meter::Value(text.parse().unwrap())
}

/// The house «Мира, 5».
pub fn house() -> House {
    House {
        code: HouseCode::parse("mira-5").unwrap(),
        address: text("г. Саратов, ул. Мира, д. 5"),
        total_area: 4000.into(),
        residential_area: 3200.into(),
        common_area: 600.into(),
        readings_window: None,
    }
}

/// The common needs of «Мира, 5»: 100 units over 4000 m², 40 roubles each, so 1.25 and 50 roubles for 50 m².
pub fn calculation(service: &str) -> Calculation {
    Calculation {
        service: text(service),
        volumes: Volumes {
            house_volume: Some(1000.into()),
            individual: 750.into(),
            by_norm: 100.into(),
            non_residential: 50.into(),
            other: 0.into(),
            cap: None,
            area_total: 4000.into(),
            tariff: 40.into(),
        },
        terms: Terms::LAWFUL,
    }
}

/// A statement as an accounting system sends it, without the account: hot water for 940.05, opening balance and
/// payment of 100.00, so 940.05 is to be paid.
pub fn statement_json() -> Value {
    json!({
        "opening": 10_000,
        "lines": [{
            "service": "hot-water", "name": "Горячее водоснабжение", "unit": "м³",
            "individual_volume": "6.44", "odn_volume": "0", "tariff": "145.97",
            "base": 94_005, "recalculations": [], "privilege": 0, "total": 94_005
        }],
        "penalty": 0,
        "payments": [{"date": "2026-09-10", "amount": 10_000, "channel": "bank"}],
        "closing": 94_005,
        "to_pay": 94_005
    })
}

/// The same statement as a value.
pub fn statement() -> Statement {
    serde_json::from_value(statement_json()).unwrap()
}

/// A statement as long as those of real houses: nine services, two of them recalculated.
pub fn long_statement() -> Statement {
    let mut statement = statement();
    let line = statement.lines[0].clone();
    let names = [
        "Содержание жилого помещения",
        "Отопление",
        "Горячее водоснабжение (компонент на тепловую энергию)",
        "Горячее водоснабжение (компонент на холодную воду)",
        "Холодное водоснабжение",
        "Водоотведение",
        "Электроснабжение",
        "Обращение с твёрдыми коммунальными отходами",
        "Взнос на капитальный ремонт",
    ];
    statement.lines = names.map(|name| domain::statement::Line { name: text(name), ..line.clone() }).to_vec();
    for line in &mut statement.lines[..2] {
        line.recalculations.push(domain::statement::Recalculation {
            period: period("2026-08"),
            amount: kopecks(-2_319),
            reason: text("Перерасчёт за временное отсутствие по заявлению"),
        });
    }
    statement
}

/// An amount of kopecks.
pub const fn kopecks(amount: i64) -> Money {
    Money::from_kopecks(amount)
}
