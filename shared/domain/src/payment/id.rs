//! The id of a payment: its account's id and a part of its own, so that every key of a notification follows from it.

crate::id_of_account! {
    /// A payment.
    PaymentId
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::AccountNumber;
    use crate::{AccountId, OrganizationId};

    #[test]
    fn a_payment_knows_its_account() {
        let organization = OrganizationId::from_random([7; 8]);
        let account = AccountId::of(&organization, &AccountNumber::parse("100200300").unwrap());
        let payment = PaymentId::new(&account, "0123456789abcdefghjkmnpqrs").unwrap();
        assert_eq!((payment.account(), payment.as_str().len()), (account, 48));
        assert_eq!(PaymentId::parse(payment.as_str()), Ok(payment));
    }

    #[test]
    fn a_foreign_text_is_no_payment() {
        for text in ["", "FF790ABCD", "../etc", &"0".repeat(47), &"0".repeat(49), &"A".repeat(48), &"#".repeat(48)] {
            assert!(PaymentId::parse(text).is_err(), "{text}");
        }
    }
}
