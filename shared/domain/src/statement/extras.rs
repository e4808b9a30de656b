//! What only some statements have: the id of the document in ГИС ЖКХ, shares of several recipients, instalments.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Statement, StatementError};
use crate::line_text::LineText;
use crate::unified_account::PaymentDocumentId;
use crate::{Money, number};

/// The optional parts of a statement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extras {
    /// Id of the payment document in ГИС ЖКХ.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document_id: Option<PaymentDocumentId>,
    /// How `to_pay` is divided between the recipients, where the accounting system says so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<Share>,
    /// Payment by instalments («рассрочка», ПП 354, п. 72), by service.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instalments: Vec<Instalment>,
}

/// What one recipient is paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// The company's code of the recipient; the company itself where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<LineText>,
    /// The amount.
    pub to_pay: Money,
}

/// A service that is paid by instalments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instalment {
    /// Name of the service.
    pub name: LineText,
    /// Of the charge for this period.
    pub current: Money,
    /// Of the charges for earlier periods.
    pub earlier: Money,
    /// Interest, percent a year.
    #[serde(with = "number::text")]
    pub rate: Decimal,
    /// Interest, money.
    pub interest: Money,
    /// All of it: `current + earlier + interest`.
    pub to_pay: Money,
}

/// Instalments of a statement: one for each of its services.
const MOST_INSTALMENTS: usize = 60;
/// Recipients of a statement.
const MOST_SHARES: usize = 10;

impl Extras {
    /// How many bytes they take as JSON, roughly and rather too many.
    pub fn weight(&self) -> usize {
        let names = self.instalments.iter().map(|instalment| instalment.name.as_str().len()).sum::<usize>();
        60 + names + self.instalments.len() * 200 + self.shares.len() * 700
    }
}

/// Checks the optional parts; on refusal names the field at fault.
pub(super) fn check(statement: &Statement) -> Result<(), (String, StatementError)> {
    let Extras { shares, instalments, .. } = &statement.extras;
    if shares.len() > MOST_SHARES {
        return Err(("shares".to_owned(), StatementError::TooManyLines));
    }
    if instalments.len() > MOST_INSTALMENTS {
        return Err(("instalments".to_owned(), StatementError::TooManyLines));
    }
    if let Some(index) = shares.iter().position(|share| share.to_pay.is_negative()) {
        return Err((format!("shares[{index}].to_pay"), StatementError::ToPayNegative));
    }
    let divided = Money::checked_sum(shares.iter().map(|share| share.to_pay));
    if !shares.is_empty() && divided != Some(statement.to_pay) {
        return Err(("shares".to_owned(), StatementError::SumsDiffer));
    }
    let adds_up = |instalment: &Instalment| {
        Money::checked_sum([instalment.current, instalment.earlier, instalment.interest]) == Some(instalment.to_pay)
    };
    let is_negative = |it: &Instalment| {
        it.rate < Decimal::ZERO || [it.current, it.earlier, it.interest, it.to_pay].into_iter().any(Money::is_negative)
    };
    if let Some(index) = instalments.iter().position(is_negative) {
        return Err((format!("instalments[{index}]"), StatementError::Negative));
    }
    match instalments.iter().position(|instalment| !adds_up(instalment)) {
        Some(index) => Err((format!("instalments[{index}].to_pay"), StatementError::SumsDiffer)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::examples::statement;
    use super::*;
    use crate::statement;

    fn share(to_pay: i64) -> Share {
        Share { recipient: None, to_pay: Money::from_kopecks(to_pay) }
    }

    #[test]
    fn shares_divide_what_is_to_be_paid_to_the_kopeck() {
        let mut statement = statement();
        statement.extras.shares = vec![share(92_000), share(149)];
        assert_eq!(statement::check(&statement), Ok(()));
        statement.extras.shares[1] = share(148);
        assert_eq!(statement::check(&statement), Err(("shares".to_owned(), StatementError::SumsDiffer)));
        statement.extras.shares = vec![share(92_150), share(-1)];
        assert_eq!(statement::check(&statement), Err(("shares[1].to_pay".to_owned(), StatementError::ToPayNegative)));
    }

    #[test]
    fn an_instalment_is_its_parts_and_the_interest() {
        let mut statement = statement();
        let amount = Money::from_kopecks;
        let instalment = Instalment {
            name: LineText::parse("Отопление").unwrap(),
            current: amount(100),
            earlier: amount(20),
            rate: Decimal::new(95, 1),
            interest: amount(3),
            to_pay: amount(123),
        };
        statement.extras.instalments = vec![instalment.clone()];
        assert_eq!(statement::check(&statement), Ok(()));
        let negative = Instalment { earlier: amount(-20), to_pay: amount(83), ..instalment.clone() };
        statement.extras.instalments[0] = negative;
        assert_eq!(statement::check(&statement), Err(("instalments[0]".to_owned(), StatementError::Negative)));
        statement.extras.instalments[0] = instalment.clone();
        statement.extras.instalments.push(Instalment { to_pay: amount(120), ..instalment });
        let field = "instalments[1].to_pay".to_owned();
        assert_eq!(statement::check(&statement), Err((field, StatementError::SumsDiffer)));
    }

    #[test]
    fn a_statement_without_them_is_written_as_before() {
        let json = serde_json::to_string(&statement()).unwrap();
        assert!(json.ends_with("\"to_pay\":92149}"), "{json}");
        assert_eq!(serde_json::from_str::<Statement>(&json).unwrap(), statement());
    }
}
