//! Flats and the people who pay for them.

use domain::Decimal;
use serde_json::{Value, json};

use super::charges::SERVICES;
use super::companies::{Company, House};
use super::dice::Dice;

/// A demo account.
#[derive(Debug, Clone)]
pub struct Account {
    /// Its number in the company.
    pub number: String,
    /// The code printed on its paper receipt.
    pub access_code: String,
    /// Area, m².
    pub area: Decimal,
    /// People who live there.
    pub residents: u64,
    /// What its numbers are drawn from.
    pub seed: u64,
    /// Code of its house.
    pub house: &'static str,
    flat: u64,
    subscriber: String,
}

const SURNAMES: [&str; 16] = [
    "Иванов",
    "Кузнецов",
    "Смирнов",
    "Попов",
    "Волков",
    "Соколов",
    "Лебедев",
    "Козлов",
    "Новиков",
    "Морозов",
    "Петров",
    "Павлов",
    "Семёнов",
    "Голубев",
    "Виноградов",
    "Щербаков",
];
const MEN: [&str; 8] = ["Иван", "Сергей", "Алексей", "Дмитрий", "Николай", "Пётр", "Андрей", "Юрий"];
const WOMEN: [&str; 8] = ["Анна", "Мария", "Елена", "Ольга", "Татьяна", "Наталья", "Галина", "Лидия"];
const SONS: [&str; 6] = ["Иванович", "Александрович", "Викторович", "Николаевич", "Михайлович", "Борисович"];
const DAUGHTERS: [&str; 6] = ["Ивановна", "Александровна", "Викторовна", "Николаевна", "Михайловна", "Борисовна"];

/// All accounts of a company.
pub fn of(company: &Company) -> Vec<Account> {
    let flats = company.houses.iter().flat_map(|house| (1..=house.flats).map(move |flat| (house, flat)));
    (1..).zip(flats).map(|(position, (house, flat))| account(company.seed, position, house, flat)).collect()
}

fn account(company: u64, position: u64, house: &House, flat: u64) -> Account {
    let seed = company * 100_000 + position;
    let mut dice = Dice::new(seed);
    Account {
        number: format!("{}", 100_200_000 * company + position * 10),
        access_code: access_code(&mut dice),
        area: Decimal::new(i64::try_from(dice.between(310, 890)).unwrap_or(500), 1),
        residents: dice.between(1, 5),
        subscriber: subscriber(&mut dice),
        house: house.code,
        flat,
        seed,
    }
}

fn access_code(dice: &mut Dice) -> String {
    const SIGNS: [char; 8] = ['A', 'B', 'E', 'K', 'M', 'H', 'P', 'T'];
    let letters: String = (0..2).filter_map(|_| dice.pick(&SIGNS)).collect();
    format!("{letters}{:04}", dice.below(10_000))
}

fn subscriber(dice: &mut Dice) -> String {
    let is_woman = dice.percent(60);
    let mut one = |names: &[&'static str]| dice.pick(names).copied().unwrap_or_default();
    let surname = one(&SURNAMES);
    if is_woman {
        format!("{surname}а {} {}", one(&WOMEN), one(&DAUGHTERS))
    } else {
        format!("{surname} {} {}", one(&MEN), one(&SONS))
    }
}

impl Account {
    /// The account as the accounting system sends it.
    pub fn row(&self) -> Value {
        let services: Vec<Value> = SERVICES
            .iter()
            .map(|service| {
                json!({
                    "code": service.code, "name": service.name, "supplier": service.supplier, "unit": service.unit,
                    "tariff": service.tariff().to_string()
                })
            })
            .collect();
        json!({
            "number": self.number, "house": self.house, "flat": self.flat.to_string(),
            "subscriber": self.subscriber, "area": self.area.to_string(), "residents": self.residents,
            "unified_account": format!("90ЕТ{:06}", self.seed),
            "service_id": format!("90ЕТ{:06}-01", self.seed),
            "access_code": self.access_code, "services": services
        })
    }
}
