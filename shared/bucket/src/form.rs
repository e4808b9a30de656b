//! `POST /{bucket}`: a browser sends a file by a signed form.

use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde_json::Value;

use crate::answer::Refusal;
use crate::multipart::{Part, parts};
use crate::signature::moment;
use crate::store::About;
use crate::{Bucket, REGION};

/// More than any form of ours may carry.
const MOST: usize = 16 * 1024 * 1024;
/// Parts that the policy need not name.
const UNNAMED: [&str; 3] = ["policy", "x-amz-signature", "file"];

/// Puts the file where the form says, if the policy says so too.
pub async fn post(State(bucket): State<Bucket>, headers: HeaderMap, body: Body) -> Result<StatusCode, Refusal> {
    let body = to_bytes(body, MOST).await.map_err(|_| Refusal::TooLarge)?;
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let parts = parts(kind, &body).ok_or(Refusal::MalformedForm)?;
    let form = Form(&parts);
    form.check_signature(&bucket)?;
    form.check_policy(&bucket)?;
    let content_type = Some(form.field("content-type").to_owned()).filter(|kind| !kind.is_empty());
    let about = About { content_type, ..About::default() };
    bucket.0.store.put(form.field("key"), form.file()?, about).await?;
    Ok(StatusCode::NO_CONTENT)
}

struct Form<'a>(&'a [Part<'a>]);

impl<'a> Form<'a> {
    /// A field; empty where it is absent.
    fn field(&self, name: &str) -> &'a str {
        let found = self.0.iter().find(|part| part.name.eq_ignore_ascii_case(name));
        found.and_then(|part| std::str::from_utf8(part.bytes).ok()).unwrap_or_default()
    }

    fn file(&self) -> Result<&'a [u8], Refusal> {
        // As S3 has it: what follows the file is not looked at, so it must be the last.
        let last = self.0.last().filter(|part| part.name == "file");
        last.map(|part| part.bytes).ok_or(Refusal::MalformedForm)
    }

    fn check_signature(&self, bucket: &Bucket) -> Result<(), Refusal> {
        let at = moment(self.field("x-amz-date"))?;
        let scope = format!("{}/{REGION}/s3/aws4_request", at.strftime("%Y%m%d"));
        let credential = format!("{}/{scope}", bucket.0.credentials.access_key_id());
        let signature = bucket.policy_signature(self.field("policy"), at);
        let good = self.field("x-amz-credential") == credential && self.field("x-amz-signature") == signature;
        if good { Ok(()) } else { Err(Refusal::AccessDenied) }
    }

    fn check_policy(&self, bucket: &Bucket) -> Result<(), Refusal> {
        let policy = STANDARD.decode(self.field("policy")).map_err(|_| Refusal::AccessDenied)?;
        let policy: Value = serde_json::from_slice(&policy).map_err(|_| Refusal::AccessDenied)?;
        let until = policy["expiration"].as_str().and_then(|until| until.parse::<Timestamp>().ok());
        if until.is_none_or(|until| until <= (bucket.0.now)()) {
            return Err(Refusal::AccessDenied);
        }
        let conditions = policy["conditions"].as_array().ok_or(Refusal::AccessDenied)?;
        conditions.iter().try_for_each(|condition| self.check_condition(condition, bucket))?;
        let named = |name: &str| conditions.iter().any(|condition| condition.get(name.to_lowercase()).is_some());
        let all = self.0.iter().all(|part| UNNAMED.contains(&part.name) || named(part.name));
        if all { Ok(()) } else { Err(Refusal::AccessDenied) }
    }

    /// The two kinds of conditions that our forms have; a third would be refused.
    fn check_condition(&self, condition: &Value, bucket: &Bucket) -> Result<(), Refusal> {
        if let Some([kind, least, most]) = condition.as_array().map(Vec::as_slice) {
            let size = u64::try_from(self.file()?.len()).unwrap_or(u64::MAX);
            return match (kind.as_str(), least.as_u64(), most.as_u64()) {
                (Some("content-length-range"), Some(least), _) if size < least => Err(Refusal::TooSmall),
                (Some("content-length-range"), _, Some(most)) if size > most => Err(Refusal::TooLarge),
                (Some("content-length-range"), Some(_), Some(_)) => Ok(()),
                _ => Err(Refusal::AccessDenied),
            };
        }
        let fields = condition.as_object().ok_or(Refusal::AccessDenied)?;
        let holds = |(name, value): (&String, &Value)| match name.as_str() {
            "bucket" => value == bucket.0.name.as_str(),
            name => value == self.field(name),
        };
        if fields.iter().all(holds) { Ok(()) } else { Err(Refusal::AccessDenied) }
    }
}
