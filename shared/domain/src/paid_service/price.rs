//! What a paid service costs.

use serde::{Deserialize, Serialize};

use super::PaidService;
use crate::Money;

/// What a price says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PriceKind {
    /// Exactly this.
    #[default]
    Fixed,
    /// «от»: this or more, told when the work is seen.
    From,
    /// «по договорённости»: told when the work is seen.
    Agreement,
}

/// A price as it is shown, and as an order keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Price {
    /// What the amount says.
    pub kind: PriceKind,
    /// Kopecks; nothing where it is agreed upon.
    #[serde(default)]
    pub amount: Option<Money>,
}

impl PaidService {
    /// What it costs now.
    pub const fn shown_price(&self) -> Price {
        Price { kind: self.price_kind, amount: self.price }
    }
}
