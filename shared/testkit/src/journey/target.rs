//! Where the walk goes.

use std::sync::Arc;

/// A running system and what a stranger needs to use it.
#[derive(Debug, Clone)]
pub struct Target {
    /// Where `/api` is.
    pub url: String,
    /// Where received mails are listed as JSON.
    pub mail_url: String,
    /// Key of a company.
    pub exchange_key: String,
    /// How captcha answers are learnt.
    pub captcha: Captcha,
    /// The company's shop at the payment provider; where there is none nothing is paid.
    pub shop: Option<Shop>,
    /// Makes the names of this walk its own, so that it can be walked again on the same system.
    pub run: String,
}

/// A shop, as the payment provider knows it.
#[derive(Debug, Clone)]
pub struct Shop {
    /// Its number.
    pub mnt_id: String,
    /// What both sides sign with.
    pub code: String,
}

/// Tells the answer of the captcha with this id.
pub type Ask = Arc<dyn Fn(&str) -> anyhow::Result<String> + Send + Sync>;

/// How captcha answers are learnt: a person reads the image, a test asks.
#[derive(Clone)]
pub enum Captcha {
    /// The local system tells.
    LocalSystem,
    /// Asks the table of a deployment.
    Asked(Ask),
}

impl std::fmt::Debug for Captcha {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::LocalSystem => "LocalSystem",
            Self::Asked(_) => "Asked",
        })
    }
}
