//! The same statement, its numbers written in the one shortest way.

use super::{Instalment, Line, Multiplier, Statement};
use crate::number::Decimal;

impl Statement {
    /// Zeros after the last digit and the sign of a zero say nothing: `6.440` is `6.44`. For telling statements apart;
    /// shown and kept they are as they were sent.
    #[must_use]
    pub fn canonical(&self) -> Self {
        let mut same = self.clone();
        same.lines.iter_mut().flat_map(Line::numbers).for_each(shorten);
        same.extras.instalments.iter_mut().map(|Instalment { rate, .. }| rate).for_each(shorten);
        same
    }
}

impl Line {
    fn numbers(&mut self) -> impl Iterator<Item = &mut Decimal> {
        let Self { individual_volume, odn_volume, tariff, norm, multiplier, .. } = self;
        let coefficient = multiplier.as_mut().map(|Multiplier { coefficient, .. }| coefficient);
        [individual_volume, odn_volume, tariff].into_iter().chain(norm).chain(coefficient)
    }
}

fn shorten(number: &mut Decimal) {
    *number = number.normalize();
}

#[cfg(test)]
mod tests {
    use super::super::examples::statement;
    use super::super::{Extras, Instalment, Multiplier};
    use crate::Money;
    use crate::line_text::LineText;
    use crate::statement::Statement;

    /// A statement that has every number there is, all written like this one.
    fn written(number: &str) -> Statement {
        let number = number.parse().unwrap();
        let mut statement = statement();
        let line = &mut statement.lines[0];
        (line.individual_volume, line.odn_volume, line.tariff, line.norm) = (number, number, number, Some(number));
        line.multiplier = Some(Multiplier { coefficient: number, excess: Money::ZERO });
        let (name, zero) = (LineText::parse("Отопление").unwrap(), Money::ZERO);
        let instalment = Instalment { name, current: zero, earlier: zero, rate: number, interest: zero, to_pay: zero };
        statement.extras = Extras { instalments: vec![instalment], ..Extras::default() };
        statement
    }

    fn json(statement: &Statement) -> String {
        serde_json::to_string(statement).unwrap()
    }

    #[test]
    fn numbers_are_the_same_however_many_zeros_they_end_with() {
        for (long, short) in [("6.440", "6.44"), ("40.00", "40"), ("100", "100"), ("-0", "0"), ("-0.000", "0")] {
            assert_eq!(json(&written(long).canonical()), json(&written(short)), "{long}");
        }
        assert_ne!(json(&written("6.441").canonical()), json(&written("6.44").canonical()));
    }
}
