use super::Bic;
use super::digits::{digits, weighted_sum};

crate::refusals! {
    /// Why a text is not a number of a bank account.
    pub enum BankAccountError {
        Characters = "bank_account_characters", "Номер счёта состоит только из цифр.";
        Length = "bank_account_length", "В номере счёта 20 цифр.";
        ControlKey = "bank_account_control_key", "Номер счёта не подходит к БИК, проверьте оба.";
    }
}

/// Number of a bank account, settlement or correspondent: 20 digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BankAccount(String);

impl BankAccount {
    /// Accepts exactly 20 digits. The control key needs the bank too: see
    /// [`check_settlement`](Self::check_settlement) and
    /// [`check_correspondent`](Self::check_correspondent).
    pub fn parse(text: &str) -> Result<Self, BankAccountError> {
        if digits(text).ok_or(BankAccountError::Characters)?.len() != 20 {
            return Err(BankAccountError::Length);
        }
        Ok(Self(text.to_owned()))
    }

    /// Control key of a client's account in the bank (Банк России, № 515 of 08.09.1997).
    pub fn check_settlement(&self, bic: &Bic) -> Result<(), BankAccountError> {
        self.check_key(bic, bic.bank())
    }

    /// Control key of the bank's own account with the Bank of Russia.
    pub fn check_correspondent(&self, bic: &Bic) -> Result<(), BankAccountError> {
        self.check_key(bic, &format!("0{}", bic.branch()))
    }

    /// The rule is one for banks: accounts with the Treasury are taken as they are.
    fn check_key(&self, bic: &Bic, prefix: &str) -> Result<(), BankAccountError> {
        let digits = digits(&format!("{prefix}{}", self.0)).ok_or(BankAccountError::Characters)?;
        // Only the last digit of each product counts, and so only the last digit of their sum.
        if bic.is_of_bank() && !weighted_sum(&digits, &[7, 1, 3]).is_multiple_of(10) {
            return Err(BankAccountError::ControlKey);
        }
        Ok(())
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(BankAccount, BankAccountError);

#[cfg(test)]
mod tests {
    use super::*;

    fn account(text: &str) -> BankAccount {
        BankAccount::parse(text).unwrap()
    }

    fn bic(text: &str) -> Bic {
        Bic::parse(text).unwrap()
    }

    #[test]
    fn control_key_of_settlement_accounts_holds() {
        assert_eq!(account("40702810952090030727").check_settlement(&bic("046015602")), Ok(()));
        assert_eq!(account("40702810338360027201").check_settlement(&bic("044525225")), Ok(()));
    }

    #[test]
    fn control_key_of_correspondent_accounts_holds() {
        assert_eq!(account("30101810600000000602").check_correspondent(&bic("046015602")), Ok(()));
        assert_eq!(account("30101810400000000225").check_correspondent(&bic("044525225")), Ok(()));
    }

    #[test]
    fn an_account_of_another_bank_is_refused() {
        let swapped = account("40702810338360027201").check_settlement(&bic("046015602"));
        assert_eq!(swapped, Err(BankAccountError::ControlKey));
        let wrong = account("30101810400000000226").check_correspondent(&bic("044525225"));
        assert_eq!(wrong, Err(BankAccountError::ControlKey));
    }

    #[test]
    fn treasury_accounts_are_taken_as_they_are() {
        assert_eq!(account("03224643630000006000").check_settlement(&bic("016311121")), Ok(()));
    }

    #[test]
    fn length_and_characters_are_checked() {
        assert_eq!(BankAccount::parse("4070281095209003072"), Err(BankAccountError::Length));
        assert_eq!(BankAccount::parse("40702 81095209003072"), Err(BankAccountError::Characters));
    }
}
