//! What a shop answers: `SUCCESS`, `FAIL`, or the XML `MNT_RESPONSE` with a signature of its own.

use super::form::PaymentForm;
use super::signature;

/// The result of the XML answer that a shop has signed for this payment.
pub fn xml_result(body: &str, form: &PaymentForm, code: &str) -> Option<String> {
    let result = tag(body, "MNT_RESULT_CODE")?;
    let (mnt_id, transaction) = (tag(body, "MNT_ID")?, tag(body, "MNT_TRANSACTION_ID")?);
    let wanted = signature::of_answer(result, mnt_id, transaction, code);
    let is_ours = mnt_id == form.mnt_id && transaction == form.transaction;
    let is_signed = http::hash::equal(&wanted, tag(body, "MNT_SIGNATURE")?);
    (body.contains("<MNT_RESPONSE>") && is_ours && is_signed).then(|| result.to_owned())
}

/// Whether a shop confirms that it has heard of the money.
pub fn confirms(status: u16, body: &str, form: &PaymentForm, code: &str) -> bool {
    let said = body.trim() == "SUCCESS" || xml_result(body, form, code).as_deref() == Some("200");
    status == 200 && said
}

/// The text of the only element of this name. Elements of the answer hold digits, ids and letters, never markup.
fn tag<'body>(body: &'body str, name: &str) -> Option<&'body str> {
    let (_, rest) = body.split_once(&format!("<{name}>"))?;
    let (text, after) = rest.split_once(&format!("</{name}>"))?;
    (!after.contains(&format!("<{name}>"))).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::form;
    use super::*;

    fn xml(result: &str, signature: &str) -> String {
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<MNT_RESPONSE>\n<MNT_ID>54600817</MNT_ID>\
             <MNT_TRANSACTION_ID>FF790ABCD</MNT_TRANSACTION_ID><MNT_RESULT_CODE>{result}</MNT_RESULT_CODE>\
             <MNT_SIGNATURE>{signature}</MNT_SIGNATURE></MNT_RESPONSE>"
        )
    }

    #[test]
    fn the_published_answer_confirms() {
        let body = xml("200", "29807c8e5d82198b5c4360e6ec711cce");
        assert!(confirms(200, &body, &form(), "QWERTY"));
        assert!(!confirms(200, &body, &form(), "OTHER"));
    }

    #[test]
    fn the_word_confirms_and_anything_else_does_not() {
        assert!(confirms(200, "SUCCESS\n", &form(), "QWERTY"));
        for (status, body) in [(200, "FAIL"), (200, "success"), (500, "SUCCESS"), (200, ""), (200, "SUCCESSFUL")] {
            assert!(!confirms(status, body, &form(), "QWERTY"), "{status} {body}");
        }
    }

    #[test]
    fn an_answer_about_another_payment_or_with_an_element_twice_does_not_count() {
        let other = PaymentForm { transaction: "ELSE".to_owned(), ..form() };
        let body = xml("200", "29807c8e5d82198b5c4360e6ec711cce");
        assert_eq!(xml_result(&body, &other, "QWERTY"), None);
        let twice = body.replace("</MNT_RESPONSE>", "<MNT_RESULT_CODE>402</MNT_RESULT_CODE></MNT_RESPONSE>");
        assert_eq!(xml_result(&twice, &form(), "QWERTY"), None);
    }
}
