//! Who issues the receipts, and who else is paid.

use domain::organization::{
    AttachMethod, Bank, Check, NegativeOdn, Organization, OverdueVerification, Phone, Policies, ReadingsWindow,
    Recipient,
};
use domain::requisites::{BankAccount, Bic, Inn, Kpp, Ogrn};

use super::text;

pub fn company() -> Organization {
    Organization {
        name: text("ООО «УК «Волжские дома»"),
        full_name: Some(text("Общество с ограниченной ответственностью «Управляющая компания «Волжские дома»")),
        inn: Inn::parse("7707083893").unwrap(),
        kpp: Some(Kpp::parse("773601001").unwrap()),
        ogrn: Ogrn::parse("1027700132195").unwrap(),
        bank: Bank {
            name: text("ПАО Сбербанк"),
            bic: Bic::parse("044525225").unwrap(),
            account: BankAccount::parse("40702810338360027201").unwrap(),
            correspondent_account: BankAccount::parse("30101810400000000225").unwrap(),
        },
        recipients: vec![],
        legal_address: text("410012, г. Саратов, ул. Чапаева, д. 14, офис 3"),
        phones: vec![
            Phone { label: text("Диспетчерская"), number: text("+7 (8452) 55-01-02") },
            Phone { label: text("Бухгалтерия"), number: text("+7 (8452) 55-01-03") },
        ],
        email: text("info@volga-doma.example"),
        site: Some(text("https://volga-doma.example")),
        hours: Some(text("пн–чт 9:00–18:00, пт 9:00–16:45")),
        emergency_phone: Some(text("+7 (8452) 55-01-00")),
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

/// A supplier who is paid directly.
pub fn supplier(code: &str, name: &str, account: &str) -> Recipient {
    let bank = Bank { account: BankAccount::parse(account).unwrap(), ..company().bank };
    Recipient { code: text(code), name: text(name), inn: Inn::parse("7707083893").unwrap(), kpp: None, bank }
}
