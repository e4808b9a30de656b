//! What of a calculation decides what residents see.

use rust_decimal::Decimal;

use super::{Calculation, Case, Terms, Volumes};
use crate::organization::NegativeOdn;

impl Calculation {
    /// The same without the terms that decide nothing about it, its numbers written in the one shortest way. Two that
    /// are alike by this are one to residents: whatever the company has resolved for other volumes since, or whoever
    /// moved in, is no correction.
    #[must_use]
    pub fn canonical(&self) -> Self {
        let volumes = &self.volumes;
        Self {
            service: self.service.clone(),
            volumes: Volumes {
                house_volume: volumes.house_volume.map(short),
                individual: short(volumes.individual),
                by_norm: short(volumes.by_norm),
                non_residential: short(volumes.non_residential),
                other: short(volumes.other),
                cap: volumes.cap.map(short),
                area_total: short(volumes.area_total),
                tariff: short(volumes.tariff),
            },
            terms: self.deciding_terms(),
        }
    }

    /// The law's where the company's own decide nothing.
    fn deciding_terms(&self) -> Terms {
        let Terms { residents, common_area, .. } = self.terms;
        // The area of the common property is told of beside the norm alone.
        let by_norm =
            Terms { common_area: common_area.filter(|_| self.volumes.cap.is_some()).map(short), ..Terms::LAWFUL };
        match self.case() {
            Case::Measured | Case::Capped | Case::ByNorm => by_norm,
            Case::AboveCap => Terms { above_cap: true, ..by_norm },
            Case::Carried => Terms::LAWFUL,
            Case::SubtractedByArea => Terms { negative: NegativeOdn::PerArea, ..Terms::LAWFUL },
            Case::SubtractedByResidents => Terms { negative: NegativeOdn::PerResident, residents, ..Terms::LAWFUL },
        }
    }
}

fn short(number: Decimal) -> Decimal {
    number.normalize()
}
