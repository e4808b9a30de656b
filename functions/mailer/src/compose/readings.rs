//! The reminder of readings, as true as it is when it is sent.

use domain::meter::Resource;
use domain::{AccountId, day};
use http::App;
use http::unsubscribe::{Mailing, Unsubscription};
use jiff::civil::Date;
use mail::letters::ReadingsReminder;
use table::entities::account::AccountItem;
use table::entities::attachment::Attachment;
use table::entities::meter::{MeterItem, MetersOf};
use table::entities::organization::OrganizationItem;
use table::entities::user::User;
use table::{Batch, keys};

use super::{ComposeError, Composed, Prepared};

/// Nothing is sent to who has sent everything meanwhile, wants no reminders any more, or can no longer send anything.
pub async fn reminder(
    app: &App,
    (user, account): (&User, &AccountId),
    (since, until): (Date, Date),
) -> Result<Composed, ComposeError> {
    // Mail that people subscribe to stops at a mailbox that is not there, or does not want it.
    if user.mail_problem().is_some() {
        return Ok(Composed::Nothing);
    }
    let attachment: Option<Attachment> = app.table.get(keys::attachment(&user.id, account), true).await?;
    let (place, company) = (keys::account(account), keys::organization(&account.organization()));
    let mut found = app.table.batch(Batch::new().with(place.clone()).with(company.clone())).await?;
    let home: Option<AccountItem> = found.take(&place)?;
    let company = found.take::<OrganizationItem>(&company)?.and_then(|company| company.details);
    let wanted = attachment.is_some_and(|attachment| attachment.readings_reminder);
    let Some((home, company)) = home.zip(company).filter(|_| wanted) else { return Ok(Composed::Nothing) };
    let today = app.clock.now().to_zoned(company.window_of(home.readings_window.as_ref()).1).date();
    if today > until {
        return Ok(Composed::Nothing);
    }
    let accepts = |meter: &MeterItem| meter.accepts_readings(company.policies.overdue_verification, today);
    let missing = missing(app, account, since, accepts).await?;
    if missing.is_empty() {
        return Ok(Composed::Nothing);
    }
    let unsubscription =
        Unsubscription { mailing: Mailing::Reminders, user: user.id.clone(), account: account.clone() };
    let token = app.unsubscribe_token(&unsubscription).ok_or(ComposeError::Broken)?;
    let link = format!("{}/meters?account={account}", app.settings.base_url);
    let until = day::in_russian(until);
    let letter = ReadingsReminder {
        address: home.address.as_str(),
        meters: &missing,
        until: &until,
        link: &link,
        unsubscribe: &app.unsubscribe_page(&token),
    };
    Ok(Composed::Prepared(Box::new(Prepared {
        to: user.email.to_string(),
        letter: letter.letter()?,
        unsubscribe: Some(app.unsubscribe_link(&token)),
        attachments: Vec::new(),
    })))
}

/// The meters that nobody has read since this day, of those that can be read.
async fn missing(
    app: &App,
    account: &AccountId,
    since: Date,
    accepts: impl Fn(&MeterItem) -> bool,
) -> Result<Vec<String>, ComposeError> {
    let meters = app.table.query_all(&MetersOf { account }).await?;
    Ok(meters.iter().filter(|meter| meter.is_missing(since) && accepts(meter)).map(name).collect())
}

/// «Холодная вода, № СВК-15 001, кухня».
fn name(meter: &MeterItem) -> String {
    let resource = match meter.resource {
        Resource::ColdWater => "Холодная вода",
        Resource::HotWater => "Горячая вода",
        Resource::Electricity => "Электричество",
        Resource::Gas => "Газ",
        Resource::Heat => "Отопление",
    };
    let place = meter.place.as_ref().map(|place| format!(", {place}")).unwrap_or_default();
    format!("{resource}, № {}{place}", meter.serial)
}
