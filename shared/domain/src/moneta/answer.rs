//! Answers in XML, with the attributes of the fiscal receipt (54-ФЗ) where money was taken.

use std::fmt::Write as _;

use super::{amount_text, answer_signature};
use crate::Money;

/// What the shop says about a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResultCode {
    /// Here is the amount; none was asked with.
    Amount,
    /// Paid.
    Paid,
    /// Created and ready to be paid.
    Ready,
    /// Not to be paid, or not any more.
    Dead,
}

impl ResultCode {
    /// As the protocol numbers it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Amount => "100",
            Self::Paid => "200",
            Self::Ready => "402",
            Self::Dead => "500",
        }
    }
}

/// An answer.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// The shop.
    pub shop: &'a str,
    /// The payment.
    pub transaction: &'a str,
    /// What is said.
    pub result: ResultCode,
    /// How much is to be paid, where that was asked.
    pub amount: Option<Money>,
    /// Attributes of the fiscal receipt, names and values.
    pub attributes: &'a [(&'a str, String)],
}

impl Answer<'_> {
    /// The document, signed with the shop's integrity code.
    pub fn xml(&self, code: &str) -> String {
        let result = self.result.as_str();
        let signature = answer_signature(result, self.shop, self.transaction, code);
        let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<MNT_RESPONSE>\n");
        element(&mut xml, "MNT_ID", self.shop);
        element(&mut xml, "MNT_TRANSACTION_ID", self.transaction);
        element(&mut xml, "MNT_RESULT_CODE", result);
        if self.result == ResultCode::Paid {
            element(&mut xml, "MNT_DESCRIPTION", "SUCCESS");
        }
        if let Some(amount) = self.amount {
            element(&mut xml, "MNT_AMOUNT", &amount_text(amount));
        }
        element(&mut xml, "MNT_SIGNATURE", &signature);
        if !self.attributes.is_empty() {
            xml.push_str("<MNT_ATTRIBUTES>\n");
            for (key, value) in self.attributes {
                let _ = writeln!(xml, "<ATTRIBUTE><KEY>{key}</KEY><VALUE>{}</VALUE></ATTRIBUTE>", escaped(value));
            }
            xml.push_str("</MNT_ATTRIBUTES>\n");
        }
        xml.push_str("</MNT_RESPONSE>\n");
        xml
    }
}

fn element(xml: &mut String, name: &str, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(xml, "<{name}>{}</{name}>", escaped(text));
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_signed_and_echoes_what_it_is_about() {
        let result = ResultCode::Paid;
        let answer = Answer { shop: "54600817", transaction: "FF790ABCD", result, amount: None, attributes: &[] };
        let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<MNT_RESPONSE>\n<MNT_ID>54600817</MNT_ID>\n\
                        <MNT_TRANSACTION_ID>FF790ABCD</MNT_TRANSACTION_ID>\n<MNT_RESULT_CODE>200</MNT_RESULT_CODE>\n\
                        <MNT_DESCRIPTION>SUCCESS</MNT_DESCRIPTION>\n\
                        <MNT_SIGNATURE>29807c8e5d82198b5c4360e6ec711cce</MNT_SIGNATURE>\n</MNT_RESPONSE>\n";
        assert_eq!(answer.xml("QWERTY"), expected);
    }

    #[test]
    fn values_are_never_markup() {
        let attributes = [("INVENTORY", "[{\"name\":\"<b>&\"}]".to_owned())];
        let answer = Answer {
            shop: "1",
            transaction: "2",
            result: ResultCode::Amount,
            amount: Some(Money::from_kopecks(12_025)),
            attributes: &attributes,
        };
        let xml = answer.xml("QWERTY");
        assert!(xml.contains("<VALUE>[{&quot;name&quot;:&quot;&lt;b&gt;&amp;&quot;}]</VALUE>"), "{xml}");
        assert!(xml.contains("<MNT_AMOUNT>120.25</MNT_AMOUNT>"), "{xml}");
    }
}
