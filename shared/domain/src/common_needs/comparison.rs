//! A statement's line beside our own calculation.

use rust_decimal::Decimal;

use super::{Calculation, Case, Premises};
use crate::Money;
use crate::statement::{Line, Warning};

/// How far a volume may be off: a house is divided in thousandths, and somebody gets the last one.
const THOUSANDTH: Decimal = Decimal::from_parts(1, 0, 0, false, 3);

/// Compares what a statement charges for the common needs of a service with the share that falls to the premises: the
/// volume to a thousandth, and the money that the lines hold for it. A statement without the service is doubted
/// where the account is known to have it.
pub fn statement_doubt(
    lines: &[Line],
    calculation: &Calculation,
    premises: Premises,
    has_service: bool,
) -> Option<Warning> {
    let share = calculation.share(premises);
    let of_service: Vec<(usize, &Line)> =
        lines.iter().enumerate().filter(|(_, line)| line.service == calculation.service).collect();
    let Some((first, _)) = of_service.first() else {
        let is_missing = has_service && share.volume.abs() > THOUSANDTH;
        return is_missing.then(|| missing(calculation, share.volume));
    };
    let common = of_service.iter().find(|(_, line)| !line.odn_volume.is_zero());
    let index = common.map_or(*first, |(index, _)| *index);
    let volume: Decimal = of_service.iter().map(|(_, line)| line.odn_volume).sum();
    if (volume - share.volume).abs() > THOUSANDTH {
        let message = format!("Объём ОДН {volume}, а по расчёту на дом {}.", share.volume);
        return Some(Warning { code: "odn_differs".to_owned(), field: format!("lines[{index}].odn_volume"), message });
    }
    let base = base_of_common(&of_service)?;
    (!is_near(base, share.amount, calculation.volumes.tariff)).then(|| Warning {
        code: "odn_differs".to_owned(),
        field: format!("lines[{index}].base"),
        message: format!("Начислено {base}, а по расчёту на дом {}.", share.amount),
    })
}

fn missing(calculation: &Calculation, share: Decimal) -> Warning {
    Warning {
        code: "odn_missing".to_owned(),
        field: "lines".to_owned(),
        message: format!("Нет строки услуги {}, а доля ОДН по расчёту на дом {share}.", calculation.service),
    }
}

/// The money for common needs: what lines of their own hold, and of a line that holds the premises' own use too, the volume
/// by its tariff. `None` where all lines are of own use alone.
fn base_of_common(lines: &[(usize, &Line)]) -> Option<Money> {
    let is_own = |line: &Line| line.individual_volume.is_zero();
    let common = lines.iter().map(|(_, line)| *line).filter(|line| is_own(line) || !line.odn_volume.is_zero());
    let common: Vec<Money> = common.map(|line| if is_own(line) { line.base } else { line.common_base() }).collect();
    if common.is_empty() { None } else { Money::checked_sum(common) }
}

/// A thousandth of a unit and a kopeck apart at most.
fn is_near(one: Money, other: Money, tariff: Decimal) -> bool {
    let apart = (one.roubles() - other.roubles()).abs();
    apart <= (THOUSANDTH * tariff) + Decimal::new(1, 2)
}

/// A negative volume that was carried is expected among what the next month takes off.
pub fn carry_doubt(before: &Calculation, now: &Calculation) -> Option<Warning> {
    let carried = -before.uncharged();
    let is_lost = before.case() == Case::Carried && now.volumes.house_volume.is_some() && now.volumes.other < carried;
    is_lost.then(|| Warning {
        code: "odn_carry_missing".to_owned(),
        field: "other".to_owned(),
        message: format!("С прошлого месяца перенесено {carried}: этот объём вычитается в поле other."),
    })
}

#[cfg(test)]
mod tests {
    use super::super::examples::{flat_of_the_vectors, house_of_the_vectors};
    use super::*;
    use crate::line_text::LineText;
    use crate::statement::examples::heating;

    fn line(odn_volume: &str, base: i64) -> Line {
        let service = LineText::parse("cold-water").unwrap();
        let odn_volume = odn_volume.parse().unwrap();
        Line { service, odn_volume, individual_volume: Decimal::ZERO, base: Money::from_kopecks(base), ..heating() }
    }

    fn field_of(lines: &[Line]) -> Option<String> {
        statement_doubt(lines, &house_of_the_vectors(), flat_of_the_vectors(), true).map(|doubt| doubt.field)
    }

    fn field(line: &Line) -> Option<String> {
        field_of(&[heating(), line.clone()])
    }

    #[test]
    fn a_line_that_is_the_share_raises_no_doubt() {
        assert_eq!(field(&line("1.25", 5_000)), None);
        assert_eq!(field(&line("1.251", 5_004)), None, "somebody gets the last thousandth");
    }

    #[test]
    fn a_volume_that_is_not_the_share_is_pointed_at() {
        assert_eq!(field(&line("1.252", 5_008)).as_deref(), Some("lines[1].odn_volume"));
        assert_eq!(field(&line("-1.25", -5_000)).as_deref(), Some("lines[1].odn_volume"));
    }

    #[test]
    fn money_that_is_not_the_share_is_pointed_at_also_beside_own_use() {
        assert_eq!(field(&line("1.25", 5_006)).as_deref(), Some("lines[1].base"));
        let mixed = |tariff: i64| {
            field(&Line { individual_volume: Decimal::ONE, tariff: tariff.into(), ..line("1.25", 9_000) })
        };
        assert_eq!(mixed(40), None, "a coefficient of the flat's own use is no matter here");
        assert_eq!(mixed(41).as_deref(), Some("lines[1].base"), "1.25 for 41 is not 50.00");
    }

    #[test]
    fn lines_of_one_service_are_compared_together() {
        let own = Line { individual_volume: Decimal::ONE, ..line("0", 4_000) };
        assert_eq!(field_of(&[own.clone(), line("1.25", 5_000)]), None);
        assert_eq!(field_of(&[own.clone(), line("1.5", 6_000)]).as_deref(), Some("lines[1].odn_volume"));
        assert_eq!(field_of(&[own, line("1.25", 6_000)]).as_deref(), Some("lines[1].base"));
    }

    #[test]
    fn a_service_of_the_account_that_is_not_charged_raises_a_doubt_if_something_falls_to_it() {
        let code = |house: &Calculation, has_service| {
            statement_doubt(&[heating()], house, flat_of_the_vectors(), has_service).map(|doubt| doubt.code)
        };
        let mut house = house_of_the_vectors();
        assert_eq!(code(&house, true).as_deref(), Some("odn_missing"));
        assert_eq!(code(&house, false), None, "the account does not have it");
        house.volumes.individual = 900.into();
        assert_eq!(code(&house, true), None, "a carried volume charges nothing");
    }

    #[test]
    fn a_carried_volume_that_the_next_month_forgot_raises_a_doubt() {
        let mut before = house_of_the_vectors();
        before.volumes.individual = 900.into();
        let mut now = house_of_the_vectors();
        assert_eq!(carry_doubt(&before, &now).unwrap().code, "odn_carry_missing");
        now.volumes.other = 50.into();
        assert_eq!(carry_doubt(&before, &now), None);
        assert_eq!(carry_doubt(&house_of_the_vectors(), &now), None);
    }
}
