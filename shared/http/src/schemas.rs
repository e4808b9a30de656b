//! Schemas of the enumerations that several functions show. They are made from the values themselves, so the document
//! spells them as the answers do.

use domain::appeal::{FileKind, Rating, State};
use domain::balance::BalanceKind;
use domain::meter::{Resource, Source};
use domain::organization::AttachMethod;
use domain::reading::{Confirmation, Reason, Verification};
use domain::statement::Channel;
use serde::Serialize;
use utoipa::openapi::schema::{Array, ArrayBuilder, Object, ObjectBuilder, SchemaType, Type};

/// Ways to attach an account.
pub fn attach_method() -> Object {
    enumeration(&[AttachMethod::AccountNumber, AttachMethod::UnifiedAccount, AttachMethod::ServiceId])
}

/// Who owes whom.
pub fn balance_kind() -> Object {
    enumeration(&[BalanceKind::Debt, BalanceKind::Overpayment, BalanceKind::Zero])
}

/// Ways that money comes.
pub fn channel() -> Object {
    enumeration(&[Channel::Online, Channel::Bank, Channel::Post, Channel::Cash])
}

/// What a meter measures.
pub fn resource() -> Object {
    enumeration(&[Resource::ColdWater, Resource::HotWater, Resource::Electricity, Resource::Gas, Resource::Heat])
}

/// Where a reading came from.
pub fn reading_source() -> Object {
    enumeration(&[Source::Resident, Source::Company, Source::Automatic, Source::Installation])
}

/// What a person confirms about a reading.
pub fn confirmation() -> Object {
    enumeration(&[Confirmation::Rollover, Confirmation::Jump])
}

/// Several of them.
pub fn confirmations() -> Array {
    ArrayBuilder::new().items(confirmation()).build()
}

/// Where a meter stands on its way to the next verification.
pub fn verification() -> Object {
    enumeration(&[Verification::Valid, Verification::Soon, Verification::Overdue])
}

/// Why no reading of a meter counts.
pub fn no_reading() -> Object {
    enumeration(&[Reason::NotSent, Reason::Unverified])
}

/// Where an appeal may stand.
pub fn appeal_state() -> Object {
    enumeration(&[State::New, State::InProgress, State::Answered, State::Closed])
}

/// What an answer may be worth.
pub fn appeal_rating() -> Object {
    enumeration(&[Rating::Helped, Rating::NotHelped])
}

/// What the latest answer was worth, once somebody has said so: a schema stands for the whole of a field, an option too.
pub fn appeal_rated() -> Object {
    let mut rating = enumeration(&[Some(Rating::Helped), Some(Rating::NotHelped), None]);
    rating.schema_type = SchemaType::from_iter([Type::String, Type::Null]);
    rating
}

/// What a file of an appeal may be.
pub fn file_kind() -> Object {
    enumeration(&FileKind::ALL)
}

/// Texts that are the names of these values.
pub fn enumeration(values: &[impl Serialize]) -> Object {
    let names = values.iter().filter_map(|value| serde_json::to_value(value).ok());
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(names)).build()
}
