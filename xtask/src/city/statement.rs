//! A month of an account, whose sums hold to the kopeck.

use super::dwelling::Flat;
use super::random::Random;
use super::service::{SERVICES, Service, price};

/// The charge for a service; volumes in thousandths, money in kopecks.
pub struct Line {
    pub service: &'static Service,
    pub volume: i64,
    pub common_volume: i64,
    pub base: i64,
    pub recalculation: i64,
    pub total: i64,
}

/// A statement; money in kopecks.
pub struct Statement {
    pub opening: i64,
    pub lines: Vec<Line>,
    pub penalty: i64,
    pub paid: i64,
    pub closing: i64,
}

impl Statement {
    /// A month of a flat: most people pay what they owe, some pay nothing, some get a recalculation.
    pub fn new(flat: &Flat, random: &mut Random) -> Self {
        let lines: Vec<Line> = SERVICES.iter().map(|service| Line::new(service, flat, random)).collect();
        let opening = random.between(-20_000, 900_000);
        let paid = if opening > 0 && random.percent(80) { opening } else { 0 };
        let penalty = if paid == 0 && opening > 0 { opening / 300 } else { 0 };
        let charged: i64 = lines.iter().map(|line| line.total).sum();
        Self { opening, lines, penalty, paid, closing: opening + charged + penalty - paid }
    }

    /// Nothing is asked of somebody who has paid ahead.
    pub fn to_pay(&self) -> i64 {
        self.closing.max(0)
    }
}

impl Line {
    fn new(service: &'static Service, flat: &Flat, random: &mut Random) -> Self {
        let volume = service.volume(flat.area, flat.residents, random);
        let common_volume = if service.common { flat.area * random.between(1, 9) / 10 } else { 0 };
        let base = price(volume + common_volume, service.tariff);
        let recalculation = if random.percent(3) { -(base / 10) } else { 0 };
        Self { service, volume, common_volume, base, recalculation, total: base + recalculation }
    }
}

/// Kopecks as roubles.
pub fn roubles(kopecks: i64) -> String {
    let sign = if kopecks < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", kopecks.abs() / 100, kopecks.abs() % 100)
}

/// Thousandths as a decimal.
pub fn thousandths(number: i64) -> String {
    format!("{}.{:03}", number / 1000, number % 1000)
}

#[cfg(test)]
mod tests {
    use super::super::dwelling::House;
    use super::*;

    #[test]
    fn the_sums_of_every_statement_hold() {
        let mut random = Random::new(1, 1);
        let house = House::new(0, "ул. Мира, д. 5".to_owned(), 200, &mut random);
        for flat in &house.flats {
            let statement = Statement::new(flat, &mut random);
            let charged: i64 = statement.lines.iter().map(|line| line.base + line.recalculation).sum();
            assert_eq!(statement.closing, statement.opening + charged + statement.penalty - statement.paid);
            assert!(statement.to_pay() >= 0 && statement.lines.len() == 9);
        }
    }

    #[test]
    fn the_same_seed_is_the_same_city() {
        let month = |seed| {
            let mut random = Random::new(seed, 7);
            let house = House::new(0, String::new(), 1, &mut random);
            (house.flats[0].access_code.clone(), Statement::new(&house.flats[0], &mut random).closing)
        };
        assert_eq!(month(1), month(1));
        assert_ne!(month(1), month(2));
    }

    #[test]
    fn money_below_zero_keeps_its_sign() {
        assert_eq!((roubles(-5), roubles(12_345)), ("-0.05".to_owned(), "123.45".to_owned()));
    }
}
