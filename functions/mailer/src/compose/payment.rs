//! The letter that confirms a payment.

use domain::PaymentId;
use http::App;
use mail::letters::PaymentReceived;
use table::entities::organization::OrganizationItem;
use table::entities::payment::PaymentItem;
use table::{Batch, keys};

use super::{ComposeError, Composed};

/// It tells the operation by which the payment was paid, and the newest name of the company.
pub async fn received(app: &App, to: &str, payment: &PaymentId) -> Result<Composed, ComposeError> {
    let (place, company) = (keys::payment(payment), keys::organization(&payment.account().organization()));
    let mut found = app.table.batch(Batch::consistent().with(place.clone()).with(company.clone())).await?;
    let (item, company) = (found.take::<PaymentItem>(&place)?, found.take::<OrganizationItem>(&company)?);
    let Some(item) = item else { return Ok(Composed::Nothing) };
    let Some(operation) = item.payment.operation() else { return Ok(Composed::Nothing) };
    let name = company.and_then(|company| company.details).map(|details| details.name.to_string());
    let letter = PaymentReceived {
        amount: item.payment.amount(),
        account: item.number.as_str(),
        organization: name.as_deref().unwrap_or_default(),
        paid_at: operation.at,
        operation: &operation.id,
        link: &page(app, "confirmation", payment),
        is_test: item.payment.is_test(),
    };
    Ok(Composed::Letter(to.to_owned(), letter.letter()?))
}

/// Where the site shows a payment.
pub fn page(app: &App, name: &str, payment: &PaymentId) -> String {
    format!("{}/payments/{name}?account={}&payment={payment}", app.settings.base_url, payment.account())
}
