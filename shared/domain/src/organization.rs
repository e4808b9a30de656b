//! The management company and its settings.

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::appeal::Topic;
use crate::due_date::DueDay;
use crate::house::HouseWindow;
use crate::line_text::LineText;
use crate::reading::ReadingLimits;
use crate::requisites::{BankAccount, BankAccountError, Bic, Inn, Kpp, Ogrn};

mod checks;
mod policies;

pub use checks::{OrganizationError, check};
pub use policies::{AttachMethod, Check, NegativeOdn, OverdueVerification, Policies, ReadingsWindow};

/// Everything that residents and documents need to know about a company. Replaced whole by its accounting system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organization {
    /// Short name, as people know it.
    pub name: LineText,
    /// Full legal name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_name: Option<LineText>,
    /// Taxpayer number.
    pub inn: Inn,
    /// Reason code of registration; sole traders have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kpp: Option<Kpp>,
    /// Registration number.
    pub ogrn: Ogrn,
    /// Where money is paid to.
    pub bank: Bank,
    /// Suppliers who are paid directly, by their codes; statements name them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<Recipient>,
    /// Registered address.
    pub legal_address: LineText,
    /// Telephones with what each is for.
    pub phones: Vec<Phone>,
    /// Mail address for residents.
    pub email: LineText,
    /// Web site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<LineText>,
    /// Opening hours in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<LineText>,
    /// Emergency line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emergency_phone: Option<LineText>,
    /// IANA name of the time zone its days are counted in: `Europe/Saratov`.
    pub time_zone: LineText,
    /// Days of the month on which residents enter readings.
    pub readings_window: ReadingsWindow,
    /// What a flat plausibly consumes in a month, where it is other than usual.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading_limits: Option<ReadingLimits>,
    /// The day of the next month by which a period is to be paid, where it is another than the law's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_day: Option<DueDay>,
    /// What residents write about most: offered to whoever writes, who may choose other words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub appeal_topics: Vec<Topic>,
    /// Ways in which residents may attach an account.
    pub attach_methods: Vec<AttachMethod>,
    /// Rules that companies choose differently.
    pub policies: Policies,
}

/// A supplier who is paid directly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// The company's code of the supplier.
    pub code: LineText,
    /// Name of the supplier.
    pub name: LineText,
    /// Taxpayer number.
    pub inn: Inn,
    /// Reason code of registration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kpp: Option<Kpp>,
    /// Where money is paid to.
    pub bank: Bank,
}

/// The bank details of a company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bank {
    /// Name of the bank.
    pub name: LineText,
    /// Bank identification code.
    pub bic: Bic,
    /// Settlement account.
    pub account: BankAccount,
    /// Correspondent account.
    pub correspondent_account: BankAccount,
}

/// A telephone and what it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phone {
    /// What it is for: «Диспетчерская».
    pub label: LineText,
    /// The number as people dial it.
    pub number: LineText,
}

fn goes_to(recipient: &Recipient) -> (&Inn, (&Bic, &BankAccount)) {
    (&recipient.inn, recipient.bank.number())
}

impl Bank {
    /// Where money arrives, whatever the bank is called.
    const fn number(&self) -> (&Bic, &BankAccount) {
        (&self.bic, &self.account)
    }

    /// Whether the accounts are such as this bank gives.
    pub fn check(&self) -> Result<(), (&'static str, BankAccountError)> {
        self.account.check_settlement(&self.bic).map_err(|error| ("account", error))?;
        self.correspondent_account.check_correspondent(&self.bic).map_err(|error| ("correspondent_account", error))
    }
}

impl Organization {
    /// The supplier of this code.
    pub fn recipient(&self, code: &LineText) -> Option<&Recipient> {
        self.recipients.iter().find(|recipient| recipient.code == *code)
    }

    /// Money that was sent by receipts of these details still arrives where those of the later ones lead it: to the same
    /// ИНН and the same bank accounts. A name that is written otherwise, a telephone or a further recipient, whom no
    /// earlier statement names, leads nobody elsewhere.
    pub fn pays_as(&self, later: &Self) -> bool {
        let stays = |recipient: &Recipient| {
            later.recipient(&recipient.code).is_some_and(|later| goes_to(recipient) == goes_to(later))
        };
        let company = (&self.inn, self.bank.number()) == (&later.inn, later.bank.number());
        company && self.recipients.iter().all(stays)
    }

    /// The zone that the company's days and periods are counted in; UTC if the tz database forgot it.
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(self.time_zone.as_str()).unwrap_or(TimeZone::UTC)
    }

    /// The days on which the readings of a house are entered, and the zone they are counted in: its own, else the company's.
    pub fn window_of(&self, house: Option<&HouseWindow>) -> (ReadingsWindow, TimeZone) {
        let days = house.map_or(self.readings_window, HouseWindow::days);
        (days, house.and_then(HouseWindow::zone).unwrap_or_else(|| self.zone()))
    }
}

#[cfg(test)]
pub(crate) mod examples {
    use super::*;

    fn text(text: &str) -> LineText {
        LineText::parse(text).unwrap()
    }

    /// A company whose every detail passes the checks.
    pub fn company() -> Organization {
        Organization {
            name: text("УК «Волга»"),
            full_name: None,
            inn: Inn::parse("7707083893").unwrap(),
            kpp: None,
            ogrn: Ogrn::parse("1027700132195").unwrap(),
            bank: Bank {
                name: text("ПАО Сбербанк"),
                bic: Bic::parse("044525225").unwrap(),
                account: BankAccount::parse("40702810338360027201").unwrap(),
                correspondent_account: BankAccount::parse("30101810400000000225").unwrap(),
            },
            recipients: vec![],
            legal_address: text("г. Саратов, ул. Мира, д. 5"),
            phones: vec![Phone { label: text("Диспетчер"), number: text("+7 8452 00-00-00") }],
            email: text("info@example.ru"),
            site: None,
            hours: None,
            emergency_phone: None,
            time_zone: text("Europe/Saratov"),
            readings_window: ReadingsWindow { from_day: 15, to_day: 25 },
            reading_limits: None,
            due_day: None,
            appeal_topics: vec![],
            attach_methods: vec![AttachMethod::AccountNumber],
            policies: Policies {
                negative_odn: NegativeOdn::Carry,
                odn_above_cap: false,
                odn_check: Check::Warn,
                overdue_verification: OverdueVerification::Warn,
            },
        }
    }

    fn heat(account: &str) -> Recipient {
        let Organization { inn, bank, .. } = company();
        let bank = Bank { account: BankAccount::parse(account).unwrap(), ..bank };
        Recipient { code: text("heat"), name: text("ПАО «Тепло»"), inn, kpp: None, bank }
    }

    #[test]
    fn other_words_lead_no_money_elsewhere() {
        let earlier = Organization { recipients: vec![heat("40702810338360027201")], ..company() };
        let mut later = Organization {
            name: text("ООО «УК Волга»"), hours: Some(text("пн–пт")), ..earlier.clone()
        };
        later.bank.name = text("СБЕРБАНК");
        later.kpp = Some(Kpp::parse("773601001").unwrap());
        later.recipients[0].name = text("Тепло");
        later.recipients.push(Recipient { code: text("water"), ..heat("40702810338360027201") });
        assert!(earlier.pays_as(&later));
    }

    #[test]
    fn another_number_leads_money_elsewhere() {
        let earlier = Organization { recipients: vec![heat("40702810338360027201")], ..company() };
        let inn = Organization { inn: Inn::parse("7736050003").unwrap(), ..earlier.clone() };
        let mut bank = earlier.clone();
        bank.bank.account = BankAccount::parse("40702810952090030728").unwrap();
        let supplier = Organization { recipients: vec![heat("40702810952090030728")], ..earlier.clone() };
        let gone = Organization { recipients: vec![], ..earlier.clone() };
        assert_eq!([inn, bank, supplier, gone].map(|later| earlier.pays_as(&later)), [false; 4]);
    }

    #[test]
    fn days_are_counted_in_the_zone_of_the_company() {
        assert_eq!(company().zone().iana_name(), Some("Europe/Saratov"));
    }
}
