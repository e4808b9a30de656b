//! Configuration, read once.

use domain::Money;
pub use domain::password::Policy as PasswordPolicy;

use secrets::Codes;
use storage::Storage;
use table::entities::mail_allowance::MailLimits;

use crate::unsubscribe::UnsubscribeKey;
use crate::{ApiError, ApiResult, Keys, SigningKey, aws};

/// What differs between deployments.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Name of the table.
    pub table: String,
    /// Public origin, for links in mails: `https://lk.example.ru`.
    pub base_url: String,
    /// Keys that access tokens are verified with.
    pub keys: Keys,
    /// The key that access tokens are signed with; only `auth` has it.
    pub signing_key: Option<SigningKey>,
    /// Which rule passwords follow.
    pub password_policy: PasswordPolicy,
    /// Sender of all mail.
    pub mail_from: Option<String>,
    /// Who is told of mistakes in the texts of the site.
    pub operator_email: Option<String>,
    /// Whom people turn to who are not signed in.
    pub operator: OperatorContacts,
    /// Online payment.
    pub payments: PaymentSettings,
    /// How mail to many goes out.
    pub mailing: MailingSettings,
    /// Files of people; a function that has to do with none has none.
    pub storage: Option<Storage>,
}

/// Who runs the site, as the guide has it at the foot of its first page. What is not set is not shown.
#[derive(Debug, Clone, Default)]
pub struct OperatorContacts {
    /// «ООО «Расчётный центр»».
    pub name: Option<String>,
    /// With the postal code.
    pub address: Option<String>,
    /// As it is to be read.
    pub phone: Option<String>,
    /// For people; reports of mistakes go to [`Settings::operator_email`].
    pub email: Option<String>,
}

impl OperatorContacts {
    /// All of it in a line, for letters; nothing where nothing is set.
    pub fn line(&self) -> Option<String> {
        line([&self.name, &self.address, &self.phone, &self.email])
    }

    /// Where they are reached at once: by telephone and mail, or however else.
    pub fn reach(&self) -> Option<String> {
        line([&self.phone, &self.email]).or_else(|| self.line())
    }

    fn from_env() -> Self {
        Self {
            name: optional("KABINET_OPERATOR_NAME"),
            address: optional("KABINET_OPERATOR_ADDRESS"),
            phone: optional("KABINET_OPERATOR_PHONE"),
            email: optional("KABINET_OPERATOR_CONTACT"),
        }
    }
}

fn line<const N: usize>(parts: [&Option<String>; N]) -> Option<String> {
    let line = parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(", ");
    (!line.is_empty()).then_some(line)
}

/// How mail to many goes out.
#[derive(Debug, Clone, Default)]
pub struct MailingSettings {
    /// What the provider of mail takes.
    pub limits: MailLimits,
    /// The provider's name for what shall become of bounces and complaints.
    pub configuration_set: Option<String>,
    /// Signs the links that end a subscription.
    pub unsubscribe_key: Option<UnsubscribeKey>,
}

/// Online payment of a deployment. Whose shop is whose is each company's own matter and stands in the table.
#[derive(Debug, Clone)]
pub struct PaymentSettings {
    /// Where MONETA.Assistant takes people in.
    pub moneta_url: String,
    /// The most that is paid at once.
    pub limit: Money,
    /// Shops in the provider's test mode may be used: never where residents pay.
    pub test_mode: bool,
    /// Integrity codes of the shops; only `payments` has them.
    pub codes: Option<Codes>,
}

/// 15,000,000 ₽.
const PAYMENT_LIMIT: Money = Money::from_kopecks(1_500_000_000);

impl Default for PaymentSettings {
    fn default() -> Self {
        Self {
            moneta_url: "https://moneta.ru/assistant.htm".to_owned(),
            limit: PAYMENT_LIMIT,
            test_mode: false,
            codes: None,
        }
    }
}

impl PaymentSettings {
    /// Integrity codes of the shops.
    pub fn codes(&self) -> ApiResult<&Codes> {
        self.codes.as_ref().ok_or_else(|| ApiError::internal(&"this function has no integrity codes"))
    }

    fn from_env() -> Result<Self, SettingsError> {
        const LIMIT: &str = "KABINET_PAYMENT_LIMIT";
        let usual = Self::default();
        let limit = optional(LIMIT).map(|text| Money::parse_roubles(&text).map_err(|error| malformed(LIMIT, &error)));
        Ok(Self {
            moneta_url: optional("KABINET_MONETA_URL").unwrap_or(usual.moneta_url),
            limit: limit.transpose()?.unwrap_or(usual.limit),
            test_mode: optional("KABINET_TEST_PAYMENTS").as_deref() == Some("allowed"),
            codes: aws::codes()?,
        })
    }
}

/// Why a function does not start.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A variable that every function needs.
    #[error("the environment variable {0} is not set")]
    Missing(&'static str),
    /// A variable whose value does not read.
    #[error("the environment variable {0} does not read: {1}")]
    Malformed(&'static str, String),
}

impl Settings {
    /// Reads the environment.
    pub fn from_env() -> Result<Self, SettingsError> {
        let signing_key = optional("KABINET_SIGNING_KEY")
            .map(|key| SigningKey::parse(&key).map_err(|error| malformed("KABINET_SIGNING_KEY", &error)))
            .transpose()?;
        let keys =
            Keys::parse(&required("KABINET_PUBLIC_KEYS")?).map_err(|error| malformed("KABINET_PUBLIC_KEYS", &error))?;
        Ok(Self {
            table: required("KABINET_TABLE")?,
            base_url: required("KABINET_BASE_URL")?.trim_end_matches('/').to_owned(),
            keys,
            signing_key,
            password_policy: password_policy()?,
            mail_from: optional("KABINET_MAIL_FROM"),
            operator_email: optional("KABINET_OPERATOR_EMAIL"),
            operator: OperatorContacts::from_env(),
            payments: PaymentSettings::from_env()?,
            mailing: mailing()?,
            storage: aws::storage()?,
        })
    }
}

/// What the CDN before the API proves itself with; empty where there is none.
pub(crate) fn origin_secret() -> String {
    optional("KABINET_ORIGIN_SECRET").unwrap_or_default()
}

fn password_policy() -> Result<PasswordPolicy, SettingsError> {
    const NAME: &str = "KABINET_PASSWORD_POLICY";
    match optional(NAME).as_deref() {
        None | Some("historic") => Ok(PasswordPolicy::Historic),
        Some("modern") => Ok(PasswordPolicy::Modern),
        Some(other) => Err(malformed(NAME, &format!("{other} is neither historic nor modern"))),
    }
}

fn mailing() -> Result<MailingSettings, SettingsError> {
    let limits = MailLimits { a_second: number("KABINET_MAIL_RATE")?, a_day: number("KABINET_MAIL_DAILY_QUOTA")? };
    Ok(MailingSettings {
        limits,
        configuration_set: optional("KABINET_MAIL_CONFIGURATION_SET"),
        unsubscribe_key: optional("KABINET_UNSUBSCRIBE_SECRET").map(|secret| UnsubscribeKey::new(&secret)),
    })
}

/// A limit; nothing where the variable is absent.
fn number(name: &'static str) -> Result<Option<u32>, SettingsError> {
    optional(name).map(|text| text.parse().map_err(|error| malformed(name, &error))).transpose()
}

fn malformed(name: &'static str, error: &dyn std::fmt::Display) -> SettingsError {
    SettingsError::Malformed(name, error.to_string())
}

pub(crate) fn required(name: &'static str) -> Result<String, SettingsError> {
    optional(name).ok_or(SettingsError::Missing(name))
}

#[expect(clippy::disallowed_methods, reason = "this is the place where the environment is read")]
pub(crate) fn optional(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
