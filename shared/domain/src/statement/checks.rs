//! A statement whose sums do not hold never gets in.

use rust_decimal::Decimal;

use super::{Line, Statement, extras};
use crate::{Money, Period};

crate::refusals! {
    /// Why a statement is refused.
    pub enum StatementError {
        SumsDiffer = "sums_differ", "Суммы не сходятся.";
        ToPayNegative = "negative", "К оплате не может быть меньше нуля.";
        PrivilegePositive = "privilege_positive", "Льгота уменьшает начисление: она не больше нуля.";
        TooLarge = "money_too_large", "Сумма слишком велика.";
        NoLines = "required", "В начислениях нет ни одной услуги.";
        TooManyLines = "too_many", "Не более 60 услуг и 100 поступлений в одном начислении.";
        NegativeTariff = "negative_tariff", "Тариф не может быть отрицательным.";
        Negative = "negative", "Норматив, повышающий коэффициент и рассрочка не могут быть отрицательными.";
        LaterPeriod = "period_out_of_range", "Перерасчёт делается за этот или за прошлый период.";
        PaymentDate = "date_out_of_range", "Дата поступления вне разумных пределов.";
        TooLong = "statement_too_large", "Начисление слишком велико: сократите тексты и число перерасчётов.";
    }
}

/// Lines and payments that keep an item far below the size the table is designed for.
const MOST_LINES: usize = 60;
const MOST_PAYMENTS: usize = 100;
const MOST_RECALCULATIONS: usize = 30;
/// The heaviest statement, in bytes: the table's items are not to be larger.
const HEAVIEST: usize = 100_000;
/// Years in which money can have been received.
const YEARS: std::ops::RangeInclusive<i16> = 1990..=2099;

/// Checks the statement as a whole; on refusal names the field at fault, for example `lines[2].total`.
///
/// - a line: `total = base + Σ recalculations + privilege`, `privilege ≤ 0`;
/// - the statement: `closing = opening + Σ total + penalty − Σ payments`, `to_pay ≥ 0`.
pub fn check(statement: &Statement) -> Result<(), (String, StatementError)> {
    check_size(statement)?;
    for (index, line) in statement.lines.iter().enumerate() {
        check_line(line).map_err(|(field, error)| (format!("lines[{index}].{field}"), error))?;
    }
    let closing = closing(statement).ok_or_else(|| ("closing".to_owned(), StatementError::TooLarge))?;
    if closing != statement.closing {
        return Err(("closing".to_owned(), StatementError::SumsDiffer));
    }
    if statement.to_pay.is_negative() {
        return Err(("to_pay".to_owned(), StatementError::ToPayNegative));
    }
    extras::check(statement)
}

fn check_size(statement: &Statement) -> Result<(), (String, StatementError)> {
    if statement.lines.is_empty() {
        return Err(("lines".to_owned(), StatementError::NoLines));
    }
    if statement.lines.len() > MOST_LINES {
        return Err(("lines".to_owned(), StatementError::TooManyLines));
    }
    if statement.payments.len() > MOST_PAYMENTS {
        return Err(("payments".to_owned(), StatementError::TooManyLines));
    }
    if let Some(index) = statement.payments.iter().position(|receipt| !YEARS.contains(&receipt.date.year())) {
        return Err((format!("payments[{index}].date"), StatementError::PaymentDate));
    }
    if statement.weight() > HEAVIEST {
        return Err(("lines".to_owned(), StatementError::TooLong));
    }
    Ok(())
}

fn check_line(line: &Line) -> Result<(), (&'static str, StatementError)> {
    if line.tariff.is_sign_negative() && !line.tariff.is_zero() {
        return Err(("tariff", StatementError::NegativeTariff));
    }
    if line.norm.is_some_and(|norm| norm < Decimal::ZERO) {
        return Err(("norm", StatementError::Negative));
    }
    if line.multiplier.is_some_and(|it| it.coefficient < Decimal::ZERO || it.excess.is_negative()) {
        return Err(("multiplier", StatementError::Negative));
    }
    if line.privilege > Money::ZERO {
        return Err(("privilege", StatementError::PrivilegePositive));
    }
    if line.recalculations.len() > MOST_RECALCULATIONS {
        return Err(("recalculations", StatementError::TooManyLines));
    }
    let recalculated = line.recalculated().ok_or(("recalculations", StatementError::TooLarge))?;
    let total = Money::checked_sum([line.base, recalculated, line.privilege]);
    match total {
        None => Err(("total", StatementError::TooLarge)),
        Some(total) if total == line.total => Ok(()),
        Some(_) => Err(("total", StatementError::SumsDiffer)),
    }
}

/// Checks the statement against its period: a recalculation corrects this one or an earlier one.
pub fn check_periods(statement: &Statement, period: Period) -> Result<(), (String, StatementError)> {
    let later = statement.lines.iter().enumerate().find_map(|(line, one)| {
        let place = one.recalculations.iter().position(|recalculation| recalculation.period > period)?;
        Some(format!("lines[{line}].recalculations[{place}].period"))
    });
    later.map_or(Ok(()), |field| Err((field, StatementError::LaterPeriod)))
}

fn closing(statement: &Statement) -> Option<Money> {
    let charged = Money::checked_sum(statement.lines.iter().map(|line| line.total))?;
    let paid = Money::checked_sum(statement.payments.iter().map(|receipt| receipt.amount))?;
    Money::checked_sum([statement.opening, charged, statement.penalty])?.checked_sub(paid)
}

#[cfg(test)]
mod tests {
    use super::super::Multiplier;
    use super::super::examples::{heating, statement};
    use super::*;
    use crate::code::Refusal as _;

    #[test]
    fn a_statement_whose_sums_hold_is_accepted() {
        assert_eq!(check(&statement()), Ok(()));
    }

    #[test]
    fn a_closing_balance_off_by_a_kopeck_is_refused() {
        let mut statement = statement();
        statement.closing = Money::from_kopecks(statement.closing.kopecks() + 1);
        assert_eq!(check(&statement), Err(("closing".to_owned(), StatementError::SumsDiffer)));
    }

    #[test]
    fn a_line_that_does_not_add_up_is_named() {
        let mut statement = statement();
        statement.lines.push(Line { total: Money::from_kopecks(1), ..heating() });
        assert_eq!(check(&statement), Err(("lines[1].total".to_owned(), StatementError::SumsDiffer)));
    }

    #[test]
    fn a_privilege_never_adds_to_a_charge() {
        let mut statement = statement();
        statement.lines[0].privilege = Money::from_kopecks(1);
        assert_eq!(check(&statement), Err(("lines[0].privilege".to_owned(), StatementError::PrivilegePositive)));
    }

    #[test]
    fn norms_and_multipliers_are_not_negative() {
        let told = |statement: &Statement| check(statement).map_err(|(field, error)| (field, error.code()));
        let multiplier = |coefficient: i64, excess| {
            Some(Multiplier { coefficient: Decimal::new(coefficient, 1), excess: Money::from_kopecks(excess) })
        };
        let refused = |name: &str| Err((format!("lines[0].{name}"), "negative"));
        let mut normed = statement();
        normed.lines[0].norm = Some(Decimal::NEGATIVE_ONE);
        assert_eq!(told(&normed), refused("norm"));
        let [slow, lower, good] = [multiplier(-15, 1), multiplier(15, -1), multiplier(15, 1)];
        for (multiplier, expected) in [(slow, refused("multiplier")), (lower, refused("multiplier")), (good, Ok(()))] {
            let mut statement = statement();
            statement.lines[0].multiplier = multiplier;
            assert_eq!(told(&statement), expected);
        }
    }

    #[test]
    fn a_recalculation_is_not_for_a_month_to_come() {
        let refused = Err(("lines[0].recalculations[0].period".to_owned(), StatementError::LaterPeriod));
        let period = |month| Period::new(2026, month).unwrap();
        assert_eq!(check_periods(&statement(), period(9)), Ok(()));
        assert_eq!(check_periods(&statement(), period(10)), Ok(()));
        assert_eq!(check_periods(&statement(), period(8)), refused);
    }

    #[test]
    fn nothing_below_zero_is_asked_for() {
        let mut statement = statement();
        statement.to_pay = Money::from_kopecks(-1);
        assert_eq!(check(&statement), Err(("to_pay".to_owned(), StatementError::ToPayNegative)));
    }

    #[test]
    fn sums_that_do_not_fit_are_refused_and_not_wrapped() {
        let mut statement = statement();
        statement.lines[0].base = Money::from_kopecks(i64::MAX);
        statement.lines[0].privilege = Money::from_kopecks(i64::MIN);
        statement.opening = Money::from_kopecks(i64::MAX);
        assert!(check(&statement).is_err());
    }

    #[test]
    fn a_payment_of_no_possible_day_is_refused() {
        let mut statement = statement();
        statement.payments[0].date = jiff::civil::date(0, 1, 1);
        assert_eq!(check(&statement), Err(("payments[0].date".to_owned(), StatementError::PaymentDate)));
    }

    #[test]
    fn a_statement_that_no_item_can_hold_is_refused() {
        let mut statement = statement();
        statement.lines[0].name = crate::line_text::LineText::parse(&"ю".repeat(300)).unwrap();
        let line = statement.lines[0].clone();
        statement.lines = vec![Line { recalculations: vec![line.recalculations[0].clone(); 30], ..line }; 60];
        assert_eq!(check(&statement), Err(("lines".to_owned(), StatementError::TooLong)));
    }

    #[test]
    fn a_statement_without_services_is_refused() {
        let mut statement = statement();
        statement.lines.clear();
        assert_eq!(check(&statement), Err(("lines".to_owned(), StatementError::NoLines)));
    }
}
