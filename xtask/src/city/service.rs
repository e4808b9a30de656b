//! The nine services of a statement.

use super::random::Random;

/// What the volume of a service follows from.
#[derive(Clone, Copy)]
pub enum Measure {
    /// The area of the flat.
    Area,
    /// Gigacalories by area.
    Heat,
    /// So many thousandths of a unit for each resident, at least and at most.
    Person(i64, i64),
}

/// A service; the tariff in kopecks.
pub struct Service {
    pub code: &'static str,
    pub name: &'static str,
    pub supplier: &'static str,
    pub unit: &'static str,
    pub tariff: i64,
    pub measure: Measure,
    /// A share of the common-house volume is charged beside the flat's.
    pub common: bool,
}

const fn service(
    (code, name): (&'static str, &'static str),
    supplier: &'static str,
    (unit, tariff): (&'static str, i64),
    measure: Measure,
    common: bool,
) -> Service {
    Service { code, name, supplier, unit, tariff, measure, common }
}

const COMPANY: &str = "Управляющая организация";
const WATER: &str = "Водоканал";
const HEAT: &str = "Тепловые сети";

/// The services, in the order of the receipt.
pub const SERVICES: [Service; 9] = [
    service(("maintenance", "Содержание жилого помещения"), COMPANY, ("м²", 2740), Measure::Area, false),
    service(("heating", "Отопление"), HEAT, ("Гкал", 238_726), Measure::Heat, false),
    service(("hot-water", "Горячее водоснабжение"), HEAT, ("м³", 14_597), Measure::Person(1200, 3900), true),
    service(("cold-water", "Холодное водоснабжение"), WATER, ("м³", 3118), Measure::Person(1800, 5200), true),
    service(("sewage", "Водоотведение"), WATER, ("м³", 2064), Measure::Person(3000, 9100), false),
    service(("electricity", "Электроснабжение"), "Энергосбыт", ("кВт·ч", 486), Measure::Person(38_000, 160_000), true),
    service(("gas", "Газоснабжение"), "Газораспределение", ("м³", 812), Measure::Person(4100, 12_800), false),
    service(
        ("waste", "Обращение с ТКО"),
        "Региональный оператор",
        ("чел.", 12_985),
        Measure::Person(1000, 1000),
        false,
    ),
    service(
        ("capital", "Взнос на капитальный ремонт"),
        "Фонд капитального ремонта",
        ("м²", 1095),
        Measure::Area,
        false,
    ),
];

impl Service {
    /// Volume of a month in thousandths of the unit; `area` in tenths of a square metre.
    pub const fn volume(&self, area: i64, residents: i64, random: &mut Random) -> i64 {
        match self.measure {
            Measure::Area => area * 100,
            Measure::Heat => area * 100 * random.between(18, 26) / 1000,
            Measure::Person(least, most) => residents * random.between(least, most),
        }
    }
}

/// Kopecks for thousandths of a unit at kopecks a unit; half a kopeck counts as a whole one.
pub const fn price(volume: i64, tariff: i64) -> i64 {
    (volume * tariff + 500) / 1000
}

#[cfg(test)]
mod tests {
    use super::price;

    #[test]
    fn a_price_is_rounded_once() {
        assert_eq!(price(6440, 14_597), 94_005);
        assert_eq!(price(1, 500), 1);
    }
}
