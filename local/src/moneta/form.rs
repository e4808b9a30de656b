//! What a shop sends its customer to the payment page with.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::Shops;
use super::signature;

/// The parameters of the payment page, each of them of the right shape; absent ones are empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentForm {
    /// `MNT_ID`: the shop.
    pub mnt_id: String,
    /// `MNT_TRANSACTION_ID`: the payment in the shop.
    pub transaction: String,
    /// `MNT_AMOUNT`: roubles as they were written, `120.25`; the text itself is signed.
    pub amount: String,
    /// `MNT_CURRENCY_CODE`.
    pub currency: String,
    /// `MNT_TEST_MODE`: `0` or `1`.
    pub test_mode: String,
    /// `MNT_SUBSCRIBER_ID`.
    pub subscriber: String,
    /// `MNT_DESCRIPTION`: what is paid for.
    pub description: String,
    /// `MNT_SUCCESS_URL`: where the customer returns when the money was taken.
    pub success_url: String,
    /// `MNT_INPROGRESS_URL`: where the customer returns while the payment is under way.
    pub in_progress_url: String,
    /// `MNT_FAIL_URL`: where the customer returns when the money was not taken.
    pub fail_url: String,
    /// `MNT_RETURN_URL`: where the customer returns who does not want to pay.
    pub return_url: String,
}

/// Why a form is not accepted: the code for programs, the sentence for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormError {
    /// Stable code.
    pub code: &'static str,
    /// What is wrong, in Russian.
    pub message: &'static str,
}

const fn error(code: &'static str, message: &'static str) -> FormError {
    FormError { code, message }
}

const REPEATED: FormError = error("parameter_repeated", "Параметр передан дважды.");
const MALFORMED: FormError = error("parameter_malformed", "Параметры формы записаны неверно.");
const UNKNOWN_SHOP: FormError = error("shop_unknown", "Магазина с таким MNT_ID нет.");
const WRONG_SIGNATURE: FormError = error("signature_wrong", "Подпись формы (MNT_SIGNATURE) не подходит.");

const LONGEST_TEXT: usize = 500;
const LONGEST_ID: usize = 255;

/// Parameters that are read; others, such as `moneta.locale`, are passed over as the provider does.
const SIGNATURE: &str = "MNT_SIGNATURE";

impl PaymentForm {
    /// Reads the parameters and checks the signature with the code of the shop that they name.
    pub fn read(parameters: &[(String, String)], shops: &Shops) -> Result<Self, FormError> {
        let mut named = HashMap::new();
        for (name, value) in parameters {
            if named.insert(name.as_str(), value.as_str()).is_some() {
                return Err(REPEATED);
            }
        }
        let text = |name: &str| named.get(name).copied().unwrap_or_default().to_owned();
        let form = Self {
            mnt_id: text("MNT_ID"),
            transaction: text("MNT_TRANSACTION_ID"),
            amount: text("MNT_AMOUNT"),
            currency: text("MNT_CURRENCY_CODE"),
            test_mode: text("MNT_TEST_MODE"),
            subscriber: text("MNT_SUBSCRIBER_ID"),
            description: text("MNT_DESCRIPTION"),
            success_url: text("MNT_SUCCESS_URL"),
            in_progress_url: text("MNT_INPROGRESS_URL"),
            fail_url: text("MNT_FAIL_URL"),
            return_url: text("MNT_RETURN_URL"),
        };
        if !form.is_well_formed() {
            return Err(MALFORMED);
        }
        let shop = shops.find(&form.mnt_id).ok_or(UNKNOWN_SHOP)?;
        let signed = http::hash::equal(&signature::of_form(&form, &shop.integrity_code), &text(SIGNATURE));
        if signed { Ok(form) } else { Err(WRONG_SIGNATURE) }
    }

    /// The parameters of the form, to hand them on from one page to the next.
    pub fn parameters(&self, code: &str) -> Vec<(&'static str, String)> {
        let all = [
            ("MNT_ID", self.mnt_id.clone()),
            ("MNT_TRANSACTION_ID", self.transaction.clone()),
            ("MNT_AMOUNT", self.amount.clone()),
            ("MNT_CURRENCY_CODE", self.currency.clone()),
            ("MNT_TEST_MODE", self.test_mode.clone()),
            ("MNT_SUBSCRIBER_ID", self.subscriber.clone()),
            ("MNT_DESCRIPTION", self.description.clone()),
            ("MNT_SUCCESS_URL", self.success_url.clone()),
            ("MNT_INPROGRESS_URL", self.in_progress_url.clone()),
            ("MNT_FAIL_URL", self.fail_url.clone()),
            ("MNT_RETURN_URL", self.return_url.clone()),
            (SIGNATURE, signature::of_form(self, code)),
        ];
        all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    fn is_well_formed(&self) -> bool {
        let urls = [&self.success_url, &self.in_progress_url, &self.fail_url, &self.return_url];
        (1..=20).contains(&self.mnt_id.len())
            && self.mnt_id.bytes().all(|byte| byte.is_ascii_digit())
            && !self.transaction.is_empty()
            && is_text(&self.transaction, LONGEST_ID)
            && is_amount(&self.amount)
            && self.currency == "RUB"
            && matches!(self.test_mode.as_str(), "" | "0" | "1")
            && is_text(&self.subscriber, LONGEST_ID)
            && is_text(&self.description, LONGEST_TEXT)
            && urls.into_iter().all(|url| is_address(url))
    }
}

/// Roubles with two decimals, more than nothing.
fn is_amount(text: &str) -> bool {
    let Some((roubles, kopecks)) = text.split_once('.') else { return false };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    (1..=9).contains(&roubles.len())
        && kopecks.len() == 2
        && digits(roubles)
        && digits(kopecks)
        && text.bytes().any(|byte| matches!(byte, b'1'..=b'9'))
}

fn is_text(text: &str, longest: usize) -> bool {
    text.chars().count() <= longest && !text.chars().any(char::is_control)
}

/// The page makes links of addresses: nothing but the web may stand in them.
fn is_address(text: &str) -> bool {
    let of_the_web = text.starts_with("https://") || text.starts_with("http://");
    text.is_empty() || (of_the_web && text.len() <= 2_000 && text.bytes().all(|byte| byte.is_ascii_graphic()))
}

#[cfg(test)]
pub mod tests {
    use super::super::shops::tests::shops;
    use super::*;

    /// The form of the published vectors.
    pub fn form() -> PaymentForm {
        PaymentForm {
            mnt_id: "54600817".to_owned(),
            transaction: "FF790ABCD".to_owned(),
            amount: "120.25".to_owned(),
            currency: "RUB".to_owned(),
            test_mode: "0".to_owned(),
            subscriber: String::new(),
            description: String::new(),
            success_url: "http://localhost:8080/pay/ok".to_owned(),
            in_progress_url: String::new(),
            fail_url: String::new(),
            return_url: String::new(),
        }
    }

    fn parameters(form: &PaymentForm) -> Vec<(String, String)> {
        form.parameters("QWERTY").into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    #[test]
    fn a_signed_form_is_read_as_it_was_written() {
        assert_eq!(PaymentForm::read(&parameters(&form()), &shops()), Ok(form()));
    }

    #[test]
    fn a_form_of_an_unknown_shop_or_with_another_amount_is_refused() {
        let mut changed = parameters(&form());
        changed[2].1 = "1.00".to_owned();
        assert_eq!(PaymentForm::read(&changed, &shops()), Err(WRONG_SIGNATURE));
        let stranger = PaymentForm { mnt_id: "1".to_owned(), ..form() };
        assert_eq!(PaymentForm::read(&parameters(&stranger), &shops()), Err(UNKNOWN_SHOP));
    }

    #[test]
    fn a_signature_in_capitals_is_refused() {
        let mut loud = parameters(&form());
        loud.last_mut().unwrap().1.make_ascii_uppercase();
        assert_eq!(PaymentForm::read(&loud, &shops()), Err(WRONG_SIGNATURE));
    }

    #[test]
    fn a_repeated_parameter_is_refused() {
        let mut twice = parameters(&form());
        twice.push(twice[2].clone());
        assert_eq!(PaymentForm::read(&twice, &shops()), Err(REPEATED));
    }

    #[test]
    fn fields_of_another_shape_are_refused() {
        let wrong = |change: fn(&mut PaymentForm)| {
            let mut form = form();
            change(&mut form);
            assert_eq!(PaymentForm::read(&parameters(&form), &shops()), Err(MALFORMED), "{form:?}");
        };
        for amount in ["0.00", "1", "1,00", "1.0", "-1.00", "1.000", "1e3.00", "1000000000.00", "١.00"] {
            let form = PaymentForm { amount: amount.to_owned(), ..form() };
            assert_eq!(PaymentForm::read(&parameters(&form), &shops()), Err(MALFORMED), "{amount}");
        }
        wrong(|form| form.success_url = "javascript:alert(1)".to_owned());
        wrong(|form| form.currency = "USD".to_owned());
        wrong(|form| form.test_mode = "2".to_owned());
        wrong(|form| form.mnt_id = "54600817x".to_owned());
        wrong(|form| form.transaction = String::new());
        wrong(|form| form.description = "a\u{0}b".to_owned());
    }
}
