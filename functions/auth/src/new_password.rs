//! A new password for a person who is known already.

use domain::password::{Password, Policy};
use http::{ApiError, ApiResult, FieldProblem};
use table::entities::user::User;

use crate::register::{FormError, noted};

/// Reads a new password and its confirmation, and names every field at fault.
pub fn read(password: &str, confirmation: &str, policy: Policy, user: &User) -> ApiResult<Password> {
    let mut faults: Vec<FieldProblem> = Vec::new();
    let chosen = noted(&mut faults, "password", Password::choose(password, policy, Some(&user.login)));
    let same = (password == confirmation).then_some(()).ok_or(FormError::ConfirmationDiffers);
    noted(&mut faults, "password_confirmation", same);
    match (chosen, ApiError::fields(faults)) {
        (Some(password), None) => Ok(password),
        (_, Some(faults)) => Err(faults),
        (None, None) => Err(ApiError::internal(&"a fault without a field")),
    }
}
