use domain::account::AccessCode;
use domain::{AccountId, Money};
use http::{ApiError, ApiResult, hash};
use serde::Deserialize;
use table::pages::Card;
use utoipa::ToSchema;

/// What is shown as a proof.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProofKind {
    /// The code printed on the paper receipt.
    AccessCode,
    /// «Итого к оплате» of the latest closed receipt, in roubles: `2387.26`.
    LastTotal,
}

/// A well-formed proof that is not judged yet.
#[derive(Debug)]
pub enum Proof {
    /// The code on the paper receipt.
    AccessCode(AccessCode),
    /// What the latest closed receipt asks for.
    LastTotal(Money),
}

impl Proof {
    /// Reads the proof as the person typed it.
    pub fn parse(kind: ProofKind, value: &str) -> ApiResult<Self> {
        match kind {
            ProofKind::AccessCode => AccessCode::parse(value).map(Self::AccessCode).map_err(|error| field(&error)),
            ProofKind::LastTotal => Money::parse_roubles(value).map(Self::LastTotal).map_err(|error| field(&error)),
        }
    }

    /// Judges the proof. An account that does not exist (`None`) costs the same work and is never convinced.
    pub fn holds(&self, account: &AccountId, card: Option<&Card>) -> bool {
        match self {
            Self::AccessCode(code) => {
                let stored = card.and_then(|card| card.account.access_code_hash.as_deref()).unwrap_or_default();
                hash::equal(&hash::access_code(account, code), stored)
            }
            Self::LastTotal(total) => {
                let latest = card.and_then(|card| card.latest.as_ref());
                // Anybody could guess that nothing is to be paid, so nothing proves nothing.
                !total.is_zero() && latest.is_some_and(|(_, statement)| statement.to_pay == *total)
            }
        }
    }
}

fn field(error: &impl domain::code::Refusal) -> ApiError {
    ApiError::field("proof.value", error)
}
