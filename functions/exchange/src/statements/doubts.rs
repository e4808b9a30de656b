//! What the account, its money and the common needs of its house say against a statement.

use domain::AccountId;
use domain::common_needs::statement_doubt;
use domain::organization::Check;
use domain::payment::receipt_warnings;
use domain::statement::{Warning, base_warnings, check_periods, document_id_warning, shares_warning, to_pay_warning};
use http::FieldProblem;

use super::StatementRow;
use super::sent::Sent;
use crate::bulk::{fault, objection};
use crate::common_needs::Known;
use crate::month::Month;
use crate::row_error::RowError;

/// The doubts about a statement that is accepted, or why it is not: it holds a service that the account does not have, or
/// its common needs differ from the house's where the company wants that refused. Charges that stand there already and
/// that residents see are refused nothing: what differs is told.
pub fn doubts(
    row: &StatementRow,
    id: &AccountId,
    sent: &Sent,
    month: &Month,
    known: &Known,
) -> Result<Vec<Warning>, FieldProblem> {
    if let Some(index) = sent.unknown_service(row) {
        return Err(fault(format!("lines[{index}].service"), &RowError::ServiceUnknown));
    }
    check_periods(&row.statement, month.period).map_err(|(field, refusal)| fault(field, &refusal))?;
    let differing = differing_common_needs(row, sent, known);
    if let (Some(first), Check::Reject, false) = (differing.first(), month.common_needs_check(), sent.stays()) {
        return Err(objection(first));
    }
    let receipts = receipt_warnings(id, &sent.account.online, month.period, &row.statement.payments);
    let own = base_warnings(&row.statement).into_iter().chain(to_pay_warning(&row.statement));
    let ids = (sent.facts.unified_account.as_ref(), sent.facts.service_id.as_ref());
    let own = own.chain(shares_warning(&row.statement)).chain(document_id_warning(&row.statement, month.period, ids));
    Ok(own.chain(differing).chain(receipts).collect())
}

fn differing_common_needs(row: &StatementRow, sent: &Sent, known: &Known) -> Vec<Warning> {
    let calculations = known.of(&sent.facts.house).iter();
    let doubts = calculations.filter_map(|calculation| {
        // Whether a service that is not charged was listed then is not known: it was told when it was published.
        let has_service = !sent.is_seen && sent.account.has(&calculation.service);
        statement_doubt(&row.statement.lines, calculation, sent.facts.premises(), has_service)
    });
    doubts.collect()
}
