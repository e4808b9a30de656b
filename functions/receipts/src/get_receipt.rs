use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use document::Receipt;
use domain::{AccountId, Period};
use http::{ApiError, ApiResult, App, Code, Problem, Resident, Segment, attachment};
use receipt::{ReceiptPage, Typesetter};
use table::Batch;
use table::pages::{PublicationPage, Unpublished};

/// The payment document of an account for a closed period (order of Минстрой № 43/пр) with the payment QR.
#[utoipa::path(get, path = "/api/accounts/{id}/receipts/{period}", tag = "receipts",
    params(("id" = String, Path), ("period" = String, Path, example = "2026-09")), responses(
    (status = 200, body = Vec<u8>, content_type = "application/pdf"),
    (status = 401, body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "`not_found` where the account is not yours, `period_unknown`", body = Problem,
        content_type = "application/problem+json"),
    (status = 409, description = "`period_open`", body = Problem, content_type = "application/problem+json"),
))]
pub async fn get_receipt(
    State(app): State<App>,
    Extension(typesetter): Extension<Typesetter>,
    resident: Resident,
    Segment((account, period)): Segment<(AccountId, Period)>,
) -> ApiResult<([(HeaderName, HeaderValue); 2], Vec<u8>)> {
    let receipt = Box::pin(read(&app, &resident, account, period)).await?;
    let name = receipt.file_name();
    let pdf = typesetter.pdf(receipt).await.map_err(|error| ApiError::internal(&error))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, attachment(&format!("receipt-{period}.pdf"), &name)),
    ];
    Ok((headers, pdf))
}

async fn read(app: &App, resident: &Resident, account: AccountId, period: Period) -> ApiResult<Receipt> {
    let page = ReceiptPage { account, period };
    let batch = page.add_to(Batch::new());
    let meters = async { Ok(page.meters(&app.table).await?) };
    let visit = Box::pin(resident.visit_during(app, &page.account, batch, meters));
    let (_, mut found, meters) = visit.await?;
    let account = page.account(&mut found)?.ok_or_else(|| ApiError::new(Code::NotFound))?;
    let Some(published) = page.published(&mut found)? else { return Err(refusal(app, page).await) };
    let receipt = Box::pin(published.receipt(&app.table, account, meters)).await?;
    receipt.ok_or_else(|| Unpublished::Open.into())
}

/// Why there is no receipt; this alone costs a further read.
async fn refusal(app: &App, ReceiptPage { account, period }: ReceiptPage) -> ApiError {
    let page = PublicationPage { account, period };
    let read = async {
        let mut found = app.table.batch(page.add_to(Batch::new())).await?;
        page.read(&app.table, &mut found, app.clock.now()).await
    };
    match read.await {
        Err(unpublished) => unpublished.into(),
        // Closed between the two reads: it is there for the next call.
        Ok(_) => Unpublished::Open.into(),
    }
}
