//! What residents think of the cabinet: one voice a person.

use serde::{Deserialize, Serialize};

/// A grade, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// «Отлично».
    Excellent,
    /// «Хорошо».
    Good,
    /// «Удовлетворительно».
    Satisfactory,
    /// «Плохо».
    Poor,
}

impl Grade {
    /// Its name in codes and counts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Excellent => "excellent",
            Self::Good => "good",
            Self::Satisfactory => "satisfactory",
            Self::Poor => "poor",
        }
    }
}

/// How many people gave which grade.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// «Отлично».
    #[serde(default)]
    pub excellent: u64,
    /// «Хорошо».
    #[serde(default)]
    pub good: u64,
    /// «Удовлетворительно».
    #[serde(default)]
    pub satisfactory: u64,
    /// «Плохо».
    #[serde(default)]
    pub poor: u64,
}

impl Counts {
    /// All voices.
    pub const fn total(self) -> u64 {
        self.excellent + self.good + self.satisfactory + self.poor
    }
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(parts: I) -> Self {
        parts.fold(Self::default(), |sum, part| Self {
            excellent: sum.excellent + part.excellent,
            good: sum.good + part.good,
            satisfactory: sum.satisfactory + part.satisfactory,
            poor: sum.poor + part.poor,
        })
    }
}
