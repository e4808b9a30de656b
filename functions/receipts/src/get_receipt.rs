use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use document::Receipt;
use domain::due_date::due_date;
use domain::{AccountId, Period};
use http::{ApiError, ApiResult, App, Code, Problem, Resident, Segment, attachment};
use table::entities::account::AccountItem;
use table::pages::{Publication, PublicationPage};
use table::{Batch, TableError, keys};

use crate::snapshot::{self, Snapshot};
use crate::typesetter::Typesetter;

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
    let receipt = read(&app, &resident, account, period).await?;
    let name = file_name(&receipt);
    let pdf = typesetter.pdf(receipt).await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, attachment(&format!("receipt-{period}.pdf"), &name)),
    ];
    Ok((headers, pdf))
}

async fn read(app: &App, resident: &Resident, account: AccountId, period: Period) -> ApiResult<Receipt> {
    let organization = account.organization();
    let page = PublicationPage { account, period };
    let batch = page.add_to(Batch::new()).with(keys::account(&page.account));
    let batch = snapshot::add_to(batch, &organization, period);
    let (_, mut found) = resident.visit(app, &page.account, batch).await?;
    let publication = page.read(&app.table, &mut found, app.clock.now()).await?;
    let account: Option<AccountItem> = found.take(&keys::account(&page.account))?;
    let account = account.ok_or_else(|| ApiError::new(Code::NotFound))?;
    let snapshot = snapshot::read(&app.table, &organization, &publication, &mut found).await?;
    Ok(receipt(account, &publication, snapshot)?)
}

fn receipt(account: AccountItem, publication: &Publication, snapshot: Snapshot) -> Result<Receipt, TableError> {
    Ok(Receipt {
        period: publication.closed.period,
        payer: account.subscriber,
        address: account.address,
        area: account.area,
        residents: Some(account.residents),
        account: account.number,
        unified_account: account.unified_account,
        service_id: account.service_id,
        // Registration in ГИС ЖКХ is the company's: it does not tell us the ids of its documents.
        document_id: None,
        executor: snapshot.executor,
        statement: publication.statement.statement()?,
        due: Some(due_date(publication.closed.period)),
        closed_on: snapshot.closed_on,
        corrected_on: snapshot.corrected_on,
    })
}

/// «Квитанция 100200300 за сентябрь 2026.pdf».
fn file_name(receipt: &Receipt) -> String {
    let number = receipt.account.as_str().replace('/', "-");
    format!("Квитанция {number} за {}.pdf", receipt.period.in_russian())
}
