//! A form that its sender gave a name to: sent again it changes nothing, whatever came between.

use domain::AccountId;
use http::{ApiError, ApiResult, App, Once, fingerprint};
use serde_json::Value;
use table::entities::request::Request;

use super::{Entered, ReadingsForm};

/// A form by its idempotency key.
#[derive(Debug)]
pub struct Call {
    once: Once,
    fingerprint: String,
}

impl Call {
    /// The call that sends this form.
    pub fn of(once: Once, account: &AccountId, form: &ReadingsForm) -> ApiResult<Self> {
        Ok(Self { once, fingerprint: fingerprint(account.as_str(), form)? })
    }

    /// The answer that the form had before.
    pub fn before(&self) -> ApiResult<Option<Value>> {
        self.once.before(&self.fingerprint)?.map(read).transpose()
    }

    /// As [`Call::before`], after the same form was quicker.
    pub async fn look_again(&self, app: &App) -> ApiResult<Value> {
        read(&self.once.clone().look_again(app, &self.fingerprint, Once::quicker()).await?)
    }

    /// What is written beside the readings.
    pub fn request(&self, app: &App, entered: &Entered) -> ApiResult<Option<Request>> {
        let outcome = serde_json::to_string(entered).map_err(|error| ApiError::internal(&error))?;
        Ok(self.once.request(app, &self.fingerprint, &outcome))
    }
}

fn read(outcome: &str) -> ApiResult<Value> {
    serde_json::from_str(outcome).map_err(|error| ApiError::internal(&error))
}
