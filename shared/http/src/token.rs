//! Access tokens: JWT, Ed25519, ten minutes.

mod crypto;
mod keys;

use domain::UserId;
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, Header, Validation, decode, decode_header, encode};
use serde::{Deserialize, Serialize};

pub use keys::{KeyError, Keys, SigningKey};

/// How long an access token lives by the clock of who signs it, in seconds.
pub const LIFETIME: i64 = 540;
/// How far the clocks of who signs and who reads may be apart, either way, in seconds. With it a token is good for ten
/// minutes by one clock, which is what is promised of it.
const LEEWAY: i64 = 60;
const ISSUER: &str = "kabinet";
const AUDIENCE: &str = "kabinet-api";

/// What an access token says. All of it is required: a token without a claim, or with a claim of another type, is
/// no token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The person.
    pub sub: UserId,
    /// The session it was issued to.
    pub sid: String,
    /// Issuer.
    pub iss: String,
    /// Audience.
    pub aud: String,
    /// Issued at, seconds of the epoch.
    pub iat: i64,
    /// Not valid before.
    pub nbf: i64,
    /// Not valid from.
    pub exp: i64,
}

impl SigningKey {
    /// Signs a token for a person's session.
    pub fn sign(&self, user: &UserId, session: &str, now: Timestamp) -> Result<String, KeyError> {
        let now = now.as_second();
        let claims = Claims {
            sub: user.clone(),
            sid: session.to_owned(),
            iss: ISSUER.to_owned(),
            aud: AUDIENCE.to_owned(),
            iat: now,
            nbf: now,
            exp: now + LIFETIME,
        };
        let header = Header { kid: Some(self.kid().to_owned()), ..Header::new(Algorithm::EdDSA) };
        encode(&header, &claims, self.encoding()).map_err(|_| KeyError::Signing)
    }
}

/// Verifies access tokens against the public keys that are live.
#[derive(Debug, Clone)]
pub struct Verifier {
    keys: Keys,
}

impl Verifier {
    /// A verifier with these keys.
    pub fn new(keys: Keys) -> Self {
        crypto::install();
        Self { keys }
    }

    /// What a token says, if it is one of ours and now is its time. The key is chosen by `kid` from our own list
    /// only; the algorithm is fixed.
    pub fn verify(&self, token: &str, now: Timestamp) -> Option<Claims> {
        let header = decode_header(token).ok().filter(|header| header.alg == Algorithm::EdDSA)?;
        let key = self.keys.find(header.kid.as_deref()?)?;
        let claims = decode::<Claims>(token, key, &validation()).ok()?.claims;
        let now = now.as_second();
        let timely = claims.nbf <= now + LEEWAY && now < claims.exp + LEEWAY && claims.iat <= now + LEEWAY;
        timely.then_some(claims)
    }
}

/// Times are compared with the application's clock, not with the library's.
fn validation() -> Validation {
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
    validation.set_issuer(&[ISSUER]);
    validation.set_audience(&[AUDIENCE]);
    validation.validate_exp = false;
    validation.validate_nbf = false;
    validation
}

#[cfg(test)]
mod tests;
