//! The letter that tells of money that the company gave back.

use domain::{Money, PaymentId};
use http::App;
use mail::letters::PaymentRefunded;
use table::entities::operation::LedgerEntry;
use table::entities::organization::OrganizationItem;
use table::entities::payment::PaymentItem;
use table::{Batch, keys};

use super::payment::page;
use super::{ComposeError, Composed};

/// It tells what stands in the ledger under the company's id of the refund.
pub async fn noted(app: &App, to: &str, payment: &PaymentId, refund: &str) -> Result<Composed, ComposeError> {
    let (place, company) = (keys::payment(payment), keys::organization(&payment.account().organization()));
    let entry = keys::ledger_refund(payment, refund);
    let batch = Batch::consistent().with_all([place.clone(), company.clone(), entry.clone()]);
    let mut found = app.table.batch(batch).await?;
    let (item, company) = (found.take::<PaymentItem>(&place)?, found.take::<OrganizationItem>(&company)?);
    let Some((item, entry)) = item.zip(found.take::<LedgerEntry>(&entry)?) else { return Ok(Composed::Nothing) };
    let Some(operation) = item.payment.operation() else { return Ok(Composed::Nothing) };
    let name = company.and_then(|company| company.details).map(|details| details.name.to_string());
    let letter = PaymentRefunded {
        amount: Money::from_kopecks(-entry.amount.kopecks()),
        paid: item.payment.amount(),
        account: item.number.as_str(),
        organization: name.as_deref().unwrap_or("Организация"),
        at: entry.at,
        operation: &operation.id,
        link: &page(app, "payment", payment),
    };
    Ok(Composed::Letter(to.to_owned(), letter.letter()?))
}
