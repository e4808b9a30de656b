//! Letters about what somebody asked of a company: whom they reach, and which company it is.

use domain::OrganizationId;
use table::entities::message::Recipient;
use table::entities::organization::OrganizationItem;
use table::entities::user::User;
use table::{Batch, Found, keys};

use super::ComposeError;

/// Adds to a page what such a letter wants besides its subject.
pub fn with_both_sides(batch: Batch, to: &Recipient, organization: &OrganizationId) -> Batch {
    let batch = batch.with(keys::organization(organization));
    match to {
        Recipient::Address(_) => batch,
        Recipient::Person { user } => batch.with(keys::user(user)),
    }
}

/// The address; nobody's where the person is gone.
pub fn address(found: &mut Found, to: &Recipient) -> Result<Option<String>, ComposeError> {
    Ok(match to {
        Recipient::Address(address) => Some(address.clone()),
        Recipient::Person { user } => found.take::<User>(&keys::user(user))?.map(|user| user.email.to_string()),
    })
}

/// The company's name; empty where nothing is known of it.
pub fn company(found: &mut Found, organization: &OrganizationId) -> Result<String, ComposeError> {
    let company = found.take::<OrganizationItem>(&keys::organization(organization))?;
    let name = company.and_then(|company| company.details).map(|details| details.name.to_string());
    Ok(name.unwrap_or_default())
}
