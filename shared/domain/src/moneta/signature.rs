//! Signatures: lower-case hexadecimal MD5 of the fields in a row and the shop's integrity code. An absent field is
//! empty.

use md5::{Digest, Md5};

/// The fields that are signed, as they stand on the wire.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Signed<'a> {
    /// `MNT_COMMAND`, of the Check URL only.
    pub command: &'a str,
    /// `MNT_ID`, the shop.
    pub shop: &'a str,
    /// `MNT_TRANSACTION_ID`, the payment.
    pub transaction: &'a str,
    /// `MNT_OPERATION_ID`.
    pub operation: &'a str,
    /// `MNT_AMOUNT`, roubles with two digits after the point.
    pub amount: &'a str,
    /// `MNT_CURRENCY_CODE`.
    pub currency: &'a str,
    /// `MNT_SUBSCRIBER_ID`.
    pub subscriber: &'a str,
    /// `MNT_TEST_MODE`.
    pub test_mode: &'a str,
}

/// Of the form that sends a person to the provider.
pub fn form_signature(form: &Signed<'_>, code: &str) -> String {
    let Signed { shop, transaction, amount, currency, subscriber, test_mode, .. } = form;
    digest(&[shop, transaction, amount, currency, subscriber, test_mode, code])
}

/// Of a call of the Pay URL, or of the Check URL, which has a command.
pub fn notice_signature(notice: &Signed<'_>, code: &str) -> String {
    let Signed { command, shop, transaction, operation, amount, currency, subscriber, test_mode } = notice;
    digest(&[command, shop, transaction, operation, amount, currency, subscriber, test_mode, code])
}

/// Of an answer in XML.
pub fn answer_signature(result: &str, shop: &str, transaction: &str, code: &str) -> String {
    digest(&[result, shop, transaction, code])
}

fn digest(parts: &[&str]) -> String {
    let hash: [u8; 16] = Md5::digest(parts.concat()).into();
    let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
    hash.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: &str = "QWERTY";

    fn vector() -> Signed<'static> {
        Signed {
            shop: "54600817",
            transaction: "FF790ABCD",
            operation: "123456",
            amount: "120.25",
            currency: "RUB",
            test_mode: "0",
            ..Signed::default()
        }
    }

    #[test]
    fn the_published_vectors_hold() {
        assert_eq!(form_signature(&vector(), CODE), "c8222aef6362c7f1239ccdc729d1a200");
        let named = Signed { subscriber: "user1", ..vector() };
        assert_eq!(form_signature(&named, CODE), "85f0a9101e79f404c661c63627f05288");
        assert_eq!(notice_signature(&vector(), CODE), "69bdf9bd91820b8f7b4c4b25d3d22dfa");
        assert_eq!(answer_signature("200", "54600817", "FF790ABCD", CODE), "29807c8e5d82198b5c4360e6ec711cce");
    }

    #[test]
    fn a_check_is_signed_with_its_command() {
        let check = Signed { command: "CHECK", ..vector() };
        assert_ne!(notice_signature(&check, CODE), notice_signature(&vector(), CODE));
    }
}
