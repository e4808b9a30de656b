//! What looks wrong in a statement but is the accountant's to decide.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Line, Statement};
use crate::unified_account::{ServiceId, UnifiedAccount};
use crate::{Money, Period};

/// A doubt about an accepted statement, told in the answer to its row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Stable code, as `opening_differs`.
    pub code: String,
    /// The field it is about.
    pub field: String,
    /// The doubt in Russian, with the numbers.
    pub message: String,
}

/// The opening balance is expected to continue the last closing one.
pub fn opening_warning(statement: &Statement, last_closing: Money) -> Option<Warning> {
    (statement.opening != last_closing).then(|| Warning {
        code: "opening_differs".to_owned(),
        field: "opening".to_owned(),
        message: format!(
            "Входящий остаток {} не равен исходящему остатку прошлого периода {}.",
            statement.opening, last_closing
        ),
    })
}

/// What is asked for is expected to be the balance at the end, nothing where that is an overpayment. Instalments put
/// off a part of it.
pub fn to_pay_warning(statement: &Statement) -> Option<Warning> {
    let expected = statement.closing.max(Money::ZERO);
    let is_doubtful = statement.extras.instalments.is_empty() && statement.to_pay != expected;
    is_doubtful.then(|| Warning {
        code: "to_pay_differs".to_owned(),
        field: "to_pay".to_owned(),
        message: format!("К оплате {}, а исходящий остаток {}.", statement.to_pay, statement.closing),
    })
}

/// What is left of former months is asked for together with the month's services; where these are paid to several, who
/// gets it is not ours to guess. Without shares it goes to the company, unless somebody's sum came out below zero by that:
/// then no sum is named.
pub fn shares_warning(statement: &Statement) -> Option<Warning> {
    let doubt = if statement.is_divided() && statement.asked().is_none() {
        "как делится между ними сумма к оплате, не сказано и из услуг не следует: в квитанции суммы получателей не указаны"
            .to_owned()
    } else {
        let left = guessed(statement)?;
        format!(
            "как делится остаток прошлых периодов {left}, не сказано: в квитанции он отнесён к оплате самой организации"
        )
    };
    Some(Warning {
        code: "shares_missing".to_owned(),
        field: "shares".to_owned(),
        message: format!("Получателей несколько, а {doubt}. Передайте shares."),
    })
}

/// What is left of former months and goes to the company because nobody said whose it is.
fn guessed(statement: &Statement) -> Option<Money> {
    let paid = Money::checked_sum(statement.payments.iter().map(|receipt| receipt.amount))?;
    let left = statement.opening.checked_sub(paid)?;
    let is_guessed = statement.is_divided() && statement.extras.shares.is_empty();
    (is_guessed && !left.is_zero()).then_some(left)
}

/// The id of the document is expected to belong to the account and to the month: state information systems book the money
/// by it.
pub fn document_id_warning(
    statement: &Statement,
    period: Period,
    (account, service): (Option<&UnifiedAccount>, Option<&ServiceId>),
) -> Option<Warning> {
    let id = statement.extras.document_id.as_ref()?;
    let why = match (id.nests_in(account, service), id.is_of(period)) {
        (true, true) => return None,
        (false, _) => "он не начинается с идентификатора лицевого счёта и в код для оплаты не попадёт".to_owned(),
        (true, false) => format!("он не за {}", period.in_russian()),
    };
    Some(Warning {
        code: "document_id_differs".to_owned(),
        field: "document_id".to_owned(),
        message: format!("Идентификатор платёжного документа {}: {why}.", id.as_str()),
    })
}

/// The base charge is expected to be the volumes times the tariff, rounded once, with the excess of a multiplying
/// coefficient.
pub fn base_warnings(statement: &Statement) -> Vec<Warning> {
    let doubt = |(index, line): (usize, &Line)| {
        let expected = expected_base(line)?;
        (expected != line.base).then(|| Warning {
            code: "base_differs".to_owned(),
            field: format!("lines[{index}].base"),
            message: format!("Начислено {}, а объём, умноженный на тариф, даёт {expected}.", line.base),
        })
    };
    statement.lines.iter().enumerate().filter_map(doubt).collect()
}

fn expected_base(line: &Line) -> Option<Money> {
    let volume: Decimal = line.individual_volume.checked_add(line.odn_volume)?;
    let excess = line.multiplier.as_ref().map_or(Money::ZERO, |multiplier| multiplier.excess);
    Money::from_roubles(volume.checked_mul(line.tariff)?).ok()?.checked_add(excess)
}

#[cfg(test)]
mod tests {
    use super::super::examples::statement;
    use super::*;
    use crate::unified_account::PaymentDocumentId;

    #[test]
    fn the_excess_of_a_coefficient_is_a_part_of_the_base() {
        let mut statement = statement();
        let excess = Money::from_kopecks(4_000);
        statement.lines[0].base = statement.lines[0].base.checked_add(excess).unwrap();
        assert_eq!(base_warnings(&statement).len(), 1);
        statement.lines[0].multiplier = Some(super::super::Multiplier { coefficient: Decimal::new(15, 1), excess });
        assert_eq!(base_warnings(&statement), []);
    }

    #[test]
    fn what_is_left_of_former_months_wants_its_shares_where_several_are_paid() {
        let code = |statement: &Statement| shares_warning(statement).map(|warning| warning.code);
        let mut several = statement();
        several.payments = Vec::new();
        several.opening = Money::from_kopecks(10_000);
        assert_eq!(code(&several), None, "one is paid for everything");
        several.lines[0].recipient = Some(crate::line_text::LineText::parse("heat").unwrap());
        assert_eq!(code(&several).as_deref(), Some("shares_missing"));
        let settled = Statement { opening: Money::ZERO, ..several.clone() };
        assert_eq!(code(&settled), None);
        let nothing_due = Statement { to_pay: Money::ZERO, ..several.clone() };
        assert_eq!(code(&nothing_due), None);
        several.extras.shares = vec![super::super::Share { recipient: None, to_pay: several.to_pay }];
        assert_eq!(code(&several), None, "it is told");
    }

    /// A statement of two services, the second one a supplier's.
    fn of_two(opening: i64, own: i64, supplier: i64, to_pay: i64) -> Statement {
        let line = |total, recipient: Option<&str>| Line {
            total: Money::from_kopecks(total),
            recipient: recipient.map(|code| crate::line_text::LineText::parse(code).unwrap()),
            ..super::super::examples::heating()
        };
        Statement {
            opening: Money::from_kopecks(opening),
            lines: vec![line(own, None), line(supplier, Some("heat"))],
            penalty: Money::ZERO,
            payments: Vec::new(),
            to_pay: Money::from_kopecks(to_pay),
            ..statement()
        }
    }

    #[test]
    fn a_sum_that_cannot_be_divided_wants_its_shares_and_is_not_said_to_be_divided() {
        let supplier_below_zero = of_two(0, 130_000, -20_000, 110_000);
        let company_below_zero = of_two(-150_000, 100_000, 120_000, 70_000);
        for undivided in [supplier_below_zero, company_below_zero] {
            assert_eq!(undivided.asked(), None);
            let Warning { code, field, message } = shares_warning(&undivided).unwrap();
            assert_eq!((code.as_str(), field.as_str()), ("shares_missing", "shares"));
            assert!(message.contains("в квитанции суммы получателей не указаны"), "{message}");
            assert!(!message.contains("самой организации"), "{message}");
            let nothing_due = Statement { to_pay: Money::ZERO, ..undivided.clone() };
            assert_eq!(shares_warning(&nothing_due), None);
            let mut told = undivided;
            told.extras.shares = vec![super::super::Share { recipient: None, to_pay: told.to_pay }];
            assert_eq!(shares_warning(&told), None);
        }
        let to_nothing = of_two(-100_000, 100_000, 120_000, 120_000);
        let message = shares_warning(&to_nothing).unwrap().message;
        assert!(message.contains("самой организации"), "nothing is left to the company, but that is a sum: {message}");
    }

    #[test]
    fn an_opening_balance_that_continues_the_last_one_raises_no_doubt() {
        let statement = statement();
        assert_eq!(opening_warning(&statement, statement.opening), None);
    }

    #[test]
    fn an_opening_balance_out_of_nowhere_is_pointed_at() {
        let warning = opening_warning(&statement(), Money::from_kopecks(5)).unwrap();
        assert_eq!((warning.code.as_str(), warning.field.as_str()), ("opening_differs", "opening"));
    }

    #[test]
    fn a_sum_to_pay_that_is_not_the_debt_is_pointed_at() {
        let field = |closing, to_pay| {
            let amount = Money::from_kopecks;
            to_pay_warning(&Statement { closing: amount(closing), to_pay: amount(to_pay), ..statement() })
        };
        assert_eq!((field(921, 921), field(0, 0), field(-500, 0)), (None, None, None));
        for (closing, to_pay) in [(921, 0), (921, 900), (-500, 100), (0, 1)] {
            assert_eq!(field(closing, to_pay).unwrap().code, "to_pay_differs", "{closing} {to_pay}");
        }
    }

    #[test]
    fn an_id_of_another_account_or_month_is_pointed_at() {
        let mut statement = statement();
        statement.extras.document_id = Some(PaymentDocumentId::parse("90ЕТ119242-02-6101").unwrap());
        let doubt = |period, service| {
            let service = ServiceId::parse(service).unwrap();
            document_id_warning(&statement, Period::parse(period).unwrap(), (None, Some(&service)))
        };
        assert_eq!(doubt("2026-10", "90ЕТ119242-02"), None);
        let (other_account, other_month) =
            (doubt("2026-10", "90ЕТ119243-02").unwrap(), doubt("2026-09", "90ЕТ119242-02").unwrap());
        assert_eq!((other_account.code.as_str(), other_account.field.as_str()), ("document_id_differs", "document_id"));
        assert!(other_account.message.contains("в код для оплаты не попадёт"), "{}", other_account.message);
        assert!(other_month.message.ends_with("он не за сентябрь 2026."), "{}", other_month.message);
    }

    #[test]
    fn a_base_that_is_not_volume_times_tariff_is_pointed_at() {
        let mut statement = statement();
        assert_eq!(base_warnings(&statement), []);
        statement.lines[0].tariff = Decimal::ONE;
        assert_eq!(base_warnings(&statement)[0].field, "lines[0].base");
    }
}
