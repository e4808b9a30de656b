//! Movements as a table for a Russian spreadsheet: UTF-8 with a byte order mark, `;` between cells, a comma in amounts.

use std::fmt::Write as _;

use domain::Money;
use domain::movements::{Movement, Totals};
use domain::statement::{Channel, Receipt};

const BYTE_ORDER_MARK: char = '\u{feff}';
const END_OF_ROW: &str = "\r\n";
const HEADINGS: [&str; 8] =
    ["Период", "Входящий остаток", "Начислено", "Перерасчёты", "Пени", "Поступило", "Исходящий остаток", "Платежи"];

const TOTALS: &str = "За всё показанное время";
/// What stands beside the word where the months do not go on from each other.
const NO_TOTALS: &str = "Итоги не посчитаны: остаток исправлен или месяц открыт на исправление";

/// The whole file: a row a period, and the totals of the span at the end.
pub fn file(rows: &[Movement]) -> String {
    let mut file = String::from(BYTE_ORDER_MARK);
    push_row(&mut file, &HEADINGS.map(text));
    let totals = (!rows.is_empty()).then(|| totals(Totals::of(rows)));
    for cells in rows.iter().map(cells).chain(totals) {
        push_row(&mut file, &cells);
    }
    file
}

fn totals(sums: Option<Totals>) -> [String; 8] {
    let Some(sums) = sums else {
        let mut cells: [String; 8] = Default::default();
        (cells[0], cells[7]) = (text(TOTALS), text(NO_TOTALS));
        return cells;
    };
    [
        text(TOTALS),
        amount(sums.opening),
        amount(sums.charged),
        amount(sums.recalculated),
        amount(sums.penalty),
        amount(sums.received),
        amount(sums.closing),
        String::new(),
    ]
}

/// «2026-10», «2026-11, не закрыт».
fn month(row: &Movement) -> String {
    let open = if row.is_open { ", не закрыт" } else { "" };
    format!("{}{open}", row.period)
}

fn cells(row: &Movement) -> [String; 8] {
    let payments: Vec<String> = row.payments.iter().map(payment).collect();
    [
        text(&month(row)),
        amount(row.opening),
        amount(row.charged),
        amount(row.recalculated),
        amount(row.penalty),
        amount(row.received),
        amount(row.closing),
        text(&payments.join(", ")),
    ]
}

/// «05.10.2026 100,00 банк».
fn payment(receipt: &Receipt) -> String {
    let date = receipt.date;
    let channel = match receipt.channel {
        Channel::Online => "онлайн",
        Channel::Bank => "банк",
        Channel::Post => "почта",
        Channel::Cash => "касса",
    };
    format!("{:02}.{:02}.{} {} {channel}", date.day(), date.month(), date.year(), amount(receipt.amount))
}

/// Roubles as the spreadsheet reads them. A leading minus is not neutralized: nothing but digits and a comma follows.
fn amount(amount: Money) -> String {
    amount.to_string().replace('.', ",")
}

/// A cell of text: quoted where it must be, and never taken for a formula.
fn text(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([';', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

fn push_row(file: &mut String, cells: &[String]) {
    // Writing to a string cannot fail.
    let _ = write!(file, "{}{END_OF_ROW}", cells.join(";"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        for (written, cell) in [
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@a", "'@a"),
            ("\ta", "'\ta"),
            ("a=1", "a=1"),
        ] {
            assert_eq!(text(written), cell);
        }
    }

    #[test]
    fn separators_and_quotes_stay_inside_their_cell() {
        assert_eq!(text("a;b"), "\"a;b\"");
        assert_eq!(text("a\nb"), "\"a\nb\"");
        assert_eq!(text("«Волга»"), "«Волга»");
    }

    #[test]
    fn a_table_of_nothing_has_headings_only() {
        assert_eq!(file(&[]).lines().count(), 1);
    }

    #[test]
    fn amounts_are_numbers_of_a_russian_spreadsheet() {
        assert_eq!(amount(Money::from_kopecks(-123_405)), "-1234,05");
    }
}
