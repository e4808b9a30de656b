//! Signing and verifying keys as JSON Web Keys (RFC 8037).

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{DecodingKey, EncodingKey};
use ring::hmac;
use serde::{Deserialize, Serialize};

/// Why a key is not used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// Not a JWK or JWKS of Ed25519 keys.
    #[error("not an Ed25519 key in JWK form")]
    Malformed,
    /// Signing failed.
    #[error("the token could not be signed")]
    Signing,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Jwk {
    kty: String,
    crv: String,
    kid: String,
    x: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    d: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Jwks {
    keys: Vec<Jwk>,
}

impl Jwk {
    fn is_ed25519(&self) -> bool {
        let length = |text: &str| URL_SAFE_NO_PAD.decode(text).map(|bytes| bytes.len());
        self.kty == "OKP" && self.crv == "Ed25519" && !self.kid.is_empty() && length(&self.x) == Ok(32)
    }
}

/// The private key; `auth` alone has it.
#[derive(Clone)]
pub struct SigningKey {
    public: Jwk,
    encoding: Arc<EncodingKey>,
    root: hmac::Key,
}

/// A secret never shows in a log.
impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SigningKey({})", self.public.kid)
    }
}

impl SigningKey {
    /// Reads a private JWK.
    pub fn parse(json: &str) -> Result<Self, KeyError> {
        let jwk: Jwk = serde_json::from_str(json).map_err(|_| KeyError::Malformed)?;
        let secret = jwk.d.clone().and_then(|d| URL_SAFE_NO_PAD.decode(d).ok()).ok_or(KeyError::Malformed)?;
        if !jwk.is_ed25519() || secret.len() != 32 {
            return Err(KeyError::Malformed);
        }
        let root = hmac::Key::new(hmac::HMAC_SHA256, &secret);
        Ok(Self { public: Jwk { d: None, ..jwk }, encoding: Arc::new(EncodingKey::from_ed_der(&secret)), root })
    }

    /// A key for marks of this purpose, which nobody can make or check without the private key. A new private key makes
    /// all of them worthless.
    pub fn derived(&self, purpose: &str) -> hmac::Key {
        hmac::Key::new(hmac::HMAC_SHA256, hmac::sign(&self.root, purpose.as_bytes()).as_ref())
    }

    /// Makes a private JWK out of 32 random bytes; answers its JSON.
    pub fn generate(kid: &str, secret: [u8; 32]) -> Result<String, KeyError> {
        use ring::signature::KeyPair as _;
        let pair = ring::signature::Ed25519KeyPair::from_seed_unchecked(&secret).map_err(|_| KeyError::Malformed)?;
        let jwk = Jwk {
            kty: "OKP".to_owned(),
            crv: "Ed25519".to_owned(),
            kid: kid.to_owned(),
            x: URL_SAFE_NO_PAD.encode(pair.public_key()),
            d: Some(URL_SAFE_NO_PAD.encode(secret)),
        };
        serde_json::to_string(&jwk).map_err(|_| KeyError::Malformed)
    }

    /// The set with just this key's public half.
    pub fn public_keys(&self) -> Result<Keys, KeyError> {
        let set = Jwks { keys: vec![self.public.clone()] };
        Keys::parse(&serde_json::to_string(&set).map_err(|_| KeyError::Malformed)?)
    }

    pub(super) fn kid(&self) -> &str {
        &self.public.kid
    }

    pub(super) fn encoding(&self) -> &EncodingKey {
        &self.encoding
    }
}

/// The public keys that are live; more than one while keys rotate.
#[derive(Debug, Clone)]
pub struct Keys {
    set: Arc<Vec<(Jwk, DecodingKey)>>,
}

impl Keys {
    /// Reads a JWKS.
    pub fn parse(json: &str) -> Result<Self, KeyError> {
        let set: Jwks = serde_json::from_str(json).map_err(|_| KeyError::Malformed)?;
        let keys: Result<Vec<_>, KeyError> = set.keys.into_iter().map(readable).collect();
        keys.map(|keys| Self { set: Arc::new(keys) })
    }

    /// These keys and others, as they live beside each other while keys rotate.
    #[must_use]
    pub fn and(&self, others: &Self) -> Self {
        Self { set: Arc::new(self.set.iter().chain(others.set.iter()).cloned().collect()) }
    }

    /// The set as JSON.
    pub fn to_json(&self) -> String {
        let keys = self.set.iter().map(|(jwk, _)| jwk.clone()).collect();
        serde_json::to_string(&Jwks { keys }).unwrap_or_default()
    }

    pub(super) fn find(&self, kid: &str) -> Option<&DecodingKey> {
        self.set.iter().find(|(jwk, _)| jwk.kid == kid).map(|(_, key)| key)
    }
}

fn readable(jwk: Jwk) -> Result<(Jwk, DecodingKey), KeyError> {
    if !jwk.is_ed25519() || jwk.d.is_some() {
        return Err(KeyError::Malformed);
    }
    let key = DecodingKey::from_ed_components(&jwk.x).map_err(|_| KeyError::Malformed)?;
    Ok((jwk, key))
}
