//! The charge statement («начисления») of one account for one period, and its arithmetic.

mod canonical;
mod checks;
mod extras;
mod recipients;
mod warnings;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::line_text::LineText;
use crate::{Money, Period, number};

pub use checks::{StatementError, check, check_periods};
pub use extras::{Extras, Instalment, Share};
pub use recipients::Recipient;
pub use warnings::{Warning, base_warnings, document_id_warning, opening_warning, shares_warning, to_pay_warning};

/// What an account was charged for a period and how its balance moved. Balances are debts where positive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Balance at the beginning of the period.
    pub opening: Money,
    /// Charges, one line a service.
    pub lines: Vec<Line>,
    /// Penalty («пени») charged in the period.
    pub penalty: Money,
    /// Money received in the period.
    pub payments: Vec<Receipt>,
    /// Balance at the end of the period.
    pub closing: Money,
    /// What the receipt asks for; never negative.
    pub to_pay: Money,
    /// What only some statements have.
    #[serde(flatten)]
    pub extras: Extras,
}

/// The charge for one service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The company's code of the service.
    pub service: LineText,
    /// Name for people.
    pub name: LineText,
    /// Unit of the volumes.
    pub unit: LineText,
    /// Volume consumed in the premises, in units.
    #[serde(with = "number::text")]
    pub individual_volume: Decimal,
    /// Share of the common-house volume (ОДН), in units.
    #[serde(with = "number::text")]
    pub odn_volume: Decimal,
    /// Roubles a unit.
    #[serde(with = "number::text")]
    pub tariff: Decimal,
    /// Base charge («базовое начисление»).
    pub base: Money,
    /// Corrections of this and of past periods.
    #[serde(default)]
    pub recalculations: Vec<Recalculation>,
    /// Privilege («льгота»); zero or negative.
    #[serde(default)]
    pub privilege: Money,
    /// Corrected charge: base, recalculations and privilege together.
    pub total: Money,
    /// Who is paid for the service, by the company's code; the company itself where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<LineText>,
    /// Norm of consumption («норматив»), units a resident or m² a month.
    #[serde(default, with = "number::text::option", skip_serializing_if = "Option::is_none")]
    pub norm: Option<Decimal>,
    /// Multiplying coefficient («повышающий коэффициент», ПП 354, п. 42), where there is no meter that there should be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub multiplier: Option<Multiplier>,
}

/// A multiplying coefficient and what the charge is higher by it; a part of `base`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Multiplier {
    /// The coefficient: 1.5.
    #[serde(with = "number::text")]
    pub coefficient: Decimal,
    /// The excess.
    pub excess: Money,
}

/// A correction of a charge, with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recalculation {
    /// The period that is corrected.
    pub period: Period,
    /// Added to the charge; negative where it is reduced.
    pub amount: Money,
    /// Why, in the accountant's words.
    pub reason: LineText,
}

/// Money received from the payer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The cabinet's payment id where the money came through it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<LineText>,
    /// Day of the receipt.
    pub date: Date,
    /// Amount received; negative for money given back.
    pub amount: Money,
    /// The way it came.
    pub channel: Channel,
}

/// The way money came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Through the cabinet.
    Online,
    /// Bank transfer.
    Bank,
    /// Post office.
    Post,
    /// Cash desk.
    Cash,
}

/// Sums of a statement. Every view and the receipt take them from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Base charges.
    pub charged: Money,
    /// Recalculations.
    pub recalculated: Money,
    /// Privileges, zero or negative.
    pub privileges: Money,
    /// Money received.
    pub paid: Money,
}

impl Statement {
    /// The sums over lines and payments. They fit: [`check`] has refused a statement whose sums do not.
    pub fn totals(&self) -> Totals {
        let sum = |amounts: Vec<Money>| Money::checked_sum(amounts).unwrap_or_default();
        Totals {
            charged: sum(self.lines.iter().map(|line| line.base).collect()),
            recalculated: sum(self.lines.iter().filter_map(Line::recalculated).collect()),
            privileges: sum(self.lines.iter().map(|line| line.privilege).collect()),
            paid: sum(self.payments.iter().map(|receipt| receipt.amount).collect()),
        }
    }
}

impl Statement {
    /// How many bytes it takes as JSON, roughly and rather too many: numbers are counted at their longest.
    pub fn weight(&self) -> usize {
        let lines: usize = self.lines.iter().map(Line::weight).sum();
        let ids: usize =
            self.payments.iter().filter_map(|receipt| receipt.id.as_ref()).map(|id| id.as_str().len()).sum();
        200 + lines + ids + self.payments.len() * 110 + self.extras.weight()
    }
}

impl Line {
    fn weight(&self) -> usize {
        let texts = self.service.as_str().len() + self.name.as_str().len() + self.unit.as_str().len();
        let reasons: usize = self.recalculations.iter().map(|one| 90 + one.reason.as_str().len()).sum();
        let recipient = self.recipient.as_ref().map_or(0, |recipient| recipient.as_str().len());
        560 + texts + reasons + recipient
    }

    /// What of the base was charged for the common needs: their volume by the tariff, rounded once. All else, a
    /// multiplying coefficient with it, is the premises' own.
    pub fn common_base(&self) -> Money {
        if self.odn_volume.is_zero() {
            return Money::ZERO;
        }
        if self.individual_volume.is_zero() {
            return self.base;
        }
        let product = self.odn_volume.checked_mul(self.tariff);
        product.and_then(|roubles| Money::from_roubles(roubles).ok()).unwrap_or_default()
    }

    /// What of the base was charged for the premises themselves.
    pub fn individual_base(&self) -> Money {
        self.base.checked_sub(self.common_base()).unwrap_or_default()
    }

    /// The sum of the line's recalculations, `None` where it does not fit.
    pub fn recalculated(&self) -> Option<Money> {
        Money::checked_sum(self.recalculations.iter().map(|recalculation| recalculation.amount))
    }
}

#[cfg(test)]
pub(crate) mod examples {
    use super::*;

    /// ГВС 6.44 × 145.97 = 940.05, of a published receipt.
    pub fn heating() -> Line {
        Line {
            service: LineText::parse("hot-water").unwrap(),
            name: LineText::parse("Горячее водоснабжение").unwrap(),
            unit: LineText::parse("м³").unwrap(),
            individual_volume: Decimal::new(644, 2),
            odn_volume: Decimal::ZERO,
            tariff: Decimal::new(14597, 2),
            base: Money::from_kopecks(94_005),
            recalculations: vec![Recalculation {
                period: Period::new(2026, 9).unwrap(),
                amount: Money::from_kopecks(-2_319),
                reason: LineText::parse("Корректировка по показаниям").unwrap(),
            }],
            privilege: Money::ZERO,
            total: Money::from_kopecks(91_686),
            recipient: None,
            norm: None,
            multiplier: None,
        }
    }

    /// One service, 4.63 of penalty, 100.00 paid.
    pub fn statement() -> Statement {
        Statement {
            opening: Money::from_kopecks(10_000),
            lines: vec![heating()],
            penalty: Money::from_kopecks(463),
            payments: vec![Receipt {
                id: None,
                date: jiff::civil::date(2026, 10, 5),
                amount: Money::from_kopecks(10_000),
                channel: Channel::Bank,
            }],
            closing: Money::from_kopecks(92_149),
            to_pay: Money::from_kopecks(92_149),
            extras: Extras::default(),
        }
    }

    #[test]
    fn a_statement_weighs_no_less_than_its_longest_json() {
        let most = Decimal::new(999_999_999_999_999_999, 6);
        let mut statement = statement();
        let line = &mut statement.lines[0];
        (line.individual_volume, line.odn_volume, line.tariff) = (-most, -most, most);
        (line.base, line.total, line.privilege) = (Money::from_kopecks(-9_999_999_999_999), line.total, line.base);
        statement.payments[0].id = Some(LineText::parse(&"ю".repeat(300)).unwrap());
        let json = serde_json::to_string(&statement).unwrap();
        assert!(statement.weight() >= json.len(), "{} {}", statement.weight(), json.len());
    }

    #[test]
    fn a_base_is_divided_between_the_premises_and_the_common_needs() {
        let volume = |thousandths| Decimal::new(thousandths, 3);
        let divided = |individual, common, base| {
            let (individual_volume, odn_volume) = (volume(individual), volume(common));
            let line = Line { individual_volume, odn_volume, base: Money::from_kopecks(base), ..heating() };
            (line.individual_base().kopecks(), line.common_base().kopecks())
        };
        assert_eq!(divided(6_440, 0, 94_005), (94_005, 0));
        // 1.25 × 145.97 = 182.4625; the whole is rounded once too.
        assert_eq!(divided(6_440, 1_250, 112_251), (94_005, 18_246));
        assert_eq!(divided(0, -1_440, -21_024), (0, -21_024));
        assert_eq!(divided(0, 0, 500), (500, 0), "a charge without a volume");
    }

    #[test]
    fn totals_are_the_sums_of_the_lines() {
        let totals = statement().totals();
        assert_eq!(totals.charged.kopecks(), 94_005);
        assert_eq!(totals.recalculated.kopecks(), -2_319);
        assert_eq!(totals.paid.kopecks(), 10_000);
    }
}
