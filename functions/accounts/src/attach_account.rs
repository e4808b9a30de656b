use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::organization::AttachMethod;
use domain::{AccountId, OrganizationId, UserId};
use futures::future::try_join_all;
use http::{ApiError, ApiResult, App, Body, Code, Problem, Resident, Whereabouts};
use serde::Deserialize;
use table::entities::action::ActionCode;
use table::entities::attachment::{Attachment, AttachmentsOf};
use table::entities::erasure::ERASED_STEP;
use table::pages::{self, CardPage};
use utoipa::ToSchema;

use crate::attach::{Attempts, Claim, Judged, Proof, ProofKind};
use crate::card::Card;

/// Accounts that a person may attach. Two attached at the same moment may both become the fiftieth: the limit keeps
/// pages readable, nothing is counted by it.
const MOST_ACCOUNTS: i32 = 50;
const ATTACHMENT: &str = "attachment";

/// Which account, and the proof that it is the caller's.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AttachRequest {
    /// What kind of number it is.
    #[schema(schema_with = http::schemas::attach_method)]
    method: AttachMethod,
    /// The company; required with an account number, narrows the search otherwise.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    organization_id: Option<OrganizationId>,
    /// Account number, ЕЛС or ЖКУ id.
    #[schema(example = "100200300")]
    number: String,
    /// The proof.
    proof: ProofRequest,
}

/// A proof as the person typed it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProofRequest {
    /// What is shown.
    kind: ProofKind,
    /// The code, or the total in roubles.
    #[schema(example = "2387.26")]
    value: String,
}

/// Attaches an account. A wrong number and a wrong proof are told in the same words; whether the account is attached
/// already, or the company does not offer the method, is told to those only who have shown the right proof.
#[utoipa::path(post, path = "/api/accounts", tag = "accounts", request_body = AttachRequest, responses(
    (status = 201, body = Card),
    (status = 400, body = Problem, content_type = "application/problem+json"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "`already_attached`, `too_many_accounts`", body = Problem,
        content_type = "application/problem+json"),
    (status = 422, description = "`account_or_proof_wrong`, `method_unavailable`, `validation_failed`", body = Problem,
        content_type = "application/problem+json"),
    (status = 429, description = "`too_many_attempts`, with `Retry-After`", body = Problem,
        content_type = "application/problem+json"),
))]
pub async fn attach_account(
    State(app): State<App>,
    resident: Resident,
    from: Whereabouts,
    body: Body,
) -> ApiResult<(StatusCode, Json<Card>)> {
    let request: AttachRequest = body.parse()?;
    let claim = Claim::parse(request.method, request.organization_id, &request.number)?;
    let proof = Proof::parse(request.proof.kind, &request.proof.value)?;

    let attempts = Attempts::of(&resident.user, &claim);
    let mine = AttachmentsOf { user: &resident.user };
    let (reserved, candidates, attached) = futures::join!(
        attempts.reserve(&app),
        claim.candidates(&app.table),
        app.table.query(&mine, MOST_ACCOUNTS, None)
    );
    reserved?;
    let (proven, judged) = judge(&app, &attempts, candidates?, &proof).await?;
    if proven.is_empty() {
        return Err(ApiError::new(Code::AccountOrProofWrong));
    }

    let attaching = async {
        let card = choose(proven, &attached?.items, request.method)?;
        let attachment = store(&app, resident.user, &card, &from).await?;
        Ok(Card::of(card, &attachment, &app.settings.payments))
    };
    let (released, card) = futures::join!(attempts.release(&app, &judged), attaching);
    released?;
    card.map(|card| (StatusCode::CREATED, Json(card)))
}

/// The accounts for which the proof is right, and the places that it took on those it could be for.
async fn judge(
    app: &App,
    attempts: &Attempts,
    candidates: Vec<AccountId>,
    proof: &Proof,
) -> ApiResult<(Vec<pages::Card>, Vec<Judged>)> {
    let page = CardPage::decisive(candidates.clone(), app.clock.now());
    let places = try_join_all(candidates.iter().map(|account| attempts.judge(app, account)));
    let (judged, found) = futures::join!(places, app.table.batch(page.batch()));
    let (judged, mut cards) = (judged?, page.read(&app.table, found?).await?);
    let right = |(account, judged): (&AccountId, &Judged)| {
        let at = cards.iter().position(|card| card.account.id == *account);
        let holds = proof.holds(account, at.and_then(|at| cards.get(at))) && judged.counts;
        at.filter(|_| holds).map(|at| cards.swap_remove(at))
    };
    let proven = candidates.iter().zip(&judged).filter_map(right).collect();
    Ok((proven, judged))
}

/// The first of the proven accounts that this person may attach and has not.
fn choose(proven: Vec<pages::Card>, attached: &[Attachment], method: AttachMethod) -> ApiResult<pages::Card> {
    let offered = |card: &pages::Card| {
        card.organization.details.as_ref().is_some_and(|details| details.attach_methods.contains(&method))
    };
    let offered: Vec<pages::Card> = proven.into_iter().filter(offered).collect();
    if offered.is_empty() {
        return Err(ApiError::new(Code::MethodUnavailable));
    }
    let is_new = |card: &pages::Card| !attached.iter().any(|attachment| attachment.account == card.account.id);
    let card = offered.into_iter().find(is_new).ok_or_else(|| ApiError::new(Code::AlreadyAttached))?;
    if i32::try_from(attached.len()).is_ok_and(|count| count < MOST_ACCOUNTS) {
        Ok(card)
    } else {
        Err(ApiError::new(Code::TooManyAccounts))
    }
}

async fn store(app: &App, user: UserId, card: &pages::Card, from: &Whereabouts) -> ApiResult<Attachment> {
    let attached_at = app.clock.now();
    let action = from.action_on(app, &user, ActionCode::AccountAttached, &card.account.number)?;
    let account = card.account.id.clone();
    let steps = app.table.transaction().unless_erased(&user);
    let attachment =
        Attachment { user, account, label: None, receipt_mailing: false, readings_reminder: false, attached_at };
    match app.table.commit(steps.put_new(ATTACHMENT, &attachment).put("action", &action)).await {
        Ok(()) => Ok(attachment),
        Err(error) if error.refused_by(ATTACHMENT) => Err(ApiError::new(Code::AlreadyAttached)),
        Err(error) if error.refused_by(ERASED_STEP) => Err(ApiError::new(Code::Unauthorized)),
        Err(error) => Err(error.into()),
    }
}
