//! The house and the flat of the vectors.

use rust_decimal::Decimal;

use super::{Calculation, Premises, Terms, Volumes};
use crate::line_text::LineText;

/// House meter 1000, non-residential 50, norm 100, meters 750, 4000 m², 40 roubles a unit.
pub fn house_of_the_vectors() -> Calculation {
    Calculation {
        service: LineText::parse("cold-water").unwrap(),
        volumes: Volumes {
            house_volume: Some(1000.into()),
            individual: 750.into(),
            by_norm: 100.into(),
            non_residential: 50.into(),
            other: Decimal::ZERO,
            cap: None,
            area_total: 4000.into(),
            tariff: 40.into(),
        },
        terms: Terms::LAWFUL,
    }
}

/// 50 m², two people.
pub fn flat_of_the_vectors() -> Premises {
    Premises { area: 50.into(), residents: 2 }
}
