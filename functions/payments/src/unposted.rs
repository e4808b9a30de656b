//! Money that was taken and is not posted: the company has to hear of it.

use domain::code::Refusal as _;
use http::ApiResult;
use table::entities::unposted::UnpostedMoney;

use crate::call::{Call, CallError};
use crate::line::Line;

/// Puts what a shop has signed and we refuse into the list of its company, once a movement. It stands beside the trace of
/// the refusal, of which a day keeps so many only: none of the money may be missing.
pub async fn list(line: &Line, call: &Call<'_>, error: CallError) -> ApiResult<()> {
    let request = call.request;
    let is_posted = call.operation.as_ref().is_some_and(|operation| operation.payment == request.payment);
    let Some(amount) = request.amount.filter(|_| !request.test && !is_posted) else { return Ok(()) };
    let money = UnpostedMoney {
        organization: request.payment.account().organization(),
        shop: request.shop.clone(),
        operation: request.operation.clone(),
        payment: request.payment.clone(),
        amount,
        reason: error.code().to_owned(),
        message: error.message(),
        at: line.app.clock.now(),
    };
    Ok(line.app.table.put(&money).await?)
}
