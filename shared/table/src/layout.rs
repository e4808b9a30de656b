//! Renders `docs/TABLE.md` out of the key functions, and compares the table of the template with ours.

mod entities;
mod examples;
mod patterns;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::{Key, keys, schema};
use examples::examples;

fn render() -> String {
    let examples = examples();
    let mut page = "# The table\n\nRendered by a test from `shared/table/src/keys`; written anew with \
                    `BLESS=1 cargo test -p kabinet-table`.\n\nOne table, keys `pk` and `sk`, both strings; items are \
                    forgotten after `expires_at` (seconds of the epoch). Each item tells its `type`. There is no index.\n\n\
                    ## Items\n\n| type | pk | sk | what it is |\n|---|---|---|---|\n"
        .to_owned();
    for (kind, key, purpose) in examples.all() {
        let _ =
            writeln!(page, "| {kind} | `{}` | `{}` | {purpose} |", examples.named(&key.pk), examples.named(&key.sk));
    }
    let Key { pk, sk } = keys::warm();
    let _ =
        writeln!(page, "\nNothing stands at `{pk}`, `{sk}`: functions ask for it to be connected before a request.");
    page.push_str("\n## Access patterns\n\nEverything else is read by full keys, up to a hundred in one call.\n\n");
    page.push_str("| pattern | pk | sk | order | consistency |\n|---|---|---|---|---|\n");
    for (name, keys) in examples.patterns() {
        let _ = writeln!(page, "| {name} | {} |", examples.named(&keys));
    }
    page
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
#[expect(clippy::disallowed_methods, reason = "whether to write it anew is asked of whoever runs the test")]
fn the_document_shows_the_table_as_it_is() {
    let file = root().join("docs/TABLE.md");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&file, render()).unwrap();
    }
    let written = std::fs::read_to_string(file).unwrap_or_default();
    assert!(written == render(), "docs/TABLE.md is behind the code: run BLESS=1 cargo test -p kabinet-table");
}

#[test]
fn no_entity_and_no_pattern_is_missing_in_the_document() {
    let page = render();
    for source in files_below(&root().join("shared/table/src/entities")) {
        let text = std::fs::read_to_string(source).unwrap();
        for line in text.lines() {
            if let Some(kind) = line.trim().strip_prefix("const TYPE: &'static str = \"") {
                let kind = kind.trim_end_matches("\";");
                assert!(page.contains(&format!("| {kind} |")), "{kind} is missing");
            }
            if let Some(pattern) = line.strip_prefix("impl Pattern for ") {
                let name = pattern.split(['<', ' ']).next().unwrap();
                assert!(page.contains(&format!("| {name} |")), "{name} is missing");
            }
        }
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

#[test]
fn keys_of_different_things_never_meet() {
    let mut all: Vec<_> = examples().all().into_iter().map(|(_, key, _)| (key.pk, key.sk)).collect();
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count);
}

#[test]
fn the_template_makes_the_same_table() {
    let template = std::fs::read_to_string(root().join("template.yaml")).unwrap();
    let start = template.find("Type: AWS::DynamoDB::Table").unwrap();
    let table: String =
        template[start..].lines().take_while(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("\n");
    for (name, role) in schema::KEYS {
        assert!(table.contains(&format!("AttributeName: {name}, AttributeType: S")), "{name} is defined otherwise");
        assert!(table.contains(&format!("AttributeName: {name}, KeyType: {role}")), "{name} is no {role} key");
    }
    assert_eq!(table.matches("AttributeType").count(), schema::KEYS.len());
    assert!(table.contains(&format!("AttributeName: {}, Enabled: true", schema::TIME_TO_LIVE)));
    assert!(!table.contains("SecondaryIndexes"), "the template has an index that the code does not know");
}
