//! Where a person wants to be answered.

use serde::{Deserialize, Deserializer, Serialize};

use crate::code::serde_error;
use crate::email::Email;
use crate::phone::Phone;

crate::refusals! {
    /// Why nobody could be answered.
    pub enum ContactError {
        Missing = "contact_required", "Укажите, куда ответить: почту или телефон.";
    }
}

/// An address, a number, or both; never neither.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contact {
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<Email>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<Phone>,
}

impl Contact {
    /// At least one of them must be there.
    pub fn new(email: Option<Email>, phone: Option<Phone>) -> Result<Self, ContactError> {
        if email.is_none() && phone.is_none() {
            return Err(ContactError::Missing);
        }
        Ok(Self { email, phone })
    }

    /// The address.
    pub fn email(&self) -> Option<&Email> {
        self.email.as_ref()
    }

    /// The number.
    pub fn phone(&self) -> Option<&Phone> {
        self.phone.as_ref()
    }
}

impl<'de> Deserialize<'de> for Contact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Parts {
            #[serde(default)]
            email: Option<Email>,
            #[serde(default)]
            phone: Option<Phone>,
        }
        let Parts { email, phone } = Parts::deserialize(deserializer)?;
        Self::new(email, phone).map_err(|refusal| serde_error(&refusal))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Contact, serde_json::Error> {
        serde_json::from_str(text)
    }

    #[test]
    fn one_of_both_is_enough() {
        assert!(read(r#"{"email":"a@example.ru"}"#).unwrap().phone().is_none());
        assert_eq!(read(r#"{"phone":"8 917 123-45-67"}"#).unwrap().phone().unwrap().as_str(), "+79171234567");
        assert!(read(r#"{"phone":"+79171234567","email":"a@example.ru"}"#).is_ok());
    }

    #[test]
    fn nothing_is_no_contact() {
        for text in ["{}", r#"{"email":null,"phone":null}"#] {
            assert!(read(text).unwrap_err().to_string().contains("contact_required"), "{text}");
        }
        assert!(read(r#"{"fax":"1"}"#).is_err() && read(r#"{"email":"a"}"#).is_err());
    }
}
