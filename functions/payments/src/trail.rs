//! What is refused leaves a trace, and nobody can fill the table with traces.

use domain::account::AccountNumber;
use http::{ApiError, ApiResult, App, Code, Resident, Whereabouts};
use jiff::SignedDuration;
use table::entities::action::{Action, ActionCode};
use table::entities::counter::{Quota, Reservation};
use table::{Transaction, Update, keys};

const DAY: SignedDuration = SignedDuration::from_hours(24);
/// Refused orders of a person and day that stand in the person's trail.
const OF_A_PERSON: u32 = 20;
/// The step that fails where the person is no longer there.
const PERSON_STEP: &str = "person";

/// Takes one of so many places of a day; whether there was one.
pub async fn room(app: &App, kind: &'static str, subject: String, most: u32) -> ApiResult<bool> {
    let quota = Quota { kind, subject, window: DAY, most };
    Ok(app.table.reserve(&quota, app.clock.now()).await? == Reservation::Granted)
}

/// Does the steps and puts the entry into the trail of its person; does nothing where the person is no longer there.
pub async fn tell(app: &App, steps: Transaction, action: &Action) -> ApiResult<bool> {
    let person = Update::at(keys::user(&action.user)).exists();
    match app.table.commit(steps.put("action", action).check(PERSON_STEP, person)).await {
        Err(error) if error.refused_by(PERSON_STEP) => Ok(false),
        committed => Ok(committed.map(|()| true)?),
    }
}

/// An order that was refused for what it asked for stands in the trail of whoever asked; `number` is known where the
/// account is theirs.
pub async fn order_refused(
    app: &App,
    resident: &Resident,
    from: &Whereabouts,
    number: Option<&AccountNumber>,
    error: &ApiError,
) -> ApiResult<()> {
    let Some(reason) = reason(error) else { return Ok(()) };
    tracing::warn!(reason, "payment order refused");
    if !room(app, "orders_refused", resident.user.to_string(), OF_A_PERSON).await? {
        return Ok(());
    }
    let action = from.action(app, &resident.user, ActionCode::PaymentOrderRefused)?;
    let detail = number.map(ToString::to_string);
    tell(app, app.table.transaction(), &Action { detail, reason: Some(reason), ..action }).await.map(drop)
}

/// Stable code of why, also where the call does not read as an order; `None` for what says nothing of it: the store is
/// away, the person is gone.
fn reason(error: &ApiError) -> Option<String> {
    match error.code() {
        Code::ValidationFailed => error.problem().fields.into_iter().next().map(|field| field.code),
        Code::Unauthorized | Code::Internal | Code::Unavailable => None,
        code => Some(code.as_str().to_owned()),
    }
}
