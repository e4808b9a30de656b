//! The letter that tells what became of an order of a paid service.

use domain::day;
use domain::order::{OrderId, OrderMove, Status, Visit};
use http::App;
use mail::letters::OrderMoved;
use table::entities::message::Recipient;
use table::entities::order::OrderItem;
use table::entities::organization::OrganizationItem;
use table::entities::user::User;
use table::{Batch, keys};

use super::{ComposeError, Composed};

/// Nothing is sent of an order whose person was erased: there is no contact any more.
pub async fn moved(app: &App, to: &Recipient, order: &OrderId, number: usize) -> Result<Composed, ComposeError> {
    let (place, company) = (keys::order(order), keys::organization(&order.account().organization()));
    let person = match to {
        Recipient::Address(_) => None,
        Recipient::Person { user } => Some(keys::user(user)),
    };
    let batch = Batch::consistent().with(place.clone()).with(company.clone());
    let mut found = app.table.batch(person.iter().cloned().fold(batch, Batch::with)).await?;
    let (item, company) = (found.take::<OrderItem>(&place)?, found.take::<OrganizationItem>(&company)?);
    let Some(item) = item.filter(|item| item.contact.is_some()) else { return Ok(Composed::Nothing) };
    let Some(step) = number.checked_sub(1).and_then(|index| item.progress.moves().get(index)) else {
        return Ok(Composed::Nothing);
    };
    let address = match (to, person) {
        (Recipient::Address(address), _) => address.clone(),
        (_, Some(person)) => match found.take::<User>(&person)? {
            Some(user) => user.email.to_string(),
            None => return Ok(Composed::Nothing),
        },
        _ => return Ok(Composed::Nothing),
    };
    let name = company.and_then(|company| company.details).map(|details| details.name.to_string());
    // Orders have no page of their own yet.
    let link = format!("{}/", app.settings.base_url);
    let letter = OrderMoved {
        service: item.service.name.as_str(),
        became: words(step.status),
        visit: &step.visit.as_ref().map(visit).unwrap_or_default(),
        comment: comment(step),
        organization: name.as_deref().unwrap_or_default(),
        account: item.number.as_str(),
        link: &link,
    };
    Ok(Composed::Letter(address, letter.letter()?))
}

const fn words(status: Status) -> &'static str {
    match status {
        Status::New => "подана",
        Status::Accepted => "принята",
        Status::Scheduled => "назначен визит",
        Status::Done => "выполнена",
        Status::Declined => "отклонена",
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
