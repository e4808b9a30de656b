//! Meters of every kind: water in two places, electricity with one, two and three zones, gas, heat.

use serde_json::{Value, json};

use super::accounts::Account;
use super::dice::Dice;

/// Meters of an account as the accounting system sends them.
pub fn rows(account: &Account, this_year: i16) -> Vec<Value> {
    let mut dice = Dice::new(account.seed * 31);
    let zones = 1 + account.seed % 3;
    let mut meters = vec![
        meter(account, &mut dice, this_year, ("cold_water", "СВК", "м³", "Ванная", 1)),
        meter(account, &mut dice, this_year, ("hot_water", "СВГ", "м³", "Ванная", 1)),
        meter(account, &mut dice, this_year, ("electricity", "CE102", "кВт·ч", "Лестничная площадка", zones)),
    ];
    if account.seed.is_multiple_of(4) {
        meters.push(meter(account, &mut dice, this_year, ("gas", "BK-G4", "м³", "Кухня", 1)));
    }
    if account.seed.is_multiple_of(8) {
        meters.push(meter(account, &mut dice, this_year, ("heat", "ТС-11", "Гкал", "Коридор", 1)));
    }
    meters
}

fn meter(account: &Account, dice: &mut Dice, this_year: i16, kind: (&str, &str, &str, &str, u64)) -> Value {
    let (resource, model, unit, place, zones) = kind;
    let initial: Vec<String> =
        (0..zones).map(|_| format!("{}.{:03}", dice.between(20, 4_000), dice.below(1_000))).collect();
    // One meter in fifteen is past its verification date.
    let year = if dice.percent(7) {
        i64::from(this_year) - 1
    } else {
        i64::from(this_year) + 1 + i64::try_from(dice.below(5)).unwrap_or(0)
    };
    json!({
        "account": account.number, "serial": format!("{model}-{:08}", dice.below(100_000_000)),
        "resource": resource, "unit": unit, "zones": zones, "digits": 5,
        "verification_due": format!("{year}-{:02}-15", dice.between(1, 12)), "place": place, "initial": initial
    })
}
