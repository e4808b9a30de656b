//! What a person fills in, and all that is wrong with it at once.

use domain::code::Refusal;
use domain::email::Email;
use domain::login::Login;
use domain::password::{Password, Policy};
use http::{ApiError, ApiResult, FieldProblem};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::agreement;
use crate::captcha::CaptchaAnswer;

/// The registration form.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Registration {
    /// Russian and Latin letters, digits, hyphen, underscore; begins with a letter; at most 30 characters.
    pub login: String,
    /// Where the link goes that confirms the registration.
    pub email: String,
    /// By the policy of the deployment.
    pub password: String,
    /// The same once more.
    pub password_confirmation: String,
    /// What stands on the image.
    pub captcha: CaptchaAnswer,
    /// The version of the agreement that the person has seen and accepted.
    pub agreement_version: String,
}

domain::refusals! {
    /// What is wrong with the form beyond its single values.
    pub enum FormError {
        ConfirmationDiffers = "confirmation_differs", "Пароли не совпадают.";
        AgreementOutdated = "agreement_outdated", "Соглашение изменилось. Прочтите и примите новую редакцию.";
    }
}

/// A form whose values are good.
pub struct Form {
    /// Free of the staff's names; whether it is taken is not known yet.
    pub login: Login,
    /// Whose it is is not known yet.
    pub email: Email,
    /// Good under the policy.
    pub password: Password,
}

impl Form {
    /// Reads the form and names every field at fault.
    pub fn read(given: &Registration, policy: Policy) -> ApiResult<Self> {
        let mut faults = Vec::new();
        let login = Login::parse(&given.login).and_then(|login| login.check_free().map(|()| login));
        let login = noted(&mut faults, "login", login);
        let email = noted(&mut faults, "email", Email::parse(&given.email));
        let password = Password::choose(&given.password, policy, login.as_ref());
        let password = noted(&mut faults, "password", password);
        let same = given.password == given.password_confirmation;
        noted(&mut faults, "password_confirmation", same.then_some(()).ok_or(FormError::ConfirmationDiffers));
        let current = given.agreement_version == agreement::VERSION;
        noted(&mut faults, "agreement_version", current.then_some(()).ok_or(FormError::AgreementOutdated));
        match (login, email, password) {
            (Some(login), Some(email), Some(password)) if faults.is_empty() => Ok(Self { login, email, password }),
            _ => Err(ApiError::fields(faults).unwrap_or_else(|| ApiError::internal(&"a fault without a field"))),
        }
    }
}

/// The value, or its refusal among the faults.
pub fn noted<T, E: Refusal>(faults: &mut Vec<FieldProblem>, field: &str, value: Result<T, E>) -> Option<T> {
    value
        .map_err(|refusal| {
            let (code, message) = (refusal.code().to_owned(), refusal.message());
            faults.push(FieldProblem { field: field.to_owned(), code, message });
        })
        .ok()
}
