use domain::account::AccountNumber;
use domain::common_needs::Calculation;
use domain::line_text::LineText;
use domain::meter::{Resource, Value};
use domain::organization::Organization;
use domain::statement::Statement;
use domain::unified_account::{ServiceId, UnifiedAccount};
use domain::{Period, number};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::view;

/// All that a receipt says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The billing period.
    pub period: Period,
    /// Who pays.
    pub payer: LineText,
    /// Address of the premises.
    pub address: LineText,
    /// Area of the premises, m².
    #[serde(with = "number::text")]
    pub area: Decimal,
    /// How many people live there, where it is known.
    pub residents: Option<u32>,
    /// Number of the account with the company.
    pub account: AccountNumber,
    /// ЕЛС.
    pub unified_account: Option<UnifiedAccount>,
    /// Id of ЖКУ.
    pub service_id: Option<ServiceId>,
    /// The company with its requisites as they were when the period was closed.
    pub executor: Organization,
    /// Charges, payments and balances of the period.
    pub statement: Statement,
    /// How the common needs (ОДН) of the house came about, one a service; none where nothing was calculated.
    pub house: Vec<Calculation>,
    /// Meters with the readings that were known when the document was made.
    pub meters: Vec<MeterReading>,
    /// The last day to pay without penalty, where it is known.
    pub due: Option<Date>,
    /// The day when the period was first closed.
    pub closed_on: Date,
    /// The day of the correction, when an earlier document for the period showed other charges.
    pub corrected_on: Option<Date>,
    /// The day when the requisites became these, when an earlier document for the period led to others.
    pub payees_changed_on: Option<Date>,
    /// The closing that made it what it is, counted from one.
    pub version: u32,
}

/// What a meter showed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeterReading {
    /// What it measures.
    pub resource: Resource,
    /// Serial number.
    pub serial: LineText,
    /// Where it stands.
    pub place: Option<LineText>,
    /// Unit of the values.
    pub unit: LineText,
    /// One value a tariff zone.
    pub values: Vec<Value>,
    /// When it was read; unknown for the values of the installation.
    pub taken_on: Option<Date>,
    /// Day by which it must be verified.
    pub verification_due: Date,
}

impl Receipt {
    /// «Квитанция 100200300 за сентябрь 2026.pdf».
    pub fn file_name(&self) -> String {
        let number = self.account.as_str().replace('/', "-");
        format!("Квитанция {number} за {}.pdf", self.period.in_russian())
    }

    /// Until when to pay, or that nothing is to be paid.
    pub fn payment_note(&self) -> String {
        view::payment_note(self).unwrap_or_default()
    }

    /// The day that the document bears.
    pub(crate) fn issued_on(&self) -> Date {
        self.closed_on.max(self.corrected_on.unwrap_or_default()).max(self.payees_changed_on.unwrap_or_default())
    }

    /// Names the document among all others.
    pub(crate) fn identity(&self) -> String {
        let Self { executor, account, period, version, .. } = self;
        format!("{} {account} {period} {version}", executor.ogrn)
    }
}
