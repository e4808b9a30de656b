//! The letter that tells what became of an order of a paid service.

use domain::day;
use domain::order::{Mover, OrderId, OrderMove, Status, Visit};
use http::App;
use mail::letters::OrderMoved;
use table::entities::message::Recipient;
use table::entities::order::OrderItem;
use table::{Batch, keys};

use super::about_account::{address, company, with_both_sides};
use super::{ComposeError, Composed};

/// Nothing is sent of an order whose person was erased: there is no contact any more.
pub async fn moved(app: &App, to: &Recipient, order: &OrderId, number: usize) -> Result<Composed, ComposeError> {
    let (place, organization) = (keys::order(order), order.account().organization());
    let page = with_both_sides(Batch::consistent().with(place.clone()), to, &organization);
    let mut found = app.table.batch(page).await?;
    let item = found.take::<OrderItem>(&place)?;
    let Some(item) = item.filter(|item| item.contact.is_some()) else { return Ok(Composed::Nothing) };
    let Some(step) = number.checked_sub(1).and_then(|index| item.progress.moves().get(index)) else {
        return Ok(Composed::Nothing);
    };
    let Some(address) = address(&mut found, to)? else { return Ok(Composed::Nothing) };
    let letter = OrderMoved {
        service: item.service.name.as_str(),
        became: words(step),
        visit: &step.visit.as_ref().map(visit).unwrap_or_default(),
        comment: comment(step),
        organization: &company(&mut found, &organization)?,
        account: item.number.as_str(),
        link: &format!("{}/orders/order?account={}&order={order}", app.settings.base_url, order.account()),
    };
    Ok(Composed::Letter(address, letter.letter()?))
}

const fn words(step: &OrderMove) -> &'static str {
    match step.status {
        Status::New => "подана",
        Status::Accepted => "принята",
        Status::Scheduled if step.visit.is_some() => "назначен визит",
        // Much is done without anybody's coming.
        Status::Scheduled => "запланирована",
        Status::Done => "выполнена",
        Status::Declined => "отклонена",
        Status::Cancelled if matches!(step.by, Mover::Resident) => "отменена вами",
        Status::Cancelled => "отменена",
    }
}

fn visit(visit: &Visit) -> String {
    let slot = visit.slot.as_ref().map(|slot| format!(", {slot}")).unwrap_or_default();
    format!("{}{slot}", day::in_russian(visit.date))
}

fn comment(step: &OrderMove) -> &str {
    step.comment.as_ref().map(domain::order::Remark::as_str).unwrap_or_default()
}
