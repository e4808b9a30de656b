//! What single fields of a company cannot tell.

use jiff::tz::TimeZone;

use super::{Bank, Organization};
use crate::appeal::Topic;
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
        TooManyRecipients = "too_many", "Не более 9 получателей, кроме самой организации.";
        RecipientTwice = "duplicate", "Код получателя встречается дважды.";
        TooManyTopics = "too_many", "Не более 30 тем обращений.";
        TopicTwice = "duplicate", "Тема обращений встречается дважды.";
        BadSite = "site_malformed", "Адрес сайта начинается с https:// или http://.";
        BadEmail = "email_malformed", "Укажите адрес электронной почты, например info@example.ru.";
    }
}

/// Topics of appeals: more is no help to choose.
const MOST_TOPICS: usize = 30;

/// Recipients beside the company.
const MOST_RECIPIENTS: usize = 9;

/// Checks the company as a whole; on refusal names the field at fault with its code and sentence.
pub fn check(organization: &Organization) -> Result<(), (String, Box<dyn Refusal>)> {
    check_bank("bank", &organization.bank)?;
    for (index, recipient) in organization.recipients.iter().enumerate() {
        check_bank(&format!("recipients[{index}].bank"), &recipient.bank)?;
    }
    check_recipients(organization).map_err(|(field, error)| refused(field, error))?;
    check_topics(&organization.appeal_topics).map_err(|(field, error)| refused(field, error))?;
    check_settings(organization).map_err(|(field, error)| refused(field, error))
}

fn check_bank(field: &str, bank: &Bank) -> Result<(), (String, Box<dyn Refusal>)> {
    bank.check().map_err(|(account, error)| refused(format!("{field}.{account}"), error))
}

fn check_recipients(organization: &Organization) -> Result<(), (String, OrganizationError)> {
    let recipients = &organization.recipients;
    if recipients.len() > MOST_RECIPIENTS {
        return Err(("recipients".to_owned(), OrganizationError::TooManyRecipients));
    }
    let twice = |index: usize| recipients.iter().take(index).any(|other| other.code == recipients[index].code);
    match (0..recipients.len()).find(|index| twice(*index)) {
        Some(index) => Err((format!("recipients[{index}].code"), OrganizationError::RecipientTwice)),
        None => Ok(()),
    }
}

fn check_topics(topics: &[Topic]) -> Result<(), (String, OrganizationError)> {
    if topics.len() > MOST_TOPICS {
        return Err(("appeal_topics".to_owned(), OrganizationError::TooManyTopics));
    }
    match (0..topics.len()).find(|index| topics[..*index].contains(&topics[*index])) {
        Some(index) => Err((format!("appeal_topics[{index}]"), OrganizationError::TopicTwice)),
        None => Ok(()),
    }
}

fn refused(field: impl Into<String>, error: impl Refusal + 'static) -> (String, Box<dyn Refusal>) {
    (field.into(), Box::new(error))
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
    fn recipients_have_accounts_of_their_banks_and_codes_of_their_own() {
        let mut company = company();
        let recipient = crate::organization::Recipient {
            code: crate::line_text::LineText::parse("heat").unwrap(),
            name: crate::line_text::LineText::parse("ПАО «Тепло»").unwrap(),
            inn: company.inn.clone(),
            kpp: None,
            bank: company.bank.clone(),
        };
        company.recipients = vec![recipient.clone()];
        assert!(check(&company).is_ok());
        company.recipients.push(recipient);
        assert_eq!(check(&company).unwrap_err().0, "recipients[1].code");
        company.recipients[1].bank.account = crate::requisites::BankAccount::parse("40702810952090030728").unwrap();
        assert_eq!(check(&company).unwrap_err().0, "recipients[1].bank.account");
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
    fn topics_differ_and_are_few() {
        let topic = |number: usize| Topic::parse(&format!("Тема {number}")).unwrap();
        let mut company = company();
        company.appeal_topics = (0..30).map(topic).collect();
        assert!(check(&company).is_ok());
        company.appeal_topics.push(topic(31));
        assert_eq!(check(&company).unwrap_err().0, "appeal_topics");
        company.appeal_topics = vec![topic(1), topic(2), topic(1)];
        assert_eq!(check(&company).unwrap_err().0, "appeal_topics[2]");
    }

    #[test]
    fn a_window_that_ends_before_it_begins_is_refused() {
        let mut company = company();
        company.readings_window.from_day = 26;
        assert_eq!(check(&company).unwrap_err().0, "readings_window");
    }
}
