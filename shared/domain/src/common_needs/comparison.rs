//! A statement's line beside our own calculation.

use rust_decimal::Decimal;

use super::{Calculation, Case, Premises};
use crate::Money;
use crate::statement::{Line, Warning};

/// How far a volume may be off: a house is divided in thousandths, and somebody gets the last one.
const THOUSANDTH: Decimal = Decimal::from_parts(1, 0, 0, false, 3);

/// Compares the common-house volume of a line with the share that falls to the premises: the volume to a thousandth,
/// and the money of a line that holds nothing else.
pub fn line_doubt(index: usize, line: &Line, calculation: &Calculation, premises: Premises) -> Option<Warning> {
    if line.service != calculation.service {
        return None;
    }
    let share = calculation.share(premises);
    let doubt = |field: &str, message: String| {
        Some(Warning { code: "odn_differs".to_owned(), field: format!("lines[{index}].{field}"), message })
    };
    if (line.odn_volume - share.volume).abs() > THOUSANDTH {
        let message = format!("Объём ОДН {}, а по расчёту на дом {}.", line.odn_volume, share.volume);
        return doubt("odn_volume", message);
    }
    if line.individual_volume.is_zero() && !is_near(line.base, share.amount, calculation.volumes.tariff) {
        let message = format!("Начислено {}, а по расчёту на дом {}.", line.base, share.amount);
        return doubt("base", message);
    }
    None
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

    fn field(line: &Line) -> Option<String> {
        line_doubt(3, line, &house_of_the_vectors(), flat_of_the_vectors()).map(|doubt| doubt.field)
    }

    #[test]
    fn a_line_that_is_the_share_raises_no_doubt() {
        assert_eq!(field(&line("1.25", 5_000)), None);
        assert_eq!(field(&line("1.251", 5_004)), None, "somebody gets the last thousandth");
    }

    #[test]
    fn a_volume_that_is_not_the_share_is_pointed_at() {
        assert_eq!(field(&line("1.252", 5_008)).as_deref(), Some("lines[3].odn_volume"));
        assert_eq!(field(&line("-1.25", -5_000)).as_deref(), Some("lines[3].odn_volume"));
    }

    #[test]
    fn money_that_is_not_the_share_is_pointed_at_where_the_line_holds_nothing_else() {
        assert_eq!(field(&line("1.25", 5_006)).as_deref(), Some("lines[3].base"));
        let mixed = Line { individual_volume: Decimal::ONE, ..line("1.25", 9_000) };
        assert_eq!(field(&mixed), None);
    }

    #[test]
    fn a_line_of_another_service_is_not_compared() {
        assert_eq!(line_doubt(0, &heating(), &house_of_the_vectors(), flat_of_the_vectors()), None);
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
