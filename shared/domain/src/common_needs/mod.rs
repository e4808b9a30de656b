//! Common-house needs («ОДН», «КР на СОИ»): what the common property of a house consumed, and the share of a flat.
//!
//! ПП 354, приложение 2: with a house meter (ф. 11–13) `V_i = (V_house − ΣV_non-residential − ΣV_norm − ΣV_meters −
//! V_other) · S_i / S_total`; without one (ф. 17) `V_i = N · S_common · S_i / S_total`. Money is the share times the
//! tariff, rounded once.

mod calculation;
mod canonical;
mod checks;
mod comparison;
mod distribution;
mod formula;

pub use calculation::{Calculation, Case, Premises, Share, Terms, Volumes};
pub use checks::{CommonNeedsError, area_doubt, check};
pub use comparison::{carry_doubt, statement_doubt};
pub use distribution::volume_shares;
pub use formula::formula;

#[cfg(test)]
mod examples;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod vectors;
