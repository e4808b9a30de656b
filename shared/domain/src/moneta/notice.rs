//! What the provider calls us with: the grammar of every field, before any signature is looked at.

use std::collections::HashSet;

use super::{CHECK, CURRENCY, Signed};
use crate::payment::Question;
use crate::{Money, PaymentId};

crate::refusals! {
    /// Why a call of the provider is not read.
    pub enum NoticeError {
        Repeated = "parameter_repeated", "Параметр встречается дважды.";
        Command = "command_malformed", "Команда не подходит к этому адресу.";
        Shop = "shop_malformed", "Номер магазина не читается.";
        Transaction = "transaction_malformed", "Номер платежа не читается.";
        Operation = "operation_malformed", "Номер операции не читается.";
        Amount = "notified_amount_malformed", "Сумма не читается.";
        Currency = "currency_unknown", "Валюта не рубль.";
        Subscriber = "subscriber_unexpected", "Мы не называем плательщика провайдеру.";
        TestMode = "test_mode_malformed", "Признак тестового режима не читается.";
        Signature = "signature_malformed", "Подпись не читается.";
    }
}

/// A call whose fields read. Nothing is proven by it yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The payment.
    pub payment: PaymentId,
    /// What was or would be taken; absent where the Check URL asks how much.
    pub amount: Option<Money>,
    /// No real money moves.
    pub test: bool,
    /// The shop, as it stands on the wire.
    pub shop: String,
    /// The provider's id of the movement; empty where there is none yet.
    pub operation: String,
    /// The signature.
    pub signature: String,
    command: String,
    amount_text: String,
    currency: String,
    test_mode: String,
}

/// Far longer than the numbers that the provider gives.
const LONGEST_NUMBER: usize = 20;

impl Notice {
    /// Reads the parameters of a call. Those we know no use for are let through, but none may stand twice.
    pub fn read(question: Question, parameters: &[(String, String)]) -> Result<Self, NoticeError> {
        let mut names = HashSet::with_capacity(parameters.len());
        if !parameters.iter().all(|(name, _)| names.insert(name)) {
            return Err(NoticeError::Repeated);
        }
        let text = |name: &str| parameters.iter().find(|(one, _)| one == name).map_or("", |(_, value)| value.as_str());
        let good = |name: &str, is_good: fn(&str) -> bool, error: NoticeError| {
            is_good(text(name)).then(|| text(name).to_owned()).ok_or(error)
        };
        let command = good("MNT_COMMAND", is_command(question), NoticeError::Command)?;
        let shop = good("MNT_ID", is_number, NoticeError::Shop)?;
        let payment = PaymentId::parse(text("MNT_TRANSACTION_ID")).map_err(|_| NoticeError::Transaction)?;
        let operation = good("MNT_OPERATION_ID", is_operation(question), NoticeError::Operation)?;
        let amount_text = text("MNT_AMOUNT").to_owned();
        let amount = read_amount(question, &amount_text)?;
        let currency = good("MNT_CURRENCY_CODE", |text| text == CURRENCY, NoticeError::Currency)?;
        good("MNT_SUBSCRIBER_ID", str::is_empty, NoticeError::Subscriber)?;
        let test_mode = good("MNT_TEST_MODE", |text| matches!(text, "" | "0" | "1"), NoticeError::TestMode)?;
        let signature = good("MNT_SIGNATURE", is_signature, NoticeError::Signature)?;
        let is_trial = test_mode == "1";
        Ok(Self {
            payment,
            amount,
            test: is_trial,
            shop,
            operation,
            signature,
            command,
            amount_text,
            currency,
            test_mode,
        })
    }

    /// The fields that its signature covers, as they stood on the wire.
    pub fn signed(&self) -> Signed<'_> {
        Signed {
            command: &self.command,
            shop: &self.shop,
            transaction: self.payment.as_str(),
            operation: &self.operation,
            amount: &self.amount_text,
            currency: &self.currency,
            subscriber: "",
            test_mode: &self.test_mode,
        }
    }
}

/// Roubles as the provider writes them: `120.25`.
pub fn amount_text(amount: Money) -> String {
    amount.to_string()
}

fn is_command(question: Question) -> fn(&str) -> bool {
    match question {
        Question::Pay => str::is_empty,
        Question::Check => |text| text == CHECK,
    }
}

fn is_operation(question: Question) -> fn(&str) -> bool {
    match question {
        Question::Pay => is_number,
        // Nothing has been moved yet, so there may be no number.
        Question::Check => |text| text.is_empty() || is_number(text),
    }
}

fn is_number(text: &str) -> bool {
    (1..=LONGEST_NUMBER).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_signature(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn read_amount(question: Question, text: &str) -> Result<Option<Money>, NoticeError> {
    if text.is_empty() && question == Question::Check {
        return Ok(None);
    }
    let amount = Money::parse_roubles(text).map_err(|_| NoticeError::Amount)?;
    // The one way to write the amount: what differs from it would be signed differently.
    if amount_text(amount) == text && !amount.is_negative() { Ok(Some(amount)) } else { Err(NoticeError::Amount) }
}

#[cfg(test)]
mod tests {
    use super::super::notice_signature;
    use super::*;

    const SIGNATURE: &str = "69bdf9bd91820b8f7b4c4b25d3d22dfa";

    fn call(changes: &[(&str, &str)]) -> Vec<(String, String)> {
        let transaction = "0".repeat(48);
        let usual = [
            ("MNT_ID", "54600817"),
            ("MNT_TRANSACTION_ID", &transaction),
            ("MNT_OPERATION_ID", "123456"),
            ("MNT_AMOUNT", "120.25"),
            ("MNT_CURRENCY_CODE", "RUB"),
            ("MNT_TEST_MODE", "0"),
            ("MNT_SIGNATURE", SIGNATURE),
        ];
        let is_given = |name: &str| changes.iter().any(|(one, _)| *one == name);
        let kept = usual.iter().filter(|(name, _)| !is_given(name));
        kept.chain(changes).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn pay(changes: &[(&str, &str)]) -> Result<Notice, NoticeError> {
        Notice::read(Question::Pay, &call(changes))
    }

    #[test]
    fn the_fields_are_signed_as_they_stood_on_the_wire() {
        let notice = pay(&[("paymentSystem.unitId", "843858")]).unwrap();
        let signed = notice.signed();
        assert_eq!((signed.amount, signed.test_mode, signed.operation), ("120.25", "0", "123456"));
        assert_eq!(notice.amount, Some(Money::from_kopecks(12_025)));
        let silent = pay(&[("MNT_TEST_MODE", "")]).unwrap();
        assert_ne!(notice_signature(&silent.signed(), "Q"), notice_signature(&signed, "Q"));
    }

    #[test]
    fn every_field_has_its_grammar() {
        for (name, bad, error) in [
            ("MNT_COMMAND", vec!["CHECK", "x"], NoticeError::Command),
            ("MNT_ID", vec!["", "5460081a", "-1", "٥٤", "123456789012345678901"], NoticeError::Shop),
            ("MNT_TRANSACTION_ID", vec!["", "FF790ABCD", "../x", "0#0"], NoticeError::Transaction),
            ("MNT_OPERATION_ID", vec!["", "12 3", "1a", "0x1", "١٢٣"], NoticeError::Operation),
            (
                "MNT_AMOUNT",
                vec!["", "120", "120.2", "120.250", "120,25", "+120.25", "-120.25", "0120.25", " 120.25", "1e2", "NaN"],
                NoticeError::Amount,
            ),
            ("MNT_CURRENCY_CODE", vec!["", "rub", "USD", "RUB "], NoticeError::Currency),
            ("MNT_SUBSCRIBER_ID", vec!["user1", "0"], NoticeError::Subscriber),
            ("MNT_TEST_MODE", vec!["2", "true", "00"], NoticeError::TestMode),
            (
                "MNT_SIGNATURE",
                vec!["", "69BDF9BD91820B8F7B4C4B25D3D22DFA", "69bd", "zzbdf9bd91820b8f7b4c4b25d3d22dfa"],
                NoticeError::Signature,
            ),
        ] {
            for value in bad {
                assert_eq!(pay(&[(name, value)]), Err(error), "{name}={value}");
            }
        }
    }

    #[test]
    fn no_parameter_stands_twice() {
        let twice = [("MNT_AMOUNT", "120.25"), ("MNT_AMOUNT", "120.25")];
        assert_eq!(pay(&twice), Err(NoticeError::Repeated));
        assert_eq!(pay(&[("other", "1"), ("other", "2")]), Err(NoticeError::Repeated));
    }

    #[test]
    fn a_check_may_ask_how_much() {
        let check = |changes: &[(&str, &str)]| Notice::read(Question::Check, &call(changes));
        let asked = check(&[("MNT_COMMAND", "CHECK"), ("MNT_AMOUNT", ""), ("MNT_OPERATION_ID", "")]).unwrap();
        assert_eq!((asked.amount, asked.operation.as_str()), (None, ""));
        assert_eq!(check(&[]), Err(NoticeError::Command));
        assert_eq!(check(&[("MNT_COMMAND", "CHECK"), ("MNT_AMOUNT", "1")]), Err(NoticeError::Amount));
    }
}
