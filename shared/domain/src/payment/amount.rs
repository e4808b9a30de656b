//! How much may be paid at once.

use crate::Money;

crate::refusals! {
    /// Why an amount cannot be paid.
    pub enum AmountError {
        NotPositive = "amount_not_positive", "Сумма оплаты должна быть больше нуля.";
        TooLarge = "amount_too_large", "Такую сумму нельзя оплатить за один раз. Разделите её на несколько платежей.";
    }
}

/// Refuses what is not an amount to pay: nothing, less than nothing, more than `most`.
pub fn check_amount(amount: Money, most: Money) -> Result<(), AmountError> {
    if amount <= Money::ZERO {
        return Err(AmountError::NotPositive);
    }
    if amount > most { Err(AmountError::TooLarge) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_a_kopeck_up_to_the_limit_can_be_paid() {
        let check = |kopecks| check_amount(Money::from_kopecks(kopecks), Money::from_kopecks(1_500_000_000));
        assert_eq!((check(1), check(1_500_000_000)), (Ok(()), Ok(())));
        assert_eq!((check(0), check(-1)), (Err(AmountError::NotPositive), Err(AmountError::NotPositive)));
        assert_eq!((check(1_500_000_001), check(i64::MAX)), (Err(AmountError::TooLarge), Err(AmountError::TooLarge)));
        assert_eq!(check(i64::MIN), Err(AmountError::NotPositive));
    }
}
