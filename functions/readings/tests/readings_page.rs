//! `docs/readings.md` tells the rules with code, sentence and test; each of them is there.

use std::fs;
use std::path::{Path, PathBuf};

use domain::meter::{Resource, Value};
use domain::reading::{Missing, ReadingLimits, Spent, Verification, parse_values};
use domain::{Decimal, Period};
use jiff::ToSpan as _;
use jiff::civil::date;

/// Where rules and their tests stand.
const PLACES: [&str; 5] = [
    "shared/domain/src",
    "shared/http/src",
    "functions/readings/tests",
    "functions/exchange/src",
    "functions/exchange/tests",
];

/// All code of a folder and of those in it.
fn code(folder: &Path) -> String {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { code(&path) } else { fs::read_to_string(path).unwrap_or_default() }).collect()
}

/// What stands between marks.
fn marked(cell: &str, open: char, close: char) -> impl Iterator<Item = &str> {
    cell.split(open).skip(1).filter_map(move |rest| rest.split_once(close).map(|(inside, _)| inside))
}

fn page() -> String {
    fs::read_to_string(root().join("docs/readings.md")).unwrap()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The cells of a row.
fn cells(line: &str) -> Vec<&str> {
    line.trim_matches('|').split('|').map(str::trim).collect()
}

/// The figure that the page gives in the row of this name.
fn figure(page: &str, name: &str) -> String {
    let row = page.lines().map(cells).find(|cells| cells.len() > 1 && cells[0] == name);
    row.unwrap_or_else(|| panic!("no figure of {name}"))[1].to_owned()
}

/// Ten units in each of the months up to September, the oldest of which has 1000 more.
fn until_september(months: i16) -> Vec<Spent> {
    let october = Period::new(2026, 10).unwrap();
    let spent = |ago: i16| Spent {
        period: october.plus(-ago),
        months: 1,
        consumption: vec![Value(if ago == months { 1_010 } else { 10 }.into())],
    };
    (1..=months).rev().map(spent).collect()
}

fn october(months: i16) -> Missing {
    Missing::of(&until_september(months), Period::new(2026, 10).unwrap())
}

#[test]
fn every_figure_of_the_page_is_the_one_that_the_rules_use() {
    let page = page();
    let limits = ReadingLimits::default();
    for (name, resource, unit) in [
        ("cold water in a month", Resource::ColdWater, "m³"),
        ("hot water in a month", Resource::HotWater, "m³"),
        ("electricity in a month", Resource::Electricity, "kWh"),
        ("gas in a month", Resource::Gas, "m³"),
        ("heat in a month", Resource::Heat, "Gcal"),
    ] {
        assert_eq!(figure(&page, name), format!("{} {unit}", limits.of(resource)));
    }
    let fits = |decimals: &usize| parse_values(&[format!("1.{}", "1".repeat(*decimals))], 1, 5).is_ok();
    assert_eq!(figure(&page, "digits after the point"), (1..9).rev().find(fits).unwrap().to_string());
    let due = date(2026, 12, 31);
    let warns = |days: &i32| Verification::on(due - days.days(), due) == Verification::Soon;
    assert_eq!(figure(&page, "warning of the verification"), format!("{} days", (0..365).rev().find(warns).unwrap()));
}

#[test]
fn every_figure_of_the_average_is_the_one_that_the_rules_use() {
    let page = page();
    let has_average = |months: &i16| matches!(october(*months), Missing::Average { .. });
    let least = (1..12).find(has_average).unwrap();
    assert_eq!(figure(&page, "months that a meter must have worked"), least.to_string());
    // The oldest month stands out: it counts where the average is above ten.
    let counts = |months: &i16| matches!(october(*months), Missing::Average { monthly, .. } if monthly > Decimal::TEN);
    assert_eq!(figure(&page, "months of the average"), (least..12).rev().find(counts).unwrap().to_string());
    let Missing::Average { periods_left: Some(left), .. } = october(9) else { panic!("no average") };
    assert_eq!(figure(&page, "periods by the average in a row"), left.to_string());
}

#[test]
fn every_refusal_of_a_reading_stands_on_the_page() {
    let refusals = fs::read_to_string(root().join("shared/domain/src/reading/refusal.rs")).unwrap();
    let told = refusals.split("=> \"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0));
    let codes: Vec<&str> =
        told.filter(|word| word.bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase())).collect();
    assert!(codes.len() > 8, "{codes:?}");
    let page = page();
    for code in codes {
        assert!(page.contains(&format!("`{code}`")), "{code} stands in no row");
    }
}

#[test]
fn every_code_sentence_and_test_of_the_page_is_there() {
    let code: String = PLACES.iter().map(|place| code(&root().join(place))).collect();
    let page = page();
    let rows: Vec<Vec<&str>> = page
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains('`'))
        .map(|line| line.trim_matches('|').split('|').collect())
        .collect();
    for row in &rows {
        for word in row[0].split('`').skip(1).step_by(2) {
            assert!(code.contains(&format!("\"{word}\"")), "the code {word} is not there");
        }
        for sentence in row.iter().flat_map(|cell| marked(cell, '«', '»')) {
            let (beginning, _) = sentence.split_once('…').unwrap_or((sentence, ""));
            assert!(code.contains(beginning), "«{beginning}» is not said");
        }
        for test in row[row.len() - 1].split('`').skip(1).step_by(2) {
            assert!(code.contains(&format!("fn {test}(")), "the test {test} is not there");
        }
    }
    assert!(rows.len() > 15, "{}", rows.len());
}
