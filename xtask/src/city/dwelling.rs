//! Houses and flats.

use super::people::{access_code, name};
use super::random::Random;

/// A house and its flats; areas in tenths of a square metre.
pub struct House {
    pub code: String,
    pub address: String,
    pub flats: Vec<Flat>,
}

/// A flat with one account.
pub struct Flat {
    pub account: String,
    pub number: u32,
    pub subscriber: String,
    pub access_code: String,
    pub area: i64,
    pub residents: i64,
}

impl House {
    /// The house number `index` of the city.
    pub fn new(index: usize, address: String, flats: u32, random: &mut Random) -> Self {
        let flat = |number| Flat {
            account: format!("{:05}{number:04}", index + 1),
            number,
            subscriber: name(random),
            access_code: access_code(random),
            area: random.between(280, 860),
            residents: random.between(1, 5),
        };
        Self { code: format!("h{:05}", index + 1), address, flats: (1..=flats).map(flat).collect() }
    }

    /// All flats together.
    pub fn residential_area(&self) -> i64 {
        self.flats.iter().map(|flat| flat.area).sum()
    }

    /// Stairs, attic and cellar.
    pub fn common_area(&self) -> i64 {
        self.residential_area() * 18 / 100
    }
}

/// Tenths as a decimal.
pub fn tenths(number: i64) -> String {
    format!("{}.{}", number / 10, number % 10)
}
