//! The volume of a house, what of it is charged, and the share of a flat.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::line_text::LineText;
use crate::organization::{NegativeOdn, Policies};
use crate::{Money, number};

/// Digits after the point of a share: those that volumes of documents may carry.
const SHARE_SCALE: u32 = 6;

/// What the accounting system tells of a house, a service and a month. Volumes are in units of the service, areas in
/// square metres, the tariff in roubles a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Volumes {
    /// Reading of the house meter; `None` where there is none, and the norm counts.
    #[serde(with = "number::text::option")]
    pub house_volume: Option<Decimal>,
    /// Sum of the individual meters.
    #[serde(with = "number::text")]
    pub individual: Decimal,
    /// Sum of what was charged by norm in flats without a meter.
    #[serde(with = "number::text")]
    pub by_norm: Decimal,
    /// Sum of the non-residential premises.
    #[serde(with = "number::text")]
    pub non_residential: Decimal,
    /// Whatever else is taken off: heating of water, a negative volume carried from the month before.
    #[serde(with = "number::text")]
    pub other: Decimal,
    /// The norm of the house, `N · S_common`; `None`: there is no cap.
    #[serde(with = "number::text::option")]
    pub cap: Option<Decimal>,
    /// Area of all premises that share the volume, `S_total`.
    #[serde(with = "number::text")]
    pub area_total: Decimal,
    /// Roubles a unit.
    #[serde(with = "number::text")]
    pub tariff: Decimal,
}

/// The company's rules as they were when the calculation was loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// What is done with a negative volume.
    pub negative: NegativeOdn,
    /// A volume above the cap is charged whole.
    pub above_cap: bool,
    /// People in the house, where a negative volume is divided by them.
    pub residents: Option<u64>,
    /// Area of the common property, m², that the norm of the house is reckoned by; `None` where it was not kept.
    #[serde(default, with = "number::text::option", skip_serializing_if = "Option::is_none")]
    pub common_area: Option<Decimal>,
}

impl Terms {
    /// What the law says where a company has decided nothing.
    pub const LAWFUL: Self =
        Self { negative: NegativeOdn::Carry, above_cap: false, residents: None, common_area: None };

    /// The terms of a company, its house unknown.
    pub const fn of(policies: &Policies) -> Self {
        Self { negative: policies.negative_odn, above_cap: policies.odn_above_cap, ..Self::LAWFUL }
    }
}

/// The calculation of a house for a service and a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calculation {
    /// The company's code of the service.
    pub service: LineText,
    /// What was measured.
    pub volumes: Volumes,
    /// By which rules it is charged.
    pub terms: Terms,
}

/// Premises that take part: a flat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Premises {
    /// Its area, m².
    pub area: Decimal,
    /// People who live there.
    pub residents: u32,
}

/// Which rule decided about the volume.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Case {
    /// The measured volume, whole.
    Measured,
    /// The measured volume was above the norm and is charged up to it.
    Capped,
    /// The measured volume was above the norm, and the company charges it whole.
    AboveCap,
    /// The volume is negative: nothing is charged, it is carried to the next month.
    Carried,
    /// The volume is negative and subtracted by area.
    SubtractedByArea,
    /// The volume is negative and subtracted by residents.
    SubtractedByResidents,
    /// There is no house meter: the norm.
    ByNorm,
}

/// What falls to premises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// In units of the service, six digits after the point.
    pub volume: Decimal,
    /// Of the exact volume, rounded once.
    pub amount: Money,
}

impl Calculation {
    /// The volume of the common needs as it comes out; below zero where more is taken off than the
    /// house's meter showed.
    pub fn volume(&self) -> Decimal {
        let Volumes { house_volume, individual, by_norm, non_residential, other, cap, .. } = &self.volumes;
        match house_volume {
            Some(house) => *house - *non_residential - *by_norm - *individual - *other,
            None => cap.unwrap_or_default(),
        }
    }

    /// Which rule decides.
    pub fn case(&self) -> Case {
        let volume = self.volume();
        if self.volumes.house_volume.is_none() {
            return Case::ByNorm;
        }
        if volume < Decimal::ZERO {
            return match (self.terms.negative, self.terms.residents) {
                (NegativeOdn::Carry, _) => Case::Carried,
                (NegativeOdn::PerResident, Some(1..)) => Case::SubtractedByResidents,
                (NegativeOdn::PerArea | NegativeOdn::PerResident, _) => Case::SubtractedByArea,
            };
        }
        match self.volumes.cap {
            Some(cap) if volume > cap && self.terms.above_cap => Case::AboveCap,
            Some(cap) if volume > cap => Case::Capped,
            _ => Case::Measured,
        }
    }

    /// The volume that is charged to the house.
    pub fn applied_volume(&self) -> Decimal {
        match self.case() {
            Case::Carried => Decimal::ZERO,
            Case::Capped => self.volumes.cap.unwrap_or_default(),
            Case::Measured | Case::AboveCap | Case::SubtractedByArea | Case::SubtractedByResidents | Case::ByNorm => {
                self.volume()
            }
        }
    }

    /// What is not charged: above zero the excess over the norm, below zero what the next month begins with.
    pub fn uncharged(&self) -> Decimal {
        self.volume() - self.applied_volume()
    }

    /// What falls to premises.
    pub fn share(&self, premises: Premises) -> Share {
        let (part, whole) = self.parts(premises);
        let of = |amount: Decimal| amount.checked_mul(part)?.checked_div(whole);
        let applied = self.applied_volume();
        let money = applied.checked_mul(self.volumes.tariff).and_then(of);
        Share {
            volume: of(applied).unwrap_or_default().round_dp(SHARE_SCALE).normalize(),
            amount: money.and_then(|roubles| Money::from_roubles(roubles).ok()).unwrap_or_default(),
        }
    }

    /// The weight of the premises and of the whole house.
    pub(super) fn parts(&self, premises: Premises) -> (Decimal, Decimal) {
        match (self.case(), self.terms.residents) {
            (Case::SubtractedByResidents, Some(all)) => (premises.residents.into(), all.into()),
            _ => (premises.area, self.volumes.area_total),
        }
    }
}
