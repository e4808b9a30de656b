//! The financial state of an account as people are told it: how much, and who owes whom.

use serde::{Deserialize, Serialize};

use crate::Money;

/// Who owes whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BalanceKind {
    /// The resident owes.
    Debt,
    /// The company has received more than was charged.
    Overpayment,
    /// Nobody owes anything.
    Zero,
}

/// A balance without a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// How much; never negative.
    pub amount: Money,
    /// In whose favour.
    pub kind: BalanceKind,
}

impl Balance {
    /// What a closing balance means: a debt where it is positive.
    pub const fn of(closing: Money) -> Self {
        let kind = if closing.is_zero() {
            BalanceKind::Zero
        } else if closing.is_negative() {
            BalanceKind::Overpayment
        } else {
            BalanceKind::Debt
        };
        Self { amount: closing.abs(), kind }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_balance_never_shows_a_sign() {
        let told = |kopecks| {
            let balance = Balance::of(Money::from_kopecks(kopecks));
            (balance.amount.kopecks(), balance.kind)
        };
        assert_eq!(told(94_005), (94_005, BalanceKind::Debt));
        assert_eq!(told(-1), (1, BalanceKind::Overpayment));
        assert_eq!(told(0), (0, BalanceKind::Zero));
    }
}
