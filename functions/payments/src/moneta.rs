//! MONETA.Assistant: the form that sends a person to it, its two calls of us, and what it wants to hear.

mod fiscal;
mod parameters;

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use domain::PaymentId;
use domain::code::Refusal as _;
use domain::moneta::{
    Answer, CURRENCY, NAME, Notice, NoticeError, ResultCode, Signed, amount_text, form_signature, notice_signature,
};
use domain::payment::Question;
use http::{PaymentSettings, hash};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::incoming::Incoming;
use crate::provider::{Decision, Order, PaymentProvider, Proof, Request, Unread};
use crate::shop::OpenShop;

use fiscal::attributes;
use parameters::parameters;

/// The provider.
pub struct Moneta;

/// The content type of answers.
const XML: &str = "text/xml; charset=utf-8";

impl PaymentProvider for Moneta {
    fn name(&self) -> &'static str {
        NAME
    }

    fn redirect(&self, shop: &OpenShop, order: Order<'_>, settings: &PaymentSettings) -> String {
        let (transaction, amount) = (order.payment.id().as_str(), amount_text(order.payment.amount()));
        let test_mode = if order.payment.is_test() { "1" } else { "0" };
        let signed = Signed {
            shop: &shop.number,
            transaction,
            amount: &amount,
            currency: CURRENCY,
            test_mode,
            ..Signed::default()
        };
        let back = |outcome: &str| format!("{}&outcome={outcome}", order.page);
        let fields = [
            ("MNT_ID", shop.number.clone()),
            ("MNT_TRANSACTION_ID", transaction.to_owned()),
            ("MNT_CURRENCY_CODE", CURRENCY.to_owned()),
            ("MNT_AMOUNT", amount.clone()),
            ("MNT_TEST_MODE", test_mode.to_owned()),
            ("MNT_DESCRIPTION", order.description.to_owned()),
            ("MNT_SUCCESS_URL", back("success")),
            ("MNT_INPROGRESS_URL", back("in_progress")),
            ("MNT_FAIL_URL", back("fail")),
            ("MNT_RETURN_URL", back("return")),
            ("moneta.locale", "ru".to_owned()),
            ("MNT_SIGNATURE", form_signature(&signed, shop.code())),
        ];
        let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        format!("{}?{}", settings.moneta_url, pairs.join("&"))
    }

    fn read(&self, question: Question, incoming: &Incoming) -> Result<Request, Unread> {
        let pairs = parameters(incoming);
        let notice = Notice::read(question, &pairs).map_err(|error| unread(error, &pairs))?;
        Ok(Request {
            payment: notice.payment.clone(),
            shop: notice.shop.clone(),
            operation: notice.operation.clone(),
            amount: notice.amount,
            test: notice.test,
            proof: Proof::new(move |code| hash::equal(&notice.signature, &notice_signature(&notice.signed(), code))),
        })
    }

    fn answer(&self, shop: &OpenShop, request: &Request, decision: Decision<'_>) -> Response {
        let attributes = match decision {
            Decision::Posted(item) => attributes(shop, item),
            _ => Vec::new(),
        };
        // Where there is no fiscal receipt to be issued, the short form says all.
        if matches!(decision, Decision::Posted(_)) && attributes.is_empty() {
            return "SUCCESS".into_response();
        }
        let (result, amount) = match decision {
            Decision::Posted(_) | Decision::AlreadyPaid => (ResultCode::Paid, None),
            Decision::Payable => (ResultCode::Ready, None),
            Decision::PayableAmount(amount) => (ResultCode::Amount, Some(amount)),
            Decision::NotPayable => (ResultCode::Dead, None),
        };
        let transaction = request.payment.as_str();
        let answer = Answer { shop: &shop.number, transaction, result, amount, attributes: &attributes };
        ([(header::CONTENT_TYPE, XML)], answer.xml(shop.code())).into_response()
    }

    fn refusal(&self) -> Response {
        "FAIL".into_response()
    }
}

/// What a call that does not read named is kept if that much reads.
fn unread(error: NoticeError, pairs: &[(String, String)]) -> Unread {
    let named = pairs.iter().find(|(name, _)| name == "MNT_TRANSACTION_ID");
    Unread { reason: error.code(), payment: named.and_then(|(_, value)| PaymentId::parse(value).ok()) }
}
