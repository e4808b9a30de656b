//! Signatures, made once more and compared.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest, SignatureLocation, SigningInstructions,
    SigningSettings, UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4::{SigningParams, calculate_signature, generate_signing_key};
use aws_smithy_runtime_api::client::identity::Identity;
use axum::http::{HeaderMap, Method, Uri};
use jiff::{SignedDuration, Timestamp};

use crate::answer::Refusal;
use crate::{Bucket, REGION};

/// S3 in signatures.
const SERVICE: &str = "s3";
/// How far the clocks of a caller and of the store may differ.
const CLOCKS: SignedDuration = SignedDuration::from_mins(15);
/// Headers that the signer adds by itself.
const ADDED: [&str; 3] = ["host", "x-amz-date", "x-amz-content-sha256"];

/// A call as it came, as far as it is signed.
#[derive(Debug)]
pub struct Call<'a> {
    /// Its method.
    pub method: &'a Method,
    /// Its whole path and query.
    pub uri: &'a Uri,
    /// Its headers.
    pub headers: &'a HeaderMap,
}

impl Call<'_> {
    /// A header; empty where it is absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// A parameter of the query as it is written.
    fn parameter(&self, name: &str) -> Option<&str> {
        let pairs = self.uri.query().unwrap_or_default().split('&').filter_map(|pair| pair.split_once('='));
        pairs.into_iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The query without what the signer adds by itself.
    fn unsigned_query(&self) -> String {
        let query = self.uri.query().unwrap_or_default();
        query.split('&').filter(|pair| !pair.starts_with("X-Amz-")).collect::<Vec<_>>().join("&")
    }
}

/// Whose signatures a service of this machine takes.
#[derive(Debug, Clone, Copy)]
pub struct Signatory<'a> {
    /// What is signed with.
    pub credentials: &'a Credentials,
    /// The service that is signed for, by its name in signatures.
    pub service: &'static str,
}

impl Signatory<'_> {
    /// Refuses a call whose headers are not signed, over this body and about now.
    pub fn check_headers(
        &self,
        call: &Call<'_>,
        body: &[u8],
        how: SigningSettings,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let date = moment(call.header("x-amz-date"))?;
        let shown = call.header("authorization");
        let names = shown.split("SignedHeaders=").nth(1).and_then(|rest| rest.split(',').next()).unwrap_or_default();
        let headers: Vec<(&str, &str)> =
            names.split(';').filter(|name| !ADDED.contains(name)).map(|name| (name, call.header(name))).collect();
        let uri = format!("http://{}{}", call.header("host"), call.uri);
        let made = self.signed(call.method, &uri, &headers, SignableBody::Bytes(body), how, date)?;
        let same = made.headers().any(|(name, value)| name == "authorization" && value == shown);
        let apart = now.duration_since(date).abs();
        if same && apart < CLOCKS { Ok(()) } else { Err(Refusal::AccessDenied) }
    }

    fn signed(
        &self,
        method: &Method,
        uri: &str,
        headers: &[(&str, &str)],
        body: SignableBody<'_>,
        how: SigningSettings,
        at: Timestamp,
    ) -> Result<SigningInstructions, Refusal> {
        let identity: Identity = self.credentials.clone().into();
        let parameters = SigningParams::builder()
            .identity(&identity)
            .region(REGION)
            .name(self.service)
            .time(SystemTime::from(at))
            .settings(how)
            .build()
            .map_err(|_| Refusal::AccessDenied)?
            .into();
        let signable = SignableRequest::new(method.as_str(), uri, headers.iter().copied(), body);
        let signed = sign(signable.map_err(|_| Refusal::AccessDenied)?, &parameters);
        Ok(signed.map_err(|_| Refusal::AccessDenied)?.into_parts().0)
    }
}

impl Bucket {
    /// Refuses a call that nobody of ours has signed, by a link or by its headers.
    pub fn check(&self, call: &Call<'_>) -> Result<(), Refusal> {
        match call.parameter("X-Amz-Signature") {
            Some(signature) => self.check_link(call, signature),
            None => self.check_headers(call),
        }
    }

    fn check_link(&self, call: &Call<'_>, signature: &str) -> Result<(), Refusal> {
        let date = moment(call.parameter("X-Amz-Date").unwrap_or_default())?;
        let seconds = call.parameter("X-Amz-Expires").and_then(|text| text.parse().ok());
        let lifetime = Duration::from_secs(seconds.ok_or(Refusal::AccessDenied)?);
        let until = date.checked_add(lifetime).map_err(|_| Refusal::AccessDenied)?;
        let mut how = settings();
        (how.signature_location, how.expires_in) = (SignatureLocation::QueryParams, Some(lifetime));
        let uri = format!("http://{}{}?{}", call.header("host"), call.uri.path(), call.unsigned_query());
        let made = self.signatory().signed(call.method, &uri, &[], SignableBody::UnsignedPayload, how, date)?;
        let same = made.params().iter().any(|(name, value)| *name == "X-Amz-Signature" && value == signature);
        if same && (self.0.now)() < until { Ok(()) } else { Err(Refusal::AccessDenied) }
    }

    fn check_headers(&self, call: &Call<'_>) -> Result<(), Refusal> {
        let mut how = settings();
        how.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
        self.signatory().check_headers(call, &[], how, (self.0.now)())
    }

    fn signatory(&self) -> Signatory<'_> {
        Signatory { credentials: &self.0.credentials, service: SERVICE }
    }

    /// The signature of a form's policy, made on this day.
    pub fn policy_signature(&self, policy: &str, at: Timestamp) -> String {
        let secret = self.0.credentials.secret_access_key();
        calculate_signature(generate_signing_key(secret, SystemTime::from(at), REGION, SERVICE), policy.as_bytes())
    }
}

/// `20261020T120000Z`.
pub fn moment(text: &str) -> Result<Timestamp, Refusal> {
    let parsed = jiff::fmt::strtime::parse("%Y%m%dT%H%M%SZ", text).and_then(|parsed| parsed.to_datetime());
    let zoned = parsed.and_then(|moment| moment.to_zoned(jiff::tz::TimeZone::UTC));
    zoned.map(|zoned| zoned.timestamp()).map_err(|_| Refusal::AccessDenied)
}

/// As S3 signs: names as they are sent.
fn settings() -> SigningSettings {
    let mut how = SigningSettings::default();
    how.percent_encoding_mode = PercentEncodingMode::Single;
    how.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
    how
}
