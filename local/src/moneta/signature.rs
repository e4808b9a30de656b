//! The signatures of the provider's protocol, as its side computes and checks them.
//!
//! Written apart from the adapter in `functions/payments` on purpose: two readings of one protocol have to agree.

use md5::{Digest as _, Md5};

use super::form::PaymentForm;

/// Signature of the form that opens the payment page.
pub fn of_form(form: &PaymentForm, code: &str) -> String {
    let PaymentForm { mnt_id, transaction, amount, currency, subscriber, test_mode, .. } = form;
    md5(&[mnt_id, transaction, amount, currency, subscriber, test_mode, code])
}

/// Signature of a notification about paid money (Pay URL).
pub fn of_payment(form: &PaymentForm, operation: &str, code: &str) -> String {
    let PaymentForm { mnt_id, transaction, amount, currency, subscriber, test_mode, .. } = form;
    md5(&[mnt_id, transaction, operation, amount, currency, subscriber, test_mode, code])
}

/// Signature of a question about a payment (Check URL).
pub fn of_check(command: &str, form: &PaymentForm, operation: &str, code: &str) -> String {
    let PaymentForm { mnt_id, transaction, amount, currency, subscriber, test_mode, .. } = form;
    md5(&[command, mnt_id, transaction, operation, amount, currency, subscriber, test_mode, code])
}

/// Signature of the shop's XML answer.
pub fn of_answer(result: &str, mnt_id: &str, transaction: &str, code: &str) -> String {
    md5(&[result, mnt_id, transaction, code])
}

/// Lowercase hexadecimal MD5 of the parts, one after another without anything between.
fn md5(parts: &[&str]) -> String {
    let mut hasher = Md5::new();
    for part in parts {
        hasher.update(part);
    }
    let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
    hasher.finalize().iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::form;
    use super::*;

    const CODE: &str = "QWERTY";

    #[test]
    fn the_published_vectors_hold() {
        assert_eq!(of_form(&form(), CODE), "c8222aef6362c7f1239ccdc729d1a200");
        assert_eq!(of_payment(&form(), "123456", CODE), "69bdf9bd91820b8f7b4c4b25d3d22dfa");
        assert_eq!(of_answer("200", "54600817", "FF790ABCD", CODE), "29807c8e5d82198b5c4360e6ec711cce");
        let named = PaymentForm { subscriber: "user1".to_owned(), ..form() };
        assert_eq!(of_form(&named, CODE), "85f0a9101e79f404c661c63627f05288");
    }

    #[test]
    fn a_question_is_signed_with_its_command_first() {
        assert_eq!(of_check("", &form(), "123456", CODE), of_payment(&form(), "123456", CODE));
        assert_ne!(of_check("CHECK", &form(), "123456", CODE), of_payment(&form(), "123456", CODE));
    }
}
