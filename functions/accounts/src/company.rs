//! A company's details as residents need them: whom to pay, whom to call. Its policies are its own business.

use domain::OrganizationId;
use domain::organization::{self, AttachMethod};
use serde::Serialize;
use utoipa::ToSchema;

use crate::list_organizations::attach_methods;

mod requisites;

use requisites::{Bank, Recipient, payment_qr};

/// Full requisites of a company.
#[derive(Debug, Serialize, ToSchema)]
pub struct Organization {
    /// Opaque id.
    id: String,
    /// Short name.
    name: String,
    /// Full legal name.
    full_name: Option<String>,
    /// ИНН.
    inn: String,
    /// КПП; sole traders have none.
    kpp: Option<String>,
    /// ОГРН.
    ogrn: String,
    /// Where money is paid to.
    bank: Bank,
    /// Text of the payment QR by ГОСТ Р 56042-2014, without an account and a sum; null where the requisites give none.
    /// `{separator}PersAcc={number}`, with the separator that follows `ST00012`, names the account. It pays the company
    /// alone, none of `recipients`.
    payment_qr: Option<String>,
    /// Suppliers who are paid directly: a receipt that names one asks for its part apart. Those whose requisites nobody
    /// can pay to are left out.
    recipients: Vec<Recipient>,
    /// Registered address.
    legal_address: String,
    /// Telephones.
    phones: Vec<Phone>,
    /// Mail address for residents.
    email: String,
    /// Web site.
    site: Option<String>,
    /// Opening hours in words.
    hours: Option<String>,
    /// Emergency line.
    emergency_phone: Option<String>,
    /// IANA name of the zone its days are counted in.
    #[schema(example = "Europe/Saratov")]
    time_zone: String,
    /// Days of the month on which residents enter readings.
    readings_window: ReadingsDays,
    /// Topics of appeals to choose from; other words are as good.
    appeal_topics: Vec<String>,
    /// How its accounts may be attached.
    #[schema(value_type = Vec<String>, schema_with = attach_methods)]
    attach_methods: Vec<AttachMethod>,
}

/// A telephone.
#[derive(Debug, Serialize, ToSchema)]
pub struct Phone {
    /// What it is for.
    label: String,
    /// The number as people dial it.
    number: String,
}

/// Days of the month, both included.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadingsDays {
    /// First day.
    from_day: u8,
    /// Last day.
    to_day: u8,
}

impl Organization {
    /// The public part of a company's details.
    pub fn of(id: &OrganizationId, details: organization::Organization) -> Self {
        let text = |line: domain::line_text::LineText| line.to_string();
        let payment_qr = payment_qr(&details);
        Self {
            id: id.to_string(),
            name: text(details.name),
            full_name: details.full_name.map(text),
            inn: details.inn.to_string(),
            kpp: details.kpp.map(|kpp| kpp.to_string()),
            ogrn: details.ogrn.to_string(),
            bank: Bank::of(&details.bank),
            payment_qr,
            recipients: Recipient::all(&details.recipients),
            legal_address: text(details.legal_address),
            phones: details.phones.iter().map(Phone::of).collect(),
            email: text(details.email),
            site: details.site.map(text),
            hours: details.hours.map(text),
            emergency_phone: details.emergency_phone.map(text),
            time_zone: text(details.time_zone),
            readings_window: ReadingsDays {
                from_day: details.readings_window.from_day,
                to_day: details.readings_window.to_day,
            },
            appeal_topics: details.appeal_topics.iter().map(ToString::to_string).collect(),
            attach_methods: details.attach_methods,
        }
    }
}

impl Phone {
    fn of(phone: &organization::Phone) -> Self {
        Self { label: phone.label.to_string(), number: phone.number.to_string() }
    }
}
