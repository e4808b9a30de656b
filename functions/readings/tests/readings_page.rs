//! `docs/readings.md` tells the rules with code, sentence and test; each of them is there.

use std::fs;
use std::path::Path;

/// Where rules and their tests stand.
const PLACES: [&str; 4] =
    ["shared/domain/src", "shared/http/src", "functions/readings/tests", "functions/exchange/tests"];

/// All code of a folder and of those in it.
fn code(folder: &Path) -> String {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { code(&path) } else { fs::read_to_string(path).unwrap_or_default() }).collect()
}

/// What stands between marks.
fn marked(cell: &str, open: char, close: char) -> impl Iterator<Item = &str> {
    cell.split(open).skip(1).filter_map(move |rest| rest.split_once(close).map(|(inside, _)| inside))
}

#[test]
fn every_code_sentence_and_test_of_the_page_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let code: String = PLACES.iter().map(|place| code(&root.join(place))).collect();
    let page = fs::read_to_string(root.join("docs/readings.md")).unwrap();
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
