//! What single fields of a company cannot tell.

use jiff::tz::TimeZone;

use super::Organization;
use crate::code::Refusal;
use crate::reading::ReadingLimits;

crate::refusals! {
    /// Why the details of a company are refused.
    pub enum OrganizationError {
        UnknownTimeZone = "time_zone_unknown", "Такого часового пояса нет. Пример: Europe/Saratov.";
        WindowDays = "window_out_of_range", "Дни показаний — от 1 до 31, первый не позже последнего.";
        ReadingLimit = "limit_out_of_range", "Предел расхода должен быть больше нуля.";
        NoAttachMethod = "required", "Назовите хотя бы один способ привязки лицевого счёта.";
        TooManyPhones = "too_many", "Не более 20 телефонов.";
        BadSite = "site_malformed", "Адрес сайта начинается с https:// или http://.";
        BadEmail = "email_malformed", "Укажите адрес электронной почты, например info@example.ru.";
    }
}

/// Checks the company as a whole; on refusal names the field at fault with its code and sentence.
pub fn check(organization: &Organization) -> Result<(), (&'static str, Box<dyn Refusal>)> {
    let bank = &organization.bank;
    bank.account.check_settlement(&bank.bic).map_err(|error| refused("bank.account", error))?;
    bank.correspondent_account
        .check_correspondent(&bank.bic)
        .map_err(|error| refused("bank.correspondent_account", error))?;
    check_settings(organization).map_err(|(field, error)| refused(field, error))
}

fn refused(field: &'static str, error: impl Refusal + 'static) -> (&'static str, Box<dyn Refusal>) {
    (field, Box::new(error))
}

fn check_settings(organization: &Organization) -> Result<(), (&'static str, OrganizationError)> {
    let window = organization.readings_window;
    let site_is_web = |site: &str| {
        let host = site.strip_prefix("https://").or_else(|| site.strip_prefix("http://"));
        host.is_some_and(|host| !host.is_empty() && !site.contains(char::is_whitespace))
    };
    let email = organization.email.as_str();
    let rules = [
        (TimeZone::get(organization.time_zone.as_str()).is_ok(), "time_zone", OrganizationError::UnknownTimeZone),
        (window.is_possible(), "readings_window", OrganizationError::WindowDays),
        (
            organization.reading_limits.as_ref().is_none_or(ReadingLimits::are_possible),
            "reading_limits",
            OrganizationError::ReadingLimit,
        ),
        (!organization.attach_methods.is_empty(), "attach_methods", OrganizationError::NoAttachMethod),
        (organization.phones.len() <= 20, "phones", OrganizationError::TooManyPhones),
        (organization.site.as_ref().is_none_or(|site| site_is_web(site.as_str())), "site", OrganizationError::BadSite),
        (
            email.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')),
            "email",
            OrganizationError::BadEmail,
        ),
    ];
    match rules.into_iter().find(|(holds, ..)| !holds) {
        Some((_, field, error)) => Err((field, error)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::organization::examples::company;

    #[test]
    fn a_company_with_good_details_is_accepted() {
        assert!(check(&company()).is_ok());
    }

    #[test]
    fn an_account_that_does_not_belong_to_the_bank_is_refused() {
        let mut company = company();
        company.bank.account = crate::requisites::BankAccount::parse("40702810952090030728").unwrap();
        assert_eq!(check(&company).unwrap_err().0, "bank.account");
    }

    #[test]
    fn a_time_zone_that_does_not_exist_is_refused() {
        let mut company = company();
        company.time_zone = crate::line_text::LineText::parse("Europe/Kitezh").unwrap();
        assert_eq!(check(&company).unwrap_err().0, "time_zone");
    }

    #[test]
    fn a_limit_of_consumption_that_allows_none_is_refused() {
        let mut company = company();
        company.reading_limits = Some(ReadingLimits { gas: Some(0.into()), ..ReadingLimits::default() });
        assert_eq!(check(&company).unwrap_err().0, "reading_limits");
    }

    #[test]
    fn a_window_that_ends_before_it_begins_is_refused() {
        let mut company = company();
        company.readings_window.from_day = 26;
        assert_eq!(check(&company).unwrap_err().0, "readings_window");
    }
}
